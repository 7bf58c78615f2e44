from datetime import date, timedelta

import pytest

from app.domain import needs
from app.domain.needs import NeedRow
from app.errors import Invalid


def test_p23_a_need_is_a_few_words_of_somebody():
    assert needs.checked("dana", " A  speaker ") == "A speaker"


@pytest.mark.parametrize(
    ("contact", "text", "wrong"), [("", "", ["contact", "text"]), ("dana", "x" * 2001, ["text"])]
)
def test_what_cannot_be_kept_of_a_need_has_its_sentence(contact, text, wrong):
    with pytest.raises(Invalid) as refusal:
        needs.checked(contact, text)

    assert list(refusal.value.errors) == wrong


def test_a_need_is_open_until_somebody_meets_it():
    assert NeedRow("1", "dana", "Dana", "", "A speaker", "2026-11-01").is_open
    assert not NeedRow("1", "dana", "Dana", "", "A speaker", "2026-11-01", "2026-11-09").is_open


def test_p23_two_weeks_after_the_last_look_it_is_time_to_go_over_the_needs_again():
    day = date(2026, 11, 24)
    fresh, old = day - timedelta(days=13), day - timedelta(days=14)

    assert not needs.review_waits(None, None, day), "nobody needs anything"
    assert needs.review_waits(None, old, day), "nobody looked, and it was heard long ago"
    assert not needs.review_waits(None, fresh, day)
    assert needs.review_waits(old, old - timedelta(days=90), day)
    assert not needs.review_waits(fresh, old, day), "who looked at some is left in peace"
    assert not needs.review_waits(old, fresh, day), "what is new was never left alone"
