"""Days, moments and cells in the words of a paper."""

from datetime import date

from app.brief import clock
from app.brief.setting import Run
from app.domain import times
from app.i18n import _
from app.papers.parts import Cell, Column, Say

Told = tuple[str, Cell]  # what a fact is called, and what is said of it


def day(text: str | date | None, today: date) -> str:
    """A day, with the year when it is not this one."""
    if not text:
        return ""
    found = text if isinstance(text, date) else date.fromisoformat(text[:10])
    return clock.day_in(found, today.year)


def moment(text: str, zone: str, today: date) -> str:
    """The day of a moment or a day as the book keeps it, on the clock of a zone."""
    if len(text) <= len("2026-11-24"):
        return day(text, today)
    return day(times.local(times.from_text(text), zone).date(), today)


def joined(*texts: str) -> str:
    """What there is of these, in one line."""
    return " · ".join(filter(None, texts))


def column(text: str) -> Cell:
    """A cell in which a new line begins a new one."""
    return tuple(Say((Run(line),)) for line in text.splitlines() if line.strip())


def dated() -> tuple[Column, ...]:
    """The columns of what happened when."""
    return (Column(_("Date"), points=64), Column(_("What"), 2), Column(_("Words"), 4))
