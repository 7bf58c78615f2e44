"""What is typed into a form is kept while it is typed, so that nothing takes it away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services import drafts
from ui.widgets.editor import Editor, Entry
from ui.widgets.form import Form

_KEEP_AFTER_MS = 700


class Typed(QObject):
    """Keeps what stands in some forms under a key, and brings it back."""

    failed = Signal(str)  # it could not be kept: a sentence

    def __init__(
        self, key: str, forms: Sequence[tuple[Form, Sequence[str]]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._editors: dict[str, Editor] = {
            name: form.editor(name) for form, names in forms for name in names
        }
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for form, _names in forms:
            form.edited.connect(lambda _name: self._timer.start())
        parent.installEventFilter(self)

    def keep(self) -> None:
        """Keep what stands there now; what cannot be read stays out of it."""
        self._timer.stop()
        values = {
            name: _plain(editor.value())
            for name, editor in self._editors.items()
            if not editor.problem()
        }
        try:
            drafts.keep(self._key, values)
        except AppError as problem:
            self.failed.emit(str(problem))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self._timer.isActive():
            self.keep()  # or it would be kept in whatever book is open by then
        return super().eventFilter(watched, event)

    def bring_back(self) -> bool:
        """Fill in what was kept; whether there was anything."""
        kept = drafts.recall(self._key)
        if kept is None:
            return False
        for name, editor in self._editors.items():
            if name in kept:
                editor.set_value(_rich(kept[name]))
        return True

    def forget(self) -> None:
        """It was saved, or put away on purpose."""
        self._timer.stop()
        drafts.forget(self._key)


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
