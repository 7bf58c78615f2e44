"""The bytes: one page, its own fonts, readable text, the same every time."""

import io
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.brief import fonts, pdf
from app.brief.content import Brief, BriefPerson
from app.brief.page import Paper, Sheet


def opened(brief: Brief, printed_at: datetime, paper: Paper = "a4") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(brief, paper=paper, printed_at=printed_at)))


def text_of(brief: Brief, printed_at: datetime, paper: Paper = "a4") -> str:
    return " ".join(opened(brief, printed_at, paper).pages[0].extract_text().split())


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a_brief_is_one_page_of_the_paper_asked_for(
    rich: Brief, printed_at: datetime, paper: Paper, size: tuple[int, int]
) -> None:
    reader = opened(rich, printed_at, paper)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_the_same_meeting_gives_the_same_bytes(rich: Brief, printed_at: datetime) -> None:
    first = pdf.render(rich, paper="a4", printed_at=printed_at)
    pdf.render(Brief(), paper="letter", printed_at=printed_at)
    assert pdf.render(rich, paper="a4", printed_at=printed_at) == first


def test_all_that_matters_can_be_read_back(rich: Brief, printed_at: datetime) -> None:
    words = text_of(rich, printed_at)
    for said in (
        *("Dana Okafor", "say “oh-KAH-for”", "VP Supply Chain · Meridian Foods · Philadelphia"),
        *("Tue 24 Nov 2026", "17:00 – 17:40 EST", "yours: 23:00 – 23:40 CET"),
        *("in person, 1500 Market St, 12th fl.", "INFORMATION ONLY", "Feedback on my résumé"),
        *("40 MINUTES · HARD STOP 17:40 EST", "23:40 CET yours", "Dana talks: the path"),
        *("You › Alice Chen › Bruce Lindqvist › Dana,", "twice removed", "— Bruce, 12 Nov"),
        *("You may use Bruce’s name.", "PROMISES", "EXPERT IN", "ABOUT DANA", "WHAT DANA NEEDS"),
        *("FAVORS", "IF IT GOES SIDEWAYS", "BRING", "“HOW CAN I HELP?”", "FOCUSED QUESTIONS"),
        *("THE ONE ASK", "In return: the vendor comparison", "WHAT YOU BRING", "AFTERWARDS"),
        *("NAMES YOU WERE GIVEN", "printed Mon 23 Nov 2026 08:12", "Private."),
        *rich.promises,
        *rich.bring,
        *rich.afterwards,
    ):
        assert said in words


def test_fonts_are_embedded_and_only_the_letters_in_use(rich: Brief, printed_at: datetime) -> None:
    reader = opened(rich, printed_at)
    found = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    used = [font.get_object() for font in found]
    ours = [font for font in used if font["/BaseFont"].split("+")[-1].startswith("NotoSans")]
    assert {font["/BaseFont"].split("+")[-1] for font in ours} == set(fonts.FILES.values())
    for font in ours:
        assert "+" in font["/BaseFont"]
        assert len(font["/FontDescriptor"]["/FontFile2"].get_data()) < 40_000
        assert "/ToUnicode" in font
    assert len(pdf.render(rich, paper="a4", printed_at=printed_at)) < 30_000


def test_the_document_says_whose_brief_it_is(rich: Brief, printed_at: datetime) -> None:
    about = opened(rich, printed_at).metadata
    assert about is not None
    assert (about.title, about.author) == ("Brief: Dana Okafor", "Bridgebook")
    assert about.subject == "Brief for an informational meeting"


def test_it_says_the_same_as_xmp(rich: Brief, printed_at: datetime) -> None:
    person = replace(rich.people[0], name="A <i>B</i> & 田中 (C)")
    reader = opened(replace(rich, people=(person,)), printed_at)
    told = reader.xmp_metadata
    assert told is not None
    assert reader.metadata is not None
    assert told.dc_title == {"x-default": "Brief: A <i>B</i> & 田中 (C)"}
    assert reader.metadata.title == told.dc_title["x-default"]
    assert told.dc_description == {"x-default": "Brief for an informational meeting"}
    assert told.dc_creator == ["Bridgebook"]
    assert told.dc_language == ["en"]


