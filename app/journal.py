"""What was written, field by field: the one source of undo, history, refresh and exchange.

Triggers on every table that the person owns write the log; nothing else does. An `op` row is
either a whole row that came (`col` empty, `new` a JSON object), a whole row that went (`col` empty,
`old` a JSON object), or one field that really changed (`col`, `old`, `new`). Inserts and deletes
are one op, not one per field: a row with a fresh UUID cannot conflict with anything, and one op per
row is what keeps an import of 100,000 people within reach of a raw insert.

The triggers take the number of the running edit from `current_edit`, which has a row only inside
`database.edit`. Outside of it they refuse the write, whoever tries: journal or fail.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, NamedTuple

from app import search_index
from app.connections import Connections

# Derived, local or the journal itself: never journalled, never undone.
UNWATCHED = frozenset(
    {"contact_index", "current_edit", "document_bytes", "draft", "op", "setting", "txn"}
)
_ROWS_AT_ONCE = 200
_STEPS_KEPT = 1000  # as many can be undone after the book was closed and opened again


@dataclass(frozen=True)
class Change:
    """What was just written: the label the person reads, and which tables were touched."""

    label: str
    tables: frozenset[str]


class Op(NamedTuple):
    """One line of the journal, as far as taking it back needs it; see the module's docstring."""

    id: int
    table: str
    row: str
    column: str
    old: Any

    @property
    def came(self) -> bool:
        """Whether the whole row came."""
        return self.column == "" and self.old is None

    @property
    def went(self) -> bool:
        """Whether the whole row went."""
        return self.column == "" and self.old is not None


# What the triggers write


def trigger_names(table: str) -> tuple[str, str, str]:
    """The names of a table's three journal triggers."""
    return (f"journal_{table}_came", f"journal_{table}_changed", f"journal_{table}_went")


def triggers(table: str, columns: Sequence[str]) -> list[str]:
    """The SQL of the three triggers that keep the journal of one table.

    The fields of one changed row are written in the order of their names; `inverse` relies on it.
    """
    came, changed, went = trigger_names(table)
    others = sorted(column for column in columns if column != "id")
    number = "(SELECT number FROM current_edit)"

    def whole(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in others) + ")"

    # Not left to the constraint on `op`: an outer OR IGNORE or OR FAIL overrules constraints in
    # triggers and would let the row in without its op. It cannot overrule RAISE.
    inside = (
        "SELECT RAISE(ABORT, 'write_outside_edit') WHERE NOT EXISTS (SELECT 1 FROM current_edit);"
    )
    insert = "INSERT INTO op (txn, tbl, row, col, old, new)"
    fields = " ".join(
        f"{insert} SELECT {number}, '{table}', OLD.id, '{c}', OLD.\"{c}\", NEW.\"{c}\""
        f' WHERE OLD."{c}" IS NOT NEW."{c}";'
        for c in others
    )
    return [
        f"CREATE TRIGGER {came} AFTER INSERT ON {table} BEGIN {inside}"
        f" {insert} VALUES ({number}, '{table}', NEW.id, '', NULL, {whole('NEW')}); END",
        f"CREATE TRIGGER {changed} AFTER UPDATE ON {table} BEGIN {inside}"
        " SELECT RAISE(ABORT, 'an id never changes') WHERE OLD.id IS NOT NEW.id;"
        f" {fields} END",
        f"CREATE TRIGGER {went} AFTER DELETE ON {table} BEGIN {inside}"
        f" {insert} VALUES ({number}, '{table}', OLD.id, '', {whole('OLD')}, NULL); END",
    ]


# One edit in the journal


class Begun(NamedTuple):
    """An edit that runs: its number, and the newest op before it."""

    number: int
    before: int


def begin(db: Connections) -> Begun:
    """Let the tables be written, until `end`."""
    number = 1 + _one(db, "SELECT ifnull(max(number), 0) FROM txn")
    before = _one(db, "SELECT ifnull(max(id), 0) FROM op")
    db.execute_sql("INSERT INTO current_edit VALUES (1, ?)", (number,))
    return Begun(number, before)


