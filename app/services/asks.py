"""What was asked of whom, what is offered for it, and what speaks against asking now.

A meeting has at most one ask, which its own form shows; it stands in the same table, so that it can
be followed here, or changed there.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from app import settings
from app.database import edit, fetch, new_id
from app.domain import asks, favors, names
from app.domain.asks import AskDraft, AskRow, OpenAsk, TimeAsked
from app.domain.favors import FavorDraft
from app.errors import Invalid, NotFound, Refused
from app.i18n import _, ngettext
from app.models import Ask
from app.services import clock
from app.services import favors as ledger
from app.services.meeting_parts import refuse_gone

Which = Literal["open", "all"]


# Writing


def add(draft: AskDraft, *, at: datetime | None = None) -> str:
    """Write down an ask, prepared and not put yet; its id. `warnings` says what speaks against."""
    draft = draft.checked(clock.day(at))
    with edit(_("Add ask")):
        refuse_gone({"contact": [draft.contact_id]})
        ask_id = new_id()
        Ask.create(id=ask_id, **_values(draft))
    return ask_id


def change(ask_id: str, draft: AskDraft, *, at: datetime | None = None) -> None:
    """Make an ask say what the draft says. One of a meeting is of whoever comes first there."""
    was = get(ask_id)
    draft = draft.checked(clock.day(at), was=_day(was.wanted_by))
    if was.meeting_id and draft.contact_id != was.contact_id:
        raise Invalid({"contact": _("It belongs to a meeting; change there whom you meet.")})
    with edit(_("Change ask")):
        refuse_gone({"contact": [draft.contact_id]})
        Ask.update(**_values(draft)).where(Ask.id == ask_id).execute()


def set_state(
    ask_ids: str | Sequence[str], state: str, *, at: datetime | None = None
) -> None:  # fmt: skip
    """Say how far an ask has come, or several in one step; raises `Refused` where one cannot."""
    chosen = [ask_ids] if isinstance(ask_ids, str) else list(ask_ids)
    label = ngettext("Mark ask as {state}", "Mark {count} asks as {state}", len(chosen)).format(
        state=asks.state_names().get(state, state).lower(), count=len(chosen)
    )
    with edit(label):
        for ask_id in chosen:
            row = get(ask_id)
            if problem := asks.refusal(row.state, state):
                raise Refused(problem)
            _put(row, state, clock.day(at).isoformat())


def note_outcome(meeting_id: str, state: str, day: str) -> None:
    """Write down what became of a meeting's ask, whatever was said of it before."""
    found = fetch("SELECT id FROM ask WHERE meeting_id = ?", (meeting_id,))
    with edit(_("Note outcome")):
        for row in rows([ask_id for (ask_id,) in found]):
            _put(row, state, day)


def _put(row: AskRow, state: str, day: str) -> None:
    """The day on which it was put stays, until it turns out that it was not."""
    put_on = row.asked_on or (day if state in asks.PUT else None)
    asked_on = None if state == "prepared" else put_on
    Ask.update(state=state, asked_on=asked_on).where(Ask.id == row.id).execute()


def book(ask_id: str, *, at: datetime | None = None) -> str:
    """Write what was received into the ledger as a favor (P27); the favor's id."""
    row = get(ask_id)
    if not row.may_be_booked:
        raise Refused(_("Only an ask that was received, and is not in the ledger yet, is a favor."))
    size = favors.size_of(asks.minutes_in(row.size))
    with edit(_("Book favor")):
        return ledger.add(FavorDraft(row.contact_id, "received", size, row.thing), at=at)


def book_offer(ask_id: str, *, at: datetime | None = None) -> str:
    """Write what was offered into the ledger as given; it settles what was received (P16)."""
    row = get(ask_id)
    if not row.may_be_returned:
        raise Refused(_("There is an offer to write down once somebody said yes to the ask."))
    with edit(_("Book what I gave")):
        given = ledger.add(FavorDraft(row.contact_id, "given", "small", row.offer), at=at)
        open_ones = ledger.listing(contact=row.contact_id, which="open")
        for one in open_ones:
            if (one.direction, one.what, one.booked_for) == ("received", row.thing, ""):
                ledger.settle(one.id, by=given)
                break
    return given


def delete(ask_ids: Sequence[str]) -> None:
    """Delete asks; undo brings them back."""
    chosen = list(ask_ids)
    label = ngettext("Delete ask", "Delete {count} asks", len(chosen))
    with edit(label.format(count=len(chosen))):
        Ask.delete().where(Ask.id.in_(chosen)).execute()


def _values(draft: AskDraft) -> dict[str, Any]:
    return {
        "contact": draft.contact_id, "thing": draft.thing, "size": draft.size,
        "wanted_by": draft.wanted_by.isoformat() if draft.wanted_by else None,
        "offer": draft.offer,
    }  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# Reading


def get(ask_id: str) -> AskRow:
    """One ask; raises `NotFound`."""
    found = rows([ask_id])
    if not found:
        raise NotFound(_("This ask was deleted meanwhile."))
    return found[0]


def draft_of(ask_id: str) -> AskDraft:
    """An ask as its form shows it; raises `NotFound`."""
    row = get(ask_id)
    return AskDraft(row.contact_id, row.thing, row.size, _day(row.wanted_by), row.offer)


