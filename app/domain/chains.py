"""Who sent me to whom, and who can introduce me: rules over links between people (P08, P42).

Links may run in circles, people send me to each other, and a merged contact stands where two stood;
so everything here walks with a list of its own, never by recursion, and meets each person once.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.i18n import _

# What a link costs on the way to somebody: a warm one is worth going a step further for.
COSTS: Mapping[int, int] = {3: 1, 2: 2, 1: 4}
# Nobody puts in a word for the friend of a friend of a friend of a friend: further is no road.
MOST_LINKS = 4
# People looked at in one step: a hub may know thousands, and the nearest of them are enough.
MOST_AT_ONCE = 5_000


class Link(NamedTuple):
    """One sent me to the other."""

    from_id: str
    to_id: str


# Above and below


class Chains:
    """Links ready to be walked; where several lead to one person, the first given counts."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        self._above: dict[str, list[str]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        for from_id, to_id in links:
            self._above[to_id].append(from_id)
            self._below[from_id].append(to_id)

    def above(self, people: Iterable[str]) -> set[str]:
        """Everyone up the chains of these people; they themselves only where a circle leads."""
        found: set[str] = set()
        ahead = [person for person in people if person]
        while ahead:
            for person in self._above.get(ahead.pop(), ()):
                if person not in found:
                    found.add(person)
                    ahead.append(person)
        return found

    def way(self, person: str) -> tuple[str, ...]:
        """The people between me and this one, the nearest to me first.

        Where a link leads back to somebody who is on the way already, the next one counts, and
        without another the way begins there.
        """
        way: list[str] = []
        seen = {person}
        here = person
        while (to := next((p for p in self._above.get(here, ()) if p not in seen), "")) != "":
            way.append(to)
            seen.add(to)
            here = to
        return tuple(way[::-1])

    def branches(self, person: str) -> tuple["Branch", ...]:
        """Everyone to whom this person sent me, and those further on, each where they are nearest.

        In reading order: under each person those to whom that one sent me.
        """
        children: dict[str, list[Branch]] = defaultdict(list)
        seen = {person}
        ahead = [Branch(person, "", 0)]
        while ahead:
            nearer, ahead = ahead, []
            for parent in nearer:
                for to in self._below.get(parent.id, ()):
                    if to not in seen:
                        seen.add(to)
                        branch = Branch(to, parent.id, parent.depth + 1)
                        children[parent.id].append(branch)
                        ahead.append(branch)
        found: list[Branch] = []
        waiting = children[person][::-1]
        while waiting:
            found.append(branch := waiting.pop())
            waiting += children[branch.id][::-1]
        return tuple(found)


@dataclass(frozen=True)
class Branch:
    """Somebody below: through whom, and how many steps down."""

    id: str
    parent: str
    depth: int


def above(links: Iterable[tuple[str, str]], people: Iterable[str]) -> set[str]:
    """Everyone up the chains of these people; for many questions make `Chains` once."""
    return Chains(links).above(people)


def branches(links: Iterable[tuple[str, str]], person: str) -> tuple[Branch, ...]:
    """Everyone below this person, in reading order."""
    return Chains(links).branches(person)


# In words


def degree_words(steps: int) -> str:
    """How far somebody is removed from me: the number of people in between (P42)."""
    words = {
        0: _("directly"),
        1: _("once removed"),
        2: _("twice removed"),
        3: _("three times removed"),
        4: _("four times removed"),
        5: _("five times removed"),
        6: _("six times removed"),
    }
    return words.get(steps) or _("{count} times removed").format(count=steps)


def path(names: Sequence[str]) -> str:
    """The chain itself: from you over these people."""
    return " › ".join([_("You"), *names])


def line(names: Sequence[str]) -> str:
    """The one line of a chain, the last name being whom it leads to.

    “You › Alice › Bruce › Dana, twice removed”; of somebody whom I know directly only the path.
    """
    if len(names) < 2:
        return path(names)
    return _("{path}, {degree}").format(path=path(names), degree=degree_words(len(names) - 1))


# Who can introduce me


class Tie(NamedTuple):
    """One could introduce me to the other: 1 they know the name, 2 well, 3 warmly."""

    one: str
    other: str
    warmth: int


@dataclass(frozen=True)
class Road:
    """A way to somebody: whom I know comes first, the goal last."""

    people: tuple[str, ...]
    cost: int
    shortest: bool = False
    warmest: bool = False


