"""What every table shares: a key that never changes."""

from typing import Any

from peewee import ForeignKeyField, Model, TextField

from app.database import database, new_id


class Table(Model):
    """A row with a UUIDv7 for its key, so that it keeps its name on every machine."""

    id = TextField(primary_key=True, default=new_id)

    class Meta:
        database = database
        legacy_table_names = False


def any_text() -> TextField:
    """A text that may be empty but is never missing."""
    return TextField(default="")


def refers_to(table: Any, *, optional: bool = False, column: str | None = None) -> Any:
    """A reference to another row; no cascade, the service deletes the children itself."""
    return ForeignKeyField(table, null=optional, backref="+", lazy_load=False, column_name=column)
