import pytest

from app.domain.introductions import (
    Acquaintance,
    Bond,
    Goal,
    HubRow,
    RoadRow,
    Stop,
    bond_words,
    know_words,
    some,
)


@pytest.mark.parametrize(
    ("known", "close", "words"),
    [
        (Acquaintance(), 0, ""),
        (Acquaintance(touches=1), 1, "you were in touch"),
        (Acquaintance(("expert",), touches=3), 2, "you were in touch"),
        (Acquaintance(met=1, touches=9), 2, "you met once"),
        (Acquaintance(("colleague",)), 2, "co-worker"),
        (Acquaintance(met=3), 3, "you met 3 times"),
        (Acquaintance(("friend", "hub"), met=1), 3, "friend, you met once"),
    ],
)
def test_how_well_i_know_somebody_follows_from_what_was_between_us_p08(known, close, words):
    assert (known.closeness, known.words) == (close, words)


def test_a_bond_is_told_as_it_was_noted():
    nothing = Bond()

    assert bond_words("A", "B", Bond("", 2), nothing) == "A knows B well."
    assert bond_words("A", "B", Bond("neighbours", 3), nothing) == "A knows B warmly. Neighbours."
    assert bond_words("A", "B", Bond(reason="She knows"), nothing) == "A sent you to B: “She knows”"
    assert bond_words("A", "B", Bond(reason=""), nothing) == "A sent you to B."
    assert bond_words("A", "B", nothing, Bond(reason="")) == (
        "B sent you to A, so they know each other."
    )
    assert know_words("A", Acquaintance(met=1)) == "You know A: you met once."


def test_a_road_says_what_is_special_about_it():
    stops = (Stop("a", "A"), Stop("b", "B"))

    assert RoadRow(stops[:1], (), True, True).title == "You know them yourself"
    assert RoadRow(stops, (), True, True).title == "The shortest way, and the warmest"
    assert RoadRow(stops, (), True, False).title == "The shortest way"
    assert RoadRow(stops, (), False, True).title == "The warmest way"
    assert RoadRow(stops, ()).title == "Another way"


def test_a_goal_says_whom_it_means():
    assert Goal("person", "a", "Ada", "Kestrel").words == "Ada, Kestrel"
    assert Goal("person", "a", "Ada").words == "Ada"
    assert Goal("firm", "Kestrel", "Kestrel").words == "Somebody at Kestrel"
    assert Goal("field", "ports", "ports").words == "Somebody who knows about “ports”"


def test_of_many_names_some_are_said_and_never_how_many_p07():
    assert some(()) == ""
    assert some(["A"]) == "A"
    assert some(["A", "B"]) == "A and B"
    assert some(list("ABCDE")) == "A, B, C, D and others"
    assert HubRow("h", "Hub", "").words == ""
    assert HubRow("h", "Hub", "", ("A",), ("B",)).words == "Sent you to A. Knows B"
