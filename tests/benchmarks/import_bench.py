"""How long an import takes, as a ratio to inserting the same rows bare.

Bare means: the same tables and indexes without journal and search, one transaction, `executemany`.
Run it with `python tests/benchmarks/import_bench.py [PEOPLE]`.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlcipher3 import dbapi2

from app import database
from app.exchange import files
from app.first_tables import PEOPLE
from app.services import importing

GIVEN = (
    "Ada",
    "Bela",
    "Cleo",
    "Dora",
    "Evan",
    "Flora",
    "Gert",
    "Hana",
    "Igor",
    "Jana",
    "Karl",
    "Lena",
)
FAMILY = (
    "Byron",
    "Kun",
    "Lund",
    "Mink",
    "Nash",
    "Okafor",
    "Petrov",
    "Ruiz",
    "Soto",
    "Tarn",
    "Vale",
)
TABLES = ("organization", "contact", "position", "channel", "tag", "kept_property")


def cards(count: int) -> Iterator[str]:
    """Invented people as a phone would write them."""
    for i in range(count):
        given, family = GIVEN[i % len(GIVEN)], f"{FAMILY[i // 12 % len(FAMILY)]}{i // 132}"
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{given} {family}\r\n"
            f"ORG:Firm {i % 997}\r\nTITLE:Engineer {i % 50}\r\n"
            f"TEL;TYPE=CELL:+49 171 {i:08d}\r\n"
            f"EMAIL;TYPE=INTERNET:{given.lower()}.{family.lower()}@firm{i % 997}.example\r\n"
            f"NOTE:Met at fair number {i % 31}\\, hall {i % 7}.\r\nUID:{i:032x}\r\nEND:VCARD\r\n"
        )


def bare(folder: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    """Seconds for the rows alone."""
    connection = dbapi2.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -64000")
    connection.executescript(PEOPLE)
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        marks = ", ".join("?" for _value in values[0])
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def main() -> None:
    """Import invented people, then insert the same rows bare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.vcf").write_text("".join(cards(count)), newline="")
        database.open_book(folder / "Bench.bridgebook", create=True)
        started = time.perf_counter()
        reading = files.read(folder / "all.vcf")
        read = time.perf_counter()
        plan = importing.plan(reading)
        planned = time.perf_counter()
        importing.apply(plan)
        applied = time.perf_counter()
        rows = {t: r for t in TABLES if (r := database.fetch(f"SELECT * FROM {t}"))}
        seconds = bare(folder, rows)
        database.close()
    assert len(rows["contact"]) == count
    print(
        f"import {count:,} people: {(applied - planned) / seconds:.2f} x bare inserts"
        f" ({seconds:.2f} s bare, {applied - planned:.2f} s written;"
        f" read {count / (read - started):,.0f}/s, compared {count / (planned - read):,.0f}/s)"
    )


if __name__ == "__main__":
    main()
