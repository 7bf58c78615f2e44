"""Adding somebody in ten seconds: one field, and what goes where beside it."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import signatures
from app.domain.people import ContactDraft, PersonChoice
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import contacts, directory, drafts
from ui import theme
from ui.actions import action, button
from ui.contacts.form import ContactForm
from ui.contacts.preview import Preview
from ui.widgets.card import Card, Section
from ui.widgets.editors import Text
from ui.widgets.form import Field, Form
from ui.widgets.page import Page

_DRAFT = "contact:quick"
_KEEP_MS = 500  # after the last key, what was typed is kept for after a crash


class QuickAdd(Page):
    """Type a name and one line, or paste a signature; Enter adds."""

    shows: ClassVar[frozenset[str]] = frozenset({"contact"})

    def __init__(self, _row_id: str = "") -> None:
        super().__init__()
        self._draft = ContactDraft()
        self._added = False
        self.add_action = action(self, _("&Add"), self.add, icon="check", shortcut="Ctrl+Return")
        self.more_action = action(
            self, _("All f&ields…"), self.open_form, icon="edit", shortcut="Ctrl+E"
        )
        self.form = Form(
            [
                Field(
                    "text", _("&Who is it?"),
                    _("Enter adds, Shift+Enter begins another line."),
                    Text(_("Ada Byron, Kestrel Foods, met at the port day"), lines=6, most=16),
                )
            ]
        )  # fmt: skip
        self.form.edited.connect(self._on_edit)
        self.form.editor("text").text.installEventFilter(self)
        self.preview = Preview()
        self._alike = QVBoxLayout()
        self._alike.setSpacing(2)
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        self._lay_out()
        self.setFocusProxy(self.form.editor("text").control())
        kept = drafts.recall(_DRAFT)
        if kept and isinstance(kept.get("text"), str):
            self.form.set_values({"text": kept["text"]})
            self.form.editor("text").text.moveCursor(QTextCursor.MoveOperation.End)
        self._follow()

    def _lay_out(self) -> None:
        explanation = QLabel(
            _("A name and one line is enough. Or paste a signature, or Name <mail>."),
            wordWrap=True, textFormat=Qt.TextFormat.PlainText,
        )  # fmt: skip
        theme.role(explanation, "subtle")
        typed = Card()
        typed.body.setContentsMargins(*[2 * theme.GRID] * 4)
        typed.body.addWidget(explanation)
        typed.body.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(button(self.more_action))
        row.addStretch(1)
        typed.body.addLayout(row)
        understood = Card()
        understood.body.setContentsMargins(*[2 * theme.GRID] * 4)
        understood.body.addWidget(self.preview)
        understood.body.addLayout(self._alike)
        across = QHBoxLayout()
        across.setSpacing(3 * theme.GRID)
        across.addLayout(_column(typed), 1)
        across.addLayout(_column(Section(_("What goes where")), understood), 1)
        self.body.addLayout(across)

    # What the window asks.

    def heading(self) -> str:
        return _("Add a contact")

    def main_action(self) -> QAction:
        return self.add_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.add_action, self.more_action)

    def refresh(self) -> None:
        self._follow()

    def may_close(self) -> bool:
        if not self._added:
            self._keep()
        return True

    # What a person can do here.

    def add(self) -> None:
        """Put the person into the book and open the card."""
        if not self._draft.given and not self._draft.family:
            self.form.show_errors({"text": _("A contact needs a name.")})
            return
        try:
            contact_id = contacts.add(self._draft)
        except Invalid as refusal:
            self.form.show_errors({"text": str(refusal)})
        except AppError as problem:
            self.say(str(problem), "error")
        else:
            self._go_on(lambda: self.open_card("contact", contact_id))

    def open_form(self) -> None:
        """Go on in the full form with what was understood so far."""
        form = ContactForm("", self._draft)
        self._go_on(lambda: self.open(form))

    def _go_on(self, then: object) -> None:
        """Leave this page for another; what was typed is in good hands."""
        self._added = True
        self._keeping.stop()
        drafts.forget(_DRAFT)
        self.closed.emit()
        assert callable(then)
        then()

    # Following what is typed.

    def _on_edit(self, _name: str) -> None:
        self._keeping.start()
        self._follow()

    def _follow(self) -> None:
        text = self.form.editor("text").text.toPlainText()
        self._draft = signatures.read(text)
        self.preview.show_draft(self._draft)
        self._show_alike(directory.alike(self._draft) if text.strip() else [])

    def _show_alike(self, people: Sequence[PersonChoice]) -> None:
        while (item := self._alike.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for person in people:
            known = QPushButton(_alike(person))
            theme.role(known, "link")
            known.clicked.connect(partial(self.open_card, "contact", person.id))
            self._alike.addWidget(known)
            known.show()

    def _keep(self) -> None:
        self._keeping.stop()
        text = self.form.editor("text").text.toPlainText()
        try:
            if text.strip():
                drafts.keep(_DRAFT, {"text": text})
            else:
                drafts.forget(_DRAFT)
        except AppError as problem:
            self.say(str(problem), "warning")

    # Qt calls these.

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keeping.isActive():  # or it would be kept in whatever book is open by then
            self._keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                self.add()
                return True
        return super().eventFilter(watched, event)


def _alike(person: PersonChoice) -> str:
    if person.organization:
        return _("{name}, {firm}, is already in your book. Open").format(
            name=person.name, firm=person.organization
        )
    return _("{name} is already in your book. Open").format(name=person.name)


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
