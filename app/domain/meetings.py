"""A meeting as somebody planned it: with whom, when, what for, and what you bring to it.

`MeetingDraft` is what the form holds and `MeetingRow` what a list shows. What is not ready yet is
in `readiness`, what came of it in `debriefs`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from app.domain import texts, times
from app.domain.readiness import MeetingFacts, missing
from app.domain.referrals import Permission, permission_names
from app.errors import Invalid
from app.i18n import _

State = Literal["wanted", "requested", "agreed", "held", "cancelled", "missed"]

USUAL_MINUTES = 30
MOST_MINUTES = 720
_LINE_LIMIT = 2_000
_FIRST_YEAR, _LAST_YEAR = 1970, 2200

# What may follow what. The way back from held and cancelled mends a slip of the hand.
_NEXT: dict[str, tuple[State, ...]] = {
    "wanted": ("requested", "agreed", "held", "cancelled"),
    "requested": ("agreed", "held", "wanted", "cancelled"),
    "agreed": ("held", "missed", "requested", "cancelled"),
    "held": ("agreed",),
    "missed": ("requested", "agreed", "held", "cancelled"),
    "cancelled": ("wanted", "requested", "agreed"),
}
AHEAD = ("wanted", "requested", "agreed")
_WITH_A_TIME = ("agreed", "held", "missed")


def state_names() -> dict[str, str]:
    """How far a meeting has come, in its usual order."""
    return {
        "wanted": _("Wanted"),
        "requested": _("Requested"),
        "agreed": _("Agreed"),
        "held": _("Held"),
        "cancelled": _("Cancelled"),
        "missed": _("Missed"),
    }


def purpose_names() -> dict[str, str]:
    """What an informational meeting may be for (P39); a job is not among it."""
    return {
        "resume": _("Feedback on my résumé"),
        "company": _("Facts on a company"),
        "field": _("Facts on a field or kind of work"),
        "paths": _("Ideas for other paths"),
        "names": _("Names of others to learn from"),
        "other": _("Something else"),
    }


def medium_names() -> dict[str, str]:
    """How you meet; nothing replaces meeting face to face (P43)."""
    return {
        "in_person": _("In person"),
        "video": _("Video call"),
        "phone": _("Phone call"),
    }


@dataclass(frozen=True)
class QuestionDraft:
    """A focused question, and after the meeting what was answered; `id` is empty for a new one."""

    text: str
    answer: str = ""
    id: str = ""


@dataclass(frozen=True)
class ReferralDraft:
    """Who sent me, why in their own words (P33), and whether I may say so (B04).

    The referrer is a contact (`from_id`), or somebody new by name (`from_name`).
    """

    from_id: str = ""
    reason: str = ""
    may_use_name: Permission = "not_asked"
    on_date: date | None = None
    id: str = ""
    from_name: str = ""


@dataclass(frozen=True)
class AskDraft:
    """The one ask: a thing, a size, a date, and what I offer with it (P06, P15, P16)."""

    thing: str = ""
    size: str = ""
    wanted_by: date | None = None
    offer: str = ""

    def __bool__(self) -> bool:
        return bool(self.thing or self.size or self.wanted_by or self.offer)


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting as somebody typed it, not yet accepted. `people` are ids of contacts, in order.

    `day` and `clock` are what a wall clock in `zone` shows; `clock.fold` tells the second of two
    equal times in the night when clocks go back.
    """

    people: tuple[str, ...] = ()
    outreach: str = ""
    day: date | None = None
    clock: time | None = None
    zone: str = ""
    minutes: int | None = USUAL_MINUTES
    medium: str = ""
    place: str = ""
    purpose: str = ""
    purpose_detail: str = ""
    referral: ReferralDraft = ReferralDraft()
    questions: tuple[QuestionDraft, ...] = ()
    ask: AskDraft = AskDraft()
    what_you_bring: tuple[str, ...] = ()
    plan_b: str = ""
    bring_list: tuple[str, ...] = ()
    state: State = "wanted"

    def starting(self, moment: datetime, zone: str) -> "MeetingDraft":
        """The same meeting at this moment, told by the clock of this zone."""
        day, clock = times.wall(moment, zone)
        return replace(self, day=day, clock=clock, zone=zone)

    def start(self) -> datetime | None:
        """When it starts, in UTC; None while day or time is open. Raises `Invalid` if skipped."""
        if self.day is None or self.clock is None:
            return None
        return times.from_wall(
            self.day, self.clock.hour, self.clock.minute, self.zone, fold=self.clock.fold
        )

    def checked(self, known_zone: Callable[[str], bool] = times.zone_exists) -> "MeetingDraft":
        """The same meeting, tidied; raises `Invalid` with a sentence per field."""
        tidy = self._tidied()
        errors = {
            **_start_errors(tidy, known_zone),
            **_what_errors(tidy),
            **_referral_errors(tidy),
        }
        if problem := minutes_problem(tidy.minutes):
            errors["minutes"] = problem
        if not tidy.people:
            errors["people"] = _("Say with whom you would like to meet.")
        if tidy.ask and not tidy.ask.thing:
            errors["thing"] = _("Say what you ask for; size, date and offer belong to it.")
        if errors:
            raise Invalid({name: errors[name] for name in _ORDER if name in errors})
        return tidy

    def _tidied(self) -> "MeetingDraft":
        line, block = texts.line, texts.block
        ask, referral = self.ask, self.referral
        new_name = "" if referral.from_id else line(referral.from_name)
        if not referral.from_id and not new_name:
            referral = ReferralDraft()
        return replace(
            self,
            people=tuple(dict.fromkeys(person for person in self.people if person)),
            zone=line(self.zone), place=line(self.place),
            purpose_detail=line(self.purpose_detail),
            referral=replace(referral, from_name=new_name, reason=block(referral.reason)),
            questions=tidy_questions(self.questions),
            ask=replace(ask, thing=line(ask.thing), size=line(ask.size), offer=line(ask.offer)),
            what_you_bring=_tidy_lines(self.what_you_bring), plan_b=block(self.plan_b),
            bring_list=_tidy_lines(self.bring_list),
        )  # fmt: skip


