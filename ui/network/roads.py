"""Ways to somebody as cards: the people on it, each to be opened, and why it leads on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import names
from app.domain.introductions import Goal, HubRow, RoadRow
from app.i18n import _
from ui import theme
from ui.widgets.card import Card, Initials
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.wrapped import Wrapped


class _Cards(QWidget):
    """Cards one below the other, with somebody to open in each."""

    opened = Signal(str)  # a contact's id

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, theme.GRID, 0)
        self._column.setSpacing(theme.GRID)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def texts(self) -> list[str]:
        """What it says, for tests, which look at what a person sees."""
        shown = (w for w in self.findChildren(QWidget) if isinstance(w, QLabel | _Person | Chip))
        return [widget.text() for widget in shown if not widget.isHidden() and widget.text()]

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()

    def _person(self, row_id: str, name: str) -> "_Person":
        made = _Person(name)
        made.clicked.connect(lambda _on=False: self.opened.emit(row_id))
        return made

    # Qt calls this.

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        people = self.findChildren(_Person)
        if people and event.reason() != Qt.FocusReason.BacktabFocusReason:
            people[0].setFocus(Qt.FocusReason.TabFocusReason)


class Roads(_Cards):
    """The shortest way, the warmest, and others."""

    def show_roads(self, goal: Goal, roads: Sequence[RoadRow]) -> None:
        """Show these ways to this goal."""
        self._clear()
        for road in roads:
            self._add(self._card(road))
        if not roads:
            self._add(
                _label(
                    _(
                        "Nobody you know leads there yet. Ask the people you know best whom "
                        "they know there, and note it on their card under “Knows”."
                    ),
                    "subtle",
                )
            )
        self._column.addStretch(1)
        self.setAccessibleName(_("Ways to {goal}").format(goal=goal.words))

    def _card(self, road: RoadRow) -> Card:
        card = Card()
        card.body.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
        card.body.addWidget(Flow([Chip(road.title, "calm" if road.warmest else "plain")]))
        steps: list[QWidget] = [_label(_("You"), wrap=False)]
        for stop in road.stops:
            steps += [_label("›", "subtle", wrap=False), self._person(stop.id, stop.name)]
        card.body.addWidget(Flow(steps))
        for line in road.why:
            card.body.addWidget(_label(line, "subtle"))
        return card


class Hubs(_Cards):
    """Those through whom many roads go; never how many (P07)."""

    def show_hubs(self, hubs: Sequence[HubRow]) -> None:
        """Show these, in their order."""
        self._clear()
        for hub in hubs:
            self._add(self._card(hub))
        if not hubs:
            self._add(_label(_("Nobody yet of whom two links lead on to others."), "subtle"))

    def wait(self) -> None:
        """Say that they are being looked for, where none are shown yet."""
        if not self.texts():
            self._add(_label(_("Looking through whom the roads go…"), "subtle"))

    def _card(self, hub: HubRow) -> Card:
        card = Card()
        card.body.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._person(hub.id, hub.name))
        if hub.firm:
            head.addWidget(_label(hub.firm, "small", wrap=False))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(_label(hub.words, "subtle"))
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Initials(names.initials(hub.name)), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column, 1)
        card.body.addLayout(across)
        return card


class _Person(QPushButton):
    """Somebody to open."""

    def __init__(self, name: str) -> None:
        shown = name if len(name) < 60 else f"{name[:59]}…"
        super().__init__(shown.replace("&", "&&"))
        self.setAccessibleName(name)
        theme.role(self, "link")
        self.setFixedHeight(self.fontMetrics().height() + 2)


def _label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    label = Wrapped(text) if wrap else QLabel(text, textFormat=Qt.TextFormat.PlainText)
    if role:
        theme.role(label, role)
    return label
