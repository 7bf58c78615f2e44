import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from app import settings
from app.journal import Change
from app.services import contacts
from tests.ui.acting import accessible_name, assert_accessible, do, showing
from ui import theme
from ui.actions import action
from ui.changes import changes
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.shortcuts import Shortcuts
from ui.widgets.page import Page


class Ships(Page):
    shows = frozenset({"contact"})
    searches = True

    def __init__(self):
        super().__init__()
        self.read, self.sought = 0, []
        self._add = action(self, "&New ship", self.add_ship, shortcut="Ctrl+N")
        self._sink = action(self, "&Sink", self.sink)
        self._sink.setEnabled(False)
        self.label = QLabel("ships")
        self.body.addWidget(self.label)

    def heading(self):
        return "Ships"

    def main_action(self):
        return self._add

    def page_actions(self):
        return [self._sink]

    def refresh(self):
        self.read += 1

    def search(self, text):
        self.sought.append(text)

    def add_ship(self):
        self.open(Ship("Fram"))

    def sink(self):
        """Never enabled."""


class Ship(Page):
    def __init__(self, name):
        super().__init__()
        self.name, self.unsaved = name, False

    def heading(self):
        return self.name

    def may_close(self):
        return not self.unsaved


class Ports(Page):
    def heading(self):
        return "Ports"


@pytest.fixture
def made():
    return {"ships": [], "ports": []}


@pytest.fixture
def window(qtbot, book, made):
    def make(name, kind):
        page = kind()
        made[name].append(page)
        return page

    shown = MainWindow(
        [
            PageSpec("ships", "Ships", "book", lambda: make("ships", Ships), finds=True),
            PageSpec("ports", "Ports", "place", lambda: make("ports", Ports), badge=lambda: 3),
        ],
        file_actions=lambda owner: [action(owner, "&Quit", owner.close, name="quit")],
    )
    qtbot.addWidget(shown)
    return showing(qtbot, shown)


def add_contact(name="Marta Oyelaran"):
    from app.domain.people import ContactDraft

    return contacts.add(ContactDraft(name))


def test_the_first_page_is_shown_and_the_others_are_not_made_yet(window, made):
    assert window.heading.text() == "Ships"
    assert len(made["ships"]) == 1
    assert made["ports"] == []


def test_every_control_of_the_window_has_a_name(window):
    assert_accessible(window)


def test_ctrl_and_a_number_goes_to_a_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.heading.text() == "Ports"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.heading.text() == "Ships"


def test_the_badge_is_counted_without_making_the_page(window, made):
    window.show_badges()
    entry = next(b for b in window.findChildren(QPushButton.__mro__[1]) if b.text() == "Ports")
    assert entry.accessibleDescription() == "3 want attention"
    assert made["ports"] == []


def test_the_main_action_of_the_page_stands_at_the_top(window):
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["&New ship"]
    do(window, "go_ports")
    assert [b for b in window.findChildren(QPushButton) if b.isVisible()] == []


def test_a_main_action_made_anew_never_takes_the_window_out_of_ones_hands(window, qtbot, qapp):
    showing(qtbot, window)
    with qtbot.assertNotEmitted(qapp.focusWindowChanged):
        window.page().renewed.emit()
        qapp.processEvents()
    assert window.isActiveWindow()


def test_a_card_lies_over_its_list_and_esc_comes_back(window, qtbot):
    do(window, "add_ship")
    assert window.heading.text() == "Fram"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.heading.text() == "Ships"


def test_alt_left_goes_back_to_the_page_seen_before(window, qtbot):
    do(window, "go_ports")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.heading.text() == "Ships"


def test_a_card_waits_while_one_looks_at_another_page(window):
    do(window, "add_ship")
    do(window, "go_ports")
    do(window, "go_ships")
    assert window.heading.text() == "Fram"
    do(window, "go_ships")
    assert window.heading.text() == "Ships"


def test_a_card_with_typing_in_it_is_not_closed(window, qtbot):
    do(window, "add_ship")
    window.page().unsaved = True
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.heading.text() == "Fram"
    assert not window.close()
    window.page().unsaved = False
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.heading.text() == "Ships"


def test_a_page_that_says_it_is_done_is_taken_away(window):
    do(window, "add_ship")
    window.page().closed.emit()
    assert window.heading.text() == "Ships"


def test_ctrl_k_and_typing_searches_the_page(window, qtbot, made):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "fr")
    assert made["ships"][0].sought == ["f", "fr"]