def test_a_document_of_another_kind_does_not_call_itself_a_brief() -> None:
    sheet = Sheet("a4")
    sheet.words("17 Nov 2026", 50, 50, 10)
    page = sheet.page("Work-search log", (10, 10))
    for subject in ("", "Record of a job search"):
        about = pypdf.PdfReader(io.BytesIO(pdf.drawn(page, subject=subject))).metadata
        assert about is not None
        assert about.title == "Work-search log"
        assert (about.subject or "") == subject


def test_every_font_of_the_document_is_inside_it(rich: Brief, printed_at: datetime) -> None:
    data = pdf.render(rich, paper="a4", printed_at=printed_at)
    assert b"/Helvetica" not in data


def test_the_words_come_in_reading_order(rich: Brief, printed_at: datetime) -> None:
    words = text_of(rich, printed_at)
    order = [
        *("Dana Okafor", "INFORMATION ONLY", "PURPOSE", "HARD STOP", "WHY YOU ARE HERE"),
        *("PROMISES", "EXPERT IN", "BRING", "“HOW CAN I HELP?”", "AFTERWARDS"),
        *("FOCUSED QUESTIONS", "THE ONE ASK", "NAMES YOU WERE GIVEN", "Private."),
    ]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_a_word_in_two_lines_is_copied_whole(
    rich: Brief, printed_at: datetime, tmp_path: Path
) -> None:
    about = "They were in telecommunications, and deindustrialization, and counterintelligence too."
    person = replace(rich.people[0], about=about)
    data = pdf.render(replace(rich, people=(person,)), paper="a4", printed_at=printed_at)
    page = pypdfium2.PdfDocument(data)[0]
    told = page.get_textpage().get_text_range()
    assert "\ufffe" in told, "no word of this text was parted"
    assert about in " ".join(told.replace("\ufffe", "").split())
    if shutil.which("pdftotext"):
        file = tmp_path / "brief.pdf"
        file.write_bytes(data)
        said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
        assert about in " ".join(said.stdout.split())


def test_several_meetings_are_a_page_each_in_one_file(rich: Brief, printed_at: datetime) -> None:
    other = Brief(people=(BriefPerson(name="Юрий Щербаков"),))
    data = pdf.render_all([rich, other, rich], paper="letter", printed_at=printed_at)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 3
    assert "Юрий Щербаков" in pages[1].extract_text()
    assert pages[0].extract_text() == pages[2].extract_text()


def test_what_people_type_is_never_markup(rich: Brief, printed_at: datetime) -> None:
    typed = "<b>R&D</b> &amp; {curly} %s \\n (brackets) <img src='x'/>"
    person = replace(rich.people[0], about=typed, name="A <i>B</i> & C")
    words = text_of(replace(rich, people=(person,), ask=typed), printed_at)
    assert words.count(typed) == 2
    assert "A <i>B</i> & C" in words


@pytest.mark.parametrize(
    "name",
    [
        "Ελένη Παπαδοπούλου",
        "Юрий Щербаков",
        "Nguyễn Thị Phương",
        "Łukasz Żółć",
        "Đorđe Šarić",
        "Þórdís Gylfadóttir",
        "Ḥasan Ġawād ʿAlī",
        "Zürn ẞ & Søn",
    ],
)
def test_latin_greek_and_cyrillic_names_print(name: str, printed_at: datetime) -> None:
    brief = Brief(people=(BriefPerson(name=name, about=f"{name} is kind."),))
    assert pdf.warnings(brief) == ()
    words = text_of(brief, printed_at)
    assert name in words
    assert f"{name} is kind." in words


def test_signs_that_people_type_are_in_the_fonts(printed_at: datetime) -> None:
    signs = "→ ← ☐ ☑ ✓ ✗ ★ • – — … € £ ¥ ₹ ≈ ≤ − × ° ½ №"
    brief = Brief(people=(BriefPerson(name="Ann", about=signs),))
    assert pdf.warnings(brief) == ()
    assert signs in text_of(brief, printed_at)


