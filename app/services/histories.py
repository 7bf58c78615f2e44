"""What was written about one contact, when, and what it said before: the journal in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from app.database import fetch
from app.domain import asks, favors, pipeline, tidbits, times
from app.domain.people import HistoryRow, direction_names, role_names, touch_names
from app.domain.referrals import permission_names
from app.domain.relationships import warmth_names
from app.i18n import _

LIMIT = 1000  # lines; older ones are in the journal, but nobody scrolls to them

# The parts of a contact that stand in tables of their own: what they are called, and the columns
# that together say what they are.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "position": ("title", "organization_id"),
    "channel": ("value",),
    "role": ("kind",),
    "tag": ("name",),
    "kept_property": ("name", "value"),
    "touch": ("what", "kind"),
    "outreach": ("subject",),
    "need": ("text",),
    "promise": ("text",),
    "favor": ("what",),
    "ask": ("thing",),
    "tidbit": ("text",),
    "referral": ("from_id", "to_id", "reason"),
    "relationship": ("contact_id", "other_id", "how"),
}
# Where a part names its contact, or both of them, by other words than `contact_id`.
_NAMED_BY = {
    "tidbit": ("source_contact_id",),
    "referral": ("from_id", "to_id"),
    "relationship": ("contact_id", "other_id"),
}
# Order and keys, which say nothing to a person.
_UNSAID = frozenset(
    {"rank", "contact_id", "source_contact_id", "invitation_id", "leads_to_id", "opportunity_id",
     "outreach_id", "meeting_id", "booked_for", "by_hand"}
)  # fmt: skip

# Values that stand for words.
_CALLED: Mapping[tuple[str, str], Callable[[], Mapping[Any, str]]] = {
    ("role", "kind"): role_names,
    ("touch", "kind"): touch_names,
    ("touch", "direction"): direction_names,
    ("outreach", "stage"): pipeline.stage_names,
    ("outreach", "closed"): pipeline.closing_names,
    ("tidbit", "may_pass"): tidbits.may_pass_names,
    ("referral", "may_use_name"): permission_names,
    ("relationship", "warmth"): warmth_names,
    ("favor", "size"): favors.size_names,
    ("favor", "direction"): favors.direction_names,
    ("ask", "state"): asks.state_names,
}


def of_contact(contact_id: str) -> tuple[HistoryRow, ...]:
    """Every field of a contact and its parts that was ever written, the newest first."""
    return tuple(_lines(contact_id))


def _lines(contact_id: str) -> Iterator[HistoryRow]:
    words = _words()
    for number, table, column, old, new, clock, label in fetch(_sql(), (contact_id, LIMIT)):
        at = times.to_text(datetime.fromtimestamp(int(clock.split("-")[0]) / 1000, UTC))
        if column == "":
            before, after = _whole(table, old), _whole(table, new)
        elif column in _UNSAID:
            continue
        else:
            before, after = _shown(table, column, old), _shown(table, column, new)
        if before or after:
            name = words.get((table, column)) or words.get((table, "")) or column
            if table == "channel" and column == "":
                name = words[table, json.loads(old or new)["kind"]]
            yield HistoryRow(str(number), at, label, name, before, after)


def _sql() -> str:
    """The ops about a contact: about its own row, its parts that are there, and those gone."""
    there = " UNION ALL ".join(
        f"SELECT id FROM {table} WHERE {column} = ?1"
        for table in _PARTS
        for column in _NAMED_BY.get(table, ("contact_id",))
    )
    gone = ", ".join(f"'{table}'" for table in _PARTS)
    named = ", ".join(f"json_extract(old, '$.{column}')" for column in _naming())
    return f"""
    SELECT op.id, op.tbl, op.col, op.old, op.new, txn.clock, txn.label FROM op
    JOIN txn ON txn.number = op.txn
    WHERE op.row IN (
        SELECT ?1 UNION ALL {there} UNION ALL
        SELECT row FROM op WHERE col = '' AND new IS NULL AND tbl IN ({gone})
            AND instr(old, ?1) AND ?1 IN ({named})
    )
    ORDER BY op.id DESC LIMIT ?2
    """


def _naming() -> list[str]:
    """Every column that leads from a part to its contact."""
    return sorted({"contact_id", *(column for both in _NAMED_BY.values() for column in both)})


def _whole(table: str, row: str | None) -> str:
    """A row that came or went, in short."""
    if row is None:
        return ""
    fields: dict[str, Any] = json.loads(row)
    columns = ("given", "family") if table == "contact" else _PARTS[table]
    said = [_shown(table, column, fields.get(column)) for column in columns]
    return (" " if table == "contact" else " · ").join(filter(None, said))


def _shown(table: str, column: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return ""
    if column == "organization_id":
        found = fetch("SELECT name FROM organization WHERE id = ?", (value,))
        return str(found[0][0]) if found else _("a firm that is gone")
    if column == "settled_by_id":
        found = fetch("SELECT what FROM favor WHERE id = ?", (value,))
        return str(found[0][0]) if found else _("a favor that is gone")
    if column in _naming():
        found = fetch("SELECT trim(given || ' ' || family) FROM contact WHERE id = ?", (value,))
        return str(found[0][0]) if found else _("a contact that is gone")
    if column in ("current", "preferred"):
        return _("yes") if value else _("no")
    names = _CALLED.get((table, column))
    return names().get(value, str(value)) if names is not None else str(value)


def _words() -> dict[tuple[str, str], str]:
    """What the tables and columns are called; a column without a word is called by its table's."""
    return _contact_words() | _part_words()


