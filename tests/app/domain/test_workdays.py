from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.workdays import Workdays

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
WEEKS = st.builds(
    Workdays,
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(DAYS, max_size=30),
    st.frozensets(DAYS, max_size=4),
)


def test_b02_business_days_pass_over_the_weekend():
    assert Workdays().after(FRIDAY, 1) == date(2026, 11, 23)
    assert Workdays().after(FRIDAY, 5) == date(2026, 11, 27)
    assert Workdays().after(FRIDAY, 0) == FRIDAY


def test_b02_a_weekend_may_be_friday_and_saturday():
    riyadh = Workdays(frozenset({4, 5}))
    assert riyadh.after(date(2026, 11, 19), 1) == date(2026, 11, 22)


def test_b02_holidays_are_no_business_days_and_a_saturday_may_be_one():
    week = Workdays(
        holidays=frozenset({date(2026, 11, 23)}), worked=frozenset({date(2026, 11, 21)})
    )
    assert week.after(FRIDAY, 1) == date(2026, 11, 21)
    assert week.after(FRIDAY, 2) == date(2026, 11, 24)


def test_a_week_without_any_working_day_is_not_believed():
    assert Workdays(frozenset(range(7))).after(FRIDAY, 2) == date(2026, 11, 22)


@given(WEEKS, DAYS, st.integers(0, 20))
def test_b02_exactly_so_many_business_days_lie_between(week, day, count):
    end = week.after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(week.works, between)) == count
    assert week.works(end) or not count


@given(WEEKS, DAYS, st.integers(0, 10), st.integers(0, 10))
def test_b02_waiting_twice_is_waiting_once_for_longer(week, day, one, other):
    assert week.after(week.after(day, one), other) == week.after(day, one + other)
