"""Connections to a file: one for each thread, and `atomic` on them."""

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from app.connections import Connections, DatabaseError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path):
    connections = Connections(str(tmp_path / "file"))
    with connections.connection_context():
        connections.execute_sql("CREATE TABLE word (text TEXT)")
        yield connections


def words(file):
    return [text for (text,) in file.execute_sql("SELECT text FROM word").fetchall()]


def test_what_raises_inside_leaves_nothing_and_the_rest_stays(file):
    with file.atomic("IMMEDIATE"):
        file.execute_sql("INSERT INTO word VALUES (?)", ("one",))
        for text in ("two", "three"):
            with suppress(ZeroDivisionError), file.atomic():
                file.execute_sql("INSERT INTO word VALUES (:text)", {"text": text})
                assert text != "two" or 1 / 0
        assert file.in_transaction()
    assert not file.in_transaction()
    assert words(file) == ["one", "three"]

    with pytest.raises(DatabaseError, match="no such table"), file.atomic():
        file.execute_sql("DELETE FROM word")
        file.execute_sql("DELETE FROM nowhere")
    assert words(file) == ["one", "three"]


def test_a_commit_that_is_refused_leaves_nothing(file):
    file.execute_sql("CREATE TABLE known (text TEXT PRIMARY KEY)")
    file.execute_sql("CREATE TABLE use (text TEXT REFERENCES known DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), file.atomic():
        file.execute_sql("INSERT INTO use VALUES ('never heard of')")
    assert not file.in_transaction()
    assert not file.execute_sql("SELECT * FROM use").fetchall()


def test_every_thread_has_a_connection_of_its_own(file):
    seen = []

    def look():
        seen.append(file.is_closed())
        with file.connection_context(), file.atomic():
            seen.append(file.connection())
        with pytest.raises(RuntimeError, match="no connection"):
            file.connection()

    with file.atomic():
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert seen[0] is True
    assert seen[1] is not file.connection()


def test_a_book_is_made_read_and_opened_again_without_peewee(tmp_path):
    code = (
        "import sys; from pathlib import Path; from app import database; book = Path(sys.argv[1])\n"
        "for _ in range(2):\n"
        "    database.open_book(book, create=True); database.fetch('SELECT * FROM contact')\n"
        "    database.undo(); database.close()\n"
        "sys.exit('peewee' in sys.modules)"
    )
    book = str(tmp_path / "Test.bridgebook")
    assert subprocess.run([sys.executable, "-c", code, book], cwd=ROOT, check=False).returncode == 0


def test_peewee_may_come_while_a_book_is_open(tmp_path):
    code = (
        "import sys; from pathlib import Path; from app import database\n"
        "database.open_book(Path(sys.argv[1]), create=True)\n"
        "from app.services import duties\n"
        "sys.exit(len(duties.listing()))"
    )
    book = str(tmp_path / "Test.bridgebook")
    assert subprocess.run([sys.executable, "-c", code, book], cwd=ROOT, check=False).returncode == 0
