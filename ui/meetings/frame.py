"""How the meeting's form is laid out: state and buttons on top, lines left, the page right."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
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
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.chip)
        mark = QLabel(_("Mark as"))
        theme.role(mark, "subtle")
        head.addSpacing(theme.GRID)
        head.addWidget(mark)
        for act in actions:
            if act is None:
                head.addStretch(1)
            else:
                head.addWidget(button(act, icon=not act.icon().isNull()))
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
        outer.addLayout(head)
        outer.addWidget(split, 1)

    def show_state(self, state: str) -> None:
        """Say in the chip how far the meeting has come."""
        mark = words.state_mark(state)
        self.chip.say(mark.text, mark.kind)

    def reveal(self, widget: QWidget) -> None:
        """Scroll the left side until a widget is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, 8 * theme.GRID)
