"""The picture of a network: who hangs under whom, so that one look shows whom a chain leads to.

Everybody stands once, under whoever sent me to them; without that under whoever knows them best;
whom I know myself stands under me (P08, P42). What else links them is drawn across.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["", "info_only", "referred", "applied", "landed", "closed"]


@dataclass(frozen=True)
class Person:
    """Somebody in the picture; `closeness` is how well I know them, 0 for not at all.

    `links`: how many people of the book hang on them, for the order of the hubs (P12).
    """

    id: str
    name: str
    firm: str = ""
    state: State = ""
    closeness: int = 0
    links: int = 0


class Sent(NamedTuple):
    """One sent me to the other; may I say so there: yes, no or not_asked (B04)."""

    from_id: str
    to_id: str
    may_use_name: str = "yes"


class Known(NamedTuple):
    """Two who know each other: 1 by name, 2 well, 3 warmly."""

    one: str
    other: str
    warmth: int = 2


@dataclass(frozen=True)
class Network:
    """What a picture is made of; the newest referral first.

    `around`: whom or what it is about, in words; `aims` are the people whom it leads to.
    `others`: how many people of the book are not in it.
    """

    people: tuple[Person, ...] = ()
    sent: tuple[Sent, ...] = ()
    known: tuple[Known, ...] = ()
    aims: frozenset[str] = frozenset()
    around: str = ""
    others: int = 0


Link = Sent | Known | None


class Place(NamedTuple):
    """Where somebody stands: under whom and why, how far from me, on which line."""

    id: str
    parent: str  # '' under me
    link: Link  # nothing where I know them myself
    depth: int  # 1 for whom I know
    row: int


class Picture(NamedTuple):
    """Who stands where, in reading order; what else links them; how many had to stay out."""

    places: tuple[Place, ...]
    across: tuple[Sent | Known, ...]
    left_out: int

    @property
    def rows(self) -> int:
        """How many lines it takes."""
        return 1 + max((place.row for place in self.places), default=-1)

    @property
    def columns(self) -> int:
        """How far the furthest is."""
        return max((place.depth for place in self.places), default=0)


def picture(network: Network, *, rows: int, columns: int) -> Picture:
    """As much of the network as stands on so many lines, so many steps from me.

    The ways to the aims come first, then whoever leads to most others.
    """
    places = _placed(network, _parents(network), rows, columns)
    there = {place.id for place in places}
    drawn = {place.link for place in places}
    every: tuple[Sent | Known, ...] = (*network.sent, *network.known)
    across = [link for link in every if link not in drawn and link[0] in there and link[1] in there]
    return Picture(places, tuple(_once(across, places)), len(network.people) - len(places))


def hubs(network: Network, most: int = 5) -> dict[str, int]:
    """Through whom most roads go, and their place among them, from 1 on (P12)."""
    linked = [person for person in network.people if person.links > 2]
    linked.sort(key=lambda person: (-person.links, person.name, person.id))
    return {person.id: place for place, person in enumerate(linked[:most], start=1)}


def _once(links: Iterable[Sent | Known], places: Iterable[Place]) -> list[Sent | Known]:
    """One line between two people is enough; that one sent me to the other says most."""
    seen = {frozenset((place.parent, place.id)) for place in places}
    found = []
    for link in links:
        pair = frozenset(link[:2])
        if pair not in seen:
            seen.add(pair)
            found.append(link)
    return found


def _parents(network: Network) -> dict[str, tuple[str, Link]]:
    """Under whom everybody stands, and why; '' is me."""
    found: dict[str, tuple[str, Link]] = {}
    people = {person.id: person for person in network.people}
    for sent in network.sent:
        inside = sent.from_id in people and sent.to_id in people
        if inside and sent.to_id not in found and not _is_above(sent.to_id, sent.from_id, found):
            found[sent.to_id] = (sent.from_id, sent)
    heads = [person for person in network.people if person.id not in found]
    for head in heads:
        if head.closeness:
            found[head.id] = ("", None)
    _hang(network, found)
    for head in heads:
        found.setdefault(head.id, ("", None))
    return found


def _is_above(person: str, other: str, found: Mapping[str, tuple[str, Link]]) -> bool:
    """Whether the way from me to the other leads through this person."""
    here = other
    while here:
        if here == person:
            return True
        here = found.get(here, ("", None))[0]
    return False


def _hang(network: Network, found: dict[str, tuple[str, Link]]) -> None:
    """Whom I do not know myself stands under the nearest who knows them, the warmest of those."""
    below: dict[str, list[str]] = defaultdict(list)
    for person, (parent, _link) in found.items():
        below[parent].append(person)
    knows: dict[str, list[tuple[int, str, Known]]] = defaultdict(list)
    for tie in sorted(network.known, key=lambda tie: (-tie.warmth, tie.one, tie.other)):
        knows[tie.one].append((-tie.warmth, tie.other, tie))
        knows[tie.other].append((-tie.warmth, tie.one, tie))
    heads = {person.id for person in network.people} - set(found)
    ahead = list(below[""])
    while ahead:
        nearer, ahead = ahead, []
        ties = sorted(tie for person in nearer for tie in _ties(person, knows))
        for _warmth, to, person, tie in ties:
            if to in heads:
                heads.remove(to)
                found[to] = (person, tie)
                below[person].append(to)
        for person in nearer:
            ahead += below[person]


def _ties(
    person: str, knows: Mapping[str, list[tuple[int, str, Known]]]
) -> list[tuple[int, str, str, Known]]:
    return [(cold, to, person, tie) for cold, to, tie in knows.get(person, [])]


def _placed(
    network: Network, links: Mapping[str, tuple[str, Link]], rows: int, columns: int
) -> tuple[Place, ...]:
    below: dict[str, list[str]] = defaultdict(list)
    for one in network.people:
        below[links[one.id][0]].append(one.id)
    size, aimed = _weights(network, below)
    names = {one.id: (-one.closeness, one.name, one.id) for one in network.people}
    for children in below.values():
        children.sort(key=lambda one: (one not in aimed, -size[one], names[one]))
    places: list[Place] = []
    row = -1
    waiting = [(one, 1, True) for one in reversed(below[""])]
    while waiting:
        person, depth, first = waiting.pop()
        row += not (first and places and places[-1].depth < depth)
        if row == rows:
            break
        parent, link = links[person]
        places.append(Place(person, parent, link, depth, row))
        if depth < columns:
            children = below[person]
            waiting += [(one, depth + 1, one == children[0]) for one in reversed(children)]
    return tuple(places)


def _weights(
    network: Network, below: Mapping[str, list[str]]
) -> tuple[dict[str, int], set[str]]:  # fmt: skip
    """How many stand below each, they themselves counted; and on whose way the aims are."""
    order = [""]
    for person in order:
        order += below.get(person, [])
    size: dict[str, int] = {}
    aimed: set[str] = set()
    for person in reversed(order):
        children = below.get(person, [])
        size[person] = 1 + sum(size[one] for one in children)
        if person in network.aims or any(one in aimed for one in children):
            aimed.add(person)
    return size, aimed
