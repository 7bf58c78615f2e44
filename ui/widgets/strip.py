"""The strip of headings over a list: each one that sorts is a button."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.i18n import _
from ui import theme
from ui.widgets.row import Column, spread


class HeaderStrip(QWidget):
    """The headings of the columns; a click or the space bar sorts, once more turns it round."""

    sorted_by = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._by, self._backwards, self._inset = "", False, 0
        self._buttons = [_Heading(column, self) for column in columns]
        for button in self._buttons:
            button.clicked.connect(self._sort)
        self.setFixedHeight(self.fontMetrics().height() + 2 * theme.GRID)

    def leave_room(self, width: int) -> None:
        """Stay clear of the list's scroll bar, which takes this much at the end."""
        if width != self._inset:
            self._inset = width
            self._lay_out()

    def show_order(self, by: str, *, backwards: bool = False) -> None:
        """Say by which column the list is sorted, without sorting it."""
        self._by, self._backwards = by, backwards
        for button in self._buttons:
            button.show_order(by, backwards=backwards)

    def heading(self, by: str) -> QPushButton:
        """The button of the column that sorts by this name."""
        return next(button for button in self._buttons if button.column.sort == by)

    def _sort(self) -> None:
        heading = self.sender()
        assert isinstance(heading, _Heading)
        by = heading.column.sort
        self.show_order(by, backwards=by == self._by and not self._backwards)
        self.sorted_by.emit(self._by, self._backwards)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def _lay_out(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # The list below has a frame of one pixel.
        right, left = (0, self._inset) if mirrored else (self._inset, 0)
        room = self.rect().adjusted(1 + left, 0, -1 - right, 0)
        places = spread(self._columns, room, mirrored=mirrored)
        for button, place in zip(self._buttons, places, strict=True):
            button.setGeometry(place)
            button.setVisible(bool(button.column.title) and not place.isEmpty())


class _Heading(QPushButton):
    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(column.title, parent)
        self.column = column
        self._arrow = ""
        self.setVisible(bool(column.title))
        self.setFlat(True)
        if not column.sort:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setEnabled(False)
        self.setAccessibleName(column.title)

    def show_order(self, by: str, *, backwards: bool) -> None:
        mine = bool(by) and by == self.column.sort
        self._arrow = ("↓" if backwards else "↑") if mine else ""
        told = _("sorted backwards") if backwards else _("sorted")
        self.setAccessibleDescription(told if mine else "")
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setFont(theme.small_font(bold=True))
        painter.setPen(c.accent if self._arrow or self.underMouse() else c.subtle)
        text = f"{self.text()} {self._arrow}".strip()
        place = QRect(0, 0, self.width(), self.height())
        painter.drawText(place, self.column.align | Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(c.accent)
            painter.drawRoundedRect(place.adjusted(0, 2, -1, -3), 4, 4)
