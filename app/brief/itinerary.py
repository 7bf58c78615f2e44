"""The itinerary of a day or a trip: every meeting in order, on both clocks, and the way between.

One page, or as many as it takes; laid out with the same pieces as the brief.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from itertools import zip_longest
from typing import NamedTuple

from app.brief import (
    between,
    clock,
    folio,
    fonts,
    foot,
    layout,
    masthead,
    phrases,
    remarks,
    strips,
)
from app.brief.content import Brief
from app.brief.page import LEADING, MM, Page, Paper, Role, Sheet
from app.brief.setting import Ink, Line, Run, Runs, set_text
from app.brief.strips import Strip, cut
from app.domain import itineraries
from app.domain.itineraries import Stay

_TIMES = 46 * MM  # the column of the clocks
_SIZE, _SMALL = 11.0, 9.5
_WAY = "#A9CCC7"


@dataclass(frozen=True, slots=True)
class Stop:
    """A meeting on the way: its brief, and how it is held."""

    brief: Brief
    in_person: bool = True


class _Words(NamedTuple):
    """A set line and where it stands: how far from the left, how far below the line before it."""

    line: Line
    x: float
    size: float
    down: float
    begins: Role | None  # what it is the first line of


class _Part(NamedTuple):
    """What is never parted: the lines at the left, those at the right, and what kind it is."""

    kind: str  # "day", "meeting" or "way"
    left: tuple[_Words, ...]
    right: tuple[_Words, ...] = ()

    @property
    def height(self) -> float:
        """How much of the page it takes, with the room below it."""
        tall = max(sum(words.down for words in side) for side in (self.left, self.right))
        return tall + {"day": 9.0, "meeting": 12.0, "way": 13.0}[self.kind]


def pages(stops: Sequence[Stop], *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The itinerary of these meetings, as placed pieces."""
    cleaned, notes = _cleaned(stops)
    bare = Sheet(paper)  # only measured
    lines = foot.notes(bare, notes)
    laid = _strips(paper, _parts(bare, cleaned))

    def head(sheet: Sheet, number: int) -> float:
        return _head(sheet, cleaned) if number == 1 else masthead.again(sheet, between.title())

    sheets = strips.filled(paper, laid, head=head, bottom=foot.top(bare, lines))
    zone = clock.known_zone(cleaned[0].brief.your_zone) if cleaned else None
    printed = printed_at.astimezone(zone) if zone and printed_at.tzinfo else printed_at
    for number, sheet in enumerate(sheets, start=1):
        last = number == len(sheets)
        folio.draw(sheet, printed, (number, len(sheets)), notes=lines if last else ())
    return [sheet.page(between.title(), (_SIZE, _SMALL)) for sheet in sheets]


def in_order(stops: Sequence[Stop]) -> list[Stop]:
    """The meetings as they come; those without a time last."""
    ordered = sorted(
        (stop for stop in stops if stop.brief.start is not None),
        key=lambda stop: stop.brief.start or datetime.min.replace(tzinfo=UTC),
    )
    return [*ordered, *(stop for stop in stops if stop.brief.start is None)]


def on_the_way(stops: Sequence[Stop]) -> list[Stop]:
    """In order, each with the clock of where you will be: a call may be made far from home."""
    ordered = in_order(stops)
    here = {id(place.stop): place.here for place in _places(ordered)}
    found = []
    for stop in ordered:
        zone = getattr(here.get(id(stop)), "key", "")
        yours = zone if zone and not stop.in_person else stop.brief.your_zone
        found.append(replace(stop, brief=replace(stop.brief, your_zone=yours)))
    return found


