"""What every table shares: a key that never changes."""

from typing import Any

from peewee import ForeignKeyField, Model, SqliteDatabase, TextField

from app.database import database, new_id


class _Passenger(SqliteDatabase):
    """Peewee on the connections of the open book: it makes the SQL, and opens nothing itself.

    So what SQLite refuses is always the driver's own error, with Peewee or without.
    """

    def is_closed(self) -> bool:
        return database.is_closed()

    def close(self) -> bool:
        return False  # Peewee asks for it when it is loaded after the book was opened

    def connection(self) -> Any:
        return database.connection()

    def cursor(self, *_names: Any) -> Any:
        return database.connection().cursor()

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return database.execute_sql(sql, params or ())

    def in_transaction(self) -> bool:
        return database.in_transaction()

    def atomic(self, *_args: Any, **_options: Any) -> Any:
        return database.atomic()


class Table(Model):
    """A row with a UUIDv7 for its key, so that it keeps its name on every machine."""

    id = TextField(primary_key=True, default=new_id)

    class Meta:
        database = _Passenger(None)
        legacy_table_names = False


def any_text() -> TextField:
    """A text that may be empty but is never missing."""
    return TextField(default="")


def refers_to(table: Any, *, optional: bool = False, column: str | None = None) -> Any:
    """A reference to another row; no cascade, the service deletes the children itself."""
    return ForeignKeyField(table, null=optional, backref="+", lazy_load=False, column_name=column)
