import threading

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.acting import accessible_name, assert_accessible, showing
from ui import actions, state, theme
from ui.actions import action
from ui.jobs import Job
from ui.widgets.card import Initials, Section
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.empty import Empty
from ui.widgets.preview import Preview
from ui.widgets.progress import Progress
from ui.widgets.scroll import Scroll
from ui.widgets.sidebar import Sidebar
from ui.widgets.table import Row, Table
from ui.widgets.wrapped import Wrapped


def a_pdf(pages: int, word: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("unused.pdf", invariant=1)
    for _ in range(pages):
        canvas.drawString(100, 700, word)
        canvas.showPage()
    return canvas.getpdfdata()


class Owner(QWidget):
    def __init__(self):
        super().__init__()
        self.done = 0

    def print_brief(self):
        self.done += 1


def test_an_action_is_named_after_its_slot_and_tells_its_key(qtbot):
    owner = Owner()
    qtbot.addWidget(owner)
    made = action(owner, "&Print the brief", owner.print_brief, icon="print", shortcut="Ctrl+P")
    assert made.objectName() == "print_brief"
    assert made.toolTip() == "Print the brief (Ctrl+P)"


def test_the_key_of_an_action_works_only_while_its_owner_is_shown(qtbot):
    owner, other = Owner(), QWidget()
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(owner)
    column.addWidget(other)
    action(owner, "Print", owner.print_brief, shortcut="Ctrl+P")
    showing(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    owner.hide()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert owner.done == 1


def test_a_button_follows_its_action(qtbot):
    owner = Owner()
    qtbot.addWidget(owner)
    made = action(owner, "Print", owner.print_brief)
    button = actions.button(made, main=True)
    qtbot.addWidget(button)
    made.setText("Print again")
    made.setEnabled(False)
    assert button.text() == "Print again"
    assert not button.isEnabled()
    made.setEnabled(True)
    button.click()
    assert owner.done == 1


def test_an_action_outlives_the_button_that_showed_it(qtbot):
    owner = Owner()
    qtbot.addWidget(owner)
    made = action(owner, "Print", owner.print_brief)
    button = actions.button(made)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    made.setText("Print again")


def test_a_preview_shows_the_newest_version_and_stays_where_one_read(qtbot):
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    showing(qtbot, preview)
    preview.show_pdf(a_pdf(3, "first"))
    assert preview.pages() == 3
    bar = preview._view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(300)
    preview.show_pdf(a_pdf(3, "second"))
    assert "second" in preview.text()
    qtbot.waitUntil(lambda: bar.value() == 300)
    assert_accessible(preview)


def test_a_preview_never_shows_an_empty_page_in_place_of_a_printed_one(qtbot):
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    showing(qtbot, preview)
    preview.show_pdf(a_pdf(2, "first"))
    first = preview.grab().toImage()
    preview.show_pdf(a_pdf(2, "second"))
    second = preview.grab().toImage()  # at once: nothing comes later
    QApplication.processEvents()

    assert preview.grab().toImage() == second
    assert first != second
    assert len({second.pixelColor(x, y).lightness() for x in range(500) for y in range(200)}) > 3


def test_the_keys_go_to_both_ends_of_a_preview(qtbot):
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    showing(qtbot, preview)
    preview.show_pdf(a_pdf(3, "pages"))
    view, bar = preview._view, preview._view.verticalScrollBar()

    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert 0 < bar.value() < bar.maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_long_name_is_shortened_and_told_in_full_as_a_tip(qtbot):
    label = Elided("Marta " * 40)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.grab()
    assert label.toolTip().startswith("Marta Marta")
    label.say("Marta")
    label.grab()
    assert label.toolTip() == ""


def test_a_reason_goes_on_in_a_second_line_before_it_is_cut(qtbot):
    reason = Elided("He offered an introduction to Viktor. One reminder is welcome.", lines=2)
    qtbot.addWidget(reason)
    line = reason.fontMetrics().height()
    assert line <= reason.heightForWidth(1000) < 2 * line
    assert 2 * line <= reason.heightForWidth(280) < 3 * line

    reason.resize(280, reason.heightForWidth(280))
    reason.grab()
    assert reason.toolTip() == ""  # all of it is seen

    reason.say("Marta " * 500)
    assert reason.heightForWidth(280) < 3 * line
    reason.grab()
    assert reason.toolTip().startswith("Marta Marta")


def test_a_word_of_any_length_goes_on_in_the_next_line_and_widens_nothing(qtbot):
    label = Wrapped("Wolfeschlegelsteinhausenbergerdorff" * 9)
    qtbot.addWidget(label)
    assert label.text() == "Wolfeschlegelsteinhausenbergerdorff" * 9
    assert accessible_name(label) == label.text()
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(400) > 4 * label.fontMetrics().height()

    label.setText("See https://kestrel.example/planning/academy-for-new-planners")
    assert QLabel.text(label) == label.text()  # an address is copied as it stands


def test_an_empty_page_says_what_to_do_next(qtbot):
    owner = Owner()
    qtbot.addWidget(owner)
    empty = Empty("meetings", "No meeting is planned.", action(owner, "Plan", owner.print_brief))
    qtbot.addWidget(empty)
    showing(qtbot, empty)
    assert_accessible(empty)
    empty.findChild(QPushButton).click()
    assert owner.done == 1
    sentence = empty.findChild(QLabel)
    for width in (1600, 400):
        empty.resize(width, 400)
        qtbot.waitUntil(lambda: abs(sentence.geometry().center().x() - empty.width() / 2) < 3)
        assert sentence.width() <= min(empty.width(), 800)
    empty.say("Nobody fits the search.")
    empty.grab()


def test_a_quick_job_shows_no_bar(qtbot):
    progress = Progress()
    qtbot.addWidget(progress)
    job = Job(lambda _progress: 1)
    with qtbot.waitSignal(job.ended):
        progress.run(job, "Reading the cards…")
    assert not progress.isVisible()


def test_a_slow_job_shows_a_bar_and_can_be_cancelled(qtbot):
    progress = Progress()
    qtbot.addWidget(progress)
    begun = threading.Event()

    def work(tell):
        while True:
            tell(1, 2)
            begun.set()

    job = Job(work)
    progress.run(job, "Reading the cards…")
    qtbot.waitUntil(progress.isVisible)
    assert_accessible(progress)
    with qtbot.waitSignal(job.cancelled):
        progress.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: not progress.isVisible())


def test_what_gets_the_cursor_comes_into_view(qtbot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    lines = [QLineEdit() for _ in range(40)]
    for line in lines:
        column.addWidget(line)
    page = Scroll(inside)
    qtbot.addWidget(page)
    page.resize(300, 200)
    showing(qtbot, page)
    lines[39].setFocus()
    assert (
        page.viewport().rect().contains(lines[39].mapTo(page.viewport(), lines[39].rect().center()))
    )


def test_a_screen_reader_can_walk_the_rows_of_a_list(qtbot):
    class Ships:
        def ids(self):
            return ["a", "b"]

        def rows(self, ids):
            return [Row(id_, f"Ship {id_}", trailing="3 d") for id_ in ids]

    table = Table(name="Ships")
    qtbot.addWidget(table)
    table.set_source(Ships())
    showing(qtbot, table)
    heard = QAccessible.queryAccessibleInterface(table.view)
    rows = [heard.child(place).text(QAccessible.Text.Name) for place in range(heard.childCount())]
    assert "Ship b, 3 d" in rows


def test_the_pages_are_walked_with_the_arrows(qtbot):
    sidebar = Sidebar("Bridgebook")
    qtbot.addWidget(sidebar)
    for name in ("today", "contacts", "meetings"):
        sidebar.add(name, name.title(), name)
    sidebar.show_chosen("today")
    showing(qtbot, sidebar)
    sidebar._entries["today"].setFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClick(sidebar._entries["today"], Qt.Key.Key_Down)
        qtbot.keyClick(sidebar.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["contacts"]
    assert_accessible(sidebar)


def test_a_chip_and_a_section_can_be_heard(qtbot):
    chip, section, initials = Chip("since 18 h", "attention"), Section("Due today"), Initials("MO")
    for widget in (chip, section, initials):
        qtbot.addWidget(widget)
        widget.grab()
    assert accessible_name(chip) == "since 18 h"
    assert accessible_name(section) == "Due today"
    chip.say("since 19 h")
    assert chip.text() == "since 19 h"


def test_what_is_remembered_of_windows_is_words_and_places(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(321, 234)
    assert not state.restore_geometry(window, "test")
    state.keep_geometry(window, "test")
    state.keep("page", "contacts")
    again = QWidget()
    qtbot.addWidget(again)
    assert state.restore_geometry(again, "test")
    assert again.size() == window.size()
    assert state.kept("page") == "contacts"
    assert state.kept("other", "none") == "none"


def test_a_role_can_be_given_after_the_widget_is_shown(qtbot):
    button = QPushButton("Print")
    qtbot.addWidget(button)
    button.resize(120, 40)
    showing(qtbot, button)
    button.clearFocus()
    before = button.grab().toImage().pixelColor(8, 20)
    theme.role(button, "main")
    assert button.grab().toImage().pixelColor(8, 20) != before


def test_a_menu_shows_actions_and_lines(qtbot):
    from PySide6.QtWidgets import QMenu

    from ui.menus import place

    menu = QMenu()
    qtbot.addWidget(menu)
    place(menu, [QAction("One", menu), None, QAction("Two", menu)])
    assert [act.text() for act in menu.actions()] == ["One", "", "Two"]
    assert menu.actions()[1].isSeparator()
