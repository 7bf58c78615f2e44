"""`check` notices whatever is not as it should be, and touches nothing."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app import database
from app.database import edit, fetch
from app.domain.people import ContactDraft, PositionDraft
from app.errors import StorageError
from app.services import contacts, documents
from tests.app.disks import small_disk
from tests.app.stories import complete_row, insert


@pytest.fixture
def sound(book: Path) -> Iterator[Path]:
    """A book with somebody past information only, and a few steps of history."""
    ada = contacts.add(ContactDraft("Ada", positions=(PositionDraft("Firm", "CTO"),)))
    with edit("Open a door"):
        outreach, invitation = database.new_id(), database.new_id()
        insert("outreach", complete_row("outreach") | {"id": outreach, "contact_id": ada})
        insert(
            "invitation",
            complete_row("invitation")
            | {"id": invitation, "outreach_id": outreach, "given_by_id": ada},
        )
        database.database.execute_sql(
            "UPDATE outreach SET stage = 'referred', invitation_id = ?, leads_to_id = ?"
            " WHERE id = ?",
            (invitation, ada, outreach),
        )
    contacts.add(ContactDraft("Grace"))
    database.undo()
    assert database.check(book) == []
    yield book
    with suppress(StorageError):  # what is broken is not backed up
        database.close()


def execute(*statements: str) -> None:
    """Write behind the journal's back, as a bug or another program would."""
    schema = fetch("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _sql in schema:
        database.database.execute_sql(f"DROP TRIGGER {name}")
    for statement in (
        "PRAGMA foreign_keys = 0",
        "PRAGMA ignore_check_constraints = 1",
        *statements,
    ):
        database.database.execute_sql(statement)
    for _name, sql in schema:
        database.database.execute_sql(sql)


HISTORY = "The history of “Test.bridgebook” does not fit what is in it"
CHANGED = "A part of “Test.bridgebook” was changed by somebody: contact"
SEARCH = "The search in “Test.bridgebook” misses something"


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["UPDATE invitation SET words = ' '"], "past information only without an invitation"),
        (["UPDATE outreach SET invitation_id = NULL"], "one outreach went past information only"),
        (["DELETE FROM tag", "INSERT INTO contact (id, given) VALUES ('x', 'X')"], HISTORY),
        (["DELETE FROM txn WHERE number = 2"], HISTORY),
        (["DELETE FROM op WHERE id = 3"], HISTORY),
        (["UPDATE op SET txn = 1 WHERE id = (SELECT max(id) FROM op)"], HISTORY),
        (["UPDATE op SET txn = 99 WHERE id = 1"], HISTORY),
        (["UPDATE txn SET clock = '0000000000000-000000' WHERE number = 3"], HISTORY),
        (["INSERT INTO current_edit VALUES (1, 9)"], HISTORY),
        (["DELETE FROM position"], HISTORY),
        (["UPDATE contact_index SET body = 'other'"], SEARCH),
        (["DELETE FROM contact_index"], SEARCH),
        (["INSERT INTO contact_search (contact_search) VALUES ('delete-all')"], SEARCH),
        (["UPDATE position SET organization_id = 'gone'"], "organization is missing"),
        (["UPDATE position SET current = 7"], "is damaged: CHECK constraint failed"),
        (["DROP INDEX position_contact"], "lacks a part: position_contact"),
        (["CREATE TABLE mine (a)"], "has a part that is not Bridgebook's: mine"),
        (["ALTER TABLE contact ADD COLUMN mine TEXT"], CHANGED),
    ],
)
def test_whatever_is_wrong_is_noticed(sound, statements, says):
    execute(*statements)

    problems = database.check(sound)

    assert any(says in problem for problem in problems), problems
    assert all("“Test.bridgebook”" in problem for problem in problems)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM document_bytes", "UPDATE document_bytes SET data = X'00'"]
)
def test_a_document_whose_bytes_are_gone_or_others_is_noticed(sound, damage):
    documents.keep(b"%PDF-1.4", "My résumé")
    assert database.check(sound) == []
    execute(damage)

    assert database.check(sound) == [
        "The document “My résumé” in “Test.bridgebook” is missing or damaged; "
        "please add it once more."
    ]


def test_a_missing_guard_of_p01_is_noticed(sound):
    database.database.execute_sql("DROP TRIGGER p01_outreach_advances")

    assert database.check(sound) == ["“Test.bridgebook” lacks a part: p01_outreach_advances."]


def test_an_index_that_misses_rows_is_noticed(sound):
    execute(
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX tag_name ON tag (id)'"
        " WHERE name = 'tag_name'",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX position_contact ON position (title)'"
        " WHERE name = 'position_contact'",
        "PRAGMA writable_schema = 0",
    )

    problems = database.check(sound)

    assert problems[0].startswith("“Test.bridgebook” is damaged: row 1 missing from index")
    assert len(problems) == 1


def test_several_wrong_places_are_counted(sound):
    execute("DELETE FROM position", "DELETE FROM organization")

    assert database.check(sound)[0] == (
        "The history of “Test.bridgebook” does not fit what is in it, in 2 places."
    )


def test_a_check_touches_nothing_and_leaves_nothing(sound, tmp_path):
    database.close()
    there = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert database.check(sound) == []

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == there
    database.open_book(sound)
    assert database.check(sound) == []
    assert list((tmp_path / "data").glob(".check-*")) == []


def test_what_is_no_book_is_told_in_the_same_way(tmp_path):
    wrong = tmp_path / "Wrong.bridgebook"
    (problem,) = database.check(wrong)
    assert "There is no book" in problem
    wrong.write_bytes(b"no book at all")
    (problem,) = database.check(wrong)
    assert "is not a Bridgebook book" in problem


def test_a_copy_that_does_not_fit_on_the_disk_is_told(sound, tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk", 100) as disk:
        monkeypatch.setenv("BRIDGEBOOK_DATA", str(disk))
        (problem,) = database.check(sound)
    assert "The disk is full" in problem
