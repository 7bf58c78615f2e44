"""Two contacts who turned out to be one person: everything of one goes to the other.

Where both have the same thing (a tag, a seat at a meeting, who knows whom) the kept one's stays and
takes over what only the other's says. What cannot stand in a field any more goes into the notes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.database import edit, fetch
from app.domain import names
from app.domain.referrals import firmer
from app.errors import NotFound, Refused
from app.i18n import _
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
    Outreach,
    Position,
    Promise,
    Referral,
    Relationship,
    Role,
    Tag,
    Tidbit,
    Touch,
)
from app.services import favors

# Columns where a row simply follows the person.
_FOLLOW = (
    Touch.contact, Ask.contact, Need.contact, Promise.contact, Outreach.contact, Outreach.leads_to,
    Invitation.given_by, Invitation.leads_to, Tidbit.source_contact,
)  # fmt: skip
# Parts of a contact: what tells that two are the same, and what the one that stays takes over.
_PARTS: Mapping[str, tuple[Any, Sequence[str], Sequence[str]]] = {
    "channel": (Channel, ("kind", "value"), ("label", "preferred")),
    "position": (Position, ("organization_id", "title"), ("since",)),
    "role": (Role, ("kind",), ()),
    "tag": (Tag, ("name",), ()),
    "kept_property": (KeptProperty, ("source", "name", "value"), ()),
}
# Texts that grow, and facts of which only one can stand.
_TEXTS = ("expertise", "about", "how_met")
_FACTS = ("say_as", "place", "zone", "workload", "rhythm_days")


def merge(keep_id: str, drop_id: str) -> None:
    """Move everything attached to one contact to the other, then drop the first; one step.

    The name of the kept one stays. Raises `NotFound`, and `Refused` for a contact and themselves.
    """
    if keep_id == drop_id:
        raise Refused(_("Choose two different contacts to merge."))
    with edit(_("Merge contacts")):
        there = fetch("SELECT id FROM contact WHERE id IN (?, ?)", (keep_id, drop_id))
        if len(there) < 2:
            raise NotFound(_("This contact was deleted meanwhile."))
        met = favors.meetings_of([keep_id, drop_id])
        lost = _drop_what_leads_to_themselves(keep_id, drop_id)
        for column in _FOLLOW:
            column.model.update({column: keep_id}).where(column == drop_id).execute()
        _merge_parts(keep_id, drop_id)
        _merge_seats(keep_id, drop_id)
        _merge_favors(keep_id, drop_id)
        _merge_answers(keep_id, drop_id)
        _merge_relationships(keep_id, drop_id)
        _merge_referrals(keep_id, drop_id)
        _merge_fields(keep_id, drop_id, lost)
        Contact.delete().where(Contact.id == drop_id).execute()
        favors.book(met)


def _drop_what_leads_to_themselves(keep: str, drop: str) -> list[str]:
    """Nobody refers to themselves or knows themselves; the words that stood there."""
    both = (keep, drop)
    sent = list(
        Referral.select()
        .where(Referral.from_.in_(both), Referral.to.in_(both))
        .order_by(Referral.on_date)
    )
    known = list(
        Relationship.select().where(Relationship.contact.in_(both), Relationship.other.in_(both))
    )
    ids = [row.id for row in sent]
    Meeting.update(referral=None).where(Meeting.referral.in_(ids)).execute()
    Duty.delete().where(Duty.cause_id.in_(ids)).execute()
    for row in (*sent, *known):
        row.delete_instance()
    return [text for row in sent for text in (row.reason, row.outcome)] + [r.how for r in known]


def _merge_parts(keep: str, drop: str) -> None:
    """Addresses, positions, roles, tags and kept fields: each once, the dropped one's behind."""
    preferred = Channel.select(Channel.kind).where(Channel.contact == keep, Channel.preferred == 1)
    Channel.update(preferred=0).where(
        Channel.contact == drop, Channel.kind.in_(preferred)
    ).execute()
    for name, (table, same, gaps) in _PARTS.items():
        alike = " AND ".join(f"k.{column} IS d.{column} COLLATE NOCASE" for column in same)
        twice = fetch(
            f"SELECT d.id, k.id FROM {name} d JOIN {name} k ON k.contact_id = ? AND {alike}"
            " WHERE d.contact_id = ?",
            (keep, drop),
        )
        for gone, stays in twice:
            _fill_gaps(table, stays, gone, gaps)
        table.delete().where(table.id.in_([gone for gone, _stays in twice])).execute()
        values: dict[str, Any] = {"contact": keep}
        if hasattr(table, "rank"):
            last = f"SELECT ifnull(max(rank) + 1, 0) FROM {name} WHERE contact_id = ?"
            values["rank"] = table.rank + fetch(last, (keep,))[0][0]
        table.update(**values).where(table.contact == drop).execute()


