"""The facts that duties follow from, in a few SELECTs over whole tables or about one meeting.

Only what can still make a duty is read: chains that lead to somebody met or approached, outreach
that is open, promises that are not kept, rhythms that have run out.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app import settings
from app.database import fetch
from app.domain import names, times
from app.domain.etiquette import (
    REQUESTS,
    Answer,
    Facts,
    Heard,
    Held,
    InTouch,
    Invited,
    Key,
    Moved,
    Promised,
    Referred,
    Sent,
)
from app.domain.workdays import Workdays
from app.services import business_days, clock


def read(at: datetime | None = None) -> Facts:
    """Everything that duties follow from, as of this moment; without names."""
    sent = [
        Sent(touch, thread, contact, message, times.from_text(sent_at))
        for touch, thread, contact, message, sent_at in fetch(_SENT, (json.dumps(REQUESTS),))
    ]
    return Facts(
        held=_held(_HELD),
        invited=[
            Invited(i, outreach, kind, by, date.fromisoformat(on), to or "")
            for i, outreach, kind, by, on, to in fetch(
                "SELECT id, outreach_id, kind, given_by_id, given_on, leads_to_id FROM invitation"
            )
        ],
        moved=[
            Moved(i, outreach, contact, to, times.from_text(at), by, before)
            for i, outreach, contact, to, at, by, before in fetch(_MOVED)
        ],
        referred=[Referred(*row) for row in fetch(_REFERRED)],
        promised=[
            Promised(i, contact, text, date.fromisoformat(made), _day(due), direction == "theirs")
            for i, contact, direction, text, made, due in fetch(_PROMISED)
        ],
        sent=sent,
        heard=_heard(sent),
        in_touch=in_touch(clock.day(at)),
        answers=_answers(_ANSWERS),
        zone=settings.your_zone(),
        workdays=_workdays(sent),
    )


def of_meeting(meeting_id: str) -> Facts:
    """What is needed to know the duties of one meeting, and no more."""
    held = _held(f"{_HELD_ROWS} AND m.id = ?1 ORDER BY p.rank, p.id", meeting_id)
    people = json.dumps([person for one in held for person in one.people])
    referred = [Referred(*row) for row in fetch(_ABOVE, (people,))]
    concerned = {one.from_id for one in referred} | set(json.loads(people))
    return Facts(
        held=held,
        referred=referred,
        answers=_answers(
            "SELECT kind, contact_id, cause_id, state, until FROM duty"
            " WHERE kind IN ('thank', 'report_back') AND cause_id = ?1"
            " AND contact_id IN (SELECT value FROM json_each(?2))",
            meeting_id, json.dumps([*concerned]),
        ),
        zone=settings.your_zone(),
    )  # fmt: skip


def names_of(contact_ids: Iterable[str]) -> dict[str, str]:
    """What these contacts are called."""
    found = fetch(
        "SELECT id, given, family FROM contact WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([*contact_ids]),),
    )
    return {i: names.full(given, family) for i, given, family in found}


def _held(sql: str, *values: str) -> list[Held]:
    people: dict[tuple[str, str, int, str], list[str]] = {}
    for meeting, start, minutes, outreach, contact in fetch(sql, values):
        people.setdefault((meeting, start, minutes, outreach), []).append(contact)
    return [
        Held(meeting, times.from_text(start) + timedelta(minutes=minutes), tuple(who), outreach)
        for (meeting, start, minutes, outreach), who in people.items()
    ]


def _heard(sent: Iterable[Sent]) -> list[Heard]:
    waiting = {one.contact_id for one in sent}
    if not waiting:
        return []
    found = fetch(_HEARD, (json.dumps([*waiting]),))
    return [Heard(contact, times.from_text(at)) for contact, at in found]


def _workdays(sent: Iterable[Sent]) -> Workdays:
    """The business days around what waits for an answer; nothing is asked where nothing waits."""
    days = [one.at.date() for one in sent]
    if not days:
        return Workdays()
    return business_days.calendar(min(days), max(days) + timedelta(days=366))


def in_touch(today: date) -> list[InTouch]:
    """Who has a rhythm that has run out by tomorrow, and when there was contact last."""
    tomorrow = (today + timedelta(days=1)).isoformat()  # today may be tomorrow in UTC
    return [
        InTouch(contact, rhythm, last, times.from_text(at), _day(rests))
        for contact, rhythm, last, at, rests in fetch(_IN_TOUCH, (tomorrow,))
    ]


def _answers(sql: str, *values: str) -> dict[Key, Answer]:
    return {
        Key(kind, contact, cause): Answer(state, _day(until))
        for kind, contact, cause, state, until in fetch(sql, values)
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_HELD_ROWS = """
SELECT m.id, m.start, m.minutes, ifnull(m.outreach_id, ''), p.contact_id FROM meeting m
JOIN meeting_person p ON p.meeting_id = m.id WHERE m.state = 'held'
"""
# Only the latest meetings: nobody owes a word for one that two thousand others followed.
MEETINGS_READ = 2_000
_LATEST = f"SELECT id FROM meeting WHERE state = 'held' ORDER BY start DESC LIMIT {MEETINGS_READ}"
_HELD = f"{_HELD_ROWS} AND m.id IN ({_LATEST}) ORDER BY m.id, p.rank, p.id"
_ANSWERS = f"""
SELECT kind, contact_id, cause_id, state, until FROM duty
WHERE kind NOT IN ('thank', 'report_back') OR cause_id IN (
    SELECT * FROM ({_LATEST}) UNION ALL SELECT id FROM invitation
    UNION ALL SELECT id FROM stage_change)
