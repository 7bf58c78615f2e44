"""Book files as files: what is one, what is wrong with one, copies that are sound.

Nothing here opens a live book in any other way than through SQLite.
"""

import errno
import hashlib
import json
import logging
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import uuid_utils
from sqlcipher3 import dbapi2

from app import live_files, paths, settings
from app.errors import AppError, Refused, StorageError
from app.i18n import _

APPLICATION_ID = 0x42524447  # "BRDG", in the file's header
_HEADER = b"SQLite format 3\x00"
_DIGEST = ".sha256"  # beside a backup: what it was when it was made
log = logging.getLogger(__name__)
DATABASE_ERRORS = (dbapi2.Error,)


def examine(path: Path, *, may_be_new: bool) -> None:
    """Look at a file before SQLite does; raise `StorageError` with a sentence if it is no book."""
    try:
        _examine(path, may_be_new=may_be_new)
    except OSError as problem:
        raise StorageError(
            _("“{file}” cannot be read: {reason}.").format(file=path.name, reason=problem.strerror)
        ) from problem


def _examine(path: Path, *, may_be_new: bool) -> None:
    name = path.name
    if path.is_dir():
        raise StorageError(_("“{file}” is a folder, not a book.").format(file=name))
    if not path.exists():
        if not may_be_new:
            raise StorageError(_("There is no book at “{file}”.").format(file=path))
        if not path.parent.is_dir():
            raise StorageError(
                _("The folder “{folder}” does not exist.").format(folder=path.parent)
            )
        return
    if not path.is_file():  # a pipe would keep us waiting for ever
        raise StorageError(_("“{file}” is not a file, so it is not a book.").format(file=name))
    if not live_files.is_live(path):
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
        _examine_head(path, head, size)


