"""The print pack: everything for a trip in one document, in order, nobody on another's back."""

import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.brief import pack
from app.brief.pack import Pack
from app.errors import Refused
from tests.app import resumes
from tests.app.brief.conftest import PRINTED
from tests.app.brief.trips import TRIP

RESUME = resumes.resume("Jane Doe", "Publications", "Patents", size=resumes.LETTER)
NAMES = ["Dana Okafor", "Ελένη", "田中", "ليلى", "Виктор", "Grace Hopper"]


def packed(**wanted) -> Pack:
    return Pack(TRIP, "a4", PRINTED, **wanted)


def kinds(data: bytes) -> list[str]:
    """What each page is: whose brief, which page of the résumé, or empty."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        text = page.extract_text()
        words = " ".join(text.split())
        known = ["Itinerary", "Cut along", "Jane Doe", "Publications", "Patents", *NAMES]
        found.append("" if not words else next(name for name in known if name in words))
    return found


def test_the_itinerary_comes_first_then_each_brief_with_the_resume_then_cards():
    data = pack.render(packed(resume=RESUME, wallet_cards=True))

    wanted = ["Itinerary"]
    for name in NAMES:
        wanted += [name, "Jane Doe", "Publications", "Patents"]
    assert kinds(data) == [*wanted, "Cut along"]


def test_briefs_alone_are_briefs_alone():
    assert kinds(pack.render(packed(itinerary=False))) == NAMES


def test_on_both_sides_nobody_shares_a_sheet_and_no_brief_is_on_the_resumes_back():
    """Whoever is handed the résumé shall not hold the brief on them."""
    found = kinds(pack.render(packed(resume=RESUME, wallet_cards=True, double_sided=True)))

    sheets = list(zip(found[::2], found[1::2], strict=True))
    assert sheets[0] == ("Itinerary", "")
    for number, name in enumerate(NAMES):
        there = sheets[1 + 3 * number : 4 + 3 * number]
        assert there == [(name, ""), ("Jane Doe", "Publications"), ("Patents", "")]
    assert sheets[-1] == ("Cut along", "")


def test_a_resume_of_two_pages_fills_its_sheet_without_an_empty_side():
    two = resumes.resume("Jane Doe", "Publications")

    found = kinds(pack.render(packed(resume=two, itinerary=False, double_sided=True)))

    assert found[:4] == [NAMES[0], "", "Jane Doe", "Publications"]
    assert len(found) == 24


def test_every_page_is_of_the_paper_asked_for_whatever_the_resume_is():
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        data = pack.render(replace(packed(resume=RESUME, double_sided=True), paper=paper))
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_the_same_pack_gives_the_same_bytes():
    wanted = packed(resume=RESUME, wallet_cards=True, double_sided=True)

    assert pack.render(wanted) == pack.render(wanted)


def test_pdfium_opens_every_page():
    document = pypdfium2.PdfDocument(pack.render(packed(resume=RESUME)))

    assert len(document) == 25
    for page in document:
        assert page.get_textpage().get_text_bounded().strip()


def test_the_document_says_what_it_is_and_lists_whom_it_is_about():
    reader = pypdf.PdfReader(io.BytesIO(pack.render(packed(resume=RESUME))))

    assert reader.metadata.title == "Print pack: Tue 24 Nov – Thu 26 Nov 2026"
    assert reader.metadata.author == "Bridgebook"
    listed = [entry.title for entry in reader.outline]
    assert listed[:2] == ["Itinerary", "Brief: Dana Okafor"]
    assert len(listed) == 7


def test_fonts_are_in_it_once_so_that_a_hundred_briefs_weigh_little_more_each():
    few, many = (
        len(pack.render(Pack((TRIP[0],) * count, "a4", PRINTED, itinerary=False)))
        for count in (1, 21)
    )

    assert (many - few) / 20 < few / 3


def test_it_says_how_far_it_is_and_stops_when_told():
    told = []
    pack.render(packed(resume=RESUME), lambda done, total: told.append((done, total)))
    assert told == [(number, 7) for number in range(8)]

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Enough

    told.clear()
    with pytest.raises(Enough):
        pack.render(packed(resume=RESUME), stop)
    assert told[-1] == (2, 7)
    assert pack.render(packed()) == pack.render(packed()), "the next one is as good as new"


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    pack.render(packed(resume=RESUME, wallet_cards=True))

    assert list(tmp_path.iterdir()) == []


def test_a_resume_that_cannot_be_printed_is_refused_before_anything_is_drawn():
    told = []
    with pytest.raises(Refused, match="not a PDF"):
        pack.render(packed(resume=b"PK"), lambda *step: told.append(step))
    assert told == []


def test_a_hundred_briefs_go_in_one_go():
    stops = tuple(
        replace(TRIP[0], brief=replace(TRIP[0].brief, offer=f"Offer {number}"))
        for number in range(100)
    )

    data = pack.render(
        Pack(stops, "a4", PRINTED, resume=RESUME, itinerary=False, double_sided=True)
    )

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 600
    for number in (0, 1, 50, 99):
        assert f"Offer {number}" in pages[6 * number].extract_text()


def test_a_call_on_the_way_is_told_by_the_clock_around_you_on_its_brief_and_its_card():
    aiko = pypdf.PdfReader(io.BytesIO(pack.render(packed(wallet_cards=True)))).pages
    brief, cards = aiko[3].extract_text(), aiko[-1].extract_text()

    assert "田中" in brief
    for told in (brief, cards):
        assert "yours: Tue 24 Nov, 17:15" in told, "in Philadelphia, not at home"
        assert "printed Mon 23 Nov 2026 08:12" in " ".join(told.split()), "at home"


def test_a_meeting_that_is_not_agreed_says_so_on_its_brief_and_its_card_too():
    pages = pypdf.PdfReader(io.BytesIO(pack.render(packed(wallet_cards=True)))).pages
    told = [page.extract_text().count("not agreed yet") for page in pages]

    assert told == [1, 0, 0, 0, 0, 1, 0, 1]
