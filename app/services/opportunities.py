"""Openings at firms, which an outreach may lead to (P03)."""

from dataclasses import dataclass, replace

from app.database import edit, fetch, new_id
from app.domain.pipeline import OpportunityDraft
from app.errors import NotFound, Refused
from app.i18n import _
from app.models import Opportunity
from app.services import contacts


@dataclass(frozen=True)
class OpportunityRow:
    """An opening in a list or a picker."""

    id: str
    title: str
    organization: str = ""
    link: str = ""
    outreach: int = 0  # how many lead to it


def add(draft: OpportunityDraft) -> str:
    """Add an opening; its id."""
    draft = draft.checked()
    with edit(_("Add opportunity")):
        opportunity_id = new_id()
        Opportunity.create(id=opportunity_id, **_values(draft))
    return opportunity_id


def change(draft: OpportunityDraft) -> None:
    """Make the opening with the draft's id say what the draft says."""
    opportunity_id, draft = draft.id, replace(draft, id="").checked()
    with edit(_("Change opportunity")):
        found = Opportunity.id == opportunity_id
        changed = Opportunity.update(**_values(draft)).where(found).execute()
        if not changed:
            raise NotFound(_("This opportunity was deleted meanwhile."))


def delete(opportunity_id: str) -> None:
    """Delete an opening to which no outreach has led."""
    if fetch("SELECT 1 FROM outreach WHERE opportunity_id = ? LIMIT 1", (opportunity_id,)):
        raise Refused(_("You applied for this opportunity; it stays with that outreach."))
    with edit(_("Delete opportunity")):
        Opportunity.delete().where(Opportunity.id == opportunity_id).execute()


def settled(draft: OpportunityDraft) -> str:
    """The id of the opening that a checked draft names, made when it is new; inside an edit."""
    if not draft.id:
        return add(draft)
    if not fetch("SELECT 1 FROM opportunity WHERE id = ?", (draft.id,)):
        raise NotFound(_("This opportunity was deleted meanwhile."))
    return draft.id


def listing(search: str = "", limit: int = -1) -> list[OpportunityRow]:
    """Every opening whose title or firm has the words searched for, by title."""
    words = [f"%{word}%" for word in search.split()]
    where = " AND ".join("p.title || ' ' || ifnull(o.name, '') LIKE ?" for _word in words)
    found = fetch(
        "SELECT p.id, p.title, ifnull(o.name, ''), p.link,"
        " (SELECT count(*) FROM outreach WHERE opportunity_id = p.id) FROM opportunity p"
        " LEFT JOIN organization o ON o.id = p.organization_id"
        f" WHERE {where or '1'} ORDER BY p.title COLLATE NOCASE, p.id LIMIT ?",
        (*words, limit),
    )
    return [OpportunityRow(*row) for row in found]


def _values(draft: OpportunityDraft) -> dict[str, str | None]:
    return {
        "title": draft.title,
        "organization": contacts.organization_id(draft.organization),
        "link": draft.link,
        "notes": draft.notes,
    }
