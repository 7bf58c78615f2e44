"""What was written, field by field: the one source of undo, history, refresh and exchange.

Triggers on every table that the person owns write the log; nothing else does. An `op` row is
either a whole row that came (`col` empty, `new` a JSON object), a whole row that went (`col` empty,
`old` a JSON object), or one field that really changed (`col`, `old`, `new`). Inserts and deletes
are one op, not one per field: a row with a fresh UUID cannot conflict with anything, and one op per
row is what keeps an import of 100,000 people within reach of a raw insert.

The triggers take the number of the running edit from `current_edit`, which has a row only inside
`database.edit`. Outside of it the constraint named `write_outside_edit` refuses the write, whoever
tries: journal or fail.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

# Derived, local or the journal itself: never journalled, never undone.
UNWATCHED = frozenset({"contact_index", "current_edit", "draft", "op", "setting", "txn"})


@dataclass(frozen=True)
class Change:
    """What was just written: the label the person reads, and which tables were touched."""

    label: str
    tables: frozenset[str]


@dataclass(frozen=True)
class Op:
    """One line of the journal; see the module's docstring for its three shapes."""

    table: str
    row: str
    column: str
    old: Any
    new: Any

    @property
    def came(self) -> bool:
        """Whether the whole row came."""
        return self.column == "" and self.old is None

    @property
    def went(self) -> bool:
        """Whether the whole row went."""
        return self.column == "" and self.new is None


def trigger_names(table: str) -> tuple[str, str, str]:
    """The names of a table's three journal triggers."""
    return (f"journal_{table}_came", f"journal_{table}_changed", f"journal_{table}_went")


def triggers(table: str, columns: Sequence[str]) -> list[str]:
    """The SQL of the three triggers that keep the journal of one table."""
    came, changed, went = trigger_names(table)
    others = [column for column in columns if column != "id"]
    number = "(SELECT number FROM current_edit)"

    def whole(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in others) + ")"

    insert = "INSERT INTO op (txn, tbl, row, col, old, new)"
    fields = " ".join(
        f"{insert} SELECT {number}, '{table}', OLD.id, '{c}', OLD.\"{c}\", NEW.\"{c}\""
        f' WHERE OLD."{c}" IS NOT NEW."{c}";'
        for c in others
    )
    return [
        f"CREATE TRIGGER {came} AFTER INSERT ON {table} BEGIN"
        f" {insert} VALUES ({number}, '{table}', NEW.id, '', NULL, {whole('NEW')}); END",
        f"CREATE TRIGGER {changed} AFTER UPDATE ON {table} BEGIN"
        " SELECT RAISE(ABORT, 'an id never changes') WHERE OLD.id IS NOT NEW.id;"
        f" {fields} END",
        f"CREATE TRIGGER {went} AFTER DELETE ON {table} BEGIN"
        f" {insert} VALUES ({number}, '{table}', OLD.id, '', {whole('OLD')}, NULL); END",
    ]


def inverse(ops: Iterable[Op]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """SQL with its rows of values that takes these ops back, last one first.

    Every state passed on the way back stood in the book once, so no constraint can object; only
    foreign keys want to be deferred, since a run of rows goes in one statement.
    """
    undone = _events(list(ops))
    undone.reverse()
    for shape, run in groupby(undone, key=_shape):
        kind, table, columns = shape
        if kind == "came":
            yield f"DELETE FROM {table} WHERE id = ?", [(event[0].row,) for event in run]
        elif kind == "went":
            names = ", ".join(f'"{c}"' for c in columns)
            marks = ", ".join("?" for _c in columns)
            values = [(e[0].row, *(json.loads(e[0].old)[c] for c in columns)) for e in run]
            yield f"INSERT INTO {table} (id, {names}) VALUES (?, {marks})", values
        else:
            names = ", ".join(f'"{c}" = ?' for c in columns)
            values = [(*(op.old for op in event), event[0].row) for event in run]
            yield f"UPDATE {table} SET {names} WHERE id = ?", values


def _events(ops: Sequence[Op]) -> list[list[Op]]:
    """The ops of one changed row put together; a field that changes twice begins a new event."""
    events: list[list[Op]] = []
    for op in ops:
        last = events[-1] if events else []
        joins = (
            op.column
            and last
            and last[0].column
            and (last[0].table, last[0].row) == (op.table, op.row)
            and all(op.column != earlier.column for earlier in last)
        )
        if joins:
            last.append(op)
        else:
            events.append([op])
    return events


def _shape(event: Sequence[Op]) -> tuple[str, str, tuple[str, ...]]:
    """What one SQL statement can take back together."""
    first = event[0]
    if first.came:
        return ("came", first.table, ())
    if first.went:
        return ("went", first.table, tuple(json.loads(first.old)))
    return ("changed", first.table, tuple(op.column for op in event))


def steps(txns: Iterable[tuple[int, int | None]]) -> tuple[list[int], list[int]]:
    """What can be undone and what can be redone, from (number, number it takes back) in order.

    A plain step ends everything that could be redone. Taking back a plain step makes something to
    redo; taking back an undo makes the step something to undo again.
    """
    undoable: list[int] = []
    redoable: list[int] = []
    for number, takes_back in txns:
        if takes_back is None:
            undoable.append(number)
            redoable.clear()
        elif undoable and undoable[-1] == takes_back:
            undoable.pop()
            redoable.append(number)
        elif redoable and redoable[-1] == takes_back:
            redoable.pop()
            undoable.append(number)
    return undoable, redoable
