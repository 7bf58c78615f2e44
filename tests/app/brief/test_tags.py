"""What the words of a page are to whoever hears it instead of seeing it."""

import ctypes
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import layout, pack, pdf
from app.brief.content import Brief
from app.brief.pack import Pack
from app.brief.page import Page, Paper, Sheet, Text
from tests.app import resumes
from tests.app.brief.conftest import PRINTED, RICH
from tests.app.brief.tagged import marked, opened, said, troubles
from tests.app.brief.test_layout import BRIEFS, PAPERS
from tests.app.brief.trips import TRIP


def words(page: Page, role: str) -> list[str]:
    """The words of each such thing on the page."""
    ends = [tag.at for tag in page.tags[1:]] + [len(page.items)]
    return [
        " ".join(item.text.strip() for item in page.items[tag.at : end] if isinstance(item, Text))
        for tag, end in zip(page.tags, ends, strict=True)
        if tag.role == role
    ]


def everything() -> bytes:
    """A pack with all there is, on both sides of the paper."""
    resume = resumes.resume("Jane Doe")
    wanted = Pack(TRIP[1:4], "a4", PRINTED, resume=resume, wallet_cards=True, double_sided=True)
    return pack.render(wanted)


def test_the_page_says_which_words_are_headings_and_items_of_lists(
    rich: Brief, printed_at: datetime
) -> None:
    page = layout.lay_out(rich, paper="a4", printed_at=printed_at)

    assert words(page, "H1") == ["Dana Okafor"]
    assert "FOCUSED QUESTIONS" in words(page, "H2")
    assert words(page, "Lbl") == ["1", "2", "3", "4"]
    assert {*rich.bring, *rich.questions, *rich.afterwards} <= {*words(page, "LBody")}
    assert len(words(page, "TH")) == 3
    assert words(page, "TD").count("yes no") == words(page, "TR").count("") - 1


def test_a_picture_of_the_time_plan_is_told_in_words(rich: Brief, printed_at: datetime) -> None:
    page = layout.lay_out(rich, paper="a4", printed_at=printed_at)

    (plan,) = [tag for tag in page.tags if tag.role == "Figure"]

    assert "Dana talks: the path" in plan.alt
    assert "min)" in plan.alt


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_and_line_is_said_or_an_artifact_in_the_order_in_which_one_reads(
    rich: Brief, printed_at: datetime, paper: Paper
) -> None:
    assert troubles(pdf.render(rich, paper=paper, printed_at=printed_at)) == []


def test_so_is_every_page_of_a_pack() -> None:
    data = everything()
    reader = opened(data)

    assert troubles(data) == []
    theirs = [one for one in said(reader) if "Jane Doe" in reader.pages[one.page].extract_text()]
    assert [one.role for one in theirs] == ["/P"] * 3
    empty = [page for page in reader.pages if not page.extract_text().strip()]
    assert empty
    assert all(marked(page, reader) == ([], []) for page in empty)


@settings(max_examples=30, deadline=None)
@given(BRIEFS, st.sampled_from(PAPERS))
def test_any_meeting_at_all_is_told_in_order(brief: Brief, paper: Paper) -> None:
    assert troubles(pdf.render(brief, paper=paper, printed_at=PRINTED)) == []


def test_lists_and_tables_are_whole(rich: Brief, printed_at: datetime) -> None:
    heard = said(opened(pdf.render(rich, paper="a4", printed_at=printed_at)))
    ways = ["".join(one.way) for one in heard]

    asked = ways.index("/Document/Sect/L/LI/Lbl")
    assert ways[asked + 1] == "/Document/Sect/L/LI/LBody"
    assert ways.count("/Document/Sect/Table/TR/TH") == 3
    assert ways.count("/Document/Sect/Table/TR/TD") % 3 == 0
    assert ways[0] == "/Document/Sect/H1"
    lists = {one.entry["/P"].raw_get("/P").idnum for one in heard if one.role == "/LBody"}
    assert len(lists) >= 4, "each list is one of its own"


