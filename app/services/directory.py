"""How contacts are listed, filtered and found: ids first, rows by page."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from app.database import database, fetch
from app.domain import names
from app.domain.people import ContactDraft, ContactRow, PersonChoice
from app.services import standing

Sort = Literal["name", "organization", "last_touch"]
# Letters now, but marks when the tables of SQLite were made.
_CUTS_TOO = re.compile("[\u19b0-\u19c9\u1cf2\u1cf3]")
FOUND_LIMIT = 500  # a search shows this many; more letters find fewer


def ids(
    search: str = "",
    *,
    role: str = "",
    tag: str = "",
    stage: str = "",
    owed: bool = False,
    sort: Sort = "name",
    descending: bool = False,
    limit: int = -1,
) -> list[str]:
    """The contacts that a search box and its filters leave, in order.

    A search gives at most `FOUND_LIMIT`. `owed`: somebody whom I owe a favor or a promise.
    """
    where, values = _filters(role, tag, stage, owed)
    words = match_words(search)
    source = "contact_index ci"
    if words:
        source = (
            "(SELECT rowid AS doc FROM contact_search WHERE contact_search MATCH ?"
            f" ORDER BY rowid LIMIT {FOUND_LIMIT}) found CROSS JOIN contact_index ci"
            " ON ci.doc = found.doc"
        )
        values = [words, *values]
    direction = "DESC" if descending else "ASC"
    order = {
        "name": f"ci.sort_key {direction}, ci.contact {direction}",
        "organization": f"ci.organization_key = '', ci.organization_key {direction},"
        f" ci.sort_key {direction}, ci.contact {direction}",
        "last_touch": f"{_LAST_TOUCH.format(contact='ci.contact')} {direction}, ci.sort_key",
    }[sort]
    sql = f"SELECT ci.contact FROM {source} {where} ORDER BY {order} LIMIT {limit}"
    return [row[0] for row in fetch(sql, values)]


def rows(contact_ids: Sequence[str]) -> list[ContactRow]:
    """These contacts as a list shows them, in the order given; one SELECT."""
    wanted = (json.dumps(list(contact_ids)),)
    found = {
        i: ContactRow(i, given, family, title, organization, stage, last, bool(owed), tags)
        for i, given, family, title, organization, stage, last, owed, tags in fetch(_ROWS, wanted)
    }
    return [found[contact_id] for contact_id in contact_ids if contact_id in found]


def choices(text: str, limit: int = 12) -> list[PersonChoice]:
    """Whom a picker offers for what was typed so far; names first."""
    words = match_words(text)
    if not words:
        found = fetch(
            "SELECT contact FROM contact_index ORDER BY sort_key, contact LIMIT ?", (limit,)
        )
    else:
        found = fetch(
            "SELECT ci.contact FROM contact_search s JOIN contact_index ci ON ci.doc = s.rowid"
            " WHERE contact_search MATCH ? ORDER BY s.rowid LIMIT ?",
            (f"names : ({words})", limit),
        )
    return [PersonChoice(r.id, r.name, r.organization) for r in rows([i for (i,) in found])]


def named(text: str, limit: int = 8) -> list[PersonChoice]:
    """Who has all of these words in the name, each of them whole: “Dana”, “Okafor, Dana”."""
    words = " ".join(f'"{word}"' for word in _words(text))
    if not words:
        return []
    found = fetch(
        "SELECT ci.contact FROM contact_search s JOIN contact_index ci ON ci.doc = s.rowid"
        " WHERE contact_search MATCH ? ORDER BY s.rowid LIMIT ?",
        (f"names : ({words})", limit),
    )
    return [PersonChoice(r.id, r.name, r.organization) for r in rows([i for (i,) in found])]


def is_name(text: str) -> bool:
    """Whether anybody has all of these words in the name."""
    words = " ".join(f'"{word}"' for word in _words(text))
    return bool(words) and bool(fetch(_FINDS, (f"names : ({words})",)))


def alike(draft: ContactDraft) -> list[PersonChoice]:
    """Who in the book has the same name or one of these mail addresses: perhaps the same person."""
    key = names.name_key(draft.given, draft.family)
    mails = [channel.value for channel in draft.channels if channel.kind == "email"]
    found = fetch(
        "SELECT contact FROM contact_index WHERE sort_key = ?1 AND ?1 <> ''"
        " UNION SELECT contact_id FROM channel WHERE kind = 'email'"
        " AND value COLLATE NOCASE IN (SELECT value FROM json_each(?2)) LIMIT 5",
        (key, json.dumps(mails)),
    )
    return [PersonChoice(r.id, r.name, r.organization) for r in rows([i for (i,) in found])]


def count() -> int:
    """How many contacts there are."""
    return int(fetch("SELECT count(*) FROM contact")[0][0])


def tag_names() -> list[str]:
    """Every tag in use."""
    return [row[0] for row in fetch("SELECT DISTINCT name FROM tag ORDER BY name COLLATE NOCASE")]


def organization_names(text: str, limit: int = 12) -> list[str]:
    """Firms that begin with what was typed."""
    begins = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = fetch(
        "SELECT name FROM organization WHERE name LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?",
        (begins, limit),
    )
    return [row[0] for row in found]


def did_you_mean(search: str) -> str:
    """A search that finds somebody, each word at most two letters away; '' when there is none."""
    meant = []
    for word in _words(search):
        known = word if fetch(_FINDS, (f'"{word}"*',)) else _nearest(word.casefold())
        if not known:
            return ""
        meant.append(known)
    text = " ".join(meant)
    return text if text and text != " ".join(_words(search)) and ids(text, limit=1) else ""


def _nearest(word: str) -> str:
    """The most frequent word in names and firms that is nearest to this one, or ''."""
    allowed = 1 if len(word) < 5 else 2
    if len(word) < 3:
        return ""
    database.execute_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, contact_search,"
        " col)"
    )
    best = (allowed + 1, 0, "")
    for begins in dict.fromkeys(word[:2]):  # a slip at the very beginning swaps or adds a letter
        between = (begins, chr(ord(begins) + 1), len(word) - allowed, len(word) + allowed)
        for known, frequency in fetch(_WORDS_LIKE, between):
            if len(set(word) - set(known)) <= allowed:
                distance = names.distance(word, known, at_most=allowed)
                if distance <= allowed:
                    best = min(best, (distance, -frequency, known))
    return best[2]


def match_words(search: str) -> str:
    """What FTS5 is asked for: every word as a prefix."""
    return " ".join(f'"{word}"*' for word in _words(search))


def match_any(words: Iterable[str]) -> str:
    """What FTS5 is asked for where one word of several is enough; '' where there is none."""
    return " OR ".join(f'"{word}"*' for word in _words(" ".join(sorted(words))))


def _words(search: str) -> list[str]:
    """The words of a search, cut where FTS5 cuts.

    Its index knows no phrases (they would double it), so a word that FTS5 cut in two would be
    refused.
    """
    return "".join(c if _in_words(c) else " " for c in names.fold(search)).split()


def _in_words(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (kind[0] in "LN" or kind == "Co") and not _CUTS_TOO.match(letter)


def _filters(role: str, tag: str, stage: str, owed: bool) -> tuple[str, list[str]]:
    clauses, values = [], []
    if role:
        clauses.append("ci.contact IN (SELECT contact_id FROM role WHERE kind = ?)")
        values.append(role)
    if tag:
        clauses.append("ci.contact IN (SELECT contact_id FROM tag WHERE name = ?)")
        values.append(tag)
    if stage:
        clauses.append(
            "ci.contact IN (SELECT contact_id FROM outreach WHERE stage = ? AND closed IS NULL)"
        )
        values.append(stage)
    if owed:
        clauses.append(f"ci.contact IN ({_OWED})")
    return (f"WHERE {' AND '.join(clauses)}" if clauses else ""), values


_FINDS = "SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT 1"
_WORDS_LIKE = (
    "SELECT term, doc FROM temp.search_word WHERE term >= ? AND term < ? AND col <> 'body'"
    " AND length(term) BETWEEN ? AND ?"
)
_OWED = (
    "SELECT contact_id FROM promise WHERE direction = 'mine' AND kept_on IS NULL"
    f" UNION SELECT f.contact_id FROM favor f WHERE {standing.STANDS.format(f='f')}"
    f" GROUP BY f.contact_id HAVING {standing.I_OWE} > 0"
)
_LAST_TOUCH = (
    "max(ifnull((SELECT max(at) FROM touch WHERE contact_id = {contact}), ''),"
    " ifnull((SELECT max(m.start) FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id"
    " WHERE mp.contact_id = {contact} AND m.state = 'held'), ''))"
)
_ROWS = f"""
SELECT c.id, c.given, c.family, ifnull(p.title, ''), ifnull(o.name, ''),
    ifnull((SELECT stage FROM outreach t WHERE t.contact_id = c.id AND t.closed IS NULL
            ORDER BY CASE stage WHEN 'applied' THEN 0 WHEN 'referred' THEN 1 ELSE 2 END LIMIT 1),
           ''),
    {_LAST_TOUCH.format(contact="c.id")},
    EXISTS (SELECT 1 FROM promise WHERE contact_id = c.id AND direction = 'mine'
            AND kept_on IS NULL)
        OR ifnull((SELECT {standing.I_OWE} FROM favor f
                   WHERE f.contact_id = c.id AND {standing.STANDS.format(f="f")}), 0) > 0,
    ifnull((SELECT group_concat(name, ' · ' ORDER BY name) FROM tag WHERE contact_id = c.id), '')
FROM json_each(?) wanted JOIN contact c ON c.id = wanted.value
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization o ON o.id = p.organization_id
"""  # the current position, or the last one
