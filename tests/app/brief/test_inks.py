"""The page on a black-and-white printer: all words are read, nothing is told by colour alone."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.brief.content import Brief
from app.brief.drawing import INKS
from app.brief.layout import lay_out
from app.brief.page import Page, Shape, Text
from tests.app.brief.conftest import PRINTED


def light(code: str) -> float:
    """How light a colour is, from 0 to 1: its gray on a printer without colours."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ground(page: Page, text: Text) -> str:
    x, y = text.x + text.width / 2, text.y - text.size * 0.3
    under = [
        item.fill for item in page.items
        if isinstance(item, Shape) and item.fill
        and item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height
    ]  # fmt: skip
    return under[-1] if under else "#FFFFFF"


@pytest.mark.parametrize("minutes", [5, 40, 180])
def test_every_word_is_read_on_its_ground_in_gray_as_well(rich: Brief, minutes: int) -> None:
    page = lay_out(
        replace(rich, minutes=minutes, missing=("a thing",), name_permission="no"),
        paper="a4", printed_at=PRINTED,
    )  # fmt: skip
    for item in page.items:
        if isinstance(item, Text):
            assert contrast(INKS[item.ink], ground(page, item)) >= 4.5, item


def test_the_parts_of_the_time_plan_are_parted_by_white_and_each_says_what_it_is(
    rich: Brief,
) -> None:
    page = lay_out(rich, paper="a4", printed_at=PRINTED)
    parts = [item for item in page.items if isinstance(item, Shape) and item.height == 27]
    assert len(parts) == 5
    for one, other in pairwise(parts):
        assert other.x - one.x - one.width >= 1.4
    for part in parts:
        assert any(
            isinstance(item, Text) and part.x <= item.x < part.x + part.width
            and part.y < item.y < part.y + part.height
            for item in page.items
        )  # fmt: skip
