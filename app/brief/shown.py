"""Letters as a PDF shows them: which font of the document, which codes, escaped; each once.

ReportLab would write out every string and number anew, in Python, which took longer than all the
rest of a page. Of it there is only the reading of the fonts, and their cutting.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.brief import fonts
from app.brief.file import File
from app.brief.fonts import Font

if TYPE_CHECKING:
    from app.brief.faces import Face
    from app.brief.scripts import Glyph, Shaped

_ESCAPED = {
    code: f"\\{chr(code)}" if chr(code) in "\\()" else f"\\{code:03o}"
    for code in range(256)
    if not 32 <= code < 127 or chr(code) in "\\()"
}
Parts = tuple[tuple[str, str], ...]


_ELSEWHERE = "\0"


class _Table(dict[int, str]):
    """The code of each letter as it is written, where it is in the first subset of its font."""

    def __init__(self, face: "Face", document: "Shown") -> None:
        super().__init__()
        self._face = face
        self._document = document

    def __missing__(self, letter: int) -> str:
        ((subset, code),) = self._face.splitString(chr(letter), self._document)
        found = code.decode("latin-1").translate(_ESCAPED) if subset == 0 else _ELSEWHERE
        self[letter] = found
        return found


class Shown:
    """The strings and fonts of one document, in the place of ReportLab's own document."""

    def __init__(self) -> None:
        self._known: dict[tuple[Font, str], Parts] = {}
        self._tables: dict[Font, _Table] = {}
        # ReportLab's fonts keep in these which letters the document has, and what they are called.
        self.fontMapping: dict[str, str] = {}
        self.delayedFonts: list[Face] = []

    def parts(self, font: Font, text: str) -> Parts:
        """The text in parts of one subset each: what the document calls it, and its codes.

        There are none of a text that is not drawn letter by letter.
        """
        known = self._known.get((font, text))
        if known is None:
            known = self.letters(font, text) if fonts.is_plain(text) else ()
            self._known[font, text] = known
        return known

    def letters(self, font: Font, text: str) -> Parts:
        """The same of whatever the font has, in the order in which it stands."""
        face = fonts.faces()[font]
        table = self._tables.get(font)
        if table is None:
            table = self._tables[font] = _Table(face, self)
        codes = text.translate(table)
        if _ELSEWHERE not in codes:
            return ((face.getSubsetInternalName(0, self), codes),)
        return tuple(
            [
                (name, codes.decode("latin-1").translate(_ESCAPED))
                for name, codes in self._split(face, text)
            ]
        )

    def glyphs(self, run: "Shaped", size: float) -> Iterator[str]:
        """The operators that draw what HarfBuzz shaped, from where the text stands."""
        from app.brief import scripts

        first = 0
        told = "".join([glyph.code for glyph in run.glyphs])
        for name, codes in self._split(scripts.loaded(run.face), told):
            yield f"{name} {size:.2f} Tf"
            glyphs = run.glyphs[first : first + len(codes)]
            yield from _placed(glyphs, codes.decode("latin-1"), size)
            first += len(codes)

    def write_fonts(self, into: File) -> str:
        """Put the fonts into the file, with the letters in use; gives the entries of a resource."""
        return "".join(
            [
                f"{name} {number} 0 R"
                for face in self.delayedFonts
                for name, number in face.embed(self, into)
            ]
        )

    def _split(self, face: "Face", text: str) -> Iterator[tuple[str, bytes]]:
        for subset, codes in face.splitString(text, self):
            yield face.getSubsetInternalName(subset, self), codes


def _placed(glyphs: Sequence["Glyph"], codes: str, size: float) -> Iterator[str]:
    """Each glyph where HarfBuzz wants it, beside and above where the font would put it."""
    rise = move = 0.0
    array: list[str] = []
    for glyph, code in zip(glyphs, codes, strict=True):
        if glyph.y_offset != rise:
            yield f"[{''.join(array)}]TJ {glyph.y_offset * size / 1000:.3f} Ts"
            rise = glyph.y_offset
            array.clear()
        move -= glyph.x_offset
        if abs(move) >= 0.05:
            array.append(f"{move:.1f}")
        array.append(f"({code.translate(_ESCAPED)})")
        move = glyph.width - glyph.advance + glyph.x_offset
    yield f"[{''.join(array)}{move:.1f}]TJ"
    if rise:
        yield "0 Ts"
