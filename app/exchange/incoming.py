"""People as a file describes them, whatever the format; nothing is decided about them yet."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class IncomingChannel:
    """A way to reach somebody."""

    kind: Literal["email", "phone", "link", "address"]
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class IncomingPosition:
    """A job at a firm; days are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or '' where unknown."""

    organization: str
    title: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class KeptProperty:
    """A field that the program does not know; the text is as it stood in the file."""

    name: str
    value: str
    params: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One card or row. `where` is its place in the file, `linkedin` the slug of `/in/<slug>`."""

    where: str
    given: str
    family: str
    say_as: str = ""
    channels: tuple[IncomingChannel, ...] = ()
    positions: tuple[IncomingPosition, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    zone: str = ""
    place: str = ""
    uid: str = ""
    linkedin: str = ""
    kept: tuple[KeptProperty, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A card or row that is not a person, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds; `remarks` are sentences on how it had to be read."""

    source: Literal["vcard", "linkedin"]
    people: tuple[IncomingPerson, ...]
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()
    encoding: str = "utf-8"


def named(reading: Reading, name: str) -> Reading:
    """The same reading with the file's name before every place, for when there are several."""
    return replace(
        reading,
        people=tuple(replace(who, where=f"{name}: {who.where}") for who in reading.people),
        skipped=tuple(replace(one, where=f"{name}: {one.where}") for one in reading.skipped),
        remarks=tuple(f"{name}: {remark}" for remark in reading.remarks),
    )
