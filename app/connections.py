"""One file of SQLite's, with a connection for each thread that opened one.

It needs no Peewee, so that a book is open and read before Peewee is loaded. When the first thing is
written, Peewee rides along on these connections (`app/models/tables.py`).
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlcipher3 import dbapi2

from app.domain import names

DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError

_PRAGMAS = (
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  # or INSERT OR REPLACE would delete rows behind the journal's back
    ("synchronous", "FULL"),  # NORMAL lost acknowledged commits in half of the simulated power cuts
    ("cell_size_check", 1),  # a damaged page is noticed when it is read, not when it is too late
    ("cache_size", -64_000),
    ("temp_store", "MEMORY"),
)


class _Here(threading.local):
    """What one thread has: its connection, and how many `atomic` it is in."""

    connection: Any = None
    depth: int = 0


class Connections:
    """The connections to one file; every thread has its own, and sees only that."""

    def __init__(self, address: str = "") -> None:
        self._address = address
        self._here = _Here()

    def init(self, address: str) -> None:
        """From now on, connect to this file."""
        self._address = address

    def connect(self) -> None:
        """Give this thread its connection."""
        uri = self._address.startswith("file:")
        connection = dbapi2.connect(self._address, isolation_level=None, timeout=5, uri=uri)
        try:
            for name, value in _PRAGMAS:
                connection.execute(f"PRAGMA {name} = {value}")
            _add_words(connection)
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._here.connection, self._here.depth = connection, 0

    def _prepare(self, connection: Any) -> None:
        """For who wants more of each connection."""

    def close(self) -> None:
        """Close this thread's connection, if it has one."""
        connection, self._here.connection = self._here.connection, None
        if connection is not None:
            connection.close()

    def is_closed(self) -> bool:
        """Whether this thread has no connection."""
        return self._here.connection is None

    def connection(self) -> Any:
        """This thread's connection, as the driver knows it."""
        if self._here.connection is None:
            raise RuntimeError("This thread has no connection.")
        return self._here.connection

    @contextmanager
    def connection_context(self) -> Iterator[None]:
        """A connection for this thread, as long as it takes."""
        self.connect()
        try:
            yield
        finally:
            self.close()

    def execute_sql(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Run one statement; its cursor."""
        return self.connection().execute(sql, values)

    def in_transaction(self) -> bool:
        """Whether this thread is inside `atomic`."""
        return self._here.depth > 0

    @contextmanager
    def atomic(self, kind: str = "") -> Iterator[None]:
        """All of it or nothing; within another one, that part of it or nothing."""
        connection, depth = self.connection(), self._here.depth
        connection.execute(f"SAVEPOINT inner_{depth}" if depth else f"BEGIN {kind}")
        self._here.depth += 1
        try:
            yield
            self._here.depth = depth
            connection.execute(f"RELEASE inner_{depth}" if depth else "COMMIT")
        except BaseException:
            self._here.depth = depth
            if depth:
                connection.execute(f"ROLLBACK TO inner_{depth}")
            elif connection.in_transaction:  # a full disk makes SQLite roll back by itself
                connection.execute("ROLLBACK")
            raise


def _add_words(connection: Any) -> None:
    """Functions for sort keys and plain letters, and a view of all words that can be found.

    The view is made here, since a connection that only reads could not.
    """
    connection.create_function("name_key", 2, names.name_key)
    connection.create_function("text_key", 1, names.text_key)
    connection.create_function("fold", 1, names.fold)
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_word USING fts5vocab (main, contact_search, col)"
    )
