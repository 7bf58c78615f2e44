"""The foot of the page: the names you were given, and what the page has to say of itself."""

from datetime import datetime

from app.brief import clock, fonts, phrases, remarks
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


def draw(
    sheet: Sheet,
    lines: tuple[Line, ...],
    printed: datetime,
    *,
    shortened: bool,
    private: bool = False,
) -> None:
    """Notes, when this was printed, what dots mean, and that it is private."""
    draw_notes(sheet, lines)
    when = remarks.printed(clock.long_day(printed.date()), clock.time_of_day(printed))
    if shortened:
        when = remarks.shortened(when)
    draw_last(sheet, when, remarks.with_private() if private else "")


def draw_notes(sheet: Sheet, lines: tuple[Line, ...]) -> None:
    """What the page has to say of itself, above its last line."""
    base = sheet.bottom - fonts.DESCENT * LABEL - len(lines) * LABEL * LEADING
    sheet.tag("P")
    for line in lines:
        sheet.line(line, sheet.left, base, LABEL)
        base += LABEL * LEADING


def draw_last(sheet: Sheet, words: str, last: str = "") -> None:
    """The last line, which stands on every page: these words, and that it is private."""
    base = sheet.bottom - fonts.DESCENT * LABEL
    last = last or remarks.private()
    wide = _wide(last)
    sheet.tag("Artifact")
    sheet.words(last, sheet.right - wide, base, LABEL, ink="quiet")
    first = set_text((Run(words, ink="quiet"),), LABEL, sheet.measure - wide - 12, 1)
    sheet.line(first.lines[0], sheet.left, base, LABEL)


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
    name, companies, permissions = phrases.names_columns(brief)
    may = _fitting(permissions, width * 0.34)
    third = x + width - max(_wide(may), 26 * MM)
    second = x + (third - x) * 0.36
    company = _fitting(companies, third - second - 6)
    sheet.tag("TR")
    for words, start in ((name, x), (company, second), (may, third)):
        sheet.tag("TH")
        sheet.words(words, start, y + LABEL, LABEL, ink="quiet")
    y += LABEL * LEADING
    ruled(sheet, (x, y), width, count, PITCH)
    for number in range(1, count + 1):
        base = y + number * PITCH - 5
        start = third
        sheet.tag("TR")
        for _cell in range(3):
            sheet.tag("TD")
        for word in phrases.yes_or_no():
            sheet.tick(start, base, 9.0)
            start += 11 + sheet.words(word, start + 11, base, LABEL, ink="quiet") + 12


def _wide(text: str) -> float:
    return fonts.width(text, "regular") * LABEL


def _fitting(wordings: tuple[str, ...], width: float) -> str:
    """The first wording that fits, else the last."""
    return next((text for text in wordings if _wide(text) <= width), wordings[-1])
