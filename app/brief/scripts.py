"""Letters of other scripts: which font has them, how they join, in which order they stand.

The cuts of `fonts` print Latin, Greek and Cyrillic letter by letter. Everything else has a font of
its own, is shaped by HarfBuzz word by word, and is loaded when the first such letter turns up.
Each shaped glyph gets a code of its own that says which letters it stands for, so that the text can
be copied out of the page as it was typed.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from app import paths
from app.brief import fonts
from app.brief.fonts import Font

if TYPE_CHECKING:
    from app.brief.faces import Face

_HAN = "DroidSansFallbackFull"
_HANGUL = "BridgebookHangul-Regular"
_ONE_CUT = frozenset({_HAN, _HANGUL})  # their bold is the same, drawn with a thicker line
# Blocks by their first and last letter, in order, and the font that has them.
_BLOCKS = (
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x08A0, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x2D00, 0x2D2F, "Georgian"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0x2E80, 0x312F, _HAN),
    (0x3130, 0x318F, _HANGUL),
    (0x3190, 0x9FFF, _HAN),
    (0xA8E0, 0xA8FF, "Devanagari"),
    (0xAB00, 0xAB2F, "Ethiopic"),
    (0xAC00, 0xD7AF, _HANGUL),
    (0xF900, 0xFAFF, _HAN),
    (0xFB13, 0xFB17, "Armenian"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE30, 0xFE4F, _HAN),
    (0xFE70, 0xFEFF, "Arabic"),
    (0xFF00, 0xFFEF, _HAN),
)
_FIRSTS = [first for first, _last, _name in _BLOCKS]

# Letters that reach further up or down than ours are drawn a little smaller, to stay in their line.
_SCALES = {"Arabic": 0.92, "Devanagari": 0.94, "Bengali": 0.94, "Gujarati": 0.94, "Telugu": 0.8,
           "Tamil": 0.88, "Thai": 0.94, _HAN: 0.96, _HANGUL: 0.96}  # fmt: skip

JOINERS = "\u200c\u200d"


class Glyph(NamedTuple):
    """One drawn shape: its code in the face, and where it stands, in thousandths of the size."""

    code: str
    cluster: int
    advance: float
    x_offset: float
    y_offset: float
    width: float


class Shaped(NamedTuple):
    """Letters of one font as they are drawn; without glyphs they are drawn letter by letter."""

    text: str
    face: str  # its file; '' for the page's own cuts
    glyphs: tuple[Glyph, ...]
    width: float  # at size 1
    scale: float = 1.0
    thickened: bool = False  # bold without a bold cut


def has(character: str) -> bool:
    """Whether one of the other fonts has this letter."""
    name = _block(ord(character))
    return bool(name) and ord(character) in _face(name, "regular").face.charToGlyph


def width(text: str, font: Font) -> float:
    """How wide text of any script is at size 1."""
    return sum([run.width for run in runs(text, font)])


def runs(text: str, font: Font, *, rtl: bool = False) -> tuple[Shaped, ...]:
    """The text in stretches of one font each, from left to right as they stand on paper."""
    found = tuple(
        _shaped(part, name, font, rtl) if name else _plain(part, font, rtl)
        for name, part in _parts(text, font)
    )
    return found[::-1] if rtl else found


def clusters(text: str) -> Iterator[str]:
    """The text in the smallest pieces that may be parted: a letter with all that belongs to it."""
    piece = ""
    for character in text:
        joins = unicodedata.category(character)[0] == "M" or character in JOINERS
        if piece and not (joins or piece[-1] in JOINERS or _binds(piece[-1])):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _binds(character: str) -> bool:
    """Whether the next letter hangs on this sign: the virama of the Indic scripts."""
    return unicodedata.combining(character) == 9


def _block(code: int) -> str:
    place = bisect_right(_FIRSTS, code) - 1
    if place < 0 or code > _BLOCKS[place][1]:
        return ""
    return _BLOCKS[place][2]


@cache
def _face(name: str, font: Font) -> "Face":
    file = name if name in _ONE_CUT else f"NotoSans{name}-{'Bold' if font == 'bold' else 'Regular'}"
    return loaded(file)


@cache
def loaded(file: str) -> "Face":
    """The font of this file."""
    from app.brief.faces import Face

    return Face(file, str(paths.resource("fonts", f"{file}.ttf")))


def _parts(text: str, font: Font) -> Iterator[tuple[str, str]]:
    """Stretches of one font: its name ('' for the page's own) and the letters."""
    own = fonts.widths(font)
    name, part = "", ""
    for character in text:
        stays = name and (character in JOINERS or _sits_on(character, name, font))
        here = name if stays else "" if character in own else _block(ord(character))
        if part and here != name:
            yield name, part
            part = ""
        name, part = here, part + character
    if part:
        yield name, part


def _sits_on(character: str, name: str, font: Font) -> bool:
    """Whether this is a sign on a letter of the font before, which has it too."""
    is_mark = unicodedata.category(character)[0] == "M"
    return is_mark and ord(character) in _face(name, font).face.charToGlyph


def _plain(text: str, font: Font, rtl: bool) -> Shaped:
    shown = "".join(_mirrored(c) for c in reversed(text)) if rtl else text
    return Shaped(shown, "", (), sum([fonts.widths(font)[c] for c in text]))


def _mirrored(character: str) -> str:
    from bidi.mirror import MIRRORED

    other = MIRRORED.get(character, character)
    return other if other in fonts.widths("regular") else character


@lru_cache(maxsize=8192)
def _shaped(text: str, name: str, font: Font, rtl: bool) -> Shaped:
    import uharfbuzz

    face = _face(name, font)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper(), buffer)
    glyphs = tuple(_glyphs(face, text, buffer))
    scale = _SCALES.get(name, 1.0)
    wide = sum([glyph.advance for glyph in glyphs]) / 1000 * scale
    return Shaped(text, face.fontName, glyphs, wide, scale, font == "bold" and name in _ONE_CUT)


def _glyphs(face: "Face", text: str, buffer: Any) -> Iterator[Glyph]:
    infos = buffer.glyph_infos
    starts = [*sorted({info.cluster for info in infos}), len(text)]
    ends = dict(pairwise(starts))
    said: set[int] = set()
    for info, place in zip(infos, buffer.glyph_positions, strict=True):
        letters = "" if info.cluster in said else text[info.cluster : ends[info.cluster]]
        letters = letters.replace("\u200c", "").replace("\u200d", "")  # or copied order suffers
        said.add(info.cluster)
        code = face.code(info.codepoint, letters)
        yield Glyph(
            chr(code), info.cluster, face.thousandths(place.x_advance),
            face.thousandths(place.x_offset), face.thousandths(place.y_offset),
            face.face.charWidths[code],
        )  # fmt: skip
