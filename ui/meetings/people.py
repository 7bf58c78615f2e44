"""With whom: pick people one after the other; somebody new becomes a contact on the spot."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.services import directory
from ui import theme
from ui.actions import icon_button
from ui.widgets import picker
from ui.widgets.editor import Editor, Entry
from ui.widgets.picker import Picker

_ENTRY = Qt.ItemDataRole.UserRole


def search(text: str) -> list[Entry]:
    """Contacts whose name fits what was typed."""
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]


def settled(parent: QWidget, text: str) -> Entry | None:
    """Whom a typed name means: a contact, somebody new (no id), or None for no answer."""
    return picker.settled(parent, text, search)


class People(Editor):
    """Contacts in order: `list[Entry]`. Enter in the line adds; Delete removes; Alt+Up, Alt+Down
    move. A name that fits nobody is handed to `make`, which answers with the new contact.
    """

    added = Signal(object)  # the Entry of a contact that was made just now

    def __init__(self, make: Callable[[str], Entry]) -> None:
        super().__init__()
        self._make = make
        self.picker = Picker(search, placeholder=_("Type a name, then Enter"), new=True)
        self.picker.line.returnPressed.connect(self._take)
        completer = self.picker.findChild(QCompleter)
        assert isinstance(completer, QCompleter)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("People at the table"))
        self.list.installEventFilter(self)
        self.list.hide()
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.remove = icon_button("trash", _("Remove (Delete)"))
        self.remove.clicked.connect(self._remove)
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(self.picker, 1)
        across.addWidget(self.up)
        across.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.list)
        column.addLayout(across)
        self.setFocusProxy(self.picker.line)
        self._fit()

    def value(self) -> list[Entry]:
        return [self.list.item(place).data(_ENTRY) for place in range(self.list.count())]

    def set_value(self, value: Any) -> None:
        self.list.clear()
        for entry in value or ():
            self._append(entry)
        self._fit()

    def problem(self) -> str:
        typed = self.picker.value().text
        if typed:
            return _("Press Enter to add “{name}”, or clear the line.").format(name=typed[:60])
        return ""

    def _take(self, _index: object = None) -> None:
        entry = self.picker.value()
        if not entry.text:
            return
        if not entry.id:
            meant = settled(self, entry.text)
            if meant is None:
                return
            entry = meant if meant.id else self._make(entry.text)
            if not entry.id:
                return
        self.picker.set_value(None)
        if entry.id not in {known.id for known in self.value()}:
            self._append(entry)
            self._fit()
            self.edited.emit()

    def _append(self, entry: Entry) -> None:
        shown = f"{entry.text} – {entry.subtitle}" if entry.subtitle else entry.text
        item = QListWidgetItem(shown)
        item.setData(_ENTRY, entry)
        self.list.addItem(item)
        self.list.setCurrentItem(item)

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self._fit()
            if not self.list.count():
                self.picker.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        goal = place + step
        if place < 0 or not 0 <= goal < self.list.count():
            return
        self.list.insertItem(goal, self.list.takeItem(place))
        self.list.setCurrentRow(goal)
        self.edited.emit()

    def _fit(self) -> None:
        """As tall as the people in it."""
        count = self.list.count()
        self.list.setVisible(count > 0)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6) if count else 0
        self.list.setFixedHeight(min(count, 6) * row + 6)
        self.up.setVisible(count > 1)
        self.remove.setVisible(count > 0)

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._remove()
                return True
        return super().eventFilter(watched, event)
