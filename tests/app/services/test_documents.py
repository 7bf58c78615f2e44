"""Documents: the résumé in its versions, kept in the book (P40)."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import database
from app.brief import attached
from app.database import fetch
from app.errors import AppError, Invalid, NotFound, Refused, StorageError
from app.services import documents
from tests.app import resumes

pytestmark = pytest.mark.usefixtures("book")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Résumé v7.pdf"
    made.write_bytes(resumes.resume("Jane Doe"))
    return made


def test_a_resume_is_kept_with_its_bytes_and_chosen_for_the_pack(file):
    document = documents.add(file, at=AT)

    row = documents.get(document)
    assert (row.name, row.kind, row.added_on) == ("Résumé v7", "resume", "2026-11-23")
    assert row.size == file.stat().st_size
    assert row.chosen
    assert documents.data_of(document) == file.read_bytes()
    assert documents.chosen() == row


def test_the_same_file_is_kept_once(file):
    first = documents.add(file, name="One")

    assert documents.add(file, name="Two") == first
    assert [row.name for row in documents.listing()] == ["One"]


def test_another_version_is_chosen_by_hand_and_only_one_is(file):
    first = documents.add(file)
    second = documents.keep(resumes.resume("Jane Doe, v8"), "v8")
    assert documents.chosen() == documents.get(first)

    documents.choose(second)

    assert [row.id for row in documents.listing() if row.chosen] == [second]
    database.undo()
    assert [row.id for row in documents.listing() if row.chosen] == [first]
    database.redo()
    assert [row.id for row in documents.listing() if row.chosen] == [second]


def test_another_document_is_not_taken_for_the_resume():
    documents.keep(resumes.resume("A case study"), "Case study", kind="other")

    assert documents.chosen() is None


def test_deleting_is_taken_back_with_the_bytes(file):
    document = documents.add(file)
    documents.delete(document)
    assert documents.listing() == []

    database.undo()

    assert documents.data_of(document) == file.read_bytes()
    assert documents.get(document).chosen


def test_when_the_chosen_one_goes_the_newest_is_chosen(file):
    first = documents.add(file)
    documents.keep(resumes.resume("v8"), "v8")
    documents.keep(resumes.resume("v9"), "v9")

    documents.delete([first])

    assert documents.chosen().name == "v9"


def test_the_history_does_not_hold_the_file(file):
    documents.add(file)

    (told,) = fetch("SELECT new FROM op WHERE tbl = 'document'")
    assert len(told[0]) < 400
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told[0]
    assert fetch("SELECT count(*) FROM op WHERE tbl <> 'document'") == [(0,)]


def test_a_document_gets_another_name(file):
    document = documents.add(file)

    documents.rename(document, "  For food  logistics ")

    assert documents.get(document).name == "For food logistics"
    with pytest.raises(Invalid, match="called"):
        documents.rename(document, "  ")
    with pytest.raises(Invalid, match="long"):
        documents.rename(document, "x" * 121)


@pytest.mark.parametrize(
    "do",
    [
        documents.get,
        documents.data_of,
        documents.choose,
        lambda document: documents.rename(document, "New"),
    ],
)
def test_one_that_was_deleted_meanwhile_is_said_to_be_gone(do):
    with pytest.raises(NotFound, match="deleted"):
        do("gone")


def test_bytes_that_did_not_come_along_are_said_to_be_missing(file):
    document = documents.add(file)
    database.database.execute_sql("DELETE FROM document_bytes")

    with pytest.raises(StorageError, match="Add it once more"):
        documents.data_of(document)
    assert documents.get(document).size == 0


REFUSED = [
    (b"", "not a PDF"),
    (b"PK\x03\x04 a Word file", "not a PDF"),
    (b"%PDF-1.4\nnothing", "damaged"),
    (resumes.resume("Cut")[:700], "damaged"),
    (resumes.locked(), "password"),
    (resumes.empty(), "no page"),
    (resumes.resume(*"a book of many pages" * 3), "more than"),
    (b"%PDF-" + b" " * attached.LARGEST, "larger than 20 MB"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_cannot_be_printed_is_not_kept_and_the_reason_is_said(data, reason, tmp_path):
    file = tmp_path / "mine.pdf"
    file.write_bytes(data)

    with pytest.raises(Refused, match=reason) as refusal:
        documents.add(file)

    assert "mine" in str(refusal.value)
    assert fetch("SELECT count(*) FROM document_bytes") == [(0,)]


def test_a_file_that_cannot_be_read_is_said(tmp_path, book):
    with pytest.raises(StorageError, match="no file"):
        documents.add(tmp_path / "nothing.pdf")
    with pytest.raises(StorageError, match="folder"):
        documents.add(tmp_path)
    with pytest.raises(AppError, match="open as a book"):
        documents.add(book)
