"""The clock of a meeting that runs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.meeting_clock import standing

START = datetime(2026, 11, 25, 9, tzinfo=UTC)


def at(minutes: float, agreed: int = 40):
    return standing(START, agreed, START + timedelta(minutes=minutes), questions=True)


@pytest.mark.parametrize(
    ("passed", "mood", "left"),
    [
        (-12, "before", 12),
        (-0.5, "before", 1),
        (0, "calm", 40),
        (34.9, "calm", 6),
        (35, "amber", 5),
        (39.9, "amber", 1),
        (40, "red", 0),
        (43.5, "red", -3),
    ],
)
def test_the_clock_turns_amber_five_minutes_before_the_hard_stop_and_red_at_it(passed, mood, left):
    """Keep to the agreed time and leave when it ends (P32)."""
    now = at(passed)

    assert (now.mood, now.minutes) == (mood, left)


def test_a_short_meeting_is_amber_only_in_its_second_half():
    assert at(2.9, agreed=6).mood == "calm"
    assert at(3, agreed=6).mood == "amber"


def test_it_says_what_it_is_time_for_and_what_comes_then():
    """Let them talk (P31)."""
    now = at(10)

    assert now.segment is not None
    assert now.segment.kind == "story"
    assert now.following is not None
    assert now.following.kind == "questions"
    assert at(39).following is None
    assert at(-1).segment is None
    assert at(41).segment is None


@given(st.integers(-6_000, 60_000), st.integers(1, 720), st.booleans())
def test_every_moment_has_a_standing(seconds, agreed, questions):
    passed = seconds / 60
    now = standing(START, agreed, START + timedelta(seconds=seconds), questions=questions)

    assert (now.segment is None) == (now.mood in ("before", "red"))
    if now.segment is not None:
        assert now.segment.start <= passed < now.segment.end
        assert 0 < now.minutes <= agreed
