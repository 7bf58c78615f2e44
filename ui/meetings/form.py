"""Planning a meeting: the form at the left, the page you will carry at the right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence

from app import settings
from app.domain import meetings as rules
from app.domain import names
from app.domain.meetings import MeetingDraft, ReferralDraft
from app.domain.people import ContactDraft
from app.errors import AppError, Invalid, NotFound
from app.i18n import _
from app.services import (
    briefs,
    clock,
    contacts,
    directory,
    meetings,
    questions,
    referrals,
)
from ui import printing
from ui.actions import action
from ui.keeping import Keeping
from ui.meetings import words
from ui.meetings.fields import MeetingFields
from ui.meetings.frame import Frame
from ui.meetings.side import LivePage, Missing
from ui.meetings.states import StateActions
from ui.meetings.when import Wall
from ui.messages import offer
from ui.widgets.editor import Entry
from ui.widgets.page import Page

NEW_KEY = "meeting:new:"  # then what `new_meeting` was asked for
_PAUSE_MS = 150  # after a word: the page follows each letter, what is suggested the sentence


class MeetingForm(Page):
    """One meeting, new or known. What is typed is kept until it is saved or thrown away."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "question", "ask", "referral", "outreach", "invitation",
         "contact", "position", "organization", "need", "promise", "favor", "bank_question",
         "tidbit"}
    )  # fmt: skip

    def __init__(
        self, meeting_id: str = "", *, people: Sequence[str] = (), day: date | None = None
    ) -> None:
        super().__init__()
        self._id = meeting_id
        self._new_key = NEW_KEY + (people[0] if people else f"on {day}" if day else "")
        self._saved = MeetingDraft()
        self._touched = False
        self._gone = False
        self._your_zone = settings.your_zone()
        self._make_actions()
        self.fields = MeetingFields(self._your_zone, self._make_contact)
        self.fields.edited.connect(self._on_edit)
        self.fields.told.connect(self.say)
        self.fields.suggestions.dropped.connect(lambda kept: questions.delete([kept]))
        self.missing = Missing()
        self.missing.chosen.connect(self.go_to_field)
        self.page = LivePage()
        self._suggesting = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._suggesting.timeout.connect(self._suggest)
        self._keeping = Keeping(
            self, self._key, self.fields.typed, lambda said: self.say(said, "warning")
        )
        self._frame = Frame(
            self.fields, (self.missing, self.page),
            (*self._states.actions.values(), None, self.debrief_action, self.write_action,
             self.print_action, self.pdf_action),
        )  # fmt: skip
        self.body.addWidget(self._frame)
        self.setFocusProxy(self.fields.editor("people").control())
        self._begin(people, day)

    # What the window asks.

    def heading(self) -> str:
        met = [entry.text for entry in self.fields.editor("people").value()]
        if not met:
            return _("New meeting") if not self._id else _("Meeting")
        who = ", ".join(met[:3])
        return (_("Meeting with {names}") if self._id else _("New: {names}")).format(names=who)

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.save_action, self.debrief_action, None, *self._states.actions.values(), None,
            self.write_action, self.print_action, self.pdf_action, None, self.discard_action,
            self.delete_action,
        )  # fmt: skip

    def refresh(self) -> None:
        if self._id:
            self._read_again()
        self._follow()
        self._suggest()

    def _read_again(self) -> None:
        """Take over what changed elsewhere; where something was typed, only what the form hides."""
        try:
            fresh = meetings.draft_of(self._id)
        except NotFound as gone:
            if not self._gone:
                self._gone = True
                self.say(str(gone), "warning")
                self._show_state()
            return
        if self._gone:  # an undo brought it back
            self._gone = False
            self.banner.dismiss()
        if self._touched:
            self._saved = replace(self._saved, state=fresh.state)
            self.fields.take_over(fresh)
        elif fresh != self._saved:
            self._fill(fresh)
        self._show_state()

    def may_close(self) -> bool:
        if self._touched:
            self._keeping.now()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Keep the meeting in the book."""
        self._save(self._saved.state)

    def mark(self, state: rules.State) -> None:
        """Save, and say how far the meeting has come; a held one wants to be typed up."""
        start = briefs.start_of(self.fields.draft())
        if not self._save(state):
            return
        if remark := rules.warning(state, start, words.now()):
            self.say(remark, "warning")
        elif state == "held":
            self.debrief()

    def debrief(self) -> None:
        """Type up what came of it."""
        self.open_card("debrief", self._id)

    def print_page(self) -> None:
        """Print the page just as it is shown."""
        printing.print_pdf(self, self._pdf(), self.heading(), again=self.page.on)

    def save_pdf(self) -> None:
        """Keep the page as a file, just as it is shown."""
        printing.save_pdf(self, self._pdf(), self.heading())

    def discard(self) -> None:
        """Go back to what the book says; what was typed since is given up."""
        self._forget()
        if self._id and not self._gone:
            self._fill(meetings.draft_of(self._id))
            self._after_fill()
        else:
            self.closed.emit()

    def delete(self) -> None:
        """Delete the meeting; undo brings it back."""
        self._forget()
        meetings.delete([self._id])
        self.closed.emit()

    def go_to_field(self, name: str) -> None:
        """Put the cursor where something is missing."""
        if name == "expertise":
            for person in self.fields.editor("people").value():
                if not contacts.draft_of(person.id).expertise.strip():
                    self.open_card("contact_form", person.id)
                    return
            return
        control = self.fields.editor(name).control()
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._frame.reveal(control)

    # Saving.

    def _save(self, state: rules.State) -> bool:
        self.banner.dismiss()
        if not self.fields.settle():
            return False
        errors = self.fields.problems()
        draft = replace(self.fields.draft(), state=state)
        try:
            draft.checked()
            if not errors:
                self._write(draft)
        except Invalid as refusal:
            errors = refusal.errors | errors
        except AppError as refusal:
            self.say(str(refusal), "error")
            return False
        self.fields.show_errors(errors)
        if errors:
            self._show_first_error(errors)
            return False
        return True

    def _write(self, draft: MeetingDraft) -> None:
        key = self._key()
        self._touched = False  # the change that is announced in between may fill the form anew
        try:
            if self._id:
                meetings.change(self._id, draft)
            else:
                self._id = meetings.add(draft)
        except AppError:
            self._touched = True
            raise
        self._keeping.forget(key)
        self._fill(meetings.draft_of(self._id))
        self._after_fill()
        self.say(_("Saved."))

    def _show_first_error(self, errors: dict[str, str]) -> None:
        if wrong := self.fields.first_wrong():
            self._frame.reveal(wrong)
        else:
            self.say(" ".join(errors.values()), "warning")

    # Filling in.

    def _begin(self, people: Sequence[str], day: date | None) -> None:
        if self._id:
            try:
                self._fill(meetings.draft_of(self._id))
            except NotFound as gone:
                self._gone = True
                self.say(str(gone), "warning")
        else:
            minutes = settings.load().meeting_minutes
            self._fill(MeetingDraft(people=tuple(people), day=day, minutes=minutes))
            self._on_people()
        typed = self._keeping.recall()
        if typed is not None:
            self.fields.retype(typed)
            self._touched = True
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )
        self._after_fill()

    def _fill(self, draft: MeetingDraft) -> None:
        self._saved = draft
        self._touched = False
        self.fields.set_draft(draft)

    def _show_state(self) -> None:
        self._frame.show_state(self._saved.state)
        self._states.show(self._saved.state)
        for act in (self.delete_action, self.debrief_action):
            act.setEnabled(bool(self._id) and not self._gone)
        self.debrief_action.setVisible(self._saved.state == "held")
        self.missing.setVisible(self._saved.state in rules.AHEAD)

    def _after_fill(self) -> None:
        self._show_state()
        self.discard_action.setEnabled(self._touched)
        self.make_stale()
        self.renewed.emit()

    def _make_contact(self, name: str) -> Entry:
        """Somebody new at the table becomes a contact at once, to be completed later."""
        given, family = names.split(name)
        try:
            contact = contacts.add(ContactDraft(given, family))
        except AppError as refusal:
            self.say(str(refusal), "warning")
            return Entry()
        self._newest = contact
        self.say(
            _("{name} is among your contacts now.").format(name=names.full(given, family)),
            action=self.complete_action,
        )
        return Entry(contact, names.full(given, family))

    def complete_contact(self) -> None:
        """Write down more of the person who was added just now."""
        self.open_card("contact_form", self._newest)

    # Following what is typed.

    def _on_edit(self, name: str) -> None:
        self._touched = True
        self.discard_action.setEnabled(True)
        if name == "minutes":
            problem = rules.minutes_problem(self.fields.editor(name).value())
            self.fields.show_error(name, problem)
        if name == "people":
            self._on_people()
            self.renewed.emit()
        if name in ("people", "purpose", "questions"):
            self._suggest()
        elif name == "purpose_detail":
            self._suggesting.start()
        self._keeping.soon()
        self._follow()

    def _on_people(self) -> None:
        """Take over what is known of the first of them: zone, and who sent you (P33)."""
        people = self.fields.editor("people").value()
        if not people or not directory.rows([people[0].id]):  # deleted meanwhile, perhaps
            return
        first = people[0].id
        wall: Wall = self.fields.when.value()
        if not wall.zone:
            self.fields.when.set_zone(contacts.draft_of(first).zone or self._your_zone)
        links = referrals.to(first)
        if links and not self.fields.editor("referrer").value() and not self._id:
            link = links[0]
            known = directory.rows([link.from_id])[0]
            self.fields.set_referral(
                ReferralDraft(
                    link.from_id, link.reason, link.may_use_name,
                    date.fromisoformat(link.on_date), link.id,
                ),
                Entry(known.id, known.name, known.organization),
            )  # fmt: skip

    def _suggest(self) -> None:
        self.fields.offer_news()
        draft = self.fields.draft()
        first = draft.people[0] if draft.people else ""
        self.fields.suggestions.show_questions(
            questions.suggestions(
                purpose=draft.purpose,
                field=draft.purpose_detail,
                first_meeting=bool(first) and meetings.is_first(first, besides=self._id),
                taken=[question.text for question in draft.questions],
            )
        )

    def _follow(self) -> None:
        """Let the page and the list of what is missing follow the form."""
        draft, today = self.fields.draft(), clock.day()
        self.fields.warn(besides=self._id)
        lacking = briefs.gaps(draft) if draft.state in rules.AHEAD else ()
        self.missing.show_gaps((*lacking, *briefs.remarks(draft, today)))
        brief = briefs.for_draft(draft, your_zone=self._your_zone, today=today, meeting_id=self._id)
        self.fields.set_stage(brief.stage)
        self.page.follow(brief)

    def _pdf(self) -> bytes:
        self._follow()
        return self.page.pdf()

    def _key(self) -> str:
        return f"meeting:{self._id}" if self._id else self._new_key

    def _forget(self) -> None:
        self._touched = False
        self._keeping.forget()

    # Parts.

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.save_action = action(self, _("Save"), self.save, icon="save", shortcut=keys.Save)
        self.debrief_action = action(
            self, _("Type up…"), self.debrief, icon="note", shortcut="Ctrl+D"
        )
        self.print_action = action(
            self, _("Print…"), self.print_page, icon="print", shortcut=keys.Print
        )
        self.pdf_action = action(
            self, _("Save as PDF…"), self.save_pdf, icon="export", shortcut="Ctrl+Shift+S"
        )
        self.discard_action = action(self, _("Discard what I typed"), self.discard, icon="undo")
        self.delete_action = action(self, _("De&lete"), self.delete, icon="trash")
        self.complete_action = action(self, _("Add details"), self.complete_contact)
        self._states = StateActions(self, self.mark, held_key="Ctrl+D")
        self.write_action = offer.about_meeting(self, lambda: (self._id, self._saved))
        self._newest = ""
