"""The signs of the picture: how far things have come with somebody is a shape, a hub a large one.

None of it is told by colour alone.
"""

from typing import TYPE_CHECKING

from app.brief import fonts
from app.brief.page import LABEL, Sheet
from app.brief.setting import Ink
from app.domain.networks import State

if TYPE_CHECKING:
    from app.papers.nodes import Node

ROOM = 18.0  # what a mark takes at the left of the words
SMALL, LARGE = 3.6, 7.2  # from the middle to the edge
_DARK, _QUIET, _PAPER = "#15191C", "#6C757B", "#FFFFFF"


def draw(sheet: Sheet, node: "Node") -> None:
    """The mark of somebody, with their place among the hubs."""
    sign(sheet, (node.x + ROOM / 2 - 1, node.middle), node.person.state, node.hub)


def sign(sheet: Sheet, middle: tuple[float, float], state: State, hub: int = 0) -> None:
    """A shape around this point: large and with the number in it for a hub."""
    x, y = middle
    r = LARGE if hub else SMALL
    ink: Ink = "text"
    if state == "":
        r = r if hub else 2.2
        _round(sheet, x, y, r, _QUIET, edge=None)
        ink = "paper"
    elif state == "info_only":
        _round(sheet, x, y, r, _PAPER, edge="text")
    elif state == "referred":
        _round(sheet, x, y, r + 0.8, _PAPER, edge="text")
        _round(sheet, x, y, r - 1.4, _PAPER if hub else _DARK, edge="text" if hub else None)
    else:
        filled = state != "closed"
        ink = "paper" if filled else "text"
        sheet.shape((x - r, y - r, 2 * r, 2 * r), _DARK if filled else _PAPER, edge="text")
        if state == "landed":
            out = r + 1.9
            sheet.shape((x - out, y - out, 2 * out, 2 * out), edge="text")
    if hub:
        words = str(hub)
        wide = fonts.width(words, "bold") * LABEL
        sheet.words(words, x - wide / 2, y + LABEL * 0.36, LABEL, font="bold", ink=ink)


def _round(
    sheet: Sheet, x: float, y: float, r: float, fill: str, *, edge: Ink | None
) -> None:  # fmt: skip
    sheet.shape((x - r, y - r, 2 * r, 2 * r), fill, edge=edge, corner=r)
