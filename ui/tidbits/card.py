"""One tidbit: what, from whom, who may hear it, until when it is fresh (P29)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.tidbits import TidbitDraft, may_pass_names
from app.errors import AppError, Invalid, NotFound
from app.i18n import _
from app.services import clock, directory, tidbits
from ui import theme
from ui.actions import action
from ui.pipeline.door import find_people
from ui.pipeline.typed import Typed
from ui.tidbits import words
from ui.widgets.card import Card, Section
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line, Text
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scroll
from ui.widgets.wrapped import Wrapped

_FIELDS = ("text", "may_pass", "source_contact", "source", "about", "heard_on", "fresh_until")


class TidbitCard(Page):
    """The form of a tidbit, new or known. What is typed is kept until it is saved or discarded."""

    shows: ClassVar[frozenset[str]] = frozenset({"tidbit"})
    saved = Signal(str, str)  # what to say of it where one goes back to, and how loudly

    def __init__(self, tidbit_id: str = "") -> None:
        super().__init__()
        self._id = tidbit_id
        self.save_action = action(self, _("Save"), self.save, icon="save", shortcut="Ctrl+S")
        self.discard_action = action(self, _("&Discard what I typed"), self.discard, icon="undo")
        self.delete_action = action(self, _("De&lete"), self.delete, icon="trash")
        self.delete_action.setVisible(bool(tidbit_id))
        self.form = Form(_fields())
        self.form.edited.connect(self._follow)
        self._lay_out()
        self._fill()
        self._typed = Typed(f"tidbit:{tidbit_id or 'new'}", [(self.form, _FIELDS)], self)
        self._typed.failed.connect(lambda text: self.say(text, "warning"))
        if self._typed.bring_back():
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )
        self.setFocusProxy(self.form.editor("text").control())
        self._follow("")

    def _lay_out(self) -> None:
        explanation = QLabel(
            _(
                "Something worth knowing that you could tell others. Until somebody said that it "
                "may be passed on, it stays with you: on no page and in no message."
            ),
            wordWrap=True,
        )
        theme.role(explanation, "subtle")
        self.outcome = Wrapped()
        theme.role(self.outcome, "subtle")
        card = Card()
        card.body.setContentsMargins(*[3 * theme.GRID] * 4)
        card.body.setSpacing(2 * theme.GRID)
        card.body.addWidget(explanation)
        card.body.addWidget(self.form)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.setSpacing(3 * theme.GRID)
        across.addLayout(_column(card), 3)
        across.addLayout(_column(Section(_("What becomes of it")), self.outcome), 2)
        self.body.addWidget(Scroll(inner), 1)

    # What the window asks.

    def heading(self) -> str:
        return _("Tidbit") if self._id else _("New tidbit")

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.save_action, self.discard_action, None, self.delete_action)

    def refresh(self) -> None:
        if self._id and not tidbits.rows([self._id]):
            self._typed.forget()
            self.closed.emit()

    def may_close(self) -> bool:
        if self.form.is_edited():
            self._typed.keep()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Write it down and go back; where one goes back to, it is said whom it would help."""
        try:
            draft = self._draft()
            if self._id:
                tidbits.change(self._id, draft)
            else:
                self._id = tidbits.add(draft)
        except Invalid as refusal:
            self.form.show_errors(refusal.errors)
        except AppError as problem:
            self.say(str(problem), "error")
        else:
            self._typed.forget()
            besides = [draft.source_contact_id]
            needs = tidbits.helped_by(draft.text, draft.about, besides=besides)
            told = [_("Saved."), words.helps(needs)]
            self.closed.emit()
            self.saved.emit(" ".join(filter(None, told)), "info")

    def discard(self) -> None:
        """Give up what was typed."""
        self._typed.forget()
        self.closed.emit()

    def delete(self) -> None:
        """Delete the tidbit; undo brings it back."""
        try:
            tidbits.delete([self._id])
        except AppError as problem:
            self.say(str(problem), "error")

    # From and to the book.

    def _fill(self) -> None:
        draft = TidbitDraft(heard_on=clock.day())
        if self._id:
            try:
                draft = tidbits.draft_of(self._id)
            except NotFound as gone:
                self.say(str(gone), "warning")
        self.form.set_values(
            {
                "text": draft.text,
                "may_pass": draft.may_pass,
                "source_contact": _entry(draft.source_contact_id),
                "source": draft.source,
                "about": draft.about,
                "heard_on": draft.heard_on,
                "fresh_until": draft.fresh_until,
            }
        )

    def _draft(self) -> TidbitDraft:
        values: dict[str, Any] = self.form.values()
        source: Entry = values.pop("source_contact")
        return TidbitDraft(source_contact_id=source.id, **values)

    def _follow(self, _name: str) -> None:
        """Say what would leave the book of this, while it is typed."""
        try:
            draft = self._draft()
        except Invalid:
            return
        self.outcome.setText(words.outcome(tidbits.as_row(draft), clock.day()))


def _fields() -> list[Field]:
    return [
        Field("text", _("&What did you hear?"), editor=Text(
            _("The port of Wilmington is letting its cold storage again"), lines=2)),
        Field("may_pass", _("&May it be passed on?"), editor=Choice(
            [(key, may_pass_names()[key]) for key in ("no", "unnamed", "freely")])),
        Field("source_contact", _("Who &told you"),
              _("Somebody in your book. It is never offered to them as news."),
              Picker(find_people)),
        Field("source", _("O&r where you heard it"), editor=Line(_("a talk, the trade press"))),
        Field("about", _("What it is &about"),
              _("Topics, with commas. Who works on one of them is offered it."),
              Line(_("cold storage, ports"))),
        Field("heard_on", _("Heard o&n"), editor=Date(today=clock.day)),
        Field("fresh_until", _("Fresh &until"), _("After that it is not offered any more."),
              Date(today=clock.day)),
    ]  # fmt: skip


def _entry(contact_id: str) -> Entry:
    found = directory.rows([contact_id]) if contact_id else []
    return Entry(contact_id, found[0].name, found[0].organization) if found else Entry()


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
