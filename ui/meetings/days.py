"""The forty-two days of a month's page: what stands in each, and how it is painted."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.brief import clock
from app.domain import times
from app.domain.meetings import MeetingRow, state_names
from app.i18n import _
from ui import theme
from ui.widgets.typed_dates import show_date

_WEEKS, _WEEK = 6, 7
SHOWN = _WEEKS * _WEEK  # days
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip


def first_shown(day: date) -> date:
    """The day in the first cell of the month of a day."""
    first = day.replace(day=1)
    back = (first.weekday() + 1 - QLocale().firstDayOfWeek().value) % _WEEK
    return first - timedelta(days=back)


class Days(QAbstractTableModel):
    """Six weeks of days, beginning with the locale's first day of the week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = date(2000, 1, 3)
        self._month = 0
        self.today = self._first
        self._zone = "UTC"
        self._rows: dict[date, list[MeetingRow]] = {}

    def load(self, shown: date, today: date, rows: Sequence[MeetingRow], your_zone: str) -> None:
        """Show the month of a day, with these meetings."""
        self.beginResetModel()
        self._first, self._month, self.today = first_shown(shown), shown.month, today
        self._zone = your_zone
        self._rows = {}
        for row in rows:
            begins = row.begins()
            assert begins is not None  # the rows of a month have a start
            self._rows.setdefault(times.local(begins, your_zone).date(), []).append(row)
        self.endResetModel()

    def day(self, index: _Index) -> date:
        """The day in a cell."""
        return self._first + timedelta(days=index.row() * _WEEK + index.column())

    def place(self, day: date) -> QModelIndex | None:
        """The cell of a day, if it is on this page."""
        number = (day - self._first).days
        return self.index(*divmod(number, _WEEK)) if 0 <= number < SHOWN else None

    def is_of_the_month(self, day: date) -> bool:
        """Whether a day belongs to the month shown, not to its neighbours."""
        return day.month == self._month

    def meetings_on(self, day: date) -> list[MeetingRow]:
        """The meetings of a day, in order."""
        return self._rows.get(day, [])

    def line(self, row: MeetingRow) -> str:
        """A meeting in a few words: when, and with whom."""
        begins = row.begins()
        assert begins is not None
        told = clock.time_of_day(times.local(begins, self._zone))
        return f"{told} {row.name}"

    # Qt calls these.

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _WEEK

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        day = (self._first + timedelta(days=section)).isoweekday()
        return QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [f"{self.line(r)}, {state_names()[r.state]}" for r in self.meetings_on(day)]
            return ". ".join([show_date(day), *(told or [_("no meeting")])])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(self.line(row) for row in self.meetings_on(day))
        return None


class DaysView(QTableView):
    """The grid; the keys that a calendar has are its owner's business."""

    pressed_key = Signal(QKeyEvent)

    def __init__(self, model: Days) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_DayPainter(model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(4 * theme.GRID)

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.pressed_key.emit(event)
        else:
            super().keyPressEvent(event)


class _DayPainter(QStyledItemDelegate):
    def __init__(self, model: Days, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        c = theme.colours()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        day = self._model.day(index)
        inside = room.adjusted(theme.GRID, 4, -theme.GRID, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, c.accent_soft)
        if index.row() < _WEEKS - 1:  # the frame closes the last ones
            painter.fillRect(room.left(), room.bottom(), room.width(), 1, c.line)
        if index.column() < _WEEK - 1:
            painter.fillRect(room.right(), room.top(), 1, room.height(), c.line)
        is_today = day == self._model.today
        font = theme.small_font(bold=is_today)
        metrics = QFontMetrics(font)
        number = QRect(inside.left(), inside.top(), metrics.height() + 6, metrics.height() + 2)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.drawRoundedRect(number, number.height() / 2, number.height() / 2)
        ink = c.text if self._model.is_of_the_month(day) else c.subtle
        painter.setPen(c.on_accent if is_today else ink)
        painter.setFont(font)
        align = Qt.AlignmentFlag.AlignHCenter if is_today else Qt.AlignmentFlag.AlignLeft
        painter.drawText(number, align | Qt.AlignmentFlag.AlignVCenter, str(day.day))
        self._draw_meetings(painter, inside.adjusted(0, number.height() + 2, 0, 0), day)
        painter.restore()

    def _draw_meetings(self, painter: QPainter, room: QRect, day: date) -> None:
        c = theme.colours()
        rows = self._model.meetings_on(day)
        metrics = QFontMetrics(theme.small_font())
        fit = max(1, room.height() // metrics.height())
        shown = rows if len(rows) <= fit else rows[: fit - 1]
        lines: list[tuple[str, str]] = [(self._model.line(row), row.state) for row in shown]
        if len(shown) < len(rows):
            lines.append((_("{count} more").format(count=len(rows) - len(shown)), ""))
        for number, (text, state) in enumerate(lines):
            font = theme.small_font(bold=state == "agreed")
            font.setStrikeOut(state in ("cancelled", "missed"))
            painter.setFont(font)
            painter.setPen(c.accent if state == "agreed" else c.subtle)
            line = QRect(room.left(), room.top() + number * metrics.height(), room.width(),
                         metrics.height())  # fmt: skip
            told = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, told)
