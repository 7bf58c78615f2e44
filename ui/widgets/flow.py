"""Small things one after another, over as many lines as they need: chips, steps of a chain."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Flow(QWidget):
    """Lays its widgets out like words in a paragraph."""

    def __init__(self, widgets: Iterable[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _arrange(self, width: int, *, really: bool) -> int:
        """Put every widget in its place; the height it takes."""
        x = y = line = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            size.setWidth(min(size.width(), width))
            if x and x + size.width() > width:
                x, y, line = 0, y + line + theme.GRID // 2, 0
            if really:
                place = QRect(QPoint(x, y), size)
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    place.moveRight(width - x - 1)
                widget.setGeometry(place)
            x += size.width() + theme.GRID // 2
            line = max(line, size.height())
        return y + line

    # Qt calls these.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, really=False)

    def sizeHint(self) -> QSize:
        width = sum(w.sizeHint().width() + theme.GRID // 2 for w in self._widgets)
        return QSize(width, max((w.sizeHint().height() for w in self._widgets), default=0))

    def minimumSizeHint(self) -> QSize:
        height = self._arrange(max(self.width(), 1), really=False) if self.isVisible() else 0
        return QSize(24, height or self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), really=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange(self.width(), really=True)
