from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain import today
from app.domain.etiquette import Duty, Key
from app.domain.meetings import MeetingRow
from app.domain.readiness import MeetingFacts
from app.domain.today import Day, Line

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def duty(kind="thank", who="marta", *, cause="m1", days=0, reason="You met.", at=None):
    due = TODAY + timedelta(days=days)
    return Duty(kind, who, cause, due, f"{kind} {who}", reason, "o1", at, who.title())


def line(kind="thank", who="marta", days=0, at=None):
    return Line(kind, who, "c1", who, f"{kind} {who}", due=TODAY + timedelta(days=days), at=at)


def test_each_duty_is_a_line_of_its_own():
    lines = today.of_duties([duty(), duty("my_promise", cause="p1"), duty(who="ines")])
    assert [found.text for found in lines] == ["thank marta", "my_promise marta", "thank ines"]
    assert lines[0].key == Key("thank", "marta", "m1")
    assert lines[0].id == "thank marta m1"
    assert lines[0].outreach_id == "o1"


def test_p04_two_thanks_to_one_person_are_one_line_with_both_reasons():
    at = NOW + timedelta(hours=3)
    lead = duty(cause="i1", reason="She gave you a lead.")
    (found,) = today.of_duties([lead, duty(at=at)])
    assert found.reason == "She gave you a lead. You met."
    assert [one.cause_id for one in found.duties] == ["i1", "m1"]
    assert found.at == at


def test_a_moment_of_a_later_day_does_not_hurry_the_line_and_no_reason_is_said_twice():
    at = NOW + timedelta(days=1)
    (found,) = today.of_duties([duty(cause="i1"), duty(days=1, at=at)])
    assert found.at is None
    assert found.reason == "You met."


def test_two_promises_to_one_person_stay_two_lines():
    assert len(today.of_duties([duty("my_promise", cause="a"), duty("my_promise", cause="b")])) == 2


def test_what_is_late_stands_first_then_thanks_and_what_is_at_leisure_last():
    lines = [
        line("type_up", days=-8), line("check_in"), line("thank", at=NOW + timedelta(hours=2)),
        line("took_place"), line("report_back", days=-2), line("thank", "ines", days=-1),
    ]  # fmt: skip
    said = [(one.kind, one.contact_id) for one in today.due_first(lines, NOW, TODAY)]
    assert said == [
        ("report_back", "marta"), ("thank", "ines"), ("took_place", "marta"), ("thank", "marta"),
        ("check_in", "marta"), ("type_up", "marta"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "hours", "told"),
    [
        (0, -18, "due 18 h ago"),
        (0, -0.01, "due 1 min ago"),
        (0, -0.5, "due 30 min ago"),
        (-3, -70, "due 3 days ago"),
        (0, 4.25, "by 17:15"),
        (1, 20, "by tomorrow 09:00"),
        (0, None, ""),
        (-1, None, "due yesterday"),
        (-2, None, "due 2 days ago"),
        (-7, None, "due 7 days ago"),
        (-14, None, "due 2 weeks ago"),
        (-40, None, "due 5 weeks ago"),
    ],
)
def test_b02_how_late_it_is_is_told_in_words(days, hours, told):
    at = None if hours is None else NOW + timedelta(hours=hours)
    assert today.since(line(days=days, at=at), NOW, TODAY, "Europe/Berlin") == told


def test_b02_thanks_that_run_out_within_a_day_are_for_today():
    assert today.waits(duty(days=1, at=NOW + timedelta(hours=23)), NOW, TODAY)
    assert not today.waits(duty(days=2, at=NOW + timedelta(hours=25)), NOW, TODAY)
    assert not today.waits(duty(days=1), NOW, TODAY)
    assert today.waits(duty(), NOW, TODAY)


def test_nobody_is_late_with_typing_up():
    assert today.since(line("type_up", days=-8), NOW, TODAY, "UTC") == ""


def test_a_line_without_a_day_is_never_late():
    assert not today.is_late(Line("next_step", "marta", "o1", "Marta", "Write"), NOW, TODAY)


def test_p20_who_is_fading_says_since_when_and_against_which_rhythm():
    late = duty("check_in", days=-11)
    spoke = replace(late, since=TODAY - timedelta(days=71))
    (found,) = today.of_duties([spoke])
    assert today.fading(found, TODAY) == "last spoke 71 days ago, your rhythm is 60"
    (put_off,) = today.of_duties([replace(spoke, was_put_off=True)])
    assert today.fading(put_off, TODAY) == "last spoke 71 days ago"
    (unknown,) = today.of_duties([late])
    assert today.fading(unknown, TODAY) == "You met."


def test_a_ready_meeting_says_what_it_has():
    assert today.ready(MeetingFacts(questions=6, has_offer=True)) == "Ready: 6 questions, offer"
    assert today.ready(MeetingFacts(questions=1)) == "Ready: 1 question"


def meeting(start, questions=0, state="agreed"):
    facts = MeetingFacts(people=1, questions=questions, has_start=True, has_purpose=True)
    return MeetingRow(start, start, state=state, facts=facts)


def test_the_day_counts_what_is_due_and_which_meetings_of_two_days_want_something():
    found = Day(
        TODAY, "Asia/Tokyo", due=(line(), line(who="ines")),
        meetings=(
            meeting("2026-11-25T23:00:00Z"),  # tomorrow in Tokyo
            meeting("2026-11-26T02:00:00Z", questions=3),
            meeting("2026-11-26T15:30:00Z"),  # the day after tomorrow there
            meeting(""),
        ),
    )  # fmt: skip
    assert found.count == 2
    assert found.unready == 1
    assert today.day_of(found.meetings[0], "Asia/Tokyo") == date(2026, 11, 26)


@pytest.mark.parametrize(("there", "most", "seen"), [(3, 5, 3), (6, 5, 6), (7, 5, 5), (0, 5, 0)])
def test_more_never_hides_a_single_line(there, most, seen):
    assert today.shown(range(there), most) == seen
