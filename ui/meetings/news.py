"""Tidbits that would interest whom you meet, one key away from what you bring (P29)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.tidbits import Offered
from app.i18n import _
from ui import theme

_TEXT = Qt.ItemDataRole.UserRole
_MOST = 3  # seen at once; the list scrolls


class News(QWidget):
    """Enter or a double click takes a tidbit over, in the words in which it may be told.

    There only while there is something to offer.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        hint = QLabel(_("Tidbits that would interest them; Enter takes one over."), wordWrap=True)
        theme.role(hint, "small")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Tidbits that would interest them"))
        self.list.itemDoubleClicked.connect(self._take)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(hint)
        column.addWidget(self.list)
        self.hide()

    def show_offers(self, offered: Sequence[Offered]) -> None:
        """Offer these, each with its reason; the cursor stays where it was."""
        shown = [_("{tidbit}\n{reason}").format(tidbit=o.text, reason=o.because) for o in offered]
        if shown == self.texts():
            return
        place = max(0, self.list.currentRow())
        self.list.clear()
        for one, text in zip(offered, shown, strict=True):
            item = QListWidgetItem(text)
            item.setData(_TEXT, one.text)
            self.list.addItem(item)
        self.setVisible(bool(offered))
        if offered:
            self.list.setCurrentRow(min(place, len(offered) - 1))
            self._fit()

    def texts(self) -> list[str]:
        """What a person reads here."""
        return [self.list.item(place).text() for place in range(self.list.count())]

    def _fit(self) -> None:
        """As tall as what it says; Qt forgets the padding of the style sheet when it wraps."""
        room = QRect(0, 0, self.list.width() - 5 * theme.GRID, 10_000)
        heights = []
        for text in self.texts():
            lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
            heights.append(lines.height() + 2 * theme.GRID)
        for place, height in enumerate(heights):
            self.list.item(place).setSizeHint(QSize(0, height))
        self.list.setFixedHeight(sum(heights[:_MOST]) + theme.GRID)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.taken.emit(item.data(_TEXT))

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._take(self.list.currentItem())
            return True
        return super().eventFilter(watched, event)
