"""Wallet cards: 85 by 54 millimetres, eight to a page, nothing over an edge (B07)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import cards
from app.brief.itinerary import Stop
from app.brief.page import MM, Paper, Text
from tests.app.brief.test_itinerary import STOPS
from tests.app.brief.test_layout import PAPERS, PRINTED, troubles, words_on
from tests.app.brief.trips import TRIP


def laid_out(*stops: Stop, paper: Paper = "a4"):
    return cards.pages(stops, paper=paper, printed_at=PRINTED)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_says_whom_when_until_when_where_and_what_to_ask(paper: Paper) -> None:
    (page,) = laid_out(TRIP[0], paper=paper)

    assert troubles(page) == []
    told = words_on(page)
    for said in (
        *("Dana Okafor", "Tue 24 Nov · 10:00 – 10:40 EST", "yours: 16:00 – 16:40 CET"),
        *("40 minutes · hard stop 10:40 EST", "In person, 1500 Market St, 12th fl."),
        *("You rebuilt forecasting", "Which parts of", "Looking at my résumé", "Cut along"),
    ):
        assert said in told
    assert "What do people coming from retail" not in told, "three questions, no more"


@pytest.mark.parametrize("paper", PAPERS)
def test_eight_cards_are_on_a_page_and_the_ninth_on_the_next(paper: Paper) -> None:
    pages = laid_out(*[TRIP[0]] * 9, paper=paper)

    assert [words_on(page).count("Dana Okafor") for page in pages] == [8, 1]
    assert [troubles(page) for page in pages] == [[], []]
    assert "page 2 of 2" in words_on(pages[1])


def test_a_card_is_as_large_as_a_bank_card_and_nothing_of_another_is_on_it() -> None:
    (page,) = laid_out(*TRIP)
    names = {
        stop.brief.people[0].name.split()[0]: number for number, stop in enumerate(TRIP)
    }  # fmt: skip
    left, first = (page.width - 170 * MM) / 2, None
    for item in page.items:
        if isinstance(item, Text) and item.text.split()[0] in names and item.size > 9:
            number = names[item.text.split()[0]]
            first = item.y if first is None else first
            column, row = number % 2, number // 2
            assert left + 85 * MM * column < item.x < left + 85 * MM * (column + 1)
            assert item.y == pytest.approx(first + 54 * MM * row, abs=2)
    assert first is not None


def test_a_meeting_without_a_time_or_a_length_says_so() -> None:
    open_ended, no_time = (
        replace(TRIP[0], brief=replace(TRIP[0].brief, **changed))
        for changed in ({"minutes": 0}, {"start": None})
    )

    told = words_on(laid_out(open_ended, no_time)[0])

    assert "No length agreed yet" in told
    assert "Time not agreed yet" in told


@settings(max_examples=40)
@given(st.lists(STOPS, min_size=1, max_size=5), st.sampled_from(PAPERS))
def test_whatever_is_in_the_book_stays_on_its_card(stops: list[Stop], paper: Paper) -> None:
    for page in laid_out(*stops, paper=paper):
        assert troubles(page) == []
