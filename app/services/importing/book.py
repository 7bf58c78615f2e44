"""What a book knows of people already: how to find one, and what a file would add."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.database import fetch
from app.domain.people import ChannelKind
from app.exchange.identities import normal_uid
from app.exchange.incoming import IncomingPerson, IncomingPosition, KeptProperty
from app.services.importing.keys import channel_key, firm_key, name_key
from app.services.importing.rows import Additions

_FILLED = ("say_as", "place", "zone", "notes")
# Of these a contact keeps the one it has: a later date or size is no news of a person.
_ONCE = frozenset({"REV", "PHOTO", "LOGO", "SOUND", "X-ABUID", "Connected On"})


@dataclass(slots=True)
class KnownPosition:
    """A position in the book; without an id it comes from a card read earlier."""

    id: str
    firm: str
    title: str
    current: bool = True


@dataclass(slots=True)
class Known:
    """Somebody in the book (`id`), or in a card read earlier (`row`)."""

    given: str
    family: str
    id: str = ""
    row: int = -1
    fields: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)  # of channels and UID
    preferred: set[str] = field(default_factory=set)
    positions: list[KnownPosition] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    kept: set[tuple[str, str]] = field(default_factory=set)

    @property
    def name(self) -> tuple[str, str]:
        """Given and family name."""
        return self.given, self.family

    def firms(self) -> set[str]:
        """The keys of every firm they worked for."""
        return {firm_key(position.firm) for position in self.positions if position.firm}

    def absorb(self, additions: Additions) -> None:
        """Know what a file added, so that the next card adds it no more."""
        self.fields.update(additions.filled)
        for channel in additions.channels:
            self.keys.add(channel_key(channel.kind, channel.value))
            if channel.preferred:
                self.preferred.add(channel.kind)
        for position in self.positions:
            position.current = position.current and position.id not in additions.ended
            position.title = dict(additions.titled).get(position.id, position.title)
        self.positions[:0] = [
            KnownPosition("", p.organization, p.title) for p in additions.positions
        ]
        self.tags.update(tag.casefold() for tag in additions.tags)
        self.kept.update((kept.name, kept.value) for kept in additions.kept)


def known(person: IncomingPerson, row: int) -> Known:
    """Somebody whom a card has just made known."""
    return Known(
        person.given,
        person.family,
        row=row,
        fields={name: getattr(person, name) for name in _FILLED},
        keys=set(keys_of(person)),
        preferred={channel.kind for channel in person.channels if channel.preferred},
        positions=[KnownPosition("", p.organization, p.title) for p in person.positions],
        tags={tag.casefold() for tag in person.tags},
        kept={(kept.name, kept.value) for kept in person.kept},
    )


def keys_of(person: IncomingPerson) -> Iterator[str]:
    """Everything in a card that a contact may have already."""
    if person.uid:
        yield "uid:" + normal_uid(person.uid)
    for channel in person.channels:
        yield channel_key(channel.kind, channel.value)


def additions(person: IncomingPerson, to: Known, source: str) -> Additions:
    """What the card knows and the contact does not."""
    kept = list(person.kept)
    if name_key(person.given, person.family) != name_key(*to.name):
        kept.append(KeptProperty("FN", f"{person.given} {person.family}".strip()))
    filled = []
    for name in _FILLED:
        value = getattr(person, name)
        if value and not to.fields.get(name):
            filled.append((name, value))
        elif name == "notes" and value and value not in to.fields["notes"]:
            kept.append(KeptProperty("NOTE", value))
    positions, titled, ended = _work(person, to, source)
    names_kept = {name for name, _value in to.kept}
    return Additions(
        tuple(filled),
        tuple(
            replace(c, preferred=False) if c.preferred and c.kind in to.preferred else c
            for c in person.channels
            if channel_key(c.kind, c.value) not in to.keys
        ),
        tuple(positions),
        tuple(titled),
        tuple(ended),
        tuple(tag for tag in person.tags if tag.casefold() not in to.tags),
        tuple(
            one
            for one in kept
            if (one.name, one.value) not in to.kept
            and not (one.name in _ONCE and one.name in names_kept)
        ),
    )


def _work(
    person: IncomingPerson, to: Known, source: str
) -> tuple[list[IncomingPosition], list[tuple[str, str]], list[str]]:
    """New positions, titles for positions without one, and positions that ended.

    LinkedIn has one position, the current one: another firm or title there means that the old one
    ended (B09). A card says what somebody once wrote on it, so its position stands beside others.
    """
    fresh: list[IncomingPosition] = []
    titled: list[tuple[str, str]] = []
    for position in person.positions:
        firm, title = firm_key(position.organization), position.title.casefold()
        there = [p for p in to.positions if firm_key(p.firm) == firm]
        if any(not title or p.title.casefold() == title for p in there):
            continue
        if not firm and any(p.title.casefold() == title for p in to.positions):
            continue
        taken = dict(titled)
        bare = next((p for p in there if not p.title and p.id and p.id not in taken), None)
        if bare is not None:
            titled.append((bare.id, position.title))
        else:
            fresh.append(position)
    ended = []
    if fresh and source == "linkedin":
        current = [p for p in to.positions if p.current and p.id]
        same_firm = [p for p in current if firm_key(p.firm) == firm_key(fresh[0].organization)]
        ended = [p.id for p in (same_firm or current)[:1]]
    return fresh, titled, ended


class Book:
    """The people in the open book, by everything that identifies them."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, str]] = {}
        self.by_key: dict[str, list[str]] = {}
        self.by_name: dict[str, list[str]] = {}
        self.by_firm: dict[str, list[str]] = {}
        for contact_id, given, family in fetch("SELECT id, given, family FROM contact"):
            self.names[contact_id] = (given, family)
            self.by_name.setdefault(name_key(given, family), []).append(contact_id)
        for contact_id, kind, value in fetch(
            "SELECT contact_id, kind, value FROM channel WHERE kind <> 'address'"
        ):
            self.by_key.setdefault(channel_key(kind, value), []).append(contact_id)
        for contact_id, value in fetch(
            "SELECT contact_id, value FROM kept_property WHERE name = 'UID'"
        ):
            self.by_key.setdefault("uid:" + normal_uid(value), []).append(contact_id)
        for contact_id, firm in fetch(
            "SELECT p.contact_id, o.name FROM position p JOIN organization o"
            " ON o.id = p.organization_id"
        ):
            self.by_firm.setdefault(firm_key(firm), []).append(contact_id)


