"""Reporting back to everybody who helped, at each step forward (P04 B01)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from app.domain import pipeline, times
from app.domain.etiquette_facts import Facts, Held, Invited, Moved, Names, Numbers, Owed, Referred
from app.i18n import _

MOST_TOLD = 50  # people up a chain
_STEPS = ("referred", "applied", "offer", "landed")  # what whoever helped would like to hear


def news(facts: Facts, numbers: Numbers) -> Iterator[Owed]:
    """What is to be told, to whom: of leads, of steps, of meetings."""
    chains = _Chains(facts.referred)
    standing = _standing_steps(facts.moved)
    yield from _of_leads(
        facts, numbers, {m.outreach_id for m in standing if m.to_stage != "referred"}
    )
    for moved in standing:
        yield from _of_step(facts, numbers, moved, chains)
    for held in facts.held:
        yield from _of_meeting(facts, numbers, held, chains)


def _of_leads(facts: Facts, numbers: Numbers, further: set[str]) -> Iterator[Owed]:
    """Tell whoever gave a lead what became of it, until a step further is the news (P04)."""
    leads = [
        i for i in facts.invited if i.kind == "lead" and i.leads_to not in ("", i.given_by)
    ]  # fmt: skip
    met = _last_met(facts, {invited.leads_to for invited in leads})
    for invited in leads:
        if invited.outreach_id in further:
            continue
        if met.get(invited.leads_to, date.min) >= invited.given_on:
            continue
        if facts.is_open("report_back", invited.given_by, invited.invitation_id):
            yield Owed(
                "report_back", invited.given_by, invited.invitation_id,
                invited.given_on + timedelta(days=numbers.tell_of_lead_within_days),
                partial(_lead_said, invited), (invited.leads_to,), invited.outreach_id,
                since=invited.given_on,
            )  # fmt: skip


def _last_met(facts: Facts, people: set[str]) -> dict[str, date]:
    met: dict[str, date] = {}
    for held in facts.held:
        for person in people.intersection(held.people):
            day = times.local(held.ended, facts.zone).date()
            met[person] = max(day, met.get(person, day))
    return met


def _lead_said(invited: Invited, name: Names) -> tuple[str, str]:
    giver = name(invited.given_by)
    return (
        _("Report back to {name}").format(name=giver),
        _("{name} gave you a lead to {other} and would like to hear how it goes.").format(
            name=giver, other=name(invited.leads_to)
        ),
    )


def _of_step(facts: Facts, numbers: Numbers, moved: Moved, chains: "_Chains") -> Iterator[Owed]:
    """Tell everyone up the chain of a step that still stands (B01)."""
    people = _to_tell(moved, chains.above([moved.contact_id, moved.given_by]))
    waiting = [one for one in people if facts.is_open("report_back", one, moved.change_id)]
    if waiting:
        day, due = _due(facts, numbers, moved.at)
        for person in waiting:
            yield Owed(
                "report_back", person, moved.change_id, due, partial(_step_said, moved, person),
                (moved.contact_id,), moved.outreach_id, since=day,
            )  # fmt: skip


def _to_tell(moved: Moved, above: set[str]) -> set[str]:
    """Who hears of a step; the lead itself is no news to whoever gave it."""
    contact, giver = moved.contact_id, moved.given_by
    if moved.to_stage == "referred":
        return above - {contact, giver, ""}
    if moved.to_stage == "landed":
        return (above | {contact, giver}) - {""}
    return ((above - {contact}) | {giver}) - {""}


def _of_meeting(facts: Facts, numbers: Numbers, held: Held, chains: "_Chains") -> Iterator[Owed]:
    """Tell everyone up the chain that the meeting took place; who sent one is thanked anew."""
    people = chains.above(held.people).difference(held.people)
    waiting = [one for one in people if facts.is_open("report_back", one, held.meeting_id)]
    if waiting:
        (day, due), senders = _due(facts, numbers, held.ended), chains.just_above(held.people)
        met = held.people[0]
        for person in waiting:
            yield Owed(
                "report_back", person, held.meeting_id, due,
                partial(_meeting_said, met, person, person in senders), (met,), held.outreach_id,
                since=day,
            )  # fmt: skip


def _due(facts: Facts, numbers: Numbers, at: datetime) -> tuple[date, date]:
    """The day on which it happened, and the day until which it is still news."""
    day = times.local(at, facts.zone).date()
    return day, day + timedelta(days=numbers.report_within_days)


def _meeting_said(met: str, person: str, sent: bool, name: Names) -> tuple[str, str]:
    called = name(person)
    if sent:
        return (
            _("Thank {name} again, and report back").format(name=called),
            _("You met {other}. {name} opened that door and would like to hear how it went.")
            .format(other=name(met), name=called),
        )  # fmt: skip
    return (
        _("Report back to {name}").format(name=called),
        _("You met {other}. {name} helped you get there.").format(other=name(met), name=called),
    )


def _step_said(moved: Moved, person: str, name: Names) -> tuple[str, str]:
    reason = (
        _("{what} {name} opened that door.") if person == moved.given_by
        else _("{what} {name} helped you get there.")
    )  # fmt: skip
    called = name(person)
    return (
        _("Report back to {name}").format(name=called),
        reason.format(what=_step(moved, person, name(moved.contact_id)), name=called),
    )


def _step(moved: Moved, told: str, name: str) -> str:
    if moved.to_stage == "referred":
        return _("{name} sent you on to somebody else.").format(name=name)
    by_themselves = told == moved.contact_id == moved.given_by
    alone, through = {
        "applied": (_("You applied."), _("You applied after talking with {name}.")),
        "offer": (_("You have an offer."), _("You have an offer, by way of {name}.")),
        "landed": (_("You landed."), _("You landed, by way of {name}.")),
    }[moved.to_stage]
    return alone if by_themselves else through.format(name=name)


def _standing_steps(history: Iterable[Moved]) -> list[Moved]:
    """The steps that were not taken back, in the order in which they happened."""
    standing: dict[str, dict[str, Moved]] = defaultdict(dict)
    for moved in history:
        steps = standing[moved.outreach_id]
        if moved.to_stage in pipeline.STAGES:
            if moved.from_stage in pipeline.CLOSINGS:
                steps.pop("landed", None)  # opened again: what came before still stands
            else:
                ahead = pipeline.STAGES[pipeline.STAGES.index(moved.to_stage) + 1 :]
                for stage in (*ahead, "offer", "landed"):
                    steps.pop(stage, None)
        if moved.to_stage in _STEPS:
            steps.setdefault(moved.to_stage, moved)
    return [moved for steps in standing.values() for moved in steps.values()]


class _Chains:
    """Who stands above whom: the people through whom one came to somebody, cycles and all."""

    def __init__(self, referred: Iterable[Referred]) -> None:
        self._above: dict[str, list[str]] = defaultdict(list)
        for referral in referred:
            self._above[referral.to_id].append(referral.from_id)

    def just_above(self, people: Iterable[str]) -> set[str]:
        """Who sent one to these people."""
        return {sender for person in people for sender in self._above.get(person, ())}

    def above(self, people: Iterable[str]) -> set[str]:
        """Everyone up the chains of these people; they themselves only where a circle leads.

        Of a whole network the nearest are told: nobody's way leads through more than `MOST_TOLD`.
        """
        found: set[str] = set()
        ahead = deque(person for person in people if person)
        while ahead and len(found) < MOST_TOLD:
            for person in self._above.get(ahead.popleft(), ()):
                if person not in found:
                    found.add(person)
                    ahead.append(person)
        return found
