"""A book of 100,000 contacts and 300,000 links: chains, roads and hubs, as ratios to a plain query.

python tests/benchmarks/network_bench.py
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from app import database
from app.domain.introductions import Goal
from app.services import introductions, referrals
from tests.benchmarks import books

PEOPLE = 100_000
LINKS = 300_000


def fill(count: int = PEOPLE, links: int = LINKS) -> list[str]:
    """Invented people, two thirds of the links referrals, one third who knows whom; their ids."""
    books.fill(count)
    people = [row for (row,) in database.fetch("SELECT id FROM contact ORDER BY id")]
    chance = random.Random(7)
    hubs = chance.sample(people, max(1, count // 1000))
    pairs = set()
    while len(pairs) < links:
        one = chance.choice(hubs) if chance.random() < 0.1 else chance.choice(people)
        other = chance.choice(people)
        if one != other and (other, one) not in pairs:
            pairs.add((one, other))
    with database.edit("Link"):
        sent, known = sorted(pairs)[: links * 2 // 3], sorted(pairs)[links * 2 // 3 :]
        database.insert_rows(
            "referral",
            ("id", "from_id", "to_id", "on_date"),
            [(f"r{n}", a, b, f"2026-{1 + n % 9:02d}-07") for n, (a, b) in enumerate(sent)],
        )
        database.insert_rows(
            "relationship", ("id", "contact_id", "other_id", "warmth"),
            [(f"k{n}", a, b, 1 + n % 3) for n, (a, b) in enumerate(known)],
        )  # fmt: skip
    return people


def milliseconds(what: Callable[[str], object], people: list[str]) -> float:
    """The median time of doing this for each of these people."""
    taken = []
    for person in people:
        begin = time.perf_counter()
        what(person)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def main() -> dict[str, float]:
    """Measure and print; each ratio is to the plainest query that gives a part of the answer."""
    with tempfile.TemporaryDirectory() as folder:
        database.open_book(Path(folder) / "bench.bridgebook", create=True)
        chosen = random.Random(3).sample(fill(), 60)
        neighbours = milliseconds(
            lambda p: database.fetch(
                "SELECT c.given FROM referral r JOIN contact c ON c.id = r.from_id"
                " WHERE r.to_id = ?", (p,)
            ), chosen,
        )  # fmt: skip
        count = milliseconds(
            lambda _p: database.fetch("SELECT from_id, count(*) FROM referral GROUP BY 1"),
            chosen[:5],
        )
        found = {
            "way": milliseconds(referrals.links, chosen) / neighbours,
            "branches": milliseconds(referrals.branches, chosen) / neighbours,
            "road": milliseconds(lambda p: introductions.roads(Goal("person", p, "")), chosen)
            / neighbours,
            "hubs": milliseconds(lambda _p: introductions.hubs(), chosen[:5]) / count,
        }
        print(
            f"{PEOPLE:,} contacts, {LINKS:,} links: one person's referrers {neighbours:.3f} ms;"
            f" the chain up {found['way']:.1f}x, branches {found['branches']:.1f}x,"
            f" roads to somebody {found['road']:.0f}x;"
            f" hubs {found['hubs']:.1f}x counting all referrals ({count:.0f} ms)"
        )
        database.close()
    return found


if __name__ == "__main__":
    main()
