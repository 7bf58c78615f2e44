from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import favors
from app.domain.favors import Balance, Booked, FavorDraft, FavorRow, MeetingHeld
from app.errors import Invalid

TODAY = date(2026, 11, 24)


def favor(place: int, direction: str = "received", **more) -> FavorRow:
    plain = {"size": "small", "what": f"favor {place}", "on_date": "2026-11-01"}
    return FavorRow(str(place), "dana", "Dana Okafor", direction, **plain | more)


# Drafts


def test_a_favor_is_tidied_and_is_of_today_unless_said_otherwise():
    tidy = FavorDraft("dana", "given", "medium", "  A   summary ").checked(TODAY)

    assert (tidy.what, tidy.on_date) == ("A summary", TODAY)


def test_each_field_of_a_favor_that_cannot_be_kept_has_its_sentence():
    wrong = FavorDraft("", "sideways", "huge", " \u200b ", date(2026, 11, 25))

    with pytest.raises(Invalid) as refusal:
        wrong.checked(TODAY)

    assert list(refusal.value.errors) == ["contact", "direction", "what", "size", "on_date"]


def test_a_favor_that_fills_a_page_is_too_long():
    with pytest.raises(Invalid) as refusal:
        FavorDraft("dana", what="x" * 2001).checked(TODAY)

    assert refusal.value.errors == {"what": "This line is too long: 2,000 characters fit."}


@pytest.mark.parametrize(
    ("minutes", "size"),
    [(1, "small"), (15, "small"), (16, "medium"), (90, "medium"), (91, "large"), (720, "large")],
)
def test_the_size_of_a_favor_follows_from_the_minutes_of_their_time(minutes, size):
    assert favors.size_of(minutes) == size


# What a held meeting owes


def test_p27_after_a_referral_you_owe_two_people_the_contact_and_the_referrer():
    held = MeetingHeld("m", "2026-11-20", 40, ("dana",), "Dana Okafor", "bruce")

    assert favors.owed_for(held) == (
        Booked("m", "dana", "time", "medium", "40 minutes of their time", "2026-11-20"),
        Booked("m", "bruce", "referral", "small", "Sent me to Dana Okafor", "2026-11-20"),
    )


def test_p27_everybody_at_the_table_gave_their_time():
    held = MeetingHeld("m", "2026-11-20", 1, ("dana", "marta"), "Dana", "bruce")

    assert [(one.contact_id, one.what) for one in favors.owed_for(held)] == [
        ("dana", "1 minute of their time"),
        ("marta", "1 minute of their time"),
        ("bruce", "Sent me to Dana"),
    ]


def test_only_what_a_person_said_otherwise_is_in_their_hand():
    wanted = Booked("m", "dana", "time", "medium", "40 minutes of their time", "2026-11-20")
    was = favor(1, size="medium", what="40 minutes of their time", on_date="2026-11-20")

    def hand(size="medium", what=was.what, on_date: date | None = date(2026, 11, 20), before=""):
        draft = FavorDraft("dana", "received", size, what, on_date)
        return favors.in_hand(wanted, was, draft, before)

    assert hand() == ""
    assert hand(size="large") == "size"
    assert hand("small", "A walk round the store", date(2026, 11, 19)) == "what size on_date"
    assert hand(on_date=None) == "on_date"
    assert hand(before="what size") == ""


def test_what_nobody_touched_goes_on_following_the_meeting():
    wanted = Booked("m", "bruce", "referral", "small", "Sent me to Dana Okafor", "2026-11-20")
    was = favor(1, what="Sent me to Dana", on_date="2026-11-20")

    def hand(what: str, before: str = "") -> str:
        draft = FavorDraft("bruce", "received", "small", what, date(2026, 11, 20))
        return favors.in_hand(wanted, was, draft, before)

    assert hand("Sent me to Dana") == ""
    assert hand("Sent me to Dana", "what") == "what"
    assert hand("Introduced me to Dana") == "what"


# Settling


