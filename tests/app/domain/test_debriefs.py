from datetime import date

import pytest

from app.domain.debriefs import (
    OUTCOMES,
    DebriefDraft,
    NameGiven,
    Noted,
    PromiseDraft,
    outcome_names,
    share_words,
)
from app.domain.meetings import QuestionDraft
from app.errors import Invalid


def errors_of(draft: DebriefDraft) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        draft.checked()
    return refused.value.errors


def test_empty_lines_of_the_page_are_left_out_and_the_rest_is_tidied():
    tidy = DebriefDraft(
        questions=(QuestionDraft(" Why? ", " Because. \r\n", "q1"),),
        needs=(Noted(" a  speaker "), Noted("  ")),
        names=(NameGiven("  Priya   Nair ", " Cold Eye ", " worked together "), NameGiven(" ")),
        advice=" Start small. ",
        paths=(Noted("Port planning"), Noted("")),
        promises=(PromiseDraft("mine", " send  the list ", date(2026, 12, 1)),
                  PromiseDraft("theirs", "")),
        notes=" warm ",
        their_share=70,
    ).checked()  # fmt: skip

    assert tidy.questions == (QuestionDraft("Why?", "Because.", "q1"),)
    assert tidy.needs == (Noted("a speaker"),)
    assert tidy.names == (NameGiven("Priya Nair", "Cold Eye", "worked together"),)
    assert tidy.advice == "Start small."
    assert tidy.paths == (Noted("Port planning"),)
    assert tidy.promises == (PromiseDraft("mine", "send the list", date(2026, 12, 1)),)
    assert tidy.notes == "warm"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Priya Nair", ("Priya Nair", "", "")),
        ("Priya Nair, Cold Eye", ("Priya Nair", "Cold Eye", "")),
        ("Priya Nair, Cold Eye — shared a desk", ("Priya Nair", "Cold Eye", "shared a desk")),
        ("Priya Nair - met her at Rila", ("Priya Nair", "", "met her at Rila")),
        ("Martin King, Jr., Rila, Sofia – old friends", ("Martin King, Jr.", "Rila, Sofia",
                                                        "old friends")),
        ("Anne-Marie O'Neil", ("Anne-Marie O'Neil", "", "")),
        ("— nobody", ("— nobody", "", "")),
    ],
)  # fmt: skip
def test_a_whole_line_of_the_page_is_told_apart_into_name_firm_and_how_known(line, parts):
    """A page of handwriting is typed up line by line (B07, P41)."""
    (told,) = DebriefDraft(names=(NameGiven(line),)).checked().names

    assert (told.name, told.organization, told.how_they_know) == parts


def test_a_name_that_stands_for_somebody_or_has_its_parts_stays_as_it_is():
    linked = NameGiven("Nair, Priya", contact="p")
    parted = NameGiven("Nair, Priya", "Cold Eye")

    assert DebriefDraft(names=(linked, parted)).checked().names == (linked, parted)


def test_what_was_said_of_a_resume_keeps_its_name_only_with_the_words():
    said = DebriefDraft(resume_feedback=" Too long. ", resume=" Version  7 ").checked()

    assert (said.resume_feedback, said.resume) == ("Too long.", "Version 7")
    assert DebriefDraft(resume="Version 7").checked().resume == ""


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_of_the_talking_is_a_percentage(share):
    """Let them talk: the debrief asks who talked how much (P31)."""
    assert "between 0 and 100" in errors_of(DebriefDraft(their_share=share))["their_share"]


def test_a_firm_without_a_name_asks_who_it_was():
    assert errors_of(DebriefDraft(names=(NameGiven("", "Cold Eye"),))) == {
        "names": "Who was it? The line with “Cold Eye” has no name."
    }


def test_a_name_of_three_thousand_characters_is_told_so():
    problem = errors_of(DebriefDraft(names=(NameGiven("x" * 3_000),)))["names"]

    assert problem.endswith("is too long for a name.")
    assert len(problem) < 100


def test_choices_that_do_not_exist_are_refused():
    draft = DebriefDraft(
        ask_outcome="hired", names=(NameGiven("Priya", may_use_name="perhaps"),),
        promises=(PromiseDraft("ours", "dinner"),),
    )  # fmt: skip

    assert errors_of(draft) == {
        "ask_outcome": "“hired” is not one of the choices.",
        "names": "May you use the name: yes, no, or not asked yet?",
        "promises": "Whose promise is it, yours or theirs?",
    }


def test_every_outcome_of_the_ask_has_a_name():
    assert tuple(outcome_names()) == OUTCOMES


def test_who_talked_how_much_gets_a_kind_word():
    assert share_words(None) == ""
    assert "what you came for" in share_words(70)
    assert "half and half" in share_words(50)
    assert "ask, then wait" in share_words(20)
