"""How the meeting's form is laid out: state and buttons on top, lines left, the page right."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui import theme
from ui.actions import button
from ui.meetings import words
from ui.widgets.chip import Chip


class Frame(QWidget):
    """A chip with the state, a button per action, and two sides that can be dragged."""

    def __init__(
        self, left: QWidget, right: Iterable[QWidget], actions: Iterable[QAction | None]
    ) -> None:
        super().__init__()
        self.chip = Chip("")
        mark = QLabel(_("Mark as"))
        theme.role(mark, "subtle")
        groups: list[list[QWidget]] = [[self.chip, mark]]
        for act in actions:
            if act is None:
                groups.append([])
            else:
                groups[-1].append(button(act, icon=not act.icon().isNull()))
        head = _Head(groups)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(left)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(left.minimumSizeHint().width() + bar)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in right:
            column.addWidget(widget)
        column.setStretch(column.count() - 1, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._scroll)
        split.addWidget(side)
        split.setSizes([540, 460])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(head)
        outer.addWidget(split, 1)

    def show_state(self, state: str) -> None:
        """Say in the chip how far the meeting has come."""
        mark = words.state_mark(state)
        self.chip.say(mark.text, mark.kind)

    def reveal(self, widget: QWidget) -> None:
        """Scroll the left side until a widget is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, 8 * theme.GRID)


class _Head(QWidget):
    """Groups of small things in one row, the last at its end; in two rows where there is no room.

    A row of buttons shall not make the window wider than the screen when the type is large.
    """

    def __init__(self, groups: Iterable[Iterable[QWidget]]) -> None:
        super().__init__()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(theme.GRID)
        self._across.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._groups = [_row(widgets) for widgets in groups]
        for place, group in enumerate(self._groups):
            if place:
                self._across.addStretch(1)
            self._across.addLayout(group)

    # Qt calls these.

    def minimumSizeHint(self) -> QSize:
        width = max(group.sizeHint().width() for group in self._groups)
        return QSize(width, self._across.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other buttons are shown now
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        spare = theme.GRID * (len(self._groups) + 1)
        wanted = sum(group.sizeHint().width() for group in self._groups) + spare
        row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = row if wanted <= self.width() else column
        if direction != self._across.direction():
            self._across.setDirection(direction)
            self.updateGeometry()


def _row(widgets: Iterable[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(0)
    return row
