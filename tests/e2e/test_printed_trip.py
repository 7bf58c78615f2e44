"""A trip on paper (B07, P40): from the book through window, dialog and CUPS to what comes out.

With BRIDGEBOOK_PICTURES=1 every page that came out of the printer is kept as a picture in
`build/e2e`: look at them after a change of what is printed.
"""

import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from app import database
from tests.app import journey
from tests.cups import Cups, cups
from tests.e2e.screen import PICTURES, ROOT, until
from tests.e2e.started import Started

__all__ = ["cups"]

NAME = "Print pack: Tue 24 Nov – Thu 26 Nov 2026"


@pytest.fixture
def packed_bag(home, cups: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """Somebody before a trip: six meetings in the book, an office printer in the hall."""
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(home.data))
    database.open_book(home.data / "My search.bridgebook", create=True)
    journey.told()
    database.close()
    (home.folder / "temporary").mkdir()
    home.environment |= cups.environment | {"TMPDIR": str(home.folder / "temporary")}
    cups.add("Hall")
    return cups


def kept_as_pictures(data: bytes, folder: Path) -> None:
    """What came out, page by page, to be looked at."""
    draw = shutil.which("pdftoppm")
    if PICTURES and draw:
        (folder / "out.pdf").write_bytes(data)
        pictures = ROOT / "build" / "e2e" / "trip"
        subprocess.run([draw, "-r", "110", "-png", folder / "out.pdf", pictures], check=True)


def test_a_trip_of_six_meetings_goes_to_the_printer_by_keyboard_alone(
    packed_bag, start, home, tmp_path
):
    window = start()
    window.reads("Today")
    window.press("ctrl+8")
    window.reads("Print")
    window.press("alt+r", "ctrl+a")
    window.type(journey.FIRST.isoformat())
    window.press("alt+t", "ctrl+a")
    window.type(journey.LAST.isoformat())
    window.press("alt+w", "alt+b")
    window.screen.picture("printed-trip-1-chosen")
    asks_for_a_printer(window)
    window.screen.picture("printed-trip-2-dialog")
    window.press("Return")

    [job] = packed_bag.printed("Hall", 1)
    window.screen.picture("printed-trip-3-sent")
    kept_as_pictures(job.data, tmp_path)
    assert job.attributes["job-name"] == NAME
    assert job.attributes["sides"] == "two-sided-long-edge"
    assert job.attributes["media"] == "A4"
    assert "print-scaling=none" in job.told
    pages = pypdf.PdfReader(io.BytesIO(job.data)).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert_the_trip(texts)
    assert packed_bag.left() == []
    assert list((home.folder / "temporary").iterdir()) == []


def asks_for_a_printer(window: Started) -> None:
    """Press the key for printing until the dialog is there: it works once the pages are drawn."""

    def look() -> bool:
        if window.screen.in_front() == NAME:
            return True
        window.press("ctrl+p")
        return False

    until(look, "no print dialog came")
    window.reads(NAME)


def assert_the_trip(texts: list[str]) -> None:
    """Itinerary, then a brief and the résumé for each, then cards; every back is empty."""
    assert texts[1::2] == [""] * 14
    itinerary, *sheets, cards = texts[::2]
    assert itinerary.startswith(
        "Itinerary Tue 24 Nov – Thu 26 Nov 2026 5 meetings in person, 1 call"
    )
    for name, brief, resume in zip(journey.NAMES, sheets[::2], sheets[1::2], strict=True):
        for word in name.split():  # which a reader may put in the order in which they are seen
            assert word in itinerary
            assert word in brief
            assert word in cards
        assert resume.startswith("Nora Vesely")
    assert "Set your watch back 1 h, from EST to CST." in itinerary
    assert journey.PRIVATE not in "".join(texts)
