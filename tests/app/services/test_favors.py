from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import database
from app.domain.debriefs import DebriefDraft, NameGiven
from app.domain.favors import Balance, FavorDraft
from app.domain.meetings import MeetingDraft, ReferralDraft
from app.domain.people import ContactDraft
from app.domain.referrals import LinkDraft
from app.errors import Invalid, NotFound, Refused
from app.services import (
    contacts,
    directory,
    favors,
    favors_in_words,
    histories,
    meetings,
    referrals,
)
from tests.app.statements import statements

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND_OF_NOVEMBER = date(2026, 11, 2)


@pytest.fixture
def people(book):
    names = {"dana": ("Dana", "Okafor"), "bruce": ("Bruce", "Lindqvist"), "marta": ("Marta", "O")}
    return {key: contacts.add(ContactDraft(*name)) for key, name in names.items()}


def write(contact: str, direction="received", what="A talk", day=SECOND_OF_NOVEMBER) -> str:
    return favors.add(FavorDraft(contact, direction, "medium", what, day), at=NOW)


def met(dana: str, bruce: str = "", **more) -> MeetingDraft:
    plain = MeetingDraft(
        people=(dana,), day=date(2026, 11, 20), clock=time(17), zone="America/New_York",
        minutes=40, referral=ReferralDraft(bruce), state="held",
    )  # fmt: skip
    return replace(plain, **more)


def ledger() -> set[tuple]:
    return {(row.name, row.booked_for, row.size, row.what, row.on_date) for row in favors.listing()}


BOTH = {
    ("Dana Okafor", "time", "medium", "40 minutes of their time", "2026-11-20"),
    ("Bruce Lindqvist", "referral", "small", "Sent me to Dana Okafor", "2026-11-20"),
}


# By hand


def test_a_favor_reads_back_as_it_was_typed_and_undo_takes_it_back(people):
    favor = write(people["dana"])

    assert favors.draft_of(favor) == FavorDraft(
        people["dana"], "received", "medium", "A talk", SECOND_OF_NOVEMBER
    )
    favors.change(favor, FavorDraft(people["bruce"], "given", "small", "A name"), at=NOW)
    assert (favors.get(favor).name, favors.get(favor).on_date) == ("Bruce Lindqvist", "2026-11-24")
    assert database.undo() == "Change favor"
    assert favors.get(favor).name == "Dana Okafor"
    favors.delete([favor])
    assert favors.listing() == []
    assert database.undo() == "Delete favor"
    assert favors.listing(contact=people["dana"])


def test_a_favor_of_nobody_or_of_somebody_deleted_is_refused(people):
    with pytest.raises(Invalid):
        write("")
    contacts.delete([people["marta"]])
    with pytest.raises(Invalid) as refusal:
        write(people["marta"])
    assert list(refusal.value.errors) == ["contact"]
    with pytest.raises(NotFound):
        favors.get("gone")


def test_a_favor_is_found_by_name_and_by_what_it_was_and_shows_in_the_history(people):
    favor = write(people["dana"], what="Ångström’s café notes")
    write(people["bruce"])

    assert favors.ids("dana angstrom CAFE") == [favor]
    assert favors.ids("100%_") == []
    assert directory.ids("angstrom") == [people["dana"]]
    line = histories.of_contact(people["dana"])[0]
    assert (line.label, line.after) == ("Add favor", "Ångström’s café notes")


def test_p27_a_favor_is_settled_by_one_that_went_back_and_both_are_even(people):
    talk, name = write(people["dana"]), write(people["dana"], "given", "A name")
    other = write(people["dana"], what="A desk")

    favors.settle(talk, by=name)

    assert favors.balance(people["dana"]) == Balance(received=1, settled=2, last="A desk")
    assert favors.get(talk).settled_with == "A name"
    assert favors.ids(which="open") == [other]
    with pytest.raises(Refused):
        favors.settle(other, by=talk)
    favors.unsettle([name])
    assert favors.balance(people["dana"]).words("Dana") == "Two favors from Dana, one back."
    assert database.undo() == "Reopen favor"
    assert favors.ids(which="open") == [other]


def test_p27_a_favor_is_settled_by_a_new_one_in_one_step(people):
    talk = write(people["dana"])

    favors.settle_with(talk, "The port survey", at=NOW)

    assert favors_in_words.of(people["dana"], "Dana") == "You and Dana are even."
    assert favors.get(talk).settled_with == "The port survey"
    assert database.undo() == "Settle favor"
    assert len(favors.listing()) == 1


def test_a_favor_that_goes_the_other_way_now_settles_nothing_any_more(people):
    talk, name = write(people["dana"]), write(people["dana"], "given", "A name")
    favors.settle(talk, by=name)

    favors.change(name, FavorDraft(people["dana"], "received", "small", "A name"), at=NOW)

    assert favors.balance(people["dana"]).received == 2
    favors.settle(talk, by=write(people["dana"], "given", "A list"))
    favors.delete([favors.get(talk).settled_by])
    assert favors.balance(people["dana"]).received == 2


