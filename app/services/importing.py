"""Bringing people in from files: first what it would do, then, once confirmed, all of it at once.

`plan` only reads, so it may run in a job. Nothing is overwritten: a card adds what the book does
not know, and what it cannot add is kept with the contact. The same file twice adds nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.database import edit, last_number
from app.domain import names
from app.errors import Refused
from app.exchange.incoming import IncomingPerson, Reading
from app.i18n import _, ngettext
from app.services import importing_words
from app.services.importing_book import Book, additions, details, known
from app.services.importing_match import Lead, Match, Matcher
from app.services.importing_plan import (
    NOTHING,
    STATES,
    Additions,
    Choice,
    ImportPlan,
    ImportRow,
)
from app.services.importing_tidy import tidied
from app.services.importing_write import Batch

Progress = Callable[[int, int], None]

_STEP = 250  # cards between two words of progress


@dataclass(frozen=True)
class Imported:
    """What an import did: how many contacts are new, and how many know more than before."""

    added: int = 0
    changed: int = 0

    @property
    def people(self) -> int:
        """Both together."""
        return self.added + self.changed


def _silent(_done: int, _total: int) -> None:
    pass


def plan(reading: Reading | Sequence[Reading], progress: Progress = _silent) -> ImportPlan:
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


def apply(
    plan: ImportPlan,
    choices: Mapping[str, Choice] | None = None,
    progress: Progress = _silent,
) -> Imported:
    """Write everything that was planned, as one step.

    `choices` says per unsure row (by its id) whether it is the same person or a new one; without
    an answer it is left out. Raises `Refused` when the book has changed since the plan was made.
    """
    added, changed = _chosen(plan, choices or {})
    if not added and not changed:
        return Imported()
    if plan.number != last_number():
        raise Refused(_("The book has changed since the file was compared. Compare it once more."))
    done = Imported(len(added), len({row.contact_id for row in changed}))
    label = ngettext("Import {count} person", "Import {count} people", done.people)
    with edit(label.format(count=f"{done.people:,}")):
        batch = Batch()
        for row in added:
            assert row.person is not None
            batch.add(row.person, row.source)
        for row in _in_turn(changed):
            batch.change(row.contact_id, row.additions, row.source)
        batch.write(progress)
    return done


def wanted(plan: ImportPlan, choices: Mapping[str, Choice] | None = None) -> int:
    """How many people an import with these answers would write."""
    added, changed = _chosen(plan, choices or {})
    return len(added) + len({row.contact_id for row in changed})


def _chosen(
    plan: ImportPlan, choices: Mapping[str, Choice]
) -> tuple[list[ImportRow], list[ImportRow]]:
    """The rows that become new contacts, and those that add to the one they match."""
    added, changed = [], []
    for row in plan.rows:
        choice = choices.get(row.id) if row.state == "unsure" else None
        if row.state == "new" or choice == "new":
            added.append(row)
        elif (row.state == "changed" or choice == "same") and row.additions:
            changed.append(row)
    return added, changed


def _in_turn(rows: list[ImportRow]) -> list[ImportRow]:
    """What each row adds once those before it have added theirs: two cards may fill one field."""
    counted = Counter(row.contact_id for row in rows)
    contacts = details(contact for contact, cards in counted.items() if cards > 1)
    found = []
    for row in rows:
        contact = contacts.get(row.contact_id)
        if contact is None or row.person is None:
            found.append(row)
            continue
        adds = additions(row.person, contact, row.source)
        contact.absorb(adds)
        found.append(replace(row, additions=adds))
    return found


def _read(
    rows: list[ImportRow], row: ImportRow, person: IncomingPerson, *, matcher: Matcher, lead: Lead
) -> ImportRow:
    """What becomes of a card after these rows: somebody new, or with the one it means."""
    match = matcher.match(person, lead)
    adds = additions(person, match.person, row.source) if match else NOTHING
    if adds and (better := matcher.knowing_all(person, lead, row.source)):
        match, adds = better, NOTHING
    if match is None:
        matcher.note(lead, known(person, len(rows)))
    elif not match.person.id:
        row = _beside(rows, row, match, adds, matcher=matcher, lead=lead)
    else:
        certain = match.certain or not adds
        row = replace(
            row,
            state=("changed" if adds else "same") if certain else "unsure",
            contact_id=match.person.id,
            contact_name=names.full(*match.person.name),
            why=match.why,
            adds=importing_words.in_words(adds, match.person),
            additions=adds,
        )
        matcher.note(lead, match.person if certain else known(person, len(rows)))
        if certain:
            match.person.absorb(adds)
    return row


def _beside(
    rows: list[ImportRow],
    row: ImportRow,
    match: Match,
    adds: Additions,
    *,
    matcher: Matcher,
    lead: Lead,
) -> ImportRow:
    """A card whose person may have come in a card before: put together with it where certain."""
    assert row.person is not None
    earlier = rows[match.person.row]
    if adds and not match.certain:
        matcher.note(lead, known(row.person, len(rows)))
        why = _("{where} may be the same person: {reason}.")
        return replace(row, why=why.format(where=earlier.where, reason=match.why))
    if adds:
        assert earlier.person is not None
        earlier = replace(earlier, person=_together(earlier.person, adds))
        rows[match.person.row] = _compared(earlier, matcher)
        match.person.absorb(adds)
    matcher.note(lead, match.person)
    why = _("Comes twice and is put together with {where}.").format(where=earlier.where)
    return replace(row, state="same", contact_name=earlier.name, why=why)


def _compared(row: ImportRow, matcher: Matcher) -> ImportRow:
    """An unsure row once more against the contact that it may mean."""
    if not row.contact_id or row.person is None:
        return row
    contact = matcher.contact(row.contact_id)
    adds = additions(row.person, contact, row.source)
    return replace(row, additions=adds, adds=importing_words.in_words(adds, contact))


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
