"""A list in an order a person decides: by drag, by Alt+Up and Alt+Down."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
)

from app.i18n import _
from ui import icons, theme
from ui.actions import icon_button
from ui.widgets.editor import Editor, Entry

_LEAST, _MOST = 4, 12  # rows shown
_ID = Qt.ItemDataRole.UserRole


class Numbered(QStyledItemDelegate):
    """Puts the number of its place before each text, without making it part of the text."""

    # Qt calls this.

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = f"{index.row() + 1}.  {option.text}"


class Ordered(Editor):
    """Questions, say: `list[Entry]` in their order; new ones have no id.

    Enter in the line below adds; F2 or double click edits in place; Delete removes;
    Alt+Up and Alt+Down move; drag moves too.
    """

    def __init__(self, *, add: str, placeholder: str = "", name: str = "") -> None:
        super().__init__()
        self._filling = False
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(name or placeholder or add)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setItemDelegate(Numbered(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.installEventFilter(self)
        self.list.model().rowsMoved.connect(self._on_edit)
        self.list.itemChanged.connect(self._on_edit)
        self.line = QLineEdit(placeholderText=placeholder)
        self.line.setAccessibleName(add)
        self.line.returnPressed.connect(self._add)
        adding = QPushButton(icons.icon("add"), add)
        adding.clicked.connect(self._add)
        self.up = self._button("up", _("Move up (Alt+Up)"), lambda: self._move(-1))
        self.down = self._button("down", _("Move down (Alt+Down)"), lambda: self._move(1))
        self.remove = self._button("trash", _("Remove (Delete)"), self._remove)
        across = QHBoxLayout()
        for widget in (self.line, adding, self.up, self.down, self.remove):
            across.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.list)
        column.addLayout(across)
        self.setFocusProxy(self.list)
        for happened in (self.list.model().rowsInserted, self.list.model().rowsRemoved):
            happened.connect(self._fit)
        self._fit()

    def value(self) -> list[Entry]:
        items = (self.list.item(place) for place in range(self.list.count()))
        entries = (Entry(str(item.data(_ID) or ""), item.text().strip()) for item in items)
        return [entry for entry in entries if entry.text]

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.list.clear()
        for entry in value or ():
            self._append(entry)
        self._filling = False

    def add_entry(self, entry: Entry) -> None:
        """Put one more at the end, as if a person had: a question picked from the bank."""
        self._append(entry)
        self.list.setCurrentRow(self.list.count() - 1)
        self._on_edit()

    def _append(self, entry: Entry) -> None:
        filling, self._filling = self._filling, True
        item = QListWidgetItem(entry.text)
        item.setData(_ID, entry.id)
        item.setFlags((item.flags() | Qt.ItemFlag.ItemIsEditable) & ~Qt.ItemFlag.ItemIsDropEnabled)
        self.list.addItem(item)
        self._filling = filling

    def _fit(self) -> None:
        """As tall as what is in it, within bounds."""
        shown = min(max(self.list.count(), _LEAST), _MOST)
        row = self.list.sizeHintForRow(0)
        if row <= 0:
            row = self.fontMetrics().height() + 12
        self.list.setFixedHeight(shown * row + 2 * self.list.frameWidth() + 2)

    def _button(self, icon: str, name: str, slot: Any) -> QToolButton:
        button = icon_button(icon, name)
        button.clicked.connect(lambda _on: slot())
        return button

    def _add(self) -> None:
        if text := self.line.text().strip():
            self.line.clear()
            self.add_entry(Entry(text=text))

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self._on_edit()

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        goal = place + step
        if place < 0 or not 0 <= goal < self.list.count():
            return
        item = self.list.takeItem(place)
        self.list.insertItem(goal, item)
        self.list.setCurrentRow(goal)
        self._on_edit()

    def _on_edit(self) -> None:
        if not self._filling:
            self.edited.emit()

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.list and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
            return True
        return False
