from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import asks
from app.domain.asks import AskDraft, AskRow, OpenAsk, TimeAsked
from app.domain.favors import Balance
from app.errors import Invalid

TODAY = date(2026, 11, 24)


def row(**more) -> AskRow:
    return AskRow("1", "dana", "Dana Okafor", "Meridian Foods", "A look", **more)


# Drafts


def test_p15_an_ask_is_a_thing_a_size_a_date_and_p16_the_offer_that_goes_with_it():
    tidy = AskDraft("dana", " A  look ", "15 minutes ", TODAY, " my comparison").checked(TODAY)

    assert tidy == AskDraft("dana", "A look", "15 minutes", TODAY, "my comparison")


def test_each_field_of_an_ask_that_cannot_be_kept_has_its_sentence():
    wrong = AskDraft("", " ", "x" * 2001, date(2026, 11, 23), "x" * 2001)

    with pytest.raises(Invalid) as refusal:
        wrong.checked(TODAY)

    assert list(refusal.value.errors) == ["contact", "thing", "size", "offer", "wanted_by"]


def test_a_date_that_has_passed_meanwhile_is_no_reason_to_refuse_a_change():
    passed = date(2026, 11, 1)

    assert AskDraft("dana", "A look", wanted_by=passed).checked(TODAY, was=passed)


# States


@pytest.mark.parametrize("state", asks.state_names())
def test_an_ask_goes_only_where_it_may_and_stays_where_it_is(state):
    for to in asks.state_names():
        allowed = to == state or to in asks.next_states(state)
        assert bool(asks.refusal(state, to)) is not allowed, (state, to)


def test_a_word_that_is_no_state_is_refused_in_a_sentence():
    assert asks.refusal("asked", "granted") == "“granted” is not one of the choices."
    assert "cannot become “Prepared”" in asks.refusal("received", "prepared")


def test_p06_an_open_ask_without_an_offer_wants_one():
    assert row().wants_offer
    assert not row(offer="A summary").wants_offer
    assert not row(state="declined").wants_offer


def test_p27_what_was_received_may_be_booked_once_and_so_may_what_was_offered():
    received = row(state="received", offer="A summary")

    assert received.may_be_booked
    assert received.may_be_returned
    assert not row(state="received", is_booked=True).may_be_booked
    assert not row(state="asked").may_be_booked
    assert not row(state="asked", offer="A summary").may_be_returned
    assert not row(state="received").may_be_returned
    assert not row(state="received", offer="A summary", is_returned=True).may_be_returned


# Warnings


def test_p21_before_an_ask_of_somebody_already_owed_stands_one_sentence():
    assert asks.warnings("dana", "Dana", Balance(1, last="an hour"), ()) == (
        "You already owe Dana a favor (an hour). Something given first makes the next ask easier.",
    )
    assert asks.warnings("dana", "Dana", Balance(), ()) == ()


def test_b03_before_a_second_open_ask_in_one_firm_stands_one_sentence():
    rosa = OpenAsk("rosa", "Rosa Delgado", "Meridian Foods", "a name.")
    own = OpenAsk("dana", "Dana Okafor", "Meridian Foods", "A look")

    assert asks.warnings("dana", "Dana", Balance(), [rosa]) == (
        "An ask of Rosa Delgado at Meridian Foods is open as well: a name. "
        "People in one firm compare notes; one at a time is kinder.",
    )
    assert asks.warnings("dana", "Dana", Balance(), [rosa, own]) == (
        "Another ask of Dana is open: A look. One at a time is easier to grant.",
    )


# Time asked


@pytest.mark.parametrize(
    ("size", "minutes"),
    [
        ("", 0), ("by mail", 0), ("15 minutes, by mail", 15), ("fifteen minutes", 15),
        ("one minute", 1), ("a minute", 1), ("an hour", 60), ("half an hour", 30),
        ("a quarter of an hour", 15), ("three quarters of an hour", 45), ("two hours", 120),
        ("an hour and a half", 90), ("two and a half hours", 150), ("forty-five minutes", 45),
        ("twenty minutes", 20), ("20–30 min", 30), ("ten to fifteen minutes", 15), ("1h30", 90),
        ("1.5 h", 90), ("0,5 Stunden", 30), ("2 hours, then 10 minutes", 130), ("a lot", 240),
        ("half a day", 120), ("+1 410 555 0142 minutes", 142), ("5551234567 minutes", 60_000),
        ("page 3", 0), ("٣ min", 3),
    ],
)  # fmt: skip
def test_p10_a_size_says_how_many_minutes_of_their_time_it_takes(size, minutes):
    assert asks.minutes_in(size) == minutes


@given(st.text(max_size=60))
def test_no_size_however_odd_is_more_than_the_most(size):
    assert 0 <= asks.minutes_in(size) <= 60_000


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (TimeAsked(), ""),
        (TimeAsked(2, 1, 75), "Two meetings and one ask in 90 days; about 75 minutes."),
        (TimeAsked(1, 0, 40), "One meeting in 90 days; about 40 minutes."),
        (TimeAsked(0, 2, 0), "Two asks in 90 days."),
        (TimeAsked(3, 0, 130), "Three meetings in 90 days; about 2 hours."),
    ],
)
def test_p10_time_asked_of_a_person_is_added_up_in_a_sentence(asked, words):
    assert asked.words(90) == words


def test_p10_meetings_and_the_sizes_of_asks_add_up():
    assert asks.time_asked(2, 60, ["fifteen minutes", ""]) == TimeAsked(2, 2, 75)
