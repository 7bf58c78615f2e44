"""The ledger of favors: what was given and received, and what held meetings book by themselves.

`book` makes the ledger say what held meetings owe (P27): their time to everyone met, the open door
to whoever sent me. It looks only at meetings that were just written. A book of the first release
has held meetings that nobody booked; they stay as they are until somebody touches them, since no
history is to be invented behind anybody's back.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from app import settings
from app.database import edit, fetch, new_id
from app.domain import favors, texts, times
from app.domain.favors import Booked, FavorDraft, FavorRow, MeetingHeld
from app.domain.names import fold
from app.errors import Invalid, NotFound, Refused
from app.i18n import _, ngettext
from app.models import Favor
from app.services import clock
from app.services.meeting_parts import refuse_gone
from app.services.standing import STANDS, balance, balances, overall

Which = Literal["open", "all"]

__all__ = [
    "add", "balance", "balances", "book", "change", "delete", "draft_of", "get", "ids", "listing",
    "meetings_by", "meetings_of", "overall", "rows", "settle", "settle_with", "unbook", "unsettle",
]  # fmt: skip


# Writing


def add(draft: FavorDraft, *, at: datetime | None = None) -> str:
    """Write down a favor; its id."""
    draft = draft.checked(clock.day(at))
    with edit(_("Add favor")):
        refuse_gone({"contact": [draft.contact_id]})
        favor_id = new_id()
        Favor.create(id=favor_id, contact=draft.contact_id, **_values(draft))
    return favor_id


def change(favor_id: str, draft: FavorDraft, *, at: datetime | None = None) -> None:
    """Make a favor say what the draft says. What was said otherwise about a booked one stays so.

    A booked favor keeps its person and its direction: they follow from the meeting.
    """
    draft = draft.checked(clock.day(at))
    with edit(_("Change favor")):
        row = get(favor_id)
        values = _values(draft)
        if row.booked_for:
            _refuse_another(row, draft)
            key = (row.meeting_id, row.contact_id, row.booked_for)
            wanted = _wanted([row.meeting_id])[key]
            before = fetch("SELECT by_hand FROM favor WHERE id = ?", (favor_id,))[0][0]
            values["by_hand"] = favors.in_hand(wanted, row, draft, before)
        elif (row.contact_id, row.direction) != (draft.contact_id, draft.direction):
            refuse_gone({"contact": [draft.contact_id]})
            _part(favor_id)  # what it settled was between other people, or went the other way
            values["settled_by"] = None
        Favor.update(contact=draft.contact_id, **values).where(Favor.id == favor_id).execute()
        if row.booked_for:
            book([row.meeting_id])


def settle(favor_id: str, *, by: str) -> None:
    """Say by which favor, that went back, this one is settled; both are even by that."""
    with edit(_("Settle favor")):
        row, other = get(favor_id), get(by)
        if problem := favors.settling_problem(row, other):
            raise Refused(problem)
        Favor.update(settled_by=by).where(Favor.id == favor_id).execute()


def settle_with(favor_id: str, what: str, *, at: datetime | None = None) -> str:
    """Settle a favor with a new one that goes back; the new one's id."""
    with edit(_("Settle favor")):
        row = get(favor_id)
        back = favors.opposite(row.direction)
        other = add(FavorDraft(row.contact_id, back, row.size, what), at=at)
        settle(favor_id, by=other)
    return other


def unsettle(favor_ids: Sequence[str]) -> None:
    """Let these favors stand again, with those that they settled."""
    chosen = list(favor_ids)
    label = ngettext("Reopen favor", "Reopen {count} favors", len(chosen))
    with edit(label.format(count=len(chosen))):
        _part(*chosen)
        Favor.update(settled_by=None).where(Favor.id.in_(chosen)).execute()


def delete(favor_ids: Sequence[str]) -> None:
    """Delete favors; undo brings them back.

    Raises `Refused` for one that a held meeting books: the meeting would book it again.
    """
    chosen = list(favor_ids)
    for row in rows(chosen):
        if row.booked_for:
            raise Refused(
                _(
                    "“{what}” follows from a meeting that was held. "
                    "Settle it, or correct the meeting; the favor goes with it."
                ).format(what=row.what)
            )
    label = ngettext("Delete favor", "Delete {count} favors", len(chosen))
    with edit(label.format(count=len(chosen))):
        _drop(chosen)


