"""What I could share: from whom it came, whether it may be passed on, whom it would interest (P29).

`to_share` is the only road from a tidbit to paper or a message. What somebody typed by hand goes
past `guard`, so that a sentence which says what may not be passed on stays off the page, whenever
and however it got there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from app.domain import names, overlap, texts
from app.errors import Invalid
from app.i18n import _

MayPass = Literal["freely", "unnamed", "no"]
_LIMIT = 2_000
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+")
_BETWEEN_TOPICS = re.compile(r"[,;·]")
_ENOUGH = 2  # a whole topic, or two words


def may_pass_names() -> dict[str, str]:
    """Whether something may be passed on, the most careful last."""
    return {
        "freely": _("May be passed on"),
        "unnamed": _("Without naming the source"),
        "no": _("Only for you"),
    }


@dataclass(frozen=True)
class TidbitDraft:
    """Something worth knowing, as somebody typed it; nothing is passed on until it was said.

    `source` is free text, `source_contact_id` a contact; either, both or none. `about` are topics.
    `heard_on` is today unless said.
    """

    text: str = ""
    source: str = ""
    source_contact_id: str = ""
    may_pass: MayPass = "no"
    about: str = ""
    heard_on: date | None = None
    fresh_until: date | None = None

    def checked(self, today: date) -> "TidbitDraft":
        """The same tidbit, tidied; raises `Invalid` with a sentence per field."""
        tidy = replace(
            self,
            text=texts.line(self.text),
            source=texts.line(self.source),
            about=texts.line(self.about),
            heard_on=self.heard_on or today,
        )
        errors = {}
        if not texts.says_something(tidy.text):
            errors["text"] = _("Write down what you heard.")
        for field in ("text", "source", "about"):
            if len(getattr(tidy, field)) > _LIMIT:
                errors[field] = _("This line is too long: {limit} characters fit.").format(
                    limit=f"{_LIMIT:,}"
                )
        if tidy.may_pass not in may_pass_names():
            errors["may_pass"] = _("May it be passed on: yes, without the name, or no?")
        if tidy.heard_on and tidy.heard_on > today:
            errors["heard_on"] = _("That is still to come. When did you hear it?")
        if tidy.heard_on and tidy.fresh_until and tidy.fresh_until < tidy.heard_on:
            errors["fresh_until"] = _("It would be old before you heard it.")
        if errors:
            raise Invalid(errors)
        return tidy


@dataclass(frozen=True)
class TidbitRow:
    """A tidbit in a list; dates are texts, `fresh_until` is '' when it does not grow old.

    `given` and `family` are the source's, where that is a contact.
    """

    id: str
    text: str
    source: str = ""
    source_contact_id: str = ""
    given: str = ""
    family: str = ""
    may_pass: MayPass = "no"
    about: str = ""
    heard_on: str = ""
    fresh_until: str = ""

    @property
    def source_name(self) -> str:
        """The name of the contact it came from, or ''."""
        return names.full(self.given, self.family)

    @property
    def from_whom(self) -> str:
        """Where it came from, in one line."""
        return ", ".join(filter(None, (self.source_name, self.source)))

    def is_stale(self, today: date) -> bool:
        """Whether it is older than it was to stay fresh."""
        return bool(self.fresh_until) and self.fresh_until < today.isoformat()


# What may go where


@dataclass(frozen=True)
class Shareable:
    """A tidbit in the words in which it may be passed on."""

    id: str
    text: str


def to_share(tidbit: TidbitRow, today: date) -> Shareable | None:
    """A tidbit as it may leave the book, or None: the only road there is (P29).

    Freely: with its source. Without naming the source: the text alone, unless the name stands in
    the text itself. Not to be passed on, or stale: nowhere.
    """
    if tidbit.may_pass == "no" or tidbit.is_stale(today) or name_inside(tidbit):
        return None
    whom = tidbit.source_name or tidbit.source
    if tidbit.may_pass == "unnamed" or not whom:
        return Shareable(tidbit.id, tidbit.text)
    text = _("{tidbit} (from {source})").format(tidbit=tidbit.text.rstrip("."), source=whom)
    return Shareable(tidbit.id, text)


def name_inside(tidbit: TidbitRow) -> str:
    """The source's name where it stands in a text that is to be passed on without it, or ''."""
    if tidbit.may_pass != "unnamed":
        return ""
    return overlap.mentions(tidbit.text, _sources(tidbit))


def name_warning(tidbit: TidbitRow) -> str:
    """Why a tidbit that may be passed on without its source stays here, or ''."""
    name = name_inside(tidbit)
    if not name:
        return ""
    return _(
        "“{name}” stands in the text itself. Take the name out, and it can be passed on."
    ).format(name=name)


