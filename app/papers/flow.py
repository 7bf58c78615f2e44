"""A paper over as many pages as it takes: parts become strips, strips fill the pages.

Every page after the first says which paper goes on, which heading, and under which columns. Type is
never under 8.5 points, and nothing stands outside the margins of the brief.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from app.brief import between, folio, fonts, foot, masthead, remarks, strips
from app.brief.columns import DOT
from app.brief.page import LABEL, LEADING, Page, Paper, Sheet
from app.brief.setting import Run, Runs
from app.brief.strips import Strip, cut
from app.papers import cells
from app.papers.parts import (
    SIZE,
    Blanks,
    Bullets,
    Cell,
    Column,
    Document,
    Drawing,
    Facts,
    Heading,
    Label,
    Paragraph,
    Part,
    Say,
    Table,
)

_HEADING = 11.0
_BULLET = 10.0  # how far an item is from its dot
_INSET = 9.0  # from the edge of a frame to its words


def pages(document: Document, *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The pages of this paper, as placed pieces; `printed_at` is on the clock of whoever prints."""
    flow = _Flow(document, paper)
    laid = list(flow.strips())
    notes = [fonts.printable(note) for note in document.notes]
    if flow.unknown:
        notes.append(remarks.unprintable([fonts.name_of(letter) for letter in flow.unknown]))
    lines = foot.notes(Sheet(paper), notes)
    sheets = strips.filled(paper, laid, head=flow.head, bottom=foot.top(Sheet(paper), lines))
    for number, sheet in enumerate(sheets, start=1):
        last = number == len(sheets)
        place = number, len(sheets)
        folio.draw(sheet, printed_at, place, notes=lines if last else (), last=document.last)
    return [sheet.page(flow.title, (SIZE, LABEL)) for sheet in sheets]


