from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app import database, settings
from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.domain.pipeline import OutreachDraft
from app.errors import Invalid
from app.models import Meeting, MeetingPerson, Promise, Question
from app.services import contacts, outreach, today

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def marta(book):
    return contacts.add(ContactDraft("Marta", "Oyelaran", expertise="planning"))


def meet(contact, hours, state="agreed", questions=0, **other):
    """A meeting so many hours from now."""
    start = (NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with edit("Meeting"):
        meeting = Meeting.create(start=start, state=state, minutes=30, purpose="field", **other)
        MeetingPerson.create(meeting=meeting, contact=contact)
        for number in range(questions):
            Question.create(meeting=meeting, text=f"Question {number}", rank=number)
    return str(meeting.id)


def promise(contact, direction="mine", text="Send the paper", due=None):
    with edit("Promise"):
        made = Promise.create(
            contact=contact, direction=direction, text=text, made_on="2026-11-20", due=due
        )
    return str(made.id)


def said(lines):
    return [(line.kind, line.name) for line in lines]


def test_an_empty_book_has_nothing_for_today(book):
    day = today.read(NOW)
    assert (day.people, day.count, day.meetings, day.steps, day.next_due) == (0, 0, (), (), None)


def test_p04_a_meeting_of_yesterday_asks_for_thanks_and_to_be_typed_up(marta):
    meet(marta, -25, "held")
    day = today.read(NOW)
    assert said(day.due) == [("thank", "Marta Oyelaran"), ("type_up", "Marta Oyelaran")]
    assert today.count(NOW) == 2


def test_a_debrief_typed_up_or_long_past_is_not_asked_for(marta):
    meet(marta, -25, "held", debriefed_on="2026-11-24")
    meet(marta, -24 * 15, "held")
    assert "type_up" not in {line.kind for line in today.read(NOW).due}


def test_an_agreed_meeting_whose_time_has_passed_asks_whether_it_took_place(marta):
    meeting = meet(marta, -2)
    (line,) = today.read(NOW).due
    assert (line.kind, line.text) == ("took_place", "Did you meet Marta Oyelaran?")
    today.done(line, at=NOW)
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("held",)]
    assert "took_place" not in {line.kind for line in today.read(NOW).due}


def test_a_meeting_that_did_not_take_place_was_missed_and_one_undo_takes_it_back(marta):
    meeting = meet(marta, -2)
    (line,) = today.read(NOW).due
    today.drop(line, "", at=NOW)
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("missed",)]
    assert database.undo() == "Drop: Did you meet Marta Oyelaran?"
    assert today.read(NOW).due == (line,)


def test_a_meeting_that_is_going_on_is_still_ahead(marta):
    meeting = meet(marta, -0.25)
    day = today.read(NOW)
    assert day.due == ()
    assert [row.id for row in day.meetings] == [meeting]


def test_meetings_of_today_and_tomorrow_and_the_next_one_after_them(marta):
    meet(marta, 100)
    tomorrow, later = meet(marta, 26), meet(marta, 60)
    today_one = meet(marta, 3, questions=2)
    meet(marta, 4, "cancelled")
    day = today.read(NOW)
    assert [row.id for row in day.meetings] == [today_one, tomorrow, later]
    assert day.unready == today.unready(NOW) == 1


def test_a_promise_stands_among_the_promises_until_it_is_due(marta):
    promise(marta, due="2026-11-27")
    day = today.read(NOW)
    assert said(day.promises) == [("my_promise", "Marta Oyelaran")]
    assert day.next_due is not None
    assert day.next_due.text == "Send the paper"
    assert said(today.read(NOW + timedelta(days=2)).due) == [("my_promise", "Marta Oyelaran")]


def test_b06_their_promise_is_kept_with_one_key(marta):
    made = promise(marta, "theirs", "Send two spreadsheets")
    (line,) = today.read(NOW).promises
    assert (line.kind, line.text, line.due) == ("their_word", "Send two spreadsheets", None)
    today.done(line, at=NOW)
    assert fetch("SELECT kept_on FROM promise WHERE id = ?", (made,)) == [("2026-11-25",)]
    assert today.read(NOW).promises == ()


