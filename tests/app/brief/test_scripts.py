"""Names in any script: whole on the page, copied out as typed, drawn as HarfBuzz joins them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from app import paths
from app.brief import fonts, pdf, reading_order, scripts
from app.brief.content import Brief, BriefPerson
from app.brief.layout import lay_out
from app.brief.page import Text
from app.brief.setting import Run, pieces, set_text
from tests.app.brief.test_layout import troubles

NAMES = {
    "Arabic": "محمد بن سلمان",
    "Persian": "می\u200cروم",
    "Hebrew": "אבי כהן",
    "Devanagari": "प्रियंका शर्मा",
    "Bengali": "প্রিয়াঙ্কা",
    "Gujarati": "પ્રિયંકા",
    "Tamil": "தமிழ்ச்செல்வி",
    "Telugu": "స్త్రీ ప్రియాంక",
    "Thai": "สมชาย ใจดี",
    "Chinese": "王小明",
    "Japanese": "山田 太郎",
    "Kana": "サトウ すずき",
    "Korean": "김 철수",
    "Georgian": "გიორგი",
    "Armenian": "Հայկ Պետրոսյան",
    "Amharic": "አበበ በቀለ",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Виктор Димитров",
}


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_copied_out_of_the_page_as_it_was_typed(
    script: str, rich: Brief, printed_at: datetime
) -> None:
    brief = replace(rich, people=(BriefPerson(name=NAMES[script], short="Dana"),))
    assert pdf.warnings(brief) == ()
    page = lay_out(brief, paper="a4", printed_at=printed_at)
    assert troubles(page) == []

    name = next(item for item in page.items if isinstance(item, Text))
    copied = pypdfium2.PdfDocument(pdf.drawn(page))[0].get_textpage().get_text_bounded(
        bottom=page.height - name.box.bottom, top=page.height - name.box.top, right=350
    )  # fmt: skip

    # Word by word: PDFium turns the words of a line round, or not, by what else stands in it.
    typed = NAMES[script].replace("\u200c", "")
    assert sorted(copied.replace("\u200b", "").split()) == sorted(typed.split())


@pytest.mark.parametrize("script", NAMES)
def test_what_is_drawn_is_what_harfbuzz_gives(script: str, printed_at: datetime) -> None:
    name = NAMES[script]
    if all(fonts.is_plain(word) for word in name.split()):
        pytest.skip("drawn letter by letter")
    data = pdf.render(
        Brief(people=(BriefPerson(name=name, short="Dana"),)), paper="a4", printed_at=printed_at
    )

    drawn = list(outlines_drawn(data))

    assert drawn == list(outlines_wanted(name))


def outlines_drawn(data: bytes) -> Iterator[list[Any]]:
    """Every glyph of another font on the page, in the order in which it is drawn."""
    reader = PdfReader(io.BytesIO(data))
    page = reader.pages[0]
    known = {}
    for name, reference in page["/Resources"]["/Font"].items():
        font = reference.get_object()
        if "NotoSans-" not in font["/BaseFont"] and "/FontDescriptor" in font:
            program = font["/FontDescriptor"]["/FontFile2"].get_data()
            known[name] = TTFont(io.BytesIO(program))
    current = None
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            current = known.get(operands[0])
        elif operator in (b"Tj", b"TJ") and current is not None:
            parts = operands[0] if operator == b"TJ" else [operands[0]]
            for part in parts:
                if not isinstance(part, (int, float)) and hasattr(part, "original_bytes"):
                    for code in part.original_bytes:
                        yield outline(current, current["cmap"].tables[0].cmap[code])


def outlines_wanted(name: str) -> Iterator[list[Any]]:
    """What HarfBuzz makes of the same name with the bundled fonts, word by word as one reads."""
    words = name.split()
    if reading_order.is_rtl(name):
        words.reverse()
    for word in words:
        stem = scripts._block(ord(word[0]))
        file = stem if stem in scripts._ONE_CUT else f"NotoSans{stem}-Bold"
        path = paths.resource("fonts", f"{file}.ttf")
        whole = TTFont(path)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(path.read_bytes())), buffer)
        for info in buffer.glyph_infos:
            yield outline(whole, whole.getGlyphName(info.codepoint))


def outline(font: TTFont, glyph: str) -> list[Any]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return list(pen.value)


def sight(text: str) -> list[tuple[str, bool]]:
    """What stands on the line from left to right, and which of it is read from the right."""
    (line,) = set_text((Run(text),), 10, 10_000).lines
    return [(piece.text, piece.rtl) for piece in pieces(line)]


def test_a_foreign_name_does_not_turn_our_own_sentence_round() -> None:
    assert sight("אבי talks: the path") == [("אבי", True), (" talks: the path", False)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "בוא נדבר על 25 דברים (IBM)",
            [
                *[(")", True), ("IBM", False), ("\xa0דברים (", True), ("25", False)],
                ("בוא נדבר על ", True),
            ],
        ),
        ("אבי (VP, 3PL) כהן", [(") כהן", True), ("VP, 3PL", False), ("אבי (", True)]),
        ("Dana (אבי) x", [("Dana (", False), ("אבי", True), (") x", False)]),
        ("אבי (כהן) 3", [("3", False), ("אבי (כהן) ", True)]),
    ],
)
def test_figures_and_brackets_stand_where_a_reader_from_the_right_expects_them(
    text: str, seen: list[tuple[str, bool]]
) -> None:
    assert sight(text) == seen


LETTERS = st.sampled_from("אבגד abc 12 (),.- ابت हिन्दी ไทย 日本 한글")


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, max_size=60))
def test_no_letter_is_lost_or_doubled_on_its_way_to_the_page(text: str) -> None:
    setting = set_text((Run(fonts.printable(text)),), 10, 100)
    shown = [piece for line in setting.lines for piece in pieces(line)]
    typed = sorted("".join(fonts.printable(text).split()))

    assert sorted("".join("".join(piece.text for piece in shown).split())) == typed
    for line in setting.lines:
        found = pieces(line)
        assert sum(piece.width for piece in found) <= line.width + 0.51 * len(line.tokens)
        assert line.width * 10 <= 100.01 or len(line.tokens) == 1


def test_bold_without_a_bold_cut_is_drawn_with_a_thicker_line() -> None:
    assert scripts.runs("山", "bold")[0].thickened
    assert not scripts.runs("山", "regular")[0].thickened
    assert not scripts.runs("ש", "bold")[0].thickened


def test_same_input_same_bytes_in_every_script(rich: Brief, printed_at: datetime) -> None:
    everybody = [replace(rich, people=(BriefPerson(name=name),)) for name in NAMES.values()]
    first = pdf.render_all(everybody, paper="a4", printed_at=printed_at)
    assert pdf.render_all(everybody, paper="a4", printed_at=printed_at) == first


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("ผู้", ["ผู้"]),
        ("é", ["é"]),
        ("", []),
    ],
)
def test_a_word_is_never_broken_within_a_letter(word: str, parts: list[str]) -> None:
    assert list(scripts.clusters(word)) == parts
