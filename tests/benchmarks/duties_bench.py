"""Deriving all duties of a large book, as a ratio to one scan of the facts they follow from.

100,000 contacts, 20,000 meetings, 300,000 referrals and relationships, 25,000 rhythms; once with
all but the last days' duties done, once with none. The scan is one plain SELECT per table of the
columns that duties follow from, fetched through the bare driver. Both take turns in one run; what
the rhythms alone take is printed too. Asserts nothing; `make bench` runs it.

python -m tests.benchmarks.duties_bench
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app import database
from app.database import edit, fetch, new_id
from app.services import duties, duty_facts
from tests.benchmarks import books

PEOPLE, MEETINGS, LINKS = 100_000, 20_000, 300_000
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SCAN = (
    "SELECT id, start, minutes, outreach_id FROM meeting WHERE state = 'held'",
    "SELECT meeting_id, contact_id FROM meeting_person",
    "SELECT id, outreach_id, kind, given_by_id, given_on, leads_to_id FROM invitation",
    "SELECT id, outreach_id, to_stage, at, invitation_id, from_stage FROM stage_change",
    "SELECT id, contact_id, closed, rests_until FROM outreach",
    "SELECT from_id, to_id FROM referral",
    "SELECT id, contact_id, direction, text, made_on, due, kind FROM promise WHERE kept_on IS NULL",
    "SELECT id, contact_id, direction, at, message, outreach_id FROM touch",
    "SELECT id, given, family, rhythm_days FROM contact",
    "SELECT kind, contact_id, cause_id, state, until FROM duty",
)


def prepare(path: Path) -> None:
    """The book, open: met and named, with requests that wait and rhythms that run."""
    database.open_book(path, create=True)
    books.fill(PEOPLE)
    books.connect(NOW, meetings=MEETINGS, links=LINKS)
    with edit("Rhythms and requests"):
        database.database.execute_sql("UPDATE contact SET rhythm_days = 60 WHERE rowid % 4 = 0")
        threads = fetch("SELECT id, contact_id FROM outreach ORDER BY id LIMIT 200")
        database.database.connection().executemany(
            "INSERT INTO touch (id, contact_id, kind, direction, at, message, outreach_id)"
            " VALUES (?, ?, 'mail', 'out', '2026-11-10T12:00:00Z', 'request', ?)",
            [(new_id(), contact, thread) for thread, contact in threads],
        )


def scan() -> None:
    """Read the facts once, and do nothing with them."""
    for sql in SCAN:
        database.database.connection().execute(sql).fetchall()


def milliseconds(what: Callable[[], object]) -> float:
    """How long it takes once."""
    begin = time.perf_counter()
    what()
    return (time.perf_counter() - begin) * 1000


def compare(said: str) -> float:
    """Print how deriving and scanning compare; the ratio."""
    plain, ours, rhythms = [], [], []
    for _turn in range(7):
        plain.append(milliseconds(scan))
        ours.append(milliseconds(lambda: duties.listing(NOW)))
        rhythms.append(milliseconds(lambda: duty_facts.in_touch(NOW.date())))
    derived, scanned = statistics.median(ours), statistics.median(plain)
    print(
        f"{said}: {len(duties.listing(NOW)):,} duties derived in {derived:.0f} ms, one scan of the"
        f" facts {scanned:.0f} ms: ratio {derived / scanned:.2f};"
        f" of it rhythms {statistics.median(rhythms):.0f} ms"
    )
    return derived / scanned


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "large.bridgebook")
        try:
            print(f"{PEOPLE:,} contacts, {MEETINGS:,} meetings, {LINKS:,} referrals and more")
            compare("all done but the last days'")
            with edit("Nothing done"):
                database.database.execute_sql("DELETE FROM duty")
            compare("nothing done")
        finally:
            database.close()


if __name__ == "__main__":
    main()
