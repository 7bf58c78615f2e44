from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.ui.acting import showing
from ui.widgets.flow import Flow


def flow_in(qtbot, width: int, *, mirrored: bool = False) -> tuple[QWidget, Flow, list[QLabel]]:
    labels = [QLabel(text) for text in ("Stakeholder", "Expert", "food logistics", "first choice")]
    whole = QWidget()
    qtbot.addWidget(whole)
    if mirrored:
        whole.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow = Flow(labels)
    column = QVBoxLayout(whole)
    column.addWidget(flow)
    column.addStretch(1)
    whole.resize(width, 300)
    showing(qtbot, whole)
    return whole, flow, labels


def test_small_things_stand_in_one_line_where_there_is_room(qtbot):
    _whole, _flow, labels = flow_in(qtbot, 800)

    assert len({label.y() for label in labels}) == 1
    assert [label.x() for label in labels] == sorted(label.x() for label in labels)


def test_they_go_on_in_the_next_line_where_there_is_none(qtbot):
    _whole, flow, labels = flow_in(qtbot, 160)

    assert len({label.y() for label in labels}) > 1
    assert all(flow.rect().contains(label.geometry()) for label in labels)


def test_right_to_left_they_begin_at_the_right(qtbot):
    _whole, _flow, labels = flow_in(qtbot, 800, mirrored=True)

    assert [label.x() for label in labels] == sorted((label.x() for label in labels), reverse=True)


def test_a_thing_wider_than_the_whole_is_cut_to_it(qtbot):
    _whole, flow, labels = flow_in(qtbot, 60)

    assert all(label.geometry().right() <= flow.width() for label in labels)


def test_what_goes_leaves_no_gap_and_what_comes_back_finds_room(qtbot):
    _whole, flow, labels = flow_in(qtbot, 800)
    before = labels[2].x()

    labels[1].hide()
    qtbot.waitUntil(lambda: labels[2].x() < before)
    assert flow.sizeHint().width() < sum(label.sizeHint().width() for label in labels)

    labels[1].show()
    qtbot.waitUntil(lambda: labels[2].x() == before)


def test_small_and_tall_things_share_the_middle_of_their_line(qtbot):
    small, tall = QLabel("Mark as"), QLabel("One\nTwo\nThree")
    flow = Flow([small, tall], gap=8)
    qtbot.addWidget(flow)
    flow.resize(400, 200)
    showing(qtbot, flow)

    assert abs(small.geometry().center().y() - tall.geometry().center().y()) <= 1
    assert tall.x() - small.geometry().right() == 9
