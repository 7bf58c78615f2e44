"""Editors that read along: what an ask or a message should not say is underlined as one types.

    MarkedLine(kind="ask")    MarkedText(kind="message")    "question", "report"
    editor.set_stage("referred")    how far the thread has come; information only until it is said

They are `Line` and `Text` in every other way. One line below tells of the mark that the cursor is
in, or of the first; F8 goes to the next mark, Shift+F8 to the one before. Nothing is forbidden.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QInputMethodEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QTextEdit, QToolTip, QWidget

from app.domain.wording import Mark
from app.i18n import _
from ui.actions import action
from ui.widgets import remarks
from ui.widgets.editor import Editor
from ui.widgets.editors import Line, Text
from ui.widgets.remarks import Reader, Remark


class _Marked(Editor):
    """What both have in common: reading along, the line below, the keys."""

    def _begin(self, kind: str, under_the_pointer: QWidget) -> None:
        self.remark = Remark()
        self._reader = Reader(kind)
        self._marks: list[Mark] = []
        self._told = ""  # the description that the form gave
        below = self.layout()
        assert isinstance(below, QBoxLayout)
        below.setDirection(QBoxLayout.Direction.TopToBottom)
        below.setSpacing(4)
        below.addWidget(self.remark)
        add_keys(self, self.go_to_mark)
        under_the_pointer.installEventFilter(self)

    def set_stage(self, stage: str) -> None:
        """How far the thread has come that this belongs to: P01 holds while information only."""
        self._reader.set_stage(stage)
        self._read()

    def marks(self) -> list[Mark]:
        """What is underlined now; places are counted as Qt counts."""
        return list(self._marks)

    def go_to_mark(self, *, backwards: bool = False) -> None:
        """Choose the next mark's words, and tell of it; say so where there is none."""
        start, end = self._chosen()
        mark = remarks.beyond(self._marks, start, end, backwards=backwards)
        if mark is None:
            self._say(self._reader.when_nothing())
        else:
            self._choose(mark)
            self._say(self._sentence(mark), again=True)

    def name(self, label: str, description: str = "") -> None:
        super().name(label, description)
        self._told = description
        self._describe()

    def _read(self) -> None:
        self._marks = self._reader.read(self._text())
        self._underline()
        self._tell()

    def _tell(self) -> None:
        mark = remarks.at(self._marks, self._chosen()[1]) or next(iter(self._marks), None)
        self._say(self._sentence(mark) if mark else "")

    def _sentence(self, mark: Mark) -> str:
        """What is told of a mark; where there are several, how to come to the next."""
        told = remarks.sentence(mark)
        if len(self._marks) == 1:
            return told
        place = self._marks.index(mark) + 1
        return _("{remark} ({place} of {count}, F8 goes on)").format(
            remark=told, place=place, count=len(self._marks)
        )

    def _say(self, text: str, *, again: bool = False) -> None:
        if self.remark.say(text) or again:
            self._describe()
            event = QAccessibleEvent(self.control(), QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _describe(self) -> None:
        told = " ".join(filter(None, (self._told, self.remark.told())))
        self.control().setAccessibleDescription(told)

    # What each has its own way of.

    def _text(self) -> str:
        raise NotImplementedError

    def _chosen(self) -> tuple[int, int]:
        """Where the selection begins and ends; the cursor, where nothing is selected."""
        raise NotImplementedError

    def _choose(self, mark: Mark) -> None:
        raise NotImplementedError

    def _underline(self) -> None:
        raise NotImplementedError

    def _place_at(self, point: QPoint) -> int:
        raise NotImplementedError

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = remarks.at(self._marks, self._place_at(event.pos()))
            QToolTip.showText(event.globalPos(), remarks.sentence(mark) if mark else "", self)
            return mark is not None
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marks"):
            self._underline()  # light and dark have an amber each


def add_keys(owner: QWidget, go: Callable[..., None]) -> None:
    """F8 and Shift+F8, while the keyboard is in this editor."""

    def next_mark() -> None:
        go()

    def mark_before() -> None:
        go(backwards=True)

    for text, slot, key in (
        (_("Next mark of the wording check"), next_mark, "F8"),
        (_("Mark before of the wording check"), mark_before, "Shift+F8"),
    ):
        made = action(owner, text, slot, shortcut=key)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


class MarkedLine(_Marked, Line):
    """A `Line` that reads along."""

    def __init__(self, placeholder: str = "", *, kind: str, **more: Any) -> None:
        Line.__init__(self, placeholder, **more)
        self._composing = False
        self._begin(kind, self.line)
        self.line.textChanged.connect(lambda _text: self._read())
        self.line.selectionChanged.connect(self._tell)
        self.line.cursorPositionChanged.connect(lambda _old, _new: self._tell())

    def _text(self) -> str:
        return self.line.text()

    def _chosen(self) -> tuple[int, int]:
        return chosen_in(self.line)

    def _choose(self, mark: Mark) -> None:
        self.line.setSelection(mark.start, mark.end - mark.start)

    def _underline(self) -> None:
        if not self._composing:
            underline_in(self.line, self._marks)

    def _place_at(self, point: QPoint) -> int:
        return self.line.cursorPositionAt(point)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and not isinstance(event, _Waves):
            self._composing = bool(event.preeditString())
            if not self._composing:  # its underlines are gone, and ours with them
                QTimer.singleShot(0, self, self._underline)
        return super().eventFilter(watched, event)


class _Waves(QInputMethodEvent):
    """Underlines of ours, and nothing composed."""


def chosen_in(line: QLineEdit) -> tuple[int, int]:
    """Where the selection of a line begins and ends, or the cursor twice."""
    if line.hasSelectedText():
        return line.selectionStart(), line.selectionEnd()
    return line.cursorPosition(), line.cursorPosition()


def underline_in(line: QLineEdit, marks: list[Mark]) -> None:
    """Draw the waves in a line: the way an input method underlines what it composes."""
    wave, cursor = remarks.underline(), line.cursorPosition()
    kind = QInputMethodEvent.AttributeType.TextFormat
    waves = [
        QInputMethodEvent.Attribute(kind, mark.start - cursor, mark.end - mark.start, wave)
        for mark in marks
    ]
    QCoreApplication.sendEvent(line, _Waves("", waves))


class MarkedText(_Marked, Text):
    """A `Text` that reads along."""

    def __init__(self, placeholder: str = "", *, kind: str, **more: Any) -> None:
        Text.__init__(self, placeholder, **more)
        self._begin(kind, self.text.viewport())
        self.text.textChanged.connect(self._read)
        self.text.cursorPositionChanged.connect(self._tell)
        self.text.selectionChanged.connect(self._tell)

    def _text(self) -> str:
        return self.text.toPlainText()

    def _chosen(self) -> tuple[int, int]:
        cursor = self.text.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _choose(self, mark: Mark) -> None:
        self.text.setTextCursor(self._cursor(mark))

    def _underline(self) -> None:
        # Selections of their own, so that undo never meets them.
        wave, shown = remarks.underline(), []
        for mark in self._marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = self._cursor(mark), wave
            shown.append(selection)
        self.text.setExtraSelections(shown)

    def _cursor(self, mark: Mark) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(mark.start)
        cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place_at(self, point: QPoint) -> int:
        return self.text.cursorForPosition(point).position()
