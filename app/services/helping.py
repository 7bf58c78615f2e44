"""What the book has for a need: people who could help, and what is worth telling (P23, P24)."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.database import fetch
from app.domain import helping, names, overlap, tidbits
from app.domain.helping import Candidate, Helper
from app.domain.needs import NeedRow
from app.domain.tidbits import Interest, Offered
from app.services import clock, directory
from app.services import tidbits as told

_MOST = 3  # of each: more would be a search, not an idea
# So many contacts are read of those who share a word; where a word is in everybody's notes, the
# best of all would take longer to find than a person waits for an idea.
_BY_NAME, _BY_WORDS = 40, 800


@dataclass(frozen=True)
class Help:
    """Who could help, and what could be told at once."""

    people: tuple[Helper, ...] = ()
    tidbits: tuple[Offered, ...] = ()


def with_need(need: NeedRow, *, at: datetime | None = None) -> Help:
    """Who and what in the book could help with a need now; the best first, a few of each."""
    wanted = Interest(need.contact_id, names.called(*names.split(need.name)), "need", need.text)
    offered = tidbits.offers(
        told.listing(), [wanted], today=clock.day(at), to=[need.contact_id]
    )  # fmt: skip
    people = helping.helpers(need.text, _near(need))
    return Help(people[:_MOST], offered[:_MOST])


def _near(need: NeedRow) -> list[Candidate]:
    """Contacts whose name, expertise or tags share a word with the need, but not whose it is."""
    words = directory.match_any(overlap.words(need.text))
    if not words:
        return []
    return [
        Candidate(contact, given, family, expertise, tuple(json.loads(tags)))
        for contact, given, family, expertise, tags in fetch(
            _NEAR, (f"names : ({words})", _BY_NAME, f"body : ({words})", _BY_WORDS, need.contact_id)
        )
    ]


_NEAR = """
SELECT c.id, c.given, c.family, c.expertise,
    (SELECT json_group_array(name) FROM tag WHERE contact_id = c.id)
FROM (
    SELECT * FROM (SELECT ci.contact AS id
        FROM (SELECT rowid AS doc FROM contact_search WHERE contact_search MATCH ?1
              ORDER BY rank LIMIT ?2) named
        JOIN contact_index ci ON ci.doc = named.doc)
    UNION
    SELECT * FROM (SELECT ci.contact
        FROM contact_search s CROSS JOIN contact_index ci ON ci.doc = s.rowid
        CROSS JOIN contact k ON k.id = ci.contact
        WHERE contact_search MATCH ?3
            AND (k.expertise <> '' OR EXISTS (SELECT 1 FROM tag WHERE contact_id = k.id))
        LIMIT ?4)
) near
JOIN contact c ON c.id = near.id
WHERE c.id <> ?5 ORDER BY name_key(c.given, c.family), c.id
"""
