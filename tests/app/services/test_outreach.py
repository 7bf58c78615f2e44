from datetime import UTC, date, datetime, timedelta

import pytest

from app import database
from app.database import fetch
from app.domain.people import ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.errors import Invalid, NotFound, Refused
from app.services import board, contacts, duties, opportunities, outreach
from tests.app.statements import statements

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
OPENING = OpportunityDraft("Planner", "Ostrava Cold Chain")


def lead(giver, **other):
    values = {
        "kind": "lead", "given_on": TODAY, "channel": "in_person", "words": "Talk to Helen.",
        "given_by": giver, "leads_to_name": "Helen Zuber", "may_use_name": "yes",
    } | other  # fmt: skip
    return InvitationDraft(**values)


def position(giver, **other):
    values = {
        "kind": "position", "given_on": TODAY, "channel": "mail", "words": "Put your hat in.",
        "given_by": giver,
    } | other  # fmt: skip
    return InvitationDraft(**values)


@pytest.fixture
def marta(book):
    draft = ContactDraft("Marta", "Oyelaran", positions=(PositionDraft("Kestrel", "planning"),))
    return contacts.add(draft)


@pytest.fixture
def thread(marta):
    return outreach.open(OutreachDraft(marta, subject="Planning"), at=NOW - timedelta(days=5))


def stage(outreach_id):
    return outreach.standing(outreach_id).stage


# Beginning


def test_p01_a_new_outreach_stands_in_information_only(thread):
    (card,) = board.read(NOW).columns["info_only"]
    assert (card.name, card.organization, card.title) == ("Marta Oyelaran", "Kestrel", "planning")
    assert (card.days, card.subject, card.initials) == (5, "Planning", "MO")


def test_an_outreach_to_somebody_new_adds_the_contact_in_the_same_step(book):
    outreach.open(OutreachDraft(new_name="Ada Byron"), at=NOW)
    assert fetch("SELECT given, family FROM contact") == [("Ada", "Byron")]
    assert database.undo() == "New outreach"
    assert fetch("SELECT count(*) FROM contact") == [(0,)]


def test_a_name_that_cannot_be_kept_is_said_at_the_field(book):
    with pytest.raises(Invalid) as caught:
        outreach.open(OutreachDraft(new_name="A" * 3_000))
    assert set(caught.value.errors) == {"contact"}
    assert fetch("SELECT count(*) FROM contact") == [(0,)]


def test_an_outreach_to_a_contact_deleted_meanwhile_is_not_found(book):
    with pytest.raises(NotFound, match="deleted meanwhile"):
        outreach.open(OutreachDraft("nobody"))


def test_what_it_is_about_and_what_comes_next_can_change(thread):
    outreach.change(thread, next_step="  Write   to her ")
    outreach.change(thread, subject="The food trade")
    card = board.card(thread, NOW)
    assert (card.subject, card.next_step) == ("The food trade", "Write to her")
    with pytest.raises(Invalid):
        outreach.change(thread, subject="s" * 301)
    with pytest.raises(NotFound):
        outreach.change("nothing", subject="")


# Forward


def test_p02_a_lead_links_whom_it_leads_to_and_keeps_who_sent_me(marta, thread):
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    page = board.page(thread, NOW)
    assert (page.card.stage, page.card.words, page.card.leads_to) == (
        "referred", "Talk to Helen.", "Helen Zuber"
    )  # fmt: skip
    assert page.card.days == 0
    assert fetch("SELECT from_id, to_id, reason, may_use_name, on_date FROM referral") == [
        (marta, page.leads_to_id, "Talk to Helen.", "yes", "2026-11-24")
    ]
    assert database.undo() == "Move to Referred"
    assert fetch("SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM referral)") == [
        (1, 0)
    ]


def test_p02_a_second_lead_to_the_same_person_keeps_the_first_ones_words(marta, thread):
    helen = contacts.add(ContactDraft("Helen", "Zuber"))
    for words, may in (("First words", "yes"), ("Second words", "not_asked"), ("Third", "no")):
        other = outreach.open(OutreachDraft(marta), at=NOW)
        draft = lead(marta, leads_to=helen, words=words, may_use_name=may)
        outreach.advance(other, "referred", invitation=draft, at=NOW)
    assert fetch("SELECT reason, may_use_name FROM referral") == [("First words", "no")]


def test_p02_a_lead_to_a_name_that_cannot_be_kept_is_said_at_the_field(marta, thread):
    # The draft allows 300 letters in a name; a name in two parts is checked as a contact.
    draft = lead(marta, leads_to_name="H" * 301)
    with pytest.raises(Invalid) as caught:
        outreach.advance(thread, "referred", invitation=draft, at=NOW)
    assert set(caught.value.errors) == {"leads_to"}
    assert stage(thread) == "info_only"


