"""A laid-out page as the operators of a PDF: grounds and lines, then all words in reading order.

What is said is marked with what it is; what is only seen, as an artifact.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from app.brief import file, tree
from app.brief.file import File
from app.brief.page import Box, Code, Item, Page, Rule, Shape, Stroke, Tag, Text
from app.brief.setting import Ink
from app.brief.shown import Parts, Shown
from app.brief.tree import Tree

if TYPE_CHECKING:
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

# Whose language is known by its letters; Arabic, Cyrillic or Devanagari are those of many.
_LANGUAGES = {"Hebrew": "he", "Thai": "th", "Georgian": "ka", "Armenian": "hy", "Tamil": "ta",
              "Telugu": "te", "Gujarati": "gu", "BridgebookHangul": "ko"}  # fmt: skip


_NOTHING = Text(0.0, 0.0, " ", "regular", 0.0, "text", 0.0)


class Drawn(NamedTuple):
    """A page as its operators, its key in the tree, and the numbers of its annotations."""

    operators: str
    key: int
    annotations: list[int]


class Pen:
    """Draws the pages of one document, one after the other."""

    def __init__(self, into: File, tree: Tree, shown: Shown) -> None:
        self._file = into
        self._tree = tree
        self._shown = shown

    def draw(self, page: Page, number: int) -> Drawn:
        """The page, which is the object of this number."""
        self._page, self._number = page, number
        self._annotations: list[int] = []
        self._marked = False
        key = self._tree.begin_page(number)
        self._grounds()
        self._operators.append("BT")
        self._words()
        self._operators.append("ET")
        self._tree.end_page()
        return Drawn("\n".join(self._operators), key, self._annotations)

    # Grounds and lines

    def _grounds(self) -> None:
        """What is only seen; but what a figure consists of is a part of it."""
        items, tags = self._page.items, self._page.tags
        self._figures: dict[
            int, tuple[Box, int]
        ] = {}  # by its first item, where it is and its mark
        self._operators: list[str] = []
        first = 0
        for number, tag in enumerate(tags):
            if tag.role == "Figure":
                end = tags[number + 1].at if number + 1 < len(tags) else len(items)
                self._seen(items[first : tag.at])
                self._figure(items[tag.at : end], tag.at)
                first = end
        self._seen(items[first:])

    def _figure(self, items: Sequence[Item], at: int) -> None:
        if not items:
            return
        left, top, right, bottom = zip(*[item.box for item in items], strict=True)
        height = self._page.height
        box = Box(min(left), height - max(bottom), max(right), height - min(top))
        lines, mark = self._lines(items), -1
        if lines:
            mark, operator = self._tree.mark_later()
            self._operators += [operator, *lines, "EMC"]
        self._figures[at] = box, mark

    def _seen(self, items: Sequence[Item]) -> None:
        if lines := self._lines(items):
            self._operators += [tree.ARTIFACT, *lines, "EMC"]

    def _lines(self, items: Sequence[Item]) -> list[str]:
        height = self._page.height
        strokes = [_stroke(item, height) for item in items if type(item) is Stroke]
        shapes = [_shape(item, height) for item in items if type(item) is Shape]
        rules = [item for item in items if type(item) is Rule]
        scanned = [_code(item, height) for item in items if type(item) is Code]
        return [*strokes, *shapes, *_rules(rules, height), *scanned]

    # Words

    def _words(self) -> None:
        """All words in reading order, each marked with what it is a part of."""
        self._ink: Ink | None = None
        self._font: tuple[str, float] | None = None
        self._track = 0.0
        self._before = _NOTHING
        tags = iter(self._page.tags)
        tag = next(tags, None)
        for number, item in enumerate(self._page.items):
            while tag is not None and tag.at <= number:
                self._begin(tag)
                tag = next(tags, None)
            if isinstance(item, Text):
                self._text(item)
        while tag is not None:
            self._begin(tag)
            tag = next(tags, None)
        self._end_mark()

    def _begin(self, tag: Tag) -> None:
        if self._marked:
            self._end_mark()
        if tag.role == "Figure":
            box, mark = self._figures.get(tag.at, (None, -1))
            self._tree.begin(tag, box)
            if mark >= 0:
                self._tree.belongs_here(mark)
        elif tag.role == "Lbl":
            first = self._page.items[tag.at : tag.at + 1]
            number = any(isinstance(item, Text) and item.text.isdigit() for item in first)
            self._tree.begin(tag, numbered=number)
        else:
            self._tree.begin(tag)

    def _end_mark(self) -> None:
        if self._marked:
            self._operators.append("EMC")
            self._marked = False

    def _text(self, text: Text) -> None:
        operators = self._operators
        if text.link:
            self._end_mark()
            operators.append(self._link(text))
        elif not self._marked:
            operators.append(self._tree.mark())
        elif self._font and _stands_off(self._before, text):
            operators.append("( )Tj")  # the first font of each kind has a space at its place
        self._marked = True
        self._before = text
        if self._ink != text.ink:
            self._ink = text.ink
            operators.append(f"{_operands(INKS[text.ink])} rg")
        if self._track != text.track:
            self._track = text.track
            operators.append(f"{text.track:.3f} Tc")
        parts = () if text.rtl else self._shown.parts(text.font, text.text)
        if parts:
            self._letters(parts, text.size, text.x, text.y)
        else:
            self._shaped(text)
        if text.link:
            self._end_mark()

    def _letters(self, parts: Parts, size: float, x: float, y: float) -> None:
        place = f"1 0 0 1 {x:.2f} {self._page.height - y:.2f} Tm"
        for name, codes in parts:
            if self._font != (name, size):
                self._font = (name, size)
                self._operators.append(f"{name} {size:.2f} Tf")
            self._operators.append(f"{place}({codes})Tj")
            place = ""  # what comes next stands right behind

    def _shaped(self, text: Text) -> None:
        """Letters of any script as HarfBuzz shaped them; copied, they read as they were typed.

        Whoever copies letters that are read from right to left turns them round by themselves, so
        those are told glyph by glyph only.
        """
        from app.brief import scripts

        runs = scripts.runs(text.text, text.font, rtl=text.rtl)
        language = _language(runs)
        said = f"/Lang({language})" if language else ""
        if not text.rtl:
            said += f"/ActualText<FEFF{text.text.encode('utf-16-be').hex().upper()}>"
        if said:
            self._operators.append(f"/Span<<{said}>>BDC")
        x = text.x
        for run in runs:
            self._run(run, text, x)
            x += run.width * text.size
        if said:
            self._operators.append("EMC")

    def _run(self, run: "Shaped", text: Text, x: float) -> None:
        if not run.glyphs:
            self._letters(self._shown.letters(text.font, run.text), text.size, x, text.y)
            return
        operators = self._operators
        operators.append(f"1 0 0 1 {x:.2f} {self._page.height - text.y:.2f} Tm")
        if run.thickened:
            operators.append(f"{_operands(INKS[text.ink])} RG {text.size * 0.035:.2f} w 2 Tr")
        operators += self._shown.glyphs(run, text.size * run.scale)
        if run.thickened:
            operators.append("0 Tr")
        self._font = None

    def _link(self, text: Text) -> str:
        """The operator before words that lead somewhere; where they do stands beside the page."""
        left, top, right, bottom = text.box
        height = self._page.height
        annotation = self._file.number()
        key, operator = self._tree.mark_link(annotation)
        self._file.put(
            annotation,
            f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {height - bottom:.2f} {right:.2f}"
            f" {height - top:.2f}]/Border[0 0 0]/F 4/P {self._number} 0 R/StructParent {key}"
            f"/Contents{file.text(text.text)}/A<</S/URI/URI{file.text(text.link)}>>>>",
        )
        self._annotations.append(annotation)
        return operator


def _language(runs: Sequence["Shaped"]) -> str:
    """The language of a text, where its letters tell."""
    faces = {run.face for run in runs if run.glyphs or any(map(str.isalpha, run.text))}
    if len(faces) != 1:
        return ""
    return _LANGUAGES.get(faces.pop().removeprefix("NotoSans").partition("-")[0], "")


def _stands_off(before: Text, text: Text) -> bool:
    """Whether there is room between two texts of a line, but no space."""
    room = text.x - before.x - before.width
    return before.y == text.y and room > 0.15 * text.size and before.text[-1:] != " "


def _shape(shape: Shape, height: float) -> str:
    painted = {(True, True): "B", (True, False): "f"}.get((bool(shape.fill), bool(shape.edge)), "S")
    fill = f"{_operands(shape.fill)} rg " if shape.fill else ""
    edge = f"{_operands(INKS[shape.edge])} RG 0.8 w " if shape.edge else ""
    y = height - shape.y - shape.height
    if not shape.corner:
        return (
            f"{fill}{edge}{shape.x:.2f} {y:.2f} {shape.width:.2f} {shape.height:.2f} re {painted}"
        )
    outline = _outline(round(shape.width, 2), round(shape.height, 2), shape.corner)
    return f"q {fill}{edge}1 0 0 1 {shape.x:.2f} {y:.2f} cm {outline} {painted} Q"


@lru_cache(maxsize=512)
def _outline(width: float, height: float, r: float) -> str:
    """A rectangle with round corners, from its lower left one on."""
    k = 0.4477 * r  # how far a quarter circle's handles are from the corner
    right, top = width - r, height - r
    return (
        f"{r:.2f} 0 m {right:.2f} 0 l {width - k:.2f} 0 {width:.2f} {k:.2f} {width:.2f} {r:.2f} c"
        f" {width:.2f} {top:.2f} l {width:.2f} {height - k:.2f} {width - k:.2f} {height:.2f}"
        f" {right:.2f} {height:.2f} c {r:.2f} {height:.2f} l {k:.2f} {height:.2f}"
        f" 0 {height - k:.2f} 0 {top:.2f} c 0 {r:.2f} l 0 {k:.2f} {k:.2f} 0 {r:.2f} 0 c h"
    )


def _rules(rules: Sequence[Rule], height: float) -> list[str]:
    operators: list[str] = []
    look = None
    for rule in rules:
        if look != (rule.ink, rule.weight):
            look = rule.ink, rule.weight
            operators.append(f"{_operands(INKS[rule.ink])} RG {rule.weight:.2f} w")
        y = f"{height - rule.y:.2f}"
        operators.append(f"{rule.x:.2f} {y} m {rule.x + rule.length:.2f} {y} l S")
    return operators


def _stroke(stroke: Stroke, height: float) -> str:
    first, *others = [f"{x:.2f} {height - y:.2f}" for x, y in stroke.points]
    way = " ".join([f"{first} m", *[f"{point} l" for point in others]])
    colour = _operands(INKS[stroke.ink])
    if stroke.filled:
        return f"{colour} rg {way} f"
    dash = " ".join([f"{length:g}" for length in stroke.dash])
    return f"q {colour} RG {stroke.weight:.2f} w [{dash}] 0 d {way} S Q"


def _code(code: Code, height: float) -> str:
    """All modules as one path, so that no white shines between neighbours."""
    one = code.side / len(code.modules)
    squares = []
    for number, row in enumerate(code.modules, start=1):
        at = 0
        for black, run in groupby(row):
            wide = len(list(run))
            if black:
                squares.append(f"{at} {-number} {wide} 1 re")
            at += wide
    place = f"{one:.4f} 0 0 {one:.4f} {code.x:.2f} {height - code.y:.2f} cm"
    return f"q 0 g {place} {' '.join(squares)} f Q"


@cache
def _operands(code: str) -> str:
    """A colour as the operators want it."""
    return " ".join([f"{int(code[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)])
