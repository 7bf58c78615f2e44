"""The sheet of one contact (P11, P18)."""

from datetime import UTC, datetime

from app.domain.contact_sheets import ContactSheet, Talk, coming, past
from app.domain.people import ContactCard, ContactDraft
from app.domain.referrals import ReferralRow

MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def talk(state: str) -> Talk:
    return Talk(MOMENT, "UTC", 30, state)


def test_what_is_ahead_is_told_before_what_is_over_and_the_next_one_first():
    some = (talk("wanted"), talk("agreed"), talk("held"), talk("missed"), talk("cancelled"))

    assert [one.state for one in coming(some)] == ["agreed", "wanted"]
    assert [one.state for one in past(some)] == ["held", "missed", "cancelled"]


def test_the_way_ends_with_the_contact_p42():
    way = (ReferralRow("r1", "a", "Alice Chen", "b", "Bruce Lindqvist"),)
    sheet = ContactSheet(ContactCard("b", ContactDraft("Bruce", "Lindqvist")), "UTC", way=way)

    assert sheet.names_on_the_way == ("Alice Chen", "Bruce Lindqvist")
