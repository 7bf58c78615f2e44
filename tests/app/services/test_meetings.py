from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import database
from app.domain.debriefs import DebriefDraft, NameGiven
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, ReferralDraft
from app.domain.people import ContactDraft, PositionDraft
from app.errors import Invalid, NotFound, Refused
from app.models import Need, Outreach
from app.services import contacts, meetings, referrals
from tests.app.statements import statements

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def dana(book):
    firm = (PositionDraft("Meridian Foods", "VP Supply Chain"),)
    return contacts.add(ContactDraft("Dana", "Okafor", expertise="cold chain", positions=firm))


@pytest.fixture
def bruce(book):
    return contacts.add(ContactDraft("Bruce", "Lindqvist"))


def planned(*people: str, **more) -> MeetingDraft:
    plain = MeetingDraft(
        people=people, day=date(2026, 11, 24), clock=time(17), zone="America/New_York", minutes=40
    )
    return replace(plain, **more)


def full(dana: str, bruce: str) -> MeetingDraft:
    return planned(
        dana,
        state="agreed",
        medium="in_person",
        place="1500 Market St",
        purpose="field",
        purpose_detail="cold chain planning",
        referral=ReferralDraft(bruce, "She rebuilt forecasting from scratch.", "yes"),
        questions=(QuestionDraft("What first?"), QuestionDraft("What would you skip?")),
        ask=AskDraft("Feedback on my case study", "15 minutes", date(2026, 12, 1), "my comparison"),
        what_you_bring=("The port survey", "Two names"),
        plan_b="A call on Friday.",
        bring_list=("résumé", "this page"),
    )


def count(table: str) -> int:
    return int(database.fetch(f"SELECT count(*) FROM {table}")[0][0])


def test_a_planned_meeting_reads_back_as_it_was_typed(dana, bruce):
    draft = full(dana, bruce)

    back = meetings.draft_of(meetings.add(draft, at=NOW))

    referral = replace(draft.referral, on_date=date(2026, 11, 21), id=back.referral.id)
    questions = tuple(
        replace(typed, id=kept.id)
        for typed, kept in zip(draft.questions, back.questions, strict=True)
    )
    assert back == replace(draft, referral=referral, questions=questions)
    assert all(question.id for question in back.questions)


def test_the_book_keeps_the_start_in_utc(dana):
    meetings.add(planned(dana))

    assert database.fetch("SELECT start, zone FROM meeting") == [
        ("2026-11-24T22:00:00Z", "America/New_York")
    ]


def test_the_second_of_two_equal_times_is_still_the_second_when_read_back(dana):
    late = planned(dana, day=date(2026, 10, 25), clock=time(2, 30, fold=1), zone="Europe/Berlin")

    back = meetings.draft_of(meetings.add(late))

    assert back.clock.fold == 1
    assert back.start() == late.start() == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_meeting_that_cannot_be_kept_leaves_nothing(dana):
    with pytest.raises(Invalid):
        meetings.add(planned(dana, minutes=900))

    assert count("meeting") == 0


def test_planning_is_one_step_that_undo_takes_back_whole(dana, bruce):
    before = {table: count(table) for table in ("meeting", "question", "ask", "referral")}
    meetings.add(full(dana, bruce))

    assert database.undo() == "Plan meeting"
    assert {table: count(table) for table in before} == before

    database.redo()
    assert (count("question"), count("ask"), count("referral")) == (2, 1, 1)


def test_saving_unchanged_is_no_step(dana, bruce):
    meeting = meetings.add(full(dana, bruce))
    number = database.last_number()

    meetings.change(meeting, meetings.draft_of(meeting))

    assert database.last_number() == number


def test_questions_keep_their_answers_while_they_move(dana):
    meeting = meetings.add(planned(dana, questions=(QuestionDraft("A?"), QuestionDraft("B?"))))
    a, b = meetings.draft_of(meeting).questions

    answered = replace(a, answer="Because.")
    meetings.change(meeting, planned(dana, questions=(b, QuestionDraft("C?"), answered)))

    assert [(q.text, q.answer) for q in meetings.draft_of(meeting).questions] == [
        ("B?", ""), ("C?", ""), ("A?", "Because."),
    ]  # fmt: skip
    assert meetings.draft_of(meeting).questions[2].id == a.id


