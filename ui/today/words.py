"""How Today says things: what a line offers, what comes when nothing is due, when and where."""

from collections.abc import Collection
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


def rest() -> str:
    """What is said where nothing is due."""
    return _("Nothing is due today. Everybody who helped has heard from you.")


def coming(day: Day) -> str:
    """What the days to come bring."""
    following = day.next_due
    if following is None or following.due is None:
        return _("Nothing waits in the days to come, either. Rest is part of a long search.")
    when = words.day(following.due, day.today)
    told = following.text.rstrip(".")
    return _("What comes next, {day}: {what}. Until then, rest.").format(day=when, what=told)


def more(count: int) -> str:
    """What opens the rest of a list."""
    return ngettext("{n} more", "{n} more", count).format(n=count)


def without_step(count: int) -> str:
    """How many people are being approached without a plan for what comes next."""
    return ngettext(
        "{n} person whom you approach has no next step",
        "{n} people whom you approach have no next step",
        count,
    ).format(n=count)


def needs_wait(count: int) -> str:
    """That needs were not gone over for a while."""
    return ngettext(
        "{n} need to look at again, after two weeks",
        "{n} needs to look at again, after two weeks",
        count,
    ).format(n=count)


def hint(verbs: Collection[str]) -> str:
    """The keys that do something with the line that has the keyboard."""
    keys = {
        "open": _("Enter opens"), "done": _("D done"), "later": _("L later"),
        "write": _("W write"), "print": _("P print"), "drop": _("X drop"),
    }  # fmt: skip
    told = [text for verb, text in keys.items() if verb in verbs]
    return " · ".join((_("Arrows choose"), *told, _("F1 all keys")))


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
