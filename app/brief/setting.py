"""Setting text: runs of words into lines of a width, with widths remembered.

Nothing here is parsed: what somebody typed is words, never markup. A word wider than the line is
broken, text longer than the lines it may have ends in "…".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from app.brief import fonts
from app.brief.fonts import Font

Ink = Literal["text", "quiet", "accent", "alarm", "paper", "line", "frame"]

ELLIPSIS = "…"


class Run(NamedTuple):
    """Words in one font and one ink."""

    text: str
    font: Font = "regular"
    ink: Ink = "text"


Runs = tuple[Run, ...]


class Piece(NamedTuple):
    """A stretch of one line: where it starts and how wide it is, both at size 1."""

    x: float
    text: str
    font: Font
    ink: Ink
    width: float


class Token(NamedTuple):
    """What is never separated from itself while it fits a line; `gap` is the space before it."""

    text: str
    font: Font
    ink: Ink
    width: float
    gap: float


class Line(NamedTuple):
    """The words of one line and its width at size 1."""

    tokens: Sequence[Token]
    width: float


class Setting(NamedTuple):
    """Text that was set: its lines, and whether some of it had to go."""

    lines: tuple[Line, ...]
    shortened: bool


def set_text(
    runs: Runs, size: float, width: float, most: int = 200, *, even: bool = False
) -> Setting:
    """The words in at most so many lines of this width in points; `even` leaves no word alone."""
    return _set(runs, round(width / size, 4), most, even)


@lru_cache(maxsize=8192)
def _set(runs: Runs, limit: float, most: int, even: bool) -> Setting:
    tokens = _tokens(runs)
    lines: list[Line] = []
    for line in _broken(tokens, limit):
        if len(lines) == most:
            lines[-1] = _with_ellipsis(lines[-1], limit)
            return Setting(tuple(lines), True)
        lines.append(line)
    if even and len(lines) > 1 and len(lines[-1].tokens) == 1:
        lines = _evened(tokens, limit, lines)
    return Setting(tuple(lines), False)


# Words may part after these when letters follow: and/or, food-logistics, name@firm.
_PARTS = re.compile(r"(?<=\w\w\w[-/@–—])(?=\w\w\w)")


# A number stays with what it counts: 27 Nov, 10 minutes.
_NUMBERS = re.compile(r"(?<!\S)(\d{1,4}) (?=[^\W\d_])")


@lru_cache(maxsize=4096)
def _tokens(runs: Runs) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for number, run in enumerate(runs):
        space = fonts.width(" ", run.font)
        text = _NUMBERS.sub("\\1\xa0", run.text.replace("\n", " "))
        for place, word in enumerate(text.split(" ")):
            if not word:
                continue
            # A run begins a new word, unless it begins with closing punctuation.
            gap = 0.0 if number and not place and word[0] in ",.;:)”’!?…" else space
            for part in _PARTS.split(word):
                tokens.append(Token(part, run.font, run.ink, fonts.width(part, run.font), gap))
                gap = 0.0
    if tokens:
        tokens[0] = tokens[0]._replace(gap=0.0)
    return tuple(tokens)


def _broken(tokens: Sequence[Token], limit: float) -> Iterator[Line]:
    line: list[Token] = []
    used = 0.0
    for token in tokens:
        wanted = used + token.gap + token.width
        if wanted <= limit:
            line.append(token)
            used = wanted
            continue
        if line:
            yield Line(line, used)
        if token.width <= limit:
            line, used = [token], token.width
            continue
        line = []
        for part in _chopped(token, limit):
            if line:
                yield Line(line, used)
            line, used = [part], part.width
    if line:
        yield Line(line, used)


def _chopped(token: Token, limit: float) -> Iterator[Token]:
    """A word too long for any line, in pieces that fit."""
    text, used = "", 0.0
    widths = fonts.widths(token.font)
    for character in token.text:
        wide = widths[character]
        if text and used + wide > limit:
            yield token._replace(text=text, width=used, gap=0.0)
            text, used = "", 0.0
        text += character
        used += wide
    yield token._replace(text=text, width=used, gap=0.0)


def _evened(tokens: Sequence[Token], limit: float, lines: list[Line]) -> list[Line]:
    """The same number of lines, but the last with company for its single word."""
    widest = max([token.width for token in tokens])
    for part in (0.94, 0.88, 0.82, 0.76, 0.7):
        if widest > limit * part:
            break
        tried = list(_broken(tokens, limit * part))
        if len(tried) > len(lines):
            break
        if len(tried[-1].tokens) > 1:
            return tried
    return lines


def _with_ellipsis(line: Line, limit: float) -> Line:
    """The line with "…" at its end, as much of it as leaves room for that."""
    kept = list(line.tokens)
    while True:
        last = kept[-1]
        text = last.text.rstrip(" ,;:.…") + ELLIPSIS
        kept[-1] = last._replace(text=text, width=fonts.width(text, last.font))
        width = sum([token.width + token.gap for token in kept]) - kept[0].gap
        if width <= limit or (len(kept) == 1 and len(last.text) <= 1):
            return Line(kept, width)
        if len(kept) > 1:
            kept.pop()
        else:
            kept[-1] = last._replace(text=last.text[:-1])


def pieces(line: Line) -> list[Piece]:
    """Neighbours of one font and ink as one piece, so that the text reads and extracts whole."""
    found: list[Piece] = []
    x = 0.0
    for number, token in enumerate(line.tokens):
        gap = token.gap if number else 0.0
        last = found[-1] if found else None
        end = x + gap + token.width
        if last is not None and last.font == token.font and last.ink == token.ink:
            text = last.text + (" " if gap else "") + token.text
            found[-1] = Piece(last.x, text, token.font, token.ink, end - last.x)
        else:
            if last is not None and gap:  # unseen, but whoever copies the text wants the space
                found[-1] = last._replace(text=last.text + " ")
            found.append(Piece(x + gap, token.text, token.font, token.ink, token.width))
        x = end
    return found
