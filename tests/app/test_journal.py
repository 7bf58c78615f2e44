"""Undo, redo and "journal or fail", tried with random stories in every table."""

import itertools
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app import database, journal, migrations, models, search_index
from app.database import edit, fetch
from app.domain.people import ContactDraft, PositionDraft
from app.errors import StorageError
from app.services import contacts, directory
from tests.app import stories
from tests.app.stories import Upset, complete_row, everything, insert

TABLES = sorted(table._meta.table_name for table in models.OWNED)


@pytest.fixture(scope="module")
def new_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    """A fresh, open book for every example of a property; `with new_book() as path`."""
    memory = Path("/dev/shm")  # hundreds of books, each edit of them made durable
    folder = Path(mkdtemp(dir=memory)) if memory.is_dir() else tmp_path_factory.mktemp("books")
    numbers = itertools.count()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BRIDGEBOOK_DATA", str(folder / "data"))
        database.open_book(folder / "empty.bridgebook", create=True)
        database.close()

        @contextmanager
        def new_book() -> Iterator[Path]:
            path = folder / f"{next(numbers)}.bridgebook"
            shutil.copyfile(folder / "empty.bridgebook", path)
            database.open_book(path)
            try:
                yield path
            finally:
                database.close()

        yield new_book
    shutil.rmtree(folder)


def index() -> list[tuple]:
    """What is searched, whose it is; the running numbers of the documents left out."""
    return fetch(
        "SELECT contact, sort_key, organization_key, names, organizations, body"
        " FROM contact_index ORDER BY contact"
    )


def found() -> dict[str, list[str]]:
    return {
        word: sorted(directory.ids(word)) for word in ("ada", "g", "12", "zur", "temp", "blank")
    }


def state() -> tuple:
    assert fetch("PRAGMA foreign_key_check") == []
    return everything(), index(), found()


def assert_search_is_current() -> None:
    with database.database.atomic("IMMEDIATE"):
        assert search_index.stale(database.database) == []
        assert search_index.words_match(database.database)


def replayed() -> dict[str, dict[str, dict]]:
    """Every row, put together from the journal alone."""
    rows: dict[str, dict[str, dict]] = {table: {} for table in TABLES}
    for table, row, column, old, new in fetch("SELECT tbl, row, col, old, new FROM op ORDER BY id"):
        if column:
            assert rows[table][row][column] == old
            rows[table][row][column] = new
        elif old is None:
            rows[table][row] = json.loads(new)
        else:
            assert rows[table].pop(row) == json.loads(old)
    return rows


def as_they_are() -> dict[str, dict[str, dict]]:
    rows = {}
    for table, found in everything().items():
        names = migrations.columns(database.database, table)
        rows[table] = {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in found}
    return rows


# Stories


@given(story=stories.stories)
def test_a_story_walked_all_the_way_back_and_forth_compares_equal(new_book, story):
    with new_book():
        states = [state()]
        for step in story:
            before = database.last_number()
            step.happen()
            if database.last_number() > before:
                states.append(state())
            else:
                assert state() == states[-1]

        for expected in reversed(states[:-1]):
            assert database.undo()
            assert state() == expected
        assert database.undo() is None
        for expected in states[1:]:
            assert database.redo()
            assert state() == expected
        assert database.redo() is None

        assert replayed() == as_they_are()
        assert_search_is_current()


@given(story=stories.stories, walk=st.lists(st.sampled_from("<>|"), max_size=12))
def test_undo_goes_on_where_it_was_after_the_book_was_closed(new_book, story, walk):
    with new_book() as path:
        states, place = [state()], 0
        for step in story:
            before = database.last_number()
            step.happen()
            if database.last_number() > before:
                states.append(state())
        place = len(states) - 1
        for way in walk:
            if way == "|":
                database.close()
                database.open_book(path)
            elif way == "<":
                assert bool(database.undo()) == (place > 0)
                place = max(0, place - 1)
            else:
                assert bool(database.redo()) == (place < len(states) - 1)
                place = min(len(states) - 1, place + 1)
            assert state() == states[place]
            assert bool(database.undo_label()) == (place > 0)
            assert bool(database.redo_label()) == (place < len(states) - 1)
        problems = database.check(path)
        assert [said for said in problems if "The document" not in said] == []  # none has its bytes


