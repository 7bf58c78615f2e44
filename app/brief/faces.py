"""A font that is cut to the letters in use, and whose glyphs know the letters they stand for."""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

from app.brief.file import File

_FIRST_CODE = 0xF0000  # a plane for private use: no letter is ever taken for a code
_NOTHING = "\u200b"  # for glyphs whose letters another glyph of their cluster has told


class Face(TTFont):
    """ReportLab's font, with a code for each glyph and the letters it is drawn for.

    ReportLab can only draw characters that the font knows by name, and would say of a joined or
    turned letter that it is some private character: nobody could copy it out of the page.
    """

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, asciiReadable=False)
        self._codes: dict[tuple[int, str], int] = {}
        self._letters: dict[int, str] = {}
        self._shaper: Any = None

    def shaper(self) -> Any:
        """HarfBuzz's view of the font."""
        if self._shaper is None:
            import uharfbuzz

            self._shaper = uharfbuzz.Font(self.hbFace)
        return self._shaper

    def thousandths(self, units: int) -> float:
        """A length in the font's own units, in thousandths of its size."""
        return float(self.pdfScale(units))  # type: ignore[no-untyped-call]

    def code(self, glyph: int, letters: str) -> int:
        """The code of a glyph that stands for these letters."""
        key = glyph, letters
        if key not in self._codes:
            code = self._codes[key] = _FIRST_CODE + len(self._codes)
            self._letters[code] = letters or _NOTHING
            advance = self.shaper().get_glyph_h_advance(glyph)
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.thousandths(advance)
        return self._codes[key]

    def embed(self, document: Any, into: File) -> Iterator[tuple[str, int]]:
        """Put the glyphs in use into the file; gives what each subset is called, and its number."""
        state = self.state.pop(document)
        for number, subset in enumerate(state.subsets):
            called = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
            known, other = self.face.charWidths, self.face.defaultWidth
            widths = " ".join([f"{known.get(code, other):g}" for code in subset])
            letters = into.number()
            into.stream(letters, self._cmap(called, subset).encode("ascii"))
            font = into.add(
                f"<</Type/Font/Subtype/TrueType/BaseFont/{called}/FirstChar 0"
                f"/LastChar {len(subset) - 1}/Widths[{widths}]/ToUnicode {letters} 0 R"
                f"/FontDescriptor {self._descriptor(called, subset, into)} 0 R>>"
            )
            yield f"/{state.internalName}+{number}", font

    def _descriptor(self, called: str, subset: list[int], into: File) -> int:
        face = self.face
        program, length = _cut(self, tuple(subset))
        file = into.number()
        into.packed(file, program, f"/Length1 {length}")
        box = " ".join([f"{edge:g}" for edge in face.bbox])
        flags = (face.flags & ~FF_NONSYMBOLIC) | FF_SYMBOLIC
        return into.add(
            f"<</Type/FontDescriptor/FontName/{called}/Flags {flags}/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
            f"/MissingWidth {face.defaultWidth:g}/FontFile2 {file} 0 R>>"
        )

    def _cmap(self, name: str, subset: list[int]) -> str:
        lines = [
            f"<{place:02X}> <{self._told(code)}>"
            for place, code in enumerate(subset)
            if code and (code != 32 or place == 32)  # ReportLab fills up with nothing and spaces
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        told = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            f"/CMapName /{name} def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<00> <{max(len(subset) - 1, 0):02X}>\nendcodespacerange\n"
            f"{told}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )

    def _told(self, code: int) -> str:
        return self._letters.get(code, chr(code)).encode("utf-16-be").hex().upper()


# While somebody types, the page is drawn again and again with the same letters.
@lru_cache(maxsize=24)
def _cut(face: Face, subset: tuple[int, ...]) -> tuple[bytes, int]:
    """The font with these letters only, packed; and how long it is unpacked."""
    program: bytes = face.face.makeSubset(subset)
    return zlib.compress(program), len(program)
