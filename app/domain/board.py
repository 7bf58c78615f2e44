"""What the board and an outreach's own page show: rows, no rules."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain import names
from app.domain.etiquette import Duty
from app.domain.pipeline import STAGES


@dataclass(frozen=True)
class BoardCard:
    """One outreach as the board shows it; texts are empty and days None where there is nothing."""

    id: str
    contact_id: str
    name: str
    organization: str = ""
    title: str = ""
    stage: str = "info_only"
    closed: str = ""
    days: int = 0  # in this stage, or closed
    subject: str = ""
    next_step: str = ""
    words: str = ""  # the invitation's
    invited_by: str = ""  # who opened the door, where that is not the contact
    leads_to: str = ""
    opportunity: str = ""
    rests_until: date | None = None
    meeting: datetime | None = None  # the next one, in UTC
    duty: Duty | None = None  # the most urgent one
    duties: int = 0  # how many are due today or were before
    offered_on: date | None = None

    @property
    def initials(self) -> str:
        """One or two letters for the circle."""
        return names.initials(self.name)

    def fits(self, search: str) -> bool:
        """Whether every word of a search stands somewhere on the card."""
        text = names.text_key(
            " ".join((self.name, self.organization, self.title, self.subject, self.next_step,
                      self.words, self.invited_by, self.leads_to, self.opportunity))
        )  # fmt: skip
        return all(word in text for word in names.text_key(search).split())


@dataclass(frozen=True)
class Board:
    """The three columns, and the shelf for what is closed."""

    columns: dict[str, tuple[BoardCard, ...]] = field(
        default_factory=lambda: dict.fromkeys(STAGES, ())
    )
    shelf: tuple[BoardCard, ...] = ()
    today: date = date.min  # for which the days were counted


@dataclass(frozen=True)
class StageRow:
    """One line of an outreach's stage history."""

    at: datetime
    from_stage: str
    to_stage: str
    note: str = ""
    kind: str = ""  # of the invitation, if one came with it
    given_on: date | None = None
    channel: str = ""
    words: str = ""
    given_by: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class OutreachPage:
    """Everything that an outreach's own page shows."""

    card: BoardCard
    opened_on: date
    stage_since: date
    given_by_id: str = ""
    leads_to_id: str = ""
    opportunity_id: str = ""
    applied_on: date | None = None
    closed_on: date | None = None
    history: tuple[StageRow, ...] = ()  # newest first
    duties: tuple[Duty, ...] = ()
