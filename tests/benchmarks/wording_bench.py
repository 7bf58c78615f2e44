"""The wording check: how often it is right, and what it costs beside one plain scan of the text.

Right: precision and recall, for each practice, over the sentences in `tests/data/wording`: those
that the rules were written against (`develop`), the half that was looked at afterwards (`judge`, by
the same author), and sentences reworded from what other people published (`published`).

Cost: the check against splitting the same text into words with one regular expression, for an
ordinary letter and for the nastiest texts we know, at one length and at four times that length. A
check that grows with the text costs four times as much for four times the text. Asserts nothing;
`make bench` runs it.
"""

import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.domain.wording import check
from app.services import wording

ROOT = Path(__file__).parents[2]
RULES = wording.rules("en")
LETTER = (
    "Dear Ms. Okafor, Bruce Lindqvist gave me your name; he admires how you rebuilt forecasting. "
    "Could I ask you for twenty minutes by phone, at a time that suits you? I'm sure you'll say "
    "yes, and I'd need two hours of your time. Thanks in advance, and please forward my CV to HR.\n"
)
NASTY = {
    "letters": LETTER,
    "one letter": "a ",
    "hire me": "hire me ",
    "gaps": "could you write and ",
    "quotation marks": "“",
    "numbers": "two and ",
}
LENGTH = 25_000  # characters
TURNS = 5


def right(half: str) -> None:
    """Print precision and recall of one half, practice by practice."""
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    sentences = json.loads((ROOT / f"tests/data/wording/{half}.json").read_text("utf-8"))
    for one in sentences:
        marks = check(one["text"], RULES, kind=one["kind"], stage=one["stage"])
        got, expected = {mark.practice for mark in marks}, set(one["expect"])
        found.update(got)
        wanted.update(expected)
        hits.update(got & expected)
    polite = sum(not one["expect"] for one in sentences)
    print(f"{half}: {len(sentences)} sentences, {polite} of them with nothing to mark")
    for practice in sorted(wanted):
        print(
            f"  {practice}  precision {hits[practice]}/{found[practice]}"
            f"  recall {hits[practice]}/{wanted[practice]}"
        )
    total, marked, meant = sum(hits.values()), sum(found.values()), sum(wanted.values())
    print(f"  all  precision {total / marked:.3f}  recall {total / meant:.3f}")


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for one turn, the middle of several."""
    taken = []
    for _turn in range(TURNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def cost() -> None:
    """Print what the check costs beside a scan, and how it grows."""
    scan = re.compile(r"\w+")
    print(f"{'text':16} {'check':>9} {'of a scan':>10} {'at 4 times the length':>22}")
    for name, part in NASTY.items():
        text = (part * LENGTH)[:LENGTH]
        ours = seconds(lambda text=text: check(text, RULES, kind="message"))
        longer = seconds(lambda text=text: check(4 * text, RULES, kind="message"))
        plain = seconds(lambda text=text: [found[0] for found in scan.finditer(text)])
        print(f"{name:16} {ours * 1000:6.1f} ms {ours / plain:8.1f} x {longer / ours:20.1f} x")
    key = seconds(lambda: check(LETTER, RULES, kind="message"))
    print(f"one paragraph of {len(LETTER)} characters, at a key: {key * 1000:.2f} ms")


if __name__ == "__main__":
    for name in ("develop", "judge", "published"):
        right(name)
    cost()
