"""What the search box looks through: one derived document per contact, never journalled.

It follows the journal: at the end of every edit, undo included, the documents of the contacts that
the ops touched are made anew, all in one statement. It can be thrown away and rebuilt at any time,
and is rebuilt when a book opens under another alphabet or in a program that indexes differently.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

from peewee import DatabaseError, SqliteDatabase

from app.domain import names

_DOCUMENTS = """
SELECT c.id,
    name_key(c.given, c.family),
    ifnull((SELECT text_key(o.name) FROM position p JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id ORDER BY p.current DESC, p.rank, p.id LIMIT 1), ''),
    fold(c.given || ' ' || c.family || ' ' || c.say_as),
    fold(ifnull((SELECT
            group_concat(ifnull(o.name, '') || ' ' || p.title, ' · ' ORDER BY p.rank, p.id)
            FROM position p LEFT JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id), '')),
    fold(c.expertise || ' ' || c.place || ' ' || c.about || ' ' || c.how_met || ' ' || c.workload
        || ' ' || c.notes || ' ' || ifnull((SELECT group_concat(value, ' ' ORDER BY value) FROM (
        SELECT value FROM channel WHERE contact_id = c.id
        UNION ALL SELECT name FROM tag WHERE contact_id = c.id
        UNION ALL SELECT kind FROM role WHERE contact_id = c.id
        UNION ALL SELECT name || ' ' || value FROM kept_property WHERE contact_id = c.id
        UNION ALL SELECT what FROM touch WHERE contact_id = c.id
        UNION ALL SELECT text FROM need WHERE contact_id = c.id
        UNION ALL SELECT text FROM promise WHERE contact_id = c.id
        UNION ALL SELECT what FROM favor WHERE contact_id = c.id
        UNION ALL SELECT thing || ' ' || offer FROM ask WHERE contact_id = c.id
        UNION ALL SELECT subject || ' ' || next_step FROM outreach WHERE contact_id = c.id
        UNION ALL SELECT i.words FROM invitation i JOIN outreach t ON t.id = i.outreach_id
            WHERE t.contact_id = c.id
        UNION ALL SELECT reason || ' ' || outcome FROM referral WHERE to_id = c.id
        UNION ALL SELECT m.purpose_detail || ' ' || m.place || ' ' || m.notes || ' ' || m.advice
            || ' ' || m.plan_b || ' ' || m.what_you_bring FROM meeting_person mp
            JOIN meeting m ON m.id = mp.meeting_id WHERE mp.contact_id = c.id
        UNION ALL SELECT q.text || ' ' || q.answer FROM meeting_person mp
            JOIN question q ON q.meeting_id = mp.meeting_id WHERE mp.contact_id = c.id)), ''))