class _Flow:
    """A document while it is being laid out, and which of its letters no font has."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.unknown: cells.Unknown = {}
        self._document, self._paper = document, paper
        self.title = self._line(document.title)
        self._under = tuple(cells.cleaned(runs, self.unknown) for runs in document.under)
        self._again: tuple[Strip, ...] = ()  # the heading we are under, for the next page

    def head(self, sheet: Sheet, number: int) -> float:
        """The top of a page."""
        if number > 1:
            return masthead.again(sheet, self.title)
        sheet.tag("Sect")
        period, counted = self._line(self._document.period), self._line(self._document.counted)
        return masthead.first(sheet, self.title, period=period, counted=counted, under=self._under)

    def strips(self) -> Iterator[Strip]:
        """The whole paper."""
        for part in self._document.parts:
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Strip]:
        match part:
            case Heading():
                yield from self._heading(part)
            case Label():
                yield self._label(part)
            case Paragraph():
                yield from self._paragraph(part)
            case Bullets():
                yield from self._bullets(part)
            case Facts():
                yield from self._facts(part)
            case Table():
                yield from self._table(part)
            case Blanks():
                yield self._blanks(part)
            case Drawing():
                yield self._drawing(part)

    def _sheet(self) -> Sheet:
        return Sheet(self._paper)

    def _line(self, text: str) -> str:
        return fonts.printable(text, self.unknown).replace("\n", " ").strip()

    # Headings

    def _heading(self, heading: Heading) -> Iterator[Strip]:
        strip = self._headed(heading)
        again = replace(heading, text=between.continued(heading.text), beside="")
        self._again = (self._headed(again)._replace(before=0.0),)
        yield strip

    def _headed(self, heading: Heading) -> Strip:
        sheet = self._sheet()
        sheet.tag("H2")
        run = Run(heading.text, "bold", "accent")
        y = 0.0
        for piece in self._pieces((run,), _HEADING, sheet.measure * 0.68, 3):
            piece.draw(sheet, sheet.left, y)
            y += piece.height
        if heading.beside:
            sheet.tag("P")
            width = sheet.measure * 0.3
            runs = cells.cleaned((Run(heading.beside, ink="quiet"),), self.unknown)
            for piece in cells.set_words(runs, SIZE, width, 1, right=True):
                piece.draw(sheet, sheet.right - width, y - _HEADING * LEADING + 1.5)
        sheet.rule(sheet.left, y + 2, sheet.measure, weight=0.8, ink="accent")
        return cut(sheet, y + 5, before=13.0, joined=True)

    def _label(self, label: Label) -> Strip:
        sheet = self._sheet()
        sheet.label(self._line(label.text), sheet.left, LABEL, sheet.measure)
        return cut(sheet, LABEL * 1.45, before=9.0, joined=True, again=self._again)

    # Words

    def _pieces(
        self, runs: Runs, size: float, width: float, most: int = 10_000
    ) -> list[cells.Piece]:
        return cells.set_words(cells.cleaned(runs, self.unknown), size, width, most)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Strip]:
        inset = _INSET if paragraph.framed else 0.0
        for runs in _split(paragraph.runs):
            width = Sheet(self._paper).measure - 2 * inset
            pieces = self._pieces(runs, paragraph.size, width)
            for number, strip in enumerate(self._set(pieces, inset)):
                begins = strip._replace(before=3.0) if not number else strip
                yield begins._replace(framed=paragraph.framed)

    def _bullets(self, bullets: Bullets) -> Iterator[Strip]:
        for runs in bullets.items:
            width = Sheet(self._paper).measure - _BULLET
            pieces = self._pieces(runs, bullets.size, width)
            for number, strip in enumerate(self._set(pieces, _BULLET, bullets.size)):
                yield strip._replace(before=1.0) if not number else strip

    def _set(
        self, pieces: Sequence[cells.Piece], inset: float, dot: float = 0.0
    ) -> Iterator[Strip]:
        """Line by line; neither the first nor the last of several is alone on a page."""
        for number, piece in enumerate(pieces):
            sheet = self._sheet()
            if not number:
                sheet.tag("LBody" if dot else "P")
                if dot:
                    side = dot * 0.3
                    box = (sheet.left + 1, dot - side - dot * 0.18, side, side)
                    sheet.shape(box, DOT, corner=side / 2)
            piece.draw(sheet, sheet.left + inset, 0.0)
            together = number + 1 < len(pieces) and number in (0, len(pieces) - 2)
            yield cut(sheet, piece.height, joined=together, again=self._again)

    # Facts and tables

    def _facts(self, facts: Facts) -> Iterator[Strip]:
        columns = (Column("", points=facts.points), Column(""))
        for name, cell in facts.rows:
            said = Say((Run(name, ink="quiet"),))
            yield from self._rows(columns, ((said,), cell), again=self._again, ruled=False)

    def _table(self, table: Table) -> Iterator[Strip]:
        head = self._table_head(table)
        yield head
        again = (*self._again, head._replace(before=0.0))
        for row in table.rows:
            yield from self._rows(table.columns, row, again=again)

    def _table_head(self, table: Table) -> Strip:
        sheet = self._sheet()
        wide = cells.widths(table.columns, sheet.measure)
        titles = [
            cells.set_words(
                cells.cleaned((Run(column.title, "bold", "quiet"),), self.unknown),
                LABEL,
                width,
                3,
                right=column.right,
            )
            for column, width in zip(table.columns, wide, strict=True)
        ]
        strip = cells.row(sheet, titles, table.columns, role="TH")
        return strip._replace(joined=True, before=4.0, again=self._again)

    def _rows(
        self,
        columns: Sequence[Column],
        row: Sequence[Cell],
        *,
        again: tuple[Strip, ...],
        ruled: bool = True,
    ) -> Iterator[Strip]:
        wide = cells.widths(columns, Sheet(self._paper).measure)
        filled = [
            cells.set_cell(cell, column, width, self.unknown)
            for cell, column, width in zip(row, columns, wide, strict=True)
        ]
        portions = list(cells.parted(filled, self._tallest(again)))
        for number, portion in enumerate(portions, start=1):
            last = number == len(portions)
            strip = cells.row(
                self._sheet(),
                portion,
                columns,
                ruled=ruled and last,
                role="TD" if ruled else "LBody",
            )
            yield strip._replace(again=again)

    def _tallest(self, again: tuple[Strip, ...]) -> float:
        """How tall a row may be to stand on any page, below what is told again there."""
        sheet = self._sheet()
        begin = max(self.head(self._sheet(), number) for number in (1, 2))
        return foot.top(sheet, ()) - begin - sum(strip.height for strip in again) - 60

    # To fill in, and whatever else

    def _blanks(self, blanks: Blanks) -> Strip:
        sheet = self._sheet()
        columns = [Column(label) for label in blanks.labels]
        x = sheet.left
        for label, width in zip(blanks.labels, cells.widths(columns, sheet.measure), strict=True):
            sheet.rule(x, 34.0, width)
            sheet.tag("P")
            for piece in self._pieces((Run(label, ink="quiet"),), LABEL, width, 1):
                piece.draw(sheet, x, 37.0)
            x += width + cells.GAP
        return cut(sheet, 50.0, before=14.0, again=self._again)

    def _drawing(self, drawing: Drawing) -> Strip:
        sheet = self._sheet()
        if drawing.alt:
            sheet.tag("Figure", drawing.alt)
        drawing.draw(sheet)
        return cut(sheet, drawing.height, before=6.0, again=self._again)


def _split(runs: Runs) -> Iterator[Runs]:
    """The paragraphs that new lines make."""
    current: list[Run] = []
    for run in runs:
        first, *rest = run.text.splitlines() or [""]
        current.append(run._replace(text=first))
        for text in rest:
            yield tuple(current)
            current = [run._replace(text=text)]
    yield tuple(current)