def _cleaned(stops: Sequence[Stop]) -> tuple[list[Stop], list[str]]:
    """In order, in characters that print; and what the page has to say about the others."""
    found, notes, unknown = [], dict[str, None](), dict[str, None]()
    for stop in in_order(stops):
        brief, missing = layout.cleaned(stop.brief)
        unknown.update(dict.fromkeys(missing))
        notes.update(dict.fromkeys(layout.zone_notes(brief)))
        found.append(replace(stop, brief=brief))
    told = list(notes)[:3]
    if unknown:
        told.append(remarks.unprintable([fonts.name_of(character) for character in unknown]))
    return found, told


# What it says


class _Place(NamedTuple):
    """A meeting with the clock of where you are."""

    stop: Stop
    stay: Stay
    here: tzinfo
    home: tzinfo

    def begins(self) -> datetime:
        return self.stay.start.astimezone(self.here)


def _parts(sheet: Sheet, stops: list[Stop]) -> list[_Part]:
    parts: list[_Part] = []
    before: _Place | None = None
    day: date | None = None
    for place in _places(stops):
        way = _way(sheet, before, place) if before else None
        if way is not None:
            parts.append(way)
        if place.begins().date() != day:
            day = place.begins().date()
            parts.append(_heading(sheet, clock.long_day(day)))
        parts.append(_meeting(sheet, place.stop, _times(place)))
        before = place
    open_ones = [stop for stop in stops if stop.brief.start is None]
    if open_ones:
        parts.append(_heading(sheet, phrases.no_time()))
        parts += [_meeting(sheet, stop, _length(stop.brief)) for stop in open_ones]
    return parts


def _places(stops: list[Stop]) -> list[_Place]:
    timed = [stop for stop in stops if stop.brief.start is not None]
    stays = [_stay(stop) for stop in timed]
    home = _home(timed)
    here = itineraries.whereabouts(stays, home)
    return [_Place(*three, home) for three in zip(timed, stays, here, strict=True)]


def _home(stops: list[Stop]) -> tzinfo:
    return (stops and clock.known_zone(stops[0].brief.your_zone)) or UTC


def _stay(stop: Stop) -> Stay:
    brief = stop.brief
    assert brief.start is not None
    return Stay(
        brief.start if brief.start.tzinfo else brief.start.replace(tzinfo=UTC),
        brief.minutes,
        clock.known_zone(brief.their_zone or brief.your_zone) or UTC,
        stop.in_person,
        brief.place,
    )


def _times(place: _Place) -> list[tuple[Run, float]]:
    """The clock around you, then theirs and the one at home where they show something else."""
    stay = place.stay
    shown = clock.clock(stay.start, max(0, stay.minutes), place.here)
    words = [(Run(shown.span() if stay.minutes > 0 else shown.start(), "bold"), _SIZE)]
    seen = {shown.begin.utcoffset()}
    for zone, wording in ((stay.zone, between.theirs), (place.home, phrases.your_clock)):
        other = clock.clock(stay.start, max(0, stay.minutes), zone)
        if other.begin.utcoffset() in seen:
            continue
        seen.add(other.begin.utcoffset())
        day = shown.begin.date()
        span = other.span(after=day) if stay.minutes > 0 else other.start(after=day)
        words.append((Run(wording(_kept_together(span))), _SMALL))
    if stay.minutes <= 0:
        words.append((Run(phrases.length(0), ink="quiet"), _SMALL))
    return words


def _kept_together(span: str) -> str:
    """The span in words that part only after the day."""
    return span.replace(" ", "\xa0").replace(",\xa0", ", ")


def _length(brief: Brief) -> list[tuple[Run, float]]:
    return [(Run(phrases.length(brief.minutes), ink="quiet"), _SMALL)]


