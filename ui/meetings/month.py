"""A plain month of meetings: arrows move by day, Page Up and Down by month, Enter opens."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app import settings
from app.i18n import _
from app.services import clock, meetings
from ui import theme
from ui.actions import icon_button
from ui.meetings.days import SHOWN, Days, DaysView, first_shown

_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip


class Month(QWidget):
    """One month in six weeks, with the meetings of each day on your clock."""

    opened = Signal(str)  # the id of the meeting a person opened
    wanted = Signal(str)  # an empty day, as 2026-11-24, on which a person wants one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = clock.day()
        self.model = Days(self)
        self.view = DaysView(self.model)
        self.view.setAccessibleName(_("Month"))
        self.view.pressed_key.connect(self._on_key)
        self.view.clicked.connect(lambda index: self.show_day(self.model.day(index)))
        self.view.doubleClicked.connect(lambda _index: self.open_day())
        self.title = QLabel()
        theme.role(self.title, "strong")
        before = icon_button("back", _("Month before (Page Up)"))
        before.clicked.connect(lambda: self.show_day(moved(self._day, -1)))
        after = icon_button("forward", _("Month after (Page Down)"))
        after.clicked.connect(lambda: self.show_day(moved(self._day, 1)))
        today = QPushButton(_("Today"))
        today.setToolTip(_("Back to today (Home)"))
        today.clicked.connect(lambda: self.show_day(clock.day()))
        across = QHBoxLayout()
        for widget in (before, after, self.title):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def day(self) -> date:
        """The day with the cursor."""
        return self._day

    def show_day(self, day: date) -> None:
        """Put the cursor on a day, and show its month."""
        other = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if other or self.model.place(day) is None:
            self.reload()
        else:
            self._put_cursor()

    def reload(self) -> None:
        """Read again what the page of the month shows: whole weeks, also of its neighbours."""
        zone, first = settings.your_zone(), first_shown(self._day)
        found = meetings.between(first, first + timedelta(days=SHOWN), zone)
        self.model.load(self._day, clock.day(), found, zone)
        self.title.setText(QLocale().standaloneMonthName(self._day.month) + f" {self._day.year}")
        self._put_cursor()

    def open_day(self) -> None:
        """Open the day's meeting; ask which when there are several; plan one when there is none."""
        rows = self.model.meetings_on(self._day)
        if not rows:
            self.wanted.emit(self._day.isoformat())
        elif len(rows) == 1:
            self.opened.emit(rows[0].id)
        else:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for row in rows:
                choice = menu.addAction(self.model.line(row))
                choice.triggered.connect(lambda _on=False, row=row: self.opened.emit(row.id))
            where = self.view.visualRect(self.view.currentIndex()).bottomLeft()
            menu.popup(self.view.viewport().mapToGlobal(where + QPoint(0, 2)))
            menu.setActiveAction(menu.actions()[0])

    def _put_cursor(self) -> None:
        self.view.setCurrentIndex(self.model.place(self._day) or QModelIndex())

    def _on_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = _STEPS.get(key, 0)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.isRightToLeft():
            step = -step
        if step:
            self.show_day(self._day + timedelta(days=step))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_day(moved(self._day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.show_day(clock.day())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day()


def moved(day: date, months: int) -> date:
    """The same day some months on, or the last one of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
