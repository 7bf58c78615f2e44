"""What is typed into a form is kept while it is typed, so that nothing takes it away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.keeping import Keeping
from ui.widgets.editor import Editor, Entry
from ui.widgets.form import Form


class Typed(QObject):
    """Keeps what stands in some forms under a key, and brings it back."""

    failed = Signal(str)  # it could not be kept: a sentence

    def __init__(
        self, key: str, forms: Sequence[tuple[Form, Sequence[str]]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._editors: dict[str, Editor] = {
            name: form.editor(name) for form, names in forms for name in names
        }
        self._keeping = Keeping(parent, lambda: key, self._values, self.failed.emit)
        for form, _names in forms:
            form.edited.connect(lambda _name: self._keeping.soon())

    def keep(self) -> None:
        """Keep what stands there now."""
        self._keeping.now()

    def bring_back(self) -> bool:
        """Fill in what was kept; whether there was anything."""
        kept = self._keeping.recall()
        if kept is None:
            return False
        for name, editor in self._editors.items():
            if name in kept:
                editor.set_value(_rich(kept[name]))
        return True

    def forget(self) -> None:
        """It was saved, or put away on purpose."""
        self._keeping.forget()

    def _values(self) -> dict[str, Any]:
        """What can be read; the rest stays out of it."""
        return {
            name: _plain(editor.value())
            for name, editor in self._editors.items()
            if not editor.problem()
        }


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Entry):
        return {"id": value.id, "text": value.text, "subtitle": value.subtitle}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _rich(value: Any) -> Any:
    """And back."""
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else Entry(**value)
    return value
