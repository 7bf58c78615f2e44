"""What a message can be built from: the facts of the book, as they may be told to one person.

Two guards stand here, whatever the kind of message. What somebody typed is left out where it names
a person who has not said yes to that (B04), or tells what may not be passed on (P29); both is said.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from app import paths, settings
from app.database import fetch
from app.domain import names, overlap, phrasing, texts, times
from app.domain import tidbits as rules
from app.domain.phrasing import Language
from app.domain.referrals import ReferralRow
from app.errors import NotFound, StorageError
from app.i18n import _
from app.services import clock, referrals, tidbits
from app.services.meeting_parts import CHOSEN_PEOPLE

_THING = re.compile("[;:?]")  # what a need is; the rest of a note is a thought about it
_PEOPLE = f"""
SELECT c.id, c.given, c.family, c.expertise, ifnull(p.title, ''), ifnull(o.name, '')
{CHOSEN_PEOPLE}
"""


@dataclass(frozen=True)
class Person:
    """Somebody a letter is to, or about."""

    id: str
    given: str
    family: str
    expertise: str
    title: str
    firm: str

    @property
    def name(self) -> str:
        return names.full(self.given, self.family)

    @property
    def short(self) -> str:
        return names.called(self.given, self.family)

    @property
    def spoken(self) -> tuple[str, ...]:
        """How a text may name them."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.family, self.short))))


def person(contact_id: str) -> Person:
    """Raises `NotFound`."""
    found = people([contact_id])
    if not found:
        raise NotFound(_("This contact was deleted meanwhile."))
    return found[0]


def people(contact_ids: Iterable[str]) -> list[Person]:
    """These contacts in order; those that are gone are left out."""
    return [Person(*row) for row in fetch(_PEOPLE, (json.dumps(list(contact_ids)),))]


@dataclass(frozen=True)
class Met:
    """A meeting, held or ahead."""

    id: str
    start: str
    minutes: int
    medium: str
    purpose: str
    detail: str
    state: str
    advice: str
    outreach_id: str


@dataclass
class Gathering:
    """The facts for one letter, as they come together."""

    to: Person
    language: Language
    at: datetime
    fields: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    built_from: list[tuple[str, str]] = field(default_factory=list)
    ways: tuple[ReferralRow, ...] = ()
    withheld: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.today: date = clock.day(self.at)
        self.confidences = tidbits.guarded()
        self.ways = referrals.to(self.to.id)
        self.withhold((*self.ways, *referrals.links(self.to.id)))
        self.put("name", self.to.short)
        self.put("full_name", self.to.name)
        self.put("firm", self.to.firm)
        self.put("me", settings.load().your_name)

    def withhold(self, links: Iterable[ReferralRow]) -> None:
        """Keep out the names of those who have not said yes (B04)."""
        agreed = {way.from_id for way in self.ways if way.may_use_name == "yes"} | {self.to.id}
        asked = [link.from_id for link in links if link.may_use_name != "yes"]
        for hidden in people(one for one in asked if one not in agreed):
            self.withheld[hidden.id] = hidden

    def put(self, name: str, text: str, title: str = "") -> None:
        """A fact that may be told as it is; with a title it stands at the side, too."""
        if text:
            self.fields[name] = text
            if title:
                self.built_from.append((title, text))

    def put_note(self, name: str, note: str, title: str, *, shape: str = "inside") -> bool:
        """What somebody typed: at the side always, in the letter where it may be told there.

        `shape`: "inside" a sentence, or "quoted" as their words.
        """
        note = note.strip()
        if not note:
            return False
        self.built_from.append((title, note))
        if not self.may_be_told(note):
            return False
        known = (
            *self.to.spoken,
            *self.to.firm.split(" ")[:1],
            *self.language.months,
            *self.language.weekdays,
        )
        if shape == "quoted":
            self.fields[name] = phrasing.quoted(note)
        else:
            self.fields[name] = phrasing.inside(note, (*known, *_firms_like(note)))
        return bool(self.fields[name])

    def may_be_told(self, note: str) -> bool:
        """Whether a text names nobody that it must not, and tells nothing that it must not."""
        for hidden in self.withheld.values():
            if overlap.mentions(note, hidden.spoken):
                self.remark(self.not_yet(hidden.name))
                return False
        if rules.guard(note, self.confidences)[1]:
            self.remark(_("Something that is not to be passed on is left out."))
            return False
        return True

    def not_yet(self, name: str) -> str:
        """That a name is left out, and why."""
        return _(
            "{name} has not said yes to being named to {other}, and is left out."
        ).format(name=name, other=self.to.short)  # fmt: skip

    def remark(self, sentence: str) -> None:
        """Say it once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)


@lru_cache(maxsize=1)
def language() -> Language:
    """The language of letters; there is one so far."""
    file = paths.resource("messages", "en.json")
    try:
        return Language.read(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as mistake:
        text = _("The words for messages cannot be read ({mistake}). All else works without them.")
        raise StorageError(text.format(mistake=str(mistake)[:200])) from None


# What most kinds of letters have in common


def tell_who_sent_me(facts: Gathering) -> None:
    """The referrer and why, in the referrer's words (P37); only with a yes to the name (B04)."""
    agreed = next((way for way in facts.ways if way.may_use_name == "yes"), None)
    if agreed is not None:
        facts.put("referrer", agreed.from_name)
        facts.put_note("reason", agreed.reason, _("{name}’s words").format(name=agreed.from_name),
                       shape="quoted")  # fmt: skip
    elif facts.ways:
        way = facts.ways[0]
        facts.remark(facts.not_yet(way.from_name))
        if way.reason:
            title = _("{name}’s words, not to be quoted").format(name=way.from_name)
            facts.built_from.append((title, way.reason))


