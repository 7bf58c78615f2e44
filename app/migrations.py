"""How a book becomes a newer book: append only, frozen, never today's models.

A new book runs the same steps from nothing, so there is one truth. Each step is one transaction;
before the first one a verified backup is made (`database.open_book`).
"""

from pathlib import Path

from sqlcipher3.dbapi2 import complete_statement

from app import first_tables, journal, search_index, second_tables, third_tables
from app.connections import Connections, IntegrityError
from app.errors import StorageError
from app.i18n import _


def first(db: Connections) -> None:
    """The tables of the first release."""
    _script(db, first_tables.ALL)


def doors_and_debts(db: Connections) -> None:
    """Tidbits, who knows whom, offers, messages, and favors that book themselves."""
    _script(db, second_tables.DOORS_AND_DEBTS)


def resume_feedback(db: Connections) -> None:
    """What people said of a résumé."""
    _script(db, third_tables.RESUME_FEEDBACK)


STEPS = (first, doors_and_debts, resume_feedback)


def migrate(db: Connections) -> None:
    """Run the steps that this book has not seen yet; then its triggers and index are today's.

    A step finds the journal's triggers gone and foreign keys unchecked, so that it may make a table
    anew; what it leaves behind is checked before it counts. It writes no history: a step that
    renames or drops a column has to rewrite the `op` rows that name it, or they cannot be undone.
    """
    done = int(db.execute_sql("PRAGMA user_version").fetchone()[0])
    db.execute_sql("PRAGMA foreign_keys = OFF")
    try:
        for number, step in enumerate(STEPS[done:], start=done + 1):
            with db.atomic("EXCLUSIVE"):
                _drop_triggers(db)
                step(db)
                _create_triggers(db)
                _check_references(db)
                db.execute_sql(f"PRAGMA user_version = {number}")
    finally:
        db.execute_sql("PRAGMA foreign_keys = ON")
    if _triggers_there(db) != _triggers_wanted(db):
        with db.atomic("EXCLUSIVE"):
            _drop_triggers(db)
            _create_triggers(db)
    search_index.keep_up(db)


def refuse_version(path: Path, version: int, *, read_only: bool) -> None:
    """Raise `StorageError` for a book that this program cannot read as it stands."""
    if version > len(STEPS):
        raise StorageError(
            _(
                "“{file}” was written by a newer Bridgebook. "
                "Please install the newest version; the file was not touched."
            ).format(file=path.name)
        )
    if read_only and version < len(STEPS):
        raise StorageError(
            _(
                "“{file}” was written by an older Bridgebook. "
                "Open it once for writing, so that it can be brought up to date."
            ).format(file=path.name)
        )


def owned_tables(db: Connections) -> list[str]:
    """Every table that the person owns, in the order in which they were made."""
    names = db.execute_sql(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'contact_search%' ORDER BY name"
    ).fetchall()
    return [name for (name,) in names if name not in journal.UNWATCHED]


def columns(db: Connections, table: str) -> list[str]:
    """The columns of a table, in their order."""
    found = db.execute_sql("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in found.fetchall()]


def _triggers_wanted(db: Connections) -> set[str]:
    return {
        sql for table in owned_tables(db) for sql in journal.triggers(table, columns(db, table))
    }


def _triggers_there(db: Connections) -> set[str]:
    found = db.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'"
    )
    return {sql for (sql,) in found.fetchall()}


def _create_triggers(db: Connections) -> None:
    for sql in sorted(_triggers_wanted(db)):
        db.execute_sql(sql)


def _drop_triggers(db: Connections) -> None:
    found = db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'"
    )
    for (name,) in found.fetchall():
        db.execute_sql(f"DROP TRIGGER {name}")


def _check_references(db: Connections) -> None:
    broken = db.execute_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise IntegrityError(f"a step left {len(broken)} references to rows that are not there")


def _script(db: Connections, script: str) -> None:
    """Run statements one by one, inside the transaction; `executescript` would end it."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if complete_statement(statement):
            db.execute_sql(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"This statement has no end: {statement}")
