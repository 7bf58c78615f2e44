"""What people need: written down when it was heard, looked at regularly, met one day (P23)."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from app import settings
from app.database import edit, fetch, new_id
from app.domain import needs, times
from app.domain.needs import NeedRow
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Need
from app.services import clock
from app.services import favors as ledger
from app.services.meeting_parts import refuse_gone

Which = Literal["open", "all"]


# Writing


def add(
    contact_id: str, text: str, heard_on: date | None = None, *, at: datetime | None = None
) -> str:
    """Write down what somebody needs, heard today unless said otherwise; its id."""
    text = needs.checked(contact_id, text)
    day = _not_ahead(heard_on, at)
    with edit(_("Add need")):
        refuse_gone({"contact": [contact_id]})
        need_id = new_id()
        Need.create(id=need_id, contact=contact_id, text=text, heard_on=day.isoformat())
    return need_id


def change(
    need_id: str,
    contact_id: str,
    text: str,
    heard_on: date | None = None,
    *,
    at: datetime | None = None,
) -> None:
    """Say it in other words, on another day, or of somebody else."""
    text = needs.checked(contact_id, text)
    day = _not_ahead(heard_on, at)
    with edit(_("Change need")):
        get(need_id)
        refuse_gone({"contact": [contact_id]})
        Need.update(contact=contact_id, text=text, heard_on=day.isoformat()).where(
            Need.id == need_id
        ).execute()


def met(need_ids: str | Sequence[str], *, at: datetime | None = None) -> None:
    """Somebody met these needs, today."""
    _mark(_chosen(need_ids), _("Need met"), met_on=clock.day(at).isoformat())


def reopen(need_ids: str | Sequence[str]) -> None:
    """These needs are open again."""
    _mark(_chosen(need_ids), _("Reopen need"), met_on=None)


def looked_at(need_ids: str | Sequence[str], *, at: datetime | None = None) -> None:
    """These needs were gone through, now."""
    _mark(_chosen(need_ids), _("Look at needs"), looked_at=times.to_text(clock.moment(at)))


def delete(need_ids: Sequence[str]) -> None:
    """Delete needs; undo brings them back."""
    chosen = list(need_ids)
    label = ngettext("Delete need", "Delete {count} needs", len(chosen))
    with edit(label.format(count=len(chosen))):
        Need.delete().where(Need.id.in_(chosen)).execute()


def _chosen(need_ids: str | Sequence[str]) -> list[str]:
    return [need_ids] if isinstance(need_ids, str) else list(need_ids)


def _mark(chosen: list[str], label: str, **values: str | None) -> None:
    with edit(label):
        if not Need.update(**values).where(Need.id.in_(chosen)).execute():
            raise NotFound(_("This need was deleted meanwhile."))


def _not_ahead(heard_on: date | None, at: datetime | None) -> date:
    today = clock.day(at)
    if heard_on is not None and heard_on > today:
        raise Invalid({"heard_on": _("That day is still to come; when did you hear of it?")})
    return heard_on or today


# Reading


def get(need_id: str) -> NeedRow:
    """One need; raises `NotFound`."""
    found = rows([need_id])
    if not found:
        raise NotFound(_("This need was deleted meanwhile."))
    return found[0]


def ids(search: str = "", *, which: Which = "open", contact: str = "") -> list[str]:
    """The needs that a search and the filters leave, those looked at longest ago first."""
    clauses, values = ["1" if which == "all" else "n.met_on IS NULL"], list[str]()
    if contact:
        clauses.append("n.contact_id = ?")
        values.append(contact)
    clauses.append(ledger.searched("n.text"))
    values.append(ledger.wanted(search))
    found = fetch(
        f"SELECT n.id FROM need n {ledger.PERSON.format(of='n')} WHERE {' AND '.join(clauses)}"
        " ORDER BY n.met_on IS NOT NULL, n.met_on DESC, ifnull(n.looked_at, ''), n.heard_on, n.id",
        values,
    )
    return [need_id for (need_id,) in found]


def to_look_at(*, at: datetime | None = None) -> list[str]:
    """The open needs that nobody looked at today, those looked at longest ago first (P23)."""
    zone, today = settings.your_zone(), clock.day(at)
    return [row.id for row in listing() if _day(row.looked_at, zone) != today]


def waiting(*, at: datetime | None = None) -> int:
    """How many open needs there are, where it is time to go over them again; else 0."""
    count, heard, looked, met = fetch(_STANDING)[0]
    zone = settings.your_zone()
    last = max(filter(None, (_day(looked, zone), _day(met, zone))), default=None)
    waits = needs.review_waits(last, _day(heard, zone), clock.day(at))
    return int(count) if waits else 0


def _day(text: str | None, zone: str) -> date | None:
    """The day of a day, or of a moment on the person's clock; None for none."""
    if not text:
        return None
    if len(text) == len("2026-11-24"):
        return date.fromisoformat(text)
    return times.local(times.from_text(text), zone).date()


def rows(need_ids: Sequence[str]) -> list[NeedRow]:
    """These needs as a list shows them, in the order given; one SELECT."""
    found = {row[0]: NeedRow(*row) for row in fetch(_ROWS, (json.dumps(list(need_ids)),))}
    return [found[need_id] for need_id in need_ids if need_id in found]


def listing(*, contact: str = "", which: Which = "open") -> list[NeedRow]:
    """The open needs, or all of them; of everybody or of one person."""
    return rows(ids(contact=contact, which=which))


_STANDING = """
SELECT count(*) FILTER (WHERE met_on IS NULL), min(heard_on) FILTER (WHERE met_on IS NULL),
    max(looked_at), max(met_on)
FROM need
"""
_ROWS = f"""
SELECT n.id, n.contact_id, trim(c.given || ' ' || c.family), ifnull(o.name, ''), n.text, n.heard_on,
    ifnull(n.met_on, ''), ifnull(n.looked_at, '')
FROM json_each(?) wanted JOIN need n ON n.id = wanted.value {ledger.PERSON.format(of="n")}
"""
