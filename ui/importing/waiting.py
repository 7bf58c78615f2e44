"""Something slow is going on: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from ui import theme

_STEPS = 1000


class Waiting(QWidget):
    """Fills the page while a job runs."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        theme.role(self._sentence, "subtle")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(50 * theme.GRID)
        self._stop = QPushButton(_("Cancel"))
        self._stop.clicked.connect(self.stopped)
        self.setFocusProxy(self._stop)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def begin(self, sentence: str, *, stoppable: bool = True) -> None:
        """Say what is going on; the bar runs until progress is known."""
        self._sentence.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0)
        self._stop.setVisible(stoppable)

    def show_progress(self, done: int, total: int) -> None:
        """Fill the bar as far as the work has got."""
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(done * _STEPS // max(total, 1))

    def paint_now(self, done: int, total: int) -> None:
        """Show progress while the interface thread itself is busy."""
        self.show_progress(done, total)
        self._bar.repaint()
