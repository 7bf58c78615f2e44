import logging
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.errors import NotFound
from ui import crash
from ui.crash import Crashes
from ui.crash_dialog import CrashDialog

NAME = "Marta Oyelaran"


@pytest.fixture
def crashes(monkeypatch):
    """The real hooks, without the test runner's in front of them."""
    noted = Crashes()
    monkeypatch.setattr(crash, "crashes", noted)
    monkeypatch.setattr(threading, "excepthook", crash._on_thread_exception)
    logging.getLogger("bridgebook.crash").setLevel(logging.CRITICAL)
    yield noted
    logging.getLogger("bridgebook.crash").setLevel(logging.NOTSET)


def fail(*_ignored):
    person = {"name": NAME}
    return person[NAME]


def test_a_mistake_in_a_slot_is_told_once_per_place(crashes, qtbot, monkeypatch):
    button = QPushButton("Do")
    qtbot.addWidget(button)
    button.clicked.connect(fail)
    told = []
    crashes.happened.connect(told.append)
    monkeypatch.setattr(sys, "excepthook", crash._on_exception)  # the runner put its own in front
    button.click()
    button.click()
    assert len(told) == 1
    assert "KeyError" in told[0]
    assert "test_crash.py" in told[0]


def test_another_place_is_told_again(crashes):
    told = []
    crashes.happened.connect(told.append)
    for work in (fail, lambda: 1 / 0):
        try:
            work()
        except (KeyError, ZeroDivisionError) as error:
            crashes.note(error)
    assert len(told) == 2


def test_the_report_holds_nobodys_name_and_no_folder_of_theirs():
    try:
        fail()
    except KeyError as error:
        told = crash.report(error)
    assert NAME not in told
    assert str(crash._ROOT) not in told
    assert "tests/ui/test_crash.py:" in told


def test_a_cause_is_told_with_its_effect():
    try:
        try:
            fail()
        except KeyError as cause:
            raise RuntimeError(NAME) from cause
    except RuntimeError as error:
        told = crash.report(error)
    assert "RuntimeError" in told
    assert "because of" in told
    assert "KeyError" in told
    assert NAME not in told


def test_a_known_error_that_nobody_caught_is_explained_in_its_own_sentence(crashes):
    told, explained = [], []
    crashes.happened.connect(told.append)
    crashes.refused.connect(explained.append)
    crashes.note(NotFound("This contact was deleted meanwhile."))
    assert told == []
    assert explained == ["This contact was deleted meanwhile."]


def test_a_mistake_on_another_thread_is_told_too(crashes, qtbot):
    with qtbot.waitSignal(crashes.happened) as told:
        QTimer.singleShot(0, lambda: threading.Thread(target=fail).start())
    assert "KeyError" in told.args[0]


def test_the_report_can_be_copied_and_a_second_one_joins_the_first(qtbot, answers):
    CrashDialog.tell("first report")
    CrashDialog.tell("second report")
    dialog = answers.shown[0]
    assert len(answers.shown) == 1
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "first report" in copied
    assert "second report" in copied
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert CrashDialog.shown is None
