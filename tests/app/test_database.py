"""Opening, closing, sharing and losing a book, with other processes and without warning."""

import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app import book_files, database, paths
from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.errors import StorageError
from app.services import contacts, directory
from tests.app.stories import everything

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def another_process(code: str, *arguments: object) -> Iterator[subprocess.Popen]:
    """Another Bridgebook, at the same data; it ends with the test, whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen) -> str:
    return process.stdout.readline().strip()


HOLD = """
    import sys
    from pathlib import Path
    from app import database

    database.open_book(Path(sys.argv[1]), read_only=len(sys.argv) > 2)
    print("open", flush=True)
    sys.stdin.readline()
    database.close()
    print("closed", flush=True)
    sys.stdin.readline()
"""


# Opening and closing


def test_nothing_works_without_a_book(tmp_path):
    assert not database.is_open()
    database.close()
    for do in (
        database.book_path, lambda: fetch("SELECT 1"), database.last_number, database.back_up,
        lambda: contacts.add(ContactDraft("Ada")), directory.count, database.backup_wanted,
        lambda: database.reader().__enter__(), database.database.connection,
    ):  # fmt: skip
        with pytest.raises(StorageError, match="No book is open"):
            do()
    assert database.undo() is None
    assert database.redo() is None
    assert database.undo_label() is None


def test_a_new_book_is_durable_strict_and_ours(book):
    assert database.is_open()
    assert database.book_path() == book
    assert fetch("PRAGMA journal_mode") == [("wal",)]
    assert fetch("PRAGMA synchronous") == [(2,)]
    assert fetch("PRAGMA foreign_keys") == [(1,)]
    assert fetch("PRAGMA recursive_triggers") == [(1,)]
    assert database.last_number() == 0


def test_a_new_book_copied_without_its_wal_is_a_book(book, tmp_path):
    copy = tmp_path / "Copy.bridgebook"
    subprocess.run(["cp", book, copy], check=True)
    database.close()

    database.open_book(copy)
    assert directory.count() == 0


def test_opening_another_book_closes_the_first_with_its_backup(book, tmp_path):
    contacts.add(ContactDraft("Ada"))
    database.open_book(tmp_path / "Other.bridgebook", create=True)

    assert directory.count() == 0
    assert len(book_files.backups(book)) == 1
    assert database.undo_label() is None
    assert book.read_bytes()


def test_a_book_can_be_opened_again_while_it_is_open(book):
    contacts.add(ContactDraft("Ada"))

    database.open_book(book)

    assert directory.count() == 1
    assert database.undo() == "Add contact"


def test_a_file_that_cannot_be_opened_leaves_the_open_book_open(book, tmp_path):
    wrong = tmp_path / "Wrong.bridgebook"
    wrong.write_bytes(b"no book")

    with pytest.raises(StorageError, match="another kind of file"):
        database.open_book(wrong)

    assert database.book_path() == book
    contacts.add(ContactDraft("Ada"))


def test_a_book_that_another_holds_leaves_the_open_book_open(book, tmp_path):
    other = tmp_path / "Other.bridgebook"
    database.open_book(other, create=True)
    database.open_book(book)
    with another_process(HOLD, other) as holder:
        assert line(holder) == "open"

        with pytest.raises(database.InUse):
            database.open_book(other)

        assert database.book_path() == book
        contacts.add(ContactDraft("Ada"))


def test_when_the_open_book_cannot_be_backed_up_the_other_is_not_taken(book, tmp_path):
    contacts.add(ContactDraft("Ada"))
    paths.backup_folder().write_bytes(b"a file where the folder should be")
    other = tmp_path / "Other.bridgebook"

    with pytest.raises(StorageError, match=r"“Test.bridgebook” is closed, but it could not be"):
        database.open_book(other, create=True)

    assert not database.is_open()
    assert not other.exists()
    database.open_book(other, create=True)  # nobody holds it
    paths.backup_folder().unlink()


def test_a_relative_path_is_the_same_book_wherever_we_go(book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    database.open_book(Path("Test.bridgebook"))
    monkeypatch.chdir("/")

    assert database.book_path() == book
    contacts.add(ContactDraft("Ada"))


def test_closing_inside_an_edit_is_a_mistake(book):
    with pytest.raises(RuntimeError), edit("Close"):
        database.close()
    assert database.is_open()


def test_closing_leaves_one_whole_file(book):
    contacts.add(ContactDraft("Ada"))
    database.close()
    database.close()

    assert not Path(f"{book}-wal").exists()
    alone = dbapi2.connect(f"{book.as_uri()}?immutable=1", uri=True)
    assert alone.execute("SELECT given FROM contact").fetchall() == [("Ada",)]
    alone.close()


# Taken away while open


@pytest.mark.parametrize("how", ["rm {0}", "mv {0} {0}.moved", "cp {0} {0}.new; mv {0}.new {0}"])
def test_a_file_that_was_taken_away_gets_no_more_writing_and_loses_nothing(book, how):
    contacts.add(ContactDraft("Ada"))
    database.back_up()
    contacts.add(ContactDraft("Grace"))
    there = everything()
    subprocess.run(how.format(book), shell=True, check=True)

    with pytest.raises(StorageError, match="was deleted, moved or replaced while it was open"):
        contacts.add(ContactDraft("Edsger"))
    with pytest.raises(StorageError, match="Nothing more is written to it"):
        database.undo()
    assert directory.count() == 2
    with pytest.raises(StorageError, match="goes to your backups when it closes") as told:
        database.close()

    assert str(paths.backup_folder()) in str(told.value)
    assert not database.is_open()
    database.open_book(book_files.backups(book)[-1])
    assert everything() == there


# More than one


def test_a_second_bridgebook_is_told_that_the_book_is_in_use(book, tmp_path):
    link = tmp_path / "link.bridgebook"
    link.symlink_to(book)
    database.close()
    with another_process(HOLD, book) as first:
        assert line(first) == "open"
        for name in (book, link):
            with pytest.raises(database.InUse, match="is open in another Bridgebook window"):
                database.open_book(name)
        assert not database.is_open()

        first.stdin.write("\n")
        first.stdin.flush()
        assert line(first) == "closed"
        database.open_book(book)


def test_a_lock_dies_with_its_owner(book):
    database.close()
    with another_process(HOLD, book) as first:
        assert line(first) == "open"
        first.send_signal(signal.SIGKILL)
        first.wait()

    database.open_book(book)
    assert database.is_open()


def test_a_reader_works_beside_a_writer_and_sees_what_it_wrote(book):
    contacts.add(ContactDraft("Ada"))
    with another_process(HOLD, book, "read only") as reader:
        assert line(reader) == "open"
        contacts.add(ContactDraft("Grace"))
        database.close()
        database.open_book(book, read_only=True)
        assert directory.count() == 2
        database.open_book(book)
        contacts.add(ContactDraft("Edsger"))

        reader.stdin.write("\n")
        reader.stdin.flush()
        assert line(reader) == "closed"

    assert directory.count() == 3
    assert database.check(book) == []


def test_two_threads_of_a_process_do_not_get_one_book_twice(book):
    with pytest.raises(database.InUse):
        database._acquire(book)


# Killed

WRITE = """
    import sys
    from pathlib import Path
    from app import database
    from app.domain.people import ContactDraft
    from app.services import contacts

    database.open_book(Path(sys.argv[1]))
    round = sys.argv[2]
    for number in range(100_000):
        made = contacts.add(ContactDraft(f"Round {round} number {number}", notes="x" * 3000))
        if number % 7 == 3:
            contacts.delete([made])
            database.undo()
        print(number, flush=True)
