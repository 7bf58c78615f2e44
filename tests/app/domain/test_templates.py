import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import templates
from app.domain.templates import TemplateDraft, filled
from app.errors import Invalid

KNOWN = ("name", "topic", "referrer", "me")
FACTS = {"name": "Dana", "topic": "cold chains", "me": "Anna", "referrer": ""}
# Text that is likely to trip a parser up.
SIGNS = st.text(st.sampled_from("{}[]| \nnametopic._!") | st.characters(), max_size=60)


def fill(text, facts=None):
    return filled(text, FACTS if facts is None else facts, KNOWN)


def sentence(text):
    with pytest.raises(Invalid) as refusal:
        fill(text)
    return str(refusal.value)


def test_a_field_says_what_the_book_says():
    assert fill("Dear {name}, about { topic }.") == "Dear Dana, about cold chains."


def test_a_line_with_an_empty_field_is_left_out_and_leaves_no_gap():
    assert fill("Dear {name},\n\n{referrer} sent me.\n\nBest wishes") == "Dear Dana,\n\nBest wishes"
    assert fill("{referrer} sent me.\nHello") == "Hello"
    assert fill("Hello\n\n{referrer}") == "Hello"


def test_blank_lines_that_were_typed_stay_single():
    assert fill("One\n\n\n\nTwo\n") == "One\n\nTwo"


def test_a_part_in_brackets_vanishes_with_its_blank_when_a_field_in_it_is_empty():
    assert fill("Hello. [{referrer} sent me.] It is {topic}.") == "Hello. It is cold chains."
    assert fill("[{referrer} sent me.] It is {topic}.") == "It is cold chains."
    assert fill("Hello.[ {referrer} sent me.] Yes.") == "Hello. Yes."
    assert fill("Hello[, {referrer}], yes.") == "Hello, yes."
    assert fill("One\n\n[{referrer} sent me.]\n\nTwo") == "One\n\nTwo"
    assert fill("Hello [{referrer}]") == "Hello"
    assert fill("[{referrer}][{topic}]") == "cold chains"


def test_brackets_take_the_first_part_that_is_whole():
    assert fill("[{referrer} sent me|I am {me}|Nobody]") == "I am Anna"
    assert fill("[{referrer} sent me|I came by myself]") == "I came by myself"
    assert fill("[|{me}]!") == "!"


def test_brackets_may_hold_several_lines():
    assert fill("[Best wishes,\n{me}|Best wishes]") == "Best wishes,\nAnna"
    assert fill("[Best wishes,\n{me}|Best wishes]", {}) == "Best wishes"


def test_signs_are_doubled_to_stand_for_themselves():
    assert fill("{{name}} [[{name}]] a|b a||b") == "{name} [Dana] a|b a||b"
    assert fill("[{name}||{{x}} [[y]]]") == "Dana|{x} [y]"


def test_what_a_field_says_is_never_read_as_a_template():
    said = {"name": "{me} [{topic}] {x.__class__} %s", "me": "Anna"}
    assert fill("Dear {name}", said) == "Dear {me} [{topic}] {x.__class__} %s"


def test_a_fact_of_blanks_is_empty():
    assert fill("[Dear {name}|Hello]", {"name": " \n "}) == "Hello"


def test_an_unknown_field_is_named_with_those_there_are():
    assert sentence("Dear {nmae}") == (
        "There is no field “nmae”. There are {name}, {topic}, {referrer}, {me}."
    )
    assert "“x”" in sentence("[a {x}]")


@pytest.mark.parametrize(
    "field", ["name.__class__", "name!r", "name:>99999999", "0", "__import__", "name.upper()"]
)
def test_nothing_but_a_name_can_stand_in_braces(field):
    assert f"There is no field “{field}”" in sentence(f"Dear {{{field}}}")


def test_attributes_by_index_are_no_field_either():
    assert "without its “}”" in sentence("{name[0]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {name", "There is a “{” without its “}”. Write “{{” for the sign."),
        ("Dear {name\n}", "There is a “{” without its “}”."),
        ("Dear {na{me}}", "There is a “{” without its “}”."),
        ("Dear {{name}", "There is a “}” without its “{”. Write “}}” for the sign."),
        ("Dear {name}}", "There is a “{” without its “}”."),
        ("Dear {}", "There are braces with nothing between them. There are the fields {name}"),
        ("[Dear {name}", "There is a “[” without its “]”. Write “[[” for the sign."),
        ("Dear] {name}", "There is a “]” without its “[”. Write “]]” for the sign."),
        ("[a [b] c]", "Brackets inside brackets cannot be read."),
        ("x" * 10_001, "This template is too long: 10000 characters fit."),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(text, said):
    assert said in sentence(text)


@given(SIGNS, st.dictionaries(st.sampled_from(KNOWN), st.text()))
def test_a_template_either_fills_or_says_what_is_wrong(text, facts):
    with contextlib.suppress(Invalid):
        assert isinstance(filled(text, facts, KNOWN), str)


@given(st.text().filter(lambda text: not set(text) & set("{}[]|")))
def test_plain_text_stays_as_it_is_but_for_blanks_at_its_ends(text):
    made = filled(text[:9_000], {}, ())
    assert made.split() == text[:9_000].split()


@given(st.text(max_size=200))
def test_doubled_signs_come_back_as_typed(text):
    doubled = "".join(c * 2 if c in "{}[]" else c for c in text)
    assert filled(doubled, {}, ()).split() == text.split()


def test_a_template_is_tidied():
    draft = TemplateDraft("request", " About\n{topic} ", "Dear {name},\r\nhello \n")
    assert draft.checked(KNOWN) == TemplateDraft("request", "About {topic}", "Dear {name},\nhello")


def test_each_part_of_a_template_gets_its_own_sentence():
    with pytest.raises(Invalid) as refusal:
        TemplateDraft("request", "{x}", "{y}").checked(KNOWN)
    assert {part: text[:23] for part, text in refusal.value.errors.items()} == {
        "subject": "There is no field “x”. ",
        "body": "There is no field “y”. ",
    }
    with pytest.raises(Invalid, match="needs some words"):
        TemplateDraft("request", "", " \n").checked(KNOWN)
    assert templates.parse("", ()) == ()
