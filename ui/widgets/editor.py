"""What every editor of a form has in common."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget


@dataclass(frozen=True)
class Entry:
    """One of several things to choose from or to order: known by its id, or new (no id)."""

    id: str = ""
    text: str = ""
    subtitle: str = ""

    def __bool__(self) -> bool:
        return bool(self.id or self.text)


class Editor(QWidget):
    """Answers `value()`, takes `set_value()`, says `edited` when a person (nobody else) edits."""

    edited = Signal()

    def value(self) -> Any:
        """What stands in it now, in the type the draft wants."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Fill it in; that is no edit."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what was typed cannot be read ("This is not a date."), else an empty text."""
        return ""

    def control(self) -> QWidget:
        """The inner widget that takes the keys; it carries the name and the hint."""
        proxy = self.focusProxy()
        return proxy if proxy is not None else self

    def name(self, label: str, description: str = "") -> None:
        """Tell a screen reader what is asked for, and what is wrong with it."""
        self.control().setAccessibleName(label)
        self.control().setAccessibleDescription(description)
        if isinstance(box := self.control(), QComboBox):
            box.view().setAccessibleName(label)

    def mark_wrong(self, wrong: bool) -> None:
        """Draw the border that says: look here."""
        control = self.control()
        control.setProperty("wrong", wrong)
        control.style().unpolish(control)
        control.style().polish(control)
