"""A label for what people wrote: it goes on in the next line, and even a word may be broken."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

_MOST = 30  # letters in one piece; the longest plain words of most languages have fewer
_LONG_WORD = re.compile(rf"[^\s/@.\u200b]{{{_MOST + 1},}}")  # addresses are copied as they stand
_NARROW = 12  # figures


class Wrapped(QLabel):
    """Plain text in as many lines as it takes; never what makes a window wide."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._whole = ""
        self.setText(text)

    # Qt calls these, and so do we.

    def setText(self, text: str) -> None:
        self._whole = text
        shown = _LONG_WORD.sub(_broken, text)
        super().setText(shown)
        self.setAccessibleName(text if shown != text else "")

    def text(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        narrow = _NARROW * self.fontMetrics().horizontalAdvance("0")
        return QSize(min(hint.width(), narrow), hint.height())


def _broken(found: re.Match[str]) -> str:
    """A long word with places where a line may end."""
    word = found.group()
    return "\u200b".join(word[at : at + _MOST] for at in range(0, len(word), _MOST))
