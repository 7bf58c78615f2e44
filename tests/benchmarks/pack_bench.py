"""A print pack of a hundred against a hundred times one, and a thousand briefs in one file.

Run by `make bench`; prints ratios measured in one run, asserts nothing.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from reportlab.pdfbase import pdfmetrics

from app.brief import attached, fonts, layout, pack, pdf
from app.brief.itinerary import Stop
from app.brief.pack import Pack
from tests.app import resumes
from tests.benchmarks.brief_bench import BRIEF, NOW, bare

ROUNDS = 3
RESUME = resumes.resume("Jane Doe", "Publications", size=resumes.LETTER)


def stops(count: int) -> tuple[Stop, ...]:
    """So many meetings, each with other words, an hour apart."""
    assert BRIEF.start is not None
    return tuple(
        Stop(
            replace(
                BRIEF,
                people=(replace(BRIEF.people[0], name=f"Dana Okafor {number}"),),
                start=BRIEF.start + timedelta(hours=number),
                questions=tuple(f"{text} ({number})" for text in BRIEF.questions),
                offer=f"The vendor comparison number {number}",
            )
        )
        for number in range(count)
    )


def seconds(work: Callable[[], object]) -> float:
    """The middle time of some rounds."""
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def packed(some: tuple[Stop, ...], **wanted: bool) -> bytes:
    """A pack with the résumé."""
    return pack.render(Pack(some, "a4", NOW, resume=RESUME, **wanted))


def main() -> None:
    """Print the ratios."""
    pdf.render(BRIEF, paper="a4", printed_at=NOW)
    attached.page_count(RESUME, "")
    hundred = stops(100)
    together = seconds(lambda: packed(hundred, wallet_cards=True))
    singly = seconds(lambda: [packed((stop,), wallet_cards=True) for stop in hundred])
    size = len(packed(hundred, wallet_cards=True))
    one = len(packed(hundred[:1], wallet_cards=True))
    print(
        f"a pack of 100 with itinerary, résumé and cards: {together:.2f} s, 100 times one"
        f" {singly:.2f} s, ratio {together / singly:.2f}; {size / 1024:.0f} KB against"
        f" {100 * one / 1024:.0f} KB"
    )
    thousand = [stop.brief for stop in stops(1000)]
    for font in fonts.FILES:
        pdfmetrics.registerFont(fonts.faces()[font])
    page = layout.lay_out(BRIEF, paper="a4", printed_at=NOW)
    by_hand = min(seconds(lambda: bare(page)) for _round in range(5)) * 1000
    begun = time.perf_counter()
    data = pdf.render_all(thousand, paper="a4", printed_at=NOW)
    each = time.perf_counter() - begun
    print(
        f"1,000 briefs in one file: {each:.2f} ms each (aim 3), {each / by_hand:.2f} times bare"
        f" ReportLab drawing one ({by_hand:.1f} ms), {len(data) / 1024 / 1000:.1f} KB each"
    )
    begun = time.perf_counter()
    packed(stops(1000), double_sided=True)
    print(
        "1,000 briefs with itinerary and résumé, for both sides:"
        f" {time.perf_counter() - begun:.2f} ms each"
    )


if __name__ == "__main__":
    main()
