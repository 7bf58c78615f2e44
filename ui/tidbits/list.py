"""The list of tidbits: what you heard and could share, and with whom (P29)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtGui import QAction, QKeySequence

from app.domain.tidbits import TidbitRow
from app.errors import AppError
from app.i18n import _
from app.services import clock, tidbits
from ui.actions import action
from ui.contacts.words import short_day
from ui.tidbits import words
from ui.tidbits.card import TidbitCard
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.row import Align
from ui.widgets.table import Column, Table


class TidbitList(Page):
    """Everything you could share, the newest first."""

    shows: ClassVar[frozenset[str]] = frozenset({"tidbit", "contact"})
    searches = True

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._make_actions()
        self.table = Table(_columns(clock.day()), name=_("Tidbits"))
        self.table.activated.connect(self._open)
        self.table.selected.connect(self._enable)
        self.table.typed.connect(self.searched)
        for act in (self.open_action, self.delete_action):
            self.table.view.addAction(act)
        self.nothing = Empty("tidbits", "", self.add_action)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)
        self.setFocusProxy(self.table)

    def _make_actions(self) -> None:
        self.add_action = action(self, _("&New tidbit"), self.add, icon="add", shortcut="Ctrl+N")
        self.open_action = action(
            self, _("&Open"), self.open_selected, icon="edit", shortcut="Ctrl+E"
        )
        self.delete_action = action(
            self, _("&Delete"), self.delete_selected, icon="trash",
            shortcut=QKeySequence.StandardKey.Delete,
        )  # fmt: skip

    # What the window asks.

    def heading(self) -> str:
        return _("Tidbits")

    def main_action(self) -> QAction:
        return self.add_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.add_action, self.open_action, None, self.delete_action)

    def search(self, text: str) -> None:
        self._text = text
        self.refresh()

    def refresh(self) -> None:
        self.table.set_source(_Tidbits(self._text))
        found = self.table.model.rowCount() > 0
        self.table.setVisible(found)
        self.nothing.setVisible(not found)
        self.add_action.setVisible(True)
        if self._text.strip():
            self.nothing.say(_("No tidbit says “{words}”.").format(words=self._text.strip()[:60]))
        else:
            self.nothing.say(
                _(
                    "Nothing to share yet. Write down what you hear and others would like to know: "
                    "a figure, a move, a name that is free. Say whether it may be passed on, and "
                    "it is offered when you prepare a meeting."
                )
            )
        self._enable()

    # What a person can do here.

    def add(self) -> None:
        """Write down something new."""
        self._open("")

    def open_selected(self) -> None:
        """Open the chosen tidbit."""
        if chosen := self.table.current_id():
            self._open(chosen)

    def delete_selected(self) -> None:
        """Delete the chosen tidbits; undo brings them back."""
        try:
            tidbits.delete(self.table.selected_ids())
        except AppError as refusal:
            self.say(str(refusal), "warning")

    def _open(self, tidbit_id: str) -> None:
        card = TidbitCard(tidbit_id)
        card.saved.connect(self.say)
        self.open(card)

    def _enable(self) -> None:
        chosen = self.table.selected_ids() if self.table.current_id() else []
        self.open_action.setEnabled(len(chosen) == 1)
        self.delete_action.setEnabled(bool(chosen))


class _Tidbits:
    """Tidbits as a source for the table."""

    def __init__(self, search: str) -> None:
        self._search = search

    def ids(self) -> list[str]:
        return [row.id for row in tidbits.listing(self._search)]

    def rows(self, ids: list[str]) -> list[TidbitRow]:
        return tidbits.rows(ids)


def _columns(today: date) -> list[Column]:
    return [
        Column(_("What"), lambda row: row.text, subtitle=words.subtitle, stretch=8, strong=True),
        Column(_("Who may hear it"), lambda _row: "", chips=words.marks, width=28),
        Column(_("Fresh"), lambda row: words.freshness(row, today), width=22, quiet=True),
        Column(
            _("Heard"), lambda row: short_day(date.fromisoformat(row.heard_on), today), width=12,
            quiet=True, align=Align.AlignTrailing,
        ),
    ]  # fmt: skip
