from datetime import date, timedelta

import pytest

from app.domain.promises import PromiseDraft
from app.errors import Invalid

TODAY = date(2026, 11, 24)


def draft(**values) -> PromiseDraft:
    return PromiseDraft(**({"direction": "mine", "text": "Send it", "contact": "c"} | values))


def refused(promise: PromiseDraft, **more) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        promise.checked(TODAY, **more)
    return refusal.value.errors


def test_b06_a_promise_is_tidied_and_made_today_unless_another_day_is_said():
    tidy = draft(text="  Send   the article ").checked(TODAY)
    assert (tidy.text, tidy.made_on) == ("Send the article", TODAY)
    earlier = TODAY - timedelta(days=3)
    assert draft(made_on=earlier).checked(TODAY).made_on == earlier


def test_b06_an_introduction_is_something_that_they_offer():
    offered = draft(direction="theirs", kind="introduction", due=TODAY).checked(TODAY)
    assert offered.kind == "introduction"
    assert "like any other of yours" in refused(draft(kind="introduction"))["direction"]
    assert "or something else" in refused(draft(kind="lunch"))["direction"]


def test_a_promise_due_in_the_past_gets_a_sentence_unless_the_day_passed_meanwhile():
    yesterday = TODAY - timedelta(days=1)
    assert "passed already" in refused(draft(due=yesterday))["due"]
    assert draft(due=yesterday).checked(TODAY, was_due=yesterday).due == yesterday


def test_a_promise_that_says_too_little_or_too_much_gets_a_sentence_each():
    errors = refused(
        draft(text=" ", contact="", direction="ours", made_on=TODAY + timedelta(days=1))
    )
    assert set(errors) == {"contact", "text", "direction", "made_on"}
    assert "1,000 fit" in refused(draft(text="x" * 1001))["text"]
