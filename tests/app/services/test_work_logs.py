"""What the book holds, as the columns that unemployment offices ask for (B11)."""

import io
from datetime import UTC, date, datetime, time

import pytest
from pypdf import PdfReader

from app.domain.meetings import MeetingDraft
from app.domain.messages import Occasion
from app.domain.people import ContactDraft, PositionDraft, TouchDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.errors import Refused
from app.services import contacts, meetings, messages, outreach, work_log
from app.services.work_log import Wanted

AT = datetime(2020, 11, 27, 12, tzinfo=UTC)
FIRST, LAST = date(2020, 11, 16), date(2020, 11, 27)


def touch(person: str, kind: str, day: int, direction: str = "out", **more) -> str:
    return contacts.record_touch(
        person, TouchDraft(kind, f"2020-11-{day:02}T10:00:00Z", direction, **more)
    )


@pytest.fixture
def search(book):
    """A mail, its answer, a meeting noted twice, and an application in the firm of the other."""
    dana = contacts.add(
        ContactDraft("Dana", "Okafor", place="Philadelphia", notes="PRIVATE: the strike",
                     positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),))
    )  # fmt: skip
    touch(dana, "mail", 16, what="May I ask Alice?")
    touch(dana, "mail", 17, "in")
    meetings.add(
        MeetingDraft(people=(dana,), day=date(2020, 11, 24), clock=time(9), zone="UTC",
                     medium="in_person", purpose="company", state="held", plan_b="PRIVATE: 2")
    )  # fmt: skip
    touch(dana, "met", 24, "both")
    thread = outreach.open(OutreachDraft(contact_id=dana, subject="cold chain"), at=AT)
    outreach.advance(
        thread, "applied", at=AT, applied_on=date(2020, 11, 26),
        opportunity=OpportunityDraft("Planner", "Meridian Foods", link="https://meridian.example"),
        invitation=InvitationDraft(
            "position", date(2020, 11, 24), "in_person", "Apply, say Alice sent you", dana
        ),
    )  # fmt: skip
    return dana


def words(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages
    )


def test_each_activity_is_told_once_with_whom_where_how_and_what_came_of_it(search):
    """A meeting and the note of it are one activity (B11)."""
    mail, meeting, applied = work_log.read(FIRST, LAST)

    assert (mail.kind, mail.way, mail.result) == ("contact", "mail", "Meeting on Tue 24 Nov")
    assert (mail.person, mail.title) == ("Dana Okafor", "VP Supply Chain")
    assert (meeting.day, meeting.kind, meeting.way) == (date(2020, 11, 24), "meeting", "in_person")
    assert (meeting.employer, meeting.where) == ("Meridian Foods", "Philadelphia")
    assert (meeting.detail, meeting.result) == ("Facts on a company", "Was invited to apply")
    assert (applied.kind, applied.way, applied.detail) == ("application", "online", "Planner")
    assert (applied.where, applied.result) == ("https://meridian.example", "Pending")
    assert applied.person == "Dana Okafor"


def test_days_are_those_of_the_person_and_the_last_one_counts(search):
    assert [entry.kind for entry in work_log.read(date(2020, 11, 24), date(2020, 11, 26))] == [
        "meeting", "application",
    ]  # fmt: skip
    assert work_log.read(date(2020, 11, 18), date(2020, 11, 23)) == ()


def test_the_first_word_to_somebody_one_was_sent_to_follows_a_referral(book):
    alice, bruce = (contacts.add(ContactDraft(name)) for name in ("Alice", "Bruce"))
    thread = outreach.open(OutreachDraft(contact_id=alice, subject="ports"), at=AT)
    outreach.advance(
        thread, "referred", at=AT,
        invitation=InvitationDraft(
            "lead", date(2020, 11, 20), "phone", "Call Bruce", alice, leads_to=bruce
        ),
    )  # fmt: skip
    touch(bruce, "call", 23)
    touch(bruce, "call", 25)

    first, second = work_log.read(FIRST, LAST)

    assert (first.kind, first.way, first.result) == ("referral", "phone", "No answer yet")
    assert second.kind == "contact"


def test_the_paper_has_a_line_to_sign_and_nothing_private(search):
    """The columns that offices ask for, the name, the claim's number, no notes (B11)."""
    title, data = work_log.pdf_of(
        Wanted(FIRST, LAST, name="Jane Doe", claim="123-45", paper="letter"), at=AT
    )

    told = words(data)
    assert title == "Work-search log: Mon 16 Nov – Fri 27 Nov 2020"
    for said in (
        *("Jane Doe", "Claim number: 123-45", "3 activities", "Date Activity Employer and where"),
        *("Person and title", "How", "Result", "1 in person", "Tue 24 Nov", "Signature"),
        "Private. For the office that asked for it.",
    ):
        assert said in told
    for kept in ("PRIVATE", "Alice", "Shred"):
        assert kept not in told


def test_the_same_log_gives_the_same_bytes_and_an_empty_one_is_refused(search):
    wanted = Wanted(FIRST, LAST)
    assert work_log.pdf_of(wanted, at=AT) == work_log.pdf_of(wanted, at=AT)
    with pytest.raises(Refused, match="Nothing is noted for these days"):
        work_log.pdf_of(Wanted(date(1999, 1, 1), date(1999, 1, 7)), at=AT)


def test_thanks_and_reports_can_be_left_out(book):
    person = contacts.add(ContactDraft("Ada"))
    messages.sent(Occasion("check_in", person), "Hello", "How are you?", at=AT)

    (entry,) = work_log.read(FIRST, LAST)
    assert (entry.kind, entry.result) == ("follow_up", "")
    assert work_log.read(FIRST, LAST, follow_ups=False) == ()