def test_p21_the_balance_of_everybody_is_one_select(people):
    write(people["dana"], what="A desk.")
    write(people["dana"], what="A talk", day=date(2026, 11, 1))
    write(people["dana"], "given")
    write(people["bruce"], "given", "A list")

    with statements() as asked:
        found = favors.balances()

    assert len(asked) == 1
    assert found == {
        people["dana"]: Balance(2, 1, last="A desk."),
        people["bruce"]: Balance(0, 1, last="A list"),
    }
    assert favors.overall() == "You owe one person a favor. One person has had more from you."
    assert favors.balance(people["marta"]) == Balance()
    assert favors_in_words.of(people["dana"], "Dana") == (
        "Two favors from Dana, one back. The last: A desk. Give before you ask again."
    )


def test_somebody_owed_is_somebody_to_whom_more_stands_than_went_back(people):
    talk, name = write(people["dana"]), write(people["dana"], "given", "A name")
    favors.settle(talk, by=name)
    write(people["bruce"])

    assert directory.ids(owed=True) == [people["bruce"]]
    assert [row.owed for row in directory.rows([people["dana"], people["bruce"]])] == [False, True]


# Booked by held meetings


def test_p27_a_held_meeting_that_came_by_referral_books_both_favors_and_one_undo_takes_them(people):
    meeting = meetings.add(met(people["dana"], people["bruce"], state="agreed"))
    assert ledger() == set()

    meetings.set_state(meeting, "held")

    assert ledger() == BOTH
    meetings.set_state(meeting, "held")
    meetings.change(meeting, meetings.draft_of(meeting))
    assert ledger() == BOTH
    assert database.undo() == "Mark meeting as held"
    assert ledger() == set()
    assert database.redo() == "Mark meeting as held"
    assert ledger() == BOTH


def test_p27_planning_a_meeting_already_held_and_debriefing_one_book_alike(people):
    meetings.add(met(people["dana"], people["bruce"]))
    assert ledger() == BOTH

    other = meetings.add(met(people["marta"], people["bruce"], minutes=10, state="agreed"))
    meetings.debrief(other, DebriefDraft(notes="Warm"))

    assert ledger() - BOTH == {
        ("Marta O", "time", "small", "10 minutes of their time", "2026-11-20"),
        ("Bruce Lindqvist", "referral", "small", "Sent me to Marta O", "2026-11-20"),
    }


def test_a_held_meeting_without_a_referral_books_nothing(people):
    meetings.add(met(people["dana"]))

    assert ledger() == set()


def test_p27_correcting_the_meeting_corrects_the_booking(people):
    meeting = meetings.add(met(people["dana"], people["bruce"]))

    meetings.change(meeting, met(people["dana"], people["bruce"], minutes=120))
    assert ("large", "120 minutes of their time") in {row[2:4] for row in ledger()}
    meetings.change(meeting, met(people["dana"], people["marta"]))
    assert {row[0] for row in ledger()} == {"Dana Okafor", "Marta O"}
    meetings.change(meeting, met(people["marta"], people["bruce"]))
    assert {row[0] for row in ledger()} == {"Marta O", "Bruce Lindqvist"}
    meetings.change(meeting, met(people["marta"]))
    assert ledger() == set()
    meetings.change(meeting, met(people["dana"], people["bruce"]))
    assert ledger() == BOTH
    meetings.set_state(meeting, "agreed")
    assert ledger() == set()


def test_deleting_a_meeting_takes_back_what_it_booked_and_leaves_what_was_written_by_hand(people):
    meeting = meetings.add(met(people["dana"], people["bruce"]))
    by_hand = write(people["dana"], "given", "A name")
    favors.settle(next(row.id for row in favors.listing() if row.booked_for == "time"), by=by_hand)

    meetings.delete([meeting])

    assert [row.id for row in favors.listing()] == [by_hand]
    assert favors.get(by_hand).is_open
    assert database.undo() == "Delete meeting"
    assert len(favors.listing()) == 3
    assert not favors.get(by_hand).is_open


def test_deleting_the_referrer_takes_back_both_favors_and_undo_brings_them_back(people):
    meetings.add(met(people["dana"], people["bruce"]))

    contacts.delete([people["bruce"]])
    assert ledger() == set()
    database.undo()
    assert ledger() == BOTH


def test_a_name_that_was_taken_out_of_a_debrief_books_nothing_for_the_meeting_it_led_to(people):
    first = meetings.add(met(people["bruce"], state="agreed"))
    given = NameGiven("Dana Okafor", contact=people["dana"])
    meetings.debrief(first, DebriefDraft(names=(given,)))
    meetings.add(met(people["dana"], people["bruce"]))
    assert ledger() == BOTH

    meetings.debrief(first, DebriefDraft())

    assert ledger() == set()


