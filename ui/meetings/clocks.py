"""Two clocks side by side, live: theirs and yours, each with its day and the hard stop (P32)."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.brief.clock import clock
from app.domain import times
from app.i18n import _
from app.services.clock import day as today
from ui import theme
from ui.meetings.words import near_day


class Clocks(QWidget):
    """Says when a meeting is, here and there."""

    def __init__(self) -> None:
        super().__init__()
        self.theirs, self.yours = _Face(_("Their clock")), _Face(_("Your clock"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, theme.GRID // 2, 0, 0)
        across.setSpacing(2 * theme.GRID)
        across.addWidget(self.theirs, 1)
        across.addWidget(self.yours, 1)

    def show_times(self, start: datetime, minutes: int, zone: str, your_zone: str) -> None:
        """Show a meeting that starts then and takes so long; 0 while the length is open."""
        for face, name in ((self.theirs, zone), (self.yours, your_zone)):
            face.show_times(start, minutes, name)

    def words(self) -> list[str]:
        """What a person reads, for tests and screen readers."""
        return [self.theirs.words(), self.yours.words()]


class _Face(QWidget):
    def __init__(self, whose: str) -> None:
        super().__init__()
        self._whose = whose
        self._day, self._span, self._stop = QLabel(), QLabel(), QLabel()
        theme.role(self._day, "small")
        theme.role(self._span, "strong")
        theme.role(self._stop, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self._day, self._span, self._stop):
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)

    def show_times(self, start: datetime, minutes: int, zone: str) -> None:
        shown = clock(start, minutes, times.zone(zone))
        day = near_day(shown.begin.date(), today())
        self._day.setText(_("{whose}: {day}").format(whose=self._whose, day=day))
        self._span.setText(shown.span() if minutes else shown.start())
        self._stop.setText(_("Hard stop {time}").format(time=shown.stop()) if minutes else "")
        self._stop.setVisible(minutes > 0)

    def words(self) -> str:
        parts = (self._day.text(), self._span.text(), self._stop.text())
        return ", ".join(filter(None, parts))
