"""What the search box looks through: one derived document per contact, never journalled.

It follows the journal: at the end of every edit, undo included, the documents of the contacts that
the ops touched are made anew in one statement each. It can be thrown away and rebuilt at any time.
"""

from typing import Any

from peewee import SqliteDatabase

from app.domain import names

_BY_CONTACT = (
    "position", "channel", "role", "tag", "kept_property", "touch", "outreach", "need", "promise",
    "favor", "ask",
)  # fmt: skip

_DOCUMENTS = """
SELECT c.id,
    name_key(c.given, c.family),
    ifnull((SELECT text_key(o.name) FROM position p JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id ORDER BY p.current DESC, p.rank LIMIT 1), ''),
    c.given || ' ' || c.family || ' ' || c.say_as,
    ifnull((SELECT group_concat(ifnull(o.name, '') || ' ' || p.title, ' · ')
            FROM position p LEFT JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id), ''),
    c.expertise || ' ' || c.place || ' ' || c.about || ' ' || c.how_met || ' ' || c.workload
        || ' ' || c.notes || ' ' || ifnull((SELECT group_concat(value, ' ') FROM (
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
            JOIN question q ON q.meeting_id = mp.meeting_id WHERE mp.contact_id = c.id)), '')
FROM contact c WHERE c.id IN (SELECT id FROM stale_contact)
"""


def register(connection: Any) -> None:
    """Give a connection the functions that make sort keys."""
    connection.create_function("name_key", 2, names.name_key)
    connection.create_function("text_key", 1, names.text_key)


def refresh(db: SqliteDatabase, after_op: int) -> None:
    """Make anew the documents of every contact that ops after this one touched."""
    _prepare(db)
    values = {"after": after_op}
    for sql in _stale_sql():
        db.connection().execute(sql, values)
    _remake(db)


def rebuild(db: SqliteDatabase) -> None:
    """Make every document anew."""
    with db.atomic("IMMEDIATE"):
        _prepare(db)
        db.execute_sql("INSERT INTO stale_contact SELECT id FROM contact")
        db.execute_sql("INSERT OR IGNORE INTO stale_contact SELECT contact FROM contact_index")
        _remake(db)


def _prepare(db: SqliteDatabase) -> None:
    db.execute_sql("CREATE TEMP TABLE IF NOT EXISTS stale_contact (id TEXT PRIMARY KEY)")
    db.execute_sql("DELETE FROM stale_contact")


def _stale_sql() -> list[str]:
    into = "INSERT OR IGNORE INTO stale_contact"
    ops = "op WHERE op.id > :after AND op.tbl"
    found = [f"{into} SELECT row FROM {ops} = 'contact'"]
    own = ", ".join(f"'{table}'" for table in _BY_CONTACT)
    whole = "json_extract(ifnull(op.old, op.new), '$.contact_id')"
    found.append(f"{into} SELECT {whole} FROM {ops} IN ({own}, 'meeting_person') AND op.col = ''")
    found.append(f"{into} SELECT op.old FROM {ops} IN ({own}) AND op.col = 'contact_id'")
    for table in (*_BY_CONTACT, "meeting_person"):
        found += [
            f"{into} SELECT t.contact_id FROM op JOIN {table} t ON t.id = op.row"
            f" WHERE op.id > :after AND op.tbl = '{table}' AND op.col <> ''"
        ]
    found += [
        f"{into} SELECT p.contact_id FROM op JOIN position p ON p.organization_id = op.row"
        " WHERE op.id > :after AND op.tbl = 'organization' AND op.col <> ''",
        f"{into} SELECT t.contact_id FROM op JOIN invitation i ON i.id = op.row"
        " JOIN outreach t ON t.id = i.outreach_id WHERE op.id > :after AND op.tbl = 'invitation'",
        f"{into} SELECT json_extract(ifnull(op.old, op.new), '$.to_id') FROM {ops} = 'referral'"
        " AND op.col = ''",
        f"{into} SELECT r.to_id FROM op JOIN referral r ON r.id = op.row"
        " WHERE op.id > :after AND op.tbl = 'referral' AND op.col <> ''",
        f"{into} SELECT mp.contact_id FROM op JOIN meeting_person mp ON mp.meeting_id = op.row"
        " WHERE op.id > :after AND op.tbl = 'meeting'",
        f"{into} SELECT mp.contact_id FROM op JOIN question q ON q.id = op.row"
        " JOIN meeting_person mp ON mp.meeting_id = q.meeting_id"
        " WHERE op.id > :after AND op.tbl = 'question' AND op.col <> ''",
        f"{into} SELECT mp.contact_id FROM op JOIN meeting_person mp"
        " ON mp.meeting_id = json_extract(ifnull(op.old, op.new), '$.meeting_id')"
        " WHERE op.id > :after AND op.tbl = 'question' AND op.col = ''",
    ]
    return found


def _remake(db: SqliteDatabase) -> None:
    db.execute_sql("DELETE FROM stale_contact WHERE id IS NULL")
    stale = "contact IN (SELECT id FROM stale_contact)"
    fields = "names, organizations, body"
    db.execute_sql(
        f"INSERT INTO contact_search (contact_search, rowid, {fields})"
        f" SELECT 'delete', doc, {fields} FROM contact_index WHERE {stale}"
    )
    db.execute_sql(f"DELETE FROM contact_index WHERE {stale}")
    db.execute_sql(
        f"INSERT INTO contact_index (contact, sort_key, organization_key, {fields}) {_DOCUMENTS}"
    )
    db.execute_sql(
        f"INSERT INTO contact_search (rowid, {fields})"
        f" SELECT doc, {fields} FROM contact_index WHERE {stale}"
    )
