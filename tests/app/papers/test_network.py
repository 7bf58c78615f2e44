"""The picture of the network: one page, whatever the network (P08, P12, P42)."""

import io
from datetime import UTC, datetime
from itertools import combinations, pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.brief import pdf
from app.brief.page import UNPRINTABLE, Box, Page, Paper, Rule, Shape, Stroke, Text
from app.domain.networks import Known, Network, Person, Sent
from app.papers import network
from tests.app.brief.test_layout import PAPERS, inside, overlap, words_on

PRINTED = datetime(2026, 11, 23, 7, 12, tzinfo=UTC)
STATES = ("", "info_only", "referred", "applied", "landed", "closed")


def drawn(net: Network, paper: Paper = "a4") -> Page:
    (page,) = network.pages(net, paper=paper, printed_at=PRINTED)
    return page


def troubles(page: Page) -> list[str]:
    """Whatever a person would call wrong with the places of things."""
    paper = Box(UNPRINTABLE, UNPRINTABLE, page.width - UNPRINTABLE, page.height - UNPRINTABLE)
    found = [f"beyond the margins: {item}" for item in page.items if not inside(item.box, paper)]
    texts = [item for item in page.items if isinstance(item, Text)]
    shapes = [item for item in page.items if isinstance(item, Shape)]
    found += [f"too small: {text}" for text in texts if text.size < 8.5]
    found += [
        f"over each other: {one.text} and {other.text}"
        for one, other in combinations(texts, 2)
        if overlap(one.box, other.box)
    ]
    for text in texts:
        found += [f"struck through: {text.text} by {line}" for line in lines(page)
                  if overlap(seen(text), line)]  # fmt: skip
        found += [
            f"across an edge: {text.text} and {shape}"
            for shape in shapes
            if overlap(seen(text), shape.box) and not inside(seen(text), shape.box)
        ]
    return found


def seen(text: Text) -> Box:
    """What the letters cover but for accents on capitals, which no line comes near."""
    return Box(text.x, text.y - 0.75 * text.size, text.x + text.width, text.y + 0.24 * text.size)


def lines(page: Page) -> list[Box]:
    """Every straight piece of a line."""
    found = [item.box for item in page.items if isinstance(item, Rule)]
    for stroke in page.items:
        if isinstance(stroke, Stroke):
            for start, end in pairwise(stroke.points):
                found.append(stroke._replace(points=(start, end)).box)
    return found


def person(i: int, **more) -> Person:
    return Person(f"p{i}", **({"name": f"Ada Byron {i}", "firm": f"Firm {i}"} | more))


SOME = Network(
    people=(
        person(0, name="Alice Chen", closeness=3, links=4),
        person(1, name="Ελένη Παππά", state="info_only"),
        person(2, name="田中 愛子", state="referred"),
        person(3, name="محمد بن سلمان", firm="Meridian Foods", state="applied"),
        person(4, name="Виктор Иванов", state="landed", links=5),
        person(5, name="प्रिया नायर", state="closed"),
        person(6, name="Wei Zhang"),
    ),
    sent=(
        *(Sent("p0", "p1", "yes"), Sent("p1", "p2", "not_asked"), Sent("p1", "p3", "no")),
        *(Sent("p0", "p4"), Sent("p4", "p2")),
    ),
    known=(Known("p3", "p6", 3), Known("p0", "p5", 1), Known("p0", "p3", 2), Known("p4", "p5")),
    others=212,
)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_chain_is_read_from_you_to_the_furthest_p42(paper: Paper) -> None:
    page = drawn(SOME, paper)

    assert troubles(page) == []
    assert page.width > page.height
    told = words_on(page)
    for words in (
        *("Your network", "You", "YOU KNOW THEM", "ONCE REMOVED", "TWICE REMOVED"),
        *("Alice Chen", "Ελένη Παππά", "田中 愛子", "Виктор Иванов", "Meridian Foods"),
        *("212 more people are in your book.", "Private. For your own eyes."),
        *("information only", "referred", "applied", "landed", "closed or resting"),
        *("sent you to", "know each other warmly", "well", "by name"),
        "most roads lead through them, 1 first",
    ):
        assert words in told


