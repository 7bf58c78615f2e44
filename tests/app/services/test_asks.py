from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app import database, settings
from app.domain import meetings as meeting_rules
from app.domain.asks import AskDraft, TimeAsked
from app.domain.debriefs import DebriefDraft
from app.domain.favors import FavorDraft
from app.domain.meetings import MeetingDraft
from app.domain.people import ContactDraft, PositionDraft
from app.errors import Invalid, NotFound, Refused
from app.services import asks, contacts, directory, favors, meetings, standing
from tests.app.statements import statements

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def people(book):
    def somebody(given: str, *firms: PositionDraft) -> str:
        return contacts.add(ContactDraft(given, positions=firms))

    meridian = PositionDraft("Meridian Foods")
    return {
        "dana": somebody("Dana", meridian),
        "rosa": somebody("Rosa", meridian),
        "marta": somebody("Marta", replace(meridian, until="2020", current=False)),
        "petr": somebody("Petr"),
    }


def prepare(contact: str, thing="A look at my résumé", **more) -> str:
    return asks.add(AskDraft(contact, thing, **more), at=NOW)


def meeting(contact: str, day: date, minutes=40, **more) -> MeetingDraft:
    return MeetingDraft(
        people=(contact,), day=day, clock=time(17), zone="Etc/UTC", minutes=minutes, **more
    )


def test_an_ask_reads_back_as_it_was_typed_and_undo_takes_it_back(people):
    draft = AskDraft(people["dana"], "A look", "15 minutes", date(2026, 12, 1), "my comparison")
    ask = asks.add(draft, at=NOW)

    assert asks.draft_of(ask) == draft
    asks.change(ask, replace(draft, offer=""), at=NOW)
    assert asks.get(ask).wants_offer
    assert standing.asks_without_offer() == 1
    assert database.undo() == "Change ask"
    asks.delete([ask])
    assert asks.listing() == []
    assert database.undo() == "Delete ask"
    assert asks.listing(contact=people["dana"])
    with pytest.raises(NotFound):
        asks.get("gone")


def test_an_ask_is_found_by_whom_and_by_what(people):
    ask = prepare(people["dana"], offer="The port survey")
    prepare(people["petr"])

    assert asks.ids("dana resume") == [ask]
    assert asks.ids("meridian survey") == [ask]
    assert directory.ids("survey") == [people["dana"]]


def test_an_ask_goes_through_its_states_and_keeps_the_day_on_which_it_was_put(people):
    ask = prepare(people["dana"])

    asks.set_state(ask, "asked", at=NOW)
    asks.set_state(ask, "received", at=datetime(2026, 12, 1, tzinfo=UTC))
    assert (asks.get(ask).state, asks.get(ask).asked_on) == ("received", "2026-11-24")
    assert asks.ids(which="open") == []
    with pytest.raises(Refused):
        asks.set_state(ask, "withdrawn")
    asks.set_state(ask, "asked")
    asks.set_state(ask, "prepared")
    assert asks.get(ask).asked_on == ""
    asks.set_state(ask, "withdrawn")
    assert asks.get(ask).asked_on == ""
    assert database.undo() == "Mark ask as withdrawn"


def test_several_asks_are_marked_in_one_step_or_none_of_them(people):
    first, second = prepare(people["dana"]), prepare(people["petr"])
    asks.set_state([first, second], "asked", at=NOW)
    assert database.undo() == "Mark 2 asks as asked"
    asks.set_state(first, "received")

    with pytest.raises(Refused):
        asks.set_state([second, first], "withdrawn")

    assert asks.get(second).state == "prepared"


# The ask of a meeting


def test_the_ask_of_a_meeting_is_the_same_here_and_there(people):
    put = meeting_rules.AskDraft("A look", "15 minutes", None, "")
    held = meetings.add(meeting(people["dana"], date(2026, 11, 20), ask=put, state="agreed"))
    (row,) = asks.listing()

    asks.change(row.id, replace(asks.draft_of(row.id), offer="The survey"), at=NOW)
    assert meetings.draft_of(held).ask.offer == "The survey"
    with pytest.raises(Invalid):
        asks.change(row.id, replace(asks.draft_of(row.id), contact_id=people["petr"]), at=NOW)

    asks.set_state(row.id, "withdrawn")
    assert meetings.debrief_of(held).ask_outcome == "withdrawn"
    meetings.debrief(held, meetings.debrief_of(held))
    assert asks.get(row.id).state == "withdrawn"
    meetings.debrief(held, DebriefDraft(ask_outcome="received"))
    assert (asks.get(row.id).state, asks.get(row.id).asked_on) == ("received", "2026-11-20")


