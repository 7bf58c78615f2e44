"""The one module that opens a book, and the one way to write it.

`with edit("What the person did")` is a transaction, an undo step, a line of history and the
announcement that refreshes the screens, in one. Only the thread that opened the book writes; any
other thread gets a connection that SQLite itself keeps from writing.

The live file is opened by SQLite alone: opening and closing it in any other way drops SQLite's
locks and has lost acknowledged commits, so an audit hook refuses it.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import filelock
import peewee
import uuid_utils
from sqlcipher3 import dbapi2

from app import book_files, journal, migrations, search_index
from app.book_files import APPLICATION_ID
from app.errors import AppError, Refused, StorageError
from app.i18n import _
from app.journal import Change, Op

Row = TypeVar("Row")

_PRAGMAS = (
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  # or INSERT OR REPLACE would delete rows behind the journal's back
    ("synchronous", "FULL"),  # NORMAL lost acknowledged commits in half of the simulated power cuts
    ("cache_size", -64_000),
    ("temp_store", "MEMORY"),
)


class InUse(StorageError):
    """Another Bridgebook has this book open."""


class _Book(peewee.SqliteDatabase):
    """Peewee on sqlcipher3, the only SQLite in the process."""

    def _connect(self) -> Any:
        connection = dbapi2.connect(
            self.database, isolation_level=None, timeout=5, uri=self.database.startswith("file:")
        )
        try:
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]  # not in the stubs
            search_index.register(connection)
            if _read_only or threading.get_ident() != _owner:
                connection.execute("PRAGMA query_only = 1")
        except BaseException:
            connection.close()
            raise
        return connection

    # The stubs leave these two bare.

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def connection(self) -> Any:
        return super().connection()  # type: ignore[no-untyped-call]


database = _Book(None, pragmas=_PRAGMAS)
_owner = 0
_read_only = False
_path: Path | None = None
_lock: filelock.BaseFileLock | None = None
_device = ""
_undoable: list[int] = []
_redoable: list[int] = []
_listeners: list[Callable[[Change], None]] = []


def new_id() -> str:
    """A fresh key: UUID version 7, ascending in time."""
    return str(uuid_utils.uuid7())


# Opening and closing


def open_book(path: Path, *, create: bool = False, read_only: bool = False) -> None:
    """Open a book, making or migrating it where needed; the one open before is closed first.

    Raises `InUse` when another Bridgebook holds it, `StorageError` with a sentence when it is
    missing, damaged, encrypted, from a newer version, or cannot be written.
    """
    global _owner, _path, _lock, _read_only, _device
    close()
    path = Path(path).absolute()
    book_files.examine(path, may_be_new=create and not read_only)
    if not read_only:
        _lock = _acquire(path)
    _owner, _path, _read_only = threading.get_ident(), path, read_only
    try:
        with explained(path):
            book_files.watch(path)
            database.init(book_files.address(path, read_only=read_only))
            _connect_and_migrate(path)
            _device = _own_device()
            _read_steps()
    except BaseException:
        _forget()
        raise


def close() -> None:
    """Back up what is new, let go of the book and its lock; nothing happens when none is open."""
    if _path is None:
        return
    try:
        if not _read_only and last_number() and backup_wanted():
            back_up()
        if not _read_only:
            fetch("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        _forget()


def is_open() -> bool:
    """Whether a book is open."""
    return _path is not None


def book_path() -> Path:
    """Where the open book is."""
    if _path is None:
        raise StorageError(_("No book is open."))
    return _path


def _connect_and_migrate(path: Path) -> None:
    database.connect()
    version = int(fetch("PRAGMA user_version")[0][0])
    if version > len(migrations.STEPS):
        raise StorageError(
            _(
                "“{file}” was written by a newer Bridgebook. "
                "Please install the newest version; the file was not touched."
            ).format(file=path.name)
        )
    if _read_only:
        return
    if not version:
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute_sql("PRAGMA journal_mode = WAL")
    if 0 < version < len(migrations.STEPS):
        back_up(reason="before-update")
    migrations.migrate(database)


def _forget() -> None:
    global _path, _lock, _read_only
    if not database.is_closed():
        database.close()
    if _path is not None:
        book_files.unwatch(_path)
    if _lock is not None:
        _lock.release()
    _path, _lock, _read_only = None, None, False
    _undoable.clear()
    _redoable.clear()


def _acquire(path: Path) -> filelock.BaseFileLock:
    lock = filelock.FileLock(f"{path}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise InUse(
            _("“{file}” is open in another Bridgebook window.").format(file=path.name)
        ) from None
    except OSError as problem:
        raise StorageError(
            _("“{file}” cannot be written here: {reason}.").format(
                file=path.name, reason=problem.strerror or problem
            )
        ) from problem
    return lock


# Reading


def fetch(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a reading statement."""
    cursor = database.execute_sql(sql, values)
    try:
        return list(cursor.fetchall())
    finally:
        cursor.close()


