"""What a book is asked: the statements that reach SQLite, whoever sends them."""

from collections.abc import Iterator
from contextlib import contextmanager

from app import database


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement of this thread meanwhile; not those that triggers run."""
    said: list[str] = []
    connection = database.database.connection()

    def hear(sql: str) -> None:
        if not sql.startswith("--"):
            said.append(sql)

    connection.set_trace_callback(hear)
    try:
        yield said
    finally:
        connection.set_trace_callback(None)