@given(story=stories.stories)
def test_a_body_that_raises_leaves_nothing(new_book, story):
    with new_book():
        story[0].happen()
        before = state()
        bookkeeping = "SELECT (SELECT count(*) FROM op), (SELECT count(*) FROM txn)"
        lines = fetch(bookkeeping)

        with pytest.raises(Upset), edit("What fails in the end"):
            for step in story[1:]:
                step.happen()
            raise Upset

        assert state() == before
        assert fetch(bookkeeping) == lines
        assert fetch("SELECT * FROM current_edit") == []
        assert_search_is_current()


@given(story=stories.stories)
def test_an_inner_edit_that_raises_leaves_only_the_outers_work(new_book, story):
    with new_book():
        with edit("Outer"):
            story[0].happen()
            before = everything()
            with pytest.raises(Upset), edit("Inner"):
                for step in story[1:]:
                    step.happen()
                raise Upset
            assert everything() == before

        assert everything() == before
        assert replayed() == as_they_are()
        assert_search_is_current()
        assert database.undo() == "Outer"
        assert not any(everything().values())


@given(numbers=st.lists(st.sampled_from("abur"), max_size=60))
def test_what_can_be_undone_is_read_back_from_the_book_as_it_was_in_memory(new_book, numbers):
    with new_book(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "_STEPS_KEPT", 5)
        undoable: list[int] = []
        redoable: list[int] = []
        for letter in numbers:
            if letter == "u":
                stack = undoable
            elif letter == "r":
                stack = redoable
            else:
                stack = None
            if stack == []:
                continue
            takes_back = stack[-1] if stack else None
            with edit("Add"):
                insert("organization", complete_row("organization"))
            number = database.last_number()
            database.database.execute_sql(
                "UPDATE txn SET takes_back = ? WHERE number = ?", (takes_back, number)
            )
            journal.note_step(undoable, redoable, number, takes_back)

        back, forth = journal.stacks(database.database)

        # The newest few; nothing that was not there, and nothing out of place.
        assert back == undoable[len(undoable) - len(back) :]
        assert forth == redoable[len(redoable) - len(forth) :]
        assert back or forth or not numbers or not (undoable or redoable) or len(numbers) > 5


# One edit


def test_saving_unchanged_values_is_no_step(book):
    ada = contacts.add(ContactDraft("Ada", "Lovelace", notes="12"))
    heard = []
    stop = database.subscribe(heard.append)

    contacts.change(ada, contacts.draft_of(ada))
    with edit("Nothing"):
        database.database.execute_sql("UPDATE contact SET notes = notes, given = 'Ada'")

    stop()
    assert database.last_number() == 1
    assert database.undo_label() == "Add contact"
    assert heard == []


def test_an_edit_of_nothing_is_no_step_and_keeps_what_can_be_redone(book):
    contacts.add(ContactDraft("Ada"))
    database.undo()

    with edit("Nothing"):
        pass

    assert database.redo_label() == "Add contact"


def test_a_new_step_ends_what_could_be_redone(book):
    contacts.add(ContactDraft("Ada"))
    database.undo()
    contacts.add(ContactDraft("Grace"))

    assert database.redo_label() is None
    assert database.redo() is None
    assert database.undo_label() == "Add contact"


def test_inner_edits_join_the_outer_one(book):
    with edit("Outer"):
        contacts.add(ContactDraft("Ada"))
        with edit("Inner"):
            contacts.add(ContactDraft("Grace"))

    assert database.last_number() == 1
    assert database.undo() == "Outer"
    assert directory.count() == 0


def test_a_change_is_announced_once_with_its_tables_after_the_commit(book):
    heard = []

    def listen(change: journal.Change) -> None:
        assert not database.database.in_transaction()
        heard.append((change.label, sorted(change.tables)))

    stop = database.subscribe(listen)
    with edit("Two people"):
        contacts.add(ContactDraft("Ada", positions=(PositionDraft("Firm", "CTO"),)))
        contacts.add(ContactDraft("Grace"))
    database.undo()
    stop()
    stop()  # twice does no harm
    database.redo()

    tables = ["contact", "organization", "position"]
    assert heard == [("Two people", tables), ("Undo Two people", tables)]


