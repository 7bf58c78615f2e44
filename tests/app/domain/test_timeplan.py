"""The contact gets the larger share, and the hard stop is kept."""

from itertools import pairwise

import pytest

from app.domain.timeplan import plan

EVERY_LENGTH = range(1, 1001)


def lengths(minutes: int, *, questions: bool = True) -> dict[str, int]:
    return {part.kind: part.minutes for part in plan(minutes, questions=questions)}


def test_forty_minutes_are_mostly_theirs() -> None:
    assert lengths(40) == {"thanks": 4, "story": 18, "questions": 10, "help": 4, "names": 4}


def test_every_plan_fills_the_agreed_time_without_gaps() -> None:
    for minutes in EVERY_LENGTH:
        parts = plan(minutes)
        assert parts[0].start == 0
        assert parts[-1].end == minutes
        for before, after in pairwise(parts):
            assert before.end == after.start
        assert all(part.minutes > 0 for part in parts)


def test_their_story_is_the_longest_part_and_they_talk_more_than_half() -> None:
    for minutes in EVERY_LENGTH:
        parts = plan(minutes)
        story = next(part for part in parts if part.kind == "story")
        assert all(story.minutes > part.minutes for part in parts if part is not story)
        assert 2 * sum(part.minutes for part in parts if part.theirs) > minutes


def test_how_can_i_help_is_in_every_plan_of_three_minutes_or_more() -> None:
    """“How can I help?” is in the plan (P22)."""
    for minutes in range(3, 1001):
        assert lengths(minutes)["help"] >= 1


def test_five_minutes_keep_their_view_an_offer_and_a_name() -> None:
    assert lengths(5) == {"story": 3, "help": 1, "names": 1}


def test_a_long_visit_has_a_break_and_round_times() -> None:
    parts = plan(900)
    assert [part.kind for part in parts] == [
        *("thanks", "story", "pause", "questions", "help", "names"),
    ]
    assert all(part.start % 5 == 0 for part in parts)
    assert "pause" not in lengths(120)
    assert lengths(121)["pause"] == 10


def test_without_questions_their_time_goes_to_the_story() -> None:
    with_questions, without = lengths(40), lengths(40, questions=False)
    assert "questions" not in without
    assert without["story"] == with_questions["story"] + with_questions["questions"]
    assert lengths(5, questions=False) == lengths(5)


@pytest.mark.parametrize("minutes", [0, -1, -900])
def test_no_minutes_need_no_plan(minutes: int) -> None:
    assert plan(minutes) == ()
