"""Thanks within a day, for a meeting and for an open door (P04 B02)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from app.domain import times
from app.domain.etiquette_facts import Facts, Held, Invited, Names, Numbers, Owed
from app.i18n import _


def thanks(facts: Facts, numbers: Numbers) -> Iterator[Owed]:
    """Everybody met is thanked, and whoever opened a door; who did both at once, once for both."""
    opened: dict[tuple[str, date], list[Invited]] = defaultdict(list)
    for invited in facts.invited:
        opened[invited.given_by, invited.given_on].append(invited)
    covered: set[str] = set()
    for held in facts.held:
        day = times.local(held.ended, facts.zone).date() if opened else date.min
        for person in held.people:
            doors = opened.get((person, day), [])
            covered.update(door.invitation_id for door in doors)
            if facts.is_open("thank", person, held.meeting_id):
                yield _for_meeting(facts, numbers, held, person, doors)
    days = -(-numbers.thank_within_hours // 24)
    for invited in facts.invited:
        if invited.invitation_id in covered:
            continue
        if facts.is_open("thank", invited.given_by, invited.invitation_id):
            yield Owed(
                "thank", invited.given_by, invited.invitation_id,
                invited.given_on + timedelta(days=days), partial(_invitation_said, invited),
                (invited.leads_to,), invited.outreach_id,
            )  # fmt: skip


def _for_meeting(
    facts: Facts, numbers: Numbers, held: Held, person: str, doors: list[Invited]
) -> Owed:
    by = held.ended + timedelta(hours=numbers.thank_within_hours)
    says = (
        partial(_invitation_said, doors[-1]) if doors
        else partial(_meeting_said, person, numbers.thank_within_hours)
    )  # fmt: skip
    return Owed(
        "thank", person, held.meeting_id, times.local(by, facts.zone).date(), says,
        tuple(door.leads_to for door in doors), held.outreach_id, by,
    )  # fmt: skip


def _meeting_said(person: str, hours: int, name: Names) -> tuple[str, str]:
    return (
        _("Thank {name}").format(name=name(person)),
        _("You met. A word of thanks is best within {hours} hours.").format(hours=hours),
    )


def _invitation_said(invited: Invited, name: Names) -> tuple[str, str]:
    giver = name(invited.given_by)
    if invited.kind != "lead" or not invited.leads_to:
        reason = _("{name} suggested that you apply.")
    elif invited.leads_to == invited.given_by:  # two contacts who turned out to be one person
        reason = _("{name} opened a door for you.")
    else:
        reason = _("{name} gave you a lead to {other}.")
    return (
        _("Thank {name}").format(name=giver),
        reason.format(name=giver, other=name(invited.leads_to)),
    )