def test_p03_a_suggestion_to_apply_leads_straight_to_applied(marta, thread):
    outreach.advance(
        thread, "applied", invitation=position(marta), opportunity=OPENING, applied_on=TODAY, at=NOW
    )
    page = board.page(thread, NOW)
    assert (page.card.stage, page.card.opportunity, page.applied_on) == (
        "applied", "Planner", TODAY
    )  # fmt: skip
    assert [row.organization for row in opportunities.listing()] == ["Ostrava Cold Chain"]


def test_p03_an_opportunity_that_is_known_is_linked_and_not_doubled(marta, thread):
    known = opportunities.add(OPENING)
    outreach.advance(
        thread, "applied", invitation=position(marta), opportunity=OpportunityDraft(id=known),
        applied_on=TODAY, at=NOW,
    )  # fmt: skip
    assert board.page(thread, NOW).opportunity_id == known
    (row,) = opportunities.listing("ostrava pla")
    assert row.outreach == 1
    with pytest.raises(Refused, match="You applied for this"):
        opportunities.delete(known)


def test_an_opportunity_deleted_meanwhile_leaves_the_card_where_it_was(marta, thread):
    with pytest.raises(NotFound):
        outreach.advance(
            thread, "applied", invitation=position(marta), opportunity=OpportunityDraft(id="gone"),
            applied_on=TODAY, at=NOW,
        )  # fmt: skip
    assert stage(thread) == "info_only"
    assert fetch("SELECT count(*) FROM invitation") == [(0,)]


def test_who_opened_the_door_stands_on_the_card_when_it_is_somebody_else(marta, thread):
    ines = contacts.add(ContactDraft("Ines", "Ferro"))
    outreach.advance(
        thread, "applied", invitation=position(ines), opportunity=OPENING, applied_on=TODAY, at=NOW
    )
    assert board.card(thread, NOW).invited_by == "Ines Ferro"
    with pytest.raises(Refused, match="Ines Ferro"):
        contacts.delete([ines])


# Back


def test_going_back_is_recorded_and_the_invitation_stays_in_the_history(marta, thread):
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    outreach.go_back(thread, "info_only", note=" A\0 slip ", at=NOW + timedelta(hours=1))
    page = board.page(thread, NOW)
    assert (page.card.stage, page.card.words, page.leads_to_id) == ("info_only", "", "")
    back, forth = page.history
    assert (back.from_stage, back.to_stage, back.note) == ("referred", "info_only", "A slip")
    assert (forth.words, forth.given_by, forth.leads_to) == (
        "Talk to Helen.", "Marta Oyelaran", "Helen Zuber"
    )  # fmt: skip


def test_going_back_from_applied_stands_on_the_lead_again(marta, thread):
    ines = contacts.add(ContactDraft("Ines", "Ferro"))
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    outreach.advance(
        thread, "applied", invitation=position(ines), opportunity=OPENING, applied_on=TODAY, at=NOW
    )
    assert board.card(thread, NOW).words == "Put your hat in."
    outreach.go_back(thread, "referred", at=NOW)
    page = board.page(thread, NOW)
    assert (page.card.words, page.opportunity_id, page.applied_on) == ("Talk to Helen.", "", None)


def test_going_back_from_applied_when_the_lead_is_forgotten_keeps_what_there_is(marta, thread):
    ines = contacts.add(ContactDraft("Ines", "Ferro"))
    outreach.advance(thread, "referred", invitation=lead(ines), at=NOW)
    outreach.advance(
        thread, "applied", invitation=position(marta), opportunity=OPENING, applied_on=TODAY, at=NOW
    )
    contacts.delete([ines])  # the outreach stands on Marta's suggestion by now
    outreach.go_back(thread, "referred", at=NOW)
    assert board.card(thread, NOW).words == "Put your hat in."


def test_the_history_shows_an_invitation_where_it_came_and_not_again(marta, thread):
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    outreach.advance(thread, "applied", opportunity=OPENING, applied_on=TODAY, at=NOW)
    applied, referred = board.page(thread, NOW).history
    assert (applied.words, referred.words) == ("", "Talk to Helen.")


# The shelf


def test_b02_a_rest_goes_onto_the_shelf_and_comes_back(thread):
    outreach.rest(thread, date(2027, 1, 4), note="No answer", at=NOW)
    found = board.read(NOW)
    assert not found.columns["info_only"]
    (card,) = found.shelf
    assert (card.closed, card.rests_until) == ("resting", date(2027, 1, 4))
    outreach.reopen(thread, at=NOW + timedelta(days=50))
    (card,) = board.read(NOW + timedelta(days=51)).columns["info_only"]
    assert (card.days, card.rests_until) == (1, None)


