"""One brief, fitted and drawn, against bare ReportLab drawing what was laid out already, and Typst.

ReportLab draws the same words at the same places, without tags. Typst is kept warm and sets the
same words in the same fonts (see `brief_typst`). Every round has other words. Run by `make bench`;
prints ratios measured in one run, asserts nothing.
"""

import io
import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.brief import drawing, fonts, layout, pdf
from app.brief.content import Brief, BriefPerson
from app.brief.page import Page, Rule, Shape, Text
from tests.benchmarks.brief_typst import Warm

ROUNDS = 40
NOW = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)

BRIEF = Brief(
    people=(
        BriefPerson(
            name="Dana Okafor",
            title="VP Supply Chain",
            organization="Meridian Foods",
            place="Philadelphia",
            expertise=("cold-chain forecasting", "S&OP turnarounds", "regional 3PL market"),
            about="Came up through buying. Mentors first-generation analysts.",
            needs=("A speaker for her January analyst day", "A second opinion on telematics"),
            favors="Two favors from her, one back.",
        ),
    ),
    start=datetime(2026, 11, 24, 22, tzinfo=UTC),
    their_zone="America/New_York",
    your_zone="Europe/Prague",
    minutes=40,
    medium="In person",
    place="1500 Market Street, 12th floor",
    purpose="Facts on a company",
    chain=("Alice Chen", "Bruce Lindqvist"),
    reason="Dana rebuilt cold-chain forecasting from scratch.",
    reason_by="Bruce",
    name_permission="yes",
    promises=("Bring the vendor comparison (Tue 24 Nov)",),
    plan_b="Cut short: ask question 1 and the two names.",
    bring=("clean copy of the résumé", "this page", "notebook"),
    questions=(
        "You rebuilt forecasting without a data team. What did you do first?",
        "Which parts of a planner's work are about to change most?",
        "Looking at my résumé for 60 seconds: what would make you stop reading?",
        "What do people coming from retail get wrong about food logistics?",
        "If this field turned out wrong for me, what two paths would you look at?",
        "Who else sees this clearly, and may I say you suggested it?",
    ),
    ask="Fifteen minutes of feedback on my forecasting case study",
    offer="The vendor comparison I built last spring",
    what_you_bring=("Port of Wilmington is re-letting its cold storage",),
    afterwards=("Thank Dana by Wed 25 Nov", "Tell Bruce how it went", "Tell Alice too"),
)


def bare(page: Page) -> bytes:
    """What somebody would write who knows ReportLab and nothing else."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(page.width, page.height), invariant=1, pageCompression=1)
    for item in page.items:
        if isinstance(item, Shape):
            canvas.setFillColor(item.fill or "#FFFFFF")
            canvas.roundRect(
                item.x, page.height - item.y - item.height, item.width, item.height, item.corner,
                stroke=1 if item.edge else 0, fill=1 if item.fill else 0,
            )  # fmt: skip
        elif isinstance(item, Rule):
            canvas.setLineWidth(item.weight)
            canvas.line(item.x, page.height - item.y, item.x + item.length, page.height - item.y)
        elif isinstance(item, Text):
            canvas.setFillColor(drawing.INKS[item.ink])
            canvas.setFont(fonts.FILES[item.font], item.size)
            canvas.drawString(item.x, page.height - item.y, item.text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def best_ms(*works: Callable[[int], object]) -> list[float]:
    """The best time of each in milliseconds; they take turns, so that all meet the same machine.

    Each gets the number of the round, to do something new every time.
    """
    best = [math.inf] * len(works)
    for number in range(ROUNDS):
        for place, work in enumerate(works):
            begun = time.perf_counter()
            work(number)
            best[place] = min(best[place], (time.perf_counter() - begun) * 1000)
    return best


def other(number: int) -> Brief:
    """The meeting with other questions."""
    return replace(BRIEF, questions=tuple([f"{asked} ({number})" for asked in BRIEF.questions]))


def main() -> None:
    """Print the ratios."""
    for font, name in fonts.FILES.items():
        pdfmetrics.registerFont(fonts.faces()[font])
        assert name in pdfmetrics.getRegisteredFontNames()
    briefs = [other(number) for number in range(ROUNDS)]
    pages = [layout.lay_out(brief, paper="a4", printed_at=NOW) for brief in briefs]
    warm = Warm()
    ours, theirs, typst = best_ms(
        lambda number: pdf.render(briefs[number], paper="a4", printed_at=NOW),
        lambda number: bare(pages[number]),
        lambda number: warm.pdf(pages[number]),
    )
    data = pdf.render(BRIEF, paper="a4", printed_at=NOW)
    print(
        f"one brief, fitted and drawn: {ours:.1f} ms, {ours / theirs:.2f} times bare ReportLab"
        f" drawing it ({theirs:.1f} ms, aim 2), {ours / typst:.2f} times Typst kept warm"
        f" ({typst:.1f} ms, aim 1); {len(data) / 1024:.1f} KB (aim 25), Typst's"
        f" {len(warm.pdf(pages[0])) / 1024:.1f} KB"
    )


if __name__ == "__main__":
    main()
