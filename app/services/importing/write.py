"""Writing what was planned and chosen, as one step."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.database import edit, last_number
from app.errors import Refused
from app.i18n import _, ngettext
from app.services.importing.batch import Batch
from app.services.importing.book import additions, details
from app.services.importing.rows import Choice, ImportPlan, ImportRow, Progress, silent


@dataclass(frozen=True)
class Imported:
    """What an import did: how many contacts are new, and how many know more than before."""

    added: int = 0
    changed: int = 0

    @property
    def people(self) -> int:
        """Both together."""
        return self.added + self.changed


def apply(
    plan: ImportPlan,
    choices: Mapping[str, Choice] | None = None,
    progress: Progress = silent,
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
