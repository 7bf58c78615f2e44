"""Pages as pictures, where there is no `lp`: slower and larger, but it works everywhere.

They are drawn at 600 dpi by the engine of the preview.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEventLoop,
    QIODevice,
    QRectF,
    QSize,
)
from PySide6.QtGui import QImage, QPainter

from app.i18n import _
from ui.printers import Pages, PrintChoice
from ui.printing.queue import NotPrinted

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

_DPI = 600


def _opened(data: bytes) -> "tuple[QPdfDocument, QBuffer]":
    """The pages for the engine of the preview, and what has to live as long."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def looked_at(data: bytes, sides: str = "") -> Pages:
    """How many pages there are, and how large."""
    document, _buffer = _opened(data)
    count, first = document.pageCount(), document.pagePointSize(0)
    document.close()
    return Pages(count, (first.width(), first.height()), sides) if count else Pages(sides=sides)


def numbers(choice: PrintChoice, count: int) -> list[int]:
    """The chosen ones of so many pages, by their numbers from one."""
    chosen = [*range(1, count + 1)]
    if choice.pages:
        ends = [part.partition("-") for part in choice.pages.split(",")]
        wanted = [range(int(a), int(b or a) + 1) for a, _dash, b in ends]
        chosen = [number for number in chosen if any(number in some for some in wanted)]
    odd = {"odd": (1,), "even": (0,)}.get(choice.page_set, (0, 1))
    return [number for number in chosen if number % 2 in odd]


def paint(data: bytes, choice: PrintChoice) -> None:
    """Paint the pages with Qt: slower and larger, but it works without `lp`."""
    assert choice.device is not None
    document, _buffer = _opened(data)
    try:
        _paint_pages(document, choice.device, numbers(choice, document.pageCount()))
    finally:
        document.close()


def _paint_pages(document: "QPdfDocument", printer: "QPrinter", chosen: list[int]) -> None:
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(_("The printer does not answer. Save the page as a PDF instead."))
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for place, number in enumerate(chosen):
        # A page takes seconds: meanwhile the window is drawn, but nothing can be pressed in it.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if place:
            printer.newPage()
        page = _picture(document, number - 1)
        room = printer.pageLayout().fullRectPixels(_DPI)
        painter.drawImage(_placed(page.size(), room.size()), page)
    painter.end()


def _picture(document: "QPdfDocument", place: int) -> "QImage":
    points = document.pagePointSize(place)
    size = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
    page = QImage(size, QImage.Format.Format_RGB32)
    # The engine leaves paper transparent, and a printer would print black.
    page.fill(0xFFFFFFFF)
    over = QPainter(page)
    over.drawImage(0, 0, document.render(place, size))
    over.end()
    return page


def _placed(page: QSize, paper: QSize) -> QRectF:
    """Where the page stands on the paper: in its size, smaller only on a smaller paper."""
    scale = min(1.0, paper.width() / page.width(), paper.height() / page.height())
    width, height = page.width() * scale, page.height() * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
