"""Whose name may stand on a page, and how a name that may not is found in free text (B04)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.domain import names
from app.i18n import _

_SIGNS = str.maketrans("‘’ʼ`‐‑–", "''''---")
_FIRM = r"(?!\s+(?:&|[A-Z][a-z]))"  # “Lindqvist Logistics” is no person


@dataclass(frozen=True)
class Name:
    """Somebody's name in its parts."""

    given: str
    family: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}".strip()

    def parts(self) -> tuple[str, ...]:
        """The words that alone could give somebody away; an initial could not."""
        return tuple(word for word in self.full.split() if len(word.strip(".")) > 2)


def unnamed(
    text: str, withheld: Iterable[Name], others: Iterable[Name] = ()
) -> tuple[str, set[Name]]:
    """The text with “someone” for each of these names, and whose they were.

    A family name alone tells as much as the whole, unless somebody else who has to do with it is
    called so, too. Accents, apostrophes and signs that cannot be seen keep nobody from being found.
    """
    known = frozenset(_plain(part)[0] for other in others for part in other.parts())
    found = set()
    for name in withheld:
        for pattern in _patterns(name, known):
            text, count = _replaced(pattern, text)
            if count:
                found.add(name)
    return text, found


def hints(text: str, withheld: Iterable[Name], others: Iterable[Name] = ()) -> tuple[str, ...]:
    """Single words of these names in a text, which could give somebody away all the same.

    What somebody else on the page is called, too, gives nobody away.
    """
    known = {part for other in others for part in other.parts()}
    parts = (part for name in withheld for part in name.parts() if part not in known)
    plain = _plain(text)[0]
    found = (part for part in parts if re.search(_alone(re.escape(_plain(part)[0])), plain))
    return tuple(dict.fromkeys(found))


def _replaced(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    """The text with “someone” wherever the pattern stands in its plain letters; how often."""
    plain, places = _plain(text)
    count = 0
    for match in reversed([*pattern.finditer(plain)]):
        end = places[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        text = f"{text[: places[match.start()]]}{_('someone')}{text[end:]}"
        count += 1
    return text, count


@lru_cache(maxsize=256)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A text in plain letters, capitals kept, and the place of each of them in the text."""
    if text.isascii():
        return text, tuple(range(len(text)))
    plain: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_SIGNS)):
        if letter.isascii():
            folded = letter
        elif unicodedata.category(letter) == "Cf":  # a soft hyphen, a mark of direction
            continue
        else:
            folded = unicodedata.normalize("NFC", names.fold(letter))
            folded = folded.capitalize() if letter.isupper() else folded
        plain += folded
        places += [place] * len(folded)
    return "".join(plain), tuple(places)


@lru_cache(maxsize=256)
def _patterns(name: Name, known: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    given, family = _plain(name.given)[0].strip(), _plain(name.family)[0].strip()
    if not (given and family):
        return tuple(_as_spelled(given or family, ""))
    gap = r"\s*" if names.runs_on(given + family) else r"\s+"
    wordings = [
        rf"{_words(given)}{gap}{_words(family)}",
        rf"{_words(family)},?{gap}{_words(given)}",
        rf"{re.escape(given[0])}\.\s*{_words(family)}",
    ]
    whole = [re.compile(_alone(wording), re.IGNORECASE) for wording in wordings]
    return (*whole, *_family_alone(family, known))


def _family_alone(family: str, known: frozenset[str]) -> Iterable[re.Pattern[str]]:
    """“Lindqvist says” and “Ms. de la Cruz”, or just “Cruz”."""
    words = family.split()
    if known.intersection(words):
        return
    yield from _as_spelled(family, _FIRM)
    while len(words) > 1 and names.is_particle(words[0]):
        words = words[1:]
    if len(words) < len(family.split()):
        yield from _as_spelled(" ".join(words), _FIRM)


def _as_spelled(name: str, unless: str) -> Iterable[re.Pattern[str]]:
    """A name that stands alone is one as it is spelled, or in capitals: “will” is no Will."""
    if len(name) > 1:
        for spelled in dict.fromkeys((name, name[0].upper() + name[1:], name.upper())):
            yield re.compile(_alone(_words(spelled)) + unless)


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\-", r"[-\s]") for word in text.split())


def _alone(pattern: str) -> str:
    """The pattern as words of its own; scripts without blanks between words have none."""
    if names.runs_on(pattern):
        return pattern
    return rf"(?<!\w)(?:{pattern})(?!\w)"
