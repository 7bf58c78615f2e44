"""The one module that opens a book, and the one way to write it.

`with edit("What the person did")` is a transaction, an undo step, a line of history and the
announcement that refreshes the screens, in one. Only the thread that opened the book writes; any
other thread gets a connection that SQLite itself keeps from writing.

The live file is opened by SQLite alone: opening and closing it in any other way drops SQLite's
locks and has lost acknowledged commits, so an audit hook refuses it (`app/live_files.py`).
"""

import logging
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uuid_utils

from app import book_files, journal, live_files, migrations, settings, soundness
from app.book_files import APPLICATION_ID, explained
from app.connections import Connections
from app.domain import names
from app.errors import StorageError
from app.i18n import _
from app.journal import Change
from app.locks import hold

log = logging.getLogger(__name__)


class InUse(StorageError):
    """Another Bridgebook has this book open."""


class _Book(Connections):
    """The connections to the open book: whoever did not open it cannot write it."""

    def _prepare(self, connection: Any) -> None:
        if _read_only or threading.get_ident() != _owner:
            connection.execute("PRAGMA query_only = 1")

    def connection(self) -> Any:
        if _path is None:
            raise StorageError(_("No book is open."))
        if self.is_closed():
            raise RuntimeError("Outside the book's own thread, read inside database.reader().")
        return super().connection()


database = _Book()
_owner = 0
_read_only = False
_path: Path | None = None
_lock: Any = None
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
    missing, damaged, encrypted, from a newer version, or cannot be written. What can be seen from
    outside is seen before the one that is open is closed.
    """
    global _owner, _path, _lock, _read_only
    path = Path(path).absolute()
    book_files.examine(path, may_be_new=create and not read_only)
    with explained(path):
        if _path is not None and path.resolve() == _path.resolve():
            close()  # its lock would be in the way
        lock = None if read_only else _acquire(path)
        try:
            close()
        except BaseException:
            _release(lock)
            raise
        made = not path.exists()
        _owner, _path, _read_only, _lock = threading.get_ident(), path, read_only, lock
        live_files.watch(path)
        try:
            database.init(book_files.address(path, read_only=read_only))
            database.connect()
            _make_ready(path)
        except BaseException:
            _forget()
            if made:
                book_files.unmake(path)
            raise


def close() -> None:
    """Back up what is new, let go of the book and its lock; nothing happens when none is open.

    Raises `StorageError` when there was something to back up and that failed, or when the file was
    taken away while it was open. The book is closed all the same, and what was written is in it.
    """
    if _path is None:
        return
    if threading.get_ident() != _owner or database.in_transaction():
        raise RuntimeError("A book is closed by the thread that opened it, outside of edits.")
    try:
        if not _read_only:
            _leave_in_order()
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


def _make_ready(path: Path) -> None:
    global _device
    version = int(fetch("PRAGMA user_version")[0][0])
    migrations.refuse_version(path, version, read_only=_read_only)
    names.use_alphabet(settings.language())
    if not _read_only:
        if not version:
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute_sql("PRAGMA journal_mode = WAL")
        book_files.refuse_unwritable(path)
        if 0 < version < len(migrations.STEPS):
            back_up(reason="before-update")
        migrations.migrate(database)
        if not version:  # from now on a copy without its -wal is at least a book
            fetch("PRAGMA wal_checkpoint(TRUNCATE)")
    live_files.watch(path)  # again: now its companions are there
    live_files.unwatch(path)
    _device = "" if _read_only else book_files.device()
    _undoable[:], _redoable[:] = journal.stacks(database)


def _leave_in_order() -> None:
    path = book_path()
    gone = live_files.is_gone(path)
    try:
        if last_number() and backup_wanted():
            back_up()
    except StorageError as problem:
        log.warning("the backup at closing failed: %s", type(problem.__cause__ or problem).__name__)
        raise StorageError(
            _("“{file}” is closed, but it could not be backed up. {reason}").format(
                file=path.name, reason=problem
            )
        ) from problem
    finally:
        with suppress(StorageError):  # what was written then stays in the -wal, and is safe there
            fetch("PRAGMA wal_checkpoint(TRUNCATE)")
    if gone:
        raise StorageError(live_files.gone_sentence(path))


def _forget() -> None:
    global _path, _lock, _read_only
    path, lock, _path, _lock, _read_only = _path, _lock, None, None, False
    if not database.is_closed():
        database.close()
    _undoable.clear()
    _redoable.clear()
    assert path is not None
    live_files.unwatch(path)
    _release(lock)


def _release(lock: Any) -> None:
    if lock is not None:
        lock.close()


def _acquire(path: Path) -> Any:
    if (lock := hold(path)) is None:
        sentence = _("“{file}” is open in another Bridgebook window.")
        raise InUse(sentence.format(file=path.name))
    return lock


# Reading


def fetch(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a reading statement. Raises `StorageError` when the file is damaged."""
    with explained(book_path()):
        cursor = database.execute_sql(sql, values)
        try:
            return list(cursor.fetchall())
        finally:
            cursor.close()


