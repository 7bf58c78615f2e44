"""One key, one meaning, and the keyboard where a person expects it.

What Qt calls ambiguous does nothing, or goes somewhere else each time.
"""

from collections import defaultdict

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from app import database
from app.services import board, clock, listings, sample
from tests.ui.acting import showing
from ui import jobs, pages
from ui.changes import changes
from ui.contacts.touch import TouchDialog
from ui.main_window import MainWindow
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door
from ui.shortcuts import Shortcuts


@pytest.fixture
def window(qtbot):
    """The whole window on the sample book."""
    sample.open_copy(clock.day())
    changes.listen()
    made = MainWindow(pages.specs())
    qtbot.addWidget(made)
    yield showing(qtbot, made)
    jobs.stop_all()
    changes.silence()
    database.close()


def said_twice(window: QWidget) -> dict[str, list[str]]:
    """The keys that more than one visible thing answers to, and these things."""
    found = defaultdict(list)
    for widget in (w for w in window.findChildren(QWidget) if w.isVisible() and w.isEnabled()):
        texts = []
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
            texts = [widget.text()]
        elif isinstance(widget, QMenuBar):
            texts = [menu.text() for menu in widget.actions() if menu.isEnabled()]
        for text in texts:
            found[QKeySequence.mnemonic(text).toString()].append(text)
    for act in window.findChildren(QAction):
        if act.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
            continue  # only the editor that has the keyboard answers
        seen = any(isinstance(w, QWidget) and w.isVisible() for w in act.associatedObjects())
        if seen and act.isEnabled() and act.isVisible():
            found[act.shortcut().toString()].append(act.text())
    return {key: texts for key, texts in found.items() if key and len(texts) > 1}


@pytest.mark.parametrize("page", [spec.name for spec in pages.specs()])
def test_no_key_means_two_things_on_a_page(window, page):
    window.go(page)

    assert not said_twice(window)


def open_card(window: MainWindow, noun: str) -> None:
    """Lay a card over the page, of whatever it is a card of."""
    held = next(row["id"] for row in listings.meetings() if row["state"] == "held")
    agreed = next(row["id"] for row in listings.meetings() if row["state"] == "agreed")
    card_id = {
        "contact": listings.contacts("Okafor")[0]["id"],
        "contact_form": listings.contacts("Okafor")[0]["id"],
        "meeting": agreed,
        "meeting_form": agreed,
        "debrief": held,
        "outreach": listings.outreach()[0]["id"],
    }.get(noun, "")
    window.navigator.open_card(noun, card_id)
    assert window.navigator.depth() == 1


@pytest.mark.parametrize("noun", list(pages.cards()))
def test_no_key_means_two_things_on_a_card(window, noun):
    open_card(window, noun)

    assert not said_twice(window)


@pytest.mark.parametrize(
    "ask", ["referred", "applied", "go on", "not_this_time", "resting", "touch"]
)
def test_no_key_means_two_things_in_a_dialog(window, qtbot, ask):
    found = board.read()
    begun, referred = found.columns["info_only"][0], found.columns["referred"][0]
    dialog = {
        "go on": lambda: Door(board.page(referred.id), "applied", found.today, window),
        "touch": lambda: TouchDialog(begun.contact_id, begun.name, window),
        "not_this_time": lambda: Closing(begun, ask, found.today, window),
        "resting": lambda: Closing(begun, ask, found.today, window),
    }.get(ask, lambda: Door(board.page(begun.id), ask, found.today, window))()
    dialog.show()

    assert not said_twice(dialog)


@pytest.mark.parametrize("page", [spec.name for spec in pages.specs()])
def test_no_key_means_two_things_in_an_empty_book(qtbot, book, page):
    made = MainWindow(pages.specs())
    qtbot.addWidget(made)
    made.go(page)
    showing(qtbot, made)

    assert not said_twice(made)
    assert made.page().isAncestorOf(QApplication.focusWidget())


def test_what_two_things_answer_to_is_found(window, qtbot):
    other = QAction("Another", window)
    other.setShortcut("Ctrl+K")
    window.addAction(other)

    assert list(said_twice(window)) == ["Ctrl+K"]


