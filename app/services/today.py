"""Today: what is due and why, the meetings ahead, promises, next steps; in a few SELECTs.

What is done about a line is written through the noun that it belongs to, as one step.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app import settings
from app.database import book_path, edit, fetch, last_number
from app.domain import meetings as rules
from app.domain import names, times, today
from app.domain.etiquette import Duty
from app.domain.today import Day, Line
from app.i18n import _
from app.services import agenda, clock, duties, meetings, needs, outreach, promises

_STEPS_READ = 200  # more would be no help; the board has them all
_ASKED_FOR = timedelta(days=90)  # how long Today asks whether a meeting took place
_TYPED_UP_WITHIN = timedelta(days=14)  # after that, nobody remembers


def read(at: datetime | None = None) -> Day:
    """Everything that Today shows; read once per step and minute, whoever asks."""
    global _known
    now = clock.moment(at)
    asked = (book_path(), last_number(), settings.load(), now.replace(second=0, microsecond=0))
    if _known is None or _known[0] != asked:
        _known = (asked, _read(now, clock.day(at)))
    return _known[1]


def forget() -> None:
    """Read again when asked next; for measuring."""
    global _known
    _known = None


_known: tuple[object, Day] | None = None


def count(at: datetime | None = None) -> int:
    """How many things are due."""
    return read(at).count


def unready(at: datetime | None = None) -> int:
    """How many meetings of today and tomorrow want something yet; costs one SELECT."""
    day = clock.day(at)
    return Day(day, settings.your_zone(), meetings=_near(day)).unready


def _read(now: datetime, day: date) -> Day:
    found = duties.listing(now)
    waiting = [duty for duty in found if today.waits(duty, now, day)]
    later = [duty for duty in found if not today.waits(duty, now, day)]
    fading = [duty for duty in waiting if duty.kind == "check_in"]
    lines = today.of_duties(duty for duty in waiting if duty.kind != "check_in")
    return Day(
        today=day,
        zone=settings.your_zone(),
        due=today.due_first([*lines, *_over(now, day)], now, day),
        fading=today.of_duties(fading),
        promises=_promises(later, waiting),
        steps=_steps(day),
        without_step=fetch("SELECT count(*) FROM outreach WHERE closed IS NULL AND next_step = ''")[
            0
        ][0],
        meetings=_meetings(now, day),
        next_due=next(iter(today.of_duties(later[:1])), None),
        people=fetch("SELECT EXISTS (SELECT 1 FROM contact)")[0][0],
        needs=needs.waiting(at=now),
    )


# What there is


def _meetings(now: datetime, day: date) -> tuple[rules.MeetingRow, ...]:
    """Those of today and tomorrow that are not over, and the next one after them."""
    near = [row for row in _near(day) if (ends := row.ends()) is not None and ends > now]
    after = day + timedelta(days=2)
    zone = times.zone(settings.your_zone())
    following = agenda.next_meeting(datetime(after.year, after.month, after.day, tzinfo=zone))
    more = agenda.rows([following] if following else [])
    return (*near, *(row for row in more if row not in near))


def _near(day: date) -> tuple[rules.MeetingRow, ...]:
    found = agenda.between(day, day + timedelta(days=2))
    return tuple(row for row in found if row.is_open)


def _over(now: datetime, day: date) -> list[Line]:
    """Meetings whose time has passed: did they take place, and what came of them?"""
    zone = settings.your_zone()
    found = fetch(
        _OVER,
        (
            day.isoformat(), times.to_text(now), times.to_text(now - _ASKED_FOR),
            times.to_text(now - _TYPED_UP_WITHIN),
        ),
    )  # fmt: skip
    lines = []
    for meeting, start, minutes, state, thread, contact, given, family in found:
        ended = times.from_text(start) + timedelta(minutes=minutes)
        if ended > now:
            continue
        name, here = names.full(given, family), times.local(ended, zone).date()
        if state == "agreed":
            kind, text = "took_place", _("Did you meet {name}?")
            reason = _("The meeting’s time has passed. Say whether it took place.")
        else:
            kind, text = "type_up", _("Type up your meeting with {name}")
            reason = _("What you heard is still fresh: names, advice, needs, promises.")
        lines.append(
            Line(kind, contact, meeting, name, text.format(name=name), reason, here,
                 outreach_id=thread, meeting_id=meeting)
        )  # fmt: skip
    return lines


def _promises(later: list[Duty], waiting: list[Duty]) -> tuple[Line, ...]:
    """Mine and theirs that are open and not due yet, the nearest first (B06)."""
    mine = [duty for duty in later if duty.kind == "my_promise"]
    asked = {duty.cause_id for duty in waiting if duty.kind == "their_promise"}
    theirs = [
        Line("their_word", contact, promise, names.full(given, family), text,
             due=date.fromisoformat(due) if due else None)
        for promise, contact, given, family, text, due in fetch(_THEIRS)
        if promise not in asked
    ]  # fmt: skip
    lines = [*today.of_duties(mine), *theirs]
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, line.kind, line.name)))


def _steps(day: date) -> tuple[Line, ...]:
    """What comes next with everybody who is being approached; the furthest stage first."""
    found = fetch(_STEPS, (day.isoformat(), _STEPS_READ))
    return tuple(
        Line("next_step", contact, thread, names.full(given, family), step, outreach_id=thread,
             stage=stage)
        for thread, contact, given, family, step, stage in found
    )  # fmt: skip


_PUT_OFF = """
LEFT JOIN duty d ON d.kind = {kind} AND d.contact_id = c.id AND d.cause_id = {cause}
"""
_WAITS = "(d.id IS NULL OR (d.state = 'put_off' AND d.until <= ?1))"
_OVER = f"""
SELECT m.id, m.start, m.minutes, m.state, ifnull(m.outreach_id, ''), c.id, c.given, c.family
FROM meeting m JOIN contact c ON c.id = (
    SELECT contact_id FROM meeting_person WHERE meeting_id = m.id ORDER BY rank, id LIMIT 1)
{_PUT_OFF.format(kind="iif(m.state = 'agreed', 'took_place', 'type_up')", cause="m.id")}
WHERE {_WAITS} AND ((m.state = 'agreed' AND m.start >= ?3 AND m.start < ?2)
    OR (m.state = 'held' AND m.debriefed_on IS NULL AND m.start >= ?4 AND m.start < ?2))
