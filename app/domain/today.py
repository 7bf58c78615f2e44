"""What stands on Today and in which order, and the words for how late it is. Rows and rules only.

A `Line` is one thing to act on: a duty, a meeting that nobody said the end of, a promise, the next
step of an outreach. Two duties that ask for the same word to the same person are one line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.domain import times
from app.domain.etiquette import Duty, Key
from app.domain.meetings import MeetingRow
from app.domain.readiness import MeetingFacts
from app.i18n import _, ngettext

_MINUTES_TOLD, _HOURS_TOLD, _DAYS_TOLD = 60, 48, 14
_SOON = timedelta(hours=24)
_SAME_WORD = ("thank", "report_back")  # one message answers several of these
_FIRST = ("took_place", "thank")  # of what is equally late
_AT_LEISURE = "type_up"  # good to do, but nobody waits for it


@dataclass(frozen=True)
class Line:
    """One thing to act on; what does not belong to its kind is empty."""

    kind: str  # a duty's kind, took_place, type_up, their_word or next_step
    contact_id: str
    cause_id: str  # the meeting, promise or outreach, or what the duty came from
    name: str
    text: str  # what to do, or what is to come
    reason: str = ""  # and why, in a sentence
    due: date | None = None
    at: datetime | None = None  # the very moment, where the clock counts hours
    outreach_id: str = ""
    meeting_id: str = ""
    stage: str = ""
    duties: tuple[Duty, ...] = ()

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return Key(self.kind, self.contact_id, self.cause_id)

    @property
    def id(self) -> str:
        """The same as one word."""
        return " ".join(self.key)


@dataclass(frozen=True)
class Day:
    """Everything that Today shows."""

    today: date
    zone: str = "UTC"  # the person's own
    due: tuple[Line, ...] = ()  # the latest first
    fading: tuple[Line, ...] = ()
    promises: tuple[Line, ...] = ()  # those that are not due yet
    steps: tuple[Line, ...] = ()  # of open outreach
    without_step: int = 0  # open outreach that nobody noted a next step for
    meetings: tuple[MeetingRow, ...] = ()  # of today and tomorrow, or the next one
    next_due: Line | None = None  # what comes after today
    people: int = 0  # in the book: 0, or 1 for any number
    needs: int = 0  # open ones, where it is time to go over them; else 0 (P23)

    @property
    def count(self) -> int:
        """How many things are due."""
        return len(self.due)

    @property
    def unready(self) -> int:
        """How many of the meetings of today and tomorrow want something yet."""
        after = self.today + timedelta(days=2)
        return sum(
            bool(row.missing) for row in self.meetings if (day_of(row, self.zone) or after) < after
        )


# Making lines


def waits(duty: Duty, now: datetime, today: date) -> bool:
    """Whether a duty is for today: due, or bound to run out within a day (B02)."""
    return duty.due <= today or (duty.at is not None and duty.at <= now + _SOON)


def of_duties(found: Iterable[Duty]) -> tuple[Line, ...]:
    """A line per duty; thanks to one person are one line, and so is all that one is to hear."""
    lines: dict[tuple[str, str, str], Line] = {}
    for duty in found:
        cause = "" if duty.kind in _SAME_WORD else duty.cause_id
        place = (duty.kind, duty.contact_id, cause)
        lines[place] = _joined(lines[place], duty) if place in lines else _of_duty(duty)
    return tuple(lines.values())


def _of_duty(duty: Duty) -> Line:
    return Line(
        duty.kind, duty.contact_id, duty.cause_id, duty.name, duty.text, duty.reason, duty.due,
        duty.at, duty.outreach_id, duties=(duty,),
    )  # fmt: skip


def _joined(line: Line, duty: Duty) -> Line:
    """The line with one more reason; duties come the most urgent first, so the first says when."""
    reason = line.reason if duty.reason in line.reason else f"{line.reason} {duty.reason}"
    at = line.at or (duty.at if duty.due == line.due else None)
    return replace(line, reason=reason, at=at, duties=(*line.duties, duty))


def due_first(lines: Iterable[Line], now: datetime, today: date) -> tuple[Line, ...]:
    """The latest first, then what is due today; of equals, thanks first."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                not is_late(line, now, today), line.kind == _AT_LEISURE, line.due or today,
                _FIRST.index(line.kind) if line.kind in _FIRST else len(_FIRST),
                line.at or datetime.max.replace(tzinfo=UTC), line.name, line.key,
            ),
        )
    )  # fmt: skip


# Words


def is_late(line: Line, now: datetime, today: date) -> bool:
    """Whether its moment, or its day, has passed."""
    if line.kind == _AT_LEISURE:
        return False
    if line.at is not None:
        return line.at <= now
    return line.due is not None and line.due < today


def since(line: Line, now: datetime, today: date, zone: str) -> str:
    """How late a line is, “due 18 h ago”; “by 16:10” while there is time; else nothing."""
    if not is_late(line, now, today):
        if line.at is None:
            return ""
        here = times.local(line.at, zone)
        told = _("by {time}") if here.date() == today else _("by tomorrow {time}")
        return told.format(time=f"{here.hour:02}:{here.minute:02}")
    if line.at is not None:
        minutes = int((now - line.at).total_seconds() // 60)
        if minutes < _MINUTES_TOLD:
            return _("due {n} min ago").format(n=max(1, minutes))
        if minutes < _HOURS_TOLD * 60:
            return _("due {n} h ago").format(n=minutes // 60)
    assert line.due is not None
    days = (today - line.due).days
    if days <= 1:
        return _("due yesterday")
    if days < _DAYS_TOLD:
        return _("due {n} days ago").format(n=days)
    return ngettext("due {n} week ago", "due {n} weeks ago", days // 7).format(n=days // 7)


def fading(line: Line, today: date) -> str:
    """Since when nobody was in touch, “last spoke 71 days ago, your rhythm is 60” (P20)."""
    duty = line.duties[0]
    if duty.since is None:
        return line.reason
    ago = (today - duty.since).days
    said = ngettext("last spoke {n} day ago", "last spoke {n} days ago", ago).format(n=ago)
    if duty.was_put_off:
        return said
    rhythm = _("your rhythm is {days}").format(days=(duty.due - duty.since).days)
    return f"{said}, {rhythm}"


def ready(facts: MeetingFacts) -> str:
    """What a prepared meeting has: “Ready: 6 questions, offer”."""
    parts = [ngettext("{n} question", "{n} questions", facts.questions).format(n=facts.questions)]
    if facts.has_offer:
        parts.append(_("offer"))
    return _("Ready: {what}").format(what=", ".join(parts))


def day_of(row: MeetingRow, zone: str) -> date | None:
    """The day of a meeting on the person's clock."""
    begins = row.begins()
    return times.local(begins, zone).date() if begins is not None else None


def shown(lines: Sequence[object], most: int) -> int:
    """How many of these to show where there is room for so many: never all but one."""
    return len(lines) if len(lines) <= most + 1 else most
