"""The fonts that print the page: how wide text is, and which characters they have.

ReportLab reads the files once, when the first page is laid out. Letters that these cuts lack are in
`scripts`, which is imported with the first of them.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

from app import paths

if TYPE_CHECKING:
    from app.brief.faces import Face

Font = Literal["regular", "bold", "italic"]

FILES: dict[Font, str] = {
    "regular": "NotoSans-Regular",
    "bold": "NotoSans-Bold",
    "italic": "NotoSans-Italic",
}

# Drawn where a character is missing: every font has it, nobody takes it for a letter.
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"

# How far letters reach above and below their line, accents on capitals included, per unit of size.
ASCENT, DESCENT = 1.0, 0.26

# Nobody fits more than this on a page; what is longer is cut before it costs time.
_LONGEST = 6_000


@cache
def faces() -> "dict[Font, Face]":
    """The three cuts, read."""
    from app.brief.faces import Face

    return {
        font: Face(name, str(paths.resource("fonts", f"{name}.ttf")))
        for font, name in FILES.items()
    }


@cache
def widths(font: Font) -> dict[str, float]:
    """How wide each letter is at size 1."""
    known = faces()[font].face.charWidths
    return {chr(code): wide / 1000 for code, wide in known.items()}


_measured: dict[Font, dict[str, float]] = {"regular": {}, "bold": {}, "italic": {}}


def width(text: str, font: Font) -> float:
    """How wide the text is at size 1."""
    known = _measured[font]
    found = known.get(text)
    if found is None:
        if len(known) > 20_000:
            known.clear()
        letters = widths(font)
        try:
            found = sum([letters[character] for character in text])
        except KeyError:
            from app.brief import scripts

            found = scripts.width(text, font)
        known[text] = found
    return found


def is_plain(text: str) -> bool:
    """Whether the page's own cuts draw this text letter by letter, from left to right."""
    return _foreign().search(text) is None


@cache
def _foreign() -> re.Pattern[str]:
    """Whatever not all three cuts have, and what is no letter at all."""
    common = set.intersection(*(set(widths(font)) for font in FILES))
    known = {c for c in common if unicodedata.category(c)[0] not in "CZ"} | {" ", "\xa0", "\n"}
    return re.compile(f"[^{re.escape(''.join(sorted(known)))}]")


def printable(text: str, unknown: dict[str, None] | None = None) -> str:
    """The text as any of our fonts can print it; else it is replaced and put into `unknown`."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))

    def replaced(match: re.Match[str]) -> str:
        character = match[0]
        if character in "\u2028\u2029\r\v\f":
            return "\n"
        category = unicodedata.category(character)
        if category in {"Zs", "Cc"}:
            return "\xa0" if character == "\u202f" else " "
        if _joins(match):
            return character
        if category == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
            return ""  # says how to join or order letters, prints nothing itself
        if _elsewhere(character):
            return character
        if unknown is not None:
            unknown[character] = None
        return SUBSTITUTE

    return _foreign().sub(replaced, text)


def _elsewhere(character: str) -> bool:
    """Whether a font of another script has it."""
    from app.brief import scripts

    return scripts.has(character)


def _joins(match: re.Match[str]) -> bool:
    """Whether this is a sign that joins or parts the letters of another script."""
    before = match.string[match.start() - 1 : match.start()]
    return match[0] in "\u200c\u200d" and bool(before) and _elsewhere(before)


def name_of(character: str) -> str:
    """A character nobody can see here, as people can look it up."""
    return f"U+{ord(character):04X}"
