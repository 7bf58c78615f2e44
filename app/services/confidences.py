"""What was told in confidence stays off paper and out of messages, however it got there (P29).

What stands in a meeting, an ask or a note is free text, typed by hand or taken over from a tidbit.
It is not linked to the tidbit: a link would be lost with the first letter that is changed, and
would say nothing about what was typed by hand. So texts are compared with what may not be passed
on at the moment when a page or a message is made, and a permission that is withdrawn counts at
once, in every meeting.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.brief.content import Brief, BriefPerson
from app.domain import tidbits as rules
from app.domain.meetings import MeetingDraft
from app.domain.readiness import Gap
from app.domain.tidbits import TidbitRow
from app.i18n import ngettext
from app.services import tidbits


def guarded(brief: Brief) -> Brief:
    """The same page without what may not be passed on; it says how much was kept back."""
    guard = _Guard(tidbits.guarded())
    page = replace(
        brief,
        people=tuple(guard.person(person) for person in brief.people),
        reason=guard.text(brief.reason),
        invitation=guard.text(brief.invitation),
        purpose_detail=guard.text(brief.purpose_detail),
        plan_b=guard.text(brief.plan_b),
        ask=guard.text(brief.ask),
        offer=guard.text(brief.offer),
        what_you_bring=guard.lines(brief.what_you_bring),
        bring=guard.lines(brief.bring),
        questions=guard.lines(brief.questions),
        promises=guard.lines(brief.promises),
    )
    return replace(page, missing=(*brief.missing, *words(guard.kept_back)))


def gaps(draft: MeetingDraft) -> tuple[Gap, ...]:
    """What a meeting that is being typed says and may not say, for the list beside the form."""
    typed: dict[str, Iterable[str]] = {
        "what_you_bring": draft.what_you_bring,
        "offer": [draft.ask.offer],
        "thing": [draft.ask.thing],
        "plan_b": [draft.plan_b],
        "questions": [question.text for question in draft.questions],
        "bring_list": draft.bring_list,
    }
    known, found = tidbits.guarded(), []
    for field, texts in typed.items():
        guard = _Guard(known)
        guard.lines(tuple(texts))
        found += [Gap(field, sentence) for sentence in words(guard.kept_back)]
    return tuple(found)


def words(count: int) -> tuple[str, ...]:
    """How much was kept back, without a word of what; nothing when nothing was."""
    if not count:
        return ()
    said = ngettext(
        "One sentence kept back: it may not be passed on",
        "{count} sentences kept back: they may not be passed on",
        count,
    )
    return (said.format(count=count),)


class _Guard:
    """Takes out what may not be passed on, and counts it."""

    def __init__(self, known: list[TidbitRow]) -> None:
        self._known = known
        self.kept_back = 0

    def person(self, person: BriefPerson) -> BriefPerson:
        return replace(person, about=self.text(person.about), needs=self.lines(person.needs))

    def lines(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said for line in lines if (said := self.text(line)) or not line)

    def text(self, text: str) -> str:
        said, gone = rules.guard(text, self._known)
        self.kept_back += gone
        return said
