import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import database
from app.errors import StorageError
from app.services import drafts

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_form_in_progress_comes_back_as_it_was(book):
    values = {"place": "Café Savoy", "minutes": 900, "questions": ["Why?"], "ask": {"thing": ""}}
    drafts.keep("meeting:new", values)

    assert drafts.recall("meeting:new") == values
    assert drafts.recall("meeting:other") is None


CRASH = """
import os, sys
from pathlib import Path
from app import database
from app.services import drafts
database.open_book(Path(sys.argv[1]))
drafts.keep("meeting:new", {"place": "Café Savoy"})
os._exit(1)
"""


def test_a_draft_survives_a_program_that_crashed(book):
    database.close()
    crashed = subprocess.run([sys.executable, "-c", CRASH, book], cwd=ROOT, check=False)
    database.open_book(book)

    assert crashed.returncode == 1
    assert drafts.recall("meeting:new") == {"place": "Café Savoy"}


def test_a_draft_is_no_step_and_announces_nothing(book):
    heard = []
    stop = database.subscribe(heard.append)
    drafts.keep("a", {"b": 1})
    drafts.forget("a")
    stop()

    assert heard == []
    assert database.undo_label() is None
    assert drafts.recall("a") is None


def test_drafts_are_listed_newest_first(book):
    for minutes, key in enumerate(("meeting:1", "contact:1", "meeting:2")):
        drafts.keep(key, {}, at=NOW + timedelta(minutes=minutes))

    assert drafts.kept("meeting:") == ["meeting:2", "meeting:1"]


def test_a_draft_that_cannot_be_read_is_no_draft(book):
    with database.edit("Damage"):
        database.database.execute_sql("INSERT INTO draft VALUES ('a', '{', '')")
        database.database.execute_sql("INSERT INTO draft VALUES ('b', '[]', '')")

    assert drafts.recall("a") is None
    assert drafts.recall("b") is None


def test_a_book_for_reading_only_says_so(book):
    database.close()
    database.open_book(book, read_only=True)

    with pytest.raises(StorageError, match="reading only"):
        drafts.keep("a", {})
