"""Quick capture: P23 (needs), P29 (tidbits), P27 (favors), B06 (promises), P41 (names)."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain import capture
from app.domain.capture import Captured, Understood
from app.errors import Invalid

DATA = json.loads(paths.resource("capture", "en.json").read_text(encoding="utf-8"))
ENGLISH = capture.read_language(DATA)
TODAY = date(2026, 11, 25)  # a Wednesday
BOOK = {
    "dana", "dana okafor", "okafor", "bruce", "jonas", "alice", "ines", "marta", "priya",
    "priya nair", "helena", "carlos", "will",
}  # fmt: skip


def known(name):
    return name.casefold() in BOOK


def read(line):
    return capture.understand(line, ENGLISH, known, today=TODAY)


@pytest.mark.parametrize(
    ("line", "kind", "who", "text", "day"),
    [
        ("Dana needs a speaker for January", "need", "Dana", "A speaker for January", ""),
        ("dana okafor is looking for planners", "need", "dana okafor", "Planners", ""),
        ("Kim Novak needs a planner.", "need", "Kim Novak", "A planner", ""),
        ("need: Dana a speaker", "need", "Dana", "A speaker", ""),
        ("promised Bruce the port survey by Friday", "promise_mine", "Bruce", "The port survey",
         "2026-11-27"),
        ("I promised Bruce to send the survey in two weeks", "promise_mine", "Bruce",
         "Send the survey", "2026-12-09"),
        ("I’ll send Bruce the survey by 5 Dec", "promise_mine", "Bruce", "Send Bruce the survey",
         "2026-12-05"),
        ("I owe Kim a chart", "promise_mine", "Kim", "A chart", ""),
        ("Call Dana on Friday", "promise_mine", "Dana", "Call Dana", "2026-11-27"),
        ("todo: Bruce the survey 2026-12-05", "promise_mine", "Bruce", "The survey", "2026-12-05"),
        ("Ines promised me the list by next Friday", "promise_theirs", "Ines", "The list",
         "2026-12-04"),
        ("Ines will send the list", "promise_theirs", "Ines", "Send the list", ""),
        ("Marta reviewed my résumé", "favor_received", "Marta", "Reviewed my résumé", ""),
        ("Jonas gave me half an hour yesterday", "favor_received", "Jonas",
         "Gave me half an hour yesterday", "2026-11-24"),
        ("Carlos took time on Friday", "favor_received", "Carlos", "Took time on Friday",
         "2026-11-20"),
        ("helped Helena find a planner", "favor_given", "Helena", "Helped Helena find a planner",
         ""),
        ("tidbit: the port lets its halls", "tidbit", "", "The port lets its halls", ""),
        ("heard that two planners are free", "tidbit", "", "Two planners are free", ""),
        ("heard from Priya that prices fall", "tidbit", "Priya", "Prices fall", ""),
        ("heard from Kim Novak prices fall", "tidbit", "Kim Novak", "Prices fall", ""),
        ("Alice mentioned that the port closes", "tidbit", "Alice", "The port closes", ""),
        ("It snows in Oslo", "tidbit", "", "It snows in Oslo", ""),
        ("Dana: budget closes on 10 December", "note", "Dana", "Budget closes on 10 December", ""),
        ("Budget ends; ask (Dana Okafor) then", "note", "Dana Okafor",
         "Budget ends; ask (Dana Okafor) then", ""),
        ("Dana’s team moves in May", "note", "Dana", "Dana’s team moves in May", ""),
        ("At lunch Dana needs a speaker", "need", "Dana", "At lunch Dana needs a speaker", ""),
        ("will this be a note", "note", "will", "Will this be a note", ""),
        ("promised to call", "tidbit", "", "Promised to call", ""),
        ("She needs a speaker", "tidbit", "", "She needs a speaker", ""),
        ("promise: by Friday", "promise_mine", "", "By Friday", "2026-11-27"),
        ("", "tidbit", "", "", ""),
    ],
)  # fmt: skip
def test_a_line_becomes_what_it_says_attached_to_whom_it_names(line, kind, who, text, day):
    """P23, P27, P29, B06."""
    said = read(line)

    assert (said.kind, said.who, said.text) == (kind, who, text)
    assert (said.day.isoformat() if said.day else "") == day


@pytest.mark.parametrize(
    ("line", "who", "other", "firm", "reason"),
    [
        ("Jonas gave me Aiko Kimura", "Jonas", "Aiko Kimura", "", ""),
        ("Alice mentioned Bo Larsen at Tidewater", "Alice", "Bo Larsen", "Tidewater", ""),
        ("Alice suggested Petr van Dam of Moravia, he rebuilt the desk", "Alice", "Petr van Dam",
         "Moravia", "He rebuilt the desk"),
        ("Alice told me to talk to dana last week", "Alice", "dana", "", ""),
        ("Alice mentioned Friday Okoro", "Alice", "Friday Okoro", "", ""),
        ("name: Jonas – Aiko Kimura", "Jonas", "Aiko Kimura", "", ""),
    ],
)  # fmt: skip
def test_a_name_given_has_its_referrer_its_firm_and_the_reason(line, who, other, firm, reason):
    """P33, P41."""
    said = read(line)

    assert (said.kind, said.who, said.other) == ("name", who, other)
    assert (said.firm, said.text) == (firm, reason)


def test_an_introduction_that_was_offered_says_to_whom():
    """B06."""
    said = read("Ines offered to introduce me to Rui Costa at Casa Almeida next week")

    assert (said.kind, said.who, said.other, said.firm) == (
        "introduction", "Ines", "Rui Costa", "Casa Almeida"
    )  # fmt: skip
    assert (said.text, said.day) == (
        "Introduce me to Rui Costa at Casa Almeida", date(2026, 11, 30)
    )  # fmt: skip
    assert read("Ines offered to introduce me to the team").kind == "promise_theirs"


def test_a_name_that_is_none_is_not_made_one():
    said = read("name: nobody in particular")

    assert (said.kind, said.who, said.other) == ("name", "", "")
    assert said.text == "Nobody in particular"


VOCABULARY = set(re.findall(r"\w+", json.dumps(DATA, ensure_ascii=False).casefold()))
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Dana", "Bruce", "Kim Novak", "needs", "promised", "offered", "to", "introduce", "me",
             "gave me", "mentioned", "by Friday", "in two weeks", "5 Dec", "at", "Tidewater", ":",
             "tidbit:", "name:", "need:", "intro:", "I", "will", "(", ",", "–", "that", "heard",
             "from", "van", "’s", "yesterday", "Lǐ", "李", "ß", "ŉ", "\n", "…"]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(LINES)
def test_whatever_is_typed_nothing_of_it_is_lost(line):
    said = read(line)

    kept = " ".join((said.text, said.who, said.other, said.firm)).casefold()
    dropped = set(re.findall(r"\w+", said.dropped.casefold()))
    for word in re.findall(r"\w+", capture.texts.line(line)):
        assert word.casefold() in kept or word.casefold() in dropped
    assert {word for word in dropped if word not in VOCABULARY and not word[0].isdigit()} == set()
    assert said.kind in capture.KINDS
    assert said.kind == "tidbit" or said.who or ":" in line


# What is written down


def wrong(**fields):
    with pytest.raises(Invalid) as refusal:
        Captured(**fields).checked()
    return set(refusal.value.errors)


def test_what_is_written_down_says_what_it_is_whom_it_is_about_and_what():
    assert wrong(kind="need") == {"text", "who"}
    assert wrong(kind="perhaps", text="x", who="Dana") == {"kind"}
    assert wrong(kind="tidbit", text=" ") == {"text"}
    assert wrong(kind="name", who="Dana") == {"other"}
    assert Captured("tidbit", " a  b ").checked().text == "a b"
    assert Captured("name", who="Dana", other="Rui").checked().other == "Rui"
    assert set(capture.kind_names()) == set(capture.KINDS)


def test_nobody_names_themselves():
    """P33: a referral to oneself is refused in a sentence."""
    assert wrong(kind="name", who="Dána", other="dana") == {"other"}
    assert wrong(kind="name", contact_id="1", other_id="1") == {"other"}
    assert Captured("name", contact_id="1", other="Rui").checked()


@pytest.mark.parametrize(
    "mistake",
    [
        {"prefixes": {"needs": ["need"]}},
        {"phrases": [["need", "{who} (needs"]]},
        {"phrases": "need"},
        {"nobody": None},
        {"dates": {}},
        {"prefixes": []},
    ],
)
def test_a_file_of_rules_with_a_mistake_is_said_in_a_sentence(mistake):
    with pytest.raises(Invalid, match="quick capture cannot be read"):
        capture.read_language(DATA | mistake)


def test_without_words_whom_a_line_names_is_found_all_the_same():
    said = capture.understand("Dana: needs a speaker by Friday", capture.NO_WORDS,
                              lambda name: name == "Dana", today=TODAY)  # fmt: skip

    assert (said.kind, said.who, said.text, said.day) == (
        "note", "Dana", "Needs a speaker by Friday", None,
    )  # fmt: skip


def test_an_understood_line_is_empty_at_first():
    assert Understood() == read(" ")


def test_news_from_nobody_in_particular_have_no_source():
    said = read("heard from somebody new that ports close")

    assert (said.kind, said.who, said.text) == ("tidbit", "", "Somebody new that ports close")
