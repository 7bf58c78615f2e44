"""Who sent me to whom, and the chain of names that leads from me to a person (P33, P42, B04)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import chains, names
from app.domain.meetings import ReferralDraft
from app.domain.people import ContactDraft
from app.domain.referrals import BranchRow, LinkDraft, ReferralRow
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Duty, Meeting, MeetingPerson, Referral
from app.services import clock, contacts, favors

# Nobody reads a longer chain, and each step looks at the whole way so far.
MOST_STEPS = 100
# What a card draws: further down it is the chain of somebody else.
MOST_BELOW, MOST_BRANCHES = 4, 400

# What the book knows to have come of a referral, the furthest first; nothing of it is stored.
_BECAME = """
CASE
WHEN EXISTS (SELECT 1 FROM outreach o WHERE o.contact_id = r.to_id AND o.closed = 'landed'
    AND o.closed_on >= r.on_date) THEN 'landed'
WHEN EXISTS (SELECT 1 FROM outreach o WHERE o.contact_id = r.to_id AND o.offered_on >= r.on_date)
    THEN 'offer'
WHEN EXISTS (SELECT 1 FROM outreach o WHERE o.contact_id = r.to_id AND o.stage = 'applied'
    AND o.applied_on >= r.on_date) THEN 'applied'
WHEN EXISTS (SELECT 1 FROM referral n WHERE n.from_id = r.to_id AND n.to_id <> r.from_id
    AND n.on_date >= r.on_date) THEN 'sent_on'
WHEN EXISTS (SELECT 1 FROM meeting_person p JOIN meeting m ON m.id = p.meeting_id
    WHERE p.contact_id = r.to_id AND m.state = 'held' AND substr(m.start, 1, 10) >= r.on_date)
    THEN 'met'
WHEN EXISTS (SELECT 1 FROM outreach o WHERE o.contact_id = r.to_id AND o.closed = 'resting'
    AND o.closed_on >= r.on_date) THEN 'no_answer'
WHEN EXISTS (SELECT 1 FROM meeting_person p JOIN meeting m ON m.id = p.meeting_id
    WHERE p.contact_id = r.to_id AND m.state = 'agreed' AND substr(m.start, 1, 10) >= r.on_date)
    THEN 'agreed'
WHEN EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = r.to_id AND t.direction <> 'out'
    AND substr(t.at, 1, 10) >= r.on_date) THEN 'in_touch'
WHEN EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = r.to_id
    AND substr(t.at, 1, 10) >= r.on_date) THEN 'asked'
