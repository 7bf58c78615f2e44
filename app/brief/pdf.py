"""The page as PDF: draws what `layout` placed, nothing else; the only user of ReportLab's canvas.

The same input gives the same bytes. Fonts are embedded, cut to the letters in use.
"""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.brief import fonts, layout
from app.brief.content import Brief
from app.brief.page import Page, Paper, Rule, Shape, Text
from app.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from app.brief.scripts import Shaped

# Each ink is told apart by darkness as well, so that it survives a black-and-white printer.
INKS = {
    "text": "#15191C",
    "quiet": "#535C62",
    "accent": "#0A5C5C",
    "alarm": "#8A3B00",
    "paper": "#FFFFFF",
    "line": "#AEB6BA",
    "frame": "#6C757B",
}


def render(brief: Brief, *, paper: Paper, printed_at: datetime) -> bytes:
    """The meeting on exactly one page, as the bytes of a PDF."""
    return drawn(layout.lay_out(brief, paper=paper, printed_at=printed_at))


def render_all(briefs: Sequence[Brief], *, paper: Paper, printed_at: datetime) -> bytes:
    """Several meetings, a page each, in one file."""
    return drawn(*(layout.lay_out(b, paper=paper, printed_at=printed_at) for b in briefs))


def warnings(brief: Brief) -> tuple[str, ...]:
    """What the page will not show as it was typed, in a sentence each."""
    clean, unknown = layout.cleaned(brief)
    found = layout.zone_notes(clean)
    if unknown:
        listed = [_described(character) for character in unknown[:8]]
        if len(unknown) > 8:
            listed.append(_("{count} more").format(count=len(unknown) - 8))
        found.append(
            _("The page cannot print {characters} yet; “{mark}” stands in their place.").format(
                characters=", ".join(listed), mark=fonts.SUBSTITUTE
            )
        )
    return tuple(found)


def _described(character: str) -> str:
    name = unicodedata.name(character, "")
    shown = character if character.isprintable() else fonts.SUBSTITUTE
    code = f"{fonts.name_of(character)} {name}".strip().lower().replace("u+", "U+", 1)
    return f"“{shown}” ({code})"


def drawn(*pages: Page) -> bytes:
    """Pages that were laid out, as the bytes of one PDF; it is called what the first is called."""
    return written(pages, title=pages[0].title)


def written(pages: Iterable[Page], *, title: str, listed: bool = False) -> bytes:
    """Pages as the bytes of one PDF, each drawn as it comes; the fonts are in it once.

    `listed`: viewers show the titles of the pages beside them, to go there.
    """
    canvas: Canvas | None = None
    file, marked = io.BytesIO(), list[str]()
    for number, page in enumerate(pages):
        if canvas is None:
            canvas = _canvas(file, page)
        if listed and page.title and page.title not in marked[-1:]:
            marked.append(page.title)
            canvas.bookmarkPage(f"page {number}")
            canvas.addOutlineEntry(page.title, f"page {number}")
        _draw_page(canvas, page)
    if canvas is None:
        raise ValueError("a document without a page")
    _tell(canvas, title)
    canvas.save()
    return file.getvalue()


def _tell(canvas: "Canvas", title: str) -> None:
    """What the document says of itself."""
    canvas.setTitle(title)
    canvas.setAuthor("Bridgebook")
    canvas.setCreator("Bridgebook")
    canvas.setSubject(_("Brief for an informational meeting"))
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_page(canvas: "Canvas", page: Page) -> None:
    canvas.setPageSize((page.width, page.height))
    for shape in page.items:
        if isinstance(shape, Shape):
            _draw_shape(canvas, shape, page.height)
    for rule in page.items:
        if isinstance(rule, Rule):
            _draw_rule(canvas, rule, page.height)
    _draw_texts(canvas, page)
    canvas.showPage()


