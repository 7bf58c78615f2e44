"""What is due, and what was done about it. The duties themselves are derived (`domain/etiquette`).

The facts come in a few SELECTs over whole tables, whatever the number of contacts.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app import settings
from app.database import edit, fetch
from app.domain import etiquette, names, times
from app.domain.etiquette import Answer, Duty, Facts, Held, Invited, Key, Moved, Promised, Referred
from app.errors import Invalid, NotFound
from app.i18n import _
from app.models import Duty as DutyTable
from app.models import Promise
from app.services import clock


def listing() -> tuple[Duty, ...]:
    """All that is still to be done, the most urgent first."""
    hours = settings.load().thank_within_hours
    return etiquette.duties(facts(), etiquette.Numbers(thank_within_hours=hours))


def due(at: datetime | None = None) -> tuple[Duty, ...]:
    """What is due today or was before."""
    today = clock.day(at)
    return tuple(duty for duty in listing() if duty.due <= today)


def of_contact(contact_id: str) -> tuple[Duty, ...]:
    """What is still to be done for one contact."""
    return tuple(duty for duty in listing() if duty.contact_id == contact_id)


# Writing


def done(key: Key, *, at: datetime | None = None) -> None:
    """It was done. A promise is kept by that, and says so itself."""
    today = clock.day(at)
    with edit(_("Done")):
        if key.kind == "my_promise":
            kept = Promise.update(kept_on=today.isoformat()).where(Promise.id == key.cause_id)
            if not kept.execute():
                raise NotFound(_("This promise was deleted meanwhile."))
            return
        _answer(key, "done", today)


def put_off(key: Key, until: date, *, reason: str = "", at: datetime | None = None) -> None:
    """It shall come again on a day that is still to come."""
    today = clock.day(at)
    if until <= today:
        raise Invalid({"until": _("Choose a day that is still to come.")})
    with edit(_("Put off")):
        _answer(key, "put_off", today, until, reason)


def drop(key: Key, reason: str, *, at: datetime | None = None) -> None:
    """It shall not be done; the reason is kept."""
    if not reason.strip():
        raise Invalid({"reason": _("A word on why, for later.")})
    with edit(_("Drop duty")):
        _answer(key, "dropped", clock.day(at), None, reason)


def _answer(
    key: Key, state: str, today: date, until: date | None = None, reason: str = ""
) -> None:  # fmt: skip
    values = {
        "state": state, "on_date": today.isoformat(), "reason": reason.strip(),
        "until": until.isoformat() if until is not None else None,
    }  # fmt: skip
    same = (
        (DutyTable.kind == key.kind)
        & (DutyTable.contact == key.contact_id)
        & (DutyTable.cause_id == key.cause_id)
    )
    if not DutyTable.update(**values).where(same).execute():
        if not fetch("SELECT 1 FROM contact WHERE id = ?", (key.contact_id,)):
            raise NotFound(_("This contact was deleted meanwhile."))
        DutyTable.create(kind=key.kind, contact=key.contact_id, cause_id=key.cause_id, **values)


# Facts


def facts() -> Facts:
    """Everything that duties follow from."""
    return Facts(
        held=_held(),
        invited=[
            Invited(i, outreach, kind, by, date.fromisoformat(on), to or "")
            for i, outreach, kind, by, on, to in fetch(
                "SELECT id, outreach_id, kind, given_by_id, given_on, leads_to_id FROM invitation"
            )
        ],
        moved=[
            Moved(i, outreach, contact, to, times.from_text(at), by)
            for i, outreach, contact, to, at, by in fetch(_MOVED)
        ],
        referred=[Referred(*row) for row in fetch(_REFERRED)],
        promised=[
            Promised(i, contact, text, date.fromisoformat(made), _day(due))
            for i, contact, text, made, due in fetch(
                "SELECT id, contact_id, text, made_on, due FROM promise"
                " WHERE direction = 'mine' AND kept_on IS NULL"
            )
        ],
        answers={
            Key(kind, contact, cause): Answer(state, _day(until))
            for kind, contact, cause, state, until in fetch(
                "SELECT kind, contact_id, cause_id, state, until FROM duty"
            )
        },
        names={i: names.full(given, family) for i, given, family in fetch(_NAMES)},
        zone=settings.your_zone(),
    )


def _held() -> list[Held]:
    rows = fetch(
        "SELECT m.id, m.start, m.minutes, ifnull(m.outreach_id, ''), p.contact_id FROM meeting m"
        " JOIN meeting_person p ON p.meeting_id = m.id WHERE m.state = 'held'"
        " ORDER BY m.id, p.rank, p.id"
    )
    people: dict[tuple[str, str, int, str], list[str]] = {}
    for meeting, start, minutes, outreach, contact in rows:
        people.setdefault((meeting, start, minutes, outreach), []).append(contact)
    return [
        Held(meeting, times.from_text(start) + timedelta(minutes=minutes), tuple(who), outreach)
        for (meeting, start, minutes, outreach), who in people.items()
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def by_outreach(found: Iterable[Duty]) -> tuple[dict[str, list[Duty]], dict[str, list[Duty]]]:
    """Duties by the outreach that they came from, and those that came from none by contact."""
    outreach: dict[str, list[Duty]] = {}
    contacts: dict[str, list[Duty]] = {}
    for duty in found:
        if duty.outreach_id:
            outreach.setdefault(duty.outreach_id, []).append(duty)
        else:
            contacts.setdefault(duty.contact_id, []).append(duty)
    return outreach, contacts


_MOVED = """
SELECT s.id, s.outreach_id, o.contact_id, s.to_stage, s.at, ifnull(i.given_by_id, '')
FROM stage_change s JOIN outreach o ON o.id = s.outreach_id
LEFT JOIN invitation i ON i.id = s.invitation_id ORDER BY s.at, s.id
"""
_CONCERNED = """
concerned (id) AS (
    SELECT contact_id FROM outreach
    UNION SELECT given_by_id FROM invitation
    UNION SELECT leads_to_id FROM invitation WHERE leads_to_id IS NOT NULL
    UNION SELECT p.contact_id FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
        WHERE m.state = 'held'
),
above (id) AS (
    SELECT id FROM concerned
    UNION SELECT r.from_id FROM above a JOIN referral r ON r.to_id = a.id
)
"""
# Only the chains that lead to somebody met or approached; the rest of the network is no duty.
_REFERRED = f"""
WITH RECURSIVE {_CONCERNED}
SELECT DISTINCT r.from_id, r.to_id FROM above a JOIN referral r ON r.to_id = a.id
"""
_NAMES = f"""
WITH RECURSIVE {_CONCERNED}
SELECT c.id, c.given, c.family FROM contact c WHERE c.id IN (
    SELECT id FROM above
    UNION SELECT contact_id FROM promise WHERE direction = 'mine' AND kept_on IS NULL
)
"""
