"""How long an import takes, as a ratio to inserting the same rows bare.

Bare means: the same tables and indexes without journal and search, one transaction, `executemany`.
Run it with `python tests/benchmarks/import_bench.py [PEOPLE]`.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
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
    path = folder / "bare.db"
    path.unlink(missing_ok=True)
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -64000",
                   "foreign_keys = 1"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
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


def whole(folder: Path, number: int) -> tuple[list[float], dict[str, list[tuple[object, ...]]]]:
    """Seconds for reading, comparing and writing into a new book, and the rows written."""
    moments = [time.perf_counter()]
    reading = files.read(folder / "all.vcf")
    moments.append(time.perf_counter())
    database.open_book(folder / f"Bench{number}.bridgebook", create=True)
    began = time.perf_counter()
    plan = importing.plan(reading)
    moments.append(moments[-1] + time.perf_counter() - began)
    began = time.perf_counter()
    importing.apply(plan)
    moments.append(moments[-1] + time.perf_counter() - began)
    rows = {t: r for t in TABLES if (r := database.fetch(f"SELECT * FROM {t}"))}
    database.close()
    return [after - before for before, after in pairwise(moments)], rows


def main() -> None:
    """Import invented people, insert the same rows bare, three times in turn; the best of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    laps, plain = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.vcf").write_text("".join(cards(count)), newline="")
        for number in range(3):
            lap, rows = whole(folder, number)
            assert len(rows["contact"]) == count
            laps.append(lap)
            plain.append(bare(folder, rows))
    read, compared, written = (min(times) for times in zip(*laps, strict=True))
    print(
        f"import {count:,} people: {written / min(plain):.2f} x bare inserts"
        f" ({min(plain):.2f} s bare, {written:.2f} s written;"
        f" read {count / read:,.0f}/s, compared {count / compared:,.0f}/s)"
    )


if __name__ == "__main__":
    main()
