"""Lines between people who do not hang under each other: round the words, never over one another.

A line leaves beside the second line of somebody's words, goes up or down between two columns, and
where others stand in between, along the gap above a row. Where all lanes are taken, it is not
drawn; how many were not is said on the page.
"""

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
NOISE = 0.4


class End(NamedTuple):
    """Where a line may begin or end: the column, left and right of the words, and how high."""

    column: int
    left: float
    right: float
    y: float
    above: float  # the middle of the gap above the row


class Lanes:
    """What is still free between the columns and above the rows."""

    def __init__(self, lanes: dict[int, tuple[float, ...]]) -> None:
        """`lanes`: where lines may go up and down, behind which column."""
        self._lanes = lanes
        self._taken: dict[float, list[tuple[float, float]]] = defaultdict(list)

    def route(self, one: End, other: End) -> tuple[Point, ...]:
        """The way from one to the other; nothing where there is no room."""
        beside = one.column == other.column
        found = self._beside(one, other) if beside else self._over(one, other)
        if found:
            for (x, y), (to_x, to_y) in pairwise(found):
                upright = abs(x - to_x) < NOISE
                key, ends = (x, (y, to_y)) if upright else (-y, (x, to_x))
                self._taken[key].append((min(ends), max(ends)))
        return found

    def _beside(self, one: End, other: End) -> tuple[Point, ...]:
        for x in self._lanes[one.column]:
            way = ((one.right, one.y), (x, one.y), (x, other.y), (other.right, other.y))
            if self._are_free(way):
                return way
        return ()

    def _over(self, one: End, other: End) -> tuple[Point, ...]:
        for x in self._lanes[one.column]:
            if other.column == one.column + 1:
                way: tuple[Point, ...] = (
                    (one.right, one.y), (x, one.y), (x, other.y), (other.left, other.y)
                )  # fmt: skip
                if self._are_free(way):
                    return way
                continue
            for near in self._lanes[other.column - 1]:
                way = (
                    (one.right, one.y), (x, one.y), (x, other.above), (near, other.above),
                    (near, other.y), (other.left, other.y),
                )  # fmt: skip
                if self._are_free(way):
                    return way
        return ()

    def _are_free(self, way: tuple[Point, ...]) -> bool:
        return all(
            self._is_free(*step) for step in pairwise(way)
        )  # fmt: skip

    def _is_free(self, start: Point, end: Point) -> bool:
        """Whether nothing runs along here; crossing is no harm."""
        upright = abs(start[0] - end[0]) < NOISE
        key = start[0] if upright else -start[1]
        low, high = sorted((start[upright], end[upright]))
        return all(
            to < low - NOISE or begin > high + NOISE for begin, to in self._taken.get(key, ())
        )
