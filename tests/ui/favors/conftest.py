"""Favors and needs in the real window, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import names
from app.domain.people import ContactDraft, PositionDraft
from app.services import contacts
from tests.ui.acting import showing
from ui import jobs, pages
from ui.main_window import MainWindow


@pytest.fixture
def add(book):
    """Add somebody by name, perhaps at a firm; the id."""

    def adding(name: str, firm: str = "") -> str:
        given, family = names.split(name)
        jobs_there = (PositionDraft(firm),) if firm else ()
        return contacts.add(ContactDraft(given, family, positions=jobs_there))

    yield adding
    jobs.stop_all()


@pytest.fixture
def window(qtbot, book):
    """The real window at favors and needs."""
    made = MainWindow([spec for spec in pages.specs() if spec.name == "favors"])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return showing(qtbot, made)


@pytest.fixture
def press(qtbot):
    """Press a key, or type a text, wherever the keyboard is."""

    def pressing(key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget), "nothing has the keyboard"
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key, modifier)

    return pressing
