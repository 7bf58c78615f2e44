from datetime import UTC, date, datetime, timedelta

import pytest

from app import database, paths
from app.domain.asks import state_names
from app.domain.people import ContactDraft
from app.services import contacts, directory, documents, favors, listings, sample

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))
    yield
    database.close()


def count(table: str) -> int:
    return int(database.fetch(f"SELECT count(*) FROM {table}")[0][0])


def test_the_sample_is_a_whole_search():
    sample.open_copy(TODAY)

    assert count("contact") >= 60
    assert count("organization") == 25
    assert count("meeting") == 20
    assert {row["stage"] for row in listings.outreach()} == {"info_only", "referred", "applied"}
    assert {row["closed"] for row in listings.outreach()} > {"landed", "not_this_time", "resting"}
    for table in ("favor", "need", "promise", "referral", "ask", "touch", "path", "question"):
        assert count(table), table


@pytest.mark.parametrize("weekday", range(7))
def test_meetings_lie_around_today_and_never_on_a_weekend(weekday):
    today = date(2027, 3, 22) + timedelta(weekday)
    sample.open_copy(today)

    starts = [datetime.fromisoformat(m["start"]) for m in listings.meetings() if m["start"]]
    agreed = [m["start"] for m in listings.meetings() if m["state"] == "agreed"]

    assert all(start.weekday() < 5 for start in starts)
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    assert all(timedelta(-58) < start - midnight < timedelta(14) for start in starts)
    assert len(agreed) == 3
    assert all(datetime.fromisoformat(start) > midnight for start in agreed)


def test_a_chain_in_the_sample_is_three_deep():
    sample.open_copy(TODAY)

    chains = database.fetch(
        "SELECT 1 FROM referral a JOIN referral b ON b.from_id = a.to_id"
        " JOIN referral c ON c.from_id = b.to_id"
    )

    assert chains


def test_p27_the_sample_s_held_meetings_have_booked_what_they_owe_and_nothing_twice():
    sample.open_copy(TODAY)
    held = database.fetch("SELECT id FROM meeting WHERE state = 'held'")
    before = favors.listing()

    with database.edit("Book again"):
        favors.book([meeting for (meeting,) in held])

    assert favors.listing() == before
    booked = {"": 0, "time": 0, "referral": 0}
    for row in before:
        booked[row.booked_for] += 1
    assert booked["time"] == booked["referral"] == 10
    assert sum(not row.is_open for row in before) >= 10
    assert {row["state"] for row in listings.asks()} == set(state_names())
    assert sum(not row["offer"] for row in listings.asks() if row["state"] == "prepared") == 1
    assert favors.overall().startswith("You owe ")


def test_the_sample_has_a_resume_that_goes_along_and_can_be_printed():
    """P40"""
    sample.open_copy(TODAY)

    own = documents.chosen()

    assert (own.name, own.added_on) == ("Résumé, version 7", "2026-11-22")
    documents.check(documents.data_of(own.id), own.name)


def test_nobody_takes_the_telling_back_by_mistake():
    path = sample.open_copy(TODAY)

    assert database.undo() is None
    contacts.add(ContactDraft(given="Mine"))
    database.close()
    database.open_book(path)

    assert database.undo() == "Add contact"
    assert database.undo() is None
    assert count("contact") >= 60


def test_an_untouched_copy_is_told_anew_on_another_day():
    sample.open_copy(TODAY)
    first = max(m["start"] for m in listings.meetings() if m["start"])
    database.close()

    sample.open_copy(TODAY + timedelta(30))

    assert max(m["start"] for m in listings.meetings() if m["start"]) > first


def test_a_copy_in_which_somebody_wrote_stays_theirs():
    sample.open_copy(TODAY)
    contacts.add(ContactDraft(given="Mine"))
    database.close()

    sample.open_copy(TODAY + timedelta(30))

    assert directory.ids("Mine")
    assert paths.sample_book().exists()
