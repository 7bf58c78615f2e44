"""Quick capture: what a line of text is, whom it names, and which day it means (P23, P24, P41).

A need, a tidbit, a favor, a promise, a name given, or a note. Nothing typed is ever lost: what is
not the name, the kind or the day stays in the text. Which words mean what is data, one file per
language (`resources/capture/`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal, get_args

from app.domain import names, spoken_dates, texts
from app.domain.spoken_dates import DateWords
from app.errors import Invalid
from app.i18n import _

Kind = Literal[
    "need", "tidbit", "favor_received", "favor_given", "promise_mine", "promise_theirs",
    "introduction", "name", "note",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
FAVORS = ("favor_received", "favor_given")
PROMISES = ("promise_mine", "promise_theirs", "introduction")
Known = Callable[[str], bool]  # whether somebody in the book is called so

_LONGEST = 4  # words of a name that is looked for
_LOOK_THROUGH = 40  # words of a line among which a name is looked for
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\{(who_what|who|what|other|verb_what:([^}]*))\}")
_NAME = r".{1,120}?"
_EDGES = " ,;:.!?–—-"
_REASON = re.compile(r"\s*[,:;(–—]\s*|\s+-\s+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


def kind_names() -> dict[str, str]:
    """What a line can be, and what it is called."""
    return {
        "need": _("A need of theirs"),
        "tidbit": _("A tidbit to share"),
        "favor_received": _("A favor you received"),
        "favor_given": _("A favor you gave"),
        "promise_mine": _("You promised"),
        "promise_theirs": _("They promised"),
        "introduction": _("They offered to introduce you"),
        "name": _("A name they gave you"),
        "note": _("A note"),
    }


@dataclass(frozen=True)
class Phrase:
    """One way of saying a kind: a whole line that the pattern fits."""

    kind: Kind
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """The words of one language, in plain small letters."""

    prefixes: Mapping[str, Kind]
    phrases: tuple[Phrase, ...]
    nobody: frozenset[str]
    firm: re.Pattern[str]
    dates: DateWords


@dataclass(frozen=True)
class Understood:
    """What a line seems to say. `dropped` are its words that became the kind or the day."""

    kind: Kind = "tidbit"
    who: str = ""
    text: str = ""
    day: date | None = None
    other: str = ""  # the name given, or whom they will introduce
    firm: str = ""  # of the name given
    dropped: str = ""


@dataclass(frozen=True)
class Captured:
    """What is to be written down: as understood, or as the person put it right.

    `contact_id` is whom it is about, or `who` names somebody new; `other_id` and `other` alike.
    """

    kind: Kind
    text: str = ""
    contact_id: str = ""
    who: str = ""
    day: date | None = None
    other_id: str = ""
    other: str = ""
    firm: str = ""

    def checked(self) -> "Captured":
        """The same, tidied; raises `Invalid` with a sentence per field."""
        line = texts.line
        tidy = replace(
            self, text=line(self.text), who=line(self.who), other=line(self.other),
            firm=line(self.firm),
        )  # fmt: skip
        errors = {}
        if tidy.kind not in KINDS:
            errors["kind"] = _("Choose what it is.")
        if not texts.says_something(tidy.text) and tidy.kind != "name":
            errors["text"] = _("Write a line first.")
        if not (tidy.contact_id or texts.says_something(tidy.who)) and tidy.kind != "tidbit":
            errors["who"] = _("Whom is this about?")
        if tidy.kind == "name" and not (tidy.other_id or texts.says_something(tidy.other)):
            errors["other"] = _("Whom did they name?")
        if tidy.kind == "name" and _same_person(tidy):
            errors["other"] = _("Nobody refers to themselves. Whom did they name?")
        if errors:
            raise Invalid(errors)
        return tidy


def _same_person(captured: Captured) -> bool:
    if captured.contact_id or captured.other_id:
        return captured.contact_id == captured.other_id
    return _plain(captured.who) == _plain(captured.other)


# The words of a language


def read_language(data: Mapping[str, Any]) -> Language:
    """The language that a file of rules describes; raises `Invalid` for a mistake in it."""
    try:
        prefixes = {said: _kind(kind) for kind, known in data["prefixes"].items() for said in known}
        return Language(
            prefixes,
            tuple(Phrase(_kind(kind), _pattern(said)) for kind, said in data["phrases"]),
            frozenset(data["nobody"]),
            re.compile(rf"\s+(?:{'|'.join(map(re.escape, data['firm']))})\s+", re.IGNORECASE),
            spoken_dates.read_words(data["dates"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as mistake:
        raise unreadable(mistake) from None


def unreadable(mistake: Exception) -> Invalid:
    """That a file of words cannot be used, and what that means."""
    text = _(
        "The words for quick capture cannot be read ({mistake}); "
        "nothing is understood by itself until that is mended, and you choose what each line is."
    )
    return Invalid({"rules": text.format(mistake=str(mistake)[:200])})


# What is left where the file has a mistake: names are found all the same.
NO_WORDS = Language(
    {}, (), frozenset(), re.compile(r"(?!)"),
    spoken_dates.read_words(
        {"before": (), "days": {}, "weekdays": [()] * 7, "months": [()] * 12, "next": (),
         "last": (), "in": (), "ago": (), "numbers": {}, "units": {}}
    ),
)  # fmt: skip


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if kind == text:
            return kind
    raise ValueError(text)


def _pattern(said: str) -> re.Pattern[str]:
    """A phrase with its gaps filled: names, and what is kept."""

    def gap(found: re.Match[str]) -> str:
        if found[2] is not None:
            return rf"(?P<what>(?:{found[2]})\b.*)"
        if found[1] in ("who", "other"):
            return rf"(?P<{found[1]}>{_NAME})"
        return rf"(?P<{found[1]}>.+)"

    return re.compile(_GAP.sub(gap, said), re.IGNORECASE)


# Understanding


def understand(typed: str, language: Language, known: Known, *, today: date) -> Understood:
    """What a line says, as far as can be told; a line that names nobody is a tidbit."""
    line = texts.line(typed)
    reader = _Reader(language, lru_cache(maxsize=None)(known), today)
    kind, rest = _prefix(line, language)
    said = next(
        filter(None, (reader.fits(rest, p) for p in language.phrases if kind in (None, p.kind))),
        None,
    )
    said = said or reader.plain(kind, rest)
    said = replace(said, dropped=_joined(line[: len(line) - len(rest)], said.dropped))
    return reader.dated(said)


def _prefix(line: str, language: Language) -> tuple[Kind | None, str]:
    """The kind that is said before a colon, and the rest of the line."""
    head, colon, rest = line.partition(":")
    kind = language.prefixes.get(_plain(head)) if colon and rest.strip() else None
    return (kind, rest.strip()) if kind else (None, line)


class _Reader:
    """Reads one line in one language."""

    def __init__(self, language: Language, known: Known, today: date) -> None:
        self._language, self._known, self._today = language, known, today

    def fits(self, line: str, phrase: Phrase) -> Understood | None:
        """What a line says by this phrase, or None: a name has to be one."""
        found = phrase.pattern.fullmatch(line.rstrip(" .!"))
        if found is None:
            return None
        parts = {name: text or "" for name, text in found.groupdict().items()}
        what = parts.get("what", "")
        if "who_what" in parts:
            who, what = self._leading(parts["who_what"])
        elif "who" in parts:
            who = self._person(parts["who"])
        else:
            who = self._somebody_in(what)
        if not who and phrase.kind != "tidbit":
            return None
        said = Understood(phrase.kind, who, what, dropped=_outside(found))
        if "who" in parts and who != parts["who"].strip(_EDGES):  # more stands there than a name
            if not who:
                return None
            said = replace(said, text=line, dropped="")
        return self._with_other(said, parts["other"]) if "other" in parts else said

    def plain(self, kind: Kind | None, line: str) -> Understood:
        """What a line says that fits no phrase: a note on whoever stands in it."""
        head, colon, rest = line.partition(":")
        if colon and rest.strip() and self._person(head, certain=kind is None) == head.strip():
            who, text = head.strip(), rest.strip()
        elif kind:
            who, text = self._leading(line, certain=True)
        else:
            who, text = "", line
        if not who:
            who = self._somebody_in(text)
        said = Understood(kind or ("note" if who else "tidbit"), who, text)
        if said.kind in ("name", "introduction"):
            return self._with_other(said, text) or said
        return said

    def dated(self, said: Understood) -> Understood:
        """With the day that the text names: when a promise is due, or when something was."""
        ahead, back = said.kind in PROMISES, said.kind in FAVORS
        days = spoken_dates.find(said.text, self._language.dates, self._today, past=back)
        if not ahead:
            days = tuple(one for one in days if one.day <= self._today)
        if not days:
            return replace(said, text=_sentence(said.text))
        last, text, dropped = days[-1], said.text, said.dropped
        before, after = text[: last.start].strip(_EDGES), text[last.end :].strip(_EDGES)
        if ahead and not after and texts.says_something(before):
            text, dropped = before, _joined(dropped, text[last.start :])
        return replace(said, text=_sentence(text), day=last.day, dropped=dropped)

    def _with_other(self, said: Understood, given: str) -> Understood | None:
        """With the name that was given, its firm and the reason; None where it is no name."""
        name, reason = _cut(given, _REASON)
        for one in spoken_dates.find(name, self._language.dates, self._today):
            if not name[one.end :].strip(_EDGES):
                name = name[: one.start].strip(_EDGES)
        bare, firm = _cut(name, self._language.firm)
        other = bare.strip(_EDGES)
        if not other or self._person(other) != other:
            return None
        if said.kind == "introduction":
            return replace(said, other=other, firm=firm)
        kept = f"{other} {firm} {reason}"
        dropped = _joined(said.dropped, " ".join(_missing_words(given, kept)))
        return replace(said, other=other, firm=firm, text=reason, dropped=dropped)

    def _person(self, text: str, *, certain: bool = False) -> str:
        """The name that a text is or ends with, or ''; `certain` takes only those in the book."""
        text = text.strip(_EDGES)
        if not text or _plain(text) in self._language.nobody:
            return ""
        if self._known(text) or (not certain and self._looks_like_a_name(text)):
            return text
        words = text.split()
        ends = (" ".join(words[-count:]) for count in range(min(_LONGEST, len(words) - 1), 0, -1))
        return next((end for end in ends if self._called(end)), "")

    def _leading(self, text: str, *, certain: bool = False) -> tuple[str, str]:
        """The name that a text begins with, and what follows it."""
        words = list(_WORD.finditer(text))[: _LONGEST + 1]
        for fits in (self._called, self._looks_like_a_name)[: 1 if certain else 2]:
            for count in range(min(_LONGEST, len(words)), 0, -1):
                end = words[count - 1].end()
                name = text[:end].strip(_EDGES)
                if fits(name) and text[end:].strip(_EDGES):
                    return name, text[end:].lstrip(_EDGES)
        return "", text

    def _somebody_in(self, text: str) -> str:
        """The first name in a text that is in the book; names begin with a capital, or the text."""
        words = list(_WORD.finditer(text))[:_LOOK_THROUGH]
        for place, word in enumerate(words):
            if place and word.group().lstrip("(„“\"'")[:1].islower():
                continue
            longest = min(_LONGEST, len(words) - place)
            spans = [text[word.start() : words[place + n].end()] for n in range(longest)]
            tidy = [_POSSESSIVE.sub("", span.strip(_EDGES + "()„“”\"'’")) for span in spans]
            if self._called(tidy[0]):  # or no name begins here
                return next(name for name in reversed(tidy) if self._called(name))
        return ""

    def _called(self, name: str) -> bool:
        return bool(name) and _plain(name) not in self._language.nobody and self._known(name)

    def _looks_like_a_name(self, text: str) -> bool:
        """Whether these are one to five words that begin like names."""
        words = text.split()
        if not 1 <= len(words) <= _LONGEST + 1 or _plain(words[0]) in self._language.nobody:
            return False
        return all(
            names.is_particle(word) or (word[0].isalpha() and not word[0].islower())
            for word in words
        )


def _plain(text: str) -> str:
    return " ".join(names.fold(text).casefold().split())


def _sentence(text: str) -> str:
    """With a capital at its beginning, where one letter has one."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def _cut(text: str, at: re.Pattern[str]) -> tuple[str, str]:
    """What stands before and after the first such place."""
    before, *after = at.split(text, maxsplit=1)
    return before.strip(_EDGES), (after[0] if after else "").strip(_EDGES)


def _outside(found: re.Match[str]) -> str:
    """What a phrase has of its own: the words between its gaps."""
    inside = {at for name in found.groupdict() for at in range(*found.span(name))}
    return texts.line("".join(
        " " if at in inside else letter for at, letter in enumerate(found.string)
    ))  # fmt: skip


def _missing_words(text: str, kept: str) -> Iterable[str]:
    there = set(kept.split())
    return (word for word in text.split() if word.strip(_EDGES) and word not in there)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, (part.strip(_EDGES) for part in parts)))
