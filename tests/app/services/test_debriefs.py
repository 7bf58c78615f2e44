from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app import database
from app.domain.debriefs import DebriefDraft, NameGiven, Noted
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft
from app.domain.people import ContactDraft, PositionDraft
from app.domain.promises import PromiseDraft
from app.errors import Invalid, Refused
from app.services import contacts, debriefs, duties, meetings, referrals

AT = datetime(2026, 11, 24, 23, tzinfo=UTC)


@pytest.fixture
def dana(book):
    return contacts.add(ContactDraft("Dana", "Okafor"))


@pytest.fixture
def meeting(dana):
    return meetings.add(
        MeetingDraft(
            people=(dana,), day=date(2026, 11, 24), clock=time(17), zone="America/New_York",
            minutes=40, state="agreed", questions=(QuestionDraft("What first?"),),
            ask=AskDraft("Feedback", offer="A summary"),
        )
    )  # fmt: skip


def written(meeting: str) -> DebriefDraft:
    question = meetings.debrief_of(meeting).questions[0]
    return DebriefDraft(
        questions=(replace(question, answer="Cleaned the data."),),
        needs=(Noted("A speaker for January"),),
        ask_outcome="promised",
        names=(
            NameGiven("Priya Nair", "Cold Eye", "shared a desk", "yes", "Priya knows telematics."),
        ),
        advice="Begin small.",
        paths=(Noted("Port planning"),),
        promises=(
            PromiseDraft("mine", "Send the vendor list", date(2026, 11, 27)),
            PromiseDraft("theirs", "Introduce me to Priya"),
        ),
        their_share=70,
        notes="Warm and brisk.",
    )


def count(table: str) -> int:
    return int(database.fetch(f"SELECT count(*) FROM {table}")[0][0])


def test_a_debrief_writes_everything_in_one_step_that_undo_takes_back(meeting, dana):
    tables = ("contact", "referral", "need", "promise", "path", "position", "organization")
    before = {table: count(table) for table in tables}

    meetings.debrief(meeting, written(meeting), at=AT)

    assert {table: count(table) - before[table] for table in tables} == {
        "contact": 1, "referral": 1, "need": 1, "promise": 2, "path": 1, "position": 1,
        "organization": 1,
    }  # fmt: skip
    assert meetings.rows([meeting])[0].state == "held"
    assert meetings.rows([meeting])[0].debriefed
    assert database.undo() == "Debrief meeting"
    assert {table: count(table) for table in tables} == before
    assert meetings.rows([meeting])[0].state == "agreed"


def test_a_debrief_reads_back_as_it_was_written_and_saving_again_changes_nothing(meeting):
    draft = written(meeting)
    meetings.debrief(meeting, draft, at=AT)

    back = meetings.debrief_of(meeting)

    assert [q.answer for q in back.questions] == ["Cleaned the data."]
    assert [n.text for n in back.needs] == ["A speaker for January"]
    assert [(n.name, n.organization, n.how_they_know, n.reason) for n in back.names] == [
        ("Priya Nair", "Cold Eye", "shared a desk", "Priya knows telematics.")
    ]
    assert [(p.direction, p.text, p.due) for p in back.promises] == [
        ("mine", "Send the vendor list", date(2026, 11, 27)),
        ("theirs", "Introduce me to Priya", None),
    ]
    assert (back.advice, back.notes, back.their_share) == ("Begin small.", "Warm and brisk.", 70)
    assert back.ask_outcome == "promised"

    number = database.last_number()
    meetings.debrief(meeting, back, at=AT)
    assert database.last_number() == number


def test_a_name_given_becomes_a_contact_at_the_end_of_the_chain(meeting, dana):
    """You leave with paths, and people to explore them with (P41)."""
    bruce = contacts.add(ContactDraft("Bruce", "Lindqvist"))
    with database.edit("Note"):
        referrals.keep(dana, meetings.draft_of(meeting).referral, on=AT.date())
        from app.domain.meetings import ReferralDraft

        referrals.keep(dana, ReferralDraft(bruce, "She knows"), on=date(2026, 11, 1))
    meetings.debrief(meeting, written(meeting), at=AT)

    priya = meetings.debrief_of(meeting).names[0].contact
    (link,) = referrals.to(priya)
    assert referrals.chain(priya) == ("Bruce Lindqvist", "Dana Okafor")
    assert (link.reason, link.may_use_name, link.on_date) == (
        "Priya knows telematics.", "yes", "2026-11-24",
    )  # fmt: skip
    assert contacts.draft_of(priya).positions[0].organization == "Cold Eye"