def book(meeting_ids: Iterable[str]) -> None:
    """Make the ledger say what these meetings owe; only inside an edit.

    It compares what is wanted with what is there, so that it may be called after any correction:
    held or no longer held, another person or referrer, other minutes, another day, deleted. What a
    person said otherwise about a booked favor stays, as does its settlement.
    """
    touched = list(dict.fromkeys(meeting_ids))
    wanted = _wanted(touched)
    there = {
        (meeting, contact, booked_for): (favor_id, by_hand)
        for meeting, contact, booked_for, favor_id, by_hand in fetch(
            "SELECT meeting_id, contact_id, booked_for, id, by_hand FROM favor"
            " WHERE booked_for <> '' AND meeting_id IN (SELECT value FROM json_each(?))",
            (json.dumps(touched),),
        )
    }
    _drop([favor_id for key, (favor_id, _hand) in there.items() if key not in wanted])
    for key, one in wanted.items():
        values = {"what": one.what, "size": one.size, "on_date": one.on_date}
        if key not in there:
            Favor.create(
                contact=one.contact_id, direction="received", meeting=one.meeting_id,
                booked_for=one.booked_for, **values,
            )  # fmt: skip
            continue
        favor_id, hand = there[key]
        free = {name: value for name, value in values.items() if name not in hand.split()}
        if free:
            Favor.update(**free).where(Favor.id == favor_id).execute()


def unbook(meeting_ids: Sequence[str]) -> None:
    """Take back what meetings have booked, before they are deleted; only inside an edit."""
    found = fetch(
        "SELECT id FROM favor WHERE booked_for <> ''"
        " AND meeting_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(meeting_ids)),),
    )
    _drop([favor_id for (favor_id,) in found])


def meetings_by(referral_ids: Sequence[str]) -> list[str]:
    """The meetings that came by these referrals."""
    found = fetch(
        "SELECT id FROM meeting WHERE referral_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(referral_ids)),),
    )
    return [meeting_id for (meeting_id,) in found]


def meetings_of(contact_ids: Sequence[str]) -> list[str]:
    """The meetings whose booking follows from these people: they were there, or sent me."""
    found = fetch(_CONCERNED, (json.dumps(list(contact_ids)),))
    return [meeting_id for (meeting_id,) in found]


def _wanted(meeting_ids: Sequence[str]) -> dict[tuple[str, str, str], Booked]:
    """What these meetings owe, by meeting, person and what for."""
    found = fetch(_HELD, (json.dumps(list(meeting_ids)),))
    owed = [
        one
        for meeting_id, start, zone, minutes, people, met, referrer in found
        for one in favors.owed_for(
            MeetingHeld(
                meeting_id, _day(start, zone), minutes, tuple(json.loads(people)), met, referrer
            )
        )
    ]
    return {(one.meeting_id, one.contact_id, one.booked_for): one for one in owed}


def _day(start: str, zone: str) -> str:
    there = times.local(times.from_text(start), zone or settings.your_zone())
    return there.date().isoformat()


def _values(draft: FavorDraft) -> dict[str, Any]:
    assert draft.on_date is not None
    return {
        "direction": draft.direction, "size": draft.size, "what": draft.what,
        "on_date": draft.on_date.isoformat(),
    }  # fmt: skip


def _part(*favor_ids: str) -> None:
    """Nothing is settled by these any more."""
    Favor.update(settled_by=None).where(Favor.settled_by.in_(favor_ids)).execute()


def _drop(favor_ids: Sequence[str]) -> None:
    if favor_ids:
        _part(*favor_ids)
        Favor.delete().where(Favor.id.in_(favor_ids)).execute()


def _refuse_another(row: FavorRow, draft: FavorDraft) -> None:
    text = _("It follows from a meeting that was held; correct the meeting instead.")
    if draft.contact_id != row.contact_id:
        raise Invalid({"contact": text})
    if draft.direction != row.direction:
        raise Invalid({"direction": text})


# Reading


