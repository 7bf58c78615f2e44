"""A contact as somebody typed it, and the rows in which contacts are shown."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from app.domain import names, texts
from app.errors import Invalid
from app.i18n import _, ngettext

ChannelKind = Literal["email", "phone", "link", "address"]
CHANNEL_KINDS: tuple[ChannelKind, ...] = ("email", "phone", "link", "address")

NAME_LIMIT = 300  # characters; longer ones are a slip of the paste
LINE_LIMIT = 2_000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z|[^@\s]+@localhost\Z")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


def role_names() -> dict[str, str]:
    """What a contact can be in the search, and what it is called (P12, P25)."""
    return {
        "stakeholder": _("Stakeholder"),
        "gatekeeper": _("Gatekeeper"),
        "hub": _("Hub networker"),
        "colleague": _("Co-worker"),
        "manager": _("Manager"),
        "report": _("Report"),
        "recruiter": _("Recruiter"),
        "expert": _("Expert"),
        "friend": _("Friend"),
        "mentor": _("Mentor"),
    }


def touch_names() -> dict[str, str]:
    """The ways in which one can have had contact."""
    return {
        "met": _("Met"),
        "call": _("Phone or video call"),
        "mail": _("E-mail"),
        "message": _("Message"),
        "letter": _("Letter"),
        "other": _("Another way"),
    }


def direction_names() -> dict[str, str]:
    """Who it came from."""
    return {
        "out": _("From you to them"),
        "in": _("From them to you"),
        "both": _("Both ways"),
    }


@dataclass(frozen=True)
class TouchDraft:
    """Any contact had, as somebody noted it; `at` is UTC as the book keeps it (P10, P20)."""

    kind: str
    at: str
    direction: str = "both"
    what: str = ""

    def checked(self, now: str = "9999") -> "TouchDraft":
        """The same note, tidied; raises `Invalid` for one that lies after `now` or says nothing."""
        errors = {}
        if self.kind not in touch_names():
            errors["kind"] = _("Choose how you were in contact.")
        if self.direction not in direction_names():
            errors["direction"] = _("Choose who it came from.")
        if not self.at:
            errors["at"] = _("When was that?")
        elif self.at > now:
            errors["at"] = _("That is still to come. Note it when it has happened.")
        if errors:
            raise Invalid(errors)
        return replace(self, what=texts.block(self.what))


@dataclass(frozen=True)
class ChannelDraft:
    """A way to reach somebody; `id` is empty for a new one."""

    kind: ChannelKind
    value: str
    label: str = ""
    preferred: bool = False
    id: str = ""


@dataclass(frozen=True)
class PositionDraft:
    """A job over some time; dates may be a year, a month or a day, or empty when not known."""

    organization: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    current: bool = True
    id: str = ""


@dataclass(frozen=True)
class ContactDraft:
    """A contact as somebody typed it, not yet accepted. `rhythm_days`: how often to be in touch."""

    given: str = ""
    family: str = ""
    say_as: str = ""
    place: str = ""
    zone: str = ""
    expertise: str = ""
    about: str = ""
    how_met: str = ""
    workload: str = ""
    rhythm_days: int | None = None
    notes: str = ""
    channels: tuple[ChannelDraft, ...] = ()
    positions: tuple[PositionDraft, ...] = ()
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def with_new_job(self, job: PositionDraft) -> "ContactDraft":
        """The same contact in a new job; the jobs so far are kept and end when it begins."""
        ended = tuple(
            replace(position, until=job.since, current=False) if position.current else position
            for position in self.positions
        )
        return replace(self, positions=(replace(job, current=True), *ended))

    def checked(self, known_zone: Callable[[str], bool] = lambda _zone: True) -> "ContactDraft":
        """The same contact, tidied; raises `Invalid` if it cannot be kept."""
        tidy = self._tidied()
        errors = _name_errors(tidy)
        if tidy.zone and not known_zone(tidy.zone):
            errors["zone"] = _("There is no time zone “{zone}”; choose one from the list.").format(
                zone=tidy.zone[:60]
            )
        if tidy.rhythm_days is not None and not 1 <= tidy.rhythm_days <= 3650:
            errors["rhythm_days"] = _("A rhythm is between 1 and 3,650 days.")
        unknown = [role for role in tidy.roles if role not in role_names()]
        if unknown:
            errors["roles"] = _("There is no role “{role}”.").format(role=unknown[0][:60])
        for channel in tidy.channels:
            if problem := channel_problem(channel):
                errors.setdefault("channels", problem)
        for position in tidy.positions:
            if problem := _position_problem(position):
                errors.setdefault("positions", problem)
        if errors:
            raise Invalid(errors)
        return tidy

    def _tidied(self) -> "ContactDraft":
        line, block = texts.line, texts.block
        return replace(
            self,
            given=line(self.given), family=line(self.family), say_as=line(self.say_as),
            place=line(self.place), zone=line(self.zone), expertise=block(self.expertise),
            about=block(self.about), how_met=block(self.how_met), workload=line(self.workload),
            notes=block(self.notes), roles=_once(self.roles), tags=_once(map(line, self.tags)),
            channels=_tidy_channels(self.channels), positions=_tidy_positions(self.positions),
        )  # fmt: skip


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _tidy_channels(channels: Iterable[ChannelDraft]) -> tuple[ChannelDraft, ...]:
    tidy: dict[tuple[str, str], ChannelDraft] = {}
    for channel in channels:
        value = (
            texts.block(channel.value) if channel.kind == "address" else texts.line(channel.value)
        )
        if value:
            kept = replace(channel, value=value, label=texts.line(channel.label))
            tidy.setdefault((channel.kind, value.casefold()), kept)
    return tuple(tidy.values())


def _tidy_positions(positions: Iterable[PositionDraft]) -> tuple[PositionDraft, ...]:
    tidy = []
    for position in positions:
        organization, title = texts.line(position.organization), texts.line(position.title)
        if organization or title:
            until = position.until.strip()
            tidy.append(
                replace(
                    position,
                    organization=organization,
                    title=title,
                    since=position.since.strip(),
                    until=until,
                    current=position.current and not until,
                )
            )
    return tuple(tidy)


def _name_errors(draft: ContactDraft) -> dict[str, str]:
    errors = {}
    if not draft.given and not draft.family:
        errors["given"] = _("A contact needs a name.")
    for name in ("given", "family", "say_as"):
        length = len(getattr(draft, name))
        if length > NAME_LIMIT:
            errors[name] = ngettext(
                "This name has {length} characters; {limit} fit. Put the rest into the notes.",
                "This name has {length} characters; {limit} fit. Put the rest into the notes.",
                length,
            ).format(length=f"{length:,}", limit=NAME_LIMIT)
    return errors


def channel_problem(channel: ChannelDraft) -> str:
    """Why this cannot be a way to reach somebody, or ''."""
    shown = channel.value[:60]
    if channel.kind not in CHANNEL_KINDS:
        return _("“{kind}” is no kind of address.").format(kind=channel.kind)
    if len(channel.value) > LINE_LIMIT:
        return _("“{value}…” is too long for an address.").format(value=shown)
    if channel.kind == "email" and not _EMAIL.match(channel.value):
        return _("“{value}” is not an e-mail address.").format(value=shown)
    if channel.kind == "phone" and not any(c.isdigit() for c in channel.value):
        return _("“{value}” is not a phone number.").format(value=shown)
    return ""


def _position_problem(position: PositionDraft) -> str:
    if max(len(position.organization), len(position.title)) > NAME_LIMIT:
        return _("This firm or title is too long: {limit} characters fit.").format(limit=NAME_LIMIT)
    for day in (position.since, position.until):
        if day and not partial_date_exists(day):
            return _(
                "There is no such date as “{date}”; write 2019, 2019-03 or 2019-03-31."
            ).format(date=day[:60])
    if position.since and position.until and position.until < position.since[: len(position.until)]:
        return _("This position ends ({until}) before it begins ({since}).").format(
            since=position.since, until=position.until
        )
    return ""


def partial_date_exists(text: str) -> bool:
    """Whether a year, a month or a day is on the calendar."""
    if not _PARTIAL_DATE.match(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class ContactRow:
    """A contact in a list."""

    id: str
    given: str
    family: str
    title: str = ""
    organization: str = ""
    stage: str = ""  # the furthest stage of an open outreach, or ''
    last_touch: str = ""  # UTC, of any kind; '' when there was none
    owed: bool = False  # a favor or a promise of mine is open
    tags: str = ""

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return names.full(self.given, self.family)


@dataclass(frozen=True)
class PersonChoice:
    """A contact in a picker."""

    id: str
    name: str
    organization: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """One thing that happened with a contact (P18); `target` and `target_id` say what opens it."""

    at: str
    kind: str
    text: str
    detail: str = ""
    target: str = ""
    target_id: str = ""


@dataclass(frozen=True)
class KeptRow:
    """A field of an imported file that the program does not know."""

    source: str
    name: str
    value: str


@dataclass(frozen=True)
class HistoryRow:
    """One field as it was written: when (UTC), in which step, and what it said before."""

    id: str
    at: str
    label: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ContactCard:
    """Everything that a contact's card shows."""

    id: str
    draft: ContactDraft
    timeline: tuple[TimelineRow, ...] = ()
    kept: tuple[KeptRow, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return names.full(self.draft.given, self.draft.family)
