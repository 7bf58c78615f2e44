"""The foot of a page that belongs to several: when it was printed, which of how many, private."""

from datetime import datetime

from app.brief import clock, fonts, remarks
from app.brief.page import LABEL, LEADING, Sheet
from app.brief.setting import Line, Run, set_text
from app.i18n import _


def draw(
    sheet: Sheet, printed: datetime, place: tuple[int, int], *, notes: tuple[Line, ...] = ()
) -> None:
    """The last lines of a page; `place` is its number and how many there are."""
    base = sheet.bottom - fonts.DESCENT * LABEL
    words = remarks.printed(clock.long_day(printed.date()), clock.time_of_day(printed))
    number, total = place
    if total > 1:
        words = _("{printed} · page {number} of {total}").format(
            printed=words, number=number, total=total
        )
    last = remarks.private()
    wide = fonts.width(last, "regular") * LABEL
    sheet.words(last, sheet.right - wide, base, LABEL, ink="quiet")
    first = set_text((Run(words, ink="quiet"),), LABEL, sheet.measure - wide - 12, 1)
    sheet.line(first.lines[0], sheet.left, base, LABEL)
    for line in reversed(notes):
        base -= LABEL * LEADING
        sheet.line(line, sheet.left, base, LABEL)
