"""Any meeting at all fits one page, with nothing over anything else."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import fonts, scripts
from app.brief.content import Brief, BriefPerson
from app.brief.layout import lay_out
from app.brief.page import UNPRINTABLE, Box, Page, Paper, Rule, Shape, Text
from tests.app.brief.conftest import RICH

PAPERS: tuple[Paper, ...] = ("a4", "letter")
PRINTED = datetime(2026, 11, 23, 7, 12, tzinfo=UTC)
NOISE = 0.02  # points; rounding, far below what a printer shows


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right - NOISE
        and other.left < one.right - NOISE
        and one.top < other.bottom - NOISE
        and other.top < one.bottom - NOISE
    )


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - NOISE
        and inner.top >= outer.top - NOISE
        and inner.right <= outer.right + NOISE
        and inner.bottom <= outer.bottom + NOISE
    )


def troubles(page: Page) -> list[str]:
    """Whatever a person would call wrong with the places of things."""
    found: list[str] = []
    paper = Box(UNPRINTABLE, UNPRINTABLE, page.width - UNPRINTABLE, page.height - UNPRINTABLE)
    found += [f"beyond the margins: {item}" for item in page.items if not inside(item.box, paper)]
    texts = [item for item in page.items if isinstance(item, Text)]
    rules = [item for item in page.items if isinstance(item, Rule)]
    shapes = [item for item in page.items if isinstance(item, Shape)]
    found += [f"too small: {text}" for text in texts if text.size < 8.5]
    boxes = [(text, text.box) for text in texts]
    for (one, first), (other, second) in combinations(boxes, 2):
        if overlap(first, second):
            found.append(f"over each other: {one} and {other}")
    for text, box in boxes:
        found += [f"struck through: {text} by {rule}" for rule in rules if overlap(box, rule.box)]
        found += [
            f"across an edge: {text} and {shape}"
            for shape in shapes
            if overlap(box, shape.box) and not (shape.fill and inside(box, shape.box))
        ]
    lines = [*rules, *shapes]
    found += [
        f"lines across each other: {one} and {other}"
        for one, other in combinations(lines, 2)
        if overlap(one.box, other.box)
    ]
    return found


def words_on(page: Page) -> str:
    return " ".join(item.text.strip() for item in page.items if isinstance(item, Text))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_rich_meeting_is_on_the_page_whole(rich: Brief, paper: Paper) -> None:
    page = lay_out(rich, paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    assert (page.lost, page.shortened) == (0, False)
    words = words_on(page)
    for question in rich.questions:
        assert question.split()[0] in words
    assert "in the book" not in words


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_known_yet_still_makes_a_page_to_write_on(paper: Paper) -> None:
    page = lay_out(Brief(), paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    assert "Time not agreed yet" in words_on(page)
    assert sum(isinstance(item, Rule) for item in page.items) > 25


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 8, 12, 40])
def test_any_number_of_questions_fits_and_the_rest_is_counted(
    rich: Brief, count: int, paper: Paper
) -> None:
    asked = tuple(f"Question number {number} about the field?" for number in range(1, count + 1))
    page = lay_out(replace(rich, questions=asked), paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    words = words_on(page)
    shown = sum(f"Question number {number} " in words for number in range(1, count + 1))
    assert shown >= min(count, 3)
    if shown < count:
        left = count - shown
        assert f"{left} more question{'s' if left > 1 else ''} in the book" in words
    else:
        assert "in the book" not in words


def test_few_questions_get_the_room_of_many(rich: Brief) -> None:
    def rules(count: int) -> int:
        page = lay_out(replace(rich, questions=("Why?",) * count), paper="a4", printed_at=PRINTED)
        return sum(isinstance(item, Rule) for item in page.items)

    assert rules(1) >= rules(4) >= rules(8)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("asked", [0, 1, 2, 4])
@pytest.mark.parametrize("told", [0, 5, 20])
def test_a_page_has_no_hole_in_either_column(
    rich: Brief, asked: int, told: int, paper: Paper
) -> None:
    person = replace(rich.people[0], about="Words told before. " * told)
    brief = replace(rich, people=(person,), questions=("Why so?",) * asked)
    page = lay_out(brief, paper=paper, printed_at=PRINTED)
    (first,) = (
        item for item in page.items if isinstance(item, Text) and item.text == "FOCUSED QUESTIONS"
    )
    body = [item.box for item in page.items if item.box.top >= first.box.top - NOISE]
    for column in (
        [box for box in body if box.left < first.x - 5],
        [box for box in body if box.left >= first.x - 5],
    ):
        reached = first.box.top
        for box in sorted(column, key=lambda box: box.top):
            assert box.top - reached < 34, "more than a line and a half of nothing"
            reached = max(reached, box.bottom)
        assert reached > page.height - 60


def test_lines_to_write_on_are_seven_to_eight_millimetres_apart(rich: Brief) -> None:
    page = lay_out(rich, paper="a4", printed_at=PRINTED)
    by_column: dict[float, list[float]] = {}
    for item in page.items:
        if isinstance(item, Rule):
            by_column.setdefault(round(item.x, 2), []).append(item.y)
    gaps = [
        (lower - upper) / 72 * 25.4
        for places in by_column.values()
        for upper, lower in zip(sorted(places), sorted(places)[1:], strict=False)
    ]
    assert gaps
    assert all(gap >= 6.99 for gap in gaps)
    assert any(gap <= 8.01 for gap in gaps)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_name_of_three_thousand_characters_stays_inside_the_margins(
    rich: Brief, paper: Paper
) -> None:
    endless = replace(rich.people[0], name="Wolfeschlegelsteinhausenberger" * 100)
    page = lay_out(replace(rich, people=(endless,)), paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    assert page.shortened
    assert "“…” means more in the book" in words_on(page)


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_never_cut_survives_an_enormous_book(rich: Brief, paper: Paper) -> None:
    story = "A very long story, told at length and with every detail. " * 80
    enormous = replace(
        rich,
        people=(replace(rich.people[0], about=story, needs=("A need",) * 50, favors=story),),
        plan_b=story,
        bring=("something heavy to carry",) * 60,
        what_you_bring=(story,) * 20,
        missing=("something",) * 30,
        afterwards=(story,) * 20,
        questions=(f"First? {story}", f"Second? {story}", f"Third? {story}", *("More?",) * 30),
        ask=story,
        offer=story,
        promises=("You: send the report", "Dana: introduce Priya"),
    )
    page = lay_out(enormous, paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    words = words_on(page)
    for kept in (
        *("Dana Okafor", "VP Supply Chain", "INFORMATION ONLY", "Feedback on my résumé"),
        *("17:00 – 17:40 EST", "23:00 – 23:40 CET", "HARD STOP 17:40 EST", "Your questions"),
        *("Alice Chen › Bruce Lindqvist › Dana", "You may use Bruce’s name."),
        *("You: send the report", "Dana: introduce Priya"),
        *("First?", "Second?", "Third?", "“HOW CAN I HELP?”", "NAMES YOU WERE GIVEN"),
    ):
        assert kept in words
    assert "more questions in the book" in words
    assert "Also in the book:" in words
    assert sum(isinstance(item, Rule) for item in page.items) >= 2 + 3 + 3


def test_a_long_chain_names_its_ends_and_counts_its_middle(rich: Brief) -> None:
    names = tuple(f"Person{number} Longname" for number in range(30))
    page = lay_out(replace(rich, chain=names), paper="a4", printed_at=PRINTED)
    words = words_on(page)
    assert troubles(page) == []
    assert "Person0" in words
    assert "Person29" in words
    assert "others" in words
    assert "30 times removed" in words


@pytest.mark.parametrize("minutes", [-5, 0, 1, 3, 5, 7, 10, 15, 20, 30, 45, 90, 181, 900])
@pytest.mark.parametrize("referrer", ["Bruce", "Maximiliane-Theodora"])
def test_the_time_plan_names_every_part_whole(rich: Brief, minutes: int, referrer: str) -> None:
    changed = replace(rich, minutes=minutes, reason_by=referrer)
    page = lay_out(changed, paper="letter", printed_at=PRINTED)
    assert troubles(page) == []
    bar = [item for item in page.items if isinstance(item, Shape) and item.height == 27]
    within = [
        item.text for item in page.items if isinstance(item, Text)
        and any(inside(item.box, shape.box) for shape in bar)
    ]  # fmt: skip
    assert not any("…" in text for text in within)
    words = words_on(page)
    if minutes <= 0:
        assert "NO LENGTH AGREED YET" in words
        assert bar == []
    else:
        assert "talks: the path" in words
        assert f"{minutes} MINUTE" in words


@settings(max_examples=40, deadline=None)
@given(
    st.integers(5, 720),
    st.text("abcdefghW", max_size=40)
    | st.sampled_from(
        ["محمد عبد الرحمن", "Ελευθερία Παπαδοπούλου", "田中さくら", "สมชาย", "अनुराधा"]
    ),
)
def test_labels_of_the_time_plan_fit_for_any_name_and_length(minutes: int, name: str) -> None:
    """No label is cut or leaves its part; one that is too wide has a number, told below (P31)."""
    people = (replace(RICH.people[0], name=name, short=""),)
    changed = replace(RICH, people=people, minutes=minutes, reason_by=name)
    page = lay_out(changed, paper="letter", printed_at=PRINTED)
    assert troubles(page) == []
    bar = [item for item in page.items if isinstance(item, Shape) and item.height == 27]
    texts = [item for item in page.items if isinstance(item, Text)]
    for shape in bar:
        within = [item for item in texts if inside(item.box, shape.box)]
        assert within
        number = bar.index(shape) + 1
        told = any(f"{number} " in item.text and "min)" in words_on(page) for item in texts)
        assert "".join(item.text for item in within).strip() != str(number) or told


@pytest.mark.parametrize("people", [2, 3, 4, 9])
def test_several_people_share_one_page(rich: Brief, people: int) -> None:
    group = tuple(
        replace(rich.people[0], name=f"Person{number} Family{number}") for number in range(people)
    )
    page = lay_out(replace(rich, people=group), paper="a4", printed_at=PRINTED)
    assert troubles(page) == []
    assert "Person0 Family0" in words_on(page)


# --- any data at all ---

LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs",), max_codepoint=0x2FFF
) | st.sampled_from("éßŁẾΩЖ日本😀\u202e\u00ad\u0301\u200d\ufe0f\x00\t\n")
SHORT = st.text(LETTERS, max_size=25)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=14), max_size=60).map(" ".join)
ANY = st.one_of(
    st.just(""),
    SHORT,
    WORDS,
    st.integers(1, 3000).map(lambda length: "W" * length),
    st.integers(1, 400).map(lambda count: "many words " * count),
)
MANY = st.lists(ANY, max_size=12).map(tuple) | st.integers(0, 45).map(
    lambda count: tuple(f"Number {number} of quite a few things" for number in range(count))
)
ZONES = st.sampled_from(
    ["", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Etc/GMT+12", "Gone/Zone"]
)
PHONES = ANY | st.sampled_from(["+1 215 555 0117", "(040) 555-0198", "+420 596 555 014 ext. 3"])
PLACES = ANY | st.sampled_from(
    ["https://meet.example/j/8151234567?pwd=aB3", "the link: http://x.example/" + "y" * 150]
)
PEOPLE = st.builds(
    BriefPerson, name=ANY, say_as=SHORT, title=ANY, organization=ANY, place=SHORT,
    expertise=MANY, about=ANY, needs=MANY, favors=ANY, short=SHORT, phone=PHONES,
)  # fmt: skip
BRIEFS = st.builds(
    Brief,
    people=st.lists(PEOPLE, max_size=5).map(tuple),
    start=st.none()
    | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    their_zone=ZONES, your_zone=ZONES, minutes=st.integers(-1, 950), agreed=st.booleans(),
    medium=SHORT, place=PLACES, call=st.booleans(),
    stage=st.sampled_from(["info_only", "referred", "applied"]), invitation=ANY,
    purpose=ANY, purpose_detail=ANY, chain=MANY, reason=ANY, reason_by=ANY,
    reason_on=st.none() | st.dates(),
    name_permission=st.sampled_from(["yes", "no", "not_asked", ""]),
    promises=MANY, plan_b=ANY, bring=MANY, questions=MANY, ask=ANY, offer=ANY,
    what_you_bring=MANY, afterwards=MANY, missing=MANY, private=MANY,
)  # fmt: skip


@given(BRIEFS, st.sampled_from(PAPERS))
def test_whatever_is_in_the_book_one_page_holds_it(brief: Brief, paper: Paper) -> None:
    """Always exactly one page (B08)."""
    page = lay_out(brief, paper=paper, printed_at=PRINTED)
    assert troubles(page) == []
    words = words_on(page)
    assert "FOCUSED QUESTIONS" in words
    assert "NAMES YOU WERE GIVEN" in words
    for item in page.items:
        if isinstance(item, Text):
            known = fonts.widths(item.font)
            assert all(c in known or scripts.has(c) or c in scripts.JOINERS for c in item.text)
            if not fonts.is_plain(item.text):
                continue  # how letters join is measured word by word
            # A space at the end may be there for whoever copies the text, and takes no room.
            told = [
                fonts.width(text, item.font) * item.size + item.track * len(item.text)
                for text in (item.text, item.text.removesuffix(" "))
            ]
            assert any(item.width == pytest.approx(width, abs=0.05) for width in told)
