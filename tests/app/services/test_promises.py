from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app import database
from app.database import fetch
from app.domain.people import ContactDraft
from app.domain.promises import PromiseDraft
from app.errors import Invalid, NotFound
from app.services import contacts, directory, duties, promises

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def marta(book):
    return contacts.add(ContactDraft("Marta", "Oyelaran"))


def promise(contact, text="Send the article", **values) -> str:
    return promises.add(PromiseDraft(**({"direction": "mine", "text": text, "contact": contact}
                                        | values)), at=NOW)  # fmt: skip


def test_b06_promises_both_ways_are_listed_the_most_urgent_first(marta):
    promise(marta, "Some day")
    promise(marta, "Introduce me to Viktor", direction="theirs", kind="introduction",
            due=TODAY + timedelta(days=9))  # fmt: skip
    promise(marta, due=TODAY + timedelta(days=2))
    other = contacts.add(ContactDraft("Otto"))
    promise(other, "Call him", due=TODAY)
    assert [row.text for row in promises.listing()] == [
        "Call him", "Send the article", "Introduce me to Viktor", "Some day",
    ]  # fmt: skip
    first = promises.listing(contact_id=marta)[1]
    assert (first.name, first.direction, first.kind) == (
        "Marta Oyelaran", "theirs", "introduction",
    )  # fmt: skip


def test_a_promise_is_kept_and_opened_again_and_both_can_be_undone(marta):
    made = promise(marta)
    promises.kept(made, on=date(2026, 11, 23), at=NOW)
    assert not promises.listing()
    assert promises.listing(kept=True)[0].kept_on == date(2026, 11, 23)
    assert not duties.listing(NOW)
    promises.not_kept(made)
    assert promises.listing()
    assert database.undo() == "Promise not kept yet"
    assert database.undo() == "Promise kept"
    assert len(duties.listing(NOW)) == 1
    with pytest.raises(Invalid, match="still to come"):
        promises.kept(made, on=TODAY + timedelta(days=1), at=NOW)


def test_a_changed_promise_keeps_the_day_on_which_it_was_made(marta):
    made = promise(marta, made_on=date(2026, 11, 20), due=TODAY)
    later = NOW + timedelta(days=9)
    promises.change(made, PromiseDraft("mine", "Send both", TODAY, marta), at=later)
    kept = promises.draft_of(made)
    assert (kept.text, kept.made_on, kept.due) == ("Send both", date(2026, 11, 20), TODAY)
    with pytest.raises(Invalid, match="passed already"):
        promises.change(made, replace(kept, due=date(2026, 11, 25)), at=later)
    assert promises.draft_of(made) == kept


def test_a_promise_that_changes_sides_forgets_what_was_done_about_the_other(marta):
    made = promise(marta)
    (duty,) = duties.listing(NOW)
    duties.put_off(duty.key, date(2027, 1, 4), at=NOW)
    theirs = replace(promises.draft_of(made), direction="theirs", kind="introduction")
    promises.change(made, theirs, at=NOW)
    (reminder,) = duties.listing(NOW)
    duties.done(reminder.key, at=NOW)
    promises.change(made, replace(theirs, direction="mine", kind=""), at=NOW)
    assert [duty.was_put_off for duty in duties.listing(NOW)] == [False]
    assert not fetch("SELECT 1 FROM duty")


def test_a_deleted_promise_takes_what_was_done_about_it_along_and_undo_brings_both_back(marta):
    made = promise(marta)
    (duty,) = duties.listing(NOW)
    duties.put_off(duty.key, date(2027, 1, 4), at=NOW)
    promises.delete([])
    promises.delete([made])
    assert not promises.listing(kept=True)
    assert not fetch("SELECT 1 FROM duty")
    assert database.undo() == "Delete promise"
    assert [duty.was_put_off for duty in duties.listing(NOW)] == [True]


def test_a_promise_stands_in_the_history_and_search_finds_its_person(marta):
    promise(marta, "Send the telematics comparison")
    assert ("Promise", "Send the telematics comparison") in [
        (row.field, row.after) for row in contacts.history(marta)
    ]
    assert directory.ids("telematics") == [marta]


def test_what_is_gone_says_so(marta):
    for verb in (promises.kept, promises.not_kept, promises.draft_of):
        with pytest.raises(NotFound):
            verb("gone")
    with pytest.raises(NotFound):
        promise("gone")
    with pytest.raises(NotFound):
        promises.change("gone", PromiseDraft("mine", "Send it", contact=marta))
