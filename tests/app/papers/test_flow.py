"""Papers of any length: nothing outside the margins or over anything else, all of it there."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import pdf
from app.brief.page import Page, Paper, Shape, Stroke, Text
from app.brief.setting import Run
from app.papers import flow
from app.papers.parts import (
    Blanks,
    Bullets,
    Column,
    Document,
    Drawing,
    Facts,
    Heading,
    Label,
    Paragraph,
    Part,
    Room,
    Say,
    Table,
    Ticks,
    plain,
)
from tests.app.brief.test_layout import ANY, PAPERS, troubles, words_on

PRINTED = datetime(2026, 11, 23, 7, 12, tzinfo=UTC)
COLUMNS = (
    Column("Date", points=52),
    Column("Employer", 2),
    Column("Person"),
    Column("Count", points=40, right=True),
)


def laid_out(*parts: Part, paper: Paper = "a4", **more) -> list[Page]:
    document = Document("Work-search log", parts, **more)
    return flow.pages(document, paper=paper, printed_at=PRINTED)


def rows(count: int, word: str = "row") -> tuple[tuple[str, ...], ...]:
    return tuple((f"{n} Nov", f"{word}{n:04}", "Ada Quist", str(n)) for n in range(count))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_table_of_many_pages_repeats_its_head_and_says_what_goes_on(paper: Paper) -> None:
    heading = Heading("Week of Mon 23 Nov", beside="120 activities")
    found = laid_out(heading, Table(COLUMNS, rows(120)), paper=paper, period="November")

    assert len(found) > 2
    words = [words_on(page) for page in found]
    assert words[0].startswith("Work-search log November Week of Mon 23 Nov 120 activities Date")
    for number, (page, told) in enumerate(zip(found, words, strict=True), start=1):
        assert troubles(page) == []
        assert f"page {number} of {len(found)}" in told
        assert told.endswith("page " + f"{number} of {len(found)}") or "Private." in told
        assert told.count("Employer") == 1
        if number > 1:
            assert told.startswith("Work-search log, continued Week of Mon 23 Nov, continued Date")
    for n in range(120):
        assert "".join(words).count(f"row{n:04}") == 1


def test_one_page_is_not_numbered_and_may_have_a_last_word_of_its_own() -> None:
    (page,) = laid_out(Paragraph(plain("Hello.")), last="For the office.", notes=("Said small.",))

    assert "page 1" not in words_on(page)
    assert "Private" not in words_on(page)
    assert "For the office." in words_on(page)
    assert "Said small." in words_on(page)


def test_numbers_line_up_at_their_last_figure() -> None:
    (page,) = laid_out(Table(COLUMNS, (("", "", "", "7"), ("", "", "", "1234"))))

    ends = {round(text.x + text.width, 1) for text in page.items if text_of(text) in ("7", "1234")}
    assert ends == {round(page.width - 14 * 72 / 25.4, 1)}


def text_of(item: object) -> str:
    return item.text if isinstance(item, Text) else ""


def test_a_row_that_no_page_would_hold_is_parted_and_all_of_it_is_there() -> None:
    told = " ".join(f"word{n:04}" for n in range(600))
    found = laid_out(Table(COLUMNS[:3], (("1 Nov", told, "Ada Quist"),)))

    words = " ".join(words_on(page) for page in found)
    assert len(found) > 1
    assert [words.count(f"word{n:04}") for n in range(600)] == [1] * 600
    assert words.count("Ada Quist") == 1
    assert [trouble for page in found for trouble in troubles(page)] == []


def test_a_row_that_fits_a_page_is_never_parted() -> None:
    tall = tuple(
        (f"{n} Nov", (Say((Run(f"name{n:02}", "bold"),), 11.0), Room(5)), f"end{n:02}", "")
        for n in range(12)
    )
    for page in laid_out(Table(COLUMNS, tall)):
        words = words_on(page)
        assert [f"name{n:02} " in words for n in range(12)] == [
            f"end{n:02}" in words for n in range(12)
        ]
        assert troubles(page) == []


def test_boxes_to_tick_take_as_many_lines_as_they_need() -> None:
    ticks = Ticks(("reached", "left word", "call back on"), write=True)
    (page,) = laid_out(Table((Column("", points=90), Column("")), (((ticks,), (ticks, Room(2))),)))

    boxes = [item for item in page.items if isinstance(item, Shape)]
    assert len(boxes) == 6
    assert len({box.y for box in boxes}) == 3
    assert troubles(page) == []


def test_a_heading_never_ends_a_page_and_a_frame_closes_on_each() -> None:
    lines = "\n".join(f"Line {n} of what only you may read." for n in range(70))
    found = laid_out(
        Paragraph(plain("\n".join("Before." for _line in range(47)))),
        Label("Private — for your eyes"),
        Paragraph(plain(lines), framed=True),
        Heading("After"),
        Paragraph(plain("The end.")),
    )

    for page in found:
        assert troubles(page) == []
    frames = [item for page in found for item in page.items if isinstance(item, Shape)]
    assert len(frames) == len(found) - 1 or len(frames) == len(found)
    assert "PRIVATE — FOR YOUR EYES Line 0" in " ".join(words_on(page) for page in found)


def test_other_scripts_are_set_and_letters_nobody_has_are_told() -> None:
    facts = Facts((("Name", "ליאת כהן"), ("Firm", "物流株式会社"), ("Note", "\U0001f996")))
    (page,) = laid_out(facts)

    assert "ליאת כהן" in words_on(page)
    assert "物流株式会社" in words_on(page)
    assert "U+1F996" in words_on(page)
    assert troubles(page) == []


def test_a_drawing_takes_its_height() -> None:
    def draw(sheet) -> None:
        sheet.shape((sheet.left, 0, sheet.measure, 200), "#EEEEEE")
        sheet.items.append(Stroke(((sheet.left, 210.0), (sheet.right, 290.0)), 1.0, "line"))

    found = laid_out(*(Drawing(300, draw, "a picture") for _n in range(3)))

    assert len(found) == 2
    assert [tag.alt for page in found for tag in page.tags if tag.role == "Figure"] == [
        "a picture"
    ] * 3
    assert [trouble for page in found for trouble in troubles(page)] == []


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = [
        pdf.written(laid_out(Table(COLUMNS, rows(60))), title="Log") for _time in range(2)
    ]  # fmt: skip
    assert made[0] == made[1]


RUNS = ANY.map(plain)
CELLS = ANY | st.lists(
    ANY.map(lambda text: Say(plain(text), 11.0))
    | st.builds(Ticks, st.lists(ANY, max_size=4).map(tuple), st.booleans())
    | st.builds(Room, st.integers(0, 6)),
    max_size=3,
).map(tuple)
TABLES = st.integers(1, 5).flatmap(
    lambda count: st.builds(
        Table,
        st.lists(
            st.builds(Column, ANY, st.floats(0.2, 3), st.sampled_from([0.0, 44.0]), st.booleans()),
            min_size=count, max_size=count,
        ).map(tuple),
        st.lists(st.lists(CELLS, min_size=count, max_size=count).map(tuple), max_size=5).map(tuple),
    )
)  # fmt: skip
PARTS = st.lists(
    st.one_of(
        st.builds(Heading, ANY, ANY),
        st.builds(Label, ANY),
        st.builds(Paragraph, RUNS, st.sampled_from([8.5, 9.5, 12.0]), st.booleans()),
        st.builds(Bullets, st.lists(RUNS, max_size=4).map(tuple)),
        st.builds(Facts, st.lists(st.tuples(ANY, CELLS), max_size=3).map(tuple)),
        TABLES,
        st.builds(Blanks, st.lists(ANY, min_size=1, max_size=3).map(tuple)),
    ),
    max_size=6,
).map(tuple)
DOCUMENTS = st.builds(
    Document, ANY, PARTS, ANY, ANY, st.lists(RUNS, max_size=2).map(tuple), st.just(""),
    st.lists(ANY, max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS, st.sampled_from(PAPERS))
def test_whatever_it_says_it_stays_inside_the_margins_of_its_pages(
    document: Document, paper: Paper
) -> None:
    found = flow.pages(document, paper=paper, printed_at=PRINTED)

    for number, page in enumerate(found):
        assert troubles(page) == []
        assert number == 0 or len([item for item in page.items if isinstance(item, Text)]) > 2


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=60), st.sampled_from(PAPERS))
def test_every_row_is_there_once_whatever_its_length(lengths: list[int], paper: Paper) -> None:
    told = tuple(
        (str(n), f"begin{n:03} {'and more ' * length}end{n:03}", "x")
        for n, length in enumerate(lengths)
    )
    words = " ".join(words_on(page) for page in laid_out(Table(COLUMNS[:3], told), paper=paper))

    for n in range(len(lengths)):
        assert words.count(f"begin{n:03}") == words.count(f"end{n:03}") == 1
    assert words.count("more") == sum(lengths)
