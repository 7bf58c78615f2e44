from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import database
from app.domain import chains
from app.domain.meetings import ReferralDraft
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.referrals import LinkDraft
from app.errors import Invalid, NotFound
from app.models import Meeting, MeetingPerson, Outreach, Referral, Touch
from app.services import contacts, outreach, referrals
from tests.app.statements import statements

DAY = date(2026, 11, 1)


@pytest.fixture
def people(book):
    return [contacts.add(ContactDraft(name)) for name in ("Alice", "Bruce", "Dana", "Marta")]


def send(from_id: str, to_id: str, on: date = DAY, **more) -> str:
    return referrals.keep(to_id, ReferralDraft(from_id, **more), on=on)


def test_a_chain_names_everybody_on_the_way_nearest_first(people):
    alice, bruce, dana, marta = people
    send(alice, bruce)
    send(bruce, dana)
    send(dana, marta)

    assert referrals.chain(marta) == ("Alice", "Bruce", "Dana")
    assert referrals.chain(alice) == ()


def test_people_who_sent_me_to_each_other_do_not_send_me_round_in_a_circle(people):
    alice, bruce, dana, _marta = people
    send(alice, bruce)
    send(bruce, dana)
    send(dana, alice)

    assert referrals.chain(dana) == ("Alice", "Bruce")
    assert referrals.chain(alice) == ("Bruce", "Dana")


def test_of_several_ways_the_newest_counts_unless_it_leads_in_a_circle(people):
    alice, bruce, dana, marta = people
    send(alice, dana)
    send(bruce, dana, date(2026, 11, 5))
    send(dana, bruce, date(2026, 11, 6))
    send(marta, bruce, date(2026, 11, 2))

    assert referrals.chain(dana) == ("Marta", "Bruce")
    assert [link.from_name for link in referrals.to(dana)] == ["Bruce", "Alice"]


def test_the_same_two_people_have_one_referral_which_keeps_its_day(people):
    alice, bruce, *_others = people
    first = send(alice, bruce, reason="He knows")
    again = send(alice, bruce, date(2026, 11, 9), reason="He knows all", may_use_name="yes")

    assert first == again
    link = referrals.get(first)
    assert (link.reason, link.may_use_name, link.on_date) == ("He knows all", "yes", "2026-11-01")
    assert [one.to_name for one in referrals.given_by(alice)] == ["Bruce"]


def test_nobody_is_sent_by_themselves_or_by_nobody(people):
    with pytest.raises(Invalid, match="Nobody refers to themselves"):
        send(people[0], people[0])

    assert send("", people[0]) is None
    assert database.undo_label() == "Add contact"


def test_a_referral_deleted_meanwhile_is_told_so(book):
    with pytest.raises(NotFound):
        referrals.get("gone")


# Entered and changed on the card


def link(from_id: str, to_id: str, **more) -> str:
    return referrals.add(LinkDraft(from_id, to_id, on_date=DAY, **more))


def test_a_referral_is_written_down_corrected_and_deleted_and_each_is_a_step_p33_b04(people):
    alice, bruce, dana, _marta = people
    row = link(alice, bruce, reason="He knows ports", may_use_name="yes", outcome="Wrote to him")
    assert referrals.get(row).result == "Wrote to him"

    referrals.change(row, LinkDraft(alice, dana, reason="She knows", may_use_name="no"))
    known = referrals.get(row)
    assert (known.to_name, known.reason, known.may_use_name) == ("Dana", "She knows", "no")
    assert (known.on_date, known.outcome) == ("2026-11-01", "")

    referrals.delete([row])
    assert referrals.to(dana) == ()
    labels = [database.undo() for _step in range(3)]
    assert labels == ["Delete referral", "Change referral", "Add referral"]
    assert [database.redo() for _step in range(3)] == labels[::-1]
    referrals.delete([])