def test_who_gave_no_yes_to_being_named_is_marked_not_left_out_b04() -> None:
    page = drawn(SOME)

    signs = [item.text for item in page.items if isinstance(item, Text) and item.ink == "alarm"]
    assert sorted(signs) == ["?", "?", "no", "no"]  # in the picture, and in the legend
    told = words_on(page)
    assert "ask before you say who sent you" in told
    assert "do not say who sent you" in told


def test_every_name_in_any_script_can_be_copied_out() -> None:
    page = pypdfium2.PdfDocument(pdf.drawn(drawn(SOME)))[0]
    copied = page.get_textpage().get_text_bounded().replace("\u200b", "").split()

    for one in SOME.people:
        assert set(one.name.split()) <= set(copied)


def test_the_picture_is_told_in_words_to_whoever_hears_it() -> None:
    (figure,) = [tag for tag in drawn(SOME).tags if tag.role == "Figure"]
    for sentence in (
        "You know Alice Chen. Alice Chen sent you to Ελένη Παππά.",
        "Ελένη Παππά sent you to محمد بن سلمان. Do not say so there.",
        "Ελένη Παππά sent you to 田中 愛子. Ask before you say so there.",
        "محمد بن سلمان knows Wei Zhang warmly.",
    ):
        assert sentence in figure.alt


def test_the_same_network_gives_the_same_bytes() -> None:
    assert pdf.drawn(drawn(SOME)) == pdf.drawn(drawn(SOME))


def test_it_is_a_drawing_of_lines_and_letters_not_a_picture_of_dots() -> None:
    page = PdfReader(io.BytesIO(pdf.drawn(drawn(SOME)))).pages[0]
    assert not page.images


@pytest.mark.parametrize("paper", PAPERS)
def test_a_large_network_says_how_many_are_not_on_the_page(paper: Paper) -> None:
    people = tuple(person(i, closeness=i % 4, links=i % 9) for i in range(300))
    sent = tuple(Sent(f"p{i // 3}", f"p{i}") for i in range(30, 300))

    page = drawn(Network(people, sent, others=99_700), paper)

    assert troubles(page) == []
    told = words_on(page)
    shown = sum(f"Ada Byron {i} " in told for i in range(300))
    assert shown > 20
    assert f"{300 - shown} more people in these chains have no room on this page." in told
    assert "99700 more people are in your book." in told


def test_many_people_near_you_stand_on_an_upright_page() -> None:
    page = drawn(Network(tuple(person(i, closeness=1) for i in range(40))))
    assert page.height > page.width
    assert troubles(page) == []


def test_nobody_yet_says_what_to_do() -> None:
    page = drawn(Network())
    assert "Note on somebody’s card who sent you to them" in words_on(page)
    assert troubles(page) == []


NAMES = st.one_of(
    st.sampled_from(
        ["Ada Byron", "田中 愛子", "ليلى حداد", "רות כהן", "प्रिया नायर", "สมชาย ใจดี", "김민수",
         "W" * 60, "Maximiliane von Hohenstein-Wittelsbach-Sayn", "O'Hara \"Bob\" <x>"]
    ),
    st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())),
)  # fmt: skip


@st.composite
def networks_(draw) -> Network:
    count = draw(st.integers(0, 45))
    some = st.integers(0, max(0, count - 1)).map(lambda i: f"p{i}")
    pairs = st.tuples(some, some).filter(lambda pair: pair[0] != pair[1])
    many = st.lists(pairs, max_size=60, unique=True) if count > 1 else st.just([])
    people = tuple(
        Person(f"p{i}", draw(NAMES), draw(st.one_of(st.just(""), NAMES)),
               draw(st.sampled_from(STATES)), draw(st.integers(0, 3)), draw(st.integers(0, 9)))
        for i in range(count)
    )  # fmt: skip
    sent = tuple(
        Sent(*pair, draw(st.sampled_from(["yes", "no", "not_asked"]))) for pair in draw(many)
    )
    known = tuple(Known(*pair, draw(st.integers(1, 3))) for pair in draw(many))
    aims = frozenset(draw(st.lists(some, max_size=2))) if count else frozenset()
    return Network(people, sent, known, aims, draw(st.one_of(st.just(""), NAMES)), count)


@settings(max_examples=40, deadline=None)
@given(networks_(), st.sampled_from(PAPERS))
def test_any_network_is_on_one_page_with_nothing_over_words(net: Network, paper: Paper) -> None:
    assert troubles(drawn(net, paper)) == []
