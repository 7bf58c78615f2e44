"""Writing many people at once: whole tables of rows, in chunks, inside one edit."""

import json
from collections.abc import Iterable

from app.database import database, fetch, insert_rows, new_id
from app.exchange.incoming import (
    IncomingChannel,
    IncomingPerson,
    IncomingPosition,
    KeptProperty,
)
from app.services.importing.rows import Additions, Progress

_CHUNK = 5_000
_COLUMNS = {
    "organization": ("id", "name"),
    "contact": ("id", "given", "family", "say_as", "place", "zone", "notes"),
    "position": (
        "id", "contact_id", "organization_id", "title", "since", "until", "current", "rank",
    ),
    "channel": ("id", "contact_id", "kind", "value", "label", "preferred", "rank"),
    "tag": ("id", "contact_id", "name"),
    "kept_property": ("id", "contact_id", "source", "name", "value", "params"),
}  # fmt: skip


class Batch:
    """Collects what is to be written; `write` writes it, inside the caller's edit."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _COLUMNS}
        self._updates: dict[str, list[tuple[object, ...]]] = {}
        firms = fetch("SELECT id, name FROM organization")
        self._firms: dict[str, str] = {name.casefold(): i for i, name in firms}
        self._changes: list[tuple[str, Additions, str]] = []

    def add(self, person: IncomingPerson, source: str) -> None:
        """A contact that the book does not have."""
        contact = new_id()
        self._rows["contact"].append(
            (contact, person.given, person.family, person.say_as, person.place, person.zone,
             person.notes)
        )  # fmt: skip
        self._add_positions(contact, person.positions)
        self._add_channels(contact, person.channels)
        self._add_words(contact, person.tags)
        self._add_kept(contact, person.kept, source)

    def change(self, contact: str, additions: Additions, source: str) -> None:
        """What a contact gains; nothing that is there is overwritten."""
        self._changes.append((contact, additions, source))

    def write(self, progress: Progress) -> None:
        """Write all of it, table by table; `progress` hears of every chunk."""
        self._work_out_changes()
        total = sum(map(len, self._rows.values())) + sum(map(len, self._updates.values()))
        done = 0
        for table, rows in self._rows.items():
            for start in range(0, len(rows), _CHUNK):
                progress(done + start, total)
                insert_rows(table, _COLUMNS[table], _with_ids(table, rows[start : start + _CHUNK]))
            done += len(rows)
        for sql, rows in self._updates.items():
            progress(done, total)
            database.connection().executemany(sql, rows)
            done += len(rows)
        progress(total, total)

    def _work_out_changes(self) -> None:
        """Turn what contacts gain into rows, behind those that they have."""
        ids = [contact for contact, _additions, _source in self._changes]
        channels = _ranks("channel", ids)
        positions = _ranks("position", ids)
        tagged: set[tuple[str, str]] = set()
        for contact, additions, source in self._changes:
            for name, value in additions.filled:
                self._update(f"UPDATE contact SET {name} = ? WHERE id = ?", value, contact)
            for position, title in additions.titled:
                self._update("UPDATE position SET title = ? WHERE id = ?", title, position)
            for position in additions.ended:
                self._update("UPDATE position SET current = 0 WHERE id = ?", position)
            first, last = positions.get(contact, (0, -1))
            # What LinkedIn says now comes first, what a card says comes behind.
            rank = first - len(additions.positions) if source == "linkedin" else last + 1
            self._add_positions(contact, additions.positions, rank)
            self._add_channels(contact, additions.channels, channels.get(contact, (0, -1))[1] + 1)
            fresh = [tag for tag in additions.tags if (contact, tag) not in tagged]
            tagged.update((contact, tag) for tag in fresh)
            self._add_words(contact, fresh)
            self._add_kept(contact, additions.kept, source)

    def _update(self, sql: str, *values: object) -> None:
        self._updates.setdefault(sql, []).append(values)

    def _add_positions(
        self, contact: str, positions: Iterable[IncomingPosition], rank: int = 0
    ) -> None:
        for place, one in enumerate(positions, start=rank):
            firm = self._firm(one.organization)
            current = int(not one.until)
            self._rows["position"].append(
                (contact, firm, one.title, one.since, one.until, current, place)
            )

    def _add_channels(
        self, contact: str, channels: Iterable[IncomingChannel], rank: int = 0
    ) -> None:
        for place, one in enumerate(channels, start=rank):
            self._rows["channel"].append(
                (contact, one.kind, one.value, one.label, int(one.preferred), place)
            )

    def _add_words(self, contact: str, tags: Iterable[str]) -> None:
        self._rows["tag"] += [(contact, tag) for tag in dict.fromkeys(tags)]

    def _add_kept(self, contact: str, kept: Iterable[KeptProperty], source: str) -> None:
        self._rows["kept_property"] += [
            (contact, source, one.name, one.value, one.params) for one in kept
        ]

    def _firm(self, name: str) -> str | None:
        if not name:
            return None
        key = name.casefold()
        if key not in self._firms:
            self._firms[key] = new_id()
            self._rows["organization"].append((self._firms[key], name))
        return self._firms[key]


def _with_ids(table: str, rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Rows with their keys, which what nothing refers to gets only now.

    Keys that ascend in the order of writing let the journal's index grow at its end, the cheapest
    place.
    """
    if table in {"organization", "contact"}:
        return rows
    return [(new_id(), *row) for row in rows]


def _ranks(table: str, ids: list[str]) -> dict[str, tuple[int, int]]:
    """The first and last rank of what these contacts have."""
    if not ids:
        return {}
    found = fetch(
        f"SELECT contact_id, min(rank), max(rank) FROM {table}"
        " WHERE contact_id IN (SELECT value FROM json_each(?)) GROUP BY contact_id",
        (json.dumps(ids),),
    )
    return {contact: (first, last) for contact, first, last in found}
