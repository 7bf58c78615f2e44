from datetime import UTC, date, datetime

import pytest

from app import database
from app.domain.people import ContactDraft
from app.errors import Invalid, NotFound
from app.services import asks, contacts, directory, favors, needs

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
