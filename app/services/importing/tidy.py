"""Cards as the book can keep them: what its rules do not allow becomes a kept property."""

import re
from dataclasses import replace
from typing import Any

from app.domain import people, texts
from app.errors import Invalid
from app.exchange.incoming import (
    IncomingChannel,
    IncomingPerson,
    IncomingPosition,
    KeptProperty,
)

_ORDINARY_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ORDINARY_LINE = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")


def tidied(person: IncomingPerson) -> IncomingPerson:
    """The same person within the limits of a contact; nothing is lost, the UID is kept."""
    kept = list(person.kept)
    if person.uid:
        kept.insert(0, KeptProperty("UID", person.uid))
    channels = tuple(c for one in person.channels if (c := _channel(one, kept)))
    positions = tuple(_position(one, kept) for one in person.positions)
    names: dict[str, Any] = {
        name: _cut(getattr(person, name), field, kept)
        for name, field in (("given", "FN"), ("family", "FN"), ("say_as", "SAY-AS"))
        if len(getattr(person, name)) > people.NAME_LIMIT
    }
    if names or channels != person.channels or positions != person.positions or person.uid:
        return replace(
            person, **names, channels=channels, positions=positions, kept=tuple(dict.fromkeys(kept))
        )
    return person


def _channel(channel: IncomingChannel, kept: list[KeptProperty]) -> IncomingChannel | None:
    value = channel.value
    if len(value) < 200 and _ORDINARY_LINE.fullmatch(value):
        ordinary = channel.kind != "email" or _ORDINARY_EMAIL.fullmatch(value)
        if ordinary and (channel.kind != "phone" or any(c.isdigit() for c in value)):
            return channel
    draft = people.ChannelDraft(channel.kind, value, channel.label, channel.preferred)
    try:
        checked = people.ContactDraft(given="x", channels=(draft,)).checked().channels
    except Invalid:
        kept.append(KeptProperty(channel.kind.upper(), texts.block(value)))
        return None
    if not checked:
        return None
    return replace(channel, value=checked[0].value, label=checked[0].label)


def _position(position: IncomingPosition, kept: list[KeptProperty]) -> IncomingPosition:
    if max(len(position.organization), len(position.title)) <= people.NAME_LIMIT:
        return position
    return replace(
        position,
        organization=_cut(position.organization, "ORG", kept),
        title=_cut(position.title, "TITLE", kept),
    )


def _cut(text: str, name: str, kept: list[KeptProperty]) -> str:
    """As much of a text as fits; the whole of it is kept."""
    if len(text) <= people.NAME_LIMIT:
        return text
    kept.append(KeptProperty(name, text))
    return text[: people.NAME_LIMIT - 1].rstrip() + "…"
