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
Seconds = tuple[float, float]
Rows = dict[str, list[tuple[object, ...]]]
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


def clock() -> Seconds:
    """Seconds on the wall, and seconds of work, which a busy machine disturbs less."""
    return time.perf_counter(), time.process_time()


def since(begun: Seconds) -> Seconds:
    """What both clocks say since then."""
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def bare(folder: Path, rows: Rows) -> Seconds:
    """Seconds for the rows alone."""
    path = folder / "bare.db"
    path.unlink(missing_ok=True)
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -64000",
                   "foreign_keys = 1"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(PEOPLE)
    begun = clock()
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        marks = ", ".join("?" for _value in values[0])
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    connection.execute("COMMIT")
    seconds = since(begun)
    connection.close()
    return seconds


def whole(folder: Path, number: int) -> tuple[list[Seconds], Rows]:
    """Seconds for reading, comparing and writing into a new book, and the rows written."""
    begun = clock()
    reading = files.read(folder / "all.vcf")
    laps = [since(begun)]
    database.open_book(folder / f"Bench{number}.bridgebook", create=True)
    begun = clock()
    plan = importing.plan(reading)
    laps.append(since(begun))
    begun = clock()
    importing.apply(plan)
    laps.append(since(begun))
    rows = {t: r for t in TABLES if (r := database.fetch(f"SELECT * FROM {t}"))}
    database.close()
    return laps, rows


def main() -> None:
    """Import invented people, insert the same rows bare, five times in turn; the best of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    laps = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.vcf").write_text("".join(cards(count)), newline="")
        for number in range(5):
            lap, rows = whole(folder, number)
            assert len(rows["contact"]) == count
            laps.append([*lap, bare(folder, rows)])
    (read, compared, written, plain), (*_others, work, plain_work) = (
        [min(lap[step][clock_of] for lap in laps) for step in range(4)] for clock_of in (0, 1)
    )
    print(
        f"import {count:,} people: {written / plain:.2f} x bare inserts"
        f" ({plain:.2f} s bare, {written:.2f} s written; {work / plain_work:.2f} x the processor;"
        f" read {count / read:,.0f}/s, compared {count / compared:,.0f}/s)"
    )


if __name__ == "__main__":
    main()
