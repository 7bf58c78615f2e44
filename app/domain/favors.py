"""Favors: given or received, how big, settled by what; and how things stand, in words (P21, P27).

It is a tally, never a score: nothing here weighs an hour against five minutes. A favor that another
one settles is even with it, and neither counts any more; the rest is counted as it was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.domain import texts
from app.errors import Invalid
from app.i18n import _, ngettext

Direction = Literal["given", "received"]
Size = Literal["small", "medium", "large"]
BookedFor = Literal["", "time", "referral"]  # '' by hand, else what a held meeting owes (P27)

_LINE_LIMIT = 2_000
_SMALL_MINUTES, _MEDIUM_MINUTES = 15, 90  # up to so many a favor is small, or medium


def size_names() -> dict[str, str]:
    """How much of somebody's time a favor takes."""
    return {"small": _("Five minutes"), "medium": _("An hour"), "large": _("A lot")}


def direction_names() -> dict[str, str]:
    """Who did whom the favor."""
    return {"received": _("They did it for me"), "given": _("I did it for them")}


def size_of(minutes: int) -> Size:
    """How big a favor so many minutes of somebody's time are (P10)."""
    if minutes <= _SMALL_MINUTES:
        return "small"
    return "medium" if minutes <= _MEDIUM_MINUTES else "large"


def opposite(direction: str) -> Direction:
    """The direction in which a favor of this one is returned."""
    return "given" if direction == "received" else "received"


@dataclass(frozen=True)
class FavorDraft:
    """A favor as somebody typed it. `on_date`: None is today."""

    contact_id: str
    direction: Direction = "received"
    size: Size = "small"
    what: str = ""
    on_date: date | None = None

    def checked(self, today: date) -> "FavorDraft":
        """The same favor, tidied and with its day; raises `Invalid` with a sentence per field."""
        tidy = replace(self, what=texts.line(self.what), on_date=self.on_date or today)
        errors = {}
        if not tidy.contact_id:
            errors["contact"] = _("Who was it with?")
        if tidy.direction not in direction_names():
            errors["direction"] = _("Did they do it for you, or you for them?")
        if not texts.says_something(tidy.what):
            errors["what"] = _("A few words on what it was, to remember it by.")
        elif len(tidy.what) > _LINE_LIMIT:
            errors["what"] = _("This line is too long: {limit} characters fit.").format(
                limit=f"{_LINE_LIMIT:,}"
            )
        if tidy.size not in size_names():
            errors["size"] = _("How big was it: five minutes, an hour, or a lot?")
        assert tidy.on_date is not None
        if tidy.on_date > today:
            errors["on_date"] = _("That day is still to come; a favor is one when it was done.")
        if errors:
            raise Invalid(errors)
        return tidy


@dataclass(frozen=True)
class FavorRow:
    """One line of the ledger, as a list shows it."""

    id: str
    contact_id: str
    name: str
    direction: Direction
    size: Size
    what: str
    on_date: str
    organization: str = ""
    settled_by: str = ""  # the favor's id, '' while it is open
    settled_with: str = ""  # what that favor was
    settles: bool = False  # another favor is settled by this one
    booked_for: BookedFor = ""
    meeting_id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still counts: neither settled nor what settled another."""
        return not self.settled_by and not self.settles


def settling_problem(favor: FavorRow, by: FavorRow) -> str:
    """Why one favor cannot settle another, or an empty text."""
    if favor.contact_id != by.contact_id:
        return _(
            "A favor is settled with the person it was between; choose one with {name}."
        ).format(name=favor.name)
    if favor.direction == by.direction:
        return _("Both went the same way. A favor is settled by one that went back.")
    if favor.settles:
        return _("“{what}” settles another one already; it cannot be settled itself.").format(
            what=favor.what
        )
    if by.settled_by:
        return _("“{what}” is settled itself. Choose another, or write down a new one.").format(
            what=by.what
        )
    return ""


# What a held meeting owes


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting that took place and came by referral: what a booking has to know of it."""

    meeting_id: str
    day: str  # where it took place
    minutes: int
    people: tuple[str, ...]  # ids, the first one first
    met: str  # the name of the first of them
    referrer: str


@dataclass(frozen=True)
class Booked:
    """A favor that a held meeting books by itself."""

    meeting_id: str
    contact_id: str
    booked_for: BookedFor
    size: Size
    what: str
    on_date: str


