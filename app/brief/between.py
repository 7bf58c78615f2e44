"""The sentences between two meetings of an itinerary, and those at its head."""

from collections.abc import Sequence
from datetime import date, datetime

from app.brief import clock
from app.domain.itineraries import Gap
from app.i18n import _, ngettext


def gap(found: Gap, *, place: str, call: bool, leaving: datetime, coming: datetime) -> str:
    """What lies between two meetings, and what to do about the watch."""
    parts = [_time_between(found, place, call=call), _watch(found.watch, leaving, coming)]
    return " ".join(part for part in parts if part)


def _time_between(found: Gap, place: str, *, call: bool) -> str:
    if found.minutes < 0:
        return _("These two overlap by {length}: one of them has to move.").format(
            length=length(-found.minutes)
        )
    if found.next_day:
        return _("Then to {place}.").format(place=place) if found.moves and place else ""
    if found.minutes == 0:
        return _("The next one begins at once.")
    if found.moves and place:
        wording = _("{length} to get to {place}.")
    elif found.moves:
        wording = _("{length} to get to the next one.")
    elif call:
        wording = _("{length} until the call.")
    else:
        wording = _("{length} until the next one, in the same place.")
    return wording.format(length=length(found.minutes), place=place)


def _watch(minutes: int, leaving: datetime, coming: datetime) -> str:
    if not minutes:
        return ""
    wording = (
        _("Set your watch forward {length}, from {before} to {after}.")
        if minutes > 0
        else _("Set your watch back {length}, from {before} to {after}.")
    )
    return wording.format(
        length=length(abs(minutes)),
        before=clock.zone_label(leaving),
        after=clock.zone_label(coming),
    )


def length(minutes: int) -> str:
    """So much time in words, like "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def period(days: Sequence[date]) -> str:
    """From which day to which, like "Tue 24 – Thu 26 Nov 2026"."""
    if not days:
        return _("Time not agreed yet")
    first, last = min(days), max(days)
    if first == last:
        return clock.long_day(first)
    begin = clock.short_day(first) if first.year == last.year else clock.long_day(first)
    return _("{first} – {last}").format(first=begin, last=clock.long_day(last))


def counted(in_person: int, calls: int) -> str:
    """How many there are of each."""
    parts = []
    if in_person:
        parts.append(
            ngettext("{count} meeting in person", "{count} meetings in person", in_person).format(
                count=in_person
            )
        )
    if calls:
        parts.append(ngettext("{count} call", "{count} calls", calls).format(count=calls))
    return ", ".join(parts)


def title() -> str:
    """The heading of the page."""
    return _("Itinerary")


def continued(what: str) -> str:
    """A heading that stood on the page before."""
    return _("{what}, continued").format(what=what)


def theirs(span: str) -> str:
    """The same meeting on the clock of the people you call."""
    return _("theirs: {span}").format(span=span)


def not_agreed() -> str:
    """Said of a meeting that is still a wish or a request."""
    return _("not agreed yet")
