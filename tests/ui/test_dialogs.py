"""File dialogs as they really open: they list the folder of the open book and leave it alone."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileSystemModel, QLineEdit

from ui import dialogs

_TYPE = 2  # the column of a file system model that Qt would fill by looking into the file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locks are read from /proc/locks")


def locks_of(book: Path) -> set[str]:
    """Which files of the book this process holds locked.

    The kernel shows its locks page by page while others take and free theirs, so one reading may
    show a lock twice or miss it; one that was dropped never comes back by itself.
    """
    return set().union(*(_locks_read(book) for _reading in range(5)))


def _locks_read(book: Path) -> set[str]:
    family = [Path(f"{book}{end}") for end in ("", "-shm") if Path(f"{book}{end}").exists()]
    files = {f":{file.stat().st_ino}": file.name for file in family}
    held = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    return {
        name
        for lock in held
        for inode, name in files.items()
        if lock[1] == "POSIX" and lock[4] == str(os.getpid()) and lock[5].endswith(inode)
    }


def then(act) -> None:
    """When a dialog is open and has listed the folder of the book, do this with it."""
    timer = QTimer(QApplication.instance(), interval=10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        models = dialog.findChildren(QFileSystemModel) if dialog is not None else []
        if any(has_listed(model, model.index(model.rootPath())) for model in models):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start()


def has_listed(model: QFileSystemModel, folder: QModelIndex) -> bool:
    """Whether every file of the folder is known with its kind."""
    kinds = [model.index(row, _TYPE, folder).data() for row in range(model.rowCount(folder))]
    return bool(kinds) and all(kinds)


@pytest.fixture
def locked(book: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The locks of a book that lies in the folder the dialogs begin with."""
    monkeypatch.setenv("HOME", str(book.parent))
    held = locks_of(book)
    if not held:
        pytest.skip("this system does not list its locks")
    return held


def test_choosing_a_file_beside_the_open_book_leaves_its_locks_alone(locked, book):
    then(QDialog.reject)
    assert dialogs.open_file(None, "Open a book", kinds="Bridgebook (*.bridgebook)") is None

    assert locks_of(book) == locked


def test_saving_beside_a_book_with_any_name_leaves_its_locks_alone(locked, book, qtbot):
    other = book.parent / "What others call me.search"
    from app import database

    database.back_up(other)
    database.open_book(other)
    held = locks_of(other)

    def save(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText("Dana")
        dialog.accept()

    then(save)
    suggested = book.parent / "Meeting.pdf"
    assert (
        dialogs.save_file(None, "Save", suggested, kinds="PDF (*.pdf)") == book.parent / "Dana.pdf"
    )

    assert held
    assert locks_of(other) == held


def test_several_files_are_chosen_and_the_next_dialog_begins_there(locked, book):
    for name in ("a.vcf", "b.vcf"):
        (book.parent / name).write_text("")

    def choose(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText('"a.vcf" "b.vcf"')
        dialog.accept()

    then(choose)
    kinds = "Contacts (*.vcf)"
    found = dialogs.open_files(None, "Choose files", kinds=kinds, start=book.parent)
    assert [file.name for file in found] == ["a.vcf", "b.vcf"]

    then(choose)
    assert dialogs.open_files(None, "Choose files", kinds=kinds) == found


def test_choosing_a_printer_with_the_book_at_home_leaves_its_locks_alone(locked, book):
    then(QDialog.reject)
    assert dialogs.ask_printer(None, "Print") is None

    assert locks_of(book) == locked
