"""While a book is open, nobody but SQLite touches its file, by whatever road and name."""

import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app import database, live_files
from app.domain.people import ContactDraft
from app.errors import StorageError
from app.services import contacts, directory

SUFFIXES = ["", "-wal", "-shm", ".lock"]


def digest(path: Path) -> object:
    with io.open_code(str(path)) as file:
        return hashlib.file_digest(file, "sha256")


def zipped(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.write(path)


def removed_by_folder(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.remove(path.name, dir_fd=folder)
    finally:
        os.close(folder)


ROADS = {
    "open": open,
    "open by text": lambda path: open(str(path), "rb"),  # noqa: PTH123, SIM115
    "open by bytes": lambda path: open(os.fsencode(path), "ab"),  # noqa: PTH123, SIM115
    "os.open": lambda path: os.open(path, os.O_RDONLY),
    "Path.read_bytes": Path.read_bytes,
    "Path.write_bytes": lambda path: path.write_bytes(b""),
    "shutil.copy": lambda path: shutil.copy(path, path.with_name("copy")),
    "shutil.copyfile onto": lambda path: shutil.copyfile(__file__, path),
    "shutil.move": lambda path: shutil.move(path, path.with_name("moved")),
    "zipfile": zipped,
    "hashlib.file_digest": digest,
    "os.rename": lambda path: path.rename(path.with_name("renamed")),
    "os.replace by another": lambda path: Path(__file__).replace(path),
    "os.remove": Path.unlink,
    "os.remove in a folder": removed_by_folder,
    "os.truncate": lambda path: os.truncate(path, 0),
    "os.link": lambda path: os.link(path, path.with_name("second")),
    "shutil.rmtree": lambda path: shutil.rmtree(path.parent),
    "sqlite3": sqlite3.connect,
}


@pytest.fixture
def written(book: Path) -> Path:
    contacts.add(ContactDraft("Ada"))
    return book


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS)
def test_no_road_leads_to_a_live_file(written, road, suffix):
    path = Path(f"{written}{suffix}")
    assert path.exists()

    with pytest.raises(StorageError, match="is open as a book"):
        road(path)

    assert directory.count() == 1
    contacts.add(ContactDraft("Grace"))
    assert database.check(written) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_other_name_leads_to_a_live_file(written, tmp_path, monkeypatch, suffix):
    live = f"{written}{suffix}"
    symlink, hard_link = tmp_path / "symlink", tmp_path / "hard link"
    symlink.symlink_to(live)
    subprocess.run(["ln", live, hard_link], check=True)
    folder = tmp_path / "folder"
    folder.symlink_to(written.parent)
    monkeypatch.chdir(tmp_path)

    for name in (
        symlink, hard_link, folder / Path(live).name, f"{written.parent}/./{Path(live).name}",
        f"{folder}/../{tmp_path.name}/{Path(live).name}", os.path.relpath(live),
    ):  # fmt: skip
        with pytest.raises(StorageError, match="is open as a book"):
            open(name)  # noqa: PTH123, SIM115


def test_what_is_not_there_yet_cannot_be_put_beside_the_book(written):
    with pytest.raises(StorageError):
        Path(f"{written}-journal").write_bytes(b"")


def test_after_closing_every_road_is_free_again(written, tmp_path):
    database.close()

    assert digest(written)
    zipped(written)
    shutil.copy(written, tmp_path / "copy")
    written.rename(tmp_path / "renamed")
    (tmp_path / "renamed").unlink()


def test_other_files_are_nobodys_business(written, tmp_path):
    other = tmp_path / "Other.bridgebook"
    other.write_bytes(b"another")
    assert other.read_bytes() == b"another"
    same_name = tmp_path / "elsewhere" / written.name
    same_name.parent.mkdir()
    same_name.write_bytes(b"")
    same_name.unlink()
    for odd in (0, -1, "", "\0", b"\xff\0", "x" * 5000, None, object()):
        assert not live_files.is_live(odd)


def test_sqlite_itself_is_let_through(written):
    second = dbapi2.connect(str(written))
    assert second.execute("SELECT given FROM contact").fetchall() == [("Ada",)]
    second.close()


def test_a_temporary_folder_beside_the_book_can_be_cleared(written):
    with tempfile.TemporaryDirectory(dir=written.parent) as folder:
        Path(folder, written.name).write_bytes(b"")


def test_a_book_that_is_used_twice_is_live_until_both_are_done(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"")
    live_files.watch(path)
    live_files.watch(path)
    live_files.unwatch(path)
    assert live_files.is_live(path)
    live_files.unwatch(path)
    live_files.unwatch(path)
    assert not live_files.is_live(path)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("{live}", "r", 0)),
        ("os.truncate", ("{live}", 0)),
        ("sqlite3.connect", ("{live}",)),
        ("os.remove", ("{live}", -1)),
        ("os.rename", ("{live}", "other", -1, -1)),
        ("os.rename", ("other", "{live}", -1, -1)),
        ("os.link", ("{live}", "other", -1, -1)),
    ],
)
def test_the_guard_knows_every_event_by_which_a_file_is_touched(written, event, arguments):
    live = tuple(str(written) if argument == "{live}" else argument for argument in arguments)
    with pytest.raises(StorageError, match=r"“Test.bridgebook” is open as a book; close it first"):
        live_files.guard(event, live)
    live_files.guard(
        event, tuple("x" if argument == str(written) else argument for argument in live)
    )
    live_files.guard("os.scandir", (str(written),))
    database.close()
    live_files.guard(event, live)


def test_a_name_in_a_folder_is_looked_up_there(written):
    folder = os.open(written.parent, os.O_RDONLY)
    assert live_files.is_live(written.name, folder)
    assert not live_files.is_live("other", folder)
    os.close(folder)
