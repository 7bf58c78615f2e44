"""Rebuild the fonts that print the page, in `resources/fonts/`.

    python packaging/fonts.py [FOLDER OF FONTS]

Needs fontTools and Debian's packages `fonts-noto-core`, `fonts-droid-fallback` and `fonts-nanum`.
The result is committed, so that nobody needs this to build or run the program; it is here so that
anybody can see and repeat how the files came about. Three cuts of Noto Sans: hinting and layout
tables go (paper needs no hinting, and these letters are drawn one by one), the scripts we print
stay. Arrows, ballot boxes and some signs that Noto Sans lacks are taken over from its sisters Noto
Sans Math and Noto Sans Symbols 2, whose licence is the same. Other scripts have fonts of their own,
which keep the tables that say how letters join.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype")
TARGET = Path(__file__).parent.parent / "resources" / "fonts"
CUTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic")
# For whoever's name is written otherwise. Han and kana are in Droid Sans Fallback, one of few free
# fonts of them with the outlines that ReportLab can embed; hangul is in Nanum Gothic, whose licence
# keeps its name for the whole font, so that the part we cut out has another.
OTHERS = tuple(
    f"noto/NotoSans{script}-{cut}"
    for script in (
        *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati"),
        *("Hebrew", "Tamil", "Telugu", "Thai"),
    )
    for cut in ("Regular", "Bold")
)
HAN = "droid/DroidSansFallbackFull"
HANGUL = "nanum/NanumGothic"
OUR_HANGUL = "BridgebookHangul-Regular"
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
    """Write every font and say how large each became."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS
    for cut in CUTS:
        font = TTFont(folder / "noto" / f"{cut}.ttf", recalcTimestamp=False)
        for donor in DONORS:
            borrow(font, TTFont(folder / "noto" / f"{donor}.ttf"))
        keep_what_we_print(font)
        _save(font, cut)
    for other in (*OTHERS, HAN):
        font = TTFont(folder / f"{other}.ttf", recalcTimestamp=False)
        keep_how_letters_join(font)
        _save(font, other.partition("/")[2])
    hangul = TTFont(folder / f"{HANGUL}.ttf", recalcTimestamp=False)
    keep_how_letters_join(hangul, {*range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)})
    rename(hangul, OUR_HANGUL)
    _save(hangul, OUR_HANGUL)


def _save(font: TTFont, name: str) -> None:
    path = TARGET / f"{name}.ttf"
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


def rename(font: TTFont, name: str) -> None:
    """Give the font another name, under which it may be passed on."""
    family, _hyphen, cut = name.partition("-")
    told = {1: family, 2: cut, 3: name, 4: f"{family} {cut}", 6: name}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 13, 14}]
    for number, text in told.items():
        table.setName(text, number, 3, 1, 0x409)


def keep_how_letters_join(font: TTFont, only: set[int] | None = None) -> None:
    """Take out hints and Latin letters in place, which the cuts above have; the rest stays."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.drop_tables += ["gasp", "STAT", "vhea", "vmtx", "VORG", "FFTM"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    ours = {code for first, last in SCRIPTS for code in range(first, last + 1)}
    joiners = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x25CC}
    cutter.populate(unicodes=(only or set(font.getBestCmap()) - ours) | joiners)
    cutter.subset(font)


if __name__ == "__main__":
    main()
