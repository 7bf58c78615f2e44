"""The editors that only contacts have: roles to tick, a firm, tags, a zone with its clock."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QLabel, QVBoxLayout

from app.domain import times
from ui import theme
from ui.contacts import words
from ui.widgets.dates import Zone
from ui.widgets.editor import Editor
from ui.widgets.editors import Line, Tags

_MINUTE_MS = 60_000


class Checks(Editor):
    """Several of a few: the keys (`list[str]`) of what is ticked, in the order offered."""

    def __init__(self, choices: Mapping[str, str], *, columns: int = 3) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID // 2)
        self.boxes: dict[str, QCheckBox] = {}
        for place, (key, text) in enumerate(choices.items()):
            box = QCheckBox(text)
            box.clicked.connect(lambda _on: self.edited.emit())
            self.boxes[key] = box
            grid.addWidget(box, place // columns, place % columns)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> list[str]:
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def set_value(self, value: Any) -> None:
        chosen = set(value or ())
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)

    def name(self, label: str, description: str = "") -> None:
        for box in self.boxes.values():
            box.setAccessibleName(f"{label}: {box.text()}")
            box.setAccessibleDescription(description)


class Suggesting(Line):
    """One line, with suggestions looked up as one types."""

    def __init__(self, search: Callable[[str], list[str]], placeholder: str = "") -> None:
        super().__init__(placeholder)
        self._search = search
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._look)

    def _look(self, text: str) -> None:
        self._offered.setStringList(self._search(text) if text.strip() else [])


class KnownTags(Tags):
    """Tags with those in use offered for the word one is at."""

    def __init__(self, known: list[str], placeholder: str = "") -> None:
        super().__init__(placeholder)
        completer = _LastWord(known, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.line.setCompleter(completer)


class _LastWord(QCompleter):
    """Completes what stands behind the last comma."""

    # Qt calls these.

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: Any) -> str:
        line = self.widget()
        before = line.text().rpartition(",")[0].strip() if hasattr(line, "text") else ""
        word = super().pathFromIndex(index)
        return f"{before}, {word}" if before else word


class ZoneWithClock(Editor):
    """A time zone, and what the clock there shows now."""

    def __init__(self, your_zone: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._your_zone, self._now = your_zone, now
        self.zone = Zone()
        self.zone.edited.connect(self._on_edit)
        self.clock = QLabel()
        theme.role(self.clock, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.zone)
        column.addWidget(self.clock)
        self.setFocusProxy(self.zone.control())
        self._tick = QTimer(self, interval=_MINUTE_MS)
        self._tick.timeout.connect(self._show_clock)
        self._tick.start()
        self._show_clock()

    def value(self) -> str:
        return self.zone.value()

    def set_value(self, value: Any) -> None:
        self.zone.set_value(value)
        self._show_clock()

    def problem(self) -> str:
        return self.zone.problem()

    def _on_edit(self) -> None:
        self._show_clock()
        self.edited.emit()

    def _show_clock(self) -> None:
        zone = self.zone.value()
        known = bool(zone) and times.zone_exists(zone)
        self.clock.setVisible(known)
        if known:
            self.clock.setText(words.clock_there(zone, self._now(), self._your_zone))
