"""Draws the résumé of the sample book, whose owner is invented like everybody in it.

Run by hand after a change: `python packaging/sample_resume.py`. It is drawn with the fonts of the
program, so that it prints anywhere.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "resources" / "sample" / "resume.pdf"

NAME = "Nora Vesely"
LINE = "Prague · nora.vesely@example.org · +420 600 555 010"
PARTS = (
    (
        "Planner, from retail to food logistics",
        (
            "Eleven years of planning for shops that sell fresh goods; now looking at how food "
            "moves before it reaches them.",
        ),
    ),
    (
        "Experience",
        (
            "Head of replenishment, Zelený Koš, Prague, 2019 – 2026",
            "Cut waste of fresh goods from 7.1 to 4.4 percent in two years, with the buyers.",
            "Brought forecasting from 140 spreadsheets to one model that planners trust.",
            "Led nine planners; six of them lead teams of their own today.",
            "Planner, then senior planner, Zelený Koš, Brno, 2015 – 2019",
            "Planned bread, dairy and fruit for 62 shops; wrote the handbook that is still in use.",
        ),
    ),
    (
        "Case study",
        ("Forecasting fresh goods through a heat wave: what broke, what held, and what it cost.",),
    ),
    ("Languages", ("Czech, English, German; some Greek.",)),
    ("Education", ("Operations management, Moravian Business School, Brno, 2015",)),
)


def main() -> None:
    """Draw it."""
    sys.path.insert(0, str(ROOT))
    from app.brief import pdf
    from app.brief.page import MM, Page, Sheet
    from app.brief.setting import Run, set_text

    sheet = Sheet("a4")
    sheet.left, sheet.right = 24 * MM, sheet.width - 24 * MM
    y = 30 * MM
    sheet.words(NAME, sheet.left, y, 26.0, font="bold")
    sheet.words(LINE, sheet.left, y + 17, 10.0, ink="quiet")
    y += 40
    for heading, lines in PARTS:
        sheet.label(heading, sheet.left, y + 9, sheet.measure)
        sheet.rule(sheet.left, y + 15, sheet.measure)
        y += 21
        for text in lines:
            bold = ", 20" in text and heading == "Experience"
            run = Run(text, "bold" if bold else "regular")
            for line in set_text((run,), 10.5, sheet.measure, 5).lines:
                sheet.line(line, sheet.left, y + 10.5, 10.5)
                y += 10.5 * 1.4
            y += 3
        y += 14
    page = Page(
        sheet.width, sheet.height, f"Résumé: {NAME}", tuple(sheet.items), (10.5, 10.5), False, 0.0
    )
    TARGET.write_bytes(pdf.drawn(page))


if __name__ == "__main__":
    main()