# Into the ledger


def test_p27_what_was_received_is_booked_when_the_person_says_so_and_only_once(people):
    ask = prepare(people["dana"], size="an hour", offer="The survey")
    asks.set_state(ask, "received", at=NOW)
    assert favors.listing() == []

    asks.book(ask, at=NOW)

    (favor,) = favors.listing()
    assert (favor.direction, favor.size, favor.what) == ("received", "medium", asks.get(ask).thing)
    with pytest.raises(Refused):
        asks.book(ask)
    assert database.undo() == "Book favor"
    assert favors.listing() == []


def test_p16_what_was_offered_is_booked_as_given_and_settles_what_was_received(people):
    ask = prepare(people["dana"], offer="The survey")
    asks.set_state(ask, "received", at=NOW)
    favors.add(FavorDraft(people["dana"], "received", "small", "Something else"), at=NOW)
    asks.book(ask, at=NOW)

    asks.book_offer(ask, at=NOW)

    assert favors.balance(people["dana"]).i_owe == 1
    assert favors.balance(people["dana"]).last == "Something else"
    with pytest.raises(Refused):
        asks.book_offer(ask)


def test_an_offer_may_be_given_before_anything_was_received(people):
    ask = prepare(people["dana"], offer="The survey")
    with pytest.raises(Refused):
        asks.book_offer(ask)
    asks.set_state(ask, "promised", at=NOW)

    asks.book_offer(ask, at=NOW)

    assert favors.balance(people["dana"]).i_owe == -1


# What speaks against asking now


def test_p21_somebody_whom_i_already_owe_is_told_before_another_ask(people):
    favors.add(FavorDraft(people["petr"], "received", "small", "A desk"), at=NOW)

    assert asks.warnings(people["petr"], at=NOW) == (
        "You already owe Petr a favor (A desk). Something given first makes the next ask easier.",
    )
    assert asks.warnings(people["dana"], at=NOW) == ()
    assert asks.warnings("gone", at=NOW) == ()


def test_b03_a_second_open_ask_in_one_firm_is_told_but_not_the_ask_itself(people):
    first = prepare(people["rosa"], "A name")

    assert asks.warnings(people["dana"], at=NOW) == (
        "An ask of Rosa at Meridian Foods is open as well: A name. "
        "People in one firm compare notes; one at a time is kinder.",
    )
    assert asks.warnings(people["marta"], at=NOW) == ()  # she has left
    assert asks.warnings(people["petr"], at=NOW) == ()
    assert asks.warnings(people["rosa"], besides=first, at=NOW) == ()
    assert "Another ask of Rosa is open" in asks.warnings(people["rosa"], at=NOW)[0]
    asks.set_state(first, "received", at=NOW)
    assert asks.warnings(people["dana"], at=NOW) == ()


def test_b03_an_ask_is_forgotten_after_the_days_in_the_preferences(people):
    first = prepare(people["rosa"])
    asks.set_state(first, "asked", at=datetime(2026, 10, 1, tzinfo=UTC))
    assert asks.warnings(people["dana"], at=NOW)

    settings.save(replace(settings.load(), ask_window_days=30))

    assert asks.warnings(people["dana"], at=NOW) == ()


def test_b03_the_ask_of_a_meeting_counts_while_the_meeting_is_ahead(people):
    put = meeting_rules.AskDraft("A look")
    ahead = meetings.add(meeting(people["rosa"], date(2026, 12, 1), ask=put, state="agreed"))
    assert asks.warnings(people["dana"], at=NOW)
    assert asks.warnings(people["rosa"], besides=ahead, at=NOW) == ()

    meetings.set_state(ahead, "cancelled")

    assert asks.warnings(people["dana"], at=NOW) == ()


# Time asked


def test_p10_the_time_asked_of_people_is_one_select(people):
    meetings.add(meeting(people["dana"], date(2026, 11, 20), 20, state="held"))
    meetings.add(meeting(people["dana"], date(2026, 12, 1), 40, state="agreed"))
    meetings.add(meeting(people["dana"], date(2026, 12, 2), 60, state="cancelled"))
    meetings.add(meeting(people["dana"], date(2026, 6, 1), 60, state="held"))
    asks.set_state(prepare(people["dana"], size="fifteen minutes"), "asked", at=NOW)
    prepare(people["dana"], "Another", size="an hour")

    with statements() as asked:
        found = asks.time_asked([people["dana"], people["petr"]], at=NOW)

    assert len(asked) == 1
    assert found == {people["dana"]: TimeAsked(2, 1, 75)}
    assert found[people["dana"]].words(90) == (
        "Two meetings and one ask in 90 days; about 75 minutes."
    )