def test_typing_on_a_page_without_search_leads_to_the_one_that_finds(window, qtbot, made):
    do(window, "go_ports")
    do(window, "find_people")
    qtbot.keyClicks(window.search, "fr")
    assert window.heading.text() == "Ships"
    assert made["ships"][0].sought == ["f", "fr"]
    assert window.search.text() == "fr"


def test_a_search_is_still_there_when_one_comes_back(window, qtbot):
    do(window, "find_people")
    qtbot.keyClicks(window.search, "fr")
    do(window, "go_ports")
    assert window.search.text() == ""
    do(window, "go_ships")
    assert window.search.text() == "fr"


def test_esc_empties_the_search_first(window, qtbot, made):
    do(window, "find_people")
    qtbot.keyClicks(window.search, "f")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert made["ships"][0].sought[-1] == ""


def test_letters_typed_into_a_page_go_on_in_the_search_field(window, qtbot, made):
    made["ships"][0].searched.emit("f")
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "r")
    assert made["ships"][0].sought == ["f", "fr"]


def test_an_edit_can_be_undone_from_the_menu_which_says_what(window):
    assert not window.undo_action.isEnabled()
    add_contact()
    assert window.undo_action.text() == "&Undo Add contact"
    do(window, "undo")
    assert not window.undo_action.isEnabled()
    assert window.redo_action.text().startswith("&Redo")
    do(window, "redo")
    assert window.undo_action.isEnabled()


def test_a_change_refreshes_the_page_that_shows_it(window, made):
    before = made["ships"][0].read
    add_contact()
    assert made["ships"][0].read == before + 1


def test_a_hidden_page_reads_again_only_when_it_is_shown(window, made):
    do(window, "go_ports")
    before = made["ships"][0].read
    add_contact()
    add_contact("Jonas Hale")
    assert made["ships"][0].read == before
    do(window, "go_ships")
    assert made["ships"][0].read == before + 1


def test_a_change_of_something_else_leaves_the_page_alone(window, made):
    before = made["ships"][0].read
    changes.announced.emit(Change("Add tag", frozenset({"tag"})))
    assert made["ships"][0].read == before


def test_a_sentence_above_the_page_goes_with_esc(window, qtbot):
    window.say("Imported 213 people.")
    assert window.page().banner.text() == "Imported 213 people."
    assert accessible_name(window.page().banner) == "Imported 213 people."
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page().banner.text() == ""


def test_the_button_in_a_banner_does_what_it_says(window, qtbot):
    done = []
    undo = QAction("Undo", window)
    undo.triggered.connect(lambda: done.append(True))
    window.page().say("Deleted Marta.", action=undo)
    button = next(b for b in window.page().banner.findChildren(QPushButton) if b.isVisible())
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == [True]
    assert window.page().banner.text() == ""


def test_choosing_dark_is_remembered(window):
    do(window, "colours_dark")
    assert theme.is_dark()
    assert settings.load().colours == "dark"
    do(window, "colours_light")
    assert not theme.is_dark()


def test_f11_fills_the_screen_and_gives_it_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_the_list_of_keys_is_read_from_the_actions(window, answers):
    do(window, "show_shortcuts")
    dialog = answers.shown[0]
    assert isinstance(dialog, Shortcuts)
    assert any(row.endswith("Find, Ctrl+K") for row in dialog.table.rows())
    assert any(row.endswith("New ship, Ctrl+N") for row in dialog.table.rows())


def test_about_says_where_the_data_stays(window, answers):
    do(window, "show_about")
    assert "stays on this computer" in answers.asked[-1]


def test_the_window_comes_back_where_it_was(window, qtbot, book):
    window.resize(760, 600)
    do(window, "go_ports")
    window.close()
    again = MainWindow(
        [PageSpec("ships", "Ships", "book", Ships), PageSpec("ports", "", "", Ports)]
    )
    qtbot.addWidget(again)
    assert again.size() == window.size()
    assert again.heading.text() == "Ports"


def test_a_name_of_three_thousand_letters_does_not_widen_the_window(window):
    width = window.minimumSizeHint().width()
    window.page().open(Ship("M" * 3000))
    assert window.minimumSizeHint().width() <= width + 100
    assert window.heading.toolTip() == "" or len(window.heading.toolTip()) <= 500


def test_right_to_left_the_sidebar_stands_at_the_right(window, qtbot):
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: window.sidebar.geometry().left() > 100)
    assert window.sidebar.geometry().left() > window.navigator.geometry().left()