def _examine_head(path: Path, head: bytes, size: int) -> None:
    name = path.name
    if not head:
        raise StorageError(
            _("“{file}” is empty, so it is not a book. {backups}").format(
                file=name, backups=where_backups_are()
            )
        )
    if not head.startswith(_HEADER) or len(head) < 100:
        raise StorageError(
            _(
                "“{file}” is not a Bridgebook book: it is another kind of file, encrypted, "
                "or damaged. {backups}"
            ).format(file=name, backups=where_backups_are())
        )
    (page_size,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    (application,) = struct.unpack(">I", head[68:72])
    if application != APPLICATION_ID:
        raise StorageError(
            _("“{file}” is a database of another program, not a Bridgebook book.").format(file=name)
        )
    # A book that was not closed properly may be short: what is missing stands in its -wal.
    short = size < pages * (65536 if page_size == 1 else page_size)
    if short and not unwritten(path):
        raise StorageError(
            _("“{file}” is cut short: part of the file is missing. {backups}").format(
                file=name, backups=where_backups_are()
            )
        )


def refuse_unwritable(path: Path) -> None:
    """Notice when it opens, and not at the first edit, that a book cannot be written."""
    if not os.access(path, os.W_OK):
        raise StorageError(_read_only().format(file=path.name))


def unwritten(path: Path) -> bool:
    """Whether part of the book stands beside it: it is open, or was not closed."""
    wal = Path(f"{os.path.realpath(path)}-wal")
    return wal.exists() and wal.stat().st_size > 0


def where_backups_are() -> str:
    """Where to look when a book is damaged."""
    return _("Your backups are in “{folder}”.").format(folder=paths.backup_folder())


def address(path: Path, *, read_only: bool) -> str:
    """What SQLite is asked to open; where nothing can be written, a book is taken as it stands."""
    if read_only and not os.access(path.parent, os.W_OK) and not unwritten(path):
        return f"{path.as_uri()}?immutable=1"
    return str(path)


# What the person reads


@contextmanager
def explained(
    path: Path, kinds: tuple[type[Exception], ...] = (*DATABASE_ERRORS, OSError)
) -> Iterator[None]:
    """Turn what SQLite and the system say about a file into a sentence for the person."""
    try:
        yield
    except AppError:
        raise
    except kinds as problem:
        if isinstance(problem, dbapi2.IntegrityError) and _is_p01(problem):
            raise Refused(
                _(
                    "This person is approached for information only. "
                    "Record who opened the door, when, how and in which words, then move on."
                )
            ) from problem
        text = sentence(path, problem)
        if text is None:
            raise
        raise StorageError(text) from problem


def _is_p01(problem: Exception) -> bool:
    return "P01" in str(problem) or "only_an_invitation_leads" in str(problem)


def sentence(path: Path, problem: BaseException) -> str | None:
    """What the person reads when SQLite or the system says this; None when it is a bug of ours."""
    if isinstance(problem, OSError):
        text = _by_number().get(problem.errno or 0)
    else:
        said = str(problem)
        text = next((text for mark, text in _by_words() if mark in said), None)
        # When SQLite has already rolled back, rolling back fails too and hides the reason.
        if text is None and "no such savepoint" in said and problem.__context__ is not None:
            return sentence(path, problem.__context__)
    return None if text is None else text.format(file=path.name, folder=path.parent)


def _by_words() -> list[tuple[str, str]]:
    return [
        ("database or disk is full", _full()),
        ("readonly database", _read_only()),
        ("unable to open database", _("“{file}” cannot be opened or made in this place.")),
        ("is locked",
         _("“{file}” is being used by another program. Close it there and try again.")),
        ("not a database", _("“{file}” is damaged or encrypted.") + " " + where_backups_are()),
        ("image is malformed", _("“{file}” is damaged.") + " " + where_backups_are()),
        ("disk I/O error", _io_error()),
    ]  # fmt: skip


def _by_number() -> dict[int, str]:
    denied = _("“{file}” cannot be used: this account has no permission.")
    no_folder = _("“{folder}” is not a folder that exists.")
    return {
        errno.ENOSPC: _full(),
        errno.EDQUOT: _full(),
        errno.EROFS: _read_only(),
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.EIO: _io_error(),
        errno.ENOENT: _("There is no file or folder “{file}”."),
        errno.ENOTDIR: no_folder,
        errno.EEXIST: no_folder,
        errno.EISDIR: _("“{file}” is a folder."),
        errno.ENAMETOOLONG: _("The name “{file}” is too long for this disk."),
    }


def _full() -> str:
    return _(
        "The disk is full, so “{file}” could not be written. Nothing was lost; make some room "
        "and try again."
    )


def _read_only() -> str:
    return _(
        "“{file}” may be read but not written here. Copy it to a folder of your own, "
        "or allow writing."
    )


def _io_error() -> str:
    return _("The disk reported an error while “{file}” was used.") + " " + where_backups_are()


# Copies


def copy_verified(connection: Any, path: Path, target: Path) -> None:
    """Copy an open book through SQLite, check the copy, make it durable, then give it its name.

    Whatever fails, a file that had the name before is as it was.
    """
    _refuse_target(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{uuid_utils.uuid7()}.copy")
    try:
        _copy(connection, path, temporary)
        _make_durable(temporary)
        digest = _digest(temporary)
        beside = _digest_file(target)
        beside.unlink(missing_ok=True)  # of an older file: a copy without one is not damaged
        temporary.replace(target)
        beside.write_text(f"{digest}  {target.name}\n", encoding="utf-8")
        _make_durable(beside)
        _make_durable(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _refuse_target(target: Path) -> None:
    if live_files.is_live(target):
        raise StorageError(_("A book cannot be backed up onto itself."))
    if target.is_dir():
        raise StorageError(_("“{file}” is a folder.").format(file=target.name))
    if unwritten(target):  # SQLite would take the other book's -wal for this one's
        raise StorageError(
            _("“{file}” is an open book, or was not closed; choose another name.").format(
                file=target.name
            )
        )


def copy_unverified(path: Path, target: Path) -> None:
    """Copy a book through SQLite as it stands, damaged or not; it may be open."""
    where = address(path, read_only=True)
    live_files.watch(path)
    source = dbapi2.connect(where, isolation_level=None, uri=where.startswith("file:"))
    copy = dbapi2.connect(str(target), isolation_level=None)
    try:
        source.backup(copy, pages=-1)
    finally:
        copy.close()
        source.close()
        live_files.unwatch(path)


def _copy(connection: Any, path: Path, temporary: Path) -> None:
    copy = dbapi2.connect(str(temporary), isolation_level=None)
    try:
        connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        problems = unsound(copy)
    except dbapi2.DatabaseError as problem:
        if isinstance(problem, dbapi2.OperationalError):
            raise  # of the disk that the copy goes to
        with explained(path):
            raise
    finally:
        copy.close()
    if problems:
        raise StorageError(
            _("The copy of “{file}” is not sound ({problem}); it was not kept.").format(
                file=path.name, problem=problems[0]
            )
        )


def unsound(connection: Any) -> list[str]:
    """What is wrong inside a book; nothing when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    problems = [] if found == ["ok"] else found
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        problems.append(f"{table} {row}: {parent} is missing")
    return problems


def digest_matches(path: Path) -> bool | None:
    """Whether a backup still is what was written; None when its digest file is gone."""
    try:
        known = _digest_file(path).read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return None
    return known[:1] == [_digest(path)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_file(path: Path) -> Path:
    return path.with_name(path.name + _DIGEST)


def unmake(path: Path) -> None:
    """Take away a book that could not be made, so that the next try begins anew."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _make_durable(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # pragma: no cover - Windows has no such thing
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# The backups of a book


def backup_name(path: Path, reason: str) -> Path:
    """Where the next backup of a book goes."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    suffix = f"-{reason}" if reason else ""
    return _own_folder(path) / f"{path.stem}-{stamp}{suffix}.bridgebook"


def backups(path: Path) -> list[Path]:
    """The backups of a book that were made by themselves, the oldest first."""
    return sorted(_own_folder(path).glob("*.bridgebook"))


def last_backup_step(path: Path) -> tuple[int, str] | None:
    """Number and clock of the newest step that a backup of this book holds; None without any.

    The clock too, since two books that had the same name may count alike.
    """
    memory = _memory(path)
    there = (_own_folder(path) / str(memory.get("file"))).is_file()
    number, clock = memory.get("number"), memory.get("clock")
    return (number, clock) if there and isinstance(number, int) and isinstance(clock, str) else None


def last_backup_at(path: Path) -> datetime | None:
    """When this book was last backed up."""
    try:
        return datetime.fromisoformat(_memory(path)["at"])
    except (KeyError, TypeError, ValueError):
        return None


def note_backup(path: Path, target: Path, number: int, clock: str) -> None:
    """Remember what was backed up, and keep only the newest backups."""
    now = datetime.now(UTC).isoformat()
    memory = {"number": number, "clock": clock, "at": now, "file": target.name}
    (_own_folder(path) / "last.json").write_text(json.dumps(memory), encoding="utf-8")
    # A clock that went back dates the newest backup before the others; it stays all the same.
    older = [backup for backup in backups(path) if backup != target]
    for old in older[: max(0, len(older) + 1 - max(1, settings.load().backups_to_keep))]:
        _digest_file(old).unlink(missing_ok=True)
        old.unlink()


def _memory(path: Path) -> dict[str, Any]:
    try:
        memory = json.loads((_own_folder(path) / "last.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def _own_folder(path: Path) -> Path:
    mark = hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:8]
    return paths.backup_folder() / f"{path.stem}-{mark}"


def device() -> str:
    """A random name for this machine, kept with the program's data."""
    file = paths.data_folder() / "device"
    with suppress(OSError, ValueError):
        return str(UUID(file.read_text(encoding="utf-8").strip()))
    fresh = file.with_name(f".device.{uuid_utils.uuid4()}")
    fresh.write_text(str(uuid_utils.uuid4()), encoding="utf-8")
    fresh.replace(file)
    return file.read_text(encoding="utf-8")
