"""Both clocks are right, near a change of clocks too."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.brief.clock import clock, day_in, known_zone, long_day, short_day, zone_label
from app.brief.content import Brief
from app.brief.top import clocks


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_meeting_reads_as_their_wall_clock_does() -> None:
    shown = clock(at(2026, 11, 24, 22), 40, ZoneInfo("America/New_York"))
    assert shown.span() == "17:00 – 17:40 EST"
    assert shown.stop() == "17:40 EST"
    assert shown.start() == "17:00 EST"


def test_clocks_that_go_back_during_the_meeting_are_named_twice() -> None:
    shown = clock(at(2026, 11, 1, 5, 30), 60, ZoneInfo("America/New_York"))
    assert shown.span() == "01:30 EDT – 01:30 EST"
    assert shown.stop() == "01:30 EST"


def test_clocks_that_go_forward_during_the_meeting_skip_an_hour() -> None:
    shown = clock(at(2026, 3, 29, 0, 45), 30, ZoneInfo("Europe/Berlin"))
    assert shown.span() == "01:45 CET – 03:15 CEST"


def test_a_meeting_past_midnight_names_the_day_it_ends_on() -> None:
    shown = clock(at(2026, 11, 25, 4, 50), 30, ZoneInfo("America/New_York"))
    assert shown.span() == "23:50 – Wed 00:20 EST"


def test_your_day_is_named_when_it_is_not_theirs() -> None:
    shown = clock(at(2026, 11, 24, 23, 30), 40, ZoneInfo("Asia/Tokyo"))
    assert shown.span(after=date(2026, 11, 24)) == "Wed 25 Nov, 08:30 – 09:10 JST"
    assert shown.span(after=date(2026, 11, 25)) == "08:30 – 09:10 JST"
    assert shown.start(after=date(2026, 11, 24)) == "Wed 25 Nov, 08:30 JST"


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/Sao_Paulo", "UTC-03:00"),
        ("Asia/Dubai", "UTC+04:00"),
        ("Asia/Kathmandu", "UTC+05:45"),
        ("Asia/Kolkata", "IST"),
        ("Europe/London", "GMT"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_without_a_name_is_told_by_its_distance(zone: str, label: str) -> None:
    assert zone_label(at(2026, 11, 24, 12).astimezone(ZoneInfo(zone))) == label


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "a\x00b", "/", "Europe"])
def test_a_zone_nobody_knows_is_no_zone(name: str) -> None:
    assert known_zone(name) is None


def test_days_read_as_people_write_them() -> None:
    day = date(2026, 11, 4)
    assert long_day(day) == "Wed 4 Nov 2026"
    assert short_day(day) == "Wed 4 Nov"
    assert (day_in(day, 2026), day_in(day, 2027)) == ("4 Nov", "4 Nov 2026")


def test_one_clock_is_enough_where_both_show_the_same() -> None:
    brief = Brief(
        start=at(2026, 11, 24, 9), minutes=30, their_zone="Europe/Paris", your_zone="Europe/Berlin"
    )
    theirs, yours = clocks(brief)
    assert theirs is not None
    assert theirs.span() == "10:00 – 10:30 CET"
    assert yours is None


def test_clocks_that_part_during_the_meeting_are_both_shown() -> None:
    brief = Brief(
        start=at(2026, 3, 29, 0, 45), minutes=30,
        their_zone="Africa/Algiers", your_zone="Europe/Berlin",
    )  # fmt: skip
    theirs, yours = clocks(brief)
    assert theirs is not None
    assert yours is not None
    assert (theirs.stop(), yours.stop()) == ("02:15 CET", "03:15 CEST")


def test_without_a_zone_of_theirs_yours_is_meant() -> None:
    brief = Brief(start=at(2026, 11, 24, 9), minutes=30, your_zone="Europe/Berlin")
    theirs, yours = clocks(brief)
    assert theirs is not None
    assert theirs.span() == "10:00 – 10:30 CET"
    assert yours is None


def test_a_start_without_a_zone_is_taken_as_utc() -> None:
    naive = datetime(2026, 11, 24, 9)
    assert clock(naive, 30, ZoneInfo("Europe/Berlin")).span() == "10:00 – 10:30 CET"