def rows(query: Any, kind: type[Row]) -> list[Row]:
    """The rows of a Peewee query as frozen dataclasses."""
    return list(query.objects(kind))


@contextmanager
def reader() -> Iterator[None]:
    """A connection of this thread's own, for a job: it reads, and SQLite keeps it from writing."""
    database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if threading.get_ident() != _owner:
            database.close()


# Writing


@contextmanager
def edit(label: str) -> Iterator[None]:
    """Do one thing that the person would call one thing; inner edits join the outer one.

    Commits, then announces the change. A body that raises leaves nothing; one that changed nothing
    is no step. Raises `StorageError` when the disk is full or the file cannot be written.
    """
    with _writing(label, takes_back=None):
        yield


def undo() -> str | None:
    """Take back the last step that was not taken back yet; its label, or None without any."""
    return _take_back(_undoable, _("Undo {what}"))


def redo() -> str | None:
    """Do again what was undone last; its label, or None without any."""
    return _take_back(_redoable, _("Redo {what}"))


def undo_label() -> str | None:
    """What `undo` would take back."""
    return _label(_undoable[-1]) if _undoable else None


def redo_label() -> str | None:
    """What `redo` would do again."""
    return _label(_redoable[-1]) if _redoable else None


def subscribe(listener: Callable[[Change], None]) -> Callable[[], None]:
    """Hear of every change, after it was committed; the answer ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener) if listener in _listeners else None


def last_number() -> int:
    """The number of the newest step in the book, 0 in a new one."""
    return int(fetch("SELECT ifnull(max(number), 0) FROM txn")[0][0])


@contextmanager
def _writing(label: str, takes_back: int | None) -> Iterator[None]:
    if _read_only:
        raise StorageError(_("“{file}” was opened for reading only.").format(file=book_path().name))
    if threading.get_ident() != _owner:
        raise RuntimeError("Only the thread that opened the book writes it.")
    if database.in_transaction():
        with database.atomic():
            yield
        return
    with explained(book_path()), database.atomic("IMMEDIATE"):
        number = _begin()
        yield
        change = _finish(number, label, takes_back)
    if change is not None:
        _note_step(number, takes_back)
        for listener in tuple(_listeners):
            listener(change)


def _begin() -> int:
    database.execute_sql(
        "INSERT INTO current_edit VALUES (1, (SELECT ifnull(max(number), 0) + 1 FROM txn))"
    )
    return int(fetch("SELECT number FROM current_edit")[0][0])


def _finish(number: int, label: str, takes_back: int | None) -> Change | None:
    before = int(fetch("SELECT ifnull(max(last_op), 0) FROM txn")[0][0])
    last = int(fetch("SELECT ifnull(max(id), 0) FROM op")[0][0])
    database.execute_sql("DELETE FROM current_edit")
    if last <= before:
        return None
    touched = fetch("SELECT DISTINCT tbl FROM op WHERE id > ?", (before,))
    search_index.refresh(database, before)
    sequence = 1 + int(
        fetch("SELECT ifnull(max(sequence), 0) FROM txn WHERE device = ?", (_device,))[0][0]
    )
    newest = fetch("SELECT vector FROM txn WHERE number = ?", (number - 1,))
    vector = (json.loads(newest[0][0]) if newest else {}) | {_device: sequence}
    database.execute_sql(
        "INSERT INTO txn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, _device, sequence, _clock(number), json.dumps(vector), label,
            takes_back, before + 1, last,
        ),
    )  # fmt: skip
    return Change(label, frozenset(table for (table,) in touched))


def _clock(number: int) -> str:
    """A hybrid logical clock: never earlier than the step before, whatever the clock does."""
    now = time.time_ns() // 1_000_000
    newest = fetch("SELECT clock FROM txn WHERE number = ?", (number - 1,))
    if newest:
        millis, count = (int(part) for part in newest[0][0].split("-"))
        if millis >= now:
            return f"{millis:013d}-{count + 1:06d}"
    return f"{now:013d}-{0:06d}"


def _note_step(number: int, takes_back: int | None) -> None:
    if takes_back is None:
        _undoable.append(number)
        _redoable.clear()
    elif _undoable and _undoable[-1] == takes_back:
        _undoable.pop()
        _redoable.append(number)
    else:
        _redoable.pop()
        _undoable.append(number)


def _read_steps() -> None:
    numbers = fetch("SELECT number, takes_back FROM txn ORDER BY number DESC LIMIT 1000")
    undoable, redoable = journal.steps((n, back) for n, back in reversed(numbers))
    _undoable[:], _redoable[:] = undoable, redoable


def _take_back(stack: list[int], wording: str) -> str | None:
    if not stack:
        return None
    number = stack[-1]
    what = _label(number)
    first, last = fetch("SELECT first_op, last_op FROM txn WHERE number = ?", (number,))[0]
    ops = [
        Op(*row)
        for row in fetch(
            "SELECT tbl, row, col, old, new FROM op WHERE id BETWEEN ? AND ? ORDER BY id",
            (first, last),
        )
    ]
    with _writing(wording.format(what=what), takes_back=number):
        database.execute_sql("PRAGMA defer_foreign_keys = 1")
        for sql, values in journal.inverse(ops):
            database.connection().executemany(sql, values)
    return what


def _label(number: int) -> str:
    """What the person did in this step; an undo of an undo is called by the first one's name."""
    label, takes_back = fetch("SELECT label, takes_back FROM txn WHERE number = ?", (number,))[0]
    return str(label) if takes_back is None else _label(takes_back)


