"""What counts as an activity of a job search, and once only (B11)."""

from datetime import date

import pytest

from app.domain import work_log
from app.domain.work_log import Entry

MONDAY = date(2026, 11, 23)
ADA, BEA = frozenset({"ada"}), frozenset({"bea"})


def test_weeks_begin_as_they_do_in_the_country():
    """Offices count weeks as their country does (B11)."""
    assert [work_log.first_weekday(country) for country in ("US", "EG", "DE", "")] == [6, 5, 0, 0]
    assert work_log.week_start(MONDAY, 0) == MONDAY
    assert work_log.week_start(MONDAY, 6) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this_week", date(2026, 11, 22), date(2026, 11, 28)),
        ("last_week", date(2026, 11, 15), date(2026, 11, 21)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_periods_have_their_first_and_last_day(name, first, last):
    assert name in work_log.period_names()
    assert work_log.period(name, MONDAY, 6) == (first, last)


def test_a_note_of_a_meeting_does_not_count_beside_it():
    """Each activity stands there once (B11)."""
    meeting = Entry(MONDAY, "meeting", "video", contacts=ADA)
    call = Entry(MONDAY, "contact", "phone", contacts=ADA)
    mail = Entry(MONDAY, "contact", "mail", contacts=ADA)
    second = Entry(MONDAY, "follow_up", "mail", contacts=ADA)
    other = Entry(MONDAY, "contact", "phone", contacts=BEA)
    later = Entry(date(2026, 11, 24), "contact", "phone", contacts=ADA)

    found = work_log.once([later, call, mail, second, other, meeting])

    assert found == (meeting, mail, other, later)


def test_two_meetings_and_an_application_on_one_day_are_three():
    one, two = (Entry(MONDAY, "meeting", "phone", detail=d, contacts=ADA) for d in "ab")
    applied = Entry(MONDAY, "application", "online", contacts=ADA)

    assert work_log.once([applied, one, two]) == (one, two, applied)


def test_weeks_hold_what_was_done_in_them_within_the_period():
    early, late = Entry(date(2026, 11, 21), "contact"), Entry(MONDAY, "contact")

    first, second = work_log.weeks([early, late], date(2026, 11, 18), MONDAY, 6)

    assert (first.first, first.last, first.entries) == (
        date(2026, 11, 18), date(2026, 11, 21), (early,),
    )  # fmt: skip
    assert (second.first, second.last) == (date(2026, 11, 22), MONDAY)


def test_activities_are_counted_by_their_way():
    entries = [Entry(MONDAY, "contact", way) for way in ("mail", "in_person", "mail", "")]

    assert work_log.counted(entries) == "4 activities"
    assert work_log.counted(entries[:1]) == "1 activity"
    assert work_log.by_way(entries) == "1 in person · 2 e-mail"


def test_results_are_told_without_names():
    assert work_log.meeting_result(leads=True, invited=True) == "Was invited to apply"
    assert (
        work_log.meeting_result(leads=True, invited=False) == "Named another person to speak with"
    )
    assert work_log.meeting_result(leads=False, invited=False) == "Information received"
    told = work_log.contact_result
    assert told(answered=True, meeting=MONDAY, day="Mon 23 Nov") == "Meeting on Mon 23 Nov"
    assert told(answered=True, meeting=None, day="") == "Answered"
    assert told(answered=False, meeting=None, day="") == "No answer yet"
    applied = work_log.application_result
    assert applied("landed", offered=True) == "Offer accepted"
    assert applied("not_this_time", offered=False) == "Not this time"
    assert applied("", offered=True) == "Offer received"
    assert applied("resting", offered=False) == "Pending"


def test_every_kind_and_way_has_a_name():
    assert all(work_log.kind_names()[kind] for kind in work_log._ORDER)
    assert work_log.way_names()["letter"] == "Mail"
