"""One column of the board: its name, how many stand there, what it is for, and its cards."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.domain import pipeline
from app.domain.board import BoardCard
from app.i18n import _
from ui import theme
from ui.pipeline import words
from ui.pipeline.cards import Cards


def nothing_here() -> dict[str, str]:
    """What an empty column says."""
    return {
        "info_only": _("Nobody at the moment. “New outreach” begins one."),
        "referred": _("When somebody gives you a lead to a colleague, move their card here."),
        "applied": _("When somebody suggests that you apply, move their card here."),
        "landed": _("Not yet."),
        "not_this_time": _("Nobody."),
        "resting": _("Nobody rests at the moment."),
    }


class Column(QWidget):
    """A ground for cards, onto which others can be dropped."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._target = False
        self._title, self._count = QLabel(), QLabel()
        theme.role(self._title, "strong")
        theme.role(self._count, "subtle")
        self._hint = QLabel(wordWrap=True)
        theme.role(self._hint, "small")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.cards = Cards(state)
        self._empty = QLabel(wordWrap=True)
        theme.role(self._empty, "small")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._lay_out()
        self.set_state(state)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self._title)
        top.addWidget(self._count)
        top.addStretch(1)
        piles = QWidget()
        self._piles = QStackedLayout(piles)
        self._piles.addWidget(self.cards)
        self._piles.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 9, 4)
        column.setSpacing(theme.GRID)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addWidget(piles, 1)

    def set_state(self, state: str) -> None:
        """Show the cards of another stage or closing from now on."""
        self.state = self.cards.state = state
        self._title.setText(pipeline.state_name(state))
        self._hint.setText(words.column_hints()[state])

    def show_cards(self, cards: Sequence[BoardCard], today: date, *, searched: bool) -> None:
        """Show these cards; `searched` when others are only hidden."""
        self._count.setText(QLocale().toString(len(cards)))
        self.cards.set_cards(cards, today)
        self._empty.setText(
            _("Nobody fits the search.") if searched else nothing_here()[self.state]
        )
        self._piles.setCurrentWidget(self.cards if cards else self._empty)

    def holds(self, spot: QPoint) -> bool:
        """Whether a spot of the screen lies on this column."""
        return self.isVisible() and self.rect().contains(self.mapFromGlobal(spot))

    def set_target(self, target: bool) -> None:
        """Show that a card may be dropped here, or no longer."""
        if target != self._target:
            self._target = target
            self.update()

    # Qt calls these.

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.accent_soft if self._target else c.side)
        pen = QPen(c.accent, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen if self._target else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
