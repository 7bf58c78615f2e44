"""Favors and needs: what is asked, owed, needed and promised, a list each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QStackedWidget

from app.domain import asks as ask_rules
from app.errors import AppError
from app.i18n import _
from app.services import asks, favors, needs, promises
from ui import theme
from ui.actions import action, button
from ui.favors import lists
from ui.favors.forms import SettleForm
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.page import Page
from ui.widgets.switch import Switch
from ui.widgets.table import Table
from ui.widgets.wrapped import Wrapped

Keys = QKeySequence.StandardKey
_CARDS = {"asks": "ask", "favors": "favor", "needs": "need", "promises": "promise"}


class FavorsPage(Page):
    """One list at a time; what can be done about the chosen line stands beside the switch."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"ask", "favor", "need", "promise", "contact", "position", "organization", "meeting",
         "meeting_person"}
    )  # fmt: skip
    searches: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self._sources: dict[str, Any] = {
            "asks": lists.Asks(), "favors": lists.Favors(), "needs": lists.Needs(),
            "promises": lists.Promises(),
        }  # fmt: skip
        self._make_actions()
        self.switch = Switch(
            {"asks": _("As&ks"), "favors": _("F&avors"), "needs": _("Nee&ds"),
             "promises": _("Pr&omises")}
        )  # fmt: skip
        self.switch.chosen.connect(self.show_list)
        self.remark = Wrapped()
        theme.role(self.remark, "subtle")
        self._stack = QStackedWidget()
        self.tables = {name: self._table(name) for name in self._sources}
        self._lay_out()
        self.show_list("asks")

    # What the window asks.

    def heading(self) -> str:
        return _("Favors and needs")

    def main_action(self) -> QAction:
        return self._new[self.shown()]

    def page_actions(self) -> Sequence[QAction | None]:
        mine = [act for name, act in self._verbs if name == self.shown()]
        also = [self.review_action] if self.shown() == "needs" else []
        return (self.main_action(), self.open_action, None, *mine, *also, None, self.delete_action)

    def refresh(self) -> None:
        self.table().set_source(self._sources[self.shown()])
        self._show_actions()

    def search(self, text: str) -> None:
        for name, source in self._sources.items():
            source.text = text
            look = lists.looks()[name]
            found_none = _("Nothing here fits “{text}”.").format(text=text[:60])
            self._empty[name].say(found_none if text else look.empty)
        self.refresh()

    # What a person can do here.

    def shown(self) -> str:
        """Which list is shown."""
        return self.switch.name()

    def table(self) -> Table:
        """The list that is shown."""
        return self.tables[self.shown()]

    def show_list(self, name: str) -> None:
        """Show another list."""
        self.switch.choose(name)
        self._stack.setCurrentWidget(self.tables[name])
        self.setFocusProxy(self.tables[name])
        for shown, act in self._new.items():  # they share a shortcut
            act.setEnabled(shown == name)
            act.setVisible(shown == name)
        self.make_stale()
        self._show_actions()
        self.renewed.emit()

    def open_current(self) -> None:
        """Open the line with the cursor."""
        if row_id := self.table().current_id():
            self.open_card(_CARDS[self.shown()], row_id)

    def delete(self) -> None:
        """Delete the chosen lines; undo brings them back."""
        deleting: dict[str, Callable[[Sequence[str]], None]] = {
            "asks": asks.delete, "favors": favors.delete, "needs": needs.delete,
            "promises": promises.delete,
        }  # fmt: skip
        self._try(lambda: deleting[self.shown()](self.table().selected_ids()))

    def mark(self, state: str) -> None:
        """Say how far the chosen asks have come; one that was received may be booked."""
        chosen = self.table().selected_ids()
        if self._try(lambda: asks.set_state(chosen, state)) and state == "received":
            self.say(
                _("Received is a favor, too. Write it into the ledger?"), action=self.book_action
            )

    def book(self) -> None:
        """Write what was received into the ledger."""
        self._try(lambda: asks.book(self.table().current_id()))

    def book_offer(self) -> None:
        """Write what was offered into the ledger as given."""
        self._try(lambda: asks.book_offer(self.table().current_id()))

    def settle(self) -> None:
        """Say by what a favor is settled."""
        self.open(SettleForm(self.table().current_id()))

    def unsettle(self) -> None:
        """Let the chosen favors stand again."""
        self._try(lambda: favors.unsettle(self.table().selected_ids()))

    def met(self) -> None:
        """The chosen needs were met."""
        self._try(lambda: needs.met(self.table().selected_ids()))

    def reopen(self) -> None:
        """The chosen needs are open again."""
        self._try(lambda: needs.reopen(self.table().selected_ids()))

    def looked_at(self) -> None:
        """The chosen needs were gone through now (P23)."""
        self._try(lambda: needs.looked_at(self.table().selected_ids()))

    def review(self) -> None:
        """Go over the open needs, one at a time (P23)."""
        self.open_card("needs_review")

    def keep_promise(self) -> None:
        """The promise was kept."""
        self._try(lambda: promises.kept(self.table().current_id()))

    def reopen_promise(self) -> None:
        """The promise was not kept yet."""
        self._try(lambda: promises.not_kept(self.table().current_id()))

    def open_contact(self) -> None:
        """Open the card of whom the line is about."""
        if (row := self._row()) is not None:
            self.open_card("contact", row.contact_id)

    def _try(self, doing: Callable[[], object]) -> bool:
        try:
            doing()
        except AppError as refusal:
            self.say(str(refusal), "warning")
            return False
        return True

    # Parts.

    def _make_actions(self) -> None:
        self._new = {
            name: action(
                self, text, partial(self.open_card, f"new_{_CARDS[name]}"), icon="add",
                shortcut=Keys.New, name=f"new_{_CARDS[name]}",
            )
            for name, text in (
                ("asks", _("&New ask")), ("favors", _("&New favor")), ("needs", _("&New need")),
                ("promises", _("&New promise")),
            )
        }  # fmt: skip
        self.open_action = action(self, _("&Open"), self.open_current, icon="edit")
        self.contact_action = action(
            self, _("Open &contact"), self.open_contact, icon="person", shortcut="Ctrl+E"
        )
        self.delete_action = action(self, _("De&lete"), self.delete, icon="trash",
                                    shortcut=Keys.Delete)  # fmt: skip
        self._make_verbs()

    def _make_verbs(self) -> None:
        states = ask_rules.state_names()
        self._states = {
            state: action(self, states[state], partial(self.mark, state), name=f"mark_{state}")
            for state in states
        }
        self.book_action = action(
            self, _("&Book as favor"), self.book, icon="favors", shortcut="Ctrl+B"
        )
        self.offer_action = action(
            self, _("&I gave what I offered"), self.book_offer, icon="favors", shortcut="Ctrl+G"
        )
        self.settle_action = action(
            self, _("&Settle…"), self.settle, icon="check", shortcut="Ctrl+D"
        )
        self.unsettle_action = action(self, _("&Reopen"), self.unsettle, icon="undo")
        self.looked_action = action(
            self, _("&Looked at"), self.looked_at, icon="clock", shortcut="Ctrl+L"
        )
        self.review_action = action(
            self, _("&Go over them, one by one"), self.review, icon="needs", shortcut="Ctrl+R"
        )
        self.met_action = action(self, _("&Met"), self.met, icon="check", shortcut="Ctrl+D")
        self.reopen_action = action(self, _("&Reopen"), self.reopen, icon="undo")
        self.kept_action = action(
            self, _("Kep&t"), self.keep_promise, icon="check", shortcut="Ctrl+D"
        )
        self.not_kept_action = action(
            self, _("Not kept &yet"), self.reopen_promise, icon="undo"
        )  # fmt: skip
        self._verbs: list[tuple[str, QAction]] = [
            *(("asks", act) for act in (*self._states.values(), self.book_action,
                                        self.offer_action)),
            *(("favors", act) for act in (self.settle_action, self.unsettle_action)),
            *(("needs", act) for act in (self.looked_action, self.met_action,
                                         self.reopen_action)),
            *(("promises", act) for act in (self.kept_action, self.not_kept_action)),
        ]  # fmt: skip

    def _table(self, name: str) -> Table:
        look = lists.looks()[name]
        empty = Empty(look.icon, look.empty, self._new[name])
        self._empty = {**getattr(self, "_empty", {}), name: empty}
        table = Table(self._sources[name].columns(), name=look.name, empty=empty)
        table.activated.connect(lambda _id: self.open_current())
        table.selected.connect(self._show_actions)
        table.typed.connect(self.searched)
        verbs = [act for of, act in self._verbs if of == name]
        table.view.addActions([self.open_action, self.contact_action, *verbs, self.delete_action])
        self._stack.addWidget(table)
        return table

    def _lay_out(self) -> None:
        self._mark_as = QLabel(_("Mark as"))
        theme.role(self._mark_as, "subtle")
        self._mark_as.setIndent(theme.GRID)
        verbs = [act for _name, act in self._verbs]
        buttons = [
            button(act, icon=not act.icon().isNull()) for act in (self.review_action, *verbs)
        ]
        # One after another, so that large type goes on in the next line.
        self.body.addWidget(Flow([self.switch, self._mark_as, *buttons], gap=theme.GRID))
        self.body.addWidget(self.remark)
        self.body.addWidget(self._stack, 1)

    def _row(self) -> Any:
        model = self.table().model
        place = model.place(self.table().current_id())
        return model.row(place) if place >= 0 else None

    def _show_actions(self) -> None:
        if not hasattr(self, "tables"):
            return
        chosen = self.table().selected_ids()
        row = self._row() if len(chosen) == 1 else None
        may = self._possible(row) if row is not None else set()
        if len(chosen) > 1 and self.shown() == "needs":
            may = {self.met_action, self.looked_action}
        for _name, act in self._verbs:
            act.setVisible(act in may)
            act.setEnabled(act in may)
        self._mark_as.setVisible(bool(may) and self.shown() == "asks")
        for_review = self.shown() == "needs" and bool(self.table().ids())
        self.review_action.setVisible(for_review)
        self.review_action.setEnabled(for_review)
        self.open_action.setEnabled(row is not None)
        self.contact_action.setEnabled(row is not None)
        self.delete_action.setEnabled(bool(chosen))
        said = lists.remark(self.shown(), row)
        self.remark.setText(said)
        self.remark.setVisible(bool(said))

    def _possible(self, row: Any) -> set[QAction]:
        """What can be done about this line now."""
        if self.shown() == "asks":
            may = {self._states[state] for state in ask_rules.next_states(row.state)}
            may |= {self.book_action} if row.may_be_booked else set()
            return may | ({self.offer_action} if row.may_be_returned else set())
        if self.shown() == "favors":
            return {self.settle_action} if row.is_open else {self.unsettle_action}
        if self.shown() == "needs":
            return {self.looked_action, self.met_action} if row.is_open else {self.reopen_action}
        return {self.kept_action} if row.kept_on is None else {self.not_kept_action}
