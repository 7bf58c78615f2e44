"""The code on the page of a call, and what a click does: numbers ring, addresses open."""

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
import segno

from app.brief import codes, pdf
from app.brief.content import Brief
from app.brief.layout import lay_out
from app.brief.page import MM, Code, Page
from tests.app.brief.conftest import PRINTED

LINK = "https://meet.example/j/8151234567?pwd=aB3"
PHONE = "+1 (215) 555-0117"


def call(rich: Brief, **changed: object) -> Brief:
    people = (replace(rich.people[0], phone=PHONE),)
    return replace(rich, people=people, medium="Video call", place=LINK, call=True, **changed)


def code_on(page: Page) -> Code | None:
    return next((item for item in page.items if isinstance(item, Code)), None)


def test_the_code_of_a_call_joins_it_and_is_printed_to_the_last_module(rich: Brief) -> None:
    """As large as cameras want it, white around, the very modules that were meant."""
    brief = call(rich)
    assert codes.leads_to(brief) == LINK
    page = lay_out(brief, paper="a4", printed_at=PRINTED)
    code = code_on(page)
    assert code is not None
    assert code.side >= 18 * MM - 0.01
    matrix = segno.make_qr(LINK, error="m", mask=4, boost_error=False).matrix
    one = code.side / len(matrix)
    scale = 8.0
    drawn = pypdfium2.PdfDocument(pdf.render(brief, paper="a4", printed_at=PRINTED))[0]
    picture = drawn.render(scale=scale, grayscale=True).to_pil()
    edge = codes.QUIET
    for row in range(-edge, len(matrix) + edge):
        for column in range(-edge, len(matrix) + edge):
            inside = 0 <= row < len(matrix) and 0 <= column < len(matrix)
            x, y = code.x + (column + 0.5) * one, code.y + (row + 0.5) * one
            dark = picture.getpixel((int(x * scale), int(y * scale))) < 128
            assert dark == bool(inside and matrix[row][column]), (row, column)


def test_without_a_link_the_code_of_a_call_rings_the_person(rich: Brief) -> None:
    brief = replace(call(rich), place="")
    assert codes.leads_to(brief) == "tel:+12155550117"
    assert "scan to call" in str(lay_out(brief, paper="a4", printed_at=PRINTED).items)


def test_a_place_to_go_to_has_no_code(rich: Brief) -> None:
    """A map would be asked of a company on the net; the address stands there in words."""
    page = lay_out(replace(call(rich), call=False, place="1500 Market St"), paper="a4",
                   printed_at=PRINTED)  # fmt: skip
    assert code_on(page) is None
    assert any(PHONE in str(item) for item in page.items), "the lobby needs the number"


def test_a_code_never_costs_content_nor_the_size_of_the_name(rich: Brief) -> None:
    told = replace(call(rich).people[0], about="Words told before. " * 300)
    crowded = replace(call(rich), people=(told,))
    assert code_on(lay_out(crowded, paper="letter", printed_at=PRINTED)) is None
    long = replace(call(rich).people[0], name="Maximiliane Theodora von Bergen")
    named = lay_out(replace(call(rich), people=(long,)), paper="a4", printed_at=PRINTED)
    plain = lay_out(replace(call(rich), people=(long,), call=False), paper="a4", printed_at=PRINTED)
    assert named.items[0].box.bottom == plain.items[0].box.bottom


def test_numbers_ring_and_addresses_open_where_the_page_is_read_on_a_screen(rich: Brief) -> None:
    data = pdf.render(call(rich), paper="a4", printed_at=PRINTED)
    assert len(data) < 25 * 1024
    found = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    assert {note.get_object()["/A"]["/URI"] for note in found} == {LINK, "tel:+12155550117"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("+49 (0)40 5550-198", "tel:+49405550198"),
        ("(040) 555 01 98", "tel:0405550198"),
        ("ask at the desk", ""),
        ("12", ""),
        ("2026-11-24 17:00", ""),
        ("", ""),
    ],
)
def test_only_what_is_a_number_rings(typed: str, told: str) -> None:
    assert codes.dialled(typed) == told


def test_a_link_ends_where_the_sentence_goes_on() -> None:
    assert codes.link("Join (https://x.example/a?b=1).") == "https://x.example/a?b=1"
    assert codes.link("javascript:alert(1)") == ""
    assert codes.code("https://x.example/" + "y" * 500) is None
