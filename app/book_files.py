"""Book files as files: what is one, what is wrong with one, copies that are sound.

Nothing here opens a live book in any other way than through SQLite.
"""

import hashlib
import json
import os
import shutil
import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uuid_utils
from sqlcipher3 import dbapi2

from app import paths, settings
from app.errors import StorageError
from app.i18n import _

APPLICATION_ID = 0x42524447  # "BRDG", in the file's header
WATCHED_EVENTS = frozenset({"open", "os.remove", "os.rename", "os.truncate"})
_HEADER = b"SQLite format 3\x00"
_live: dict[tuple[int, int] | str, Path] = {}


def examine(path: Path, *, may_be_new: bool) -> None:
    """Look at a file before SQLite does; raise `StorageError` with a sentence if it is no book."""
    name = path.name
    if path.is_dir():
        raise StorageError(_("“{file}” is a folder, not a book.").format(file=name))
    if not path.exists():
        if may_be_new and path.parent.is_dir():
            return
        if may_be_new:
            raise StorageError(
                _("The folder “{folder}” does not exist.").format(folder=path.parent)
            )
        raise StorageError(_("There is no book at “{file}”.").format(file=path))
    if is_live(path):
        return
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except OSError as problem:
        raise StorageError(
            _("“{file}” cannot be read: {reason}.").format(file=name, reason=problem.strerror)
        ) from problem
    _examine_head(path, head, size)


