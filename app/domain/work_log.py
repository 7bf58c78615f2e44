"""The record of a job search as unemployment offices ask for it, each activity once (B11).

They want to know, week by week: the day, the employer and where it is, whom one spoke with, how,
what it was, and what came of it. Nothing else of the book is told: no notes, no names of a chain.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.i18n import _, ngettext

Kind = Literal["meeting", "contact", "referral", "follow_up", "application"]

_ORDER: tuple[Kind, ...] = ("meeting", "application", "referral", "contact", "follow_up")

# Where the calendar's week begins on another day than Monday, by Unicode's CLDR.
_SUNDAY = (
    " AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX"
    " MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW "
)
_SATURDAY = " AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY "


def first_weekday(country: str) -> int:
    """The day with which a week begins there: 0 for Monday to 6 for Sunday."""
    spaced = f" {country} "
    return 6 if spaced in _SUNDAY else 5 if spaced in _SATURDAY else 0


def kind_names() -> dict[str, str]:
    """What an activity was."""
    return {
        "meeting": _("Informational meeting"),
        "contact": _("Contact made"),
        "referral": _("Referral followed"),
        "follow_up": _("Follow-up"),
        "application": _("Application"),
    }


def way_names() -> dict[str, str]:
    """How contact was had."""
    return {
        "in_person": _("In person"),
        "phone": _("Phone"),
        "video": _("Video call"),
        "mail": _("E-mail"),
        "message": _("Message"),
        "letter": _("Mail"),
        "online": _("Online"),
        "other": _("Another way"),
    }


@dataclass(frozen=True)
class Entry:
    """One activity. `detail` is the kind of work or the position applied for."""

    day: date
    kind: Kind
    way: str = ""
    employer: str = ""
    where: str = ""
    person: str = ""
    title: str = ""
    detail: str = ""
    result: str = ""
    contacts: frozenset[str] = frozenset()  # whom it was with, to count nothing twice


@dataclass(frozen=True)
class Week:
    """What was done in one week of the calendar; `first` and `last` are within the period."""

    first: date
    last: date
    entries: tuple[Entry, ...]


def period_names() -> dict[str, str]:
    """The periods one can choose."""
    return {
        "this_week": _("This week"),
        "last_week": _("Last week"),
        "last_month": _("Last month"),
        "days": _("From … to …"),
    }


def period(name: str, today: date, begins: int) -> tuple[date, date]:
    """The first and the last day of a period by its name; weeks begin on that weekday."""
    if name == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    first = week_start(today, begins)
    if name == "last_week":
        first -= timedelta(days=7)
    return first, first + timedelta(days=6)


def week_start(day: date, begins: int) -> date:
    """The first day of the week in which a day is."""
    return day - timedelta(days=(day.weekday() - begins) % 7)


def once(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each activity once, by day: a note of a meeting, or a second mail that day, is no other."""
    kept: list[Entry] = []
    for entry in sorted(found, key=lambda entry: (entry.day, _ORDER.index(entry.kind))):
        if not any(_same(one, entry) for one in kept):
            kept.append(entry)
    return tuple(kept)


def _same(one: Entry, other: Entry) -> bool:
    """Whether the other says again what this one has said; an application is always its own."""
    if one.day != other.day or not one.contacts & other.contacts or other.kind == "application":
        return False
    if one.kind == "meeting" and other.way in ("in_person", "phone", "video"):
        return other.kind != "meeting"
    return one.way == other.way and other.kind != "meeting"


def weeks(entries: Iterable[Entry], first: date, last: date, begins: int) -> tuple[Week, ...]:
    """The weeks of a period in which something was done."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(week_start(entry.day, begins), []).append(entry)
    return tuple(
        Week(max(start, first), min(start + timedelta(days=6), last), tuple(found[start]))
        for start in sorted(found)
    )


def counted(entries: Iterable[Entry]) -> str:
    """How many activities there are."""
    count = len(tuple(entries))
    return ngettext("{count} activity", "{count} activities", count).format(count=count)


def by_way(entries: Iterable[Entry]) -> str:
    """How many there are of each way, like "2 in person · 3 e-mail"."""
    found = Counter(entry.way for entry in entries)
    return " · ".join(
        f"{found[way]} {name[:1].lower()}{name[1:]}"
        for way, name in way_names().items()
        if found[way]
    )


def meeting_result(*, leads: bool, invited: bool) -> str:
    """What came of a meeting, without a name."""
    if invited:
        return _("Was invited to apply")
    return _("Named another person to speak with") if leads else _("Information received")


def contact_result(*, answered: bool, meeting: date | None, day: str) -> str:
    """What came of a contact: a meeting on that day (in words), an answer, or nothing yet."""
    if meeting is not None:
        return _("Meeting on {day}").format(day=day)
    return _("Answered") if answered else _("No answer yet")


def application_result(closed: str, *, offered: bool) -> str:
    """What came of an application."""
    if closed == "landed":
        return _("Offer accepted")
    if closed == "not_this_time":
        return _("Not this time")
    return _("Offer received") if offered else _("Pending")