def _own_device() -> str:
    """A name for this machine, made up once; it says nothing about the machine or its owner."""
    return book_files.device()


# Backups


def backup_wanted() -> bool:
    """Whether anything was written since the last backup."""
    return book_files.last_backup_number(book_path()) != last_number()


def back_up(to: Path | None = None, *, reason: str = "") -> Path:
    """Copy the whole book, verify the copy, make it durable; where it went.

    Without a place it goes to the backups folder, of which the newest are kept. Raises
    `StorageError` when the copy cannot be written or is not sound; an older file stays as it was.
    """
    path = book_path()
    target = to.absolute() if to is not None else book_files.backup_name(path, reason)
    with explained(target):
        book_files.copy_verified(database.connection(), path, target)
    if to is None and not database.in_transaction():
        book_files.note_backup(path, target, last_number() if _has_journal() else 0)
    return target


def _has_journal() -> bool:
    return bool(fetch("SELECT 1 FROM sqlite_master WHERE name = 'txn'"))


# Errors


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about a file into a sentence for the person."""
    try:
        yield
    except (AppError, filelock.Timeout):
        raise
    except (peewee.DatabaseError, dbapi2.DatabaseError, OSError) as problem:
        text = str(problem)
        if "P01" in text or "only_an_invitation_leads" in text:
            raise Refused(
                _(
                    "This person is approached for information only. "
                    "Record who opened the door, when, how and in which words, then move on."
                )
            ) from problem
        sentence = book_files.sentence(path, text)
        if sentence is None:
            raise
        raise StorageError(sentence) from problem


def _guard_the_live_file(event: str, arguments: tuple[Any, ...]) -> None:
    if event in book_files.WATCHED_EVENTS and arguments and book_files.is_live(arguments[0]):
        raise StorageError(
            f"{os.fspath(arguments[0])!r} is open as a book; only SQLite may touch it ({event})."
        )


sys.addaudithook(_guard_the_live_file)
