"""Setting text: runs of words into lines of a width, with widths remembered.

Nothing here is parsed: what somebody typed is words, never markup. A word wider than the line is
broken, text longer than the lines it may have ends in "…". In a narrow column a word is parted
where the line would else end far too early.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from app.brief import fonts, hyphens, reading_order, scripts
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
    rtl: bool = False  # whether its letters stand from right to left


class Token(NamedTuple):
    """What is not separated from itself while it fits a line; `gap` is the space before it."""

    text: str
    font: Font
    ink: Ink
    width: float
    gap: float


class Line(NamedTuple):
    """The words of one line and its width at size 1."""

    tokens: Sequence[Token]
    width: float
    rtl: bool = False  # whether it belongs to a text that is read from right to left


class Setting(NamedTuple):
    """Text that was set: its lines, and whether some of it had to go."""

    lines: tuple[Line, ...]
    shortened: bool


def set_text(
    runs: Runs, size: float, width: float, most: int = 200, *, even: bool = False
) -> Setting:
    """The words in at most so many lines of this width in points.

    `even`: running text, of which no word or two stay alone in the last line, and which may be
    hyphenated.
    """
    limit = width / size
    whole = _on_one_line(runs)
    if not whole.lines or whole.lines[0].width <= limit - 0.0001:
        return whole
    return _set(runs, round(limit, 4), most, even)


# A text is measured at many sizes; what fits on one line is the same at each.
@lru_cache(maxsize=2048)
def _on_one_line(runs: Runs) -> Setting:
    tokens = _tokens(runs)
    if not tokens:
        return Setting((), False)
    width = sum([token.gap + token.width for token in tokens])
    rtl = reading_order.is_rtl("".join([run.text for run in runs]))
    return Setting((Line(tokens, width, rtl),), False)


@lru_cache(maxsize=2048)
def _set(runs: Runs, limit: float, most: int, even: bool) -> Setting:
    tokens = _tokens(runs)
    rtl = reading_order.is_rtl("".join([run.text for run in runs]))
    lines: list[Line] = []
    for line in _broken(tokens, limit, parted=even and limit < _NARROW):
        if len(lines) == most:
            lines[-1] = _with_ellipsis(lines[-1], limit)
            return Setting(tuple([line._replace(rtl=rtl) for line in lines]), True)
        lines.append(line)
    if even and len(lines) > 1 and lines[-1].width < limit * _ALONE:
        if lines[-2].tokens[-1].text.endswith("-"):
            whole = list(_broken(tokens, limit))
            lines = whole if len(whole) <= most else lines
        _even(lines, limit)
    if rtl:
        lines = [line._replace(rtl=True) for line in lines]
    return Setting(tuple(lines), False)


# Words may part after these when letters follow: and/or, food-logistics, name@firm. Chinese and
# Japanese part anywhere but before what closes and after what opens; Thai before the vowels that
# begin a syllable.
_HAN = r"\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = "、。，．！？）」』】〕〉》ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ：；"
_PARTS = re.compile(
    r"(?<=\w\w\w[-/@–—])(?=\w\w\w)"
    rf"|(?<=[{_HAN}])(?<![（「『【〔〈《])(?=[{_HAN}])(?![{_CLOSING}])"
    r"|(?<=[\u0e00-\u0e7f]{2})(?=[\u0e40-\u0e44])"
)


# A number stays with what it counts, or with what it is the number of: 27 Nov, question 1. A dash
# or a dot between words stays with the word before it.
_COUNTS = re.compile(r"(?<!\S)(\d{1,4}) (?=[^\W\d_])")
_TOGETHER = re.compile(r"(?<=\S) (?=[—–·›] )|(?<=[^\W\d_]) (?=\d{1,3}(?:[,.;:)!?]|$))")

# So narrow a line may end early because of one long word; a wider one is ragged, never torn.
_NARROW = 27.0
_RAGGED = 0.2  # of the width: the room at the end of a line from which on a word is parted
_ALONE = 0.3  # of the width: what is shorter is no last line of running text


@lru_cache(maxsize=1024)
def _tokens(runs: Runs) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for number, run in enumerate(runs):
        space = fonts.width(" ", run.font)
        text = _COUNTS.sub("\\1\xa0", run.text.replace("\n", " "))
        text = _TOGETHER.sub("\xa0", text)
        for place, word in enumerate(text.split(" ")):
            if not word:
                continue
            # A run begins a new word, unless it begins with closing punctuation.
            gap = 0.0 if number and not place and word[0] in ",.;:)”’!?…" else space
            whole = word.isascii() and not ("-" in word or "/" in word or "@" in word)
            for part in (word,) if whole else _PARTS.split(word):
                tokens.append(Token(part, run.font, run.ink, fonts.width(part, run.font), gap))
                gap = 0.0
    if tokens:
        tokens[0] = tokens[0]._replace(gap=0.0)
    return tuple(tokens)


def _broken(tokens: Sequence[Token], limit: float, *, parted: bool = False) -> Iterator[Line]:
    """The lines, one after the other; `parted`: with hyphens, but never in two lines running."""
    line: list[Token] = []
    used = 0.0
    torn = False  # whether the line before ends in a hyphen of ours
    for token in tokens:
        wanted = used + token.gap + token.width
        if wanted <= limit:
            line.append(token)
            used = wanted
            continue
        rest = token
        if (
            parted and line and not torn
            and limit - used > limit * _RAGGED and token is not tokens[-1]
        ):  # fmt: skip
            begun, rest = _parted(token, limit - used - token.gap)
            torn = begun is not None
            if begun is not None:
                line.append(begun)
                used += begun.gap + begun.width
        else:
            torn = False
        if line:
            yield Line(line, used)
        if rest.width <= limit:
            line, used = [rest], rest.width
            continue
        line = []
        for part in _chopped(rest, limit):
            if line:
                yield Line(line, used)
            line, used = [part], part.width
    if line:
        yield Line(line, used)


def _parted(token: Token, room: float) -> tuple[Token | None, Token]:
    """As much of a word as the room holds, with a hyphen, and the rest of it; or all of it."""
    for place in hyphens.places(token.text):
        text = token.text[:place] + "-"
        width = fonts.width(text, token.font)
        if width <= room:
            rest = token.text[place:]
            after = token._replace(text=rest, width=fonts.width(rest, token.font), gap=0.0)
            return token._replace(text=text, width=width), after
    return None, token


def _chopped(token: Token, limit: float) -> Iterator[Token]:
    """A word too long for any line, in pieces that fit."""
    text, used = "", 0.0
    widths = fonts.widths(token.font)
    whole = token.text if fonts.is_plain(token.text) else scripts.clusters(token.text)
    for character in whole:
        wide = widths.get(character) or fonts.width(character, token.font)
        if text and used + wide > limit:
            yield token._replace(text=text, width=used, gap=0.0)
            text, used = "", 0.0
        text += character
        used += wide
    yield token._replace(text=text, width=used, gap=0.0)


def _even(lines: list[Line], limit: float) -> None:
    """Let the last line have company from the one before, as long as that stays the longer one."""
    before, last = list(lines[-2].tokens), list(lines[-1].tokens)
    first, width = lines[-2].width, lines[-1].width
    while len(before) > 1 and width < limit * _ALONE:
        token, gap = before[-1], last[0].gap
        if not gap and token.text.endswith("-"):
            break  # what was parted is not put together again
        first -= token.width + token.gap
        width += token.width + gap
        if width > min(limit, first * 1.15):
            break
        last.insert(0, before.pop())
        lines[-2:] = [Line(before[:], first), Line(last[:], width)]


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
    tokens = line.tokens
    if line.rtl or reading_order.has_rtl("".join([token.text for token in tokens])):
        return _reordered(line)
    found: list[Piece] = []
    first, words, start, x = tokens[0], "", 0.0, 0.0
    for number, token in enumerate(tokens):
        gap = token.gap if number else 0.0
        if token.font != first.font or token.ink != first.ink:
            # The space is unseen, but whoever copies the text wants it.
            told = words + " " if gap else words
            found.append(Piece(start, told, first.font, first.ink, x - start))
            first, words, start = token, token.text, x + gap
        else:
            words += " " + token.text if gap else token.text
        x += gap + token.width
    found.append(Piece(start, words, first.font, first.ink, x - start))
    return found


def _reordered(line: Line) -> list[Piece]:
    """The pieces of a line in which some letters stand from right to left, as they stand."""
    letters: list[tuple[str, Font, Ink]] = []
    for number, token in enumerate(line.tokens):
        if number and token.gap:
            letters.append((" ", token.font, token.ink))
        letters += [(letter, token.font, token.ink) for letter in token.text]
    levels = reading_order.levels(
        "".join([letter for letter, _font, _ink in letters]), rtl=line.rtl
    )
    found: list[Piece] = []
    x = 0.0
    for level, (font, ink), text in reading_order.in_sight(levels, letters):
        width = fonts.width(text, font)
        found.append(Piece(x, text, font, ink, width, bool(level % 2)))
        x += width
    return found
