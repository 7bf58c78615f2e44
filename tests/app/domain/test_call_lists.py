"""Sit down with a list, not with one call (P44)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain import call_lists
from app.domain.call_lists import MOST, Call
from app.domain.etiquette import Duty

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def duty(kind: str, contact: str, text: str = "Do it") -> Duty:
    return Duty(kind, contact, "cause", date(2026, 11, 24), text, "It is due.")


def test_whoever_rests_is_left_alone_and_all_else_with_a_person_is_one_call():
    """Silence is an answer (B02)."""
    found = call_lists.reasons(
        [duty("thank", "a"), duty("rest", "b"), duty("my_promise", "a", "Send the list")]
    )

    assert list(found) == ["a"]
    assert [one.kind for one in found["a"]] == ["thank", "my_promise"]


def test_the_list_has_each_reason_once_and_names_who_has_no_number():
    why = {"a": (duty("thank", "a"), duty("thank", "a"))}
    people = [Call("a", "Ada", phones=("1",)), Call("b", "Bea"), Call("c", "Cem", phones=("2",))]

    found = call_lists.filled(people, why)

    assert [call.name for call in found.calls] == ["Ada", "Cem"]
    assert found.calls[0].reasons == (("Do it", "It is due."),)
    assert "thank you" in found.calls[0].opening
    assert "how can I help" in found.calls[1].opening
    assert found.unreachable == ("Bea",)
    assert found.more == 0


def test_more_than_a_sitting_holds_is_counted():
    people = [Call(str(n), str(n), phones=("1",)) for n in range(MOST + 3)]

    found = call_lists.filled(people, {})

    assert (len(found.calls), found.more) == (MOST, 3)


@pytest.mark.parametrize(
    "kind",
    ["thank", "report_back", "my_promise", "their_promise", "second_try", "last_try", "check_in"],
)
def test_p01_no_opening_speaks_of_a_job(kind):
    said = call_lists.opening(kind).casefold()

    assert not any(word in said for word in ("job", "position", "hiring", "opening", "vacanc"))


def test_their_office_hours_are_told_on_your_clock_where_it_shows_something_else():
    prague, london = ZoneInfo("Europe/Prague"), ZoneInfo("Europe/London")

    assert call_lists.their_day(london, prague, NOW) == ("10:00", "18:00")
    assert call_lists.their_day(prague, prague, NOW) is None
    assert call_lists.their_day(None, prague, NOW) is None
    assert call_lists.their_day(london, prague, NOW.replace(tzinfo=None)) == ("10:00", "18:00")
