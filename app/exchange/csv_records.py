"""Rows of a CSV file, one bad one never taking the rest with it.

A stray quotation mark would swallow every line up to the next one; here a quotation mark that does
not close within a few lines is taken for an ordinary letter.
"""

import csv
import re
from collections.abc import Iterator, Sequence

_MOST_LINES_IN_A_CELL = 200
_FIELD_LIMIT = 10_000_000


def separator_of(line: str) -> str:
    """The sign between the cells of a header line."""
    return max(",;\t", key=lambda sign: len(cells(line, sign)))


def cells(line: str, separator: str) -> list[str]:
    """The cells of one complete line."""
    return next(iter(rows([line], separator)), (0, []))[1]


def rows(lines: Sequence[str], separator: str, width: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the place (from 0) of its first line.

    Several lines make one row only where they then have as many cells as the header (`width`).
    """
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    closed = _closed(separator)
    place = 0
    while place < len(lines):
        taken, row = _record(lines, place, separator, width, closed)
        if any(cell.strip() for cell in row):
            yield place, row
        place += taken


def _record(
    lines: Sequence[str], place: int, separator: str, width: int, closed: re.Pattern[str]
) -> tuple[int, list[str]]:
    """The row that begins here, and how many lines it takes."""
    line = lines[place]
    if line.count('"') % 2 == 0 or closed.fullmatch(line):
        return 1, _row(line, separator)
    record = line
    for taken, further in enumerate(lines[place + 1 : place + _MOST_LINES_IN_A_CELL], start=2):
        record += "\n" + further
        if further.count('"') % 2 and closed.fullmatch(record):
            row = _row(record, separator)
            if width in (0, len(row)):
                return taken, row
    return 1, _row(line.replace('"', ""), separator)


def _row(record: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(_whole(record), delimiter=separator), [])
    except csv.Error:
        return record.split(separator)


def _whole(record: str) -> list[str]:
    return [part + "\n" for part in record.split("\n")] if "\n" in record else [record]


def _closed(separator: str) -> re.Pattern[str]:
    """What a record looks like whose quotation marks all close."""
    sign = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*"[^"{sign}\n]*|[^"{sign}\n][^{sign}\n]*)?'
    return re.compile(rf"{cell}(?:{sign}{cell})*")