def kept_back(lines: Iterable[str], tidbits: Sequence[TidbitRow]) -> tuple[str, ...]:
    """Those of the lines that say what may not be passed on, or whose source is not to be named.

    Lines are the person's own typing. They are compared by their words, so that a tidbit that was
    taken over, reworded a little and forbidden afterwards is found as well.
    """
    return tuple(line for line in lines if any(_tells(line, tidbit) for tidbit in tidbits))


def guard(text: str, tidbits: Sequence[TidbitRow]) -> tuple[str, int]:
    """A text without the sentences that must stay here, and how many those are (P29).

    What two sentences say together is found too; lines of which nothing is left are gone.
    """
    lines = text.split("\n")
    sentences = [(place, one) for place, line in enumerate(lines) for one in _SENTENCE.split(line)]
    told = {at for at, (_place, one) in enumerate(sentences) if kept_back([one], tidbits)}
    for at, ((_here, one), (_there, next_one)) in enumerate(pairwise(sentences)):
        if not told & {at, at + 1} and kept_back([f"{one} {next_one}"], tidbits):
            told |= {at, at + 1}
    if not told:
        return text, 0
    touched = {sentences[at][0] for at in told}
    left = [
        line if place not in touched else " ".join(
            one for at, (where, one) in enumerate(sentences) if where == place and at not in told
        )
        for place, line in enumerate(lines)
    ]  # fmt: skip
    kept = [line for place, line in enumerate(left) if line or place not in touched]
    return "\n".join(kept), len(told)


def _tells(line: str, tidbit: TidbitRow) -> bool:
    if tidbit.may_pass == "freely" or not overlap.says(line, tidbit.text):
        return False
    return tidbit.may_pass == "no" or bool(overlap.mentions(line, _sources(tidbit)))


def _sources(tidbit: TidbitRow) -> tuple[str, ...]:
    """How the source may be called: whole, by the family's name, by the given one."""
    called = names.called(tidbit.given, tidbit.family)
    return tuple(filter(None, (tidbit.source_name, tidbit.family, called, tidbit.source)))


# Whom it would interest


@dataclass(frozen=True)
class Interest:
    """Something that a person works on, is, or needs; `kind` says which."""

    contact_id: str
    name: str  # what one calls the person
    kind: Literal["need", "expertise", "tag", "firm", "purpose"]
    text: str


@dataclass(frozen=True)
class Offered:
    """A tidbit for somebody, in the words in which it may be passed on, and why."""

    tidbit_id: str
    text: str
    because: str
    score: int


def offers(
    tidbits: Iterable[TidbitRow], interests: Sequence[Interest], *, today: date, to: Iterable[str]
) -> tuple[Offered, ...]:
    """What would interest these people, best first: nothing stale, forbidden or their own (P29)."""
    table = set(to)
    found = []
    for tidbit in tidbits:
        shareable = to_share(tidbit, today)
        if shareable is None or tidbit.source_contact_id in table:
            continue
        if best := _best(tidbit, interests):
            score, interest = best
            found.append(Offered(tidbit.id, shareable.text, because(interest), score))
    return tuple(sorted(found, key=lambda one: -one.score))


def helped(text: str, about: str, needs: Iterable[Interest]) -> tuple[Interest, ...]:
    """Whose open needs a text would meet, best first (P24)."""
    ranked = [(strength(text, about, need), need) for need in needs]
    useful = [(score, need) for score, need in ranked if score >= _ENOUGH]
    return tuple(need for _score, need in sorted(useful, key=lambda one: -one[0]))


def strength(text: str, about: str, interest: Interest) -> int:
    """How much a text has to do with somebody: two for a whole topic they share, else by words.

    “Cold storage” as a topic says little to who works on cold-chain forecasting: one word of two.
    """
    words, score = overlap.words(interest.text), 0
    counted: set[str] = set()
    for topic in _BETWEEN_TOPICS.split(about):
        said = overlap.words(topic)
        counted |= said
        score += max(len(said), _ENOUGH) if said and said <= words else len(said & words)
    return score + len((overlap.words(text) - counted) & words)


def because(interest: Interest) -> str:
    """Why something would interest a person."""
    return {
        "need": _("{name} needs: {what}"),
        "expertise": _("{name} works on {what}"),
        "tag": _("You tagged {name} “{what}”"),
        "firm": _("{name} is at {what}"),
        "purpose": _("You meet about “{what}”"),
    }[interest.kind].format(name=interest.name, what=interest.text.rstrip("."))


def _best(tidbit: TidbitRow, interests: Sequence[Interest]) -> tuple[int, Interest] | None:
    """The interest that has most to do with it; a need goes before what ties with it."""
    ranked = [
        (strength(tidbit.text, tidbit.about, interest), interest.kind == "need", -place)
        for place, interest in enumerate(interests)
    ]
    score, _need, place = max(ranked, default=(0, False, 0))
    return (score, interests[-place]) if score >= _ENOUGH else None
