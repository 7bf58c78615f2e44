"""From one meeting to the next: how much time lies between, another place, another clock (B07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

# A call this soon after a meeting in person is made from where that meeting was.
_STILL_THERE = timedelta(hours=12)
# Less than this to get somewhere else wants a second look.
TIGHT = 30


@dataclass(frozen=True)
class Stay:
    """One meeting on the way: `start` with its zone, the zone of the people met, and where."""

    start: datetime
    minutes: int
    zone: tzinfo
    in_person: bool
    place: str = ""

    @property
    def end(self) -> datetime:
        """The hard stop; the start where no length was agreed."""
        return self.start + timedelta(minutes=max(0, self.minutes))


@dataclass(frozen=True)
class Gap:
    """What lies between the end of one meeting and the start of the next."""

    minutes: int  # less than nothing where the two overlap
    moves: bool  # the next one is somewhere else
    watch: int  # minutes by which the clock around you goes on, or back where less than nothing
    next_day: bool

    @property
    def is_tight(self) -> bool:
        """Whether the two overlap, or there is hardly time to get there."""
        return self.minutes < (TIGHT if self.moves else 0)


def whereabouts(stays: Sequence[Stay], home: tzinfo) -> tuple[tzinfo, ...]:
    """The zone where you are at each of these, in their order.

    In person you are where they are. A call is made from where the last meeting in person was, if
    it comes soon after it or another one follows; else from home.
    """
    found: list[tzinfo] = []
    for number, stay in enumerate(stays):
        if stay.in_person:
            found.append(stay.zone)
            continue
        before = next((s for s in reversed(stays[:number]) if s.in_person), None)
        goes_on = any(later.in_person for later in stays[number + 1 :])
        there = before is not None and (goes_on or stay.start - before.end < _STILL_THERE)
        found.append(before.zone if before is not None and there else home)
    return tuple(found)


def gap(before: Stay, after: Stay, here: tzinfo, there: tzinfo) -> Gap:
    """What lies between two meetings, from the zone where one is to the other."""
    leaving, coming = before.end.astimezone(here), after.start.astimezone(there)
    shift = (coming.utcoffset() or timedelta()) - (leaving.utcoffset() or timedelta())
    same_place = before.in_person and _same(before.place, after.place)
    return Gap(
        minutes=int((after.start - before.end).total_seconds() // 60),
        moves=after.in_person and not same_place,
        watch=int(shift.total_seconds() // 60),
        next_day=coming.date() != leaving.date(),
    )


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.split() == other.split()
