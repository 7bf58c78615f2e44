"""Whole lists for the command line: every row, one SELECT each, ready to be JSON."""

import json
from typing import Any

from app.database import fetch
from app.domain import tidbits as rules
from app.domain.names import fold
from app.domain.relationships import warmth_names
from app.i18n import _
from app.services import asks as asked
from app.services import clock, directory
from app.services import documents as kept_documents
from app.services import favors as ledger
from app.services import needs as needed
from app.services import referrals as sent
from app.services import tidbits as kept_tidbits
from app.services.duties import listing as open_duties

_PERSON = "trim(c.given || ' ' || c.family)"


def contacts(search: str = "") -> list[dict[str, Any]]:
    """Every contact, or those that a search finds, by name."""
    found = fetch(
        f"""
        SELECT c.id, {_PERSON}, ifnull(o.name, ''), ifnull(p.title, ''), c.place,
            (SELECT json_group_array(value ORDER BY rank) FROM channel
             WHERE contact_id = c.id AND kind = 'email'),
            (SELECT json_group_array(name ORDER BY id) FROM tag WHERE contact_id = c.id)
        FROM contact_index ci JOIN contact c ON c.id = ci.contact
        LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                        ORDER BY current DESC, rank LIMIT 1)
        LEFT JOIN organization o ON o.id = p.organization_id
        WHERE {_searched("c.id", search)} ORDER BY ci.sort_key, ci.contact
        """,
        _values(search),
    )
    return [
        {"id": i, "name": name, "organization": firm, "title": title, "place": place,
         "emails": json.loads(emails), "tags": json.loads(tags)}
        for i, name, firm, title, place, emails, tags in found
    ]  # fmt: skip


def meetings(search: str = "") -> list[dict[str, Any]]:
    """Every meeting, or those with people that a search finds; those without a date last."""
    found = fetch(
        f"""
        SELECT m.id, m.start, m.zone, m.minutes, m.state, m.purpose, m.place,
            (SELECT json_group_array({_PERSON} ORDER BY mp.rank) FROM meeting_person mp
             JOIN contact c ON c.id = mp.contact_id WHERE mp.meeting_id = m.id)
        FROM meeting m
        WHERE EXISTS (SELECT 1 FROM meeting_person mp WHERE mp.meeting_id = m.id
                      AND {_searched("mp.contact_id", search)}) OR ?1 = ''
        ORDER BY m.start IS NULL, m.start, m.id
        """,
        _values(search),
    )
    return [
        {"id": i, "start": start, "zone": zone, "minutes": minutes, "state": state,
         "purpose": purpose, "place": place, "people": json.loads(people)}
        for i, start, zone, minutes, state, purpose, place, people in found
    ]  # fmt: skip


def outreach(search: str = "") -> list[dict[str, Any]]:
    """Every outreach, or those to people that a search finds; the furthest stage first."""
    found = fetch(
        f"""
        SELECT t.id, {_PERSON}, c.id, t.stage, t.stage_since, t.closed, t.subject, t.next_step
        FROM outreach t JOIN contact c ON c.id = t.contact_id
        WHERE {_searched("c.id", search)}
        ORDER BY t.closed IS NOT NULL,
            CASE t.stage WHEN 'applied' THEN 0 WHEN 'referred' THEN 1 ELSE 2 END, t.stage_since
        """,
        _values(search),
    )
    return [
        {"id": i, "contact": name, "contact_id": contact, "stage": stage, "since": since,
         "closed": closed, "subject": subject, "next_step": next_step}
        for i, name, contact, stage, since, closed, subject, next_step in found
    ]  # fmt: skip


def tidbits(search: str = "") -> list[dict[str, Any]]:
    """Every tidbit with whether it may be passed on, the newest first: for your eyes only (P29)."""
    names, today = rules.may_pass_names(), clock.day()
    return [
        {"id": row.id, "text": row.text, "may_pass": row.may_pass,
         "may_pass_in_words": names[row.may_pass], "source": row.from_whom,
         "source_contact_id": row.source_contact_id, "about": row.about, "heard_on": row.heard_on,
         "fresh_until": row.fresh_until, "stale": row.is_stale(today)}
        for row in kept_tidbits.listing(search)
    ]  # fmt: skip


def duties(search: str = "") -> list[dict[str, Any]]:
    """All that is still to be done, or for people that a search finds; the most urgent first."""
    found = fetch(f"SELECT c.id FROM contact c WHERE {_searched('c.id', search)}", _values(search))
    people = {i for (i,) in found}
    return [
        {"id": ":".join(duty.key), "kind": duty.kind, "due": duty.due.isoformat(),
         "text": duty.text, "reason": duty.reason, "contact": duty.name,
         "contact_id": duty.contact_id, "cause_id": duty.cause_id,
         "outreach_id": duty.outreach_id or None, "was_put_off": duty.was_put_off}
        for duty in open_duties() if duty.contact_id in people
    ]  # fmt: skip


def promises(search: str = "") -> list[dict[str, Any]]:
    """Every promise, either way, or those of people that a search finds; the open ones first."""
    found = fetch(
        f"""
        SELECT p.id, {_PERSON}, c.id, p.direction, p.kind, p.text, p.made_on, p.due, p.kept_on
        FROM promise p JOIN contact c ON c.id = p.contact_id
        WHERE {_searched("c.id", search)}
        ORDER BY p.kept_on IS NOT NULL, p.due IS NULL, p.due, p.made_on, p.id
        """,
        _values(search),
    )
    return [
        {"id": i, "contact": name, "contact_id": contact, "direction": direction, "kind": kind,
         "text": text, "made_on": made, "due": due, "kept_on": kept}
        for i, name, contact, direction, kind, text, made, due, kept in found
    ]  # fmt: skip


