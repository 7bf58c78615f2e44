"""Which files are open as a book, and the guard that keeps everybody but SQLite from them.

Closing any other handle on a file drops every POSIX lock that the process holds on it, SQLite's
too: another process then deletes the `-wal`, and acknowledged commits are gone. So any road of
Python's to a live file ends in a `StorageError`. Qt's own (QFile) is not seen; never use it.
"""

# It is asked at every file that the process opens, and a Path costs too much.
# ruff: noqa: PTH116, PTH118, PTH119

import os
from os.path import basename, join, realpath
from pathlib import Path
from typing import Any

from app import paths
from app.errors import StorageError
from app.i18n import _

_watched: list[tuple[Path, frozenset[Any]]] = []
_live: frozenset[Any] = frozenset()  # full names and (device, inode) of all of them
_live_names: frozenset[str] = frozenset()  # last parts, to look at few files only


def watch(path: Path) -> None:
    """From now on only SQLite may touch this book and its companions; each call wants its unwatch.

    Files are known by where they are and, once they exist, by what they are, so that no other name
    leads to them: call it again when SQLite has made its companions.
    """
    real = realpath(path)
    family = (real, f"{real}-wal", f"{real}-shm", f"{real}-journal", f"{real}.lock")
    marks: set[Any] = {*family, *map(_mark, family)} - {None}
    _watched.append((path, frozenset(marks)))
    _sum_up()


def unwatch(path: Path) -> None:
    """One user of the book is done; when all are, its file is an ordinary file again."""
    found = next((i for i, (watched, _marks) in enumerate(_watched) if watched == path), None)
    if found is not None:
        del _watched[found]
        _sum_up()


def _sum_up() -> None:
    global _live, _live_names
    _live = frozenset().union(*(marks for _path, marks in _watched))
    _live_names = frozenset(basename(mark) for mark in _live if isinstance(mark, str))


def _mark(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino)


def is_live(name: Any, folder: int = -1) -> bool:
    """Whether a path, as given to the system, is a live book or one of its companions.

    `folder` is what the system calls `dir_fd`. It is asked at every file that the process opens.
    """
    if not _live or not isinstance(name, (str, bytes, os.PathLike)):
        return False
    name = os.fsdecode(name)
    if folder >= 0:
        name = join(f"/proc/self/fd/{folder}", name)
    if _mark(name) in _live:
        return True
    return basename(name) in _live_names and realpath(name) in _live


def is_gone(path: Path) -> bool:
    """Whether a live book was deleted, moved or replaced by somebody outside."""
    return _mark(str(path)) not in _live


def gone_sentence(path: Path) -> str:
    """What the person reads then."""
    return _(
        "“{file}” was deleted, moved or replaced while it was open. Nothing more is written to "
        "it; what was in it goes to your backups when it closes, in “{folder}”."
    ).format(file=path.name, folder=paths.backup_folder())


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook."""
    if not _live:
        return
    for name, folder in _about_to_touch(event, arguments):
        if is_live(name, folder):
            raise StorageError(
                _("“{file}” is open as a book; close it first.").format(
                    file=basename(os.fsdecode(name))
                )
            )


def _about_to_touch(event: str, arguments: tuple[Any, ...]) -> list[tuple[Any, int]]:
    """The paths, each with the folder that it starts from."""
    if event in {"open", "os.truncate", "sqlite3.connect"}:
        return [(arguments[0], -1)]
    if event == "os.remove":
        return [(arguments[0], arguments[1])]
    if event in {"os.rename", "os.link"}:
        return [(arguments[0], arguments[2]), (arguments[1], arguments[3])]
    return []
