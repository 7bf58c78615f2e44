"""What stands where nothing is yet: a picture, a sentence, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import actions, icons, theme
from ui.widgets.wrapped import Wrapped

_LETTERS = 80  # of a sentence in one line, as one reads with ease


class Picture(QWidget):
    """An icon by itself, in the accent, as light or dark as the window."""

    def __init__(self, icon: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(size, size)

    # Qt calls these.

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._icon, self.rect(), theme.colours().accent)


class Empty(QWidget):
    """An empty state: icon, sentence, buttons for what to do next (the first is the main one)."""

    def __init__(
        self, icon: str, sentence: str, *next_steps: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = Wrapped(sentence)  # it may quote what was typed
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.role(self._sentence, "subtle")
        self._sentence.setMaximumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(1)
        column.addWidget(Picture(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._sentence, 1000)  # all there is, as far as one reads with ease
        across.addStretch(1)
        column.addLayout(across)
        for place, step in enumerate(next_steps):
            button = actions.button(step, main=place == 0, mnemonic=False)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, sentence: str) -> None:
        """Say something else, such as that the search found nobody."""
        self._sentence.setText(sentence)
