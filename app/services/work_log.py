"""What was done in a period of a job search, for an unemployment office (B11).

Held meetings, what went out, leads followed and applications, each once. Notes, reasons, words of
invitations and who opened which door are never read here.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from app import settings
from app.brief import clock as told
from app.brief import pdf
from app.brief.page import Paper
from app.database import fetch
from app.domain import meetings, times, work_log
from app.domain.work_log import Entry
from app.errors import Refused
from app.i18n import _
from app.papers import work_log as paper_of
from app.services import clock

_FOLLOW_UPS = ("thank_you", "report_back", "check_in", "reminder", "introduction")
_WAYS = {"met": "in_person", "call": "phone"}


@dataclass(frozen=True)
class Wanted:
    """The days, whose log it is, and what stands on it for this print only."""

    first: date
    last: date
    name: str = ""
    claim: str = ""
    follow_ups: bool = True  # with thanks, reports and keeping in touch
    paper: Paper | None = None  # the country's, unless said


def read(first: date, last: date, *, follow_ups: bool = True) -> tuple[Entry, ...]:
    """All that was done from a day to a day on your wall clock, in order (B11)."""
    zone = settings.your_zone()
    begin, end = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    found = [_meeting(zone, *row) for row in fetch(_MEETINGS, (begin, end))]
    found += [_touch(zone, *row) for row in fetch(_TOUCHES, (begin, end))]
    found += [
        _application(*row)
        for row in fetch(_APPLICATIONS, (first.isoformat(), last.isoformat()))
    ]  # fmt: skip
    entries = work_log.once(found)
    return tuple(entry for entry in entries if follow_ups or entry.kind != "follow_up")


def pdf_of(wanted: Wanted, *, at: datetime | None = None) -> tuple[str, bytes]:
    """What the log is called, and its pages; raises `Refused` where nothing was done."""
    entries = read(wanted.first, wanted.last, follow_ups=wanted.follow_ups)
    if not entries:
        raise Refused(nothing())
    paper: Paper = wanted.paper or settings.paper()
    log = paper_of.Log(
        wanted.first,
        wanted.last,
        work_log.weeks(
            entries, wanted.first, wanted.last, work_log.first_weekday(settings.country())
        ),
        name=wanted.name.strip() or settings.load().your_name,
        claim=wanted.claim.strip(),
    )
    printed = times.local(clock.moment(at), settings.your_zone())
    title = paper_of.title(log)
    pages = paper_of.pages(log, paper=paper, printed_at=printed)
    return title, pdf.written(pages, title=title, subject=_("Record of a job search"))


def nothing() -> str:
    """Said where a period holds no activity."""
    return _(
        "Nothing is noted for these days yet. A meeting that was held, a message that went out or"
        " an application will stand here."
    )


def _midnight(day: date, zone: str) -> str:
    return times.to_text(datetime(day.year, day.month, day.day, tzinfo=times.zone(zone)))


def _day(moment: str, zone: str) -> date:
    return times.local(times.from_text(moment), zone).date()


def _meeting(zone: str, *row: Any) -> Entry:
    start, medium, purpose, people, leads, invited = row
    met = json.loads(people)
    known = [person for person in met if person["firm"]] or met
    first: dict[str, Any] = known[0] if known else {}
    return Entry(
        _day(start, zone),
        "meeting",
        medium or "in_person",
        employer=first.get("firm", ""),
        where=first.get("place", ""),
        person=", ".join(person["name"] for person in met),
        title=first.get("title", "") if len(met) == 1 else "",
        detail=meetings.purpose_names().get(purpose, "") if purpose != "other" else "",
        result=work_log.meeting_result(leads=bool(leads), invited=bool(invited)),
        contacts=frozenset(person["id"] for person in met),
    )


def _touch(zone: str, *row: Any) -> Entry:
    at, way, message, person, referred, answered, meeting = row
    who = json.loads(person)
    follow_up = message in _FOLLOW_UPS
    day = _day(meeting, zone) if meeting else None
    result = work_log.contact_result(
        answered=bool(answered), meeting=day, day=told.short_day(day) if day else ""
    )
    return Entry(
        _day(at, zone),
        "follow_up" if follow_up else "referral" if referred else "contact",
        _WAYS.get(way, way),
        employer=who["firm"],
        where=who["place"],
        person=who["name"],
        title=who["title"],
        result="" if follow_up and not (answered or day) else result,
        contacts=frozenset([who["id"]]),
    )


def _application(*row: Any) -> Entry:
    day, title, link, firm, place, person, closed, offered = row
    who = json.loads(person)
    entry = Entry(
        date.fromisoformat(day),
        "application",
        "online" if link else "",
        employer=firm or who["firm"],
        where=" · ".join(part for part in (place, link) if part),
        detail=title,
        result=work_log.application_result(closed, offered=bool(offered)),
        contacts=frozenset([who["id"]]),
    )
    inside = not firm or who["firm"] == firm
    return replace(entry, person=who["name"], title=who["title"]) if inside else entry


_WHO = """json_object('id', c.id, 'name', trim(c.given || ' ' || c.family),
    'title', ifnull(w.title, ''), 'firm', ifnull(f.name, ''),
    'place', CASE WHEN ifnull(f.place, '') <> '' THEN f.place ELSE c.place END)"""
_WORK = """LEFT JOIN position w ON w.id = (SELECT p.id FROM position p WHERE p.contact_id = c.id
    ORDER BY p.current DESC, p.rank, p.id LIMIT 1)
