"""A pack through a real queue of CUPS: what comes out at the other end is the very page."""

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.brief import pack
from app.brief.pack import Pack
from tests.app import resumes
from tests.app.brief.conftest import PRINTED
from tests.app.brief.trips import TRIP
from tests.cups import Cups
from ui.printers import PrintChoice
from ui.printing import print_pdf

RESUME = resumes.resume("Jane Doe", "Publications", size=resumes.LETTER)
LONG = "two-sided-long-edge"
NAME = "Print pack: Tue 24 Nov – Thu 26 Nov 2026"


Rect = tuple[float, float, float, float]


def packed(paper: str = "a4") -> bytes:
    return pack.render(
        Pack(TRIP, paper, PRINTED, resume=RESUME, wallet_cards=True, double_sided=True)
    )


@pytest.fixture(scope="module")
def pages() -> bytes:
    """A pack on A4, to be printed on both sides."""
    return packed()


@pytest.fixture(autouse=True)
def _its_own(cups: Cups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An office printer called Hall, Desk that takes what it gets; and no file is left behind."""
    for name, value in cups.environment.items():
        monkeypatch.setenv(name, value)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    cups.add("Hall")
    cups.add("Desk", "-m", "raw")
    yield
    cups.remove("Hall")
    cups.remove("Desk")
    assert list(temporary.iterdir()) == []
    assert cups.left() == []


def words(data: bytes) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages
    ]


def poppler(tool: str, data: bytes, folder: Path, *options: str) -> str:
    """What a tool of poppler says of these pages."""
    file = folder / "out.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        [tool, *options, file, *(["-"] if tool == "pdftotext" else [])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.replace("no word list\n", "") == ""  # of an empty page
    return done.stdout


def sizes(data: bytes) -> list[tuple[int, ...]]:
    return [tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(data)]


def places(data: bytes, folder: Path) -> list[list[Rect]]:
    """Where the words stand on each page, from its top left corner in points."""
    told = poppler("pdftotext", data, folder, "-bbox")
    word = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">')
    return [
        [tuple(map(float, edges)) for edges in word.findall(page)]
        for page in told.split("<page ")[1:]
    ]


def differ(one: list[list[Rect]], other: list[list[Rect]]) -> float:
    """How far any word stands from where it should, in points."""
    pairs = [pair for pages in zip(one, other, strict=True) for pair in zip(*pages, strict=True)]
    return max(abs(a - b) for pair in pairs for a, b in zip(*pair, strict=True))


def test_the_printer_gets_the_bytes_of_the_pack_and_all_that_was_chosen(cups, pages, answers):
    choice = PrintChoice(
        printer="Desk", copies=2, sides=LONG, paper="A4", pages="1-4,7",
        page_set="odd", backwards=True, more=(("InputSlot", "Tray2"),),
    )  # fmt: skip
    answers.give(choice)
    assert print_pdf(None, pages, NAME, sides=LONG)

    [job] = cups.printed("Desk", 1)
    assert job.data == pages
    assert job.attributes["job-name"] == NAME
    assert job.attributes["copies"] == "2"
    assert job.attributes["sides"] == "two-sided-long-edge"
    assert job.attributes["media"] == "A4"
    assert job.attributes["page-ranges"] == "1-4,7-7"
    for option in (
        "print-scaling=none", "page-set=odd", "outputorder=reverse", "collate", "InputSlot=Tray2",
    ):  # fmt: skip
        assert option in job.told, job.told


def test_an_office_printer_gets_every_page_as_text_with_its_fonts(cups, pages, answers, tmp_path):
    answers.give(PrintChoice(printer="Hall", sides=LONG, paper="A4"))
    assert print_pdf(None, pages, NAME)

    [job] = cups.printed("Hall", 1)
    assert words(job.data) == words(pages)
    assert poppler("pdfimages", job.data, tmp_path, "-list").splitlines()[2:] == []
    fonts = poppler("pdffonts", job.data, tmp_path).splitlines()[2:]
    ours = [font.split() for font in fonts if "+" in font]
    assert ours
    assert all(font[-5] == "yes" for font in ours), "each is in the file"
    assert differ(places(pages, tmp_path), places(job.data, tmp_path)) < 1, (
        "every word stands where it stood"
    )


def test_pages_are_made_to_fit_a_paper_that_is_not_theirs(cups, pages, answers, tmp_path):
    answers.give(PrintChoice(printer="Hall", paper="A5", size=(420, 595)))
    assert print_pdf(None, pages, NAME)

    [job] = cups.printed("Hall", 1)
    assert words(job.data) == words(pages)
    assert set(sizes(job.data)) == {(420, 595)}
    smaller = 595 / 842
    for page in places(job.data, tmp_path):
        for left, top, right, bottom in page:
            assert 30 * smaller < left < right < 420 - 30 * smaller
            assert 30 * smaller < top < bottom < 595 - 30 * smaller
    assert "print-scaling=fit" in job.told


def test_a_pack_is_made_anew_for_the_paper_of_the_printer(cups, pages, answers, tmp_path):
    answers.give(PrintChoice(printer="Hall", paper="Letter"))
    assert print_pdf(None, pages, NAME, again=packed)

    [job] = cups.printed("Hall", 1)
    letter = packed("letter")
    assert sizes(job.data) == [(612, 792)] * len(sizes(letter))
    assert differ(places(letter, tmp_path), places(job.data, tmp_path)) < 1


def test_two_copies_come_one_whole_pack_after_the_other(cups, pages, answers):
    answers.give(PrintChoice(printer="Hall", paper="A4", copies=2, pages="1-6", sides=LONG))
    assert print_pdf(None, pages, NAME)

    [job] = cups.printed("Hall", 1)
    assert words(job.data) == words(pages)[:6]
    assert b"%%PDFTOPDFNumCopies : 2\n%%PDFTOPDFCollate : true" in job.data


def test_a_name_in_any_script_is_a_title_that_the_queue_keeps(cups, pages, answers):
    answers.give(PrintChoice(printer="Desk"))
    assert print_pdf(None, pages, "ليلى حداد, " * 40)

    [job] = cups.printed("Desk", 1)
    assert job.attributes["job-name"].startswith("ليلى حداد, ليلى")
    assert job.data == pages


def test_a_printer_that_is_gone_is_said_to_be_and_a_file_is_offered(cups, pages, answers, tmp_path):
    answers.give(PrintChoice(printer="Gone"), "Save as PDF…", tmp_path / "kept.pdf")
    assert not print_pdf(None, pages, NAME)

    assert answers.asked[1] == (
        "Nothing was printed. That printer is not there any more. "
        "Choose another, or save the page as a PDF."
    )
    assert (tmp_path / "kept.pdf").read_bytes() == pages


def test_a_printer_that_takes_no_jobs_is_quoted(cups, pages, answers):
    cups.ask("cupsreject", "Hall")
    answers.give(PrintChoice(printer="Hall"), None)
    assert not print_pdf(None, pages, NAME)

    assert "not accepting jobs" in answers.asked[1]


def test_printing_that_does_not_run_is_said_to_and_a_file_is_offered(
    cups, pages, answers, tmp_path
):
    cups.stop()
    try:
        answers.give(PrintChoice(printer="Hall"), "Save as PDF…", tmp_path / "kept.pdf")
        assert not print_pdf(None, pages, NAME)
    finally:
        cups.start()

    assert answers.asked[1] == (
        "Nothing was printed. Printing is not running on this computer. "
        "Start it, or save the page as a PDF."
    )
    assert (tmp_path / "kept.pdf").read_bytes() == pages
