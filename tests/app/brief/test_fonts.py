"""The bundled fonts and what they can print."""

import unicodedata

import pytest

from app import paths
from app.brief import fonts


def test_every_font_is_bundled_with_its_licence() -> None:
    licence = paths.resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2015 Google LLC" in licence
    for name in fonts.FILES.values():
        assert paths.resource("fonts", f"{name}.ttf").stat().st_size > 50_000
    assert "NAVER" in licence
    droid = paths.resource("fonts", "LICENSE-Droid.txt").read_text(encoding="utf-8")
    assert "Apache License" in droid


@pytest.mark.parametrize(
    ("script", "first", "last"),
    [
        ("Latin", 0x20, 0x7E),
        ("Latin-1", 0xA1, 0xFF),
        ("Latin Extended-A", 0x100, 0x17F),
        ("Vietnamese", 0x1EA0, 0x1EF9),
        ("Cyrillic", 0x400, 0x52F),
    ],
)
def test_whole_alphabets_print(script: str, first: int, last: int) -> None:
    letters = "".join(chr(code) for code in range(first, last + 1) if code != 0xAD)
    unknown: dict[str, None] = {}
    assert fonts.printable(letters, unknown) == unicodedata.normalize("NFC", letters)
    assert unknown == {}


def test_every_assigned_greek_letter_prints() -> None:
    greek = [chr(code) for code in (*range(0x370, 0x3E2), *range(0x1F00, 0x2000))]
    letters = [letter for letter in greek if unicodedata.name(letter, "").startswith("GREEK")]
    unknown: dict[str, None] = {}
    fonts.printable("".join(letters), unknown)
    assert list(unknown) == []


def test_all_three_cuts_print_the_same_characters() -> None:
    regular, bold, italic = (set(fonts.widths(font)) for font in fonts.FILES)
    assert regular == bold == italic
    assert fonts.SUBSTITUTE in regular


def test_characters_without_a_glyph_are_replaced_one_by_one_and_reported_once() -> None:
    unknown: dict[str, None] = {}
    assert fonts.printable("a\u13a0b\u13a1\u13a0", unknown) == "a\ufffdb\ufffd\ufffd"
    assert list(unknown) == ["\u13a0", "\u13a1"]
    assert fonts.printable("\u13a0") == "\ufffd"


def test_letters_of_another_script_stay_and_so_do_the_signs_that_join_them() -> None:
    unknown: dict[str, None] = {}
    for text in ("日本", "می\u200cروم", "क\u094d\u200dष"):
        assert fonts.printable(text, unknown) == text
    assert fonts.printable("a\u200db") == "ab"
    assert unknown == {}


def test_a_stray_half_of_a_character_is_replaced_as_well() -> None:
    assert fonts.printable("a\ud83db") == "a\ufffdb"


def test_accents_come_together_with_their_letters() -> None:
    assert fonts.printable("e\u0301 N\u0303") == "é Ñ"


def test_blanks_become_spaces_and_invisible_marks_vanish() -> None:
    assert fonts.printable("a\tb\u2003c\u202fd\u200be\u00adf") == "a b c\xa0def"
    assert fonts.printable("one\r\ntwo\u2028three\vfour") == "one\ntwo\nthree\nfour"


def test_text_beyond_any_page_is_cut_before_it_costs_time() -> None:
    assert len(fonts.printable("x" * 100_000)) < 7_000


def test_width_is_the_sum_of_the_letters() -> None:
    assert fonts.width("ii", "regular") == pytest.approx(2 * fonts.width("i", "regular"))
    assert fonts.width("Dana", "bold") > fonts.width("Dana", "regular") > 0
    assert fonts.width("", "italic") == 0
