"""How meetings are listed and found: ids first, rows by page, months and days."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from app import settings
from app.database import fetch
from app.domain import times
from app.domain.meetings import MeetingRow, purpose_names
from app.domain.names import fold
from app.domain.readiness import MeetingFacts
from app.services import clock, directory

When = Literal["coming", "past", "all"]
Sort = Literal["start", "people", "organization", "state"]
_STILL_ON = "('wanted', 'requested', 'agreed')"
_CLAUSES: dict[str, str] = {
    "coming": f"m.state IN {_STILL_ON}",
    "past": "m.state IN ('held', 'cancelled', 'missed')",
    "all": "1",
}


def ids(
    search: str = "",
    *,
    when: When = "all",
    contact: str = "",
    sort: Sort = "start",
    descending: bool = False,
) -> list[str]:
    """The meetings that a search box and its filters leave, in order.

    A search finds people and firms, places, purposes and questions. Meetings without a start come
    last.
    """
    clauses, values = [_CLAUSES[when]], list[Any]()
    if contact:
        clauses.append("m.id IN (SELECT meeting_id FROM meeting_person WHERE contact_id = ?)")
        values.append(contact)
    for word in search.split():
        clauses.append(f"({_FOUND})")
        plain = fold(word.casefold())
        like = "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        names = purpose_names().items()
        purposes = [key for key, name in names if plain in fold(name.casefold())]
        values += [json.dumps(directory.ids(word)), json.dumps(purposes), like, like, like]
    direction = "DESC" if descending else "ASC"
    order = {
        "start": f"m.start IS NULL, m.start {direction}",
        "people": f"ci.sort_key {direction}",
        "organization": f"ifnull(ci.organization_key, '') = '', ci.organization_key {direction}",
        "state": f"instr('wanted requested agreed held missed cancelled', m.state) {direction}",
    }[sort]
    found = fetch(
        "SELECT m.id FROM meeting m LEFT JOIN contact_index ci ON ci.contact = "
        "(SELECT contact_id FROM meeting_person WHERE meeting_id = m.id ORDER BY rank, id LIMIT 1)"
        f" WHERE {' AND '.join(clauses)} ORDER BY {order}, m.start IS NULL, m.start, m.id",
        values,
    )
    return [meeting_id for (meeting_id,) in found]


def rows(meeting_ids: Sequence[str]) -> list[MeetingRow]:
    """These meetings as a list shows them, in the order given; one SELECT."""
    found = {
        row[0]: _row(*row)
        for row in fetch(f"{_ROWS} WHERE m.id IN (SELECT value FROM json_each(?))",
                         (json.dumps(list(meeting_ids)),))
    }  # fmt: skip
    return [found[meeting_id] for meeting_id in meeting_ids if meeting_id in found]


def month(year: int, number: int, zone: str = "") -> list[MeetingRow]:
    """The meetings that start in this month on your wall clock, or a zone's; in their order."""
    return between(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1), zone)


def between(first: date, after: date, zone: str = "") -> list[MeetingRow]:
    """The meetings from a day on until before another, on your wall clock or a zone's; in order."""
    zone = zone or settings.your_zone()
    return _between(_midnight(first, zone), _midnight(after, zone))


def on(day: date, zone: str = "") -> list[str]:
    """The meetings of a day on your wall clock, or a zone's; in order, without those called off."""
    found = between(day, day + timedelta(days=1), zone)
    return [row.id for row in found if row.state not in ("cancelled", "missed")]


def next_meeting(now: datetime | None = None) -> str | None:
    """The meeting that comes next, or is going on; None when none has a start."""
    found = fetch(
        f"SELECT id FROM meeting WHERE state IN {_STILL_ON} AND start IS NOT NULL"
        " AND unixepoch(start) + minutes * 60 > unixepoch(?)"
        " ORDER BY start, state <> 'agreed', id LIMIT 1",
        (times.to_text(clock.moment(now)),),
    )
    return str(found[0][0]) if found else None


def _midnight(day: date, zone: str) -> str:
    # A midnight that a change of clock skips counts as the hour before; nobody meets then.
    return times.to_text(datetime(day.year, day.month, day.day, tzinfo=times.zone(zone)))


def _between(first: str, after: str) -> list[MeetingRow]:
    found = fetch(f"{_ROWS} WHERE m.start >= ? AND m.start < ? ORDER BY m.start, m.id",
                  (first, after))  # fmt: skip
    return [_row(*row) for row in found]


_FOUND = """
EXISTS (SELECT 1 FROM meeting_person p WHERE p.meeting_id = m.id
        AND p.contact_id IN (SELECT value FROM json_each(?)))
OR m.purpose IN (SELECT value FROM json_each(?)) OR fold(m.place) LIKE ? ESCAPE '\\'
OR fold(m.purpose_detail) LIKE ? ESCAPE '\\'
OR EXISTS (SELECT 1 FROM question q WHERE q.meeting_id = m.id AND fold(q.text) LIKE ? ESCAPE '\\')
"""
_ROWS = """
SELECT m.id, ifnull(m.start, ''), m.zone, m.minutes, m.state, m.medium, m.place, m.purpose,
    m.purpose_detail, m.debriefed_on IS NOT NULL, ifnull(t.stage, 'info_only'),
    (SELECT json_group_array(json_array(trim(c.given || ' ' || c.family), trim(c.expertise) = '',
            (SELECT o.name FROM position p JOIN organization o ON o.id = p.organization_id
             WHERE p.contact_id = c.id ORDER BY p.current DESC, p.rank LIMIT 1))
            ORDER BY mp.rank, mp.id)
     FROM meeting_person mp JOIN contact c ON c.id = mp.contact_id WHERE mp.meeting_id = m.id),
    (SELECT count(*) FROM question WHERE meeting_id = m.id),
    ifnull(trim(f.given || ' ' || f.family), ''), ifnull(r.reason, '') <> '',
    ifnull(r.may_use_name, ''),
    EXISTS (SELECT 1 FROM ask WHERE meeting_id = m.id),
    EXISTS (SELECT 1 FROM ask WHERE meeting_id = m.id AND offer <> '')
FROM meeting m LEFT JOIN outreach t ON t.id = m.outreach_id
LEFT JOIN referral r ON r.id = m.referral_id LEFT JOIN contact f ON f.id = r.from_id
"""


def _row(*found: Any) -> MeetingRow:
    (
        meeting_id, start, zone, minutes, state, medium, place, purpose, detail, debriefed, stage,
        people, questions, referrer, has_reason, may_use_name, has_ask, has_offer,
    ) = found  # fmt: skip
    met = json.loads(people)
    facts = MeetingFacts(
        people=len(met),
        unknown_experts=tuple(name for name, unknown, _firm in met if unknown),
        has_start=bool(start),
        has_purpose=bool(purpose or detail),
        medium=medium,
        has_place=bool(place),
        questions=questions,
        referrer=referrer,
        has_reason=bool(has_reason),
        may_use_name=may_use_name,
        has_ask=bool(has_ask),
        has_offer=bool(has_offer),
    )
    return MeetingRow(
        meeting_id, start, zone, minutes, state, tuple(name for name, _unknown, _firm in met),
        (met[0][2] or "") if met else "", stage, medium, place, purpose, detail, bool(debriefed),
        facts,
    )  # fmt: skip
