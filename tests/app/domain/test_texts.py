import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import first_tables
from app.domain import texts

ANYTHING = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\x00\r\n\t\x1b\ud800\udfff"))
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t Byron ", "Ada Byron"),
        ("Ada\x00Byron", "AdaByron"),
        ("Ada\r\nByron", "Ada Byron"),
        ("e\u0301", "é"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_a_line_is_folded_into_one_and_composed(typed, kept):
    assert texts.line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("  kept  inside  ", "kept  inside"),
        ("bell\x07 and tab\t.", "bell and tab\t."),
    ],
)
def test_a_block_keeps_its_lines_and_nothing_that_cannot_be_printed(typed, kept):
    assert texts.block(typed) == kept


def test_lines_that_say_nothing_are_left_out():
    assert texts.lines(" one \n\n  \ntwo  words\r\n") == ("one", "two words")
    assert texts.lines("") == ()


@given(ANYTHING)
def test_tidying_twice_changes_nothing_more(text):
    for tidy in (texts.line, texts.block):
        assert tidy(tidy(text)) == tidy(text)


@given(ANYTHING)
def test_whatever_was_pasted_can_be_kept_in_a_book(text):
    tidy = texts.block(text)

    assert "\x00" not in tidy
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy.encode("utf-8").decode("utf-8") == tidy


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u00a0\u2028", "\x00", "\ufeff"])
def test_blanks_and_marks_that_cannot_be_seen_say_nothing(text):
    assert not texts.says_something(text)


@pytest.mark.parametrize("text", ["a", " . ", "日", "\u200b!"])
def test_anything_that_can_be_seen_says_something(text):
    assert texts.says_something(text)


def test_what_the_tables_call_blank_says_nothing():
    blank = (*first_tables._CONTROLS, *first_tables._UNSEEN)

    assert [hex(code) for code in blank if texts.says_something(chr(code))] == []


def test_what_is_quoted_in_a_sentence_ends_after_a_word_and_says_that_it_goes_on():
    assert texts.quoted("Wrote to Dana for me.") == "Wrote to Dana for me"
    assert texts.quoted("a look, then another", 8) == "a look…"
    assert texts.quoted("Wolfeschlegelsteinhausen", 5) == "Wolfe…"
