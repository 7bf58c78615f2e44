from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import tidbits
from app.domain.tidbits import Interest, TidbitDraft, TidbitRow
from app.errors import Invalid

TODAY = date(2026, 11, 25)
PRIYA = {"source_contact_id": "priya", "given": "Priya", "family": "Nair"}
COLD = Interest("dana", "Dana", "expertise", "cold-chain forecasting")


def row(text="Reefer telematics are half the price in spring", **fields):
    return TidbitRow("t1", text, **{"heard_on": "2026-11-20", **fields})


def wrong(draft):
    with pytest.raises(Invalid) as refusal:
        draft.checked(TODAY)
    return refusal.value.errors


# What is typed


def test_nothing_may_be_passed_on_until_somebody_said_so():
    """P29."""
    assert TidbitDraft("Heard something").checked(TODAY).may_pass == "no"


def test_a_tidbit_is_tidied_and_was_heard_today_unless_said():
    tidy = TidbitDraft("  a  b ", source=" the  radio", about="cold   chain").checked(TODAY)

    assert (tidy.text, tidy.source, tidy.about) == ("a b", "the radio", "cold chain")
    assert tidy.heard_on == TODAY


def test_what_cannot_be_kept_is_said_field_by_field():
    tomorrow = TODAY + timedelta(1)

    assert set(wrong(TidbitDraft(" \u3164"))) == {"text"}
    assert set(wrong(TidbitDraft("x", heard_on=tomorrow))) == {"heard_on"}
    assert set(wrong(TidbitDraft("x", fresh_until=TODAY - timedelta(1)))) == {"fresh_until"}
    assert set(wrong(TidbitDraft("x" * 2001, "y" * 2001))) == {"text", "source"}
    assert set(wrong(TidbitDraft("x", may_pass="perhaps"))) == {"may_pass"}


# What may go where


def test_what_may_be_passed_on_freely_names_its_source():
    """P29."""
    shared = tidbits.to_share(row("It snows.", may_pass="freely", **PRIYA), TODAY)

    assert shared.text == "It snows (from Priya Nair)"
    assert tidbits.to_share(row("It snows.", may_pass="freely"), TODAY).text == "It snows."
    by_radio = row("It snows", may_pass="freely", source="the radio")
    assert tidbits.to_share(by_radio, TODAY).text == "It snows (from the radio)"


def test_without_the_source_only_the_text_goes():
    """P29."""
    shared = tidbits.to_share(row("It snows", may_pass="unnamed", source="x", **PRIYA), TODAY)

    assert shared.text == "It snows"


def test_a_source_that_is_not_to_be_named_must_not_stand_in_the_text():
    """P29."""
    told = row("Priya tests telematics", may_pass="unnamed", **PRIYA)

    assert tidbits.to_share(told, TODAY) is None
    assert tidbits.name_warning(told).startswith("“Priya” stands in the text itself.")
    assert tidbits.name_warning(row(may_pass="unnamed", **PRIYA)) == ""
    assert tidbits.name_warning(row("Priya tests", may_pass="freely", **PRIYA)) == ""


def test_what_may_not_be_passed_on_or_is_stale_goes_nowhere():
    """P29."""
    assert tidbits.to_share(row(may_pass="no"), TODAY) is None
    stale = row(may_pass="freely", fresh_until="2026-11-24")
    assert stale.is_stale(TODAY)
    assert tidbits.to_share(stale, TODAY) is None
    assert tidbits.to_share(row(may_pass="freely", fresh_until="2026-11-25"), TODAY)


def test_where_it_came_from_is_one_line():
    assert row(source="by mail", **PRIYA).from_whom == "Priya Nair, by mail"
    assert row().from_whom == ""
    assert set(tidbits.may_pass_names()) == {"freely", "unnamed", "no"}


def test_a_line_that_says_what_was_forbidden_afterwards_is_kept_back():
    """P29: a tidbit that was taken over into a meeting, then turned to “no”."""
    lines = ("Reefer telematics: half the price in spring (from Priya Nair)", "Two planners free")

    assert tidbits.kept_back(lines, [row(may_pass="no", **PRIYA)]) == lines[:1]
    assert tidbits.kept_back(lines, [row(may_pass="freely", **PRIYA)]) == ()


def test_a_line_that_names_who_is_not_to_be_named_is_kept_back():
    """P29: taken over freely, then turned to “without naming the source”."""
    named = "Reefer telematics are half the price in spring (from Priya Nair)"
    unnamed = "Reefer telematics are half the price in spring"

    assert tidbits.kept_back([named, unnamed], [row(may_pass="unnamed", **PRIYA)]) == (named,)