def test_p27_correcting_the_referral_itself_or_merging_two_contacts_corrects_the_booking(people):
    meeting = meetings.add(met(people["dana"], people["bruce"]))
    link = meetings.draft_of(meeting).referral.id

    referrals.change(link, LinkDraft(people["marta"], people["dana"]))
    assert {row[0] for row in ledger()} == {"Dana Okafor", "Marta O"}
    contacts.merge(people["bruce"], people["marta"])
    assert ledger() == BOTH
    contacts.merge(people["dana"], people["bruce"])
    assert ledger() == set()  # nobody sends me to themselves
    assert database.undo() == "Merge contacts"
    referrals.delete([link])
    assert ledger() == set()


def test_what_was_said_otherwise_about_a_booked_favor_outlives_a_correction(people):
    meeting = meetings.add(met(people["dana"], people["bruce"]))
    time_given = next(row for row in favors.listing() if row.booked_for == "time")
    draft = favors.draft_of(time_given.id)
    favors.change(time_given.id, replace(draft, what="A walk round the store"), at=NOW)
    favors.settle_with(time_given.id, "The port survey", at=NOW)

    meetings.change(meeting, met(people["dana"], people["bruce"], minutes=5))

    kept = favors.get(time_given.id)
    assert (kept.what, kept.size) == ("A walk round the store", "small")
    assert kept.settled_with == "The port survey"
    favors.change(kept.id, replace(draft, what="5 minutes of their time", size="small"), at=NOW)
    meetings.change(meeting, met(people["dana"], people["bruce"], minutes=60))
    assert favors.get(time_given.id).what == "60 minutes of their time"


def test_what_a_booked_favor_says_of_somebody_renamed_is_put_right_with_the_next_change(people):
    meetings.add(met(people["dana"], people["bruce"]))
    contacts.change(people["dana"], ContactDraft("Dana", "Okafor-Reid"))
    door = next(row for row in favors.listing() if row.booked_for == "referral")
    assert door.what == "Sent me to Dana Okafor"

    favors.change(door.id, replace(favors.draft_of(door.id), size="medium"), at=NOW)

    assert (favors.get(door.id).what, favors.get(door.id).size) == (
        "Sent me to Dana Okafor-Reid", "medium",
    )  # fmt: skip


def test_a_booked_favor_follows_its_meeting_and_is_not_deleted_or_given_to_another(people):
    meetings.add(met(people["dana"], people["bruce"]))
    booked = next(row for row in favors.listing() if row.booked_for == "time")
    draft = favors.draft_of(booked.id)

    with pytest.raises(Refused, match="correct the meeting"):
        favors.delete([booked.id])
    with pytest.raises(Invalid) as refusal:
        favors.change(booked.id, replace(draft, contact_id=people["marta"]), at=NOW)
    assert list(refusal.value.errors) == ["contact"]
    with pytest.raises(Invalid) as refusal:
        favors.change(booked.id, replace(draft, direction="given"), at=NOW)
    assert list(refusal.value.errors) == ["direction"]


def test_a_book_of_the_first_release_is_not_booked_behind_anybody_s_back(people):
    old = meetings.add(met(people["dana"], people["bruce"]))
    with database.edit("As the first release left it"):
        favors.unbook([old])

    meetings.add(met(people["marta"], people["bruce"], state="agreed"))
    assert ledger() == set()

    meetings.change(old, meetings.draft_of(old))
    assert ledger() == BOTH


# Whatever the order of corrections

STATES = st.sampled_from(["held", "agreed", "requested"])
FACTS = st.tuples(
    STATES, st.sampled_from([("dana",), ("marta",), ("dana", "marta")]),
    st.sampled_from(["", "bruce", "ines"]), st.sampled_from([10, 40, 100]),
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(FACTS, min_size=1, max_size=5))
def test_p27_any_order_of_corrections_ends_in_the_ledger_of_the_final_facts_alone(book, story):
    with database.edit("Begin anew"):
        every = directory.ids()
        contacts.delete(every)
    keys = ("dana", "marta", "bruce", "ines")
    who = {key: contacts.add(ContactDraft(key.capitalize())) for key in keys}

    def told(facts) -> MeetingDraft:
        state, present, referrer, minutes = facts
        return met(who[present[0]], who.get(referrer, ""), minutes=minutes, state=state,
                   people=tuple(who[key] for key in present))  # fmt: skip

    meeting = meetings.add(told(story[0]))
    for facts in story[1:]:
        before = meetings.draft_of(meeting).state
        if before == "held" and facts[0] == "requested":
            meetings.set_state(meeting, "agreed")
        meetings.change(meeting, told(facts))
    corrected = ledger()
    meetings.delete([meeting])
    assert ledger() == set()

    meetings.add(told(story[-1]))

    assert corrected == ledger()
