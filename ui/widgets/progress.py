"""What a slow job shows: a bar, what it is doing, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.i18n import _
from ui import theme
from ui.jobs import Job

_PATIENCE_MS = 400  # anything quicker needs no bar


class Progress(QWidget):
    """Hidden until a job takes its time, and again when it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel()
        theme.role(self._said, "subtle")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(_("Cancel"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self._said)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def run(self, job: Job, doing: str) -> None:
        """Start a job and show how far it is; `doing` says what, "Reading the cards…"."""
        self._said.setText(doing)
        self._bar.setAccessibleName(doing)
        self._bar.setRange(0, 0)
        job.progressed.connect(self.show_progress)
        job.ended.connect(self._end)
        self._cancel.clicked.connect(job.cancel)
        self._timer.start()
        job.start()

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much is done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _end(self) -> None:
        self._timer.stop()
        self._cancel.clicked.disconnect()
        self.hide()
