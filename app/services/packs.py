"""What goes into a print pack: meetings of a day or a trip, their briefs, the résumé (B07, P40).

Private notes, of contacts and of meetings, are on no page unless chosen for it; see `briefs`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import settings
from app.brief import pack
from app.brief.itinerary import Stop
from app.brief.page import Paper
from app.errors import Refused
from app.i18n import _
from app.services import briefs, clock, documents, meetings

_CALLED_OFF = ("cancelled", "missed")


@dataclass(frozen=True)
class Wanted:
    """What a person wants printed: meetings by their ids, a résumé by its own or none."""

    meetings: tuple[str, ...]
    resume: str = ""
    itinerary: bool = True
    wallet_cards: bool = False
    double_sided: bool = False
    paper: Paper | None = None  # the country's, unless said
    private: bool = False  # your notes and what was told in confidence: for one print, not kept


def between(first: date, last: date) -> list[str]:
    """The meetings of these days on your wall clock, in order, without those called off."""
    found = meetings.between(min(first, last), max(first, last) + timedelta(days=1))
    return [row.id for row in found if row.state not in _CALLED_OFF]


def prepare(wanted: Wanted, *, at: datetime | None = None, resume: bytes = b"") -> pack.Pack:
    """Everything that the pack is drawn from; a job may draw it then, without the book.

    `resume` stands in for a document of the book. Raises `NotFound` when something was deleted
    meanwhile, `Refused` when there is no meeting in it.
    """
    if not wanted.meetings:
        raise Refused(_("There is no meeting to print. Choose other days."))
    paper: Paper = wanted.paper or ("letter" if settings.paper() == "letter" else "a4")
    return pack.Pack(
        _stops(wanted, at),
        paper,
        clock.moment(at),
        resume=resume or (documents.data_of(wanted.resume) if wanted.resume else b""),
        itinerary=wanted.itinerary,
        wallet_cards=wanted.wallet_cards,
        double_sided=wanted.double_sided,
    )


def pdf_of(
    wanted: Wanted,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    at: datetime | None = None,
    resume: bytes = b"",
) -> bytes:
    """The pack as the bytes of a PDF; `progress(done, total)` may raise to stop it."""
    return pack.render(prepare(wanted, at=at, resume=resume), progress)


def _stops(wanted: Wanted, at: datetime | None) -> tuple[Stop, ...]:
    zone, today = settings.your_zone(), clock.day(at)
    rows = {row.id: row for row in meetings.rows(wanted.meetings)}
    found = []
    for meeting_id in wanted.meetings:
        brief = briefs.for_meeting(meeting_id, your_zone=zone, today=today, private=wanted.private)
        row = rows[meeting_id]
        found.append(
            Stop(
                brief,
                in_person=row.medium in ("in_person", ""),
            )
        )
    return tuple(found)
