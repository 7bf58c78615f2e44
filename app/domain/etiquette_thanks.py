"""Thanks within a day, for a meeting and for an open door (P04 B02)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from app.domain import times
from app.domain.etiquette_facts import Facts, Held, Invited, Names, Numbers, Owed
from app.i18n import _


def thanks(facts: Facts, numbers: Numbers) -> Iterator[Owed]:
    """Everybody met is thanked, and whoever opened a door; who did both at once, once for both."""
    opened = {(invited.given_by, invited.given_on): invited for invited in facts.invited}
    covered = set()
    for held in facts.held:
        ended = times.local(held.ended, facts.zone).date() if opened else None
        for person in held.people:
            invited = opened.get((person, ended)) if ended is not None else None
            if invited is not None:
                covered.add(invited.invitation_id)
            if facts.is_open("thank", person, held.meeting_id):
                yield _for_meeting(facts, numbers, held, person, invited)
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
    facts: Facts, numbers: Numbers, held: Held, person: str, invited: Invited | None
) -> Owed:
    by = held.ended + timedelta(hours=numbers.thank_within_hours)
    says = (
        partial(_meeting_said, person, numbers.thank_within_hours) if invited is None
        else partial(_invitation_said, invited)
    )  # fmt: skip
    return Owed(
        "thank", person, held.meeting_id, times.local(by, facts.zone).date(), says,
        (invited.leads_to,) if invited is not None else (), held.outreach_id, by,
    )  # fmt: skip


def _meeting_said(person: str, hours: int, name: Names) -> tuple[str, str]:
    return (
        _("Thank {name}").format(name=name(person)),
        _("You met. A word of thanks is best within {hours} hours.").format(hours=hours),
    )


def _invitation_said(invited: Invited, name: Names) -> tuple[str, str]:
    giver = name(invited.given_by)
    reason = (
        _("{name} gave you a lead to {other}.").format(name=giver, other=name(invited.leads_to))
        if invited.kind == "lead" and invited.leads_to
        else _("{name} suggested that you apply.").format(name=giver)
    )
    return _("Thank {name}").format(name=giver), reason
