"""One key, one meaning: what Qt calls ambiguous does nothing, or goes somewhere else each time."""

from collections import defaultdict

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenuBar, QWidget

from app import database
from app.services import board, clock, listings, sample
from tests.ui.acting import showing
from ui import jobs, pages
from ui.changes import changes
from ui.contacts.touch import TouchDialog
from ui.main_window import MainWindow
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door


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
        seen = any(isinstance(w, QWidget) and w.isVisible() for w in act.associatedObjects())
        if seen and act.isEnabled() and act.isVisible():
            found[act.shortcut().toString()].append(act.text())
    return {key: texts for key, texts in found.items() if key and len(texts) > 1}


@pytest.mark.parametrize("page", [spec.name for spec in pages.specs()])
def test_no_key_means_two_things_on_a_page(window, page):
    window.go(page)

    assert not said_twice(window)


@pytest.mark.parametrize("noun", list(pages.cards()))
def test_no_key_means_two_things_on_a_card(window, noun):
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


def test_what_two_things_answer_to_is_found(window, qtbot):
    other = QAction("Another", window)
    other.setShortcut("Ctrl+K")
    window.addAction(other)

    assert list(said_twice(window)) == ["Ctrl+K"]
