"""A new outreach: to whom, about what. It always begins as information only (P01)."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.pipeline import OutreachDraft
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import directory, outreach
from ui import theme
from ui.actions import action
from ui.pipeline.door import find_people
from ui.pipeline.typed import Typed
from ui.widgets.card import Card
from ui.widgets.editor import Entry
from ui.widgets.editors import Line
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.picker import Picker


class NewOutreach(Page):
    """The form that begins an outreach; with a contact's id it is to that contact."""

    def __init__(self, contact_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begin = action(self, _("Begin"), self.begin, icon="check", shortcut="Ctrl+Return")
        self.form = Form(
            [
                Field("contact", _("&With whom?"),
                      _("Somebody new becomes a contact; a name is enough."),
                      Picker(find_people, placeholder=_("A name, known or new"), new=True)),
                Field("subject", _("&About what?"), _("What you would like to learn from them."),
                      Line(_("How planning works in the food trade"))),
                Field("next_step", _("&Next step"), _("What you do first."),
                      Line(_("Write to ask for 20 minutes"))),
            ]
        )  # fmt: skip
        if contact_id:
            self.form.set_values({"contact": _entry(contact_id)})
        self._discard = action(self, _("&Discard"), self.discard, icon="close")
        self._lay_out()
        self._keep_typing(contact_id)
        self.setFocusProxy(self.form.editor("subject" if contact_id else "contact"))

    def _keep_typing(self, contact_id: str) -> None:
        self._typed = Typed(
            f"outreach:{contact_id or 'new'}",
            [(self.form, ("contact", "subject", "next_step"))],
            self,
        )
        self._typed.failed.connect(lambda text: self.say(text, "warning"))
        if self._typed.bring_back():
            self.say(_("What you typed before is back; it is not saved yet."), action=self._discard)

    def _lay_out(self) -> None:
        explanation = QLabel(
            _(
                "You ask for insight, feedback and names, nothing else. If they open a door later, "
                "write down their words, and the card moves on."
            ),
            wordWrap=True,
        )
        theme.role(explanation, "subtle")
        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(2 * theme.GRID)
        card.body.addWidget(explanation)
        card.body.addWidget(self.form)
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 76)
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(across)
        column.addStretch(1)
        self.body.addLayout(column)

    def heading(self) -> str:
        return _("New outreach")

    def main_action(self) -> QAction:
        return self._begin

    def begin(self) -> None:
        """Open the outreach and go back to the board."""
        if not self.form.editor("contact").settle():
            return
        try:
            values = self.form.values()
            who = values["contact"]
            outreach.open(
                OutreachDraft(who.id, "" if who.id else who.text, values["subject"],
                              values["next_step"])
            )  # fmt: skip
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
        except AppError as error:
            self.say(str(error), "warning")
        else:
            self._typed.forget()
            self.closed.emit()

    def discard(self) -> None:
        """Give up what was typed."""
        self._typed.forget()
        self.closed.emit()

    def may_close(self) -> bool:
        if self.form.is_edited():
            self._typed.keep()
        return True


def _entry(contact_id: str) -> Entry:
    found = directory.rows([contact_id])
    return Entry(contact_id, found[0].name, found[0].organization) if found else Entry()
