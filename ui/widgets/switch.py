"""A row of small buttons of which one is down: what the page shows."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui import theme


class Switch(QWidget):
    """Choose one of a few by click, Tab and space, or arrow keys."""

    chosen = Signal(str)  # by a person

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID // 2)
        for name, text in choices.items():
            button = _Segment(text)
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            across.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)

    def choose(self, name: str) -> None:
        """Put one down, as if nobody had."""
        self._buttons[name].setChecked(True)

    def name(self) -> str:
        """Which one is down."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def button(self, name: str) -> QPushButton:
        """The button of one choice."""
        return self._buttons[name]


class _Segment(QPushButton):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAccessibleName(text.replace("&", ""))
        theme.role(self, "quiet")

    # Qt calls these.

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(c.accent if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(c.accent_soft)
        elif self.underMouse():
            painter.setBrush(c.hover)
        painter.drawRoundedRect(room, theme.RADIUS - 2, theme.RADIUS - 2)
        painter.setFont(theme.body_font(bold=self.isChecked()))
        painter.setPen(c.accent if self.isChecked() else c.text)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(room, flags, self.text())
