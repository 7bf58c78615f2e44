"""The board: three columns, the shelf, and every way to move a card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from app.domain import pipeline
from app.domain.board import Board, BoardCard
from app.domain.pipeline import CLOSINGS, STAGES
from app.errors import AppError
from app.i18n import _
from app.services import board, outreach
from ui import dialogs
from ui.actions import action
from ui.pipeline.cards import Cards
from ui.pipeline.closing import Closing
from ui.pipeline.column import Column
from ui.pipeline.door import Door
from ui.pipeline.dragging import Drag
from ui.pipeline.offer import Offer
from ui.pipeline.shelf import Shelf
from ui.widgets.empty import Empty
from ui.widgets.page import Page


class Pipeline(Page):
    """Information only, Referred, Applied; and a shelf for what is closed (P01 P02 P03)."""

    shows = frozenset(
        {"outreach", "invitation", "stage_change", "opportunity", "contact", "position",
         "organization", "meeting", "meeting_person", "promise", "duty", "referral"}
    )  # fmt: skip
    searches = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = Board()
        self._text, self._compartment, self._drag = "", "", ""
        self._last: Cards | None = None
        self._new = action(self, _("New outreach"), self.begin, icon="add", shortcut="Ctrl+N")
        self._make_actions()
        self.columns = {stage: Column(stage) for stage in STAGES}
        self.closed_column = Column("landed")
        self.closed_column.hide()
        self.shelf = Shelf()
        self.shelf.chosen.connect(self.show_compartment)
        self._lay_out()
        for column in (*self.columns.values(), self.closed_column):
            self._listen(column.cards)
        self.setFocusProxy(self.columns["info_only"].cards)

    def _make_actions(self) -> None:
        self._open = action(self, _("&Open"), self.open_current, icon="door")
        self._contact = action(self, _("Open &contact"), self.open_contact, icon="person")
        self._delete = action(
            self, _("&Delete outreach"), self.delete_current, icon="trash", shortcut="Del"
        )
        self._moves: dict[str, QAction] = {
            state: action(
                self, _("Move to {column}").format(column=pipeline.state_name(state)),
                lambda state=state: self.move_current(state), name=f"move_to_{state}",
            )
            for state in (*STAGES, *CLOSINGS)
        }  # fmt: skip
        self._again = action(self, _("Open &again"), self.reopen_current, icon="redo")
        self._offer = action(
            self, _("An offer came…"), self.offer_current, icon="star", shortcut="Ctrl+Shift+M"
        )

    def _lay_out(self) -> None:
        self._across = QHBoxLayout()
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(12)
        for column in (*self.columns.values(), self.closed_column):
            self._across.addWidget(column, 1)
        board_side = QWidget()
        board_side.setLayout(self._across)
        self._piles = QStackedWidget()
        self._piles.addWidget(board_side)
        self._empty = Empty(
            "pipeline",
            _(
                "Nobody is being approached yet. Begin with somebody you know well, and ask for "
                "information only: insight, feedback, names."
            ),
            self._new,
        )
        self._piles.addWidget(self._empty)
        self.body.addWidget(self._piles, 1)
        self.body.addWidget(self.shelf)

    def _listen(self, cards: Cards) -> None:
        cards.opened.connect(self.open_outreach)
        cards.menu_wanted.connect(self._show_menu)
        cards.moved.connect(self._move_by_key)
        cards.left.connect(lambda step, cards=cards: self._go_across(cards, step))
        cards.dragged.connect(self._begin_drag)
        cards.typed.connect(self.searched)
        cards.current_changed.connect(self._enable)

    # What the window asks.

    def heading(self) -> str:
        return _("Pipeline")

    def main_action(self) -> QAction:
        return self._new

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self._new, None, self._open, self._contact, None,
            *(self._moves[stage] for stage in STAGES), self._offer, None,
            *(self._moves[closing] for closing in CLOSINGS), self._again, None, self._delete,
        )  # fmt: skip

    def refresh(self) -> None:
        self._board = board.read()
        self._show()

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def _show(self) -> None:
        found, today = self._board, self._board.today
        nothing = not found.shelf and not any(found.columns.values())
        self._piles.setCurrentIndex(1 if nothing else 0)
        self.shelf.setHidden(nothing)
        for stage, column in self.columns.items():
            cards = self._fitting(found.columns[stage])
            hidden = len(cards) < len(found.columns[stage])
            column.show_cards(cards, today, searched=hidden)
        shelved: dict[str, list[BoardCard]] = {
            closing: [card for card in found.shelf if card.closed == closing]
            for closing in CLOSINGS
        }
        back = [c for c in shelved["resting"] if c.rests_until and c.rests_until <= today]
        self.shelf.show_counts({k: len(cards) for k, cards in shelved.items()}, back=len(back))
        if self._compartment:
            cards = shelved[self._compartment]
            fitting = self._fitting(cards)
            self.closed_column.show_cards(fitting, today, searched=len(fitting) < len(cards))
        self._enable()

    def _fitting(self, cards: Sequence[BoardCard]) -> Sequence[BoardCard]:
        return [card for card in cards if card.fits(self._text)] if self._text else cards

    def show_compartment(self, closing: str) -> None:
        """Show a compartment of the shelf beside the columns, or none."""
        self._compartment = closing
        self.shelf.show_chosen(closing)
        self.closed_column.setVisible(bool(closing))
        if closing:
            self.closed_column.set_state(closing)
            self._show()
            self.closed_column.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    # The current card.

    def current(self) -> BoardCard | None:
        """The card with the cursor, in the column that has the focus or had it last."""
        piles = [column.cards for column in self._shown()]
        chosen = next((cards for cards in piles if cards.hasFocus()), None)
        chosen = chosen or (self._last if self._last in piles else piles[0])
        self._last = chosen
        return chosen.card(chosen.current()) if chosen.current() >= 0 else None

    def _shown(self) -> list[Column]:
        columns = list(self.columns.values())
        return [*columns, self.closed_column] if self._compartment else columns

    def _enable(self) -> None:
        card = self.current()
        for thing in (self._open, self._contact, self._delete):
            thing.setEnabled(card is not None)
        self._again.setEnabled(card is not None and bool(card.closed))
        self._offer.setEnabled(
            card is not None and card.stage == "applied" and not card.closed
            and card.offered_on is None
        )  # fmt: skip
        for state, move in self._moves.items():
            here = card is not None and state == (card.closed or card.stage)
            lands = state != "landed" or (card is not None and card.stage == "applied")
            closed = card is not None and bool(card.closed)
            move.setEnabled(card is not None and not here and lands and not closed)

    def _go_across(self, cards: Cards, step: int) -> None:
        """Go to the card beside, past columns where nobody stands."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        piles = [column.cards for column in self._shown()]
        place = piles.index(cards) + step
        while 0 <= place < len(piles):
            if piles[place].count():
                piles[place].setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += step

    def _show_menu(self, card_id: str, spot: QPoint) -> None:
        self._select(card_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for thing in self.page_actions()[2:]:
            if thing is None:
                menu.addSeparator()
            elif thing.isEnabled():
                menu.addAction(thing)
        menu.popup(spot)

    def _select(self, card_id: str) -> None:
        for column in self._shown():
            place = column.cards.place_of(card_id)
            if place >= 0:
                if column.cards.current() != place:
                    column.cards.set_current(place)
                column.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    # What a person can do.

    def begin(self) -> None:
        """Begin an outreach to somebody."""
        from ui.pipeline.beginning import NewOutreach

        self.open(NewOutreach())

    def open_current(self) -> None:
        """Open the page of the current card."""
        if card := self.current():
            self.open_outreach(card.id)

    def open_outreach(self, outreach_id: str) -> None:
        """Open the page of an outreach."""
        from ui.pipeline.card import OutreachCard

        self.open(OutreachCard(outreach_id))

    def open_contact(self) -> None:
        """Open the contact of the current card."""
        if card := self.current():
            self.open_card("contact", card.contact_id)

    def delete_current(self) -> None:
        """Delete the current outreach; undo brings it back."""
        if card := self.current():
            self._try(lambda: outreach.delete([card.id]))

    def reopen_current(self) -> None:
        """Take the current card off the shelf."""
        if card := self.current():
            self._try(lambda: outreach.reopen(card.id))

    def offer_current(self) -> None:
        """Note that an offer came of the current card."""
        if card := self.current():
            dialogs.show(Offer(card, self._board.today, self))

    def move_current(self, to: str) -> None:
        """Move the current card to a column or onto the shelf."""
        if card := self.current():
            self.move_card(card, to)

    def move_card(self, card: BoardCard, to: str) -> None:
        """Every way to move a card ends here: drag, keys and menu (P01)."""
        if to in CLOSINGS:
            if to != card.closed:
                self._close_card(card, to)
        elif card.closed:
            self._take_off_shelf(card, to)
        elif to != card.stage:
            if STAGES.index(to) > STAGES.index(card.stage):
                self._open_door(card, to)
            else:
                self._try(lambda: outreach.go_back(card.id, to))
                self._select(card.id)  # go with the card

    def _take_off_shelf(self, card: BoardCard, to: str) -> None:
        if to == card.stage:
            self._try(lambda: outreach.reopen(card.id))
            return
        self.say(
            _("{name} stood in “{stage}”. Open it again there first, then move it.").format(
                name=card.name, stage=pipeline.state_name(card.stage)
            ),
            "warning",
        )

    def _close_card(self, card: BoardCard, how: str) -> None:
        if card.closed:
            self.say(_("This outreach is closed already. Open it again first."), "warning")
        elif how == "landed" and card.stage != "applied":
            self._try(lambda: outreach.close(card.id, how))
        else:
            dialogs.show(Closing(card, how, self._board.today, self))

    def _open_door(self, card: BoardCard, to: str) -> None:
        try:
            page = board.page(card.id)
        except AppError as error:
            self.say(str(error), "warning")
        else:
            door = Door(page, to, self._board.today, self)
            door.accepted.connect(lambda: self._select(card.id))
            dialogs.show(door)

    def _try(self, verb: Callable[[], None]) -> None:
        try:
            verb()
        except AppError as error:
            self.say(str(error), "warning")

    def _move_by_key(self, card_id: str, step: int) -> None:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        card = self.current()
        if card is None or card.id != card_id or card.closed:
            return
        place = STAGES.index(card.stage) + step
        if 0 <= place < len(STAGES):
            self.move_card(card, STAGES[place])

    # By the mouse.

    def _begin_drag(self, card_id: str, held: QPoint) -> None:
        cards = self.sender()
        assert isinstance(cards, Cards)
        place = cards.place_of(card_id)
        self._drag = card_id
        drag = Drag(self, cards.picture(place), held)
        drag.over.connect(self._drag_over)
        drag.dropped.connect(self._drop)
        drag.ended.connect(lambda: self._drag_over(QPoint(-1, -1)))
        drag.begin(cards.viewport().mapToGlobal(cards.rect_of(place).topLeft() + held))

    def _state_at(self, spot: QPoint) -> str:
        column = next((column for column in self._shown() if column.holds(spot)), None)
        return column.state if column is not None else self.shelf.at(spot)

    def _drag_over(self, spot: QPoint) -> None:
        target = self._state_at(spot) if spot.x() >= 0 else ""
        for column in self._shown():
            column.set_target(column.state == target)
        self.shelf.set_target(target)

    def _drop(self, spot: QPoint) -> None:
        card_id, self._drag = self._drag, ""
        everybody = [*self._board.shelf, *(c for cs in self._board.columns.values() for c in cs)]
        card = next((card for card in everybody if card.id == card_id), None)
        to = self._state_at(spot)
        if card is not None and to:
            # After the drag has let go of the mouse: a dialog may open.
            QTimer.singleShot(0, self, lambda: self.move_card(card, to))
