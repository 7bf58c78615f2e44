from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app import database
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, ReferralDraft
from app.domain.people import ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OutreachDraft
from app.domain.referrals import LinkDraft
from app.models import Favor, Need, Promise
from app.services import briefs, contacts, doors, outreach, referrals

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAME = "Bruce Lindqvist"


@pytest.fixture
def people(book):
    names = {"alice": "Alice Chen", "bruce": NAME, "dana": "Dana Okafor", "marta": "Marta Oyelaran"}
    return {
        key: contacts.add(
            ContactDraft(
                *name.split(), expertise=f"Works with {NAME}", about=f"{NAME} likes her",
                positions=(PositionDraft("Meridian", "Head"),),
            )
        )
        for key, name in names.items()
    }  # fmt: skip


@pytest.fixture
def draft(people):
    referrals.add(LinkDraft(people["alice"], people["bruce"], may_use_name="yes"), at=AT)
    return MeetingDraft(
        people=(people["dana"],), day=date(2026, 11, 24), clock=time(17), zone="Europe/Berlin",
        minutes=40, medium="in_person", place=f"At {NAME}’s", purpose="field",
        purpose_detail=f"{NAME}’s field", state="agreed", plan_b=f"Call {NAME}.",
        referral=ReferralDraft(people["bruce"], f"I, {NAME}, trust her.", "not_asked", TODAY),
        questions=(QuestionDraft(f"How do you know {NAME}?"),),
        ask=AskDraft(f"A word to {NAME}", "15 minutes", None, f"{NAME}’s survey"),
        what_you_bring=(f"News of {NAME}",), bring_list=(f"{NAME}’s letter",),
    )  # fmt: skip


def page(draft: MeetingDraft):
    return briefs.for_draft(draft, your_zone="Europe/Berlin", today=TODAY)


def test_a_withheld_name_comes_to_the_page_through_no_back_door_b04(draft, people):
    dana = people["dana"]
    with database.edit("Write"):
        Need.create(contact=dana, text=f"To thank {NAME}", heard_on="2026-11-01")
        Promise.create(contact=dana, direction="mine", text=f"tell {NAME}", made_on="2026-11-01")
        Favor.create(contact=dana, direction="received", what=f"A tip on {NAME}",
                     on_date="2026-11-01")  # fmt: skip
    thread = outreach.open(OutreachDraft(dana), at=AT)
    outreach.advance(
        thread, "referred", at=AT,
        invitation=InvitationDraft("lead", TODAY, "mail", f"{NAME} says: go", people["bruce"],
                                   people["marta"]),
    )  # fmt: skip
    brief = page(draft)

    assert "Lindqvist" not in repr(brief)
    assert brief.reason == "I, someone, trust her."
    assert brief.invitation == "22 Nov: “someone says: go”"
    assert brief.names_left_out == 1
    assert NAME in repr(page(replace(draft, referral=replace(draft.referral, may_use_name="yes"))))


def test_whoever_types_such_a_name_is_told_beside_the_form_b04(draft):
    told = {gap.field: gap.text for gap in doors.gaps(draft, TODAY)}

    assert set(told) == {
        "reason", "purpose_detail", "place", "questions", "thing", "offer", "plan_b",
        "what_you_bring", "bring_list",
    }  # fmt: skip
    assert (
        told["reason"] == "The page says “someone” here for Bruce Lindqvist: no yes to the name yet"
    )
    by_first_name = replace(draft, referral=replace(draft.referral, reason="Bruce trusts her."))
    told = {gap.field: gap.text for gap in doors.gaps(by_first_name, TODAY)}
    assert told["reason"] == (
        "“Bruce” stands here: it may tell who sent you, without a yes to the name"
    )
    assert doors.gaps(replace(draft, referral=ReferralDraft()), TODAY) == ()


@pytest.mark.parametrize("word", ["no", "not_asked"])
def test_a_name_further_up_needs_a_yes_of_its_own_b04(draft, people, word):
    link = referrals.to(people["bruce"])[0]
    referrals.change(link.id, LinkDraft(link.from_id, link.to_id, may_use_name=word))
    brief = page(replace(draft, referral=replace(draft.referral, may_use_name="yes")))

    assert brief.chain == ("someone", NAME)
    assert "Alice" not in repr(brief)
    assert brief.names_left_out == 1


def test_a_no_to_anybody_at_the_table_counts_wherever_it_was_said_b04(draft, people):
    said_yes = replace(draft, referral=replace(draft.referral, may_use_name="yes"))
    referrals.add(LinkDraft(people["alice"], people["dana"], may_use_name="no"), at=AT)
    assert page(said_yes).chain == ("someone", NAME)

    with_marta = replace(said_yes, people=(people["dana"], people["marta"]))
    referrals.add(LinkDraft(people["bruce"], people["marta"], may_use_name="no"), at=AT)
    brief = page(with_marta)
    assert brief.name_permission == "no"
    assert NAME not in repr(brief)
    assert (brief.chain, brief.names_left_out) == (("someone", "someone"), 2)


def test_what_is_said_now_is_newer_than_what_the_book_says_of_the_same_two(draft, people):
    referrals.add(LinkDraft(people["bruce"], people["dana"], may_use_name="no"), at=AT)

    assert page(draft).chain[-1] == "someone"
    assert (
        page(replace(draft, referral=replace(draft.referral, may_use_name="yes"))).chain[-1] == NAME
    )


def test_somebody_who_is_no_contact_yet_is_withheld_like_anybody(draft):
    typed = ReferralDraft(from_name="Priya Nair", reason="Priya Nair knows", may_use_name="no")
    brief = page(replace(draft, referral=typed))

    assert brief.chain == ("someone",)
    assert "Nair" not in repr(brief)
    assert brief.names_left_out == 1


def test_whoever_opened_the_door_is_named_with_a_yes_only_b04(draft, people):
    thread = outreach.open(OutreachDraft(people["dana"]), at=AT)
    outreach.advance(
        thread, "referred", at=AT,
        invitation=InvitationDraft("lead", TODAY, "mail", "Go and see her.", people["marta"],
                                   leads_to_name="Rosa Delgado"),
    )  # fmt: skip
    assert page(draft).invitation == "22 Nov: “Go and see her.”"
    assert page(draft).names_left_out == 2

    referrals.add(LinkDraft(people["marta"], people["dana"], may_use_name="yes"), at=AT)
    assert page(draft).invitation == "Marta Oyelaran, 22 Nov: “Go and see her.”"
    assert page(draft).names_left_out == 1


def test_whoever_sits_at_the_table_is_named_whatever_they_said_elsewhere(draft, people):
    referrals.add(LinkDraft(people["dana"], people["marta"], may_use_name="no"), at=AT)
    brief = page(replace(draft, people=(people["marta"], people["dana"])))

    assert [person.name for person in brief.people] == ["Marta Oyelaran", "Dana Okafor"]


def test_a_referrer_who_was_deleted_meanwhile_leaves_no_chain(draft):
    gone = replace(draft, referral=ReferralDraft("gone", "She knows", "yes"))

    assert doors.to(gone, TODAY).ways == ()
    assert page(gone).chain == ()
    assert doors.to(MeetingDraft(), TODAY) == doors.Doors()
