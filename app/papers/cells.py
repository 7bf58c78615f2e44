"""Cells and rows: words, boxes and lines to write on, set to a width and laid side by side."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.brief import fonts
from app.brief.columns import PITCH
from app.brief.page import LABEL, LEADING, Role, Sheet
from app.brief.setting import Line, Run, Runs, set_text
from app.brief.strips import Strip, cut
from app.papers.parts import SIZE, Cell, Column, Content, Say, Ticks

GAP = 9.0  # between two columns
_ABOVE, _BELOW = 3.0, 4.0  # in a row, around its words


class Piece(NamedTuple):
    """A line of a cell: how high it is, and how it is drawn at a place; `whole` with the next."""

    height: float
    draw: Callable[[Sheet, float, float], None]


Unknown = dict[str, None]  # the letters that no font has, as they were found


def cleaned(runs: Runs, unknown: Unknown) -> Runs:
    """The words in letters that print, in one line."""
    return tuple(
        [run._replace(text=fonts.printable(run.text, unknown).replace("\n", " ")) for run in runs]
    )


def widths(columns: Sequence[Column], measure: float) -> list[float]:
    """How wide each column is, without the gap after it."""
    free = measure - GAP * (len(columns) - 1) - sum(column.points for column in columns)
    shares = sum(column.weight for column in columns if not column.points) or 1.0
    return [column.points or max(24.0, free * column.weight / shares) for column in columns]


def set_words(
    runs: Runs, size: float, width: float, most: int = 10_000, *, right: bool = False
) -> list[Piece]:
    """Words as lines; several lines read from right to left end at the right edge."""
    lines = set_text(runs, size, width, most).lines
    pieces = []
    for line in lines:
        shift = width - line.width * size if right or (line.rtl and len(lines) > 1) else 0.0
        pieces.append(Piece(size * LEADING, _words(line, max(0.0, shift), size)))
    return pieces


def _words(line: Line, shift: float, size: float) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(line, x + shift, y + size, size)

    return draw


def set_cell(cell: Cell, column: Column, width: float, unknown: Unknown) -> list[Piece]:
    """Everything in a cell, line by line."""
    contents: Sequence[Content] = (Say((Run(cell),)),) if isinstance(cell, str) else cell
    pieces: list[Piece] = []
    for content in contents:
        if isinstance(content, Say):
            runs = cleaned(content.runs, unknown)
            pieces += set_words(runs, content.size, width, right=column.right)
        elif isinstance(content, Ticks):
            pieces += _boxes(content, width, unknown)
        else:
            pieces += [Piece(PITCH, _rule(width))] * content.lines
    return pieces


def _rule(width: float) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.rule(x, y + PITCH - 1.5, width)

    return draw


def _boxes(ticks: Ticks, width: float, unknown: Unknown) -> list[Piece]:
    """Boxes in as many lines as they take."""
    lines: list[list[tuple[float, Line]]] = [[]]
    x, beside = 0.0, SIZE + 2
    for text in ticks.texts:
        runs = cleaned((Run(text),), unknown)
        for line in set_text(runs, LABEL, width - beside, 1).lines:
            wide = beside + line.width * LABEL
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0.0
            lines[-1].append((x, line))
            x += wide + 9
    return [
        Piece(
            PITCH * 0.8, _ticked(line, x - 6 if ticks.write and line is lines[-1] else 0.0, width)
        )
        for line in lines
    ]


def _ticked(
    boxes: list[tuple[float, Line]], start: float, width: float
) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        base = y + PITCH * 0.8 - 5
        for place, line in boxes:
            sheet.tick(x + place, base, SIZE)
            sheet.line(line, x + place + SIZE + 2, base, LABEL)
        if 0 < start < width - 12:
            sheet.rule(x + start, base + 2.5, width - start)

    return draw


def row(
    sheet: Sheet,
    cells: Sequence[list[Piece]],
    columns: Sequence[Column],
    *,
    ruled: bool = True,
    role: Role = "TD",
) -> Strip:
    """Cells side by side as a strip, on a sheet nobody has drawn on; "LBody" makes them a list."""
    wide = widths(columns, sheet.measure)
    x = sheet.left
    if role != "LBody":
        sheet.tag("TR")
    for number, (pieces, width) in enumerate(zip(cells, wide, strict=True)):
        sheet.tag("Lbl" if role == "LBody" and not number else role)
        y = _ABOVE
        for piece in pieces:
            piece.draw(sheet, x, y)
            y += piece.height
        x += width + GAP
    height = _ABOVE + max((_height(pieces) for pieces in cells), default=0.0) + _BELOW
    if ruled:
        sheet.rule(sheet.left, height - 0.6, sheet.measure)
    return cut(sheet, height)


def parted(cells: Sequence[list[Piece]], most: float) -> Iterator[list[list[Piece]]]:
    """The row whole, where it is at most that high; else in portions, as far as each cell goes."""
    if max((_height(pieces) for pieces in cells), default=0.0) + _ABOVE + _BELOW <= most:
        yield list(cells)
        return
    rest = [list(pieces) for pieces in cells]
    while any(rest):
        portion = [_taken(pieces, most / 4) for pieces in rest]
        yield portion


def _taken(pieces: list[Piece], most: float) -> list[Piece]:
    """The first lines that fit, taken away; one at least."""
    taken: list[Piece] = []
    while pieces and (not taken or _height(taken) + pieces[0].height <= most):
        taken.append(pieces.pop(0))
    return taken


def _height(pieces: Sequence[Piece]) -> float:
    return sum([piece.height for piece in pieces])