def test_a_listener_may_write(book):
    def answer(change: journal.Change) -> None:
        if change.label == "Ask":
            with edit("Answer"):
                insert("organization", complete_row("organization"))

    stop = database.subscribe(answer)
    with edit("Ask"):
        insert("organization", complete_row("organization"))
    stop()

    assert database.last_number() == 2
    assert [database.undo(), database.undo()] == ["Answer", "Ask"]


def test_undo_of_undo_is_called_what_the_person_did(book):
    contacts.add(ContactDraft("Ada"))
    for _again in range(3):
        assert database.undo() == "Add contact"
        assert database.redo() == "Add contact"

    assert database.undo_label() == "Add contact"
    newest = fetch("SELECT label FROM txn ORDER BY number DESC LIMIT 2")
    assert newest == [("Redo Add contact",), ("Undo Add contact",)]


def test_a_step_may_be_undone_and_redone_more_often_than_python_can_nest_calls(book):
    contacts.add(ContactDraft("Ada"))
    database.database.execute_sql(
        "WITH RECURSIVE n (n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM n WHERE n < 5001)"
        " INSERT INTO txn SELECT n, device, n, clock || n, vector, 'Undo', n - 1, n, n FROM n, txn"
    )
    database.close()
    database.open_book(book)

    assert database.undo_label() == "Add contact"
    assert database.redo_label() is None


def test_what_was_told_before_the_persons_doing_began_is_not_taken_back(book):
    contacts.add(ContactDraft("Told"))
    database.begin_here()
    assert database.undo_label() is None
    contacts.add(ContactDraft("Ada"))
    database.close()

    database.open_book(book)

    assert database.undo() == "Add contact"
    assert database.undo() is None
    assert directory.count() == 1


def test_a_step_that_takes_back_what_nobody_knows_is_left_alone():
    assert journal.steps([(1, None), (2, 77), (3, 1), (4, 88)]) == ([], [3])


def test_undo_inside_an_edit_is_a_mistake(book):
    contacts.add(ContactDraft("Ada"))
    with pytest.raises(RuntimeError), edit("Outer"):
        database.undo()

    assert directory.count() == 1


def test_two_changes_of_a_row_in_one_edit_are_taken_back_one_after_the_other(book):
    """Halfway between them the row would stand where the book forbids it (P01)."""
    with edit("Open a door, twice"):
        made = complete_row("outreach")
        outreach = database.new_id()
        insert("outreach", made | {"id": outreach})
        first, second = database.new_id(), database.new_id()
        for invitation in (first, second):
            insert("invitation", complete_row("invitation")
                   | {"id": invitation, "outreach_id": outreach})  # fmt: skip
        execute = database.database.execute_sql
        execute(
            "UPDATE outreach SET stage = 'referred', invitation_id = ?, leads_to_id = contact_id"
            " WHERE id = ?",
            (first, outreach),
        )
    with edit("Change the invitation, then go back"):
        execute("UPDATE outreach SET invitation_id = ? WHERE id = ?", (second, outreach))
        execute("UPDATE outreach SET stage = 'info_only', invitation_id = NULL")
    after = everything()

    database.undo()
    now = fetch("SELECT stage, invitation_id FROM outreach WHERE id = ?", (outreach,))
    assert now == [("referred", first)]
    database.redo()

    assert everything() == after


def test_a_key_never_changes(book):
    contacts.add(ContactDraft("Ada"))

    with pytest.raises(dbapi2.IntegrityError, match="an id never changes"), edit("Rename"):
        database.database.execute_sql("UPDATE contact SET id = 'x'")


def test_a_statement_that_rolls_everything_back_ends_the_edit(book):
    contacts.add(ContactDraft("Ada", tags=("math",)))
    execute = database.database.execute_sql
    before = everything()

    with pytest.raises(dbapi2.DatabaseError), edit("Roll back"):
        execute("UPDATE contact SET notes = 'seen'")
        with pytest.raises(dbapi2.IntegrityError):
            execute("INSERT OR ROLLBACK INTO tag SELECT 'x', contact_id, name FROM tag")
        with pytest.raises(dbapi2.IntegrityError, match="write_outside_edit"):
            execute("UPDATE contact SET notes = 'unseen'")

    assert everything() == before
    assert not database.database.in_transaction()
    contacts.add(ContactDraft("Grace"))


# Journal or fail

