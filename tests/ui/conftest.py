"""What interface tests stand on: no screen, British English, a book of their own, answers."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from ui import dialogs, keyboard, theme
from ui.changes import changes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Popups (completers, menus) want the keyboard, which the offscreen platform does not have."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True))


@pytest.fixture(scope="session", autouse=True)
def _british_english() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in its palette and style sheet, as a person meets it."""
    theme.start(qapp, "light")
    keyboard.start(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _dressed(dressed: QApplication) -> None:
    theme.choose("light") if theme.choice() != "light" else None


@pytest.fixture
def answers() -> Iterator[dialogs.Answers]:
    """What the person would answer; every question left open is a failure."""
    given = dialogs.Answers()
    dialogs.answer_with(given)
    yield given
    dialogs.answer_with(None)
    assert not given.next, f"these answers were never asked for: {given.next}"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    """An open, empty book whose changes reach the pages."""
    from app import database

    path = tmp_path / "Test.bridgebook"
    database.open_book(path, create=True)
    changes.listen()
    yield path
    # Now, and not when some later test runs a loop: what a form still wants to keep would be kept
    # in that test's book.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    changes.silence()
    database.close()
