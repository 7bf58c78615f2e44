from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import messages
from app.domain.etiquette import Duty, Key
from app.domain.messages import KINDS, Occasion, occasion_of_duty
from app.errors import Invalid

OCCASIONS = st.builds(
    Occasion, st.sampled_from(KINDS), st.text(),
    st.none() | st.builds(Key, st.text(), st.text(), st.text()), st.text(), st.text(), st.text(),
)  # fmt: skip


def duty(kind):
    return Duty(kind, "dana", "meeting", date(2026, 11, 25), "", "", outreach_id="thread")


@given(OCCASIONS)
def test_an_occasion_travels_as_a_text_and_back(occasion):
    assert Occasion.from_id(occasion.to_id()) == occasion


@given(st.text() | st.sampled_from(["[]", "{}", "null", "3", '{"kind": "request"}']))
def test_any_other_text_is_no_occasion(text):
    with pytest.raises(Invalid, match="what this message is for"):
        Occasion.from_id(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "blast", "contact_id": "dana"}',
        '{"kind": "request", "contact_id": 7}',
        '{"kind": "request", "contact_id": "dana", "duty": ["thank"]}',
        '{"kind": "request", "contact_id": "dana", "duty": ["thank", "dana", 3]}',
        '{"kind": "request", "contact_id": "dana", "to": "everybody"}',
        '{"kind": ["request"], "contact_id": "dana"}',
    ],
)
def test_an_occasion_of_no_known_kind_or_with_odd_parts_is_refused(text):
    with pytest.raises(Invalid):
        Occasion.from_id(text)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("thank", "thank_you"),
        ("report_back", "report_back"),
        ("their_promise", "reminder"),
        ("second_try", "second_try"),
        ("last_try", "last_try"),
        ("check_in", "check_in"),
    ],
)
def test_a_duty_says_what_there_is_to_write_p04_b01_b02_b06(kind, written):
    asked = duty(kind)
    assert occasion_of_duty(asked) == Occasion(
        written, "dana", Key(kind, "dana", "meeting"), outreach_id="thread"
    )


@pytest.mark.parametrize("kind", ["my_promise", "rest"])
def test_what_is_to_be_done_rather_than_written_has_no_occasion(kind):
    assert occasion_of_duty(duty(kind)) is None


def test_every_kind_has_a_name():
    assert set(messages.kind_names()) == set(KINDS)
    assert messages.as_kind("request") == "request"
    with pytest.raises(Invalid):
        messages.as_kind("blast")


@pytest.mark.parametrize(
    ("occasion", "kind", "done"),
    [
        (Occasion("thank_you", "dana"), "thank", True),
        (Occasion("thank_you", "bruce"), "thank", False),
        (Occasion("thank_you", "dana"), "report_back", False),
        (Occasion("thank_you", "dana"), "rest", False),
        (Occasion("thank_you", "dana", outreach_id="thread"), "thank", True),
        (Occasion("thank_you", "dana", outreach_id="another"), "thank", False),
        (Occasion("report_back", "dana", meeting_id="meeting"), "report_back", True),
        (Occasion("report_back", "dana", meeting_id="another"), "report_back", False),
    ],
)
def test_a_message_begun_without_a_duty_does_the_one_that_it_fits_p04(occasion, kind, done):
    assert messages.answers(occasion, duty(kind)) is done


def news(cause, day, *, to="bruce", kind="report_back"):
    since = date(2026, 11, day) if day else None
    return Duty(kind, to, cause, date(2026, 11, 28), "", "", since=since)


def test_b01_whoever_hears_the_news_has_heard_all_that_came_before():
    before, own, same_day = news("m1", 10), news("m2", 20), news("m1x", 20)
    found = [own, news("m3", 21), before, same_day, news("m0", 1, to="alice"), news("m0", None)]

    told = messages.told_with(own.key, found)

    assert [one.cause_id for one in told] == ["m1", "m1x", "m0"]
    assert messages.newest([own, before, same_day]) == own


def test_what_is_no_news_and_news_that_are_gone_tell_nothing_else():
    thanks = [news("m1", 10, kind="thank"), news("m2", 20, kind="thank")]

    assert messages.told_with(thanks[1].key, thanks) == ()
    assert messages.told_with(Key("report_back", "bruce", "gone"), [news("m1", 10)]) == ()