def test_people_keep_the_order_they_were_given(dana, bruce):
    meeting = meetings.add(planned(dana, bruce))
    meetings.change(meeting, planned(bruce, dana))

    assert meetings.draft_of(meeting).people == (bruce, dana)
    assert meetings.rows([meeting])[0].name == "Bruce Lindqvist, Dana Okafor"


def test_a_meeting_belongs_to_the_open_outreach_to_its_first_person(dana):
    with database.edit("Open"):
        thread = Outreach.create(contact=dana, opened_on="2026-11-01", stage_since="2026-11-01")

    assert meetings.draft_of(meetings.add(planned(dana))).outreach == thread.id


def test_an_ask_that_is_taken_out_again_is_gone(dana, bruce):
    meeting = meetings.add(full(dana, bruce))
    meetings.change(meeting, replace(meetings.draft_of(meeting), ask=AskDraft()))

    assert count("ask") == 0


def test_a_meeting_deleted_meanwhile_is_told_so(dana):
    meeting = meetings.add(planned(dana))
    meetings.delete([meeting])

    for verb in (
        lambda: meetings.draft_of(meeting),
        lambda: meetings.change(meeting, planned(dana)),
        lambda: meetings.set_state(meeting, "held"),
        lambda: meetings.debrief_of(meeting),
    ):
        with pytest.raises(NotFound, match="deleted meanwhile"):
            verb()


def test_deleting_keeps_what_was_heard_and_undo_brings_everything_back(dana, bruce):
    meeting = meetings.add(full(dana, bruce))
    with database.edit("Hear"):
        Need.create(contact=dana, text="A speaker", heard_on="2026-11-24", meeting=meeting)

    meetings.delete([meeting])
    assert (count("meeting"), count("question"), count("ask")) == (0, 0, 0)
    assert database.fetch("SELECT text, meeting_id FROM need") == [("A speaker", None)]

    database.undo()
    assert meetings.draft_of(meeting).place == "1500 Market St"
    assert database.fetch("SELECT meeting_id FROM need") == [(meeting,)]


def test_deleting_nothing_is_no_step(book):
    meetings.delete([])

    assert database.undo_label() is None


# States


def test_a_meeting_goes_its_usual_way_and_the_menu_says_each_step(dana):
    meeting = meetings.add(planned(dana))
    for state in ("requested", "agreed", "held"):
        meetings.set_state(meeting, state)

    assert meetings.rows([meeting])[0].state == "held"
    assert database.undo() == "Mark meeting as held"
    assert meetings.rows([meeting])[0].state == "agreed"


def test_agreeing_without_a_start_is_refused_with_the_better_move(dana):
    meeting = meetings.add(planned(dana, day=None, clock=None))

    with pytest.raises(Refused, match="Put in the day and time"):
        meetings.set_state(meeting, "agreed")


def test_a_step_that_cannot_follow_is_refused_from_the_form_too(dana):
    meeting = meetings.add(planned(dana, state="cancelled"))

    with pytest.raises(Invalid, match="cannot become “Held” in one step"):
        meetings.change(meeting, planned(dana, state="held"))


def test_several_meetings_change_in_one_step_or_not_at_all(dana, bruce):
    chosen = [meetings.add(planned(dana)), meetings.add(planned(bruce))]
    meetings.set_state(chosen, "requested")
    assert {row.state for row in meetings.rows(chosen)} == {"requested"}
    assert database.undo() == "Mark 2 meetings as requested"
    assert {row.state for row in meetings.rows(chosen)} == {"wanted"}

    meetings.set_state(chosen[1], "cancelled")
    with pytest.raises(Refused, match="cannot become “Held”"):
        meetings.set_state(chosen, "held")
    assert [row.state for row in meetings.rows(chosen)] == ["wanted", "cancelled"]


# Referrals


def test_who_sent_me_is_written_down_once_and_mended_in_place(dana, bruce):
    alice = contacts.add(ContactDraft("Alice", "Chen"))
    meeting = meetings.add(planned(dana, referral=ReferralDraft(bruce, "She knows.")), at=NOW)
    meetings.add(planned(dana, referral=ReferralDraft(bruce, "She knows it all.", "yes")), at=NOW)

    (link,) = referrals.to(dana)
    assert (link.from_name, link.reason, link.may_use_name) == (
        "Bruce Lindqvist", "She knows it all.", "yes",
    )  # fmt: skip

    draft = meetings.draft_of(meeting)
    meetings.change(meeting, replace(draft, referral=replace(draft.referral, from_id=alice)))
    assert referrals.chain(dana) == ("Alice Chen",)


