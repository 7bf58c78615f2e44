"""Programs that others wrote open every document of ours, find no fault, and read the same in it.

qpdf looks at the file itself, poppler and pdfium are what most people see it with.
"""

import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.brief import pack, pdf
from app.brief.itinerary import Stop
from app.brief.pack import Pack
from tests.app import resumes
from tests.app.brief.conftest import PRINTED, RICH
from tests.app.brief.trips import TRIP
from tests.prepared import prepare

SCRIPTS = (
    "Zoë Łukasz Müller", "Ελένη Παπαδοπούλου", "Виктор Иванов", "ليلى حداد", "נועה לוי",
    "अनीता शर्मा", "สมชาย ใจดี", "王小明", "田中 愛子", "김민수",
)  # fmt: skip


def packed(**wanted) -> bytes:
    return pack.render(Pack(TRIP, "a4", PRINTED, **wanted))


def in_every_script() -> bytes:
    stops = []
    for name in SCRIPTS:
        people = (replace(RICH.people[0], name=name, expertise=(name,), short=""),)
        questions = (f"{name}?", *RICH.questions)
        stops.append(Stop(replace(RICH, people=people, questions=questions)))
    return pack.render(Pack(tuple(stops), "letter", PRINTED, wallet_cards=True))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a brief": lambda: pdf.render(RICH, paper="a4", printed_at=PRINTED),
    "a brief on Letter": lambda: pdf.render(RICH, paper="letter", printed_at=PRINTED),
    "an itinerary and briefs": packed,
    "wallet cards": lambda: packed(itinerary=False, wallet_cards=True),
    "a pack with a résumé": lambda: packed(
        resume=resumes.resume("Jane Doe", "Patents", size=resumes.LETTER), wallet_cards=True
    ),
    "a pack for both sides": lambda: packed(resume=resumes.cropped(), double_sided=True),
    "a pack with a turned résumé": lambda: packed(resume=resumes.resume("Turned", turned=90)),
    "pages in every script": in_every_script,
}


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of ours, as a file."""
    if missing := [tool for tool in ("qpdf", "pdftotext") if shutil.which(tool) is None]:
        needs = " ".join(prepare().PAPER[tool] for tool in missing)
        pytest.skip(f"This needs {needs}; as root on Debian, make test installs them.")
    file = tmp_path_factory.mktemp("document") / "document.pdf"
    file.write_bytes(DOCUMENTS[request.param]())
    return file


def told(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_qpdf_finds_no_fault(document):
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", document)


def letters(text: str) -> Counter[str]:
    """The letters of a text, however a reader puts them in order or writes their forms."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(letter for letter in plain if letter.isalnum())


def test_poppler_and_pdfium_see_the_same_pages_and_letters(document):
    poppler = told("pdftotext", document, "-").split("\f")[:-1]
    pdfium = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(document)]
    ours = [page.extract_text() for page in pypdf.PdfReader(document).pages]

    assert len(poppler) == len(pdfium) == len(ours)
    for number, (one, other, third) in enumerate(zip(poppler, pdfium, ours, strict=True), start=1):
        assert letters(one) == letters(other), number
        assert letters(one) == letters(third), number


def test_poppler_draws_every_page_without_a_complaint(document):
    told("pdftoppm", "-r", "20", document, document.with_suffix(""))
    assert len([*document.parent.glob("*.ppm")]) == len(pypdf.PdfReader(document).pages)


def test_every_font_of_ours_is_in_the_file(document):
    lines = told("pdffonts", document).splitlines()[2:]
    rows = [line.split() for line in lines]
    outside = {row[0] for row in rows if row[-5] != "yes"}
    theirs = "Planned. Shipped." in told("pdftotext", document, "-")
    assert outside <= ({"Helvetica", "Helvetica-Bold"} if theirs else set()), "a résumé's alone"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_has_the_same_bytes(name):
    assert DOCUMENTS[name]() == DOCUMENTS[name]()
