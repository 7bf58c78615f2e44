"""Bugs: logged, shown once per place, with a report to copy. Nothing is sent anywhere."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.i18n import _

log = logging.getLogger("bridgebook.crash")
_ROOT = Path(__file__).parent.parent


class Crashes(QObject):
    """Announces each new kind of crash, once per place in the code."""

    happened = Signal(str)  # the report
    refused = Signal(str)  # a known error that nobody caught: its sentence

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[tuple[str, int]] = set()

    def note(self, error: BaseException) -> None:
        """Log a bug, and announce it if its place is new; a known error is only explained."""
        if isinstance(error, AppError):
            self.refused.emit(str(error))
            return
        text = report(error)
        log.error("%s", text)
        place = _place(error.__traceback__)
        if place not in self._seen:
            self._seen.add(place)
            self.happened.emit(text)


crashes = Crashes()


def install() -> None:
    """Let every uncaught exception and every message of Qt come here."""
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread_exception
    qInstallMessageHandler(_on_qt_message)


def show_dialogs() -> None:
    """From now on a window is there to tell the person."""
    queued = Qt.ConnectionType.QueuedConnection
    crashes.happened.connect(_tell, queued)
    crashes.refused.connect(_explain, queued)


def report(error: BaseException) -> str:
    """What to paste into an issue: versions and places in the code, nobody's name.

    The exception's own words are left out: they may quote what somebody typed.
    """
    import platform

    lines = [
        f"Bridgebook, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    if error.__cause__ is not None:
        lines += ["because of", report(error.__cause__)]
    return "\n".join(lines)


def _short(file: str) -> str:
    """The file from the program's root on; nothing of the person's folders."""
    try:
        return str(Path(file).relative_to(_ROOT))
    except ValueError:
        return Path(file).name


def _place(trace: TracebackType | None) -> tuple[str, int]:
    place = ("", 0)
    while trace is not None:
        place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    crashes.note(error.with_traceback(trace))


def _on_thread_exception(happening: threading.ExceptHookArgs) -> None:
    if happening.exc_value is not None:
        crashes.note(happening.exc_value)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    logging.getLogger("bridgebook.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", text)


def _explain(sentence: str) -> None:
    from ui import dialogs

    dialogs.inform(QApplication.activeWindow(), _("That did not work"), detail=sentence)


def _tell(text: str) -> None:
    from ui.crash_dialog import CrashDialog

    CrashDialog.tell(text)
