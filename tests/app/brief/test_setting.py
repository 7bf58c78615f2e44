"""Words into lines: nothing too wide, nothing lost, nothing parsed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import fonts, hyphens
from app.brief.setting import Run, Setting, pieces, set_text

WORDS = st.lists(st.text("abcdefgh-/,.W", min_size=1, max_size=30), max_size=40)


def lines_of(setting: Setting) -> list[str]:
    return ["".join(piece.text for piece in pieces(line)) for line in setting.lines]


@settings(max_examples=100, deadline=None)
@given(WORDS, st.floats(20, 300), st.sampled_from([8.5, 10.0, 25.0]))
def test_no_line_is_wider_than_it_may_be(words: list[str], width: float, size: float) -> None:
    setting = set_text((Run(" ".join(words)),), size, width)
    for line in setting.lines:
        assert line.width * size <= width + 0.01 or len(line.tokens[0].text) == 1
    assert "".join(lines_of(setting)).replace(" ", "") == "".join(words)
    assert not setting.shortened


@settings(max_examples=100, deadline=None)
@given(WORDS, st.integers(1, 4), st.booleans())
def test_text_that_is_too_long_ends_in_dots(words: list[str], most: int, even: bool) -> None:
    whole = set_text((Run(" ".join(words)),), 10, 120)
    setting = set_text((Run(" ".join(words)),), 10, 120, most, even=even)
    assert len(setting.lines) <= most
    assert setting.shortened == (len(whole.lines) > most)
    if setting.shortened:
        assert lines_of(setting)[-1].endswith("…")
        assert all(line.width * 10 <= 120.01 for line in setting.lines)


def test_a_word_is_broken_only_when_no_line_can_hold_it() -> None:
    assert lines_of(set_text((Run("to Llanfairpwllgwyngyll"),), 10, 105)) == [
        "to",
        "Llanfairpwllgwyngyll",
    ]
    broken = lines_of(set_text((Run("Llanfairpwllgwyngyll"),), 10, 60))
    assert len(broken) == 2
    assert "".join(broken) == "Llanfairpwllgwyngyll"


def test_words_part_behind_a_hyphen_but_not_behind_a_single_letter() -> None:
    assert lines_of(set_text((Run("some food-logistics"),), 10, 70)) == ["some food-", "logistics"]
    assert lines_of(set_text((Run("when by e-mail"),), 10, 60)) == ["when by", "e-mail"]


def test_a_question_does_not_end_in_a_lonely_word() -> None:
    question = (Run("What would make you stop reading it here?"),)
    usual = lines_of(set_text(question, 10, 178))
    assert [line.count(" ") for line in usual][-1] == 0
    even = lines_of(set_text(question, 10, 178, even=True))
    assert len(even) == len(usual)
    assert even[-1].count(" ") >= 1


def test_runs_keep_their_spaces_when_they_are_copied() -> None:
    runs = (Run("In return:", "bold"), Run("the comparison"), Run(", soon"))
    (line,) = set_text(runs, 10, 400).lines
    assert "".join(piece.text for piece in pieces(line)) == "In return: the comparison, soon"
    first, second = pieces(line)
    assert second.x > first.x + first.width
    assert first.width == fonts.width("In return:", "bold")


def test_nothing_makes_no_line() -> None:
    assert set_text((), 10, 100) == Setting((), False)
    assert set_text((Run("   "),), 10, 100).lines == ()


def test_a_number_stays_with_what_it_counts() -> None:
    lines = lines_of(set_text((Run("send it by Friday 27 November"),), 10, 108))
    assert lines == ["send it by Friday", "27\xa0November"]


def test_a_dash_or_dot_does_not_begin_a_line_and_a_number_not_without_its_word() -> None:
    parted = set_text((Run("all forecasting · regional market"),), 10, 63)
    assert lines_of(parted) == ["all", "forecasting\xa0·", "regional", "market"]
    assert lines_of(set_text((Run("then ask question 1."),), 10, 92)) == [
        "then ask",
        "question\xa01.",
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "in", "food?", "numbers", "November)", "résumé", "forecasting"]),
        min_size=3,
    ),
    st.floats(120, 340),
)
def test_the_last_line_of_running_text_is_never_a_single_short_word(
    words: list[str], width: float
) -> None:
    usual = set_text((Run(" ".join(words)),), 10, width)
    even = set_text((Run(" ".join(words)),), 10, width, even=True)
    assert all(line.width * 10 <= width + 0.01 for line in even.lines)
    if len(even.lines) < 2:
        return
    before, last = even.lines[-2:]
    assert len(even.lines) <= len(usual.lines)
    alone = last.width * 10 < width * 0.3
    more = last.width + before.tokens[-1].width + before.tokens[-1].gap
    # Nothing more comes down where that would leave the line before too short.
    assert not alone or more > (before.width - before.tokens[-1].width) * 0.9


def test_a_word_is_parted_where_a_narrow_line_would_end_far_too_early() -> None:
    text = (Run("They are in telecommunications for years."),)
    assert lines_of(set_text(text, 10, 130)) == ["They are in", "telecommunications for", "years."]
    parted = lines_of(set_text(text, 10, 130, even=True))
    assert parted[0].endswith("-")
    assert "".join([line.removesuffix("-") for line in parted[:2]]).startswith(
        "They are in telecommunications"
    )
    wide = (Run("A line as wide as this one is left ragged, however long the telecommunications"),)
    assert not any(line.endswith("-") for line in lines_of(set_text(wide, 10, 330, even=True)))


@pytest.mark.parametrize(
    "word",
    ["Philadelphia", "FORECASTING", "planner", "résuméschreiber", "www.information.example",
     "information@example.org", "h2information", "Umfahrungsstraße"],
)  # fmt: skip
def test_names_links_numbers_capitals_and_words_of_other_languages_are_never_parted(
    word: str,
) -> None:
    assert hyphens.places(word) == () or word == "planner"
    assert all(3 <= place <= len(word) - 3 for place in hyphens.places(word))


def test_two_lines_running_never_end_in_a_hyphen() -> None:
    text = (Run("an unforeseeable internationalization characterization recommendation"),)
    for width in range(60, 200, 3):
        lines = lines_of(set_text(text, 10, width, even=True))
        ends = [line.endswith("-") for line in lines]
        assert not any(one and other for one, other in pairwise(ends))


def test_figures_of_every_cut_stand_under_each_other() -> None:
    for font in fonts.FILES:
        assert len({fonts.width(figure, font) for figure in "0123456789"}) == 1
