"""Whose name may stand on a page, and how a name that may not is found in free text (B04)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.i18n import _


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


def unnamed(text: str, withheld: Iterable[Name]) -> tuple[str, set[Name]]:
    """The text with “someone” for each of these names written in full, and whose they were."""
    found = set()
    for name in withheld:
        for pattern in _patterns(name):
            text, count = pattern.subn(_("someone"), text)
            if count:
                found.add(name)
    return text, found


def hints(text: str, withheld: Iterable[Name], others: Iterable[Name] = ()) -> tuple[str, ...]:
    """Single words of these names in a text, which could give somebody away all the same.

    What somebody else on the page is called, too, gives nobody away.
    """
    known = {part for other in others for part in other.parts()}
    parts = (part for name in withheld for part in name.parts() if part not in known)
    found = (part for part in parts if re.search(_alone(re.escape(part)), text))
    return tuple(dict.fromkeys(found))


def _patterns(name: Name) -> list[re.Pattern[str]]:
    given, family = _words(name.given), _words(name.family)
    if not (given and family):
        only = given or family
        return [re.compile(_alone(only))] if only else []
    wordings = [
        rf"{given}\s+{family}",
        rf"{family},?\s+{given}",
        rf"{re.escape(name.given[0])}\.\s*{family}",
    ]
    return [re.compile(_alone(wording), re.IGNORECASE) for wording in wordings]


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


def _alone(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"