def test_somebody_of_the_same_name_is_found_before_a_second_one_is_made(meeting):
    assert meetings.same_name("Priya Nair") == []

    priya = contacts.add(ContactDraft("Priya", "Nair", positions=(PositionDraft("Cold Eye"),)))

    (found,) = meetings.same_name("  priya   NAIR ")
    assert (found.id, found.name, found.organization) == (priya, "Priya Nair", "Cold Eye")


def test_a_name_linked_to_a_contact_adds_to_what_is_known_and_overwrites_nothing(meeting):
    priya = contacts.add(
        ContactDraft("Priya", "Nair", how_met="At a fair.", positions=(PositionDraft("Old Co"),))
    )
    (given,) = written(meeting).names
    meetings.debrief(meeting, DebriefDraft(names=(replace(given, contact=priya),)), at=AT)

    known = contacts.draft_of(priya)
    assert known.how_met == "At a fair.\nshared a desk"
    assert [job.organization for job in known.positions] == ["Old Co", "Cold Eye"]
    assert count("contact") == 2


def test_a_name_taken_out_again_leaves_the_contact_but_no_referral(meeting):
    meetings.debrief(meeting, written(meeting), at=AT)
    meetings.debrief(meeting, replace(meetings.debrief_of(meeting), names=()), at=AT)

    assert (count("contact"), count("referral")) == (2, 0)


def test_a_second_debrief_mends_the_first(meeting):
    meetings.debrief(meeting, written(meeting), at=AT)
    back = meetings.debrief_of(meeting)
    meetings.debrief(
        meeting,
        replace(
            back, needs=(replace(back.needs[0], text="A speaker for March"), Noted("A vendor")),
            paths=(), promises=(replace(back.promises[0], text="Send both lists"),),
            names=(replace(back.names[0], reason="Telematics."),),
        ),
        at=AT,
    )  # fmt: skip

    again = meetings.debrief_of(meeting)
    assert [need.text for need in again.needs] == ["A speaker for March", "A vendor"]
    assert again.needs[0].id == back.needs[0].id
    assert (again.paths, len(again.promises)) == ((), 1)
    assert again.names[0].reason == "Telematics."
    assert again.names[0].id == back.names[0].id


def test_nobody_names_themselves(meeting, dana):
    with pytest.raises(Invalid, match="“Dana Okafor” named themselves"):
        meetings.debrief(meeting, DebriefDraft(names=(NameGiven("Dana Okafor", contact=dana),)))

    assert meetings.rows([meeting])[0].state == "agreed"


def test_with_several_at_the_table_each_thing_belongs_to_whoever_said_it(meeting, dana):
    bruce = contacts.add(ContactDraft("Bruce", "Lindqvist"))
    draft = replace(meetings.draft_of(meeting), people=(dana, bruce))
    meetings.change(meeting, draft)
    meetings.debrief(
        meeting,
        DebriefDraft(
            needs=(Noted("A vendor", bruce), Noted("A speaker")),
            names=(NameGiven("Priya Nair", given_by=bruce),),
            promises=(PromiseDraft("theirs", "Send a deck", contact=bruce),),
        ),
        at=AT,
    )

    assert database.fetch("SELECT text, contact_id FROM need ORDER BY text") == [
        ("A speaker", dana), ("A vendor", bruce),
    ]  # fmt: skip
    assert database.fetch("SELECT contact_id FROM promise") == [(bruce,)]
    assert referrals.given_by(bruce)[0].to_name == "Priya Nair"


def test_the_day_of_everything_is_the_day_where_the_meeting_took_place(dana):
    late = meetings.add(
        MeetingDraft(people=(dana,), day=date(2026, 11, 24), clock=time(22),
                     zone="America/New_York", state="agreed")
    )  # fmt: skip
    meetings.debrief(late, DebriefDraft(needs=(Noted("Sleep"),)), at=AT + timedelta(days=1))

    assert database.fetch("SELECT heard_on FROM need") == [("2026-11-24",)]
    assert database.fetch("SELECT debriefed_on FROM meeting") == [("2026-11-25",)]