def _meeting(sheet: Sheet, stop: Stop, times: list[tuple[Run, float]]) -> _Part:
    """When, whom, where and what for."""
    brief = stop.brief
    room = sheet.measure - _TIMES
    right = _set((Run(phrases.names(brief), "bold"),), _SIZE, _TIMES, room, 2)
    for headline in phrases.headlines(brief)[:3]:
        right += _set(headline, _SMALL, _TIMES, room, 2)
    where: Runs = (Run(phrases.where(brief)),)
    if not brief.agreed:
        mark = between.not_agreed()
        where = (Run(phrases.where(brief) + " · "), Run(mark, "bold", "alarm"))
        if not phrases.where(brief):
            where = (Run(mark, "bold", "alarm"),)
    right += _set(where, _SMALL, _TIMES, room, 3)
    about = " · ".join(part for part in (brief.purpose, brief.purpose_detail) if part.strip())
    right += _set((Run(about, ink="quiet"),), _SMALL, _TIMES, room, 2)
    left: list[_Words] = []
    for run, size in times:
        left += _set((run,), size, 0.0, _TIMES - 10, 2, role="P" if left else "H3")
    return _Part("meeting", tuple(left), tuple(right))


def _way(sheet: Sheet, before: _Place, after: _Place) -> _Part | None:
    """The time until the next one, where it is, and whether the watch has to be set."""
    found = itineraries.gap(before.stay, after.stay, before.here, after.here)
    words = between.gap(
        found,
        place=after.stay.place if after.stay.in_person else "",
        call=not after.stay.in_person,
        leaving=before.stay.end.astimezone(before.here),
        coming=after.begins(),
    )
    if not words:
        return None
    ink: Ink = "alarm" if found.is_tight else "quiet"
    run = Run(words, "bold" if found.is_tight else "italic", ink)
    return _Part("way", tuple(_set((run,), _SMALL, _TIMES, sheet.measure - _TIMES, 3)))


def _heading(sheet: Sheet, words: str) -> _Part:
    run = Run(words, "bold", "accent")
    return _Part("day", tuple(_set((run,), _SIZE, 0.0, sheet.measure, 1, role="H2")))


def _set(
    runs: Runs, size: float, x: float, width: float, most: int, *, role: Role = "P"
) -> list[_Words]:
    lines = set_text(runs, size, width, most).lines
    return [
        _Words(line, x, size, size * LEADING, None if number else role)
        for number, line in enumerate(lines)
    ]


# Where it stands


def _head(sheet: Sheet, stops: list[Stop]) -> float:
    """The name of the page and what it covers; where it ends."""
    places = _places(stops)
    days = [place.begins().date() for place in places]
    in_person = sum(stop.in_person for stop in stops)
    sheet.tag("Sect")
    return masthead.first(
        sheet,
        fonts.printable(between.title()),
        period=between.period(days),
        counted=between.counted(in_person, len(stops) - in_person),
    )


def _strips(paper: Paper, parts: Sequence[_Part]) -> Iterator[Strip]:
    """A meeting stays with the way to it and with its day; a new page says whose day goes on."""
    day: tuple[Strip, ...] = ()
    for part, following in zip_longest(parts, parts[1:]):
        sheet = Sheet(paper)
        _draw(sheet, part, 0.0)
        again = () if part.kind == "day" or (following and following.kind == "day") else day
        yield cut(sheet, part.height, joined=part.kind != "meeting", again=again)
        if part.kind == "day":
            words = " ".join(token.text for token in part.left[0].line.tokens)
            on_the_next = Sheet(paper)
            told = _heading(on_the_next, between.continued(words))
            _draw(on_the_next, told, 0.0)
            day = (cut(on_the_next, told.height),)


def _draw(sheet: Sheet, part: _Part, y: float) -> None:
    for side in (part.left, part.right):
        top = y
        for words in side:
            if words.begins is not None:
                sheet.tag(words.begins)
            sheet.line(words.line, sheet.left + words.x, top + words.size, words.size)
            top += words.down
    end = y + sum(words.down for words in part.left)
    if part.kind == "day":
        sheet.rule(sheet.left, end + 2, sheet.measure, weight=0.8, ink="accent")
    elif part.kind == "way":
        sheet.shape((sheet.left + _TIMES - 9, y, 2.0, end - y), _WAY)
