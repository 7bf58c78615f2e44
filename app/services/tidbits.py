"""Tidbits: what I could share, whom it would interest, and what must stay here (P29, P24).

Nothing else reads a tidbit for the eyes of others: `for_meeting` and `for_contact` go through the
rule in `domain.tidbits`; `confidences` does the same for whole pages and messages.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import names, overlap, texts, tidbits
from app.domain.meetings import MeetingDraft
from app.domain.tidbits import Interest, Offered, TidbitDraft, TidbitRow
from app.errors import Invalid, NotFound
from app.i18n import _, ngettext
from app.models import Tidbit
from app.services import clock

# Writing


def add(draft: TidbitDraft, *, at: datetime | None = None) -> str:
    """Note a tidbit; its id."""
    values = _values(draft, at)
    with edit(_("Note tidbit")):
        tidbit_id = new_id()
        Tidbit.create(id=tidbit_id, **values)
    return tidbit_id


def change(tidbit_id: str, draft: TidbitDraft, *, at: datetime | None = None) -> None:
    """Make a tidbit say what the draft says."""
    values = _values(draft, at)
    with edit(_("Change tidbit")):
        if not Tidbit.update(**values).where(Tidbit.id == tidbit_id).execute():
            raise NotFound(_("This tidbit was deleted meanwhile."))


def delete(tidbit_ids: Sequence[str]) -> None:
    """Delete tidbits; what was taken over into a meeting stays there as the person's own words."""
    gone = list(tidbit_ids)
    label = ngettext("Delete tidbit", "Delete {count} tidbits", len(gone))
    with edit(label.format(count=len(gone))):
        Tidbit.delete().where(Tidbit.id.in_(gone)).execute()


def _values(draft: TidbitDraft, at: datetime | None) -> dict[str, Any]:
    draft = draft.checked(clock.day(at))
    source = draft.source_contact_id or None
    if source and not fetch("SELECT 1 FROM contact WHERE id = ?", (source,)):
        raise Invalid({"source": _("This contact was deleted meanwhile.")})
    return {
        "text": draft.text, "source": draft.source, "source_contact": source,
        "may_pass": draft.may_pass, "about": draft.about,
        "heard_on": draft.heard_on.isoformat() if draft.heard_on else "",
        "fresh_until": draft.fresh_until.isoformat() if draft.fresh_until else None,
    }  # fmt: skip


# Reading

_ROWS = """
SELECT t.id, t.text, t.source, ifnull(t.source_contact_id, ''), ifnull(c.given, ''),
    ifnull(c.family, ''), t.may_pass, t.about, t.heard_on, ifnull(t.fresh_until, '')
FROM tidbit t LEFT JOIN contact c ON c.id = t.source_contact_id
"""
_NEWEST = "ORDER BY t.heard_on DESC, t.id DESC"
_SEARCHED = "fold(lower(t.text || ' ' || t.about || ' ' || t.source || ' ' || {name}))".format(
    name="ifnull(c.given || ' ' || c.family, '')"
)


def listing(search: str = "") -> list[TidbitRow]:
    """Every tidbit, or those in which all words of a search stand, the newest first."""
    words = names.fold(texts.line(search).casefold()).split()
    found = fetch(
        f"{_ROWS} WHERE NOT EXISTS (SELECT 1 FROM json_each(?) word"
        f" WHERE NOT instr({_SEARCHED}, word.value)) {_NEWEST}",
        (json.dumps(words),),
    )
    return [TidbitRow(*row) for row in found]


def rows(tidbit_ids: Sequence[str]) -> list[TidbitRow]:
    """These tidbits in the order given; those that are gone are left out."""
    found = fetch(
        f"{_ROWS} JOIN json_each(?) wanted ON wanted.value = t.id ORDER BY wanted.key",
        (json.dumps(list(tidbit_ids)),),
    )
    return [TidbitRow(*row) for row in found]


def draft_of(tidbit_id: str) -> TidbitDraft:
    """A tidbit as its form shows it; raises `NotFound`."""
    found = rows([tidbit_id])
    if not found:
        raise NotFound(_("This tidbit was deleted meanwhile."))
    row = found[0]
    return TidbitDraft(
        row.text, row.source, row.source_contact_id, row.may_pass, row.about,
        date.fromisoformat(row.heard_on),
        date.fromisoformat(row.fresh_until) if row.fresh_until else None,
    )  # fmt: skip


