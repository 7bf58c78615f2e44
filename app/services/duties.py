"""What is due, and what was done about it. The duties themselves are derived (`domain/etiquette`).

The facts come from `duty_facts`. Doing a duty writes the fact that ends it where there is one: a
promise kept, a note that went out, a rest begun. All else is kept under the duty's key.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta

from app import settings
from app.database import edit, fetch
from app.domain import etiquette, messages, texts, times
from app.domain.etiquette import Duty, Facts, Key, Numbers
from app.errors import Invalid, NotFound
from app.i18n import _
from app.models import Duty as DutyTable
from app.models import Promise, Touch
from app.services import clock, duty_facts, outreach


def listing(at: datetime | None = None) -> tuple[Duty, ...]:
    """All that is still to be done, the most urgent first; check-ins where they are due."""
    return _derived(duty_facts.read(at))


def due(at: datetime | None = None) -> tuple[Duty, ...]:
    """What is due today or was before."""
    today = clock.day(at)
    return tuple(duty for duty in listing(at) if duty.due <= today)


def of_contact(contact_id: str, at: datetime | None = None) -> tuple[Duty, ...]:
    """What is still to be done for one contact."""
    return tuple(duty for duty in listing(at) if duty.contact_id == contact_id)


def told_with(key: Key, at: datetime | None = None) -> tuple[Duty, ...]:
    """What else one hears who is told the news of this duty (B01)."""
    found = of_contact(key.contact_id, at) if key.kind == "report_back" else ()
    return messages.told_with(key, found)


def of_meeting(meeting_id: str) -> tuple[Duty, ...]:
    """What is still to be done because of one held meeting; reads nothing else."""
    return _derived(duty_facts.of_meeting(meeting_id))


def numbers() -> Numbers:
    """How long courtesy takes, as the person has set it."""
    chosen = settings.load()
    return Numbers(**{one.name: getattr(chosen, one.name) for one in fields(Numbers)})


def _derived(facts: Facts) -> tuple[Duty, ...]:
    found = etiquette.owed(facts, numbers())
    people = {person for one in found for person in (one.contact_id, *one.about)}
    return etiquette.worded(found, duty_facts.names_of(people) if people else {})


# Writing


def done(key: Key, *, at: datetime | None = None) -> None:
    """It was done; raises `NotFound` when what it came from is gone.

    A promise is kept by that; a try or a check-in is a touch that went out, noted here unless it
    stands there already; a rest begins.
    """
    today = clock.day(at)
    with edit(_("Done")):
        if key.kind == "my_promise":
            kept = Promise.update(kept_on=today.isoformat()).where(Promise.id == key.cause_id)
            if not kept.execute():
                raise NotFound(_("This promise was deleted meanwhile."))
        elif key.kind in ("second_try", "last_try"):
            _note_try(key, at)
        elif key.kind == "rest":
            until = today + timedelta(days=settings.load().rest_for_days)
            outreach.rest(_sent(key.cause_id)[0], until, at=at)
        elif key.kind == "check_in":
            _note_check_in(key, at)
        else:
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
    if not texts.says_something(reason):
        raise Invalid({"reason": _("A word on why, for later.")})
    with edit(_("Drop duty")):
        _answer(key, "dropped", clock.day(at), None, reason)


def _note_try(key: Key, at: datetime | None) -> None:
    """The note that went out once more; its clock begins with it."""
    thread, sent_at = _sent(key.cause_id)
    if fetch(
        "SELECT 1 FROM touch WHERE outreach_id = ? AND message = ? AND at >= ? AND id <> ?",
        (thread, key.kind, sent_at, key.cause_id),
    ):
        return
    said = _("Wrote once more") if key.kind == "second_try" else _("Wrote a last time")
    Touch.create(
        contact=key.contact_id, kind="mail", direction="out", at=times.to_text(clock.moment(at)),
        what=said, outreach_id=thread, message=key.kind,
    )  # fmt: skip


def _note_check_in(key: Key, at: datetime | None) -> None:
    """That there was contact: the rhythm begins anew with it."""
    if not fetch("SELECT 1 FROM contact WHERE id = ?", (key.contact_id,)):
        raise NotFound(_("This contact was deleted meanwhile."))
    now = times.to_text(clock.moment(at))
    if not fetch(
        "SELECT 1 FROM touch WHERE contact_id = ? AND id <> ? AND substr(at, 1, 10) >= ?",
        (key.contact_id, key.cause_id, now[:10]),
    ):
        Touch.create(
            contact=key.contact_id, kind="other", direction="out", at=now, what=_("Kept in touch")
        )


def _sent(touch_id: str) -> tuple[str, str]:
    """The outreach in which a note went out, and when."""
    found = fetch(
        "SELECT outreach_id, at FROM touch WHERE id = ? AND outreach_id IS NOT NULL", (touch_id,)
    )
    if not found:
        raise NotFound(_("The note that this hangs on was deleted meanwhile."))
    return found[0][0], found[0][1]


def _answer(
    key: Key, state: str, today: date, until: date | None = None, reason: str = ""
) -> None:  # fmt: skip
    values = {
        "state": state, "on_date": today.isoformat(), "reason": texts.block(reason),
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


# By where they came from


def by_outreach(found: Iterable[Duty]) -> tuple[dict[str, list[Duty]], dict[str, list[Duty]]]:
    """Duties by the outreach that they came from, and those that came from none by contact."""
    threads: dict[str, list[Duty]] = {}
    contacts: dict[str, list[Duty]] = {}
    for duty in found:
        if duty.outreach_id:
            threads.setdefault(duty.outreach_id, []).append(duty)
        else:
            contacts.setdefault(duty.contact_id, []).append(duty)
    return threads, contacts
