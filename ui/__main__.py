"""Puts the program together; the only module that knows everything.

`run` is what the command line calls for the window, after it has read its arguments.
"""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import i18n, log, paths, settings
from ui import crash, theme

_SMOKE_PATIENCE_MS = 30_000


def run(book: Path | None = None, *, sample: bool = False, smoke: bool = False) -> int:
    """Open the window and stay until it is closed; the exit code.

    Without a book the last one opens, or the three beginnings are offered. `smoke` shows the
    window, waits for its first picture and leaves: 0 when all that went well.
    """
    gc.disable()  # until the first picture
    app = _application()
    from ui.program import Program

    program = Program()
    program.when_painted(lambda: _after_painting(smoke=smoke))
    if sample:
        program.open_sample()
    elif chosen := _book(book):
        program.open(chosen, create=book is None)
    else:
        program.offer_beginnings()
    if smoke:
        QTimer.singleShot(_SMOKE_PATIENCE_MS, lambda: app.exit(3))
    try:
        return app.exec()
    finally:
        program.let_go()
        log.stop()


def _application() -> QApplication:
    """The application: its name, crash handler, language and dress."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bridgebook")
    app.setApplicationDisplayName("Bridgebook")
    app.setDesktopFileName("bridgebook")
    # One window gives way to another when another book is opened; closing by hand ends it.
    app.setQuitOnLastWindowClosed(False)
    log.start()
    crash.install()
    crash.show_dialogs()
    prefer = settings.load()
    _speak(app, prefer.language)
    theme.start(app, prefer.colours)
    icon = paths.resource("icons", "bridgebook.svg")
    if icon.exists():
        app.setWindowIcon(QIcon(str(icon)))
    return app


def _speak(app: QApplication, language: str) -> None:
    """Use the person's language for our texts and for Qt's own buttons."""
    i18n.use_language(language or QLocale().name())
    if language:
        QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)


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
        QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    from app.__main__ import main

    sys.exit(main())