ELSE '' END"""
_COLUMNS = (
    "r.id, r.from_id, trim(f.given || ' ' || f.family), r.to_id,"
    f" trim(t.given || ' ' || t.family), r.reason, r.may_use_name, r.on_date, r.outcome, {_BECAME}"
)
_ENDS = "JOIN contact f ON f.id = r.from_id JOIN contact t ON t.id = r.to_id"
_LINKS = f"SELECT {_COLUMNS} FROM referral r {_ENDS}"
# One step up at a time, over the newest referral from somebody who is not on the way yet.
_WAY = f"""
WITH RECURSIVE up (step, id, referral_id, seen) AS (
    SELECT 0, ?1, '', ' ' || ?1 || ' '
    UNION ALL
    SELECT u.step + 1, r.from_id, r.id, u.seen || r.from_id || ' '
    FROM up u JOIN referral r ON r.id = (
        SELECT n.id FROM referral n
        WHERE n.to_id = u.id AND instr(u.seen, ' ' || n.from_id || ' ') = 0
        ORDER BY n.on_date DESC, n.id DESC LIMIT 1)
    WHERE u.step < {MOST_STEPS}
)
SELECT {_COLUMNS} FROM up JOIN referral r ON r.id = up.referral_id {_ENDS} ORDER BY up.step DESC
"""
_BELOW = f"""
WITH RECURSIVE down (id, parent, step) AS (
    SELECT ?1, '', 0
    UNION ALL
    SELECT r.to_id, d.id, d.step + 1 FROM down d JOIN referral r ON r.from_id = d.id
    WHERE d.step < {MOST_BELOW} AND r.to_id <> ?1
    LIMIT {MOST_BRANCHES}
)
SELECT d.parent, d.id, trim(c.given || ' ' || c.family) FROM down d JOIN contact c ON c.id = d.id
WHERE d.step > 0
ORDER BY d.step, c.given, c.family, c.id
"""
# How far up a circle is looked for: a longer one surprises nobody.
_CIRCLE = """
WITH RECURSIVE up (id, step) AS (
    SELECT ?1, 0
    UNION
    SELECT r.from_id, u.step + 1 FROM up u JOIN referral r ON r.to_id = u.id
    WHERE u.step < 6 LIMIT 2000
)
SELECT min(step) FROM up WHERE id = ?2
"""
_ONLY_HERE = """
SELECT r.id FROM referral r WHERE r.id = ? AND r.meeting_id IS NULL
AND (SELECT count(*) FROM meeting WHERE referral_id = r.id) < 2
AND NOT EXISTS (SELECT 1 FROM invitation WHERE given_by_id = r.from_id AND leads_to_id = r.to_id)
"""


# Reading


def to(contact_id: str) -> tuple[ReferralRow, ...]:
    """Who sent me to this person, the newest first."""
    return listing("r.to_id = ?", (contact_id,))


def given_by(contact_id: str) -> tuple[ReferralRow, ...]:
    """To whom this person sent me, the newest first."""
    return listing("r.from_id = ?", (contact_id,))


def around(contact_id: str) -> tuple[ReferralRow, ...]:
    """Every referral to or from this person, the newest first; one SELECT for the card."""
    return listing("r.to_id = ?1 OR r.from_id = ?1", (contact_id,))


def listing(where: str = "1", values: Sequence[str] = ()) -> tuple[ReferralRow, ...]:
    """Every referral `r` for which this condition holds, the newest first."""
    found = fetch(f"{_LINKS} WHERE {where} ORDER BY r.on_date DESC, r.id DESC", values)
    return tuple(ReferralRow(*row) for row in found)


def get(referral_id: str) -> ReferralRow:
    """One referral; raises `NotFound`."""
    found = fetch(f"{_LINKS} WHERE r.id = ?", (referral_id,))
    if not found:
        raise NotFound(_("This referral was deleted meanwhile."))
    return ReferralRow(*found[0])


def links(contact_id: str) -> tuple[ReferralRow, ...]:
    """The links from me to this person, the one nearest to me first (P42).

    Each step is the newest referral to somebody who is not in the chain yet, so that people who
    sent me to each other do not send me round in a circle.
    """
    return tuple(ReferralRow(*row) for row in fetch(_WAY, (contact_id,)))


def chain(contact_id: str) -> tuple[str, ...]:
    """The names between me and this person, the one nearest to me first (P42)."""
    return tuple(link.from_name for link in links(contact_id))


def branches(contact_id: str) -> tuple[BranchRow, ...]:
    """Everyone to whom this person sent me, and those further on, in reading order."""
    found = fetch(_BELOW, (contact_id,))
    called = {person: name for _parent, person, name in found}
    below = chains.branches([(parent, person) for parent, person, _name in found], contact_id)
    return tuple(BranchRow(one.id, called[one.id], one.parent, one.depth) for one in below)


def circle(contact_id: str) -> str:
    """A sentence where the way up to this person ends because it would begin again; else ''."""
    way = links(contact_id)
    if not way:
        return ""
    near = {link.to_id for link in way}
    top = way[0]
    back = next((link for link in to(top.from_id) if link.from_id in near), None)
    if back is None:
        return ""
    wording = (
        _("{one} and {other} sent you to each other; the chain begins with {one}.")
        if back.from_id == top.to_id
        else _("{other} sent you back to {one}; the chain begins with {one}.")
    )
    return wording.format(one=top.from_name, other=back.from_name)


def remarks(draft: LinkDraft) -> tuple[str, ...]:
    """What is surprising about a referral, and kept all the same: a sentence each."""
    if not (draft.from_id and draft.to_id) or draft.from_id == draft.to_id:
        return ()
    steps = fetch(_CIRCLE, (draft.from_id, draft.to_id))[0][0]
    if steps is None:
        return ()
    called = _called(draft.from_id, draft.to_id)
    told = (
        _("{to} sent you to {one} as well. Both are kept; they sent you to each other.")
        if steps == 1
        else _("You came to {one} by way of {to}, so this closes a circle. It is kept as it is.")
    )  # fmt: skip
    return (told.format(one=called[draft.from_id], to=called[draft.to_id]),)


def withheld(contact_id: str) -> dict[str, str]:
    """Who sent me to this person and did not say yes to being named: id and name (B04)."""
    return {one.from_id: one.from_name for one in to(contact_id) if one.may_use_name != "yes"}


# Writing


def add(draft: LinkDraft, *, at: datetime | None = None) -> str:
    """Write down who sent me to whom; the referral's id. Either end may be a new contact.

    Raises `Invalid` for a referral to oneself, or where the same two have one already.
    """
    draft = draft.checked(clock.day(at))
    with edit(_("Add referral")):
        draft = _settled(draft)
        _refuse_second(draft)
        referral_id = new_id()
        Referral.create(id=referral_id, **_values(draft, clock.day(at)))
    return referral_id


def change(referral_id: str, draft: LinkDraft, *, at: datetime | None = None) -> None:
    """Make a referral say what the draft says."""
    draft = draft.checked(clock.day(at))
    with edit(_("Change referral")):
        known = get(referral_id)
        draft = _settled(draft)
        led_on = favors.meetings_by([referral_id])
        if (draft.from_id, draft.to_id) != (known.from_id, known.to_id):
            _refuse_second(draft)
            _let_go(referral_id, draft.to_id)
        day = date.fromisoformat(known.on_date)
        Referral.update(**_values(draft, day)).where(Referral.id == referral_id).execute()
        favors.book(led_on)


def delete(referral_ids: Sequence[str]) -> None:
    """Delete referrals; the people and meetings stay, undo brings all back."""
    ids = list(referral_ids)
    if not ids:
        return
    label = ngettext("Delete referral", "Delete {count} referrals", len(ids))
    with edit(label.format(count=len(ids))):
        led_on = favors.meetings_by(ids)
        Meeting.update(referral=None).where(Meeting.referral.in_(ids)).execute()
        Duty.delete().where(Duty.cause_id.in_(ids)).execute()
        Referral.delete().where(Referral.id.in_(ids)).execute()
        favors.book(led_on)


def _settled(draft: LinkDraft) -> LinkDraft:
    """Both ends as contacts, added where there is only a name; only inside an edit."""
    from_id = draft.from_id or _added(draft.from_name, "from")
    to_id = draft.to_id or _added(draft.to_name, "to")
    there = {i for (i,) in fetch("SELECT id FROM contact WHERE id IN (?, ?)", (from_id, to_id))}
    for end, person in (("from", from_id), ("to", to_id)):
        if person not in there:
            text = _("This contact was deleted meanwhile. Undo that, or choose again.")
            raise Invalid({end: text})
    return replace(draft, from_id=from_id, to_id=to_id)


def _added(name: str, end: str) -> str:
    try:
        return contacts.add(ContactDraft(*names.split(name)))
    except Invalid as refusal:
        raise Invalid({end: " ".join(refusal.errors.values())}) from None


def _refuse_second(draft: LinkDraft) -> None:
    found = fetch(
        f"{_LINKS} WHERE r.from_id = ? AND r.to_id = ? LIMIT 1", (draft.from_id, draft.to_id)
    )
    if found:
        there = ReferralRow(*found[0])
        text = _("{one} sent you to {to} already; open that one to change it.")
        raise Invalid({"to": text.format(one=there.from_name, to=there.to_name)})


def _let_go(referral_id: str, to_id: str) -> None:
    """A meeting with somebody else does not stand on this referral any more."""
    there = MeetingPerson.select(MeetingPerson.meeting).where(MeetingPerson.contact == to_id)
    Meeting.update(referral=None).where(
        Meeting.referral == referral_id, Meeting.id.not_in(there)
    ).execute()


def _values(draft: LinkDraft, day: date) -> dict[str, Any]:
    return {
        "from_": draft.from_id, "to": draft.to_id, "reason": draft.reason,
        "may_use_name": draft.may_use_name, "outcome": draft.outcome,
        "on_date": (draft.on_date or day).isoformat(),
    }  # fmt: skip


def _called(*ids: str) -> dict[str, str]:
    found = fetch(
        "SELECT id, given, family FROM contact WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return {person: names.called(given, family) for person, given, family in found}


def keep(to_id: str, draft: ReferralDraft, *, on: date) -> str | None:
    """Write down who sent me to this person; the referral's id, None when nobody did.

    The same two people have one referral between them: it is changed, not doubled. A draft that
    knows its row mends that row, so that a slip in the name leaves no wrong link behind; unless
    something else says the same: another meeting, a debrief, an invitation.
    """
    if not draft.from_id:
        return None
    if draft.from_id == to_id:
        raise Invalid({"referrer": _("Nobody refers to themselves. Who told you about them?")})
    day = (draft.on_date or on).isoformat()
    with edit(_("Note referral")):
        same = fetch(
            "SELECT id FROM referral WHERE from_id = ?1 AND to_id = ?2"
            " ORDER BY id = ?3 DESC, on_date DESC, id DESC LIMIT 1",
            (draft.from_id, to_id, draft.id),
        )
        mended = same or fetch(_ONLY_HERE, (draft.id,))
        values = {"from_": draft.from_id, "to": to_id, "reason": draft.reason,
                  "may_use_name": draft.may_use_name}  # fmt: skip
        if mended:
            referral_id = str(mended[0][0])
            if draft.on_date:
                values["on_date"] = day
            Referral.update(**values).where(Referral.id == referral_id).execute()
            return referral_id
        referral_id = new_id()
        Referral.create(id=referral_id, on_date=day, **values)
    return referral_id
