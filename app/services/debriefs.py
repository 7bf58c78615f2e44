"""Typing up what came of a meeting: answers, names, needs, promises and paths in one edit (P41)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from app import settings
from app.brief.clock import short_day
from app.database import edit, fetch
from app.domain import meetings, names, texts, times
from app.domain.debriefs import DebriefDraft, NameGiven, Noted, ResumeFeedback
from app.domain.etiquette import Duty
from app.domain.meetings import QuestionDraft
from app.domain.people import ContactDraft, PersonChoice, PositionDraft
from app.domain.promises import Direction, PromiseDraft
from app.errors import Invalid, Refused
from app.i18n import _
from app.models import (
    Contact,
    Meeting,
    Need,
    Path,
    Position,
    Promise,
    Question,
    Referral,
)
from app.models import Duty as DutyTable
from app.services import asks, clock, contacts, directory, duties, favors
from app.services.meeting_parts import (
    people_of,
    questions_of,
    refuse_gone,
    state_and_start,
)


def debrief(meeting_id: str, draft: DebriefDraft, *, at: datetime | None = None) -> None:
    """Write down what came of a meeting, which is held by that; all of it is one step.

    Each name given becomes a contact, or the one it was linked to, with a referral from whoever
    named them. A second debrief changes the first. Raises `Refused` for a meeting without a start.
    """
    draft = draft.checked()
    refuse_gone(
        {
            "needs": [need.contact for need in draft.needs],
            "names": [who for one in draft.names for who in (one.contact, one.given_by)],
            "promises": [promise.contact for promise in draft.promises],
        }
    )
    with edit(_("Debrief meeting")):
        table = _table_of(meeting_id)
        state, _start = state_and_start(meeting_id)
        if state != "held" and (problem := meetings.refusal(state, "held", has_start=True)):
            raise Refused(problem)
        Meeting.update(
            state="held", notes=draft.notes, advice=draft.advice, their_share=draft.their_share,
            debriefed_on=clock.day(at).isoformat(), resume_feedback=draft.resume_feedback,
            resume=draft.resume,
        ).where(Meeting.id == meeting_id).execute()  # fmt: skip
        table.write_answers(draft.questions)
        table.write_needs(draft.needs)
        table.write_paths(draft.paths)
        table.write_promises(draft.promises)
        led_on = table.led_on()
        table.write_names(draft.names)
        _put_off_thanks(meeting_id, draft.thank_by, at)
        if draft.ask_outcome:
            asks.note_outcome(meeting_id, draft.ask_outcome, table.met_on)
        favors.book([meeting_id, *led_on])


def hear_need(meeting_id: str, text: str) -> None:
    """Write down a need while the meeting runs; the debrief has it then (P23)."""
    text = texts.line(text)
    if not texts.says_something(text):
        raise Invalid({"need": _("Write down what they need.")})
    with edit(_("Add need")):
        table = _table_of(meeting_id)
        table.write_needs((*debrief_of(meeting_id).needs, Noted(text)))


def note_name(meeting_id: str, name: str) -> None:
    """Write down a name that was given while the meeting runs; the debrief has it then (P41).

    Somebody new by that name becomes a contact; the debrief asks for the rest.
    """
    name = texts.line(name)
    if not texts.says_something(name):
        raise Invalid({"name": _("Write down the name you were given.")})
    with edit(_("Note name")):
        table = _table_of(meeting_id)
        told = NameGiven(name).told_apart()
        known = same_name(told.name)
        meant = known[0].id if len(known) == 1 else ""
        table.write_names((*debrief_of(meeting_id).names, replace(told, contact=meant)))


def hear_promise(meeting_id: str, text: str, direction: Direction = "mine") -> None:
    """Write down a promise while the meeting runs; the debrief has it then (B06)."""
    text = texts.line(text)
    if not texts.says_something(text):
        raise Invalid({"promise": _("Write down what was promised.")})
    with edit(_("Add promise")):
        table = _table_of(meeting_id)
        table.write_promises((*debrief_of(meeting_id).promises, PromiseDraft(direction, text)))


def said_of_resumes(limit: int = 200) -> list[ResumeFeedback]:
    """What people said of the résumés they saw, the newest first (P09, P39)."""
    found = fetch(
        "SELECT m.id, substr(m.start, 1, 10), m.resume, m.resume_feedback,"
        " ifnull((SELECT trim(c.given || ' ' || c.family) FROM meeting_person p"
        " JOIN contact c ON c.id = p.contact_id WHERE p.meeting_id = m.id"
        " ORDER BY p.rank LIMIT 1), '') FROM meeting m WHERE m.resume_feedback <> ''"
        " ORDER BY m.start DESC LIMIT ?",
        (limit,),
    )
    return [ResumeFeedback(*row) for row in found]


def thanks_due(meeting_id: str) -> date | None:
    """When thanks for a meeting are due: within a day of its end (B02); None without a start.

    A day they were put off to, or None once they were said, when the meeting was held.
    """
    state, start = state_and_start(meeting_id)
    if start is None:
        return None
    if state == "held":
        return next((duty.due for duty in _thanks(meeting_id)), None)
    minutes = fetch("SELECT minutes FROM meeting WHERE id = ?", (meeting_id,))[0][0]
    by = times.from_text(start) + timedelta(
        minutes=minutes, hours=settings.load().thank_within_hours
    )
    return times.local(by, settings.your_zone()).date()


def debrief_of(meeting_id: str) -> DebriefDraft:
    """What was written down of a meeting so far; raises `NotFound`."""
    state_and_start(meeting_id)
    notes, advice, share, feedback, resume = fetch(
        "SELECT notes, advice, their_share, resume_feedback, resume FROM meeting WHERE id = ?",
        (meeting_id,),
    )[0]
    asked = fetch("SELECT state FROM ask WHERE meeting_id = ? ORDER BY id LIMIT 1", (meeting_id,))
    needs = fetch("SELECT text, contact_id, id FROM need WHERE meeting_id = ? ORDER BY id",
                  (meeting_id,))  # fmt: skip
    paths = fetch("SELECT text, '', id FROM path WHERE meeting_id = ? ORDER BY id", (meeting_id,))
    promised = fetch(
        "SELECT direction, text, due, contact_id, id, kind FROM promise"
        " WHERE meeting_id = ? ORDER BY id",
        (meeting_id,),
    )
    return DebriefDraft(
        questions=questions_of(meeting_id),
        needs=tuple(Noted(*row) for row in needs),
        ask_outcome=asked[0][0] if asked else "",
        names=_names_given(meeting_id),
        advice=advice,
        paths=tuple(Noted(*row) for row in paths),
        promises=tuple(
            PromiseDraft(
                direction, text, date.fromisoformat(due) if due else None, contact, row, kind
            )
            for direction, text, due, contact, row, kind in promised
        ),
        their_share=share,
        notes=notes,
        thank_by=thanks_due(meeting_id),
        resume_feedback=feedback,
        resume=resume,
    )


def same_name(name: str) -> list[PersonChoice]:
    """Contacts who are called exactly so: ask whether one of them is meant before linking."""
    given, family = names.split(texts.line(name))
    found = fetch(
        "SELECT contact FROM contact_index WHERE sort_key = ?", (names.name_key(given, family),)
    )
    return [
        PersonChoice(row.id, row.name, row.organization)
        for row in directory.rows([contact for (contact,) in found])
    ]


def _met_on(meeting_id: str) -> str:
    """The day of the meeting where it took place."""
    start, zone = fetch("SELECT start, zone FROM meeting WHERE id = ?", (meeting_id,))[0]
    there = times.local(times.from_text(start), zone or settings.your_zone())
    return there.date().isoformat()


def _names_given(meeting_id: str) -> tuple[NameGiven, ...]:
    found = fetch(
        "SELECT trim(c.given || ' ' || c.family), ifnull((SELECT o.name FROM position p"
        " JOIN organization o ON o.id = p.organization_id WHERE p.contact_id = c.id"
        " ORDER BY p.current DESC, p.rank LIMIT 1), ''), c.how_met, r.may_use_name, r.reason, c.id,"
        " r.from_id, r.id FROM referral r JOIN contact c ON c.id = r.to_id"
        " WHERE r.meeting_id = ? ORDER BY r.id",
        (meeting_id,),
    )
    return tuple(NameGiven(*row) for row in found)


def _thanks(meeting_id: str) -> list[Duty]:
    return [duty for duty in duties.of_meeting(meeting_id) if duty.kind == "thank"]


def _put_off_thanks(meeting_id: str, by: date | None, at: datetime | None) -> None:
    """A later day than courtesy has it is written down; an earlier one is only kept in mind."""
    if by is None:
        return
    for duty in _thanks(meeting_id):
        if by > duty.due:
            try:
                duties.put_off(duty.key, by, at=at)
            except Invalid as refusal:
                raise Invalid({"thank_by": refusal.errors["until"]}) from refusal
        elif by < duty.due:
            raise Invalid(
                {
                    "thank_by": _(
                        "Thanks are due by {day} anyway; a later day puts them off."
                    ).format(day=short_day(duty.due))
                }
            )


def _past_promise(promise: PromiseDraft) -> str:
    assert promise.due is not None
    return _("“{text}” was to be done by {day}, before you met. By when shall it be?").format(
        text=promise.text[:60], day=short_day(promise.due)
    )


def _table_of(meeting_id: str) -> "_Table":
    """Raises `Refused` where it is open when the meeting takes place."""
    if state_and_start(meeting_id)[1] is None:
        raise Refused(_("Put in first when the meeting took place; then write down what came."))
    return _Table(meeting_id, people_of(meeting_id), _met_on(meeting_id))


class _Table:
    """Who sat at the table, and on which day: what everything heard there is written down with."""

    def __init__(self, meeting_id: str, people: tuple[str, ...], met_on: str) -> None:
        self.meeting_id = meeting_id
        self.people = people
        self.met_on = met_on

    def write_answers(self, questions: tuple[QuestionDraft, ...]) -> None:
        """The answers; which questions there are is said where the meeting is planned."""
        for question in questions:
            Question.update(answer=question.answer).where(
                Question.id == question.id, Question.meeting == self.meeting_id
            ).execute()

    def write_needs(self, needs: tuple[Noted, ...]) -> None:
        there = self._drop(Need, {need.id for need in needs})
        for need in needs:
            values = {"contact": self._of(need.contact), "text": need.text}
            if need.id in there:
                Need.update(**values).where(Need.id == need.id).execute()
            else:
                Need.create(meeting=self.meeting_id, heard_on=self.met_on, **values)

    def write_paths(self, paths: tuple[Noted, ...]) -> None:
        there = self._drop(Path, {path.id for path in paths})
        for path in paths:
            if path.id in there:
                Path.update(text=path.text).where(Path.id == path.id).execute()
            else:
                Path.create(meeting=self.meeting_id, text=path.text)

    def write_promises(self, promises: tuple[PromiseDraft, ...]) -> None:
        there = self._drop(Promise, {promise.id for promise in promises})
        for promise in promises:
            values = {
                "contact": self._of(promise.contact), "direction": promise.direction,
                "text": promise.text, "due": promise.due.isoformat() if promise.due else None,
                "kind": promise.kind,
            }  # fmt: skip
            if promise.due is not None and promise.due.isoformat() < self.met_on:
                raise Invalid({"promises": _past_promise(promise)})
            if promise.id in there:
                Promise.update(**values).where(Promise.id == promise.id).execute()
            else:
                Promise.create(meeting=self.meeting_id, made_on=self.met_on, **values)

    def led_on(self) -> list[str]:
        """The meetings to which a name given here has led."""
        given = fetch("SELECT id FROM referral WHERE meeting_id = ?", (self.meeting_id,))
        return favors.meetings_by([row for (row,) in given])

    def write_names(self, given: tuple[NameGiven, ...]) -> None:
        """A referral per name; a name that was taken out again leaves its contact in the book."""
        found = fetch("SELECT id FROM referral WHERE meeting_id = ?", (self.meeting_id,))
        there = {row for (row,) in found}
        gone = [row for row in there if row not in {one.id for one in given}]
        Meeting.update(referral=None).where(Meeting.referral.in_(gone)).execute()
        Referral.delete().where(Referral.id.in_(gone)).execute()
        for one in given:
            giver, person = self._of(one.given_by), self._person(one, known=one.id in there)
            if giver == person:
                raise Invalid(
                    {"names": _("“{name}” named themselves. Who was it?").format(name=one.name)}
                )
            values = {"from_": giver, "to": person, "reason": one.reason,
                      "may_use_name": one.may_use_name}  # fmt: skip
            if one.id in there:
                Referral.update(**values).where(Referral.id == one.id).execute()
            else:
                Referral.create(meeting_id=self.meeting_id, on_date=self.met_on, **values)

    def _person(self, one: NameGiven, *, known: bool) -> str:
        """The contact that a name stands for; a new one where it stands for nobody yet."""
        if not one.contact:
            given, family = names.split(one.name)
            jobs = (PositionDraft(one.organization),) if one.organization else ()
            return contacts.add(
                ContactDraft(given, family, how_met=one.how_they_know, positions=jobs)
            )
        how_met = fetch("SELECT how_met FROM contact WHERE id = ?", (one.contact,))[0][0]
        if one.how_they_know and one.how_they_know not in how_met:
            told = one.how_they_know if known else f"{how_met}\n{one.how_they_know}".strip()
            Contact.update(how_met=told).where(Contact.id == one.contact).execute()
        self._add_firm(one)
        return one.contact

    def _add_firm(self, one: NameGiven) -> None:
        """What a contact's positions say is kept; a firm that is not among them comes behind."""
        if not one.organization:
            return
        firm = contacts.organization_id(one.organization)
        at = fetch("SELECT organization_id FROM position WHERE contact_id = ?", (one.contact,))
        if (firm,) not in at:
            Position.create(contact=one.contact, organization=firm, rank=len(at))

    def _of(self, contact: str) -> str:
        return contact or self.people[0]

    def _drop(self, table: Any, kept: set[str]) -> set[str]:
        """Delete what is no longer wanted of this meeting; what there was."""
        there = {row for (row,) in table.select(table.id).where(
            table.meeting == self.meeting_id).tuples()}  # fmt: skip
        gone = there - kept
        DutyTable.delete().where(DutyTable.cause_id.in_(gone)).execute()
        table.delete().where(table.id.in_(gone)).execute()
        return there
