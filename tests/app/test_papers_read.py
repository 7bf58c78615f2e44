"""Every paper of a real book, from the command line: whole, and read alike everywhere."""

from datetime import date, time
from pathlib import Path

import pytest

from app import database
from app.__main__ import DONE, main
from app.domain.meetings import MeetingDraft
from app.domain.people import ChannelDraft, ContactDraft
from app.paper_command import KINDS
from app.services import contacts, meetings
from tests.app import journey, readers

# What is said of each kind; one that is not there yet is left out.
SAID = {
    "contact": ("--search", "田中"),
    "network": (),
    "log": ("--from", "2026-11-01", "--to", "2026-11-30"),
    "calls": (),
}
PAPERS = {f"paper {kind}": ("paper", kind, *SAID[kind]) for kind in KINDS if kind in SAID} | {
    "pack": (
        *("pack", "--from", journey.FIRST.isoformat(), "--to", journey.LAST.isoformat()),
        *("--wallet-cards", "--double-sided"),
    ),
}


def _called_before() -> None:
    """Somebody with a number, met before the trip, who waits for a word of thanks."""
    ada = contacts.add(ContactDraft("Ada", "Quist", channels=(ChannelDraft("phone", "+1 215"),)))
    meetings.add(
        MeetingDraft(people=(ada,), day=date(2026, 11, 3), clock=time(9), zone="UTC", state="held")
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory):
    """The book of a trip: six people, with names in five scripts."""
    folder = tmp_path_factory.mktemp("book")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIDGEBOOK_DATA", str(folder / "data"))
        patch.setenv("TZ", "Europe/Berlin")
        path = folder / "trip.bridgebook"
        database.open_book(path, create=True)
        journey.told()
        _called_before()
        database.close()
        yield path


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_whole_and_read_alike_everywhere(name, book: Path, tmp_path: Path):
    readers.needed()
    file = tmp_path / "paper.pdf"
    assert main([*PAPERS[name], "--book", str(book), "--out", str(file)]) == DONE

    readers.assert_whole(file)
    readers.assert_read_alike(file)
    readers.assert_drawn(file)
    assert readers.fonts_outside(file) == set()
    assert journey.PRIVATE not in readers.told("pdftotext", file, "-")
