"""The person's own templates: the words that each kind of message begins with, tried on somebody.

What is typed is kept when the page is left, also where it cannot be read yet.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import messages as rules
from app.domain.templates import TemplateDraft
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import directory, templates
from ui import theme
from ui.actions import action, button
from ui.keeping import Keeping
from ui.widgets.card import Card, Section
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line, Text
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scroll
from ui.widgets.wrapped import Wrapped


class Templates(Page):
    """One template at a time; at the right it reads as a letter while it is typed."""

    shows: ClassVar[frozenset[str]] = frozenset({"message_template"})

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self._kind = kind if rules.is_kind(kind) else rules.KINDS[0]
        self._touched = False
        self.save_action = action(self, _("Save"), self.save, icon="save", shortcut="Ctrl+S")
        self.restore_action = action(
            self, _("&Restore the program’s words"), self.restore, icon="undo"
        )
        self.discard_action = action(self, _("Throw away what was typed"), self.discard)
        self.form = Form(
            [
                Field("kind", _("&Kind of message"),
                      editor=Choice(list(rules.kind_names().items()))),
                Field("subject", _("Su&bject"), editor=Line()),
                Field(
                    "body", _("&Words"),
                    _("{name} is a field. A part in [brackets] is left out when a field in it is"
                      " empty; [one|another] takes the first that is whole."),
                    Text(lines=16, most=24),
                ),
            ]
        )  # fmt: skip
        self.form.edited.connect(self._on_edit)
        self._keeping = Keeping(
            self, self._key, self._typed, lambda said: self.say(said, "warning")
        )
        self._lay_out()
        self.setFocusProxy(self.form.editor("body").control())
        self._begin()

    def _lay_out(self) -> None:
        self.try_on = Form([Field("contact", _("&Try it on"), editor=Picker(
            _people, placeholder=_("Somebody invented; or type a name")))])  # fmt: skip
        self.try_on.edited.connect(lambda _name: self._preview())
        self._letter = Wrapped()
        self._letter.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._subject = Wrapped()
        theme.role(self._subject, "strong")
        self._fields = Wrapped()
        theme.role(self._fields, "small")
        letter, known = Card(), Card()
        for card, widgets in ((letter, (self._subject, self._letter)), (known, (self._fields,))):
            card.body.setContentsMargins(*[2 * theme.GRID] * 4)
            for widget in widgets:
                card.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(button(self.restore_action, icon=True))
        row.addStretch(1)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.setSpacing(3 * theme.GRID)
        across.addLayout(_column(self.form), 3)
        side = (self.try_on, Section(_("So it reads")), letter, Section(_("Fields")), known)
        across.addLayout(_column(*side), 2)
        self.body.addLayout(row)
        self.body.addWidget(Scroll(inner), 1)

    # What the window asks.

    def heading(self) -> str:
        return _("Message templates")

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.save_action, self.restore_action, None, self.discard_action)

    def refresh(self) -> None:
        if not self._touched:
            self._fill()

    def may_close(self) -> bool:
        if self._touched:
            self._keeping.now()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Keep the words for every message of this kind."""
        self.banner.dismiss()
        try:
            templates.change(self._draft())
        except Invalid as refusal:
            self.form.show_errors(refusal.errors)
        except AppError as problem:
            self.say(str(problem), "error")
        else:
            self._forget()
            self._fill()
            self.say(_("Saved."))

    def restore(self) -> None:
        """Go back to the words that come with the program; undo brings one's own back."""
        self._forget()
        templates.restore(self._kind)
        self._fill()
        self.say(_("These are the program’s words again."))

    def discard(self) -> None:
        """Go back to what the book says."""
        self._forget()
        self.banner.dismiss()
        self._fill()

    # Filling in, and following what is typed.

    def _begin(self) -> None:
        """Show the template of the kind, or what was typed over it before."""
        self._stale = False
        self._fill()
        typed = self._keeping.recall()
        if typed is not None:
            for name in ("subject", "body"):
                self.form.editor(name).set_value(typed.get(name, ""))
            self._touched = True
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )
            self._preview()

    def _fill(self) -> None:
        kept = templates.of(self._kind)
        self.form.set_values({"kind": kept.kind, "subject": kept.subject, "body": kept.body})
        self.restore_action.setEnabled(templates.is_own(self._kind))
        described = rules.field_names()
        self._fields.setText(
            "\n".join(f"{{{name}}}  {described[name]}" for name in rules.FIELDS[self._kind])
        )
        self._preview()

    def _on_edit(self, name: str) -> None:
        if name == "kind":
            if self._touched:
                self._keeping.now()
            self._touched = False
            self._kind = self._value("kind")
            self.banner.dismiss()
            self._begin()
            return
        self._touched = True
        self._keeping.soon()
        self._preview()

    def _preview(self) -> None:
        """How it reads now; what is wrong stands under its field, and the last letter stays."""
        draft, contact = self._draft(), self.try_on.editor("contact").value()
        try:
            subject, body = (
                templates.preview(draft, contact.id) if contact.id else templates.example(draft)
            )
        except Invalid as wrong:
            self._subject.setText(_("It cannot be read yet."))
            self._letter.setText("\n".join(dict.fromkeys(wrong.errors.values())))
        except AppError as gone:
            self._letter.setText(str(gone))
        else:
            self._subject.setText(subject)
            self._letter.setText(body)

    def _draft(self) -> TemplateDraft:
        return TemplateDraft(self._kind, self._value("subject"), self._value("body"))

    def _typed(self) -> dict[str, str]:
        return {name: self._value(name) for name in ("subject", "body")}

    def _value(self, name: str) -> str:
        return str(self.form.editor(name).value())

    def _forget(self) -> None:
        self._touched = False
        self._keeping.forget()

    def _key(self) -> str:
        return f"template:{self._kind}"


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _people(text: str) -> list[Entry]:
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]
