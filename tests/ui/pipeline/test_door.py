from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from app.database import fetch
from app.domain.people import ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.services import board, contacts, opportunities, outreach
from tests.ui.acting import assert_accessible
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door, find_openings, find_people
from ui.widgets.editor import Entry

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def marta(book):
    return contacts.add(
        ContactDraft("Marta", "Oyelaran", positions=(PositionDraft("Kestrel Foods"),))
    )


@pytest.fixture
def thread(marta):
    return outreach.open(OutreachDraft(marta))


@pytest.fixture
def door(thread, qtbot):
    """Opens the dialog on the way to a stage."""

    def opened(to):
        made = Door(board.page(thread), to, TODAY)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def stage(thread):
    return outreach.standing(thread).stage


def say(door, words="You should talk to Helen."):
    door.invitation.editor("words").text.setPlainText(words)


def refer(thread, marta):
    draft = InvitationDraft(
        "lead", TODAY, "in_person", "See Helen.", marta, leads_to_name="Helen Zuber"
    )
    outreach.advance(thread, "referred", invitation=draft)


def test_the_door_knows_who_when_and_what_kind(door, marta):
    made = door("referred")
    values = made.invitation.values()
    assert (values["kind"], values["given_by"].id, values["given_on"]) == ("lead", marta, TODAY)
    assert made.lead.isVisible()
    assert not made.application.isVisible()
    assert made.focusWidget() is made.invitation.editor("words").text
    assert_accessible(made)


def test_an_empty_answer_moves_nothing_and_says_what_is_missing(door, thread):
    made = door("referred")
    made.save()
    assert "in their words" in made.invitation.errors()["words"]
    assert "Whom does this lead to?" in made.lead.errors()["leads_to"]
    assert made.isVisible()
    assert stage(thread) == "info_only"


def test_a_lead_moves_to_referred_with_whom_it_leads_to(door, thread, qtbot):
    made = door("referred")
    say(made)
    qtbot.keyClicks(made.lead.editor("leads_to").line, "Helen Zuber")
    made.lead.editor("may_use_name").set_value("yes")
    qtbot.mouseClick(made._move, Qt.MouseButton.LeftButton)
    assert made.result() == Door.DialogCode.Accepted
    assert stage(thread) == "referred"
    assert fetch("SELECT may_use_name FROM referral") == [("yes",)]


def test_a_suggestion_to_apply_moves_to_applied_with_position_and_day(door, thread, qtbot):
    made = door("applied")
    assert made.application.values()["organization"] == "Kestrel Foods"
    say(made, "Put your hat in the ring.")
    qtbot.keyClicks(made.application.editor("title").line, "Senior planner")
    made.save()
    page = board.page(thread)
    assert (page.card.stage, page.card.opportunity, page.applied_on) == (
        "applied", "Senior planner", TODAY
    )  # fmt: skip


def test_the_kind_decides_where_the_card_goes(door, thread, qtbot):
    made = door("applied")
    assert made._move.text() == "Move to Applied"
    box = made.invitation.editor("kind").box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    box.activated.emit(box.currentIndex())
    assert made._move.text() == "Move to Referred"
    assert made.lead.isVisible()
    assert not made.application.isVisible()


def test_a_day_in_the_future_is_refused_under_its_field(door, thread):
    made = door("referred")
    say(made)
    made.invitation.editor("given_on").set_value(TODAY + timedelta(days=1))
    made.lead.editor("leads_to").set_value(Entry(text="Helen"))
    made.save()
    assert "still to come" in made.invitation.errors()["given_on"]
    assert stage(thread) == "info_only"


def test_a_day_that_cannot_be_read_is_said_under_its_field(door, thread):
    made = door("referred")
    say(made)
    made.invitation.editor("given_on").line.setText("the day after")
    made.save()
    assert "given_on" in made.invitation.errors()
    assert stage(thread) == "info_only"


def test_cancel_and_escape_leave_the_card_where_it_was(door, thread, qtbot):
    made = door("referred")
    say(made)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert stage(thread) == "info_only"
    assert fetch("SELECT count(*) FROM invitation") == [(0,)]


