"""A PDF as a file: numbered objects, the small ones packed together; the same ones, the same bytes.

ReportLab writes each object by itself, in a form of 1996: a page whose words are told what they are
has a hundred of them, which would be larger than the page. Packed they are a tenth of it.
"""

import hashlib
import re
import zlib
from itertools import accumulate
from struct import Struct

# Objects in one pack: a reader unpacks a whole pack for each that it wants.
_TOGETHER = 400
# How hard to pack: a tenth larger than with the usual 6, in half the time.
LEVEL = 4
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PLACE = Struct(">BIH")


class File:
    """The file while it is being written, object after object in any order."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._length = len(_HEAD)
        self._count = 0
        # By number: 1, where it is in the file and 0; or 2, which pack and its place in there.
        self._places: dict[int, tuple[int, int, int]] = {}
        self._small: list[int] = []
        self._entries: list[str] = []

    def number(self) -> int:
        """The number of an object that is put later."""
        self._count += 1
        return self._count

    def numbers(self, count: int) -> int:
        """The first of so many numbers in a row."""
        self._count += count
        return self._count - count + 1

    def put(self, number: int, entries: str) -> None:
        """An object that is no stream, as it stands in the file; only ASCII."""
        self._small.append(number)
        self._entries.append(entries)
        if len(self._small) >= _TOGETHER:
            self._pack()

    def add(self, entries: str) -> int:
        """An object with the next free number, which it gives."""
        number = self.number()
        self.put(number, entries)
        return number

    def stream(self, number: int, data: bytes, entries: str = "") -> None:
        """A stream, packed; `entries` are those of its dictionary besides its length."""
        self.packed(number, zlib.compress(data, LEVEL), entries)

    def packed(self, number: int, data: bytes, entries: str = "") -> None:
        """A stream that was packed already."""
        self.plain(number, data, f"/Filter/FlateDecode{entries}")

    def plain(self, number: int, data: bytes, entries: str = "") -> None:
        """A stream as it is."""
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self.whole(number, b"".join((head, data, b"\nendstream")))

    def whole(self, number: int, content: bytes) -> None:
        """An object of any kind, not packed with others."""
        self._places[number] = (1, self._length, 0)
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        self._parts.append(part)
        self._length += len(part)

    def finished(self, root: int, info: int) -> bytes:
        """The bytes of the file, with these as its catalog and its information."""
        self._pack()
        number = self.number()
        start = self._length
        self._places[number] = (1, start, 0)
        nowhere = (0, 0, 0)
        places = [self._places.get(known, nowhere) for known in range(number + 1)]
        table = b"".join([_PLACE.pack(*place) for place in places])
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        self.stream(
            number,
            table,
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{digest}><{digest}>]",
        )
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self) -> None:
        """Put the small objects that came together into one stream."""
        if not self._small:
            return
        pack = self.number()
        for place, number in enumerate(self._small):
            self._places[number] = (2, pack, place)
        starts = accumulate([len(entries) + 1 for entries in self._entries], initial=0)
        heads = [f"{number} {at}" for number, at in zip(self._small, starts, strict=False)]
        head = " ".join(heads) + "\n"
        self.stream(
            pack,
            (head + "\n".join(self._entries)).encode("ascii"),
            f"/Type/ObjStm/N {len(heads)}/First {len(head)}",
        )
        self._small.clear()
        self._entries.clear()


_UNSAFE = re.compile(r"[^ -~]|[()\\]")


def text(words: str) -> str:
    """Words that a reader shows, like a title."""
    if _UNSAFE.search(words):
        return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"
    return f"({words})"
