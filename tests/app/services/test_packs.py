"""From meetings in the book to a pack: what goes in, in which order, and what never does (B07)."""

import io
from datetime import UTC, date, datetime, time

import pytest
from pypdf import PdfReader

from app import database
from app.domain.meetings import MeetingDraft, QuestionDraft
from app.domain.people import ContactDraft
from app.errors import NotFound, Refused
from app.services import contacts, documents, meetings, packs
from app.services.packs import Wanted
from tests.app import resumes

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


@pytest.fixture
def trip(book):
    """Four meetings from Tuesday to Thursday, one of them called off."""

    def meet(name: str, day: int, hour: int, **more) -> str:
        person = contacts.add(ContactDraft(name, "Quist", notes="PRIVATE: the strike"))
        return meetings.add(
            MeetingDraft(
                people=(person,), day=date(2026, 11, day), clock=time(hour),
                **{"zone": "America/New_York", "state": "agreed", "medium": "in_person"} | more,
                questions=(QuestionDraft("What first?"),),
            )
        )  # fmt: skip

    return {
        "Cleo": meet("Cleo", 26, 9, medium="video", state="requested"),
        "Ada": meet("Ada", 24, 9),
        "Gone": meet("Gone", 24, 11, state="cancelled"),
        "Bea": meet("Bea", 24, 15, medium="phone"),
    }


def words(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def test_a_trip_has_the_meetings_of_its_days_in_order_without_those_called_off(trip):
    assert packs.between(TUESDAY, THURSDAY) == [trip["Ada"], trip["Bea"], trip["Cleo"]]
    assert packs.between(TUESDAY, TUESDAY) == [trip["Ada"], trip["Bea"]]
    assert packs.between(THURSDAY, TUESDAY) == packs.between(TUESDAY, THURSDAY)
    assert packs.between(date(2026, 11, 25), date(2026, 11, 25)) == []


def test_how_one_meets_and_whether_it_is_agreed_comes_along(trip):
    found = packs.prepare(Wanted(tuple(packs.between(TUESDAY, THURSDAY))), at=AT)

    assert [stop.in_person for stop in found.stops] == [True, False, False]
    assert [stop.brief.agreed for stop in found.stops] == [True, True, False]
    assert (found.paper, found.printed_at) == ("a4", AT)


def test_a_selection_is_printed_whatever_its_days_are(trip):
    data = packs.pdf_of(Wanted((trip["Cleo"], trip["Ada"]), wallet_cards=True), at=AT)

    itinerary, ada, cleo, cards = words(data)
    assert "2 pages" not in itinerary
    assert itinerary.index("Ada Quist") < itinerary.index("Cleo Quist")
    assert "Ada Quist" in ada
    assert "Cleo Quist" in cleo
    assert "What first?" in cards


def test_the_resume_of_the_book_follows_each_brief_and_another_file_may_stand_in(trip):
    kept = documents.keep(resumes.resume("Jane Doe, v7"), "v7")
    chosen = tuple(packs.between(TUESDAY, TUESDAY))

    told = words(packs.pdf_of(Wanted(chosen, resume=kept, itinerary=False), at=AT))
    other = words(packs.pdf_of(Wanted(chosen), at=AT, resume=resumes.resume("From a file")))

    assert ["Jane Doe, v7" in page for page in told] == [False, True, False, True]
    assert sum("From a file" in page for page in other) == 2


def test_private_notes_are_on_no_page_of_it(trip):
    with database.edit("Note"):
        database.database.execute_sql("UPDATE meeting SET notes = 'PRIVATE too'")

    data = packs.pdf_of(Wanted(tuple(packs.between(TUESDAY, THURSDAY)), wallet_cards=True), at=AT)

    pages = words(data)
    assert not any("PRIVATE" in page for page in pages)
    assert all("Private. Shred after typing up." in page for page in pages)


def test_nothing_to_print_is_said_and_so_is_what_was_deleted_meanwhile(trip):
    with pytest.raises(Refused, match="no meeting to print"):
        packs.prepare(Wanted(()))
    with pytest.raises(NotFound):
        packs.prepare(Wanted(("gone",)))
    with pytest.raises(NotFound):
        packs.prepare(Wanted((trip["Ada"],), resume="gone"))
