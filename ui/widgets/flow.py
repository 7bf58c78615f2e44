"""Small things one after another, over as many lines as they need: chips, steps of a chain."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Flow(QWidget):
    """Lays its widgets out like words in a paragraph."""

    def __init__(
        self,
        widgets: Iterable[QWidget] = (),
        parent: QWidget | None = None,
        *,
        gap: int = theme.GRID // 2,
    ) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        self._gap = gap
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _there(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _arrange(self, width: int, *, really: bool) -> int:
        """Put every widget in its place; the height it takes."""
        y = height = 0
        for line in self._broken(width):
            y += height + self._gap if height else 0
            height = max(size.height() for _widget, _x, size in line)
            for widget, x, size in line if really else ():
                place = QRect(QPoint(x, y + (height - size.height()) // 2), size)
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    place.moveRight(width - x - 1)
                widget.setGeometry(place)
        return y + height

    def _broken(self, width: int) -> list[list[tuple[QWidget, int, QSize]]]:
        """The widgets of each line, where each begins, and how large it is."""
        lines: list[list[tuple[QWidget, int, QSize]]] = []
        x = 0
        for widget in self._there():
            size = widget.sizeHint()
            size.setWidth(min(size.width(), width))
            if not lines or x + size.width() > width:
                x = 0
                lines.append([])
            lines[-1].append((widget, x, size))
            x += size.width() + self._gap
        return lines

    # Qt calls these.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, really=False)

    def sizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._there()]
        width = max(0, sum(size.width() + self._gap for size in sizes) - self._gap)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        height = self._arrange(max(self.width(), 1), really=False) if self.isVisible() else 0
        return QSize(24, height or self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), really=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them came, went or grew
            self.updateGeometry()
            self._arrange(self.width(), really=True)
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange(self.width(), really=True)
