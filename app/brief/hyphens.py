"""Where a word may part, in the language that the program speaks.

Only plain lower-case words are parted: no name, no link, no number, nothing in capitals, nothing
short, and no word with letters that this language does not have.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyphen

# The language of the program's own sentences, by the letters that its plain words are made of.
_LANGUAGE = "en_US"
_WORD = re.compile(r"[“‘(\"']*([a-z]{8,})[”’)\"'.,;:!?…]*")

# As many letters stay before the hyphen, and as many go to the next line.
_FEWEST = 3


@lru_cache(maxsize=4096)
def places(word: str) -> tuple[int, ...]:
    """After how many letters the word may part, the longest beginning first."""
    found = _WORD.fullmatch(word)
    if found is None:
        return ()
    letters = found[1]
    start = found.start(1)
    return tuple(
        start + place
        for place in reversed(_dictionary().positions(letters))
        if _FEWEST <= place <= len(letters) - _FEWEST
    )


@cache
def _dictionary() -> "pyphen.Pyphen":
    import pyphen

    return pyphen.Pyphen(lang=_LANGUAGE, left=_FEWEST, right=_FEWEST)
