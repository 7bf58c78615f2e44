"""How Today says things: what a line offers, what comes when nothing is due, when and where."""

from datetime import date, datetime

from app.brief import clock
from app.domain import times
from app.domain import today as rules
from app.domain.meetings import MeetingRow, medium_names
from app.domain.today import Day, Line
from app.i18n import _, ngettext
from ui.meetings import words as meeting_words
from ui.pipeline import words
from ui.widgets.chip import Mark


def chip(line: Line, now: datetime, day: Day) -> Mark | None:
    """How late a line is, or until when there is time."""
    told = rules.since(line, now, day.today, day.zone)
    late = rules.is_late(line, now, day.today)
    return Mark(told, "attention" if late else "plain") if told else None


def quiet(line: Line, today: date) -> str:
    """What stands small behind the name in a short line."""
    if line.kind == "my_promise":
        return _("you said: {what}").format(what=line.text)
    if line.kind == "their_word":
        return _("they said: {what}").format(what=line.text)
    return rules.fading(line, today) if line.kind == "check_in" else line.text


def day(when: date, today: date) -> str:
    """A day as one would say it: today, tomorrow, Thursday, 4 Jan."""
    return words.day(when, today)


def rest(day: Day) -> str:
    """What is said where nothing is due: that it may rest, and what comes next."""
    return " ".join(
        (_("Nothing is due today. Everybody who helped has heard from you."), _coming(day))
    )


def _coming(day: Day) -> str:
    coming = day.next_due
    if coming is None or coming.due is None:
        return _("Nothing waits in the days to come, either.")
    when = words.day(coming.due, day.today)
    return _("What comes next, {day}: {what}.").format(day=when, what=coming.text.rstrip("."))


def more(count: int) -> str:
    """What opens the rest of a list."""
    return ngettext("{n} more", "{n} more", count).format(n=count)


def without_step(count: int) -> str:
    """How many people are being approached without a plan for what comes next."""
    told = ngettext(
        "{n} outreach has no next step yet", "{n} outreach have no next step yet", count
    )
    return told.format(n=count)


# Meetings


def is_near(row: MeetingRow, day: Day) -> bool:
    """Whether a meeting is today or tomorrow."""
    when = rules.day_of(row, day.zone)
    return when is not None and (when - day.today).days <= 1


def starts(row: MeetingRow, day: Day) -> str:
    """When a meeting begins on your clock: “Tomorrow 15:00”."""
    return meeting_words.your_start(row, day.zone, day.today)


def stops(row: MeetingRow, day: Day) -> str:
    """The hard stop, “– 15:40, hard stop” (P32)."""
    ends = row.ends()
    if ends is None:
        return ""
    return _("– {time}, hard stop").format(time=clock.time_of_day(times.local(ends, day.zone)))


def where(row: MeetingRow, day: Day) -> str:
    """How, their clock, and who sent you: “Video call · theirs 09:00 EST · through Alice Chen”."""
    parts = [
        row.place or medium_names().get(row.medium, row.medium),
        meeting_words.their_start(row, day.zone),
    ]
    if row.facts.referrer:
        parts.append(_("through {name}").format(name=row.facts.referrer))
    return " · ".join(filter(None, parts))


def lacks(row: MeetingRow) -> Mark | None:
    """What a meeting lacks most, and how much besides (P06 P30 P33 P34)."""
    missing = row.missing
    if not missing:
        return None
    if len(missing) == 1:
        return Mark(missing[0], "attention")
    told = _("{first} +{count}").format(first=missing[0], count=len(missing) - 1)
    return Mark(told, "attention")
