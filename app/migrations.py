"""How a book becomes a newer book: append only, frozen, never today's models.

A new book runs the same steps from nothing, so there is one truth. Each step is one transaction;
before the first one a verified backup is made (`database.open_book`).
"""

from peewee import SqliteDatabase

from app import first_tables, journal


def first(db: SqliteDatabase) -> None:
    """The tables of the first release."""
    _script(db, first_tables.ALL)


STEPS = (first,)


def migrate(db: SqliteDatabase) -> None:
    """Run the steps that this book has not seen yet, then write the journal's triggers anew."""
    done = int(db.execute_sql("PRAGMA user_version").fetchone()[0])
    if done == len(STEPS):
        return
    for number, step in enumerate(STEPS[done:], start=done + 1):
        with db.atomic("EXCLUSIVE"):
            _drop_triggers(db)
            step(db)
            _create_triggers(db)
            db.execute_sql(f"PRAGMA user_version = {number}")


def owned_tables(db: SqliteDatabase) -> list[str]:
    """Every table that the person owns, in the order in which they were made."""
    names = db.execute_sql(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'contact_search%' ORDER BY name"
    ).fetchall()
    return [name for (name,) in names if name not in journal.UNWATCHED]


def columns(db: SqliteDatabase, table: str) -> list[str]:
    """The columns of a table, in their order."""
    found = db.execute_sql("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in found.fetchall()]


def _create_triggers(db: SqliteDatabase) -> None:
    for table in owned_tables(db):
        for sql in journal.triggers(table, columns(db, table)):
            db.execute_sql(sql)


def _drop_triggers(db: SqliteDatabase) -> None:
    found = db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'"
    )
    for (name,) in found.fetchall():
        db.execute_sql(f"DROP TRIGGER {name}")


def _script(db: SqliteDatabase, script: str) -> None:
    """Run statements one by one, inside the transaction; `executescript` would end it."""
    from sqlcipher3.dbapi2 import complete_statement

    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if complete_statement(statement):
            db.execute_sql(statement)
            statement = ""
