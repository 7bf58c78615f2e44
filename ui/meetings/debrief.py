"""Typing up a meeting: the lines of the printed page, top to bottom, in one save (P41, B07)."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea

from app.domain.debriefs import DebriefDraft, NameGiven
from app.errors import AppError, Invalid, NotFound
from app.i18n import _
from app.services import directory, drafts, meetings
from ui import dialogs, theme
from ui.actions import action
from ui.meetings.debrief_fields import DebriefFields
from ui.widgets.editor import Entry
from ui.widgets.empty import Empty
from ui.widgets.page import Page

_KEEP_MS = 800


class Debrief(Page):
    """What came of one meeting. What is typed is kept until it is saved or thrown away."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "question", "referral", "ask", "need", "path", "promise", "duty", "contact",
         "position", "organization"}
    )  # fmt: skip

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self._id = meeting_id
        self._key = f"debrief:{meeting_id}"
        self._touched = False
        self._title = _("Type up")
        self.fields: DebriefFields | None = None
        self._make_actions()
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll)
        try:
            self._fill_in()
        except NotFound as gone:
            self._scroll.setWidget(Empty("meetings", str(gone)))
            self.save_action.setEnabled(False)

    # What the window asks.

    def heading(self) -> str:
        return self._title

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.save_action, self.discard_action)

    def refresh(self) -> None:
        if self.fields is None or self._touched:
            return
        try:
            fresh = meetings.debrief_of(self._id)
        except NotFound as gone:
            self.say(str(gone), "warning")
            self.save_action.setEnabled(False)
            return
        self.save_action.setEnabled(True)
        if self.fields.asks(fresh):
            self.fields.set_draft(fresh)
        else:
            self._fill_in()

    def may_close(self) -> bool:
        if self._touched:
            self.keep()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Write all of it down, in one step, and go back."""
        assert self.fields is not None
        self.banner.dismiss()
        errors = self.fields.problems()
        try:
            self.fields.draft().checked()
            if not errors and not self._ask_who_is_who(self.fields.draft()):
                return
            if not errors:
                self._write(self.fields.draft())
                return
        except Invalid as refusal:
            errors = refusal.errors | errors
        except AppError as refusal:
            self.say(str(refusal), "warning")
            return
        self.fields.show_errors(errors)
        if wrong := self.fields.first_wrong():
            self._scroll.ensureWidgetVisible(wrong, 0, 8 * theme.GRID)

    def discard(self) -> None:
        """Go back to what the book says; what was typed since is given up."""
        self._forget()
        self.closed.emit()

    def keep(self) -> None:
        """Keep what was typed, readable or not, for after a crash."""
        assert self.fields is not None
        self._keeping.stop()
        try:
            drafts.keep(self._key, self.fields.typed())
        except AppError as problem:
            self.say(str(problem), "warning")

    # Qt calls this.

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keeping.isActive():  # or it would be kept in whatever book is open by then
            self.keep()

    # Saving.

    def _write(self, draft: DebriefDraft) -> None:
        self._touched = False
        try:
            meetings.debrief(self._id, draft)
        except AppError:
            self._touched = True
            raise
        self._forget()
        self.closed.emit()

    def _ask_who_is_who(self, draft: DebriefDraft) -> bool:
        """Whether each name means somebody whom the book knows; False when nobody would say."""
        assert self.fields is not None
        for place, given in enumerate(draft.names):
            known = [] if given.contact or not given.name else meetings.same_name(given.name)
            if not known:
                continue
            answer = self._ask(given, [(row.id, row.name, row.organization) for row in known])
            if answer is None:
                return False
            if answer:
                self.fields.link_name(place, answer)
        return True

    def _ask(self, given: NameGiven, known: list[tuple[str, str, str]]) -> str | None:
        """The id of the one who is meant, '' for somebody else, None for no answer."""
        verbs = [
            _("The one at {firm}").format(firm=firm) if firm else _("The one I know")
            for _id, _name, firm in known
        ]
        question = _("There is a {name} in your book already. Is it the same person?").format(
            name=given.name
        )
        place = dialogs.choose(self, question, [*verbs, _("Somebody else")])
        if place is None:
            return None
        return known[place][0] if place < len(known) else ""

    # Parts.

    def _fill_in(self) -> None:
        draft = meetings.debrief_of(self._id)
        planned = meetings.draft_of(self._id)
        people = [Entry(row.id, row.name) for row in directory.rows(planned.people)]
        names = ", ".join(entry.text for entry in people[:3])
        self._title = _("Type up: {names}").format(names=names)
        self.fields = DebriefFields(draft, people, has_ask=bool(planned.ask))
        self.fields.edited.connect(self._on_edit)
        self._scroll.setWidget(self.fields)
        self.setFocusProxy(self.fields.editor(self.fields.names()[0]).control())
        typed = drafts.recall(self._key)
        if typed is not None:
            self.fields.retype(typed)
            self._touched = True
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )
        if planned.start() is None:
            self.say(
                _("Put in first when the meeting took place; then write down what came."), "warning"
            )
        self.discard_action.setEnabled(self._touched)

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.save_action = action(self, _("&Save"), self.save, icon="save", shortcut=keys.Save)
        self._save_from_anywhere = QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        self._save_from_anywhere.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.discard_action = action(self, _("Discard what I typed"), self.discard, icon="undo")

    def _on_edit(self, _name: str) -> None:
        self._touched = True
        self.discard_action.setEnabled(True)
        self._keeping.start()

    def _forget(self) -> None:
        self._keeping.stop()
        self._touched = False
        drafts.forget(self._key)
