"""Two clocks for one meeting: theirs and yours, right across every change of clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from app.i18n import _


@dataclass(frozen=True, slots=True)
class Clock:
    """Beginning and hard stop (P32) as one place's clocks show them."""

    begin: datetime
    end: datetime

    def span(self, *, after: date | None = None) -> str:
        """From when to when, like "17:00 – 17:40 EST"; with the day where it is not `after`."""
        begin, end = time_of_day(self.begin), time_of_day(self.end)
        if self.end.date() != self.begin.date():
            end = f"{weekday(self.end.date())} {end}"
        if after is not None and self.begin.date() != after:
            begin = f"{short_day(self.begin.date())}, {begin}"
        first, last = zone_label(self.begin), zone_label(self.end)
        if first != last:  # the clocks change while you talk
            return f"{begin} {first} – {end} {last}"
        return f"{begin} – {end} {last}"

    def start(self, *, after: date | None = None) -> str:
        """The beginning alone, where no length was agreed."""
        begin = f"{time_of_day(self.begin)} {zone_label(self.begin)}"
        if after is not None and self.begin.date() != after:
            return f"{short_day(self.begin.date())}, {begin}"
        return begin

    def stop(self) -> str:
        """The hard stop, like "17:40 EST"."""
        return f"{time_of_day(self.end)} {zone_label(self.end)}"


def clock(start: datetime, minutes: int, zone: tzinfo) -> Clock:
    """How the clocks in this zone show a meeting that starts at this moment."""
    moment = start if start.tzinfo is not None else start.replace(tzinfo=UTC)
    moment = moment.astimezone(UTC)
    return Clock(moment.astimezone(zone), (moment + timedelta(minutes=minutes)).astimezone(zone))


def known_zone(name: str) -> ZoneInfo | None:
    """The zone of that name, or nothing when the zone database has it no more."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def zone_label(moment: datetime) -> str:
    """What people call the clock of this moment: EST, CET, or UTC+05:30 where it has no name."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours:02}:{minutes:02}"


def time_of_day(moment: datetime) -> str:
    """Hours and minutes, like 17:40."""
    return f"{moment.hour:02}:{moment.minute:02}"


def weekday(day: date) -> str:
    """The short name of the day of the week."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def month(day: date) -> str:
    """The short name of the month."""
    names = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )
    return names[day.month - 1]


def short_day(day: date) -> str:
    """Like "Tue 24 Nov"."""
    return _("{weekday} {day} {month}").format(weekday=weekday(day), day=day.day, month=month(day))


def long_day(day: date) -> str:
    """Like "Tue 24 Nov 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday(day), day=day.day, month=month(day), year=day.year
    )


def day_in(day: date, year: int) -> str:
    """Like "12 Nov", with the year when it is not this one."""
    if day.year == year:
        return _("{day} {month}").format(day=day.day, month=month(day))
    return _("{day} {month} {year}").format(day=day.day, month=month(day), year=day.year)
