"""Programs that others wrote open every document of ours, find no fault, read the same in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.brief import pack, pdf
from app.brief.itinerary import Stop
from app.brief.pack import Pack
from tests.app import readers, resumes
from tests.app.brief.conftest import PRINTED, RICH
from tests.app.brief.trips import TRIP

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
    readers.needed()
    file = tmp_path_factory.mktemp("document") / "document.pdf"
    file.write_bytes(DOCUMENTS[request.param]())
    return file


def test_qpdf_finds_no_fault(document):
    readers.assert_whole(document)


def test_poppler_and_pdfium_see_the_same_pages_and_letters(document):
    readers.assert_read_alike(document)


def test_poppler_draws_every_page_without_a_complaint(document):
    readers.assert_drawn(document)


def test_every_font_of_ours_is_in_the_file(document):
    theirs = "Planned. Shipped." in readers.told("pdftotext", document, "-")
    outside = {"Helvetica", "Helvetica-Bold"} if theirs else set()
    assert readers.fonts_outside(document) <= outside, "but for those of a résumé, as they came"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_has_the_same_bytes(name):
    assert DOCUMENTS[name]() == DOCUMENTS[name]()
