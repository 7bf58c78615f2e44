"""The work-search log from the command line (B11)."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from app import database
from app.__main__ import DONE, REFUSED, WRONG_USE, main
from app.domain.people import ContactDraft, TouchDraft
from app.services import contacts

pytestmark = pytest.mark.usefixtures("own_data_folder")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "search.bridgebook"
    database.open_book(path, create=True)
    person = contacts.add(ContactDraft("Ada", "Quist"))
    contacts.record_touch(person, TouchDraft("call", "2020-11-24T10:00:00Z", "out"))
    database.close()
    return path


def words(file) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)


def test_the_log_of_a_period_is_printed(path, tmp_path, capsys):
    """The work-search log needs no window (B11)."""
    out = tmp_path / "log.pdf"
    days = ["--from", "2020-11-23", "--to", "2020-11-29", "--claim", "77-1", "--paper", "letter"]

    assert main(["paper", "log", "--book", str(path), *days, "--out", str(out)]) == DONE

    assert capsys.readouterr().out.strip() == str(out)
    assert "Ada Quist" in words(out)
    assert "Claim number: 77-1" in words(out)
    assert round(PdfReader(out).pages[0].mediabox.width) == 612


def test_days_without_an_activity_are_said_and_leave_no_file(path, tmp_path, capsys):
    out = tmp_path / "log.pdf"

    assert (
        main(["paper", "log", "--book", str(path), "--from", "1999-01-01", "--out", str(out)])
        == REFUSED
    )

    assert "Nothing is noted for these days" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("wrong", [["log"], ["log", "--from", "soon"]])
def test_wrong_use_is_said(wrong, path, tmp_path, capsys):
    out = ["--book", str(path), "--out", str(tmp_path / "x.pdf")]
    assert main(["paper", *wrong, *out]) == WRONG_USE
    assert "usage" in capsys.readouterr().err


def test_the_log_of_the_sample_needs_no_screen(tmp_path):
    out = tmp_path / "log.pdf"
    first = date.today() - timedelta(days=40)
    script = (
        "import sys; from app.__main__ import main\n"
        f"assert main(['paper', 'log', '--sample', '--from', '{first}',"
        f" '--to', '{date.today()}', '--out', {str(out)!r}]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'ui'))]"
    )

    subprocess.run([sys.executable, "-c", script], check=True)

    assert "Informational meeting" in words(out)
