import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app import database, settings
from app.database import edit, fetch
from app.domain.etiquette import Key
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.promises import PromiseDraft
from app.errors import Invalid, NotFound
from app.models import KeptProperty, Meeting, MeetingPerson, Promise, Referral, Touch
from app.services import board, contacts, duties, duty_facts, outreach, promises

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
    duties.drop(duty.key, " He thanked\0 me first\udcff", at=NOW)
    assert not duties.listing()
    assert fetch("SELECT state, reason FROM duty") == [("dropped", "He thanked me first\ufffd")]


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
    assert duty_facts.read().referred == []
    hold_meeting(people["Ines"])
    assert len(duty_facts.read().referred) == 1


def test_the_duties_of_one_meeting_are_known_without_reading_the_others(people, monkeypatch):
    meeting = hold_meeting(people["Marta"])
    hold_meeting(people["Ines"])
    of_this = tuple(duty for duty in duties.listing() if duty.cause_id == meeting)
    assert duties.of_meeting(meeting) == of_this
    duties.done(of_this[0].key, at=NOW)
    assert duties.of_meeting(meeting) == of_this[1:]
    assert duties.of_meeting("gone") == ()


def write(contact, message="request", day="2026-11-10", **values):
    """A request that went out in an outreach of its own; the outreach."""
    thread = outreach.open(OutreachDraft(contact), at=NOW)
    note(contact, "out", f"{day}T12:00:00Z", message=message, outreach_id=thread, **values)
    return thread


def note(contact, direction, at, **values):
    with edit("Touch"):
        Touch.create(contact=contact, kind="mail", direction=direction, at=at, **values)


def kinds(at=NOW):
    return [(duty.kind, duty.due) for duty in duties.listing(at)]


def test_b02_silence_asks_for_a_second_try_then_a_last_one_then_rest(people):
    settings.save(settings.Settings(country="DE"))
    thread = write(people["Marta"])
    (second,) = duties.listing(NOW)
    assert (second.kind, second.due) == ("second_try", date(2026, 11, 17))
    assert second.outreach_id == thread
    duties.done(second.key, at=datetime(2026, 11, 17, 9, tzinfo=UTC))
    (last,) = duties.listing(NOW)
    assert (last.kind, last.due) == ("last_try", date(2026, 11, 26))
    duties.done(last.key, at=datetime(2026, 12, 18, 9, tzinfo=UTC))
    (rest,) = duties.listing(NOW)
    assert (rest.kind, rest.due) == ("rest", date(2026, 12, 28))  # past two days of Christmas
    duties.done(rest.key, at=datetime(2026, 12, 28, 9, tzinfo=UTC))
    assert not duties.listing(NOW)
    assert board.card(thread).rests_until == date(2027, 2, 26)
    assert fetch("SELECT count(*) FROM duty") == [(0,)]  # every step is a fact of its own


@pytest.mark.parametrize("direction", ["in", "both"])
def test_b02_a_word_from_them_ends_the_clock(people, direction):
    write(people["Marta"])
    note(people["Marta"], direction, "2026-11-12T12:00:00Z")
    assert not duties.listing(NOW)


@pytest.mark.parametrize(("state", "waits"), [("agreed", False), ("held", False),
                                              ("requested", True)])  # fmt: skip
def test_b02_a_date_that_was_agreed_ends_the_clock(people, state, waits):
    write(people["Otto"])
    hold_meeting(people["Otto"], state, "2026-12-01T15:00:00Z")
    assert ("second_try" in dict(kinds())) == waits


def test_b02_a_word_from_before_the_request_is_no_answer(people):
    note(people["Marta"], "in", "2026-11-09T12:00:00Z")
    write(people["Marta"])
    assert [kind for kind, _due in kinds()] == ["second_try"]


def test_b02_a_closed_outreach_waits_for_nothing(people):
    thread = write(people["Marta"])
    outreach.rest(thread, date(2027, 1, 4), at=NOW)
    assert not duties.listing(NOW)
    assert database.undo()
    assert len(duties.listing(NOW)) == 1


def test_a_try_that_was_noted_already_is_not_noted_twice(people):
    thread = write(people["Marta"])
    (second,) = duties.listing(NOW)
    with edit("Send and do"):
        note(people["Marta"], "out", "2026-11-24T12:00:00Z", message="second_try",
             outreach_id=thread)  # fmt: skip
        duties.done(second.key, at=NOW)
    assert fetch("SELECT count(*) FROM touch") == [(2,)]


def test_a_try_whose_request_is_gone_cannot_be_done(people):
    with pytest.raises(NotFound, match="deleted meanwhile"):
        duties.done(Key("second_try", people["Marta"], "gone"))


def test_b02_holidays_are_not_asked_for_while_nobody_waits_for_an_answer(people):
    code = (
        "import sys\nfrom app import database\nfrom app.services import duties\n"
        "from pathlib import Path\ndatabase.open_book(Path(sys.argv[1]), create=True)\n"
        "duties.listing()\nassert 'holidays' not in sys.modules\n"
    )
    path = database.book_path().with_name("other.bridgebook")
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 0


def with_rhythm(name="Gregor", days=60):
    return contacts.add(ContactDraft(name, rhythm_days=days))


