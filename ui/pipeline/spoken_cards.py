"""What a screen reader meets in a column: a list, and each card as one of its items."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_lists: list["_List"] = []  # Qt keeps only pointers
_installed = False


def install(kind: type[QWidget]) -> None:
    """Let Qt ask here for piles of cards of this kind; once is enough."""
    global _installed
    if _installed:
        return
    _installed = True

    def made(_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, kind):
            return None
        _lists[:] = [kept for kept in _lists if kept.isValid()]
        _lists.append(_List(thing))
        return _lists[-1]

    QAccessible.installFactory(made)


class _List(QAccessibleWidget):
    def __init__(self, cards: Any) -> None:
        super().__init__(cards, QAccessible.Role.List)
        self._cards = cards
        # By place, not by card: an item says what stands at its place when it is asked.
        self._items: dict[int, _Item] = {}

    def childCount(self) -> int:
        return int(self._cards.count())

    def child(self, place: int) -> Any:
        if not 0 <= place < self._cards.count():
            return None
        if place not in self._items:
            self._items[place] = _Item(self._cards, place)
        return self._items[place]

    def childAt(self, x: int, y: int) -> Any:
        return self.child(self._cards.at(self._cards.viewport().mapFromGlobal(QPoint(x, y))))

    def focusChild(self) -> Any:
        return self.child(self._cards.current()) if self._cards.hasFocus() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, _Item) else -1


class _Item(QAccessibleInterface):
    def __init__(self, cards: Any, place: int) -> None:
        super().__init__()
        self._cards, self.place = cards, place

    def isValid(self) -> bool:
        return 0 <= self.place < int(self._cards.count())

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._cards.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._cards)

    def childCount(self) -> int:
        return 0

    def child(self, _place: int) -> Any:
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        current = self._cards.current() == self.place
        state.focusable = state.selectable = True
        state.selected = current
        state.focused = current and self._cards.hasFocus()
        return state

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        place: QRect = self._cards.rect_of(self.place)
        viewport: QWidget = self._cards.viewport()
        return QRect(viewport.mapToGlobal(place.topLeft()), place.size())

    def text(self, which: QAccessible.Text) -> str:
        return str(self._cards.spoken(self.place)) if which == QAccessible.Text.Name else ""

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        pass