def tell_topic(facts: Gathering, met: Met | None, outreach_id: str) -> None:
    """What it is about: the meeting's purpose in the person's own words, or the outreach's."""
    note = met.detail if met is not None else ""
    if not note or note.rstrip().endswith("?"):  # a question does not stand inside a sentence
        note = subject_of(outreach_id)
    if not note.rstrip().endswith("?"):
        facts.put_note("topic", note, _("About"))


def tell_need(facts: Gathering, meeting_id: str = "") -> None:
    """What they are looking for, the newest first (P23); as one would say it to them."""
    found = fetch(
        "SELECT text FROM need WHERE contact_id = ? AND met_on IS NULL"
        " ORDER BY ifnull(meeting_id, '') = ? DESC, heard_on DESC, id DESC LIMIT 1",
        (facts.to.id, meeting_id),
    )
    for (note,) in found:
        told = facts.language.said_to(_THING.split(note)[0])
        if told:
            facts.put_note("need", told, _("What they need"))
        else:
            facts.built_from.append((_("What they need"), note))


def tell_tidbit(facts: Gathering) -> None:
    """The best thing to share that may be passed on to them (P29)."""
    for offered in tidbits.for_contact(facts.to.id, at=facts.at):
        if facts.may_be_told(offered.text):
            facts.put("tidbit", _stopped(offered.text), _("Worth sharing"))
            return


def tell_time(facts: Gathering, met: Met | None) -> None:
    """How long the meeting is to be."""
    minutes = met.minutes if met is not None else settings.load().meeting_minutes
    facts.put("time", facts.language.time(minutes))


def tell_advice(facts: Gathering, met: Met | None) -> None:
    """What they advised when you met, in their words."""
    if met is not None:
        facts.put_note("advice", met.advice, _("What they advised"), shape="quoted")


# Reading

_MET = (
    "SELECT m.id, ifnull(m.start, ''), m.minutes, m.medium, m.purpose, m.purpose_detail, m.state,"
    " m.advice, ifnull(m.outreach_id, '') FROM meeting m"
    " JOIN meeting_person p ON p.meeting_id = m.id WHERE p.contact_id = ?1 AND "
)


def meeting(contact_id: str, meeting_id: str) -> Met | None:
    """This meeting, if the contact is at the table."""
    return _first(f"{_MET} m.id = ?2", contact_id, meeting_id)


def last_meeting(contact_id: str, at: datetime) -> Met | None:
    """The last one that took place."""
    before = times.to_text(clock.moment(at) + timedelta(minutes=1))
    return _first(
        f"{_MET} m.state = 'held' AND m.start <= ?2 ORDER BY m.start DESC LIMIT 1",
        contact_id, before,
    )  # fmt: skip


def next_meeting(contact_id: str) -> Met | None:
    """The one that is to be asked for."""
    return _first(
        f"{_MET} m.state IN ('wanted', 'requested') ORDER BY m.state = 'wanted' DESC, m.id DESC"
        " LIMIT 1",
        contact_id,
    )


def _first(sql: str, *values: str) -> Met | None:
    found = fetch(sql, values)
    return Met(*found[0]) if found else None


def day_of(moment: str) -> date:
    """The person's own day of a moment."""
    return times.local(times.from_text(moment), settings.your_zone()).date()


def subject_of(outreach_id: str) -> str:
    """What an outreach is about."""
    found = fetch("SELECT subject FROM outreach WHERE id = ?", (outreach_id,))
    return str(found[0][0]) if found else ""


def addresses(contact_id: str) -> tuple[str, ...]:
    """The e-mail addresses, the preferred one first."""
    found = fetch(
        "SELECT value FROM channel WHERE contact_id = ? AND kind = 'email'"
        " ORDER BY preferred DESC, rank, id",
        (contact_id,),
    )
    return tuple(dict.fromkeys(value for (value,) in found))


def expertise(facts: Gathering, known: str) -> str:
    """The first things somebody knows, in a line."""
    lines = texts.lines(known.replace(";", "\n").replace("·", "\n"))[:2]
    told = [line for line in lines if facts.may_be_told(line)]
    return facts.language.listed([phrasing.inside(line, _firms_like(line)) for line in told])


def _firms_like(note: str) -> list[str]:
    """The first word where the note begins with a firm: it keeps its capital inside a sentence."""
    first = note.split(" ", 1)[0]
    found = fetch("SELECT 1 FROM organization WHERE instr(lower(?), lower(name)) = 1", (note,))
    return [first.strip("“”\"'’,.:;")] if found else []


def _stopped(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
