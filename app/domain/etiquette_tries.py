"""Asking again, once and a last time, then rest: silence is an answer (B02)."""

from collections.abc import Iterator
from functools import partial

from app.domain import times
from app.domain.etiquette_facts import Facts, Kind, Names, Numbers, Owed, Sent
from app.i18n import _, ngettext

REQUESTS = ("request", "second_try", "last_try")  # messages that wait for an answer


def tries(facts: Facts, numbers: Numbers) -> Iterator[Owed]:
    """The next try of each outreach whose last message nobody answered."""
    heard = {one.contact_id: one.at for one in sorted(facts.heard, key=lambda one: one.at)}
    last = {sent.outreach_id: sent for sent in facts.sent}
    for sent in last.values():
        if sent.contact_id in heard and heard[sent.contact_id] > sent.at:
            continue
        kind, days = _next(sent.message, numbers)
        if not facts.is_open(kind, sent.contact_id, sent.touch_id):
            continue
        since = times.local(sent.at, facts.zone).date()
        rest = numbers.rest_for_days if kind == "rest" else days
        yield Owed(
            kind, sent.contact_id, sent.touch_id, facts.workdays.after(since, days),
            partial(_SAID[kind], sent, rest), (), sent.outreach_id, since=since,
        )  # fmt: skip


def _next(message: str, numbers: Numbers) -> tuple[Kind, int]:
    if message == "last_try":
        return "rest", numbers.rest_after_business_days
    if message == "second_try":
        return "last_try", numbers.last_try_business_days
    return "second_try", numbers.second_try_business_days


def _second_said(sent: Sent, days: int, name: Names) -> tuple[str, str]:
    reason = ngettext(
        "No answer for a business day. Mail gets lost; one friendly line may be all it takes.",
        "No answer for {count} business days. Mail gets lost; one friendly line may be all it"
        " takes.",
        days,
    )
    return (
        _("Try {name} once more").format(name=name(sent.contact_id)),
        reason.format(count=days),
    )


def _last_said(sent: Sent, days: int, name: Names) -> tuple[str, str]:
    reason = ngettext(
        "Still no answer after a business day. One more note, then {name} rests.",
        "Still no answer after {count} business days. One more note, then {name} rests.",
        days,
    )
    called = name(sent.contact_id)
    return (
        _("Write to {name} a last time").format(name=called),
        reason.format(count=days, name=called),
    )


def _rest_said(sent: Sent, days: int, name: Names) -> tuple[str, str]:
    reason = ngettext(
        "Silence is an answer. A day of rest keeps the door open for later.",
        "Silence is an answer. {count} days of rest keep the door open for later.",
        days,
    )
    return _("Let {name} rest").format(name=name(sent.contact_id)), reason.format(count=days)


_SAID = {"second_try": _second_said, "last_try": _last_said, "rest": _rest_said}
