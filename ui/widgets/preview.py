"""A printed page on the screen, drawn by the same engine that opens PDF files elsewhere."""

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_MARGIN, _SPACING = 6, 6  # pixels around the pages, and between them
_KEPT = 8  # pictures of pages: those in sight, and some to come back to


class Preview(QWidget):
    """Shows the bytes of a PDF, as wide as the room; a new version keeps the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Imported here: QtPdf is not needed to start.
        from PySide6.QtPdf import QPdfDocument

        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = _Pages(self._document)
        self._view.setAccessibleName(_("Preview of the printed page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._data = b""

    def show_pdf(self, data: bytes) -> None:
        """Show this document instead; nothing moves when it is the same."""
        if data == self._data:
            return
        self._data = data
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._view.begin()

    def pages(self) -> int:
        """How many pages the document has."""
        return self._document.pageCount()

    def is_painted(self) -> bool:
        """Whether the newest version is on the screen."""
        return self._view.has_pictures()

    def text(self, page: int = 0) -> str:
        """The words on a page, for tests and for copying."""
        return self._document.getAllText(page).text()


class _Pages(QAbstractScrollArea):
    """The pages under each other.

    Qt's own view clears a page that is another, and draws it later, on a thread: a page that
    follows what one types would flicker, and come late. Here the old one stays until the new one
    is painted.
    """

    def __init__(self, document: "QPdfDocument") -> None:
        super().__init__()
        self._document = document
        self._sizes: list[QSize] = []  # of the pages, in pixels
        self._tops: list[int] = []
        self._pictures: dict[int, QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: the pages do not become narrower when it comes with a second one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Dark)

    def begin(self) -> None:
        """Show the document as it is now."""
        self._pictures.clear()
        self._arrange()

    def has_pictures(self) -> bool:
        """Whether something of this document was painted."""
        return bool(self._pictures)

    def _arrange(self) -> None:
        """Where each page stands, all of them as wide as the room for the widest."""
        count = self._document.pageCount()
        points = [self._document.pagePointSize(page) for page in range(count)]
        room = max(1, self.viewport().width() - 2 * _MARGIN)
        scale = room / max([size.width() for size in points], default=1.0)
        self._sizes = [
            QSize(round(size.width() * scale), round(size.height() * scale)) for size in points
        ]
        heights = [size.height() + _SPACING for size in self._sizes]
        *self._tops, end = accumulate(heights, initial=_MARGIN)
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, end - _SPACING + _MARGIN - high))
        bar.setPageStep(high)
        bar.setSingleStep(20)
        self.viewport().update()

    def _picture(self, page: int) -> QImage:
        """The page as large as it is shown, on a screen of any sharpness."""
        sharpness = self.devicePixelRatioF()
        size = self._sizes[page] * sharpness
        found = self._pictures.pop(page, None)
        if found is None or found.size() != size:
            found = self._document.render(page, size)
            found.setDevicePixelRatio(sharpness)
        self._pictures[page] = found  # as the newest
        while len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        return found

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        down = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        first = max(0, bisect_right(self._tops, down + event.rect().top()) - 1)
        for page in range(first, len(self._tops)):
            top = self._tops[page] - down
            if top > event.rect().bottom():
                break
            size = self._sizes[page]
            place = QRect((self.viewport().width() - size.width()) // 2, top, 0, 0)
            place.setSize(size)
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.drawImage(place.topLeft(), self._picture(page))
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