def _canvas(file: io.BytesIO, page: Page) -> "Canvas":
    """An empty page in our own fonts; what ReportLab assumes otherwise is not embedded."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    fonts.faces()
    rl_config.useA85 = 0  # bytes may be bytes: a fifth smaller
    return Canvas(
        file,
        pagesize=(page.width, page.height),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 4),
        lang="en",
        initialFontName=fonts.FILES["regular"],  # type: ignore[arg-type]  # the stubs say float
    )


def _draw_shape(canvas: "Canvas", shape: Shape, height: float) -> None:
    if shape.fill:
        canvas.setFillColor(_colour(shape.fill))
    if shape.edge:
        canvas.setStrokeColor(_colour(INKS[shape.edge]))
        canvas.setLineWidth(0.8)
    canvas.roundRect(
        shape.x,
        height - shape.y - shape.height,
        shape.width,
        shape.height,
        shape.corner,
        stroke=1 if shape.edge else 0,
        fill=1 if shape.fill else 0,
    )


def _draw_rule(canvas: "Canvas", rule: Rule, height: float) -> None:
    canvas.setStrokeColor(_colour(INKS[rule.ink]))
    canvas.setLineWidth(rule.weight)
    canvas.line(rule.x, height - rule.y, rule.x + rule.length, height - rule.y)


def _draw_texts(canvas: "Canvas", page: Page) -> None:
    """All words in reading order, in one text object."""
    writing = canvas.beginText()
    ink = font = None
    track = 0.0
    for text in page.items:
        if not isinstance(text, Text):
            continue
        if ink != text.ink:
            ink = text.ink
            writing.setFillColor(_colour(INKS[ink]))
        if font != (text.font, text.size):
            font = (text.font, text.size)
            writing.setFont(fonts.FILES[text.font], text.size)
        if track != text.track:
            track = text.track
            writing.setCharSpace(track)
        if text.rtl or not fonts.is_plain(text.text):
            _draw_shaped(writing, text, page.height - text.y)
            font = None
            continue
        writing.setTextOrigin(text.x, page.height - text.y)
        writing.textOut(text.text)
    canvas.drawText(writing)


def _draw_shaped(writing: "PDFTextObject", text: Text, y: float) -> None:
    """Letters of any script as HarfBuzz shaped them; copied, they read as they were typed.

    Whoever copies letters that are read from right to left turns them round by themselves, so those
    are told glyph by glyph only.
    """
    from app.brief import scripts

    if not text.rtl:
        told = text.text.encode("utf-16-be").hex().upper()
        _operate(writing, f"/Span <</ActualText <FEFF{told}>>> BDC")
    x = text.x
    for run in scripts.runs(text.text, text.font, rtl=text.rtl):
        writing.setTextOrigin(x, y)
        _draw_run(writing, run, text)
        x += run.width * text.size
    if not text.rtl:
        _operate(writing, "EMC")


def _draw_run(writing: "PDFTextObject", run: "Shaped", text: Text) -> None:
    from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

    if not run.glyphs:
        writing.setFont(fonts.FILES[text.font], text.size)
        writing.textOut(run.text)
        return
    writing.setFont(run.face, text.size * run.scale)
    if run.thickened:
        writing.setStrokeColor(_colour(INKS[text.ink]))
        _operate(writing, f"{text.size * 0.035:.2f} w")
        writing.setTextRenderMode(2)
    places: Any = [
        ShapeData(glyph.cluster, glyph.advance, 0, glyph.x_offset, glyph.y_offset, glyph.width)
        for glyph in run.glyphs
    ]
    writing.textOut(ShapedStr("".join([glyph.code for glyph in run.glyphs]), places))
    if run.thickened:
        writing.setTextRenderMode(0)


def _operate(writing: Any, operator: str) -> None:
    """Write an operator for which ReportLab's text has no method."""
    writing._code.append(operator)  # noqa: SLF001


def _colour(code: str) -> tuple[float, float, float]:
    return int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255