def _examine_head(path: Path, head: bytes, size: int) -> None:
    name = path.name
    if not head:
        raise StorageError(
            _("“{file}” is empty, so it is not a book. {backups}").format(
                file=name, backups=_where_backups_are()
            )
        )
    if not head.startswith(_HEADER) or len(head) < 100:
        raise StorageError(
            _(
                "“{file}” is not a Bridgebook book: it is another kind of file, encrypted, "
                "or damaged. {backups}"
            ).format(file=name, backups=_where_backups_are())
        )
    (page_size,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    (application,) = struct.unpack(">I", head[68:72])
    if application != APPLICATION_ID:
        raise StorageError(
            _("“{file}” is a database of another program, not a Bridgebook book.").format(file=name)
        )
    wal = path.with_name(path.name + "-wal")
    if size < pages * (65536 if page_size == 1 else page_size) and not wal.exists():
        raise StorageError(
            _("“{file}” is cut short: part of the file is missing. {backups}").format(
                file=name, backups=_where_backups_are()
            )
        )


def _where_backups_are() -> str:
    return _("Your backups are in “{folder}”.").format(folder=paths.backup_folder())


def address(path: Path, *, read_only: bool) -> str:
    """What SQLite is asked to open; where nothing can be written, a book is taken as it stands."""
    if read_only and not os.access(path.parent, os.W_OK):
        return f"{path.as_uri()}?immutable=1"
    return str(path)


def sentence(path: Path, problem: str) -> str | None:
    """What the person reads when SQLite or the system says this; None when it is a bug of ours."""
    name = path.name
    known: Iterable[tuple[str, str]] = (
        ("full", _("The disk is full, so “{file}” could not be written. Nothing was lost; make "
                   "some room and try again.")),
        ("No space", _("The disk is full, so “{file}” could not be written. Nothing was lost; make "
                       "some room and try again.")),
        ("readonly", _("“{file}” may be read but not written here. Copy it to a folder of your "
                       "own, or allow writing.")),
        ("Permission", _("“{file}” cannot be used: this account has no permission.")),
        ("unable to open", _("“{file}” cannot be opened or made in this place.")),
        ("locked", _("“{file}” is being used by another program. Close it there and try again.")),
        ("not a database", _("“{file}” is damaged or encrypted. ") + _where_backups_are()),
        ("malformed", _("“{file}” is damaged. ") + _where_backups_are()),
        ("disk I/O", _("The disk reported an error while “{file}” was used. ")
         + _where_backups_are()),
        ("No such file", _("There is no file or folder “{file}”.")),
        ("Is a directory", _("“{file}” is a folder.")),
    )  # fmt: skip
    for mark, text in known:
        if mark in problem:
            return text.format(file=name)
    return None


# The live file


def watch(path: Path) -> None:
    """From now on only SQLite may touch this file and its companions."""
    for name in _family(path):
        _live[os.path.realpath(name)] = path


def unwatch(path: Path) -> None:
    """The book is closed; its file is an ordinary file again."""
    for key in [key for key, watched in _live.items() if watched == path]:
        del _live[key]


def is_live(name: Any) -> bool:
    """Whether a path, as given to the system, is a live book or one of its companions."""
    if not _live or not isinstance(name, (str, bytes, os.PathLike)):
        return False
    return os.path.realpath(os.fsdecode(name)) in _live


def _family(path: Path) -> tuple[str, ...]:
    return (str(path), f"{path}-wal", f"{path}-shm", f"{path}-journal")


# Copies


def copy_verified(connection: Any, path: Path, target: Path) -> None:
    """Copy an open book through SQLite, check the copy, make it durable, then give it its name."""
    if is_live(target):
        raise StorageError(_("A book cannot be backed up onto itself."))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{uuid_utils.uuid7()}")
    try:
        copy = dbapi2.connect(str(temporary), isolation_level=None)
        try:
            connection.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            if problems := unsound(copy):
                raise StorageError(
                    _("The copy of “{file}” is not sound ({problem}); it was not kept.").format(
                        file=path.name, problem=problems[0]
                    )
                )
        finally:
            copy.close()
        _make_durable(temporary)
        digest = hashlib.sha256(temporary.read_bytes()).hexdigest()
        temporary.replace(target)
        target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n")
    finally:
        temporary.unlink(missing_ok=True)


def unsound(connection: Any) -> list[str]:
    """What is wrong inside a book; nothing when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    problems = [] if found == ["ok"] else found
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        problems.append(f"{table} {row}: {parent} is missing")
    return problems


def digest_matches(path: Path) -> bool | None:
    """Whether a backup still is what was written; None when its digest file is gone."""
    beside = path.with_name(path.name + ".sha256")
    if not beside.exists():
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest() == beside.read_text().split()[0]


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def backup_name(path: Path, reason: str) -> Path:
    """Where the next backup of a book goes."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    suffix = f"-{reason}" if reason else ""
    return _own_folder(path) / f"{path.stem}-{stamp}{suffix}.bridgebook"


def last_backup_number(path: Path) -> int:
    """The newest step that a backup of this book holds; -1 without any."""
    return int(_memory(path).get("number", -1))


def last_backup_at(path: Path) -> datetime | None:
    """When this book was last backed up."""
    at = _memory(path).get("at")
    return datetime.fromisoformat(at) if at else None


def note_backup(path: Path, target: Path, number: int) -> None:
    """Remember what was backed up, and keep only the newest backups."""
    folder = _own_folder(path)
    memory = {"number": number, "at": datetime.now(UTC).isoformat(), "file": target.name}
    (folder / "last.json").write_text(json.dumps(memory))
    backups = sorted(folder.glob("*.bridgebook"))
    for old in backups[: -settings.load().backups_to_keep]:
        old.unlink()
        old.with_name(old.name + ".sha256").unlink(missing_ok=True)


def _memory(path: Path) -> dict[str, Any]:
    try:
        memory = json.loads((_own_folder(path) / "last.json").read_text())
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def _own_folder(path: Path) -> Path:
    mark = hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:8]
    return paths.backup_folder() / f"{path.stem}-{mark}"


def device() -> str:
    """A random name for this machine, kept with the program's data."""
    file = paths.data_folder() / "device"
    if not file.exists():
        file.write_text(str(uuid_utils.uuid4()))
    return file.read_text().strip()


def copy_closed(source: Path, target: Path) -> None:
    """Copy a book that is not open, for instance the sample book that ships with the program."""
    shutil.copyfile(source, target)
