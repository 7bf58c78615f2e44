from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect, Qt

from tests.ui.acting import assert_accessible, table
from ui import theme
from ui.widgets.chip import Mark
from ui.widgets.empty import Empty
from ui.widgets.row import spread
from ui.widgets.table import Column, Row, Table


class Ships:
    """A source that remembers what it was asked for."""

    def __init__(self, ids: list[str]) -> None:
        self._ids = ids
        self.asked: list[int] = []

    def ids(self) -> list[str]:
        return self._ids

    def rows(self, ids: list[str]) -> list[Row]:
        self.asked.append(len(ids))
        return [Row(id_, f"Ship {id_}", subtitle="at sea", initials="S") for id_ in ids]


def numbers(count: int) -> list[str]:
    return [str(number) for number in range(count)]


@pytest.fixture
def ships(qtbot):
    made = Table(name="Ships")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_the_model_keeps_every_promise_of_qt(ships, qtmodeltester):
    ships.set_source(Ships(numbers(200)))
    qtmodeltester.check(ships.model)


def test_a_hundred_thousand_rows_open_by_reading_only_what_is_seen(ships):
    source = Ships(numbers(100_000))
    ships.set_source(source)
    ships.grab()
    assert ships.model.rowCount() == 100_000
    assert sum(source.asked) == 64


def test_the_last_of_many_rows_can_be_reached(ships, qtbot):
    ships.set_source(Ships(numbers(100_000)))
    qtbot.keyClick(ships.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert ships.current_id() == "99999"


def test_a_screen_reader_hears_the_whole_row(ships):
    ships.set_source(Ships(["1"]))
    assert table(ships) == ["Ship 1, at sea"]
    assert_accessible(ships)


def test_the_selection_follows_the_id_when_the_order_changes(ships):
    ships.set_source(Ships(numbers(50)))
    ships.select(["3", "7"])
    ships.set_source(Ships(list(reversed(numbers(50)))))
    assert ships.selected_ids() == ["7", "3"]
    assert ships.current_id() == "3"


def test_what_was_deleted_is_no_longer_selected(ships):
    ships.set_source(Ships(numbers(5)))
    ships.select(["3", "4"])
    ships.set_source(Ships(["0", "4"]))
    assert ships.selected_ids() == ["4"]


def test_a_row_deleted_behind_the_list_is_painted_empty(ships):
    class Gone(Ships):
        def rows(self, ids):
            return []

    ships.set_source(Gone(["1"]))
    ships.grab()
    assert table(ships) == [""]


def test_enter_opens_the_row_with_the_cursor(ships, qtbot):
    ships.set_source(Ships(numbers(5)))
    ships.select(["2"])
    with qtbot.waitSignal(ships.activated) as opened:
        qtbot.keyClick(ships.view, Qt.Key.Key_Return)
    assert opened.args == ["2"]


def test_letters_typed_into_the_list_are_handed_to_the_search(ships, qtbot):
    source = Ships(numbers(100_000))
    ships.set_source(source)
    with qtbot.waitSignal(ships.typed) as typed:
        qtbot.keyClick(ships.view, "a")
    assert typed.args == ["a"]


def test_nothing_to_show_says_what_to_do_next(qtbot):
    empty = Empty("contacts", "No ships yet.")
    ships = Table([Column("Ship", lambda row: row.title)], name="Ships", empty=empty)
    qtbot.addWidget(ships)
    ships.show()
    ships.set_source(Ships([]))
    assert empty.isVisible()
    assert not ships.view.isVisible()
    assert not ships.strip.isVisible()  # headings of nothing
    ships.set_source(Ships(["1"]))
    assert ships.view.isVisible()
    assert ships.strip.isVisible()


@dataclass(frozen=True)
class Ship:
    id: str
    name: str
    tons: int


class Fleet:
    def ids(self):
        return ["a", "b"]

    def rows(self, ids):
        return [Ship(id_, f"Ship {id_}", 40) for id_ in ids]


@pytest.fixture
def fleet(qtbot):
    made = Table(
        [
            Column("Name", lambda row: row.name, sort="name", initials=lambda _row: "S"),
            Column(
                "Tons",
                lambda row: str(row.tons),
                sort="tons",
                width=10,
                align=Qt.AlignmentFlag.AlignTrailing,
            ),
            Column("State", lambda _row: "", chips=lambda _row: [Mark("late", "attention")]),
        ],
        name="Fleet",
    )
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.set_source(Fleet())
    return made


def test_columns_are_read_out_in_their_order(fleet):
    assert table(fleet) == ["Ship a, 40, late", "Ship b, 40, late"]


def test_a_heading_sorts_by_keyboard_and_turns_round_the_second_time(fleet, qtbot):
    heard = []
    fleet.sorted_by.connect(lambda *order: heard.append(order))
    button = fleet.strip.heading("tons")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert heard == [("tons", False), ("tons", True)]
    assert button.accessibleDescription() == "sorted backwards"


def test_right_to_left_the_first_column_stands_at_the_right(fleet):
    fleet.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    fleet.resize(601, 200)
    fleet.grab()
    assert fleet.strip.heading("name").x() > fleet.strip.heading("tons").x()


def test_where_the_room_is_small_spare_columns_are_left_out_the_last_one_first():
    columns = [
        Column("Name", str), Column("Firm", str, spare=True), Column("Tags", str, spare=True),
        Column("When", str, width=10),
    ]  # fmt: skip

    def shown(figures: int) -> list[str]:
        width = 72 + figures * theme.body_metrics().horizontalAdvance("0")
        places = spread(columns, QRect(0, 0, width, 30), mirrored=False)
        assert places[-1].right() <= width
        return [c.title for c, place in zip(columns, places, strict=True) if not place.isEmpty()]

    assert shown(40) == ["Name", "Firm", "Tags", "When"]
    assert shown(32) == ["Name", "Firm", "When"]
    assert shown(20) == ["Name", "When"]
    assert shown(12) == ["Name", "When"], "what is no spare one stays"