def test_p20_somebody_fading_is_due_and_any_contact_begins_the_rhythm_anew(book):
    gregor = with_rhythm()
    note(gregor, "both", "2026-09-01T12:00:00Z")
    (check_in,) = duties.listing(NOW)
    assert (check_in.kind, check_in.due) == ("check_in", date(2026, 10, 31))
    assert check_in.since == date(2026, 9, 1)
    for direction in ("in", "out", "both"):
        note(gregor, direction, "2026-11-01T12:00:00Z")
        assert not duties.listing(NOW)
        assert database.undo()
    duties.done(check_in.key, at=NOW)
    assert not duties.listing(NOW)
    (again,) = duties.listing(NOW + timedelta(days=61))
    assert again.since == TODAY


def test_p20_meetings_held_and_agreed_are_contact_and_others_are_not(book):
    gregor = with_rhythm()
    hold_meeting(gregor, "missed")
    assert not kinds()  # never in touch: there is nothing to keep up yet
    note(gregor, "out", "2026-01-01T12:00:00Z")
    assert [kind for kind, _due in kinds()] == ["check_in"]
    hold_meeting(gregor, "agreed", "2026-12-01T12:00:00Z")
    assert not kinds()


def test_p20_b09_an_import_or_a_linkedin_date_is_no_contact(book):
    gregor = with_rhythm()
    with edit("Import"):
        KeptProperty.create(contact=gregor, source="linkedin", name="Connected On",
                            value="01 Jan 2020")  # fmt: skip
    assert not kinds(NOW + timedelta(days=1000))


def test_p20_who_rests_or_hears_of_one_anyway_is_not_also_due_for_a_check_in(book):
    gregor = with_rhythm()
    note(gregor, "out", "2026-01-01T12:00:00Z")
    thread = outreach.open(OutreachDraft(gregor), at=NOW)
    outreach.rest(thread, date(2026, 12, 24), at=NOW)
    assert not kinds()
    assert kinds(NOW + timedelta(days=40)) == [("check_in", date(2026, 12, 24))]
    with edit("Promise"):
        Promise.create(contact=gregor, direction="mine", text="Send it", made_on="2026-11-20")
    assert [kind for kind, _due in kinds(NOW + timedelta(days=40))] == ["my_promise"]


def test_a_check_in_put_off_or_dropped_comes_again_after_the_next_contact(book):
    gregor = with_rhythm()
    note(gregor, "both", "2026-09-01T12:00:00Z")
    (check_in,) = duties.listing(NOW)
    duties.drop(check_in.key, "She is on leave", at=NOW)
    assert not duties.listing(NOW)
    note(gregor, "in", "2026-09-05T12:00:00Z")
    assert [kind for kind, _due in kinds()] == ["check_in"]


def test_a_check_in_noted_already_is_not_noted_twice(book):
    gregor = with_rhythm()
    note(gregor, "both", "2026-09-01T12:00:00Z")
    (check_in,) = duties.listing(NOW)
    note(gregor, "out", "2026-11-24T12:00:00Z", message="check_in")
    duties.done(check_in.key, at=NOW)
    assert fetch("SELECT count(*) FROM touch") == [(2,)]
    with pytest.raises(NotFound):
        duties.done(Key("check_in", "gone", "x"))


def test_b06_an_introduction_offered_and_not_made_is_reminded_of_once(people):
    promise = promises.add(
        PromiseDraft("theirs", "Introduce me to Viktor", contact=people["Ines"],
                     kind="introduction", made_on=date(2026, 11, 10)), at=NOW,
    )  # fmt: skip
    (reminder,) = duties.listing(NOW)
    assert (reminder.kind, reminder.due) == ("their_promise", date(2026, 11, 17))
    duties.done(reminder.key, at=NOW)
    assert not duties.listing(NOW + timedelta(days=400))
    promises.change(promise, replace(promises.draft_of(promise), text="Introduce me soon"), at=NOW)
    assert not duties.listing(NOW)


def test_b01_an_offer_is_told_up_the_chain_and_a_landing_after_it_too(people):
    thread = outreach.open(OutreachDraft(people["Marta"]), at=NOW)
    outreach.advance(
        thread, "applied", at=NOW, applied_on=TODAY, opportunity=OpportunityDraft("Planner"),
        invitation=InvitationDraft("position", TODAY, "mail", "Apply.", people["Marta"]),
    )  # fmt: skip
    before = len(duties.listing(NOW))
    outreach.offer(thread, TODAY, at=NOW)
    told = [duty for duty in duties.listing(NOW) if "You have an offer" in duty.reason]
    assert {duty.name for duty in told} == {"Marta", "Ines", "Otto"}
    outreach.close(thread, "landed", at=NOW)
    outreach.reopen(thread, at=NOW)
    assert [d for d in duties.listing(NOW) if "You have an offer" in d.reason] == told
    outreach.take_back_offer(thread, at=NOW)
    assert len(duties.listing(NOW)) == before


def test_the_numbers_are_the_persons_own(people):
    settings.save(settings.Settings(report_within_days=1, second_try_business_days=1))
    hold_meeting(people["Ines"])
    write(people["Marta"])
    assert ("second_try", date(2026, 11, 11)) in kinds()
    assert ("report_back", date(2026, 11, 24)) in kinds()
