"""What can be done with an outreach: one thread with one contact, from information only on.

P01 is kept in three places: `domain/pipeline.py` says what may follow what, this module is the
only one that writes it, and the tables refuse whatever comes another way. `board` reads.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import names, offers, pipeline, texts, times
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft, Standing
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Duty, Invitation, Meeting, Outreach, Referral, StageChange, Touch
from app.services import clock, contacts, opportunities


def open(draft: OutreachDraft, *, at: datetime | None = None) -> str:  # noqa: A001  # outreach.open
    """Begin an outreach, as information only (P01); its id. Somebody new becomes a contact."""
    draft = draft.checked()
    today = clock.day(at).isoformat()
    with edit(_("New outreach")):
        outreach_id = new_id()
        Outreach.create(
            id=outreach_id, contact=_settled_contact(draft.contact_id, draft.new_name, "contact"),
            subject=draft.subject, next_step=draft.next_step, opened_on=today, stage_since=today,
        )  # fmt: skip
    return outreach_id


def change(
    outreach_id: str, *, subject: str | None = None, next_step: str | None = None
) -> None:  # fmt: skip
    """Say anew what it is about, or what comes next; what is None stays."""
    found = _fetch(outreach_id, "contact_id, subject, next_step")
    draft = OutreachDraft(
        found[0], "", found[1] if subject is None else subject,
        found[2] if next_step is None else next_step,
    ).checked()  # fmt: skip
    with edit(_("Change outreach")):
        _update(outreach_id, subject=draft.subject, next_step=draft.next_step)


def advance(
    outreach_id: str,
    to: str,
    *,
    invitation: InvitationDraft | None = None,
    opportunity: OpportunityDraft | None = None,
    applied_on: date | None = None,
    at: datetime | None = None,
) -> None:
    """Move an outreach forward, through a door that somebody opened (P01 P02 P03).

    Raises `Refused` without an invitation, `Invalid` with a sentence per field where one is not
    complete. A lead links whom it leads to, or adds them, and keeps who sent one to them.
    """
    step = pipeline.forward(
        standing(outreach_id), to, invitation=invitation, opportunity=opportunity,
        applied_on=applied_on, today=clock.day(at),
    )  # fmt: skip
    with edit(_("Move to {stage}").format(stage=pipeline.stage_names()[step.to])):
        values: dict[str, Any] = {"stage": step.to, "stage_since": clock.day(at).isoformat()}
        if step.invitation is not None:
            values |= _write_invitation(outreach_id, step.invitation)
        if step.opportunity is not None and step.applied_on is not None:
            values["opportunity"] = opportunities.settled(step.opportunity)
            values["applied_on"] = step.applied_on.isoformat()
        _move(outreach_id, step.to, at=at, **values)


def go_back(outreach_id: str, to: str, *, note: str = "", at: datetime | None = None) -> None:
    """Move an outreach back; recorded like any move. The invitation stays in its history."""
    stage = pipeline.back(standing(outreach_id), to)
    values: dict[str, Any] = {
        "stage": stage, "stage_since": clock.day(at).isoformat(),
        "opportunity": None, "applied_on": None, "offered_on": None,
    }  # fmt: skip
    if stage == "info_only":
        values |= {"invitation_id": None, "leads_to": None}
    elif lead := _lead_before(outreach_id):
        values["invitation_id"] = lead
    with edit(_("Move back to {stage}").format(stage=pipeline.stage_names()[stage])):
        _move(outreach_id, stage, note=note, at=at, **values)


def offer(outreach_id: str, on: date | None, *, at: datetime | None = None) -> None:
    """An offer came on a day; everyone up the chain would like to hear (B01)."""
    day = offers.offer(standing(outreach_id), on, clock.day(at))
    with edit(_("Note an offer")):
        _move(outreach_id, pipeline.OFFER, at=at, offered_on=day.isoformat())


def take_back_offer(outreach_id: str, *, note: str = "", at: datetime | None = None) -> None:
    """There is no offer after all; it stands as applied, as before."""
    now = standing(outreach_id)
    offers.take_back(now)
    with edit(_("Take back the offer")):
        _move(outreach_id, now.stage, note=note, at=at, offered_on=None)


def close(
    outreach_id: str,
    how: str,
    *,
    until: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Put an outreach on the shelf: landed, not_this_time, or resting until a day (B02)."""
    today = clock.day(at)
    closing = pipeline.close(standing(outreach_id), how, until, today)
    rests_until = until.isoformat() if closing == "resting" and until is not None else None
    with edit(_("Close as “{state}”").format(state=pipeline.state_name(closing))):
        _move(outreach_id, closing, note=note, at=at, closed=closing,
              closed_on=today.isoformat(), rests_until=rests_until)  # fmt: skip


def reopen(outreach_id: str, *, note: str = "", at: datetime | None = None) -> None:
    """Take an outreach off the shelf, into the column it stood in."""
    now = standing(outreach_id)
    pipeline.reopen(now)
    with edit(_("Open again")):
        _move(outreach_id, now.stage, note=note, at=at, closed=None, closed_on=None,
              rests_until=None, stage_since=clock.day(at).isoformat())  # fmt: skip


def rest(outreach_id: str, until: date, *, note: str = "", at: datetime | None = None) -> None:
    """Let an outreach rest until a day: silence is an answer (B02)."""
    close(outreach_id, "resting", until=until, note=note, at=at)


