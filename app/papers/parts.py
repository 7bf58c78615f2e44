"""What a paper is made of: headings, paragraphs, facts and tables, in the order one reads them.

Words are plain text, never markup; runs give them a cut and an ink. Letters that no font has are
replaced while the paper is laid out, and that is said on it.

    paper = Document(
        _("Work-search log"),
        (
            Heading(_("Week of Mon 23 Nov"), beside=_("3 activities")),
            Table((Column(_("Date"), points=52), Column(_("Employer"))), rows),
            Blanks((_("Signature"), _("Date"))),
        ),
        period=_("23 – 29 Nov 2026"),
    )
    pages = flow.pages(paper, paper="a4", printed_at=moment)
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.brief.page import Sheet
from app.brief.setting import Run, Runs

SIZE = 9.5


class Say(NamedTuple):
    """Words in a cell, in lines of their own."""

    runs: Runs
    size: float = SIZE


class Ticks(NamedTuple):
    """Boxes to tick, each with a word beside it; `write` leaves a line after the last."""

    texts: tuple[str, ...]
    write: bool = False


class Room(NamedTuple):
    """Lines to write on, 7 to 8 mm apart."""

    lines: int


Content = Say | Ticks | Room
Cell = str | tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of what follows; a page that goes on with it says so."""

    text: str
    beside: str = ""  # at the right end of its line, such as a count


@dataclass(frozen=True, slots=True)
class Label:
    """A smaller heading in spaced capitals, as on the brief."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words across the page; a new line begins another paragraph."""

    runs: Runs
    size: float = SIZE
    framed: bool = False  # in a frame, with whatever framed stands above and below it


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, item by item."""

    items: tuple[Runs, ...]
    size: float = SIZE


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, line by line: what it is at the left, what is said of it beside that."""

    rows: tuple[tuple[str, Cell], ...]
    points: float = 92.0  # for the names of the facts


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is so many points wide, or has its share of what the others leave."""

    title: str
    weight: float = 1.0
    points: float = 0.0
    right: bool = False  # numbers that line up at their last figure


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that every page repeats; a row is parted only where no page holds it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines to fill in side by side, each with what belongs there below it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Whatever else there is to draw, so many points high; `draw` gets a sheet and begins at y 0.

    It keeps between the sheet's margins, and says in `alt` what there is to see.
    """

    height: float
    draw: Callable[[Sheet], None]
    alt: str = ""


Part = Heading | Label | Paragraph | Bullets | Facts | Table | Blanks | Drawing


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as a whole; what is at the right of its title is `period`, and `counted` below."""

    title: str
    parts: tuple[Part, ...]
    period: str = ""
    counted: str = ""
    under: tuple[Runs, ...] = field(default=())  # below the title
    last: str = ""  # the last word on every page, in place of the brief's
    notes: tuple[str, ...] = ()  # small, above the last line of the last page


def plain(text: str) -> Runs:
    """The text as it is."""
    return (Run(text),)
