"""What stands on the sheet of one contact: everything the book knows of them (P11, P18).

A few statements, one for each kind of thing. What is private is not read at all unless it was
chosen for this print.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from app import settings
from app.brief.page import Paper
from app.database import fetch
from app.domain import names, times
from app.domain.asks import TimeAsked
from app.domain.contact_sheets import ContactSheet, Invited, Talk, Thread
from app.domain.people import ContactCard, TimelineRow
from app.domain.tidbits import TidbitRow
from app.i18n import _
from app.services import (
    asks,
    clock,
    contacts,
    favors,
    needs,
    promises,
    referrals,
    relationships,
    standing,
    tidbits,
)

_NO_CONTACT = ("wanted", "requested", "agreed", "cancelled", "missed")


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to print: whose sheet, with what is private or without."""

    contact_id: str
    private: bool = False
    paper: Paper | None = None


def pdf_of(wanted: Wanted, *, at: datetime | None = None) -> tuple[str, bytes]:
    """What the sheet is called, and its pages; raises `NotFound`."""
    # Imported here: few who read a contact print one.
    from app.brief import pdf
    from app.papers import contact

    sheet = of(wanted.contact_id, private=wanted.private, at=at)
    paper = wanted.paper or settings.paper()
    pages = contact.pages(sheet, paper=paper, printed_at=clock.moment(at))
    title = contact.title(sheet)
    return title, pdf.written(pages, title=title, subject=_("Contact sheet"))


def of(contact_id: str, *, private: bool = False, at: datetime | None = None) -> ContactSheet:
    """The sheet of this contact; raises `NotFound`.

    `private`: with the notes, and with what was told in confidence, for one's own eyes.
    """
    card = contacts.card(contact_id)
    around = referrals.around(contact_id)
    called = names.called(card.draft.given, card.draft.family)
    asked = asks.time_asked([contact_id], at=at).get(contact_id, TimeAsked())
    return ContactSheet(
        card=card if private else _without_secrets(card),
        your_zone=settings.your_zone(),
        private=private,
        last_contact=_last_contact(card),
        balance=standing.balance(contact_id).words(called),
        time_asked=asked.words(settings.load().ask_window_days),
        threads=_threads(contact_id, private=private),
        way=referrals.links(contact_id),
        sent_by=tuple(link for link in around if link.to_id == contact_id),
        sent_to=tuple(link for link in around if link.from_id == contact_id),
        knows=relationships.known_by(contact_id),
        needs=tuple(needs.listing(contact=contact_id, which="all")),
        asks=tuple(asks.listing(contact=contact_id)),
        promises=promises.listing(contact_id=contact_id, kept=True),
        favors=tuple(favors.listing(contact=contact_id)),
        worth_telling=tidbits.for_contact(contact_id, at=at),
        told_you=_told_by(contact_id, private=private),
        talks=_talks(contact_id, private=private),
    )


def _without_secrets(card: ContactCard) -> ContactCard:
    """The card without its notes and without what may not be passed on (P29)."""
    draft = replace(card.draft, notes="")
    timeline = tuple(row for row in card.timeline if not _is_secret(row))
    return replace(card, draft=draft, timeline=timeline)


def _is_secret(row: TimelineRow) -> bool:
    return row.kind == "tidbit" and row.text == "no"


def _last_contact(card: ContactCard) -> str:
    had = (
        row.at
        for row in card.timeline
        if row.kind == "touch" or (row.kind == "meeting" and row.text not in _NO_CONTACT)
    )
    return next(had, "")


def _threads(contact_id: str, *, private: bool) -> tuple[Thread, ...]:
    invited: dict[str, list[Invited]] = defaultdict(list)
    for outreach, kind, on, *words in fetch(_INVITATIONS, (contact_id,)):
        invited[outreach].append(Invited(kind, date.fromisoformat(on), *words))
    return tuple(
        Thread(
            subject, stage, date.fromisoformat(opened), date.fromisoformat(since), closed,
            _day(closed_on), _day(rests), leads_to, " · ".join(filter(None, (title, firm))),
            notes if private else "", _day(applied), _day(offered), step, tuple(invited[i]),
        )
        for i, subject, stage, opened, since, closed, closed_on, rests, leads_to, title, firm,
            notes, applied, offered, step in fetch(_THREADS, (contact_id,))
    )  # fmt: skip


