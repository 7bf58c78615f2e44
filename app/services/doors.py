"""Who opened the door to a meeting, and whose name may lie on the table in print (P33, P42, B04).

Only who said yes is named. That goes for everybody up the chain: the page is read by the one at the
table, and somebody who let me use the name with one person was not asked about the next, so a name
further up needs its own yes just as the last one does. A no to anybody at this table counts
wherever it was said. The person knows the names without the page; it says how many it left out.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from app.brief import clock
from app.brief.content import Brief, BriefPerson, Permission, Stage
from app.database import fetch
from app.domain import names, namings
from app.domain.meetings import MeetingDraft, ReferralDraft
from app.domain.namings import Name
from app.domain.readiness import Gap
from app.domain.referrals import ReferralRow, firmer
from app.i18n import _
from app.services import meetings, referrals

_TEXTS = ("place", "invitation", "purpose_detail", "reason", "plan_b", "ask", "offer")
_LINES = ("promises", "bring", "questions", "what_you_bring", "afterwards", "missing")


@dataclass(frozen=True)
class Doors:
    """The chain to the first at the table, and the invitation, as they may be printed."""

    ways: tuple[ReferralRow, ...] = ()
    between: tuple[str, ...] = ()  # the names on the way; '' where one is withheld
    permission: Permission = ""
    stage: Stage = "info_only"
    invitation: str = ""
    withheld: tuple[Name, ...] = ()  # whoever must not be named anywhere on the page
    others: tuple[Name, ...] = ()  # whoever else has to do with it, and may be
    left_out: frozenset[Name] = frozenset()  # whose names would stand there with a yes

    def guarded(self, brief: Brief) -> Brief:
        """The page without these names, in whatever words they were typed; it counts them."""
        guard = _Guard(self.withheld, self.others)
        said: dict[str, Any] = {field: guard.text(getattr(brief, field)) for field in _TEXTS}
        said |= {field: guard.lines(getattr(brief, field)) for field in _LINES}
        said["people"] = tuple(guard.person(person) for person in brief.people)
        page = replace(brief, **said)
        return replace(page, names_left_out=len(self.left_out | guard.found))


def to(draft: MeetingDraft, today: date) -> Doors:
    """The doors to a meeting, known or still being typed."""
    if not draft.people:
        return Doors()
    said = _said(draft)
    ways = ways_to(draft)
    hidden = [way for way in ways if way.may_use_name != "yes" or said.get(way.from_id) == "no"]
    opened = _opened(draft)
    shut = opened.giver if opened is not None and _is_unasked(opened, draft, ways, said) else ""
    kept_back = {way.from_id for way in hidden} | {shut}
    refused = {person for person, word in said.items() if word == "no"}
    everybody = {*kept_back, *refused, *draft.people, *(way.from_id for way in ways)}
    called = _called(everybody) | ({"": _typed(draft.referral)} if draft.referral.from_name else {})
    gone = (kept_back | refused) - set(draft.people)
    permission: Permission = ways[-1].may_use_name if ways else ""
    return Doors(
        ways=ways,
        between=tuple("" if way in hidden else way.from_name for way in ways),
        permission="no" if permission == "yes" and ways[-1] in hidden else permission,
        stage=opened.stage if opened is not None else "info_only",
        invitation=opened.line(today, named=not shut) if opened is not None else "",
        withheld=tuple(called[person] for person in sorted(gone) if person in called),
        others=tuple(name for person, name in called.items() if person not in gone),
        left_out=frozenset(called[person] for person in kept_back if person in called),
    )


def gaps(draft: MeetingDraft, today: date) -> tuple[Gap, ...]:
    """Where a meeting that is being typed names somebody who did not say yes; for the screen."""
    doors = to(draft, today)
    typed: dict[str, Iterable[str]] = {
        "reason": [draft.referral.reason], "purpose_detail": [draft.purpose_detail],
        "place": [draft.place], "questions": [question.text for question in draft.questions],
        "thing": [draft.ask.thing], "offer": [draft.ask.offer], "plan_b": [draft.plan_b],
        "what_you_bring": draft.what_you_bring, "bring_list": draft.bring_list,
    }  # fmt: skip
    found = []
    for field, texts in typed.items():
        text, named = namings.unnamed("\n".join(texts), doors.withheld, doors.others)
        told = _("The page says “someone” here for {name}: no yes to the name yet")
        found += [
            Gap(field, told.format(name=name.full)) for name in doors.withheld if name in named
        ]
        told = _("“{word}” stands here: it may tell who sent you, without a yes to the name")
        words = namings.hints(text, doors.withheld, doors.others)
        found += [Gap(field, told.format(word=word)) for word in words]
    return tuple(found)


def ways_to(draft: MeetingDraft) -> tuple[ReferralRow, ...]:
    """The links from me to the first of them, the last one as the draft has it (P33, P42)."""
    referral, first = draft.referral, next(iter(_called(draft.people[:1]).items()), None)
    if first is None or not (referral.from_id or referral.from_name):
        return ()
    person, name = first
    from_name = referrer_name(referral)
    if not from_name:
        return ()
    above = referrals.links(referral.from_id) if referral.from_id else ()
    on = referral.on_date.isoformat() if referral.on_date else ""
    last = ReferralRow(
        referral.id, referral.from_id, from_name, person, name.full, referral.reason,
        referral.may_use_name, on,
    )  # fmt: skip
    return (*(link for link in above if link.from_id != person), last)


def referrer_name(referral: ReferralDraft) -> str:
    """Who sent me, by name; '' for somebody who was deleted meanwhile."""
    if not referral.from_id:
        return referral.from_name
    return next((name.full for name in _called([referral.from_id]).values()), "")


# What was said about names


def _said(draft: MeetingDraft) -> dict[str, str]:
    """What whoever sent me to somebody at this table said to being named there.

    What the draft says of its own referral is newer than any row about the same two.
    """
    found: dict[str, str] = {}
    own = (draft.referral.from_id, draft.people[0])
    for giver, person, word in fetch(
        "SELECT from_id, to_id, may_use_name FROM referral"
        " WHERE to_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(draft.people),),
    ):
        if (giver, person) != own:
            found[giver] = firmer(found.get(giver, word), word)
    return found


class _Opened(NamedTuple):
    """How far the thread has come, and the invitation it stands on (P01, P38)."""

    stage: Stage
    words: str
    given_on: str
    giver: str
    name: str

    def line(self, today: date, *, named: bool) -> str:
        """The invitation in the band across the page."""
        told = _("{name}, {day}: “{words}”") if named else _("{day}: “{words}”")
        day = clock.day_in(date.fromisoformat(self.given_on), today.year)
        return told.format(name=self.name, day=day, words=self.words.strip().strip('“”"'))


def _opened(draft: MeetingDraft) -> _Opened | None:
    found = fetch(
        "SELECT o.stage, i.words, i.given_on, c.id, trim(c.given || ' ' || c.family)"
        " FROM outreach o JOIN invitation i ON i.id = o.invitation_id"
        " JOIN contact c ON c.id = i.given_by_id WHERE o.id = ?",
        (meetings.thread(draft),),
    )
    return _Opened(*found[0]) if found else None


def _is_unasked(
    opened: _Opened, draft: MeetingDraft, ways: tuple[ReferralRow, ...], said: Mapping[str, str]
) -> bool:
    """Whether the one who opened the door is somebody else, who gave no yes to being named."""
    if opened.giver in draft.people:
        return False
    on_the_way = {way.from_id: way.may_use_name for way in ways}
    words = {on_the_way.get(opened.giver), said.get(opened.giver)}
    return "no" in words or "yes" not in words


# Names


def _typed(referral: ReferralDraft) -> Name:
    return Name(*names.split(referral.from_name))


def _called(ids: Collection[str]) -> dict[str, Name]:
    found = fetch(
        "SELECT c.id, c.given, c.family FROM json_each(?) wanted"
        " JOIN contact c ON c.id = wanted.value",
        (json.dumps(sorted(ids)),),
    )
    return {person: Name(given, family) for person, given, family in found}


class _Guard:
    """Takes names out, and remembers whose."""

    def __init__(self, withheld: Iterable[Name], others: Iterable[Name]) -> None:
        self._withheld, self._others = withheld, others
        self.found: set[Name] = set()

    def person(self, person: BriefPerson) -> BriefPerson:
        return replace(
            person, about=self.text(person.about), favors=self.text(person.favors),
            expertise=self.lines(person.expertise), needs=self.lines(person.needs),
        )  # fmt: skip

    def lines(self, lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.text(line) for line in lines)

    def text(self, text: str) -> str:
        said, found = namings.unnamed(text, self._withheld, self._others)
        self.found |= found
        return said
