import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import database
from app.database import edit, fetch, undo
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.errors import NotFound, Refused
from app.models import (
    OWNED,
    Ask,
    Duty,
    Favor,
    Invitation,
    KeptProperty,
    Meeting,
    MeetingPerson,
    Need,
    Opportunity,
    Outreach,
    Promise,
    Referral,
    Relationship,
    Tidbit,
    Touch,
)
from app.services import contacts, directory, referrals

pytestmark = pytest.mark.usefixtures("book")

ANN = ContactDraft(
    "Ann", "Chen", place="Hamburg", expertise="Ports", notes="Likes trains", rhythm_days=30,
    channels=(ChannelDraft("email", "ann@x.example", preferred=True),),
    positions=(PositionDraft("Tidewater", "Analyst"),), roles=("friend",), tags=("port",),
)  # fmt: skip
ANN_AGAIN = ContactDraft(
    "A.", "Chen", say_as="AN", place="Berlin", zone="Europe/Berlin", expertise="Ports\nShips",
    notes="Met in Oslo",
    channels=(
        ChannelDraft("email", "ANN@x.example", "work", preferred=True),
        ChannelDraft("email", "a.chen@y.example", preferred=True),
        ChannelDraft("phone", "+49 40 1", preferred=True),
    ),
    positions=(PositionDraft("Tidewater", "Analyst", "2020"), PositionDraft("Mill", "Smith")),
    roles=("friend", "hub"), tags=("port", "oslo"),
)  # fmt: skip


def everything() -> dict[str, list[tuple]]:
    tables = [table._meta.table_name for table in OWNED]
    return {table: sorted(fetch(f"SELECT * FROM {table}"), key=str) for table in tables}


