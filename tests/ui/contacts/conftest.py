"""Contacts in the real window, for a person in Berlin, by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import settings
from app.domain import names
from app.domain.people import ContactDraft
from app.services import contacts
from tests.ui.acting import showing
from ui import jobs, pages
from ui.main_window import MainWindow


@pytest.fixture
def berlin(book):
    settings.save(replace(settings.load(), your_zone="Europe/Berlin"))
    yield
    jobs.stop_all()


@pytest.fixture
def add(berlin):
    """Add somebody by name; the id."""

    def adding(name: str, **more: object) -> str:
        given, family = names.split(name)
        return contacts.add(ContactDraft(given, family, **more))

    return adding


@pytest.fixture
def open_window(qtbot, berlin):
    """The real window at the contacts, once the whole list was read."""

    def opening() -> MainWindow:
        made = MainWindow([spec for spec in pages.specs() if spec.name == "contacts"])
        qtbot.addWidget(made)
        made.resize(1280, 800)
        showing(qtbot, made)
        qtbot.waitUntil(lambda: made.page().is_complete())
        return made

    return opening


@pytest.fixture
def window(open_window):
    return open_window()


class Keyboard:
    """Fingers: keys go to whatever has the focus."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.focus(), text)

    def press(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False, alt: bool = False):
        modifiers = Qt.KeyboardModifier.NoModifier
        for held, modifier in (
            (ctrl, Qt.KeyboardModifier.ControlModifier),
            (shift, Qt.KeyboardModifier.ShiftModifier),
            (alt, Qt.KeyboardModifier.AltModifier),
        ):
            if held:
                modifiers |= modifier
        for key in keys:
            self._qtbot.keyClick(self.focus(), key, modifiers)

    def focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        return focused


@pytest.fixture
def keys(qtbot) -> Keyboard:
    return Keyboard(qtbot)
