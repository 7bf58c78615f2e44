"""Bad files get a sentence that says which and what to do; copies are sound or are not made."""

import errno
import os
import random
import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app import book_files, database, live_files, paths, settings
from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.errors import Refused, StorageError
from app.services import contacts, directory
from tests.app.disks import nothing_written, small_disk, unchangeable
from tests.app.stories import complete_row, everything, insert


@pytest.fixture
def written(book: Path) -> Path:
    """A closed book of some size."""
    with edit("Many"):
        for number in range(400):
            insert("contact", complete_row("contact") | {"notes": f"note {number} " * 40})
    database.close()
    return book


def refusal(path: Path, **how: bool) -> str:
    """The sentence with which a file is refused; nothing stays open, locked or changed."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageError) as refused:
        database.open_book(path, **how)
    assert not database.is_open()
    assert not live_files.is_live(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    sentence = str(refused.value)
    assert sentence.endswith(".")
    return sentence


# Files that are no book

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "“Wrong.bridgebook” is empty, so it is not a book"),
        (PNG, "is not a Bridgebook book: it is another kind of file, encrypted, or damaged"),
        ("Grüße, dies ist ein Text.\n".encode() * 99, "another kind of file"),
        (random.Random(1).randbytes(8192), "encrypted, or damaged"),
        (random.Random(2).randbytes(7), "encrypted, or damaged"),
        (b"SQLite format 3\x00", "or damaged"),
        (b"SQLite format 3\x00" + bytes(84), "a database of another program"),
        (b"SQLite format 3\x00" + random.Random(3).randbytes(8000), "of another program"),
    ],
    ids=["empty", "png", "text", "random", "short", "header", "zeros", "noise"],
)
def test_a_file_that_is_no_book_is_refused(tmp_path, content, says, create, read_only):
    path = tmp_path / "Wrong.bridgebook"
    path.write_bytes(content)

    sentence = refusal(path, create=create, read_only=read_only)

    assert says in sentence
    assert "“Wrong.bridgebook”" in sentence
    if "another program" not in sentence:
        assert str(paths.backup_folder()) in sentence


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE contact (id TEXT PRIMARY KEY)")
        other.commit()

    assert "is a database of another program, not a Bridgebook book." in refusal(path)


def test_a_book_that_says_it_is_one_but_holds_noise_is_refused(tmp_path, written):
    noise = random.Random(4).randbytes(written.stat().st_size - 100)
    written.write_bytes(written.read_bytes()[:100] + noise)

    assert "“Test.bridgebook” is damaged" in refusal(written)


@pytest.mark.parametrize("kind", ["folder", "pipe", "missing", "in a missing folder", "long"])
def test_a_place_without_a_file_is_refused(tmp_path, kind):
    path = tmp_path / "Wrong.bridgebook"
    if kind == "folder":
        path.mkdir()
        assert "“Wrong.bridgebook” is a folder, not a book." in refusal(path)
        assert "is a folder" in refusal(path, create=True)
    elif kind == "pipe":
        os.mkfifo(path)
        assert "“Wrong.bridgebook” is not a file" in refusal(path, create=True)
    elif kind == "missing":
        assert f"There is no book at “{path}”." in refusal(path)
        assert "There is no book" in refusal(path, create=True, read_only=True)
        assert list(tmp_path.glob("Wrong*")) == []
    elif kind == "in a missing folder":
        path = tmp_path / "nowhere" / "Wrong.bridgebook"
        assert f"The folder “{path.parent}” does not exist." in refusal(path, create=True)
        assert "There is no book" in refusal(path)
    else:
        with pytest.raises(StorageError, match="cannot be read: File name too long"):
            database.open_book(tmp_path / ("x" * 300), create=True)


@pytest.mark.parametrize("share", [0.002, 0.1, 0.5, 0.9, 0.999])
def test_a_book_that_is_cut_short_is_refused(written, share):
    whole = written.read_bytes()
    written.write_bytes(whole[: int(len(whole) * share)])

    sentence = refusal(written)

    assert "“Test.bridgebook” is cut short: part of the file is missing." in sentence
    assert "Your backups are in" in sentence
    assert database.check(written) == [sentence]
    written.write_bytes(whole)
    database.open_book(written)
    assert directory.count() == 400


def test_a_book_that_was_not_closed_opens_with_all_that_was_written(written, tmp_path):
    database.open_book(written)
    contacts.add(ContactDraft("Ada"))
    left = tmp_path / "left" / "Left.bridgebook"
    left.parent.mkdir()
    for suffix in ("", "-wal"):  # as a crash would leave them
        os.system(f"cp '{written}{suffix}' '{left}{suffix}'")  # another process may
    database.close()

    database.open_book(left)
    assert directory.count() == 401
    assert database.check(left) == []


@pytest.mark.parametrize("page", [2, 3, 0.3, 0.5, 0.8, -1])
def test_a_damaged_page_is_told_as_soon_as_it_is_seen(written, page):
    size = written.stat().st_size // 4096
    number = int(size * page) if isinstance(page, float) else page % size
    content = bytearray(written.read_bytes())
    content[number * 4096 : number * 4096 + 4096] = random.Random(5).randbytes(4096)
    written.write_bytes(content)

    problems = database.check(written)
    assert problems
    assert all("“Test.bridgebook” is damaged" in problem for problem in problems)
    with pytest.raises(StorageError, match=r"“Test.bridgebook” is damaged"):
        database.open_book(written)
        everything()
        contacts.add(ContactDraft("Ada", "Lovelace", notes="12"))
        for table in ("op", "txn", "contact_index", "contact_search", "contact_search_data"):
            fetch(f"SELECT * FROM {table} ORDER BY 2")
        for name, table in fetch(
            "SELECT name, tbl_name FROM sqlite_master"
            " WHERE type = 'index' AND ifnull(sql, '') NOT LIKE '% WHERE %'"
        ):
            fetch(f"SELECT count(*) FROM {table} INDEXED BY {name} WHERE true")
        database.back_up()
    with pytest.raises(StorageError):
        database.close()
        raise StorageError("nothing was open, or nothing was new")
    assert not database.is_open()


# Places that cannot be written


def test_a_book_on_a_disk_that_can_only_be_read_is_read(tmp_path, written):
    with small_disk(tmp_path / "disk", 8000) as disk:
        path = disk / "Test.bridgebook"
        shutil.copyfile(written, path)
        with nothing_written(disk):
            with pytest.raises(
                StorageError, match=r"“Test.bridgebook” may be read but not written"
            ):
                database.open_book(path)
            assert not database.is_open()
            with pytest.raises(StorageError, match="may be read but not written here"):
                database.open_book(disk / "New.bridgebook", create=True)

            database.open_book(path, read_only=True)
            assert directory.count() == 400
            with pytest.raises(StorageError, match="opened for reading only"):
                contacts.add(ContactDraft("Ada"))
            database.close()
            assert database.check(path) == []


def test_a_book_that_was_not_closed_is_not_read_without_its_newest_steps(tmp_path, written):
    with small_disk(tmp_path / "disk", 20_000) as disk:
        path = disk / "Test.bridgebook"
        database.open_book(written)
        contacts.add(ContactDraft("Ada"))
        for suffix in ("", "-wal"):
            os.system(f"cp '{written}{suffix}' '{path}{suffix}'")
        database.close()
        with nothing_written(disk):
            try:
                database.open_book(path, read_only=True)
            except StorageError as refused:
                assert "“Test.bridgebook”" in str(refused)  # noqa: PT017 - either is right
            else:
                assert directory.count() == 401
                database.close()


def test_a_file_that_may_not_be_written_is_noticed_when_it_opens(written):
    with unchangeable(written):
        assert "“Test.bridgebook” may be read but not written here." in refusal(written)

        database.open_book(written, read_only=True)
        assert directory.count() == 400
        database.close()


def test_a_book_opened_for_reading_is_not_changed_by_one_bit(written):
    before = written.read_bytes()
    database.open_book(written, read_only=True)

    for write in (
        lambda: contacts.add(ContactDraft("Ada")),
        database.undo,
        lambda: database.database.execute_sql("REPLACE INTO setting VALUES ('a', 'b')"),
    ):
        with pytest.raises((StorageError, dbapi2.OperationalError), match=r"reading only|readonly"):
            write()
    assert directory.ids("note")
    database.close()

    assert written.read_bytes() == before
    assert not Path(f"{written}-wal").exists()


# A full disk


def test_a_full_disk_leaves_the_book_as_it_was(book):
    contacts.add(ContactDraft("Ada"))
    before = everything()
    pages = fetch("PRAGMA page_count")[0][0]
    database.database.execute_sql(f"PRAGMA max_page_count = {pages + 1}")

    with pytest.raises(StorageError, match=r"The disk is full, so “Test.bridgebook” could not"):
        contacts.add(ContactDraft("Grace", notes="long " * 20_000))
    full = pytest.raises(StorageError, match="The disk is full")
    with full, edit("Outer"), edit("Inner"):
        insert("contact", complete_row("contact") | {"notes": "long " * 20_000})

    assert everything() == before
    database.database.execute_sql("PRAGMA max_page_count = 1000000")
    contacts.add(ContactDraft("Grace", notes="long " * 20_000))
    assert database.undo() == "Add contact"
    assert database.undo() == "Add contact"


def test_a_disk_that_is_really_full_leaves_the_book_as_it_was(tmp_path, written):
    with small_disk(tmp_path / "disk", 4000) as disk:
        path = disk / "Test.bridgebook"
        shutil.copyfile(written, path)
        database.open_book(path)
        last = ""
        with pytest.raises(StorageError, match=r"The disk is full, so “Test.bridgebook” could not"):
            for number in range(500):
                contacts.add(ContactDraft(f"Number {number}", notes="long " * 4000))
                last = f"Number {number}"
        there = everything()
        assert {row[1] for row in there["contact"] if row[1].startswith("N")} >= {last}
        assert database.check(path) == []
        database.close()  # its backup goes elsewhere
        (backup,) = book_files.backups(path)
        database.open_book(backup)
        assert everything() == there


def test_a_new_book_on_a_full_disk_leaves_nothing_behind(tmp_path):
    with small_disk(tmp_path / "disk", 200) as disk:
        assert "The disk is full" in refusal(disk / "New.bridgebook", create=True)
        assert [path.name for path in disk.iterdir()] == ["New.bridgebook.lock"]


# Sentences


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (OSError(errno.ENOSPC, "No space left"), "The disk is full"),
        (OSError(errno.EIO, "Input/output error"), "The disk reported an error"),
        (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "no file or folder"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "is not a folder"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "is a folder"),
        (dbapi2.OperationalError("database is locked"), "used by another program"),
        (dbapi2.OperationalError("disk I/O error"), "The disk reported an error"),
        (dbapi2.DatabaseError("file is not a database"), "damaged or encrypted"),
        (dbapi2.DatabaseError("database disk image is malformed"), "is damaged"),
        (dbapi2.OperationalError("unable to open database file"), "cannot be opened"),
        (dbapi2.OperationalError("attempt to write a readonly database"), "not written here"),
    ],
)
def test_known_problems_have_a_sentence_with_the_file(problem, says):
    refused = pytest.raises(StorageError, match=r"“(Book.bridgebook|/books)”")
    with refused as told, book_files.explained(Path("/books/Book.bridgebook")):
        raise problem

    assert says in str(told.value)
    assert told.value.__cause__ is problem


@pytest.mark.parametrize(
    "problem",
    [
        OSError("/full/P01/readonly database/malformed"),
        dbapi2.OperationalError("no such column: full"),
        dbapi2.OperationalError("malformed JSON"),
        dbapi2.OperationalError("no such savepoint: s1"),
        dbapi2.IntegrityError("UNIQUE constraint failed: tag.name"),
        ValueError("database disk image is malformed"),
    ],
)
def test_what_is_a_mistake_of_ours_is_not_explained_away(problem):
    with pytest.raises(type(problem)), book_files.explained(Path("Book")):
        raise problem


def test_the_reason_is_found_behind_a_rollback_that_failed_too():
    with pytest.raises(StorageError, match="The disk is full"), book_files.explained(Path("Book")):
        try:
            raise dbapi2.OperationalError("database or disk is full")
        except dbapi2.OperationalError:
            raise dbapi2.OperationalError("no such savepoint: s1")  # noqa: B904 - as `atomic` does


def test_p01_has_its_own_sentence():
    refused = pytest.raises(Refused, match="Record who opened the door")
    with refused, book_files.explained(Path("Book")):
        raise dbapi2.IntegrityError("P01: nobody has opened this door")


def test_a_file_problem_of_somebody_else_is_not_told_of_the_book(book, tmp_path):
    with pytest.raises(FileNotFoundError), edit("Read another file"):
        (tmp_path / "missing.vcf").read_bytes()


# Backups


def backups() -> list[Path]:
    return sorted(paths.backup_folder().rglob("*.bridgebook"))


def test_closing_makes_a_verified_backup_that_opens_as_a_book(book):
    contacts.add(ContactDraft("Ada", notes="12"))
    there = everything()
    assert database.backup_wanted()

    database.close()

    (backup,) = backups()
    assert book_files.digest_matches(backup) is True
    assert book_files.last_backup_at(book) is not None
    assert backup.read_bytes()[18:20] == b"\x01\x01"  # no WAL: it is whole by itself
    database.open_book(backup)
    assert everything() == there
    assert directory.ids("ada")
    assert database.undo() == "Add contact"
    assert database.check(backup) == []


def test_closing_backs_up_only_what_is_new(book):
    database.close()
    assert backups() == []
    database.open_book(book)
    contacts.add(ContactDraft("Ada"))
    database.close()
    database.open_book(book)
    assert not database.backup_wanted()
    directory.ids()
    database.close()
    assert len(backups()) == 1

    database.open_book(book)
    backups()[0].unlink()
    assert database.backup_wanted()
    database.undo()
    database.close()
    assert len(backups()) == 1


def test_another_book_of_the_same_name_is_backed_up_too(book, tmp_path):
    contacts.add(ContactDraft("Ada"))
    database.close()
    book.rename(tmp_path / "elsewhere")

    database.open_book(book, create=True)
    contacts.add(ContactDraft("Grace"))
    assert database.last_number() == 1
    database.close()

    assert len(backups()) == 2


def test_only_the_newest_backups_are_kept(book):
    settings.save(settings.Settings(backups_to_keep=3))
    for number in range(5):
        contacts.add(ContactDraft(f"Number {number}"))
        made = database.back_up()

    kept = backups()
    assert len(kept) == 3
    assert kept[-1] == made
    assert sorted(made.parent.glob("*.sha256")) == [Path(f"{path}.sha256") for path in kept]
    assert book_files.backups(book) == kept


def test_a_backup_that_a_clock_dates_before_the_others_is_kept(book):
    settings.save(settings.Settings(backups_to_keep=2))
    contacts.add(ContactDraft("Ada"))
    future = database.back_up()
    for year in ("2098", "2099"):
        shutil.copy(future, future.with_name(f"Test-{year}0101T000000000000Z.bridgebook"))
    contacts.add(ContactDraft("Grace"))

    made = database.back_up()

    assert made.exists()
    assert len(backups()) == 2


def test_a_damaged_backup_is_noticed(book):
    contacts.add(ContactDraft("Ada"))
    backup = database.back_up()
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)

    assert book_files.digest_matches(backup) is False
    assert database.check(book) == [
        f"The backup “{backup}” is no longer what was written; do not rely on it."
    ]
    Path(f"{backup}.sha256").write_text("")
    assert book_files.digest_matches(backup) is False
    Path(f"{backup}.sha256").unlink()
    assert book_files.digest_matches(backup) is None
    assert "has lost its digest" in database.check(book)[0]


def test_a_backup_to_a_place_of_ones_own_counts_for_nothing_else(book, tmp_path):
    contacts.add(ContactDraft("Ada"))

    made = database.back_up(tmp_path / "new folder" / "Mine.bridgebook")

    assert book_files.digest_matches(made)
    assert database.backup_wanted()
    assert backups() == []
    again = database.back_up(made)
    assert again == made
    assert sorted(path.name for path in made.parent.iterdir()) == [
        "Mine.bridgebook", "Mine.bridgebook.sha256",
    ]  # fmt: skip


def test_a_backup_never_goes_onto_an_open_book(book, tmp_path):
    contacts.add(ContactDraft("Ada"))
    other = tmp_path / "Other.bridgebook"
    Path(f"{other}-wal").write_bytes(b"what another Bridgebook has not put into its book yet")
    (tmp_path / "symlink").symlink_to(book)

    for onto in (book, tmp_path / "symlink", Path(f"{book}-wal")):
        with pytest.raises(StorageError, match="A book cannot be backed up onto itself"):
            database.back_up(onto)
    with pytest.raises(StorageError, match=r"“Other.bridgebook” is an open book"):
        database.back_up(other)
    with pytest.raises(StorageError, match="is a folder"):
        database.back_up(tmp_path)
    assert directory.count() == 1


def test_a_backup_inside_an_edit_is_a_mistake(book):
    with pytest.raises(RuntimeError), edit("Back up"):
        database.back_up()


def test_a_job_may_back_up(book):
    contacts.add(ContactDraft("Ada"))
    with database.reader():  # the book's own connection, when it is the book's own thread
        assert book_files.digest_matches(database.back_up())


def test_a_backup_that_fails_leaves_the_older_one_as_it_was(book, tmp_path):
    contacts.add(ContactDraft("Ada", notes="long " * 50_000))
    with small_disk(tmp_path / "disk", 400) as disk:
        target = disk / "Mine.bridgebook"
        target.write_bytes(b"an older backup")
        Path(f"{target}.sha256").write_text("its digest")

        with pytest.raises(StorageError, match=r"The disk is full, so “Mine.bridgebook”"):
            database.back_up(target)

        assert target.read_bytes() == b"an older backup"
        assert len(list(disk.iterdir())) == 2

    target = tmp_path / "file" / "Mine.bridgebook"
    target.parent.write_bytes(b"a file where a folder should be")
    with pytest.raises(StorageError, match=r"“.*file” is not a folder"):
        database.back_up(target)
    assert target.parent.read_bytes() == b"a file where a folder should be"


def test_a_copy_that_is_not_sound_is_not_kept(book, tmp_path):
    contacts.add(ContactDraft("Ada", tags=("kept",)))
    execute = database.database.execute_sql
    execute("PRAGMA foreign_keys = OFF")
    with edit("Break a reference"):
        execute("DELETE FROM contact")

    with pytest.raises(StorageError, match=r"The copy of “Test.bridgebook” is not sound \(tag"):
        database.back_up(tmp_path / "Mine.bridgebook")

    assert list(tmp_path.glob("*Mine*")) == []
    with edit("Mend it"):
        execute("DELETE FROM tag")


def test_closing_closes_and_tells_when_the_backup_fails(book, caplog):
    contacts.add(ContactDraft("Ada"))
    folder = paths.backup_folder()
    folder.write_bytes(b"a file where the folder should be")

    with pytest.raises(StorageError, match=r"“Test.bridgebook” is closed, but it could not be"):
        database.close()

    assert "the backup at closing failed" in caplog.text
    assert "Ada" not in caplog.text
    assert not database.is_open()
    folder.unlink()
    database.open_book(book)
    assert directory.count() == 1
    assert database.backup_wanted()


@pytest.mark.parametrize(
    "memory", ["", "[]", "{}", "null", '{"number": "x", "at": 5, "file": "y"}', "\udcff"]
)
def test_a_memory_of_backups_that_makes_no_sense_is_no_memory(book, memory):
    contacts.add(ContactDraft("Ada"))
    made = database.back_up()
    (made.parent / "last.json").write_bytes(memory.encode("utf-8", "surrogateescape"))

    assert database.backup_wanted()
    assert book_files.last_backup_at(book) is None
    database.close()
    assert len(backups()) == 2


# Odds and ends


def test_this_machine_keeps_its_random_name(book):
    name = book_files.device()
    assert book_files.device() == name
    for broken in ("", "no such name", "\udcff"):
        (paths.data_folder() / "device").write_bytes(broken.encode("utf-8", "surrogateescape"))
        fresh = book_files.device()
        assert fresh != name
        assert book_files.device() == fresh


def test_the_first_hundred_bytes_say_what_it_is(book):
    database.close()
    head = book.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\x00")
    assert struct.unpack(">I", head[68:72]) == (book_files.APPLICATION_ID,)
    assert head[68:72] == b"BRDG"
