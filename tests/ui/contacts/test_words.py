from datetime import UTC, date, datetime

import pytest

from app.domain.people import ContactRow, PositionDraft, TimelineRow
from ui.contacts import words

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("", ""), ("2026-11-24T08:00:00Z", "today"), ("2026-11-24", "today"),
        ("2026-11-23T23:30:00Z", "today"),  # past midnight in Berlin
        ("2026-11-23T12:00:00Z", "yesterday"), ("2026-11-25T12:00:00Z", "tomorrow"),
        ("2026-11-22", "2 days ago"), ("2026-11-03", "21 days ago"), ("2026-11-02", "2 Nov"),
        ("2026-12-24", "24 Dec"), ("2025-01-02", "2 Jan 2025"), ("2031-05-01", "1 May 2031"),
    ],
)  # fmt: skip
def test_when_something_was_is_said_as_one_would(at, told):
    assert words.ago(at, NOW, "Europe/Berlin") == told


def test_without_a_zone_the_system_says_which_day_it_is():
    assert words.ago("2026-11-24T09:00:00Z", NOW, "") == "today"
    assert words.ago("2026-11-21T09:00:00Z", NOW, "") == "3 days ago"


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Berlin", "10:00 there now, CET, the same as yours"),
        ("America/New_York", "04:00 there now, EST, 6 hours behind"),
        ("Europe/London", "09:00 there now, GMT, 1 hour behind"),
        ("Asia/Kathmandu", "14:45 there now, UTC+05:45, 4.75 hours ahead"),
    ],
)
def test_the_clock_there_says_how_far_it_is_from_yours(zone, told):
    assert words.clock_there(zone, NOW, "Europe/Berlin") == told


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (PositionDraft("A", since="2019-03"), "since Mar 2019"),
        (PositionDraft("A"), "now"),
        (PositionDraft("A", since="2019", until="2024-03-31", current=False), "2019 – 31 Mar 2024"),
        (PositionDraft("A", until="2024", current=False), "2024"),
        (PositionDraft("A", since="2019", current=False), "from 2019"),
        (PositionDraft("A", current=False), "before"),
    ],
)
def test_a_position_says_its_years(position, told):
    assert words.years(position) == told


def test_chips_say_the_stage_and_what_is_owed():
    row = ContactRow("1", "Ada", "Byron", stage="referred", owed=True)

    assert [(mark.text, mark.kind) for mark in words.marks(row)] == [
        ("You owe", "attention"),
        ("Referred", "calm"),
    ]
    assert words.marks(ContactRow("1", "Ada", "")) == ()


def test_a_rhythm_is_said_in_days():
    assert [words.rhythm(days) for days in (None, 1, 60)] == ["", "Every day", "Every 60 days"]


def test_every_kind_of_row_in_the_timeline_has_its_filter_icon_and_words():
    rows = [
        TimelineRow("2026-01-01", kind, text)
        for kind, text in (
            ("meeting", "held"), ("meeting", "odd"), ("touch", "call"), ("touch", "carrier"),
            ("stage", "info_only applied"), ("stage", "applied resting"), ("outreach", "opened"),
            ("favor", "given"), ("need", "open"), ("promise", "theirs"), ("ask", "declined"),
            ("ask", "odd"), ("referred_by", "Ben"), ("referred_to", "Cy"),
        )
    ]  # fmt: skip

    told = [words.happening(row) for row in rows]

    assert {one.kind for one in told} == set(words.kinds()) - {""}
    assert [one.title for one in told] == [
        "Meeting held", "odd", "Phone or video call", "carrier", "Information only → Applied",
        "Applied → Resting", "Outreach begun, information only", "You gave", "Needs",
        "They promised", "You asked, they declined", "odd", "Ben sent you here", "Sent you to Cy",
    ]  # fmt: skip


def test_days_are_written_as_the_locale_does():
    assert words.long_day(date(2026, 11, 24)) == "Tue 24 Nov 2026"
    assert words.moment("2026-11-24T17:00:00Z", "Europe/Berlin") == "Tue 24 Nov 2026, 18:00"
