"""In which order letters stand that are read from right to left, beside others that are not.

The levels are those of the Unicode bidirectional algorithm, by the library `python-bidi`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

_AT_THE_RIGHT = frozenset({"R", "AL"})
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "«": "»"}
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def has_rtl(text: str) -> bool:
    """Whether there is a letter that is read from right to left."""
    return _RTL.search(text) is not None


def is_rtl(text: str) -> bool:
    """Whether a text as a whole is read from right to left: most of its letters are.

    The first letter, which decides elsewhere, would turn our own sentences round wherever they
    begin with somebody's name.
    """
    if not has_rtl(text):
        return False
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in _AT_THE_RIGHT for kind in kinds) > kinds.count("L")


def levels(text: str, *, rtl: bool) -> list[int]:
    """The level of each letter: odd ones are read from right to left."""
    from bidi import algorithm

    known: dict[str, Any] = algorithm.get_empty_storage()
    known["base_level"], known["base_dir"] = int(rtl), "R" if rtl else "L"
    algorithm.get_embedding_levels(text, known)
    for letter, place in zip(known["chars"], range(len(text)), strict=True):
        letter["place"] = place
    algorithm.explicit_embed_and_overrides(known)
    algorithm.resolve_weak_types(known)
    _pair_brackets(known["chars"], known["base_dir"])
    algorithm.resolve_neutral_types(known, False)
    algorithm.resolve_implicit_levels(known, False)
    found = [int(rtl)] * len(text)
    for letter in known["chars"]:
        found[letter["place"]] = letter["level"]
    return found


def _pair_brackets(letters: list[dict[str, Any]], base: str) -> None:
    """Rule N0, which the library leaves out: two brackets that belong together go the same way."""
    for first, last in _pairs(letters):
        inside = {_strong(letter) for letter in letters[first + 1 : last]} - {""}
        if not inside:
            continue
        way = base
        if base not in inside:
            before = [_strong(letter) for letter in letters[:first]]
            way = next((found for found in reversed(before) if found), base)
        letters[first]["type"] = letters[last]["type"] = way


def _pairs(letters: list[dict[str, Any]]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    found = []
    for place, letter in enumerate(letters):
        if letter["type"] != "ON":
            continue
        if letter["ch"] in _CLOSED_BY:
            opened.append((_CLOSED_BY[letter["ch"]], place))
        elif letter["ch"] in _CLOSED_BY.values():
            while opened:
                closing, begun = opened.pop()
                if closing == letter["ch"]:
                    found.append((begun, place))
                    break
    return sorted(found)


def _strong(letter: dict[str, Any]) -> str:
    """The way a letter goes; figures go with the letters read from right to left."""
    kind = letter["type"]
    return "R" if kind in {"R", "AL", "EN", "AN"} else "L" if kind == "L" else ""


def in_sight(
    levels: Sequence[int], letters: Sequence[tuple[str, Any, Any]]
) -> Iterator[tuple[int, tuple[Any, Any], str]]:
    """Stretches of one level, font and ink, from left to right; each reads as it was typed."""
    stretches = [
        (level, look, "".join([letter for _level, (letter, *_look) in group]))
        for (level, look), group in (
            (key, list(run))
            for key, run in groupby(
                zip(levels, letters, strict=True), key=lambda one: (one[0], tuple(one[1][1:]))
            )
        )
    ]
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(stretches):
            end = start
            while end < len(stretches) and stretches[end][0] >= level:
                end += 1
            stretches[start:end] = reversed(stretches[start:end])
            start = end + 1
    yield from stretches
