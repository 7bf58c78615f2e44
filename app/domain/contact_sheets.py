"""Everything that the book knows of one person, as the contact sheet has it (P11, P18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.asks import AskRow
from app.domain.favors import FavorRow
from app.domain.needs import NeedRow
from app.domain.people import ContactCard
from app.domain.promises import PromiseRow
from app.domain.referrals import ReferralRow
from app.domain.relationships import RelationshipRow
from app.domain.tidbits import Offered, TidbitRow


@dataclass(frozen=True)
class Thread:
    """An outreach: how far things have come, and who opened the door in which words (P01)."""

    subject: str
    stage: str
    opened_on: date
    stage_since: date
    closed: str = ""
    closed_on: date | None = None
    rests_until: date | None = None
    leads_to: str = ""
    opening: str = ""  # the opportunity, with its firm
    opening_notes: str = ""
    applied_on: date | None = None
    offered_on: date | None = None
    next_step: str = ""
    invitations: tuple["Invited", ...] = ()


@dataclass(frozen=True)
class Invited:
    """A door that somebody opened: which kind, when, how, in their words."""

    kind: str
    given_on: date
    channel: str
    words: str
    given_by: str
    leads_to: str = ""


@dataclass(frozen=True)
class Talk:
    """A meeting: when, what for, and what came of it (P41)."""

    start: datetime | None
    zone: str
    minutes: int
    state: str
    medium: str = ""
    place: str = ""
    purpose: str = ""
    detail: str = ""
    others: tuple[str, ...] = ()
    advice: str = ""
    their_share: int | None = None
    answers: tuple[tuple[str, str], ...] = ()  # each question with what was answered
    paths: tuple[str, ...] = ()
    plan_b: str = ""
    notes: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it was held, missed or called off."""
        return self.state in {"held", "missed", "cancelled"}


@dataclass(frozen=True)
class ContactSheet:
    """One person, everything; without `private` no note and nothing told in confidence is in it."""

    card: ContactCard
    your_zone: str
    private: bool = False
    last_contact: str = ""  # UTC
    balance: str = ""  # in words, never a score (P21)
    time_asked: str = ""
    threads: tuple[Thread, ...] = ()
    way: tuple[ReferralRow, ...] = ()  # from me to them, the nearest to me first (P42)
    sent_by: tuple[ReferralRow, ...] = ()
    sent_to: tuple[ReferralRow, ...] = ()
    knows: tuple[RelationshipRow, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    favors: tuple[FavorRow, ...] = ()
    worth_telling: tuple[Offered, ...] = ()
    told_you: tuple[TidbitRow, ...] = ()
    talks: tuple[Talk, ...] = ()

    @property
    def names_on_the_way(self) -> tuple[str, ...]:
        """The chain from me to them; only they themselves where nobody sent me."""
        return (*(link.from_name for link in self.way), self.card.name)


def coming(talks: Sequence[Talk]) -> tuple[Talk, ...]:
    """Those that are still ahead, the next one first."""
    return tuple(talk for talk in reversed(talks) if not talk.is_over)


def past(talks: Sequence[Talk]) -> tuple[Talk, ...]:
    """Those that are over, the last one first."""
    return tuple(talk for talk in talks if talk.is_over)
