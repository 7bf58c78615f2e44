"""Columns that fit: text is measured at every size and cut it may have, and drawn once.

A column first takes smaller type, then less room to write, then the cuts of its order one after the
other; when it fits, cuts that turn out to be needless are taken back.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from app.brief import remarks
from app.brief.content import Block, Cut, Mark
from app.brief.page import LABEL, LEADING, MM, Sheet
from app.brief.setting import Line, Run, set_text

SMALLEST = 8.5
HEADING = LABEL * 1.3
ITEM_GAP = 1.0
_EVERYTHING = Cut("", 10_000, 60)


class Item(NamedTuple):
    """One item of a block, set in lines, from this far into the block's width."""

    lines: tuple[Line, ...]
    mark: Mark = ""
    indent: float = 0.0
    x: float = 0.0
    beside: bool = False  # stands in the line of the item before it


class SetBlock(NamedTuple):
    """A block at one size, with what had to go."""

    block: Block
    items: tuple[Item, ...]
    size: float
    note: str  # "2 more questions in the book"
    height: float
    shortened: bool

    @property
    def gone(self) -> bool:
        """Whether nothing of it is left on the page."""
        return not self.items


class Fit(NamedTuple):
    """How a column fits: its type size and blocks, how tight the writing is, what is lost."""

    size: float
    blocks: tuple[SetBlock, ...]
    tight: int
    lost: float = 0.0  # points of height that were cut
    over: bool = False  # whether even what may never be cut has no room

    @property
    def worth(self) -> tuple[float, int, float]:
        """What is better: less cut, more room to write, larger type."""
        return -self.lost, -self.tight, self.size

    @property
    def shortened(self) -> bool:
        """Whether any text ends in dots."""
        return any(block.shortened for block in self.blocks)


# What is still free when these blocks stand in the column with so tight a room to write.
Spare = Callable[[Sequence[SetBlock], int], float]


def fit(
    blocks: Sequence[Block],
    *,
    width: Callable[[Block], float],
    sizes: Sequence[float],
    order: Sequence[Cut],
    spare: Spare,
    tightest: int,
) -> Fit:
    """The largest type, then the most room to write, then the most content that fits."""

    @cache
    def whole(size: float) -> tuple[SetBlock, ...]:
        return tuple([set_block(block, _EVERYTHING, width(block), size) for block in blocks])

    step = _first(len(sizes), lambda number: spare(whole(sizes[number]), 0) >= 0)
    if step < len(sizes):
        return Fit(sizes[step], whole(sizes[step]), 0)
    smallest = whole(SMALLEST)
    for tight in range(1, tightest + 1):
        if spare(smallest, tight) >= 0:
            return Fit(SMALLEST, smallest, tight)
    return _cut_down(blocks, width, order, lambda found: spare(found, tightest), tightest)


def _first(count: int, fits: Callable[[int], bool]) -> int:
    """The first of so many steps that fits, or `count`; each step is easier than the one before."""
    if fits(0):
        return 0
    low, high = 1, count
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _cut_down(
    blocks: Sequence[Block],
    width: Callable[[Block], float],
    order: Sequence[Cut],
    spare: Callable[[Sequence[SetBlock]], float],
    tight: int,
) -> Fit:
    """Cut in order until it fits; then give back, last cut first, what fits after all."""
    known: dict[tuple[str, Cut], SetBlock] = {}
    keys = {block.key for block in blocks}
    steps = [cut for cut in order if cut.key in keys]

    def setting(cuts: dict[str, Cut]) -> tuple[SetBlock, ...]:
        found = []
        for block in blocks:
            cut = cuts.get(block.key, _EVERYTHING)
            key = block.key, cut
            if key not in known:
                known[key] = set_block(block, cut, width(block), SMALLEST)
            found.append(known[key])
        return tuple(found)

    def after(number: int) -> dict[str, Cut]:
        return {cut.key: cut for cut in steps[: number + 1]}

    last = min(_first(len(steps), lambda n: spare(setting(after(n))) >= 0), len(steps) - 1)
    cuts = after(last)
    for number in range(last - 1, -1, -1):
        cut = steps[number + 1]
        if cuts.get(cut.key) != cut:
            continue
        before = after(number).get(cut.key, _EVERYTHING)
        if spare(setting({**cuts, cut.key: before})) >= 0:
            cuts[cut.key] = before
    lost = sum(block.height for block in setting({})) - sum(b.height for b in setting(cuts))
    return Fit(SMALLEST, setting(cuts), tight, lost, spare(setting(cuts)) < 0)


