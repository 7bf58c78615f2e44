"""The foot of the page: the names you were given, and what the page has to say of itself."""

from datetime import datetime

from app.brief import clock, fonts, phrases
from app.brief.columns import HEADING, PITCH, ruled
from app.brief.content import Brief
from app.brief.page import LABEL, LEADING, MM, Sheet
from app.brief.setting import Line, Run, set_text


def notes(sheet: Sheet, texts: list[str]) -> tuple[Line, ...]:
    """What the page has to say of itself, in lines."""
    return tuple(
        line
        for text in texts
        for line in set_text((Run(text, "italic", "quiet"),), LABEL, sheet.measure, 2).lines
    )


def top(sheet: Sheet, lines: tuple[Line, ...]) -> float:
    """Where the foot begins."""
    return sheet.bottom - LABEL * LEADING * (1 + len(lines)) - 9


def draw(sheet: Sheet, lines: tuple[Line, ...], printed: datetime) -> None:
    """Notes, when this was printed, and that it is private."""
    base = sheet.bottom - fonts.DESCENT * LABEL
    when = phrases.printed(clock.long_day(printed.date()), clock.time_of_day(printed))
    sheet.words(when, sheet.left, base, LABEL, ink="quiet")
    last = phrases.private()
    wide = fonts.width(last, "regular") * LABEL
    sheet.words(last, sheet.right - wide, base, LABEL, ink="quiet")
    for line in reversed(lines):
        base -= LABEL * LEADING
        sheet.line(line, sheet.left, base, LABEL)


def names_height(count: int) -> float:
    """The height of so many lines for names under their headings."""
    return HEADING + LABEL * LEADING + count * PITCH


def draw_names(
    sheet: Sheet, brief: Brief, place: tuple[float, float], y: float, count: int
) -> None:
    """A table to fill in: name, how they are known, whether you may say who sent you (P41, B04)."""
    x, width = place
    sheet.label(phrases.names_title(), x, y + LABEL, width)
    y += HEADING
    name, company, may = phrases.names_columns(brief)
    last = max(fonts.width(may, "regular") * LABEL, 26 * MM)
    second = x + (width - last) * 0.36
    third = x + width - last
    for words, start, end in (
        (name, x, second),
        (company, second, third - 6),
        (may, third, x + width),
    ):
        line = set_text((Run(words, ink="quiet"),), LABEL, end - start + 0.1, 1).lines[0]
        sheet.line(line, start, y + LABEL, LABEL)
    y += LABEL * LEADING
    ruled(sheet, (x, y), width, count, PITCH)
    for number in range(1, count + 1):
        base = y + number * PITCH - 5
        start = third
        for word in phrases.yes_or_no():
            sheet.tick(start, base, 9.0)
            start += 11 + sheet.words(word, start + 11, base, LABEL, ink="quiet") + 12
