"""The lines of the picture: from you to whom you know, from each to whom they led you, and across.

A line runs between the columns only, or in the gap above a row: never through words.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.brief import fonts
from app.brief.page import LABEL, Sheet, Stroke
from app.brief.setting import Ink
from app.domain.networks import Picture, Sent
from app.i18n import _
from app.papers.crossings import End, Lanes, Point
from app.papers.nodes import GUTTER, Node

_TRUNK, _LANES = 6.0, (9.5, 13.0, 16.5)  # from where the words of a column end at most
_HEAD = 6.0  # the length of an arrow's head; a sign stands before it
_DARK = "#15191C"

# How a line is drawn: its weight and its dashes; the warmer, the heavier and the less broken.
REFERRAL: tuple[float, tuple[float, ...]] = (1.1, ())
WARMTH: dict[int, tuple[float, tuple[float, ...]]] = {
    3: (1.5, (7.0, 2.0)),
    2: (0.9, (4.0, 2.5)),
    1: (0.7, (1.0, 2.5)),
    0: (0.5, (0.8, 4.0)),
}


def sign_words(may_use_name: str) -> str:
    """What stands in the arrow where somebody did not say yes to being named (B04)."""
    return {"not_asked": "?", "no": _("no"), "yes": ""}[may_use_name]


def draw_you(sheet: Sheet, roots: Sequence[Node], width: float) -> float:
    """You, in the middle of those whom you know; how high that is."""
    middle = (roots[0].middle + roots[-1].middle) / 2
    words = _("You")
    wide = fonts.width(words, "bold") * 10.5
    box = (sheet.left, middle - 10, max(wide + 8, width - 12), 20)
    sheet.shape(box, _DARK, corner=6)
    left = sheet.left + (box[2] - wide) / 2
    sheet.words(words, left, middle + 3.8, 10.5, font="bold", ink="paper")
    return middle


def draw_tree(sheet: Sheet, nodes: Mapping[str, Node], you: float, starts: Sequence[float]) -> None:
    """From each to those who hang under them."""
    trunks: dict[str, list[float]] = defaultdict(list)
    mixed = {node.place.parent for node in nodes.values() if not isinstance(node.place.link, Sent)}
    for node in nodes.values():
        parent, depth = node.place.parent, node.place.depth
        x = starts[0] - 7 if depth == 1 else starts[depth - 1] - GUTTER + _TRUNK
        trunks[parent].append(node.middle)
        end = (node.x + 1, node.middle)
        if isinstance(node.place.link, Sent):
            arrow(sheet, ((x, node.middle), end), node.place.link.may_use_name)
        else:
            warmth = node.place.link.warmth if node.place.link else node.person.closeness
            line(sheet, ((x, node.middle), end), *WARMTH[warmth])
    for parent, ends in trunks.items():
        depth = nodes[parent].place.depth if parent else 0
        x = starts[0] - 7 if not parent else starts[depth] - GUTTER + _TRUNK
        begin = nodes[parent].middle if parent else you
        left = sheet.left + 30 if not parent else nodes[parent].right(0) + 3
        ink: Ink = "frame" if parent in mixed else "accent"
        line(sheet, ((min(left, x), begin), (x, begin)), *REFERRAL, ink)
        if len(ends) > 1 or abs(ends[0] - begin) > 0.1:
            line(sheet, ((x, min(*ends, begin)), (x, max(*ends, begin))), *REFERRAL, ink)


def draw_across(
    sheet: Sheet, picture: Picture, nodes: Mapping[str, Node], starts: Sequence[float],
    pitch: float,
) -> int:  # fmt: skip
    """What else links these people; how many of these lines found no free way."""
    lanes = Lanes(
        {
            column: tuple(start - GUTTER + lane for lane in _LANES)
            for column, start in enumerate(starts[1:], start=1)
        }
    )
    skipped = 0
    for link in picture.across:
        one, other = nodes[link[0]], nodes[link[1]]
        turned = one.place.depth > other.place.depth
        near, far = (other, one) if turned else (one, other)
        way = lanes.route(_end(near, pitch), _end(far, pitch))
        if not way:
            skipped += 1
        elif isinstance(link, Sent):
            arrow(sheet, way[::-1] if turned else way, link.may_use_name)
        else:
            line(sheet, way, *WARMTH[link.warmth])
    return skipped


def _end(node: Node, pitch: float) -> End:
    bottom = node.second + fonts.DESCENT * node.sizes[1]
    above = node.y - min(4.0, max(1.0, (node.y + pitch - bottom) / 2))
    side = 3 if len(node.words) > 1 else 0
    return End(node.place.depth, node.left - 4, node.right(1) + side, node.low, above)


def line(
    sheet: Sheet, points: tuple[Point, ...], weight: float, dash: tuple[float, ...],
    ink: Ink = "frame",
) -> None:  # fmt: skip
    """A line through these points."""
    sheet.items.append(Stroke(points, weight, ink, dash))


def arrow(sheet: Sheet, points: tuple[Point, ...], may_use_name: str = "yes") -> None:
    """A referral: who sent me to whom; a sign stands in it where the name may not be said."""
    *before, (x, y) = points
    last = before[-1][0]
    way = 1 if x >= last else -1
    shaft = x - way * (_HEAD - 1)
    words = sign_words(may_use_name)
    if words:
        wide = fonts.width(words, "bold") * LABEL
        start = shaft - way * 1.5
        place = start - wide if way > 0 else start
        sheet.words(words, place, y + LABEL * 0.36, LABEL, font="bold", ink="alarm")
        shaft = start - way * (wide + 1.5)
    line(sheet, (*before, (shaft, y)), *REFERRAL, "accent")
    head = ((x, y), (x - way * _HEAD, y - 2.6), (x - way * _HEAD, y + 2.6))
    sheet.items.append(Stroke(head, 0.0, "accent", filled=True))