_ORDER = (
    "people", "state", "start", "zone", "minutes", "medium", "place", "referrer", "reason",
    "may_use_name", "purpose", "purpose_detail", "questions", "thing", "size", "wanted_by", "offer",
)  # fmt: skip


def minutes_problem(minutes: int | None) -> str:
    """Why a meeting cannot be that long, else an empty text (P32)."""
    if minutes is None:
        return _("Say how long it is to be: 20 to 40 minutes are a kind thing to ask for.")
    if minutes < 1:
        return _("A meeting takes at least a minute. 20 to 40 are a kind thing to ask for.")
    if minutes > MOST_MINUTES:
        return _(
            "{minutes} minutes are more than anybody’s day; {most} are the most. "
            "Better plan several meetings."
        ).format(minutes=f"{minutes:,}", most=MOST_MINUTES)
    return ""


def tidy_questions(questions: tuple[QuestionDraft, ...]) -> tuple[QuestionDraft, ...]:
    """The questions that ask something, each on one line."""
    tidied = (replace(q, text=texts.line(q.text), answer=texts.block(q.answer)) for q in questions)
    return tuple(question for question in tidied if question.text)


def _tidy_lines(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tidy for text in given for tidy in texts.lines(text))


def _start_errors(draft: MeetingDraft, known_zone: Callable[[str], bool]) -> dict[str, str]:
    if draft.zone and not known_zone(draft.zone):
        return {
            "zone": _("There is no time zone “{zone}” any more; choose one from the list.").format(
                zone=draft.zone[:60]
            )
        }
    if draft.day is None and draft.clock is None:
        if draft.state in _WITH_A_TIME:
            return {"start": _("This meeting needs the day and time that were agreed.")}
        return {}
    if draft.clock is None:
        return {"start": _("What time does it start?")}
    if draft.day is None:
        return {"start": _("Which day is it?")}
    if not draft.zone:
        return {"zone": _("Which time zone is that time in?")}
    if not _FIRST_YEAR <= draft.day.year <= _LAST_YEAR:
        return {
            "start": _("The year {year} looks like a slip; please look again.").format(
                year=draft.day.year
            )
        }
    try:
        draft.start()
    except Invalid as refusal:
        return refusal.errors
    return {}


