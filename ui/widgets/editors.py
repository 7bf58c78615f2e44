"""The editors of a form: one small widget per kind of value, all spoken to alike.

Line Text Choice Number Check Tags Lines         here
Date Time Moment                                 dates.py
Picker                                           picker.py
Rows Ordered                                     rows.py, ordered.py
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from ui.widgets.editor import Editor, Entry

__all__ = ["Check", "Choice", "Editor", "Entry", "Line", "Lines", "Number", "Tags", "Text"]


def _fill(editor: Editor, control: QWidget, *, short: bool = False) -> None:
    """Let one control be all of the editor; a short one leaves the rest of the line free."""
    line = QHBoxLayout(editor)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(control, 1)
    if short:
        line.addStretch(0)
    editor.setFocusProxy(control)


class Line(Editor):
    """One line of text: `str`, with the blanks around it gone."""

    def __init__(self, placeholder: str = "", *, suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self.line = QLineEdit(placeholderText=placeholder)
        if suggestions:
            completer = QCompleter(list(suggestions), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(lambda _text: self.edited.emit())
            self.line.setCompleter(completer)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        _fill(self, self.line)

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)  # what is too long is read from its beginning


class Text(Editor):
    """Some lines of text: `str`. Grows with what is written, then scrolls."""

    def __init__(self, placeholder: str = "", *, lines: int = 3, most: int = 12) -> None:
        super().__init__()
        self.text = _Growing(lines, most)
        self.text.setPlaceholderText(placeholder)
        self._filling = False
        self.text.textChanged.connect(self._on_text)
        _fill(self, self.text)

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.text.setPlainText(self._as_text(value))
        self._filling = False

    def _as_text(self, value: Any) -> str:
        return str(value or "")

    def _on_text(self) -> None:
        if not self._filling:
            self.edited.emit()


class Lines(Text):
    """One thing per line: `list[str]`, without the empty ones."""

    def value(self) -> list[str]:
        lines = (line.strip() for line in self.text.toPlainText().splitlines())
        return [line for line in lines if line]

    def _as_text(self, value: Any) -> str:
        return "\n".join(value or ())


class _Growing(QPlainTextEdit):
    """A text field as tall as its text, within bounds; Tab leaves it."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def _grow(self) -> None:
        lines = round(self.document().size().height())
        shown = min(max(lines, self._least), self._most)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        )
        around = self.contentsMargins().top() + self.contentsMargins().bottom()
        around += round(2 * self.document().documentMargin()) + 1  # a pixel less, and Qt scrolls
        wanted = shown * self.fontMetrics().lineSpacing() + around
        if wanted != self.height():
            self.setFixedHeight(wanted)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())


class Choice(Editor):
    """One of a few: the key (`str`) of the chosen text."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.box = QComboBox()
        for key, text in choices:
            self.box.addItem(text, key)
        self.box.activated.connect(lambda _place: self.edited.emit())
        _fill(self, self.box)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(str(value or ""))))


class Number(Editor):
    """A whole number: `int`, or None when it may stay open and is at its least."""

    def __init__(
        self, least: int = 0, most: int = 999_999, *, unit: str = "", unset: str = "", step: int = 1
    ) -> None:
        super().__init__()
        self._unset = bool(unset)
        self.spin = QSpinBox(minimum=least - self._unset, maximum=most, singleStep=step)
        self.spin.setSuffix(f" {unit}" if unit else "")
        self.spin.setSpecialValueText(unset)
        self.spin.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding stops short
        self.spin.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 24)
        self._filling = False
        self.spin.valueChanged.connect(self._on_value)
        _fill(self, self.spin, short=True)

    def value(self) -> int | None:
        value = self.spin.value()
        return None if self._unset and value == self.spin.minimum() else value

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.spin.setValue(self.spin.minimum() if value is None else int(value))
        self._filling = False

    def _on_value(self) -> None:
        if not self._filling:
            self.edited.emit()


class Check(Editor):
    """Yes or no: `bool`. Its text stands beside the box."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.clicked.connect(lambda _on: self.edited.emit())
        _fill(self, self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class Tags(Line):
    """Short words with commas between them: `list[str]`, each once."""

    def value(self) -> Any:
        words = (" ".join(word.split()) for word in self.line.text().split(","))
        return list(dict.fromkeys(word for word in words if word))

    def set_value(self, value: Any) -> None:
        self.line.setText(", ".join(value or ()))
