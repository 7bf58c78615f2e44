"""The system's print dialog: what it begins with, and what was chosen there, in the words of `lp`.

Opened by `dialogs.ask_printer` alone. Qt only asks; nothing is drawn by it (see
`ui.printing.output`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, QTimer
from PySide6.QtGui import QIcon, QPageLayout, QPageSize
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QRadioButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

_ONE, _LONG, _SHORT = "one-sided", "two-sided-long-edge", "two-sided-short-edge"
_RADIOS = {_ONE: "noDuplex", _LONG: "duplexLong", _SHORT: "duplexShort"}  # in Qt's own dialog
_CUPS_OPTIONS = 0xFE00  # where the dialog of Qt keeps what only CUPS understands
_OURS = {"page-ranges", "page-set"}  # said in fields of their own
_PLAIN = {  # what the dialog says of itself when nothing was chosen
    "number-up": "1",
    "job-billing": "",
    "job-priority": "50",
    "job-sheets": "none,none",
}


@dataclass(frozen=True)
class Pages:
    """What is to be printed: how many pages, how large in points, and on which sides best."""

    count: int = 1
    size: tuple[float, float] = (595.28, 841.89)
    sides: str = ""


@dataclass(frozen=True)
class PrintChoice:
    """What a person chose in the print dialog, in the words of `lp`."""

    printer: str = ""
    file: str = ""  # "print into a file" was chosen
    copies: int = 1
    collate: bool = True
    sides: str = ""  # "one-sided", "two-sided-long-edge", "two-sided-short-edge"
    one_side_only: bool = False  # the printer knows no other
    paper: str = ""  # "A4", "Letter"
    size: tuple[float, float] = (0.0, 0.0)  # of that paper, in points, where it is known
    pages: str = ""  # "2-4" or "1,3-5"; all when empty
    page_set: str = ""  # "odd" or "even"
    backwards: bool = False
    grayscale: bool = False
    more: tuple[tuple[str, str], ...] = ()  # what else was chosen of this printer's own
    device: Any = None  # the QPrinter, for systems without `lp`


def ask(parent: QWidget | None, title: str, pages: Pages) -> PrintChoice | None:
    """The system's own print dialog, which begins with the paper and the sides of the pages."""
    # Imported here: few sessions print.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    paper = _page_size(pages.size)
    printer.setPageSize(paper)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    if pages.sides:
        printer.setDuplex(_duplex(pages.sides))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, max(1, pages.count))
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            button.setIcon(QIcon())  # as in our own dialogs
    begin = _BeginWith(dialog, paper, pages.sides)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.removeEventFilter(begin)
    try:
        return _choice(dialog, printer, paper) if chosen else None
    finally:
        dialog.deleteLater()


class _BeginWith(QObject):
    """Lets each printer that one looks at in the dialog begin with this paper and these sides.

    WORKAROUND for QPageSetupWidget::setPrinter, which begins with the printer's own paper instead
    of what the QPrinter says, and for QPrintDialog, which forgets the sides of a QPrinter when the
    first printer in its list knows but one.
    """

    def __init__(self, dialog: "QPrintDialog", paper: QPageSize, sides: str) -> None:
        super().__init__(dialog)
        self._dialog, self._paper = dialog, paper
        dialog.installEventFilter(self)
        self._side: QRadioButton | None = None
        if sides in _RADIOS:
            self._side = dialog.findChild(QRadioButton, _RADIOS[sides])
        printers = dialog.findChild(QComboBox, "printers")
        if self._side is not None and printers is not None:
            printers.currentIndexChanged.connect(self._turn)
            for button in dialog.findChildren(QRadioButton):
                if button.objectName() in _RADIOS.values():
                    button.clicked.connect(self._leave)

    def _turn(self) -> None:
        """Choose the sides again, as far as this printer knows them."""
        if self._side is not None and self._side.isEnabled():
            self._side.setChecked(True)

    def _leave(self) -> None:
        """The person has chosen."""
        self._side = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._dialog and event.type() == QEvent.Type.ChildPolished:
            QTimer.singleShot(0, self, self._begin)  # when it is whole
        return False

    def _begin(self) -> None:
        for sizes in _page_sizes(self._dialog):
            if not sizes.property("begun"):
                sizes.setProperty("begun", True)
                offered = [sizes.itemData(place) for place in range(sizes.count())]
                if (ours := _the_same(offered, self._paper)) is not None:
                    sizes.setCurrentIndex(offered.index(ours))