def ids(search: str = "", *, which: Which = "all", contact: str = "") -> list[str]:
    """The asks that a search and the filters leave: open ones first, by the day they are wanted."""
    clauses, values = ["1" if which == "all" else f"a.state IN {asks.OPEN}"], list[str]()
    if contact:
        clauses.append("a.contact_id = ?")
        values.append(contact)
    clauses.append(ledger.searched("a.thing || ' ' || a.offer"))
    values.append(ledger.wanted(search))
    found = fetch(
        f"SELECT a.id FROM ask a {ledger.PERSON.format(of='a')} WHERE {' AND '.join(clauses)}"
        f" ORDER BY a.state NOT IN {asks.OPEN}, a.asked_on IS NULL DESC, a.asked_on DESC,"
        " a.wanted_by IS NULL, a.wanted_by, a.id DESC",
        values,
    )
    return [ask_id for (ask_id,) in found]


def rows(ask_ids: Sequence[str]) -> list[AskRow]:
    """These asks as a list shows them, in the order given; one SELECT."""
    found = {row[0]: AskRow(*row) for row in fetch(_ROWS, (json.dumps(list(ask_ids)),))}
    return [found[ask_id] for ask_id in ask_ids if ask_id in found]


def listing(*, contact: str = "", which: Which = "all") -> list[AskRow]:
    """Every ask, or those of one person."""
    return rows(ids(contact=contact, which=which))


def warnings(
    contact_id: str, *, besides: str = "", at: datetime | None = None
) -> tuple[str, ...]:  # fmt: skip
    """What to think of before asking this person, a calm sentence each (P21, B03).

    `besides` is the ask that is being changed, or the meeting that it belongs to. Of one that was
    answered nothing is said: it was asked, and is over.
    """
    if fetch(_IS_OVER, (besides,)):
        return ()
    found = fetch("SELECT given, family FROM contact WHERE id = ?", (contact_id,))
    if not found:
        return ()
    since = (clock.day(at) - timedelta(settings.load().ask_window_days)).isoformat()
    others = [OpenAsk(*row) for row in fetch(_OTHERS, (contact_id, since, besides))]
    return asks.warnings(contact_id, names.called(*found[0]), ledger.balance(contact_id), others)


def time_asked(
    contact_ids: Sequence[str], *, at: datetime | None = None
) -> dict[str, TimeAsked]:  # fmt: skip
    """How much time was asked of these people in the last days, and is agreed; one SELECT (P10)."""
    since = (clock.day(at) - timedelta(settings.load().ask_window_days)).isoformat()
    return {
        contact: asks.time_asked(meetings, minutes, json.loads(sizes))
        for contact, meetings, minutes, sizes in fetch(
            _TIME_ASKED, (json.dumps(list(contact_ids)), since)
        )
        if meetings or sizes != "[]"
    }


_ROWS = f"""
SELECT a.id, a.contact_id, trim(c.given || ' ' || c.family), ifnull(o.name, ''), a.thing, a.size,
    ifnull(a.wanted_by, ''), a.offer, a.state, ifnull(a.asked_on, ''), ifnull(a.meeting_id, ''),
    EXISTS (SELECT 1 FROM favor WHERE contact_id = a.contact_id AND direction = 'received'
            AND what = a.thing),
    EXISTS (SELECT 1 FROM favor WHERE contact_id = a.contact_id AND direction = 'given'
            AND what = a.offer)
FROM json_each(?) wanted JOIN ask a ON a.id = wanted.value {ledger.PERSON.format(of="a")}
"""
_IS_OVER = "SELECT 1 FROM ask WHERE id = ? AND state NOT IN ('prepared', 'asked', 'promised')"
# Asks that are still open, of the same person or in the same firm; those of meetings that came to
# nothing were never put.
_OTHERS = f"""
WITH firm (id) AS (
    SELECT organization_id FROM position WHERE contact_id = ?1 AND current
        AND organization_id IS NOT NULL
)
SELECT a.contact_id, trim(c.given || ' ' || c.family),
    ifnull((SELECT o.name FROM position p JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id AND p.current AND p.organization_id IN firm LIMIT 1), ''),
    a.thing
FROM ask a JOIN contact c ON c.id = a.contact_id LEFT JOIN meeting m ON m.id = a.meeting_id
WHERE a.state IN {asks.OPEN} AND (a.asked_on IS NULL OR a.asked_on >= ?2)
    AND a.id <> ?3 AND a.meeting_id IS NOT ?3
    AND NOT (a.state = 'prepared' AND ifnull(m.state IN ('held', 'cancelled', 'missed'), 0))
    AND (a.contact_id = ?1 OR a.contact_id IN
        (SELECT contact_id FROM position WHERE current AND organization_id IN firm))
ORDER BY a.asked_on IS NULL, a.asked_on DESC, a.id DESC
"""
_TIME_ASKED = f"""
SELECT wanted.value,
    (SELECT count(*) FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id
     WHERE mp.contact_id = wanted.value AND m.state IN ('held', 'agreed') AND m.start >= ?2),
    (SELECT ifnull(sum(m.minutes), 0) FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id
     WHERE mp.contact_id = wanted.value AND m.state IN ('held', 'agreed') AND m.start >= ?2),
    (SELECT json_group_array(size) FROM ask a
     WHERE a.contact_id = wanted.value AND a.state IN {asks.PUT} AND a.asked_on >= ?2)
FROM json_each(?1) wanted
"""
