"""What it costs to write: one edit, many rows in one edit, and undoing them, as ratios to bare SQL.

    python -m tests.benchmarks.edit_bench [CONTACTS]

Bare means: the same tables and indexes without journal and search, one transaction, `executemany`.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from app import database
from app.database import edit, fetch
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.first_tables import PEOPLE
from app.services import contacts

COUNT = 20_000
ONE = 200  # single edits, of which the median counts


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rows(count: int) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
    """People with a firm, an address, a phone and a note."""
    ids = [database.new_id() for _number in range(count)]
    firms = [database.new_id() for _number in range(1 + count // 20)]
    new = database.new_id
    return {
        "organization": ("id, name", [(i, f"Firm {n}") for n, i in enumerate(firms)]),
        "contact": (
            "id, given, family, notes",
            [
                (i, f"Given{n % 97}", f"Family{n}", "Met at the port day, talks about telematics")
                for n, i in enumerate(ids)
            ],
        ),
        "position": (
            "id, contact_id, organization_id, title",
            [(new(), i, firms[n % len(firms)], f"Engineer {n % 50}") for n, i in enumerate(ids)],
        ),
        "channel": (
            "id, contact_id, kind, value, rank",
            [(new(), i, "email", f"person{n}@firm.example", 0) for n, i in enumerate(ids)]
            + [(new(), i, "phone", f"+49 171 {n:08d}", 1) for n, i in enumerate(ids)],
        ),
    }


def write(connection: dbapi2.Connection, made: dict[str, tuple[str, list]]) -> None:
    for table, (columns, values) in made.items():
        marks = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def bare(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = 1",
                   "cache_size = -64000"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.executescript(PEOPLE)
    return connection


def transaction(connection: dbapi2.Connection, made: dict[str, tuple[str, list]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    write(connection, made)
    connection.execute("COMMIT")


def bulk(made: dict[str, tuple[str, list]]) -> None:
    with edit("Many"):
        for table, (columns, values) in made.items():
            database.insert_rows(table, columns.split(", "), values)


def report(name: str, ours: float, theirs: float | None = None) -> None:
    ratio = f"   {ours / theirs:6.2f} times {theirs * 1000:9.2f} ms bare" if theirs else ""
    print(f"{name:<44}{ours * 1000:10.2f} ms{ratio}")


def one_edit(connection: dbapi2.Connection) -> None:
    single = [rows(1) for _number in range(ONE)]
    for number, made in enumerate(single):
        made["organization"] = ("id, name", [(made["organization"][1][0][0], f"One {number}")])
    raw = [seconds(lambda made=made: transaction(connection, made)) for made in single]
    ours = [seconds(lambda made=made: bulk(made)) for made in single]
    report("one contact in one edit", statistics.median(ours), statistics.median(raw))
    draft = ContactDraft(
        "Ada", "Byron", notes="12", channels=(ChannelDraft("email", "a@b.example"),),
        positions=(PositionDraft("Firm 1", "CTO"),),
    )  # fmt: skip
    added = [seconds(lambda: contacts.add(draft)) for _number in range(ONE)]
    report("contacts.add of the same", statistics.median(added), statistics.median(raw))
    back = [seconds(database.undo) for _number in range(ONE)]
    report("undo of it", statistics.median(back), statistics.median(raw))


def main(count: int = COUNT) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        database.open_book(Path(folder) / "Bench.bridgebook", create=True)
        connection = bare(Path(folder) / "bare.sqlite")

        made = rows(count)
        raw = seconds(lambda: transaction(connection, made))
        report(f"{count:,} contacts in one edit", seconds(lambda: bulk(made)), raw)
        report("undo of it", seconds(database.undo), raw)
        report("redo of it", seconds(database.redo), raw)
        change = "UPDATE contact SET notes = notes || ' and more'"
        raw = seconds(lambda: connection.execute(change))
        report("change every note", seconds(lambda: _change(change)), raw)
        report("undo of it", seconds(database.undo), raw)
        one_edit(connection)

        connection.close()
        report("close, with a verified backup", seconds(database.close))
        path = Path(folder) / "Bench.bridgebook"
        report("open", seconds(lambda: database.open_book(path)))
        report("check", seconds(lambda: database.check(path)))
        assert fetch("SELECT count(*) FROM contact") == [(count + ONE,)]
        database.close()


def _change(sql: str) -> None:
    with edit("Change every note"):
        database.database.execute_sql(sql)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
