"""Pages of a résumé between ours: any size, upright, as vectors, once in the file (P40)."""

import io

import pypdf
import pypdfium2
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)  # fmt: skip

from app.brief import attached, pdf
from app.brief.page import SIZES, Paper, Sheet
from app.errors import Refused
from tests.app import resumes


def joined(theirs: bytes, *, times: int = 1, paper: Paper = "a4") -> bytes:
    """A page of ours, then all of theirs, so many times."""
    count = attached.page_count(theirs, "x")
    sheet = Sheet(paper)
    sheet.words("Our own page", 50, 50, 12)
    ours = sheet.page("Ours", (12, 12))
    return pdf.written([ours, *[*range(count)] * times], theirs=attached.Theirs(theirs, "x", paper))


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def ink(data: bytes, page: int) -> tuple[float, float, float, float]:
    """How far the drawing reaches to each edge of the page, in points."""
    drawn = pypdfium2.PdfDocument(data)[page].render(scale=1, grayscale=True)
    lines = [
        bytes(drawn.buffer)[row * drawn.stride : row * drawn.stride + drawn.width]
        for row in range(drawn.height)
    ]
    rows = [number for number, line in enumerate(lines) if min(line) < 200]
    columns = [number for number in range(drawn.width) if min(line[number] for line in lines) < 200]
    return (
        columns[0], rows[0], drawn.width - 1 - columns[-1], drawn.height - 1 - rows[-1]
    )  # fmt: skip


def test_their_words_come_after_ours_and_can_be_copied():
    data = joined(resumes.resume("Jane Doe", "Publications"))

    first, second, third = texts(data)
    assert "Our own page" in first
    assert "Jane Doe" in second
    assert "Publications" in third


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "size", [resumes.A4, resumes.LETTER, (842, 595), (300, 400), (842, 1191), (1191, 842), (60, 60)]
)
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_of_any_size_lies_whole_in_the_middle_of_ours(size, turned, paper):
    data = joined(resumes.resume("Jane", size=size, turned=turned, at=(12, 25)), paper=paper)

    box = pypdf.PdfReader(io.BytesIO(data)).pages[1].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[paper], abs=0.1)
    left, top, right, bottom = ink(data, 1)
    assert min(left, top, right, bottom) >= 2, "its frame is on the paper"
    assert left == pytest.approx(right, abs=2)
    assert top == pytest.approx(bottom, abs=2)


def test_a_page_of_our_own_size_is_as_large_as_it_was():
    data = joined(resumes.resume("Jane Doe"))

    assert all(edge == pytest.approx(6, abs=1) for edge in ink(data, 1))


def test_only_what_is_to_be_seen_of_a_page_is_shown():
    data = joined(resumes.cropped())

    assert "Middle" in texts(data)[1]
    left, top, _right, _bottom = ink(data, 1)
    assert left > 90
    assert top > 170


def test_a_hundred_copies_weigh_little_more_than_one():
    one, many = (len(joined(resumes.resume("A", "B"), times=times)) for times in (1, 100))

    assert (many - one) / 198 < 400


def test_nothing_becomes_a_picture():
    data = joined(resumes.resume("Jane Doe"))

    assert b"/Subtype /Image" not in data
    assert b"/Form" in data


def test_the_same_files_give_the_same_bytes():
    assert joined(resumes.resume("Jane")) == joined(resumes.resume("Jane"))


def test_bytes_that_are_no_pdf_are_refused():
    with pytest.raises(Refused, match=r"“cv\.docx” is not a PDF"):
        attached.page_count(b"PK\x03\x04", "cv.docx")


def with_fields() -> bytes:
    """A résumé with a filled-in field, a ticked box, a hidden remark and a file within."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(resumes.resume("Jane Doe")))
    page = writer.pages[0]

    def named(**entries) -> DictionaryObject:
        return DictionaryObject(
            {NameObject(f"/{key}"): NameObject(value) if type(value) is str else value
             for key, value in entries.items()}
        )  # fmt: skip

    def box(*edges: float) -> ArrayObject:
        return ArrayObject([FloatObject(edge) for edge in edges])

    def look(said: str) -> StreamObject:
        font = named(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")
        drawn = StreamObject()
        drawn.set_data(f"BT /F 9 Tf 2 4 Td ({said}) Tj ET".encode())
        drawn.update(named(Type="/XObject", Subtype="/Form", BBox=box(0, 0, 100, 15)))
        drawn.update(named(Resources=named(Font=named(F=font))))
        return drawn

    def note(said: str, flags: int, y: float, *, state: str = "") -> DictionaryObject:
        drawn = writer._add_object(look(said))
        states = named(**{state: drawn}) if state else drawn
        more = {"AS": f"/{state}"} if state else {}
        return named(Type="/Annot", Subtype="/Widget", F=NumberObject(flags),
                     Rect=box(100, y, 300, y + 30), AP=named(N=states), **more)  # fmt: skip

    page[NameObject("/Annots")] = ArrayObject(
        [note("Filled in", 4, 300), note("Ticked", 4, 400, state="Yes"),
         note("Hidden remark", 2 | 4, 500), note("Screen only", 0, 600)]
    )  # fmt: skip
    writer.add_attachment("salary.txt", b"SALARYSECRET")
    script = named(S="/JavaScript", JS=TextStringObject("SECRET()"))
    writer.root_object[NameObject("/OpenAction")] = script
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_what_is_filled_in_is_printed_and_what_is_hidden_stays_behind():
    """A form's fields are content; remarks that are hidden, files and scripts are not (P40)."""
    data = joined(with_fields(), times=2)

    said = texts(data)[1]
    assert "Jane Doe" in said
    assert "Filled in" in said
    assert "Ticked" in said
    assert "Hidden remark" not in said
    assert "Screen only" not in said
    found = pypdf.PdfReader(io.BytesIO(data))
    assert found.attachments == {}
    whole = b"".join(
        found.get_object(number).get_data()
        for number in range(1, int(found.trailer["/Size"]))
        if hasattr(found.get_object(number), "get_data")
    )
    assert b"SECRET" not in whole
    assert b"SECRET" not in data


@pytest.mark.parametrize("before", [b"0.25 0 0 0.25 0 0 cm", b"0 0 10 10 re W n", b"q q"])
def test_what_lies_over_a_page_stands_where_it_stood_whatever_the_page_leaves_behind(before):
    def drawn(contents: bytes) -> tuple[float, float, float, float]:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(with_fields()))
        own = StreamObject()
        own.set_data(contents)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(own)
        file = io.BytesIO()
        writer.write(file)
        return ink(joined(file.getvalue()), 1)

    assert drawn(before) == drawn(b"")


@pytest.mark.parametrize(
    ("key", "value"),
    [("/F", NullObject()), ("/AP", NullObject()), ("/Rect", ArrayObject([NameObject("/x")] * 4))],
)
def test_a_damaged_field_is_left_out_and_the_page_is_printed(key, value):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(with_fields()))
    writer.pages[0]["/Annots"][0].get_object()[NameObject(key)] = value
    file = io.BytesIO()
    writer.write(file)

    said = texts(joined(file.getvalue()))[1]
    assert "Jane Doe" in said
    assert "Ticked" in said
