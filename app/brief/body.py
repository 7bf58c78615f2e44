"""The two columns: why you are here and what you know, and beside it your questions.

Whatever room is left becomes room to write, so that the page is full and never crowded. Both
columns end on one line, the left with what to do afterwards, the right with the names you were
given.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.brief import columns, content, foot, phrases, rooms
from app.brief.columns import (
    HEADING,
    PITCH,
    TIGHT_PITCH,
    WIDE_PITCH,
    Fit,
    SetBlock,
    draw_block,
    draw_item,
    draw_note,
    gone_note,
    heading,
    ruled,
)
from app.brief.content import Block, Brief
from app.brief.page import LABEL, LEADING, Sheet

LEFT_SIZES = (10.0, 9.75, 9.5, 9.25, 9.0, 8.75, 8.5)
RIGHT_SIZES = (10.5, 10.25, 10.0, 9.75, 9.5, 9.25, 9.0, 8.75, 8.5)
# The left column's part of the page; it widens when there is much to know and little to ask.
SHARES = (0.345, 0.385, 0.43)
GUTTER = 20.0
BLOCK_GAP = 7.0
QUESTION_GAP = 5.0
SECTION_GAP = 11.0
# Lines to write on: for more than eight type need not become smaller, more than six nobody fills.
_WANTED_RULES = 8
_MOST_RULES = 6
# From the most room to write to the least: lines, their distance, lines for names.
_LEFT_ROOM = ((3, PITCH), (2, PITCH), (2, TIGHT_PITCH))
_RIGHT_NAMES = (4, 4, 3, 3)


class Frame(NamedTuple):
    """Where the columns stand."""

    left: float
    left_width: float
    right: float
    right_width: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From the first heading to the last line."""
        return self.bottom - self.top


class Body(NamedTuple):
    """Both columns, fitted into their frame; the ask may stand beside what you bring."""

    frame: Frame
    left: Fit
    right: Fit
    paired: bool

    @property
    def lost(self) -> float:
        """How much had to give way, in points of height."""
        return self.left.lost + self.right.lost

    @property
    def worth(self) -> tuple[float, int, float]:
        """What is better: less cut, more room to write, larger type."""
        tight = self.left.tight + self.right.tight
        return -self.lost, -tight, min(self.left.size, self.right.size)


def fitted(brief: Brief, sheet: Sheet, top: float, bottom: float) -> Body:
    """The columns in the shares that serve them best."""
    best: Body | None = None
    for share in SHARES:
        width = sheet.measure * share
        start = sheet.left + width + GUTTER
        frame = Frame(sheet.left, width, start, sheet.right - start, top, bottom)
        left = _fit_left(brief, frame)
        right, paired = _fit_right(brief, frame)
        body = Body(frame, left, right, paired)
        if body.lost == 0 and min(left.size, right.size) >= 9.5:
            return body
        if best is None or body.worth > best.worth:
            best = body
    assert best is not None
    return best


def draw(sheet: Sheet, brief: Brief, body: Body) -> None:
    """Both columns, their last lines level."""
    _draw_left(sheet, brief, body.frame, body.left)
    _draw_right(sheet, brief, body)


# --- left ---


def _fit_left(brief: Brief, frame: Frame) -> Fit:
    def spare(blocks: Sequence[SetBlock], tight: int) -> float:
        rules, pitch = _LEFT_ROOM[tight]
        fixed = _stacked(blocks) + HEADING + rules * pitch + BLOCK_GAP + SECTION_GAP
        return frame.height - fixed - _note_height(blocks, frame.left_width)

    return columns.fit(
        (*content.left_blocks(brief), content.afterwards(brief)),
        width=lambda _block: frame.left_width,
        sizes=LEFT_SIZES,
        order=content.LEFT_CUTS,
        spare=spare,
        tightest=len(_LEFT_ROOM) - 1,
    )


def _stacked(blocks: Sequence[SetBlock]) -> float:
    """The height of blocks one under the other."""
    titled = sum(1 for found in blocks if found.block.title and not found.gone)
    return sum(found.height for found in blocks) + max(0, titled - 1) * BLOCK_GAP


def _note_height(blocks: Sequence[SetBlock], width: float) -> float:
    return len(gone_note(blocks, width)) * LABEL * LEADING


def _draw_left(sheet: Sheet, brief: Brief, frame: Frame, found: Fit) -> None:
    """The blocks from the top; rooms to write (P22, P41); at the bottom what comes after."""
    x, width = frame.left, frame.left_width
    *blocks, afterwards = found.blocks
    pitch = _LEFT_ROOM[found.tight][1]
    fixed = _stacked(found.blocks) + _note_height(found.blocks, width)
    free = frame.height - fixed - HEADING - BLOCK_GAP - SECTION_GAP
    written = rooms.shared(brief, free, pitch)
    free -= rooms.height(written, pitch) - HEADING
    titled = sum(1 for block in blocks if block.block.title and not block.gone)
    stretch = max(0.0, min(free / max(1, titled), 6.0))
    y = frame.top
    for number, block in enumerate(blocks):
        if number and block.block.title and not block.gone:
            y += BLOCK_GAP + stretch
        y = draw_block(sheet, block, x, y, width)
    sheet.tag("P")
    for line in gone_note(found.blocks, width):
        sheet.line(line, x, y + LABEL, LABEL)
        y += LABEL * LEADING
    bottom = frame.bottom - afterwards.height - (0 if afterwards.gone else SECTION_GAP)
    ends = bottom - rooms.height(written, pitch)
    for title, lines in written:
        ends += HEADING + lines * pitch
        _room_to_write(sheet, title, (x, width), ends, rules=lines, pitch=pitch)
        ends += rooms.GAP
    draw_block(sheet, afterwards, x, frame.bottom - afterwards.height, width)