def delete(outreach_ids: Sequence[str]) -> None:
    """Delete outreach with its history; meetings and opportunities stay, undo brings all back."""
    ids = list(outreach_ids)
    if not ids:
        return
    label = ngettext("Delete outreach", "Delete {count} outreach", len(ids))
    with edit(label.format(count=len(ids))):
        Meeting.update(outreach=None).where(Meeting.outreach.in_(ids)).execute()
        Touch.update(outreach_id=None).where(Touch.outreach_id.in_(ids)).execute()
        # Back through the door first: an invitation stays while an outreach stands on it.
        Outreach.update(
            stage="info_only", invitation_id=None, leads_to=None, opportunity=None,
            applied_on=None, offered_on=None, closed=None,
        ).where(Outreach.id.in_(ids)).execute()  # fmt: skip
        causes = fetch(
            "SELECT id FROM stage_change WHERE outreach_id IN (SELECT value FROM json_each(?1))"
            " UNION ALL"
            " SELECT id FROM invitation WHERE outreach_id IN (SELECT value FROM json_each(?1))",
            (json.dumps(ids),),
        )
        Duty.delete().where(Duty.cause_id.in_([cause for (cause,) in causes])).execute()
        StageChange.delete().where(StageChange.outreach.in_(ids)).execute()
        Invitation.delete().where(Invitation.outreach.in_(ids)).execute()
        Outreach.delete().where(Outreach.id.in_(ids)).execute()


def standing(outreach_id: str) -> Standing:
    """Where an outreach stands, for the rules; raises `NotFound`."""
    contact, stage, closed, leads_to, *days = _fetch(
        outreach_id,
        "contact_id, stage, closed, ifnull(leads_to_id, ''),"
        " (SELECT given_on FROM invitation WHERE id = invitation_id), applied_on, offered_on",
    )
    invited, applied, offered = (date.fromisoformat(day) if day else None for day in days)
    return Standing(contact, stage, closed, leads_to, invited, applied, offered)


# How it is written


def _fetch(outreach_id: str, columns: str) -> tuple[Any, ...]:
    found = fetch(f"SELECT {columns} FROM outreach WHERE id = ?", (outreach_id,))
    if not found:
        raise NotFound(_("This outreach was deleted meanwhile."))
    return found[0]


def _update(outreach_id: str, **values: Any) -> None:
    Outreach.update(**values).where(Outreach.id == outreach_id).execute()


def _move(
    outreach_id: str, to: str, *, note: str = "", at: datetime | None = None, **values: Any
) -> None:
    """Write a move and its line of history, which keeps the invitation that it stood on."""
    stage, closed, offered, before = _fetch(outreach_id, "stage, closed, offered_on, invitation_id")
    from_stage = closed or (pipeline.OFFER if offered else stage)
    StageChange.create(
        outreach=outreach_id, at=times.to_text(clock.moment(at)), from_stage=from_stage,
        to_stage=to, invitation=values.get("invitation_id", before), note=texts.block(note),
    )  # fmt: skip
    _update(outreach_id, **values)


def _write_invitation(outreach_id: str, draft: InvitationDraft) -> dict[str, Any]:
    """Keep an invitation and what it says about people; what the outreach then says of it."""
    assert draft.given_on is not None
    given_by = _settled_contact(draft.given_by, "", "given_by")
    leads_to = None
    if draft.leads_to or draft.leads_to_name:
        leads_to = _settled_contact(draft.leads_to, draft.leads_to_name, "leads_to")
        _keep_referral(given_by, leads_to, draft)
    invitation_id = new_id()
    Invitation.create(
        id=invitation_id, outreach=outreach_id, kind=draft.kind,
        given_on=draft.given_on.isoformat(), channel=draft.channel, words=draft.words,
        given_by=given_by, leads_to=leads_to,
    )  # fmt: skip
    values: dict[str, Any] = {"invitation_id": invitation_id}
    return values | ({"leads_to": leads_to} if leads_to else {})


def _keep_referral(given_by: str, leads_to: str, draft: InvitationDraft) -> None:
    """Who sent me to whom, in their words (P33); what an earlier referral says is kept."""
    assert draft.given_on is not None
    between = (Referral.from_ == given_by) & (Referral.to == leads_to)
    if not fetch(
        "SELECT 1 FROM referral WHERE from_id = ? AND to_id = ? LIMIT 1", (given_by, leads_to)
    ):
        Referral.create(
            from_=given_by, to=leads_to, reason=draft.words, may_use_name=draft.may_use_name,
            on_date=draft.given_on.isoformat(),
        )  # fmt: skip
    elif draft.may_use_name != "not_asked":
        Referral.update(may_use_name=draft.may_use_name).where(between).execute()


def _settled_contact(contact_id: str, new_name: str, field: str) -> str:
    """The contact, added when there is only a name; only inside an edit."""
    if contact_id:
        if not fetch("SELECT 1 FROM contact WHERE id = ?", (contact_id,)):
            raise NotFound(_("This contact was deleted meanwhile."))
        return contact_id
    given, family = names.split(new_name)
    try:
        return contacts.add(ContactDraft(given, family))
    except Invalid as invalid:
        raise Invalid({field: " ".join(invalid.errors.values())}) from None


def _lead_before(outreach_id: str) -> str | None:
    """The invitation on which it stood when it was referred last."""
    found = fetch(
        "SELECT invitation_id FROM stage_change WHERE outreach_id = ? AND to_stage = 'referred'"
        " AND invitation_id IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1",
        (outreach_id,),
    )
    return str(found[0][0]) if found else None