@pytest.mark.parametrize("page", [spec.name for spec in pages.specs()])
def test_a_page_that_opens_has_the_keyboard(window, page):
    window.sidebar.setFocus()
    window.go(page)

    assert window.page().isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("noun", ["new_contact", "new_meeting", "new_outreach", "preferences"])
def test_letters_typed_into_a_card_that_opens_arrive_there(window, qtbot, noun):
    window.navigator.open_card(noun, "")
    place = QApplication.focusWidget()
    qtbot.keyClicks(place, "Ada Byron")

    assert window.navigator.depth() == 1
    assert window.page().isAncestorOf(place)


def test_a_person_comes_back_to_the_field_they_left(window):
    window.go("meetings")
    window.navigator.open_card("new_meeting", "")
    left = window.page().fields.editor("thing").control()
    left.setFocus()
    window.navigator.open_card("new_contact", "")
    assert QApplication.focusWidget() is not left

    window.back()
    assert QApplication.focusWidget() is left


def test_a_search_begun_on_another_page_goes_on_in_the_search_field(window, qtbot):
    window.go("importing")
    window.find_people()
    qtbot.keyClicks(window.search, "okaf")

    assert window.heading.text() == "Contacts"
    assert window.search.hasFocus()
    assert window.search.text() == "okaf"


def test_a_button_that_is_pressed_away_leaves_the_keyboard_to_its_page(window):
    window.navigator.open_card("new_meeting", "")
    window._main.setFocus()
    window.page().renewed.emit()

    assert window.page().isAncestorOf(QApplication.focusWidget())


def test_the_list_of_keys_tells_only_those_that_do_something_now(window):
    window.go("pipeline")
    window.go("meetings")

    told = Shortcuts(window).table.rows()
    assert any("New meeting" in row for row in told)
    assert not any("New outreach" in row for row in told)


def test_the_list_of_keys_begins_with_the_page_and_says_where_each_key_works(window):
    window.go("meetings")

    told = Shortcuts(window).table.rows()
    places = {row.split(", ")[0]: at for at, row in enumerate(told) if row.count(", ") > 1}
    assert list(places) == ["Meetings", "Everywhere", "Go to"]
    assert "Type up" in " ".join(told[: places["Everywhere"]])
    assert "Ctrl+K" in " ".join(told[places["Everywhere"] : places["Go to"]])
    assert told[places["Go to"]] == "Go to, Today, Ctrl+1"


# Enter


def deaf_to_enter(window: QWidget, qtbot) -> list[str]:
    """The buttons that Tab reaches and that Enter does not press; nothing they do is done."""
    heard, deaf = [], []
    for one in window.findChildren(QPushButton) + window.findChildren(QToolButton):
        menu = one.menu() is not None
        if menu or not one.isVisible() or not one.isEnabled() or not _takes_tab(one):
            continue
        one.clicked.disconnect()
        one.clicked.connect(lambda _on=False, name=one: heard.append(name))
        one.setFocus()
        assert QApplication.focusWidget() is one
        qtbot.keyClick(one, Qt.Key.Key_Return)
        if heard.count(one) != 1:
            deaf.append(f"{one.text() or one.accessibleName()} ({type(one).__name__})")
    return deaf


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (widget.focusPolicy() & tab) == tab


@pytest.mark.parametrize("page", [spec.name for spec in pages.specs()])
def test_enter_presses_every_button_of_a_page(window, qtbot, page):
    window.go(page)

    assert not deaf_to_enter(window, qtbot)


@pytest.mark.parametrize("noun", list(pages.cards()))
def test_enter_presses_every_button_of_a_card(window, qtbot, noun):
    open_card(window, noun)

    assert not deaf_to_enter(window, qtbot)


def test_a_key_held_down_presses_once_and_a_dialog_keeps_its_own_button(qtbot):
    heard = []
    dialog = QDialog()
    line, save, other = QLineEdit(dialog), QPushButton("Save", dialog), QPushButton("B", dialog)
    save.setDefault(True)
    save.clicked.connect(lambda: heard.append("save"))
    other.setAutoDefault(False)
    other.clicked.connect(lambda: heard.append("other"))
    qtbot.addWidget(dialog)
    showing(qtbot, dialog)

    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    for repeated in (False, True, True):
        QApplication.sendEvent(
            other,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier,
                      "\r", repeated),
        )  # fmt: skip

    assert heard == ["save", "other", "other"]