def test_a_favor_is_settled_by_one_that_went_back_to_the_same_person():
    assert favors.settling_problem(favor(1), favor(2, "given")) == ""
    assert "between" in favors.settling_problem(favor(1), _of_bruce(favor(2, "given")))
    assert "same way" in favors.settling_problem(favor(1), favor(2))
    twice = favors.settling_problem(favor(1, settles=True), favor(2, "given"))
    assert "settles another one already" in twice
    assert "settled itself" in favors.settling_problem(favor(1), favor(2, "given", settled_by="3"))


def _of_bruce(row: FavorRow) -> FavorRow:
    return FavorRow(row.id, "bruce", "Bruce", row.direction, row.size, row.what, row.on_date)


# How things stand


@pytest.mark.parametrize(
    ("received", "given", "words"),
    [
        (0, 0, ""),
        (1, 0, "One favor from Dana, none back yet."),
        (2, 1, "Two favors from Dana, one back."),
        (14, 13, "14 favors from Dana, 13 back."),
        (0, 1, "One favor to Dana, none back yet."),
        (3, 5, "Five favors to Dana, three back."),
        (2, 2, "You and Dana are even."),
    ],
)
def test_p21_the_balance_is_told_in_words_and_never_as_a_score(received, given, words):
    assert Balance(received, given).words("Dana") == words


def test_a_favor_and_the_one_that_settles_it_are_even():
    rows = [favor(1, settled_by="2"), favor(2, "given", settles=True), favor(3)]

    stands = favors.balance(rows)

    assert stands == Balance(received=1, given=0, settled=2, last="favor 3")
    assert favors.balance(rows[:2]).words("Dana") == "You and Dana are even."


def test_the_last_favor_is_the_newest_on_the_side_that_has_more():
    rows = [
        favor(1, on_date="2026-11-03"), favor(2, on_date="2026-11-05"),
        favor(3, "given", on_date="2026-11-09"),
    ]  # fmt: skip

    assert favors.balance(rows).last == "favor 2"
    assert favors.balance(rows[2:]).last == "favor 3"
    assert favors.balance([rows[0], rows[2]]).last == ""


@st.composite
def ledgers(draw) -> list[FavorRow]:
    rows = []
    for place in range(draw(st.integers(0, 8))):
        direction = draw(st.sampled_from(["received", "given"]))
        day = f"2026-11-{draw(st.integers(1, 28)):02d}"
        state = draw(st.sampled_from([{}, {"settled_by": "x"}, {"settles": True}]))
        rows.append(favor(place, direction, on_date=day, **state))
    return rows


@given(ledgers().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_p21_a_balance_never_depends_on_order(both):
    rows, shuffled = both

    assert favors.balance(shuffled) == favors.balance(rows)


def test_p21_one_calm_sentence_stands_before_another_ask_of_somebody_already_owed():
    owing = favors.warning(Balance(1, 0, last="an hour."), "Dana")

    assert owing == (
        "You already owe Dana a favor (an hour). Something given first makes the next ask easier."
    )
    assert favors.warning(Balance(3, 1, last="an hour"), "Dana").startswith(
        "You already owe Dana two favors (last: an hour)."
    )
    assert favors.warning(Balance(1, 1), "Dana") == ""
    assert favors.warning(Balance(0, 1), "Dana") == ""


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        ([], ""),
        ([Balance(1, 1), Balance(settled=2)], "You are even with everybody."),
        ([Balance(5, 1)], "You owe one person a favor."),
        ([Balance(1), Balance(2), Balance(0, 1)],
         "You owe two people a favor. One person has had more from you."),
        ([Balance(0, 1), Balance(0, 4)], "Two people have had more from you."),
    ],
)  # fmt: skip
def test_p21_the_whole_is_told_in_people_and_not_in_points(stands, words):
    assert favors.overall(stands) == words


def test_a_favor_goes_back_the_other_way():
    assert favors.opposite("received") == "given"
    assert favors.opposite("given") == "received"
