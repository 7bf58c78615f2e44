"""PDFs that somebody else made: looked at before they are kept, and laid between our own pages.

The only user of pypdf, which is imported with the first such file. A page of theirs becomes one
drawing inside ours: vectors stay vectors, fonts stay fonts, and however often it is printed it is
in the file once.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from app.brief.file import File
from app.brief.page import SIZES, Paper
from app.errors import Refused
from app.i18n import _

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

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


class Theirs:
    """Somebody else's pages, each to be a drawing on ours; raises `Refused` like `page_count`."""

    def __init__(self, data: bytes, name: str, paper: Paper) -> None:
        self._pages = _opened(data, name).pages
        self._drawn: dict[int, tuple[int, int]] = {}
        self.size = SIZES[paper]

    def __len__(self) -> int:
        return len(self._pages)

    def drawing(self, page: int, into: File) -> tuple[int, int]:
        """The numbers of the contents and resources that show this page, put into the file once."""
        if page not in self._drawn:
            self._drawn[page] = _drawing(self._pages[page], self.size, into)
        return self._drawn[page]


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


def _drawing(page: "PageObject", room: tuple[float, float], into: File) -> tuple[int, int]:
    """The contents and resources of a page of ours that shows this page of theirs."""
    a, b, c, d, e, f = _placed(_box(page), page.rotation, room)
    contents = into.number()
    into.stream(
        contents,
        b"/P<</MCID 0>>BDC q %.5f %.5f %.5f %.5f %.3f %.3f cm /Page Do Q EMC" % (a, b, c, d, e, f),
    )
    return contents, into.add(f"<</XObject<</Page {_picture(page, into)} 0 R>>>>")


def _picture(page: "PageObject", into: File) -> int:
    """The page as a form XObject in our document, with all that it needs."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    writer = PdfWriter()
    overlays = list(_overlays(page))
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
    if overlays:
        picture = _overlaid(picture, overlays, writer)
    return _moved(writer._add_object(picture), into)  # noqa: SLF001


def _overlaid(picture: Any, overlays: list[tuple[bytes, Any]], writer: "PdfWriter") -> Any:
    """The page with what lies over it; a drawing of its own, whatever state it leaves behind."""
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    drawings = DictionaryObject()
    drawings[NameObject("/Own")] = writer._add_object(picture)  # noqa: SLF001
    for number, (_draw, form) in enumerate(overlays):
        drawings[NameObject(f"/Over{number}")] = form.clone(writer).indirect_reference
    whole = StreamObject()
    whole.set_data(b"/Own Do" + b"".join([draw for draw, _form in overlays]))
    for key in ("/Type", "/Subtype", "/BBox"):
        whole[NameObject(key)] = picture[key]
    whole[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawings})
    return whole


# Of an annotation: not shown, not shown on a screen; and the one without which it is not printed.
_HIDDEN, _NO_VIEW, _PRINT = 2, 32, 4


def _overlays(page: "PageObject") -> Iterator[tuple[bytes, Any]]:
    """What lies over the page and is printed with it, like the fields of a form: how, and what.

    Hidden remarks, files and scripts stay where they are; so does what lies on a layer that may be
    switched off, and what is too damaged to be shown.
    """
    found = page.get("/Annots")
    found = found.get_object() if found is not None else None
    number = 0
    for reference in found if isinstance(found, list) else ():
        try:
            shown = _look(reference.get_object(), number)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
        if shown is not None:
            yield shown
            number += 1


def _look(note: Any, number: int) -> tuple[bytes, Any] | None:
    """Where an annotation stands and the drawing of its state, if it shows something on paper."""
    flags = note.get("/F", 0)
    flags = int(flags) if isinstance(flags, int) else 0
    if flags & (_HIDDEN | _NO_VIEW) or not flags & _PRINT or "/OC" in note:
        return None
    form = note["/AP"]["/N"].get_object()
    if "/BBox" not in form:  # a drawing for each state
        form = form[note["/AS"]].get_object()
    if note.get("/Subtype") == "/Popup" or len(note["/Rect"]) != 4:
        return None
    left, bottom, right, top = (float(edge) for edge in note["/Rect"])
    matrix = [float(part) for part in form.get("/Matrix", (1, 0, 0, 1, 0, 0))]
    x0, y0, x1, y1 = (float(edge) for edge in form["/BBox"])
    corners = [_moved_by(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if not wide or not high:
        return None
    across, up = abs(right - left) / wide, abs(top - bottom) / high
    place = min(left, right) - min(xs) * across, min(bottom, top) - min(ys) * up
    return b"\nq %.5f 0 0 %.5f %.3f %.3f cm /Over%d Do Q" % (across, up, *place, number), form


def _moved_by(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(first: "IndirectObject", into: File) -> int:
    """Put this object and all that it refers to into our file; gives its number there."""
    numbers = {first.idnum: into.number()}
    waiting = [first]

    def ours(value: Any) -> Any:
        """The same, but every reference by its number in our file, and nothing about their tree."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

        if isinstance(value, IndirectObject):
            if value.idnum not in numbers:
                numbers[value.idnum] = into.number()
                waiting.append(value)
            return IndirectObject(numbers[value.idnum], 0, value.pdf)
        if isinstance(value, DictionaryObject):
            for key in ("/StructParents", "/StructParent", "/MCID"):
                value.pop(key, None)
            for key, part in value.items():
                dict.__setitem__(value, key, ours(part))
        elif isinstance(value, ArrayObject):
            value[:] = [ours(part) for part in value]
        return value

    while waiting:
        reference = waiting.pop()
        file = io.BytesIO()
        ours(reference.get_object()).write_to_stream(file)
        into.whole(numbers[reference.idnum], file.getvalue())
    return numbers[first.idnum]


def _contents(page: "PageObject") -> bytes:
    """What draws the page, without the numbers under which their own tree knew its parts."""
    found = page.get_contents()
    return _MARKS.sub(b"/Was", found.get_data()) if found is not None else b""


_MARKS = re.compile(rb"/MCID(?=[\s\d])")


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