def test_the_shelf_holds_landed_before_not_this_time_before_resting(marta, thread):
    outreach.rest(thread, date(2027, 1, 4), at=NOW)
    no = outreach.open(OutreachDraft(marta), at=NOW)
    outreach.close(no, "not_this_time", at=NOW)
    yes = outreach.open(OutreachDraft(marta), at=NOW)
    outreach.advance(
        yes, "applied", invitation=position(marta), opportunity=OPENING, applied_on=TODAY, at=NOW
    )
    outreach.close(yes, "landed", at=NOW)
    shelf = board.read(NOW).shelf
    assert [card.closed for card in shelf] == ["landed", "not_this_time", "resting"]
    assert board.counts(NOW) == {
        "info_only": 0, "referred": 0, "applied": 0, "landed": 1, "not_this_time": 1,
        "resting": 1, "due": 0,
    }  # fmt: skip
    assert [card.id for card in board.of_contact(marta, NOW)][-1] == thread


def test_what_is_closed_is_refused_a_second_closing(thread):
    outreach.close(thread, "not_this_time", at=NOW)
    with pytest.raises(Refused, match="closed already"):
        outreach.close(thread, "not_this_time", at=NOW)


# Deleting


def test_deleting_an_outreach_takes_its_history_and_undo_brings_it_back(marta, thread):
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    for duty in duties.listing():
        duties.done(duty.key, at=NOW)
    outreach.delete([thread])
    left = "SELECT 1 FROM outreach UNION ALL SELECT 1 FROM invitation UNION ALL"
    assert not fetch(f"{left} SELECT 1 FROM stage_change UNION ALL SELECT 1 FROM duty")
    assert fetch("SELECT count(*) FROM contact") == [(2,)]
    with pytest.raises(NotFound):
        board.page(thread)
    assert database.undo() == "Delete outreach"
    assert board.card(thread, NOW).words == "Talk to Helen."
    outreach.delete([])  # is no step
    assert database.undo_label() == "Done"


def test_deleting_the_contact_deletes_the_outreach(marta, thread):
    outreach.advance(thread, "referred", invitation=lead(marta), at=NOW)
    contacts.delete([marta])
    assert not fetch("SELECT 1 FROM outreach")
    database.undo()
    assert stage(thread) == "referred"


# Opportunities


def test_opportunities_are_added_changed_found_and_deleted(book):
    first = opportunities.add(OPENING)
    opportunities.add(OpportunityDraft("Analyst"))
    assert [row.title for row in opportunities.listing()] == ["Analyst", "Planner"]
    opportunities.change(OpportunityDraft("Senior planner", "Ostrava", id=first))
    (row,) = opportunities.listing("senior")
    assert (row.title, row.organization, row.outreach) == ("Senior planner", "Ostrava", 0)
    with pytest.raises(Invalid):
        opportunities.change(OpportunityDraft("", id=first))
    with pytest.raises(NotFound):
        opportunities.change(OpportunityDraft("Planner", id="gone"))
    opportunities.delete(first)
    assert [row.title for row in opportunities.listing()] == ["Analyst"]


# Reading


def test_a_column_is_read_in_one_select_whatever_its_length(marta, monkeypatch):
    for _number in range(5):
        outreach.open(OutreachDraft(marta), at=NOW)
    few = selects(lambda: board.read(NOW), monkeypatch)
    for _number in range(20):
        outreach.open(OutreachDraft(marta), at=NOW)
    assert selects(lambda: board.read(NOW), monkeypatch) == few
    assert few <= 12


def selects(what, monkeypatch):
    with statements() as said:
        what()
    return len(said)


def test_the_card_with_something_due_stands_first_then_the_next_meeting(marta, thread):
    from app.models import Meeting, MeetingPerson

    jonas = contacts.add(ContactDraft("Jonas", "Hale"))
    aiko = contacts.add(ContactDraft("Aiko", "Kimura"))
    outreach.open(OutreachDraft(jonas), at=NOW)
    outreach.open(OutreachDraft(aiko), at=NOW)
    with database.edit("Meetings"):
        for contact, start, state in (
            (aiko, "2026-11-30T15:00:00Z", "agreed"),
            (aiko, "2026-11-01T15:00:00Z", "agreed"),
            (jonas, "2026-11-20T15:00:00Z", "held"),
        ):
            meeting = Meeting.create(start=start, state=state)
            MeetingPerson.create(meeting=meeting, contact=contact)
    first, second, third = board.read(NOW).columns["info_only"]
    assert (first.name, first.duties, first.duty.kind) == ("Jonas Hale", 1, "thank")
    assert (second.name, second.meeting) == ("Aiko Kimura", datetime(2026, 11, 30, 15, tzinfo=UTC))
    assert third.name == "Marta Oyelaran"
