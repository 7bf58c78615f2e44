"""What the search box looks through: one derived document per contact, never journalled.

It follows the journal: at the end of every edit, undo included, the documents of the contacts that
the ops touched are made anew, all in one statement. It can be thrown away and rebuilt at any time,
and is rebuilt when a book opens under another alphabet or in a program that indexes differently.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import compress
from typing import Any

from app.connections import Connections, DatabaseError
from app.domain import names

# Where the words of a contact stand, apart from the contact itself: by table, the texts there.
_WORDS = {
    "channel": "SELECT value FROM channel WHERE contact_id = c.id",
    "tag": "SELECT name FROM tag WHERE contact_id = c.id",
    "role": "SELECT kind FROM role WHERE contact_id = c.id",
    "kept_property": "SELECT name || ' ' || value FROM kept_property WHERE contact_id = c.id",
    "touch": "SELECT what FROM touch WHERE contact_id = c.id",
    "need": "SELECT text FROM need WHERE contact_id = c.id",
    "promise": "SELECT text FROM promise WHERE contact_id = c.id",
    "favor": "SELECT what FROM favor WHERE contact_id = c.id",
    "ask": "SELECT thing || ' ' || offer FROM ask WHERE contact_id = c.id",
    "tidbit": "SELECT text || ' ' || about FROM tidbit WHERE source_contact_id = c.id",
    "outreach": "SELECT subject || ' ' || next_step FROM outreach WHERE contact_id = c.id",
    "invitation": "SELECT i.words FROM invitation i JOIN outreach t ON t.id = i.outreach_id"
    " WHERE t.contact_id = c.id",
    "referral": "SELECT reason || ' ' || outcome FROM referral WHERE to_id = c.id",
    "relationship": "SELECT how FROM relationship WHERE contact_id = c.id OR other_id = c.id",
    "meeting": "SELECT m.purpose_detail || ' ' || m.place || ' ' || m.notes || ' ' || m.advice"
    " || ' ' || m.resume_feedback || ' ' || m.plan_b || ' ' || m.what_you_bring"
    " FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id WHERE mp.contact_id = c.id",
    "question": "SELECT q.text || ' ' || q.answer FROM meeting_person mp"
    " JOIN question q ON q.meeting_id = mp.meeting_id WHERE mp.contact_id = c.id",
}


def _documents(tables: Iterable[str] = _WORDS) -> str:
    """The SELECT of all documents; tables without a row may be left out, it is faster so."""
    texts = ["SELECT NULL AS text WHERE 0", *(_WORDS[table] for table in tables)]
    words = " UNION ALL ".join(texts)
    return f"""
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
        || ' ' || c.notes || ' ' || ifnull((SELECT group_concat(text, ' ' ORDER BY text)
            FROM ({words})), ''))
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
         "promise", "favor", "ask", "meeting_person", "relationship"),
        ("contact_id", "{keys}"),
    ),
    "referral": ("to_id", "{keys}"),
    "tidbit": ("source_contact_id", "{keys}"),
    "invitation": ("outreach_id", _THROUGH_OUTREACH),
    "meeting": ("id", _THROUGH_MEETING),
    "question": ("meeting_id", _THROUGH_MEETING),
    "organization": ("id", _THROUGH_POSITION),
}  # fmt: skip
# Who knows whom leads to both.
_WAYS_TOO = {"relationship": ("other_id", "{keys}")}
INDEXED = frozenset(_WAYS)

_FIELDS = "names, organizations, body"
_STALE = "contact IN (SELECT id FROM stale_contact)"


def keep_up(db: Connections) -> None:
    """Rebuild the index where it was made by another rule: other fields, another alphabet."""
    rule = hashlib.sha256(
        f"{_documents()}{names.alphabet()}{unicodedata.unidata_version}".encode()
    ).hexdigest()
    found = db.execute_sql("SELECT value FROM setting WHERE key = 'search_index'").fetchone()
    if found != (rule,):
        with db.atomic("IMMEDIATE"):
            rebuild(db)
            db.execute_sql("REPLACE INTO setting VALUES ('search_index', ?)", (rule,))


