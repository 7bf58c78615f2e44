from dataclasses import replace

import pytest

from app.domain.readiness import MeetingFacts, gaps, missing

READY = MeetingFacts(
    people=1,
    has_start=True,
    has_purpose=True,
    medium="in_person",
    has_place=True,
    questions=3,
    referrer="Bruce Lindqvist",
    has_reason=True,
    may_use_name="yes",
    has_ask=True,
    has_offer=True,
)


def test_a_ready_meeting_misses_nothing():
    assert gaps(READY) == ()


@pytest.mark.parametrize(
    ("less", "field", "text"),
    [
        ({"people": 0}, "people", "Nobody chosen yet"),
        ({"questions": 0}, "questions", "No questions yet"),
        ({"has_reason": False}, "reason", "No reason for the referral"),
        ({"unknown_experts": ("Dana",)}, "expertise", "No expertise noted"),
        (
            {"people": 2, "unknown_experts": ("Dana",)},
            "expertise",
            "No expertise noted: Dana",
        ),
        ({"has_offer": False}, "offer", "The ask has no offer yet"),
        ({"has_start": False}, "start", "No day and time yet"),
        ({"has_purpose": False}, "purpose", "No purpose yet"),
        (
            {"may_use_name": "not_asked"},
            "may_use_name",
            "Not asked whether you may use the name",
        ),
        ({"has_place": False}, "place", "No place yet"),
    ],
)
def test_each_thing_that_is_missing_is_named_with_its_field(less, field, text):
    (gap,) = gaps(replace(READY, **less))

    assert (gap.field, gap.text) == (field, text)


def test_without_a_referral_no_reason_is_missed():
    assert missing(replace(READY, referrer="", has_reason=False, may_use_name="")) == ()


def test_without_an_ask_no_offer_is_missed():
    assert missing(replace(READY, has_ask=False, has_offer=False)) == ()


def test_a_call_needs_no_place():
    assert missing(replace(READY, medium="phone", has_place=False)) == ()