def test_either_end_may_be_somebody_new(people):
    row = referrals.add(LinkDraft(from_name="Priya Nair", to_name="Jonas Hale"))

    known = referrals.get(row)
    assert (known.from_name, known.to_name) == ("Priya Nair", "Jonas Hale")
    assert database.undo_label() == "Add referral"
    with pytest.raises(Invalid, match="300 fit"):
        referrals.add(LinkDraft(people[0], to_name="x" * 3000))


def test_a_referral_to_oneself_or_a_second_one_is_a_sentence_and_writes_nothing(people):
    alice, bruce, dana, marta = people
    link(alice, bruce)
    other = link(alice, dana)

    with pytest.raises(Invalid, match="Nobody refers to themselves"):
        link(alice, alice)
    with pytest.raises(Invalid, match="Alice sent you to Bruce already; open that one"):
        link(alice, bruce)
    with pytest.raises(Invalid, match="sent you to Bruce already"):
        referrals.change(other, LinkDraft(alice, bruce))
    contacts.delete([marta])
    with pytest.raises(Invalid, match="deleted meanwhile"):
        link(marta, bruce)
    with pytest.raises(Invalid, match="still to come"):
        referrals.add(LinkDraft(alice, dana, on_date=date(2999, 1, 1)))
    assert len(referrals.given_by(alice)) == 2


def test_the_day_is_today_unless_it_is_said(people):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    row = referrals.add(LinkDraft(*people[:2]), at=at)

    assert referrals.get(row).on_date == "2026-11-20"


def test_a_meeting_lets_go_of_a_referral_that_leads_to_somebody_else(people):
    alice, bruce, dana, _marta = people
    row = link(alice, bruce)
    with database.edit("Meet"):
        both, alone = Meeting.create(referral=row), Meeting.create(referral=row)
        for meeting, who in ((both, bruce), (both, dana), (alone, bruce)):
            MeetingPerson.create(meeting=meeting, contact=who)

    referrals.change(row, LinkDraft(alice, dana))
    assert Meeting.get_by_id(both.id).referral == row
    assert Meeting.get_by_id(alone.id).referral is None
    referrals.delete([row])
    assert Meeting.get_by_id(both.id).referral is None


def test_permission_and_outcome_are_noted_b04(people):
    row = link(*people[:2], reason="He knows")

    said = LinkDraft(*people[:2], reason="He knows", outcome=" He was\0 away ")
    referrals.change(row, replace(said, may_use_name="yes"))

    known = referrals.get(row)
    assert (known.reason, known.may_use_name, known.result) == ("He knows", "yes", "He was away")
    with pytest.raises(Invalid):
        referrals.change(row, replace(said, may_use_name="perhaps"))
    with pytest.raises(NotFound):
        referrals.change("gone", said)


def test_a_circle_is_kept_and_said_p42(people):
    alice, bruce, dana, marta = people
    link(alice, bruce)
    link(bruce, dana)

    back = LinkDraft(bruce, alice)
    assert referrals.remarks(back) == (
        "Alice sent you to Bruce as well. Both are kept; they sent you to each other.",
    )
    assert referrals.remarks(LinkDraft(dana, alice)) == (
        "You came to Dana by way of Alice, so this closes a circle. It is kept as it is.",
    )
    for harmless in (LinkDraft(dana, marta), LinkDraft(dana, dana), LinkDraft(dana)):
        assert referrals.remarks(harmless) == ()

    assert referrals.circle(dana) == ""
    referrals.add(back)
    assert referrals.circle(dana) == (
        "Alice and Bruce sent you to each other; the chain begins with Alice."
    )
    assert referrals.circle(marta) == ""
    link(dana, alice)
    assert "the chain begins with" in referrals.circle(dana)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]), max_size=14
    )
)
def test_the_way_and_the_branches_in_the_book_are_those_of_the_rules_p42(book, drawn):
    ids = [contacts.add(ContactDraft(f"P{n}")) for n in range(6)]
    with database.edit("Link"):
        for day, (one, other) in enumerate(drawn, 1):
            Referral.create(from_=ids[one], to=ids[other], on_date=f"2026-10-{day:02d}")
    links = [(ids[one], ids[other]) for one, other in drawn][::-1]  # the newest counts
    walked = chains.Chains(links)

    for person in ids:
        way = referrals.links(person)
        assert tuple(link.from_id for link in way) == walked.way(person)
        deep = {one.id for one in walked.branches(person) if one.depth <= referrals.MOST_BELOW}
        assert {one.id for one in referrals.branches(person)} == deep
        around = {(link.from_id, link.to_id) for link in referrals.around(person)}
        assert around == {pair for pair in links if person in pair}
    contacts.delete(ids)


