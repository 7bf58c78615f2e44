"""The minutes of a meeting, so that the person you came to hear does the talking (P31).

A plan is a short row of segments, in whole minutes, that fills the agreed time exactly: thanks,
their story, your questions, "How can I help?" (P22), and names and thanks before the hard stop
(P32). Their story is always the longest, and story and questions together, in which the contact
talks, are always more than half. Very short meetings lose the opening and the questions first,
never the story; long ones get a break.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["thanks", "story", "questions", "pause", "help", "names"]

# Above this a meeting is a visit: people need a break, and nobody plans it to the minute.
_LONG = 120


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the meeting: what it is for, when it starts, how many minutes it lasts."""

    kind: Kind
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """The minute at which the next thing starts."""
        return self.start + self.minutes

    @property
    def theirs(self) -> bool:
        """Whether the contact does most of the talking here."""
        return self.kind in {"story", "questions"}


def plan(minutes: int, *, questions: bool = True) -> tuple[Segment, ...]:
    """How to spend the agreed minutes; nothing to plan when there are none.

    Without prepared questions their time goes to the story.
    """
    if minutes <= 0:
        return ()
    lengths = _brief_plan(minutes) if minutes < 10 else _usual_plan(minutes)
    if not questions:
        lengths["story"] += lengths.pop("questions", 0)
    segments: list[Segment] = []
    start = 0
    for kind in _ORDER:
        length = lengths.get(kind, 0)
        if length > 0:
            segments.append(Segment(kind, start, length))
            start += length
    return tuple(segments)


_ORDER: tuple[Kind, ...] = ("thanks", "story", "pause", "questions", "help", "names")


def _brief_plan(minutes: int) -> dict[Kind, int]:
    """Under ten minutes: their view, one offer of help, one name, each a minute while it lasts."""
    helping = 1 if minutes >= 3 else 0
    names = 1 if minutes >= 5 else 0
    questions = (minutes - 3) // 3 if minutes >= 6 else 0
    story = minutes - names - helping - questions
    return {"story": story, "questions": questions, "help": helping, "names": names}


def _usual_plan(minutes: int) -> dict[Kind, int]:
    """A tenth each for thanks, help and names; of the rest the story gets nearly two thirds."""
    step = 5 if minutes > _LONG else 1
    thanks = _rounded(min(minutes / 10, 5), step)
    helping = _rounded(min(minutes / 10, 15), step)
    names = _rounded(min(minutes / 10, 15), step)
    pause = minutes // 60 * 5 if minutes > _LONG else 0
    rest = minutes - thanks - helping - names - pause
    questions = int(rest * 0.36 / step) * step
    story = rest - questions
    return {
        "thanks": thanks,
        "story": story,
        "pause": pause,
        "questions": questions,
        "help": helping,
        "names": names,
    }


def _rounded(minutes: float, step: int) -> int:
    """To the next whole step, never nothing."""
    return max(step, round(minutes / step) * step)