def favors(search: str = "") -> list[dict[str, Any]]:
    """Every favor, or those that a search finds; the newest first."""
    return [
        {"id": row.id, "contact": row.name, "contact_id": row.contact_id, "on": row.on_date,
         "direction": row.direction, "size": row.size, "what": row.what,
         "settled_by": row.settled_with, "settles_another": bool(row.settles),
         "booked_for": row.booked_for}
        for row in ledger.rows(ledger.ids(search))
    ]  # fmt: skip


def asks(search: str = "") -> list[dict[str, Any]]:
    """Every ask, or those that a search finds; open ones first."""
    return [
        {"id": row.id, "contact": row.name, "contact_id": row.contact_id, "state": row.state,
         "thing": row.thing, "size": row.size, "wanted_by": row.wanted_by or None,
         "offer": row.offer, "asked_on": row.asked_on or None}
        for row in asked.rows(asked.ids(search))
    ]  # fmt: skip


def needs(search: str = "") -> list[dict[str, Any]]:
    """Every need, or those that a search finds; open ones first."""
    return [
        {"id": row.id, "contact": row.name, "contact_id": row.contact_id, "text": row.text,
         "heard_on": row.heard_on, "met_on": row.met_on or None,
         "looked_at": row.looked_at or None}
        for row in needed.rows(needed.ids(search, which="all"))
    ]  # fmt: skip


def referrals(search: str = "") -> list[dict[str, Any]]:
    """Every referral, or those from or to people that a search finds; the newest first (P33)."""
    return [
        {"id": row.id, "from": row.from_name, "from_id": row.from_id, "to": row.to_name,
         "to_id": row.to_id, "on": row.on_date, "reason": row.reason,
         "may_use_name": row.may_use_name, "outcome": row.result}
        for row in sent.listing(
            f"{_searched('r.from_id', search)} OR {_searched('r.to_id', search)}", _values(search)
        )
    ]  # fmt: skip


def relationships(search: str = "") -> list[dict[str, Any]]:
    """Who knows whom, of everybody or of people that a search finds; the warmest first (P08)."""
    found = fetch(
        f"""
        SELECT k.id, {_PERSON}, c.id, trim(o.given || ' ' || o.family), o.id, k.how, k.warmth
        FROM relationship k
        JOIN contact c ON c.id = k.contact_id JOIN contact o ON o.id = k.other_id
        WHERE {_searched("c.id", search)} OR {_searched("o.id", search)}
        ORDER BY k.warmth DESC, k.id
        """,
        _values(search),
    )
    return [
        {"id": i, "contact": name, "contact_id": contact, "knows": other, "knows_id": other_id,
         "how": how, "warmth": warmth}
        for i, name, contact, other, other_id, how, warmth in found
    ]  # fmt: skip


def documents(search: str = "") -> list[dict[str, Any]]:
    """The résumés and other PDFs of the book whose names have these words, the newest first."""
    words = fold(search.casefold()).split()
    return [
        {"id": row.id, "name": row.name, "kind": row.kind, "added_on": row.added_on,
         "bytes": row.size, "chosen": row.chosen}
        for row in kept_documents.listing()
        if all(word in fold(row.name.casefold()) for word in words)
    ]  # fmt: skip


def line(what: str, row: dict[str, Any]) -> str:
    """One row as a line of text: its id, and what a person would want to see first."""
    if what == "contacts":
        parts = [row["name"], row["organization"], ", ".join(row["emails"])]
    elif what == "meetings":
        parts = [row["start"] or _("no date yet"), ", ".join(row["people"]), row["state"]]
    elif what == "outreach":
        parts = [row["stage"], row["contact"], row["closed"] or row["next_step"]]
    elif what == "duties":
        parts = [row["due"], row["text"], row["reason"]]
    elif what == "promises":
        parts = [row["kept_on"] or row["due"] or row["made_on"], row["direction"], row["contact"],
                 row["text"]]  # fmt: skip
    elif what == "tidbits":
        old = _("old") if row["stale"] else ""
        parts = [f"[{row['may_pass_in_words']}]", row["text"], row["source"], old]
    elif what == "favors":
        parts = [row["on"], row["direction"], row["contact"], row["what"]]
    elif what == "asks":
        offer = _("no offer yet") if not row["offer"] else row["offer"]
        parts = [row["state"], row["contact"], row["thing"], offer]
    elif what == "referrals":
        parts = [row["on"], f"{row['from']} › {row['to']}", row["outcome"], row["reason"]]
    elif what == "relationships":
        parts = [row["contact"], row["knows"], warmth_names()[row["warmth"]], row["how"]]
    elif what == "needs":
        parts = [row["met_on"] or _("open"), row["contact"], row["text"]]
    else:
        shown = (value for key, value in row.items() if key != "id" and not key.endswith("_id"))
        parts = [value for value in shown if isinstance(value, str)]
    return "  ".join([row["id"], *(part for part in parts if part)])


def _searched(contact: str, search: str) -> str:
    """The condition that a contact is among those found; `?1` is what FTS5 is asked for."""
    if not search.strip():
        return "?1 = ''"
    return (
        f"{contact} IN (SELECT f.contact FROM contact_search s JOIN contact_index f"
        " ON f.doc = s.rowid WHERE contact_search MATCH ?1)"
    )


def _values(search: str) -> tuple[str]:
    if not search.strip():
        return ("",)
    return (directory.match_words(search) or '"\x01"',)