def test_the_next_step_of_every_open_outreach_and_how_many_have_none(marta):
    thread = outreach.open(OutreachDraft(marta, "", "", "Write to Rosa"), at=NOW)
    other = contacts.add(ContactDraft("Jonas"))
    outreach.open(OutreachDraft(other), at=NOW)
    day = today.read(NOW)
    assert [(line.text, line.outreach_id, line.stage) for line in day.steps] == [
        ("Write to Rosa", thread, "info_only")
    ]
    assert day.without_step == 1
    today.done(day.steps[0], at=NOW)
    assert today.read(NOW).without_step == 2
    outreach.close(thread, "not_this_time", at=NOW)
    assert today.read(NOW).without_step == 1


def test_a_step_that_is_put_off_comes_again_on_its_day(marta):
    outreach.open(OutreachDraft(marta, "", "", "Write to Rosa"), at=NOW)
    (line,) = today.read(NOW).steps
    today.put_off(line, date(2026, 11, 30), at=NOW)
    assert today.read(NOW).steps == ()
    assert today.read(NOW + timedelta(days=5)).steps == (line,)


def test_what_is_put_off_is_due_again_then_and_not_before(marta):
    meet(marta, -30, "held", debriefed_on="2026-11-24")
    (line,) = today.read(NOW).due
    with pytest.raises(Invalid):
        today.put_off(line, TODAY, at=NOW)
    today.put_off(line, date(2026, 11, 30), reason="Busy", at=NOW)
    assert today.read(NOW).due == ()
    assert said(today.read(NOW + timedelta(days=5)).due) == [("thank", "Marta Oyelaran")]


def test_what_is_done_is_gone_in_one_step_and_comes_back_with_one_undo(marta):
    meet(marta, -30, "held", debriefed_on="2026-11-24")
    meet(marta, -50, "held", debriefed_on="2026-11-24")
    (line,) = today.read(NOW).due
    assert len(line.duties) == 2
    today.done(line, at=NOW)
    assert today.read(NOW).due == ()
    assert database.undo() == "Done: Thank Marta Oyelaran"
    assert today.read(NOW).due == (line,)


def test_what_is_dropped_wants_a_reason(marta):
    meet(marta, -30, "held")
    thanks, typing = today.read(NOW).due
    with pytest.raises(Invalid):
        today.drop(thanks, " ", at=NOW)
    today.drop(thanks, "We spoke since", at=NOW)
    today.drop(typing, "Nothing came of it", at=NOW)
    assert today.read(NOW).due == ()


def test_the_day_is_the_persons_own(marta):
    meet(marta, 14)
    assert len(today.read(NOW).meetings) == 1
    settings.save(replace(settings.load(), your_zone="Pacific/Kiritimati"))
    assert today.read(NOW).today == date(2026, 11, 26)


def test_the_same_moment_is_read_once_until_something_is_written(marta):
    first = today.read(NOW)
    assert today.read(NOW + timedelta(seconds=20)) is first
    promise(marta)
    assert today.read(NOW) is not first


def test_nobody_owes_a_word_for_a_meeting_that_two_thousand_have_followed(marta):
    start = NOW - timedelta(days=3_000)
    held = [
        (f"m{n:04}", f"{start + timedelta(days=n):%Y-%m-%dT%H:%M:%SZ}", "held") for n in range(2001)
    ]
    with edit("Years of meetings"):
        database.insert_rows("meeting", ("id", "start", "state"), held)
        met = [(f"p{meeting}", meeting, marta) for meeting, _start, _state in held]
        database.insert_rows("meeting_person", ("id", "meeting_id", "contact_id"), met)
    (line,) = today.read(NOW).due
    causes = {duty.cause_id for duty in line.duties}
    assert len(causes) == 2000
    assert "m0000" not in causes
