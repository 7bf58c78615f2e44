"""P29: what you heard, who may hear it, and where it is offered, by keyboard and in words."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import database
from app.domain.people import ContactDraft
from app.domain.tidbits import TidbitDraft
from app.models import Need
from app.services import contacts, tidbits
from tests.ui.acting import assert_accessible, showing, table
from ui.main_window import MainWindow
from ui.pages import specs
from ui.tidbits import words
from ui.tidbits.card import TidbitCard


@pytest.fixture
def window(qtbot, book):
    made = MainWindow(specs())
    qtbot.addWidget(made)
    made.go("tidbits")
    return showing(qtbot, made)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def write(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_a_tidbit_is_written_down_by_keyboard_and_says_whom_it_helps(qtbot, window):
    """P24, P29."""
    marta = contacts.add(ContactDraft("Marta", "Oyelaran"))
    with database.edit("Note need"):
        Need.create(contact=marta, text="A speaker for her January day", heard_on="2026-11-01")
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

    press(qtbot, Qt.Key.Key_N, control)
    write(qtbot, "Rui would speak in January")
    press(qtbot, Qt.Key.Key_M, alt)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_A, alt)
    write(qtbot, "speakers")
    assert "Offered for meetings as: Rui would speak in January" in window.page().outcome.text()
    press(qtbot, Qt.Key.Key_S, control)

    assert table(window.page())[0].startswith(
        "Rui would speak in January, about speakers, May be passed on"
    )
    assert window.page().banner.text() == (
        "Saved. This may help Marta: “A speaker for her January day”."
    )
    window.undo()
    assert tidbits.listing() == []


def test_the_list_says_who_may_hear_it_and_how_fresh_it_is(qtbot, window):
    priya = contacts.add(ContactDraft("Priya", "Nair"))
    tidbits.add(
        TidbitDraft("Priya tests robots", "a talk", priya, "unnamed", "robots", date(2020, 1, 6),
                    date(2020, 2, 3))
    )  # fmt: skip
    tidbits.add(TidbitDraft("It snows", heard_on=date(2020, 1, 1)))

    assert table(window.page()) == [
        "Priya tests robots, from Priya Nair, a talk · about robots, Without naming the source,"
        " Names Priya, Old since 3 Feb 2020, 6 Jan 2020",
        "It snows, Only for you, 1 Jan 2020",
    ]
    window.search.setFocus()
    write(qtbot, "robot")
    assert len(table(window.page())) == 1
    window.search.clear()
    write(qtbot, "nothing like it")
    assert window.page().nothing.isVisible()


def test_a_tidbit_is_opened_changed_and_deleted_from_the_list(qtbot, window):
    tidbits.add(TidbitDraft("It snows"))
    window.page().table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert window.page().heading() == "Tidbit"
    assert window.page().outcome.text().startswith("It stays with you.")
    press(qtbot, Qt.Key.Key_End)
    write(qtbot, " in Oslo")
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert tidbits.listing()[0].text == "It snows in Oslo"

    window.page().table.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert tidbits.listing() == []
    assert window.page().nothing.isVisible()
    assert database.undo_label() == "Delete tidbit"


def test_what_is_wrong_stands_under_its_field(qtbot, window):
    window.page().add()
    card = window.page()
    card.save()
    assert card.form.errors() == {"text": "Write down what you heard."}
    card.form.editor("source_contact").line.setFocus()
    write(qtbot, "Nobody Known")
    card.save()
    assert "source_contact" in card.form.errors()


def test_what_was_typed_comes_back_until_it_is_discarded(qtbot, window):
    window.page().add()
    write(qtbot, "It snows")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page().heading() == "Tidbits"

    window.page().add()
    assert window.page().form.editor("text").value() == "It snows"
    assert window.page().banner.text().startswith("What you typed before is back")
    window.page().discard()
    window.page().add()
    assert window.page().form.editor("text").value() == ""


def test_a_tidbit_that_is_gone_closes_its_card(qtbot, window):
    tidbit = tidbits.add(TidbitDraft("It snows"))
    window.page().open(TidbitCard(tidbit))
    window.page().delete()

    assert window.page().heading() == "Tidbits"
    assert window.page().table.model.rowCount() == 0


def test_what_becomes_of_a_tidbit_is_said(book):
    """P29."""
    priya = contacts.add(ContactDraft("Priya", "Nair"))

    def outcome(text="It snows", **fields):
        return words.outcome(tidbits.as_row(TidbitDraft(text, **fields)), date(2026, 11, 25))

    free = {"may_pass": "freely", "source_contact_id": priya}
    assert outcome(**free) == "Offered for meetings as: It snows (from Priya Nair)"
    assert outcome("", may_pass="freely") == ""
    assert "old by now" in outcome(fresh_until=date(2026, 11, 1), **free)
    named = outcome("Priya says it snows", may_pass="unnamed", source_contact_id=priya)
    assert named.startswith("“Priya” stands in the text itself.")


def test_others_whom_it_would_help_are_named_after_the_first(book):
    """P24."""
    needs = [tidbits.Interest(n, n, "need", "a speaker") for n in ("Dana", "Jan", "Jan", "Ada")]

    assert words.helps(needs) == "This may help Dana: “a speaker”. Jan, Ada, too."
    assert words.helps([]) == ""


def test_every_control_has_a_name(qtbot, window):
    tidbits.add(TidbitDraft("It snows"))
    assert_accessible(window)
    window.page().add()
    assert_accessible(window.page())
