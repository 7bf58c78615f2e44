"""Duties and their clocks: one pure function from facts to what is due (P04 B01 B02).

Nothing is stored that can be derived: a corrected fact corrects the duties. The book only keeps
what was done about one (done, put off, dropped), under its key: kind, contact, cause.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from app.domain import pipeline, times
from app.i18n import _

Kind = Literal["thank", "report_back", "my_promise"]
_STEPS = ("referred", "applied", "landed")  # what whoever opened the door would like to hear


# Facts, as the book has them


@dataclass(frozen=True)
class Held:
    """A meeting that took place: when it ended, and with whom."""

    meeting_id: str
    ended: datetime
    people: tuple[str, ...]
    outreach_id: str = ""


@dataclass(frozen=True)
class Invited:
    """An invitation: who opened the door of which outreach."""

    invitation_id: str
    outreach_id: str
    kind: str
    given_by: str
    given_on: date
    leads_to: str = ""


@dataclass(frozen=True)
class Moved:
    """One line of an outreach's stage history; `to_stage` is a stage or a closing."""

    change_id: str
    outreach_id: str
    contact_id: str
    to_stage: str
    at: datetime
    given_by: str = ""  # who gave the invitation that it stood on


@dataclass(frozen=True)
class Referred:
    """Who sent me to whom."""

    from_id: str
    to_id: str


@dataclass(frozen=True)
class Promised:
    """What I said I would do, and have not done yet."""

    promise_id: str
    contact_id: str
    text: str
    made_on: date
    due: date | None = None


class Key(NamedTuple):
    """What tells one duty from another."""

    kind: str
    contact_id: str
    cause_id: str


