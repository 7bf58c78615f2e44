import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain import phrasing
from app.domain.messages import FIELDS, KINDS, field_names
from app.domain.phrasing import Language
from app.domain.templates import TemplateDraft

TODAY = date(2026, 11, 25)  # a Wednesday
ENGLISH = Language.read(
    json.loads(paths.resource("messages", "en.json").read_text(encoding="utf-8"))
)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (-1, "earlier today"),
        (0, "earlier today"),
        (1, "yesterday"),
        (2, "on Monday"),
        (6, "on Thursday"),
        (7, "on 18 November"),
        (44, "on 12 October"),
        (45, "in October"),
        (299, "in January"),
        (330, "in December 2025"),
        (400, "in October 2025"),
    ],
)
def test_a_day_that_was_is_said_as_one_remembers_it(ago, said):
    assert ENGLISH.past(TODAY - timedelta(ago), TODAY) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "on 25 November"), (1, "tomorrow"), (2, "on Friday"), (7, "on 2 December")],
)
def test_a_day_to_come_is_said_as_one_looks_forward_to_it(ahead, said):
    assert ENGLISH.coming(TODAY + timedelta(ahead), TODAY) == said


def test_a_length_is_said_as_one_asks_for_it():
    assert ENGLISH.time(30) == "half an hour"
    assert ENGLISH.time(35) == "35 minutes"


def test_names_are_listed_as_in_a_sentence():
    assert ENGLISH.listed([]) == ""
    assert ENGLISH.listed(["Rosa"]) == "Rosa"
    assert ENGLISH.listed(["Rosa", "Eva", "Jan"]) == "Rosa, Eva and Jan"


def test_work_is_a_title_and_a_firm_or_what_is_known_of_them():
    assert ENGLISH.work("Chief Planner", "Polar Route") == "Chief Planner at Polar Route"
    assert ENGLISH.work("Chief Planner", "") == "Chief Planner"
    assert ENGLISH.work("", "Polar Route") == ""


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("A speaker for her January analyst day", "A speaker for your January analyst day"),
        ("Their archive in English", "your archive in English"),
        ("Night-shift planners who stay", "Night-shift planners who stay"),
        ("Somebody to help her", ""),
        ("Somebody to help her, soon", ""),
        ("A desk where he can work", ""),
    ],
)
def test_a_need_is_said_to_the_one_who_has_it_or_not_at_all_p23(note, said):
    assert ENGLISH.said_to(note) == said


def test_a_note_about_somebody_is_told_from_one_to_them():
    assert ENGLISH.speaks_about("Tell her how it goes")
    assert not ENGLISH.speaks_about("Send the drayage chart I mentioned")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Port capacity.", "port capacity"),
        ("S&OP turnarounds", "S&OP turnarounds"),
        ("IT in small firms", "IT in small firms"),
        ("I have a case study", "I have a case study"),
        ("A look at my résumé", "a look at my résumé"),
        ("Meridian’s cold chain", "Meridian’s cold chain"),
        ("Dana and planning", "Dana and planning"),
        ("  Two\nlines  ", "two lines"),
        ("3PL market", "3PL market"),
        ("", ""),
    ],
)
def test_a_note_fits_into_a_sentence(note, said):
    assert phrasing.inside(note, ["Dana Okafor", "Meridian Foods"]) == said


def test_words_are_quoted_without_their_own_marks():
    assert phrasing.quoted("“Talk to Rosa.”\nAnd then rest.") == "Talk to Rosa."
    assert phrasing.quoted(" \n") == ""


@given(st.text(), st.lists(st.text()))
def test_any_note_fits_on_one_line(note, proper):
    assert "\n" not in phrasing.inside(note, proper)


@pytest.mark.parametrize("kind", KINDS)
def test_the_templates_that_ship_speak_only_of_known_fields_p37(kind):
    TemplateDraft(kind, *ENGLISH.templates[kind]).checked(FIELDS[kind])


def test_every_field_says_what_it_is():
    fields = {name for names in FIELDS.values() for name in names}
    assert set(field_names()) == set(ENGLISH.examples) == fields


def test_a_check_in_cannot_ask_for_anything_p10_p20():
    asking = {"ask", "ask_size", "aim", "time", "medium", "offered", "pass_on"}
    assert not asking & set(FIELDS["check_in"])
    assert "?" not in "".join(ENGLISH.templates["check_in"])


def test_a_request_is_for_information_only_says_how_long_and_ends_on_time_p01_p32_p35():
    _subject, body = ENGLISH.templates["request"]
    assert "information only" in body
    assert "{time}" in body
    assert "end on time" in body
    assert " job" not in body
