"""From one meeting to the next: time, place and clock (B07)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.itineraries import Stay, gap, whereabouts

BERLIN, NEW_YORK, CHICAGO, TOKYO = map(
    ZoneInfo, ("Europe/Berlin", "America/New_York", "America/Chicago", "Asia/Tokyo")
)
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)  # in New York


def met(hours: float = 0, zone=NEW_YORK, place="Market St", minutes=30) -> Stay:
    return Stay(NOON + timedelta(hours=hours), minutes, zone, in_person=True, place=place)


def call(hours: float = 0, zone=TOKYO) -> Stay:
    return Stay(NOON + timedelta(hours=hours), 30, zone, in_person=False)


def test_in_person_the_clock_around_you_is_theirs():
    assert whereabouts([met(), met(24, CHICAGO)], BERLIN) == (NEW_YORK, CHICAGO)


def test_a_call_between_two_meetings_is_made_on_the_way():
    assert whereabouts([met(), call(20), met(24, CHICAGO)], BERLIN)[1] == NEW_YORK


def test_a_call_in_the_evening_after_the_last_meeting_is_made_from_there():
    assert whereabouts([met(), call(8)], BERLIN)[1] == NEW_YORK


def test_a_call_before_the_trip_or_days_after_it_is_made_from_home():
    assert whereabouts([call(), met(24), call(72)], BERLIN) == (BERLIN, NEW_YORK, BERLIN)


def test_calls_alone_are_made_from_home():
    assert whereabouts([call(), call(2)], BERLIN) == (BERLIN, BERLIN)


def test_the_gap_runs_from_the_hard_stop_to_the_next_start():
    found = gap(met(), met(2, place="30th Street"), NEW_YORK, NEW_YORK)

    assert (found.minutes, found.moves, found.watch, found.next_day) == (90, True, 0, False)
    assert not found.is_tight


def test_where_no_length_was_agreed_the_gap_runs_from_the_start():
    assert gap(met(minutes=0), met(2), NEW_YORK, NEW_YORK).minutes == 120


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        (met(), met(2), False),
        (met(place="Market  St"), met(2), False),
        (met(place=""), met(2, place=""), True),
        (met(), met(2, place="Elsewhere"), True),
        (call(), met(2), True),
        (met(), call(2), False),
    ],
)
def test_one_has_to_move_when_the_next_is_somewhere_else(before, after, moves):
    assert gap(before, after, NEW_YORK, NEW_YORK).moves is moves


@pytest.mark.parametrize(
    ("after", "tight"),
    [
        (met(0.25, place="Elsewhere"), True),
        (met(0.75, place="Elsewhere"), True),
        (met(1, place="Elsewhere"), False),
        (met(0.25), True),
        (met(0.5), False),
        (call(0.25), True),
        (call(0.75), False),
    ],
)
def test_too_little_time_to_get_there_or_two_at_once_want_a_second_look(after, tight):
    assert gap(met(), after, NEW_YORK, NEW_YORK).is_tight is tight


def test_the_watch_is_set_back_going_west_and_forward_going_east():
    assert gap(met(), met(24, CHICAGO), NEW_YORK, CHICAGO).watch == -60
    assert gap(met(24, CHICAGO), met(48), CHICAGO, NEW_YORK).watch == 60


def test_a_change_of_clocks_overnight_is_a_change_of_the_watch():
    evening = Stay(datetime(2026, 10, 31, 22, tzinfo=UTC), 30, NEW_YORK, in_person=True)
    morning = Stay(datetime(2026, 11, 1, 15, tzinfo=UTC), 30, NEW_YORK, in_person=True)

    found = gap(evening, morning, NEW_YORK, NEW_YORK)

    assert (found.watch, found.next_day) == (-60, True)