def owed_for(meeting: MeetingHeld) -> tuple[Booked, ...]:
    """What a held meeting owes: their time to everyone met, the open door to the referrer (P27)."""
    time = ngettext(
        "{minutes} minute of their time", "{minutes} minutes of their time", meeting.minutes
    ).format(minutes=meeting.minutes)
    door = _("Sent me to {name}").format(name=meeting.met)
    size = size_of(meeting.minutes)
    return (
        *(
            Booked(meeting.meeting_id, person, "time", size, time, meeting.day)
            for person in meeting.people
        ),
        Booked(meeting.meeting_id, meeting.referrer, "referral", "small", door, meeting.day),
    )


def in_hand(wanted: Booked, was: FavorRow, favor: FavorDraft, before: str) -> str:
    """The fields of a booked favor that a person said otherwise; a booking leaves them alone.

    `before` are those that were said otherwise already. What nobody touched goes on following the
    meeting, also where the two have drifted apart: somebody is called otherwise by now.
    """
    says = {
        "what": favor.what,
        "size": favor.size,
        "on_date": favor.on_date.isoformat() if favor.on_date else "",
    }
    return " ".join(
        name
        for name, value in says.items()
        if value != getattr(wanted, name)
        and (name in before.split() or value != getattr(was, name))
    )


# How things stand


@dataclass(frozen=True)
class Balance:
    """How many open favors went which way between me and one person, or all of them together.

    `last` is what the last one was on the side that has more.
    """

    received: int = 0
    given: int = 0
    settled: int = 0  # favors that are even with another
    last: str = ""

    @property
    def i_owe(self) -> int:
        """How many more I received than gave; negative where they did."""
        return self.received - self.given

    def words(self, name: str) -> str:
        """How things stand with somebody, as a person would say it; '' without any favor."""
        if self.i_owe > 0:
            return _back(
                ngettext(
                    "One favor from {name}", "{count} favors from {name}", self.received
                ),
                self.received, self.given, name,
            )  # fmt: skip
        if self.i_owe < 0:
            return _back(
                ngettext("One favor to {name}", "{count} favors to {name}", self.given),
                self.given, self.received, name,
            )  # fmt: skip
        if self.received or self.settled:
            return _("You and {name} are even.").format(name=name)
        return ""


def balance(favors: Iterable[FavorRow]) -> Balance:
    """How things stand by these favors, whatever their order (P21)."""
    rows = list(favors)
    open_ones = [row for row in rows if row.is_open]
    received = [row for row in open_ones if row.direction == "received"]
    given = [row for row in open_ones if row.direction == "given"]
    more = received if len(received) > len(given) else given
    last = max(more, key=lambda row: (row.on_date, row.id)).what if more else ""
    even = len(received) == len(given)
    return Balance(len(received), len(given), len(rows) - len(open_ones), "" if even else last)


def warning(stands: Balance, name: str) -> str:
    """One calm sentence before another ask of somebody I already owe, or an empty text (P21)."""
    if stands.i_owe <= 0:
        return ""
    return ngettext(
        "You already owe {name} a favor ({last}). Something given first makes the next ask easier.",
        "You already owe {name} {count} favors (last: {last}). "
        "Something given first makes the next ask easier.",
        stands.i_owe,
    ).format(name=name, count=number(stands.i_owe), last=texts.quoted(stands.last))


def overall(stands: Iterable[Balance]) -> str:
    """How things stand with everybody together, in people and not in points (P21)."""
    debts = [one.i_owe for one in stands]
    mine, theirs = sum(debt > 0 for debt in debts), sum(debt < 0 for debt in debts)
    if not debts:
        return ""
    if not mine and not theirs:
        return _("You are even with everybody.")
    said = []
    if mine:
        said.append(
            ngettext("You owe one person a favor.", "You owe {count} people a favor.", mine).format(
                count=number(mine)
            )
        )
    if theirs:
        said.append(
            ngettext(
                "One person has had more from you.", "{count} people have had more from you.",
                theirs,
            ).format(count=number(theirs).capitalize())
        )  # fmt: skip
    return " ".join(said)


def number(count: int) -> str:
    """A small number as people say it, a large one in figures."""
    words = (
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"),
        _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[count] if count < len(words) else f"{count:,}"


def _back(wording: str, there: int, back: int, name: str) -> str:
    counted = wording.format(count=number(there).capitalize(), name=name)
    told = _("{favors}, none back yet.") if not back else _("{favors}, {count} back.")
    return told.format(favors=counted, count=number(back))
