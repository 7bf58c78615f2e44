import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import chains
from app.domain.chains import COSTS, MOST_LINKS, Branch, Chains, Link, Tie

people = st.sampled_from("ABCDEFGH")
links = st.lists(st.builds(Link, people, people).filter(lambda one: one[0] != one[1]), max_size=20)


# Above


def test_everyone_up_the_chain_is_found_any_number_of_steps_away():
    sent = [Link("Alice", "Bruce"), Link("Bruce", "Dana"), Link("Ines", "Dana"), Link("X", "Y")]

    assert chains.above(sent, ["Dana"]) == {"Alice", "Bruce", "Ines"}
    assert chains.above(sent, ["Alice", ""]) == set()


def test_people_who_sent_me_to_each_other_stand_above_each_other_and_end_the_walk():
    assert chains.above([Link("A", "B"), Link("B", "A")], ["A"]) == {"A", "B"}


def step_by_step(sent: list[Link], person: str) -> set[str]:
    """The same by asking again and again, as slow as it is plain."""
    found: set[str] = set()
    while True:
        more = {one.from_id for one in sent if one.to_id in found | {person}} - found
        if not more:
            return found
        found |= more


@given(links, people)
def test_above_is_what_asking_link_by_link_finds_cycles_and_all(sent, person):
    assert chains.above(sent, [person]) == step_by_step(sent, person)


def merged(sent: list[Link], keep: str, drop: str) -> list[Link]:
    """The links after two contacts turned out to be one person."""
    renamed = [Link(*(keep if end == drop else end for end in one)) for one in sent]
    return [one for one in renamed if one.from_id != one.to_id]


@given(links, people, people, people)
def test_merging_two_people_loses_nobody_above_anybody(sent, keep, drop, person):
    before = chains.above(sent, [person]) - {person, keep, drop}
    after = chains.above(merged(sent, keep, drop), [keep if person == drop else person])

    assert before <= after
    assert drop not in after or drop == keep


# The way


def test_the_way_names_everybody_between_me_and_a_person_nearest_to_me_first():
    sent = [Link("Alice", "Bruce"), Link("Bruce", "Dana"), Link("Dana", "Marta")]

    assert Chains(sent).way("Marta") == ("Alice", "Bruce", "Dana")
    assert Chains(sent).way("Alice") == ()


def test_of_several_links_the_first_counts_unless_it_leads_in_a_circle():
    sent = Chains([Link("Dana", "Bruce"), Link("Marta", "Bruce"), Link("Bruce", "Dana")])

    assert sent.way("Dana") == ("Marta", "Bruce")
    assert sent.way("Bruce") == ("Dana",)


@given(links, people)
def test_a_way_meets_everybody_once_and_each_step_is_a_link(sent, person):
    way = (*Chains(sent).way(person), person)

    assert len(set(way)) == len(way)
    assert all(step in sent for step in pairwise(way))
    assert set(way[:-1]) <= chains.above(sent, [person])


# Below


def test_branches_stand_under_whoever_they_came_from_each_where_it_is_nearest():
    sent = [
        Link("Alice", "Bruce"), Link("Alice", "Jonas"), Link("Bruce", "Dana"),
        Link("Dana", "Marta"), Link("Jonas", "Marta"), Link("Dana", "Alice"),
    ]  # fmt: skip

    assert chains.branches(sent, "Alice") == (
        Branch("Bruce", "Alice", 1),
        Branch("Dana", "Bruce", 2),
        Branch("Jonas", "Alice", 1),
        Branch("Marta", "Jonas", 2),
    )
    assert chains.branches(sent, "Marta") == ()


@given(links, people)
def test_branches_are_everybody_below_once_and_each_hangs_on_a_link(sent, person):
    found = chains.branches(sent, person)
    turned = [Link(to, sender) for sender, to in sent]

    assert {one.id for one in found} == chains.above(turned, [person]) - {person}
    assert len({one.id for one in found}) == len(found)
    assert all(Link(one.parent, one.id) in sent for one in found)
    depths = {person: 0} | {one.id: one.depth for one in found}
    assert all(depths[one.parent] == one.depth - 1 for one in found)


def test_a_chain_of_a_hundred_thousand_is_walked_without_recursion():
    sent = [Link(str(n), str(n + 1)) for n in range(100_000)]
    walked = Chains(sent)

    assert len(walked.above(["100000"])) == 100_000
    assert len(walked.way("100000")) == 100_000
    assert walked.branches("0")[-1].depth == 100_000


# In words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Dana"], "You › Dana"),
        (["Alice", "Dana"], "You › Alice › Dana, once removed"),
        (["A", "B", "C"], "You › A › B › C, twice removed"),
        (["A", "B", "C", "D"], "You › A › B › C › D, three times removed"),
        ([str(n) for n in range(13)], None),
    ],
)
def test_a_chain_is_one_line_with_its_degree_in_words_p42(names, words):
    said = chains.line(names)

    assert said == words or (words is None and said.endswith(", 12 times removed"))
    assert chains.degree_words(0) == "directly"


# Roads


def asked(ties: list[Tie], known: dict[str, int], *goals: str, **more):
    """The roads to these goals, in a network held in memory."""
    return chains.roads(
        goals,
        lambda some: [tie for tie in ties if tie.other in some],
        lambda some: {person: known[person] for person in some if person in known},
        **more,
    )


