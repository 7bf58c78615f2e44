"""The pages at the left: names, icons, how many things want attention; below, where the data is."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import ngettext
from ui import icons, theme


class Sidebar(QFrame):
    """Emits the name of the page a person chose."""

    chosen = Signal(str)

    def __init__(self, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "side")
        name = QLabel(brand)
        theme.role(name, "brand")
        name.setContentsMargins(10, 0, 10, theme.GRID)
        self._entries: dict[str, _Entry] = {}
        self._group = QButtonGroup(self)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(2)
        self._status = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._status, "small")
        self._status.setContentsMargins(10, 0, 10, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2 * theme.GRID, 12, 12)
        column.setSpacing(theme.GRID)
        column.addWidget(name)
        column.addLayout(self._pages)
        column.addStretch(1)
        column.addWidget(self._status)
        figure = theme.body_metrics().horizontalAdvance("0")
        self._least = 28 * figure
        self.setFixedWidth(self._least)

    def add(self, name: str, title: str, icon: str) -> None:
        """One more page, below the others."""
        entry = _Entry(title, icon)
        self._entries[name] = entry
        self._group.addButton(entry)
        self._pages.addWidget(entry)
        self.setFixedWidth(max(self.width(), self._least, entry.sizeHint().width() + 24))
        entry.clicked.connect(lambda: self.chosen.emit(name))
        entry.stepped.connect(lambda step: self._step(entry, step))

    def show_chosen(self, name: str) -> None:
        """Mark the page we are at."""
        if name in self._entries:
            self._entries[name].setChecked(True)

    def show_badge(self, name: str, count: int) -> None:
        """Say how many things want attention there; 0 says nothing."""
        self._entries[name].show_count(count)

    def show_status(self, text: str) -> None:
        """The lines at the bottom."""
        self._status.setText(text)

    def _step(self, entry: "_Entry", step: int) -> None:
        """Go to the entry above or below; a page that opened at once would take the keyboard."""
        entries = list(self._entries.values())
        place = min(max(0, entries.index(entry) + step), len(entries) - 1)
        entries[place].setFocus(Qt.FocusReason.OtherFocusReason)


class _Entry(QAbstractButton):
    stepped = Signal(int)

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self.setText(title)
        self._icon, self._count = icon, 0
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_count(self, count: int) -> None:
        self._count = count
        told = ngettext("{count} wants attention", "{count} want attention", count)
        self.setAccessibleDescription(told.format(count=count) if count else "")
        self.setToolTip(self.accessibleDescription())
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        metrics = theme.body_metrics(bold=True)
        return QSize(metrics.horizontalAdvance(self.text()) + 84, metrics.height() + 12)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(c.accent_soft if self.isChecked() else c.hover)
            painter.drawRoundedRect(room, 6, 6)
        ink = c.accent if self.isChecked() else c.text
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = theme.body_metrics().height()
        spot = QRect(10, (room.height() - size) // 2, size, size)
        text = room.adjusted(10 + size + 10, 0, -40, 0)
        count = QRect(room.right() - 40, 0, 30, room.height())
        if mirrored:
            spot, text, count = (_mirrored(place, room) for place in (spot, text, count))
        icons.draw(painter, self._icon, spot, ink if self.isChecked() else c.subtle)
        leading, trailing = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.body_font(bold=self.isChecked()))
        painter.setPen(ink)
        painter.drawText(text, leading | middle, self.text())
        if self._count:
            painter.setFont(theme.small_font(bold=True))
            painter.setPen(c.subtle)
            painter.drawText(count, trailing | middle, str(self._count))
        if self.hasFocus():
            painter.setPen(c.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -2, -2), 6, 6)


def _mirrored(place: QRect, room: QRect) -> QRect:
    return QRect(room.right() - place.right(), place.top(), place.width(), place.height())
