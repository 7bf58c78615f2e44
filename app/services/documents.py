"""What can be done with documents: the PDFs that are printed along with briefs (P40).

A document is a row of the journal; its bytes are beside it, once per content, and stay when the row
goes, so that undo brings back the whole document.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.brief import attached
from app.database import database, edit, fetch, new_id
from app.domain.documents import DocumentRow, Kind, checked_name
from app.errors import NotFound, Refused, StorageError
from app.i18n import _, ngettext
from app.models import Document, Meeting
from app.services import clock

# Writing


def add(file: Path, *, kind: Kind = "resume", name: str = "", at: datetime | None = None) -> str:
    """Keep a PDF in the book; its id. The first résumé is the chosen one.

    Without a name it is called what the file is called. Raises `Refused` or `StorageError` with the
    reason when the file cannot be read or printed; one that is there already is not kept twice.
    """
    data = read(file)
    check(data, file.name)
    return keep(data, name or file.stem, kind, at)


def keep(data: bytes, name: str, kind: Kind = "resume", at: datetime | None = None) -> str:
    """Keep bytes of which it is known that they are a PDF that can be printed."""
    digest = hashlib.sha256(data).hexdigest()
    if there := fetch("SELECT id FROM document WHERE sha256 = ?", (digest,)):
        return str(there[0][0])
    tidy = checked_name(name)
    with edit(_("Add document")):
        document_id = new_id()
        database.execute_sql(
            "INSERT INTO document_bytes VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, data)
        )
        Document.create(
            id=document_id, kind=kind, name=tidy, sha256=digest, added_on=clock.day(at).isoformat(),
            chosen=int(kind == "resume" and chosen() is None),
        )  # fmt: skip
    return document_id


def check(data: bytes, name: str) -> None:
    """Raise `Refused` with the reason when these bytes are no PDF that can be printed."""
    attached.page_count(data, name)


def rename(document_id: str, name: str) -> None:
    """Call a document something else; raises `Invalid`, `NotFound`.

    What people said of it goes along.
    """
    tidy = checked_name(name)
    with edit(_("Rename document")):
        Meeting.update(resume=tidy).where(Meeting.resume == get(document_id).name).execute()
        if not Document.update(name=tidy).where(Document.id == document_id).execute():
            raise NotFound(_gone())


def choose(document_id: str) -> None:
    """Let this one go into print packs unless another is said."""
    get(document_id)
    with edit(_("Choose résumé")):
        Document.update(chosen=0).where(Document.chosen == 1, Document.id != document_id).execute()
        Document.update(chosen=1).where(Document.id == document_id).execute()


def delete(document_ids: str | Sequence[str]) -> None:
    """Delete documents; undo brings them back. The newest résumé that is left is chosen then."""
    gone = [document_ids] if isinstance(document_ids, str) else list(document_ids)
    label = ngettext("Delete document", "Delete {count} documents", len(gone))
    with edit(label.format(count=len(gone))):
        Document.delete().where(Document.id.in_(gone)).execute()
        left = [row for row in listing() if row.kind == "resume"]
        if left and chosen() is None:
            Document.update(chosen=1).where(Document.id == left[0].id).execute()


# Reading


def get(document_id: str) -> DocumentRow:
    """One document; raises `NotFound`."""
    found = [row for row in listing() if row.id == document_id]
    if not found:
        raise NotFound(_gone())
    return found[0]


def listing() -> list[DocumentRow]:
    """Every document, the newest first."""
    return [
        DocumentRow(document_id, kind, name, added_on, size, bool(is_chosen))
        for document_id, kind, name, added_on, size, is_chosen in fetch(
            "SELECT d.id, d.kind, d.name, d.added_on, ifnull(length(b.data), 0), d.chosen"
            " FROM document d LEFT JOIN document_bytes b ON b.sha256 = d.sha256"
            " ORDER BY d.added_on DESC, d.id DESC"
        )
    ]


def chosen() -> DocumentRow | None:
    """The one that goes into print packs unless another is said."""
    return next((row for row in listing() if row.chosen), None)


def data_of(document_id: str) -> bytes:
    """The PDF itself; raises `NotFound`, or `StorageError` when its bytes are not in this book."""
    row = get(document_id)
    found = fetch(
        "SELECT b.data FROM document_bytes b JOIN document d ON d.sha256 = b.sha256 WHERE d.id = ?",
        (document_id,),
    )
    if not found:
        raise StorageError(
            _("The file of “{name}” is not in this book. Add it once more.").format(name=row.name)
        )
    return bytes(found[0][0])


def read(file: Path) -> bytes:
    """The bytes of a file that may be a document; raises `Refused` or `StorageError`."""
    try:
        if file.is_dir():
            raise StorageError(_("“{name}” is a folder; choose a PDF.").format(name=file.name))
        if file.stat().st_size > attached.LARGEST:
            raise Refused(attached.too_large(file.name))
        return file.read_bytes()
    except FileNotFoundError as problem:
        raise StorageError(_("There is no file “{path}”.").format(path=file)) from problem
    except OSError as problem:
        raise StorageError(
            _("“{name}” cannot be read: {why}.").format(name=file.name, why=problem.strerror)
        ) from problem


def _gone() -> str:
    return _("This document was deleted meanwhile.")
