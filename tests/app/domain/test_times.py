from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import times
from app.errors import Invalid

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))
HOUR = timedelta(hours=1)
ZONES = st.sampled_from(times.zone_names())


@given(MOMENTS)
def test_a_moment_comes_back_from_the_book_to_the_second(moment):
    whole = moment.replace(microsecond=0)

    assert times.from_text(times.to_text(whole)) == whole
    assert times.to_text(moment).endswith("Z")


def test_the_zones_to_choose_from_are_places():
    assert "Europe/Berlin" in times.zone_names()
    assert "America/New_York" in times.zone_names()
    assert not [name for name in times.zone_names() if name.startswith("Etc/") or "/" not in name]


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_of_the_database_exists(name):
    assert times.zone_exists(name)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../../etc/passwd", "Europe", "Europe/Berlin\x00", "x" * 5000]
)
def test_anything_else_is_no_zone(name):
    assert not times.zone_exists(name)


@pytest.mark.parametrize("gone", ["", "Mars/Olympus"])
def test_a_zone_that_is_gone_is_shown_as_utc(gone):
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)

    assert times.local(moment, gone).hour == 12
    assert times.clock_label(moment, gone) == "UTC"


def test_a_wall_clock_knows_summer_and_winter():
    assert times.from_wall(date(2026, 7, 1), 15, 0, "Europe/Berlin").hour == 13
    assert times.from_wall(date(2026, 12, 1), 15, 0, "Europe/Berlin").hour == 14


def test_a_time_that_the_change_of_clock_skips_is_refused_with_the_next_one():
    with pytest.raises(Invalid) as refusal:
        times.from_wall(date(2026, 3, 29), 2, 30, "Europe/Berlin")

    assert refusal.value.errors["start"] == (
        "The clocks change then: 02:30 does not exist in Europe/Berlin on that day. "
        "The next time there is 03:00."
    )


def test_of_a_time_that_comes_twice_the_first_is_taken():
    first = times.from_wall(date(2026, 10, 25), 2, 30, "Europe/Berlin")

    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert times.comes_twice(first, "Europe/Berlin")
    assert times.from_wall(date(2026, 10, 25), 2, 30, "Europe/Berlin", fold=1) == first + HOUR
    assert times.comes_twice(first + HOUR, "Europe/Berlin")
    assert not times.comes_twice(first + 2 * HOUR, "Europe/Berlin")


def test_the_wall_clock_tells_day_and_time_and_which_of_two_equal_times():
    moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert times.wall(moment, "Europe/Berlin") == (date(2026, 10, 25), time(2, 30))
    assert times.wall(moment, "Europe/Berlin")[1].fold == 0
    assert times.wall(moment + HOUR, "Europe/Berlin")[1].fold == 1


@given(MOMENTS, ZONES)
def test_the_wall_clock_leads_back_to_the_moment(moment, zone):
    moment = moment.replace(second=0, microsecond=0)
    wall = times.local(moment, zone)
    if wall.second:  # before time zones were whole minutes
        return

    back = times.from_wall(wall.date(), wall.hour, wall.minute, zone)

    assert back == moment or times.comes_twice(moment, zone)


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Europe/Berlin", "CEST"),
        ("America/New_York", "EDT"),
        ("Asia/Dubai", "UTC+04:00"),
        ("America/Sao_Paulo", "UTC-03:00"),
        ("Asia/Kathmandu", "UTC+05:45"),
    ],
)
def test_a_clock_is_named_or_says_how_far_it_is_from_utc(zone, label):
    assert times.clock_label(datetime(2026, 7, 1, tzinfo=UTC), zone) == label
