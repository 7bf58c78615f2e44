"""Opening a file of contacts: what it is follows from what is in it, never from its name."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from app.errors import Refused, StorageError
from app.exchange import linkedin, vcard
from app.exchange.incoming import Reading
from app.exchange.text import Decoded, sniff
from app.i18n import _

Progress = Callable[[int, int], None]

_LARGEST = 500_000_000  # bytes; more than any address book, less than most memories
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_ARCHIVES = frozenset({b"PK\x03\x04", b"PK\x05\x06"})
_CARD = re.compile(
    r"^[ \t\ufeff]*(?:[\w.-]+\.)?BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE
)
_CARD_SUFFIXES = frozenset({".vcf", ".vcard"})


def read(
    path: Path, progress: Progress = lambda _done, _total: None, encoding: str = ""
) -> Reading:
    """Everybody in a file: vCard, LinkedIn's `Connections.csv`, or a ZIP that holds one.

    The encoding is found out unless it is named. Raises `StorageError` for a file that cannot be
    read, `Refused` for one that is empty or something else.
    """
    return from_bytes(_bytes_of(path), path.name, progress, encoding)


def from_bytes(data: bytes, name: str, progress: Progress, encoding: str = "") -> Reading:
    """Everybody in these bytes; `name` is for the sentences, and never decides."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused(_("“{name}” is empty.").format(name=name))
    if data[:4] in _ARCHIVES:
        return _from_zip(data, name, progress, encoding)
    if problem := _other_kind(data):
        raise Refused(problem.format(name=name))
    decoded = _decoded(data, encoding)
    reading = _from_text(decoded, name, progress)
    if reading is None:
        raise Refused(_other_text(decoded).format(name=name))
    if not reading.people and not reading.skipped:
        raise Refused(_("There is nobody in “{name}”.").format(name=name))
    return reading


def _from_text(decoded: Decoded, name: str, progress: Progress) -> Reading | None:
    if _CARD.search(decoded.text):
        return vcard.read(decoded, progress)
    if header := linkedin.find_header(linkedin.lines_of(decoded)):
        return linkedin.read(decoded, header, progress)
    if Path(name).suffix.lower() in _CARD_SUFFIXES:  # a card that lost its beginning
        reading = vcard.read(decoded, progress)
        return reading if reading.people else None
    return None


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise StorageError(
                _("“{name}” is a folder; choose a file in it.").format(name=path.name)
            )
        if path.stat().st_size > _LARGEST:
            raise Refused(
                _("“{name}” is larger than 500 MB, which no address book is.").format(
                    name=path.name
                )
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError(_("There is no file “{path}”.").format(path=path)) from error
    except PermissionError as error:
        raise StorageError(
            _("“{path}” may not be read; ask its owner for permission.").format(path=path)
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StorageError(
            _("“{path}” cannot be read: {reason}.").format(path=path, reason=reason)
        ) from error


def _from_zip(data: bytes, name: str, progress: Progress, encoding: str) -> Reading:
    """The connections, or else the cards, in an archive, whatever the folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = _entry(archive)
            if entry is None:
                raise Refused(_other_archive(archive).format(name=name))
            if entry.file_size > _LARGEST:
                raise Refused(
                    _("“{name}” holds a file larger than 500 MB, which no address book is.").format(
                        name=name
                    )
                )
            with archive.open(entry) as file:
                inner = file.read(_LARGEST)
    except (*_DAMAGE, EOFError, OSError, ValueError) as error:
        raise StorageError(
            _("The archive “{name}” is damaged. Download it once more.").format(name=name)
        ) from error
    except (RuntimeError, NotImplementedError) as error:
        raise StorageError(
            _("“{name}” is locked or packed in an unknown way. Unpack it first.").format(name=name)
        ) from error
    if inner[:4] in _ARCHIVES:
        raise Refused(_("“{name}” holds another archive. Unpack it first.").format(name=name))
    reading = from_bytes(inner, PurePosixPath(entry.filename).name, progress, encoding)
    remark = _("Read from {entry} in {name}.").format(entry=entry.filename, name=name)
    return replace(reading, remarks=(remark, *reading.remarks))


def _entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """LinkedIn's connections nearest to the top; without them, the largest file of cards."""
    entries = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    lists = [e for e in entries if PurePosixPath(e.filename).name.lower() == "connections.csv"]
    if lists:
        return min(lists, key=lambda e: (e.filename.count("/"), -e.file_size))
    cards = [e for e in entries if PurePosixPath(e.filename).suffix.lower() in _CARD_SUFFIXES]
    return max(cards, key=lambda e: e.file_size, default=None)


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return sniff(data, encoding)
    except (LookupError, ValueError) as error:
        raise Refused(_("There is no encoding “{name}”.").format(name=encoding)) from error


def _other_archive(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names or "content.xml" in names:
        return _(
            "“{name}” is a spreadsheet or a text document. Save the sheet as CSV (UTF-8) and "
            "import that file."
        )
    return _(
        "There is no Connections.csv in “{name}”, and no vCard file either. Ask LinkedIn for the "
        "archive that includes your connections."
    )


def _other_kind(data: bytes) -> str:
    """What a file is that is no text at all, as a sentence; '' where it may be text."""
    if data.startswith(b"SQLite format 3\0"):
        return _("“{name}” is a book, not a list of contacts; open it instead.")
    if data.startswith(b"%PDF"):
        return _("“{name}” is a PDF; there is nothing in it that can be imported safely.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _(
            "“{name}” is an old Excel or Outlook file. Save it as CSV (UTF-8) or export vCards."
        )
    if data.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")):
        return _("“{name}” is packed. Unpack it and import the file inside.")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")):
        return _("“{name}” is a picture, not a list of contacts.")
    return ""


def _other_text(decoded: Decoded) -> str:
    """What a text is that is neither cards nor connections, as a sentence."""
    head = decoded.text[:4000].casefold()
    if "begin:vcalendar" in head:
        return _("“{name}” is a calendar, not a list of contacts.")
    if "e-mail 1 - " in head or "given name yomi" in head:
        return _(
            "“{name}” is a CSV from Google Contacts. Export once more and choose vCard: that is "
            "complete, and can be read here."
        )
    if "primary email" in head and "display name" in head:
        return _("“{name}” is a CSV from Thunderbird. Export once more and choose vCard.")
    if "conversation id" in head or "inviteeprofileurl" in head:
        return _(
            "“{name}” comes from LinkedIn, but the people are in Connections.csv of the same "
            "archive."
        )
    if "<html" in head or "<!doctype" in head:
        return _("“{name}” is a web page, perhaps the log-in page instead of the download.")
    if "," in head or ";" in head or "\t" in head:
        return _(
            "“{name}” holds neither vCards nor LinkedIn's connections: no row has First Name and "
            "Last Name."
        )
    return _("“{name}” is not a list of contacts: it holds neither vCards nor LinkedIn's rows.")
