"""The chain of a contact as a small drawing: from you down to them, and on to whom they led (P42).

Each person is a button, so that Tab, arrows, Enter and a screen reader find them; only the lines
between them are painted here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.referrals import BranchRow, ReferralRow
from app.i18n import _, ngettext
from ui import theme
from ui.widgets.elided import Elided

AT_FIRST = 8  # branches; the others come when asked for
_STEP = 2 * theme.GRID  # how far a branch stands in
_DEEPEST = 5  # from here on everybody stands in as far: a long chain has to fit beside the timeline


@dataclass(frozen=True)
class Place:
    """One line of the drawing."""

    id: str  # '' for you, who cannot be opened
    name: str
    depth: int
    here: bool = False


def places(
    way: Sequence[ReferralRow], below: Sequence[BranchRow], contact_id: str, name: str
) -> list[Place]:
    """The drawing from top to bottom."""
    found = [Place("", _("You"), 0)]
    found += [Place(link.from_id, link.from_name, step) for step, link in enumerate(way, 1)]
    here = len(way) + 1
    found.append(Place(contact_id, name, here, here=True))
    return found + [Place(one.id, one.name, here + one.depth) for one in below]


class Chain(QWidget):
    """The people on the way, each further in than the one above; arrows go from one to the next."""

    opened = Signal(str)  # the contact's id

    def __init__(self, shown: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Chain of names"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._lines: list[_Line] = []
        first = next(place for place, one in enumerate(shown) if one.here) + 1 + AT_FIRST
        self._rest = shown[first:]
        self._append(shown[:first])
        if self._rest:
            self._more = QPushButton(
                ngettext("Show {n} more", "Show {n} more", len(self._rest)).format(
                    n=len(self._rest)
                )
            )
            theme.role(self._more, "link")
            self._more.clicked.connect(self._show_rest)
            self._column.addWidget(self._more)

    def texts(self) -> list[str]:
        """The names from top to bottom, each as far in as it stands; for tests."""
        return [f"{'  ' * line.one.depth}{line.one.name}" for line in self._lines]

    def _append(self, shown: Sequence[Place]) -> None:
        for one in shown:
            line = _Line(one)
            if isinstance(line.node, Node):
                line.node.clicked.connect(lambda _on=False, row=one.id: self.opened.emit(row))
                line.node.moved.connect(self._move)
            self._column.insertWidget(len(self._lines), line)
            self._lines.append(line)
            line.show()

    def _show_rest(self) -> None:
        place = len(self._lines)
        self._append(self._rest)
        self._more.hide()
        self._lines[place].node.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, step: int) -> None:
        """Go to the person above or below."""
        stops = [line.node for line in self._lines if isinstance(line.node, Node)]
        goal = next((n for n, node in enumerate(stops) if node.hasFocus()), -1) + step
        if 0 <= goal < len(stops):
            stops[goal].setFocus(Qt.FocusReason.TabFocusReason)

    def _joints(self) -> Iterator[tuple[QPoint, QPoint]]:
        """From whom to whom a line leads."""
        above: dict[int, QPoint] = {}
        for line in self._lines:
            depth = line.one.depth
            above[depth] = self._knot(line)
            if depth:
                yield above[depth - 1], above[depth]

    def _knot(self, line: "_Line") -> QPoint:
        across = _inset(line.one.depth) + theme.GRID // 2 + 1  # the ring's own width
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = self.width() - across
        return QPoint(across, line.geometry().center().y())

    # Qt calls this.

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(c.edge, 1.5))
        for upper, lower in self._joints():
            corner = QPoint(upper.x(), lower.y())
            painter.drawLine(upper, corner)
            painter.drawLine(corner, lower)
        for line in self._lines:
            painter.setPen(QPen(c.accent if line.one.id else c.subtle, 1.5))
            painter.setBrush(c.accent if line.one.here else c.card)
            painter.drawEllipse(self._knot(line), 4, 4)


def _inset(depth: int) -> int:
    return _STEP * min(depth, _DEEPEST)


class _Line(QWidget):
    """One person, as far in as they stand."""

    def __init__(self, one: Place) -> None:
        super().__init__()
        self.one = one
        self.node: QWidget = Node(one.name) if one.id and not one.here else Elided(one.name)
        if not isinstance(self.node, Node):
            theme.role(self.node, "strong" if one.here else "subtle")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addSpacing(_inset(one.depth) + 2 * theme.GRID)  # not a margin: it changes sides
        across.addWidget(self.node, 1)


class Node(QPushButton):
    """Somebody to be opened; a long name is shortened and told as a tip."""

    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        theme.role(self, "link")
        self.setAccessibleName(name)
        self.setFixedHeight(self.fontMetrics().height() + 4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._name, right, self.width())
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._name else self._name[:500])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
        if event.key() in steps:
            self.moved.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)
