"""A PDF as a file: numbered objects, the small ones packed together; the same ones, the same bytes.

ReportLab writes each object by itself, in a form of 1996: a page whose words are told what they are
has a hundred of them, which would be larger than the page. Packed they are a tenth of it.
"""

import hashlib
import re
import zlib

# Objects in one pack: a reader unpacks a whole pack for each that it wants.
_TOGETHER = 400
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class File:
    """The file while it is being written, object after object in any order."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._length = len(_HEAD)
        # Of each number: 0, nothing and 0; or 1, where it is and 0; or 2, which pack and its place.
        self._places: list[tuple[int, int, int]] = [(0, 0, 0)]
        self._small: list[tuple[int, str]] = []

    def number(self) -> int:
        """The number of an object that is put later."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def numbers(self, count: int) -> int:
        """The first of so many numbers in a row."""
        first = len(self._places)
        self._places += [(0, 0, 0)] * count
        return first

    def put(self, number: int, entries: str) -> None:
        """An object that is no stream, as it stands in the file; only ASCII."""
        self._small.append((number, entries))
        if len(self._small) >= _TOGETHER:
            self._pack()

    def add(self, entries: str) -> int:
        """An object with the next free number, which it gives."""
        number = self.number()
        self.put(number, entries)
        return number

    def stream(self, number: int, data: bytes, entries: str = "") -> None:
        """A stream, packed; `entries` are those of its dictionary besides its length."""
        self.packed(number, zlib.compress(data), entries)

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
        width = (start.bit_length() + 7) // 8
        table = b"".join(
            [
                kind.to_bytes(1, "big") + place.to_bytes(width, "big") + step.to_bytes(2, "big")
                for kind, place, step in self._places
            ]
        )
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        self.stream(
            number,
            table,
            f"/Type/XRef/Size {len(self._places)}/W[1 {width} 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{digest}><{digest}>]",
        )
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self) -> None:
        """Put the small objects that came together into one stream."""
        if not self._small:
            return
        pack = self.number()
        heads, contents, at = [], [], 0
        for place, (number, entries) in enumerate(self._small):
            self._places[number] = (2, pack, place)
            heads.append(f"{number} {at}")
            contents.append(entries)
            at += len(entries) + 1
        head = " ".join(heads) + "\n"
        self.stream(
            pack,
            (head + "\n".join(contents)).encode("ascii"),
            f"/Type/ObjStm/N {len(contents)}/First {len(head)}",
        )
        self._small.clear()


_UNSAFE = re.compile(r"[^ -~]|[()\\]")


def text(words: str) -> str:
    """Words that a reader shows, like a title."""
    if _UNSAFE.search(words):
        return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"
    return f"({words})"