def test_a_chain_and_its_branches_are_one_select_each(people):
    alice, bruce, dana, marta = people
    link(alice, bruce)
    link(bruce, dana)
    link(bruce, marta)

    with statements() as asked:
        way, below = referrals.links(dana), referrals.branches(alice)

    assert len(asked) == 2
    assert [link.from_name for link in way] == ["Alice", "Bruce"]
    assert [(one.name, one.depth) for one in below] == [("Bruce", 1), ("Dana", 2), ("Marta", 2)]


def test_who_did_not_say_yes_is_withheld_b04(people):
    alice, bruce, dana, marta = people
    link(alice, dana, may_use_name="yes")
    link(bruce, dana, may_use_name="no")
    link(marta, dana)

    assert referrals.withheld(dana) == {bruce: "Bruce", marta: "Marta"}


# What became of it


def test_what_became_of_a_referral_follows_from_what_happened_b01(people):
    alice, bruce, *_others = people
    row = link(alice, bruce)
    told = [referrals.get(row).result]

    def then(doing) -> None:
        with database.edit("Happen"):
            doing()
        told.append(referrals.get(row).result)

    day = "2026-11-10"
    then(lambda: Touch.create(contact=bruce, kind="mail", direction="out", at=f"{day}T10:00:00Z"))
    then(lambda: Touch.create(contact=bruce, kind="mail", direction="in", at=f"{day}T11:00:00Z"))
    meeting = Meeting.create
    seat = MeetingPerson.create
    then(lambda: seat(meeting=meeting(start=f"{day}T09:00:00Z", state="agreed"), contact=bruce))
    thread = {"contact": bruce, "opened_on": day, "stage_since": day}
    then(lambda: Outreach.create(**thread, closed="resting", closed_on=day))
    then(lambda: seat(meeting=meeting(start=f"{day}T09:00:00Z", state="held"), contact=bruce))
    then(lambda: Referral.create(from_=bruce, to=people[2], on_date=day))

    assert told == [
        "Nothing yet", "You wrote; no answer yet", "You are in touch", "A meeting is agreed",
        "No answer; it rests", "You met", "You were sent on",
    ]  # fmt: skip


def test_the_furthest_step_is_told_and_what_was_before_the_referral_does_not_count(people):
    alice, bruce, dana, _marta = people
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    thread = outreach.open(OutreachDraft(bruce), at=at)
    outreach.advance(
        thread, "applied", at=at, opportunity=OpportunityDraft("Planner"),
        invitation=InvitationDraft("position", date(2026, 11, 9), "mail", "Apply!", bruce),
        applied_on=date(2026, 11, 10),
    )  # fmt: skip
    late = referrals.add(LinkDraft(dana, bruce, on_date=date(2026, 11, 12)))
    row = link(alice, bruce)

    assert referrals.get(row).became == "applied"
    assert referrals.get(late).became == ""
    with database.edit("Offer"):
        Outreach.update(offered_on="2026-11-20").execute()
    assert referrals.get(late).became == "offer"
    with database.edit("Land"):
        Outreach.update(closed="landed", closed_on="2026-11-21").execute()
    assert referrals.get(row).result == "You landed"