"""
_THEIRS = """
SELECT p.id, c.id, c.given, c.family, p.text, p.due FROM promise p
JOIN contact c ON c.id = p.contact_id WHERE p.direction = 'theirs' AND p.kept_on IS NULL
"""
_STEPS = f"""
SELECT o.id, c.id, c.given, c.family, o.next_step, o.stage
FROM outreach o JOIN contact c ON c.id = o.contact_id
{_PUT_OFF.format(kind="'next_step'", cause="o.id")}
WHERE {_WAITS} AND o.closed IS NULL AND o.next_step <> ''
ORDER BY instr('applied referred info_only', o.stage), o.stage_since DESC, o.id LIMIT ?2
"""


# What is done about it


def done(line: Line, *, at: datetime | None = None) -> None:
    """It was done: the duties are, the promise is kept, the step is taken, the meeting was held."""
    with edit(_("Done: {what}").format(what=line.text)):
        doing: dict[str, Callable[[], object]] = {
            "took_place": lambda: meetings.set_state(line.meeting_id, "held"),
            "their_word": lambda: promises.kept(line.cause_id, at=at),
            "next_step": lambda: outreach.change(line.outreach_id, next_step=""),
            "type_up": lambda: duties.done(line.key, at=at),
        }
        doing.get(line.kind, lambda: _each(line, lambda key: duties.done(key, at=at)))()


def put_off(line: Line, until: date, *, reason: str = "", at: datetime | None = None) -> None:
    """It shall come again on a day that is still to come; raises `Invalid` for another."""
    with edit(_("Put off: {what}").format(what=line.text)):
        _each(line, lambda key: duties.put_off(key, until, reason=reason, at=at))


def drop(line: Line, reason: str, *, at: datetime | None = None) -> None:
    """It shall not be done, for a reason; a meeting did not take place."""
    with edit(_("Drop: {what}").format(what=line.text)):
        if line.kind == "took_place":
            meetings.set_state(line.meeting_id, "missed")
        else:
            _each(line, lambda key: duties.drop(key, reason, at=at))


def _each(line: Line, verb: Callable[..., None]) -> None:
    for key in [duty.key for duty in line.duties] or [line.key]:
        verb(key)
