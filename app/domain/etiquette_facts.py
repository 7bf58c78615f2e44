"""What duties follow from, as the book has it; and what follows, before anybody puts it in words.

A fact says what happened, never what is due. Names are asked for at the very end, and only those of
people to whom something is still owed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from app.domain.workdays import Workdays

Kind = Literal[
    "thank", "report_back", "my_promise", "their_promise", "second_try", "last_try", "rest",
    "check_in",
]  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A meeting that took place: when it ended, and with whom."""

    meeting_id: str
    ended: datetime
    people: tuple[str, ...]
    outreach_id: str = ""


@dataclass(frozen=True)
class Invited:
    """An invitation: who opened the door of which outreach."""

    invitation_id: str
    outreach_id: str
    kind: str
    given_by: str
    given_on: date
    leads_to: str = ""


@dataclass(frozen=True)
class Moved:
    """One line of an outreach's stage history; `to_stage` is a stage, an offer or a closing."""

    change_id: str
    outreach_id: str
    contact_id: str
    to_stage: str
    at: datetime
    given_by: str = ""  # who gave the invitation that it stood on
    from_stage: str = ""


@dataclass(frozen=True)
class Referred:
    """Who sent me to whom."""

    from_id: str
    to_id: str


@dataclass(frozen=True)
class Promised:
    """What was promised and is not kept yet: by me, or an introduction that they offered (B06)."""

    promise_id: str
    contact_id: str
    text: str
    made_on: date
    due: date | None = None
    theirs: bool = False


@dataclass(frozen=True)
class Sent:
    """A request that went out, or a second or last try, in an open outreach (B02)."""

    touch_id: str
    outreach_id: str
    contact_id: str
    message: str
    at: datetime


@dataclass(frozen=True)
class Heard:
    """The latest sign of somebody to whom a request went: a word from them, a date agreed."""

    contact_id: str
    at: datetime


@dataclass(frozen=True)
class InTouch:
    """The last real contact with somebody who has a rhythm (P20): a touch or a meeting.

    A date from an imported file is no contact. `rests_until`: silence was their answer, until then.
    """

    contact_id: str
    rhythm_days: int
    last_id: str  # of the touch or the meeting
    last_at: datetime
    rests_until: date | None = None


class Key(NamedTuple):
    """What tells one duty from another."""

    kind: str
    contact_id: str
    cause_id: str


@dataclass(frozen=True)
class Answer:
    """What the person did about a duty: done, put_off (until a day) or dropped."""

    state: str
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that duties follow from."""

    held: Sequence[Held] = ()
    invited: Sequence[Invited] = ()
    moved: Sequence[Moved] = ()  # in the order in which it happened
    referred: Sequence[Referred] = ()
    promised: Sequence[Promised] = ()
    sent: Sequence[Sent] = ()  # in the order in which it went out
    heard: Sequence[Heard] = ()
    in_touch: Sequence[InTouch] = ()
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"  # the person's own
    workdays: Workdays = field(default_factory=Workdays)

    def is_open(self, kind: str, contact_id: str, cause_id: str) -> bool:
        """Whether nobody has done or dropped it yet."""
        answer = self.answers.get(Key(kind, contact_id, cause_id))
        return answer is None or (answer.state == "put_off" and answer.until is not None)


@dataclass(frozen=True)
class Numbers:
    """How long courtesy takes; the defaults stand in the settings, each with its reason."""

    thank_within_hours: int = 24
    report_within_days: int = 3  # a step forward, while it is still news
    tell_of_lead_within_days: int = 7  # what became of a lead
    promise_within_days: int = 7  # one made without a day
    introduction_within_days: int = 7  # one that they offered without a day
    second_try_business_days: int = 5  # after the request
    last_try_business_days: int = 7  # after the second try
    rest_after_business_days: int = 5  # after the last try
    rest_for_days: int = 60


Names = Callable[[str], str]  # what a contact is called


@dataclass(frozen=True)
class Owed:
    """A duty without its words, which are made when the names are known."""

    kind: Kind
    contact_id: str
    cause_id: str
    due: date  # the person's own day
    says: Callable[[Names], tuple[str, str]]  # what to do, and why
    about: tuple[str, ...] = ()  # others whom the words name
    outreach_id: str = ""
    at: datetime | None = None
    since: date | None = None
    was_put_off: bool = False

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return Key(self.kind, self.contact_id, self.cause_id)


@dataclass(frozen=True)
class Duty:
    """Something that courtesy asks for, until it is done, put off or dropped."""

    kind: Kind
    contact_id: str
    cause_id: str
    due: date  # the person's own day
    text: str  # what to do: “Thank Carlos Echeverría”
    reason: str  # and why, in a sentence
    outreach_id: str = ""  # the outreach it came from, where there is one
    at: datetime | None = None  # the very moment, where the clock counts hours
    name: str = ""
    was_put_off: bool = False
    since: date | None = None  # what the clock counts from: the last contact, try or news

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return Key(self.kind, self.contact_id, self.cause_id)
