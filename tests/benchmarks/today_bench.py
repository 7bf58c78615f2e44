"""Today on a book of 100,000 contacts, 20,000 meetings and 300,000 referrals and relationships.

How long it takes to read and to show, warm, as ratios to the plainest SQL that finds the same.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/today_bench.py
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PEOPLE, MEETINGS, LINKS = 100_000, 20_000, 300_000
ROUNDS = 7

# Everything that Today tells of, each as plainly as it can be asked for: whom to thank, who is to
# hear of a meeting, who is fading, promises, next steps, meetings ahead.
PLAIN = {
    "thank": """
        SELECT p.contact_id, m.id FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
        WHERE m.state = 'held' AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.kind = 'thank'
            AND d.contact_id = p.contact_id AND d.cause_id = m.id)""",
    "report_back": """
        WITH RECURSIVE up (meeting, id) AS (
            SELECT m.id, p.contact_id FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
                WHERE m.state = 'held'
            UNION SELECT up.meeting, r.from_id FROM up JOIN referral r ON r.to_id = up.id)
        SELECT up.id, up.meeting FROM up
        WHERE NOT EXISTS (SELECT 1 FROM meeting_person p
                WHERE p.meeting_id = up.meeting AND p.contact_id = up.id)
            AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.kind = 'report_back'
                AND d.contact_id = up.id AND d.cause_id = up.meeting)""",
    "check_in": """
        SELECT c.id, max(t.at) FROM contact c JOIN touch t ON t.contact_id = c.id
        WHERE c.rhythm_days IS NOT NULL GROUP BY c.id""",
    "promise": "SELECT id, text FROM promise WHERE kept_on IS NULL",
    "steps": "SELECT id, next_step FROM outreach WHERE closed IS NULL AND next_step <> ''",
    "meetings": "SELECT id, start FROM meeting WHERE start >= ?1 AND start < ?2",
}


def prepare(folder: Path, now: datetime) -> None:
    """The book, open."""
    from app import database
    from tests.benchmarks import books

    database.open_book(folder / "Bench.bridgebook", create=True)
    books.fill(PEOPLE)
    books.connect(now, meetings=MEETINGS, links=LINKS)
    database.fetch("PRAGMA wal_checkpoint(TRUNCATE)")


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of several goes, after one that warms up."""
    work()
    taken = []
    for _round in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def plain(now: datetime) -> dict[str, int]:
    """What the plainest queries find."""
    from app.database import fetch

    days = (now.date().isoformat(), (now.date() + timedelta(days=2)).isoformat())
    return {
        name: len(fetch(sql, days if "?1" in sql else ())) for name, sql in PLAIN.items()
    }  # fmt: skip


def opened(now: datetime) -> None:
    """Read the day and show it on a page of its own, until its picture is there."""
    from PySide6.QtWidgets import QApplication

    from app.services import today
    from ui.today.page import Today

    today.forget()
    page = Today()
    page.resize(1040, 700)
    page.show()
    while page.day() is None:
        QApplication.processEvents()
    page.grab()
    page.close()
    page.deleteLater()
    QApplication.processEvents()


def main() -> None:
    """Measure, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        from PySide6.QtWidgets import QApplication

        from app import database
        from app.services import duties, duty_facts, today
        from ui import theme

        now = datetime.now(UTC)
        prepare(Path(folder), now)
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        theme.start(application, "light")

        def read() -> object:
            today.forget()
            return today.read(now)

        found, day = plain(now), today.read(now)
        thanked = sum(duty.kind == "thank" for duty in duties.listing(now))
        told = sum(duty.kind == "report_back" for duty in duties.listing(now))
        assert (thanked, told) == (found["thank"], found["report_back"])
        asking = milliseconds(lambda: plain(now))
        facts = milliseconds(lambda: duty_facts.read(now))
        deriving = milliseconds(lambda: duties.listing(now))
        reading = milliseconds(read)
        opening = milliseconds(lambda: opened(now))
        database._forget()  # without a backup of 100,000 people nobody knows
    print(
        f"Today of {PEOPLE:,} contacts, {MEETINGS:,} meetings and {LINKS:,} links: {day.count}"
        f" things due, opened in {opening:.0f} ms, {opening / asking:.2f} times the plainest"
        f" queries for the same ({asking:.0f} ms); of that reading {reading:.0f} ms, deriving"
        f" {deriving:.0f} ms, of which {facts:.0f} ms are the facts"
    )


if __name__ == "__main__":
    main()