"""
_MOVED = """
SELECT s.id, s.outreach_id, o.contact_id, s.to_stage, s.at, ifnull(i.given_by_id, ''), s.from_stage
FROM stage_change s JOIN outreach o ON o.id = s.outreach_id
LEFT JOIN invitation i ON i.id = s.invitation_id ORDER BY s.at, s.id
"""
_PROMISED = """
SELECT id, contact_id, direction, text, made_on, due FROM promise
WHERE kept_on IS NULL AND (direction = 'mine' OR kind = 'introduction')
"""
_SENT = """
SELECT t.id, t.outreach_id, t.contact_id, t.message, t.at
FROM outreach o JOIN touch t ON t.outreach_id = o.id
WHERE o.closed IS NULL AND t.direction = 'out' AND t.message IN (SELECT value FROM json_each(?1))
ORDER BY t.at, t.id
"""
# A word from them, a date that was agreed on, or a door that they opened is an answer.
_HEARD = """
WITH waiting (id) AS (SELECT value FROM json_each(?1)),
sign (id, at) AS (
    SELECT w.id, t.at FROM waiting w CROSS JOIN touch t ON t.contact_id = w.id
        WHERE t.direction IN ('in', 'both')
    UNION ALL SELECT w.id, m.start FROM waiting w
        CROSS JOIN meeting_person p ON p.contact_id = w.id
        CROSS JOIN meeting m ON m.id = p.meeting_id WHERE m.state IN ('agreed', 'held', 'missed')
    UNION ALL SELECT w.id, i.given_on || 'T23:59:59Z' FROM waiting w
        CROSS JOIN invitation i ON i.given_by_id = w.id
)
SELECT id, max(at) FROM sign GROUP BY id
"""
# Who has a rhythm that has run out. Whatever its kind, a touch is contact, and so is a meeting held
# or agreed on; a date from an imported file never is. Meetings are asked for only where the touches
# are long ago, and what it was only of those who are fading.
_MEETINGS = """
FROM meeting_person p CROSS JOIN meeting m ON m.id = p.meeting_id
WHERE p.contact_id = {who} AND m.state IN ('held', 'agreed')
"""
_IN_TOUCH = f"""
WITH touched (id, rhythm, at) AS MATERIALIZED (
    SELECT id, rhythm_days, (SELECT max(at) FROM touch WHERE contact_id = contact.id)
    FROM contact WHERE rhythm_days IS NOT NULL
),
met (id, rhythm, touched, at) AS MATERIALIZED (
    SELECT id, rhythm, ifnull(at, ''),
        ifnull((SELECT max(m.start) {_MEETINGS.format(who="touched.id")}), '')
    FROM touched WHERE at IS NULL OR date(at, '+' || rhythm || ' days') <= ?1
),
fading (id, rhythm, touched, at, rests_until) AS MATERIALIZED (
    SELECT id, rhythm, touched, max(touched, at), (SELECT max(rests_until) FROM outreach
        WHERE contact_id = met.id AND closed = 'resting')
    FROM met WHERE date(max(touched, at), '+' || rhythm || ' days') <= ?1
)
SELECT id, rhythm,
    CASE WHEN at = touched THEN (SELECT max(id) FROM touch WHERE contact_id = f.id AND at = f.at)
    ELSE (SELECT max(m.id) {_MEETINGS.format(who="f.id")} AND m.start = f.at) END,
    at, rests_until
FROM fading f WHERE ifnull(rests_until, '') <= ?1
"""
_CONCERNED = f"""
concerned (id) AS (
    SELECT contact_id FROM outreach WHERE id IN (SELECT outreach_id FROM stage_change)
    UNION SELECT given_by_id FROM invitation
    UNION SELECT leads_to_id FROM invitation WHERE leads_to_id IS NOT NULL
    UNION SELECT contact_id FROM meeting_person WHERE meeting_id IN ({_LATEST})
)
"""
_UP = """
above (id) AS (
    SELECT id FROM concerned
    UNION SELECT r.from_id FROM above a JOIN referral r ON r.to_id = a.id
)
SELECT r.from_id, r.to_id FROM above a CROSS JOIN referral r ON r.to_id = a.id
"""
# Only the chains that lead to somebody met or approached; the rest of the network is no duty.
_REFERRED = f"WITH RECURSIVE {_CONCERNED}, {_UP}"
_ABOVE = f"WITH RECURSIVE concerned (id) AS (SELECT value FROM json_each(?1)), {_UP}"
