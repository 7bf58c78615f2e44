import dataclasses

import pytest

from app import database
from app.database import edit, fetch, undo
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft, TouchDraft
from app.errors import Invalid, NotFound, Refused
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
    Question,
    Referral,
    StageChange,
    Touch,
)
from app.services import contacts, directory, timelines
from tests.benchmarks import books

pytestmark = pytest.mark.usefixtures("book")

ADA = ContactDraft(
    given="Ada", family="Byron", say_as="AY-da", place="London", zone="Europe/London",
    expertise="Engines", about="Runs the mill", how_met="At the port day", workload="Busy in May",
    rhythm_days=60, notes="Likes trains",
    channels=(
        ChannelDraft("email", "ada@engines.example", "work", preferred=True),
        ChannelDraft("phone", "+44 20 7946 0000"),
        ChannelDraft("link", "https://engines.example"),
        ChannelDraft("address", "1 Mill Lane\nLondon"),
    ),
    positions=(
        PositionDraft("Analytical Engines", "Engineer", "2019-03"),
        PositionDraft("Mill & Sons", "Apprentice", "2015", "2019", current=False),
    ),
    roles=("expert", "hub"), tags=("port", "engines"),
)  # fmt: skip


def without_ids(draft: ContactDraft) -> ContactDraft:
    return dataclasses.replace(
        draft,
        channels=tuple(dataclasses.replace(c, id="") for c in draft.channels),
        positions=tuple(dataclasses.replace(p, id="") for p in draft.positions),
    )


def everything() -> dict[str, list[tuple]]:
    """Every row of every table that the person owns, to compare before and after."""
    tables = [table._meta.table_name for table in OWNED]
    return {table: sorted(fetch(f"SELECT * FROM {table}"), key=str) for table in tables}


def ops_written(doing) -> int:
    before = fetch("SELECT count(*) FROM op")[0][0]
    doing()
    return fetch("SELECT count(*) FROM op")[0][0] - before


# Adding and changing


def test_a_contact_comes_back_as_it_was_typed():
    contact_id = contacts.add(ADA)

    assert without_ids(contacts.draft_of(contact_id)) == ADA


def test_a_name_and_nothing_else_is_enough():
    contact_id = contacts.add(ContactDraft(given="Ada"))

    assert contacts.draft_of(contact_id) == ContactDraft(given="Ada")


def test_saving_what_is_there_is_no_change():
    contact_id = contacts.add(ADA)

    assert ops_written(lambda: contacts.change(contact_id, contacts.draft_of(contact_id))) == 0
    assert database.undo_label() == "Add contact"


def test_only_what_changed_is_written():
    contact_id = contacts.add(ADA)
    draft = contacts.draft_of(contact_id)
    changed = dataclasses.replace(
        draft, notes="Likes boats", channels=draft.channels[1:], roles=("hub",),
        tags=("engines", "port", "new"),
    )  # fmt: skip

    contacts.change(contact_id, changed)

    assert contacts.draft_of(contact_id).notes == "Likes boats"
    assert contacts.draft_of(contact_id).channels[0].value == "+44 20 7946 0000"
    assert contacts.draft_of(contact_id).roles == ("hub",)
    assert set(contacts.draft_of(contact_id).tags) == {"port", "engines", "new"}


def test_rows_keep_their_ids_through_a_change_so_that_machines_can_agree():
    contact_id = contacts.add(ADA)
    draft = contacts.draft_of(contact_id)

    contacts.change(contact_id, dataclasses.replace(draft, positions=draft.positions[::-1]))

    after = contacts.draft_of(contact_id)
    assert [p.id for p in after.positions] == [p.id for p in draft.positions[::-1]]


def test_a_new_job_keeps_the_old_one_and_ends_it():
    contact_id = contacts.add(ADA)
    job = PositionDraft("Kestrel Foods", "Head of engines", "2026-02")

    contacts.change(contact_id, contacts.draft_of(contact_id).with_new_job(job))

    assert without_ids(contacts.draft_of(contact_id)).positions == (
        PositionDraft("Kestrel Foods", "Head of engines", "2026-02", current=True),
        PositionDraft("Analytical Engines", "Engineer", "2019-03", "2026-02", current=False),
        PositionDraft("Mill & Sons", "Apprentice", "2015", "2019", current=False),
    )
    assert directory.rows([contact_id])[0].organization == "Kestrel Foods"


def test_a_firm_is_used_again_however_its_name_is_typed():
    contacts.add(ContactDraft("Ada", positions=(PositionDraft("Kestrel Foods"),)))
    contacts.add(ContactDraft("Ben", positions=(PositionDraft("kestrel  FOODS", "Buyer"),)))
    contacts.add(ContactDraft("Cy", positions=(PositionDraft("", "Adviser"),)))

    assert fetch("SELECT name FROM organization") == [("Kestrel Foods",)]


