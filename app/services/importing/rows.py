"""What an import would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.exchange.incoming import (
    IncomingChannel,
    IncomingPerson,
    IncomingPosition,
    KeptProperty,
)

State = Literal["new", "same", "changed", "unsure", "skipped"]
Choice = Literal["same", "new", "leave_out"]
Progress = Callable[[int, int], None]
STATES: tuple[State, ...] = ("new", "changed", "unsure", "same", "skipped")


@dataclass(frozen=True, slots=True)
class Additions:
    """What a file knows of a contact and the book does not; nothing in it overwrites anything.

    `filled` are fields of the contact that were empty, `titled` positions without a title, `ended`
    positions that another one follows.
    """

    filled: tuple[tuple[str, str], ...] = ()
    channels: tuple[IncomingChannel, ...] = ()
    positions: tuple[IncomingPosition, ...] = ()
    titled: tuple[tuple[str, str], ...] = ()
    ended: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kept: tuple[KeptProperty, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.filled or self.channels or self.positions or self.titled or self.tags or self.kept
        )


NOTHING = Additions()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One card or row and what becomes of it.

    `contact_id` is whom it matches, or may match when the state is unsure; `why` says by what, or
    why it is skipped; `adds` says in words what the contact would gain; `file` counts the files
    that were planned together, from 0.
    """

    id: str
    state: State
    where: str
    source: str
    person: IncomingPerson | None = None
    contact_id: str = ""
    contact_name: str = ""
    why: str = ""
    adds: tuple[str, ...] = ()
    additions: Additions = NOTHING
    file: int = 0

    @property
    def name(self) -> str:
        """The person's name as it would be shown; empty for what is no person."""
        return f"{self.person.given} {self.person.family}".strip() if self.person else ""

    @property
    def work(self) -> str:
        """The person's title and firm, as the file has them."""
        if self.person is None or not self.person.positions:
            return ""
        first = self.person.positions[0]
        return ", ".join(filter(None, (first.title, first.organization)))


@dataclass(frozen=True)
class ImportPlan:
    """Every row of the files, and what was the last step in the book when they were compared."""

    rows: tuple[ImportRow, ...]
    remarks: tuple[str, ...] = ()
    number: int = 0
    counts: Mapping[State, int] = field(default_factory=dict)

    def counts_of(self, file: int) -> dict[State, int]:
        """How many rows of one of the files are in each state."""
        counted = Counter(row.state for row in self.rows if row.file == file)
        return {state: counted[state] for state in STATES}


def silent(_done: int, _total: int) -> None:
    """Progress that nobody wants to hear of."""