WRITES = {
    "insert": "INSERT INTO {table} VALUES ({another})",
    "insert or ignore": "INSERT OR IGNORE INTO {table} VALUES ({another})",
    "insert or fail": "INSERT OR FAIL INTO {table} VALUES ({another})",
    "replace": "REPLACE INTO {table} SELECT * FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true"
    " ON CONFLICT (id) DO UPDATE SET {column} = '2026-01-03'",
    "update": "UPDATE {table} SET {column} = '2026-01-03'",
    "update or ignore": "UPDATE OR IGNORE {table} SET {column} = '2026-01-03'",
    "update or replace": "UPDATE OR REPLACE {table} SET {column} = '2026-01-03'",
    "update of nothing": "UPDATE {table} SET id = id",
    "delete": "DELETE FROM {table}",
}


def another(table: str) -> dict[str, object]:
    """A row that would be welcome, were it written inside an edit."""
    names = migrations.columns(database.database, table)
    made = dict(zip(names, fetch(f"SELECT * FROM {table} LIMIT 1")[0], strict=True))
    made["id"] = database.new_id()
    for name in {"name", "kind", "contact_id"}.intersection(names):
        if (
            table in {"organization", "tag", "role", "duty", "message_template"}
            and name != "contact_id"
        ):
            made[name] = "another"
        elif table in {"meeting_person", "relationship"}:
            taken = (made[name], made.get("other_id", ""))
            made[name] = fetch("SELECT max(id) FROM contact WHERE id NOT IN (?, ?)", taken)[0][0]
    return made


def _sql(how: str, table: str) -> str:
    texts = [
        c.name
        for c in stories.columns(table)
        if not (c.number or c.parent or c.words or c.name == "offered_on")  # has a rule of its own
    ]
    values = ", ".join(
        "NULL" if value is None else repr(value) for value in another(table).values()
    )
    if not texts:
        return (
            WRITES[how]
            .replace("'2026-01-03'", "9")
            .format(table=table, another=values, column="rank")
        )
    return WRITES[how].format(table=table, another=values, column=texts[-1])


@pytest.fixture(scope="module")
def full_book(tmp_path_factory) -> Iterator[Path]:
    """One open book with a row in every table."""
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BRIDGEBOOK_DATA", str(folder / "data"))
        database.open_book(folder / "full.bridgebook", create=True)
        with edit("One of each"):
            for table in TABLES:
                insert(table, complete_row(table))
        yield folder / "full.bridgebook"
        database.close()


REFUSALS = dbapi2.IntegrityError
REFUSED = r"write_outside_edit|P01"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("how", WRITES)
def test_a_write_outside_an_edit_is_refused_by_every_road(full_book, table, how):
    sql = _sql(how, table)
    before = everything()
    bookkeeping = fetch("SELECT count(*) FROM op")
    stranger = dbapi2.connect(str(full_book), isolation_level=None)
    roads = (
        lambda: database.database.execute_sql(sql),
        lambda: database.database.connection().execute(sql),
        lambda: database.database.connection().executemany(sql, [()]),
        lambda: stranger.execute(sql),
        lambda: stranger.executescript(sql),
    )

    for road in roads:
        with pytest.raises(REFUSALS, match=REFUSED):
            road()
    with database.database.atomic(), pytest.raises(REFUSALS, match=REFUSED):
        roads[0]()
    stranger.close()

    assert everything() == before
    assert fetch("SELECT count(*) FROM op") == bookkeeping


@pytest.mark.parametrize("model", models.OWNED, ids=lambda model: model.__name__)
def test_peewee_is_refused_outside_an_edit(full_book, model):
    before = everything()
    there = model.select().first()
    new = {model._meta.columns[n].name: v for n, v in another(model._meta.table_name).items()}
    for write in (
        lambda: model.delete().execute(),
        there.delete_instance,
        there.save,
        lambda: model.insert(new).execute(),
        lambda: model.insert(new).on_conflict_ignore().execute(),
        lambda: model.insert_many([new]).execute(),
        lambda: model.create(**new),
        lambda: model.insert(there.__data__).on_conflict_replace().execute(),
        lambda: model.bulk_update([there], [model._meta.sorted_fields[1]]),
    ):
        with pytest.raises(dbapi2.IntegrityError, match=REFUSED):
            write()

    assert everything() == before


