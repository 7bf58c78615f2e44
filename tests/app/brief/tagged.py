"""What a tagged PDF says to whoever hears it, read with pypdf; and whether its marks hold."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

import pypdf
from pypdf.generic import ContentStream, IndirectObject

DRAWS = {b"Tj", b"TJ", b"'", b'"', b"f", b"S", b"B", b"Do", b"sh"}


class Said(NamedTuple):
    """Something in the tree: its way from the root, its page, and the marks that it has there."""

    way: tuple[str, ...]
    page: int
    marks: tuple[int, ...]
    number: int
    entry: Any

    @property
    def role(self) -> str:
        return self.way[-1]


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def said(reader: pypdf.PdfReader) -> list[Said]:
    """Whatever has marks of its own, or nothing in it, in the order in which it is heard."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}

    def walk(number: int, entry: Any, way: tuple[str, ...]) -> Iterator[Said]:
        way = (*way, entry["/S"])
        page = pages[entry.raw_get("/Pg").idnum] if "/Pg" in entry else -1
        kids = entry.raw_get("/K")
        kids = kids if isinstance(kids, list) else [kids]
        if not kids:
            yield Said(way, page, (), number, entry)
        for is_mark, group in groupby(kids, lambda kid: isinstance(kid, int)):
            some = list(group)
            if is_mark:
                yield Said(way, page, tuple(map(int, some)), number, entry)
            for kid in some:
                if isinstance(kid, IndirectObject):
                    above = kid.get_object().raw_get("/P")
                    assert above.idnum == number, "every element knows what it is in"
                    yield from walk(kid.idnum, kid.get_object(), way)

    root = reader.root_object["/StructTreeRoot"]
    return list(walk(root.raw_get("/K").idnum, root["/K"], ()))


def marked(page: pypdf.PageObject, reader: pypdf.PdfReader) -> tuple[list[int], list[str]]:
    """The marks of a page in the order in which they are drawn; and whatever is in none."""
    marks: list[int] = []
    lost: list[str] = []
    around: list[str] = []
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in ContentStream(contents, reader).operations:
        if operator in (b"BDC", b"BMC"):
            about = operands[1] if operator == b"BDC" else {}
            if "/MCID" in about:
                assert "mark" not in around, "one thing is never a part of two"
                marks.append(about["/MCID"])
                around.append("mark")
            else:
                around.append("artifact" if operands[0] == "/Artifact" else "span")
        elif operator == b"EMC":
            around.pop()
        elif operator in DRAWS and not {"mark", "artifact"} & {*around}:
            lost.append(f"{operands} {operator!r}")
    assert around == []
    return marks, lost


def troubles(data: bytes) -> list[str]:
    """Whatever a reader would stumble over."""
    reader = opened(data)
    found: list[str] = []
    root = reader.root_object
    if not root["/MarkInfo"]["/Marked"]:
        found.append("not tagged")
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    belongs = {numbers[at]: numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    heard = said(reader)
    for number, page in enumerate(reader.pages):
        marks, lost = marked(page, reader)
        found += [f"page {number}: neither said nor an artifact: {what}" for what in lost]
        if sorted(marks) != list(range(len(marks))):
            found.append(f"page {number}: marks {marks}")
        here = [mark for one in heard if one.page == number for mark in one.marks]
        if sorted(here) != sorted(marks):
            found.append(f"page {number}: said {here}, drawn {marks}")
        owners = {mark: one for one in heard if one.page == number for mark in one.marks}
        parents = [parent.idnum for parent in belongs[page["/StructParents"]]]
        if parents != [owners[mark].number for mark in sorted(owners)]:
            found.append(f"page {number}: its parents are others")
        if page["/Tabs"] != "/S":
            found.append(f"page {number}: keys go another way")
        spoken = [mark for mark in marks if owners[mark].role != "/Figure"]
        if spoken != [mark for mark in here if owners[mark].role != "/Figure"]:
            found.append(f"page {number}: heard in another order than it is read")
    found += [f"a figure without words: {one}" for one in heard if wants_words(one)]
    return found


def wants_words(one: Said) -> bool:
    return one.role == "/Figure" and not one.entry.get("/Alt")
