"""A page as placed pieces: every text, rule and shape, ready to be drawn or checked.

Positions are points from the top left corner; the y of a text is its base line.
"""

import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from app.brief import fonts
from app.brief.fonts import Font
from app.brief.setting import Ink, Line, Run, pieces, set_text

Paper = Literal["a4", "letter"]

MM = 72 / 25.4
SIZES: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}

# Printers cannot reach further out than this; nothing of ours stands beyond it.
UNPRINTABLE = 12 * MM

LEADING = 1.29

# Headings, times and notes: the smallest type on the page.
LABEL = 8.5


class Box(NamedTuple):
    """The rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float


class Text(NamedTuple):
    """Words on one base line."""

    x: float
    y: float
    text: str
    font: Font
    size: float
    ink: Ink
    width: float
    track: float = 0.0  # extra space between letters
    rtl: bool = False  # whether its letters stand from right to left
    link: str = ""  # where a click or a tap on it leads

    @property
    def box(self) -> Box:
        """What the letters may cover, with accents and descenders."""
        return Box(
            self.x,
            self.y - fonts.ASCENT * self.size,
            self.x + self.width,
            self.y + fonts.DESCENT * self.size,
        )


class Rule(NamedTuple):
    """A line across: to write on, or to part things."""

    x: float
    y: float
    length: float
    weight: float
    ink: Ink

    @property
    def box(self) -> Box:
        """What the line covers."""
        half = self.weight / 2
        return Box(self.x, self.y - half, self.x + self.length, self.y + half)


class Shape(NamedTuple):
    """A rectangle: a filled ground for text, or the outline of a box to tick."""

    x: float
    y: float
    width: float
    height: float
    fill: str  # "#RRGGBB", or nothing
    edge: Ink | None = None
    corner: float = 0.0

    @property
    def box(self) -> Box:
        """What the rectangle covers."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)


class Stroke(NamedTuple):
    """A line of a drawing through these points, dashed or not; filled, the area within."""

    points: tuple[tuple[float, float], ...]
    weight: float
    ink: Ink
    dash: tuple[float, ...] = ()  # how long it is drawn and how long not, in turn
    filled: bool = False

    @property
    def box(self) -> Box:
        """What it covers at most."""
        half = self.weight / 2
        across, down = zip(*self.points, strict=True)
        return Box(min(across) - half, min(down) - half, max(across) + half, max(down) + half)


class Code(NamedTuple):
    """A square of black and white modules to scan; a row of them is 0 and 1."""

    x: float
    y: float
    side: float
    modules: tuple[bytes, ...]

    @property
    def box(self) -> Box:
        """What the square covers, without the white that it needs around it."""
        return Box(self.x, self.y, self.x + self.side, self.y + self.side)


Item = Text | Rule | Shape | Stroke | Code

# What words are to whoever hears the page instead of seeing it. A page begins a "Sect" unless it
# goes on where the one before it ended. "Lbl" is the number of an item of a list, "LBody" what the
# item says (without a "Lbl" before it, it is a new one); "TR" begins a row of a table, "TH" and
# "TD" its cells; "Artifact" is said to nobody: what stands on every page, a head that is repeated.
# "Span" goes on with what was begun, in words that stand in another order than they are read.
Role = Literal[
    "Sect", "H1", "H2", "H3", "P", "Lbl", "LBody", "TR", "TH", "TD", "Figure", "Artifact", "Span"
]


class Tag(NamedTuple):
    """From this item on, counted from 0, the page is a new heading, paragraph or what it may be."""

    at: int
    role: Role
    alt: str = ""  # what a figure shows, in words; what a span says


class Page(NamedTuple):
    """One finished page, and what had to give way to make it one."""

    width: float
    height: float
    title: str
    items: tuple[Item, ...]
    type_sizes: tuple[float, float]  # of the left and the right column
    shortened: bool
    lost: float  # points of height that were cut; nothing where everything is on the page
    tags: tuple[Tag, ...] = ()


