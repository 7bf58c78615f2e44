"""P29: information worth having, within propriety and confidence; P24: whom it helps."""

from datetime import UTC, date, datetime

import pytest

from app import database
from app.domain.meetings import AskDraft, MeetingDraft
from app.domain.people import ContactDraft, PositionDraft
from app.domain.tidbits import TidbitDraft
from app.errors import Invalid, NotFound
from app.models import Need
from app.services import contacts, directory, listings, tidbits, timelines

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
FREE = "Reefer telematics are half the price in spring"


@pytest.fixture
def dana(book):
    return contacts.add(
        ContactDraft(
            "Dana",
            "Okafor",
            expertise="cold-chain forecasting\nreefer telematics",
            positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),),
        )
    )


@pytest.fixture
def priya(book):
    return contacts.add(ContactDraft("Priya", "Nair", expertise="reefer telematics"))


def add(text=FREE, may_pass="freely", **fields):
    return tidbits.add(TidbitDraft(text, may_pass=may_pass, **fields), at=AT)


def need(contact, text):
    with database.edit("Note need"):
        Need.create(contact=contact, text=text, heard_on="2026-11-01")


def offered(*people, **fields):
    return [one.text for one in tidbits.for_meeting(MeetingDraft(people=people, **fields), at=AT)]


def test_a_tidbit_is_kept_changed_deleted_and_all_of_it_taken_back(priya):
    tidbit = add("  It snows ", source="mail", source_contact_id=priya, about="roads")
    assert tidbits.draft_of(tidbit) == TidbitDraft(
        "It snows", "mail", priya, "freely", "roads", date(2026, 11, 25)
    )

    tidbits.change(tidbit, TidbitDraft("It thaws", fresh_until=date(2026, 12, 1)), at=AT)
    assert tidbits.draft_of(tidbit).fresh_until == date(2026, 12, 1)
    tidbits.delete([tidbit])
    assert tidbits.listing() == []

    assert [database.undo() for _ in range(3)] == ["Delete tidbit", "Change tidbit", "Note tidbit"]
    assert tidbits.listing() == []
    database.redo()
    assert tidbits.listing()[0].from_whom == "Priya Nair, mail"


def test_what_is_gone_is_said(book):
    with pytest.raises(NotFound):
        tidbits.draft_of("nobody")
    with pytest.raises(NotFound):
        tidbits.change("nobody", TidbitDraft("x"))
    with pytest.raises(Invalid, match="deleted meanwhile"):
        tidbits.add(TidbitDraft("x", source_contact_id="nobody"))


def test_a_search_finds_texts_topics_and_sources_without_accents(priya):
    add("Échéances move", about="invoicing")
    add(source_contact_id=priya)
    add("It snows", source="Café Central")

    assert [row.text for row in tidbits.listing("ECHEANCES invoic")] == ["Échéances move"]
    assert [row.text for row in tidbits.listing("nair")] == [FREE]
    assert [row.text for row in tidbits.listing("cafe")] == ["It snows"]
    assert len(tidbits.listing()) == 3


def test_a_meeting_is_offered_what_the_contact_works_on(dana):
    """P29."""
    add()
    add("It snows in Tromsø")

    (one,) = tidbits.for_meeting(MeetingDraft(people=(dana,)), at=AT)

    assert (one.text, one.because) == (FREE, "Dana works on reefer telematics")
    assert tidbits.for_contact(dana, at=AT) == (one,)
    assert offered() == []


def test_needs_firms_and_what_the_meeting_is_about_count_too(dana):
    """P24, P29."""
    need(dana, "A speaker for her analyst day")
    add("Rui speaks to analysts in January")
    add("Meridian lets three halls", about="Meridian Foods")
    add("Night shifts pay double", about="night shifts")

    assert len(offered(dana)) == 2
    assert "Night shifts pay double" in offered(dana, purpose_detail="Planning night shifts")


def test_what_may_not_be_told_or_is_stale_or_told_already_is_not_offered(dana, priya):
    """P29."""
    add(may_pass="no")
    add(fresh_until=date(2026, 11, 25), heard_on=date(2026, 11, 1))
    add("Telematics: reefer tests at Priya’s", "unnamed", source_contact_id=priya)

    assert offered(dana) == [FREE]
    assert offered(dana, what_you_bring=(FREE,)) == []
    assert offered(dana, ask=AskDraft(thing="x", offer=FREE)) == []
    tomorrow = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert tidbits.for_contact(dana, at=tomorrow) == ()


def test_a_source_is_not_offered_her_own_news(dana, priya):
    """P29."""
    add(source_contact_id=priya)

    assert offered(dana) == [f"{FREE} (from Priya Nair)"]
    assert offered(priya) == []
    assert offered(dana, priya) == []


def test_a_new_text_says_whom_it_would_help(dana, priya):
    """P24."""
    need(dana, "A speaker for her January analyst day")

    (found,) = tidbits.helped_by("Rui would speak in JANUARY to analysts")

    assert (found.name, found.text) == ("Dana", "A speaker for her January analyst day")
    assert tidbits.helped_by("Rui would speak in January", besides=[dana]) == ()
    assert tidbits.helped_by("") == ()


def test_a_deleted_source_leaves_the_tidbit(priya):
    add(source_contact_id=priya)
    contacts.delete([priya])

    assert tidbits.listing()[0].source_contact_id == ""


def test_the_source_is_found_by_what_she_told_and_her_history_tells_of_it(priya):
    """P18, P29."""
    tidbit = add("Vendors halve prices", "no", source_contact_id=priya)
    assert directory.ids("vendors") == [priya]

    tidbits.change(tidbit, TidbitDraft("Vendors halve prices", "", priya, "freely"), at=AT)
    told = [(line.field, line.before, line.after) for line in contacts.history(priya)]
    assert ("May be passed on", "Only for you", "May be passed on") in told
    assert ("Tidbit", "", "Vendors halve prices") in told
    (row,) = [row for row in timelines.of_contact(priya) if row.kind == "tidbit"]
    assert (row.text, row.detail, row.target_id) == ("freely", "Vendors halve prices", tidbit)

    tidbits.delete([tidbit])
    assert directory.ids("vendors") == []
    assert contacts.history(priya)[0].before == "Vendors halve prices"


def test_the_list_for_your_own_eyes_has_all_and_says_which_may_go(priya):
    """P29."""
    add("Vendors halve prices", "no", source_contact_id=priya)
    add("It snows", fresh_until=date(2026, 11, 25))

    secret, open_one = sorted(listings.tidbits(), key=lambda row: row["may_pass"] != "no")
    assert listings.line("tidbits", secret).endswith(
        "[Only for you]  Vendors halve prices  Priya Nair"
    )
    assert open_one["may_pass_in_words"] == "May be passed on"
    assert [row["text"] for row in listings.tidbits("halve")] == ["Vendors halve prices"]