def _lines(free: float, pitch: float, *, fewest: int, most: int) -> tuple[int, int]:
    """How many lines the room gives, and how many more under a heading of their own."""
    rules = int(free // pitch)
    notes = int((free - most * pitch - HEADING - BLOCK_GAP) // pitch)
    return (most, notes) if notes >= 3 else (max(fewest, rules), 0)


def _room_to_write(
    sheet: Sheet, title: str, place: tuple[float, float], bottom: float, *, rules: int, pitch: float
) -> None:
    """Lines under a heading, the last one at the bottom."""
    x, width = place
    top = bottom - rules * pitch - HEADING
    sheet.label(title, x, top + LABEL, width)
    ruled(sheet, (x, top + HEADING), width, rules, pitch)


# --- right ---


def _fit_right(brief: Brief, frame: Frame) -> tuple[Fit, bool]:
    """The right column, with ask and what you bring one under the other or side by side."""
    asked = content.questions(brief)
    others = content.right_blocks(brief)
    stacked = _fit_right_as(asked, others, frame, paired=False)
    if len(others) < 2 or (stacked.lost, stacked.tight, stacked.size) == (0, 0, RIGHT_SIZES[0]):
        return stacked, False  # nothing is better
    paired = _fit_right_as(asked, others, frame, paired=True)
    return (paired, True) if paired.worth > stacked.worth else (stacked, False)


def _fit_right_as(asked: Block, others: tuple[Block, ...], frame: Frame, *, paired: bool) -> Fit:
    half = (frame.right_width - GUTTER) / 2

    def spare(blocks: Sequence[SetBlock], tight: int) -> float:
        count = len(blocks[0].items)
        rules = max(count, min(2 * count, _WANTED_RULES)) if tight == 0 else count
        pitch = TIGHT_PITCH if tight == 3 else PITCH
        writing = rules * pitch + count * QUESTION_GAP
        names = foot.names_height(_RIGHT_NAMES[tight]) + SECTION_GAP
        gone = _note_height(blocks, frame.right_width)
        return frame.height - _right_height(blocks, paired=paired) - writing - names - gone

    return columns.fit(
        (asked, *others),
        width=lambda block: half if paired and block is not asked else frame.right_width,
        sizes=RIGHT_SIZES,
        order=content.RIGHT_CUTS,
        spare=spare,
        tightest=len(_RIGHT_NAMES) - 1,
    )


def _right_height(blocks: Sequence[SetBlock], *, paired: bool) -> float:
    if not paired:
        return _stacked(blocks)
    tallest = max(found.height for found in blocks[1:])
    return blocks[0].height + (tallest + BLOCK_GAP if tallest else 0.0)


def _draw_right(sheet: Sheet, brief: Brief, body: Body) -> None:
    """Questions with room to write from the top; at the bottom the ask and the names."""
    frame, found = body.frame, body.right
    x, width = frame.right, frame.right_width
    asked, *others = found.blocks
    names = _RIGHT_NAMES[found.tight]
    table = frame.bottom - foot.names_height(names)
    note = table - SECTION_GAP - _note_height(found.blocks, width)
    height = _right_height(found.blocks, paired=body.paired) - asked.height
    pitch = TIGHT_PITCH if found.tight == 3 else PITCH
    _draw_questions(sheet, asked, (x, width), (frame.top, note - height), pitch)
    y = note - height + BLOCK_GAP
    for number, block in enumerate(others):
        if body.paired:
            half = (width - GUTTER) / 2
            draw_block(sheet, block, x + number * (half + GUTTER), y, half)
        elif not block.gone:
            y = draw_block(sheet, block, x, y, width) + BLOCK_GAP
    sheet.tag("P")
    for number, line in enumerate(gone_note(found.blocks, width)):
        sheet.line(line, x, note + LABEL + number * LABEL * LEADING, LABEL)
    foot.draw_names(sheet, brief, (x, width), table, names)


def _draw_questions(
    sheet: Sheet,
    asked: SetBlock,
    place: tuple[float, float],
    between: tuple[float, float],
    pitch: float,
) -> None:
    """Each question with its lines; what room is left goes into more and wider lines."""
    x, width = place
    y, bottom = between
    count = len(asked.items)
    free = bottom - y - asked.height - count * QUESTION_GAP
    lines, notes = _lines(free, pitch, fewest=count, most=count * _MOST_RULES)
    free -= lines * pitch
    if notes:
        free -= notes * pitch + HEADING + BLOCK_GAP
    wider = max(0.0, min(free / lines, WIDE_PITCH - pitch))
    stretch = max(0.0, (free - wider * lines) / count)
    sheet.label(asked.block.title, x, y + LABEL, width)
    y += heading(asked.size)
    for number, item in enumerate(asked.items):
        sheet.tag("Lbl")
        sheet.words(str(number + 1), x, y + asked.size, asked.size, font="bold", ink="accent")
        y = draw_item(sheet, asked, item, (x, y))
        rules = lines // count + (1 if number < lines % count else 0)
        y = ruled(sheet, (x + item.indent, y - 3), width - item.indent, rules, pitch + wider)
        y += 3 + QUESTION_GAP + stretch
    draw_note(sheet, asked, x, y - QUESTION_GAP / 2 - stretch)
    if notes:
        _room_to_write(sheet, phrases.notes_title(), place, bottom - 3, rules=notes, pitch=pitch)
