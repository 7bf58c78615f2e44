"""A vCard file cut into cards and properties, whatever programs have made of the format.

It never raises. What it takes: versions 2.1, 3.0 and 4.0; folded lines, and long lines broken
without folding; quoted-printable with soft breaks; pictures with `\\r\\r\\n`; charsets declared and
not; cards inside cards (AGENT); a missing BEGIN or END; blanks and indentation where none belong.
A stray line is joined to the property before it, so nothing is lost; what had to be mended is noted
on the card.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.exchange import text, vcard_heads
from app.exchange.vcard_heads import Head

Mend = Literal["no begin", "no end", "broken line"]

# What the next line has to go on with: a line that ended in a soft break, a card inside the card,
# a line that was folded before its colon.
_Mode = Literal["", "soft", "agent", "head"]

_MOST_HEADS = 10_000
_LONGEST_HEAD = 4_000
_SOFT_BREAK = re.compile(r"=[ \t]*(?:\n|\Z)")
_CORE = frozenset({"VERSION", "N", "FN", "ORG", "TEL", "EMAIL"})
_EDGE = re.compile(r"[ \t]*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_AGENT = re.compile(r"[ \t]*(?:[\w-]+\.)?AGENT[^:]*:[ \t]*(BEGIN:VCARD)?[ \t]*", re.IGNORECASE)
# After a soft break anything may follow, except what is plainly the next property.
_NEXT_PROPERTY = re.compile(
    r"(?:BEGIN|END|VERSION|N|FN|TEL|EMAIL|ADR|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO|LABEL|REV|UID"
    r"|CATEGORIES|NICKNAME|X-[A-Z0-9-]+)(?:;[A-Z][^: ]*)?:"
)


@dataclass(slots=True)
class Card:
    """One card: the heads and decoded values of its properties side by side, still escaped."""

    number: int
    line: int
    heads: list[Head] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    version: str = ""
    coded: bool = False  # some value has an encoding or a charset of its own
    mends: set[Mend] = field(default_factory=set)


class Lexer:
    """Goes through the lines once; `cards` yields each card as it ends."""

    def __init__(self, decoded: text.Decoded) -> None:
        self._strange = decoded.strange
        self._lines = _lines(decoded.text)
        self._heads: dict[str, Head] = {}
        self._card: Card | None = None
        self._ready: list[Card] = []
        self._tail: list[str] = []  # further lines of the last property
        self._mode: _Mode = ""
        self._head_so_far = ""
        self._agent: list[str] = []  # lines of a card inside a card
        self._depth = 0
        self._indent = ""
        self._number = 0

    @property
    def size(self) -> int:
        """How many lines there are, to compare a card's line with."""
        return len(self._lines)

    def cards(self) -> Iterator[Card]:
        """Every card, in the order of the file."""
        known, ready = self._heads, self._ready
        for number, line in enumerate(self._lines, start=1):
            before, colon, value = line.partition(":")
            head = known.get(before)
            card = self._card
            if head is None or not colon or self._mode:
                self._read_unusual(line, number)
            elif card is None or head.special or self._tail:
                self._read_property(head, value, number)
            else:  # nearly always
                card.heads.append(head)
                card.values.append(value)
            if ready:
                yield ready.pop()
        if self._mode == "head":
            self._give_up_head(self.size)
        self._finish("no end")
        yield from ready

    # One line.

    def _read_property(self, head: Head, value: str, number: int) -> None:
        card = self._card
        if head.name in {"BEGIN", "END"} and value.strip().upper() == "VCARD":
            self._read_edge(head.name, number)
            return
        if card is None:
            if head.name not in _CORE:
                return  # the envelope of a mail, a separator: no card is open
            card = self._open(number)
            card.mends.add("no begin")
        if self._tail:
            self._settle(card)
        card.heads.append(head)
        card.values.append(value)
        if head.special:
            self._read_special(card, head, value)

    def _read_special(self, card: Card, head: Head, value: str) -> None:
        card.coded |= bool(head.encoding or head.charset)
        if head.encoding == "quoted":
            self._mode = _after_quoted(value)
        elif head.name == "VERSION":
            card.version = value.strip()
        elif head.name == "AGENT" and _EDGE.fullmatch(value):
            self._mode, self._depth = "agent", 1
            self._tail.append("\n")

    def _read_unusual(self, line: str, number: int) -> None:
        """A line that is not plainly a property: new, continued, folded, indented or stray."""
        card = self._card
        if self._mode == "agent" and card and self._read_inner(card, line):
            return
        if self._mode == "soft" and not _NEXT_PROPERTY.match(line):
            self._tail.append("\n" + line)
            self._mode = _after_quoted(line)
            return
        if self._mode == "head":
            if line[:1] in {" ", "\t"}:
                self._read_head(self._head_so_far + line[1:], number)
                return
            self._give_up_head(number)
        self._mode = ""
        line = self._outdented(line)
        if line[:1] in {" ", "\t"} and card and card.heads:
            self._read_folded(card, line)
        elif line.strip():
            self._read_new(line, number)

    def _outdented(self, line: str) -> str:
        """The line without the indentation of the whole card, where the whole card is indented."""
        if self._indent and line.startswith(self._indent):
            return line[len(self._indent) :]
        bare = line.lstrip(" \t")
        if bare == line or not bare:
            return line
        begins = self._card is None and _EDGE.fullmatch(bare)
        if begins or (self._card and not self._card.heads):
            self._indent = line[: len(line) - len(bare)]
            return bare
        return line

    def _read_new(self, line: str, number: int) -> None:
        parts = vcard_heads.split(line)
        if parts and (head := self._head(parts[0])):
            self._read_property(head, parts[1], number)
        elif self._card and vcard_heads.may_go_on(line):
            self._mode, self._head_so_far = "head", line
        else:
            self._read_stray(line)

    def _read_head(self, line: str, number: int) -> None:
        """A line that was folded before its colon, as far as it is known by now."""
        parts = vcard_heads.split(line)
        if parts or len(line) > _LONGEST_HEAD:
            self._mode = ""
            self._read_new(line, number)
        else:
            self._head_so_far = line

    def _give_up_head(self, number: int) -> None:
        """What began like a property and does not go on like one."""
        self._mode = ""
        before, colon, after = self._head_so_far.partition(":")
        if colon and (head := self._head(before)):
            self._read_property(head, after, number)
        else:
            self._read_stray(self._head_so_far)

    def _read_stray(self, line: str) -> None:
        """A line that can only belong to the property before it."""
        card = self._card
        if card is None or not card.heads:
            return
        if card.heads[-1].binary:
            self._tail.append(line.strip())
        else:
            self._tail.append("\n" + line)
            card.mends.add("broken line")

    def _head(self, before: str) -> Head | None:
        head = self._heads.get(before) or vcard_heads.parse(text.mended(before))
        if head and len(self._heads) < _MOST_HEADS:
            self._heads[before] = head
        return head

    def _read_folded(self, card: Card, line: str) -> None:
        head = card.heads[-1]
        if head.binary:
            self._tail.append(line.strip())
        elif head.name == "AGENT":
            self._tail.append("\n" + line[1:])
        else:  # version 2.1 broke lines before a blank, the later ones added the blank
            self._tail.append(line if card.version == "2.1" else line[1:])
            if head.encoding == "quoted":
                self._mode = _after_quoted(line)

    def _read_inner(self, card: Card, line: str) -> bool:
        """A line of a card inside a card. False when the inner card turns out to have no end."""
        edge = _EDGE.fullmatch(line)
        last = self._agent[-1] if self._agent else ""
        if edge and edge[1].upper() == "BEGIN" and not _AGENT.fullmatch(last):
            self._mode, self._depth = "", 0
            self._settle(card)
            return False
        agent = _AGENT.fullmatch(line)
        if edge:
            self._depth += 1 if edge[1].upper() == "BEGIN" else -1
        elif agent and agent[1]:
            self._depth += 1
        self._agent.append(line)
        if not self._depth:
            self._mode = ""
            self._settle(card)
        return True

    # Cards.

    def _read_edge(self, name: str, number: int) -> None:
        card = self._card
        if name == "END":
            self._finish()
            return
        if card and card.heads and card.heads[-1].name == "AGENT" and not self._said(card).strip():
            self._mode, self._depth = "agent", 1
            self._tail.append("BEGIN:VCARD\n")
            return
        self._finish("no end")
        self._open(number)

    def _open(self, number: int) -> Card:
        self._number += 1
        self._card = Card(self._number, number)
        return self._card

    def _finish(self, mend: Mend | None = None) -> None:
        card = self._card
        self._card, self._mode, self._depth, self._indent = None, "", 0, ""
        if card is None:
            return
        self._settle(card)
        if mend:
            card.mends.add(mend)
        if card.coded or self._strange:
            for place, head in enumerate(card.heads):
                card.values[place] = self._decoded(head, card.values[place])
        self._ready.append(card)

    def _said(self, card: Card) -> str:
        """The value of the last property so far."""
        return card.values[-1] + "".join(self._tail)

    def _settle(self, card: Card) -> None:
        """Put the further lines of the last property behind its first."""
        if self._agent:
            self._tail.append("\n".join(self._agent))
            self._agent.clear()
        if self._tail:
            card.values[-1] += "".join(self._tail)
            self._tail.clear()

    def _decoded(self, head: Head, value: str) -> str:
        if head.encoding == "quoted":
            data = binascii.a2b_qp(text.raw(_SOFT_BREAK.sub("", value)))
            return text.by_charset(data, head.charset)
        if head.encoding == "base64" and not head.picture and head.name not in {"SOUND", "KEY"}:
            return _from_base64(head, value)
        declared_7bit = "\x1b" in value and head.charset
        if declared_7bit or (self._strange and not value.isascii()):
            return text.by_charset(text.raw(value), head.charset)
        return value


def _after_quoted(line: str) -> _Mode:
    """Whether the next line goes on with this one, which is quoted-printable."""
    return "soft" if line.rstrip().endswith("=") else ""


def _from_base64(head: Head, value: str) -> str:
    """Text that was sent as base64; what is not text stays as it is."""
    try:
        data = base64.b64decode(value)
        return text.storable(data.decode(head.charset or "utf-8"))
    except (LookupError, ValueError):
        return text.storable(text.mended(value))


def _lines(whole: str) -> list[str]:
    whole = whole.replace("\ufeff", "")  # files put one behind the other each bring their mark
    if "\r" in whole:
        whole = whole.replace("\r\n", "\n")
        if "\r" in whole:
            whole = re.sub(r"\r+\n?", "\n", whole)
    return whole.split("\n")