def end(
    db: Connections, begun: Begun, *, label: str, device: str, takes_back: int | None
) -> frozenset[str]:
    """Bring the search up to date and write the line of history; the tables that were written.

    None when nothing changed: then there is no line.
    """
    db.execute_sql("DELETE FROM current_edit")
    found = db.execute_sql("SELECT DISTINCT tbl, col <> '' FROM op WHERE id > ?", (begun.before,))
    written = [(table, bool(changed)) for table, changed in found.fetchall()]
    if written:
        search_index.refresh(db, begun.before, written)
        _enter(db, begun, label, device, takes_back)
    return frozenset(table for table, _changed in written)


def _enter(db: Connections, begun: Begun, label: str, device: str, takes_back: int | None) -> None:
    last = _one(db, "SELECT max(id) FROM op")
    sequence = 1 + _one(db, "SELECT ifnull(max(sequence), 0) FROM txn WHERE device = ?", (device,))
    newest = db.execute_sql(
        "SELECT clock, vector FROM txn WHERE number = ?", (begun.number - 1,)
    ).fetchone()
    vector = (json.loads(newest[1]) if newest else {}) | {device: sequence}
    clock = later_than(newest[0] if newest else "", time.time_ns() // 1_000_000)
    db.execute_sql(
        "INSERT INTO txn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            begun.number, device, sequence, clock, json.dumps(vector), label,
            takes_back, begun.before + 1, last,
        ),
    )  # fmt: skip


def later_than(clock: str, now: int) -> str:
    """A hybrid logical clock: now in milliseconds, but never earlier than the step before."""
    if clock:
        millis, count = (int(part) for part in clock.split("-"))
        if millis >= now:
            return f"{millis:013d}-{count + 1:06d}"
    return f"{now:013d}-{0:06d}"


def _one(db: Connections, sql: str, values: Sequence[Any] = ()) -> int:
    return int(db.execute_sql(sql, values).fetchone()[0])


# Taking back


def ops(db: Connections, number: int) -> list[Op]:
    """What one step wrote, in order."""
    found = db.execute_sql(
        "SELECT op.id, op.tbl, op.row, op.col, op.old FROM txn"
        " JOIN op ON op.id BETWEEN txn.first_op AND txn.last_op WHERE txn.number = ?"
        " ORDER BY op.id",
        (number,),
    )
    return list(map(Op._make, found.fetchall()))


def inverse(ops: Iterable[Op]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """SQL with its rows of values that takes these ops back, last one first.

    Every state passed on the way back stood in the book once, so no constraint can object; only
    foreign keys want to be deferred, since a run of rows goes in one statement.
    """
    undone = _events(ops)
    undone.reverse()
    for (kind, table, columns), run in groupby(undone, key=_shape):
        events = list(run)
        between = "FROM op WHERE id BETWEEN ? AND ?"
        bounds = [(events[-1][0].id, events[0][0].id)]
        if kind == "came":
            yield f"DELETE FROM {table} WHERE id IN (SELECT row {between})", bounds
        elif kind == "went":
            gone = sorted(json.loads(events[0][0].old))
            names = ", ".join(f'"{c}"' for c in gone)
            values = ", ".join(f"json_extract(old, '$.{c}')" for c in gone)
            # In the order in which they came: SQLite adds at the end far faster than in front.
            yield (
                f"INSERT INTO {table} (id, {names}) SELECT row, {values} {between} ORDER BY +row",
                bounds,
            )
        else:
            names = ", ".join(f'"{c}" = ?' for c in columns)
            values_of = [(*(op.old for op in event), event[0].row) for event in events]
            yield f"UPDATE {table} SET {names} WHERE id = ?", values_of


def inserts(
    table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """SQL that inserts many rows, several to a statement.

    For each statement that fires triggers SQLite keeps a journal of its own, in case it fails
    midway; for one row at a time that costs more than the row.
    """
    names = ", ".join(f'"{c}"' for c in columns)
    one = f"({', '.join('?' for _c in columns)})"
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(some))}"
        yield sql, [tuple(chain.from_iterable(some))]


