"""A board of 5,000 cards: scrolling it, as a ratio to painting an empty widget of its size.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/board_bench.py
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.board import BoardCard
from app.domain.etiquette import Duty
from ui import theme
from ui.pipeline.cards import Cards

CARDS = 5_000
TODAY = date(2026, 11, 24)
SIZE = (320, 640)


class Empty(QWidget):
    """Fills its ground and nothing else."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.colours().side)


def cards() -> list[BoardCard]:
    """A column in which no two neighbours look alike."""
    return [
        BoardCard(
            str(n), f"c{n}", f"Somebody Number{n}", f"Firm {n % 97}", "planning",
            days=n % 60,
            words="Talk to our head of network design, she is building a team." * (n % 3),
            next_step="Write to ask for twenty minutes" if n % 2 else "",
            duty=Duty("thank", f"c{n}", "m", TODAY, "Thank somebody", "You met.")
            if n % 5 == 0 else None,
            duties=1,
        )
        for n in range(CARDS)
    ]  # fmt: skip


def milliseconds(what: Callable[[int], None], times: int) -> list[float]:
    """How long each of so many goes took."""
    taken = []
    for number in range(times):
        begin = time.perf_counter()
        what(number)
        taken.append((time.perf_counter() - begin) * 1000)
    return taken


def main() -> dict[str, float]:
    """Measure and print; the ratio of a scroll step to painting nothing."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.start(application, "light")
    board, empty = Cards("info_only"), Empty()
    for widget in (board, empty):
        widget.resize(*SIZE)
        widget.show()
    application.processEvents()
    shown = cards()
    (loading,) = milliseconds(lambda _n: board.set_cards(shown, TODAY), 1)
    picture = QPixmap(*SIZE)
    bar = board.verticalScrollBar()
    step = bar.maximum() // 400

    def jump(number: int) -> None:
        bar.setValue(number * step)
        board.viewport().render(picture)

    def wheel(number: int) -> None:
        bar.setValue(number * 60)
        application.processEvents()

    def nothing_new(_number: int) -> None:
        empty.update()
        application.processEvents()

    jump(0)
    jumps = statistics.median(milliseconds(jump, 400))
    wheel(0)
    scrolls = sorted(milliseconds(wheel, 400))
    nothing = statistics.median(milliseconds(nothing_new, 400))
    middle, worst = statistics.median(scrolls), scrolls[int(len(scrolls) * 0.99)]
    (resizing,) = milliseconds(lambda _n: board.resize(SIZE[0] + 40, SIZE[1]), 1)
    found = {
        "load_ms": loading, "scroll_ms": middle, "scroll_p99_ms": worst, "empty_ms": nothing,
        "jump_ms": jumps, "resize_ms": resizing, "ratio": middle / nothing,
    }  # fmt: skip
    print(
        f"board of {CARDS:,} cards: loaded in {loading:.0f} ms, a scroll step {middle:.2f} ms"
        f" (p99 {worst:.2f}), an empty widget {nothing:.2f} ms: ratio {found['ratio']:.1f};"
        f" a jump to cards not seen before {jumps:.2f} ms, another width {resizing:.0f} ms"
    )
    return found


if __name__ == "__main__":
    main()
