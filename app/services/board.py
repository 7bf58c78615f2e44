"""The board: three columns and a shelf, one SELECT each; and the page of one outreach."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from app.database import fetch
from app.domain import names, times
from app.domain.board import Board, BoardCard, OutreachPage, StageRow
from app.domain.etiquette import Duty
from app.domain.pipeline import CLOSINGS, STAGES
from app.errors import NotFound
from app.i18n import _
from app.services import clock, duties


def read(at: datetime | None = None) -> Board:
    """The whole board; in each column what wants attention first, then by the next meeting."""
    shown = _Shown(at)
    return Board(
        {
            stage: tuple(sorted(
                shown.cards("o.closed IS NULL AND o.stage = ?", stage), key=shown.order
            ))
            for stage in STAGES
        },
        tuple(sorted(shown.cards("o.closed IS NOT NULL"), key=_shelf_order)),
        shown.today,
    )  # fmt: skip


def card(outreach_id: str, at: datetime | None = None) -> BoardCard:
    """One outreach as the board shows it; raises `NotFound`."""
    return _card(_Shown(at), outreach_id)


def page(outreach_id: str, at: datetime | None = None) -> OutreachPage:
    """Everything that an outreach's own page shows; raises `NotFound`."""
    shown = _Shown(at)
    top = _card(shown, outreach_id)
    opened, since, by, to, opportunity, applied, closed = fetch(
        "SELECT o.opened_on, o.stage_since, ifnull(i.given_by_id, ''), ifnull(o.leads_to_id, ''),"
        " ifnull(o.opportunity_id, ''), o.applied_on, o.closed_on FROM outreach o"
        " LEFT JOIN invitation i ON i.id = o.invitation_id WHERE o.id = ?",
        (outreach_id,),
    )[0]
    return OutreachPage(
        top, date.fromisoformat(opened), date.fromisoformat(since), by, to, opportunity,
        _day(applied), _day(closed), _history(outreach_id),
        tuple(shown.duties_of(outreach_id, top.contact_id)),
    )  # fmt: skip


def counts(at: datetime | None = None) -> dict[str, int]:
    """How many stand in each stage and on the shelf, and how many duties are due (`due`)."""
    found = fetch("SELECT ifnull(closed, stage), count(*) FROM outreach GROUP BY 1")
    return dict.fromkeys((*STAGES, *CLOSINGS), 0) | dict(found) | {"due": len(duties.due(at))}


def of_contact(contact_id: str, at: datetime | None = None) -> list[BoardCard]:
    """Every outreach to one contact, open ones first, the newest first."""
    cards = _Shown(at).cards("o.contact_id = ?", contact_id)
    newest_first = sorted(cards, key=lambda card: card.id, reverse=True)
    return sorted(newest_first, key=lambda card: bool(card.closed))


class _Shown:
    """The moment of a reading, and the duties of that moment."""

    def __init__(self, at: datetime | None) -> None:
        self.now, self.today = clock.moment(at), clock.day(at)
        self._of_outreach, self._of_contact = duties.by_outreach(duties.listing(at))

    def cards(self, where: str, *values: str) -> list[BoardCard]:
        """The cards that fit, in one SELECT."""
        found = fetch(_CARDS.format(where=where), (times.to_text(self.now), *values))
        return [self._made(row) for row in found]

    def duties_of(self, outreach_id: str, contact_id: str) -> list[Duty]:
        """What is still to be done because of this outreach, or for this contact."""
        own = self._of_outreach.get(outreach_id, [])
        others = self._of_contact.get(contact_id, [])
        return sorted([*own, *others], key=lambda duty: duty.due) if others else own

    def order(self, card: BoardCard) -> tuple[Any, ...]:
        """What comes first in a column."""
        waits = card.duty is None or card.duty.due > self.today
        return (
            waits, card.duty.due if card.duty and not waits else date.max,
            card.meeting is None, card.meeting, card.days, names.text_key(card.name), card.id,
        )  # fmt: skip

    def _made(self, row: tuple[Any, ...]) -> BoardCard:
        i, contact, given, family, organization, title, stage, closed, since, subject, *more = row
        step, words, by, to, opportunity, rests, meeting, offered = more
        waiting = self.duties_of(i, contact)
        return BoardCard(
            i, contact, names.full(given, family), organization, title, stage, closed,
            max(0, (self.today - date.fromisoformat(since)).days), subject, step, words, by, to,
            opportunity, _day(rests), times.from_text(meeting) if meeting else None,
            waiting[0] if waiting else None,
            sum(duty.due <= self.today for duty in waiting), _day(offered),
        )  # fmt: skip


def _card(shown: _Shown, outreach_id: str) -> BoardCard:
    found = shown.cards("o.id = ?", outreach_id)
    if not found:
        raise NotFound(_("This outreach was deleted meanwhile."))
    return found[0]


def _history(outreach_id: str) -> tuple[StageRow, ...]:
    carried: Counter[str] = Counter()
    rows = []
    for at, before, after, note, invitation, kind, on, channel, words, by, to in fetch(
        _HISTORY, (outreach_id,)
    ):
        moment = times.from_text(at)
        # Only the move that brought an invitation shows it; later ones stand on the same.
        if invitation and not carried[invitation]:
            carried[invitation] += 1
            rows.append(StageRow(moment, before, after, note, kind, _day(on), channel, words, by,
                                 to or ""))  # fmt: skip
        else:
            rows.append(StageRow(moment, before, after, note))
    return tuple(reversed(rows))


def _shelf_order(card: BoardCard) -> tuple[int, int, str, str]:
    return (CLOSINGS.index(card.closed), card.days, names.text_key(card.name), card.id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_NAME = "trim({person}.given || ' ' || {person}.family)"
# The current position, or the last one; who opened the door only where that is somebody else.
_CARDS = f"""
SELECT o.id, o.contact_id, c.given, c.family, ifnull(f.name, ''), ifnull(p.title, ''), o.stage,
    ifnull(o.closed, ''), ifnull(o.closed_on, o.stage_since), o.subject, o.next_step,
    ifnull(i.words, ''),
    CASE WHEN i.given_by_id <> o.contact_id THEN {_NAME.format(person="g")} ELSE '' END,
    ifnull({_NAME.format(person="l")}, ''), ifnull(j.title, ''), o.rests_until,
    (SELECT min(m.start) FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id
     WHERE mp.contact_id = o.contact_id AND m.state IN ('agreed', 'requested')
         AND m.start >= ?1), o.offered_on
FROM outreach o JOIN contact c ON c.id = o.contact_id
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization f ON f.id = p.organization_id
LEFT JOIN invitation i ON i.id = o.invitation_id
LEFT JOIN contact g ON g.id = i.given_by_id
LEFT JOIN contact l ON l.id = o.leads_to_id
LEFT JOIN opportunity j ON j.id = o.opportunity_id
WHERE {{where}}
"""
_HISTORY = f"""
SELECT s.at, s.from_stage, s.to_stage, s.note, s.invitation_id, i.kind, i.given_on, i.channel,
    i.words, {_NAME.format(person="g")}, {_NAME.format(person="l")}
FROM stage_change s
LEFT JOIN invitation i ON i.id = s.invitation_id
LEFT JOIN contact g ON g.id = i.given_by_id
LEFT JOIN contact l ON l.id = i.leads_to_id
WHERE s.outreach_id = ? ORDER BY s.at, s.id
"""
