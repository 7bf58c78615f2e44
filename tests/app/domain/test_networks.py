"""Who hangs under whom in the picture of a network (P08, P12, P42)."""

from app.domain import networks
from app.domain.networks import Known, Network, Person, Sent


def people(*ids: str, close: str = "", links: int = 0) -> tuple[Person, ...]:
    return tuple(Person(i, i.title(), closeness=2 * (i in close), links=links) for i in ids)


def shape(network: Network, rows: int = 20, columns: int = 5) -> list[str]:
    """Everybody in reading order, with whoever they stand under, how far away and on which row."""
    found = networks.picture(network, rows=rows, columns=columns)
    return [f"{p.row} {p.parent}>{p.id} {p.depth}" for p in found.places]


CHAIN = Network(
    people=people("alice", "bruce", "dana", "ruth", "zoe", close="alice"),
    sent=(Sent("bruce", "ruth"), Sent("bruce", "dana"), Sent("alice", "bruce")),
)


def test_a_chain_is_read_from_left_to_right_p42():
    assert shape(CHAIN) == [
        *("0 >alice 1", "0 alice>bruce 2", "0 bruce>dana 3", "1 bruce>ruth 3", "2 >zoe 1"),
    ]


def test_who_is_nobody_s_stands_under_whoever_knows_them_best_p08():
    network = Network(
        people("alice", "bruce", "dana", "wei", close="alice bruce"),
        sent=(Sent("wei", "dana"),),
        known=(Known("alice", "wei", 1), Known("wei", "bruce", 3), Known("alice", "bruce", 3)),
    )

    assert shape(network) == [
        *("0 >bruce 1", "0 bruce>wei 2", "0 wei>dana 3", "1 >alice 1"),
    ]
    across = networks.picture(network, rows=9, columns=9).across
    assert across == (Known("alice", "wei", 1), Known("alice", "bruce", 3))


def test_people_who_sent_me_to_each_other_stand_once():
    network = Network(
        people("alice", "bruce", "chidi", close="alice"),
        sent=(Sent("bruce", "alice"), Sent("alice", "bruce"), Sent("nobody", "bruce")),
        known=(Known("alice", "bruce", 3),),
    )

    found = networks.picture(network, rows=9, columns=9)

    assert sorted(place.id for place in found.places) == ["alice", "bruce", "chidi"]
    assert found.across == ()  # one line between two is enough


def test_what_does_not_fit_is_counted_and_the_way_to_the_aim_comes_first():
    near = networks.picture(CHAIN, rows=9, columns=2)
    few = networks.picture(
        Network(CHAIN.people, CHAIN.sent, aims=frozenset({"ruth"})), rows=1, columns=5
    )

    assert (near.left_out, near.rows, near.columns) == (2, 2, 2)
    assert [place.id for place in few.places] == ["alice", "bruce", "ruth"]
    assert few.left_out == 2


def test_nobody_makes_an_empty_picture():
    found = networks.picture(Network(), rows=9, columns=9)
    assert (found.places, found.rows, found.columns, found.left_out) == ((), 0, 0, 0)


def test_the_hubs_are_in_the_order_of_how_many_hang_on_them_p12():
    network = Network(
        (*people("alice", "bruce", links=3), *people("dana", links=7), *people("wei", links=2))
    )
    assert networks.hubs(network) == {"dana": 1, "alice": 2, "bruce": 3}
