"""A key typed into the search field against the raw FTS5 query for the same page, 100,000 people.

Ours: what the list asks for at a keystroke, `directory.ids` and the rows of the first page. Raw:
one hand-written statement through the bare driver that finds the same people in the same order and
reads the same columns of the first page. Both take turns at every key, in one run. The matching
row numbers alone are timed too, for comparison. Asserts nothing; `make bench` runs it.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from app import database
from app.services import directory
from tests.benchmarks import books

PEOPLE = 100_000
PAGE = 64
TYPED = ("ada byron", "kestrel", "marta oy", "planner", "port", "søren", "cold chain", "okafor r")
MATCH = (
    "SELECT rowid AS doc FROM contact_search WHERE contact_search MATCH ?"
    f" ORDER BY rowid LIMIT {directory.FOUND_LIMIT}"
)
IDS = (
    f"SELECT ci.contact FROM ({MATCH}) found CROSS JOIN contact_index ci ON ci.doc = found.doc"
    " ORDER BY ci.sort_key, ci.contact"
)
ROWS = """
SELECT c.id, c.given, c.family, p.title, o.name,
    (SELECT stage FROM outreach t WHERE t.contact_id = c.id AND t.closed IS NULL
     ORDER BY CASE stage WHEN 'applied' THEN 0 WHEN 'referred' THEN 1 ELSE 2 END LIMIT 1),
    max(ifnull((SELECT max(at) FROM touch WHERE contact_id = c.id), ''),
        ifnull((SELECT max(m.start) FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id
                WHERE mp.contact_id = c.id AND m.state = 'held'), '')),
    EXISTS (SELECT 1 FROM promise WHERE contact_id = c.id AND direction = 'mine'
            AND kept_on IS NULL)
        OR ifnull((SELECT sum(CASE direction WHEN 'received' THEN 1 ELSE -1 END) FROM favor f
                   WHERE contact_id = c.id AND settled_by_id IS NULL AND NOT EXISTS
                       (SELECT 1 FROM favor s WHERE s.settled_by_id = f.id)), 0) > 0,
    (SELECT group_concat(name, ' · ' ORDER BY name) FROM tag WHERE contact_id = c.id)
FROM json_each(?) wanted JOIN contact c ON c.id = wanted.value
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization o ON o.id = p.organization_id
"""


def keys() -> list[str]:
    """What stands in the search field after each key."""
    return [text[:end] for text in TYPED for end in range(1, len(text) + 1)]


def ours(text: str) -> None:
    """What the list does at a key."""
    directory.rows(directory.ids(text)[:PAGE])


def raw(connection: Any) -> Callable[[str], None]:
    """The same by hand: two statements, no layers."""

    def search(text: str) -> None:
        words = " ".join(f'"{word}"*' for word in directory.names.fold(text).split())
        found = connection.execute(IDS, (words,)).fetchall()
        page = '["' + '","'.join(row[0] for row in found[:PAGE]) + '"]'
        connection.execute(ROWS, (page,)).fetchall()

    return search


def match_only(connection: Any) -> Callable[[str], None]:
    """Row numbers, in no order that a person would want."""

    def search(text: str) -> None:
        words = " ".join(f'"{word}"*' for word in directory.names.fold(text).split())
        connection.execute(MATCH, (words,)).fetchall()

    return search


def measure(rounds: int = 15) -> tuple[float, float, float]:
    """Median milliseconds per key: ours, raw, the match alone."""
    connection = database.database.connection()
    ways = (ours, raw(connection), match_only(connection))
    best: list[list[float]] = [[] for _way in ways]
    for text in keys():
        taken: list[list[float]] = [[] for _way in ways]
        for _round in range(rounds):
            for way, times in zip(ways, taken, strict=True):
                began = time.perf_counter()
                way(text)
                times.append(time.perf_counter() - began)
        for times, kept in zip(taken, best, strict=True):
            kept.append(statistics.median(times) * 1000)
    return tuple(statistics.median(times) for times in best)  # type: ignore[return-value]


def main() -> None:
    """Fill a book, type, print one line."""
    with tempfile.TemporaryDirectory() as folder:
        database.open_book(Path(folder) / "Bench.bridgebook", create=True)
        books.fill(PEOPLE)
        mine, bare, match = measure()
        database._forget()  # without a backup of 100,000 people nobody knows
    print(
        f"search keystroke at {PEOPLE:,} people: {mine / bare:.2f} times the raw query"
        f" ({mine:.2f} ms to {bare:.2f} ms; the match alone {match:.2f} ms)"
    )


if __name__ == "__main__":
    main()
