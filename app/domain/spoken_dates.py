"""Days as people say them in a sentence: “by Friday”, “in two weeks”, “5 Dec”, “2026-12-05”.

Which words mean what is data, one table per language; this only knows the calendar.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from app.domain import names

_TOKEN = re.compile(r"\d{4}-\d{2}-\d{2}|[^\W_]+")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = re.compile(r"\d{4}\Z")
_NUMBER = re.compile(r"\d{1,3}\Z")
_BETWEEN = re.compile(r"[\s.,]*\Z")
_SHORT = 4  # letters: “sat” and “sun” are days only with a capital, or after “on”


@dataclass(frozen=True)
class DateWords:
    """What a language calls days, in plain small letters.

    `before` are words that belong to a day which follows them. A day may have several words, a
    weekday or month several names. Units are "day", "week" and "month".
    """

    before: frozenset[str]
    days: Mapping[tuple[str, ...], int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    next: frozenset[str]
    last: frozenset[str]
    within: frozenset[str]
    ago: frozenset[str]
    numbers: Mapping[str, int]
    units: Mapping[str, str]


@dataclass(frozen=True)
class SpokenDate:
    """A day in a text, and where it stands there, the words before it included."""

    day: date
    start: int
    end: int


def read_words(data: Mapping[str, Any]) -> DateWords:
    """The table of a language; raises `KeyError`, `TypeError` or `ValueError` for a wrong one."""
    if not set(data["units"].values()) <= {"day", "week", "month"}:
        raise ValueError("units")
    return DateWords(
        before=frozenset(data["before"]),
        days={tuple(said.split()): int(away) for said, away in data["days"].items()},
        weekdays=_places(data["weekdays"], 7),
        months=_places(data["months"], 12),
        next=frozenset(data["next"]),
        last=frozenset(data["last"]),
        within=frozenset(data["in"]),
        ago=frozenset(data["ago"]),
        numbers={said: int(number) for said, number in data["numbers"].items()},
        units=dict(data["units"]),
    )


def find(
    text: str, words: DateWords, today: date, *, past: bool = False
) -> tuple[SpokenDate, ...]:  # fmt: skip
    """Every day that a text names, in its order; with `past` a bare weekday is the last one."""
    reader = _Reader(text, words, today, past=past)
    found, at = [], 0
    while at < len(reader.tokens):
        day, count = reader.read(at)
        if day is not None:
            found.append(SpokenDate(day, reader.beginning(at), reader.tokens[at + count - 1].end()))
        at += count
    return tuple(found)


def _places(names_of_each: Iterable[Iterable[str]], count: int) -> dict[str, int]:
    listed = list(names_of_each)
    if len(listed) != count:
        raise ValueError(f"{count} wanted, {len(listed)} given")
    return {name: place for place, known in enumerate(listed) for name in known}


class _Reader:
    """A text as words, each of which may begin a day."""

    def __init__(self, text: str, words: DateWords, today: date, *, past: bool) -> None:
        self._text, self._words, self._today, self._past = text, words, today, past
        self.tokens = list(_TOKEN.finditer(text))
        self._plain = [names.fold(token.group()).casefold() for token in self.tokens]

    def read(self, at: int) -> tuple[date | None, int]:
        """The day that begins with this word and how many words it has; None and 1 for none."""
        for count in range(4, 0, -1):  # the longest one counts
            said = tuple(self._plain[at : at + count])
            if len(said) == count and self._stand_together(at, count):
                day = self._relative(said) or self._named(said) or self._weekday(said, at)
                if day is not None:
                    return day, count
        return None, 1

    def beginning(self, at: int) -> int:
        """Where a day begins that begins with this word: “by” belongs to it."""
        while at and self._plain[at - 1] in self._words.before and self._stand_together(at - 1, 2):
            at -= 1
        return self.tokens[at].start()

    def _stand_together(self, at: int, count: int) -> bool:
        words = self.tokens[at : at + count]
        return all(
            _BETWEEN.match(self._text[one.end() : other.start()]) for one, other in pairwise(words)
        )

    def _relative(self, said: tuple[str, ...]) -> date | None:
        """Tomorrow, next week, last month, in two weeks, ten days ago."""
        words, today = self._words, self._today
        if said in words.days:
            return today + timedelta(words.days[said])
        if len(said) == 2 and said[1] in words.units:
            step = (said[0] in words.next) - (said[0] in words.last)
            return self._begin(words.units[said[1]], step) if step else None
        if len(said) == 3:
            for number, unit, told, step in (
                (said[1], said[2], said[0] in words.within, 1),
                (said[0], said[1], said[2] in words.ago, -1),
            ):
                count = self._number(number)
                if told and count and unit in words.units:
                    return self._away(words.units[unit], step * count)
        return None

    def _named(self, said: tuple[str, ...]) -> date | None:
        """2026-12-05, 5 Dec, Dec 5, 5 December 2026; without a year the nearest in the future.

        In a text about the past the nearest that was.
        """
        if len(said) == 1:
            return _iso(said[0])
        year = int(said[2]) if len(said) == 3 and _YEAR.match(said[2]) else None
        if len(said) > 3 or (len(said) == 3 and year is None):
            return None
        for day, month in (said[:2], said[1::-1]):
            number = _DAY_OF_MONTH.match(day)
            if number and month in self._words.months:
                return self._in_year(year, self._words.months[month] + 1, int(number[1]))
        return None

    def _weekday(self, said: tuple[str, ...], at: int) -> date | None:
        """Friday, next Friday (in the week after this one), last Friday."""
        words, today = self._words, self._today
        if said[-1] not in words.weekdays or len(said) > 2:
            return None
        weekday = words.weekdays[said[-1]]
        if len(said) == 2 and said[0] in words.next:
            return today + timedelta(7 - today.weekday() + weekday)
        if len(said) == 2 and said[0] not in words.last:
            return None
        if len(said) == 1 and not self._sure(at):
            return None
        if self._past or len(said) == 2:
            return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
        return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)

    def _sure(self, at: int) -> bool:
        token = self.tokens[at].group()
        led = at > 0 and self._plain[at - 1] in self._words.before
        return len(token) > _SHORT or token[0].isupper() or led

    def _number(self, said: str) -> int:
        return int(said) if _NUMBER.match(said) else self._words.numbers.get(said, 0)

    def _begin(self, unit: str, step: int) -> date:
        """Monday of a week, the first of a month; a day is a day away."""
        today = self._today
        if unit == "day":
            return today + timedelta(step)
        if unit == "week":
            return today + timedelta(7 * step - today.weekday())
        return self._away("month", step).replace(day=1)

    def _away(self, unit: str, count: int) -> date:
        today = self._today
        if unit != "month":
            return today + timedelta(count * (7 if unit == "week" else 1))
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))

    def _in_year(self, year: int | None, month: int, day: int) -> date | None:
        today = self._today
        years = [year] if year else sorted(
            range(today.year - 8, today.year + 9), key=lambda one: abs(one - today.year)
        )  # fmt: skip
        there = [made for one in years if (made := _date(one, month, day))]
        if year:
            return there[0] if there else None
        right = [one for one in there if (one <= today if self._past else one >= today)]
        return right[0] if right else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