def _contact_words() -> dict[tuple[str, str], str]:
    return {
        ("contact", ""): _("Contact"),
        ("contact", "given"): _("Given name"),
        ("contact", "family"): _("Family name"),
        ("contact", "say_as"): _("How to say it"),
        ("contact", "place"): _("Place"),
        ("contact", "zone"): _("Time zone"),
        ("contact", "expertise"): _("Expertise"),
        ("contact", "about"): _("About"),
        ("contact", "how_met"): _("How you met"),
        ("contact", "workload"): _("Workload"),
        ("contact", "rhythm_days"): _("Rhythm in days"),
        ("contact", "notes"): _("Notes"),
        ("position", ""): _("Position"),
        ("position", "title"): _("Title"),
        ("position", "organization_id"): _("Firm"),
        ("position", "since"): _("Position since"),
        ("position", "until"): _("Position until"),
        ("position", "current"): _("Current position"),
        ("channel", ""): _("Address"),
        ("channel", "email"): _("E-mail"),
        ("channel", "phone"): _("Phone"),
        ("channel", "link"): _("Link"),
        ("channel", "address"): _("Address"),
        ("channel", "label"): _("Label of an address"),
        ("channel", "preferred"): _("Preferred address"),
    }


def _part_words() -> dict[tuple[str, str], str]:
    return {
        ("role", ""): _("Role"),
        ("tag", ""): _("Tag"),
        ("kept_property", ""): _("From a file"),
        ("touch", ""): _("Contact noted"),
        ("outreach", ""): _("Outreach"),
        ("outreach", "stage"): _("Stage"),
        ("outreach", "closed"): _("Outreach closed"),
        ("outreach", "offered_on"): _("Offer"),
        ("need", ""): _("Need"),
        ("promise", ""): _("Promise"),
        ("promise", "due"): _("Promise due"),
        ("promise", "kept_on"): _("Promise kept"),
        ("need", "met_on"): _("Need met"),
        ("need", "looked_at"): _("Need looked at"),
        ("favor", ""): _("Favor"),
        ("favor", "direction"): _("Who did the favor"),
        ("favor", "size"): _("Size of a favor"),
        ("favor", "on_date"): _("Day of a favor"),
        ("favor", "settled_by_id"): _("Favor settled by"),
        ("ask", ""): _("Ask"),
        ("referral", ""): _("Referral"),
        ("referral", "reason"): _("Why they sent you"),
        ("referral", "may_use_name"): _("May you use the name"),
        ("referral", "on_date"): _("Day of the referral"),
        ("referral", "outcome"): _("What became of it"),
        ("relationship", ""): _("Who knows whom"),
        ("relationship", "how"): _("How they know each other"),
        ("relationship", "warmth"): _("How well"),
        ("tidbit", ""): _("Tidbit"),
        ("tidbit", "may_pass"): _("May be passed on"),
        ("tidbit", "about"): _("What a tidbit is about"),
        ("ask", "size"): _("Size of an ask"),
        ("ask", "wanted_by"): _("Ask wanted by"),
        ("ask", "offer"): _("Offer"),
        ("ask", "state"): _("State of an ask"),
        ("ask", "asked_on"): _("Asked on"),
    }
