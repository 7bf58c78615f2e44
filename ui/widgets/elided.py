"""A label that shortens its text where the room is too small, and tells all of it as a tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Elided(QLabel):
    """One line of plain text, never wider than its room: names may have 3,000 letters."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)

    def _shown(self) -> str:
        mode = Qt.TextElideMode.ElideRight
        text = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(text, mode, self.contentsRect().width())

    # Qt calls these.

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()[:200]) + 4
        return QSize(width, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._shown()
        self.setToolTip("" if shown == self.text() else self.text()[:500])
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        align = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.contentsRect(), align, shown)
