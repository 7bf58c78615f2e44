"""What is typed into a page is kept while it is typed, for after a crash, and until it is saved."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services import drafts

_AFTER_MS = 800  # the last key


class Keeping(QObject):
    """Keeps what a page's fields hold, readable or not, under a key; both are asked for anew.

    `failed` hears the sentence when it cannot be kept.
    """

    def __init__(
        self,
        page: QWidget,
        key: Callable[[], str],
        typed: Callable[[], Mapping[str, Any]],
        failed: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._key, self._typed, self._failed = key, typed, failed
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.now)
        page.installEventFilter(self)

    def soon(self) -> None:
        """Keep it when the typing pauses."""
        self._timer.start()

    def now(self) -> None:
        """Keep it at once."""
        self._timer.stop()
        try:
            drafts.keep(self._key(), dict(self._typed()))
        except AppError as problem:
            self._failed(str(problem))

    def recall(self) -> dict[str, Any] | None:
        """What was kept; None where there is nothing."""
        return drafts.recall(self._key())

    def forget(self, key: str = "") -> None:
        """It was saved, or given up; `key` where it was kept under another one."""
        self._timer.stop()
        drafts.forget(key or self._key())

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self._timer.isActive():
            self.now()  # or it would be kept in whatever book is open by then
        return super().eventFilter(watched, event)
