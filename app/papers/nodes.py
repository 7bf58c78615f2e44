"""Somebody in the picture: where the words stand, and how wide the columns have to be."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from app.brief import fonts
from app.brief.page import Sheet
from app.brief.setting import Line, Run, Runs, set_text
from app.domain.networks import Person, Picture, Place
from app.papers import marks

GUTTER = 37.0  # behind the words, for the lines to the next column
_GROUND = "#E3EAE9"
_LEAST = 62.0


class Node:
    """A name, the firm below it, and a mark at the left; a name of two lines stands alone."""

    def __init__(
        self,
        person: Person,
        place: Place,
        spot: tuple[float, float, float],
        sizes: tuple[float, float],
        *,
        hub: int = 0,
        aimed: bool = False,
    ) -> None:
        """`spot`: from where to the right, from where down, and how wide the column is."""
        self.person, self.place, self.hub, self.aimed = person, place, hub, aimed
        self.x, self.y, width = spot
        self.room = width - marks.ROOM - GUTTER
        self.sizes = sizes

    @property
    def left(self) -> float:
        """Where the words begin."""
        return self.x + marks.ROOM

    @property
    def first(self) -> float:
        """The base line of the name."""
        return self.y + self.sizes[0] * fonts.ASCENT

    @property
    def second(self) -> float:
        """The base line of what stands below it; letters of the two never touch."""
        return self.first + self.sizes[0] * fonts.DESCENT + self.sizes[1] * fonts.ASCENT

    @property
    def middle(self) -> float:
        """The middle of the name, where arrows arrive."""
        return self.first - self.sizes[0] * 0.36

    @property
    def low(self) -> float:
        """The middle of the second line, where the lines across leave."""
        return self.second - self.sizes[1] * 0.36

    @cached_property
    def words(self) -> tuple[tuple[Line, float, float], ...]:
        """The lines with their base line and size."""
        name: Runs = (Run(self.person.name, "bold"),)
        found = set_text(name, self.sizes[0], self.room, 1)
        if found.shortened:
            found = set_text(name, self.sizes[1], self.room, 2)
        lines = [(line, self.sizes[1] if len(found.lines) > 1 else self.sizes[0])
                 for line in found.lines]  # fmt: skip
        if len(lines) == 1 and self.person.firm:
            firm: Runs = (Run(self.person.firm, ink="quiet"),)
            lines += [
                (line, self.sizes[1]) for line in set_text(firm, self.sizes[1], self.room, 1).lines
            ]
        bases = (self.first, self.second)
        return tuple(
            (line, base, size) for (line, size), base in zip(lines, bases, strict=False)
        )  # fmt: skip

    def right(self, line: int) -> float:
        """Where this line of words ends, or where it would begin."""
        if line >= len(self.words):
            return self.left
        words, _base, size = self.words[line]
        return self.left + words.width * size

    def draw(self, sheet: Sheet) -> None:
        """The words, on a ground where the picture is about this one."""
        if self.aimed:
            right = max(self.right(0), self.right(1)) + 3
            bottom = self.second + fonts.DESCENT * self.sizes[1]
            box = (self.left - 3, self.y - 0.5, right - self.left + 3, bottom - self.y + 0.5)
            sheet.shape(box, _GROUND, corner=3)
        for line, base, size in self.words:
            sheet.line(line, self.left, base, size)


def widths(
    picture: Picture, people: Mapping[str, Person], room: float, sizes: tuple[float, float]
) -> list[float]:
    """How wide each column is: as its names want it, the widest giving way first."""
    wanted: dict[int, float] = defaultdict(lambda: _LEAST)
    for place in picture.places:
        person = people[place.id]
        name = fonts.width(person.name, "bold") * sizes[0]
        firm = min(170.0, fonts.width(person.firm, "regular") * sizes[1])
        wanted[place.depth] = max(wanted[place.depth], min(210.0, max(name, firm) + 2))
    count = picture.columns
    free = room - count * (marks.ROOM + GUTTER)
    found = [wanted[depth] for depth in range(1, count + 1)]
    while sum(found) > free:
        widest = max(found)
        found = [min(width, widest - 1) for width in found]
    spare = min(40.0, (free - sum(found)) / count)
    return [width + spare + marks.ROOM + GUTTER for width in found]