def _events(ops: Iterable[Op]) -> list[list[Op]]:
    """The ops put together that must go back in one statement: the fields of one changed row.

    The triggers write them by name, ascending. So a name that does not ascend begins a new change,
    and several changes of a row may fall together, but none ever falls apart: half a change may
    never have stood in the book, and a constraint over two columns would refuse it.
    """
    events: list[list[Op]] = []
    for op in ops:
        last = events[-1][-1] if events else None
        if (
            last is not None
            and "" < last.column < op.column
            and (last.table, last.row) == (op.table, op.row)
        ):
            events[-1].append(op)
        else:
            events.append([op])
    return events


def _shape(event: Sequence[Op]) -> tuple[str, str, tuple[str, ...]]:
    """What one SQL statement can take back together."""
    first = event[0]
    if first.came:
        return ("came", first.table, ())
    if first.went:
        return ("went", first.table, ())
    return ("changed", first.table, tuple(op.column for op in event))


# What can be taken back


def stacks(db: Connections) -> tuple[list[int], list[int]]:
    """What can be undone and what can be redone in this book, as `steps` says.

    The newest steps, with all that they take back, however old: or a step would be taken for
    another's, and redone upon a book that does not look as it did. Nothing from before the step
    in the setting `begins_after` is taken back: the telling of the sample book is nobody's doing.
    """
    found = db.execute_sql(
        "WITH RECURSIVE wanted (number, takes_back) AS ("
        " SELECT number, takes_back FROM"
        " (SELECT number, takes_back FROM txn ORDER BY number DESC LIMIT ?)"
        " UNION SELECT txn.number, txn.takes_back FROM wanted"
        " JOIN txn ON txn.number = wanted.takes_back)"
        " SELECT number, takes_back FROM wanted ORDER BY number",
        (_STEPS_KEPT,),
    )
    undoable, redoable = steps(found.fetchall())
    told = db.execute_sql("SELECT value FROM setting WHERE key = 'begins_after'").fetchone()
    begins_after = int(told[0]) if told else 0
    return [n for n in undoable if n > begins_after], [n for n in redoable if n > begins_after]


def steps(txns: Iterable[tuple[int, int | None]]) -> tuple[list[int], list[int]]:
    """What can be undone and what can be redone, from (number, number it takes back) in order.

    A plain step ends everything that could be redone. Taking back a plain step makes something to
    redo; taking back an undo makes the step something to undo again.
    """
    undoable: list[int] = []
    redoable: list[int] = []
    for number, takes_back in txns:
        note_step(undoable, redoable, number, takes_back)
    return undoable, redoable


def note_step(
    undoable: list[int], redoable: list[int], number: int, takes_back: int | None
) -> None:
    """Move the two stacks on by one step; see `steps`."""
    if takes_back is None:
        undoable.append(number)
        redoable.clear()
    elif undoable and undoable[-1] == takes_back:
        undoable.pop()
        redoable.append(number)
    elif redoable and redoable[-1] == takes_back:
        redoable.pop()
        undoable.append(number)


def label(db: Connections, number: int) -> str:
    """What the person did in this step; an undo of an undo is called by the first one's name."""
    found = db.execute_sql(
        "WITH RECURSIVE chain (number, takes_back, label) AS ("
        " SELECT number, takes_back, label FROM txn WHERE number = ?"
        " UNION ALL SELECT txn.number, txn.takes_back, txn.label FROM chain"
        " JOIN txn ON txn.number = chain.takes_back)"
        " SELECT label FROM chain WHERE takes_back IS NULL",
        (number,),
    )
    return str(found.fetchone()[0])