def referring() -> list[tuple[str, str]]:
    """Every column of every table that refers to a contact, read off the book itself."""
    tables = [name for (name,) in fetch("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return sorted(
        (table, key[3])
        for table in tables
        for key in fetch(f"PRAGMA foreign_key_list({table})")
        if key[2] == "contact"
    )


def pointing_to(contact_id: str) -> dict[tuple[str, str], int]:
    return {
        (table, column): fetch(f"SELECT count(*) FROM {table} WHERE {column} = ?", (contact_id,))[
            0
        ][0]
        for table, column in referring()
    }


def attach(who: str, other: str) -> None:
    """One of everything that can point to a contact."""
    day = "2026-01-01"
    with edit("Attach"):
        job = Opportunity.create(title="Planner")
        own = Outreach.create(contact=who, opened_on=day, stage_since=day)
        door = Invitation.create(
            outreach=own, kind="position", given_on=day, channel="met", words="Apply!",
            given_by=who,
        )  # fmt: skip
        Outreach.update(
            stage="applied", invitation_id=door.id, opportunity=job, applied_on=day
        ).where(Outreach.id == own.id).execute()
        thread = Outreach.create(contact=other, opened_on=day, stage_since=day)
        lead = Invitation.create(
            outreach=thread, kind="lead", given_on=day, channel="met", words="Talk to her",
            given_by=other, leads_to=who,
        )  # fmt: skip
        Outreach.update(stage="referred", invitation_id=lead.id, leads_to=who).where(
            Outreach.id == thread.id
        ).execute()
        Referral.create(from_=who, to=other, on_date=day, reason="Knows")
        Referral.create(from_=other, to=who, on_date=day, reason="Asks")
        Relationship.create(contact=who, other=other, how="sisters")
        meeting = Meeting.create()
        MeetingPerson.create(meeting=meeting, contact=who)
        Ask.create(contact=who, thing="A name")
        Favor.create(contact=who, direction="given", what="A book", on_date=day)
        Need.create(contact=who, text="A speaker", heard_on=day)
        Promise.create(contact=who, direction="mine", text="Send it", made_on=day)
        Tidbit.create(text="Seen a ship", source_contact=who, heard_on=day)
        Duty.create(contact=who, kind="thank", cause_id="x", state="done", on_date=day)
        Touch.create(contact=who, kind="call", direction="out", at=f"{day}T00:00:00Z")
        KeptProperty.create(contact=who, source="vcard", name="X-PET", value="Cat")


def relate_the_other_way(who: str) -> None:
    third = contacts.add(ContactDraft("Third"))
    with edit("Relate"):
        Relationship.create(contact=third, other=who)


@pytest.fixture
def two():
    return contacts.add(ANN), contacts.add(ANN_AGAIN)


def test_everything_that_refers_to_a_contact_goes_to_the_one_that_stays(two):
    keep, drop = two
    attach(drop, contacts.add(ContactDraft("Ben")))
    relate_the_other_way(drop)
    before, whole = pointing_to(drop), everything()
    unattached = [place for place, count in before.items() if not count]
    assert not unattached, f"attach something there, so that it is tried: {unattached}"

    contacts.merge(keep, drop)

    assert set(pointing_to(drop).values()) == {0}
    assert all(pointing_to(keep).values())
    assert fetch("SELECT count(*) FROM contact WHERE id = ?", (drop,)) == [(0,)]
    assert fetch("SELECT stage FROM outreach ORDER BY id") == [("applied",), ("referred",)]
    assert fetch("PRAGMA foreign_key_check") == []

    assert undo() == "Merge contacts"
    assert everything() == whole


def test_the_kept_name_stays_and_what_cannot_stand_beside_it_is_in_the_notes(two):
    contacts.merge(*two)

    draft = contacts.draft_of(two[0])
    assert (draft.given, draft.family, draft.say_as, draft.place) == (
        "Ann",
        "Chen",
        "AN",
        "Hamburg",
    )
    assert (draft.zone, draft.rhythm_days) == ("Europe/Berlin", 30)
    assert draft.expertise == "Ports\nShips"
    assert draft.notes == "Likes trains\nMet in Oslo\nMerged with: A. Chen · Berlin"
    assert directory.ids("A. Chen") == [two[0]]
    assert directory.ids("oslo") == [two[0]]


def test_addresses_positions_roles_and_tags_are_there_once(two):
    contacts.merge(*two)

    draft = contacts.draft_of(two[0])
    assert [(c.value, c.label, c.preferred) for c in draft.channels] == [
        ("ann@x.example", "work", True),
        ("a.chen@y.example", "", False),
        ("+49 40 1", "", True),
    ]
    assert [(p.organization, p.title, p.since) for p in draft.positions] == [
        ("Tidewater", "Analyst", "2020"),
        ("Mill", "Smith", ""),
    ]
    assert (set(draft.roles), set(draft.tags)) == ({"friend", "hub"}, {"port", "oslo"})


def test_two_alike_leave_one_without_a_word_in_the_notes():
    one, other = (contacts.add(ContactDraft("Ann", "Chen", place="Hamburg")) for _n in range(2))

    contacts.merge(one, other)

    assert contacts.draft_of(one) == ContactDraft("Ann", "Chen", place="Hamburg")


def test_a_referral_between_the_two_goes_with_its_words_kept(two):
    keep, drop = two
    with edit("Refer"):
        sent = Referral.create(from_=drop, to=keep, on_date="2026-01-01", reason="She knows ports")
        Referral.create(from_=keep, to=drop, on_date="2026-01-02", outcome="It was me")
        Relationship.create(contact=keep, other=drop, how="twins?")
        Meeting.create(referral=sent)
        Duty.create(contact=keep, kind="tell", cause_id=sent.id, state="done", on_date="2026-01-02")

    contacts.merge(keep, drop)

    assert fetch("SELECT count(*) FROM referral") == fetch("SELECT count(*) FROM relationship")
    assert fetch("SELECT referral_id FROM meeting") == [(None,)]
    assert fetch("SELECT count(*) FROM duty") == [(0,)]
    assert contacts.draft_of(keep).notes.endswith("She knows ports · It was me · twins?")


def test_the_same_two_people_have_one_referral_afterwards_and_a_no_stays_a_no(two):
    keep, drop = two
    ben = contacts.add(ContactDraft("Ben"))
    with edit("Refer"):
        first = Referral.create(from_=ben, to=keep, on_date="2026-01-05", reason="Ports",
                                may_use_name="yes")  # fmt: skip
        second = Referral.create(from_=ben, to=drop, on_date="2026-01-01", reason="Ships",
                                 may_use_name="no", outcome="met")  # fmt: skip
        meeting = Meeting.create(referral=second)

    contacts.merge(keep, drop)

    (row,) = referrals.to(keep)
    assert (row.id, row.reason, row.may_use_name, row.on_date, row.outcome) == (
        first.id, "Ports\nShips", "no", "2026-01-01", "met",
    )  # fmt: skip
    assert fetch("SELECT referral_id FROM meeting") == [(first.id,)]
    assert Meeting.get_by_id(meeting.id).referral == first.id


def test_names_given_at_two_meetings_stay_with_their_meetings(two):
    keep, drop = two
    ben = contacts.add(ContactDraft("Ben"))
    with edit("Refer"):
        for who in two:
            Referral.create(from_=ben, to=who, on_date="2026-01-05",
                            meeting_id=Meeting.create().id)  # fmt: skip

    contacts.merge(keep, drop)

    assert len(referrals.to(keep)) == 2


def test_people_know_each_other_once_and_the_warmer_counts(two):
    keep, drop = two
    ben, cy = contacts.add(ContactDraft("Ben")), contacts.add(ContactDraft("Cy"))
    with edit("Know"):
        Relationship.create(contact=ben, other=keep, how="school", warmth=1)
        Relationship.create(contact=drop, other=ben, how="choir", warmth=3)
        Relationship.create(contact=cy, other=drop, how="", warmth=2)

    contacts.merge(keep, drop)

    assert fetch("SELECT contact_id, other_id, how, warmth FROM relationship ORDER BY how") == [
        (cy, keep, "", 2),
        (ben, keep, "school\nchoir", 3),
    ]


def test_a_seat_a_booked_favor_and_an_answered_duty_are_there_once(two):
    keep, drop = two
    bruce = contacts.add(ContactDraft("Bruce"))
    with edit("Meet"):
        sent = Referral.create(from_=bruce, to=keep, on_date="2026-01-01")
        meeting = Meeting.create(start="2026-01-05T10:00:00Z", state="held", referral=sent)
        favors = []
        for who in two:
            MeetingPerson.create(meeting=meeting, contact=who)
            favors.append(
                Favor.create(contact=who, direction="received", what="Time", meeting=meeting,
                             on_date="2026-01-05", booked_for="time")
            )  # fmt: skip
            Duty.create(contact=who, kind="thank", cause_id=meeting.id, state="done",
                        on_date="2026-01-06")  # fmt: skip
        Favor.create(contact=drop, direction="given", what="A book", on_date="2026-01-06",
                     settled_by=favors[1])  # fmt: skip
        Favor.update(settled_by=favors[0].id).where(Favor.id == favors[1].id).execute()

    contacts.merge(keep, drop)

    assert fetch("SELECT contact_id FROM meeting_person") == [(keep,)]
    assert fetch("SELECT contact_id FROM duty") == [(keep,)]
    assert fetch(
        "SELECT id, booked_for, settled_by_id FROM favor WHERE contact_id = ? ORDER BY booked_for",
        (keep,),
    ) == [(fetch("SELECT id FROM favor WHERE what = 'A book'")[0][0], "", favors[0].id),
          (favors[0].id, "time", None)]  # fmt: skip


def test_a_contact_is_not_merged_with_themselves_or_with_somebody_gone(two):
    with pytest.raises(Refused, match="two different contacts"):
        contacts.merge(two[0], two[0])
    contacts.delete([two[1]])
    with pytest.raises(NotFound):
        contacts.merge(*two)
    assert database.undo_label() == "Delete contact"


people = st.integers(0, 4)
pairs = st.tuples(people, people).filter(lambda pair: pair[0] != pair[1])


@settings(max_examples=25, deadline=None)
@given(st.lists(pairs, max_size=10), st.lists(pairs, max_size=6), pairs)
def test_merging_anybody_keeps_every_link_to_others_and_undoes_exactly(sent, known, both):
    ids = [contacts.add(ContactDraft(f"P{n}")) for n in range(5)]
    with edit("Link"):
        for one, other in sent:
            Referral.create(from_=ids[one], to=ids[other], on_date="2026-01-01")
        for one, other in {tuple(sorted(pair)) for pair in known}:
            Relationship.create(contact=ids[one], other=ids[other])
    whole = everything()
    keep, drop = (ids[place] for place in both)

    contacts.merge(keep, drop)

    renamed = {person: keep if person == drop else person for person in ids}
    wanted = {(renamed[ids[a]], renamed[ids[b]]) for a, b in sent}
    assert set(fetch("SELECT from_id, to_id FROM referral")) == {p for p in wanted if p[0] != p[1]}
    knowing = {frozenset((renamed[ids[a]], renamed[ids[b]])) for a, b in known}
    there = [frozenset(p) for p in fetch("SELECT contact_id, other_id FROM relationship")]
    assert len(set(there)) == len(there)
    assert set(there) == {pair for pair in knowing if len(pair) == 2}
    undo()
    assert everything() == whole
    contacts.delete(ids)


def test_a_merged_contact_says_all_that_both_said_in_their_drafts(two):
    words = [getattr(ANN_AGAIN, f.name) for f in dataclasses.fields(ANN_AGAIN)]
    contacts.merge(*two)
    draft = contacts.draft_of(two[0])

    said = " ".join(str(getattr(draft, field.name)) for field in dataclasses.fields(draft))
    for text in filter(lambda word: isinstance(word, str) and word, words):
        for line in text.splitlines():
            assert line in said
