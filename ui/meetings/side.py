"""Beside the form: what is still to prepare, and the page as it will be printed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app import settings
from app.brief.content import Brief
from app.brief.page import Paper
from app.domain.readiness import Gap
from app.i18n import _
from ui import theme
from ui.jobs import Job, Progress
from ui.widgets.card import Card, Section
from ui.widgets.preview import Preview

_MOST = 7  # gaps shown; mending one makes room for the next
_PAUSE_MS = 0  # after a key: several that wait already are drawn once


class Missing(Card):
    """What is not ready yet; each thing leads to the field that mends it."""

    chosen = Signal(str)  # a field's name

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(4)
        self._title = Section(_("Still to prepare"))
        self._ready = QLabel(_("Everything is there. Print it and go."))
        self.body.addWidget(self._title)
        self.body.addWidget(self._ready)
        self._links: list[QPushButton] = []
        self._title.hide()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these; a screen reader's cursor on one that stays keeps its place."""
        if [gap.text for gap in gaps[:_MOST]] == self.texts():
            return
        for link in self._links:
            self.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(gap) for gap in gaps[:_MOST]]
        self._title.setVisible(bool(gaps))
        self._ready.setVisible(not gaps)

    def texts(self) -> list[str]:
        """What a person reads here."""
        return [link.text() for link in self._links]

    def _link(self, gap: Gap) -> QPushButton:
        link = QPushButton(gap.text)
        theme.role(link, "link")
        link.setToolTip(_("Go there"))
        link.clicked.connect(lambda: self.chosen.emit(gap.field))
        self.body.addWidget(link)
        return link


class LivePage(QWidget):
    """The printed page, drawn anew shortly after each key; the same bytes go to the printer."""

    shown = Signal()  # a new page can be seen

    def __init__(self) -> None:
        super().__init__()
        self._brief: Brief | None = None
        self._drawing: Job | None = None
        self._drawn: Brief | None = None
        self._data = b""
        self.preview = Preview()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)

    def follow(self, brief: Brief) -> None:
        """Show this page soon; of many in a row only the last."""
        if brief != self._brief:
            self._brief = brief
            self._timer.start()

    def pdf(self) -> bytes:
        """The page as it stands now, and as it is shown from now on."""
        assert self._brief is not None
        self._show(drawn(self._brief))
        return self._data

    def on(self, paper: Paper) -> bytes:
        """The same page on the paper of a printer."""
        assert self._brief is not None
        return drawn(self._brief, paper)

    def _draw(self) -> None:
        if self._drawing is not None:
            return  # its end looks for something newer
        brief = self._brief
        assert brief is not None

        def work(_progress: Progress) -> bytes:
            return drawn(brief)

        self._drawing = Job(work)
        self._drawing.succeeded.connect(self._show)
        self._drawing.failed.connect(_is_a_bug)
        # Our own method: Qt forgets it when the page is closed meanwhile.
        self._drawing.ended.connect(self._after)
        self._drawn = brief
        self._drawing.start()

    def _after(self) -> None:
        self._drawing = None
        if self._drawn is not self._brief:
            self._draw()

    def _show(self, data: bytes) -> None:
        self._data = data
        self.preview.show_pdf(data)
        self.shown.emit()


def _is_a_bug(error: Exception) -> None:
    raise error


def drawn(brief: Brief, paper: Paper | None = None) -> bytes:
    """The page as the bytes of a PDF, on this paper or the one that printers hold here."""
    # Imported here so that the window comes up without it.
    from app.brief import pdf

    now = datetime.now().astimezone()
    return pdf.render(brief, paper=paper or settings.paper(), printed_at=now)
