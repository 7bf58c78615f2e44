"""The search follows whatever is written, and can be made anew at any time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import database, search_index
from app.database import edit, fetch
from app.domain import names
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.services import contacts, directory
from tests.app.stories import columns, complete_row, ids, insert

TABLES = sorted(search_index.INDEXED)


def execute(sql: str, *values: object) -> None:
    database.database.execute_sql(sql, values)


def assert_current() -> None:
    assert search_index.stale(database.database) == []
    with database.database.atomic("IMMEDIATE"):
        assert search_index.words_match(database.database)


@pytest.fixture
def full_book(book: Path) -> Iterator[Path]:
    """A book with two rows in every table that is searched, with different words."""
    with edit("Two of each"):
        for table in TABLES:
            for _again in range(2):
                insert(table, complete_row(table))
        for table in TABLES:
            for column in columns(table):
                free = not (column.number or column.parent or column.words or column.optional)
                if free and column.name != "given_on":
                    execute(f"UPDATE {table} SET {column.name} = '{column.name} ' || id")
    assert_current()
    return book


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column)
        for table, column in [
            *[("contact", c) for c in ("given", "family", "say_as", "place", "expertise", "about",
                                       "how_met", "workload", "notes")],
            *[("organization", "name"), ("position", "title"), ("position", "contact_id")],
            *[("position", "organization_id"), ("position", "rank"), ("position", "current")],
            *[("channel", "value"), ("channel", "contact_id"), ("role", "kind")],
            *[("role", "contact_id"), ("tag", "name"), ("tag", "contact_id")],
            *[("kept_property", c) for c in ("name", "value", "contact_id")],
            *[("touch", "what"), ("touch", "contact_id"), ("need", "text"), ("need", "contact_id")],
            *[("promise", "text"), ("promise", "contact_id"), ("favor", "what")],
            *[("favor", "contact_id"), ("ask", "thing"), ("ask", "offer"), ("ask", "contact_id")],
            *[("tidbit", c) for c in ("text", "about", "source_contact_id")],
            *[("outreach", c) for c in ("subject", "next_step", "contact_id")],
            *[("invitation", "words"), ("invitation", "outreach_id")],
            *[("referral", c) for c in ("reason", "outcome", "to_id", "from_id")],
            *[("meeting", c) for c in ("purpose_detail", "place", "notes", "advice", "plan_b",
                                       "what_you_bring")],
            *[("meeting_person", "contact_id"), ("meeting_person", "meeting_id")],
            *[("question", "text"), ("question", "answer"), ("question", "meeting_id")],
        ]
    ],
)  # fmt: skip
def test_a_changed_field_is_found_at_once_and_the_old_one_no_longer(full_book, table, column):
    column = next(c for c in columns(table) if c.name == column)
    for row in ids(table):
        if column.parent:
            (now,) = fetch(f"SELECT {column.name} FROM {table} WHERE id = ?", (row,))[0]
            value = next(i for i in ids(column.parent) if i != now)
        else:
            value = 0 if column.number else f"fresh {row}"
        with edit("Change"):
            execute(f"UPDATE OR IGNORE {table} SET {column.name} = ? WHERE id = ?", value, row)
        assert_current()
    while database.undo():
        assert_current()


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_comes_goes_or_is_replaced_is_followed(full_book, table):
    with edit("Come"):
        insert(table, complete_row(table))
    assert_current()
    for row in ids(table):
        made = dict(
            zip(
                ["id", *(c.name for c in columns(table))],
                fetch(f"SELECT * FROM {table} WHERE id = ?", (row,))[0],
                strict=True,
            )
        )
        texts = dict.fromkeys(("notes", "title", "answer", "words", "outcome", "advice"), "anew")
        with edit("Replace"):
            insert(table, made | {n: v for n, v in texts.items() if n in made}, "REPLACE")
        assert_current()
        with edit("Go"):
            execute("PRAGMA defer_foreign_keys = ON")
            _delete_with_all_that_refers(table, row)
        assert_current()
    while database.undo():
        assert_current()
    while database.redo():
        assert_current()


def _delete_with_all_that_refers(table: str, row: str) -> None:
    execute(f"DELETE FROM {table} WHERE id = ?", row)
    for (child,) in fetch("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for key in fetch(f"PRAGMA foreign_key_list({child})"):
            if key[2] == table and key[4] == "id":
                found = fetch(f'SELECT id FROM {child} WHERE "{key[3]}" = ?', (row,))
                for (referring,) in found:
                    _delete_with_all_that_refers(child, referring)


def test_only_the_tables_that_are_searched_cost_anything(book):
    contacts.add(ContactDraft("Ada"))
    doc = fetch("SELECT doc FROM contact_index")

    with edit("Keep a question"):
        insert("bank_question", complete_row("bank_question"))
    assert fetch("SELECT doc FROM contact_index") == doc


def test_every_word_is_found_by_its_beginning_without_its_accents(book):
    zoe = contacts.add(
        ContactDraft(
            "Zoë", "Brontë-Müller", notes="Knows Γεωργία, Łukasz and O'Hara",
            channels=(
                ChannelDraft("phone", "+44 20 555-0152"), ChannelDraft("email", "z@b.example"),
            ),
            positions=(PositionDraft("Åkerström & Söhne", "CTO"),),
        )
    )  # fmt: skip
    contacts.add(ContactDraft("Ada"))

    for search in ("zoe", "bront mul", "γεωργ", "o'hara", "555-0152", "z@b.example", "aker soh",
                   "CTO", "brontë-müller", '"zoe"', "zo*"):  # fmt: skip
        assert directory.ids(search) == [zoe], search
    assert directory.ids("ada zoe") == []


def test_no_character_upsets_the_search(book):
    contacts.add(ContactDraft("Ada"))
    for code in (*range(0x3000), *range(0xA000, 0xD800, 97), *range(0xE000, 0x20000, 97)):
        directory.ids(f"a{chr(code)}b")
        directory.ids(chr(code))


def test_the_index_is_made_anew_under_another_alphabet(book):
    for family in ("Zeta", "Ärlig"):
        contacts.add(ContactDraft(family=family))
    database.close()
    try:
        database.open_book(book)
        assert [row.family for row in directory.rows(directory.ids())] == ["Ärlig", "Zeta"]
        names.use_alphabet("sv")
        search_index.keep_up(database.database)
        assert [row.family for row in directory.rows(directory.ids())] == ["Zeta", "Ärlig"]
        assert_current()
    finally:
        names.use_alphabet("")


def test_an_index_made_by_other_rules_is_made_anew_when_the_book_opens(book):
    contacts.add(ContactDraft("Ada", "Lovelace"))
    execute("UPDATE contact_index SET sort_key = 'other'")
    execute("UPDATE setting SET value = 'other' WHERE key = 'search_index'")
    database.close()

    database.open_book(book)

    assert_current()
    docs = fetch("SELECT doc FROM contact_index")
    database.close()
    database.open_book(book)
    assert fetch("SELECT doc FROM contact_index") == docs


def test_a_rebuild_leaves_no_trace_of_what_was_wrong(book):
    contacts.add(ContactDraft("Ada", "Lovelace"))
    grace = contacts.add(ContactDraft("Grace"))
    execute("DELETE FROM contact_index WHERE contact = ?", grace)
    execute("INSERT INTO contact_index VALUES (77, 'nobody', '', '', 'Ghost', '', '')")
    assert sorted(search_index.stale(database.database)) == sorted([grace, "nobody"])
    with database.database.atomic("IMMEDIATE"):
        assert not search_index.words_match(database.database)

    search_index.rebuild(database.database)

    assert_current()
    assert directory.ids("ghost") == []
    assert directory.ids("grace") == [grace]


def test_a_book_that_is_only_read_is_searched_and_corrects_words_too(book):
    contacts.add(ContactDraft("Adelaide", "Lovelace"))
    database.close()
    database.open_book(book, read_only=True)

    assert directory.ids("lovelace")
    assert directory.ids("lovelce") == []
    assert directory.did_you_mean("lovelce") == "lovelace"
