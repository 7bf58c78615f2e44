"""The seam: every message box, file picker and question of the program is opened here.

Tests put `Answers` in front of it (the `answers` fixture), so that nothing of Qt is patched.

A dialog that lists a folder must not look into the files: a book that is open would lose its locks
(see `app/live_files.py`), and with them what is written next.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFileIconProvider,
    QMessageBox,
    QPushButton,
    QWidget,
)

from app import paths
from app.errors import AppError
from app.i18n import _
from ui import printers
from ui.printers import Pages, PrintChoice


@dataclass
class Answers:
    """What a person would answer, in a test: fill `next`, read `asked` afterwards."""

    next: list[Any] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    shown: list[QDialog] = field(default_factory=list)

    def give(self, *answers: Any) -> None:
        """Answer the coming questions with these, in this order."""
        self.next.extend(answers)

    def answer(self, question: str) -> Any:
        """The next answer; a question nobody expected is a fault of the test."""
        self.asked.append(question)
        assert self.next, f"nobody answers: {question}"
        return self.next.pop(0)


_answers: Answers | None = None


def answer_with(answers: Answers | None) -> None:
    """Let these answers stand in for a person, or nobody."""
    global _answers
    _answers = answers


def explain(parent: QWidget | None, error: BaseException, *, title: str = "") -> None:
    """Say what went wrong, in the error's own sentence; a bug goes on to the crash dialog."""
    if not isinstance(error, AppError):
        raise error
    inform(parent, title or _("That did not work"), detail=str(error))


def inform(parent: QWidget | None, text: str, *, detail: str = "") -> None:
    """Say something that has to be read; prefer a page's banner where there is one."""
    if _answers is not None:
        _answers.asked.append(f"{text} {detail}".strip())
        return
    box = _box(parent, text, detail)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def confirm(parent: QWidget | None, question: str, *, verb: str, detail: str = "") -> bool:
    """Ask before something that cannot be undone; the verb stands on the button."""
    return choose(parent, question, [verb], detail=detail) == 0


def choose(
    parent: QWidget | None, question: str, verbs: Sequence[str], *, detail: str = ""
) -> int | None:
    """Ask which of these to do; the place of the chosen verb, or None for cancel."""
    if _answers is not None:
        answer = _answers.answer(f"{question} {detail}".strip())
        if isinstance(answer, bool):
            return 0 if answer else None
        return verbs.index(answer) if isinstance(answer, str) else answer
    box = _box(parent, question, detail)
    made = [box.addButton(verb, QMessageBox.ButtonRole.AcceptRole) for verb in verbs]
    cancel: QPushButton = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(made[0])
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((place for place, button in enumerate(made) if button is clicked), None)


def _box(parent: QWidget | None, text: str, detail: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Bridgebook")
    box.setText(text)
    box.setInformativeText(detail)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def open_file(
    parent: QWidget | None, title: str, *, kinds: str = "", start: Path | None = None
) -> Path | None:
    """Let the person pick one file; `kinds` is Qt's filter, "Contacts (*.vcf *.csv)"."""
    if _answers is not None:
        return _path(_answers.answer(title))
    return next(iter(_picked(_picker(parent, title, start, kinds))), None)


def open_files(
    parent: QWidget | None, title: str, *, kinds: str = "", start: Path | None = None
) -> list[Path]:
    """Let the person pick files, or none."""
    if _answers is not None:
        return [Path(name) for name in _answers.answer(title) or []]
    picker = _picker(parent, title, start, kinds)
    picker.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _picked(picker)


def save_file(
    parent: QWidget | None, title: str, suggested: Path, *, kinds: str = ""
) -> Path | None:
    """Let the person say where to keep a file; an existing one is asked about."""
    if _answers is not None:
        return _path(_answers.answer(title))
    picker = _picker(parent, title, suggested.parent, kinds)
    picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    picker.setFileMode(QFileDialog.FileMode.AnyFile)
    picker.setDefaultSuffix(suggested.suffix.removeprefix("."))
    picker.selectFile(suggested.name)
    return next(iter(_picked(picker)), None)


class _ByName(QFileIconProvider):
    """What a file is, told by its name alone: Qt's own opens every file that it does not know."""

    def __init__(self) -> None:
        super().__init__()
        kinds = QFileIconProvider.IconType
        self._folder, self._file = super().icon(kinds.Folder), super().icon(kinds.File)

    # Qt calls these, in a thread of its own.

    def icon(self, what: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return _("Folder") if info.isDir() else info.suffix().upper()


def _picker(parent: QWidget | None, title: str, start: Path | None, kinds: str) -> QFileDialog:
    """A file dialog for an existing file, at a folder."""
    # Somewhere harmless at first: it lists the folder before it can be told how.
    picker = QFileDialog(parent, title, str(paths.resource("desktop")))
    if sys.platform not in ("win32", "darwin"):  # there, another process looks or locks are firm
        picker.setOption(QFileDialog.Option.DontUseNativeDialog)
    picker.setIconProvider(_by_name())
    picker.setFileMode(QFileDialog.FileMode.ExistingFile)
    picker.setNameFilters(kinds.split(";;") if kinds else [_("All files (*)")])
    picker.setDirectory(str(start or _last_folder or Path.home()))
    for box in picker.findChildren(QDialogButtonBox):
        for button in box.buttons():
            button.setIcon(QIcon())
    return picker


def _picked(picker: QFileDialog) -> list[Path]:
    """What the person chose there; none when they thought better of it."""
    global _last_folder
    chosen = picker.exec() == QDialog.DialogCode.Accepted
    files = [Path(name) for name in picker.selectedFiles()] if chosen else []
    picker.deleteLater()
    if files:
        _last_folder = files[0].parent
    return files


def _by_name() -> _ByName:
    global _provider
    if _provider is None:
        _provider = _ByName()  # kept: a dialog does not own it
    return _provider


_provider: _ByName | None = None
_last_folder: Path | None = None


def _know_our_files() -> None:
    """Tell Qt that names like ours mean books, so that the print dialog looks into none at home."""
    ours = str(paths.resource("desktop"))
    known = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    if ours not in known.split(":"):
        os.environ["XDG_DATA_DIRS"] = f"{ours}:{known}"


def _path(name: str | Path | None) -> Path | None:
    return Path(name) if name else None


def show(dialog: QDialog) -> None:
    """Open a dialog over its parent without stopping the program; it is gone when closed."""
    if _answers is not None:
        _answers.shown.append(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask_printer(
    parent: QWidget | None, title: str, pages: Pages | None = None
) -> PrintChoice | None:
    """The system's own print dialog, for these pages."""
    if _answers is not None:
        answer = _answers.answer(title)
        assert answer is None or isinstance(answer, PrintChoice)
        return answer
    _know_our_files()
    return printers.ask(parent, title, pages or Pages())
