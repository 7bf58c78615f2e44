"""Patterns of words: how a rule of wording says what it looks for.

    could|can|would   one of these words; capitals, accents and the kind of apostrophe do not count
    @job              one of a list of words that the rule file names
    appreciat*        a word that begins so
    please?           a word that may be missing
    ..  ..5           up to three (five) words of any kind
    ^   $   $?        the sentence begins; it ends; it ends as a question
    >45               a length of time above 45 minutes: "two hours", "an hour and a half", "75 min"

A pattern stays within one sentence. It is no regular expression on purpose: all ways through it are
followed at once, word by word, so that no text and no pattern can make it run away.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.i18n import _

_GAP = 3  # words, where no number is said
_WIDEST_GAP = 12
_LEAST_PREFIX = 3  # letters
_MARKS = "\u0300-\u036f"  # accents that stand behind their letter
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)?|[^\W\d_][^\W\d_{_MARKS}]*[{_MARKS}]*"
    rf"(?:['’]?[^\W\d_{_MARKS}][^\W\d_{_MARKS}]*[{_MARKS}]*)*"
)
_SENTENCE_END = re.compile(r"[.!?…;][\"'”’»)\]]*\s|\n")
_QUOTED = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|\"[^\"\n]*\"|^>[^\n]*", re.MULTILINE)


class BadPattern(ValueError):
    """A pattern that cannot be read; the text is a sentence for whoever wrote it."""


@dataclass(frozen=True)
class Times:
    """How a language says lengths of time: what its numbers are, and its units in minutes."""

    numbers: Mapping[str, float]
    units: Mapping[str, float]
    between: frozenset[str] = frozenset()  # words that may stand inside: "a", "full", "of"
    joins: frozenset[str] = frozenset()  # "and"

    def begins(self, word: str) -> bool:
        """Whether a length of time may begin with this word."""
        return word in self.numbers or word[0].isdecimal()

    def read(self, words: Sequence[str], place: int, end: int) -> tuple[float, int] | None:
        """The minutes that the words from a place on say, and where they end."""
        number = self._number(words[place])
        if number is None or self._goes_on(words, place):
            return None
        joined = False
        for at in range(place + 1, min(place + 6, end)):
            word = words[at]
            if word in self.units:
                return self._rest(words, at + 1, end, number * self.units[word], self.units[word])
            if word in self.joins:
                joined = True
            elif word not in self.between:
                more = self._number(word)
                if more is None:
                    return None
                number = _with(number, more, joined=joined)
        return None

    def _goes_on(self, words: Sequence[str], place: int) -> bool:
        """Whether the number began before this word: "half an hour" is no whole one."""
        for before in reversed(words[max(0, place - 4) : place]):
            if self._number(before) is not None:
                return True
            if before not in self.between and before not in self.joins:
                return False
        return False

    def _rest(
        self, words: Sequence[str], at: int, end: int, minutes: float, unit: float
    ) -> tuple[float, int]:
        """What is said after the unit: "and a half", "and twenty minutes"."""
        after = at + (at < end and words[at] in self.joins)
        skipped = after + (at < after < end and words[after] in self.between)
        if skipped < end and after > at and (self._number(words[skipped]) or 1) < 1:
            return minutes + (self._number(words[skipped]) or 0) * unit, skipped + 1
        if after + 1 < end and (smaller := self.units.get(words[after + 1], unit)) < unit:
            more = self._number(words[after])
            return (minutes, at) if more is None else (minutes + more * smaller, after + 2)
        return minutes, at

    def _number(self, word: str) -> float | None:
        if word[0].isdecimal():
            return float(word.replace(",", "."))
        return self.numbers.get(word)


def _with(number: float, more: float, *, joined: bool) -> float:
    """ "twenty five" is 25, "one and a half" 1.5, "a half" 0.5, "two or three" 3."""
    if joined:
        return number + more
    if more < 1:
        return number * more
    if number >= 20 and number % 10 == 0 and more < 10:
        return number + more
    return max(number, more)


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, folded, with where each stands in the text."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    asks: bool = False


def sentences(text: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """What the person says, sentence by sentence; a line's end ends a sentence too.

    What stands in quotation marks is somebody else's, and so is a line behind ">".
    """
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    last = next_quote = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        between = text[last:start]
        if words and _is_end(between, words[-1] in abbreviations):
            yield Sentence(tuple(words), tuple(spans), _asks(between))
            words, spans = [], []
        last = end
        while next_quote < len(quoted) and quoted[next_quote][1] <= start:
            next_quote += 1
        if next_quote == len(quoted) or start < quoted[next_quote][0]:
            words.append(fold(found[0]))
            spans.append((start, end))
    if words:
        yield Sentence(tuple(words), tuple(spans), _asks(text[last:]))


def _is_end(between: str, short: bool) -> bool:
    """Whether a sentence ends between two words; not behind a word that is cut short with a dot."""
    stop = _SENTENCE_END.search(between)
    return stop is not None and ("\n" in between or not short or stop[0][0] != ".")


def _asks(between: str) -> bool:
    return "?" in between.split("\n", 1)[0]


def fold(word: str) -> str:
    """A word as it is compared: small letters, no accents, a plain apostrophe."""
    word = word.replace("’", "'").casefold()
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)) or word


@dataclass(frozen=True)
class _Words:
    """One of some words; maybe none."""

    exactly: frozenset[str]
    beginnings: tuple[str, ...] = ()
    may_miss: bool = False

    def after(self, said: Sentence, place: int, _times: Times) -> tuple[int, ...]:
        if place < len(said.words) and self.fits(said.words[place]):
            return (place + 1, place) if self.may_miss else (place + 1,)
        return (place,) if self.may_miss else ()

    def fits(self, word: str) -> bool:
        return word in self.exactly or word.startswith(self.beginnings)


@dataclass(frozen=True)
class _Gap:
    most: int

    def after(self, said: Sentence, place: int, _times: Times) -> tuple[int, ...]:
        return tuple(range(place, min(place + self.most, len(said.words)) + 1))


@dataclass(frozen=True)
class _Begins:
    def after(self, _said: Sentence, place: int, _times: Times) -> tuple[int, ...]:
        return () if place else (0,)


@dataclass(frozen=True)
class _Ends:
    asking: bool

    def after(self, said: Sentence, place: int, _times: Times) -> tuple[int, ...]:
        ends = place == len(said.words) and (said.asks or not self.asking)
        return (place,) if ends else ()


@dataclass(frozen=True)
class _Longer:
    minutes: float

    def after(self, said: Sentence, place: int, times: Times) -> tuple[int, ...]:
        found = times.read(said.words, place, len(said.words)) if place < len(said.words) else None
        return (found[1],) if found and found[0] > self.minutes else ()


_Step = _Words | _Gap | _Begins | _Ends | _Longer


@dataclass(frozen=True)
class Pattern:
    """What to look for, step by step."""

    steps: tuple[_Step, ...]

    def end(self, said: Sentence, place: int, times: Times) -> int:
        """Behind the last word of the shortest run that fits from here, or -1."""
        places: Collection[int] = (place,)
        for step in self.steps:
            if len(places) == 1:
                (only,) = places
                places = step.after(said, only, times)
            else:
                places = {after for at in places for after in step.after(said, at, times)}
            if not places:
                return -1
        return min(places)

    def at_beginning(self) -> bool:
        """Whether it fits only where a sentence begins."""
        return isinstance(self.steps[0], _Begins)

    def first(self) -> _Words | None:
        """The words it begins with; None for a length of time."""
        step = self.steps[0]
        return step if isinstance(step, _Words) else None


def read(text: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """The pattern that somebody wrote; raises `BadPattern`."""
    steps = tuple(_step(part, lists) for part in text.split())
    if not any(isinstance(step, (_Words, _Longer)) for step in steps):
        raise BadPattern(_("it has no word to look for"))
    for place, step in enumerate(steps):
        if (isinstance(step, _Begins) and place) or (
            isinstance(step, _Ends) and place + 1 < len(steps)
        ):
            raise BadPattern(_("“^” stands at the very beginning, “$” at the very end"))
    first = steps[0]
    if isinstance(first, _Gap) or (isinstance(first, _Words) and first.may_miss):
        raise BadPattern(_("it has to begin with a word that may not be missing"))
    return Pattern(steps)


def _step(part: str, lists: Mapping[str, Sequence[str]]) -> _Step:
    if part == "^":
        return _Begins()
    if part in ("$", "$?"):
        return _Ends(asking=part == "$?")
    if part.startswith(".."):
        return _Gap(_count(part, part[2:] or str(_GAP), _WIDEST_GAP))
    if part.startswith(">"):
        return _Longer(_count(part, part[1:], 1_000_000))
    may_miss = part.endswith("?")
    words = [w for name in part.removesuffix("?").split("|") for w in _named(name, lists)]
    beginnings = tuple(fold(word[:-1]) for word in words if word.endswith("*"))
    exactly = frozenset(fold(word) for word in words if not word.endswith("*"))
    for word in (*exactly, *beginnings):
        if not _TOKEN.fullmatch(word):
            raise BadPattern(_("“{part}” is no single word").format(part=word or part))
    if any(len(beginning) < _LEAST_PREFIX for beginning in beginnings):
        raise BadPattern(_("“{part}” needs three letters before the star").format(part=part))
    return _Words(exactly, beginnings, may_miss)


def _named(name: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if not name.startswith("@"):
        return (name,)
    if name[1:] not in lists:
        raise BadPattern(_("there is no list “{name}”").format(name=name[1:]))
    return lists[name[1:]]


def _count(part: str, number: str, most: int) -> int:
    if not (number.isdecimal() and int(number) <= most):
        raise BadPattern(_("“{part}” needs a number up to {most}").format(part=part, most=most))
    return int(number)
