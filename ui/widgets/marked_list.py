"""A list in order whose lines are read along: the questions of a meeting.

    MarkedOrdered(kind="question", add=_("Add"))

What could be better is underlined, in the list as in the line that is being typed; the sentence
below tells of the chosen line. F8 goes to the next such line, Shift+F8 to the one before.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from app.domain.wording import Mark
from app.i18n import _
from ui.widgets import remarks
from ui.widgets.marked import add_keys, chosen_in, underline_in
from ui.widgets.ordered import Numbered, Ordered
from ui.widgets.remarks import Reader, Remark

_MARKS = Qt.ItemDataRole.UserRole + 1


class MarkedOrdered(Ordered):
    """An `Ordered` that reads along."""

    def __init__(self, *, kind: str, **more: Any) -> None:
        super().__init__(**more)
        self._reader = Reader(kind)
        self._typing = Reader(kind)
        self._rows: list[tuple[Mark, ...]] = []
        self._marks: list[Mark] = []  # of what is being typed
        self.remark = Remark()
        column = self.layout()
        assert column is not None
        column.addWidget(self.remark)
        self.list.setItemDelegate(_Underlining(self.list, kind))
        self.list.currentRowChanged.connect(self._tell)
        self.line.textChanged.connect(self._read_line)
        self.line.cursorPositionChanged.connect(self._tell)
        add_keys(self, self.go_to_mark)

    def set_stage(self, stage: str) -> None:
        """How far the thread has come that these belong to: P01 holds while information only."""
        self._reader.set_stage(stage)
        self._typing.set_stage(stage)
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, _Underlining)
        delegate.reader.set_stage(stage)
        self._read()
        self._read_line()

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._read()

    def go_to_mark(self, *, backwards: bool = False) -> None:
        """Choose the next line that could be better; say so where there is none."""
        if self._marks:  # what is being typed comes first
            start, end = chosen_in(self.line)
            mark = remarks.beyond(self._marks, start, end, backwards=backwards)
            if mark is not None:
                self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.line.setSelection(mark.start, mark.end - mark.start)
                return
        rows = [row for row, marks in enumerate(self._rows) if marks]
        if not rows:
            self.remark.say(self._reader.when_nothing())
            return
        here = self.list.currentRow()
        further = [row for row in rows if (row < here if backwards else row > here)]
        row = (further or rows)[-1 if backwards else 0]
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.setCurrentRow(row)

    def _on_edit(self) -> None:
        if not self._filling:
            self._read()
        super()._on_edit()

    def _read(self) -> None:
        texts = [self.list.item(row).text() for row in range(self.list.count())]
        self._rows = self._reader.read_lines(texts)
        self._filling = True  # a mark is no edit
        for row, marks in enumerate(self._rows):
            item, told = self.list.item(row), "\n".join(map(remarks.sentence, marks))
            if item.data(_MARKS) != marks:
                item.setToolTip(told)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told)
                item.setData(_MARKS, marks)
        self._filling = False
        self._tell()

    def _read_line(self) -> None:
        self._marks = self._typing.read(self.line.text())
        underline_in(self.line, self._marks)
        self._tell()

    def _tell(self) -> None:
        """Of what is being typed, else of the chosen line, else of the first that has a mark."""
        told = ""
        if self._marks:
            mark = remarks.at(self._marks, self.line.cursorPosition()) or self._marks[0]
            told = remarks.sentence(mark)
        elif rows := [row for row, marks in enumerate(self._rows) if marks]:
            here = self.list.currentRow()
            row = here if here in rows else rows[0]
            told = _("Line {number}: {remark}").format(
                number=row + 1, remark=remarks.sentence(self._rows[row][0])
            )
        if self.remark.say(told):
            self.line.setAccessibleDescription(told)


class _Underlining(Numbered):
    """Reads along, too, where a line is edited in its place."""

    def __init__(self, parent: QWidget, kind: str) -> None:
        super().__init__(parent)
        self.reader = Reader(kind)

    # Qt calls these.

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if marks := index.data(_MARKS):
            shown = QStyleOptionViewItem(option)
            self.initStyleOption(shown, index)
            _draw_waves(painter, shown, marks, len(shown.text) - len(index.data()))

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(
                lambda text: underline_in(editor, self.reader.read(text)),
            )
        return editor

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().updateEditorGeometry(editor, option, index)
        room, row = editor.geometry(), option.rect
        editor.setGeometry(room.x(), row.y(), room.width(), row.height())  # the wave needs its room


def _draw_waves(
    painter: QPainter, shown: QStyleOptionViewItem, marks: Sequence[Mark], before: int
) -> None:
    """Draw the underlines over the row's text, broken into lines as the style breaks it."""
    style = shown.widget.style()
    room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
    edge = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, shown, shown.widget) + 1
    room.adjust(edge, 0, -edge, 0)
    layout = QTextLayout(shown.text, shown.font)
    waves = []
    for mark in marks:
        wave = QTextLayout.FormatRange()
        wave.start, wave.length = mark.start + before, mark.end - mark.start
        wave.format = remarks.underline()
        waves.append(wave)
    layout.setFormats(waves)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    painter.setPen(Qt.GlobalColor.transparent)  # the words are there already
    layout.draw(painter, QPointF(room.x(), room.y() + max(0, (room.height() - height) / 2)))
    painter.restore()
