"""A printed page on the screen, drawn by the same engine that opens PDF files elsewhere."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _


class Preview(QWidget):
    """Shows the bytes of a PDF, as wide as the room; a new version keeps the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Imported here: QtPdf is not needed to start.
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # Always there: when it came only with the page, the page was drawn twice, and the wider
        # drawing could come last and stay, blurred.
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._view.setAccessibleName(_("Preview of the printed page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._data = b""

    def show_pdf(self, data: bytes) -> None:
        """Show this document instead; nothing moves when it is the same."""
        if data == self._data:
            return
        down, across = self._view.verticalScrollBar(), self._view.horizontalScrollBar()
        place = QPoint(across.value(), down.value())
        self._data = data
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        across.setValue(place.x())
        down.setValue(place.y())

    def pages(self) -> int:
        """How many pages the document has."""
        return self._document.pageCount()

    def text(self, page: int = 0) -> str:
        """The words on a page, for tests and for copying."""
        return self._document.getAllText(page).text()
