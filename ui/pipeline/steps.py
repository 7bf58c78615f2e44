"""The three stages in a row, those behind filled: painted, and said in words."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.pipeline import STAGES, closing_names, stage_names
from app.i18n import _
from ui import theme

_DOT = 14


class Steps(QWidget):
    """Information only — Referred — Applied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage, self._closed = "info_only", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stage(self, stage: str, closed: str) -> None:
        """Show where an outreach stands, and how it is closed if it is."""
        self._stage, self._closed = stage, closed
        said = _("Stage: {stage}").format(stage=stage_names()[stage])
        if closed:
            said = _("{stage}, closed: {state}").format(stage=said, state=closing_names()[closed])
        self.setAccessibleName(said)
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(320, QFontMetrics(theme.body_font()).height() + _DOT + theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = [*stage_names().values()]
        reached = STAGES.index(self._stage)
        if self._closed:
            names.append(closing_names()[self._closed])
            reached = len(names) - 1
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        share = self.width() // len(names)
        for place, name in enumerate(names):
            passed = place <= STAGES.index(self._stage) or place >= len(STAGES)
            left = self.width() - (place + 1) * share if mirrored else place * share
            dot = QRect(left + 1, 1, _DOT, _DOT)
            if mirrored:
                dot.moveRight(left + share - 2)
            if place < len(names) - 1:
                painter.setPen(QPen(c.accent if place < reached and passed else c.edge, 2))
                begin, end = (dot.left() - 6, left + 6) if mirrored else (
                    dot.right() + 6, left + share - 6)  # fmt: skip
                painter.drawLine(begin, dot.center().y(), end, dot.center().y())
            painter.setPen(QPen(c.accent if passed else c.edge, 2))
            painter.setBrush(c.accent if passed else c.card)
            painter.drawEllipse(dot)
            here = place == reached
            painter.setFont(theme.body_font(bold=here))
            painter.setPen(c.text if here else c.subtle)
            text = QRect(left, _DOT + theme.GRID // 2, share - 8, self.height() - _DOT)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, name)
