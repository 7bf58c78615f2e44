"""Draws the README's two pictures anew: the window on the sample book, and a printed brief.

Run by `make pictures`. It needs no screen; the sample book is told in a folder that is thrown away.
"""

import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "resources" / "pictures"
TODAY = date(2026, 11, 23)  # a Monday, so that the pictures only change when the program does
NOW = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)


def draw_brief() -> None:
    """The page of the sample's best prepared meeting, as a picture."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

    from app import database
    from app.brief import pdf
    from app.services import briefs, listings

    meeting = next(m for m in listings.meetings("Okafor") if m["state"] == "agreed")
    brief = briefs.for_meeting(meeting["id"], your_zone="Europe/Prague", today=TODAY)
    database.close()
    printed_at = datetime(TODAY.year, TODAY.month, TODAY.day, 7, 12, tzinfo=UTC)
    data = QByteArray(pdf.render(brief, paper="a4", printed_at=printed_at))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = (document.pagePointSize(0) * 110 / 72).toSize()
    image = document.render(0, size, QPdfDocumentRenderOptions())
    _on_white(image).save(str(PICTURES / "brief.png"))


def _on_white(image: object) -> object:
    from PySide6.QtGui import QImage, QPainter

    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill("#FFFFFF")
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    return page


def draw_window() -> None:
    """Today in the sample book, as a newcomer sees it."""
    from PySide6.QtWidgets import QApplication

    from app.services import today
    from ui.main_window import MainWindow
    from ui.pages import specs
    from ui.today.page import Today

    window = MainWindow(specs())
    window.resize(1280, 800)
    window.go("today")
    page = window.page()
    assert isinstance(page, Today)
    page.at = NOW
    page.renewed.emit()
    window.show()
    while page.day() is None:
        QApplication.processEvents()
    window.sidebar.show_badge("today", today.count(NOW))
    window.show_standing("All on this computer\nBacked up 12 minutes ago")
    for _turn in range(20):
        QApplication.processEvents()
    window.grab().save(str(PICTURES / "window.png"))
    window.close()


def main() -> None:
    """Draw both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        from PySide6.QtCore import QLocale
        from PySide6.QtWidgets import QApplication

        from app import settings
        from app.services import sample
        from ui import theme

        QLocale.setDefault(QLocale("en_GB"))
        settings.save(replace(settings.load(), your_zone="Europe/Prague"))
        application = QApplication([])
        theme.start(application, "light")
        sample.open_copy(TODAY)
        draw_window()
        draw_brief()


if __name__ == "__main__":
    main()