def details(ids: Iterable[str]) -> dict[str, Known]:
    """Everything about these contacts that a card could add to."""
    wanted = (json.dumps(list(ids)),)
    found = {
        row[0]: Known(row[1], row[2], row[0], fields=dict(zip(_FILLED, row[3:], strict=True)))
        for row in fetch(_of("contact", "id, given, family, " + ", ".join(_FILLED)), wanted)
    }
    channels = _of("channel", "contact_id, kind, value, preferred")
    for contact_id, kind, value, preferred in fetch(channels, wanted):
        _note_channel(found[contact_id], kind, value, bool(preferred))
    positions = "position LEFT JOIN organization o ON o.id = organization_id"
    columns = "contact_id, position.id, ifnull(o.name, ''), title, current"
    for contact_id, place, firm, title, current in fetch(
        _of(positions, columns) + " ORDER BY current DESC, rank", wanted
    ):
        position = KnownPosition(place, firm, title, bool(current))
        found[contact_id].positions.append(position)
    for contact_id, name in fetch(_of("tag", "contact_id, name"), wanted):
        found[contact_id].tags.add(name.casefold())
    for contact_id, name, value in fetch(_of("kept_property", "contact_id, name, value"), wanted):
        found[contact_id].kept.add((name, value))
        if name == "UID":
            found[contact_id].keys.add("uid:" + normal_uid(value))
    return found


def _of(tables: str, columns: str) -> str:
    own = "id" if tables == "contact" else "contact_id"
    return f"SELECT {columns} FROM {tables} WHERE {own} IN (SELECT value FROM json_each(?))"


def _note_channel(person: Known, kind: ChannelKind, value: str, preferred: bool) -> None:
    person.keys.add(channel_key(kind, value))
    if preferred:
        person.preferred.add(kind)
