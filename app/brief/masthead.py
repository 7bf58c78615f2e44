"""The head of a paper that may take several pages: what it is at the left, of when at the right."""

from collections.abc import Sequence

from app.brief import between, fonts
from app.brief.page import LEADING, Sheet
from app.brief.setting import Run, Runs, Setting, set_text

SIZES = (25.0, 21.0, 17.0)
_PERIOD, _SMALL, _UNDER, _AGAIN = 13.0, 9.5, 11.0, 13.0
_DOWN = 17.0  # from one line at the right to the next


def first(
    sheet: Sheet, title: str, *, period: str = "", counted: str = "", under: Sequence[Runs] = ()
) -> float:
    """The head of the first page; where it ends. The words are printable ones."""
    beside = _beside(sheet, period, counted)
    wide = max((line.width * size for setting, size in beside for line in setting.lines), default=0)
    room = sheet.measure - (wide + 16 if wide else 0)
    setting, size = _title(title, room)
    sheet.tag("H1")
    y = sheet.top + size * 0.74
    for number, line in enumerate(setting.lines):
        y += size * 1.26 if number else 0
        sheet.line(line, sheet.left, y, size)
    end = y + 16
    y += size * fonts.DESCENT - 2  # below its letters
    for runs in under:
        sheet.tag("P")
        for line in set_text(runs, _UNDER, room, 2).lines:
            y += _UNDER * LEADING + 2
            sheet.line(line, sheet.left, y, _UNDER)
            end = y + 17
    return max(end, _draw_beside(sheet, beside) + 9)


def again(sheet: Sheet, title: str) -> float:
    """The head of every page after the first; where it ends."""
    y = sheet.top + _AGAIN * 0.74
    sheet.tag("Artifact")
    run = Run(fonts.printable(between.continued(title)), "bold")
    for line in set_text((run,), _AGAIN, sheet.measure, 1).lines:
        sheet.line(line, sheet.left, y, _AGAIN)
    return y + 12


def _title(title: str, room: float) -> tuple[Setting, float]:
    """The title at the largest size at which it takes one line, else two."""
    runs = (Run(title, "bold"),)
    for size in SIZES:
        setting = set_text(runs, size, room, 1)
        if not setting.shortened:
            return setting, size
    return set_text(runs, SIZES[-1], room, 2), SIZES[-1]


def _beside(sheet: Sheet, period: str, counted: str) -> list[tuple[Setting, float]]:
    room = sheet.measure * 0.5
    return [
        (set_text((run,), size, room, 2), size)
        for run, size in ((Run(period, "bold"), _PERIOD), (Run(counted, ink="quiet"), _SMALL))
        if run.text
    ]


def _draw_beside(sheet: Sheet, beside: list[tuple[Setting, float]]) -> float:
    y = sheet.top + _PERIOD * 0.74 - _DOWN
    for setting, size in beside:
        sheet.tag("P")
        for line in setting.lines:
            y += _DOWN
            sheet.line(line, sheet.right - line.width * size, y, size)
    return y
