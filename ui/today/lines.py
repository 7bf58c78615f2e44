"""The lines of Today: each holds the keyboard, says what it is, and offers what can be done."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import names
from app.domain.today import Line
from app.i18n import _
from ui import theme
from ui.actions import icon_button
from ui.widgets.card import Card, Initials
from ui.widgets.chip import Chip, Mark
from ui.widgets.elided import Elided

_ARROWS = {
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Home: (0, -1000), Qt.Key.Key_End: (0, 1000),
}  # fmt: skip


class LineView(Card):
    """One thing to act on. `verbs` names what can be done with it: the actions of the page."""

    chosen = Signal(object)  # it has the keyboard now
    stepped = Signal(int, int)  # an arrow: across, down
    acted = Signal(str)  # a verb, by the mouse

    def __init__(self, line_id: str, spoken: str, verbs: Iterable[str], *, framed: bool) -> None:
        super().__init__()
        self.line_id = line_id
        self.verbs = frozenset(verbs)
        self._framed, self._over = framed, False
        if not framed:
            theme.role(self, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)
        self.buttons: list[QAbstractButton] = []

    def offer(self, button: QAbstractButton, verb: str, name: str) -> QAbstractButton:
        """Make a button do a verb; the keyboard has keys for that, and stays with the line."""
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._act(verb))
        self.buttons.append(button)
        return button

    def _act(self, verb: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.acted.emit(verb)

    def show_buttons(self) -> None:
        """Show what the mouse can do, while it is here or the keyboard is."""

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acted.emit("open")
            return
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(*step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self)
        self.show_buttons()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_buttons()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._over = True
        self.show_buttons()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = False
        self.show_buttons()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._act("open")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() or (self._over and not self._framed)):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colours().hover
        painter.setBrush(ground if not self._framed else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.colours().accent)
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setWidth(2)
            painter.setPen(pen)
        radius = theme.RADIUS if self._framed else 5
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)


class DueLine(LineView):
    """What is due: who, what, why, since when; and what can be done about it."""

    def __init__(self, line: Line, mark: Mark | None, verbs: Iterable[str], main: str) -> None:
        told = mark.text if mark is not None else ""
        spoken = ", ".join(filter(None, (line.text, line.reason, told)))
        super().__init__(line.id, spoken, verbs, framed=True)
        self.line = line
        what, why = Elided(line.text), Elided(line.reason, lines=2)
        theme.role(what, "strong")
        theme.role(why, "small")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(what)
        said.addWidget(why)
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(Initials(names.initials(line.name)))
        across.addSpacing(2)
        across.addLayout(said, 1)
        if mark is not None:
            across.addWidget(Chip(mark.text, mark.kind))
        self._lay_buttons(across, main)
        self.body.addLayout(across)

    def _lay_buttons(self, across: QHBoxLayout, main: str) -> None:
        texts = verb_names()
        first = QPushButton(main_names(self.line).get(main, texts[main]))
        theme.role(first, "main")
        across.addWidget(self.offer(first, main, f"{first.text()}: {self.line.text}"))
        if "done" in self.verbs and main != "done":
            tick = icon_button("check", _("Done (D)"))
            theme.role(tick, "")
            across.addWidget(self.offer(tick, "done", f"{texts['done']}: {self.line.text}"))
        second = "drop" if self.line.kind == "took_place" else "later"
        other = QPushButton(_("No") if second == "drop" else texts[second])
        across.addWidget(self.offer(other, second, f"{other.text()}: {self.line.text}"))


def verb_names() -> dict[str, str]:
    """What stands on the buttons."""
    return {
        "open": _("Open"), "done": _("Done"), "later": _("Later"), "write": _("Write"),
        "drop": _("Drop"),
    }  # fmt: skip


def main_names(line: Line) -> dict[str, str]:
    """Where the first button of a line says more than its verb."""
    if line.kind == "took_place":
        return {"done": _("Yes, we met")}
    if line.kind == "type_up":
        return {"open": _("Type up")}
    return {}


class ShortLine(LineView):
    """One line in a card of many: the name, a few quiet words, a chip at the end."""

    def __init__(self, line: Line, quiet: str, mark: Mark | None, verbs: Iterable[str]) -> None:
        told = mark.text if mark is not None else ""
        spoken = ", ".join(filter(None, (line.name, quiet, told)))
        super().__init__(line.id, spoken, verbs, framed=False)
        self.line = line
        self.body.setContentsMargins(6, 0, 6, 0)
        self._name, rest = Elided(line.name), Elided(quiet)
        theme.role(self._name, "strong")
        theme.role(rest, "small")
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(self._name)
        across.addWidget(rest, 1)
        self._mark = Chip(mark.text, mark.kind) if mark is not None else None
        for verb, icon in (("write", "mail"), ("done", "check"), ("later", "clock")):
            if verb in self.verbs:
                text = f"{verb_names()[verb]}: {line.name}, {quiet}"
                across.addWidget(self.offer(icon_button(icon, text), verb, text))
        if self._mark is not None:
            across.addWidget(self._mark)
        self.body.addLayout(across)
        self.setMinimumHeight(self.fontMetrics().height() + theme.GRID + 2)
        self.show_buttons()

    def show_buttons(self) -> None:
        wanted = self._over or self.hasFocus()
        for button in self.buttons:
            button.setVisible(wanted)
        if self._mark is not None:
            self._mark.setVisible(not wanted or not self.buttons)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name.setMaximumWidth(event.size().width() * 2 // 5)  # a long name leaves room


class MoreLine(LineView):
    """“3 more”: opens the rest of a list, or the page that has it all."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"more {name}", text, {"open"}, framed=False)
        self.name = name
        self.body.setContentsMargins(6, 0, 6, 0)
        link = QPushButton(text)
        theme.role(link, "link")
        self.body.addWidget(self.offer(link, "open", text), 0, Qt.AlignmentFlag.AlignLeading)
        self.setMinimumHeight(self.fontMetrics().height() + theme.GRID + 2)


class Group(QWidget):
    """A heading over what belongs together: lines of their own, or one card full of them."""

    def __init__(self, section: QWidget, lines: Iterable[QWidget], *, in_a_card: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(section)
        if not in_a_card:
            for line in lines:
                column.addWidget(line)
            return
        card = Card()
        card.body.setContentsMargins(6, 6, 6, 6)
        card.body.setSpacing(0)
        for line in lines:
            card.body.addWidget(line)
        column.addWidget(card)
