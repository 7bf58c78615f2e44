from datetime import UTC, date, datetime, timedelta

import pytest

from app import database
from app.domain.people import ContactDraft
from app.domain.tidbits import TidbitDraft
from app.errors import Invalid, NotFound
from app.services import asks, contacts, directory, favors, helping, needs, tidbits

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def dana(book):
    return contacts.add(ContactDraft("Dana", "Okafor"))


def test_p23_a_need_is_written_down_changed_met_and_deleted_and_undo_takes_each_back(dana):
    need = needs.add(dana, " A speaker  for January ", at=NOW)
    assert needs.get(need).text == "A speaker for January"
    assert needs.get(need).heard_on == "2026-11-24"

    needs.change(need, dana, "Two speakers", date(2026, 11, 1), at=NOW)
    needs.met(need, at=NOW)
    assert needs.listing() == []
    assert [row.met_on for row in needs.listing(which="all")] == ["2026-11-24"]
    needs.reopen(need)
    needs.delete([need])
    taken_back = [database.undo() for _step in range(5)]

    assert taken_back == ["Delete need", "Reopen need", "Need met", "Change need", "Add need"]
    assert needs.listing(which="all") == []


def test_p23_the_list_begins_with_what_was_looked_at_longest_ago(dana):
    first, second, third = (needs.add(dana, text, at=NOW) for text in ("One", "Two", "Three"))
    needs.looked_at(first, at=NOW)

    assert needs.ids() == [second, third, first]
    needs.looked_at([second], at=datetime(2026, 11, 25, tzinfo=UTC))
    assert needs.ids() == [third, first, second]
    assert needs.get(second).looked_at == "2026-11-25T00:00:00Z"


def test_a_need_is_found_by_whose_and_by_what(dana):
    need = needs.add(dana, "A speaker", at=NOW)
    other = contacts.add(ContactDraft("Bruce"))
    needs.add(other, "A survey", at=NOW)

    assert needs.ids("okafor SPEAKER") == [need]
    assert needs.ids(contact=other) != [need]
    assert directory.ids("speaker") == [dana]


@pytest.mark.parametrize("ledger", [asks, favors, needs])
def test_no_search_is_too_long_or_too_odd(dana, ledger):
    needs.add(dana, "100% A speaker", at=NOW)

    assert ledger.ids("a " * 3_000 + "\udcff") == []
    found = [needs.ids(search) != [] for search in ("a " * 3_000, "0%", "1%")]
    assert found == [True, True, False]


def test_what_cannot_be_kept_of_a_need_is_refused_in_a_sentence(dana):
    with pytest.raises(Invalid) as refusal:
        needs.add(dana, "A speaker", date(2026, 11, 25), at=NOW)
    assert list(refusal.value.errors) == ["heard_on"]
    with pytest.raises(Invalid):
        needs.add("gone", "A speaker", at=NOW)
    with pytest.raises(NotFound):
        needs.met("gone")
    with pytest.raises(NotFound):
        needs.change("gone", dana, "A speaker", at=NOW)


def test_p23_what_was_looked_at_today_is_not_gone_over_again_today(dana):
    first, second = (needs.add(dana, text, at=NOW) for text in ("One", "Two"))
    needs.looked_at(first, at=NOW)

    assert needs.to_look_at(at=NOW) == [second]
    assert needs.to_look_at(at=NOW + timedelta(days=1)) == [second, first]


def test_p23_needs_wait_two_weeks_and_then_all_that_are_open_are_counted(dana):
    assert needs.waiting(at=NOW) == 0
    first, second, third = (needs.add(dana, text, at=NOW) for text in ("One", "Two", "Three"))
    fortnight = NOW + timedelta(days=14)

    assert needs.waiting(at=NOW + timedelta(days=13)) == 0
    assert needs.waiting(at=fortnight) == 3
    needs.looked_at(second, at=NOW + timedelta(days=5))
    assert needs.waiting(at=fortnight) == 0
    needs.met(third, at=NOW + timedelta(days=6))
    assert needs.waiting(at=NOW + timedelta(days=20)) == 2
    needs.met([first, second], at=NOW + timedelta(days=7))
    assert needs.waiting(at=NOW + timedelta(days=90)) == 0


def test_p24_people_and_tidbits_of_the_book_that_help_with_a_need_are_found(dana):
    priya = contacts.add(ContactDraft("Priya", "Nair"))
    rosa = contacts.add(ContactDraft("Rosa", "Delgado", tags=("telematics",)))
    contacts.add(ContactDraft("Jan", "Meer", expertise="ports"))
    told = tidbits.add(TidbitDraft("Two telematics vendors, free", about="telematics",
                                   may_pass="freely"), at=NOW)  # fmt: skip
    tidbits.add(TidbitDraft("Three telematics vendors", about="telematics"), at=NOW)
    need = needs.add(dana, "Telematics vendors compared; Priya Nair may know", at=NOW)

    found = helping.with_need(needs.get(need), at=NOW)

    assert [one.contact_id for one in found.people] == [priya, rosa]
    assert [one.tidbit_id for one in found.tidbits] == [told], "what may not be told is left out"


def test_a_need_without_a_word_that_says_anything_finds_nobody(dana):
    need = needs.add(dana, "You and me", at=NOW)

    assert helping.with_need(needs.get(need), at=NOW) == helping.Help()
