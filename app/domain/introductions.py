"""Roads to somebody in words: who could introduce me, how I know them, how they know each other."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from app.domain.people import role_names
from app.i18n import _, ngettext

GoalKind = Literal["person", "firm", "field"]
_CLOSE = ("friend", "mentor")
_NEAR = ("colleague", "manager", "report")


@dataclass(frozen=True)
class Goal:
    """Whom I would like to come to: one person, somebody at a firm, or somebody in a field."""

    kind: GoalKind
    id: str  # a contact's id, or the firm or field itself
    text: str
    subtitle: str = ""

    @property
    def words(self) -> str:
        """What a list of choices says."""
        if self.kind == "firm":
            return _("Somebody at {firm}").format(firm=self.text)
        if self.kind == "field":
            return _("Somebody who knows about “{field}”").format(field=self.text)
        return f"{self.text}, {self.subtitle}" if self.subtitle else self.text


@dataclass(frozen=True)
class Acquaintance:
    """How I know somebody myself: what they are to me, held meetings, other contact."""

    roles: tuple[str, ...] = ()
    met: int = 0
    touches: int = 0

    @property
    def closeness(self) -> int:
        """3 for a friend, 2 for somebody I met or work with, 1 for a word or two, 0 for nobody."""
        if any(role in _CLOSE for role in self.roles) or self.met > 2:
            return 3
        if any(role in _NEAR for role in self.roles) or self.met or self.touches > 2:
            return 2
        return int(self.touches > 0)

    @property
    def words(self) -> str:
        """How I know them, in words."""
        called = role_names()
        said = [called[role].lower() for role in self.roles if role in (*_CLOSE, *_NEAR)]
        if self.met:
            met = ngettext("you met once", "you met {count} times", self.met)
            said.append(met.format(count=self.met))
        elif self.touches:
            said.append(_("you were in touch"))
        return ", ".join(said)


@dataclass(frozen=True)
class Stop:
    """Somebody on a road."""

    id: str
    name: str
    firm: str = ""


@dataclass(frozen=True)
class Bond:
    """What the book says of two people who follow each other on a road."""

    how: str = ""  # how they know each other
    warmth: int = 0
    reason: str | None = None  # why one sent me to the other, '' without words, None if not so


@dataclass(frozen=True)
class RoadRow:
    """A way to somebody, ready to be read: the stops, the goal last, and why each leads on."""

    stops: tuple[Stop, ...]
    why: tuple[str, ...]
    shortest: bool = False
    warmest: bool = False

    @property
    def title(self) -> str:
        """What is special about it."""
        if len(self.stops) == 1:
            return _("You know them yourself")
        if self.shortest and self.warmest:
            return _("The shortest way, and the warmest")
        if self.shortest:
            return _("The shortest way")
        return _("The warmest way") if self.warmest else _("Another way")


@dataclass(frozen=True)
class HubRow:
    """Somebody through whom many roads go (P12)."""

    id: str
    name: str
    firm: str
    sent_to: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Whom they opened a door to, and whom else they know."""
        said = []
        if self.sent_to:
            said.append(_("Sent you to {names}").format(names=some(self.sent_to)))
        if self.knows:
            said.append(_("Knows {names}").format(names=some(self.knows)))
        return ". ".join(said)


def some(called: Collection[str]) -> str:
    """A few names; that there are others is said, not how many (P07)."""
    first = list(called)[:4]
    if len(called) > len(first):
        return _("{names} and others").format(names=", ".join(first))
    if len(first) < 2:
        return "".join(first)
    return _("{names} and {last}").format(names=", ".join(first[:-1]), last=first[-1])


def know_words(name: str, known: Acquaintance) -> str:
    """How I know the one with whom a road begins."""
    return _("You know {name}: {how}.").format(name=name, how=known.words)


def bond_words(one: str, other: str, bond: Bond, back: Bond) -> str:
    """Why one could introduce me to the other; `back` is what is noted the other way round."""
    if bond.warmth:
        wording = {
            3: _("{one} knows {other} warmly."),
            2: _("{one} knows {other} well."),
            1: _("{one} knows {other} by name."),
        }[bond.warmth]
        told = wording.format(one=one, other=other)
        return _("{told} {how}").format(told=told, how=_sentence(bond.how)) if bond.how else told
    if bond.reason is not None:
        told = _("{one} sent you to {other}").format(one=one, other=other)
        return _("{told}: “{words}”").format(told=told, words=bond.reason) if bond.reason else (
            f"{told}."
        )  # fmt: skip
    assert back.reason is not None
    return _("{other} sent you to {one}, so they know each other.").format(one=one, other=other)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