def test_a_page_goes_on_where_the_one_before_it_ended_unless_it_begins_something_new() -> None:
    def page(*roles: str) -> Page:
        sheet = Sheet("a4")
        for number, role in enumerate(roles):
            sheet.tag(role)  # type: ignore[arg-type]
            sheet.words(role, 50, 50 + 20 * number, 10)
        return sheet.page("", (10, 10))

    first = page("Sect", "H1", "TR", "TH", "TR", "TD", "Artifact")
    second = page("Artifact", "TR", "TD", "P", "LBody", "LBody")
    data = pdf.drawn(first, second, page("Sect", "P"))
    reader = opened(data)
    heard = said(reader)

    assert troubles(data) == []
    cells = [one.entry for one in heard if one.role == "/TD"]
    tables = {cell["/P"].raw_get("/P").idnum for cell in cells}
    assert len(tables) == 1, "one table over two pages"
    sections = reader.root_object["/StructTreeRoot"]["/K"]["/K"]
    assert len(sections) == 2


def test_a_list_is_numbered_only_where_its_labels_are_numbers() -> None:
    def numbered(*labels: str) -> bool:
        sheet = Sheet("a4")
        for number, label in enumerate(labels):
            for role, words in (("Lbl", label), ("LBody", "words")):
                sheet.tag(role)  # type: ignore[arg-type]
                sheet.words(words, 50, 50 + 20 * number, 10)
        data = pdf.drawn(sheet.page("", (10, 10)))
        assert troubles(data) == []
        return "/A" in said(opened(data))[0].entry["/P"]["/P"]

    assert numbered("1", "2")
    assert not numbered("Phone", "Mail")


def test_a_page_that_says_nothing_of_itself_is_a_paragraph() -> None:
    sheet = Sheet("a4")
    sheet.words("Hello", 50, 50, 10)
    sheet.words("there", 50, 70, 10)
    sheet.rule(50, 80, 100)
    data = pdf.drawn(sheet.page("", (10, 10)))

    assert troubles(data) == []
    assert ["".join(one.way) for one in said(opened(data))] == ["/Document/Sect/P"]


def test_words_that_lead_somewhere_do_and_say_so() -> None:
    sheet = Sheet("a4")
    sheet.words("Call", 50, 50, 10)
    sheet.words("+1 215 555 0100", 80, 50, 10)
    sheet.items[-1] = sheet.items[-1]._replace(link="tel:+12155550100")  # type: ignore[call-arg]
    sheet.words("now", 180, 50, 10)
    data = pdf.drawn(sheet.page("", (10, 10)))
    reader = opened(data)
    (link,) = [note.get_object() for note in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    paragraph, words, rest = said(reader)

    assert troubles(data) == []
    assert link["/A"]["/URI"] == "tel:+12155550100"
    assert link["/Contents"] == "+1 215 555 0100"
    assert 80 <= link["/Rect"][0] < link["/Rect"][2] < 180
    assert (paragraph.role, words.role) == ("/P", "/Link")
    assert rest.number == paragraph.number
    assert words.entry["/K"][1].raw_get("/Obj").idnum == link.indirect_reference.idnum
    keys = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(keys[::2], keys[1::2], strict=True))
    assert owners[link["/StructParent"]].idnum == words.number
    assert "Call +1 215 555 0100 now" in reader.pages[0].extract_text()


def test_lines_of_a_paragraph_are_told_with_a_space_between_them(
    rich: Brief, printed_at: datetime
) -> None:
    long = "Which parts of the work are about to change most and why " * 4
    page = layout.lay_out(replace(rich, questions=(long,)), paper="a4", printed_at=printed_at)
    (said,) = [found for found in _pieces(page) if "Which parts" in found]

    assert said == long.strip()


