"""What the page itself says."""

from dataclasses import replace

import pytest

from app.brief import phrases
from app.brief.content import Brief, BriefPerson
from app.brief.setting import Runs


def said(runs: Runs) -> str:
    return " ".join(run.text for run in runs).replace("\xa0", " ")


def group(*names: str) -> Brief:
    return Brief(people=tuple(BriefPerson(name=name) for name in names))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Dana Okafor", "Dana"),
        ("Prof. Dana Okafor", "Dana"),
        ("J. Edgar", "J."),
        ("Dana", "Dana"),
        ("", ""),
        ("Wolfeschlegelsteinhausen B", "Wolfeschlegelstei…"),
    ],
)
def test_people_are_called_by_their_first_name(name: str, called: str) -> None:
    assert phrases.first_name(name) == called


def test_the_name_you_use_goes_before_the_first_name() -> None:
    brief = Brief(people=(BriefPerson(name="Zhang Wei", short="Mr Zhang"),))
    assert phrases.called(brief) == ("Mr Zhang",)
    assert phrases.about_title(brief) == "About Mr Zhang"


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ((), "You › Dana, directly"),
        (("Alice",), "You › Alice › Dana, once removed"),
        (("Alice", "Bruce"), "You › Alice › Bruce › Dana, twice removed"),
        (("A", "B", "C"), "You › A › B › C › Dana, three times removed"),
    ],
)
def test_the_chain_reads_from_you_to_them(between: tuple[str, ...], expected: str) -> None:
    """Twice removed from the main contacts (P42)."""
    brief = replace(group("Dana Okafor"), chain=between)
    assert said(phrases.chain(brief, len(between))) == expected


def test_a_chain_with_less_room_counts_its_middle() -> None:
    brief = replace(group("Dana Okafor"), chain=("A", "B", "C", "D", "E"))
    assert "You › A › 3 others › E › Dana" in said(phrases.chain(brief, 2))
    assert "You › A › B › 2 others › E › Dana" in said(phrases.chain(brief, 3))


def test_names_are_listed_and_many_are_counted() -> None:
    assert phrases.names(Brief()) == "No one named yet"
    assert phrases.names(group("Ann A")) == "Ann A"
    assert phrases.names(group("Ann A", "Bo B")) == "Ann A and Bo B"
    assert phrases.names(group("A", "B", "C")) == "A, B and C"
    assert phrases.names(group(*"ABCDEFGH")) == "A, B, C, D, E and 3 more"


def test_a_page_without_expertise_says_so() -> None:
    """Know what your expert is expert at (P30)."""
    brief = group("Dana Okafor")
    (words,) = phrases.no_expertise(brief, brief.people[0])
    assert said(words) == "Not noted yet. Ask early what Dana knows best."


def test_a_remark_in_brackets_is_quieter_than_the_need() -> None:
    need, remark = phrases.with_quiet_end("A speaker for January (open since 14 Nov)")
    assert (need.text, need.ink) == ("A speaker for January", "text")
    assert (remark.text, remark.ink) == ("(open since 14 Nov)", "quiet")
    assert len(phrases.with_quiet_end("A speaker (or two) for January")) == 1


def test_a_reason_is_quoted_once_even_when_it_came_in_quotes() -> None:
    brief = Brief(reason="“She knows the field.”", reason_by="Bruce Lindqvist")
    (words,) = phrases.reason(brief)
    assert said(words) == "“She knows the field.” — Bruce"
    assert phrases.reason(Brief(reason_by="Bruce")) == ()


@pytest.mark.parametrize("stage", ["info_only", "referred", "applied"])
def test_the_band_always_says_what_the_stage_asks_of_you(stage: str) -> None:
    """Go in expecting information, not a job (P38)."""
    brief = replace(group("Dana Okafor"), stage=stage)  # type: ignore[arg-type]
    label, words = phrases.stage(brief)
    assert label
    assert words


def test_information_only_never_asks_for_a_job() -> None:
    _label, words = phrases.stage(group("Dana Okafor"))
    assert words.startswith("Ask for insight, feedback and names.")
    assert "only if Dana brings it up" in words
    assert "only if they bring it up" in phrases.stage(group("A", "B"))[1]


def test_permission_without_a_referrer_still_reads() -> None:
    for permission in ("yes", "no", "not_asked"):
        brief = Brief(name_permission=permission)  # type: ignore[arg-type]
        (words,) = phrases.permission(brief)
        assert "who sent you" in said(words)
    assert phrases.permission(Brief()) == ()


def test_the_nearest_referrer_gives_permission_when_none_is_named() -> None:
    brief = Brief(chain=("Alice Chen", "Bruce Lindqvist"), name_permission="yes")
    (words,) = phrases.permission(brief)
    assert said(words) == "You may use Bruce’s name."


def test_the_page_says_how_many_names_it_left_out_b04() -> None:
    brief = replace(group("Dana Okafor"), names_left_out=1, name_permission="no")
    assert [said(item) for item in phrases.permission(brief)] == [
        "Do not say who sent you.",
        "One name is left out of this page, for want of a yes.",
    ]
    (told,) = phrases.permission(Brief(names_left_out=2))
    assert said(told) == "2 names are left out of this page, for want of a yes."
