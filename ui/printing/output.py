"""Sending a finished PDF to a printer as it is, or keeping it as a file.

The system's print dialog only chooses. The bytes then go to `lp` untouched, because Qt's own
printing turns a page of text into a picture. Where there is no `lp` (Windows), the page is painted
at 600 dpi by the engine of the preview.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app import whole_files
from app.brief.page import SIZES, Paper
from app.errors import AppError, StorageError
from app.i18n import _
from ui import dialogs
from ui.printers import Pages, PrintChoice
from ui.printing import painted, queue
from ui.printing.queue import NotPrinted
from ui.widgets.page import Page

log = logging.getLogger(__name__)

_SAME = 3.0  # points: A4 is 595 of them in one place, and 595.28 in another

Again = Callable[[Paper], bytes]


def print_pdf(
    parent: QWidget | None,
    data: bytes,
    title: str,
    *,
    sides: str = "",
    again: Again | None = None,
) -> bool:
    """Ask for a printer and print; False when the person thought better of it.

    `sides`, "two-sided-long-edge" or "one-sided", is what the dialog begins with; the printer's
    own habit unless said. `again` makes the pages anew for the paper that was chosen; without it
    they are fitted to another paper.
    """
    pages = painted.looked_at(data, sides)
    choice = dialogs.ask_printer(parent, title, pages)
    if choice is None or not _fine_on_one_side(parent, choice, pages):
        return False
    try:
        said = _print(data, title, choice, pages, again)
    except NotPrinted as error:
        _offer_a_file(parent, data, title, error)
        return False
    except AppError as error:
        dialogs.explain(parent, error)
        return False
    if isinstance(parent, Page):
        parent.say(said)
    return True


def _print(data: bytes, title: str, choice: PrintChoice, pages: Pages, again: Again | None) -> str:
    """Print, and tell what was done in a sentence."""
    if choice.file:
        send(data, title, choice)
        return _("Saved as “{name}”.").format(name=Path(choice.file).name)
    to = choice.printer or _("the printer")
    if _fits(choice, pages.size):
        send(data, title, choice)
        return _("Sent to “{printer}”.").format(printer=to)
    paper: Paper | None = next((name for name, size in SIZES.items() if _fits(choice, size)), None)
    if again is None or paper is None:
        send(data, title, choice, fit=True)
        return _("Sent to “{printer}”, made to fit its paper, {paper}.").format(
            printer=to, paper=choice.paper
        )
    send(again(paper), title, choice)
    return _("Sent to “{printer}”, drawn anew for its paper, {paper}.").format(
        printer=to, paper=choice.paper
    )


def _fits(choice: PrintChoice, size: tuple[float, float]) -> bool:
    """Whether pages of this size are printed on paper of their own size."""
    named = {name.lower(): size for name, size in SIZES.items()}
    paper = choice.size if all(choice.size) else named.get(choice.paper.lower(), size)
    return all(abs(one - other) <= _SAME for one, other in zip(paper, size, strict=True))


def _fine_on_one_side(parent: QWidget | None, choice: PrintChoice, pages: Pages) -> bool:
    """Whether the person wants pages for both sides from a printer that prints on one."""
    both = pages.sides.startswith("two-sided") and pages.count > 1
    if not both or choice.file or choice.page_set or not choice.one_side_only:
        return True
    return dialogs.confirm(
        parent,
        _("“{printer}” prints on one side of the paper.").format(printer=choice.printer),
        verb=_("Print on one side"),
        detail=_(
            "For both sides, print the odd pages first (Options, Page Set), turn the pile over, "
            "then print the even ones."
        ),
    )


def _offer_a_file(parent: QWidget | None, data: bytes, title: str, error: NotPrinted) -> None:
    """Say why nothing was printed; a file can always be kept."""
    verb = _("Save as PDF…")
    if dialogs.choose(parent, _("Nothing was printed."), [verb], detail=str(error)) == 0:
        save_pdf(parent, data, title)


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
    try:
        whole_files.write(file, data)
    except OSError as error:
        raise StorageError(
            _("{name} cannot be written: {why}.").format(name=file.name, why=error.strerror)
        ) from error


def send(data: bytes, title: str, choice: PrintChoice, *, fit: bool = False) -> None:
    """Print on the chosen printer, or into the file that was chosen instead of one.

    Pages are printed in their size, or made to `fit` the chosen paper.
    """
    if choice.file:
        write(_some_of(data, choice), Path(choice.file))
    elif lp := shutil.which("lp"):
        queue.put([lp, *queue.options(choice, title, fit=fit)], data)
    else:
        painted.paint(data, choice)
    log.info("printed %d bytes", len(data))


def _some_of(data: bytes, choice: PrintChoice) -> bytes:
    """The chosen pages alone, as a PDF."""
    if not choice.pages and not choice.page_set:
        return data
    # Imported here: few print some pages into a file.
    from app.brief import attached

    return attached.only(data, painted.numbers(choice, painted.looked_at(data).count))