def test_the_shortest_and_the_warmest_way_to_somebody_are_told_p08():
    ties = [
        Tie("Gregor", "Dana", 1),
        Tie("Alice", "Bruce", 3), Tie("Bruce", "Dana", 3),
    ]  # fmt: skip

    short, warm = asked(ties, {"Gregor": 1, "Alice": 3}, "Dana")

    assert (short.people, short.shortest, short.warmest) == (("Gregor", "Dana"), True, False)
    assert (warm.people, warm.shortest, warm.warmest) == (("Alice", "Bruce", "Dana"), False, True)
    assert (short.cost, warm.cost) == (8, 3)


def test_whom_i_know_well_needs_no_introduction():
    (road,) = asked([Tie("Alice", "Dana", 3)], {"Alice": 3, "Dana": 3}, "Dana")

    assert road.people == ("Dana",)
    assert road.shortest
    assert road.warmest


def test_whom_i_hardly_know_is_reached_more_warmly_by_a_friend_of_both():
    roads = asked([Tie("Alice", "Dana", 3)], {"Alice": 3, "Dana": 1}, "Dana")

    assert [road.people for road in roads] == [("Dana",), ("Alice", "Dana")]


def test_whom_i_hardly_know_may_be_introduced_by_whoever_knows_them_as_well():
    roads = asked([Tie("Dana", "Marta", 2)], {"Dana": 2, "Marta": 1}, "Marta")

    assert [road.people for road in roads] == [("Marta",), ("Dana", "Marta")]


def test_any_of_several_goals_will_do_and_others_come_after_the_two_best():
    ties = [Tie("Alice", "Dana", 2), Tie("Bruce", "Jonas", 2), Tie("Ines", "Jonas", 1)]
    known = {"Alice": 3, "Bruce": 2, "Ines": 1}

    roads = asked(ties, known, "Dana", "Jonas")

    assert [road.people[0] for road in roads] == ["Alice", "Bruce", "Ines"]
    assert [road.people[0] for road in asked(ties, known, "Dana", "Jonas", most=2)] == [
        "Alice",
        "Bruce",
    ]


def test_a_detour_over_somebody_i_reach_as_easily_is_not_told():
    ties = [Tie("Bruce", "Dana", 2), Tie("Alice", "Bruce", 2)]

    (road,) = asked(ties, {"Alice": 2, "Bruce": 2}, "Dana")

    assert road.people == ("Bruce", "Dana")


def test_nobody_is_no_road_and_further_than_four_links_is_none_either():
    chain = [Tie(str(n), str(n + 1), 3) for n in range(10)]

    assert asked(chain, {}, "9") == ()
    assert asked(chain, {"4": 3}, "9") == ()
    assert asked(chain, {"5": 3}, "9")[0].people == ("5", "6", "7", "8", "9")
    assert asked([], {"A": 3}) == ()


def test_of_a_crowd_around_a_hub_the_warmest_are_looked_at(monkeypatch):
    monkeypatch.setattr(chains, "MOST_AT_ONCE", 1)
    ties = [Tie("A", "Hub", 1), Tie("B", "Hub", 3), Tie("Ann", "A", 3), Tie("Bea", "B", 3)]

    roads = asked(ties, {"Ann": 3, "Bea": 3}, "Hub")

    assert [road.people for road in roads] == [("Bea", "B", "Hub")]


ties_drawn = st.lists(
    st.builds(Tie, people, people, st.sampled_from((1, 2, 3))).filter(lambda t: t[0] != t[1]),
    max_size=16,
)


def every_road(ties: list[Tie], known: dict[str, int], goal: str) -> list[tuple[int, int]]:
    """Cost and length of every simple road, found by trying them all."""
    found, ahead = [], [((goal,), 0)]
    while ahead:
        road, cost = ahead.pop()
        if road[0] in known:
            found.append((cost + COSTS[known[road[0]]], len(road) - 1))
        if len(road) <= MOST_LINKS:
            ahead += [
                ((tie.one, *road), cost + COSTS[tie.warmth])
                for tie in ties
                if tie.other == road[0] and tie.one not in road
            ]
    return found


@settings(max_examples=150)
@given(ties_drawn, st.dictionaries(people, st.sampled_from((1, 2, 3)), max_size=4), people)
def test_no_road_is_shorter_or_warmer_than_the_ones_told(ties, known, goal):
    told = asked(ties, known, goal)
    there = every_road(ties, known, goal)

    assert bool(told) == bool(there)
    if there:
        short = next(road for road in told if road.shortest)
        warm = next(road for road in told if road.warmest)
        assert len(short.people) - 1 == min(length for _cost, length in there)
        assert warm.cost == min(cost for cost, _length in there)
        for road in told:
            assert len(set(road.people)) == len(road.people)
            assert road.people[0] in known
            assert road.people[-1] == goal


def test_a_network_of_three_hundred_thousand_links_is_asked_for_little_of_itself():
    count, looked_at = 100_000, []

    def ties_to(some):
        looked_at.extend(some)
        return [Tie(str((int(p) * 31 + n * 7919) % count), p, n) for p in some for n in (1, 2, 3)]

    began = time.perf_counter()
    (road, *_others) = chains.roads(
        ["7"], ties_to, lambda some: {p: 2 for p in some if int(p) % 50 == 0}
    )

    assert road.people[-1] == "7"
    assert len(looked_at) < 500
    assert time.perf_counter() - began < 1
