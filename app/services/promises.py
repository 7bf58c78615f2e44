"""What was promised, by whom to whom, by when, and whether it was kept (B06)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import names
from app.domain.promises import PromiseDraft, PromiseRow
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Duty, Promise
from app.services import clock


def add(draft: PromiseDraft, *, at: datetime | None = None) -> str:
    """Write a promise down; its id. Raises `Invalid`, for a day that has passed too."""
    draft = draft.checked(clock.day(at))
    _refuse_gone_contact(draft.contact)
    promise_id = new_id()
    with edit(_("Add promise")):
        Promise.create(id=promise_id, **_values(draft))
    return promise_id


def change(promise_id: str, draft: PromiseDraft, *, at: datetime | None = None) -> None:
    """Say a promise anew; the day on which it was made stays where the draft says none."""
    made, due = _fetch(promise_id, "made_on, due")
    if draft.made_on is None:
        draft = replace(draft, made_on=date.fromisoformat(made))
    draft = draft.checked(clock.day(at), was_due=_day(due))
    _refuse_gone_contact(draft.contact)
    with edit(_("Change promise")):
        _forget([promise_id], "my_promise" if draft.direction == "theirs" else "their_promise")
        _update(promise_id, **_values(draft))


def kept(promise_id: str, *, on: date | None = None, at: datetime | None = None) -> None:
    """It was kept, today or on a day before."""
    today = clock.day(at)
    day = on or today
    if day > today:
        raise Invalid({"kept_on": _("This day is still to come.")})
    with edit(_("Promise kept")):
        _update(promise_id, kept_on=day.isoformat())


def not_kept(promise_id: str) -> None:
    """It was not kept after all, or not yet: it stands open again."""
    with edit(_("Promise not kept yet")):
        _update(promise_id, kept_on=None)


def delete(promise_ids: Sequence[str]) -> None:
    """Delete promises, with what was done about them; undo brings all back."""
    ids = list(promise_ids)
    if not ids:
        return
    label = ngettext("Delete promise", "Delete {count} promises", len(ids))
    with edit(label.format(count=len(ids))):
        _forget(ids, "my_promise", "their_promise")
        Promise.delete().where(Promise.id.in_(ids)).execute()


def draft_of(promise_id: str) -> PromiseDraft:
    """A promise as its form shows it; raises `NotFound`."""
    direction, text, due, contact, kind, made = _fetch(
        promise_id, "direction, text, due, contact_id, kind, made_on"
    )
    return PromiseDraft(
        direction, text, _day(due), contact, promise_id, kind, date.fromisoformat(made)
    )


def listing(*, contact_id: str = "", kept: bool = False) -> tuple[PromiseRow, ...]:
    """Promises that stand open, the most urgent first; with `kept` the kept ones too, after them.

    `contact_id` limits them to one person.
    """
    found = fetch(_LISTING, (contact_id, int(kept)))
    return tuple(
        PromiseRow(i, contact, names.full(given, family), direction, text, date.fromisoformat(made),
                   _day(due), _day(done), kind, meeting or "")
        for i, contact, given, family, direction, text, made, due, done, kind, meeting in found
    )  # fmt: skip


_LISTING = """
SELECT p.id, c.id, c.given, c.family, p.direction, p.text, p.made_on, p.due, p.kept_on, p.kind,
    p.meeting_id
FROM promise p JOIN contact c ON c.id = p.contact_id
WHERE (?1 = '' OR p.contact_id = ?1) AND (?2 OR p.kept_on IS NULL)
ORDER BY p.kept_on IS NOT NULL, p.kept_on DESC, p.due IS NULL, p.due, p.made_on, p.id
"""


def _values(draft: PromiseDraft) -> dict[str, Any]:
    assert draft.made_on is not None
    return {
        "contact": draft.contact, "direction": draft.direction, "text": draft.text,
        "kind": draft.kind, "made_on": draft.made_on.isoformat(),
        "due": draft.due.isoformat() if draft.due else None,
    }  # fmt: skip


def _update(promise_id: str, **values: Any) -> None:
    if not Promise.update(**values).where(Promise.id == promise_id).execute():
        raise NotFound(_("This promise was deleted meanwhile."))


def _fetch(promise_id: str, columns: str) -> tuple[Any, ...]:
    found = fetch(f"SELECT {columns} FROM promise WHERE id = ?", (promise_id,))
    if not found:
        raise NotFound(_("This promise was deleted meanwhile."))
    return found[0]


def _forget(promise_ids: Sequence[str], *kinds: str) -> None:
    """Drop what was done about promises, under these kinds of duty."""
    Duty.delete().where(Duty.cause_id.in_(promise_ids), Duty.kind.in_(kinds)).execute()


def _refuse_gone_contact(contact_id: str) -> None:
    if not fetch("SELECT 1 FROM contact WHERE id = ?", (contact_id,)):
        raise NotFound(_("This contact was deleted meanwhile."))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
