"""Editors for days and times. People type dates in many ways; all of them are read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import times
from app.i18n import _
from ui import icons, theme
from ui.actions import icon_button
from ui.widgets.editor import Editor
from ui.widgets.typed_dates import read_date, read_time, show_date


def _today() -> date:
    return datetime.now().astimezone().date()


class Date(Editor):
    """A day: `date`, or None when the field is empty. Alt+Down opens a calendar."""

    def __init__(self, placeholder: str = "", *, today: Callable[[], date] = _today) -> None:
        super().__init__()
        self._today = today
        self.line = QLineEdit(placeholderText=placeholder or _("24 Nov, 2026-11-24, tomorrow"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        self._open = icon_button("calendar", _("Calendar (Alt+Down)"))
        self._open.clicked.connect(self._show_calendar)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID // 2)
        across.addWidget(self.line, 1)
        across.addWidget(self._open)
        self.setFocusProxy(self.line)

    def value(self) -> date | None:
        return read_date(self.line.text(), self._today())

    def set_value(self, value: Any) -> None:
        self.line.setText(show_date(value) if value else "")

    def problem(self) -> str:
        if self.line.text().strip() and self.value() is None:
            return _("This is not a date we can read. Try 24 Nov 2026 or 2026-11-24.")
        return ""

    def _tidy(self) -> None:
        """Write out what was understood, weekday and year included."""
        day = self.value()
        if day is not None:
            self.line.setText(show_date(day))

    def _show_calendar(self) -> None:
        popup = _Calendar(self, self.value() or self._today())
        popup.chosen.connect(self._take)
        popup.show()

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self._show_calendar()
        else:
            super().keyPressEvent(event)


class _Calendar(QFrame):
    """A month to choose a day from, below the field."""

    chosen = Signal(object)  # date

    def __init__(self, below: QWidget, day: date) -> None:
        super().__init__(below, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = QCalendarWidget()
        month.setAccessibleName(_("Calendar"))
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(weekday, QTextCharFormat())  # Qt's red means nothing here
        for name, icon in (("prevmonth", "back"), ("nextmonth", "forward")):
            if (step := month.findChild(QToolButton, f"qt_calendar_{name}")) is not None:
                step.setIcon(icons.icon(icon))
        month.activated.connect(self._take)
        month.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.addWidget(month)
        figure = self.fontMetrics().horizontalAdvance("0")
        self.resize(46 * figure, 15 * self.fontMetrics().height())
        self.move(below.mapToGlobal(QPoint(0, below.height())))
        month.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


class Time(Editor):
    """A time of day: `time`, or None when the field is empty."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit(placeholderText=placeholder or _("15:00"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> time | None:
        return read_time(self.line.text())

    def set_value(self, value: Any) -> None:
        self.line.setText(value.strftime("%H:%M") if value else "")

    def problem(self) -> str:
        if self.line.text().strip() and self.value() is None:
            return _("This is not a time we can read. Try 15:00 or 3 pm.")
        return ""

    def _tidy(self) -> None:
        if self.value() is not None:
            self.set_value(self.value())


class Zone(Editor):
    """A time zone: its name in the zone database, `Europe/Berlin`."""

    def __init__(self, *, unset: str = "") -> None:
        super().__init__()
        self.box = QComboBox(editable=True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems([unset] * bool(unset) + sorted((*times.zone_names(), "UTC")))
        completer = QCompleter(self.box.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self._unset = unset
        line = self.box.lineEdit()
        assert line is not None
        line.textEdited.connect(lambda _text: self.edited.emit())
        completer.activated.connect(lambda _text: self.edited.emit())
        self.box.activated.connect(lambda _place: self.edited.emit())
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.set_value("")

    def value(self) -> str:
        text = self.box.currentText().strip().replace(" ", "_")
        return "" if text == self._unset.replace(" ", "_") else text

    def set_value(self, value: Any) -> None:
        # A zone that is gone from the database is shown as it was, and `problem` says so.
        self.box.setEditText(str(value or self._unset))
        if (line := self.box.lineEdit()) is not None:
            line.setCursorPosition(0)  # where the room is small, its beginning is seen

    def problem(self) -> str:
        name = self.value()
        if name and self.box.findText(name) < 0 and not times.zone_exists(name):
            return _("There is no time zone called {name}.").format(name=name)
        return ""


class Moment(Editor):
    """A day and time in a zone: `datetime` with its `ZoneInfo`, or None when the day is empty."""

    def __init__(self, zone: str, *, today: Callable[[], date] = _today) -> None:
        super().__init__()
        self.date, self.time, self.zone = Date(today=today), Time(), Zone()
        self.zone.set_value(zone)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        for editor, share in ((self.date, 3), (self.time, 1), (self.zone, 3)):
            across.addWidget(editor, share)
            editor.edited.connect(self.edited)
        self.setFocusProxy(self.date.control())

    def name(self, label: str, description: str = "") -> None:
        for editor, part in ((self.date, ""), (self.time, _("time")), (self.zone, _("time zone"))):
            editor.name(f"{label}, {part}" if part else label, description)

    def mark_wrong(self, wrong: bool) -> None:
        for editor in (self.date, self.time, self.zone):
            editor.mark_wrong(wrong and bool(editor.problem() or not self._lacking()))

    def value(self) -> datetime | None:
        day, hour = self.date.value(), self.time.value()
        if day is None or hour is None or self.problem():
            return None
        return datetime.combine(day, hour, ZoneInfo(self.zone.value()))

    def set_value(self, value: Any) -> None:
        self.date.set_value(value.date() if value else None)
        self.time.set_value(value.time() if value else None)
        if value is not None and isinstance(value.tzinfo, ZoneInfo):
            self.zone.set_value(value.tzinfo.key)

    def problem(self) -> str:
        for editor in (self.date, self.time, self.zone):
            if text := editor.problem():
                return text
        return self._lacking() or self._skipped()

    def _lacking(self) -> str:
        day, hour = self.date.value(), self.time.value()
        if day is not None and hour is None:
            return _("What time does it start?")
        if hour is not None and day is None:
            return _("Which day is it?")
        if day is not None and not self.zone.value():
            return _("Which time zone is that time in?")
        return ""

    def _skipped(self) -> str:
        """Clocks jump forward in spring: the hour between does not exist."""
        day, hour = self.date.value(), self.time.value()
        if day is None or hour is None:
            return ""
        wall = datetime.combine(day, hour, ZoneInfo(self.zone.value()))
        if wall.astimezone(UTC).astimezone(wall.tzinfo).time() != hour:
            return _("That night the clocks go forward, and {time} is skipped.").format(
                time=hour.strftime("%H:%M")
            )
        return ""
