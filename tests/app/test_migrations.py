"""What a book looks like, how it becomes a newer one, and that nothing is lost on the way.

A step has a test whose name begins with `test_` and the step's own.
"""

import re
import shutil
from pathlib import Path

import peewee
import pytest
from playhouse.schema_diff import diff_models
from sqlcipher3 import dbapi2

from app import book_files, database, journal, migrations, models, paths, search_index
from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.errors import StorageError
from app.services import contacts, directory
from tests.app.stories import everything

RELEASED = sorted((Path(__file__).parent.parent / "data" / "released").glob("*.bridgebook"))


@pytest.fixture
def more_steps(monkeypatch: pytest.MonkeyPatch):
    """Let tomorrow's program have these steps too."""

    def more_steps(*steps) -> None:
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))

    return more_steps


def schema() -> dict[str, str]:
    return dict(fetch("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'contact_search_%'"))


def backups() -> list[Path]:
    return sorted(paths.backup_folder().rglob("*.bridgebook"))


# Models and tables


def test_the_models_have_the_tables_and_columns_of_the_book(book):
    difference = diff_models(models.Contact._meta.database, models.OWNED)

    assert difference.create_tables == []
    assert difference.add_columns == []
    assert difference.drop_columns == []


@pytest.mark.parametrize("model", models.OWNED, ids=lambda model: model.__name__)
def test_a_model_has_the_types_and_defaults_of_its_table(book, model):
    table = model._meta.table_name
    there = {
        name: (kind, not required, default, bool(key))
        for _cid, name, kind, required, default, key in fetch(f"PRAGMA table_info({table})")
    }
    wanted = {}
    for field in model._meta.sorted_fields:
        default = field.default if field.default is not None and not field.primary_key else None
        shown = f"'{default}'" if isinstance(default, str) else default
        kind = "INTEGER" if isinstance(field, peewee.IntegerField) else "TEXT"
        wanted[field.column_name] = (
            kind, field.null, shown if shown is None else str(shown),
            field.primary_key,
        )  # fmt: skip

    assert there == wanted


@pytest.mark.parametrize("model", models.OWNED, ids=lambda model: model.__name__)
def test_a_models_references_are_those_of_its_table(book, model):
    keys = {
        (row[3], row[2], row[4])
        for row in fetch(f"PRAGMA foreign_key_list({model._meta.table_name})")
    }
    for field in model._meta.sorted_fields:
        if isinstance(field, peewee.ForeignKeyField):
            assert (field.column_name, field.rel_model._meta.table_name, "id") in keys
    refer = {name for name, _table, _to in keys if name != "id"}
    assert refer == {
        field.column_name
        for field in model._meta.sorted_fields
        # Two tables that refer to each other: Peewee knows one of the two as plain text.
        if isinstance(field, peewee.ForeignKeyField)
        or (model._meta.table_name, field.column_name)
        in {("outreach", "invitation_id"), ("referral", "meeting_id"), ("touch", "outreach_id")}
    }


def test_no_statement_of_the_program_deletes_behind_the_journals_back(book):
    for table in migrations.owned_tables(database.database):
        for row in fetch(f"PRAGMA foreign_key_list({table})"):
            assert row[5:7] == ("NO ACTION", "NO ACTION")


def test_every_owned_table_is_strict_and_keyed_by_a_text(book):
    tables = {row[1]: row[5] for row in fetch("PRAGMA table_list")}
    for table in migrations.owned_tables(database.database):
        assert tables[table] == 1, table
        keys = [row[1:3] for row in fetch(f"PRAGMA table_info({table})") if row[5]]
        assert keys == [("id", "TEXT")]


def test_every_reference_can_be_followed_back_without_a_scan(book):
    """Deleting a row looks for all that refer to it."""
    for table in migrations.owned_tables(database.database):
        indexed = {
            fetch(f"PRAGMA index_info({index[1]})")[0][2]
            for index in fetch(f"PRAGMA index_list({table})")
        }
        referring = {row[3] for row in fetch(f"PRAGMA foreign_key_list({table})") if row[1] == 0}
        assert referring <= indexed, table


# Steps


def test_every_step_has_a_test():
    for step in migrations.STEPS:
        assert any(name.startswith(f"test_{step.__name__}_") for name in globals()), step.__name__