def _fill_gaps(table: Any, stays: str, gone: str, columns: Sequence[str]) -> None:
    """What only the other row says is said by the one that stays."""
    one, other = table.get_by_id(stays), table.get_by_id(gone)
    for column in columns:
        setattr(one, column, getattr(one, column) or getattr(other, column))
    one.save()


def _merge_seats(keep: str, drop: str) -> None:
    """A person sits at a table once."""
    at = MeetingPerson.select(MeetingPerson.meeting).where(MeetingPerson.contact == keep)
    MeetingPerson.delete().where(
        MeetingPerson.contact == drop, MeetingPerson.meeting.in_(at)
    ).execute()
    MeetingPerson.update(contact=keep).where(MeetingPerson.contact == drop).execute()


def _merge_favors(keep: str, drop: str) -> None:
    """A favor that a meeting booked by itself is booked once; what it settled stays settled."""
    twice = fetch(
        "SELECT d.id, k.id FROM favor d JOIN favor k ON k.contact_id = ?1"
        " AND k.meeting_id = d.meeting_id AND k.booked_for = d.booked_for"
        " WHERE d.contact_id = ?2 AND d.booked_for <> ''",
        (keep, drop),
    )
    for gone, stays in twice:
        _fill_gaps(Favor, stays, gone, ["settled_by"])
        Favor.update(settled_by=stays).where(Favor.settled_by == gone).execute()
        Favor.update(settled_by=None).where(Favor.id == stays, Favor.settled_by == stays).execute()
        Favor.delete().where(Favor.id == gone).execute()
    Favor.update(contact=keep).where(Favor.contact == drop).execute()


def _merge_answers(keep: str, drop: str) -> None:
    """What was done about a duty: the kept one's answer counts where both have one."""
    twice = fetch(
        "SELECT d.id FROM duty d JOIN duty k ON k.contact_id = ?1 AND k.kind = d.kind"
        " AND k.cause_id = d.cause_id WHERE d.contact_id = ?2",
        (keep, drop),
    )
    Duty.delete().where(Duty.id.in_([row for (row,) in twice])).execute()
    Duty.update(contact=keep).where(Duty.contact == drop).execute()


def _merge_relationships(keep: str, drop: str) -> None:
    """Two people know each other in one way: the warmer, with both ones' words."""
    for row in list(
        Relationship.select().where((Relationship.contact == drop) | (Relationship.other == drop))
    ):
        other = row.other if row.contact == drop else row.contact
        there = Relationship.get_or_none(
            ((Relationship.contact == keep) & (Relationship.other == other))
            | ((Relationship.contact == other) & (Relationship.other == keep))
        )
        if there is None:
            ends = {"contact": keep} if row.contact == drop else {"other": keep}
            Relationship.update(**ends).where(Relationship.id == row.id).execute()
            continue
        there.how = _both(there.how, row.how)
        there.warmth = max(there.warmth, row.warmth)
        there.save()
        row.delete_instance()


def _merge_referrals(keep: str, drop: str) -> None:
    """The same two people have one referral between them, unless two meetings brought them."""
    for row in list(Referral.select().where((Referral.from_ == drop) | (Referral.to == drop))):
        ends = {"from_": keep if row.from_ == drop else row.from_,
                "to": keep if row.to == drop else row.to}  # fmt: skip
        there = Referral.get_or_none(
            (Referral.from_ == ends["from_"])
            & (Referral.to == ends["to"])
            & (Referral.id != row.id)
        )
        if there is None or (row.meeting_id and there.meeting_id):
            Referral.update(**ends).where(Referral.id == row.id).execute()
            continue
        there.reason, there.outcome = (
            _both(there.reason, row.reason),
            _both(there.outcome, row.outcome),
        )
        there.may_use_name = firmer(there.may_use_name, row.may_use_name)
        there.on_date = min(there.on_date, row.on_date)
        there.meeting_id = there.meeting_id or row.meeting_id
        there.save()
        Meeting.update(referral=there.id).where(Meeting.referral == row.id).execute()
        Duty.delete().where(Duty.cause_id == row.id).execute()
        row.delete_instance()


def _merge_fields(keep: str, drop: str, lost: list[str]) -> None:
    one, other = Contact.get_by_id(keep), Contact.get_by_id(drop)
    name = names.full(other.given, other.family)
    told = [] if name == names.full(one.given, one.family) else [name]
    for field in _TEXTS:
        setattr(one, field, _both(getattr(one, field), getattr(other, field)))
    for field in _FACTS:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine in ("", None):
            setattr(one, field, theirs)
        elif theirs not in ("", None, mine):
            told.append(str(theirs))
    told += [text for text in lost if text]
    merged = _("Merged with: {what}").format(what=" · ".join(told)) if told else ""
    one.notes = "\n".join(filter(None, (_both(one.notes, other.notes), merged)))
    one.save()


def _both(one: str, other: str) -> str:
    """Two texts, the same one once."""
    if other in one:
        return one
    return other if one in other else f"{one}\n{other}"