class Sheet:
    """The page while it is being filled."""

    def __init__(self, paper: Paper, *, landscape: bool = False) -> None:
        self.width, self.height = SIZES[paper][::-1] if landscape else SIZES[paper]
        self.left = 14 * MM
        self.right = self.width - 14 * MM
        self.top = 14.5 * MM
        self.bottom = self.height - 12.3 * MM
        self.items: list[Item] = []
        self.tags: list[Tag] = []

    def page(
        self,
        title: str,
        type_sizes: tuple[float, float],
        *,
        shortened: bool = False,
        lost: float = 0.0,
    ) -> Page:
        """The sheet as a finished page."""
        items, tags = tuple(self.items), tuple(self.tags)
        return Page(self.width, self.height, title, items, type_sizes, shortened, lost, tags)

    def tag(self, role: Role, alt: str = "") -> None:
        """What is put on the sheet from here on is one such thing, until the next is begun."""
        self.tags.append(Tag(len(self.items), role, alt))

    @property
    def measure(self) -> float:
        """How wide the page is between its margins."""
        return self.right - self.left

    def line(self, line: Line, x: float, y: float, size: float) -> None:
        """A set line, its base line at y."""
        if line.tokens and line.tokens[0].gap and not line.rtl:
            self._end_word()
        found = pieces(line)
        turned = any(piece.rtl for piece in found)
        if turned:
            said = "".join([" " * bool(token.gap) + token.text for token in line.tokens])
            self.tag("Span", said.replace("\xa0", " ") + " ")
        for piece in found:
            self.items.append(
                Text(
                    x + piece.x * size,
                    y,
                    piece.text.replace("\xa0", " "),
                    piece.font,
                    size,
                    piece.ink,
                    piece.width * size,
                    rtl=piece.rtl,
                )
            )
        if turned:
            self.tag("Span")

    def _end_word(self) -> None:
        """Whoever reads on from line to line wants the space that nobody sees between them."""
        last = self.items[-1] if self.items else None
        if isinstance(last, Text) and not last.rtl and not last.text.endswith(" "):
            self.items[-1] = last._replace(text=last.text + " ")

    def words(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        font: Font = "regular",
        ink: Ink = "text",
        track: float = 0.0,
    ) -> float:
        """Words known to fit; gives their width."""
        if not fonts.is_plain(text):  # letters that join are never spaced out
            for line in set_text((Run(text, font, ink),), size, 100_000, 1).lines:
                self.line(line, x, y, size)
            return fonts.width(text, font) * size
        width = fonts.width(text, font) * size + track * len(text)
        self.items.append(Text(x, y, text, font, size, ink, width, track))
        return width

    def label(self, text: str, x: float, y: float, width: float, *, ink: Ink = "accent") -> float:
        """A heading in spaced capitals, closer or shortened when it has little room.

        What comes next on the sheet is a paragraph below it.
        """
        capitals = _in_capitals(text)
        self.tag("H2")
        for track in (0.55, 0.2, 0.0):
            if fonts.width(capitals, "bold") * LABEL + track * len(capitals) <= width:
                wide = self.words(capitals, x, y, LABEL, font="bold", ink=ink, track=track)
                break
        else:
            line = set_text((Run(capitals, "bold", ink),), LABEL, width, 1).lines[0]
            self.line(line, x, y, LABEL)
            wide = line.width * LABEL
        self.tag("P")
        return wide

    def rule(
        self, x: float, y: float, length: float, *, weight: float = 0.5, ink: Ink = "line"
    ) -> None:
        """A line across."""
        self.items.append(Rule(x, y, length, weight, ink))

    def shape(
        self,
        box: tuple[float, float, float, float],
        fill: str = "",
        *,
        edge: Ink | None = None,
        corner: float = 0.0,
    ) -> None:
        """A rectangle, given as x, y, width and height."""
        x, y, width, height = box
        self.items.append(Shape(x, y, width, height, fill, edge, corner))

    def tick(self, x: float, y: float, size: float) -> None:
        """A box to tick that sits on the base line at y."""
        side = size * 0.74
        self.shape((x, y - side + size * 0.02, side, side), edge="frame", corner=0.8)


@lru_cache(maxsize=512)
def _in_capitals(text: str) -> str:
    """Capitals as a sign painter sets them: Greek ones carry no accents."""
    capitals = text.upper()
    if any("\u0370" <= character <= "\u03ff" for character in capitals):
        bare = unicodedata.normalize("NFD", capitals).replace("\u0301", "")
        capitals = unicodedata.normalize("NFC", bare)
    return fonts.printable(capitals)
