"""Is this the person in the book? Asked under the list, answered by one key."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.services.importing import Choice
from ui import actions, theme
from ui.actions import action
from ui.importing.rows import Shown
from ui.widgets.card import Card


class Question(Card):
    """Shown while the list stands on a row that wants an answer."""

    def __init__(self, answer: Callable[[Choice], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._sentence = QLabel(wordWrap=True)
        theme.role(self._sentence, "strong")
        self._reason = QLabel(wordWrap=True)
        theme.role(self._reason, "small")
        self._actions = [
            action(self, _("&Same person"), self.it_is_the_same, shortcut="S"),
            action(self, _("Somebody &new"), self.it_is_new, shortcut="N"),
            action(self, _("&Leave out"), self.leave_it_out, shortcut="L"),
        ]
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._reason)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        for made in self._actions:
            line.addWidget(actions.button(made))
        line.addStretch(1)
        self.body.addLayout(line)
        self.ask([])

    def ask(self, shown: Sequence[Shown]) -> None:
        """Ask about these rows; nothing is shown where none wants an answer."""
        open_rows = [one for one in shown if one.row.state == "unsure"]
        self.setVisible(bool(open_rows))
        for made in self._actions:
            made.setEnabled(bool(open_rows))
        if not open_rows:
            return
        first = open_rows[0].row
        if len(open_rows) > 1:
            sentence = _("Are these {count} the people in your book?")
            self._sentence.setText(sentence.format(count=len(open_rows)))
            self._reason.setText("")
            return
        sentence = _("Is {name} the {contact} in your book?")
        if first.name == first.contact_name:
            sentence = _("Is this the {contact} in your book?")
        self._sentence.setText(sentence.format(name=first.name, contact=first.contact_name))
        gains = _("As the same person: {what}.").format(what="; ".join(first.adds))
        self._reason.setText(f"{open_rows[0].reason}. {gains}")

    def actions_for_menu(self) -> Sequence[QAction]:
        """The answers, for the page's menu."""
        return self._actions

    def text(self) -> str:
        """What is asked now; empty when nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def it_is_the_same(self) -> None:
        """The card is about the contact in the book."""
        self._answer("same")

    def it_is_new(self) -> None:
        """The card is about somebody whom the book does not have."""
        self._answer("new")

    def leave_it_out(self) -> None:
        """The card is not imported."""
        self._answer("leave_out")
