"""Slow work off the interface thread. It may read, never write.

    job = Job(lambda progress: cards.read(path, progress))
    job.progressed.connect(bar.show_progress)
    job.succeeded.connect(self.show_findings)
    job.failed.connect(self.explain)
    cancel.clicked.connect(job.cancel)
    job.start()

The work calls `progress(done, total)` now and then; that is also where a cancelled job stops.
All signals arrive on the interface thread, and a widget that died meanwhile never hears one.
"""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

Progress = Callable[[int, int], None]
Work = Callable[[Progress], object]


class Cancelled(Exception):
    """The person no longer wants it; raised by `progress` inside the work."""


class Job(QObject):
    """One piece of slow work."""

    progressed = Signal(int, int)  # done, of how many (0 when unknown)
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception
    cancelled = Signal()
    ended = Signal()  # after any of the three

    _reported = Signal(int, int)
    _finished = Signal(object, object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._stop = Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._pass_on, queued)
        self._finished.connect(self._end, queued)

    def start(self) -> None:
        """Begin; the job keeps itself alive until it has ended."""
        _running.add(self)
        QThreadPool.globalInstance().start(_Run(self))

    def cancel(self) -> None:
        """Stop at the next occasion; nothing but `cancelled` will be heard."""
        self._stop.set()

    def run(self) -> None:
        """Do the work. Called on a thread of the pool, never by us."""
        try:
            self._check(0, 0)
            result = self._work(self._check)
        except Exception as error:  # noqa: BLE001 - it is handed to the interface thread
            self._finished.emit(None, error)
        else:
            self._finished.emit(result, None)

    def _check(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        if total:
            self._reported.emit(done, total)

    def _pass_on(self, done: int, total: int) -> None:
        if not self._stop.is_set():
            self.progressed.emit(done, total)

    def _end(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        if self._stop.is_set():
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


_running: set[Job] = set()


def stop_all() -> None:
    """Cancel what runs and wait for it: the book is about to be closed."""
    for job in list(_running):
        job.cancel()
    QThreadPool.globalInstance().waitForDone()
    _running.clear()
