"""How favors stand between me and others: read alone, so that a list needs no Peewee to open."""

import json
from collections.abc import Sequence

from app.database import fetch
from app.domain import asks, favors
from app.domain.favors import Balance

# A favor that another one settles is even with it, and neither counts any more.
STANDS = (
    "{f}.settled_by_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM favor settled WHERE settled.settled_by_id = {f}.id)"
)
# How many more they did for me than I for them, over those that stand.
I_OWE = "sum(CASE f.direction WHEN 'received' THEN 1 ELSE -1 END)"


def balance(contact_id: str) -> Balance:
    """How things stand with one person (P21, P27)."""
    return balances([contact_id]).get(contact_id, Balance())


def balances(contact_ids: Sequence[str] | None = None) -> dict[str, Balance]:
    """How things stand with these people, or everybody; one SELECT. Who has none is missing."""
    where = "" if contact_ids is None else "WHERE f.contact_id IN (SELECT value FROM json_each(?))"
    values = () if contact_ids is None else (json.dumps(list(contact_ids)),)
    return {
        contact: Balance(
            received, given, settled, _last(received - given, last_received, last_given)
        )
        for contact, received, given, settled, last_received, last_given in fetch(
            _BALANCES.format(where=where), values
        )
    }


def overall() -> str:
    """How things stand with everybody together, in a sentence or two; '' without any favor."""
    return favors.overall(balances().values())


def asks_without_offer() -> int:
    """How many open asks have nothing on my side of the exchange yet (P06)."""
    found = fetch(f"SELECT count(*) FROM ask WHERE offer = '' AND state IN {asks.OPEN}")
    return int(found[0][0])


def _last(i_owe: int, received: str | None, given: str | None) -> str:
    """The text after the day and the key with which SQL found the newest."""
    newest = received if i_owe > 0 else given if i_owe < 0 else ""
    return (newest or "").partition("\n")[2]


_BALANCES = f"""
SELECT contact_id, sum(stands AND direction = 'received'), sum(stands AND direction = 'given'),
    sum(NOT stands), max(CASE WHEN stands AND direction = 'received' THEN newest END),
    max(CASE WHEN stands AND direction = 'given' THEN newest END)
FROM (SELECT f.contact_id, f.direction, {STANDS.format(f="f")} AS stands,
          f.on_date || f.id || char(10) || f.what AS newest FROM favor f {{where}})
GROUP BY contact_id
"""
