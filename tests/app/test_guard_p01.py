"""P01 from every side: nothing goes past information only without whoever opened the door."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app import database, migrations
from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.errors import AppError, Refused
from app.services import contacts, outreach

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def lead(giver: str, **other: object) -> InvitationDraft:
    draft = {
        "kind": "lead", "given_on": TODAY, "channel": "in_person", "words": "Talk to Helen.",
        "given_by": giver, "leads_to_name": "Helen Zuber",
    }  # fmt: skip
    return InvitationDraft(**(draft | other))


def position(giver: str, **other: object) -> InvitationDraft:
    draft = {
        "kind": "position", "given_on": TODAY, "channel": "mail", "words": "Put your hat in.",
        "given_by": giver,
    }  # fmt: skip
    return InvitationDraft(**(draft | other))


OPENING = OpportunityDraft("Planner", "Ostrava Cold Chain")


def unopened() -> list[tuple]:
    """Rows past the first stage without a whole invitation of their own: there must be none."""
    return fetch(
        "SELECT o.id, o.stage FROM outreach o WHERE o.stage <> 'info_only' AND NOT EXISTS ("
        " SELECT 1 FROM invitation i JOIN contact c ON c.id = i.given_by_id"
        " WHERE i.id = o.invitation_id AND i.outreach_id = o.id AND trim(i.words) <> ''"
        " AND trim(i.channel) <> '' AND date(i.given_on) = i.given_on)"
    )


@pytest.fixture
def marta(book) -> str:
    return contacts.add(ContactDraft("Marta", "Oyelaran"))


@pytest.fixture
def fresh(marta) -> str:
    """An outreach to Marta, information only."""
    return outreach.open(OutreachDraft(marta), at=NOW)


@pytest.fixture
def referred(marta, fresh) -> str:
    """The same, after Marta gave a lead."""
    outreach.advance(fresh, "referred", invitation=lead(marta), at=NOW)
    return fresh


# By the services


def test_p01_an_outreach_begins_as_information_only(fresh):
    assert outreach.standing(fresh).stage == "info_only"


@pytest.mark.parametrize("to", ["referred", "applied"])
def test_p01_the_drag_that_records_no_invitation_is_refused_with_the_better_move(fresh, to):
    with pytest.raises(Refused, match=r"information only.*who opened the door"):
        outreach.advance(
            fresh, to, opportunity=OPENING if to == "applied" else None, applied_on=TODAY, at=NOW
        )
    assert outreach.standing(fresh).stage == "info_only"


@pytest.mark.parametrize(
    "broken",
    [
        {"words": ""}, {"words": " \n\u200b\u00a0"}, {"channel": " "}, {"given_on": None},
        {"given_on": TODAY + timedelta(days=1)}, {"given_by": ""}, {"kind": ""},
        {"leads_to_name": ""},
    ],
)  # fmt: skip
def test_p01_an_invitation_that_lacks_something_opens_nothing(marta, fresh, broken):
    with pytest.raises(AppError):
        outreach.advance(fresh, "referred", invitation=lead(marta, **broken), at=NOW)
    assert outreach.standing(fresh).stage == "info_only"
    assert not fetch("SELECT 1 FROM invitation UNION ALL SELECT 1 FROM referral")


def test_p01_the_invitation_of_another_outreach_opens_nothing(marta, referred):
    jonas = contacts.add(ContactDraft("Jonas", "Hale"))
    other = outreach.open(OutreachDraft(jonas), at=NOW)
    stolen = fetch("SELECT invitation_id, leads_to_id FROM outreach WHERE id = ?", (referred,))[0]
    with pytest.raises(Refused), edit("Steal"):
        database.database.execute_sql(
            "UPDATE outreach SET stage = 'referred', invitation_id = ?, leads_to_id = ?"
            " WHERE id = ?",
            (*stolen, other),
        )
    assert outreach.standing(other).stage == "info_only"


def test_p01_after_going_back_the_door_has_to_be_opened_anew(marta, referred):
    outreach.go_back(referred, "info_only", at=NOW)
    with pytest.raises(Refused, match="information only"):
        outreach.advance(referred, "referred", at=NOW)
    assert fetch("SELECT count(*) FROM invitation") == [(1,)]  # it stays in the history


def test_p01_landing_needs_the_application_and_so_the_invitation(fresh, referred):
    with pytest.raises(Refused, match="Landed comes after applied"):
        outreach.close(fresh, "landed", at=NOW)


def test_p01_whoever_opened_a_door_is_not_deleted_while_an_outreach_stands_on_it(marta, book):
    jonas = contacts.add(ContactDraft("Jonas", "Hale"))
    other = outreach.open(OutreachDraft(jonas), at=NOW)
    outreach.advance(other, "referred", invitation=lead(marta), at=NOW)
    with pytest.raises(Refused, match="stands on a door that involves Marta Oyelaran"):
        contacts.delete([marta])
    assert not unopened()
    contacts.delete([marta, jonas])  # together with the outreach they may go
    assert fetch("SELECT count(*) FROM invitation") == [(0,)]
    database.undo()
    assert outreach.standing(other).stage == "referred"
    assert not unopened()


# By SQL, through the open book

FORBIDDEN = {
    "an update": "UPDATE outreach SET stage = 'applied' WHERE id = :fresh",
    "an update with an invitation that is not there": (
        "UPDATE outreach SET stage = 'referred', invitation_id = 'x', leads_to_id = :marta"
        " WHERE id = :fresh"
    ),
    "a row that begins further": (
        "INSERT INTO outreach (id, contact_id, stage, opened_on, stage_since, invitation_id,"
        " leads_to_id) VALUES ('n', :marta, 'referred', '2026-11-01', '2026-11-01', 'x', :marta)"
    ),
    "a replaced outreach": (
        "INSERT OR REPLACE INTO outreach (id, contact_id, stage, opened_on, stage_since,"
        " invitation_id, leads_to_id) VALUES (:fresh, :marta, 'referred', '2026-11-01',"
        " '2026-11-01', 'x', :marta)"
    ),
    "an upsert": (
        "INSERT INTO outreach (id, contact_id, opened_on, stage_since) VALUES (:fresh, :marta,"
        " '2026-11-01', '2026-11-01') ON CONFLICT (id) DO UPDATE SET stage = 'applied'"
    ),
    "an update or ignore": "UPDATE OR REPLACE outreach SET stage = 'referred' WHERE id = :fresh",
    "a stage that there is not": "UPDATE outreach SET stage = 'Applied' WHERE id = :fresh",
    "an invitation taken away": "DELETE FROM invitation",
    "words made blank": "UPDATE invitation SET words = ' '",
    "words that cannot be seen": "UPDATE invitation SET words = char(9, 10, 160, 8203, 65279)",
    "words that end before they begin": "UPDATE invitation SET words = char(0) || 'x'",
    "a blank channel": "UPDATE invitation SET channel = char(8195)",
    "a day that does not exist": "UPDATE invitation SET given_on = '2026-02-30'",
    "a day that is no day": "UPDATE invitation SET given_on = 'now'",
    "another kind": "UPDATE invitation SET kind = 'hint'",
    "another outreach's now": "UPDATE invitation SET outreach_id = :fresh",
    "nobody's any more": "UPDATE invitation SET given_by_id = 'nobody'",
    "another key": "UPDATE invitation SET id = 'other'",
    "a replaced invitation": (
        "INSERT OR REPLACE INTO invitation (id, outreach_id, kind, given_on, channel, words,"
        " given_by_id) SELECT id, :fresh, 'lead', '2026-11-01', 'met', 'Yes', given_by_id"
        " FROM invitation"
    ),
    "a standing outreach under another key": (
        "UPDATE outreach SET id = 'moved' WHERE stage = 'referred'"
    ),
    "an outreach that forgets its invitation": (
        "UPDATE outreach SET invitation_id = NULL WHERE stage = 'referred'"
    ),
    "its giver taken away": ("DELETE FROM contact WHERE id = (SELECT given_by_id FROM invitation)"),
    "landed from the beginning": "UPDATE outreach SET closed = 'landed' WHERE id = :fresh",
}


@pytest.fixture
def two(book) -> dict[str, str]:
    """One outreach that was referred, and a fresh one to another contact."""
    marta = contacts.add(ContactDraft("Marta", "Oyelaran"))
    jonas = contacts.add(ContactDraft("Jonas", "Hale"))
    ines = contacts.add(ContactDraft("Ines", "Ferro"))
    old = outreach.open(OutreachDraft(jonas), at=NOW)
    outreach.advance(old, "referred", invitation=lead(ines), at=NOW)
    return {"marta": marta, "fresh": outreach.open(OutreachDraft(marta), at=NOW)}


def filled_in(sql: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        sql = sql.replace(f":{name}", f"'{value}'")
    return sql


@pytest.mark.parametrize("what", FORBIDDEN)
def test_p01_sql_inside_an_edit_is_refused(two, what):
    before = dump()
    with pytest.raises((AppError, dbapi2.DatabaseError)), edit("Cheat"):
        database.database.execute_sql(filled_in(FORBIDDEN[what], two))
    assert dump() == before


@pytest.mark.parametrize("what", FORBIDDEN)
def test_p01_sql_outside_an_edit_is_refused(two, what):
    before = dump()
    with pytest.raises(dbapi2.DatabaseError):
        database.database.execute_sql(filled_in(FORBIDDEN[what], two))
    assert dump() == before


def test_p01_many_rows_at_once_are_refused_and_none_stays(two):
    contact, opened = two["marta"], "2026-11-01"
    rows = [("good", contact, "info_only", opened, opened, None)]
    rows += [(f"bad{n}", contact, "referred", opened, opened, "x") for n in range(3)]
    before = dump()
    with pytest.raises(Refused, match="information only"), edit("Import"):
        database.database.connection().executemany(
            "INSERT INTO outreach (id, contact_id, stage, opened_on, stage_since, invitation_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
    assert dump() == before


def test_p01_an_import_that_says_applied_is_refused_whole(two):
    before = dump()
    with pytest.raises(Refused), edit("Import contacts"):
        new = contacts.add(ContactDraft("Aiko", "Kimura"))
        thread = outreach.open(OutreachDraft(new), at=NOW)
        outreach.advance(thread, "applied", opportunity=OPENING, applied_on=TODAY, at=NOW)
    assert dump() == before


def test_p01_a_refusal_by_the_tables_is_a_sentence_for_people(two):
    with pytest.raises(Refused, match="Record who opened the door"), edit("Cheat"):
        database.database.execute_sql(filled_in(FORBIDDEN["an update"], two))


# By another program, on a copy of the closed book, with every safety switched off


@contextmanager
def raw(path: Path, *, safe: bool = False) -> Iterator[dbapi2.Connection]:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.create_function("bridgebook_key", -1, lambda *_args: "", deterministic=True)
    if not safe:
        connection.execute("PRAGMA foreign_keys = 0")
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("PRAGMA recursive_triggers = 0")
        connection.execute("INSERT OR REPLACE INTO current_edit VALUES (1, 999)")
    try:
        yield connection
    finally:
        connection.close()


@pytest.fixture
def copy(two, book, tmp_path) -> Path:
    database.close()
    return Path(shutil.copy(book, tmp_path / "Copy.bridgebook"))


# Whether somebody is deleted or lands is no breach of the door by itself: the two that stand only
# in a CHECK pass when CHECKs are off.
ONLY_CHECKED = {"landed from the beginning"}


@pytest.mark.parametrize("what", sorted(FORBIDDEN.keys() - ONLY_CHECKED))
def test_p01_another_program_with_all_safety_off_is_refused(two, copy, what):
    with raw(copy) as connection:
        with pytest.raises(dbapi2.DatabaseError, match="P01"):
            connection.execute(filled_in(FORBIDDEN[what], two))
        assert_nothing_unopened(connection)


def test_p01_another_program_cannot_put_one_invitation_over_another(two, copy):
    with raw(copy) as connection:
        connection.execute(
            filled_in(
                "INSERT INTO invitation (id, outreach_id, kind, given_on, channel, words,"
                " given_by_id) VALUES ('b', :fresh, 'lead', '2026-11-01', 'met', 'x', :marta)",
                two,
            )
        )
        with pytest.raises(dbapi2.DatabaseError, match=r"P01|never changes"):
            connection.execute(
                "UPDATE OR REPLACE invitation SET id ="
                " (SELECT invitation_id FROM outreach WHERE stage = 'referred') WHERE id = 'b'"
            )
        assert_nothing_unopened(connection)


def test_p01_another_program_with_its_safety_on_cannot_write_at_all(two, copy):
    with raw(copy, safe=True) as connection:
        for sql in FORBIDDEN.values():
            with pytest.raises(dbapi2.DatabaseError):
                connection.execute(filled_in(sql, two))
        assert_nothing_unopened(connection)


def test_p01_without_the_triggers_the_constraints_still_hold(two, copy):
    with raw(copy, safe=True) as connection:
        connection.execute("PRAGMA foreign_keys = 1")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for what, sql in FORBIDDEN.items():
            # An upsert or update to the stage alone meets the CHECK, foreign keys meet the rest.
            with pytest.raises(dbapi2.DatabaseError, match="constraint"):
                connection.execute(filled_in(sql, two))
            assert what, assert_nothing_unopened(connection)


def assert_nothing_unopened(connection: dbapi2.Connection) -> None:
    found = connection.execute(
        "SELECT count(*) FROM outreach o WHERE o.stage <> 'info_only' AND NOT EXISTS ("
        " SELECT 1 FROM invitation i WHERE i.id = o.invitation_id AND i.outreach_id = o.id"
        " AND trim(i.words) <> '')"
    )
    assert found.fetchone() == (0,)


# By stories, walked all the way back and forth


def dump() -> dict[str, list[tuple]]:
    """Every row of every table that the person owns."""
    return {
        table: fetch(f"SELECT * FROM {table} ORDER BY id")
        for table in migrations.owned_tables(database.database)
    }


VERBS = st.sampled_from(
    ["open", "lead", "position", "apply", "back", "back_one", "rest", "land", "reopen", "delete",
     "delete_giver", "cheat", "undo", "redo"]
)  # fmt: skip
STORIES = st.lists(st.tuples(VERBS, st.integers(0, 5)), min_size=1, max_size=14)


def act(verb: str, number: int) -> None:
    """Do one thing of a story, as far as the rules let it be done."""
    if verb == "undo":
        database.undo()
    elif verb == "redo":
        database.redo()
    people = [i for (i,) in fetch("SELECT id FROM contact ORDER BY id")]
    threads = [i for (i,) in fetch("SELECT id FROM outreach ORDER BY id")]
    if not threads or verb == "open":
        who = people[number % len(people)] if people else ""
        outreach.open(OutreachDraft(who, "Somebody New"), at=NOW)
        return
    thread, giver = threads[number % len(threads)], people[number % len(people)]
    {
        "lead": lambda: outreach.advance(thread, "referred", invitation=lead(giver), at=NOW),
        "position": lambda: outreach.advance(
            thread, "applied", invitation=position(giver), opportunity=OPENING, applied_on=TODAY,
            at=NOW,
        ),
        "apply": lambda: outreach.advance(
            thread, "applied", opportunity=OPENING, applied_on=TODAY, at=NOW
        ),
        "back": lambda: outreach.go_back(thread, "info_only", at=NOW),
        "back_one": lambda: outreach.go_back(thread, "referred", at=NOW),
        "rest": lambda: outreach.rest(thread, date(2027, 1, 4), at=NOW),
        "land": lambda: outreach.close(thread, "landed", at=NOW),
        "reopen": lambda: outreach.reopen(thread, at=NOW),
        "delete": lambda: outreach.delete([thread]),
        "delete_giver": lambda: contacts.delete([giver]),
        "cheat": lambda: cheat(thread),
    }.get(verb, lambda: None)()  # fmt: skip


def cheat(thread: str) -> None:
    with edit("Cheat"):
        database.database.execute_sql(
            "UPDATE outreach SET stage = 'applied', closed = NULL WHERE id = ?"
            " AND stage = 'info_only'",
            (thread,),
        )


@given(STORIES)
def test_p01_no_story_leaves_a_row_past_the_first_stage_without_its_invitation(story):
    with tempfile.TemporaryDirectory() as folder:
        database.open_book(Path(folder) / "Story.bridgebook", create=True)
        try:
            for verb, number in story:
                before = dump()
                try:
                    act(verb, number)
                except AppError:
                    assert dump() == before
                assert not unopened()
            walk_back_and_forth()
        finally:
            database.close()


def walk_back_and_forth() -> None:
    after = dump()
    passed = [after]
    while database.undo() is not None:
        passed.append(dump())
        assert not unopened()
    for expected in reversed(passed[:-1]):
        assert database.redo() is not None
        assert dump() == expected
        assert not unopened()
    while database.redo() is not None:  # what the story itself had undone
        assert not unopened()
