"""Who knows whom, how, and how well (P08). Knowing is mutual: two people have one row."""

from collections.abc import Sequence
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import names
from app.domain.people import ContactDraft
from app.domain.relationships import RelationshipDraft, RelationshipRow
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Relationship
from app.services import contacts

_KNOWN = """
SELECT k.id, c.id, trim(c.given || ' ' || c.family), k.how, k.warmth
FROM (SELECT id, other_id AS person, how, warmth FROM relationship WHERE contact_id = ?1
      UNION ALL SELECT id, contact_id, how, warmth FROM relationship WHERE other_id = ?1) k
JOIN contact c ON c.id = k.person
"""


def known_by(contact_id: str) -> tuple[RelationshipRow, ...]:
    """Whom this contact knows, the warmest first."""
    found = fetch(f"{_KNOWN} ORDER BY k.warmth DESC, c.given, c.family, c.id", (contact_id,))
    return tuple(RelationshipRow(*row) for row in found)


def get(relationship_id: str, contact_id: str) -> RelationshipRow:
    """One of them as this contact's card shows it; raises `NotFound`."""
    found = fetch(f"{_KNOWN} WHERE k.id = ?2", (contact_id, relationship_id))
    if not found:
        raise NotFound(_("This was deleted meanwhile."))
    return RelationshipRow(*found[0])


def add(draft: RelationshipDraft) -> str:
    """Write down that two contacts know each other; the row's id."""
    draft = draft.checked()
    with edit(_("Note who knows whom")):
        other = _settled(draft)
        _refuse_second(draft.contact_id, other)
        row_id = new_id()
        Relationship.create(id=row_id, contact=draft.contact_id, other=other, **_values(draft))
    return row_id


def change(relationship_id: str, draft: RelationshipDraft) -> None:
    """Make a row say what the draft says, seen from the draft's contact."""
    draft = draft.checked()
    with edit(_("Change who knows whom")):
        known = get(relationship_id, draft.contact_id)
        other = _settled(draft)
        values = _values(draft)
        if other != known.contact_id:
            _refuse_second(draft.contact_id, other)
            values |= {"contact": draft.contact_id, "other": other}
        Relationship.update(**values).where(Relationship.id == relationship_id).execute()


def delete(relationship_ids: Sequence[str]) -> None:
    """Forget that they know each other; both stay, undo brings it back."""
    ids = list(relationship_ids)
    if ids:
        label = ngettext("Delete who knows whom", "Delete {count} of who knows whom", len(ids))
        with edit(label.format(count=len(ids))):
            Relationship.delete().where(Relationship.id.in_(ids)).execute()


def _values(draft: RelationshipDraft) -> dict[str, Any]:
    return {"how": draft.how, "warmth": draft.warmth}


def _settled(draft: RelationshipDraft) -> str:
    """The other as a contact, added where there is only a name; only inside an edit."""
    there = fetch("SELECT id FROM contact WHERE id IN (?, ?)", (draft.contact_id, draft.other_id))
    if len(there) < 1 + bool(draft.other_id):
        raise NotFound(_("This contact was deleted meanwhile."))
    if draft.other_id:
        return draft.other_id
    try:
        return contacts.add(ContactDraft(*names.split(draft.other_name)))
    except Invalid as refusal:
        raise Invalid({"other": " ".join(refusal.errors.values())}) from None


def _refuse_second(one: str, other: str) -> None:
    found = fetch(
        "SELECT trim(a.given || ' ' || a.family), trim(b.given || ' ' || b.family)"
        " FROM relationship k JOIN contact a ON a.id = ?1 JOIN contact b ON b.id = ?2"
        " WHERE (k.contact_id = ?1 AND k.other_id = ?2)"
        " OR (k.contact_id = ?2 AND k.other_id = ?1) LIMIT 1",
        (one, other),
    )
    if found:
        text = _("That {one} and {other} know each other is noted already; open it to change it.")
        raise Invalid({"other": text.format(one=found[0][0], other=found[0][1])})
