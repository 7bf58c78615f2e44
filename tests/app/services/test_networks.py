"""Whom the picture of a network shows (P08, P12, P42, B04)."""

from datetime import date

import pytest

from app.database import fetch
from app.domain import networks as pictures
from app.domain.introductions import Goal
from app.errors import NotFound
from app.services import networks, sample

TODAY = date(2026, 11, 24)


@pytest.fixture
def told(book):
    sample.fill(TODAY)


def names(net) -> set[str]:
    return {person.name for person in net.people}


def the_id(family: str) -> str:
    return str(fetch("SELECT id FROM contact WHERE family = ?", (family,))[0][0])


def test_the_whole_network_has_everybody_who_is_linked(told):
    net = networks.whole()

    linked = {
        name
        for (name,) in fetch(
            "SELECT trim(given || ' ' || family) FROM contact WHERE id IN"
            " (SELECT from_id FROM referral UNION SELECT to_id FROM referral"
            "  UNION SELECT contact_id FROM relationship UNION SELECT other_id FROM relationship)"
        )
    }
    assert linked <= names(net)
    assert net.others == 61 - len(net.people)
    states = {person.name: person.state for person in net.people}
    assert states["Jan van der Meer"] == "applied"
    assert states["Samuel Mbeki"] == "referred"
    permissions = {sent.may_use_name for sent in net.sent}
    assert permissions == {"yes", "no", "not_asked"}
    ranked = pictures.hubs(net)
    assert next(iter(ranked)) == the_id("Chen")


def test_the_way_to_somebody_is_the_chain_and_whoever_could_introduce_me_p42(told):
    net = networks.way_to(Goal("person", the_id("Zhang"), "Wei Zhang"))

    assert {"Alice Chen", "Bruce Lindqvist", "Dana Okafor", "Wei Zhang"} <= names(net)
    assert len(net.people) < 12
    assert (net.around, net.aims) == ("The way to Wei Zhang", {the_id("Zhang")})


def test_the_ways_into_a_firm_end_with_those_who_work_there(told):
    net = networks.way_to(Goal("firm", "Meridian Foods", "Meridian Foods"))

    aims = {person.name for person in net.people if person.id in net.aims}
    assert "Dana Okafor" in aims
    assert {person.firm for person in net.people if person.id in net.aims} == {"Meridian Foods"}
    assert net.around == "Ways into Meridian Foods"


def test_the_people_around_an_opening_are_those_who_opened_the_door(told):
    (opening,) = fetch("SELECT id FROM opportunity WHERE title LIKE 'Planner, night%'")[0]

    net = networks.around_opportunity(opening)

    assert {"Henrik Dahl", "Samuel Mbeki", "Jan van der Meer"} <= names(net)
    assert net.around.startswith("People around Planner, night desk")


def test_an_opening_that_was_deleted_meanwhile_is_said_to_be(book):
    with pytest.raises(NotFound, match="deleted meanwhile"):
        networks.around_opportunity("gone")


def test_an_empty_book_has_nobody(book):
    assert networks.whole().people == ()
