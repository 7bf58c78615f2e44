"""Rows for every table, made from the schema alone, and random stories of edits written with them.

What a table wants is read from the book: columns, types, references, and the words that a CHECK
allows. A statement that a constraint refuses all the same is simply a statement that was refused.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st
from sqlcipher3.dbapi2 import IntegrityError

from app import migrations
from app.database import database, edit, fetch, new_id

TEXTS = (
    "", "12", "1e3", "0x10", "NULL", "Ada", "O'Hara \"Bob\" `x`", "C:\\temp\\n", "日本 🙂 é ﷺ",
    "a\nb\tc", " blank ", "%_*?", "[1, 2]", '{"a": null}', "x" * 5000, "İß\u0301", "-1", "1.0",
    "Grace Hopper", "Zürich", "2026-01-02",
)  # fmt: skip
MOST_TABLES = 40  # each of the book’s stands in here, some twice
NUMBERS = (0, 1, 2, 30, 45, 100, -1, 2**62)


class Upset(Exception):
    """What a body raises midway."""


@dataclass(frozen=True)
class Column:
    name: str
    number: bool
    optional: bool
    parent: str  # the table that it refers to
    words: tuple[str | int, ...]  # all that it may hold, where a CHECK names them


@cache
def columns(table: str) -> tuple[Column, ...]:
    sql = fetch("SELECT sql FROM sqlite_master WHERE name = ?", (table,))[0][0]
    parents = {row[3]: row[2] for row in fetch(f"PRAGMA foreign_key_list({table})") if row[1] == 0}
    found = []
    for _cid, name, kind, required, _default, key in fetch(f"PRAGMA table_info({table})"):
        allowed = re.search(rf"CHECK\s*\({name} IN \(([^)]*)\)\)", sql)
        words = tuple(
            int(word) if word.strip().isdigit() else word.strip(" '")
            for word in (allowed.group(1).split(",") if allowed else ())
        )
        if not key:
            found.append(
                Column(name, kind == "INTEGER", not required, parents.get(name, ""), words)
            )
    return tuple(found)


@cache
def tables() -> tuple[str, ...]:
    return tuple(migrations.owned_tables(database))


def ids(table: str) -> list[str]:
    return [row[0] for row in fetch(f"SELECT id FROM {table} ORDER BY id")]


def pick(choices: Sequence, seed: int):
    return choices[seed % len(choices)]


def value(column: Column, seed: int):
    if column.parent:
        there = ids(column.parent)
        return pick(there, seed) if there and (not column.optional or seed % 3) else None
    if column.optional and seed % 3 == 0:
        return None
    if column.words:
        return pick(column.words, seed)
    if column.name == "given_on":
        return f"2026-01-{1 + seed % 28:02d}"
    return pick(NUMBERS if column.number else TEXTS, seed)


def row(table: str, seed: int) -> dict[str, object]:
    """A row for this table; most are taken, some a constraint refuses."""
    made = {c.name: value(c, seed + 7 * place) for place, c in enumerate(columns(table))}
    if table == "outreach":  # the only beginning there is
        made |= {"stage": "info_only", "invitation_id": None, "closed": None}
    return made


def complete_row(table: str) -> dict[str, object]:
    """A row that every constraint lets in; whatever it refers to is made first."""
    made = {}
    for place, column in enumerate(columns(table)):
        if column.parent and not column.optional:
            parent = new_id()
            insert(column.parent, complete_row(column.parent) | {"id": parent})
            made[column.name] = parent
        elif column.name == "rank" or column.optional:
            made[column.name] = 0 if column.name == "rank" else None
        elif column.words:
            made[column.name] = column.words[0]
        elif column.number:
            made[column.name] = 30
        else:
            made[column.name] = "2026-01-02" if column.name == "given_on" else f"text {place}"
    if table == "organization":
        made["name"] = f"Firm {new_id()}"
    if table == "message_template":
        made["kind"] = f"kind {new_id()}"
    if table == "meeting":
        made["state"] = "wanted"
    return made


def insert(table: str, made: dict[str, object], how: str = "INSERT") -> None:
    values = {"id": new_id()} | made
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _name in values)
    database.execute_sql(f"{how} INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def everything() -> dict[str, list[tuple]]:
    """Every row of every owned table."""
    return {table: fetch(f"SELECT * FROM {table} ORDER BY id") for table in tables()}


# Stories


@dataclass(frozen=True)
class Statement:
    """One statement, in numbers; what they mean depends on what is in the book by then."""

    verb: Callable[[str, int, int], None]
    table: int
    first: int
    second: int

    def happen(self) -> None:
        try:
            self.verb(pick(tables(), self.table), self.first, self.second)
        except IntegrityError as refusal:
            if "write_outside_edit" in str(refusal):
                raise


@dataclass(frozen=True)
class Edit:
    """One edit: statements and inner edits; it may raise at its end, and be caught outside."""

    parts: tuple["Statement | Edit", ...]
    raises: bool = False

    def happen(self) -> None:
        try:
            with edit(f"Edit of {len(self.parts)}"):
                for part in self.parts:
                    part.happen()
                if self.raises:
                    raise Upset
        except Upset:
            pass


def _add(table: str, first: int, _second: int) -> None:
    insert(table, row(table, first))


def _add_many(table: str, first: int, _second: int) -> None:
    for seed in range(first, first + 4):
        Statement(_add, tables().index(table), seed, 0).happen()


def _replace(table: str, first: int, second: int) -> None:
    there = ids(table)
    made = row(table, first)
    insert(table, made | ({"id": pick(there, second)} if there else {}), "INSERT OR REPLACE")


def _add_or_ignore(table: str, first: int, second: int) -> None:
    there = ids(table)
    made = row(table, first)
    insert(table, made | ({"id": pick(there, second)} if there else {}), "INSERT OR IGNORE")


def _change(table: str, first: int, second: int) -> None:
    if there := ids(table):
        column = pick(columns(table), second)
        database.execute_sql(
            f'UPDATE {table} SET "{column.name}" = ? WHERE id = ?',
            (value(column, first), pick(there, first)),
        )


def _change_all(table: str, first: int, second: int) -> None:
    one, other = pick(columns(table), first), pick(columns(table), second)
    database.execute_sql(
        f'UPDATE OR REPLACE {table} SET "{one.name}" = ?, "{other.name}" = ?'
        if one != other
        else f'UPDATE OR REPLACE {table} SET "{one.name}" = ifnull(?, ?)',
        (value(one, first), value(other, second)),
    )


def _save_unchanged(table: str, _first: int, second: int) -> None:
    name = pick(columns(table), second).name
    database.execute_sql(f'UPDATE {table} SET "{name}" = "{name}"')


def _delete(table: str, first: int, _second: int) -> None:
    if there := ids(table):
        database.execute_sql(f"DELETE FROM {table} WHERE id = ?", (pick(there, first),))


def _delete_all(table: str, _first: int, _second: int) -> None:
    database.execute_sql(f"DELETE FROM {table}")


def _open_a_door(_table: str, first: int, second: int) -> None:
    """Out of information only, as P01 wants it, or with another invitation than before."""
    if (there := ids("outreach")) and (people := ids("contact")):
        outreach, who, invitation = pick(there, first), pick(people, second), new_id()
        insert(
            "invitation",
            {"id": invitation, "outreach_id": outreach, "kind": "lead", "channel": "met",
             "given_on": "2026-01-02", "words": pick(TEXTS, first) or "Yes", "given_by_id": who},
        )  # fmt: skip
        database.execute_sql(
            "UPDATE outreach SET stage = 'referred', invitation_id = ?, leads_to_id = ?"
            " WHERE id = ?",
            (invitation, who, outreach),
        )


def _swap_the_invitation(_table: str, first: int, _second: int) -> None:
    """Change one column, so that a later change of two is not taken for one with it."""
    if there := ids("outreach"):
        database.execute_sql(
            "UPDATE outreach SET invitation_id = (SELECT max(id) FROM invitation"
            " WHERE outreach_id = outreach.id) WHERE id = ? AND stage <> 'info_only'",
            (pick(there, first),),
        )


def _go_back(_table: str, first: int, _second: int) -> None:
    if there := ids("outreach"):
        database.execute_sql(
            "UPDATE outreach SET stage = 'info_only', invitation_id = NULL, leads_to_id = NULL"
            " WHERE id = ?",
            (pick(there, first),),
        )


_VERBS = (
    _add, _add_many, _replace, _add_or_ignore, _change, _change_all, _save_unchanged, _delete,
    _delete_all, _open_a_door, _swap_the_invitation, _go_back,
)  # fmt: skip
_statements = st.builds(
    Statement,
    st.sampled_from((*_VERBS, _add, _add_many, _change, _delete, _open_a_door)),
    st.integers(0, MOST_TABLES - 1),
    st.integers(0, 999),
    st.integers(0, 999),
)
_edits = st.recursive(
    st.builds(Edit, st.lists(_statements, max_size=6).map(tuple), st.booleans()),
    lambda inner: st.builds(
        Edit, st.lists(_statements | inner, max_size=5).map(tuple), st.sampled_from([False, True])
    ),
    max_leaves=4,
)
_seeding = st.integers(0, 999).map(
    lambda seed: Edit(
        tuple(
            Statement(_add, table, seed + table + 31 * turn, 0)
            for turn in range(3)  # from the second on, all that they refer to is there
            for table in range(MOST_TABLES)
        )
    )
)
stories = st.builds(lambda first, rest: [first, *rest], _seeding, st.lists(_edits, max_size=7))
