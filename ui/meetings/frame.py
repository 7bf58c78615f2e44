"""How the meeting's form is laid out: state and buttons on top, lines left, the page right."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
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
from ui.widgets.flow import Flow

_PAGE_BESIDE = 36  # figures: with less the page cannot be read beside the lines
_PAGE_BELOW = 90  # figures: as tall as the page is then


class Frame(QWidget):
    """A chip with the state, a button per action, and two sides that can be dragged.

    Where there is no room for two, the page stands below the lines, in one column.
    """

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
        self._lay_lines(left)
        self._lay_page(right)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._scroll)
        self._split.addWidget(self._side)
        self._split.setSizes([540, 460])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(head)
        outer.addWidget(self._split, 1)

    def _lay_lines(self, left: QWidget) -> None:
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(left)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inner)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(left.minimumSizeHint().width() + bar)

    def _lay_page(self, right: Iterable[QWidget]) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in right:
            column.addWidget(widget)
        column.setStretch(column.count() - 1, 1)

    def is_folded(self) -> bool:
        """Whether the page stands below the lines, for want of room beside them."""
        return self._column.count() > 1

    def _fold(self, width: int) -> None:
        """Let the page stand beside the lines where there is room, else below them."""
        figure = self.fontMetrics().horizontalAdvance("0")
        beside = self._scroll.minimumWidth() + _PAGE_BESIDE * figure
        if (width < beside) == self.is_folded():
            return
        if width < beside:
            self._side.setMinimumHeight(_PAGE_BELOW * figure)
            self._column.addWidget(self._side)
        else:
            self._side.setMinimumHeight(0)
            self._split.addWidget(self._side)
            self._split.setSizes([540, 460])
        self._side.show()

    def show_state(self, state: str) -> None:
        """Say in the chip how far the meeting has come."""
        mark = words.state_mark(state)
        self.chip.say(mark.text, mark.kind)

    def reveal(self, widget: QWidget) -> None:
        """Scroll the left side until a widget is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, 8 * theme.GRID)

    # Qt calls these.

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self._scroll.minimumWidth(), hint.height())  # the page can go below

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(event.size().width())


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
        self._groups = [Flow(widgets, gap=theme.GRID) for widgets in groups]
        for place, group in enumerate(self._groups):
            self._across.addWidget(group, int(place == 0))

    # Qt calls these.

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._across.minimumHeightForWidth(max(self.width(), 24)))

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
