"""What an ask, a question, a message or a report-back says that it should not.

A job request while information only (P01), too much help, too much time or presuming (P35), the
open-ended ask (P15), phrases for the many (P26), blame or gloom (P05). A mark explains and offers a
better wording; it never forbids anything.

The rules are data, one file for each language, read by `wording_file`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from app.domain import wording_patterns as patterns
from app.domain.wording_patterns import Pattern, Sentence, Times

KINDS = ("ask", "question", "message", "report", "offer")


@dataclass(frozen=True, order=True)
class Mark:
    """From where to where (in characters) the wording could be better, why, and how.

    `practice` is its number in the field guide.
    """

    start: int
    end: int
    practice: str
    reason: str
    better: str


@dataclass(frozen=True)
class Rule:
    """One thing to look for: in which kinds of text, at which stages, except where."""

    name: str
    practice: str
    kinds: frozenset[str]
    stages: frozenset[str]
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    reason: str
    better: str
    marks: tuple[str, ...] = ()  # examples of what it marks
    passes: tuple[str, ...] = ()  # and of what it lets pass


@dataclass(frozen=True)
class Rules:
    """The rules of one language. `problems` has a sentence for each that could not be used."""

    language: str = ""
    rules: tuple[Rule, ...] = ()
    times: Times = field(default_factory=lambda: Times({}, {}))
    abbreviations: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    @cached_property
    def first_words(self) -> "_FirstWords":
        """Which patterns are worth a try at a word."""
        return _FirstWords(self)


def check(text: str, rules: Rules, *, kind: str, stage: str = "info_only") -> tuple[Mark, ...]:
    """What to mark, from the beginning to the end; where two rules meet, one mark per practice.

    The work grows with the text, not with its square, whatever is in it.
    """
    found: list[Mark] = []
    for said in patterns.sentences(text, rules.abbreviations):
        found += _apart(sorted(_in_sentence(said, rules, kind, stage), key=_widest_first))
    return tuple(sorted(found))


def _in_sentence(said: Sentence, rules: Rules, kind: str, stage: str) -> Iterator[Mark]:
    excused: dict[str, bool] = {}
    for place in range(len(said.words)):
        for rule, pattern in rules.first_words.at(said, place):
            if kind not in rule.kinds or stage not in rule.stages:
                continue
            end = pattern.end(said, place, rules.times)
            if end <= place:
                continue
            if rule.name not in excused:
                excused[rule.name] = _excused(rule, said, rules.times)
            if not excused[rule.name]:
                start, stop = said.spans[place][0], said.spans[end - 1][1]
                yield Mark(start, stop, rule.practice, rule.reason, rule.better)


def _excused(rule: Rule, said: Sentence, times: Times) -> bool:
    """Whether something in the sentence says that the rule is not meant."""
    return any(
        pattern.end(said, place, times) >= 0
        for pattern in rule.unless
        for place in range(1 if pattern.at_beginning() else len(said.words))
    )


def _widest_first(mark: Mark) -> tuple[int, int]:
    return (mark.start, -mark.end)


def _apart(marks: list[Mark]) -> Iterator[Mark]:
    """Without those that begin inside another of the same practice."""
    reached: dict[str, int] = {}
    for mark in marks:
        if mark.start >= reached.get(mark.practice, 0):
            reached[mark.practice] = mark.end
            yield mark


class _FirstWords:
    """Which patterns are worth a try at a word; all others cost nothing."""

    def __init__(self, rules: Rules) -> None:
        self._times = rules.times
        self._exactly: dict[str, list[tuple[Rule, Pattern]]] = {}
        self._beginning: dict[str, list[tuple[Rule, Pattern]]] = {}
        self._of_sentence: list[tuple[Rule, Pattern]] = []
        self._of_time: list[tuple[Rule, Pattern]] = []
        for rule in rules.rules:
            for pattern in rule.patterns:
                self._add(rule, pattern)

    def _add(self, rule: Rule, pattern: Pattern) -> None:
        words = pattern.first()
        if pattern.at_beginning():
            self._of_sentence.append((rule, pattern))
        elif words is None:
            self._of_time.append((rule, pattern))
        else:
            for word in words.exactly:
                self._exactly.setdefault(word, []).append((rule, pattern))
            for letters in {word[:3] for word in words.beginnings}:
                self._beginning.setdefault(letters, []).append((rule, pattern))

    def at(self, said: Sentence, place: int) -> Iterator[tuple[Rule, Pattern]]:
        word = said.words[place]
        yield from self._exactly.get(word, ())
        yield from self._beginning.get(word[:3], ())
        if place == 0:
            yield from self._of_sentence
        if self._times.begins(word):
            yield from self._of_time
