"""The one wire between writing and showing: every edit announces itself here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Says what changed, to whoever shows it; Qt forgets the pages that are gone."""

    announced = Signal(object)  # app.journal.Change
    hour_passed = Signal()  # the clock shows another hour, or another day

    def __init__(self) -> None:
        super().__init__()
        self._stop: Callable[[], None] | None = None

    def listen(self) -> None:
        """Pass on what the open book announces."""
        # Imported here so that the first picture need not wait for Peewee.
        from app import database

        self.silence()
        self._stop = database.subscribe(self.announced.emit)

    def silence(self) -> None:
        """Pass on nothing more."""
        if self._stop is not None:
            self._stop()
            self._stop = None


changes = Changes()
