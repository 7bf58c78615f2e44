"""Which words two texts share: what says that one thing is about another.

Words are compared in plain small letters, without their endings (“planners” and “planning” are one
word) and without those that stand in every text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.domain import names

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile(r"['’].*")
# Endings, the longest first; what is left has at least so many letters.
_ENDINGS = (("ings", 4), ("ing", 4), ("ers", 4), ("ies", 3), ("er", 4), ("es", 4), ("s", 3))
_LEAST = 3  # letters of a word that says something; "HR" and "IT" are told by their capitals
_EMPTY = frozenset(
    names.fold(
        "a about after all also an and any are as ask at be been before but by can come could "
        "did do does done down every few first for from get give go good had has have he her "
        "here hers him his how i if in into is it its just know last like long look made make "
        "many may me more most much my need needs new next no not now of off on one only or "
        "other our out over own people really said say says see she should so some somebody "
        "someone something still such than that the their them then there these they thing "
        "things this those through time to too two up us very want wants was way we week well "
        "were what when where which while who whom whose why will with without would year you "
        "your aber als am auch auf aus bei bin das dass dem den der des dich dir die du ein "
        "eine einen einer er es für hat ich ihr im ist man mehr mit nach nicht noch nur oder "
        "sein sich sie sind über um und uns von vor war was wie wir wird zu zum zur"
    ).split()
)


@lru_cache(maxsize=32_768)  # a book’s worth of tidbits, read at every key
def words(text: str) -> frozenset[str]:
    """The words of a text that say something, without their endings."""
    return frozenset(_stem(word) for word in _telling(text))


def shared(one: str, other: str) -> frozenset[str]:
    """The words that both texts have."""
    return words(one) & words(other)


def says(line: str, text: str) -> bool:
    """Whether a line says what the text says: four fifths of its words, in any order.

    A text without a word that says anything is said by a line that has all of it.
    """
    wanted = words(text)
    if not wanted:
        return bool(names.fold(text).strip()) and _plain(text) in _plain(line)
    return len(wanted & words(line)) >= 0.8 * len(wanted)


def mentions(text: str, spoken: Iterable[str]) -> str:
    """The first of these names that stands in the text as a name, or ''.

    A name begins with a capital there, where it has one itself: “will” is no Will.
    """
    seen = _without_unseen(text)
    said = [word.group() for word in _WORD.finditer(seen)]
    for name in spoken:
        if names.runs_on(name) and _run_together(name) in _run_together(seen):
            return name
        wanted = [word.group() for word in _WORD.finditer(name)]
        for start in range(len(said) - len(wanted) + 1):
            if wanted and all(map(_same_name, wanted, said[start:])):
                return name
    return ""


def _without_unseen(text: str) -> str:
    """Without soft hyphens and marks of direction, which would cut a name in two."""
    if text.isascii():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _run_together(text: str) -> str:
    return "".join(names.fold(text).casefold().split())


def _same_name(name: str, word: str) -> bool:
    alike = _bare(name) == _bare(word)
    return alike and (not name[:1].isupper() or word[:1].isupper())


def _telling(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word, bare = match.group(), _bare(match.group())
        acronym = len(word) == 2 and word.isupper()
        if acronym or (bare not in _EMPTY and len(bare) >= _LEAST):
            yield bare


def _bare(word: str) -> str:
    return _APOSTROPHE.sub("", names.fold(word).casefold())


def _plain(text: str) -> str:
    return " ".join(names.fold(text).casefold().split())


def _stem(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word.removesuffix("e") if len(word) > _LEAST + 1 else word
