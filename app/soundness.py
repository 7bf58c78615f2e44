"""Whether a book is what it should be: every check that `bridgebook check` makes.

It looks at a copy that may be written, never at the book itself.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app import book_files, migrations, paths, search_index
from app.book_files import where_backups_are
from app.connections import Connections
from app.errors import StorageError
from app.i18n import _, ngettext


def check(path: Path) -> list[str]:
    """What is wrong with a book and its backups, a sentence each."""
    try:
        with (
            book_files.explained(path),
            TemporaryDirectory(dir=paths.data_folder(), prefix=".check-") as own,
        ):
            book_files.examine(path, may_be_new=False)
            book_files.copy_unverified(path, Path(own) / "copy")
            copy, fresh = Connections(f"{own}/copy"), Connections(f"{own}/fresh")
            with copy.connection_context(), fresh.connection_context():
                version = _count(copy, "PRAGMA user_version")
                migrations.refuse_version(path, version, read_only=False)
                return list(_problems(copy, fresh, path))
    except StorageError as problem:
        return [str(problem)]


def _problems(copy: Connections, fresh: Connections, path: Path) -> Iterator[str]:
    """Look at a copy of the book, and at an empty file that becomes what a book of today is."""
    file = path.name
    broken = book_files.unsound(copy.connection())
    for problem in broken:
        yield _("“{file}” is damaged: {problem}. {backups}").format(
            file=file, problem=problem, backups=where_backups_are()
        )
    # Rows that break a rule can be read all the same; torn pages cannot.
    if all("constraint failed" in problem or "is missing" in problem for problem in broken):
        for db in (copy, fresh):
            migrations.migrate(db)
        yield from _structure(copy, fresh, file)
        yield from _open_doors(copy, file)
        yield from _journal(copy, migrations.owned_tables(fresh), file)
        yield from _search(copy, file)
        yield from _documents(copy, file)
    yield from _backups(path)


def _structure(copy: Connections, fresh: Connections, file: str) -> Iterator[str]:
    there, wanted = (
        {
            name: sql
            for name, sql in db.execute_sql("SELECT name, sql FROM sqlite_master").fetchall()
            if not name.startswith(("sqlite_stat", "contact_search_"))
        }
        for db in (copy, fresh)
    )
    for name in sorted(wanted):
        if name not in there:
            yield _("“{file}” lacks a part: {part}.").format(file=file, part=name)
        elif there[name] != wanted[name]:
            yield _("A part of “{file}” was changed by somebody: {part}.").format(
                file=file, part=name
            )
    for name in sorted(there.keys() - wanted.keys()):
        yield _("“{file}” has a part that is not Bridgebook's: {part}.").format(
            file=file, part=name
        )


def _open_doors(copy: Connections, file: str) -> Iterator[str]:
    """P01: nobody is past information only without an invitation."""
    found = _count(
        copy,
        "SELECT count(*) FROM outreach o WHERE stage <> 'info_only' AND NOT EXISTS ("
        " SELECT 1 FROM invitation i WHERE i.id = o.invitation_id AND i.outreach_id = o.id"
        " AND trim(words) <> '' AND trim(channel) <> '' AND date(given_on) = given_on)",
    )
    if found:
        yield ngettext(
            "In “{file}” one outreach went past information only without an invitation.",
            "In “{file}” {count} outreaches went past information only without an invitation.",
            found,
        ).format(file=file, count=found)


_GAPS = (
    # The steps, one after the other, with nothing between them.
    "SELECT count(*) FROM (SELECT number, clock, first_op, last_op,"
    " lag(number, 1, 0) OVER w AS n, lag(last_op, 1, 0) OVER w AS o, lag(clock, 1, '') OVER w AS c"
    " FROM txn WINDOW w AS (ORDER BY number))"
    " WHERE number <> n + 1 OR first_op <> o + 1 OR last_op < first_op OR clock <= c",
    "SELECT abs((SELECT ifnull(max(last_op), 0) FROM txn) - (SELECT count(*) FROM op))",
    "SELECT count(*) FROM op JOIN txn ON txn.number = op.txn"
    " WHERE op.id NOT BETWEEN first_op AND last_op",
    "SELECT count(*) FROM op WHERE txn NOT IN (SELECT number FROM txn)",
    "SELECT count(*) FROM current_edit",
)


def _journal(copy: Connections, tables: list[str], file: str) -> Iterator[str]:
    """The history has no gaps, and it knows every row that is there and none that is not."""
    wrong = sum(_count(copy, sql) for sql in _GAPS)
    copy.execute_sql(
        "CREATE TEMP TABLE known AS SELECT tbl, row FROM op WHERE col = '' GROUP BY tbl, row"
        " HAVING sum(CASE WHEN new IS NULL THEN -1 ELSE 1 END) = 1"
    )
    copy.execute_sql("CREATE UNIQUE INDEX temp.known_row ON known (tbl, row)")
    for table in tables:
        known = f"SELECT row FROM known WHERE tbl = '{table}'"
        for one, other in ((known, f"SELECT id FROM {table}"), (f"SELECT id FROM {table}", known)):
            wrong += _count(copy, f"SELECT count(*) FROM ({one} EXCEPT {other})")
    if wrong:
        yield ngettext(
            "The history of “{file}” does not fit what is in it, in one place.",
            "The history of “{file}” does not fit what is in it, in {count} places.",
            wrong,
        ).format(file=file, count=wrong)


def _search(copy: Connections, file: str) -> Iterator[str]:
    if search_index.stale(copy) or not search_index.words_match(copy):
        yield _(
            "The search in “{file}” misses something. Nothing is lost; it is made anew when the "
            "book is repaired."
        ).format(file=file)


def _documents(copy: Connections, file: str) -> Iterator[str]:
    """Every document has its bytes, and they are those that were added."""
    there = {
        digest
        for digest, data in copy.execute_sql("SELECT sha256, data FROM document_bytes").fetchall()
        if hashlib.sha256(data).hexdigest() == digest
    }
    for name, digest in copy.execute_sql("SELECT name, sha256 FROM document").fetchall():
        if digest not in there:
            yield _(
                "The document “{name}” in “{file}” is missing or damaged; please add it once more."
            ).format(name=name, file=file)


def _backups(path: Path) -> Iterator[str]:
    for backup in book_files.backups(path):
        matches = book_files.digest_matches(backup)
        if matches is False:
            yield _(
                "The backup “{backup}” is no longer what was written; do not rely on it."
            ).format(backup=backup)
        elif matches is None:
            yield _("The backup “{backup}” has lost its digest, so it cannot be verified.").format(
                backup=backup
            )


def _count(db: Connections, sql: str) -> int:
    return int(db.execute_sql(sql).fetchone()[0])