def refresh(db: Connections, after_op: int, written: Collection[tuple[str, bool]]) -> None:
    """Make anew the documents of every contact that the ops after this one touched.

    `written` are the tables of these ops, each with whether rows changed there (True) or came and
    went (False).
    """
    written = [(table, changed) for table, changed in written if table in INDEXED]
    if written:
        _prepare(db)
        for sql, values in _stale(written, after_op):
            db.execute_sql(f"INSERT OR IGNORE INTO stale_contact {sql}", values)
        _remake(db)


def rebuild(db: Connections) -> None:
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


def stale(db: Connections) -> list[str]:
    """Contacts whose document is not what a rebuild would make; none in a sound book."""
    columns = "sort_key, organization_key, names, organizations, body"
    made, kept = (f"{of}.{columns.replace(', ', f', {of}.')}" for of in ("made", "kept"))
    found = db.execute_sql(
        f"WITH made (id, {columns}) AS ({_documents()})"
        " SELECT ifnull(made.id, kept.contact) FROM made"
        " FULL JOIN contact_index kept ON kept.contact = made.id"
        f" WHERE made.id IS NULL OR kept.contact IS NULL OR ({made}) IS NOT ({kept})"
    )
    return [contact for (contact,) in found.fetchall()]


def words_match(db: Connections) -> bool:
    """Whether the words that are searched are those of the documents; wants to be let write."""
    try:
        db.execute_sql(
            "INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)"
        )
    except DatabaseError:
        return False
    return True


def _prepare(db: Connections) -> None:
    db.execute_sql("CREATE TEMP TABLE IF NOT EXISTS stale_contact (id TEXT PRIMARY KEY NOT NULL)")
    db.execute_sql("DELETE FROM stale_contact")


def _stale(
    written: Iterable[tuple[str, bool]], after_op: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The SELECTs that find whose documents the ops have made stale.

    Whatever led to a contact before or after counts; what led there in between, within the same
    edit, was an op of a table nearer to the contact and is found by that one.
    """
    alike: dict[tuple[tuple[str, str], bool], list[str]] = {}
    for table, changed in sorted(written):  # contacts first
        for leading in filter(None, (_WAYS[table], _WAYS_TOO.get(table))):
            alike.setdefault((leading, changed), []).append(table)
    for ((column, way), changed), tables in alike.items():
        named = ", ".join(f"'{table}'" for table in tables)
        ops = f"op WHERE id > :after AND tbl IN ({named}) AND col"
        if column == "id":
            keys = f"SELECT row FROM {ops} {'<>' if changed else '='} ''"
        elif not changed:
            keys = f"SELECT json_extract(ifnull(old, new), '$.{column}') FROM {ops} = ''"
        else:
            keys = " UNION ALL ".join(
                [f"SELECT {value} FROM {ops} = '{column}'" for value in ("old", "new")]
                + [
                    f"SELECT {column} FROM {table} WHERE id IN"
                    f" (SELECT row FROM op WHERE id > :after AND tbl = '{table}' AND col <> '')"
                    for table in tables
                ]
            )
        yield way.format(keys=keys), {"after": after_op}


def _remake(db: Connections) -> None:
    known = ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in _WORDS)
    there = db.execute_sql(f"SELECT {known}").fetchone()
    db.execute_sql(
        f"INSERT INTO contact_search (contact_search, rowid, {_FIELDS})"
        f" SELECT 'delete', doc, {_FIELDS} FROM contact_index WHERE {_STALE}"
    )
    db.execute_sql(f"DELETE FROM contact_index WHERE {_STALE}")
    db.execute_sql(
        f"INSERT INTO contact_index (contact, sort_key, organization_key, {_FIELDS})"
        f" {_documents(compress(_WORDS, there))} WHERE c.id IN (SELECT id FROM stale_contact)"
    )
    db.execute_sql(
        f"INSERT INTO contact_search (rowid, {_FIELDS})"
        f" SELECT doc, {_FIELDS} FROM contact_index WHERE {_STALE}"
    )
