"""PDFs that somebody else made: looked at before they are kept, and laid between our own pages.

The only user of pypdf, which is imported with the first such file. A page of theirs becomes one
drawing inside ours: vectors stay vectors, fonts stay fonts, and however often it is printed it is
in the file once.
"""

import io
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.brief.page import SIZES, Paper
from app.errors import Refused
from app.i18n import _

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

LARGEST = 20_000_000  # bytes; a résumé is a hundredth of it
MOST_PAGES = 40


def page_count(data: bytes, name: str) -> int:
    """How many pages this PDF has; raises `Refused` with the reason when it cannot be printed."""
    return len(_opened(data, name).pages)


def too_large(name: str) -> str:
    """Why a file is not kept that is larger than `LARGEST`."""
    return _("“{name}” is larger than 20 MB. Save it smaller, with fewer pictures.").format(
        name=name
    )


def attach(pages: bytes, places: Sequence[Sequence[int]], data: bytes, *, paper: Paper) -> bytes:
    """Our pages with theirs drawn on some of them.

    `places` has, for each page of theirs, the numbers of our empty pages that show it.
    """
    from pypdf import PdfReader, PdfWriter

    theirs = _opened(data, "")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pages)))
    if writer.metadata is not None:
        writer.add_metadata({"/Producer": str(writer.metadata.get("/Producer", ""))})
    for page, numbers in zip(theirs.pages, places, strict=True):
        contents, resources = _drawing(writer, page, SIZES[paper])
        for number in numbers:
            ours = writer.pages[number]
            _put(ours, "/Contents", contents)
            _put(ours, "/Resources", resources)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def only(pages: bytes, numbers: Sequence[int]) -> bytes:
    """Some of our pages, by their numbers from one."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pages)), pages=[number - 1 for number in numbers])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _opened(data: bytes, name: str) -> "PdfReader":
    """The PDF, as far as all its pages can be read."""
    if len(data) > LARGEST:
        raise Refused(too_large(name))
    if b"%PDF-" not in data[:1024]:
        raise Refused(
            _("“{name}” is not a PDF. Save your résumé as a PDF first.").format(name=name)
        )
    found = _read(data, name)
    if not 0 < len(found.pages) <= MOST_PAGES:
        raise Refused(
            _("“{name}” has no page, or more than {most}. That is no résumé.").format(
                name=name, most=MOST_PAGES
            )
        )
    return found


def _read(data: bytes, name: str) -> "PdfReader":
    from pypdf import PdfReader

    # What it mends by itself it says in the log; a person cannot do anything about it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = PdfReader(io.BytesIO(data))
        locked = found.is_encrypted
        if not locked:
            for page in found.pages:
                _contents(page)
                _box(page)
    except Exception as problem:  # a damaged file may raise anything in there
        raise Refused(
            _("“{name}” is damaged and cannot be printed. Save it as a PDF once more.").format(
                name=name
            )
        ) from problem
    if locked:
        raise Refused(
            _("“{name}” is protected by a password. Save a copy without one.").format(name=name)
        )
    return found


# One page of theirs as a drawing


def _drawing(writer: "PdfWriter", page: "PageObject", room: tuple[float, float]) -> tuple[Any, Any]:
    """The contents and resources of a page of ours that shows this page of theirs."""
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    picture = _as_picture(writer, page)
    contents = StreamObject()
    a, b, c, d, e, f = _placed(_box(page), page.rotation, room)
    contents.set_data(f"q {a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.3f} {f:.3f} cm /Page Do Q".encode())
    resources = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Page"): picture})}
    )
    return writer._add_object(contents), writer._add_object(resources)  # noqa: SLF001


def _as_picture(writer: "PdfWriter", page: "PageObject") -> Any:
    """The page as a form XObject in our document."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    picture = StreamObject()
    picture.set_data(_contents(page))
    picture = picture.flate_encode()
    picture[NameObject("/Type")] = NameObject("/XObject")
    picture[NameObject("/Subtype")] = NameObject("/Form")
    picture[NameObject("/BBox")] = ArrayObject([FloatObject(edge) for edge in _box(page)])
    resources = _inherited(page, "/Resources") or DictionaryObject()
    picture[NameObject("/Resources")] = resources.clone(writer)
    if (group := page.get("/Group")) is not None:  # how what is see-through lies over each other
        picture[NameObject("/Group")] = group.get_object().clone(writer)
    return writer._add_object(picture)  # noqa: SLF001


def _contents(page: "PageObject") -> bytes:
    found = page.get_contents()
    return found.get_data() if found is not None else b""


def _inherited(page: "PageObject", key: str) -> Any:
    """What the page says, or the tree above it."""
    place: Any = page
    for _step in range(50):
        if place is None or key in place:
            break
        above = place.get("/Parent")
        place = above.get_object() if above is not None else None
    found = place.get(key) if place is not None else None
    return found.get_object() if found is not None else None


def _box(page: "PageObject") -> tuple[float, float, float, float]:
    """What of the page is to be seen."""
    box = page.cropbox
    left, right = sorted((float(box.left), float(box.right)))
    bottom, top = sorted((float(box.bottom), float(box.top)))
    if right - left < 1 or top - bottom < 1:
        raise ValueError("a page without an area")
    return left, bottom, right, top


def _placed(
    box: tuple[float, float, float, float], turned: int, room: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """The matrix that lays the page upright into the middle of our paper, smaller if it must be.

    A page that lies on its side is turned with the paper, so that it is as large as it can be.
    """
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    turned %= 360
    wide, high = (height, width) if turned % 180 else (width, height)
    if wide > high:
        turned = (turned + 90) % 360
        wide, high = high, wide
    scale = min(1.0, room[0] / wide, room[1] / high)
    # Clockwise by so many degrees about the middle of the page, then to the middle of the paper.
    cos, sin = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turned]
    a, b, c, d = scale * cos, scale * sin, -scale * sin, scale * cos
    across, up = left + width / 2, bottom + height / 2
    return (
        a, b, c, d,
        room[0] / 2 - (a * across + c * up),
        room[1] / 2 - (b * across + d * up),
    )  # fmt: skip


def _put(page: "PageObject", key: str, value: Any) -> None:
    from pypdf.generic import NameObject

    page[NameObject(key)] = value