LEFT JOIN organization f ON f.id = w.organization_id"""

_MEETINGS = f"""
SELECT m.start, m.medium, m.purpose,
    (SELECT json_group_array(json({_WHO}) ORDER BY mp.rank, mp.id)
     FROM meeting_person mp JOIN contact c ON c.id = mp.contact_id {_WORK}
     WHERE mp.meeting_id = m.id),
    EXISTS (SELECT 1 FROM referral r WHERE r.meeting_id = m.id AND r.from_id IN
            (SELECT contact_id FROM meeting_person WHERE meeting_id = m.id))
    OR EXISTS (SELECT 1 FROM invitation i JOIN meeting_person p ON p.contact_id = i.given_by_id
            WHERE p.meeting_id = m.id AND i.kind = 'lead' AND i.given_on = substr(m.start, 1, 10)),
    EXISTS (SELECT 1 FROM invitation i JOIN meeting_person p ON p.contact_id = i.given_by_id
            WHERE p.meeting_id = m.id AND i.kind = 'position'
            AND i.given_on = substr(m.start, 1, 10))
FROM meeting m WHERE m.state = 'held' AND m.start >= ? AND m.start < ?
"""
_TOUCHES = f"""
SELECT t.at, t.kind, t.message, {_WHO},
    t.id = (SELECT o.id FROM touch o WHERE o.contact_id = c.id AND o.direction <> 'in'
            ORDER BY o.at, o.id LIMIT 1)
    AND EXISTS (SELECT 1 FROM referral r WHERE r.to_id = c.id),
    t.direction = 'both' OR EXISTS
        (SELECT 1 FROM touch i WHERE i.contact_id = c.id AND i.direction <> 'out' AND i.at > t.at),
    (SELECT min(m.start) FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
     WHERE p.contact_id = c.id AND m.state IN ('agreed', 'held') AND m.start > t.at)
FROM touch t JOIN contact c ON c.id = t.contact_id {_WORK}
WHERE t.direction <> 'in' AND t.at >= ? AND t.at < ?
"""
_APPLICATIONS = f"""
SELECT o.applied_on, y.title, y.link, ifnull(g.name, ''), ifnull(g.place, ''), {_WHO},
    ifnull(o.closed, ''), o.offered_on IS NOT NULL
FROM outreach o JOIN opportunity y ON y.id = o.opportunity_id
LEFT JOIN organization g ON g.id = y.organization_id
JOIN contact c ON c.id = o.contact_id {_WORK}
WHERE o.applied_on BETWEEN ? AND ?
"""
