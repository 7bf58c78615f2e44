from datetime import date

import pytest

from app import database
from app.domain.meetings import ReferralDraft
from app.domain.people import ContactDraft
from app.errors import Invalid, NotFound
from app.services import contacts, referrals

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
