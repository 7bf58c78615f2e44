"""Chips: a word or two on a rounded ground. Amber for what wants attention."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


@dataclass(frozen=True)
class Mark:
    """What a chip says, and how loudly: "calm", "attention", "alarm" or "plain"."""

    text: str
    kind: str = "calm"


def chip_size(text: str) -> QSize:
    """How much room a chip with this text takes."""
    metrics = theme.small_metrics(bold=True)
    height = metrics.height() + 2
    return QSize(metrics.horizontalAdvance(text) + height, height)


def draw_chip(painter: QPainter, rect: QRect, mark: Mark, *, on_chosen: bool = False) -> None:
    """Paint a chip; the text is shortened where the rect is too small.

    On a chosen row, whose ground is a chip's own, the calm ones stand out as cards do.
    """
    back, ink = _colours(mark.kind)
    if on_chosen and mark.kind not in ("attention", "alarm"):
        back = theme.colours().card
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    font = theme.small_font(bold=True)
    painter.setFont(font)
    painter.setPen(ink)
    room = rect.adjusted(rect.height() // 3, 0, -(rect.height() // 3), 0)
    text = QFontMetrics(font).elidedText(mark.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _colours(kind: str) -> tuple[QColor, QColor]:
    c = theme.colours()
    return {
        "attention": (c.amber_soft, c.amber),
        "alarm": (c.alarm_soft, c.alarm),
        "plain": (c.side, c.subtle),
    }.get(kind, (c.accent_soft, c.accent))


class Chip(QWidget):
    """A chip as a widget of its own."""

    def __init__(self, text: str, kind: str = "calm", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark(text, kind)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, kind: str = "calm") -> None:
        """Show another word."""
        self._mark = Mark(text, kind)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word it shows."""
        return self._mark.text

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return chip_size(self._mark.text)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_chip(QPainter(self), self.rect(), self._mark)
