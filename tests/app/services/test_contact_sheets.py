"""Everything that the book knows of one contact, and nothing private unless chosen (P11, P18)."""

from datetime import UTC, date, datetime

import pytest

from app.database import database, edit, fetch, new_id
from app.domain.people import ContactDraft
from app.errors import NotFound
from app.services import contact_sheets, contacts, sample
from tests.app.statements import statements

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def told(book):
    sample.fill(TODAY)


def the_id(family: str) -> str:
    return str(fetch("SELECT id FROM contact WHERE family = ?", (family,))[0][0])


def test_it_has_what_every_table_knows_of_them(told):
    sheet = contact_sheets.of(the_id("Okafor"), at=NOW)

    assert sheet.names_on_the_way == ("Alice Chen", "Bruce Lindqvist", "Dana Okafor")
    assert [link.from_name for link in sheet.sent_by] == ["Bruce Lindqvist"]
    assert [link.to_name for link in sheet.sent_to] == ["Marta Oyelaran"]
    assert [known.name for known in sheet.knows] == ["Wei Zhang"]
    assert "A speaker for her January analyst day" in [need.text for need in sheet.needs]
    assert [row.thing for row in sheet.asks] == ["Feedback on my forecasting case study, by e-mail"]
    assert {talk.state for talk in sheet.talks} == {"agreed", "held"}
    assert sheet.balance == "One favor from Dana, none back yet."
    assert sheet.threads[0].stage == "info_only"
    assert sheet.last_contact
    assert any(answer[0].startswith("You rebuilt") for answer in sheet.talks[0].answers)


def test_a_door_is_told_in_the_words_of_whoever_opened_it_p01(told):
    (contact,) = fetch("SELECT contact_id FROM outreach WHERE stage = 'applied' LIMIT 1")[0]

    threads = contact_sheets.of(contact, at=NOW).threads

    invited = [one for thread in threads for one in thread.invitations]
    assert invited
    assert all(one.words and one.given_by for one in invited)
    assert any(thread.opening and thread.applied_on for thread in threads)


def test_what_is_private_is_not_even_read_unless_chosen(told):
    dana = the_id("Okafor")
    with edit("Tell something in confidence"):
        database.execute_sql(
            "INSERT INTO tidbit (id, text, source_contact_id, may_pass, heard_on)"
            " VALUES (?, 'Kansas City closes', ?, 'no', '2026-11-20')",
            (new_id(), dana),
        )

    open_, whole = (contact_sheets.of(dana, private=private, at=NOW) for private in (False, True))

    assert "Kansas City" in whole.card.draft.notes
    assert [row.text for row in whole.told_you] == ["Kansas City closes"]
    assert any(talk.notes for talk in whole.talks)
    assert open_.card.draft.notes == ""
    assert open_.told_you == ()
    assert not any(talk.notes for talk in open_.talks)
    assert "Kansas City closes" not in str(open_)


def test_it_takes_a_few_statements_whatever_there_is(told):
    counts = []
    for family in ("Okafor", "Delgado"):
        contact = the_id(family)
        with statements() as said:
            contact_sheets.of(contact, at=NOW)
        counts.append(sum(one.lstrip().upper().startswith(("SELECT", "WITH")) for one in said))
    assert max(counts) < 45


def test_a_contact_of_whom_only_the_name_is_known_has_a_sheet(book):
    contact = contacts.add(ContactDraft("Ada", "Byron"))
    sheet = contact_sheets.of(contact, at=NOW)
    assert (sheet.card.name, sheet.talks, sheet.threads) == ("Ada Byron", (), ())


def test_who_was_deleted_meanwhile_is_said_to_be(book):
    with pytest.raises(NotFound, match="deleted meanwhile"):
        contact_sheets.of("gone")
