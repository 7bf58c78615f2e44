"""Bytes to text, when nobody says in which encoding they were written.

A mark at the start decides (UTF-8, UTF-16); without one, strict UTF-8; then Windows-1252, which is
what older Outlook and Excel write in the West, line by line: a file put together from two sources,
or cut off in the middle of a letter, keeps its good lines. No byte is refused.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"cp1252": "Windows-1252"}
_LEFT_OPEN = frozenset(b"\x81\x8d\x8f\x90\x9d")  # Windows-1252 says nothing about these five
_STRANGE_LINE = re.compile("[^\n]*[\udc80-\udcff][^\n]*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. Bytes that are not UTF-8 stand in it as lone surrogates, none lost."""

    text: str
    encoding: str
    strange: bool = False


def sniff(data: bytes, encoding: str = "") -> Decoded:
    """The text of these bytes without NULs; a named encoding is obeyed, else it is found out."""
    if encoding:
        return Decoded(storable(data.decode(encoding, "replace")), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark) and name != "utf-8":
            return Decoded(_without_nul(data[len(mark) :].decode(name, "replace")), name)
    if name := _wide(data):
        return Decoded(_without_nul(data.decode(name, "replace")), name)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(_without_nul(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        text = _without_nul(data.decode("utf-8", "surrogateescape"))
        mixed = not _STRANGE_LINE.sub("", text).isascii()
        return Decoded(text, "utf-8" if mixed else "cp1252", strange=True)


def mended(text: str) -> str:
    """The text with its strange bytes read as Windows-1252, line by line."""
    return _STRANGE_LINE.sub(lambda line: windows(raw(line.group())), text)


def raw(text: str) -> bytes:
    """The bytes that `sniff` read this text from, where it read UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def windows(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves open taken as Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if byte in _LEFT_OPEN else bytes((byte,)).decode("cp1252") for byte in data
        )


def by_charset(data: bytes, charset: str) -> str:
    """Text in a declared charset; where that is unknown or wrong, UTF-8, then Windows-1252."""
    charset = charset.partition(",")[0].strip()
    if charset.lower().replace("_", "-") in {"iso-8859-1", "latin1", "us-ascii", "ascii"}:
        charset = ""  # what says so is UTF-8 or Windows-1252 as often as not
    for name in (charset, "utf-8"):
        try:
            if name:
                return storable(data.decode(name))
        except (LookupError, ValueError):
            continue
    return storable(windows(data))


def storable(text: str) -> str:
    """The same text without NULs and half characters, which no book can store."""
    return _without_nul(text).encode("utf-8", "replace").decode()


def display_name(encoding: str) -> str:
    """The encoding as a person may have seen it written."""
    return _NAMES.get(encoding, encoding.upper())


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: mostly ASCII, so every other byte is zero."""
    head = data[:400]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or even + odd < len(head) * 0.35:
        return ""
    if even < len(head) * 0.1:
        return "utf-16-le"
    return "utf-16-be" if odd < len(head) * 0.1 else ""


def _without_nul(text: str) -> str:
    return text.replace("\0", "") if "\0" in text else text
