from datetime import date, timedelta

import pytest

from app.domain import offers, pipeline
from app.domain.pipeline import Standing
from app.errors import Invalid, Refused

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
REFERRED = Standing("marta", "referred", leads_to="helen", invited_on=TODAY)
APPLIED = Standing("marta", "applied", invited_on=TODAY)
CLOSED = Standing("marta", "applied", closed="landed", invited_on=TODAY)


def errors_of(what):
    with pytest.raises(Invalid) as caught:
        what()
    return caught.value.errors


def test_b01_an_offer_follows_an_application():
    applied = Standing("marta", "applied", applied_on=TODAY - timedelta(days=3), invited_on=TODAY)
    assert offers.offer(applied, TODAY, TODAY) == TODAY
    for day, said in (
        (None, "On which day"), (TOMORROW, "still to come"), (TODAY - timedelta(days=4), "before"),
    ):  # fmt: skip
        errors = errors_of(lambda day=day: offers.offer(applied, day, TODAY))
        assert said in errors["offered_on"]
    with pytest.raises(Refused, match="follows an application"):
        offers.offer(REFERRED, TODAY, TODAY)
    with pytest.raises(Refused, match="Open it again"):
        offers.offer(CLOSED, TODAY, TODAY)


def test_an_offer_is_taken_back_before_it_comes_again():
    offered = Standing("marta", "applied", offered_on=TODAY, invited_on=TODAY)
    offers.take_back(offered)
    with pytest.raises(Refused, match="Take it back first"):
        offers.offer(offered, TODAY, TODAY)
    with pytest.raises(Refused, match="no offer"):
        offers.take_back(APPLIED)
    assert pipeline.state_name("offer") == "An offer"
