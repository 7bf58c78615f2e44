"""Who can introduce me to a person, to somebody at a firm, or in a field; and the hubs (P08, P12).

A road goes over who knows whom and who sent me to whom, and begins with somebody I know myself.
Nothing is loaded beforehand: each step asks for the neighbours of the people found so far.
"""

import json
from collections.abc import Collection
from itertools import pairwise

from app.database import fetch
from app.domain import chains, introductions, names, texts
from app.domain.chains import Road, Tie
from app.domain.introductions import Acquaintance, Bond, Goal, HubRow, RoadRow, Stop
from app.services import directory

# More make a long search, and a narrower word finds the rest.
MOST_GOALS = 300
MOST_HUBS = 8


def goals(text: str) -> tuple[Goal, ...]:
    """What somebody may mean who types this: people, firms with people, a field of work."""
    wanted = texts.line(text)
    if not directory.match_words(wanted):
        return ()
    people = [
        Goal("person", choice.id, choice.name, choice.organization)
        for choice in directory.choices(wanted, 6)
    ]
    firms = [Goal("firm", name, name) for (name,) in fetch(_FIRMS, (names.fold(wanted),))]
    field = [Goal("field", wanted, wanted)] if _in_field(wanted, 1) else []
    return (*people, *firms, *field)


def roads(goal: Goal) -> tuple[RoadRow, ...]:
    """Ways to the goal: the shortest, the warmest, then others (P08)."""
    return _told(chains.roads(_people_of(goal), _ties_to, closeness))


def hubs() -> tuple[HubRow, ...]:
    """Whom most roads go through: who opened doors for me, and knows whom else (P12).

    In the order of how many people lead on from them; no number is shown, it is no contest (P07).
    """
    top = [person for (person,) in fetch(_HUBS, (MOST_HUBS,))]
    rows = {row.id: row for row in directory.rows(top)}
    sent: dict[str, list[str]] = {person: [] for person in top}
    known: dict[str, list[str]] = {person: [] for person in top}
    for person, kind, given, family in fetch(_AROUND_HUBS, (json.dumps(top),)):
        (sent if kind == "sent" else known)[person].append(names.full(given, family))
    return tuple(
        HubRow(
            person, rows[person].name, rows[person].organization,
            tuple(dict.fromkeys(sent[person])),
            tuple(name for name in dict.fromkeys(known[person]) if name not in sent[person]),
        )
        for person in top
    )  # fmt: skip


def has_many_links(many: int) -> bool:
    """Whether there are so many links that counting them takes a while."""
    return bool(
        fetch("SELECT (SELECT count(*) FROM referral) + (SELECT count(*) FROM relationship) >= ?",
              (many,))[0][0]
    )  # fmt: skip


def has_links() -> bool:
    """Whether anything leads anywhere yet."""
    return bool(
        fetch("SELECT EXISTS (SELECT 1 FROM referral) OR EXISTS (SELECT 1 FROM relationship)")[0][0]
    )


# Where a road may end


def _people_of(goal: Goal) -> list[str]:
    if goal.kind == "person":
        return [goal.id]
    if goal.kind == "firm":
        return [person for (person,) in fetch(_AT_FIRM, (goal.id, MOST_GOALS))]
    return _in_field(goal.id, MOST_GOALS)


def _in_field(text: str, most: int) -> list[str]:
    """Whose expertise or work has all of these words."""
    words = directory.match_words(text)
    if not words:
        return []
    found = fetch(_MENTION, (words,))
    wanted = names.fold(text).casefold().split()
    people = [
        person for person, said in found if all(word in said.casefold() for word in wanted)
    ]  # fmt: skip
    return people[:most]


# What a step asks


def _ties_to(people: Collection[str]) -> list[Tie]:
    return [Tie(*row) for row in fetch(_TIES, (json.dumps(list(people)),))]


def _acquaintances(people: Collection[str]) -> dict[str, Acquaintance]:
    return {
        person: Acquaintance(tuple((roles or "").split()), met, touches)
        for person, roles, met, touches in fetch(_KNOWN, (json.dumps(list(people)),))
    }


def closeness(people: Collection[str]) -> dict[str, int]:
    """How well I know these people myself, 1 to 3; whom I do not know is missing."""
    known = _acquaintances(people)
    return {person: one.closeness for person, one in known.items() if one.closeness}


# In words


