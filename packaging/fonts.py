"""Rebuild the fonts that print the page, in `resources/fonts/`.

    python packaging/fonts.py [FOLDER OF NOTO]

Needs fontTools and Debian's package `fonts-noto-core`. The result is committed, so that nobody
needs this to build or run the program; it is here so that anybody can see and repeat how the files
came about. Three cuts of Noto Sans: hinting and layout tables go (paper needs no hinting, ReportLab
reads no layout tables), the scripts we print stay. Arrows, ballot boxes and some signs that Noto
Sans lacks are taken over from its sisters Noto Sans Math and Noto Sans Symbols 2, whose licence is
the same.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
TARGET = Path(__file__).parent.parent / "resources" / "fonts"
CUTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic")
DONORS = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
BORROWED = "←↑→↓↔↕⇐⇒⇔↗↘−≠≤≥≈∞√∑☐☑☒✓✔✗✘★☆■□▪▫●○◦▲△▶►▼◆◇♥♦☎✉✈⚠☕☀☂"

SCRIPTS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended A and B
    (0x0250, 0x02FF),  # phonetic alphabet and modifiers: how to say a name
    (0x0300, 0x036F),  # combining accents
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1FFF),  # Latin Extended Additional (Vietnamese), Greek Extended
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x20CF),  # superscripts, subscripts, currency
    (0x2100, 0x218F),  # letter-like signs, fractions
    (0x2C60, 0x2C7F),  # Latin Extended C
    (0xA720, 0xA7FF),  # Latin Extended D
    (0xFB00, 0xFB06),  # ligatures
    (0xFFFD, 0xFFFD),  # the mark for what cannot be printed
)


def main() -> None:
    """Write the three cuts and say how large each became."""
    noto = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO
    for cut in CUTS:
        font = TTFont(noto / f"{cut}.ttf", recalcTimestamp=False)
        for donor in DONORS:
            borrow(font, TTFont(noto / f"{donor}.ttf"))
        keep_what_we_print(font)
        path = TARGET / f"{cut}.ttf"
        font.save(path)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size:,} bytes")


def borrow(font: TTFont, donor: TTFont) -> None:
    """Copy the signs that the font lacks and the donor has, as plain outlines."""
    theirs = donor.getBestCmap()
    ours = font.getBestCmap()
    glyphs = donor.getGlyphSet()
    for character in BORROWED:
        code = ord(character)
        if code in ours or code not in theirs:
            continue
        drawing = DecomposingRecordingPen(glyphs)
        glyphs[theirs[code]].draw(drawing)
        pen = TTGlyphPen(None)
        drawing.replay(pen)
        name = f"uni{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = donor["hmtx"][theirs[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def keep_what_we_print(font: TTFont) -> None:
    """Cut the font down in place: our scripts, no hints, no layout tables, the licence stays in."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "gasp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    wanted = {code for first, last in SCRIPTS for code in range(first, last + 1)}
    cutter.populate(unicodes=wanted | {ord(character) for character in BORROWED})
    cutter.subset(font)


if __name__ == "__main__":
    main()
