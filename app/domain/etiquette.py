"""Duties and their clocks: one pure function from facts to what is due (P04 B01 B02 B06 P20).

Nothing is stored that can be derived: a corrected fact corrects the duties. The book only keeps
what was done about one (done, put off, dropped), under its key: kind, contact, cause. The facts are
in `etiquette_facts`; the rules in `etiquette_thanks`, `_news`, `_tries` and `_rhythms`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from app.domain.etiquette_facts import (
    Answer,
    Duty,
    Facts,
    Heard,
    Held,
    InTouch,
    Invited,
    Key,
    Kind,
    Moved,
    Numbers,
    Owed,
    Promised,
    Referred,
    Sent,
)
from app.domain.etiquette_news import news
from app.domain.etiquette_rhythms import check_ins, promises
from app.domain.etiquette_thanks import thanks
from app.domain.etiquette_tries import REQUESTS, tries
from app.i18n import _

__all__ = [
    "REQUESTS",
    "Answer",
    "Duty",
    "Facts",
    "Heard",
    "Held",
    "InTouch",
    "Invited",
    "Key",
    "Kind",
    "Moved",
    "Numbers",
    "Owed",
    "Promised",
    "Referred",
    "Sent",
    "duties",
    "owed",
    "worded",
]


def duties(facts: Facts, numbers: Numbers | None = None) -> tuple[Duty, ...]:
    """All that is still to be done, the most urgent first."""
    return worded(owed(facts, numbers), facts.names)


def owed(facts: Facts, numbers: Numbers | None = None) -> list[Owed]:
    """All that is still to be done, in no order and without words."""
    numbers = numbers or Numbers()
    found: dict[Key, Owed] = {}
    sources = (thanks(facts, numbers), news(facts, numbers), promises(facts, numbers),
               tries(facts, numbers))  # fmt: skip
    for one in chain(*sources):
        found.setdefault(one.key, one)
    people = {one.contact_id for one in found.values()}
    for one in check_ins(facts, people):
        found.setdefault(one.key, one)
    return list(_put_off(found, facts.answers))


def _put_off(found: Mapping[Key, Owed], answers: Mapping[Key, Answer]) -> Iterator[Owed]:
    for key, one in found.items():
        answer = answers.get(key)
        if answer is None:
            yield one
        else:
            due = max(one.due, answer.until or one.due)
            yield replace(one, due=due, at=None, was_put_off=True)


def worded(found: Iterable[Owed], names: Mapping[str, str]) -> tuple[Duty, ...]:
    """The same in words, the most urgent first; who has no name is somebody."""

    def name(contact_id: str) -> str:
        return names.get(contact_id) or _("somebody")

    def say(one: Owed) -> Duty:
        text, reason = one.says(name)
        return Duty(
            one.kind, one.contact_id, one.cause_id, one.due, text, reason, one.outreach_id, one.at,
            name(one.contact_id), one.was_put_off, one.since,
        )  # fmt: skip

    return tuple(
        sorted(
            map(say, found), key=lambda duty: (duty.due, duty.kind != "thank", duty.name, duty.key)
        )
    )