def _told(found: tuple[Road, ...]) -> tuple[RoadRow, ...]:
    everybody = list(dict.fromkeys(person for road in found for person in road.people))
    rows = {row.id: row for row in directory.rows(everybody)}
    known = _acquaintances([road.people[0] for road in found])
    bonds = _bonds(everybody)
    return tuple(
        RoadRow(
            tuple(Stop(p, rows[p].name, rows[p].organization) for p in road.people),
            (
                introductions.know_words(rows[road.people[0]].name, known[road.people[0]]),
                *(
                    introductions.bond_words(
                        rows[one].name, rows[other].name,
                        bonds.get((one, other), Bond()), bonds.get((other, one), Bond()),
                    )
                    for one, other in pairwise(road.people)
                ),
            ),
            road.shortest,
            road.warmest,
        )
        for road in found
    )  # fmt: skip


def _bonds(people: list[str]) -> dict[tuple[str, str], Bond]:
    """What is noted between any two of these; knowing each other holds both ways."""
    found: dict[tuple[str, str], Bond] = {}
    for one, other, text, warmth in fetch(_BETWEEN, (json.dumps(people),)):
        if warmth:
            for pair in ((one, other), (other, one)):
                found[pair] = Bond(text, warmth)
        else:
            found.setdefault((one, other), Bond(reason=text))
    return found


_FIRMS = """
SELECT o.name FROM organization o
WHERE fold(o.name) LIKE '%' || ? || '%'
AND EXISTS (SELECT 1 FROM position p WHERE p.organization_id = o.id AND p.current = 1)
ORDER BY o.name LIMIT 5
"""
_AT_FIRM = """
SELECT DISTINCT p.contact_id FROM organization o JOIN position p ON p.organization_id = o.id
WHERE o.name = ? COLLATE NOCASE AND p.current = 1 ORDER BY p.contact_id LIMIT ?
"""
_MENTION = f"""
SELECT c.id, fold(c.expertise || ' ' || ifnull((SELECT group_concat(title, ' ') FROM position
    WHERE contact_id = c.id), ''))
FROM (SELECT rowid AS doc FROM contact_search WHERE contact_search MATCH ?
      ORDER BY rowid LIMIT {directory.FOUND_LIMIT}) found
JOIN contact_index ci ON ci.doc = found.doc JOIN contact c ON c.id = ci.contact
"""
# Whoever sent me to somebody vouched for me there; the other way round they know the name.
_TIES = """
SELECT contact_id, other_id, warmth FROM relationship
    WHERE other_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT other_id, contact_id, warmth FROM relationship
    WHERE contact_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT from_id, to_id, 2 FROM referral
    WHERE to_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT to_id, from_id, 1 FROM referral
    WHERE from_id IN (SELECT value FROM json_each(?1))
"""
_KNOWN = """
SELECT w.value,
    (SELECT group_concat(kind, ' ') FROM role WHERE contact_id = w.value),
    (SELECT count(*) FROM meeting_person p CROSS JOIN meeting m ON m.id = p.meeting_id
     WHERE p.contact_id = w.value AND m.state = 'held'),
    (SELECT count(*) FROM touch WHERE contact_id = w.value)
FROM json_each(?) w
"""
_BETWEEN = """
SELECT contact_id, other_id, how, warmth FROM relationship
    WHERE contact_id IN (SELECT value FROM json_each(?1))
    AND other_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT * FROM (SELECT from_id, to_id, reason, 0 FROM referral
    WHERE from_id IN (SELECT value FROM json_each(?1))
    AND to_id IN (SELECT value FROM json_each(?1)) ORDER BY on_date DESC)
"""
_HUBS = """
WITH tie (hub) AS (
    SELECT from_id FROM referral
    UNION ALL SELECT contact_id FROM relationship
    UNION ALL SELECT other_id FROM relationship
)
SELECT hub FROM tie GROUP BY hub HAVING count(*) > 1 ORDER BY count(*) DESC, hub LIMIT ?
"""
# A few names of each are enough; a hub may know thousands.
_AROUND_HUBS = """
SELECT hub, kind, given, family FROM (
    SELECT hub, kind, c.given, c.family,
        row_number() OVER (PARTITION BY hub, kind ORDER BY newest DESC, c.id) AS place
    FROM (
        SELECT h.value AS hub, 'sent' AS kind, r.to_id AS person, r.on_date AS newest
            FROM json_each(?1) h JOIN referral r ON r.from_id = h.value
        UNION ALL SELECT h.value, 'knows', k.other_id, k.warmth
            FROM json_each(?1) h JOIN relationship k ON k.contact_id = h.value
        UNION ALL SELECT h.value, 'knows', k.contact_id, k.warmth
            FROM json_each(?1) h JOIN relationship k ON k.other_id = h.value
    ) JOIN contact c ON c.id = person
) WHERE place < 12
"""
