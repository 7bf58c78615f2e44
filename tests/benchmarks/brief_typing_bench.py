"""How soon the page follows what is typed into the form of a meeting: from the key to the pixels.

A real form with the sample book, off the screen; one letter after the other into what the meeting
is for, at a typist's pace. Beside the whole, its parts: the form's own work with the key, until the
page arrives (fitted and drawn on a thread), and until it is painted. Run by `make bench`; prints
times and their ratio to drawing the page alone; asserts nothing.
"""

import os
import tempfile
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TYPED = "and what would you do again in a second year of it, told in a sentence or two" * 2
PACE = 0.09  # seconds between two letters: 110 words a minute


def typed(form: Any, letters: str) -> list[tuple[float, float, float]]:
    """For each letter, in ms: the form's own work, until the page arrives, until it is painted."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    arrived: list[float] = []
    form.page.shown.connect(lambda: arrived.append(time.perf_counter()))
    line = form.fields.editor("purpose_detail").control()
    line.setFocus()
    taken = []
    for letter in letters:
        arrived.clear()
        begun = time.perf_counter()
        QTest.keyClicks(line, letter)
        handled = time.perf_counter()
        while letter != " " and not (arrived and form.page.preview.is_painted()):
            QApplication.processEvents()
        painted = time.perf_counter()
        if letter != " ":  # which changes no page
            steps = (handled - begun, arrived[0] - handled, painted - arrived[0])
            taken.append(tuple(1000 * step for step in steps))
        while time.perf_counter() - begun < PACE:
            QApplication.processEvents()
            time.sleep(0.001)
    return taken


def at(share: float, times: list[float]) -> float:
    """What this share of the times is not above."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> None:
    """Type, and print how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        from PySide6.QtWidgets import QApplication

        from app import database
        from app.services import clock, meetings, sample
        from ui import theme
        from ui.meetings.form import MeetingForm
        from ui.meetings.side import drawn

        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        theme.start(application, "light")
        sample.open_copy(clock.day())
        form = MeetingForm(meetings.next_meeting())
        form.resize(1040, 720)
        form.show()
        while not form.page.preview.is_painted():
            QApplication.processEvents()
        typed(form, TYPED[:20])  # warms up
        parts = typed(form, TYPED)
        brief = form.page._brief
        assert brief is not None
        alone = []
        for _round in range(40):
            begun = time.perf_counter()
            drawn(brief)
            alone.append((time.perf_counter() - begun) * 1000)
        form.close()
        database._forget()
    whole = [sum(steps) for steps in parts]
    key, page, paint = (at(0.5, list(times)) for times in zip(*parts, strict=True))
    print(
        f"from the key to the painted page: {at(0.5, whole):.0f} ms, at the 95th percentile"
        f" {at(0.95, whole):.0f} ms (aim 100), {at(0.5, whole) / at(0.5, alone):.1f} times"
        f" drawing the page alone; of it the form {key:.0f} ms, fitting, drawing and the way to and"
        f" from the thread {page:.0f} ms, loading and painting {paint:.0f} ms"
    )


if __name__ == "__main__":
    main()