@dataclass(frozen=True)
class Answer:
    """What the person did about a duty: done, put_off (until a day) or dropped."""

    state: str
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that duties follow from."""

    held: Sequence[Held] = ()
    invited: Sequence[Invited] = ()
    moved: Sequence[Moved] = ()  # in the order in which it happened
    referred: Sequence[Referred] = ()
    promised: Sequence[Promised] = ()
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"  # the person's own

    def name(self, contact_id: str) -> str:
        """What a contact is called."""
        return self.names.get(contact_id) or _("somebody")


@dataclass(frozen=True)
class Numbers:
    """How long courtesy takes; the defaults stand in the settings, each with its reason."""

    thank_within_hours: int = 24
    report_within_days: int = 3  # a step forward, while it is still news
    tell_of_lead_within_days: int = 7  # what became of a lead
    promise_within_days: int = 7  # one made without a day


# What follows


@dataclass(frozen=True)
class Duty:
    """Something that courtesy asks for, until it is done, put off or dropped."""

    kind: Kind
    contact_id: str
    cause_id: str
    due: date  # the person's own day
    text: str  # what to do: “Thank Carlos Echeverría”
    reason: str  # and why, in a sentence
    outreach_id: str = ""  # the outreach it came from, where there is one
    at: datetime | None = None  # the very moment, where the clock counts hours
    name: str = ""
    was_put_off: bool = False

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return Key(self.kind, self.contact_id, self.cause_id)


def duties(facts: Facts, numbers: Numbers | None = None) -> tuple[Duty, ...]:
    """All that is still to be done, the most urgent first."""
    numbers = numbers or Numbers()
    sources: tuple[Callable[[Facts, Numbers], Iterator[Duty]], ...] = (
        _thanks_for_meetings,
        _thanks_for_invitations,
        _news_of_leads,
        _news_of_steps,
        _news_of_meetings,
        _my_promises,
    )
    found: dict[Key, Duty] = {}
    for source in sources:
        for duty in source(facts, numbers):
            found.setdefault(duty.key, replace(duty, name=facts.name(duty.contact_id)))
    open_ones = (_answered(duty, facts.answers.get(key)) for key, duty in found.items())
    return tuple(
        sorted(
            (duty for duty in open_ones if duty is not None),
            key=lambda duty: (duty.due, duty.kind != "thank", duty.name, duty.key),
        )
    )


def _answered(duty: Duty, answer: Answer | None) -> Duty | None:
    if answer is None:
        return duty
    if answer.state == "put_off" and answer.until is not None:
        return replace(duty, due=max(duty.due, answer.until), at=None, was_put_off=True)
    return None


def _thanks_for_meetings(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    for held in facts.held:
        by = held.ended + timedelta(hours=numbers.thank_within_hours)
        for person in held.people:
            yield Duty(
                "thank", person, held.meeting_id, times.local(by, facts.zone).date(),
                _("Thank {name}").format(name=facts.name(person)),
                _("You met. A word of thanks is best within {hours} hours.").format(
                    hours=numbers.thank_within_hours
                ),
                held.outreach_id, by,
            )  # fmt: skip


def _thanks_for_invitations(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    days = -(-numbers.thank_within_hours // 24)
    for invited in facts.invited:
        reason = (
            _("{name} gave you a lead to {other}.").format(
                name=facts.name(invited.given_by), other=facts.name(invited.leads_to)
            )
            if invited.kind == "lead" and invited.leads_to
            else _("{name} suggested that you apply.").format(name=facts.name(invited.given_by))
        )
        yield Duty(
            "thank", invited.given_by, invited.invitation_id,
            invited.given_on + timedelta(days=days),
            _("Thank {name}").format(name=facts.name(invited.given_by)), reason,
            invited.outreach_id,
        )  # fmt: skip


def _news_of_leads(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    """Tell whoever gave a lead what became of it, until a step further is the news (P04)."""
    further = {m.outreach_id for m in _standing_steps(facts.moved) if m.to_stage != "referred"}
    met: dict[str, date] = {}
    for held in facts.held:
        for person in held.people:
            day = times.local(held.ended, facts.zone).date()
            met[person] = max(day, met.get(person, day))
    for invited in facts.invited:
        if invited.kind != "lead" or not invited.leads_to or invited.outreach_id in further:
            continue
        if invited.leads_to in met and met[invited.leads_to] >= invited.given_on:
            continue
        yield Duty(
            "report_back", invited.given_by, invited.invitation_id,
            invited.given_on + timedelta(days=numbers.tell_of_lead_within_days),
            _("Report back to {name}").format(name=facts.name(invited.given_by)),
            _("{name} gave you a lead to {other} and would like to hear how it goes.").format(
                name=facts.name(invited.given_by), other=facts.name(invited.leads_to)
            ),
            invited.outreach_id,
        )  # fmt: skip


def _news_of_steps(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    """Tell everyone up the chain of each step that still stands (B01)."""
    chains = _Chains(facts.referred)
    for moved in _standing_steps(facts.moved):
        above = chains.above([moved.contact_id, moved.given_by])
        what = _step_sentence(facts, moved)
        news = _News(what, moved.at, moved.change_id, moved.outreach_id, moved.given_by)
        for person in _to_tell(moved, above):
            yield _news(facts, numbers, person, news)


def _to_tell(moved: Moved, above: set[str]) -> set[str]:
    """Who hears of a step; the lead itself is no news to whoever gave it."""
    contact, giver = moved.contact_id, moved.given_by
    if moved.to_stage == "referred":
        return above - {contact, giver, ""}
    if moved.to_stage == "landed":
        return (above | {contact, giver}) - {""}
    return ((above - {contact}) | {giver}) - {""}


def _news_of_meetings(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    """Tell everyone up the chain that the meeting took place (B01)."""
    chains = _Chains(facts.referred)
    for held in facts.held:
        for person in chains.above(held.people) - set(held.people):
            met = _("You met {name}.").format(name=facts.name(held.people[0]))
            news = _News(met, held.ended, held.meeting_id, held.outreach_id)
            yield _news(facts, numbers, person, news)


def _news(facts: Facts, numbers: Numbers, person: str, about: "_News") -> Duty:
    day = times.local(about.at, facts.zone).date() + timedelta(days=numbers.report_within_days)
    name = facts.name(person)
    reason = (
        _("{what} {name} opened that door.") if person == about.giver
        else _("{what} {name} helped you get there.")
    )  # fmt: skip
    return Duty(
        "report_back", person, about.cause_id, day, _("Report back to {name}").format(name=name),
        reason.format(what=about.what, name=name), about.outreach_id,
    )  # fmt: skip


class _News(NamedTuple):
    """What there is to tell, and since when."""

    what: str
    at: datetime
    cause_id: str
    outreach_id: str
    giver: str = ""


def _step_sentence(facts: Facts, moved: Moved) -> str:
    name = facts.name(moved.contact_id)
    if moved.to_stage == "referred":
        return _("{name} sent you on to somebody else.").format(name=name)
    by_themselves = moved.contact_id == moved.given_by
    if moved.to_stage == "applied":
        return (
            _("You applied.")
            if by_themselves
            else _("You applied after talking with {name}.").format(name=name)
        )
    return (
        _("You landed.") if by_themselves else _("You landed, by way of {name}.").format(name=name)
    )


def _standing_steps(history: Iterable[Moved]) -> list[Moved]:
    """The steps that were not taken back, in the order in which they happened."""
    standing: dict[str, dict[str, Moved]] = defaultdict(dict)
    for moved in history:
        steps = standing[moved.outreach_id]
        if moved.to_stage in pipeline.STAGES:
            ahead = pipeline.STAGES[pipeline.STAGES.index(moved.to_stage) + 1 :]
            for stage in (*ahead, "landed"):
                steps.pop(stage, None)
        if moved.to_stage in _STEPS:
            steps.setdefault(moved.to_stage, moved)
    return [moved for steps in standing.values() for moved in steps.values()]


def _my_promises(facts: Facts, numbers: Numbers) -> Iterator[Duty]:
    for promised in facts.promised:
        due = promised.due or promised.made_on + timedelta(days=numbers.promise_within_days)
        yield Duty(
            "my_promise", promised.contact_id, promised.promise_id, due, promised.text,
            _("You said so to {name}.").format(name=facts.name(promised.contact_id)),
        )  # fmt: skip


class _Chains:
    """Who stands above whom: the people through whom one came to somebody, cycles and all."""

    def __init__(self, referred: Iterable[Referred]) -> None:
        self._above: dict[str, list[str]] = defaultdict(list)
        for referral in referred:
            self._above[referral.to_id].append(referral.from_id)

    def above(self, people: Iterable[str]) -> set[str]:
        """Everyone up the chains of these people; they themselves only where a circle leads."""
        begin = [person for person in people if person]
        found: set[str] = set()
        ahead = list(begin)
        while ahead:
            for person in self._above.get(ahead.pop(), ()):
                if person not in found:
                    found.add(person)
                    ahead.append(person)
        return found
