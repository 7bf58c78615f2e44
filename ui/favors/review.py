"""Going over the open needs, one at a time, by single keys: who could be helped now (P23, P24)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.domain.needs import NeedRow
from app.errors import AppError
from app.i18n import _
from app.services import needs
from ui import theme
from ui.actions import action, button
from ui.favors import words
from ui.favors.one_need import OneNeed
from ui.widgets.elided import Elided
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll


class NeedsReview(Page):
    """One need, what the book has for it, and what became of it; then the next."""

    shows: ClassVar[frozenset[str]] = frozenset({"need", "contact", "position", "tidbit", "tag"})

    def __init__(self, at: datetime | None = None) -> None:
        super().__init__()
        self._at = at
        self._ids: list[str] = []
        self._place = 0
        self._looked: set[str] = set()
        self._met: set[str] = set()
        self._skipped = False
        self._row: NeedRow | None = None
        self._make_actions()
        self._lay_out()
        self.begin()

    # What the window asks.

    def heading(self) -> str:
        return _("Needs, one by one")

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.looked_action, self.met_action, self.skip_action, self.earlier_action, None,
            self.write_action, self.contact_action, self.change_action,
        )  # fmt: skip

    def refresh(self) -> None:
        found = {row.id: row for row in needs.rows(self._ids)}
        gone = [need_id for need_id in self._ids[: self._place] if need_id not in found]
        self._ids = [need_id for need_id in self._ids if need_id in found]
        self._place -= len(gone)
        self._row = found[self._ids[self._place]] if self._place < len(self._ids) else None
        if self._row is not None:
            self._show(self._row)
        else:
            self._end()
        self.renewed.emit()

    # What a person can do here.

    def begin(self) -> None:
        """Begin with what was looked at longest ago; what was looked at today is left out."""
        self._start(needs.to_look_at(at=self._at))

    def once_more(self) -> None:
        """Go over all of them, whenever they were looked at."""
        self._start(needs.ids())

    def looked_at(self) -> None:
        """It is in mind again; on to the next."""
        self._answer(lambda need_id: needs.looked_at(need_id, at=self._at), self._looked)

    def met(self) -> None:
        """Somebody met it; on to the next."""
        self._answer(lambda need_id: needs.met(need_id, at=self._at), self._met)

    def skip(self) -> None:
        """Leave it as it is; on to the next."""
        self._skipped = True
        self._go(1)

    def earlier(self) -> None:
        """Back to the one before."""
        self._go(-1)

    def write(self) -> None:
        """Write to whoever needs it."""
        from ui.messages import offer  # few needs are written about

        if self._row is not None:
            offer.choose(self, self.write_action, offer.to_contact(self._row.contact_id))

    def open_contact(self) -> None:
        """Open the card of whoever needs it."""
        if self._row is not None:
            self.open_card("contact", self._row.contact_id)

    def change(self) -> None:
        """Say it in other words."""
        if self._row is not None:
            self.open_card("need", self._row.id)

    def finish(self) -> None:
        """Back to where one came from."""
        self.closed.emit()

    def _start(self, ids: list[str]) -> None:
        self._ids, self._place, self._skipped = ids, 0, False
        self._looked, self._met = set(), set()
        self.make_stale()

    def _answer(self, verb: Callable[[str], object], counted: set[str]) -> None:
        if self._row is None:
            return
        need_id = self._row.id
        try:
            verb(need_id)
        except AppError as refusal:
            self.say(str(refusal), "warning")
            self.make_stale()
            return
        counted.add(need_id)
        self._go(1)

    def _go(self, step: int) -> None:
        self._place = min(max(0, self._place + step), len(self._ids))
        self.banner.dismiss()
        self.make_stale()

    # Parts.

    def _show(self, row: NeedRow) -> None:
        self.one.show_need(row, self._place + 1, len(self._ids), at=self._at)
        self._enable(there=True)
        was_at_end = self._stack.currentWidget() is self._empty
        self._stack.setCurrentIndex(0)
        self.hint.show()
        self.setFocusProxy(self.one)
        if was_at_end:
            self.one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        """A kind word, and the way back."""
        answered, any_open = self._looked | self._met, bool(needs.ids())
        walked = bool(answered) or self._skipped
        self._empty.say(
            words.gone_over(len(answered), len(self._met))
            if walked
            else words.none_to_go_over(any_open=any_open)
        )
        self._once_more.setVisible(any_open and not walked)
        self._new.setVisible(not any_open and not walked)
        self._enable(there=False)
        self.hint.hide()
        first = self._empty.findChildren(QPushButton)[0]
        held = self.isAncestorOf(self.window().focusWidget() or self)
        self._stack.setCurrentWidget(self._empty)
        self.setFocusProxy(first)
        if held:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, *, there: bool) -> None:
        for act in self.page_actions():
            if act is not None:
                act.setEnabled(there)
        self.earlier_action.setEnabled(there and self._place > 0)

    def _make_actions(self) -> None:
        self.one = OneNeed()
        self.looked_action = self._key(_("&Looked at"), self.looked_at, "check", "L")
        self.met_action = self._key(_("&Met"), self.met, "needs", "M")
        self.skip_action = self._key(_("&Skip"), self.skip, "", "S")
        self.earlier_action = self._key(_("The one &before"), self.earlier, "back", "B")
        self.write_action = self._key(_("&Write…"), self.write, "mail", "W")
        self.contact_action = self._key(_("Open &contact"), self.open_contact, "person", "C")
        self.change_action = self._key(_("Ed&it"), self.change, "edit", "E")
        self._finish = action(self, _("&Done"), self.finish)
        self._once_more = action(self, _("Go over them once more"), self.once_more)
        self._new = action(self, _("New need"), lambda: self.open_card("new_need"), name="new_need")

    def _key(self, text: str, slot: Callable[[], object], icon: str, key: str) -> QAction:
        """An action by a single key; it works where the need is, and is typed nowhere else."""
        made = action(self.one, text, slot, icon=icon, shortcut=key)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def _lay_out(self) -> None:
        self.one.entered.connect(self.looked_at)
        self.one.stepped.connect(lambda step: self.skip() if step > 0 else self.earlier())
        self.one.opened.connect(self.open_card)
        self.one.offer(
            [button(self.looked_action, main=True),
             *(button(act, icon=not act.icon().isNull())
               for act in (self.met_action, self.skip_action, self.earlier_action))],
            [button(act, icon=True)
             for act in (self.write_action, self.contact_action, self.change_action)],
        )  # fmt: skip
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.addWidget(self.one, 5, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self._empty = Empty("needs", "", self._finish, self._once_more, self._new)
        self._stack = QStackedWidget()
        self._stack.addWidget(Scroll(inner))
        self._stack.addWidget(self._empty)
        self.hint = Elided(words.review_keys())
        theme.role(self.hint, "small")
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.hint)


def needs_review(_nothing: str = "") -> NeedsReview:
    """The open needs that nobody looked at today."""
    return NeedsReview()
