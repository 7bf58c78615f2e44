"""Questions from the bank: those that fit the purpose, one key away from the list (P34)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.questions import FIRST, BankQuestion
from app.i18n import _
from ui import icons, theme

_QUESTION = Qt.ItemDataRole.UserRole


class Suggestions(QWidget):
    """Enter or a double click takes a question over; Delete drops one of your own."""

    taken = Signal(str)  # the question's text
    dropped = Signal(str)  # the id of one's own question that nobody wants any more

    def __init__(self) -> None:
        super().__init__()
        self._hint = QLabel(wordWrap=True)
        theme.role(self._hint, "small")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Suggested questions"))
        self.list.setFixedHeight(self.fontMetrics().height() * 8)
        self.list.itemDoubleClicked.connect(self._take)
        self.list.installEventFilter(self)
        self._hint.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(self.list)

    def show_questions(self, found: Sequence[BankQuestion]) -> None:
        """Offer these; the cursor stays where it was."""
        place = max(0, self.list.currentRow())
        first = any(question.purpose == FIRST for question in found)
        self._hint.setText(
            _("&Suggestions: on a first meeting their work and needs come first. Enter takes one.")
            if first
            else _("&Suggestions for this purpose; Enter takes one.")
        )
        self.list.clear()
        for question in found:
            item = QListWidgetItem(question.text)
            item.setData(_QUESTION, question)
            if question.id:
                item.setIcon(icons.icon("star"))
                item.setToolTip(_("Your own; Delete takes it out of the bank."))
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(min(place, len(found) - 1))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.taken.emit(item.text())

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and (item := self.list.currentItem()) is not None
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(item)
                return True
            if event.key() == Qt.Key.Key_Delete and item.data(_QUESTION).id:
                self.dropped.emit(item.data(_QUESTION).id)
                return True
        return super().eventFilter(watched, event)
