"""Asks: one thing, a size, a date, and the offer that goes with it (P06, P15, P16).

Also what speaks against asking now (P21, B03), and how much of somebody's time was asked (P10).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.domain import favors, texts
from app.domain.favors import Balance, number
from app.errors import Invalid
from app.i18n import _, ngettext

State = Literal["prepared", "asked", "promised", "received", "declined", "withdrawn"]

_LINE_LIMIT = 2_000
# What may follow what. The way back mends a slip of the hand; a no may turn into a yes.
_NEXT: dict[str, tuple[State, ...]] = {
    "prepared": ("asked", "promised", "received", "declined", "withdrawn"),
    "asked": ("promised", "received", "declined", "withdrawn", "prepared"),
    "promised": ("received", "declined", "withdrawn", "asked"),
    "received": ("promised", "asked"),
    "declined": ("promised", "received", "asked"),
    "withdrawn": ("prepared", "asked"),
}
OPEN = ("prepared", "asked", "promised")
PUT = ("asked", "promised", "received", "declined")  # the other side has heard of it


def state_names() -> dict[str, str]:
    """How far an ask has come, in its usual order."""
    return {
        "prepared": _("Prepared"),
        "asked": _("Asked"),
        "promised": _("Promised"),
        "received": _("Received"),
        "declined": _("Declined"),
        "withdrawn": _("Withdrawn"),
    }


def next_states(state: str) -> tuple[State, ...]:
    """What an ask in this state may become."""
    return _NEXT[state]


def refusal(state: str, to: str) -> str:
    """Why an ask cannot go from one state to another, or an empty text."""
    names = state_names()
    if to not in _NEXT:
        return _("“{word}” is not one of the choices.").format(word=to[:60])
    if to != state and to not in _NEXT[state]:
        return _("An ask that is “{state}” cannot become “{to}” in one step.").format(
            state=names[state], to=names[to]
        )
    return ""


@dataclass(frozen=True)
class AskDraft:
    """An ask as somebody typed it: focused and specific, never a blank cheque (P15)."""

    contact_id: str
    thing: str = ""
    size: str = ""
    wanted_by: date | None = None
    offer: str = ""

    def checked(self, today: date, *, was: date | None = None) -> "AskDraft":
        """The same ask, tidied; raises `Invalid` with a sentence per field.

        `was` is the date wanted so far, which may have passed meanwhile.
        """
        line = texts.line
        tidy = replace(
            self, thing=line(self.thing), size=line(self.size), offer=line(self.offer)
        )  # fmt: skip
        errors = {}
        if not tidy.contact_id:
            errors["contact"] = _("Whom do you ask?")
        if not texts.says_something(tidy.thing):
            errors["thing"] = _("Say what you ask for: one thing they can say yes to.")
        for name in ("thing", "size", "offer"):
            if len(getattr(tidy, name)) > _LINE_LIMIT:
                errors[name] = _("This line is too long: {limit} characters fit.").format(
                    limit=f"{_LINE_LIMIT:,}"
                )
        if tidy.wanted_by is not None and tidy.wanted_by < today and tidy.wanted_by != was:
            errors["wanted_by"] = _("That day has passed; by when would it still help you?")
        if errors:
            raise Invalid(errors)
        return tidy


@dataclass(frozen=True)
class AskRow:
    """An ask as a list shows it."""

    id: str
    contact_id: str
    name: str
    organization: str
    thing: str
    size: str = ""
    wanted_by: str = ""
    offer: str = ""
    state: State = "prepared"
    asked_on: str = ""
    meeting_id: str = ""
    is_booked: bool = False  # the favor received stands in the ledger
    is_returned: bool = False  # and so does what was offered

    @property
    def is_open(self) -> bool:
        """Whether it may still come to something."""
        return self.state in OPEN

    @property
    def wants_offer(self) -> bool:
        """Whether there is still nothing on my side of the exchange (P06)."""
        return self.is_open and not self.offer

    @property
    def may_be_booked(self) -> bool:
        """Whether it was a favor received that the ledger does not know yet."""
        return self.state == "received" and not self.is_booked

    @property
    def may_be_returned(self) -> bool:
        """Whether what was offered is still to be written down as given."""
        return self.state in ("promised", "received") and bool(self.offer) and not self.is_returned


# What speaks against it


@dataclass(frozen=True)
class OpenAsk:
    """Another ask that is still open: of whom, in which firm, for what."""

    contact_id: str
    name: str
    organization: str
    thing: str


def warnings(
    contact_id: str, name: str, stands: Balance, others: Sequence[OpenAsk]
) -> tuple[str, ...]:
    """What to think of before asking this person, a calm sentence each; it forbids nothing.

    Somebody whom I already owe (P21); another ask that is open with them or in their firm (B03).
    """
    found = [favors.warning(stands, name)]
    own = [one for one in others if one.contact_id == contact_id]
    if own:
        found.append(
            _("Another ask of {name} is open: {thing}. One at a time is easier to grant.").format(
                name=name, thing=texts.quoted(own[0].thing)
            )
        )
    elif others:
        found.append(
            _(
                "An ask of {name} at {firm} is open as well: {thing}. "
                "People in one firm compare notes; one at a time is kinder."
            ).format(
                name=others[0].name,
                firm=others[0].organization,
                thing=texts.quoted(others[0].thing),
            )
        )
    return tuple(text for text in found if text)


# Time asked


@dataclass(frozen=True)
class TimeAsked:
    """How much of somebody's time was asked: their time is the cost (P10)."""

    meetings: int = 0
    asks: int = 0
    minutes: int = 0

    def words(self, days: int) -> str:
        """“Two meetings and one ask in 90 days; about 75 minutes.”, or '' for none at all."""
        met = ngettext("{count} meeting", "{count} meetings", self.meetings).format(
            count=number(self.meetings)
        )
        asked = ngettext("{count} ask", "{count} asks", self.asks).format(count=number(self.asks))
        if self.meetings and self.asks:
            what = _("{meetings} and {asks}").format(meetings=met, asks=asked)
        elif self.meetings or self.asks:
            what = met if self.meetings else asked
        else:
            return ""
        told = _("{what} in {days} days; about {time}.") if self.minutes else _(
            "{what} in {days} days."
        )  # fmt: skip
        return told.format(what=what[:1].upper() + what[1:], days=days, time=_long(self.minutes))


