"""Writing one message: the draft at the left, what it was built from at the right.

Nothing is sent from here. The words are copied or handed to the mail program, and the book learns
of it only when the person says that it was sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain import messages as rules
from app.domain.messages import Message, Occasion
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import messages
from ui import outside, theme
from ui.actions import action, button
from ui.keeping import Keeping
from ui.messages.fields import MessageFields
from ui.messages.side import Side
from ui.widgets.editor import Entry
from ui.widgets.flow import Flow
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll

_READ_MS = 250  # and read for what it must not say


class MessagePage(Page):
    """One message. What is typed is kept until it was sent or thrown away."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "channel", "position", "organization", "referral", "meeting", "meeting_person",
         "outreach", "invitation", "stage_change", "ask", "need", "promise", "touch", "tidbit",
         "message_template"}
    )  # fmt: skip

    def __init__(self, occasion_id: str) -> None:
        super().__init__()
        self._occasion: Occasion | None = None
        self._message = Message("", "")
        self._touched = False
        self._done = False
        self._make_actions()
        problem = ""
        try:
            self._occasion = Occasion.from_id(occasion_id)
        except Invalid as unreadable:
            problem = str(unreadable)
        self.fields = MessageFields(self._kind())
        self.fields.edited.connect(self._on_edit)
        self.side = Side()
        self._keeping = Keeping(
            self, self._key, self.fields.typed, lambda said: self.say(said, "warning")
        )
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._read)
        self._lay_out()
        if self._occasion is not None and self._occasion.other_id:
            for known, name in messages.names_of([self._occasion.other_id]):
                self.fields.introduce(Entry(known, name))
        self.setFocusProxy(self.fields.form.editor("body").control())
        if problem:
            self.say(problem, "warning")
        self._begin()

    def _make_actions(self) -> None:
        self.open_action = action(
            self, _("&Open in mail program"), self.open_mail, icon="mail", shortcut="Ctrl+Return"
        )
        self.copy_action = action(
            self, _("&Copy the words"), self.copy_words, icon="copy", shortcut="Ctrl+Shift+C"
        )
        self.sent_action = action(
            self, _("It &was sent"), self.was_sent, icon="check", shortcut="Ctrl+Shift+Return"
        )
        self.later_action = action(self, _("&Not now"), self.not_now, icon="clock")
        self.discard_action = action(self, _("Be&gin again"), self.discard, icon="undo")
        self.template_action = action(
            self, _("Edit the template…"), self.edit_template, icon="edit"
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        acts = (self.copy_action, self.sent_action, self.later_action, self.discard_action)
        row.addWidget(Flow([button(act, icon=True) for act in acts], gap=theme.GRID), 1)
        row.addWidget(button(self.template_action, icon=True), 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.setSpacing(3 * theme.GRID)
        across.addWidget(self.fields, 3)
        across.addWidget(self.side, 2)
        self.body.addLayout(row)
        self.body.addWidget(Scroll(inner), 1)

    # What the window asks.

    def heading(self) -> str:
        if self._occasion is None or not self._message.to_name:
            return _("Message")
        kind = rules.kind_names()[self._occasion.kind]
        return _("{kind}: {name}").format(kind=kind, name=self._message.to_name)

    def main_action(self) -> QAction:
        return self.open_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.open_action, self.copy_action, self.sent_action, None, self.later_action,
            self.discard_action, None, self.template_action,
        )  # fmt: skip

    def refresh(self) -> None:
        """Draft anew from what changed, unless something was typed: that stays."""
        if self._occasion is None or self._done:
            return
        try:
            self._message = messages.draft(self._occasion)
        except AppError as problem:
            self.say(str(problem), "warning")
            return
        if not self._touched:
            self._fill()
        self.side.show_sources(self._message.built_from)
        self._read()
        self.renewed.emit()

    def may_close(self) -> bool:
        if self._touched:
            self._keeping.now()
        return True

    # What a person can do here.

    def open_mail(self) -> None:
        """Hand it to the mail program, as a new message."""
        to = [address for address in (self.fields.value("to"), self._other_address()) if address]
        subject, body = self.fields.value("subject"), self.fields.value("body")
        told = {
            "opened": _("Your mail program has it. Say so here when it was sent."),
            "pasted": _(
                "The text is too long to hand over whole: it is on the clipboard. Paste it into "
                "the message that opened, and say so here when it was sent."
            ),
            "failed": _(
                "No mail program answered. Copy the words, and paste them where you write."
            ),
        }
        came = outside.write_mail(to, subject, body)
        if came == "failed":
            self.say(told[came], "warning", action=self.copy_action)
        else:
            self.say(told[came], action=self.sent_action)

    def copy_words(self) -> None:
        """Put the words on the clipboard, as plain text."""
        outside.copy(self.fields.value("body"))
        self.say(_("Copied. Say so here when it was sent."), action=self.sent_action)

    def was_sent(self) -> None:
        """Note it in the book, with its words; the duty is done by that."""
        if self._occasion is None:
            return
        subject, body = self.fields.value("subject"), self.fields.value("body")
        self._done = True  # the change that is announced in between shall not draft anew
        try:
            messages.sent(self._occasion, subject, body, channel=self.fields.value("channel"))
        except Invalid as refusal:
            self._done = False
            self.fields.form.show_errors(refusal.errors)
        except AppError as problem:
            self._done = False
            self.say(str(problem), "warning")
        else:
            self._forget()
            self.closed.emit()

    def not_now(self) -> None:
        """Leave it for later; what was typed is kept."""
        self.closed.emit()

    def discard(self) -> None:
        """Give up what was typed, and begin again with the draft."""
        self._forget()
        self.banner.dismiss()
        self.make_stale()

    def edit_template(self) -> None:
        """Change the words that such messages begin with."""
        self.open_card("templates", self._kind())

    # Filling in, and following what is typed.

    def _begin(self) -> None:
        self._stale = False
        self.refresh()
        typed = self._keeping.recall() if self._occasion is not None else None
        if typed is not None:
            self.fields.retype(typed)
            self._touched = True
            self._read()
            self.say(_("What you typed before is back."), action=self.discard_action)
        self._follow()

    def _fill(self) -> None:
        found = self._message
        self.fields.fill(found.to, found.subject, found.body, found.stage)
        body = self.fields.form.editor("body").text
        body.moveCursor(body.textCursor().MoveOperation.Start)
        self._follow()

    def _on_edit(self, name: str) -> None:
        if name == "other":
            self._choose_other()
            return
        self._touched = True
        self._keeping.soon()
        self._reading.start()
        self._follow()

    def _choose_other(self) -> None:
        picked = self.fields.value("other")
        if self._occasion is None or picked.id == self._occasion.other_id:
            return
        self._occasion = replace(self._occasion, other_id=picked.id)
        self.make_stale()

    def _read(self) -> None:
        """Say what the words must not say, as they stand now (B04, P29)."""
        self._reading.stop()
        if self._occasion is None:
            return
        text = f"{self.fields.value('subject')}\n{self.fields.value('body')}"
        try:
            found = messages.warnings(self._occasion, text)
        except AppError:  # gone meanwhile; the banner says so
            found = ()
        said = [one.rstrip(".") for one in found]  # and no second time, calmly
        calm = [one for one in self._message.remarks if not any(s in one for s in said)]
        self.side.show_notices(found, calm)

    def _follow(self) -> None:
        self.discard_action.setEnabled(self._touched)
        for act in (self.open_action, self.copy_action, self.sent_action):
            act.setEnabled(self._occasion is not None)

    def _other_address(self) -> str:
        other = self._occasion.other_id if self._occasion is not None else ""
        return next(iter(messages.addresses(other)), "") if other else ""

    def _forget(self) -> None:
        self._touched = False
        self._keeping.forget()

    def _kind(self) -> str:
        return self._occasion.kind if self._occasion is not None else ""

    def _key(self) -> str:
        return f"message:{self._occasion.to_id() if self._occasion is not None else ''}"