def _page_sizes(dialog: QDialog) -> list[QComboBox]:
    """Where the paper is chosen, in the properties of a printer."""
    return dialog.findChildren(QComboBox, "pageSizeCombo")


def _choice(dialog: "QPrintDialog", printer: "QPrinter", wanted: QPageSize) -> PrintChoice:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    told = _told_to_cups(printer)
    about = QPrinterInfo(printer)
    paper = _paper(dialog, printer, wanted, about.supportedPageSizes())
    size = paper.size(QPageSize.Unit.Point)
    return PrintChoice(
        printer=printer.printerName(),
        file=printer.outputFileName(),
        copies=printer.copyCount(),
        collate=printer.collateCopies(),
        sides=_sides(printer),
        one_side_only=[*about.supportedDuplexModes()] == [QPrinter.DuplexMode.DuplexNone],
        paper=paper.key(),
        size=(size.width(), size.height()),
        pages=told.get("page-ranges", "").replace(" ", "") or _from_to(printer),
        page_set=told.get("page-set", ""),
        backwards=printer.pageOrder() == QPrinter.PageOrder.LastPageFirst,
        grayscale=printer.colorMode() != about.defaultColorMode() == QPrinter.ColorMode.Color,
        more=tuple(_more(told)),
        device=printer,
    )


def _paper(
    dialog: QDialog, printer: "QPrinter", wanted: QPageSize, known: Iterable[QPageSize]
) -> QPageSize:
    """What was chosen; where nobody looked, that of the pages if the printer knows it."""
    chosen = printer.pageLayout().pageSize()
    places = [box.window() for box in _page_sizes(dialog)]
    if not places or any(p.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for p in places):
        return chosen
    return _the_same(known, wanted) or chosen


def _the_same(offered: Iterable[Any], wanted: QPageSize) -> QPageSize | None:
    """The paper of the same size, as this printer calls it."""
    w, h = wanted.sizePoints().toTuple()
    for paper in offered:
        if isinstance(paper, QPageSize):
            size = paper.sizePoints()
            if abs(size.width() - w) <= 1 and abs(size.height() - h) <= 1:
                return paper
    return None


def _page_size(size: tuple[float, float]) -> QPageSize:
    policy = QPageSize.SizeMatchPolicy.FuzzyMatch
    return QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", policy)


def _duplex(sides: str) -> Any:
    from PySide6.QtPrintSupport import QPrinter

    duplex = QPrinter.DuplexMode
    known = {_LONG: duplex.DuplexLongSide, _SHORT: duplex.DuplexShortSide}
    return known.get(sides, duplex.DuplexNone)


def _sides(printer: "QPrinter") -> str:
    return next(
        (sides for sides in (_ONE, _LONG, _SHORT) if _duplex(sides) == printer.duplex()), ""
    )


def _from_to(printer: "QPrinter") -> str:
    from PySide6.QtPrintSupport import QPrinter

    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return ""
    return f"{printer.fromPage()}-{printer.toPage()}"


def _told_to_cups(printer: "QPrinter") -> dict[str, str]:
    """What was chosen that QPrinter has no word for: pages, tray, several on a sheet."""
    from PySide6.QtPrintSupport import QPrintEngine

    key = QPrintEngine.PrintEnginePropertyKey(_CUPS_OPTIONS)
    words = printer.printEngine().property(key)
    if not isinstance(words, list):
        return {}  # not CUPS
    return dict(zip(words[::2], words[1::2], strict=False))


def _more(told: dict[str, str]) -> Iterable[tuple[str, str]]:
    for name, word in told.items():
        if name == "number-up-layout" and told.get("number-up") == "1":
            continue
        if name not in _OURS and word != _PLAIN.get(name):
            yield name, word