def test_from_referred_the_lead_stands_for_the_application_too(door, thread, marta, qtbot):
    refer(thread, marta)
    made = door("applied")
    assert made.windowTitle() == "The application"
    assert not made.invitation.isVisible()
    assert made.focusWidget() is made.application.editor("title").line
    qtbot.keyClicks(made.application.editor("title").line, "Planner")
    made.save()
    assert board.card(thread).words == "See Helen."
    assert stage(thread) == "applied"


def test_from_referred_a_new_invitation_can_be_written_down(door, thread, marta, qtbot):
    refer(thread, marta)
    made = door("applied")
    qtbot.keyClick(made._keep.box, Qt.Key.Key_Space)
    assert made.invitation.isVisible()
    say(made, "Apply, I will speak for you.")
    qtbot.keyClicks(made.application.editor("title").line, "Planner")
    made.save()
    assert board.card(thread).words == "Apply, I will speak for you."


def test_an_opening_that_is_known_brings_its_firm(door, thread):
    known = opportunities.add(OpportunityDraft("Planner", "Ostrava Cold Chain"))
    made = door("applied")
    title = made.application.editor("title")
    title.set_value(find_openings("plan")[0])
    title.edited.emit()
    assert made.application.values()["organization"] == "Ostrava Cold Chain"
    say(made)
    made.save()
    assert board.page(thread).opportunity_id == known


def test_somebody_deleted_meanwhile_is_said_and_nothing_is_lost(door, thread, marta):
    made = door("referred")
    say(made)
    made.lead.editor("leads_to").set_value(Entry(text="Helen"))
    contacts.delete([marta])
    made.save()
    assert "deleted meanwhile" in made.banner.text()
    assert made.invitation.values()["words"] == "You should talk to Helen."


def test_people_are_found_by_what_was_typed(marta):
    (found,) = find_people("oye")
    assert (found.id, found.text, found.subtitle) == (marta, "Marta Oyelaran", "Kestrel Foods")


# Closing


def test_a_rest_needs_a_day_to_come(thread, qtbot):
    closing = Closing(board.card(thread), "resting", TODAY)
    qtbot.addWidget(closing)
    closing.show()
    closing.until.editor("until").set_value(TODAY)
    closing.save()
    assert "still to come" in closing.until.errors()["until"]
    closing.until.editor("until").set_value(TODAY + timedelta(days=60))
    closing.save()
    assert board.card(thread).rests_until == TODAY + timedelta(days=60)
    assert_accessible(closing)


def test_not_this_time_asks_for_no_day_and_landed_is_not_offered_yet(thread, qtbot):
    closing = Closing(board.card(thread), "not_this_time", TODAY)
    qtbot.addWidget(closing)
    closing.show()
    assert not closing.until.isVisible()
    assert closing.form.editor("how").box.findData("landed") < 0
    qtbot.keyClicks(closing.note.editor("note").line, "She moved on")
    closing.save()
    assert board.page(thread).history[0].note == "She moved on"


def test_closing_twice_is_explained(thread, qtbot):
    card = board.card(thread)
    outreach.close(thread, "not_this_time")
    closing = Closing(card, "not_this_time", TODAY)
    qtbot.addWidget(closing)
    closing.show()
    closing.save()
    assert "closed already" in closing.banner.text()


# Nothing that was typed is lost


def test_what_was_typed_is_back_after_a_crash(door, thread, qtbot):
    made = door("referred")
    qtbot.keyClicks(made.invitation.editor("words").text, "Talk to Helen")
    qtbot.keyClicks(made.lead.editor("leads_to").line, "Helen")
    qtbot.waitUntil(lambda: fetch("SELECT count(*) FROM draft") == [(1,)])
    again = door("referred")
    assert "is back" in again.banner.text()
    assert again.invitation.values()["words"] == "Talk to Helen"
    assert again.lead.values()["leads_to"] == Entry(text="Helen")
    again.save()
    assert stage(thread) == "referred"
    assert fetch("SELECT count(*) FROM draft") == [(0,)]


def test_cancel_gives_the_typing_up(door, qtbot):
    made = door("referred")
    qtbot.keyClicks(made.invitation.editor("words").text, "Talk")
    made._typed.keep()
    made.reject()
    assert fetch("SELECT count(*) FROM draft") == [(0,)]
    assert not door("referred").banner.text()
