"""The print pack: a day, a trip or a selection of meetings in one document (B07, P40).

The itinerary first, then each brief followed by the résumé, wallet cards last. Printed on both
sides of the paper, no two people share a sheet, and nobody who is handed the résumé holds the brief
on its back: everything begins on a fresh sheet. It happens in memory; no file is left behind.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.brief import attached, between, cards, clock, itinerary, layout, pdf
from app.brief.itinerary import Stop
from app.brief.page import SIZES, Page, Paper
from app.i18n import _

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """What is printed together; `resume` are the bytes of a PDF that follows each brief."""

    stops: tuple[Stop, ...]
    paper: Paper
    printed_at: datetime
    resume: bytes = b""
    itinerary: bool = True
    wallet_cards: bool = False
    double_sided: bool = False


def render(pack: Pack, progress: Progress = lambda _done, _total: None) -> bytes:
    """The whole pack as the bytes of one PDF; `progress` may raise to stop it.

    Raises `Refused` when the résumé is no PDF that can be printed.
    """
    theirs = attached.Theirs(pack.resume, _("The résumé"), pack.paper) if pack.resume else None
    data = pdf.written(
        _pages(pack, len(theirs) if theirs else 0, progress),
        title=title(pack),
        subject=_("Briefs for informational meetings, with all that is carried along"),
        listed=True,
        theirs=theirs,
    )
    progress(len(pack.stops) + 1, len(pack.stops) + 1)
    return data


def title(pack: Pack) -> str:
    """What the document is called, and a file suggested for it."""
    days = []
    for stop in pack.stops:
        zone = clock.known_zone(stop.brief.your_zone)
        if stop.brief.start is not None:
            days.append(stop.brief.start.astimezone(zone).date())
    return _("Print pack: {days}").format(days=between.period(days))


def _pages(pack: Pack, count: int, progress: Progress) -> Iterator[Page | int]:
    """Page after page; those of the résumé, which has so many, by their number."""
    width, height = SIZES[pack.paper]
    empty = Page(width, height, "", (), (0.0, 0.0), False, 0.0)
    for together in _together(pack, count, progress):
        yield from together
        if pack.double_sided and len(together) % 2:
            yield empty


def _together(pack: Pack, count: int, progress: Progress) -> Iterator[list[Page | int]]:
    """What begins on a fresh sheet; pages of the résumé are told by their number."""
    progress(0, len(pack.stops) + 1)
    printed = _at_home(pack)
    if pack.itinerary:
        yield [*itinerary.pages(pack.stops, paper=pack.paper, printed_at=printed)]
    stops = itinerary.on_the_way(pack.stops)
    for done, stop in enumerate(stops, start=1):
        yield [layout.lay_out(stop.brief, paper=pack.paper, printed_at=printed)]
        if count:
            yield [*range(count)]
        progress(done, len(pack.stops) + 1)
    if pack.wallet_cards:
        yield [*cards.pages(stops, paper=pack.paper, printed_at=printed)]


def _at_home(pack: Pack) -> datetime:
    """When it was printed, by the clock on the wall: on the way there may be others."""
    zone = clock.known_zone(pack.stops[0].brief.your_zone) if pack.stops else None
    if zone is None or pack.printed_at.tzinfo is None:
        return pack.printed_at
    return pack.printed_at.astimezone(zone).replace(tzinfo=None)
