from datetime import date

import pytest

from app import settings
from app.services import business_days
from app.settings import Settings


def lives_in(country, region=""):
    settings.save(Settings(country=country, region=region))


def calendar(year=2026):
    return business_days.calendar(date(year, 1, 1), date(year, 12, 31))


def test_b02_holidays_are_those_of_the_country_and_of_its_region():
    lives_in("DE")
    assert calendar().after(date(2026, 4, 30), 1) == date(2026, 5, 4)  # over the first of May
    assert calendar().works(date(2026, 1, 6))
    lives_in("DE", "BY")
    assert not calendar().works(date(2026, 1, 6))


@pytest.mark.parametrize(("country", "free", "works"), [
    ("SA", date(2026, 11, 20), date(2026, 11, 22)), ("DE", date(2026, 11, 22), date(2026, 11, 20)),
])  # fmt: skip
def test_b02_the_weekend_is_that_of_the_country(country, free, works):
    lives_in(country)
    assert not calendar().works(free)
    assert calendar().works(works)


def test_b02_a_saturday_worked_in_exchange_is_a_business_day():
    lives_in("HU")
    assert calendar().works(date(2026, 1, 10))


@pytest.mark.parametrize("country", ["", "XX", "LETTERS"])
def test_a_country_without_holidays_has_weekends_and_a_sentence(country, monkeypatch):
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        monkeypatch.setenv(name, "C")
    lives_in(country)
    assert calendar().after(date(2026, 12, 24), 1) == date(2026, 12, 25)
    assert "weekends" in business_days.problem(country, "")
    assert business_days.regions("XX") == {}


def test_a_region_that_there_is_not_leaves_the_country_its_holidays():
    lives_in("DE", "Atlantis")
    assert not calendar().works(date(2026, 10, 3))
    assert "Atlantis" in business_days.problem("DE", "Atlantis")
    assert business_days.problem("DE", "BY") == ""
    assert business_days.problem("DE", "") == ""


def test_countries_and_their_regions_can_be_chosen():
    assert {"DE", "US", "SA"} <= set(business_days.countries())
    assert business_days.regions("DE")["BY"] == "Bayern"
    assert business_days.regions("VA") == {}


def test_the_country_is_the_systems_unless_one_is_chosen(monkeypatch):
    monkeypatch.setenv("LC_ALL", "cs_CZ.UTF-8")
    lives_in("")
    assert not calendar().works(date(2026, 9, 28))