def test_what_cannot_be_kept_writes_nothing():
    before = everything()

    with pytest.raises(Invalid):
        contacts.add(ContactDraft(given="x" * 3000))
    with pytest.raises(Invalid, match="Mars/Olympus"):
        contacts.add(ContactDraft(given="Ada", zone="Mars/Olympus"))

    assert everything() == before


def test_a_contact_that_is_gone_cannot_be_read_changed_or_touched():
    contact_id = contacts.add(ADA)
    contacts.delete([contact_id])

    for doing in (
        lambda: contacts.draft_of(contact_id),
        lambda: contacts.card(contact_id),
        lambda: contacts.change(contact_id, ADA),
        lambda: contacts.record_touch(contact_id, TouchDraft("call", "2026-01-01T00:00:00Z")),
    ):
        with pytest.raises(NotFound, match="deleted meanwhile"):
            doing()


# Noting contact


def test_any_contact_had_is_noted_and_moves_the_last_touch():
    contact_id = contacts.add(ADA)

    contacts.record_touch(
        contact_id, TouchDraft("call", "2026-01-02T10:00:00Z", "out", " Asked about\r\nengines ")
    )
    contacts.record_touch(contact_id, TouchDraft("mail", "2026-01-01T10:00:00Z", "in"))

    assert directory.rows([contact_id])[0].last_touch == "2026-01-02T10:00:00Z"
    assert [row.detail for row in timelines.of_contact(contact_id)] == ["Asked about\nengines", ""]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TouchDraft("pigeon", "2026-01-01T00:00:00Z"), "kind"),
        (TouchDraft("call", "2026-01-01T00:00:00Z", "sideways"), "direction"),
        (TouchDraft("call", ""), "at"),
        (TouchDraft("call", "2999-01-01T00:00:00Z"), "at"),
    ],
)
def test_contact_that_cannot_have_been_is_refused(draft, field):
    contact_id = contacts.add(ADA)

    with pytest.raises(Invalid) as refusal:
        contacts.record_touch(contact_id, draft)

    assert set(refusal.value.errors) == {field}
    assert timelines.of_contact(contact_id) == ()


# Deleting


def attach_everything(contact_id: str, other_id: str) -> None:
    """One of everything that can hang on a contact."""
    with edit("Attach"):
        organization = contacts.organization_id("Kestrel Foods")
        job = Opportunity.create(organization=organization, title="Planner")
        thread = Outreach.create(
            contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01"
        )
        door = Invitation.create(
            outreach=thread, kind="position", given_on="2026-01-05", channel="met", words="Apply!",
            given_by=contact_id,
        )  # fmt: skip
        Outreach.update(
            stage="applied", invitation_id=door.id, opportunity=job, applied_on="2026-01-06"
        ).where(Outreach.id == thread.id).execute()
        StageChange.create(
            outreach=thread, at="2026-01-06T00:00:00Z", from_stage="info_only",
            to_stage="applied", invitation=door,
        )  # fmt: skip
        sent = Referral.create(from_=contact_id, to=other_id, on_date="2026-01-07", reason="Knows")
        Referral.create(from_=other_id, to=contact_id, on_date="2026-01-01")
        alone = Meeting.create(outreach=thread, notes="Only the two of us")
        shared = Meeting.create(referral=sent, notes="With another")
        MeetingPerson.create(meeting=alone, contact=contact_id)
        MeetingPerson.create(meeting=shared, contact=contact_id)
        MeetingPerson.create(meeting=shared, contact=other_id)
        Question.create(meeting=alone, text="Why engines?")
        Ask.create(contact=contact_id, meeting=alone, thing="A name", state="asked")
        favor = Favor.create(
            contact=contact_id, direction="received", what="A talk", on_date="2026-01-01"
        )
        Favor.create(
            contact=other_id, direction="given", what="A book", on_date="2026-01-02",
            settled_by=favor,
        )  # fmt: skip
        Need.create(contact=contact_id, text="A speaker", heard_on="2026-01-01", meeting=shared)
        Promise.create(contact=contact_id, direction="mine", text="Send it", made_on="2026-01-01")
        Duty.create(
            contact=contact_id, kind="thank", cause_id=alone.id, state="done", on_date="2026-01-02"
        )
        Duty.create(
            contact=other_id, kind="tell", cause_id=sent.id, state="done", on_date="2026-01-02"
        )
        Touch.create(
            contact=contact_id, kind="call", direction="out", at="2026-01-01T00:00:00Z", what="Hi"
        )
        KeptProperty.create(contact=contact_id, source="vcard", name="X-PET", value="Cat")