def test_what_the_fonts_cannot_print_is_marked_on_the_page_and_named(printed_at: datetime) -> None:
    brief = Brief(people=(BriefPerson(name="ᏣᎳ Taro", about="likes 🍜"),))
    words = text_of(brief, printed_at)
    assert "�� Taro" in words
    assert "likes �" in words
    assert "cannot print yet: U+13E3, U+13B3, U+1F35C." in words
    (warning,) = pdf.warnings(brief)
    for part in ("Ꮳ", "U+13e3", "🍜", "steaming bowl", "�"):
        assert part in warning


def test_a_warning_names_eight_characters_and_counts_the_rest() -> None:
    brief = Brief(purpose="ᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩ")
    (warning,) = pdf.warnings(brief)
    assert "Ꭷ" in warning
    assert "Ꭸ" not in warning
    assert "2 more" in warning


def test_invisible_characters_are_no_reason_to_warn(printed_at: datetime) -> None:
    brief = Brief(people=(BriefPerson(name="Re\u0301ne\u0301\u200b\u202e Zoe\u0308\x07\ufe0f"),))
    assert pdf.warnings(brief) == ()
    assert "Réné Zoë" in text_of(brief, printed_at)


def test_a_zone_that_is_gone_is_named_and_shown_in_utc(rich: Brief, printed_at: datetime) -> None:
    lost = replace(rich, their_zone="Mars/Olympus")
    assert any("Mars/Olympus" in warning for warning in pdf.warnings(lost))
    words = text_of(lost, printed_at)
    assert "22:00 – 22:40 UTC" in words
    assert "“Mars/Olympus” is not known here" in words


@pytest.mark.parametrize(
    ("permission", "said"),
    [
        ("yes", "You may use Bruce’s name."),
        ("no", "Do not use Bruce’s name."),
        ("not_asked", "Ask Bruce first, before you use the name."),
    ],
)
def test_the_page_says_whether_the_name_may_be_used(
    rich: Brief, printed_at: datetime, permission: str, said: str
) -> None:
    words = text_of(replace(rich, name_permission=permission), printed_at)  # type: ignore[arg-type]
    assert said in words
    assert ("Thanks, Bruce" in words) == (permission == "yes")


def test_an_ask_without_an_offer_is_marked(rich: Brief, printed_at: datetime) -> None:
    """Offer something of value back (P06)."""
    assert "No offer yet — what could you give back?" in text_of(
        replace(rich, offer=""), printed_at
    )
    assert "No offer yet" not in text_of(rich, printed_at)


def test_what_is_not_ready_is_said_quietly(rich: Brief, printed_at: datetime) -> None:
    words = text_of(replace(rich, missing=("No reason for the referral",)), printed_at)
    assert "STILL TO PREPARE No reason for the referral" in words


@pytest.mark.parametrize(
    ("stage", "band"),
    [("referred", "REFERRED"), ("applied", "APPLIED"), ("info_only", "INFORMATION ONLY")],
)
def test_the_stage_stands_across_the_page(
    rich: Brief, printed_at: datetime, stage: str, band: str
) -> None:
    opened_door = "“Talk to Ana, she is hiring.” — Bruce"
    changed = replace(rich, stage=stage, invitation=opened_door)  # type: ignore[arg-type]
    words = text_of(changed, printed_at)
    assert band in words
    assert (opened_door in words) == (stage != "info_only")


def test_the_engine_of_the_preview_opens_it(rich: Brief, printed_at: datetime) -> None:
    document = pypdfium2.PdfDocument(pdf.render(rich, paper="letter", printed_at=printed_at))
    try:
        assert len(document) == 1
        page = document[0]
        picture = page.render(scale=1).to_pil().convert("L")
        assert "Dana Okafor" in page.get_textpage().get_text_bounded()
        dark = sum(picture.histogram()[:200])
        assert 0.02 < dark / (picture.width * picture.height) < 0.3
    finally:
        document.close()


def test_importing_the_page_does_not_import_the_pdf_library() -> None:
    import subprocess

    code = "import sys, app.brief.pdf; sys.exit(any('reportlab' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
