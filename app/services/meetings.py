"""What can be done with meetings; `agenda` lists them, `debriefs` types up what came of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app import settings
from app.database import edit, fetch, new_id
from app.domain import meetings, names, times
from app.domain.meetings import (
    AskDraft,
    MeetingDraft,
    ReferralDraft,
)
from app.domain.people import ContactDraft
from app.errors import Invalid, NotFound, Refused
from app.i18n import _, ngettext
from app.models import (
    Ask,
    Duty,
    Favor,
    Meeting,
    MeetingPerson,
    Need,
    Path,
    Promise,
    Question,
    Referral,
)
from app.services import clock, contacts, favors, referrals
from app.services.agenda import between, ids, month, next_meeting, on, rows
from app.services.debriefs import (
    debrief,
    debrief_of,
    hear_need,
    hear_promise,
    note_name,
    said_of_resumes,
    same_name,
    thanks_due,
)
from app.services.meeting_parts import (
    people_of,
    questions_of,
    refuse_gone,
    state_and_start,
    write_questions,
)

__all__ = [
    "add", "between", "change", "debrief", "debrief_of", "delete", "draft_of", "hear_need",
    "hear_promise", "ids", "is_first", "month", "next_meeting", "note_name", "on", "open_outreach",
    "questions_of", "rows", "said_of_resumes", "same_name", "set_state", "thanks_due", "thread",
]  # fmt: skip

_PLAIN = ("zone", "minutes", "medium", "place", "purpose", "purpose_detail", "plan_b", "state")


# Writing


def add(draft: MeetingDraft, *, at: datetime | None = None) -> str:
    """Plan a meeting; its id. `at` is when that is, now unless said."""
    draft = _checked(draft)
    with edit(_("Plan meeting")):
        meeting_id = new_id()
        Meeting.create(id=meeting_id, **_values(draft, at))
        _write_parts(meeting_id, draft)
        favors.book([meeting_id])
    return meeting_id


def change(meeting_id: str, draft: MeetingDraft, *, at: datetime | None = None) -> None:
    """Make a meeting say what the draft says."""
    draft = _checked(draft)
    with edit(_("Change meeting")):
        was = state_and_start(meeting_id)[0]
        has_start = draft.start() is not None
        if problem := meetings.refusal(was, draft.state, has_start=has_start):
            raise Invalid({"state": problem})
        Meeting.update(**_values(draft, at)).where(Meeting.id == meeting_id).execute()
        _write_parts(meeting_id, draft)
        favors.book([meeting_id])


def set_state(meeting_ids: str | Sequence[str], state: str) -> None:
    """Say how far a meeting has come, or several in one step; raises `Refused` where one cannot.

    `domain.meetings.warning` says what speaks against it without forbidding it.
    """
    chosen = [meeting_ids] if isinstance(meeting_ids, str) else list(meeting_ids)
    label = ngettext(
        "Mark meeting as {state}", "Mark {count} meetings as {state}", len(chosen)
    ).format(state=meetings.state_names().get(state, state).lower(), count=len(chosen))
    with edit(label):
        for meeting_id in chosen:
            was, start = state_and_start(meeting_id)
            if problem := meetings.refusal(was, state, has_start=start is not None):
                raise Refused(problem)
            Meeting.update(state=state).where(Meeting.id == meeting_id).execute()
        favors.book(chosen)


def delete(meeting_ids: Sequence[str]) -> None:
    """Delete meetings with their questions, the ask that was not put yet, and what they booked.

    What was heard, promised, given and named there stays with the people; undo brings all back.
    """
    gone = list(meeting_ids)
    if not gone:
        return
    label = ngettext("Delete meeting", "Delete {count} meetings", len(gone))
    with edit(label.format(count=len(gone))):
        Question.delete().where(Question.meeting.in_(gone)).execute()
        MeetingPerson.delete().where(MeetingPerson.meeting.in_(gone)).execute()
        Ask.delete().where(Ask.meeting.in_(gone), Ask.state == "prepared").execute()
        Duty.delete().where(Duty.cause_id.in_(gone)).execute()
        favors.unbook(gone)
        for table in (Ask, Favor, Need, Promise, Path):
            table.update(meeting=None).where(table.meeting.in_(gone)).execute()
        Referral.update(meeting_id=None).where(Referral.meeting_id.in_(gone)).execute()
        Meeting.delete().where(Meeting.id.in_(gone)).execute()


def _checked(draft: MeetingDraft) -> MeetingDraft:
    draft = draft.checked(times.zone_exists)
    refuse_gone({"people": draft.people, "referrer": [draft.referral.from_id]})
    return draft


def _values(draft: MeetingDraft, at: datetime | None) -> dict[str, Any]:
    start = draft.start()
    person = draft.people[0]
    return {
        **{name: getattr(draft, name) for name in _PLAIN},
        "start": times.to_text(start) if start else None,
        "outreach": thread(draft),
        "referral": referrals.keep(person, _settled(draft.referral), on=clock.day(at)),
        "what_you_bring": "\n".join(draft.what_you_bring),
        "bring_list": "\n".join(draft.bring_list),
    }


def _settled(referral: ReferralDraft) -> ReferralDraft:
    """A referrer who is only a name yet becomes a contact."""
    if referral.from_id or not referral.from_name:
        return referral
    given, family = names.split(referral.from_name)
    return replace(referral, from_id=contacts.add(ContactDraft(given, family)), from_name="")


def _write_parts(meeting_id: str, draft: MeetingDraft) -> None:
    there = dict(
        fetch("SELECT contact_id, id FROM meeting_person WHERE meeting_id = ?", (meeting_id,))
    )
    gone = [row for contact, row in there.items() if contact not in draft.people]
    MeetingPerson.delete().where(MeetingPerson.id.in_(gone)).execute()
    for rank, contact in enumerate(draft.people):
        if contact in there:
            MeetingPerson.update(rank=rank).where(MeetingPerson.id == there[contact]).execute()
        else:
            MeetingPerson.create(meeting=meeting_id, contact=contact, rank=rank)
    write_questions(meeting_id, draft.questions)
    _write_ask(meeting_id, draft)


def _write_ask(meeting_id: str, draft: MeetingDraft) -> None:
    found = fetch("SELECT id FROM ask WHERE meeting_id = ? ORDER BY id LIMIT 1", (meeting_id,))
    ask = draft.ask
    if not ask:
        Ask.delete().where(Ask.id.in_([row[0] for row in found])).execute()
        return
    values = {
        "contact": draft.people[0], "thing": ask.thing, "size": ask.size, "offer": ask.offer,
        "wanted_by": ask.wanted_by.isoformat() if ask.wanted_by else None,
    }  # fmt: skip
    if found:
        Ask.update(**values).where(Ask.id == found[0][0]).execute()
    else:
        Ask.create(meeting=meeting_id, **values)


# Reading


def draft_of(meeting_id: str) -> MeetingDraft:
    """A meeting as its form shows it; raises `NotFound`."""
    found = fetch(
        "SELECT start, ifnull(outreach_id, ''), ifnull(referral_id, ''), what_you_bring,"
        f" bring_list, {', '.join(_PLAIN)} FROM meeting WHERE id = ?",
        (meeting_id,),
    )
    if not found:
        raise NotFound(_("This meeting was deleted meanwhile."))
    start, outreach, referral, brings, takes, *plain = found[0]
    draft = MeetingDraft(
        **dict(zip(_PLAIN, plain, strict=True)),
        people=people_of(meeting_id),
        outreach=outreach,
        referral=_referral_draft(referral),
        questions=questions_of(meeting_id),
        ask=_ask_of(meeting_id),
        what_you_bring=tuple(brings.splitlines()),
        bring_list=tuple(takes.splitlines()),
    )
    if start is None:
        return draft
    return draft.starting(times.from_text(start), draft.zone or settings.your_zone())


def is_first(contact_id: str, *, besides: str = "") -> bool:
    """Whether I have never met this person, not counting the meeting `besides` (P13)."""
    return not fetch(
        "SELECT 1 FROM meeting_person p JOIN meeting m ON m.id = p.meeting_id"
        " WHERE p.contact_id = ? AND m.id <> ? AND m.state = 'held' LIMIT 1",
        (contact_id, besides),
    )


def open_outreach(contact_id: str) -> str | None:
    """The newest open outreach to this person: the thread a new meeting belongs to."""
    found = fetch(
        "SELECT id FROM outreach WHERE contact_id = ? AND closed IS NULL"
        " ORDER BY opened_on DESC, id DESC LIMIT 1",
        (contact_id,),
    )
    return str(found[0][0]) if found else None


def thread(draft: MeetingDraft) -> str | None:
    """The outreach that a meeting belongs to: its own, as long as that is to somebody who comes."""
    own = "SELECT contact_id FROM outreach WHERE id = ?"
    if any(contact in draft.people for (contact,) in fetch(own, (draft.outreach,))):
        return draft.outreach
    return open_outreach(draft.people[0]) if draft.people else None


def _referral_draft(referral_id: str) -> ReferralDraft:
    if not referral_id:
        return ReferralDraft()
    link = referrals.get(referral_id)
    return ReferralDraft(
        link.from_id, link.reason, link.may_use_name, date.fromisoformat(link.on_date), link.id
    )


def _ask_of(meeting_id: str) -> AskDraft:
    found = fetch(
        "SELECT thing, size, wanted_by, offer FROM ask WHERE meeting_id = ? ORDER BY id LIMIT 1",
        (meeting_id,),
    )
    if not found:
        return AskDraft()
    thing, size, wanted_by, offer = found[0]
    return AskDraft(thing, size, date.fromisoformat(wanted_by) if wanted_by else None, offer)