def _told_by(contact_id: str, *, private: bool) -> tuple[TidbitRow, ...]:
    found = [i for (i,) in fetch(_TOLD, (contact_id,))]
    return tuple(row for row in tidbits.rows(found) if private or row.may_pass != "no")


def _talks(contact_id: str, *, private: bool) -> tuple[Talk, ...]:
    """The meetings, the latest first; those without a time before all."""
    found = fetch(_MEETINGS, (contact_id,))
    ids = (json.dumps([row[0] for row in found]),)
    others: dict[str, list[str]] = defaultdict(list)
    for meeting, given, family in fetch(_PEOPLE, (*ids, contact_id)):
        others[meeting].append(names.full(given, family))
    answers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for meeting, text, answer in fetch(_QUESTIONS, ids):
        answers[meeting].append((text, answer))
    paths: dict[str, list[str]] = defaultdict(list)
    for meeting, text in fetch(_PATHS, ids):
        paths[meeting].append(text)
    return tuple(
        Talk(
            times.from_text(start) if start else None, zone, minutes, state, medium, place, purpose,
            detail, tuple(others[i]), advice, share, tuple(answers[i]), tuple(paths[i]), plan_b,
            notes if private else "",
        )
        for i, start, zone, minutes, state, medium, place, purpose, detail, advice, share, plan_b,
            notes in found
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_NAME = "ifnull(trim({person}.given || ' ' || {person}.family), '')"
_THREADS = f"""
SELECT o.id, o.subject, o.stage, o.opened_on, o.stage_since, ifnull(o.closed, ''), o.closed_on,
    o.rests_until, {_NAME.format(person="l")}, ifnull(p.title, ''), ifnull(f.name, ''),
    ifnull(p.notes, ''), o.applied_on, o.offered_on, o.next_step
FROM outreach o LEFT JOIN contact l ON l.id = o.leads_to_id
LEFT JOIN opportunity p ON p.id = o.opportunity_id
LEFT JOIN organization f ON f.id = p.organization_id
WHERE o.contact_id = ? ORDER BY o.closed IS NOT NULL, o.opened_on DESC, o.id DESC
"""
_INVITATIONS = f"""
SELECT i.outreach_id, i.kind, i.given_on, i.channel, i.words, {_NAME.format(person="g")},
    {_NAME.format(person="l")}
FROM invitation i JOIN outreach o ON o.id = i.outreach_id JOIN contact g ON g.id = i.given_by_id
LEFT JOIN contact l ON l.id = i.leads_to_id
WHERE o.contact_id = ? ORDER BY i.given_on DESC, i.id DESC
"""
_TOLD = "SELECT id FROM tidbit WHERE source_contact_id = ? ORDER BY heard_on DESC, id DESC"
_MEETINGS = """
SELECT m.id, ifnull(m.start, ''), m.zone, m.minutes, m.state, m.medium, m.place, m.purpose,
    m.purpose_detail, m.advice, m.their_share, m.plan_b, m.notes
FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id
WHERE mp.contact_id = ? ORDER BY m.start IS NOT NULL, m.start DESC, m.id DESC
"""
_PEOPLE = """
SELECT mp.meeting_id, c.given, c.family
FROM meeting_person mp JOIN contact c ON c.id = mp.contact_id
WHERE mp.meeting_id IN (SELECT value FROM json_each(?)) AND mp.contact_id <> ?
ORDER BY mp.rank, mp.id
"""
_QUESTIONS = """
SELECT meeting_id, text, answer FROM question
WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY rank, id
"""
_PATHS = """
SELECT meeting_id, text FROM path WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
