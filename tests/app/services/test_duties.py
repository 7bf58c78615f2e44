from datetime import UTC, date, datetime, timedelta

import pytest

from app import database
from app.database import edit, fetch
from app.domain.etiquette import Key
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OutreachDraft
from app.errors import Invalid, NotFound
from app.models import Meeting, MeetingPerson, Promise, Referral
from app.services import board, contacts, duties, outreach

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def people(book):
    """Otto sent me to Ines, Ines to Marta."""
    made = {
        name: contacts.add(ContactDraft(name)) for name in ("Otto", "Ines", "Marta")
    }  # fmt: skip
    with edit("Referrals"):
        for one, other in (("Otto", "Ines"), ("Ines", "Marta")):
            Referral.create(from_=made[one], to=made[other], on_date="2026-10-01")
    return made


def hold_meeting(contact, state="held", start="2026-11-23T15:00:00Z"):
    with edit("Meeting"):
        meeting = Meeting.create(start=start, state=state, minutes=30)
        MeetingPerson.create(meeting=meeting, contact=contact)
    return str(meeting.id)


def said():
    return {(duty.kind, duty.name) for duty in duties.listing()}


def test_p04_a_held_meeting_is_thanked_for_and_told_up_the_chain(people):
    hold_meeting(people["Marta"])
    assert said() == {("thank", "Marta"), ("report_back", "Ines"), ("report_back", "Otto")}
    (thank,) = [duty for duty in duties.listing() if duty.kind == "thank"]
    assert thank.at == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert [duty.kind for duty in duties.due(NOW)] == ["thank"]
    assert duties.due(NOW - timedelta(days=1)) == ()


@pytest.mark.parametrize("state", ["agreed", "missed", "cancelled"])
def test_a_meeting_that_was_not_held_asks_for_nothing(people, state):
    hold_meeting(people["Marta"], state)
    assert not duties.listing()


def test_correcting_the_fact_corrects_the_duties(people):
    meeting = hold_meeting(people["Marta"])
    with edit("Correct"):
        Meeting.update(state="missed").where(Meeting.id == meeting).execute()
    assert not duties.listing()


def test_b01_a_lead_is_thanked_for_reported_and_told_up_the_chain(people):
    thread = outreach.open(OutreachDraft(people["Marta"]), at=NOW)
    outreach.advance(
        thread, "referred", at=NOW,
        invitation=InvitationDraft("lead", TODAY, "in_person", "Helen knows.", people["Marta"],
                                   leads_to_name="Helen"),
    )  # fmt: skip
    assert said() == {
        ("thank", "Marta"), ("report_back", "Marta"), ("report_back", "Ines"),
        ("report_back", "Otto"),
    }  # fmt: skip
    assert {duty.outreach_id for duty in duties.listing()} == {thread}
    assert len(board.page(thread, NOW).duties) == 4
    assert {duty.name for duty in duties.of_contact(people["Otto"])} == {"Otto"}
    outreach.go_back(thread, "info_only", at=NOW)
    assert ("report_back", "Otto") not in said()


def test_done_is_kept_and_undone(people):
    hold_meeting(people["Otto"])
    (duty,) = duties.listing()
    duties.done(duty.key, at=NOW)
    assert not duties.listing()
    assert fetch("SELECT state, on_date FROM duty") == [("done", "2026-11-24")]
    assert database.undo() == "Done"
    assert duties.listing() == (duty,)


def test_putting_off_moves_the_day_and_doing_it_ends_that(people):
    hold_meeting(people["Otto"])
    (duty,) = duties.listing()
    duties.put_off(duty.key, date(2026, 12, 1), at=NOW)
    (later,) = duties.listing()
    assert (later.due, later.was_put_off) == (date(2026, 12, 1), True)
    duties.done(duty.key, at=NOW)
    assert not duties.listing()
    assert fetch("SELECT count(*) FROM duty") == [(1,)]


def test_a_duty_is_put_off_to_a_day_that_is_still_to_come(people):
    hold_meeting(people["Otto"])
    (duty,) = duties.listing()
    with pytest.raises(Invalid, match="still to come"):
        duties.put_off(duty.key, TODAY, at=NOW)


def test_dropping_a_duty_asks_for_the_reason_and_keeps_it(people):
    hold_meeting(people["Otto"])
    (duty,) = duties.listing()
    with pytest.raises(Invalid):
        duties.drop(duty.key, "  ")
    duties.drop(duty.key, "He thanked me first", at=NOW)
    assert not duties.listing()
    assert fetch("SELECT state, reason FROM duty") == [("dropped", "He thanked me first")]


def test_b06_a_promise_that_was_kept_says_so_itself(people):
    with edit("Promise"):
        Promise.create(
            contact=people["Ines"], direction="mine", text="Send the article",
            made_on="2026-11-20", due="2026-11-25",
        )  # fmt: skip
        Promise.create(
            contact=people["Ines"], direction="theirs", text="Ask Otto", made_on="2026-11-20"
        )
    (duty,) = duties.listing()
    assert (duty.text, duty.due) == ("Send the article", date(2026, 11, 25))
    duties.done(duty.key, at=NOW)
    assert not duties.listing()
    assert fetch("SELECT kept_on FROM promise WHERE direction = 'mine'") == [("2026-11-24",)]
    assert not fetch("SELECT 1 FROM duty")


def test_what_is_gone_cannot_be_done(book):
    with pytest.raises(NotFound):
        duties.done(Key("my_promise", "x", "gone"))
    with pytest.raises(NotFound):
        duties.done(Key("thank", "gone", "m1"))


def test_people_nobody_approached_are_not_read(people):
    assert duties.facts().referred == []
    hold_meeting(people["Ines"])
    assert len(duties.facts().referred) == 1
    assert set(duties.facts().names.values()) == {"Otto", "Ines"}
