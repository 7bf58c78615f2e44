"""A label that shortens its text where the room is too small, and tells all of it as a tip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Elided(QLabel):
    """A line of plain text, never wider than its room: names may have 3,000 letters.

    With `lines` it goes on in so many before it is cut.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        tall = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, tall)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)

    def _shown(self, width: int) -> list[str]:
        """The text, line by line, as far as there is room."""
        text = self.text().replace("\n", " ")
        starts = [0, *self._breaks(text[:2000], width)]
        ends: list[int | None] = [*starts[1:], None]
        parts = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        cut = Qt.TextElideMode.ElideRight
        return [self.fontMetrics().elidedText(part, cut, width) for part in parts]

    def _breaks(self, text: str, width: int) -> list[int]:
        """Where the second line begins, and each after it."""
        if self._lines == 1 or width <= 0:
            return []
        found: list[int] = []
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        for _number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            found.append(line.textStart())
        layout.endLayout()
        return found[1:]

    # Qt calls these.

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()[:200]) + 4
        return QSize(width, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def hasHeightForWidth(self) -> bool:
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:
        return len(self._shown(width)) * self.fontMetrics().height() + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self._shown(room.width())
        self.setToolTip("" if " ".join(shown) == self.text() else self.text()[:500])
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        if len(shown) == 1:
            painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown[0])
            return
        height = self.fontMetrics().height()
        for number, text in enumerate(shown):
            place = QRect(room.left(), room.top() + number * height, room.width(), height)
            painter.drawText(place, self.alignment() | Qt.TextFlag.TextSingleLine, text)
