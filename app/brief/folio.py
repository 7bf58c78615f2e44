"""The foot of a page that belongs to several: when it was printed, which of how many, private."""

from datetime import datetime

from app.brief import clock, foot, remarks
from app.brief.page import Sheet
from app.brief.setting import Line
from app.i18n import _


def draw(
    sheet: Sheet,
    printed: datetime,
    place: tuple[int, int],
    *,
    notes: tuple[Line, ...] = (),
    last: str = "",
) -> None:
    """The last lines of a page; `place` is its number and how many there are.

    `last` stands in for the word that a page is private.
    """
    foot.draw_notes(sheet, notes)
    words = remarks.printed(clock.long_day(printed.date()), clock.time_of_day(printed))
    number, total = place
    if total > 1:
        words = _("{printed} · page {number} of {total}").format(
            printed=words, number=number, total=total
        )
    foot.draw_last(sheet, words, last)
