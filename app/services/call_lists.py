"""Whom to call in one sitting: what is due, or people who were chosen (P44)."""

import json
from dataclasses import dataclass
from datetime import datetime

from app import settings
from app.brief import pdf
from app.brief.page import Paper
from app.database import fetch
from app.domain import call_lists, names, times
from app.domain.call_lists import Call, CallList
from app.errors import Refused
from app.i18n import _
from app.papers import calls as paper_of
from app.services import clock, duties

_PEOPLE = """
SELECT c.id, c.given, c.family, c.zone, ifnull(o.name, ''),
    (SELECT json_group_array(value) FROM
        (SELECT value FROM channel WHERE contact_id = c.id AND kind = 'phone'
         ORDER BY preferred DESC, rank, id LIMIT 3))
FROM json_each(?) wanted JOIN contact c ON c.id = wanted.value
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization o ON o.id = p.organization_id ORDER BY wanted.key
"""


@dataclass(frozen=True)
class Wanted:
    """Whom to call by their ids, or whoever something is due with."""

    contacts: tuple[str, ...] = ()
    paper: Paper | None = None  # the country's, unless said


def read(contacts: tuple[str, ...] = (), *, at: datetime | None = None) -> CallList:
    """The list, the most urgent first, or in the order in which people were chosen (P44).

    Private notes are never read here.
    """
    why = call_lists.reasons(duties.due(at))
    found = fetch(_PEOPLE, (json.dumps(list(contacts or why)),))
    people = [
        Call(contact, names.full(given, family), firm, tuple(json.loads(phones)), zone)
        for contact, given, family, zone, firm, phones in found
    ]
    return call_lists.filled(people, why)


def pdf_of(wanted: Wanted, *, at: datetime | None = None) -> tuple[str, bytes]:
    """What the list is called, and its pages; raises `Refused` where there is nobody to call."""
    found = read(wanted.contacts, at=at)
    if not found.calls:
        raise Refused(nobody(found))
    printed = times.local(clock.moment(at), settings.your_zone())
    pages = paper_of.pages(found, paper=wanted.paper or settings.paper(), printed_at=printed)
    return paper_of.title(printed), pdf.written(pages, subject=_("List of calls to make"))


def nobody(found: CallList) -> str:
    """Why there is nobody to call."""
    if found.unreachable:
        return _("Nobody here has a phone number yet. Add one on their card, or write instead.")
    return _("Nobody waits for a call today. Choose people among the contacts, if you like.")
