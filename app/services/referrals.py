"""Who sent me to whom, and the chain of names that leads from me to a person (P33, P42, B04)."""

from datetime import date

from app.database import edit, fetch, new_id
from app.domain.meetings import ReferralDraft
from app.domain.referrals import ReferralRow
from app.errors import Invalid, NotFound
from app.i18n import _
from app.models import Referral

_LINKS = (
    "SELECT r.id, r.from_id, trim(f.given || ' ' || f.family), r.to_id,"
    " trim(t.given || ' ' || t.family), r.reason, r.may_use_name, r.on_date"
    " FROM referral r JOIN contact f ON f.id = r.from_id JOIN contact t ON t.id = r.to_id"
)
_ONLY_HERE = """
SELECT r.id FROM referral r WHERE r.id = ? AND r.meeting_id IS NULL
AND (SELECT count(*) FROM meeting WHERE referral_id = r.id) < 2
AND NOT EXISTS (SELECT 1 FROM invitation WHERE given_by_id = r.from_id AND leads_to_id = r.to_id)
"""


def to(contact_id: str) -> tuple[ReferralRow, ...]:
    """Who sent me to this person, the newest first."""
    found = fetch(f"{_LINKS} WHERE r.to_id = ? ORDER BY r.on_date DESC, r.id DESC", (contact_id,))
    return tuple(ReferralRow(*row) for row in found)


def given_by(contact_id: str) -> tuple[ReferralRow, ...]:
    """To whom this person sent me, the newest first."""
    found = fetch(f"{_LINKS} WHERE r.from_id = ? ORDER BY r.on_date DESC, r.id DESC", (contact_id,))
    return tuple(ReferralRow(*row) for row in found)


def get(referral_id: str) -> ReferralRow:
    """One referral; raises `NotFound`."""
    found = fetch(f"{_LINKS} WHERE r.id = ?", (referral_id,))
    if not found:
        raise NotFound(_("This referral was deleted meanwhile."))
    return ReferralRow(*found[0])


def links(contact_id: str) -> tuple[ReferralRow, ...]:
    """The links from me to this person, the one nearest to me first.

    Each step is the newest referral to somebody who is not in the chain yet, so that people who
    sent me to each other do not send me round in a circle.
    """
    chain: list[ReferralRow] = []
    seen = {contact_id}
    here = contact_id
    while link := next((one for one in to(here) if one.from_id not in seen), None):
        chain.insert(0, link)
        seen.add(link.from_id)
        here = link.from_id
    return tuple(chain)


def chain(contact_id: str) -> tuple[str, ...]:
    """The names between me and this person, the one nearest to me first (P42)."""
    return tuple(link.from_name for link in links(contact_id))


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
