"""Quick capture by keyboard: one line from anywhere (P23, P24, P27, P29, P41, B06)."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import database
from app.domain.people import ContactDraft
from app.services import contacts, directory, drafts, listings, promises, referrals
from tests.ui.acting import assert_accessible, showing
from ui.capture.dialog import KEY, CaptureDialog
from ui.changes import changes
from ui.main_window import MainWindow
from ui.pages import specs

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(book):
    names = ("Dana Okafor", "Bruce Lindqvist", "Jonas Hale", "Dana Brown")
    return {name: contacts.add(ContactDraft(*name.split())) for name in names}


@pytest.fixture
def window(qtbot, people):
    changes.listen()
    made = MainWindow(specs())
    qtbot.addWidget(made)
    made.go("tidbits")
    yield showing(qtbot, made)
    changes.silence()


@pytest.fixture
def dialog(qtbot, window, answers):
    """The dialog, opened by its key."""
    return opened(qtbot, window, answers)


def opened(qtbot, window, answers):
    qtbot.keyClick(showing(qtbot, window), Qt.Key.Key_J, CONTROL)
    return showing(qtbot, answers.shown[-1])


def write(qtbot, dialog, text):
    qtbot.keyClicks(dialog.line.editor("text").line, text)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def enter(qtbot, dialog):
    qtbot.keyClick(dialog.line.editor("text").line, Qt.Key.Key_Return)


def test_a_line_becomes_a_promise_and_one_undo_takes_it_back(qtbot, window, dialog):
    """B06."""
    write(qtbot, dialog, "promised Bruce the port survey tomorrow")
    assert dialog.outcome.text() == "You promised Bruce Lindqvist: The port survey"
    assert dialog.value_of("day").value() == date.today() + timedelta(1)
    enter(qtbot, dialog)

    (promise,) = promises.listing()
    assert (promise.name, promise.text) == ("Bruce Lindqvist", "The port survey")
    banner = window.page().banner
    assert banner.text() == "You promised Bruce Lindqvist: The port survey"
    banner._act()
    assert promises.listing() == ()


def test_what_was_understood_is_put_right_by_keyboard(qtbot, dialog):
    """P23."""
    write(qtbot, dialog, "Bruce will be in Oslo")
    assert dialog.captured().kind == "promise_theirs"
    press(qtbot, Qt.Key.Key_H, ALT)
    press(qtbot, Qt.Key.Key_End)
    write(qtbot, dialog, " on Friday")

    captured = dialog.captured()
    assert (captured.kind, captured.text) == ("note", "Bruce will be in Oslo on Friday")
    assert not dialog.parts["day"].isVisible()
    enter(qtbot, dialog)
    assert "Bruce will be in Oslo on Friday" in contacts.draft_of(captured.contact_id).notes


def test_a_name_that_two_people_have_is_asked_about(qtbot, dialog, answers):
    """P23."""
    write(qtbot, dialog, "Dana needs a speaker")
    assert "2 people are called Dana; you will be asked." in dialog.outcome.text()
    answers.give(None)
    enter(qtbot, dialog)
    assert dialog.isVisible()
    answers.give(1)
    enter(qtbot, dialog)

    assert answers.asked[0] == "Whom do you mean by “Dana”?"
    assert database.fetch("SELECT text FROM need") == [("A speaker",)]
    assert len(directory.named("Dana")) == 2


def test_a_name_given_is_a_new_contact_with_its_chain(qtbot, dialog):
    """P41."""
    write(qtbot, dialog, "Jonas gave me Aiko Kimura")
    assert dialog.outcome.text() == "Jonas Hale named Aiko Kimura\nAiko Kimura becomes a contact."
    write(qtbot, dialog, " at Halden")
    assert dialog.outcome.text().endswith("Aiko Kimura, Halden, becomes a contact.")
    enter(qtbot, dialog)

    (aiko,) = directory.named("Aiko Kimura")
    assert referrals.to(aiko.id)[0].from_name == "Jonas Hale"


def test_the_line_is_there_again_after_escape_and_gone_after_it_was_noted(
    qtbot, window, dialog, answers
):
    write(qtbot, dialog, "heard that it snows")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert drafts.recall(KEY) == {"text": "heard that it snows"}

    again = opened(qtbot, window, answers)
    assert again.line.editor("text").value() == "heard that it snows"
    assert again.outcome.text() == "Noted, and only for you: It snows"
    enter(qtbot, again)
    assert drafts.recall(KEY) is None
    assert [row["may_pass"] for row in listings.tidbits()] == ["no"]


def test_new_words_say_whom_they_would_help(qtbot, window, dialog, people):
    """P24."""
    with database.edit("Note need"):
        database.database.execute_sql(
            "INSERT INTO need (id, contact_id, text, heard_on)"
            " VALUES ('n', ?, 'A speaker for January', '2026-11-01')",
            (people["Dana Okafor"],),
        )
    write(qtbot, dialog, "tidbit: Rui is a speaker, free in January")
    enter(qtbot, dialog)

    assert "This may help Dana: “A speaker for January”." in window.page().banner.text()


def test_the_way_back_takes_back_nothing_else(qtbot, window, dialog):
    write(qtbot, dialog, "heard that it snows")
    enter(qtbot, dialog)
    contacts.add(ContactDraft("Kim", "Novak"))
    window.page().banner._act()

    assert len(listings.tidbits()) == 1
    assert "step by step" in window.page().banner.text()


def test_what_is_missing_is_said_where_it_belongs(qtbot, dialog):
    enter(qtbot, dialog)
    assert dialog.line.errors() == {"text": "Write a line first."}
    write(qtbot, dialog, "note: it snows")
    assert dialog.outcome.text() == "Whom is this about?"
    enter(qtbot, dialog)
    assert dialog.parts["who"].errors() == {"who": "Whom is this about?"}


def test_a_day_that_was_taken_out_stays_in_the_words(qtbot, dialog):
    write(qtbot, dialog, "promised Bruce the survey by Friday")
    line = dialog.value_of("day").line
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)

    captured = dialog.captured()
    assert (captured.day, captured.text) == (None, "promised Bruce the survey by Friday")


def test_it_opens_over_cards_and_every_control_has_a_name(qtbot, window, answers, people):
    window.page().open_card("contact", people["Dana Okafor"])
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)

    assert isinstance(answers.shown[-1], CaptureDialog)
    assert_accessible(answers.shown[-1])
    answers.shown[-1].reject()