def test_another_referrer_rewrites_no_referral_that_others_stand_on(dana, bruce):
    alice = contacts.add(ContactDraft("Alice", "Chen"))
    sent = planned(dana, referral=ReferralDraft(bruce, "She knows."))
    first, second = meetings.add(sent, at=NOW), meetings.add(sent, at=NOW)

    draft = meetings.draft_of(second)
    meetings.change(second, replace(draft, referral=replace(draft.referral, from_id=alice)))

    assert meetings.draft_of(first).referral.from_id == bruce
    assert meetings.draft_of(second).referral.from_id == alice


def test_a_name_given_in_a_debrief_stays_with_whoever_gave_it(dana, bruce):
    with_bruce = meetings.add(planned(bruce, state="agreed"))
    meetings.debrief(with_bruce, DebriefDraft(names=(NameGiven("Priya Nair"),)))
    (priya,) = meetings.debrief_of(with_bruce).names
    (link,) = referrals.to(priya.contact)
    known = ReferralDraft(bruce, "She knows.", id=link.id)
    meeting = meetings.add(planned(priya.contact, referral=known))

    draft = meetings.draft_of(meeting)
    meetings.change(meeting, replace(draft, referral=replace(draft.referral, from_id=dana)))

    assert [name.name for name in meetings.debrief_of(with_bruce).names] == ["Priya Nair"]
    assert meetings.draft_of(meeting).referral.from_id == dana


def test_a_referrer_who_is_only_a_name_yet_becomes_a_contact_in_the_same_step(dana):
    meetings.add(planned(dana, referral=ReferralDraft(from_name="Priya Nair", reason="She knows")))

    assert referrals.chain(dana) == ("Priya Nair",)
    assert database.undo() == "Plan meeting"
    assert count("contact") == 1


def test_taking_the_referrer_out_of_a_meeting_forgets_no_referral(dana, bruce):
    meeting = meetings.add(full(dana, bruce))
    meetings.change(meeting, replace(meetings.draft_of(meeting), referral=ReferralDraft()))

    assert meetings.draft_of(meeting).referral == ReferralDraft()
    assert referrals.chain(dana) == ("Bruce Lindqvist",)


# Lists


def test_lists_come_in_order_and_leave_open_starts_for_the_end(dana, bruce):
    second = meetings.add(planned(dana))
    first = meetings.add(planned(bruce, day=date(2026, 11, 23)))
    someday = meetings.add(planned(dana, day=None, clock=None))
    over = meetings.add(planned(dana, day=date(2026, 10, 1), state="held"))

    assert meetings.ids(when="coming") == [first, second, someday]
    assert meetings.ids(when="past") == [over]
    assert meetings.ids(descending=True) == [second, first, over, someday]
    assert meetings.ids(when="coming", sort="people") == [first, second, someday]
    assert meetings.ids(when="coming", sort="organization")[0] == second
    assert meetings.ids(sort="state")[-1] == over
    assert set(meetings.ids(contact=bruce)) == {first}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("okafor", True), ("meridian", True), ("market", True), ("skip", True),
        ("dana market", True), ("dana tokyo", False), ("100%", False), ("chain plan", True),
        ("kind of work", True), ("paths", False), ("PLANNÍNG", True),
    ],
)  # fmt: skip
def test_a_search_finds_people_firms_places_purposes_and_questions(dana, bruce, search, found):
    meeting = meetings.add(full(dana, bruce))

    assert meetings.ids(search) == ([meeting] if found else [])


def test_rows_say_what_a_list_shows_in_one_query(dana, bruce):
    made = [meetings.add(full(dana, bruce)), meetings.add(planned(bruce, minutes=20))]

    with statements() as asked:
        first, second = meetings.rows(made)

    assert len(asked) == 1
    assert (first.name, first.organization) == ("Dana Okafor", "Meridian Foods")
    assert first.missing == ()
    assert second.missing == ("No questions yet", "No expertise noted", "No purpose yet")


