"""The start of a meeting: day and time in their zone, and both clocks as you type (P32)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout

from app.domain import times
from app.errors import Invalid
from app.i18n import _
from ui import theme
from ui.meetings.clocks import Clocks
from ui.widgets.dates import Date, Time, Zone
from ui.widgets.editor import Editor
from ui.widgets.editors import Choice


@dataclass(frozen=True)
class Wall:
    """What a wall clock in a zone shows; `clock.fold` tells the second of two equal times."""

    day: date | None = None
    clock: time | None = None
    zone: str = ""

    def start(self) -> datetime | None:
        """The moment, or None while it is open; raises `Invalid` for a time that is skipped."""
        if self.day is None or self.clock is None or not times.zone_exists(self.zone):
            return None
        try:
            return times.from_wall(
                self.day, self.clock.hour, self.clock.minute, self.zone, fold=self.clock.fold
            )
        except OverflowError:
            return None


class When(Editor):
    """Day, time and zone as a `Wall`, with both clocks beneath, live."""

    def __init__(self, your_zone: str) -> None:
        super().__init__()
        self._your_zone = your_zone
        self._minutes = 0
        self._stored: datetime | None = None  # while nobody changed day or time
        self.day, self.clock = Date(_("24 Nov, tomorrow")), Time()
        self.zone = Zone(unset=_("Whose clock?"))
        self.zone.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.zone.box.setMinimumContentsLength(12)
        self.which = Choice([("0", _("the first time round")), ("1", _("the second time round"))])
        self.which.name(_("Which of the two"))
        self.which.hide()
        self.clocks = Clocks()
        self.trouble = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self.trouble, "error")
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        for editor, share in ((self.day, 6), (self.clock, 2), (self.zone, 5)):
            across.addWidget(editor, share)
        self.day.line.setMinimumWidth(self.fontMetrics().horizontalAdvance("Wed 24 Nov 2026 0000"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(across)
        for widget in (self.which, self.trouble, self.clocks):
            column.addWidget(widget)
        self.day.edited.connect(self._on_time)
        self.clock.edited.connect(self._on_time)
        self.zone.edited.connect(self._on_zone)
        self.which.edited.connect(self._on_time)
        self.setFocusProxy(self.day.control())
        self.tell()

    def value(self) -> Wall:
        hour = self.clock.value()
        if hour is not None and not self.which.isHidden():
            hour = hour.replace(fold=int(self.which.value() or 0))
        return Wall(self.day.value(), hour, self.zone.value())

    def set_value(self, value: Any) -> None:
        wall: Wall = value or Wall()
        self.day.set_value(wall.day)
        self.clock.set_value(wall.clock)
        self.zone.set_value(wall.zone)
        self.which.set_value(str(wall.clock.fold if wall.clock else 0))
        gone = bool(wall.zone) and not times.zone_exists(wall.zone)
        self._stored = _in_utc(wall) if gone else None
        self.tell()

    def set_zone(self, zone: str) -> None:
        """Take over somebody's zone, as long as nobody chose another."""
        self.zone.set_value(zone)
        self.tell()

    def set_minutes(self, minutes: int | None) -> None:
        """How long the meeting is, for the hard stop."""
        self._minutes = minutes if minutes is not None and 0 < minutes <= 720 else 0
        self.tell()

    def typed(self) -> list[str]:
        """What stands in the fields, readable or not."""
        return [
            self.day.line.text(), self.clock.line.text(), self.zone.value(), self.which.value(),
        ]  # fmt: skip

    def retype(self, typed: list[str]) -> None:
        """Put back what stood in the fields."""
        self.day.line.setText(typed[0])
        self.clock.line.setText(typed[1])
        self.zone.set_value(typed[2])
        self.which.set_value(typed[3])
        self.tell()

    def problem(self) -> str:
        """Only what cannot be read; what cannot be is the draft's business."""
        return self.day.problem() or self.clock.problem()

    def name(self, label: str, description: str = "") -> None:
        for editor, part in (
            (self.day, ""), (self.clock, _("time")), (self.zone, _("time zone")),
        ):  # fmt: skip
            editor.name(f"{label}, {part}" if part else label, description)

    def mark_wrong(self, wrong: bool) -> None:
        # The form says the same sentence below; of a zone that is gone we say more than the form.
        if wrong and self._stored is None:
            self.trouble.hide()
        day, hour, zone = bool(self.day.problem()), bool(self.clock.problem()), False
        if wrong and not day and not hour:
            zone = not self.zone.value() or bool(self.zone.problem())
            hour = not zone
        for editor, is_wrong in ((self.day, day), (self.clock, hour), (self.zone, zone)):
            editor.mark_wrong(wrong and is_wrong)

    def tell(self) -> None:
        """Show both clocks and the hard stop, or why there is no such time."""
        wall, trouble, start = self.value(), "", None
        try:
            start = wall.start()
        except Invalid as refusal:
            trouble = str(refusal)
        if wall.zone and not times.zone_exists(wall.zone):
            trouble = self.zone.problem()
            if self._stored is not None:
                trouble = _(
                    "The time zone “{zone}” is not known here any more; the time above is in UTC. "
                    "Choose another zone, and the moment stays."
                ).format(zone=wall.zone[:60])
        twice = start is not None and times.comes_twice(start, wall.zone)
        self.which.setVisible(twice)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.clocks.setVisible(start is not None)
        if start is not None:
            self.clocks.show_times(start, self._minutes, wall.zone, self._your_zone)

    def _on_time(self) -> None:
        self._stored = None
        self.tell()
        self.edited.emit()

    def _on_zone(self) -> None:
        # The moment was kept in a zone that is gone; told by another clock it stays the same one.
        zone = self.zone.value()
        if self._stored is not None and times.zone_exists(zone):
            day, hour = times.wall(self._stored, zone)
            self.day.set_value(day)
            self.clock.set_value(hour)
            self._stored = None
        self.tell()
        self.edited.emit()


def _in_utc(wall: Wall) -> datetime | None:
    if wall.day is None or wall.clock is None:
        return None
    return times.from_wall(wall.day, wall.clock.hour, wall.clock.minute, "UTC")
