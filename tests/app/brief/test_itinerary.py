"""The itinerary of a trip: both clocks, the way between, as many pages as it takes (B07)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import itinerary
from app.brief.content import Brief
from app.brief.itinerary import Stop
from app.brief.page import Page, Paper
from tests.app.brief.test_layout import BRIEFS, PAPERS, PRINTED, troubles, words_on
from tests.app.brief.trips import TRIP


def laid_out(*stops: Stop, paper: Paper = "a4") -> list[Page]:
    return itinerary.pages(stops, paper=paper, printed_at=PRINTED)


def words(*stops: Stop) -> str:
    return " ".join(words_on(page) for page in laid_out(*stops))


def at(stop: Stop, hour: int, minute: int = 0, **more) -> Stop:
    brief = replace(
        stop.brief, start=datetime(2026, 11, 24, hour, minute, tzinfo=UTC), **more
    )  # fmt: skip
    return replace(stop, brief=brief)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_trip_of_three_days_and_four_scripts_is_on_one_page(paper: Paper) -> None:
    (page,) = laid_out(*TRIP, paper=paper)

    assert troubles(page) == []
    told = words_on(page)
    for said in (
        *("Itinerary", "Tue 24 Nov – Thu 26 Nov 2026", "5 meetings in person, 1 call"),
        *("Tue 24 Nov 2026", "Wed 25 Nov 2026", "Thu 26 Nov 2026"),
        *("10:00 – 10:40 EST", "yours: 16:00 – 16:40 CET", "Dana Okafor", "1500 Market St"),
        *("Ελένη Παπαδοπούλου", "田中 愛子", "ليلى حداد", "Виктор Иванов"),
        "1 h 20 min to get to 30th Street Station",
        *("4 h 45 min until the call", "theirs: Wed 25 Nov, 07:15 – 07:40 JST", "17:15 – 17:40"),
        "Set your watch back 1 h, from EST to CST.",
        *("15 min to get to 1 N Wacker Dr", "not agreed yet", "No length agreed yet"),
        *("Private. Shred after typing up.", "printed Mon 23 Nov 2026 08:12"),
    ):
        assert said in told
    assert "page 1" not in told


def test_meetings_come_in_the_order_of_time_whatever_was_chosen_first() -> None:
    assert words(*TRIP[::-1]) == words(*TRIP)


def test_two_at_once_are_told_in_a_strong_voice() -> None:
    (page,) = laid_out(at(TRIP[0], 15), at(TRIP[1], 15, 30))

    (told,) = [item for item in page.items if "overlap" in getattr(item, "text", "")]
    assert told.text == "These two overlap by 10 min: one of them has to move."
    assert (told.font, told.ink) == ("bold", "alarm")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (at(TRIP[0], 15, 40), "The next one begins at once."),
        (at(TRIP[0], 17), "1 h 20 min until the next one, in the same place."),
        (at(TRIP[1], 16, 40, place=""), "1 h to get to the next one."),
        (at(TRIP[2], 16), "20 min until the call."),
    ],
)
def test_the_way_to_the_next_one_is_told(after: Stop, said: str) -> None:
    assert said in words(at(TRIP[0], 15), after)


def test_going_east_the_watch_goes_forward() -> None:
    told = words(at(TRIP[3], 15), at(TRIP[0], 19))

    assert "Set your watch forward 1 h, from CST to EST." in told


def test_a_day_at_home_in_one_zone_shows_one_clock() -> None:
    stops = [at(TRIP[0], 9, their_zone="Europe/Berlin"), at(TRIP[1], 12, their_zone="")]

    told = words(*stops)

    assert "yours:" not in told
    assert "theirs:" not in told
    assert "watch" not in told


def test_meetings_without_a_time_come_last() -> None:
    told = words(Stop(replace(TRIP[1].brief, start=None)), TRIP[0])

    assert told.index("Dana Okafor") < told.index("Time not agreed yet") < told.index("Ελένη")


def test_a_long_trip_takes_several_numbered_pages_and_parts_no_meeting() -> None:
    stops = [at(TRIP[0], 1 + number // 4, number % 4 * 15, minutes=15) for number in range(40)]

    pages = laid_out(*stops)

    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert troubles(page) == []
        assert f"page {number} of {len(pages)}" in words_on(page)
        assert words_on(page).count("Dana Okafor") == words_on(page).count("In person, ")
    assert "Itinerary, continued" in words_on(pages[1])
    assert "Mon 23 Nov 2026, continued" in words_on(pages[1])
    assert sum(words_on(page).count("Dana Okafor") for page in pages) == 40


def test_an_unknown_zone_is_said() -> None:
    assert "“Gone/Zone” is not known here" in words(at(TRIP[0], 9, their_zone="Gone/Zone"))


def test_the_same_trip_gives_the_same_pages() -> None:
    assert laid_out(*TRIP) == laid_out(*TRIP)


STOPS = st.builds(Stop, BRIEFS, st.booleans())


@settings(max_examples=25)
@given(st.lists(STOPS, min_size=1, max_size=6), st.sampled_from(PAPERS), st.integers(1, 9))
def test_whatever_is_in_the_book_the_itinerary_stays_inside_its_margins(
    stops: list[Stop], paper: Paper, hours: int
) -> None:
    near = [
        replace(stop, brief=_moved(stop.brief, hours * number)) for number, stop in enumerate(stops)
    ]
    for page in laid_out(*near, paper=paper):
        assert troubles(page) == []


def _moved(brief: Brief, hours: int) -> Brief:
    if brief.start is None:
        return brief
    return replace(brief, start=datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hours))
