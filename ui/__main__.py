"""Puts the program together; the only module that knows everything.

`run` is what the command line calls for the window, after it has read its arguments. What needs no
Qt is imported first: once PySide6 is there, it reads the source of every module that is imported.
"""

import gc
import sys
from pathlib import Path

# Not used here: what the first pages ask for.
import app.domain.pipeline
import app.services.clock
import app.services.directory  # noqa: F401
from app import log, paths, settings

_SMOKE_PATIENCE_MS = 30_000


def run(book: Path | None = None, *, sample: bool = False, smoke: bool = False) -> int:
    """Open the window and stay until it is closed; the exit code.

    Without a book the last one opens, or the three beginnings are offered. `smoke` shows the
    window, waits for its first picture and leaves: 0 when all that went well.
    """
    gc.disable()  # until the first picture
    from PySide6.QtCore import QTimer

    from ui.application import make
    from ui.program import Program

    qt = make()
    program = Program()
    program.when_painted(lambda: _after_painting(smoke=smoke))
    if sample:
        program.open_sample()
    elif chosen := _book(book):
        program.open(chosen, create=book is None)
    else:
        program.offer_beginnings()
    if smoke:
        QTimer.singleShot(_SMOKE_PATIENCE_MS, lambda: qt.exit(3))
    try:
        return qt.exec()
    finally:
        program.let_go()
        log.stop()


def _book(named: Path | None) -> Path | None:
    """Which book to open: the one named, else the last one, else the usual one."""
    if named is not None:
        return named
    last = settings.load().last_book
    found = [book for book in (Path(last), paths.default_book()) if book.is_file()]
    return found[0] if found else None


def _after_painting(*, smoke: bool) -> None:
    gc.enable()
    gc.freeze()  # what is there now stays until the end
    if smoke:
        from PySide6.QtCore import QCoreApplication, QTimer

        QTimer.singleShot(0, QCoreApplication.quit)


if __name__ == "__main__":
    from app.__main__ import main

    sys.exit(main())