def get(favor_id: str) -> FavorRow:
    """One favor; raises `NotFound`."""
    found = rows([favor_id])
    if not found:
        raise NotFound(_("This favor was deleted meanwhile."))
    return found[0]


def draft_of(favor_id: str) -> FavorDraft:
    """A favor as its form shows it; raises `NotFound`."""
    row = get(favor_id)
    return FavorDraft(
        row.contact_id, row.direction, row.size, row.what, date.fromisoformat(row.on_date)
    )


def ids(search: str = "", *, which: Which = "all", contact: str = "") -> list[str]:
    """The favors that a search and the filters leave, the newest first; by name, firm or text."""
    clauses, values = ["1" if which == "all" else STANDS.format(f="f")], list[str]()
    if contact:
        clauses.append("f.contact_id = ?")
        values.append(contact)
    clauses.append(searched("f.what"))
    values.append(wanted(search))
    found = fetch(
        f"SELECT f.id FROM favor f {PERSON.format(of='f')} WHERE {' AND '.join(clauses)}"
        " ORDER BY f.on_date DESC, f.id DESC",
        values,
    )
    return [favor_id for (favor_id,) in found]


def rows(favor_ids: Sequence[str]) -> list[FavorRow]:
    """These favors as a list shows them, in the order given; one SELECT."""
    found = {row[0]: FavorRow(*row) for row in fetch(_ROWS, (json.dumps(list(favor_ids)),))}
    return [found[favor_id] for favor_id in favor_ids if favor_id in found]


def listing(*, contact: str = "", which: Which = "all") -> list[FavorRow]:
    """Every favor, or those with one person; the newest first."""
    return rows(ids(contact=contact, which=which))


def searched(text: str) -> str:
    """That all words of a search stand in name, firm or this text, however many there are."""
    read = f"c.given || ' ' || c.family || ' ' || ifnull(o.name, '') || ' ' || {text}"
    return (
        "NOT EXISTS (SELECT 1 FROM json_each(?) word"
        f" WHERE fold({read}) NOT LIKE word.value ESCAPE '\\')"
    )


def wanted(search: str) -> str:
    """The words of a search as `searched` takes them, accents and case aside."""
    return json.dumps([_like(word) for word in texts.line(search).split()])


def _like(word: str) -> str:
    plain = fold(word.casefold())
    return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


PERSON = (
    "JOIN contact c ON c.id = {of}.contact_id"
    " LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id"
    " ORDER BY current DESC, rank LIMIT 1)"
    " LEFT JOIN organization o ON o.id = p.organization_id"
)
_ROWS = f"""
SELECT f.id, f.contact_id, trim(c.given || ' ' || c.family), f.direction, f.size, f.what, f.on_date,
    ifnull(o.name, ''), ifnull(f.settled_by_id, ''), ifnull(s.what, ''),
    EXISTS (SELECT 1 FROM favor WHERE settled_by_id = f.id), f.booked_for, ifnull(f.meeting_id, '')
FROM json_each(?) wanted JOIN favor f ON f.id = wanted.value {PERSON.format(of="f")}
LEFT JOIN favor s ON s.id = f.settled_by_id
"""
_CONCERNED = """
SELECT meeting_id FROM meeting_person WHERE contact_id IN (SELECT value FROM json_each(?1))
UNION SELECT m.id FROM meeting m JOIN referral r ON r.id = m.referral_id
    WHERE r.from_id IN (SELECT value FROM json_each(?1))
        OR r.to_id IN (SELECT value FROM json_each(?1))
"""
_HELD = """
SELECT m.id, m.start, m.zone, m.minutes,
    (SELECT json_group_array(contact_id ORDER BY rank, id) FROM meeting_person
     WHERE meeting_id = m.id),
    (SELECT trim(c.given || ' ' || c.family) FROM meeting_person mp
     JOIN contact c ON c.id = mp.contact_id WHERE mp.meeting_id = m.id
     ORDER BY mp.rank, mp.id LIMIT 1),
    r.from_id
FROM json_each(?) wanted JOIN meeting m ON m.id = wanted.value
JOIN referral r ON r.id = m.referral_id
WHERE m.state = 'held' AND EXISTS (SELECT 1 FROM meeting_person WHERE meeting_id = m.id)
"""
