"""A card: a rounded white ground that keeps together what belongs together."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme


class Card(QFrame):
    """Put widgets into `self.body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, theme.GRID, 12, theme.GRID)
        self.body.setSpacing(theme.GRID)


class Section(QLabel):
    """The small heading above a group of cards, "DUE TODAY"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.upper(), parent)
        font = theme.small_font(bold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        self.setFont(font)
        theme.role(self, "section")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class Initials(QWidget):
    """The circle with somebody's initials."""

    def __init__(self, initials: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        size = round(self.fontMetrics().height() * 1.7)
        return QSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours().accent_soft)
        painter.drawEllipse(self.rect())
        painter.setPen(theme.colours().accent)
        painter.setFont(theme.small_font(bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
