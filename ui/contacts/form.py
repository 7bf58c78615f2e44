"""The full form of a contact: everything the book can keep about a person."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QAction, QKeySequence, QResizeEvent

from app.domain import names
from app.domain.people import ContactDraft
from app.errors import AppError, Invalid, NotFound
from app.i18n import _
from app.services import contacts
from ui.actions import action
from ui.contacts.sections import ContactFields
from ui.keeping import Keeping
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll

Keys = QKeySequence.StandardKey


class ContactForm(Page):
    """One contact, new or known. What is typed is kept until it is saved or thrown away."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "channel", "position", "organization", "role", "tag"}
    )

    def __init__(self, contact_id: str = "", draft: ContactDraft | None = None) -> None:
        super().__init__()
        self._id = contact_id
        self._saved = ContactDraft()
        self._touched = draft is not None
        self._done = False
        self._make_actions()
        self.fields = ContactFields(self.new_job_action)
        self.fields.edited.connect(self._on_edit)
        self._keeping = Keeping(
            self, self._key, self.fields.typed, lambda said: self.say(said, "warning")
        )
        self.body.addWidget(Scroll(self.fields))
        self.setFocusProxy(self.fields.editor("given").control())
        self._begin(draft)

    def _make_actions(self) -> None:
        self.save_action = action(self, _("&Save"), self.save, icon="save", shortcut=Keys.Save)
        self.new_job_action = action(
            self, _("New &job"), self.new_job, icon="firm", shortcut="Ctrl+Shift+J"
        )
        self.discard_action = action(self, _("Throw away what was typed"), self.discard)

    # What the window asks.

    def heading(self) -> str:
        if not self._id:
            return _("New contact")
        return names.full(self._saved.given, self._saved.family) or _("Contact")

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.save_action, self.new_job_action, None, self.discard_action)

    def refresh(self) -> None:
        """Read again, unless something was typed here: that stays."""
        if not self._id or self._done:
            return
        try:
            fresh = contacts.draft_of(self._id)
        except NotFound as gone:
            self.say(str(gone), "warning")
            return
        if fresh != self._saved and not self._touched:
            self._fill(fresh)

    def may_close(self) -> bool:
        if self._touched:
            self._keeping.now()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Keep the contact in the book and go back."""
        self.banner.dismiss()
        try:
            draft = self.fields.draft()
            self._write(draft)
        except Invalid as refusal:
            self._show_errors(refusal)
        except NotFound:
            self._id = ""
            self.renewed.emit()
            self.say(
                _("This contact was deleted meanwhile. Save once more to add it anew."), "warning"
            )
        except AppError as problem:
            self.say(str(problem), "error")

    def new_job(self) -> None:
        """Put a new job on top; the one so far is kept and ends."""
        self.fields.add_job()

    def discard(self) -> None:
        """Go back to what the book says; what was typed since is given up."""
        self._forget()
        self.closed.emit()

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fields.fit(self.width())

    # Saving.

    def _write(self, draft: ContactDraft) -> None:
        key, is_new = self._key(), not self._id
        self._done = True  # the change that is announced in between shall not refill the form
        try:
            if is_new:
                self._id = contacts.add(draft)
            elif self._touched:
                contacts.change(self._id, draft)
        except AppError:
            self._done = False
            raise
        self._touched = False
        self._keeping.forget(key)
        self.closed.emit()
        if is_new:
            self.open_card("contact", self._id)

    def _show_errors(self, refusal: Invalid) -> None:
        elsewhere = self.fields.show_errors(refusal.errors)
        if elsewhere:
            self.say(" ".join(elsewhere), "warning")

    # Filling in.

    def _begin(self, draft: ContactDraft | None) -> None:
        if self._id:
            try:
                self._fill(contacts.draft_of(self._id))
            except NotFound as gone:
                self.say(str(gone), "warning")
        elif draft is not None:
            self.fields.set_draft(draft)
            self._keeping.soon()
            return
        typed = self._keeping.recall()
        if typed is not None:
            self.fields.retype(typed)
            self._touched = True
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )

    def _fill(self, draft: ContactDraft) -> None:
        self._saved, self._touched = draft, False
        self.fields.set_draft(draft)
        self.renewed.emit()

    def _on_edit(self) -> None:
        self._touched = True
        self._keeping.soon()

    def _forget(self) -> None:
        self._touched = False
        self._keeping.forget()

    def _key(self) -> str:
        return f"contact:{self._id or 'new'}"
