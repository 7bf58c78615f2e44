"""Wallet cards: a meeting on 85 by 54 millimetres, eight to a page, with lines to cut along.

Whom, when on both clocks, the hard stop, where, and the first three questions: what a person looks
up in a lift. Laid out with the same pieces as the brief.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.brief import between, clock, folio, itinerary, layout, phrases, top
from app.brief.content import Brief
from app.brief.itinerary import Stop
from app.brief.page import LABEL, LEADING, MM, Page, Paper, Role, Sheet
from app.brief.setting import Line, Run, Runs, Setting, set_text
from app.i18n import _

WIDTH, HEIGHT = 85 * MM, 54 * MM
ACROSS, DOWN = 2, 4
_INSET, _ABOVE = 10.0, 7.0  # from the edges at the sides, and from those above and below
_MARK = 9.0  # the length of a cut mark
_QUESTIONS = 3


def pages(stops: Sequence[Stop], *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The cards of these meetings, in their order."""
    briefs = [layout.cleaned(stop.brief)[0] for stop in itinerary.in_order(stops)]
    whole = ACROSS * DOWN
    found = [briefs[start : start + whole] for start in range(0, len(briefs), whole)]
    return [
        _page(some, paper, printed_at, (number, len(found)))
        for number, some in enumerate(found, start=1)
    ]


def _page(
    briefs: list[Brief], paper: Paper, printed_at: datetime, place: tuple[int, int]
) -> Page:  # fmt: skip
    sheet = Sheet(paper)
    left = (sheet.width - ACROSS * WIDTH) / 2
    first = sheet.top + 18
    rows = -(-len(briefs) // ACROSS)
    words = _("Cut along the lines.")
    sheet.tag("Sect")
    sheet.words(words, left, sheet.top + LABEL * 0.74, LABEL, ink="quiet")
    _cuts(sheet, left, first, rows)
    for number, brief in enumerate(briefs):
        row, column = divmod(number, ACROSS)
        _card(sheet, brief, left + column * WIDTH, first + row * HEIGHT)
    zone = clock.known_zone(briefs[0].your_zone)
    printed = printed_at.astimezone(zone) if zone and printed_at.tzinfo else printed_at
    folio.draw(sheet, printed, place)
    return sheet.page(title(), (LABEL, LABEL))


def title() -> str:
    """What the page is called."""
    return _("Wallet cards")


def _cuts(sheet: Sheet, left: float, first: float, rows: int) -> None:
    """Hairlines between the cards, longer at the edges for whoever cuts with a ruler."""
    for row in range(rows + 1):
        y = first + row * HEIGHT
        sheet.rule(left - _MARK, y, ACROSS * WIDTH + 2 * _MARK, weight=0.4)
    for column in range(ACROSS + 1):
        x = left + column * WIDTH - 0.2
        sheet.shape((x, first - _MARK, 0.4, _MARK - 0.5), _CUT)
        for row in range(rows):
            sheet.shape((x, first + row * HEIGHT + 0.5, 0.4, HEIGHT - 1), _CUT)
        sheet.shape((x, first + rows * HEIGHT + 0.5, 0.4, _MARK - 0.5), _CUT)


_CUT = "#AEB6BA"


def _card(sheet: Sheet, brief: Brief, x: float, y: float) -> None:
    """One card, its top left corner at this place."""
    room = WIDTH - 2 * _INSET
    x, bottom = x + _INSET, y + HEIGHT - _ABOVE
    y += _ABOVE
    name = _name(brief, room)
    y = _lines(sheet, name[0].lines, x, y, name[1], role="H2")
    people = tuple(replace(person, place="") for person in brief.people[:1])
    for headline in phrases.headlines(replace(brief, people=people)):
        y = _lines(sheet, _set(headline, room, 2).lines, x, y, LABEL)
    y += 3
    theirs, yours = top.clocks(brief)
    if theirs is None:
        y = _lines(sheet, _set((Run(phrases.no_time(), "bold"),), room, 1).lines, x, y, LABEL)
    else:
        day = theirs.begin.date()
        span = theirs.span() if brief.minutes > 0 else theirs.start()
        when: Runs = (Run(f"{clock.short_day(day)} · {span}", "bold"),)
        y = _lines(sheet, set_text(when, 10.0, room, 1).lines, x, y, 10.0)
        if yours is not None:
            other = yours.span(after=day) if brief.minutes > 0 else yours.start(after=day)
            shown = (Run(phrases.your_clock(other)),)
            y = _lines(sheet, _set(shown, room, 1).lines, x, y, LABEL)
        stop = phrases.hard_stop(phrases.length(brief.minutes), theirs.stop())
        if brief.minutes <= 0:
            stop = phrases.length(0)
        mark = "" if brief.agreed else f" · {between.not_agreed()}"
        y = _lines(sheet, _set((Run(stop + mark, "bold", "alarm"),), room, 1).lines, x, y, LABEL)
    if phrases.where(brief):
        where: Runs = (Run(phrases.where(brief), ink="quiet"),)
        y = _lines(sheet, _set(where, room, 1).lines, x, y, LABEL)
    _questions(sheet, brief, (x, y + 3), room, bottom)


def _name(brief: Brief, room: float) -> tuple[Setting, float]:
    """As large as it goes on one line."""
    runs: Runs = (Run(phrases.names(brief), "bold"),)
    for size in (13.0, 12.0, 11.0, 10.0):
        setting = set_text(runs, size, room, 1)
        if not setting.shortened:
            return setting, size
    return set_text(runs, 9.0, room, 1), 9.0


def _questions(
    sheet: Sheet, brief: Brief, place: tuple[float, float], room: float, bottom: float
) -> None:
    """The first three, each on as many lines as there are, the first ones first."""
    x, y = place
    asked = [text for text in brief.questions if text.strip()][:_QUESTIONS]
    spare = int((bottom - y + 0.01) / (LABEL * LEADING)) - len(asked)
    for number, text in enumerate(asked, start=1):
        most = 1 + max(0, min(1, spare))
        setting = _set((Run(text),), room - 11, most)
        spare -= len(setting.lines) - 1
        if y + LABEL * LEADING * len(setting.lines) > bottom + 0.01:
            return
        sheet.tag("Lbl")
        sheet.words(str(number), x, y + LABEL, LABEL, font="bold", ink="accent")
        y = _lines(sheet, setting.lines, x + 11, y, LABEL, role="LBody")


def _set(runs: Runs, room: float, most: int) -> Setting:
    return set_text(runs, LABEL, room, most)


def _lines(
    sheet: Sheet, lines: tuple[Line, ...], x: float, y: float, size: float, *, role: Role = "P"
) -> float:
    sheet.tag(role)
    for line in lines:
        sheet.line(line, x, y + size, size)
        y += size * LEADING
    return y