FROM contact c
"""

# How a change in a table reaches contacts: the column whose values lead there, old and new alike,
# and the way from such a value to the contact (a contact's own id, where there is none).
_THROUGH_OUTREACH = "SELECT contact_id FROM outreach WHERE id IN ({keys})"
_THROUGH_MEETING = "SELECT contact_id FROM meeting_person WHERE meeting_id IN ({keys})"
_THROUGH_POSITION = "SELECT contact_id FROM position WHERE organization_id IN ({keys})"
_WAYS = {
    "contact": ("id", "{keys}"),
    **dict.fromkeys(
        ("position", "channel", "role", "tag", "kept_property", "touch", "outreach", "need",
         "promise", "favor", "ask", "meeting_person"),
        ("contact_id", "{keys}"),
    ),
    "referral": ("to_id", "{keys}"),
    "invitation": ("outreach_id", _THROUGH_OUTREACH),
    "meeting": ("id", _THROUGH_MEETING),
    "question": ("meeting_id", _THROUGH_MEETING),
    "organization": ("id", _THROUGH_POSITION),
}  # fmt: skip
INDEXED = frozenset(_WAYS)

_FIELDS = "names, organizations, body"
_STALE = "contact IN (SELECT id FROM stale_contact)"


def register(connection: Any) -> None:
    """Give a connection what it needs: functions for sort keys and plain letters, all known words.

    The table of words is a view; made here, since a connection that only reads could not.
    """
    connection.create_function("name_key", 2, names.name_key)
    connection.create_function("text_key", 1, names.text_key)
    connection.create_function("fold", 1, names.fold)
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_word USING fts5vocab (main, contact_search, col)"
    )


def keep_up(db: SqliteDatabase) -> None:
    """Rebuild the index where it was made by another rule: other fields, another alphabet."""
    rule = hashlib.sha256(
        f"{_DOCUMENTS}{names.alphabet()}{unicodedata.unidata_version}".encode()
    ).hexdigest()
    found = db.execute_sql("SELECT value FROM setting WHERE key = 'search_index'").fetchone()
    if found != (rule,):
        with db.atomic("IMMEDIATE"):
            rebuild(db)
            db.execute_sql("REPLACE INTO setting VALUES ('search_index', ?)", (rule,))


def refresh(db: SqliteDatabase, after_op: int, tables: Collection[str] = INDEXED) -> None:
    """Make anew the documents of every contact that ops after this one touched, in these tables."""
    if not INDEXED.isdisjoint(tables):
        _prepare(db)
        for sql, values in _stale(sorted(INDEXED.intersection(tables)), after_op):
            db.execute_sql(f"INSERT OR IGNORE INTO stale_contact {sql}", values)
        _remake(db)


def rebuild(db: SqliteDatabase) -> None:
    """Make every document anew."""
    with db.atomic("IMMEDIATE"):
        _prepare(db)
        db.execute_sql("INSERT INTO stale_contact SELECT id FROM contact")
        db.execute_sql("DELETE FROM contact_index")
        db.execute_sql("INSERT INTO contact_search (contact_search) VALUES ('delete-all')")
        db.execute_sql(  # words kept in memory before they are written: a third off an import
            "INSERT INTO contact_search (contact_search, rank) VALUES ('hashsize', 16777216)"
        )
        _remake(db)


def stale(db: SqliteDatabase) -> list[str]:
    """Contacts whose document is not what a rebuild would make; none in a sound book."""
    columns = "sort_key, organization_key, names, organizations, body"
    made, kept = (f"{of}.{columns.replace(', ', f', {of}.')}" for of in ("made", "kept"))
    found = db.execute_sql(
        f"WITH made (id, {columns}) AS ({_DOCUMENTS})"
        " SELECT ifnull(made.id, kept.contact) FROM made"
        " FULL JOIN contact_index kept ON kept.contact = made.id"
        f" WHERE made.id IS NULL OR kept.contact IS NULL OR ({made}) IS NOT ({kept})"
    )
    return [contact for (contact,) in found.fetchall()]


def words_match(db: SqliteDatabase) -> bool:
    """Whether the words that are searched are those of the documents; wants to be let write."""
    try:
        db.execute_sql(
            "INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)"
        )
    except DatabaseError:
        return False
    return True


def _prepare(db: SqliteDatabase) -> None:
    db.execute_sql("CREATE TEMP TABLE IF NOT EXISTS stale_contact (id TEXT PRIMARY KEY NOT NULL)")
    db.execute_sql("DELETE FROM stale_contact")


def _stale(tables: Collection[str], after_op: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The SELECTs that find whose documents the ops have made stale.

    Whatever led to a contact before or after counts; what led there in between, within the same
    edit, was an op of a table nearer to the contact and is found by that one.
    """
    for table in tables:
        column, way = _WAYS[table]
        values = {"after": after_op, "tbl": table, "col": column}
        ops = "op WHERE op.id > :after AND op.tbl = :tbl AND op.col"
        if column == "id":
            keys = f"SELECT row FROM {ops} IS NOT NULL"
            del values["col"]
        else:
            keys = (
                f"SELECT json_extract(ifnull(old, new), '$.{column}') FROM {ops} = ''"
                f" UNION ALL SELECT old FROM {ops} = :col UNION ALL SELECT new FROM {ops} = :col"
                f" UNION ALL SELECT own.{column} FROM op JOIN {table} own ON own.id = op.row"
                " WHERE op.id > :after AND op.tbl = :tbl AND op.col <> ''"
            )
        yield way.format(keys=keys), values


def _remake(db: SqliteDatabase) -> None:
    db.execute_sql(
        f"INSERT INTO contact_search (contact_search, rowid, {_FIELDS})"
        f" SELECT 'delete', doc, {_FIELDS} FROM contact_index WHERE {_STALE}"
    )
    db.execute_sql(f"DELETE FROM contact_index WHERE {_STALE}")
    db.execute_sql(
        f"INSERT INTO contact_index (contact, sort_key, organization_key, {_FIELDS})"
        f" {_DOCUMENTS} WHERE c.id IN (SELECT id FROM stale_contact)"
    )
    db.execute_sql(
        f"INSERT INTO contact_search (rowid, {_FIELDS})"
        f" SELECT doc, {_FIELDS} FROM contact_index WHERE {_STALE}"
    )
