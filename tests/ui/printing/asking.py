"""Somebody before the real print dialog, in a process of their own: libcups asks once where it is.

    python -m tests.ui.printing.asking pages.pdf '{"printer": "Hall", "copies": 2}'

prints what the person was shown, as JSON, once the pages are on their way.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)

from ui.printing import print_pdf

shown: dict[str, Any] = {}


def when(kind: type[QDialog], name: str, act: Callable[[Any], None]) -> None:
    """As soon as a dialog of this kind is in front, do this with it."""

    def look() -> None:
        front = QApplication.activeModalWidget()
        if isinstance(front, kind) and front.metaObject().className() == name:
            timer.stop()
            act(front)

    timer = QTimer(QApplication.instance(), interval=10)
    timer.timeout.connect(look)
    timer.start()


def answer(dialog: QPrintDialog, wish: dict[str, Any]) -> None:
    """Choose what is wished for, as the hands of a person would."""
    printers = dialog.findChild(QComboBox, "printers")
    shown["printers"] = [printers.itemText(place) for place in range(printers.count())]
    printers.setCurrentText(wish["printer"])
    shown["long side"] = dialog.findChild(QRadioButton, "duplexLong").isChecked()
    if "file" in wish:
        dialog.findChild(QLineEdit, "filename").setText(wish["file"])
    if "properties" in wish:
        when(QDialog, "QPrintPropertiesDialog", lambda front: see(front, wish["properties"]))
        dialog.findChild(QPushButton, "properties").click()
    if "sides" in wish:
        dialog.findChild(QRadioButton, wish["sides"]).setChecked(True)
    if "pages" in wish:
        dialog.findChild(QRadioButton, "pagesRadioButton").setChecked(True)
        dialog.findChild(QLineEdit, "pagesLineEdit").setText(wish["pages"])
    if "from" in wish:
        dialog.findChild(QRadioButton, "printRange").setChecked(True)
        for end in ("from", "to"):
            dialog.findChild(QSpinBox, end).setValue(wish[end])
    if "page set" in wish:
        dialog.findChild(QComboBox, "pageSetCombo").setCurrentText(wish["page set"])
    if "copies" in wish:
        dialog.findChild(QSpinBox, "copies").setValue(wish["copies"])
    for box in wish.get("click", ()):
        dialog.findChild(QAbstractButton, box).click()
    dialog.accept()


def see(properties: QDialog, wish: dict[str, str]) -> None:
    """Look at the properties of the printer, and choose some."""
    QTest.qWait(1)  # what is begun with comes when it is open
    papers = properties.findChild(QComboBox, "pageSizeCombo")
    shown["paper"] = papers.currentText()
    shown["papers"] = [papers.itemText(place) for place in range(2)]
    if wish.pop("turned", ""):
        properties.findChild(QRadioButton, "landscape").click()
    for text in wish.values():
        [box] = [box for box in properties.findChildren(QComboBox) if box.findText(text) >= 0]
        box.setCurrentText(text)
    properties.accept()


def fail(*fault: Any) -> None:
    """Do not wait for an answer that will not come."""
    sys.__excepthook__(*fault)
    os._exit(1)


def main(file: Path, wish: dict[str, Any]) -> None:
    """Print these pages, made for both sides unless wished otherwise.

    What is printed on another paper lies beside them, under the name of that paper.
    """
    application = QApplication([])
    sys.excepthook = fail
    when(QPrintDialog, "QPrintDialog", lambda dialog: answer(dialog, wish))
    shown["printed"] = print_pdf(
        None,
        file.read_bytes(),
        "Pack",
        sides=wish.get("made for", "two-sided-long-edge"),
        again=lambda paper: file.with_name(f"{paper}.pdf").read_bytes(),
    )
    print(json.dumps(shown))
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