def _what_errors(draft: MeetingDraft) -> dict[str, str]:
    errors = {}
    for name, known in (("purpose", purpose_names()), ("medium", medium_names())):
        value = getattr(draft, name)
        if value and value not in known:
            errors[name] = _("“{word}” is not one of the choices.").format(word=value[:60])
    if draft.state not in _NEXT:
        errors["state"] = _("“{word}” is not one of the choices.").format(word=draft.state[:60])
    lines = {
        "place": [draft.place], "purpose_detail": [draft.purpose_detail],
        "thing": [draft.ask.thing], "size": [draft.ask.size], "offer": [draft.ask.offer],
        "questions": [question.text for question in draft.questions],
    }  # fmt: skip
    for name, given in lines.items():
        if any(len(text) > _LINE_LIMIT for text in given):
            errors[name] = _("This line is too long: {limit} characters fit.").format(
                limit=f"{_LINE_LIMIT:,}"
            )
    return errors


def _referral_errors(draft: MeetingDraft) -> dict[str, str]:
    referral = draft.referral
    if referral.from_id and referral.from_id in draft.people:
        return {"referrer": _("Nobody refers to themselves. Who told you about this person?")}
    if referral.may_use_name not in permission_names():
        return {"may_use_name": _("May you use the name: yes, no, or not asked yet?")}
    return {}


# States


def next_states(state: str) -> tuple[State, ...]:
    """What a meeting in this state may become."""
    return _NEXT[state]


def refusal(state: str, to: str, *, has_start: bool) -> str:
    """Why a meeting cannot go from one state to another, or an empty text."""
    names = state_names()
    if to not in _NEXT:
        return _("“{word}” is not one of the choices.").format(word=to[:60])
    if to in _WITH_A_TIME and not has_start:
        return _("Put in the day and time that were agreed first.")
    if to != state and to not in _NEXT[state]:
        return _("A meeting that is “{state}” cannot become “{to}” in one step.").format(
            state=names[state], to=names[to]
        )
    return ""


def warning(to: str, start: datetime | None, now: datetime) -> str:
    """What speaks against a new state without forbidding it, or an empty text."""
    if to in ("held", "missed") and start is not None and start > now:
        return _("By its date this meeting has not begun yet. Is the date still right?")
    return ""


# Rows

_NO_FACTS = MeetingFacts()


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list, a calendar or on Today. `start` is UTC text, '' while it is open."""

    id: str
    start: str = ""
    zone: str = ""
    minutes: int = USUAL_MINUTES
    state: State = "wanted"
    people: tuple[str, ...] = ()
    organization: str = ""  # of the first of them
    stage: str = "info_only"
    medium: str = ""
    place: str = ""
    purpose: str = ""
    purpose_detail: str = ""
    debriefed: bool = False
    facts: MeetingFacts = _NO_FACTS

    @property
    def name(self) -> str:
        """Whom you meet, in one line."""
        return ", ".join(self.people)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not ready yet; nothing once the meeting is over."""
        return missing(self.facts) if self.is_open else ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to come, as far as anybody said."""
        return self.state in AHEAD

    def begins(self) -> datetime | None:
        """When it starts, in UTC."""
        return times.from_text(self.start) if self.start else None

    def ends(self) -> datetime | None:
        """The hard stop, in UTC (P32)."""
        begins = self.begins()
        return begins + timedelta(minutes=self.minutes) if begins else None
