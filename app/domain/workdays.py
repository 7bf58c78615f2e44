"""Business days: on which days people answer their mail, handed in as plain data (B02)."""

from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = frozenset(range(7))


@dataclass(frozen=True)
class Workdays:
    """A country's week: what its weekend is, its holidays, and weekend days worked in exchange."""

    weekend: frozenset[int] = frozenset({5, 6})  # as `date.weekday()` counts
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        if day in self.worked:
            return True
        rests = day.weekday() in self.weekend and not self.weekend >= _WEEK
        return not rests and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The business day that comes so many after this day, which itself does not count."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day
