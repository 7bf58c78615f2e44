"""Templates for messages: text with fields, and parts that vanish when a field is empty (P37).

    Dear {name},

    [{referrer} suggested that I write to you.|I came across your name.] [It is about {topic}.]

* `{name}` is a field. A line with a field that is empty is left out.
* `[…]` is left out when a field in it is empty; `[one|another]` takes the first that is whole.
* `{{`, `}}`, `[[`, `]]` are the signs themselves, and `||` a stroke inside brackets.

What a field says is put in as it is and never read as a template. Nothing else can be written: a
field is a name from a list, so no template reaches anything but the texts it is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain import texts
from app.errors import Invalid
from app.i18n import _

LIMIT = 10_000  # characters of a template; nobody reads a letter of that length
_TOKENS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|\||[{}\[\]|]|[^{}\[\]|]+")
_SIGNS = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}


@dataclass(frozen=True)
class Field:
    """A place for a fact."""

    name: str


@dataclass(frozen=True)
class Choice:
    """The first of these of which no field is empty, or nothing."""

    ways: tuple[tuple["str | Field", ...], ...]


Part = str | Field | Choice


@dataclass(frozen=True)
class TemplateDraft:
    """A template as somebody typed it; `kind` is a kind of message."""

    kind: str
    subject: str
    body: str

    def checked(self, known: Iterable[str]) -> "TemplateDraft":
        """The same, tidied; raises `Invalid` with a sentence for what cannot be filled in."""
        tidy = replace(self, subject=texts.line(self.subject), body=texts.block(self.body))
        names = tuple(known)
        errors = {}
        for part in ("subject", "body"):
            try:
                parse(getattr(tidy, part), names)
            except Invalid as wrong:
                errors[part] = str(wrong)
        if not tidy.body:
            errors["body"] = _("A message needs some words.")
        if errors:
            raise Invalid(errors)
        return tidy


def filled(text: str, facts: Mapping[str, str], known: Iterable[str]) -> str:
    """The text with the facts in it; raises `Invalid` where the template itself is wrong."""
    return _joined(_lines(parse(text, known), facts))


def parse(text: str, known: Iterable[str]) -> tuple[Part, ...]:
    """A template in its parts; raises `Invalid` with a sentence that says what is wrong."""
    if len(text) > LIMIT:
        raise _wrong(_("This template is too long: {limit} characters fit.").format(limit=LIMIT))
    reading = _Reading(tuple(known))
    for sign in _TOKENS.findall(text):
        reading.take(sign)
    return reading.whole()


class _Reading:
    """What was read so far: the parts, and what is open."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known
        self._parts: list[Part] = []
        self._ways: list[list[str | Field]] | None = None  # of the brackets that are open
        self._name: str | None = None  # of the field that is open

    def take(self, sign: str) -> None:
        if self._name is not None:
            self._in_field(sign)
        elif sign == "{":
            self._name = ""
        elif sign == "}":
            raise _wrong(_("There is a “}” without its “{”. Write “}}” for the sign."))
        elif self._ways is not None:
            self._in_brackets(sign, self._ways)
        elif sign == "[":
            self._ways = [[]]
        elif sign == "]":
            raise _wrong(_("There is a “]” without its “[”. Write “]]” for the sign."))
        else:
            self._parts.append(_SIGNS.get(sign, sign))

    def whole(self) -> tuple[Part, ...]:
        if self._name is not None:
            raise _unclosed_field()
        if self._ways is not None:
            raise _wrong(_("There is a “[” without its “]”. Write “[[” for the sign."))
        return tuple(self._parts)

    def _in_field(self, sign: str) -> None:
        if sign == "}":
            field = Field(self._checked((self._name or "").strip()))
            if self._ways is not None:
                self._ways[-1].append(field)
            else:
                self._parts.append(field)
            self._name = None
        elif self._name or sign in _SIGNS or sign in tuple("{[]|") or "\n" in sign:
            raise _unclosed_field()
        else:
            self._name = sign

    def _in_brackets(self, sign: str, ways: list[list[str | Field]]) -> None:
        if sign == "[":
            raise _wrong(_("Brackets inside brackets cannot be read. Close the first “[” before."))
        if sign == "]":
            self._parts.append(Choice(tuple(tuple(way) for way in ways)))
            self._ways = None
        elif sign == "|":
            ways.append([])
        else:
            ways[-1].append("|" if sign == "||" else _SIGNS.get(sign, sign))

    def _checked(self, name: str) -> str:
        if name in self._known:
            return name
        shown = ", ".join(f"{{{known}}}" for known in self._known)
        if not name:
            raise _wrong(
                _("There are braces with nothing between them. There are the fields {fields}.")
                .format(fields=shown)
            )  # fmt: skip
        raise _wrong(
            _("There is no field “{name}”. There are {fields}.").format(
                name=name[:60], fields=shown
            )
        )


def _unclosed_field() -> Invalid:
    return _wrong(_("There is a “{” without its “}”. Write “{{” for the sign."))


def _wrong(sentence: str) -> Invalid:
    return Invalid({"template": sentence})


# Filling in


@dataclass
class _Line:
    """A line as it grows; `lost` when a field in it is empty, `bare` while nothing stood in it."""

    text: str = ""
    lost: bool = False
    bare: bool = True
    gap: bool = False  # something vanished here: one blank of two goes with it

    def add(self, text: str) -> None:
        if self.gap and text:
            if text.startswith(" ") and (not self.text or self.text.endswith(" ")):
                text = text[1:]
            self.gap = False
        self.text += text
        self.bare = False


def _lines(parts: Iterable[Part], facts: Mapping[str, str]) -> list[_Line]:
    lines = [_Line()]
    for part in parts:
        pieces = _way(part, facts) if isinstance(part, Choice) else (part,)
        if not pieces:
            lines[-1].gap, lines[-1].bare = True, False
        for piece in pieces:
            if isinstance(piece, Field):
                value = facts.get(piece.name, "").strip()
                lines[-1].lost |= not value
                lines[-1].add(value)
                continue
            first, *others = piece.split("\n")
            if first:
                lines[-1].add(first)
            for other in others:
                lines.append(_Line())
                if other:
                    lines[-1].add(other)
    return lines


def _way(choice: Choice, facts: Mapping[str, str]) -> tuple[str | Field, ...]:
    for way in choice.ways:
        if all(facts.get(one.name, "").strip() for one in way if isinstance(one, Field)):
            return way
    return ()


def _joined(lines: Iterable[_Line]) -> str:
    return "\n".join(_spaced(lines)).strip("\n")


def _spaced(lines: Iterable[_Line]) -> Iterator[str]:
    """The lines that are left, with never more than one empty one between them."""
    after_blank = False
    for line in lines:
        text = line.text.rstrip()
        if line.lost or (not text and not line.bare):
            continue
        if text or not after_blank:
            yield text
        after_blank = not text
