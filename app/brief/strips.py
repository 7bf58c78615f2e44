"""Pages filled with strips: each is laid out once, moved to where it belongs, and never parted.

A strip is drawn on a sheet of its own, from y = 0 down. What a page has to tell again before it
goes on with a strip, such as the head of its table, comes with the strip.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.brief.page import Item, Paper, Sheet, Stroke, Tag

_PADDING = 5.0  # between a frame and the words above and below
_GROUND = "#F3F5F5"  # of a frame; words on it stay as black as they were


class Strip(NamedTuple):
    """What is never parted, and how it stands with what is above and below it."""

    items: tuple[Item, ...]
    tags: tuple[Tag, ...]
    height: float
    before: float = 0.0  # room above it, unless it is the first on its page
    joined: bool = False  # no page ends with it: it stays with the strip that follows
    framed: bool = False
    again: "tuple[Strip, ...]" = ()  # what is told again where a page begins with it


def cut(
    sheet: Sheet,
    height: float,
    *,
    before: float = 0.0,
    joined: bool = False,
    framed: bool = False,
    again: tuple[Strip, ...] = (),
) -> Strip:
    """What was drawn on this sheet from its y = 0 down, as a strip of that height."""
    items, tags = tuple(sheet.items), tuple(sheet.tags)
    return Strip(items, tags, height, before, joined, framed, again)


# The top of a page, given its number; where the first strip begins.
Head = Callable[[Sheet, int], float]


def filled(paper: Paper, strips: Iterable[Strip], *, head: Head, bottom: float) -> list[Sheet]:
    """As many sheets as these strips take, one at least; none reaches below `bottom`."""
    filling = _Filling(paper, head, bottom)
    for group in _groups(strips):
        filling.add(group)
    filling.close_frame()
    return filling.sheets


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Each strip with those that are joined to it."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.joined:
            yield group
            group = []
    if group:
        yield group


class _Filling:
    """The sheets while they are being filled, and how far down the last one is."""

    def __init__(self, paper: Paper, head: Head, bottom: float) -> None:
        self.sheets: list[Sheet] = []
        self._paper, self._head, self._bottom = paper, head, bottom
        self._frame: float | None = None  # where the frame that is open began
        self._turn(())

    def add(self, group: Sequence[Strip]) -> None:
        """Lay these down together; only what is taller than any page is parted."""
        if self._below(group) > self._bottom and self._y > self._top:
            self._turn(group[0].again)
        for strip in group:
            if self._below([strip]) > self._bottom and self._y > self._top:
                self._turn(strip.again)
            self._lay(strip)

    def close_frame(self) -> None:
        """Draw the frame that is open, if one is."""
        if self._frame is not None:
            sheet, top = self.sheets[-1], self._frame
            self._y += _PADDING
            box = (sheet.left, top, sheet.measure, self._y - top)
            sheet.shape(box, _GROUND, edge="frame", corner=2)
            self._frame = None

    def _below(self, group: Sequence[Strip]) -> float:
        """How far down the page reaches with these."""
        room = sum([strip.before + strip.height for strip in group])
        room += 2 * _PADDING if group[0].framed or self._frame is not None else 0.0
        return self._y + room - (group[0].before if self._y == self._top else 0.0)

    def _turn(self, again: tuple[Strip, ...]) -> None:
        if self.sheets:
            self.close_frame()
        sheet = Sheet(self._paper)
        self.sheets.append(sheet)
        self._y = self._head(sheet, len(self.sheets))
        for strip in again:
            sheet.tag("Artifact")
            _put(sheet, strip._replace(tags=()), self._y)
            self._y += strip.height
        self._top = self._y

    def _lay(self, strip: Strip) -> None:
        if not strip.framed:
            self.close_frame()
        if self._y > self._top:
            self._y += strip.before
        if strip.framed and self._frame is None:
            self._frame = self._y
            self._y += _PADDING
        _put(self.sheets[-1], strip, self._y)
        self._y += strip.height


def _put(sheet: Sheet, strip: Strip, y: float) -> None:
    first = len(sheet.items)
    sheet.tags += [tag._replace(at=tag.at + first) for tag in strip.tags]
    sheet.items += [_moved(item, y) for item in strip.items]


def _moved(item: Item, down: float) -> Item:
    if isinstance(item, Stroke):
        return item._replace(points=tuple([(x, y + down) for x, y in item.points]))
    return item._replace(y=item.y + down)
