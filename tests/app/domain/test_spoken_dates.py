import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain import spoken_dates

DATA = json.loads(paths.resource("capture", "en.json").read_text(encoding="utf-8"))["dates"]
WORDS = spoken_dates.read_words(DATA)
TODAY = date(2026, 11, 25)  # a Wednesday


def days(text, today=TODAY, **how):
    return [one.day.isoformat() for one in spoken_dates.find(text, WORDS, today, **how)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-25"),
        ("Tomorrow", "2026-11-26"),
        ("the day after tomorrow", "2026-11-27"),
        ("yesterday", "2026-11-24"),
        ("by Friday", "2026-11-27"),
        ("on fri", "2026-11-27"),
        ("Wednesday", "2026-12-02"),
        ("next Friday", "2026-12-04"),
        ("last Friday", "2026-11-20"),
        ("next week", "2026-11-30"),
        ("last week", "2026-11-16"),
        ("next month", "2026-12-01"),
        ("next day", "2026-11-26"),
        ("5 Dec", "2026-12-05"),
        ("Dec 5", "2026-12-05"),
        ("December 5th, 2027", "2027-12-05"),
        ("the 1st. January", "2027-01-01"),
        ("25 november", "2026-11-25"),
        ("2026-12-05", "2026-12-05"),
        ("in two weeks", "2026-12-09"),
        ("in 10 days", "2026-12-05"),
        ("in a month", "2026-12-25"),
        ("within three months", "2027-02-25"),
        ("two weeks ago", "2026-11-11"),
        ("29 Feb", "2028-02-29"),
    ],
)
def test_a_day_is_read_as_people_say_it(said, day):
    assert days(f"The survey, {said}, please") == [day]


@pytest.mark.parametrize(
    "said",
    ["sat down", "sun and mar", "32 Dec", "2026-02-30", "may 2026", "in days", "in 0 days", "next",
     "two weeks", "5 Dec 26 31", "Friday2", "ten next", "12345-12-05"],
)  # fmt: skip
def test_what_is_no_day_is_not_taken_for_one(said):
    assert days(said) == ([] if said != "5 Dec 26 31" else ["2026-12-05"])


def test_in_the_past_a_bare_day_is_the_last_one():
    assert days("Friday", past=True) == ["2026-11-20"]
    assert days("Wednesday", past=True) == ["2026-11-18"]
    assert days("5 Dec", past=True) == ["2025-12-05"]
    assert days("25 Nov", past=True) == ["2026-11-25"]
    assert days("30 Feb", past=True) == []


def test_the_words_before_a_day_belong_to_it():
    text = "the survey by the day after tomorrow, or on Friday"
    found = [text[one.start : one.end] for one in spoken_dates.find(text, WORDS, TODAY)]

    assert found == ["by the day after tomorrow", "on Friday"]


def test_a_month_is_no_longer_than_it_is():
    assert days("in a month", date(2027, 1, 31)) == ["2027-02-28"]


def test_words_across_a_bracket_are_no_day():
    assert days("5 (Dec)") == []


def test_a_table_with_a_mistake_is_refused():
    for wrong in (
        DATA | {"units": {"day": "days"}},
        DATA | {"weekdays": [["monday"]]},
        {name: DATA[name] for name in DATA if name != "ago"},
    ):
        with pytest.raises((KeyError, ValueError)):
            spoken_dates.read_words(wrong)


PARTS = st.sampled_from(
    [*DATA["days"], *DATA["before"], *DATA["numbers"], *DATA["units"], *DATA["next"], *DATA["in"],
     "last", "ago", "Friday", "fri", "dec", "Feb", "29", "5th", "0", "999", "٣", "²", "2026",
     "0000", "0000-00-00", "2026-12-05", "٢٠٢٦-١٢-٠٥", ",", "(", "é"]
)  # fmt: skip


@given(
    st.lists(PARTS, max_size=9),
    st.sampled_from([" ", "", ", "]),
    st.dates(date(1970, 1, 1), date(2200, 1, 1)),
    st.booleans(),
)
def test_any_heap_of_words_is_read_in_order(parts, between, today, past):
    text = between.join(parts)
    end = 0
    for one in spoken_dates.find(text, WORDS, today, past=past):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        assert isinstance(one.day - today, timedelta)