def test_every_owned_table_has_a_model_and_three_triggers(full_book):
    assert migrations.owned_tables(database.database) == TABLES
    there = {row[0] for row in fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for table in TABLES:
        assert there.issuperset(journal.trigger_names(table))


# Values

VALUES = [
    "12", "012", "1e3", " 12 ", "0x1F", "1.50", "NULL", "", "true", "2026-11-24", "[1]",
    '{"a":1}',
    "O'Hara", '"quoted"', "''", "back\\slash \\u0041 \\n",
    "🙂👩‍👩‍👧", "日本語", "İstanbul ß ﬁ", "e\u0301 é",
    "\u202eright to left", "\ufeffbom", "a\tb\nc\r\nd", "nul\x00inside", "\x01\x1f\x7f",
    "x" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize("text", VALUES, ids=lambda text: repr(text[:20]))
def test_a_text_keeps_its_type_and_content_through_undo(book, text):
    person = complete_row("contact")
    with edit("Come"):
        insert("contact", person | {"id": "a", "notes": text})
    with edit("Change"):
        database.database.execute_sql("UPDATE contact SET notes = 'other'")
    with edit("Go"):
        database.database.execute_sql("DELETE FROM contact")

    database.undo()
    database.undo()
    assert fetch("SELECT notes, typeof(notes) FROM contact") == [(text, "text")]
    database.undo()
    database.redo()
    assert fetch("SELECT notes, typeof(notes) FROM contact") == [(text, "text")]
    assert replayed() == as_they_are()


@pytest.mark.parametrize("number", [None, 1, 30, 2**53 + 1, 2**63 - 1])
def test_a_number_and_nothing_keep_their_type_through_undo(book, number):
    with edit("Come"):
        insert("contact", complete_row("contact") | {"id": "a", "rhythm_days": number})
    with edit("Change"):
        database.database.execute_sql(
            "UPDATE contact SET rhythm_days = ifnull(rhythm_days, 8) / 2 + 7"
        )
    with edit("Go"):
        database.database.execute_sql("DELETE FROM contact")

    for _step in range(2):
        database.undo()

    kind = "null" if number is None else "integer"
    assert fetch("SELECT rhythm_days, typeof(rhythm_days) FROM contact") == [(number, kind)]


@given(text=st.text(), number=st.none() | st.integers(1, 2**63 - 1))
@example(text="\x00", number=None)
def test_any_value_comes_back_as_it_was(new_book, text, number):
    with new_book():
        with edit("Come"):
            insert("contact", {"given": "A", "notes": text, "rhythm_days": number})
        there = everything()
        with edit("Change"):
            database.database.execute_sql(
                "UPDATE contact SET notes = notes || '!', rhythm_days = 5"
            )
        with edit("Go"):
            database.database.execute_sql("DELETE FROM contact")
        for _step in range(2):
            database.undo()
        assert everything() == there
        for _step in range(3):
            database.undo() or database.redo()


def test_many_rows_at_once_are_written_as_one_by_one(book):
    names = ["id", *(column.name for column in stories.columns("contact"))]
    rows = []
    for number in range(450):
        text = VALUES[number % (len(VALUES) - 1)]
        made = complete_row("contact") | {"id": f"{number:03d}", "notes": text}
        rows.append(tuple(made[name] for name in names))
    with pytest.raises(dbapi2.IntegrityError, match="write_outside_edit"):
        database.insert_rows("contact", names, rows)

    with edit("Many"):
        database.insert_rows("contact", names, rows)
        database.insert_rows("contact", names, [])

    assert everything()["contact"] == rows
    assert replayed() == as_they_are()
    there = index()
    assert database.undo() == "Many"
    assert directory.count() == 0
    assert database.redo() == "Many"
    assert everything()["contact"] == rows
    assert index() == there


def test_drafts_strip_what_sqlite_would_cut_at(book):
    ada = contacts.add(ContactDraft("Ada\x00", notes="a\x00b"))

    assert contacts.draft_of(ada).given == "Ada"
    assert contacts.draft_of(ada).notes == "ab"


# The line of history


def test_the_lines_of_history_are_numbered_without_a_gap_and_cover_every_op(book):
    for name in ("Ada", "Grace", "Edsger"):
        contacts.add(ContactDraft(name))
    database.undo()
    database.redo()

    lines = fetch("SELECT number, sequence, takes_back, first_op, last_op FROM txn ORDER BY number")
    assert [line[:3] for line in lines] == [
        (1, 1, None), (2, 2, None), (3, 3, None), (4, 4, 3), (5, 5, 4),
    ]  # fmt: skip
    assert lines[0][3] == 1
    assert [line[4] + 1 for line in lines[:-1]] == [line[3] for line in lines[1:]]
    assert fetch("SELECT max(id), count(*) FROM op") == [(lines[-1][4],) * 2]


def test_a_line_says_what_it_knows_of_every_machine(book):
    contacts.add(ContactDraft("Ada"))
    device = database._device
    database.database.execute_sql(
        "UPDATE txn SET vector = ?", (json.dumps({"another": 7, device: 1}),)
    )

    contacts.add(ContactDraft("Grace"))

    assert len(device) == 36
    newest = fetch("SELECT device, sequence, vector FROM txn WHERE number = 2")[0]
    assert newest[:2] == (device, 2)
    assert json.loads(newest[2]) == {"another": 7, device: 2}


def test_a_sequence_number_is_given_once_per_machine(book):
    contacts.add(ContactDraft("Ada"))

    with pytest.raises(dbapi2.IntegrityError, match="UNIQUE"):
        database.database.execute_sql(
            "INSERT INTO txn SELECT 2, device, sequence, clock, vector, label, NULL, 9, 9 FROM txn"
        )


def test_a_clock_that_goes_back_keeps_the_order_of_the_steps(book):
    contacts.add(ContactDraft("Ada"))
    database.database.execute_sql("UPDATE txn SET clock = '4102444800000-000041'")  # year 2100

    contacts.add(ContactDraft("Grace"))
    contacts.add(ContactDraft("Edsger"))

    clocks = [row[0] for row in fetch("SELECT clock FROM txn ORDER BY number")]
    assert clocks == [f"4102444800000-0000{count}" for count in (41, 42, 43)]


@given(st.lists(st.integers(0, 2_000_000_000_000), min_size=2))
def test_the_clock_never_stands_still_and_never_goes_back(instants):
    clock, clocks = "", []
    for now in instants:
        clock = journal.later_than(clock, now)
        clocks.append(clock)

    assert sorted(set(clocks)) == clocks
    assert int(clock.split("-")[0]) >= max(instants)


# Threads


def test_another_thread_reads_but_cannot_write(book):
    contacts.add(ContactDraft("Ada"))
    with edit("Another"):
        insert("organization", complete_row("organization"))

    def work() -> list:
        with pytest.raises(RuntimeError, match="reader"):
            fetch("SELECT 1")
        with database.reader():
            with database.reader():
                counts = fetch("SELECT count(*) FROM contact")
            assert directory.ids("ada")
            assert models.Contact.select().count() == 1
            for write in ("DELETE FROM contact", "REPLACE INTO setting VALUES ('a', 'b')"):
                with pytest.raises(dbapi2.OperationalError, match="readonly"):
                    database.database.execute_sql(write)
            with pytest.raises(RuntimeError, match="Only the thread"), edit("From elsewhere"):
                pass
            with pytest.raises(RuntimeError, match="Only the thread"):
                database.undo()
            with pytest.raises(RuntimeError, match="the thread that opened it"):
                database.close()
        return counts

    assert _in_thread(work) == [(1,)]
    assert directory.count() == 1


def test_a_job_that_outlives_the_book_lets_go_of_it(book):
    contacts.add(ContactDraft("Ada"))
    reading, closed = threading.Event(), threading.Event()

    def work() -> str:
        with database.reader():
            fetch("SELECT * FROM contact")
            reading.set()
            closed.wait(20)
            with pytest.raises(StorageError, match="No book is open"):
                fetch("SELECT * FROM contact")
            with pytest.raises(StorageError, match="is open as a book"):
                book.read_bytes()
        return "done"

    thread, outcome = _start(work)
    assert reading.wait(20)
    database.close()
    closed.set()
    thread.join()

    assert outcome == ["done"]
    assert book.read_bytes()


def _start(work: Callable) -> tuple:
    outcome: list = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as problem:  # noqa: BLE001 - the test looks at it
            outcome.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def _in_thread(work: Callable) -> object:
    thread, outcome = _start(work)
    thread.join()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
