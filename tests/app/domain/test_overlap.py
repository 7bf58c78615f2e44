from hypothesis import given
from hypothesis import strategies as st

from app.domain import overlap

ANYTHING = st.text(max_size=60)


def test_endings_and_accents_do_not_keep_words_apart():
    assert overlap.shared("Two planners are free", "Planning, planned for Émile") == {"plann"}
    assert overlap.shared("Échéances", "echeance") == {"echeanc"}
    assert overlap.shared("Cities", "the city’s port") == {"city"}


def test_words_that_stand_in_every_text_share_nothing():
    assert overlap.words("I will not be there with you") == frozenset()
    assert overlap.words("Das ist nicht für dich") == frozenset()


def test_two_capitals_are_a_word_of_their_own():
    assert overlap.words("IT at HR, but it is no x") == {"it", "hr"}


def test_a_word_that_ends_in_two_s_keeps_them():
    assert overlap.words("a glass press") == {"glass", "press"}


def test_a_line_says_a_text_when_it_has_four_fifths_of_its_words():
    told = "The port of Wilmington is letting its cold storage again"

    assert overlap.says("The Port of Wilmington lets its cold storage again (from Carlos)", told)
    assert overlap.says(told, told)
    assert not overlap.says("Wilmington has a port", told)
    assert not overlap.says("", told)


def test_a_text_of_empty_words_is_said_by_a_line_that_has_all_of_it():
    assert overlap.says("And so: it is what it is.", "It is what it is")
    assert not overlap.says("It is", "It is what it is")
    assert not overlap.says("anything", " ")


def test_a_name_is_found_as_a_name():
    assert overlap.mentions("Heard at Priya Nair’s talk", ["Priya Nair"]) == "Priya Nair"
    assert overlap.mentions("JOSÉ told me", ["Jose"]) == "Jose"
    assert overlap.mentions("This will be let in may", ["Will", "May"]) == ""
    assert overlap.mentions("the port survey", ["port survey"]) == "port survey"
    assert overlap.mentions("Priya", ["Priya Nair", "Nair", ""]) == ""


def test_a_name_is_found_in_scripts_without_blanks_and_behind_signs_that_cannot_be_seen_b04():
    assert overlap.mentions("田中太郎さんが言った", ["太郎 田中", "田中"]) == "田中"
    assert overlap.mentions("คุณสมชายบอก", ["สมชาย"]) == "สมชาย"
    assert overlap.mentions("Pri\u00adya said", ["Priya"]) == "Priya"


@given(ANYTHING)
def test_every_text_says_itself_unless_there_is_nothing_in_it(text):
    assert overlap.says(text, text) == bool(text.strip()) or not overlap.words(text)


@given(ANYTHING, ANYTHING)
def test_it_does_not_matter_which_text_comes_first(one, other):
    assert overlap.shared(one, other) == overlap.shared(other, one)