def as_row(draft: TidbitDraft) -> TidbitRow:
    """A tidbit that is still being typed, as a list would show it."""
    name = fetch("SELECT given, family FROM contact WHERE id = ?", (draft.source_contact_id,))
    given, family = name[0] if name else ("", "")
    return TidbitRow(
        "", texts.line(draft.text), texts.line(draft.source), draft.source_contact_id, given,
        family, draft.may_pass, draft.about, draft.heard_on.isoformat() if draft.heard_on else "",
        draft.fresh_until.isoformat() if draft.fresh_until else "",
    )  # fmt: skip


# Whom it would interest


def for_meeting(draft: MeetingDraft, *, at: datetime | None = None) -> tuple[Offered, ...]:
    """What would interest the people at a meeting and may be told there, best first (P29).

    What is in the draft already is not offered again.
    """
    found = _offers(draft.people, draft.purpose_detail, at)
    return tuple(
        one for one in found if not any(overlap.says(line, one.text) for line in _told(draft))
    )


def for_contact(contact_id: str, *, at: datetime | None = None) -> tuple[Offered, ...]:
    """What would interest one contact and may be told, best first (P29)."""
    return _offers([contact_id], "", at)


def helped_by(text: str, about: str = "", *, besides: Iterable[str] = ()) -> tuple[Interest, ...]:
    """Whose open needs a new text would meet, best first (P24); `besides` are left out."""
    stems = overlap.words(f"{text} {about}")
    found = fetch(
        "SELECT c.id, c.given, c.family, n.text FROM need n JOIN contact c ON c.id = n.contact_id"
        " WHERE n.met_on IS NULL AND EXISTS (SELECT 1 FROM json_each(?1) word"
        " WHERE instr(fold(lower(n.text)), word.value))"
        " AND c.id NOT IN (SELECT value FROM json_each(?2)) ORDER BY n.heard_on, n.id",
        (json.dumps(sorted(stems)), json.dumps(list(besides))),
    )
    needs = [Interest(i, names.called(g, f), "need", need) for i, g, f, need in found]
    return tidbits.helped(text, about, needs)


def guarded() -> list[TidbitRow]:
    """What may not be passed on, or not with its source's name."""
    return [TidbitRow(*row) for row in fetch(f"{_ROWS} WHERE t.may_pass <> 'freely'")]


def _told(draft: MeetingDraft) -> tuple[str, ...]:
    return (*draft.what_you_bring, draft.ask.offer)


def _offers(
    contact_ids: Sequence[str], purpose: str, at: datetime | None
) -> tuple[Offered, ...]:  # fmt: skip
    interests = _interests(contact_ids)
    if purpose:
        interests.append(Interest("", "", "purpose", purpose))
    if not contact_ids or not interests:
        return ()
    return tidbits.offers(listing(), interests, today=clock.day(at), to=contact_ids)


_INTERESTS = """
WITH wanted AS (SELECT key, value AS id FROM json_each(?)),
interest AS (
    SELECT contact_id, 0 AS place, 'need' AS kind, text FROM need
        WHERE met_on IS NULL AND contact_id IN (SELECT id FROM wanted)
    UNION ALL
    SELECT id, 1, 'expertise', expertise FROM contact WHERE id IN (SELECT id FROM wanted)
    UNION ALL
    SELECT contact_id, 2, 'tag', name FROM tag WHERE contact_id IN (SELECT id FROM wanted)
    UNION ALL
    SELECT p.contact_id, 3, 'firm', o.name FROM position p
        JOIN organization o ON o.id = p.organization_id
        WHERE p.current = 1 AND p.contact_id IN (SELECT id FROM wanted)
)
SELECT c.id, c.given, c.family, i.kind, i.text FROM wanted
JOIN contact c ON c.id = wanted.id JOIN interest i ON i.contact_id = c.id
ORDER BY wanted.key, i.place, i.text
"""


def _interests(contact_ids: Sequence[str]) -> list[Interest]:
    """What these people need and work on; each line of an expertise is one interest."""
    return [
        Interest(contact_id, names.called(given, family), kind, line)
        for contact_id, given, family, kind, text in fetch(
            _INTERESTS, (json.dumps(list(contact_ids)),)
        )
        for line in texts.lines(text.replace(";", "\n"))
    ]
