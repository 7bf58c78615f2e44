"""Times and zones: UTC in the book, two clocks on the page, a change of clock told apart."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from app.errors import Invalid
from app.i18n import _


def to_text(moment: datetime) -> str:
    """A moment as the book keeps it: `2026-11-24T17:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """A moment from the book, in UTC."""
    return datetime.fromisoformat(text)


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Every zone a person might choose, by its IANA name."""
    return tuple(sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/")))


def zone_exists(name: str) -> bool:
    """Whether the zone database knows this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zone(name: str) -> ZoneInfo:
    """The zone of this name, or UTC where the name is empty or gone from the zone database."""
    return ZoneInfo(name) if name and zone_exists(name) else ZoneInfo("UTC")


def local(moment: datetime, zone_name: str) -> datetime:
    """The moment on the wall clock of a zone."""
    return moment.astimezone(zone(zone_name))


def wall(moment: datetime, zone_name: str) -> tuple[date, time]:
    """Day and time on the wall clock of a zone; `fold` tells the second of two equal times."""
    there = local(moment, zone_name)
    return there.date(), there.time()


def from_wall(day: date, hour: int, minute: int, zone_name: str, *, fold: int = 0) -> datetime:
    """The moment when a wall clock in a zone shows this time, in UTC.

    A time that a change of clock skips raises `Invalid` with the next one there is; of a time that
    comes twice the first is taken, or with `fold=1` the second.
    """
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone(zone_name), fold=fold)
    moment = wall.astimezone(UTC)
    back = moment.astimezone(zone(zone_name))
    if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise Invalid(
            {
                "start": _(
                    "The clocks change then: {time} does not exist in {zone} on that day. "
                    "The next time there is {next}."
                ).format(
                    time=wall.strftime("%H:%M"),
                    zone=zone_name,
                    next=_after_the_gap(wall).strftime("%H:%M"),
                )
            }
        )
    return moment


def _after_the_gap(skipped: datetime) -> datetime:
    """The first time that a wall clock shows after the gap in which this one would lie."""
    candidate = skipped.replace(second=0, microsecond=0, fold=0)
    while candidate.astimezone(UTC).astimezone(skipped.tzinfo).replace(
        tzinfo=None
    ) != candidate.replace(tzinfo=None):
        candidate += timedelta(minutes=1)
    return candidate


def comes_twice(moment: datetime, zone_name: str) -> bool:
    """Whether the wall clock of a zone shows this time twice on that day."""
    there = local(moment, zone_name)
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()


def clock_label(moment: datetime, zone_name: str) -> str:
    """The zone's short name at that moment: `EST`, or `UTC+03:00` where there is none."""
    wall = local(moment, zone_name)
    short = wall.tzname() or ""
    if short and short[0] not in "+-":
        return short
    minutes = int((wall.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
