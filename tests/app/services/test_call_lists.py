"""The call list from the book to paper (P44)."""

from datetime import UTC, date, datetime, time

import pypdfium2
import pytest

from app.domain.meetings import MeetingDraft
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.errors import Refused
from app.services import call_lists, contacts, meetings
from app.services.call_lists import Wanted
from tests.app.statements import statements

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


def person(given: str, *phones: str, notes: str = "") -> str:
    channels = tuple(ChannelDraft("phone", phone) for phone in phones)
    return contacts.add(
        ContactDraft(given, "Quist", channels=channels, notes=notes, zone="America/New_York",
                     positions=(PositionDraft("Kestrel Foods"),))
    )  # fmt: skip


def met(contact: str) -> None:
    meetings.add(
        MeetingDraft(people=(contact,), day=date(2026, 11, 24), clock=time(9), zone="UTC",
                     state="held")
    )  # fmt: skip


def words(wanted: Wanted) -> str:
    _title, data = call_lists.pdf_of(wanted, at=AT)
    document = pypdfium2.PdfDocument(data)
    return " ".join(
        " ".join(page.get_textpage().get_text_bounded().split()) for page in document
    )  # fmt: skip


def test_whoever_waits_for_thanks_is_on_the_list_with_number_reason_and_room(book):
    ada, _bea = person("Ada", "+1 215 555 0117", notes="Shy."), person("Bea", "+1 215 555 0118")
    met(ada)

    said = words(Wanted())

    for part in ("Call list", "Ada Quist", "Kestrel Foods", "+1 215 555 0117", "Thank Ada",
                 "call back on", "1 call"):  # fmt: skip
        assert part in said
    assert "Bea" not in said
    assert "Shy" not in said


def test_people_who_were_chosen_come_in_their_order_and_who_has_no_number_is_named(book):
    ada, bea, cem = person("Ada", "1 23"), person("Bea", "4 56"), person("Cem")

    said = words(Wanted((bea, ada, cem), paper="letter"))

    assert said.index("Bea Quist") < said.index("Ada Quist")
    assert "Without a number, so write instead: Cem Quist." in said


def test_nobody_to_call_is_said_kindly(book):
    with pytest.raises(Refused, match="Nobody waits for a call"):
        call_lists.pdf_of(Wanted(), at=AT)
    with pytest.raises(Refused, match="phone number"):
        call_lists.pdf_of(Wanted((person("Ada"),)), at=AT)


def test_the_list_takes_one_statement_for_all_people(book):
    some = tuple(person(f"A{n}", "1 23") for n in range(3))
    with statements() as few:
        call_lists.read(some[:1], at=AT)
    with statements() as many:
        call_lists.read(some, at=AT)

    assert len(many) == len(few)
