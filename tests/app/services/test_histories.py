import dataclasses

import pytest

from app.database import edit, undo
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft, TouchDraft
from app.domain.referrals import LinkDraft
from app.domain.relationships import RelationshipDraft
from app.models import KeptProperty, Organization, Outreach
from app.services import contacts, referrals, relationships

pytestmark = pytest.mark.usefixtures("book")


def told(contact_id: str) -> list[tuple[str, str, str, str]]:
    """The history, oldest first: step, field, before, after."""
    rows = contacts.history(contact_id)[::-1]
    return [(row.label, row.field, row.before, row.after) for row in rows]


def test_the_history_tells_what_was_added():
    contact_id = contacts.add(
        ContactDraft(
            "Ada", "Byron", channels=(ChannelDraft("email", "ada@x.example"),),
            positions=(PositionDraft("Engines", "Engineer"),), roles=("hub",), tags=("port",),
        )
    )  # fmt: skip

    assert told(contact_id) == [
        ("Add contact", "Contact", "", "Ada Byron"),
        ("Add contact", "E-mail", "", "ada@x.example"),
        ("Add contact", "Position", "", "Engineer · Engines"),
        ("Add contact", "Role", "", "Hub networker"),
        ("Add contact", "Tag", "", "port"),
    ]


def test_the_history_tells_what_each_field_said_before():
    contact_id = contacts.add(ContactDraft("Ada", notes="Old"))
    draft = contacts.draft_of(contact_id)

    contacts.change(contact_id, dataclasses.replace(draft, family="Byron", notes="", rhythm_days=9))

    assert told(contact_id)[1:] == [
        ("Change contact", "Family name", "", "Byron"),
        ("Change contact", "Notes", "Old", ""),
        ("Change contact", "Rhythm in days", "", "9"),
    ]


def test_parts_that_are_gone_stay_in_the_history():
    contact_id = contacts.add(
        ContactDraft("Ada", channels=(ChannelDraft("email", "ada@x.example"),), tags=("port",))
    )

    contacts.change(contact_id, ContactDraft("Ada"))

    assert set(told(contact_id)[3:]) == {
        ("Change contact", "E-mail", "ada@x.example", ""),
        ("Change contact", "Tag", "port", ""),
    }


def test_a_new_job_shows_firm_dates_and_that_the_old_one_ended():
    contact_id = contacts.add(ContactDraft("Ada", positions=(PositionDraft("Engines", "Smith"),)))
    draft = contacts.draft_of(contact_id)

    contacts.change(contact_id, draft.with_new_job(PositionDraft("Kestrel", "Head", "2026-02")))

    assert set(told(contact_id)[2:]) == {
        ("Change contact", "Position", "", "Head · Kestrel"),
        ("Change contact", "Position until", "", "2026-02"),
        ("Change contact", "Current position", "yes", "no"),
    }


def test_a_firm_that_is_gone_is_told_as_such():
    contact_id = contacts.add(ContactDraft("Ada", positions=(PositionDraft("Engines", "Smith"),)))
    contacts.change(contact_id, ContactDraft("Ada"))
    with edit("Delete firm"):
        Organization.delete().execute()

    assert told(contact_id)[1] == ("Add contact", "Position", "", "Smith · a firm that is gone")


def test_touches_stages_and_fields_of_imported_files_are_told_in_words():
    contact_id = contacts.add(ContactDraft("Ada"))
    touch = TouchDraft("call", "2026-01-01T00:00:00Z", "out", "Hello")
    contacts.record_touch(contact_id, touch)
    with edit("More"):
        KeptProperty.create(contact=contact_id, source="vcard", name="X-PET", value="Cat")
        thread = Outreach.create(
            contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01"
        )
    with edit("Rest"):
        Outreach.update(closed="resting", next_step="Wait").where(
            Outreach.id == thread.id
        ).execute()

    assert told(contact_id)[1:] == [
        ("Note contact", "Contact noted", "", "Hello · Phone or video call"),
        ("More", "From a file", "", "X-PET · Cat"),
        ("Rest", "Outreach closed", "", "Resting"),
        ("Rest", "Outreach", "", "Wait"),
    ]


def test_undo_is_a_line_of_history_too():
    contact_id = contacts.add(ContactDraft("Ada", notes="Old"))
    contacts.change(contact_id, ContactDraft("Ada", notes="New"))
    undo()

    assert told(contact_id)[-1] == ("Undo Change contact", "Notes", "New", "Old")


def test_each_line_says_when_in_utc_and_the_newest_comes_first():
    contact_id = contacts.add(ContactDraft("Ada"))
    contacts.change(contact_id, ContactDraft("Ada", notes="New"))

    rows = contacts.history(contact_id)

    assert [row.field for row in rows] == ["Notes", "Contact"]
    assert all(row.at.endswith("Z") and len(row.at) == 20 for row in rows)
    assert len({row.id for row in rows}) == 2


def test_the_history_of_one_contact_says_nothing_of_another():
    contacts.add(ContactDraft("Ben", tags=("port",)))
    contact_id = contacts.add(ContactDraft("Ada"))

    assert told(contact_id) == [("Add contact", "Contact", "", "Ada")]


def test_referrals_and_who_knows_whom_are_told_on_both_ends_with_names():
    ada, ben = contacts.add(ContactDraft("Ada")), contacts.add(ContactDraft("Ben"))
    sent = referrals.add(LinkDraft(ada, ben, reason="He knows"))
    referrals.change(sent, LinkDraft(ada, ben, reason="He knows", may_use_name="yes"))
    known = relationships.add(RelationshipDraft(ada, ben, how="school", warmth=1))
    relationships.change(known, RelationshipDraft(ada, ben, how="school", warmth=3))
    referrals.delete([sent])
    relationships.delete([known])

    for contact_id in (ada, ben):
        assert told(contact_id)[1:] == [
            ("Add referral", "Referral", "", "Ada · Ben · He knows"),
            ("Change referral", "May you use the name", "Not asked yet", "Yes"),
            ("Note who knows whom", "Who knows whom", "", "Ada · Ben · school"),
            ("Change who knows whom", "How well", "by name", "warmly"),
            ("Delete referral", "Referral", "Ada · Ben · He knows", ""),
            ("Delete who knows whom", "Who knows whom", "Ada · Ben · school", ""),
        ]
    contacts.delete([ben])
    assert ("Add referral", "Referral", "", "Ada · a contact that is gone · He knows") in told(ada)