def test_a_text_loses_the_sentences_that_must_stay_here_and_no_others():
    """P29."""
    told = row("Kestrel moves to Gdansk in June", may_pass="no")
    text = "Thank you, Dana.\n\nIn June Kestrel moves to Gdansk! I enjoyed it.\n  All the best "

    assert tidbits.guard(text, [told]) == (
        "Thank you, Dana.\n\nI enjoyed it.\n  All the best ", 1
    )  # fmt: skip
    assert tidbits.guard("Kestrel moves to Gdansk in June", [told]) == ("", 1)
    assert tidbits.guard(" Kestrel is fine. ", [told]) == (" Kestrel is fine. ", 0)


def test_what_two_sentences_say_together_is_said():
    """P29."""
    told = row("Kestrel moves to Gdansk in June", may_pass="no")

    assert tidbits.guard("Kestrel moves. To Gdansk, in June. Really.", [told]) == ("Really.", 2)
    assert tidbits.guard("Kestrel moves\nto Gdansk in June\n\nYours", [told]) == ("\nYours", 2)


# Whom it would interest


def test_a_topic_they_work_on_is_reason_enough_and_one_word_is_not():
    """P29."""
    about = row(may_pass="freely", about="cold chain")
    word = row("It is cold in Oslo", may_pass="freely")

    offered = tidbits.offers([about, word], [COLD], today=TODAY, to=["dana"])

    assert [(one.tidbit_id, one.because) for one in offered] == [
        ("t1", "Dana works on cold-chain forecasting")
    ]


def test_half_a_topic_is_no_reason():
    """P29."""
    storage = row("Plugs for reefers", may_pass="freely", about="ports; cold storage, spring")

    assert tidbits.offers([storage], [COLD], today=TODAY, to=["dana"]) == ()
    assert tidbits.strength("Plugs", "ports, cold storage", COLD) == 1


def test_a_need_explains_before_what_ties_with_it():
    """P24, P29."""
    told = row("A speaker for analysts", may_pass="freely")
    tag = Interest("dana", "Dana", "tag", "analyst speakers")
    need = Interest("dana", "Dana", "need", "A speaker for analyst day.")

    (offered,) = tidbits.offers([told], [tag, need], today=TODAY, to=["dana"])

    assert offered.because == "Dana needs: A speaker for analyst day"


def test_nobody_is_offered_her_own_news_nor_what_stays_here():
    """P29."""
    interest = [Interest("priya", "Priya", "expertise", "reefer telematics")]
    own = row(may_pass="freely", **PRIYA)
    secret = row(may_pass="no")

    assert tidbits.offers([own, secret], interest, today=TODAY, to=["priya"]) == ()
    assert tidbits.offers([row(may_pass="freely")], [], today=TODAY, to=["priya"]) == ()


def test_each_kind_of_interest_has_its_reason():
    said = {
        kind: tidbits.because(Interest("i", "Dana", kind, "ports."))
        for kind in ("need", "expertise", "tag", "firm", "purpose")
    }
    assert said["firm"] == "Dana is at ports"
    assert len(set(said.values())) == 5


def test_a_new_text_finds_the_open_need_it_would_meet():
    """P24."""
    needs = [
        Interest("jan", "Jan", "need", "A photo of the old control room"),
        Interest("dana", "Dana", "need", "A speaker for her January analyst day"),
    ]

    found = tidbits.helped("Priya would love to speak in January, analysts welcome", "", needs)

    assert [need.name for need in found] == ["Dana"]


ROWS = st.builds(
    TidbitRow,
    id=st.just("t"),
    text=st.text(min_size=1, max_size=40),
    source=st.text(max_size=12),
    source_contact_id=st.sampled_from(["", "a", "b"]),
    given=st.text(max_size=8),
    family=st.text(max_size=8),
    may_pass=st.sampled_from(["freely", "unnamed", "no"]),
    about=st.text(max_size=20),
    heard_on=st.just("2026-11-20"),
    fresh_until=st.sampled_from(["", "2026-11-24", "2026-11-26"]),
)


@given(ROWS)
def test_whatever_leaves_the_book_is_fresh_and_was_allowed(tidbit):
    """P29."""
    shared = tidbits.to_share(tidbit, TODAY)

    if shared is not None:
        assert tidbit.may_pass != "no"
        assert tidbit.fresh_until != "2026-11-24"
        assert tidbits.kept_back([shared.text], [tidbit]) == ()
        if tidbit.may_pass == "unnamed":
            assert shared.text == tidbit.text
    if tidbit.may_pass == "no" and tidbit.text.strip() and tidbit.text.isascii():
        assert tidbits.guard(f"Well. {tidbit.text}", [tidbit])[1] or ".." in tidbit.text
        assert tidbits.kept_back([tidbit.text], [tidbit]) == (tidbit.text,)