"""


def test_everything_acknowledged_is_there_after_a_kill(book):
    database.close()
    chance = random.Random(20)
    acknowledged = 0
    for turn in range(5):
        with another_process(WRITE, book, turn) as writer:
            last = -1
            for _line in range(chance.randint(1, 60)):
                last = int(line(writer))
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split()
            last = int(rest[-1]) if rest and rest[-1].isdigit() else last
            writer.wait()
        acknowledged += last + 1

        database.open_book(book)
        names = {row[0] for row in fetch("SELECT given FROM contact")}
        wanted = {f"Round {turn} number {number}" for number in range(last + 1)}
        assert wanted <= names
        assert len(names) <= acknowledged + turn + 1
        acknowledged = len(names)
        assert database.check(book) == []
        database.close()


MAKE = """
    import sys
    from pathlib import Path
    from app import database

    print("ready", flush=True)
    database.open_book(Path(sys.argv[1]), create=True)
    print("made", flush=True)
    sys.stdin.readline()
"""


def test_a_kill_while_a_book_is_made_leaves_none_or_one_that_opens(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))
    chance = random.Random(21)
    for turn in range(8):
        path = tmp_path / f"{turn}.bridgebook"
        with another_process(MAKE, path) as maker:
            assert line(maker) == "ready"
            try:
                maker.wait(chance.random() * 0.06)
            except subprocess.TimeoutExpired:
                maker.send_signal(signal.SIGKILL)
                maker.wait()
        if path.exists() and not path.stat().st_size:
            path.unlink()  # the sentence says that it is empty; there was nothing in it
        database.open_book(path, create=True)
        contacts.add(ContactDraft("Ada"))
        assert database.check(path) == []
        database.close()
