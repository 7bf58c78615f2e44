"""A font whose glyphs are drawn by number, each knowing the letters that it stands for."""

from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

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

    # ReportLab calls this.

    def addObjects(self, doc: Any) -> None:
        """Write the glyphs in use, and say of each code which letters it stands for."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX))
            told = doc.idToObject[f"toUnicodeCMap:{name.decode('pdfdoc')}"]
            told.content = self._cmap(name.decode("pdfdoc"), subset)

    def _cmap(self, name: str, subset: list[int]) -> str:
        letters = [self._letters.get(code, chr(code)) for code in subset]
        lines = [
            f"<{place:02X}> <{text.encode('utf-16-be').hex().upper()}>"
            for place, text in enumerate(letters)
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