def test_first_makes_every_table_the_person_owns(book):
    assert fetch("PRAGMA user_version") == [(len(migrations.STEPS),)]
    assert fetch("PRAGMA application_id") == [(book_files.APPLICATION_ID,)]
    assert set(migrations.owned_tables(database.database)) == {
        model._meta.table_name for model in models.OWNED
    }
    assert {row[0] for row in fetch("SELECT name FROM sqlite_master")} >= journal.UNWATCHED


def test_doors_and_debts_keeps_what_the_first_release_wrote_and_how_it_was_written(book, tmp_path):
    """The columns it adds are empty in every row of before, and say so in no history."""
    copy = tmp_path / "old.bridgebook"
    shutil.copyfile(RELEASED[0], copy)
    before = dbapi2.connect(str(copy))
    favors = before.execute("SELECT id, what FROM favor ORDER BY id").fetchall()
    ops = before.execute("SELECT count(*) FROM op").fetchone()
    before.close()

    database.open_book(copy)

    assert fetch("SELECT id, what FROM favor WHERE booked_for = '' ORDER BY id") == favors
    assert fetch("SELECT count(*) FROM outreach WHERE offered_on IS NOT NULL") == [(0,)]
    assert fetch("SELECT count(*) FROM op") == [ops]


def test_resume_feedback_is_empty_in_every_meeting_of_before(book, tmp_path):
    copy = tmp_path / "old.bridgebook"
    shutil.copyfile(RELEASED[0], copy)

    database.open_book(copy)

    held = fetch("SELECT count(*) FROM meeting")
    assert held != [(0,)]
    assert fetch("SELECT count(*) FROM meeting WHERE resume_feedback = '' AND resume = ''") == held


def test_the_triggers_of_the_journal_are_todays(book):
    contacts.add(ContactDraft("Ada"))
    execute = database.database.execute_sql
    before = schema()
    execute("DROP TRIGGER journal_contact_changed")
    execute("DROP TRIGGER journal_tag_went")
    execute(
        "CREATE TRIGGER journal_tag_went AFTER DELETE ON tag BEGIN SELECT 'as it was once'; END"
    )
    database.close()

    database.open_book(book)

    assert schema() == before
    assert directory.count() == 1


def adds_a_nickname(db) -> None:
    db.execute_sql("ALTER TABLE contact ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute_sql("CREATE TABLE hobby (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT")


def makes_the_contacts_anew(db) -> None:
    """The way of SQLite's own manual to change what ALTER TABLE cannot."""
    sql = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'contact'").fetchone()[0]
    made = re.sub(r"CREATE TABLE \"?contact\"?", "CREATE TABLE contact_new", sql)
    triggers = db.execute_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _sql in triggers:
        db.execute_sql(f"DROP TRIGGER {name}")
    db.execute_sql(made.replace("rhythm_days > 0", "rhythm_days >= 0"))
    db.execute_sql("INSERT INTO contact_new SELECT * FROM contact")
    db.execute_sql("DROP TABLE contact")
    db.execute_sql("ALTER TABLE contact_new RENAME TO contact")
    for _name, sql in triggers:
        db.execute_sql(sql)


def test_a_newer_program_brings_the_book_up_to_date_after_a_verified_backup(book, more_steps):
    ada = contacts.add(ContactDraft("Ada", tags=("kept",)))
    contacts.delete([ada])
    database.close()
    for old in backups():
        old.unlink()
    before = len(migrations.STEPS)
    more_steps(adds_a_nickname, makes_the_contacts_anew)

    database.open_book(book)

    assert fetch("PRAGMA user_version") == [(before + 2,)]
    assert fetch("PRAGMA foreign_keys") == [(1,)]
    assert database.undo() == "Delete contact"  # a row of before, with the columns of before
    assert fetch("SELECT given, nickname FROM contact") == [("Ada", "")]
    with edit("Nickname"):
        database.database.execute_sql("UPDATE contact SET nickname = 'A', rhythm_days = 0")
    with pytest.raises(dbapi2.IntegrityError, match="write_outside_edit"):
        database.database.execute_sql("INSERT INTO hobby VALUES ('a', 'chess')")
    assert database.undo() == "Nickname"
    assert directory.ids("kept")

    (backup,) = backups()
    assert backup.stem.endswith("-before-update")
    assert book_files.digest_matches(backup)
    database.close()
    old = dbapi2.connect(str(backup))
    assert old.execute("PRAGMA user_version").fetchone() == (before,)
    assert old.execute("SELECT count(*) FROM op").fetchone() == (4,)
    old.close()


def test_a_step_that_fails_leaves_the_book_and_its_version_as_they_were(book, more_steps):
    def fails(db) -> None:
        db.execute_sql("DROP TABLE tag")
        db.execute_sql("INSERT INTO contact (id, given) VALUES ('half', 'done')")
        raise RuntimeError("the step has a bug")

    contacts.add(ContactDraft("Ada", tags=("kept",)))
    before, rows = schema(), everything()
    database.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, adds_a_nickname, fails))
        with pytest.raises(RuntimeError):
            database.open_book(book)
        assert not database.is_open()
        patch.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        database.open_book(book)
        assert fetch("SELECT given, nickname FROM contact") == [("Ada", "")]
        database.close()
    newest = next(path for path in backups() if path.stem.endswith("-before-update"))
    shutil.copyfile(newest, book)

    database.open_book(book)
    assert (schema(), everything()) == (before, rows)