def time_asked(meetings: int, minutes: int, sizes: Iterable[str]) -> TimeAsked:
    """The time of some meetings, and of asks whose sizes are these texts."""
    asked = list(sizes)
    return TimeAsked(meetings, len(asked), minutes + sum(minutes_in(size) for size in asked))


def _long(minutes: int) -> str:
    if minutes <= 120:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours = round(minutes / 60)
    return ngettext("{n} hour", "{n} hours", hours).format(n=hours)


_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "ninety": 90, "half": 0.5, "couple": 2, "few": 3,
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "stunde", "stunden", "std"), 60),
    **dict.fromkeys(("day", "days", "lot"), 240),  # nobody gives more of one to a stranger
}
_MOST = 60_000  # beyond it somebody typed a telephone number


def minutes_in(size: str) -> int:
    """How many minutes of somebody's time a size speaks of; 0 where it does not say.

    Of “ten to fifteen minutes” the longer counts. Figures are read in any language.
    """
    minutes, amount, unit = 0.0, 0.0, 0
    words = _WORD.findall(size.casefold())
    for before, word in zip(["", *words], words, strict=False):
        if word in _UNITS:
            minutes += (amount or 1) * _UNITS[word]
            amount, unit = 0.0, _UNITS[word]
        elif word.startswith("quarter"):
            amount = (amount or 1) / 4
        elif (value := _value(word)) is not None:
            joined = before == "and" or (amount >= 20 and value < 10 and not amount % 10)
            joined = joined or (word == "half" and amount > 0)
            amount = amount + value if joined else value
    if unit == 60 and amount:  # “an hour and a half”, “1h30”
        minutes += amount * 60 if amount < 1 else amount
    return min(round(minutes), _MOST)


def _value(word: str) -> float | None:
    if word[0].isdecimal():
        return float(word.replace(",", "."))
    return _NUMBERS.get(word)