def test_a_meeting_without_a_start_cannot_be_debriefed_and_says_what_to_do(dana):
    open_one = meetings.add(MeetingDraft(people=(dana,)))

    with pytest.raises(Refused, match="Put in first when the meeting took place"):
        meetings.debrief(open_one, DebriefDraft())
    assert meetings.thanks_due(open_one) is None


def test_a_cancelled_meeting_cannot_be_debriefed(meeting):
    meetings.set_state(meeting, "cancelled")

    with pytest.raises(Refused, match="cannot become “Held”"):
        meetings.debrief(meeting, DebriefDraft())


# Thanks


def test_thanks_are_due_within_a_day_and_a_later_day_puts_them_off(meeting, dana):
    due = meetings.thanks_due(meeting)
    assert due == date(2026, 11, 25)  # ends 22:40 UTC; your clock is UTC here

    meetings.debrief(meeting, DebriefDraft(thank_by=due), at=AT)
    assert [duty.due for duty in duties.of_contact(dana)] == [due]

    meetings.debrief(meeting, DebriefDraft(thank_by=date(2026, 11, 30)), at=AT)
    assert meetings.thanks_due(meeting) == date(2026, 11, 30)
    assert meetings.debrief_of(meeting).thank_by == date(2026, 11, 30)


def test_thanks_before_they_are_due_or_in_the_past_get_a_sentence(meeting):
    with pytest.raises(Invalid) as early:
        meetings.debrief(meeting, DebriefDraft(thank_by=date(2026, 11, 24)), at=AT)
    with pytest.raises(Invalid) as past:
        meetings.debrief(
            meeting, DebriefDraft(thank_by=date(2026, 11, 26)), at=AT + timedelta(days=9)
        )

    assert "a later day puts them off" in early.value.errors["thank_by"]
    assert "still to come" in past.value.errors["thank_by"]


def test_thanks_that_were_said_are_not_due_again(meeting, dana):
    meetings.debrief(meeting, DebriefDraft(), at=AT)
    (duty,) = duties.of_contact(dana)
    duties.done(duty.key, at=AT)

    assert meetings.thanks_due(meeting) is None


def test_a_question_added_meanwhile_is_not_lost(meeting):
    typed = written(meeting)
    planned = meetings.draft_of(meeting)
    more = (*planned.questions, QuestionDraft("And then?"))
    meetings.change(meeting, replace(planned, questions=more))

    meetings.debrief(meeting, typed, at=AT)

    kept = meetings.draft_of(meeting).questions
    assert [(q.text, q.answer) for q in kept] == [
        ("What first?", "Cleaned the data."), ("And then?", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["needs", "names", "promises"])
def test_somebody_deleted_meanwhile_is_said_and_nothing_is_written(meeting, field):
    gone = contacts.add(ContactDraft("Priya", "Nair"))
    typed = DebriefDraft(
        needs=(Noted("A speaker", gone if field == "needs" else ""),),
        names=(NameGiven("Priya Nair", contact=gone if field == "names" else ""),),
        promises=(PromiseDraft("mine", "Send it", contact=gone if field == "promises" else ""),),
    )
    contacts.delete([gone])

    with pytest.raises(Invalid) as refusal:
        meetings.debrief(meeting, typed, at=AT)

    assert list(refusal.value.errors) == [field]
    assert count("need") == 0


def test_what_was_done_about_a_promise_goes_with_it_when_the_page_is_typed_anew_b06(meeting, dana):
    debriefs.debrief(meeting, written(meeting), at=AT)
    duty = next(one for one in duties.listing(AT) if one.kind == "my_promise")
    duties.put_off(duty.key, date(2027, 1, 4), at=AT)
    debriefs.debrief(meeting, replace(debriefs.debrief_of(meeting), promises=()), at=AT)

    assert (count("promise"), count("duty")) == (0, 0)
    database.undo()
    assert (count("promise"), count("duty")) == (2, 1)
