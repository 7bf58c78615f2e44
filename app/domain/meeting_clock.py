"""Where a meeting stands while it runs: what it is time for, and when to leave (P31, P32)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.domain import timeplan
from app.domain.timeplan import Segment

Mood = Literal["before", "calm", "amber", "red"]
_WARNING = timedelta(minutes=5)


@dataclass(frozen=True)
class Standing:
    """One moment of a meeting. `minutes` are those left, begun ones counted; negative when over."""

    mood: Mood
    minutes: int
    segment: Segment | None = None  # what it is time for; None before and after
    following: Segment | None = None


def standing(start: datetime, minutes: int, now: datetime, *, questions: bool) -> Standing:
    """Where a meeting of so many minutes stands at this moment; amber for its last five (P32).

    Of a meeting shorter than ten minutes only the last half is amber.
    """
    end = start + timedelta(minutes=minutes)
    left = -((now - end) // timedelta(minutes=1))
    if now < start:
        return Standing("before", -((now - start) // timedelta(minutes=1)))
    if now >= end:
        return Standing("red", min(0, left))
    plan = timeplan.plan(minutes, questions=questions)
    passed = (now - start) / timedelta(minutes=1)
    place = next(number for number, part in enumerate(plan) if passed < part.end)
    amber = end - now <= min(_WARNING, (end - start) / 2)
    following = plan[place + 1] if place + 1 < len(plan) else None
    return Standing("amber" if amber else "calm", left, plan[place], following)
