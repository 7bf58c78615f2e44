"""The page as PDF: draws what `layout` placed, nothing else; the only user of ReportLab's canvas.

The same input gives the same bytes. Fonts are embedded, cut to the letters in use.
"""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from app.brief import fonts, layout
from app.brief.content import Brief
from app.brief.page import Page, Paper, Rule, Shape, Text
from app.brief.shown import Shown
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
    shown: Shown | None = None
    file, marked = io.BytesIO(), list[str]()
    for number, page in enumerate(pages):
        if canvas is None or shown is None:
            canvas = _canvas(file, page)
            shown = Shown(_document(canvas))
        if listed and page.title and page.title not in marked[-1:]:
            marked.append(page.title)
            canvas.bookmarkPage(f"page {number}")
            canvas.addOutlineEntry(page.title, f"page {number}")
        _draw_page(canvas, page, shown)
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


def _draw_page(canvas: "Canvas", page: Page, shown: Shown) -> None:
    canvas.setPageSize((page.width, page.height))
    for shape in page.items:
        if isinstance(shape, Shape):
            _draw_shape(canvas, shape, page.height)
    for rule in page.items:
        if isinstance(rule, Rule):
            _draw_rule(canvas, rule, page.height)
    _draw_texts(canvas, page, shown)
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
    operators = []
    if shape.fill:
        operators.append(f"{_operands(shape.fill)} rg")
    if shape.edge:
        operators.append(f"{_operands(INKS[shape.edge])} RG 0.8 w")
    operators.append(_outline(shape, height - shape.y - shape.height))
    operators.append({(True, True): "B", (True, False): "f"}.get(_painted(shape), "S"))
    _operate(canvas, " ".join(operators))


def _painted(shape: Shape) -> tuple[bool, bool]:
    return bool(shape.fill), shape.edge is not None


def _outline(shape: Shape, y: float) -> str:
    """The rectangle from its lower left corner on, with round corners where it has some."""
    x, right, top, r = shape.x, shape.x + shape.width, y + shape.height, shape.corner
    if not r:
        return f"{x:.2f} {y:.2f} {shape.width:.2f} {shape.height:.2f} re"
    k = 0.4477 * r  # how far a quarter circle's handles are from the corner
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l"
        f" {right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c"
        f" {right:.2f} {top - r:.2f} l"
        f" {right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c"
        f" {x + r:.2f} {top:.2f} l"
        f" {x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c"
        f" {x:.2f} {y + r:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )


def _draw_rule(canvas: "Canvas", rule: Rule, height: float) -> None:
    y = height - rule.y
    _operate(
        canvas,
        f"{_operands(INKS[rule.ink])} RG {rule.weight:.2f} w"
        f" n {rule.x:.2f} {y:.2f} m {rule.x + rule.length:.2f} {y:.2f} l S",
    )


def _draw_texts(canvas: "Canvas", page: Page, shown: Shown) -> None:
    """All words in reading order, in one text object."""
    writing = canvas.beginText()
    ink = font = None
    track = 0.0
    for text in page.items:
        if not isinstance(text, Text):
            continue
        if ink != text.ink:
            ink = text.ink
            _operate(writing, f"{_operands(INKS[ink])} rg")
        if track != text.track:
            track = text.track
            _operate(writing, f"{track:.3f} Tc")
        if text.rtl or not fonts.is_plain(text.text):
            writing.setFont(fonts.FILES[text.font], text.size)
            _draw_shaped(writing, text, page.height - text.y)
            font = None
            continue
        place = f"1 0 0 1 {text.x:.2f} {page.height - text.y:.2f} Tm "
        for name, codes in shown.parts(text.font, text.text):
            if font != (name, text.size):
                font = (name, text.size)
                _operate(writing, f"{name} {text.size:.2f} Tf")
            _operate(writing, f"{place}({codes}) Tj")
            place = ""  # what comes next stands right behind
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


def _document(canvas: Any) -> Any:
    """What the canvas draws into; ReportLab's fonts keep a state for each."""
    return canvas._doc  # noqa: SLF001


@cache
def _operands(code: str) -> str:
    """A colour as the operators want it."""
    return " ".join(f"{part:.3f}" for part in _colour(code))


def _operate(writing: Any, operator: str) -> None:
    """Write an operator for which ReportLab has no method, or a slow one."""
    writing._code.append(operator)  # noqa: SLF001


def _colour(code: str) -> tuple[float, float, float]:
    return int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255