def set_block(block: Block, cut: Cut, width: float, size: float) -> SetBlock:
    """The block in so many items of so many lines each."""
    shown = min(len(block.items), cut.items)
    items: list[Item] = []
    height = heading(size) if block.title else 0.0
    shortened = False
    for number, runs in enumerate(block.items[:shown]):
        mark = block.marks[number] if block.marks else block.mark
        indent = _indent(mark, size, shown)
        setting = set_text(runs, size, width - indent, cut.lines, even=True)
        for shorter in block.shorter:
            if not setting.shortened and len(setting.lines) <= block.most:
                break
            setting = set_text(shorter, size, width - indent, min(cut.lines, block.most), even=True)
        item = _placed(items, Item(setting.lines, mark, indent), width, size)
        items.append(item)
        shortened = shortened or setting.shortened
        if not item.beside:
            height += len(setting.lines) * size * LEADING + ITEM_GAP
    left_out = len(block.items) - len(items) + block.unseen
    note = remarks.left_out(block.key, left_out) if left_out and items else ""
    if note:
        height += LABEL * LEADING
    return SetBlock(block, tuple(items), size, note, height if items else 0.0, shortened)


def heading(size: float) -> float:
    """The height of a heading over text of this size; larger type stands a little further off."""
    return HEADING + (size - SMALLEST) * 0.8


def _placed(before: list[Item], item: Item, width: float, size: float) -> Item:
    """Short things to tick stand side by side."""
    if item.mark == "flow" and before and len(item.lines) == len(before[-1].lines) == 1:
        x = before[-1].x + item.indent + before[-1].lines[0].width * size + size * 1.3
        if x + item.indent + item.lines[0].width * size <= width:
            return item._replace(x=x, beside=True)
    return item


def _indent(mark: Mark, size: float, shown: int) -> float:
    if mark == "number":
        return size * (1.4 if shown < 10 else 2.0)
    return {"": 0.0, "dot": size * 0.85, "box": size * 1.15, "flow": size * 1.15}[mark]


def gone_note(blocks: Sequence[SetBlock], width: float) -> tuple[Line, ...]:
    """The line that names the blocks which are not on the page at all."""
    titles = [
        found.block.title or remarks.untitled(found.block.key) for found in blocks if found.gone
    ]
    if not titles:
        return ()
    note = (Run(remarks.whole_blocks_left_out(titles), "italic", "quiet"),)
    return set_text(note, LABEL, width, 3).lines


def draw_block(sheet: Sheet, found: SetBlock, x: float, y: float, width: float) -> float:
    """The block with its heading; gives where it ends."""
    if found.gone:
        return y
    if found.block.key == "private":  # nobody shall take it for the rest of the page
        sheet.shape((x - 5, y, 2, found.height), DOT)
    if found.block.title:
        sheet.label(found.block.title, x, y + LABEL, width)
        y += heading(found.size)
    for item in found.items:
        y = draw_item(sheet, found, item, (x, y))
    return draw_note(sheet, found, x, y)


def draw_item(sheet: Sheet, found: SetBlock, item: Item, place: tuple[float, float]) -> float:
    """One item with its mark."""
    size = found.size
    x, y = place
    x += item.x
    if item.beside:
        y -= size * LEADING + ITEM_GAP
    base = y + size
    if item.mark == "dot":
        side = size * 0.3
        sheet.shape((x + 1, base - size * 0.44, side, side), DOT, corner=side / 2)
    elif item.mark in {"box", "flow"}:
        sheet.tick(x, base, size)
    sheet.tag("LBody" if item.mark else "P")
    for line in item.lines:
        sheet.line(line, x + item.indent, base, size)
        base += size * LEADING
    return y + len(item.lines) * size * LEADING + ITEM_GAP


def draw_note(sheet: Sheet, found: SetBlock, x: float, y: float) -> float:
    """What was left out of the block."""
    if not found.note:
        return y
    sheet.tag("P")
    sheet.words(
        found.note, x + found.items[-1].indent, y + LABEL, LABEL, font="italic", ink="quiet"
    )
    return y + LABEL * LEADING


def ruled(
    sheet: Sheet, place: tuple[float, float], width: float, count: int, pitch: float
) -> float:
    """Lines to write on, the first a line's height below the place; gives where the last is."""
    x, y = place
    for number in range(1, count + 1):
        sheet.rule(x, y + number * pitch, width)
    return y + count * pitch


DOT = "#0A5C5C"
# Handwriting wants seven to eight millimetres.
PITCH, TIGHT_PITCH, WIDE_PITCH = 7.2 * MM, 7.0 * MM, 8.0 * MM
