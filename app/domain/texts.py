"""Tidying what was typed, so that nothing odd gets into the book and nothing of it is lost."""

import re
import unicodedata

# NUL ends a text inside SQLite; the other control characters print as boxes.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
# Letters, marks and symbols that show nothing: fillers, joiners, the empty Braille cell. The tables
# refuse words of these alone, too.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u2800\u3164\uffa0")


def line(text: str) -> str:
    """One line: white space folded, control characters gone, letters composed."""
    return " ".join(block(text).split())


def block(text: str) -> str:
    """Several lines: line ends as `\\n`, no control characters, no blanks at the edges."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(tidy for part in text.splitlines() if (tidy := line(part)))


def says_something(text: str) -> bool:
    """Whether there is more in it than blanks and marks that cannot be seen."""
    return any(
        not c.isspace() and c not in _EMPTY and unicodedata.category(c) not in _UNSEEN for c in text
    )


def quoted(text: str, most: int = 80) -> str:
    """The beginning of something long, as a sentence about it has room for it."""
    if len(text) <= most:
        return text.rstrip(".")
    begins = text[:most]
    return f"{begins.rpartition(' ')[0].rstrip(' .,;:') or begins}…"
