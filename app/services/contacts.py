"""What can be done with contacts; `directory` lists and finds them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import SQL

from app.database import edit, fetch, new_id
from app.domain import times
from app.domain.people import (
    ChannelDraft,
    ContactCard,
    ContactDraft,
    HistoryRow,
    KeptRow,
    PositionDraft,
    TouchDraft,
)
from app.errors import NotFound, Refused
from app.i18n import _, ngettext
from app.models import (
    Ask,
    Channel,
    Contact,
    Duty,
    Favor,
    Invitation,
    KeptProperty,
    Meeting,
    MeetingPerson,
    Need,
    Organization,
    Outreach,
    Position,
    Promise,
    Referral,
    Relationship,
    Role,
    StageChange,
    Tag,
    Tidbit,
    Touch,
)
from app.services import clock, favors, histories, timelines
from app.services.merging import merge

__all__ = [
    "add", "card", "change", "delete", "draft_of", "history", "merge", "organization_id",
    "record_touch",
]  # fmt: skip

_PLAIN = (
    "given", "family", "say_as", "place", "zone", "expertise", "about", "how_met", "workload",
    "rhythm_days", "notes",
)  # fmt: skip


# Writing


def add(draft: ContactDraft) -> str:
    """Add a contact; its id."""
    draft = draft.checked(times.zone_exists)
    with edit(_("Add contact")):
        contact_id = new_id()
        Contact.create(id=contact_id, **_plain(draft))
        _write_parts(contact_id, draft)
    return contact_id


def change(contact_id: str, draft: ContactDraft) -> None:
    """Make a contact say what the draft says."""
    draft = draft.checked(times.zone_exists)
    with edit(_("Change contact")):
        if not Contact.update(**_plain(draft)).where(Contact.id == contact_id).execute():
            raise NotFound(_("This contact was deleted meanwhile."))
        _write_parts(contact_id, draft)


def delete(contact_ids: Sequence[str]) -> None:
    """Delete contacts with everything that is only about them; undo brings all of it back.

    Raises `Refused` for somebody on whose invitation another outreach stands (P01).
    """
    ids = list(contact_ids)
    if not ids:
        return
    from app.services import meetings, outreach  # which themselves add contacts

    _refuse_door_openers(ids)
    label = ngettext("Delete contact", "Delete {count} contacts", len(ids))
    with edit(label.format(count=len(ids))):
        with_others = favors.meetings_of(ids)
        meetings.delete(_only_with(ids))
        outreach.delete(_first_column(
            "SELECT id FROM outreach WHERE contact_id IN (SELECT value FROM json_each(?))", ids
        ))  # fmt: skip
        _delete_shared(_these(ids))
        Relationship.delete().where(Relationship.other.in_(_these(ids))).execute()
        Tidbit.update(source_contact=None).where(Tidbit.source_contact.in_(_these(ids))).execute()
        for table in (Relationship, Ask, Favor, Need, Promise, Duty, Touch, KeptProperty, Tag, Role,
                      Channel, Position):  # fmt: skip
            table.delete().where(table.contact.in_(_these(ids))).execute()
        Contact.delete().where(Contact.id.in_(_these(ids))).execute()
        favors.book(with_others)


def record_touch(contact_id: str, draft: TouchDraft) -> str:
    """Note that there was contact of any kind (P10, P20); its id."""
    draft = draft.checked(times.to_text(clock.moment()))
    with edit(_("Note contact")):
        _there(contact_id)
        touch_id = new_id()
        Touch.create(
            id=touch_id, contact=contact_id, kind=draft.kind, direction=draft.direction,
            at=draft.at, what=draft.what,
        )  # fmt: skip
    return touch_id


def organization_id(name: str) -> str | None:
    """The firm of this name, made when it is new; only inside an edit. None for no name."""
    if not name:
        return None
    found = fetch("SELECT id FROM organization WHERE name = ? COLLATE NOCASE", (name,))
    if found:
        return str(found[0][0])
    return str(Organization.create(name=name).id)


def _there(contact_id: str) -> None:
    if not fetch("SELECT 1 FROM contact WHERE id = ?", (contact_id,)):
        raise NotFound(_("This contact was deleted meanwhile."))


def _plain(draft: ContactDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _PLAIN}


def _write_parts(contact_id: str, draft: ContactDraft) -> None:
    channels = [
        {"id": c.id, "kind": c.kind, "value": c.value, "label": c.label,
         "preferred": int(c.preferred), "rank": rank}
        for rank, c in enumerate(draft.channels)
    ]  # fmt: skip
    positions = [
        {"id": p.id, "organization": organization_id(p.organization), "title": p.title,
         "since": p.since, "until": p.until, "current": int(p.current), "rank": rank}
        for rank, p in enumerate(draft.positions)
    ]  # fmt: skip
    _write_rows(Channel, contact_id, channels)
    _write_rows(Position, contact_id, positions)
    _write_words(Role, Role.kind, contact_id, draft.roles)
    _write_words(Tag, Tag.name, contact_id, draft.tags)


def _write_rows(table: Any, contact_id: str, wanted: list[dict[str, Any]]) -> None:
    """Change what is there, add what is new, delete what is no longer wanted."""
    there = {row[0] for row in table.select(table.id).where(table.contact == contact_id).tuples()}
    kept = {row["id"] for row in wanted} & there
    table.delete().where(table.id.in_(there - kept)).execute()
    for row in wanted:
        values = {name: value for name, value in row.items() if name != "id"}
        if row["id"] in kept:
            table.update(**values).where(table.id == row["id"]).execute()
        else:
            table.create(contact=contact_id, **values)


def _write_words(table: Any, column: Any, contact_id: str, wanted: Iterable[str]) -> None:
    there = {row[0] for row in table.select(column).where(table.contact == contact_id).tuples()}
    gone = there - set(wanted)
    table.delete().where(table.contact == contact_id, column.in_(gone)).execute()
    for word in wanted:
        if word not in there:
            table.create(contact=contact_id, **{column.name: word})


def _refuse_door_openers(ids: Sequence[str]) -> None:
    opened = fetch(
        "SELECT trim(c.given || ' ' || c.family), trim(w.given || ' ' || w.family)"
        " FROM outreach o JOIN invitation i ON i.id = o.invitation_id"
        " JOIN contact c ON c.id IN (i.given_by_id, o.leads_to_id)"
        " JOIN contact w ON w.id = o.contact_id"
        " WHERE c.id IN (SELECT value FROM json_each(?1))"
        " AND o.contact_id NOT IN (SELECT value FROM json_each(?1)) LIMIT 1",
        (json.dumps(list(ids)),),
    )
    if opened:
        raise Refused(
            _(
                "Your outreach to {other} stands on a door that involves {name}. "
                "Move it back to information only first, or keep {name}."
            ).format(name=opened[0][0], other=opened[0][1])
        )


def _these(ids: Sequence[str]) -> SQL:
    """The ids as one value, since a statement takes only so many."""
    return SQL("(SELECT value FROM json_each(?))", [json.dumps(list(ids))])


def _first_column(sql: str, ids: Sequence[str]) -> list[str]:
    return [row[0] for row in fetch(sql, (json.dumps(list(ids)),))]


def _only_with(ids: Sequence[str]) -> list[str]:
    """The meetings at which there is nobody but these."""
    return _first_column(
        "SELECT meeting_id FROM meeting_person GROUP BY meeting_id"
        " HAVING min(contact_id IN (SELECT value FROM json_each(?)))",
        ids,
    )


def _delete_shared(these: SQL) -> None:
    """What these contacts share with others: referrals, old invitations, seats at meetings."""
    old = Invitation.given_by.in_(these) | Invitation.leads_to.in_(these)
    sent = Referral.from_.in_(these) | Referral.to.in_(these)
    invitations = Invitation.select(Invitation.id).where(old)
    referrals = Referral.select(Referral.id).where(sent)
    Duty.delete().where(Duty.cause_id.in_(invitations) | Duty.cause_id.in_(referrals)).execute()
    StageChange.update(invitation=None).where(StageChange.invitation.in_(invitations)).execute()
    Invitation.delete().where(old).execute()
    Outreach.update(leads_to=None).where(Outreach.leads_to.in_(these)).execute()
    Meeting.update(referral=None).where(Meeting.referral.in_(referrals)).execute()
    Referral.delete().where(sent).execute()
    theirs = Favor.select(Favor.id).where(Favor.contact.in_(these))
    Favor.update(settled_by=None).where(Favor.settled_by.in_(theirs)).execute()
    MeetingPerson.delete().where(MeetingPerson.contact.in_(these)).execute()


# Reading


def draft_of(contact_id: str) -> ContactDraft:
    """A contact as its form shows it; raises `NotFound`."""
    found = fetch(f"SELECT {', '.join(_PLAIN)} FROM contact WHERE id = ?", (contact_id,))
    if not found:
        raise NotFound(_("This contact was deleted meanwhile."))
    channels = fetch(
        "SELECT kind, value, label, preferred, id FROM channel WHERE contact_id = ? ORDER BY rank",
        (contact_id,),
    )
    positions = fetch(
        "SELECT ifnull(o.name, ''), p.title, p.since, p.until, p.current, p.id FROM position p"
        " LEFT JOIN organization o ON o.id = p.organization_id"
        " WHERE p.contact_id = ? ORDER BY p.rank",
        (contact_id,),
    )
    roles = fetch("SELECT kind FROM role WHERE contact_id = ? ORDER BY id", (contact_id,))
    tags = fetch("SELECT name FROM tag WHERE contact_id = ? ORDER BY id", (contact_id,))
    return ContactDraft(
        **dict(zip(_PLAIN, found[0], strict=True)),
        channels=tuple(ChannelDraft(k, v, la, bool(pr), i) for k, v, la, pr, i in channels),
        positions=tuple(PositionDraft(o, t, s, u, bool(c), i) for o, t, s, u, c, i in positions),
        roles=tuple(role for (role,) in roles),
        tags=tuple(tag for (tag,) in tags),
    )


def card(contact_id: str) -> ContactCard:
    """Everything that a contact's card shows; raises `NotFound`."""
    kept = fetch(
        "SELECT source, name, value FROM kept_property WHERE contact_id = ? ORDER BY name",
        (contact_id,),
    )
    return ContactCard(
        contact_id,
        draft_of(contact_id),
        timelines.of_contact(contact_id),
        tuple(KeptRow(*row) for row in kept),
    )


def history(contact_id: str) -> tuple[HistoryRow, ...]:
    """Every field that was ever written about a contact, the newest first."""
    return histories.of_contact(contact_id)