@contextmanager
def reader() -> Iterator[None]:
    """A connection of this thread's own, for a job: it reads, and SQLite keeps it from writing."""
    path = book_path()
    if not database.is_closed():
        yield
        return
    live_files.watch(path)
    try:
        with explained(path):
            database.connect()
        yield
    finally:
        database.close()
        live_files.unwatch(path)


# Writing


@contextmanager
def edit(label: str) -> Iterator[None]:
    """Do one thing that the person would call one thing; inner edits join the outer one.

    Commits, then announces the change. A body that raises leaves nothing; one that changed nothing
    is no step. Raises `StorageError` when the disk is full or the file cannot be written.
    """
    with _writing(label, takes_back=None):
        yield


def insert_rows(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows, twice as fast as one by one; inside an edit."""
    for sql, (values,) in journal.inserts(table, columns, rows):
        database.execute_sql(sql, values)


def undo() -> str | None:
    """Take back the last step that was not taken back yet; its label, or None without any."""
    return _take_back(_undoable, _("Undo {what}"))


def redo() -> str | None:
    """Do again what was undone last; its label, or None without any."""
    return _take_back(_redoable, _("Redo {what}"))


def undo_label() -> str | None:
    """What `undo` would take back."""
    return journal.label(database, _undoable[-1]) if _undoable else None


def redo_label() -> str | None:
    """What `redo` would do again."""
    return journal.label(database, _redoable[-1]) if _redoable else None


def subscribe(listener: Callable[[Change], None]) -> Callable[[], None]:
    """Hear of every change, after it was committed; the answer ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener) if listener in _listeners else None


def begin_here() -> None:
    """Let the person's doing begin here: nothing that was written so far can be taken back."""
    database.execute_sql("REPLACE INTO setting VALUES ('begins_after', ?)", (str(last_number()),))
    _undoable.clear()
    _redoable.clear()


def last_number() -> int:
    """The number of the newest step in the book, 0 in a new one."""
    return int(fetch("SELECT ifnull(max(number), 0) FROM txn")[0][0])


@contextmanager
def _writing(label: str, takes_back: int | None) -> Iterator[None]:
    path = book_path()
    if _read_only:
        raise StorageError(_("“{file}” was opened for reading only.").format(file=path.name))
    if threading.get_ident() != _owner:
        raise RuntimeError("Only the thread that opened the book writes it.")
    if database.in_transaction():
        with database.atomic():
            yield
        return
    if live_files.is_gone(path):
        raise StorageError(live_files.gone_sentence(path))
    with explained(path, book_files.DATABASE_ERRORS), database.atomic("IMMEDIATE"):
        begun = journal.begin(database)
        yield
        tables = journal.end(database, begun, label=label, device=_device, takes_back=takes_back)
    if tables:
        journal.note_step(_undoable, _redoable, begun.number, takes_back)
        for listener in tuple(_listeners):
            listener(Change(label, tables))


def _take_back(stack: list[int], wording: str) -> str | None:
    if database.in_transaction():
        raise RuntimeError("A step is undone as a whole, not inside an edit.")
    if not stack:
        return None
    number = stack[-1]
    what = journal.label(database, number)
    with _writing(wording.format(what=what), takes_back=number):
        database.execute_sql("PRAGMA defer_foreign_keys = 1")
        for sql, values in journal.inverse(journal.ops(database, number)):
            database.connection().executemany(sql, values)
    return what


# Backups


def backup_wanted() -> bool:
    """Whether anything was written since the last backup."""
    return book_files.last_backup_step(book_path()) != _newest_step()


def back_up(to: Path | None = None, *, reason: str = "") -> Path:
    """Copy the whole book, verify the copy, make it durable; where it went.

    Without a place it goes to the backups folder, of which the newest are kept. Raises
    `StorageError` when the copy cannot be written or is not sound; an older file stays as it was.
    """
    if database.in_transaction():
        raise RuntimeError("A backup is made outside of edits.")
    path = book_path()
    target = to.absolute() if to is not None else book_files.backup_name(path, reason)
    with explained(target):
        book_files.copy_verified(database.connection(), path, target)
        if to is None:
            book_files.note_backup(path, target, *_newest_step())
    return target


def _newest_step() -> tuple[int, str]:
    found = fetch("SELECT number, clock FROM txn ORDER BY number DESC LIMIT 1")
    return found[0] if found else (0, "")


# Checking


def check(path: Path) -> list[str]:
    """What is wrong with a book and its backups, a sentence each; nothing when all is sound.

    The book may be open, here or elsewhere, and is not touched: a copy is looked at.
    """
    return soundness.check(Path(path).absolute())


sys.addaudithook(live_files.guard)
