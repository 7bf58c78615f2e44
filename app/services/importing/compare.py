"""Comparing files with the book and with each other, card by card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.database import last_number
from app.domain import names
from app.exchange.incoming import IncomingPerson, Reading
from app.i18n import _
from app.services.importing import words
from app.services.importing.book import Book, additions
from app.services.importing.match import Lead, Match, Matcher
from app.services.importing.rows import (
    NOTHING,
    STATES,
    Additions,
    ImportPlan,
    ImportRow,
    Progress,
    silent,
)
from app.services.importing.tidy import tidied

_STEP = 250  # cards between two words of progress


def plan(reading: Reading | Sequence[Reading], progress: Progress = silent) -> ImportPlan:
    """What importing these files would do; reads only, and counts each person once."""
    readings = [reading] if isinstance(reading, Reading) else list(reading)
    number = last_number()
    people = [(file, tidied(who)) for file, one in enumerate(readings) for who in one.people]
    total = 2 * len(people)
    progress(0, total)
    matcher = Matcher(Book(), [who for _file, who in people], lambda done: progress(done, total))
    rows: list[ImportRow] = []
    for place, ((file, person), lead) in enumerate(zip(people, matcher.leads, strict=True)):
        if place % _STEP == 0:
            progress(len(people) + place, total)
        row = ImportRow(str(place), "new", person.where, readings[file].source, person, file=file)
        rows.append(_read(rows, row, person, matcher=matcher, lead=lead))
    for file, one in enumerate(readings):
        rows += [
            ImportRow(str(place), "skipped", it.where, one.source, why=it.reason, file=file)
            for place, it in enumerate(one.skipped, start=len(rows))
        ]
    counted = Counter(row.state for row in rows)
    return ImportPlan(
        tuple(rows),
        tuple(remark for one in readings for remark in one.remarks),
        number,
        {state: counted[state] for state in STATES},
    )


def _read(
    rows: list[ImportRow], row: ImportRow, person: IncomingPerson, *, matcher: Matcher, lead: Lead
) -> ImportRow:
    """What becomes of a card after these rows: somebody new, or with the one it means."""
    match = matcher.match(person, lead)
    adds = additions(person, match.person, row.source) if match else NOTHING
    if adds and (better := matcher.knowing_all(person, lead, row.source)):
        match, adds = better, NOTHING
    if match is None:
        matcher.note(len(rows))
    elif not match.person.id:
        row = _beside(rows, row, match, adds, matcher=matcher)
    else:
        certain = match.certain or not adds
        row = replace(
            row,
            state=("changed" if adds else "same") if certain else "unsure",
            contact_id=match.person.id,
            contact_name=names.full(*match.person.name),
            why=match.why,
            adds=words.in_words(adds, match.person),
            additions=adds,
        )
        matcher.note(len(rows), match.person if certain else None)
        if certain:
            match.person.absorb(adds)
    return row


def _beside(
    rows: list[ImportRow], row: ImportRow, match: Match, adds: Additions, *, matcher: Matcher
) -> ImportRow:
    """A card whose person may have come in a card before: put together with it where certain."""
    earlier = rows[match.person.row]
    if adds and not match.certain:
        matcher.note(len(rows))
        why = _("{where} may be the same person: {reason}.")
        return replace(row, why=why.format(where=earlier.where, reason=match.why))
    if adds:
        assert earlier.person is not None
        earlier = replace(earlier, person=_together(earlier.person, adds))
        rows[match.person.row] = _compared(earlier, matcher)
        match.person.absorb(adds)
    matcher.note(len(rows), match.person)
    why = _("Comes twice and is put together with {where}.").format(where=earlier.where)
    return replace(row, state="same", contact_name=earlier.name, why=why)


def _compared(row: ImportRow, matcher: Matcher) -> ImportRow:
    """An unsure row once more against the contact that it may mean."""
    if not row.contact_id or row.person is None:
        return row
    contact = matcher.contact(row.contact_id)
    adds = additions(row.person, contact, row.source)
    return replace(row, additions=adds, adds=words.in_words(adds, contact))


def _together(person: IncomingPerson, adds: Additions) -> IncomingPerson:
    """One person out of two cards."""
    firms = {position.organization for position in adds.positions}
    return replace(
        person,
        **dict(adds.filled),
        channels=person.channels + adds.channels,
        positions=tuple(p for p in person.positions if p.title or p.organization not in firms)
        + adds.positions,
        tags=person.tags + adds.tags,
        kept=person.kept + adds.kept,
    )
