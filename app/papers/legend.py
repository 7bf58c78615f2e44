"""What the signs of the picture mean; only those that are in it."""

from collections.abc import Sequence
from typing import NamedTuple

from app.brief import fonts
from app.brief.page import LABEL, Sheet
from app.domain.networks import Network, Picture, Sent, State, hubs
from app.i18n import _
from app.papers import links, marks

_ROW = 15.0
_SAMPLE = 30.0  # how long a line is shown


class Entry(NamedTuple):
    """A sign and what it means: a line of this kind, or the mark of a state."""

    kind: str  # "sent", "known", "mark" or "hub"
    detail: str | int
    words: str

    @property
    def sign(self) -> float:
        """How wide its sign is."""
        return 18.0 if self.kind in {"mark", "hub"} else _SAMPLE + 6

    @property
    def width(self) -> float:
        """How wide it is, with the space behind it."""
        return self.sign + fonts.width(self.words, "regular") * LABEL + 16


def all_entries() -> tuple[Entry, ...]:
    """Every sign there is."""
    states: dict[State, str] = {
        "": _("nothing under way"),
        "info_only": _("information only"),
        "referred": _("referred"),
        "applied": _("applied"),
        "landed": _("landed"),
        "closed": _("closed or resting"),
    }
    return (
        Entry("sent", "yes", _("sent you to")),
        Entry("sent", "not_asked", _("ask before you say who sent you")),
        Entry("sent", "no", _("do not say who sent you")),
        Entry("known", 3, _("know each other warmly")),
        Entry("known", 2, _("well")),
        Entry("known", 1, _("by name")),
        Entry("known", 0, _("no contact noted yet")),
        *[Entry("mark", state, words) for state, words in states.items()],
        Entry("hub", 1, _("most roads lead through them, 1 first")),
    )


def entries(network: Network, picture: Picture) -> tuple[Entry, ...]:
    """The signs that this picture has."""
    people = {person.id: person for person in network.people}
    drawn = [*(place.link for place in picture.places), *picture.across]
    used: set[tuple[str, str | int]] = set()
    for link in drawn:
        if isinstance(link, Sent):
            used |= {("sent", "yes"), ("sent", link.may_use_name)}
        elif link is not None:
            used.add(("known", link.warmth))
    numbered = hubs(network)
    for place in picture.places:
        used.add(("mark", people[place.id].state))
        if place.link is None:
            used.add(("known", people[place.id].closeness))
        if place.id in numbered:
            used.add(("hub", 1))
    return tuple(entry for entry in all_entries() if (entry.kind, entry.detail) in used)


def height(sheet: Sheet) -> float:
    """How high they stand at most."""
    return _ROW * len(_lines(sheet, all_entries()))


def _lines(sheet: Sheet, wanted: Sequence[Entry]) -> list[list[Entry]]:
    lines: list[list[Entry]] = []
    used = sheet.measure
    for entry in wanted:
        if used + entry.width - 16 > sheet.measure or not lines:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += entry.width
    return lines


def draw(sheet: Sheet, wanted: Sequence[Entry], bottom: float) -> None:
    """The signs and their meanings, in lines that end here."""
    lines = _lines(sheet, wanted)
    for number, line in enumerate(lines):
        y = bottom - 5 - _ROW * (len(lines) - 1 - number)
        x = sheet.left
        for entry in line:
            sheet.tag("P")
            _sign(sheet, entry, x, y - LABEL * 0.36)
            sheet.words(entry.words, x + entry.sign, y, LABEL, ink="quiet")
            x += entry.width


def _sign(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    points = ((x, y), (x + _SAMPLE, y))
    if entry.kind == "sent":
        links.arrow(sheet, points, str(entry.detail))
    elif entry.kind == "known":
        links.line(sheet, points, *links.WARMTH[int(entry.detail)])
    elif entry.kind == "hub":
        marks.sign(sheet, (x + 7, y), "", 1)
    else:
        state = next(s for s in _STATES if s == entry.detail)
        marks.sign(sheet, (x + 7, y), state)


_STATES: tuple[State, ...] = ("", "info_only", "referred", "applied", "landed", "closed")
