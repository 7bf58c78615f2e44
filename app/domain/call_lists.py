"""A list to sit down with and call: whom, why, and how to begin; one by one (P44)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, tzinfo

from app.domain.etiquette import Duty
from app.i18n import _

MOST = 20  # more calls than these nobody makes in one sitting
_OFFICE = (time(9), time(17))
_LET_BE = "rest"  # silence is an answer: who rests is not called (B02)


@dataclass(frozen=True)
class Call:
    """Somebody to call: their numbers, the preferred one first; what to do, and each time why.

    `opening` is how one may begin; it asks for nothing that the stage does not allow (P01).
    """

    contact_id: str
    name: str
    firm: str = ""
    phones: tuple[str, ...] = ()
    zone: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    opening: str = ""


@dataclass(frozen=True)
class CallList:
    """Who can be called, and who cannot for want of a number; how many more are due."""

    calls: tuple[Call, ...]
    unreachable: tuple[str, ...] = ()
    more: int = 0


def reasons(found: Iterable[Duty]) -> dict[str, tuple[Duty, ...]]:
    """What is due with each person, the most urgent first; whoever is let be is left out."""
    gathered: dict[str, tuple[Duty, ...]] = {}
    for duty in found:
        if duty.kind != _LET_BE:
            gathered[duty.contact_id] = (*gathered.get(duty.contact_id, ()), duty)
    return gathered


def filled(people: Iterable[Call], why: Mapping[str, tuple[Duty, ...]]) -> CallList:
    """The list in this order: who has a number is called, who has none is named at its end."""
    calls, unreachable = [], []
    for person in people:
        if not person.phones:
            unreachable.append(person.name)
            continue
        duties = why.get(person.contact_id, ())
        said = tuple(dict.fromkeys((duty.text, duty.reason) for duty in duties))
        kind = duties[0].kind if duties else ""
        calls.append(replace(person, reasons=said, opening=opening(kind)))
    return CallList(tuple(calls[:MOST]), tuple(unreachable), max(0, len(calls) - MOST))


def opening(kind: str) -> str:
    """How one may begin, by what the call is for: a favor of information at most (P01, P35)."""
    return {
        "thank": _("“I am calling to thank you. What you told me has helped already.”"),
        "report_back": _("“You opened a door for me; I would like to tell you how it went.”"),
        "my_promise": _("“I said I would come back to you with something. Here it is.”"),
        "their_promise": _("“You kindly offered something. Can I make it easier for you?”"),
        "second_try": _("“I would value your view for a few minutes. When would suit you?”"),
        "last_try": _("“I would value your view. If it does not suit, that is quite all right.”"),
    }.get(kind, _("“I was thinking of you. How are you, and how can I help?”"))


def their_day(there: tzinfo | None, here: tzinfo, at: datetime) -> tuple[str, str] | None:
    """Their office hours on your clock, from and to; None where the clocks show the same."""
    if there is None:
        return None
    local = at.replace(tzinfo=at.tzinfo or UTC).astimezone(there)
    if local.utcoffset() == local.astimezone(here).utcoffset():
        return None
    begin, end = (
        local.replace(hour=hour.hour, minute=0, second=0, microsecond=0).astimezone(here)
        for hour in _OFFICE
    )
    return f"{begin:%H:%M}", f"{end:%H:%M}"