def test_a_row_that_was_deleted_meanwhile_is_left_out(dana):
    meeting = meetings.add(planned(dana))

    assert [row.id for row in meetings.rows(["gone", meeting])] == [meeting]


def test_the_next_meeting_is_the_one_going_on_or_to_come(dana):
    early = meetings.add(planned(dana, clock=time(9)))  # 14:00 to 14:40 UTC
    late = meetings.add(planned(dana, clock=time(15)))
    meetings.add(planned(dana, day=date(2026, 11, 22), state="cancelled"))
    meetings.add(planned(dana, day=None, clock=None))

    def at(hour: int, minute: int) -> str | None:
        return meetings.next_meeting(datetime(2026, 11, 24, hour, minute, tzinfo=UTC))

    assert at(0, 0) == early
    assert at(14, 39) == early
    assert at(14, 40) == late
    assert at(23, 0) is None


def test_a_day_is_the_day_on_your_own_clock(dana):
    late = meetings.add(planned(dana, clock=time(20)))  # 01:00 the next day in UTC

    assert meetings.on(date(2026, 11, 25)) == [late]
    assert meetings.on(date(2026, 11, 24)) == []
    assert meetings.on(date(2026, 11, 24), "America/New_York") == [late]

    meetings.set_state(late, "cancelled")
    assert meetings.on(date(2026, 11, 25)) == []


def test_a_month_begins_and_ends_at_midnight_on_that_clock(dana):
    first = meetings.add(planned(dana, day=date(2026, 12, 1), clock=time(0)))
    last = meetings.add(planned(dana, day=date(2026, 12, 31), clock=time(23, 59)))
    after = meetings.add(planned(dana, day=date(2027, 1, 1), clock=time(0)))

    def shown(year: int, month: int) -> list[str]:
        return [row.id for row in meetings.month(year, month, "America/New_York")]

    assert shown(2026, 12) == [first, last]
    assert shown(2027, 1) == [after]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Santiago", date(2026, 9, 6)), ("Australia/Lord_Howe", date(2026, 10, 4))],
)
def test_a_day_on_which_the_clocks_change_has_its_meetings(dana, zone, day):
    morning = meetings.add(planned(dana, day=day, clock=time(9), zone=zone))

    assert meetings.on(day, zone) == [morning]


def test_a_zone_that_is_gone_leaves_the_meeting_readable(dana):
    meeting = meetings.add(planned(dana))
    with database.edit("Older book"):
        database.database.execute_sql("UPDATE meeting SET zone = 'US/Pacific-New'")

    draft = meetings.draft_of(meeting)

    assert (draft.zone, draft.day, draft.clock) == ("US/Pacific-New", date(2026, 11, 24), time(22))
    with pytest.raises(Invalid, match="no time zone “US/Pacific-New”"):
        meetings.change(meeting, draft)


# Stories


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "state", "delete", "undo"]),
        st.integers(0, 5),
        st.sampled_from(["wanted", "requested", "agreed", "held", "missed", "cancelled"]),
    ),
    max_size=12,
)


def everything() -> dict[str, list]:
    tables = ("meeting", "meeting_person", "question", "ask", "referral")
    return {table: sorted(database.fetch(f"SELECT * FROM {table}"), key=str) for table in tables}


@given(STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_story_of_meetings_walks_back_to_the_beginning_and_forth_again(dana, bruce, steps):
    while database.undo_label() not in (None, "Add contact"):
        database.undo()
    before = everything()
    for verb, number, state in steps:
        known = meetings.ids()
        chosen = known[number % len(known)] if known else ""
        try:
            if verb == "add":
                meetings.add(replace(full(dana, bruce), minutes=10 + number))
            elif verb == "undo":
                if database.undo_label() != "Add contact":
                    database.undo()
            elif not chosen:
                continue
            elif verb == "change":
                draft = meetings.draft_of(chosen)
                meetings.change(
                    chosen, replace(draft, people=(bruce, dana), referral=ReferralDraft(),
                                    questions=draft.questions[number % 2 :]),
                )  # fmt: skip
            elif verb == "state":
                meetings.set_state(chosen, state)
            else:
                meetings.delete([chosen])
        except (Refused, Invalid):
            pass
    after, undone = everything(), 0
    while database.undo_label() != "Add contact":
        database.undo()
        undone += 1
    assert everything() == before
    for _step in range(undone):
        database.redo()
    assert everything() == after
