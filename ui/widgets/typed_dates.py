"""Reading dates and times as people type them."""

import re
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QLocale

from app.i18n import _

_SEPARATED = re.compile(r"^(\d{1,4})[./\-\s]+(\d{1,2})(?:[./\-\s]+(\d{1,4}))?\.?$")
_NAMED = re.compile(r"^(?:[^\W\d_]+\.?,?\s+)??(\d{1,2})\.?\s*([^\W\d_]+)\.?,?\s*(\d{2,4})?$")
_NAMED_FIRST = re.compile(r"^([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{2,4})?$")
_TIME = re.compile(r"^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(h|uhr|[ap]\.?m?\.?)?$", re.IGNORECASE)


def read_date(text: str, today: date) -> date | None:
    """The date somebody typed, or None. Without a year the next such day is meant.

    Year first is read as such; else day before month, or month first where the locale has it so.
    """
    text = " ".join(text.strip().split())
    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    words |= {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    if text.lower() in words:
        return today + timedelta(days=words[text.lower()])
    if found := _SEPARATED.match(text):
        return _from_numbers(*found.groups(), today=today)
    if found := _NAMED.match(text):
        day, month, year = found.groups()
    elif found := _NAMED_FIRST.match(text):
        month, day, year = found.groups()
    else:
        return None
    number = _month(month)
    return _day(year, number, int(day), today) if number else None


def _from_numbers(first: str, second: str, third: str | None, *, today: date) -> date | None:
    if len(first) > 2:
        return _day(first, int(second), int(third), today) if third else None
    if _month_first():
        first, second = second, first
    return _day(third, int(second), int(first), today)


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    try:
        if year is None:
            wanted = date(today.year, month, day)
            return wanted if wanted >= today else date(today.year + 1, month, day)
        return date(int(year) + (2000 if len(year) <= 2 else 0), month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month's name in the locale or in English, or of its beginning; else 0."""
    word = word.lower().rstrip(".")
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        for number in range(1, 13):
            name = locale.monthName(number, QLocale.FormatType.LongFormat).lower()
            if len(word) >= 3 and name.startswith(word):
                return number
    return 0


def _month_first() -> bool:
    order = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower()
    return order.find("m") < order.find("d")


def show_date(day: date) -> str:
    """The date as the locale writes it, day of the week and year included."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")


def read_time(text: str) -> time | None:
    """The time somebody typed ("9", "9:30", "930", "9.30", "3 pm"), or None."""
    found = _TIME.match(text.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half.startswith(("a", "p")):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
