"""Meetings in a window of their own, for a person in Berlin."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import settings
from app.domain.people import ContactDraft, PositionDraft
from app.services import contacts
from tests.ui.acting import showing
from ui import jobs, pages
from ui.main_window import MainWindow


@pytest.fixture
def berlin(book):
    settings.save(replace(settings.load(), your_zone="Europe/Berlin", paper="a4"))
    yield
    jobs.stop_all()


@pytest.fixture
def dana(berlin):
    return contacts.add(
        ContactDraft(
            "Dana", "Okafor", zone="America/New_York", expertise="cold chain",
            positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),),
        )
    )  # fmt: skip


@pytest.fixture
def bruce(berlin):
    return contacts.add(ContactDraft("Bruce", "Lindqvist", zone="Europe/Stockholm"))


@pytest.fixture
def window(qtbot, berlin):
    """The real window, with the page of meetings alone."""
    made = MainWindow([spec for spec in pages.specs() if spec.name == "meetings"])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return showing(qtbot, made)


class Keyboard:
    """Fingers: keys go to whatever has the focus."""

    def __init__(self, qtbot, window) -> None:
        self._qtbot, self._window = qtbot, window

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self._focus(), text)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _time in range(times):
            self._qtbot.keyClick(self._focus(), key, modifiers)

    def alt(self, letter: str) -> None:
        """The key that is underlined in a label."""
        self.press(getattr(Qt.Key, f"Key_{letter.upper()}"), Qt.KeyboardModifier.AltModifier)

    def ctrl(self, letter: str) -> None:
        self.press(getattr(Qt.Key, f"Key_{letter.upper()}"), Qt.KeyboardModifier.ControlModifier)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def tab(self, times: int = 1) -> None:
        self.press(Qt.Key.Key_Tab, times=times)

    def _focus(self):
        if QApplication.focusWidget() is None:
            # Offscreen, nobody gives the window its focus back when a popup has closed.
            showing(self._qtbot, self._window)
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus


@pytest.fixture
def keys(qtbot, window):
    return Keyboard(qtbot, window)
