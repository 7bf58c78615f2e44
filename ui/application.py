"""Qt's application object: its name, its language, how it dresses and where its crashes go."""

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import i18n, log, paths, settings
from ui import crash, keyboard, theme


def make() -> QApplication:
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
    keyboard.start(app)
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
