"""How times, states and what is missing are said on the screen."""

from datetime import UTC, date, datetime

from app.brief import clock
from app.domain import times
from app.domain.meetings import MeetingRow, purpose_names, state_names
from app.i18n import _, ngettext
from ui.widgets.chip import Mark

_KINDS = {"agreed": "calm", "missed": "attention"}


def state_mark(state: str) -> Mark:
    """The chip of a state."""
    return Mark(state_names().get(state, state), _KINDS.get(state, "plain"))


def your_start(row: MeetingRow, your_zone: str, today: date) -> str:
    """The start on your clock: “Today 15:00”, “Tue 24 Nov 15:00”; a dash while it is open."""
    begins = row.begins()
    if begins is None:
        return _("No day yet")
    here = times.local(begins, your_zone)
    return _("{day} {time}").format(day=near_day(here.date(), today), time=clock.time_of_day(here))


def their_start(row: MeetingRow, your_zone: str) -> str:
    """The start on their clock, where that differs from yours."""
    begins = row.begins()
    if begins is None or not row.zone:
        return ""
    if not times.zone_exists(row.zone):
        return _("their time zone is not known here")
    there, here = times.local(begins, row.zone), times.local(begins, your_zone)
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return _("their clock is yours")
    told = _("theirs {time} {zone}").format(
        time=clock.time_of_day(there), zone=clock.zone_label(there)
    )
    if there.date() != here.date():
        return f"{told}, {clock.short_day(there.date())}"
    return told


def near_day(day: date, today: date) -> str:
    """Today, tomorrow, yesterday, or the day with its year where that is another."""
    names = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return names.get((day - today).days) or (
        clock.short_day(day) if day.year == today.year else clock.long_day(day)
    )


def about(row: MeetingRow) -> str:
    """What the meeting is for, in one line."""
    return row.purpose_detail or purpose_names().get(row.purpose, "")


def readiness(row: MeetingRow, now: datetime) -> tuple[Mark, ...]:
    """What wants attention about a meeting, or that nothing does."""
    if row.state == "held":
        return () if row.debriefed else (Mark(_("Not typed up yet"), "attention"),)
    if not row.is_open:
        return ()
    ends = row.ends()
    if ends is not None and ends < now:
        return (Mark(_("How did it go?"), "attention"),)
    missing = row.missing
    if not missing:
        return (Mark(_("Ready")),)
    if len(missing) == 1:
        return (Mark(missing[0], "attention"),)
    more = ngettext("{first} +{count}", "{first} +{count}", len(missing) - 1)
    return (Mark(more.format(first=missing[0], count=len(missing) - 1), "attention"),)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
