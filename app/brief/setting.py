"""Setting text: runs of words into lines of a width, with widths remembered.

Nothing here is parsed: what somebody typed is words, never markup. A word wider than the line is
broken, text longer than the lines it may have ends in "…".
"""

import re
from collections.abc import Iterator
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


class Line(NamedTuple):
    """The pieces of one line and its width at size 1."""

    pieces: tuple[Piece, ...]
    width: float


class Setting(NamedTuple):
    """Text that was set: its lines, and whether some of it had to go."""

    lines: tuple[Line, ...]
    shortened: bool


class _Token(NamedTuple):
    """What is never separated from itself while it fits a line; `gap` is the space before it."""

    text: str
    font: Font
    ink: Ink
    width: float
    gap: float


def set_text(
    runs: Runs, size: float, width: float, most: int = 200, *, even: bool = False
) -> Setting:
    """The words in at most so many lines of this width in points; `even` leaves no word alone."""
    return _set(runs, round(width / size, 4), most, even)


def line_width(runs: Runs, size: float) -> float:
    """How wide the words are on one line, in points."""
    tokens = _tokens(runs)
    return sum([token.width + token.gap for token in tokens]) * size


@lru_cache(maxsize=8192)
def _set(runs: Runs, limit: float, most: int, even: bool) -> Setting:
    lines: list[list[_Token]] = []
    for line in _broken(_tokens(runs), limit):
        if len(lines) == most:
            lines[-1] = _with_ellipsis(lines[-1], limit) if lines else []
            return Setting(tuple(map(_line, lines)), True)
        lines.append(line)
    if even and len(lines) > 1 and len(lines[-1]) == 1:
        lines = _evened(_tokens(runs), limit, lines)
    return Setting(tuple(map(_line, lines)), False)


# Words may part after these when letters follow: and/or, food-logistics, name@firm.
_PARTS = re.compile(r"(?<=\w\w\w[-/@–—])(?=\w\w\w)")


@lru_cache(maxsize=4096)
def _tokens(runs: Runs) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    for number, run in enumerate(runs):
        space = fonts.width(" ", run.font)
        for place, word in enumerate(run.text.replace("\n", " ").split(" ")):
            if not word:
                continue
            # A run begins a new word, unless it begins with closing punctuation.
            gap = 0.0 if number and not place and word[0] in ",.;:)”’!?…" else space
            for part in _PARTS.split(word):
                tokens.append(_Token(part, run.font, run.ink, fonts.width(part, run.font), gap))
                gap = 0.0
    if tokens:
        tokens[0] = tokens[0]._replace(gap=0.0)
    return tuple(tokens)


def _broken(tokens: tuple[_Token, ...], limit: float) -> Iterator[list[_Token]]:
    line: list[_Token] = []
    used = 0.0
    for token in tokens:
        wanted = used + token.gap + token.width
        if wanted <= limit:
            line.append(token)
            used = wanted
            continue
        if line:
            yield line
        if token.width <= limit:
            line, used = [token], token.width
            continue
        *full, last = _chopped(token, limit)
        for part in full:
            yield [part]
        line, used = [last], last.width
    if line:
        yield line


def _chopped(token: _Token, limit: float) -> list[_Token]:
    """A word too long for any line, in pieces that fit."""
    parts: list[_Token] = []
    text, used = "", 0.0
    for character in token.text:
        wide = fonts.width(character, token.font)
        if text and used + wide > limit:
            parts.append(token._replace(text=text, width=used, gap=0.0))
            text, used = "", 0.0
        text += character
        used += wide
    parts.append(token._replace(text=text, width=used, gap=0.0))
    return parts


def _evened(
    tokens: tuple[_Token, ...], limit: float, lines: list[list[_Token]]
) -> list[list[_Token]]:
    """The same number of lines, but the last with company for its single word."""
    widest = max([token.width for token in tokens])
    for part in (0.94, 0.88, 0.82, 0.76, 0.7):
        if widest > limit * part:
            break
        tried = list(_broken(tokens, limit * part))
        if len(tried) > len(lines):
            break
        if len(tried[-1]) > 1:
            return tried
    return lines


def _with_ellipsis(line: list[_Token], limit: float) -> list[_Token]:
    """The line with "…" at its end, as much of it as leaves room for that."""
    kept = list(line)
    while kept:
        last = kept[-1]
        sign = fonts.width(ELLIPSIS, last.font)
        before = sum([token.width + token.gap for token in kept]) - kept[0].gap
        if before + sign <= limit:
            text = last.text.rstrip(" ,;:.…") + ELLIPSIS
            kept[-1] = last._replace(text=text, width=fonts.width(text, last.font))
            return kept
        if len(kept) > 1:
            kept.pop()
        elif len(last.text) > 1:
            text = last.text[:-1]
            kept[-1] = last._replace(text=text, width=fonts.width(text, last.font))
        else:
            return [last._replace(text=ELLIPSIS, width=sign)]
    return kept


def _line(tokens: list[_Token]) -> Line:
    """Neighbours of one font and ink become one piece, so that the text reads and extracts whole."""
    pieces: list[Piece] = []
    x = 0.0
    for number, token in enumerate(tokens):
        gap = token.gap if number else 0.0
        last = pieces[-1] if pieces else None
        if last is not None and last.font == token.font and last.ink == token.ink:
            text = last.text + (" " if gap else "") + token.text
            pieces[-1] = last._replace(text=text, width=x + gap + token.width - last.x)
        else:
            if last is not None and gap:  # unseen, but whoever copies the text wants the space
                pieces[-1] = last._replace(text=last.text + " ")
            pieces.append(Piece(x + gap, token.text, token.font, token.ink, token.width))
        x += gap + token.width
    return Line(tuple(pieces), x)
