"""The two columns of Today: what to do at the left, whom you meet and who is fading at the right.

Arrows go from line to line; what was done goes, and the keyboard stays with the next line.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain import today as rules
from app.domain.pipeline import stage_names
from app.domain.today import Day, Line
from app.i18n import _
from ui import theme
from ui.today import words
from ui.today.lines import DueLine, Group, LineView, MoreLine, ShortLine
from ui.today.meeting import MeetingLine
from ui.today.verbs import main_of, verbs_of
from ui.widgets.card import Card, Section
from ui.widgets.chip import Mark
from ui.widgets.empty import Picture
from ui.widgets.wrapped import Wrapped

_ROOMY = 112  # figures: with less room the right column stands under the left one
_MORE = 50  # so many lines at once are opened by “more”
_ROOM = {"due": 6, "promises": 4, "steps": 4, "meetings": 3, "fading": 3}


class Lists(QWidget):
    """Every line of the day; `current` is the one that the keys are for."""

    chosen = Signal()  # another line has the keyboard
    acted = Signal(str)  # a verb, by the mouse
    wanted = Signal(str)  # another page, by its name

    def __init__(self) -> None:
        super().__init__()
        self._day: Day | None = None
        self._now: datetime | None = None
        self._room = dict(_ROOM)
        self._columns: list[list[LineView]] = [[], []]
        self._at = ("", 0)  # the line with the keyboard, and its place among all
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(2 * theme.GRID)
        self._sides: list[QWidget] = []

    def lines(self) -> list[LineView]:
        """All lines, in the order of the arrow keys."""
        return [line for column in self._columns for line in column]

    def current(self) -> LineView | None:
        """The line that has the keyboard, or had it last."""
        return next((line for line in self.lines() if line.line_id == self._at[0]), None)

    def show_day(self, day: Day, now: datetime) -> None:
        """Show these; the keyboard stays where it is, or goes to what stands there now."""
        self._day, self._now = day, now
        had = self.window().focusWidget() in self.lines()  # also of a window that is behind
        old, self._sides = self._sides, [QWidget(), QWidget()]
        self._columns = [self._fill(self._sides[0], self._left()),
                         self._fill(self._sides[1], self._right())]  # fmt: skip
        for side, stretch in zip(self._sides, (9, 5), strict=True):
            self._across.addWidget(side, stretch)
        self._sides[0].show()  # at once, so that a line can take the keyboard
        self._sides[1].setVisible(bool(self._columns[1]))
        self._listen()
        self._find_place(take=had)
        for side in old:
            self._across.removeWidget(side)
            side.hide()
            side.deleteLater()

    def _find_place(self, *, take: bool) -> None:
        lines = self.lines()
        if not lines:
            self._at = ("", 0)
            self.chosen.emit()
            return
        found = self.current() or lines[min(self._at[1], len(lines) - 1)]
        self._choose(found)
        if take:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts.

    def _fill(
        self, side: QWidget, groups: Iterator[tuple[QWidget, list[LineView]]]
    ) -> list[LineView]:
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        found: list[LineView] = []
        for group, lines in groups:
            column.addWidget(group)
            found += lines
        column.addStretch(1)
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return found

    def _left(self) -> Iterator[tuple[QWidget, list[LineView]]]:
        day = self._day
        assert day is not None
        if day.due:
            yield self._group("due", _("Due today"), day.due, self._due_line)
        else:
            yield Group(Section(_("Due today")), [_Rest(day)], in_a_card=False), []
        if day.promises:
            yield self._group("promises", _("Promises"), day.promises, self._short_line)

    def _right(self) -> Iterator[tuple[QWidget, list[LineView]]]:
        day = self._day
        assert day is not None
        if day.meetings:
            near = words.is_near(day.meetings[0], day)
            title = _("Meetings") if near else _("Next meetings")
            yield self._group("meetings", title, day.meetings, lambda row: MeetingLine(row, day))
        if day.fading:
            yield self._group("fading", _("Fading"), day.fading, self._short_line)
        if day.steps or day.without_step:
            yield self._group("steps", _("Next steps"), day.steps, self._short_line)
        if day.needs:
            yield self._needs(day.needs)

    def _group(
        self, name: str, title: str, things: Sequence[object], make: Callable[..., LineView]
    ) -> tuple[QWidget, list[LineView]]:
        most = rules.shown(things, self._room[name])
        lines = [make(thing) for thing in things[:most]]
        if len(things) > most:
            lines.append(MoreLine(name, words.more(len(things) - most)))
        if name == "steps" and self._day is not None and self._day.without_step:
            lines.append(MoreLine("pipeline", words.without_step(self._day.without_step)))
        for line in lines:
            line.line_id = f"{name} {line.line_id}"  # what moves to another list is another line
        in_a_card = name not in ("due", "meetings")
        return Group(Section(title), lines, in_a_card=in_a_card), lines

    def _needs(self, count: int) -> tuple[QWidget, list[LineView]]:
        """A quiet word that needs were not gone over for a while; it is due to nobody (P23)."""
        line = MoreLine("needs", words.needs_wait(count))
        return Group(Section(_("Needs")), [line], in_a_card=True), [line]

    def _due_line(self, line: Line) -> DueLine:
        assert self._day is not None
        assert self._now is not None
        mark = words.chip(line, self._now, self._day)
        return DueLine(line, mark, verbs_of(line), main_of(line))

    def _short_line(self, line: Line) -> ShortLine:
        assert self._day is not None
        assert self._now is not None
        mark = None
        if line.kind == "next_step":
            mark = Mark(stage_names()[line.stage], "plain")
        elif line.kind != "check_in" and line.due is not None:
            late = line.due < self._day.today
            text = words.day(line.due, self._day.today)
            mark = Mark(text, "attention" if late else "plain")
        return ShortLine(line, words.quiet(line, self._day.today), mark, verbs_of(line))

    def _listen(self) -> None:
        for line in self.lines():
            line.chosen.connect(self._choose)
            line.stepped.connect(self._step)
            line.acted.connect(self.acted)

    # The keyboard.

    def _choose(self, line: LineView) -> None:
        if line not in self.lines():
            return  # it is on its way out; Qt gave it the keyboard back when a card went
        self._at = (line.line_id, self.lines().index(line))
        self.setFocusProxy(line)
        self.chosen.emit()

    def _step(self, across: int, down: int) -> None:
        lines, current = self.lines(), self.current()
        if current is None:
            return
        if across:
            target = self._beside(current, across)
        else:
            place = min(max(0, lines.index(current) + down), len(lines) - 1)
            target = lines[place]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self, current: LineView, across: int) -> LineView:
        """The line at this height in the other column."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = -across
        here = 0 if current in self._columns[0] else 1
        there = self._columns[min(max(0, here + across), 1)]
        if current in there or not there:
            return current
        height = current.mapTo(self, current.rect().center()).y()
        return min(there, key=lambda one: abs(one.mapTo(self, one.rect().center()).y() - height))

    def open_more(self, name: str) -> None:
        """Show more of a list; the keyboard goes to the first of what came."""
        assert self._day is not None
        assert self._now is not None
        self._room[name] += _MORE
        self.show_day(self._day, self._now)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() > _ROOMY * self.fontMetrics().horizontalAdvance("0")
        side_by_side, stacked = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(side_by_side if roomy else stacked)


class _Rest(Card):
    """Nothing is due: that is rest, and it is well earned."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self.body.setContentsMargins(*[2 * theme.GRID] * 4)
        said = QVBoxLayout()
        said.setSpacing(4)
        for text, part in ((words.rest(), "strong"), (words.coming(day), "subtle")):
            label = Wrapped(text)
            theme.role(label, part)
            said.addWidget(label)
        across = QHBoxLayout()
        across.setSpacing(2 * theme.GRID)
        across.addWidget(Picture("today"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(said, 1)
        self.body.addLayout(across)
