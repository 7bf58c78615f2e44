"""Sending a finished PDF to a printer as it is, or keeping it as a file.

The system's print dialog only chooses. The bytes then go to `lp` untouched, because Qt's own
printing turns a page of text into a picture. Where there is no `lp` (Windows), the page is painted
at 600 dpi by the engine of the preview.
"""

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import AppError, StorageError
from app.i18n import _
from ui import dialogs
from ui.dialogs import PrintChoice

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

log = logging.getLogger(__name__)

_DPI = 600
_LP_PATIENCE = 60  # seconds


class NotPrinted(AppError):
    """The printer did not take the page; the sentence says what the system answered."""


def print_pdf(parent: QWidget | None, data: bytes, title: str) -> bool:
    """Ask for a printer and print; False when the person thought better of it."""
    choice = dialogs.ask_printer(parent, title)
    if choice is None:
        return False
    try:
        send(data, title, choice)
    except AppError as error:
        dialogs.explain(parent, error)
        return False
    return True


def save_pdf(parent: QWidget | None, data: bytes, suggested: str) -> Path | None:
    """Ask where to keep the page; where it is now, or None."""
    name = "".join("-" if letter in '/\\:*?"<>|' else letter for letter in suggested)
    start = Path.home() / f"{name[:80]}.pdf"
    file = dialogs.save_file(parent, _("Save as PDF"), start, kinds="PDF (*.pdf)")
    if file is None:
        return None
    try:
        write(data, file)
    except AppError as error:
        dialogs.explain(parent, error)
        return None
    return file


def write(data: bytes, file: Path) -> None:
    """Keep the page as a file, whole or not at all."""
    fresh = file.with_name(f"{file.name}.part")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StorageError(
            _("{name} cannot be written: {why}.").format(name=file.name, why=error.strerror)
        ) from error


def send(data: bytes, title: str, choice: PrintChoice) -> None:
    """Print on the chosen printer, or into the file that was chosen instead of one."""
    if choice.file:
        write(data, Path(choice.file))
    elif lp := shutil.which("lp"):
        _to_lp([lp, *lp_options(choice, title)], data)
    else:
        _paint(data, choice)
    log.info("printed %d bytes", len(data))


def lp_options(choice: PrintChoice, title: str) -> list[str]:
    """The choices of the dialog as `lp` calls them."""
    options = ["-d", choice.printer] if choice.printer else []
    options += ["-n", str(choice.copies), "-t", title]
    if choice.sides:
        options += ["-o", f"sides={choice.sides}"]
    if choice.paper:
        options += ["-o", f"media={choice.paper}"]
    if choice.first:
        options += ["-P", f"{choice.first}-{choice.last}"]
    return options


def _to_lp(command: list[str], data: bytes) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the program is `lp`, its options are ours
            command,
            input=data,
            capture_output=True,
            timeout=_LP_PATIENCE,
            check=False,
            env=_own_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotPrinted(
            _("The printer does not answer. Save the page as a PDF instead.")
        ) from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().removeprefix("lp: ")
        raise NotPrinted(_("The printer did not take the page: {why}").format(why=told))


def _own_environment() -> dict[str, str]:
    """The environment without what a frozen bundle put in for itself."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
        if before := environment.pop("LD_LIBRARY_PATH_ORIG", ""):
            environment["LD_LIBRARY_PATH"] = before
    return environment


def _paint(data: bytes, choice: PrintChoice) -> None:
    """Paint the pages with Qt: slower and larger, but it works without `lp`."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    assert choice.device is not None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        _paint_pages(document, choice.device, choice)
    finally:
        document.close()


def _paint_pages(document: "QPdfDocument", printer: "QPrinter", choice: PrintChoice) -> None:
    from PySide6.QtCore import QRectF, QSize
    from PySide6.QtGui import QImage, QPainter

    printer.setResolution(_DPI)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(_("The printer does not answer. Save the page as a PDF instead."))
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    first, last = (choice.first or 1), (choice.last or document.pageCount())
    for place, number in enumerate(range(first - 1, min(last, document.pageCount()))):
        if place:
            printer.newPage()
        points = document.pagePointSize(number)
        size = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(
            0xFFFFFFFF
        )  # the engine leaves paper transparent, and a printer would print black
        over = QPainter(page)
        over.drawImage(0, 0, document.render(number, size))
        over.end()
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), page)
    painter.end()