def test_deleting_takes_everything_that_is_only_theirs_and_undo_brings_all_of_it_back():
    other_id = contacts.add(ContactDraft("Ben"))
    contact_id = contacts.add(ADA)
    attach_everything(contact_id, other_id)
    before = everything()

    contacts.delete([contact_id])

    left = everything()
    for table in ("channel", "role", "tag", "kept_property", "touch", "outreach", "invitation"):
        assert left[table] == [], table
    for table in ("stage_change", "referral", "question", "ask", "need", "promise", "duty"):
        assert left[table] == [], table
    assert [row[0] for row in left["contact"]] == [other_id]
    assert [row[0] for row in left["meeting"]] == [
        row[0] for row in before["meeting"] if "With another" in row
    ]
    assert len(left["meeting_person"]) == len(left["favor"]) == 1
    assert directory.ids("engines") == []

    assert undo() == "Delete contact"
    assert everything() == before
    assert directory.ids("engines speaker cat") == [contact_id]


def test_several_contacts_go_in_one_step():
    ids = [contacts.add(ContactDraft(f"Person {n}")) for n in range(5)]

    contacts.delete(ids[:3])
    assert database.undo_label() == "Delete 3 contacts"
    assert directory.count() == 2

    undo()
    assert directory.count() == 5


def test_a_book_full_of_contacts_can_be_deleted_and_brought_back():
    books.fill(5_000)
    ids = directory.ids()

    contacts.delete(ids)
    assert directory.count() == 0
    assert directory.ids() == []

    undo()
    assert directory.ids() == ids


def test_deleting_nobody_is_no_step():
    contacts.delete([])

    assert database.undo_label() is None


def refer(contact_id: str, to_id: str) -> None:
    with edit("Refer"):
        thread = Outreach.create(
            contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01"
        )
        door = Invitation.create(
            outreach=thread, kind="lead", given_on="2026-01-05", channel="met",
            words="Talk to her", given_by=contact_id, leads_to=to_id,
        )  # fmt: skip
        Outreach.update(stage="referred", invitation_id=door.id, leads_to=to_id).where(
            Outreach.id == thread.id
        ).execute()


def test_somebody_on_whose_door_an_outreach_stands_is_kept():
    opener = contacts.add(ContactDraft("Carlos", "Echeverría"))
    goal = contacts.add(ContactDraft("Aiko", "Kimura"))
    refer(opener, goal)
    before = everything()

    with pytest.raises(Refused, match="Your outreach to Carlos Echeverría stands on a door"):
        contacts.delete([goal])

    assert everything() == before


def test_the_opener_may_go_together_with_the_outreach_that_stands_on_the_door():
    opener = contacts.add(ContactDraft("Carlos", "Echeverría"))
    goal = contacts.add(ContactDraft("Aiko", "Kimura"))
    refer(opener, goal)
    before = everything()

    contacts.delete([opener, goal])
    assert everything()["outreach"] == []

    undo()
    assert everything() == before


# The card


def test_the_card_has_the_facts_the_timeline_and_what_an_import_kept():
    other_id = contacts.add(ContactDraft("Ben", "King"))
    contact_id = contacts.add(ADA)
    attach_everything(contact_id, other_id)

    card = contacts.card(contact_id)

    assert card.name == "Ada Byron"
    assert without_ids(card.draft) == ADA
    assert [(row.name, row.value) for row in card.kept] == [("X-PET", "Cat")]
    assert {row.kind for row in card.timeline} == {
        "touch", "meeting", "stage", "outreach", "favor", "need", "promise", "referred_by",
        "referred_to",
    }  # fmt: skip


def test_the_timeline_is_newest_first_and_says_what_opens_each_row():
    """Each person's history, so that each is approached individually (P18)."""
    other_id = contacts.add(ContactDraft("Ben", "King"))
    contact_id = contacts.add(ADA)
    attach_everything(contact_id, other_id)

    rows = timelines.of_contact(contact_id)

    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    targets = {row.kind: row.target for row in rows}
    assert targets["meeting"] == "meeting"
    assert targets["stage"] == targets["outreach"] == "outreach"
    assert targets["referred_to"] == "contact"
    assert next(r for r in rows if r.kind == "referred_to").target_id == other_id
    assert next(r for r in rows if r.kind == "referred_to").text == "Ben King"
    assert next(r for r in rows if r.kind == "stage").detail == "Apply!"


def test_an_ask_shows_in_the_timeline_when_it_was_put():
    contact_id = contacts.add(ADA)
    with edit("Ask"):
        Ask.create(contact=contact_id, thing="A name", state="asked", asked_on="2026-01-03")
        Ask.create(contact=contact_id, thing="Not yet put")

    assert [(row.kind, row.text, row.detail) for row in timelines.of_contact(contact_id)] == [
        ("ask", "asked", "A name")
    ]
