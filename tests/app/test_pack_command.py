"""A day or a trip from the command line, in one document (B07, P40)."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from pypdf import PdfReader

from app import database
from app.__main__ import DONE, REFUSED, WRONG_USE, main
from app.domain.meetings import MeetingDraft
from app.domain.people import ContactDraft
from app.services import contacts, documents, meetings
from tests.app import resumes

pytestmark = pytest.mark.usefixtures("own_data_folder")


@pytest.fixture
def path(tmp_path):
    """A book with two meetings on two days and a résumé."""
    path = tmp_path / "search.bridgebook"
    database.open_book(path, create=True)
    for name, day in (("Ada", 24), ("Bea", 26)):
        person = contacts.add(ContactDraft(name, "Quist"))
        meetings.add(
            MeetingDraft(
                people=(person,), day=date(2026, 11, day), clock=datetime(2026, 1, 1, 9).time(),
                zone="UTC", state="agreed", medium="in_person",
            )
        )  # fmt: skip
    documents.keep(resumes.resume("Jane Doe, v7"), "v7")
    database.close()
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "pack.pdf"


def words(file) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_a_trip_is_printed_with_the_resume_of_the_book(path, out, capsys):
    trip = ["--from", "2026-11-24", "--to", "2026-11-26"]

    assert main(["pack", "--book", str(path), *trip, "--out", str(out)]) == DONE

    assert capsys.readouterr().out.strip() == str(out)
    itinerary, ada, first, bea, second = words(out)
    assert "Tue 24 Nov – Thu 26 Nov 2026" in itinerary
    assert "Ada Quist" in ada
    assert "Bea Quist" in bea
    assert "Jane Doe, v7" in first
    assert first == second


def test_a_day_goes_on_both_sides_of_letter_paper_with_cards_and_another_resume(path, out):
    other = out.with_name("other.pdf")
    other.write_bytes(resumes.resume("From a file"))
    how = ["--resume", str(other), "--paper", "letter", "--double-sided", "--wallet-cards"]

    assert main(["pack", "--book", str(path), "--on", "2026-11-24", *how, "--out", str(out)]) == 0

    found = words(out)
    assert [bool(page) for page in found] == [True, False] * 4
    assert "From a file" in found[4]
    assert "Cut along the lines." in found[6]
    assert {round(page.mediabox.width) for page in PdfReader(out).pages} == {612}


def test_a_first_day_alone_is_a_trip_of_one_day(path, out):
    day = ["--from", "2026-11-24", "--no-resume"]

    assert main(["pack", "--book", str(path), *day, "--out", str(out)]) == DONE

    assert len(words(out)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--on", "2026-11-24", "--from", "2026-11-24"],
        ["--on", "tomorrow"],
        ["--on", "2026-11-24", "--resume", "a.pdf", "--no-resume"],
    ],
)
def test_wrong_use_is_said(wrong, path, out, capsys):
    assert main(["pack", "--book", str(path), *wrong, "--out", str(out)]) == WRONG_USE
    assert "usage" in capsys.readouterr().err


def test_what_cannot_be_done_is_said_and_leaves_no_file(path, out, capsys):
    for how, said in (
        (["--on", "1999-01-01"], "no meeting to print"),
        (["--on", "2026-11-24", "--resume", str(path)], "not a PDF"),
        (["--on", "2026-11-24", "--resume", str(out)], "There is no file"),
    ):
        assert main(["pack", "--book", str(path), *how, "--out", str(out)]) == REFUSED
        assert said in capsys.readouterr().err
        assert not out.exists()


def test_documents_can_be_listed_and_searched(path, capsys):
    assert main(["list", "documents", "--book", str(path), "--json"]) == DONE
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["kind"], row["chosen"]) == ("v7", "resume", True)

    assert main(["list", "documents", "--book", str(path), "--search", "v8"]) == DONE
    assert capsys.readouterr().out == ""
    main(["list", "documents", "--book", str(path)])
    assert "v7" in capsys.readouterr().out


def test_a_pack_of_the_sample_needs_no_screen(out):
    today = date.today()
    trip = ["--from", str(today), "--to", str(today + timedelta(days=14))]
    script = (
        "import sys; from app.__main__ import main\n"
        f"assert main({['pack', '--sample', *trip, '--out', str(out)]!r}) == 0\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'ui'))]"
    )

    subprocess.run([sys.executable, "-c", script], check=True)

    assert len(words(out)) > 3