class _Step(NamedTuple):
    """The way from one person on to a goal; steps share their ends."""

    cost: int
    links: int
    person: str
    on: "_Step | None"

    def people(self) -> tuple[str, ...]:
        found = []
        step: _Step | None = self
        while step is not None:
            found.append(step.person)
            step = step.on
        return tuple(found)


def roads(
    goals: Iterable[str],
    ties_to: Callable[[Collection[str]], Iterable[Tie]],
    closeness: Callable[[Collection[str]], Mapping[str, int]],
    *,
    most: int = 5,
) -> tuple[Road, ...]:
    """Ways to any of the goals: the shortest, the warmest, then others, the warmer first (P08).

    `ties_to` gives who could introduce me to any of these people; `closeness` how well I know
    whom of them (1, 2 or 3; whom I do not know is left out). Both are asked once a step, for many
    people together, and only as far as a road may still become warmer.
    """
    search = _Search(ties_to)
    known: dict[str, int] = {}
    found = {goal: _Step(0, 0, goal, None) for goal in goals}
    links = 0
    while True:
        fresh = [person for person in found if person not in search.seen]
        known |= {person: COSTS[close] for person, close in closeness(fresh).items()}
        search.keep(found)
        best = search.least(known)
        if not found or links == MOST_LINKS or (best is not None and best <= links + 2):
            break  # a road with one more link costs at least that much
        found = search.widen(found)
        links += 1
    return _chosen(search, known, most)


class _Search:
    """From the goals towards me, a link at a time: the shortest and the warmest way from each."""

    def __init__(self, ties_to: Callable[[Collection[str]], Iterable[Tie]]) -> None:
        self._ties_to = ties_to
        self._ties: dict[str, list[Tie]] = {}
        self._short: dict[str, _Step] = {}
        self._warm: dict[str, _Step] = {}

    @property
    def seen(self) -> Collection[str]:
        return self._short.keys()

    def keep(self, found: Mapping[str, _Step]) -> None:
        for person, step in found.items():
            self._short.setdefault(person, step)
            self._warm[person] = step

    def least(self, known: Mapping[str, int]) -> int | None:
        """What the warmest road costs so far."""
        return min((known[p] + self._warm[p].cost for p in known), default=None)

    def widen(self, found: Mapping[str, _Step]) -> dict[str, _Step]:
        """The ways that are one link longer, where they are new or warmer."""
        nearest = sorted(found.values(), key=lambda step: (step.cost, step.person))[:MOST_AT_ONCE]
        unasked = [step.person for step in nearest if step.person not in self._ties]
        self._ties |= {person: [] for person in unasked}
        for tie in self._ties_to(unasked):
            self._ties[tie.other].append(tie)
        further: dict[str, _Step] = {}
        for step in nearest:
            for tie in self._ties[step.person]:
                longer = _Step(step.cost + COSTS[tie.warmth], step.links + 1, tie.one, step)
                before = further.get(tie.one) or self._warm.get(tie.one)
                if before is None or longer.cost < before.cost:
                    further[tie.one] = longer
        return further

    def ways(self, known: Mapping[str, int]) -> list[_Step]:
        """From everyone whom I know the ways on, my own link to them counted in."""
        both = {step for person in known for step in (self._short[person], self._warm[person])}
        return [step._replace(cost=step.cost + known[step.person]) for step in both]


def _chosen(search: _Search, known: Mapping[str, int], most: int) -> tuple[Road, ...]:
    ways = sorted(search.ways(known), key=lambda way: (way.cost, way.links, way.people()))
    if not ways:
        return ()
    warmest = ways[0]
    shortest = min(ways, key=lambda way: (way.links, way.cost, way.people()))
    chosen = [shortest, *([warmest] if warmest is not shortest else [])]
    own = {way.person: way.cost for way in reversed(ways)}
    for way in ways:
        first = {one.person for one in chosen}
        # Whoever stands on the way and is as near to me by themselves makes the rest a detour; a
        # goal whom I hardly know is gladly introduced all the same.
        *on, goal = way.people()
        detour = any(own.get(person, way.cost + 1) <= way.cost for person in on[1:])
        detour = detour or own.get(goal, COSTS[2] + 1) <= COSTS[2]
        if len(chosen) < most and way.person not in first and not detour:
            chosen.append(way)
    return tuple(Road(way.people(), way.cost, way is shortest, way is warmest) for way in chosen)