def _pieces(page: Page) -> list[str]:
    ends = [tag.at for tag in page.tags[1:]] + [len(page.items)]
    return [
        "".join(item.text for item in page.items[tag.at : end] if isinstance(item, Text))
        for tag, end in zip(page.tags, ends, strict=True)
    ]


def test_the_catalog_says_language_title_and_that_it_is_tagged(
    rich: Brief, printed_at: datetime
) -> None:
    root = opened(pdf.render(rich, paper="a4", printed_at=printed_at)).root_object

    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_letters_that_tell_their_language_are_told_in_it(printed_at: datetime) -> None:
    languages = {}
    for name in ("김 철수", "אבי כהן", "สมชาย", "王小明", "محمد"):
        brief = replace(RICH, people=(replace(RICH.people[0], name=name),))
        data = opened(pdf.render(brief, paper="a4", printed_at=printed_at)).pages[0]
        contents = data.get_contents().get_data()  # type: ignore[union-attr]
        languages[name] = {code for code in (b"ko", b"he", b"th") if b"/Lang(" + code in contents}

    assert languages == {
        "김 철수": {b"ko"}, "אבי כהן": {b"he"}, "สมชาย": {b"th"}, "王小明": set(), "محمد": set()
    }  # fmt: skip


def test_a_name_read_from_right_to_left_is_told_as_it_was_typed(printed_at: datetime) -> None:
    name = "ليلى حداد"
    person = replace(RICH.people[0], name=name, title="مديرة VP")
    data = pdf.render(replace(RICH, people=(person,)), paper="a4", printed_at=printed_at)
    spans = [one for one in said(opened(data)) if one.role == "/Span"]

    assert troubles(data) == []
    assert spans[0].way[-2] == "/H1"
    told = [str(span.entry["/ActualText"]).strip() for span in spans]
    assert told[0] == name
    assert any("مديرة VP" in words for words in told[1:])


def test_the_engine_of_the_preview_reads_the_same_tree(rich: Brief, printed_at: datetime) -> None:
    document = pypdfium2.PdfDocument(pdf.render(rich, paper="a4", printed_at=printed_at))
    tree = pdfium.FPDF_StructTree_GetForPage(document[0])
    found: list[str] = []

    def text(element: object, ask: object) -> str:
        buffer = ctypes.create_string_buffer(2000)
        length = ask(element, buffer, len(buffer))  # type: ignore[operator]
        return buffer.raw[: max(0, length - 2)].decode("utf-16-le")

    def walk(element: object) -> None:
        found.append(text(element, pdfium.FPDF_StructElement_GetType))
        if found[-1] == "Figure":
            alt = text(element, pdfium.FPDF_StructElement_GetAltText)
            assert "Dana talks" in alt
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                walk(child)

    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    pdfium.FPDF_StructTree_Close(tree)

    assert found[:3] == ["Document", "Sect", "H1"]
    assert {"H2", "P", "L", "LI", "LBody", "Lbl", "Figure", "Table", "TR", "TH", "TD"} <= {*found}


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not here")
def test_poppler_reads_the_words_in_their_order(
    rich: Brief, printed_at: datetime, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf.render(rich, paper="a4", printed_at=printed_at))
    run = subprocess.run(
        ["pdfinfo", "-struct-text", file], check=True, capture_output=True, text=True
    )

    assert run.stderr == ""
    order = ["Dana Okafor", "INFORMATION ONLY ", "PURPOSE", "HARD STOP", "WHY YOU ARE HERE",
             "BRING", "FOCUSED QUESTIONS", "THE ONE ASK", "NAMES YOU WERE GIVEN"]  # fmt: skip
    places = [run.stdout.index(part) for part in order]
    assert places == sorted(places)
    assert "Private." not in run.stdout, "what stands on every page is said on none"


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(everything())
    run = subprocess.run(["qpdf", "--check", file], check=False, capture_output=True, text=True)

    assert (run.returncode, run.stderr) == (0, "")
    assert "No syntax or stream encoding errors" in run.stdout