def test_a_step_that_leaves_a_reference_to_nowhere_does_not_count(book, more_steps):
    def forgets_the_tags(db) -> None:
        db.execute_sql("DELETE FROM contact")

    contacts.add(ContactDraft("Ada", tags=("kept",)))
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, forgets_the_tags))
        with pytest.raises(dbapi2.IntegrityError, match="1 references"):
            database.open_book(book)

    database.open_book(book)
    assert directory.count() == 1


def test_no_step_is_taken_when_the_backup_before_it_fails(book, more_steps):
    contacts.add(ContactDraft("Ada"))
    database.close()
    folder = backups()[0].parent
    shutil.rmtree(folder)
    folder.write_text("a file where the folder should be")
    before = book.read_bytes()
    more_steps(adds_a_nickname)

    with pytest.raises(StorageError, match="is not a folder"):
        database.open_book(book)

    assert not database.is_open()
    assert book.read_bytes() == before
    folder.unlink()
    database.open_book(book)
    assert fetch("SELECT nickname FROM contact") == [("",)]


def test_a_book_of_a_newer_program_is_refused_untouched(book, more_steps):
    contacts.add(ContactDraft("Ada"))
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, adds_a_nickname))
        database.open_book(book)
        database.close()
    before = book.read_bytes()

    for read_only in (False, True):
        with pytest.raises(StorageError, match=r"“Test.bridgebook” was written by a newer"):
            database.open_book(book, read_only=read_only)
        assert not database.is_open()
        assert book.read_bytes() == before


def test_a_book_of_an_older_program_is_not_read_with_todays_eyes(book, more_steps):
    contacts.add(ContactDraft("Ada"))
    database.close()
    more_steps(adds_a_nickname)

    with pytest.raises(StorageError, match="Open it once for writing"):
        database.open_book(book, read_only=True)
    assert database.check(book) == []  # of a copy that was brought up to date
    database.open_book(book)
    database.close()
    database.open_book(book, read_only=True)
    assert directory.count() == 1


def test_a_script_without_an_end_is_not_cut_short_silently(book):
    with pytest.raises(ValueError, match="has no end"):
        migrations._script(database.database, "SELECT 1;\nSELECT 2")


# Releases


def test_there_is_a_book_of_a_release():
    assert RELEASED


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_book_of_that_release_opens_and_is_what_a_new_book_is(released, book, tmp_path):
    """Until the release is out: `python packaging/released_book.py` makes it anew."""
    new = schema()
    copy = tmp_path / released.name
    shutil.copyfile(released, copy)
    steps = dbapi2.connect(f"{released.as_uri()}?immutable=1", uri=True)
    (number,) = steps.execute("SELECT max(number) FROM txn").fetchone()
    steps.close()

    database.open_book(copy)

    assert schema() == new
    assert directory.count() >= 60
    assert database.last_number() == number
    assert database.redo_label() == "Add contact"
    assert database.undo_label() == "Delete contact"
    assert database.check(copy) == []
    after = everything()
    taken = 0
    while database.undo():
        taken += 1
    assert taken >= 4
    while database.redo():
        taken -= 1
    assert taken == -1
    assert database.undo() == "Add contact"
    assert everything() == after
    assert search_index.stale(database.database) == []
    assert database.check(copy) == []
