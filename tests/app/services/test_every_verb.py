"""Every verb of doors, debts and duties once, walked all the way back and forth in every table."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from app import database, soundness
from app.domain.asks import AskDraft
from app.domain.capture import Captured
from app.domain.debriefs import DebriefDraft, NameGiven, Noted
from app.domain.etiquette import Key
from app.domain.favors import FavorDraft
from app.domain.meetings import MeetingDraft, ReferralDraft
from app.domain.messages import Occasion
from app.domain.people import ContactDraft, TouchDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.promises import PromiseDraft
from app.domain.referrals import LinkDraft
from app.domain.relationships import RelationshipDraft
from app.domain.templates import TemplateDraft
from app.domain.tidbits import TidbitDraft
from app.services import (
    asks,
    capture,
    contacts,
    debriefs,
    duties,
    favors,
    meetings,
    merging,
    messages,
    needs,
    outreach,
    promises,
    referrals,
    relationships,
    templates,
    tidbits,
)
from tests.app.stories import everything

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = AT.date()


def steps():
    """One verb after the other; each is a step of its own."""
    names = ("Alice Chen", "Bruce Lindqvist", "Dana Okafor", "Marta Oyelaran", "Alicia Chen")
    people = []
    for name in names:
        people.append(contacts.add(ContactDraft(*name.split(), rhythm_days=30)))
        yield
    yield from _links(*people)
    yield from _meeting(*people[:4])
    yield from _pipeline(*people[:4])
    yield from _ledger(people[0], people[2])
    yield from _keeping(people[0], people[1])
    yield from _duties(people[0], people[2])
    for dropped in (people[4], people[1]):
        merging.merge(people[0], dropped)
        yield
    contacts.delete([people[2]])
    yield


def _links(alice, bruce, dana, marta, alicia):
    link = referrals.add(LinkDraft(alice, bruce, reason="He knows", may_use_name="yes"), at=AT)
    yield
    referrals.add(LinkDraft(alicia, bruce, reason="He too", may_use_name="no"), at=AT)
    yield
    referrals.add(LinkDraft(bruce, alice, reason="Round again"), at=AT)
    yield
    referrals.change(link, LinkDraft(alice, bruce, reason="He knows all", outcome="Met"), at=AT)
    yield
    said = LinkDraft(alice, bruce, reason="He knows all", outcome="A long talk")
    referrals.change(link, said, at=AT)
    yield
    referrals.change(link, replace(said, may_use_name="yes"), at=AT)
    yield
    gone = referrals.add(LinkDraft(marta, to_name="Rosa Delgado"), at=AT)
    yield
    referrals.delete([gone])
    yield
    known = relationships.add(RelationshipDraft(alice, bruce, how="School", warmth=3))
    yield
    relationships.add(RelationshipDraft(bruce, alicia, how="Work", warmth=1))
    yield
    relationships.change(known, RelationshipDraft(bruce, dana, how="Choir"))
    yield
    relationships.delete([known])
    yield


def _meeting(alice, bruce, dana, marta):
    draft = MeetingDraft(
        people=(dana, marta), day=date(2026, 11, 23), clock=time(10), zone="UTC", minutes=40,
        medium="video", state="agreed", purpose="field",
        referral=ReferralDraft(bruce, "She knows cold chains", "yes"),
    )  # fmt: skip
    met = meetings.add(draft, at=AT)
    yield
    debriefs.debrief(
        met,
        DebriefDraft(
            needs=(Noted("A planner"),), names=(NameGiven("Ines Moreau", "Ferro"),),
            promises=(PromiseDraft("mine", "Send the survey"),), advice="Look at pharma",
        ),
        at=AT,
    )  # fmt: skip
    yield
    debriefs.hear_need(met, "A speaker")
    yield
    debriefs.note_name(met, "Otto Fuchs")
    yield
    booked = favors.listing(contact=dana)[0]
    favors.change(booked.id, FavorDraft(dana, "received", "large", "A whole morning"), at=AT)
    yield
    favors.settle_with(booked.id, "Sent her the survey", at=AT)
    yield
    meetings.set_state(met, "agreed")
    yield
    meetings.set_state(met, "held")
    yield


def _pipeline(alice, bruce, dana, marta):
    thread = outreach.open(OutreachDraft(dana), at=AT)
    yield
    messages.sent(Occasion("request", dana, outreach_id=thread), "Hello", "May I?", at=AT)
    yield
    lead = InvitationDraft("lead", TODAY, "mail", "Talk to Helen.", dana, leads_to_name="Helen Z")
    outreach.advance(thread, "referred", invitation=lead, at=AT)
    yield
    door = InvitationDraft("position", TODAY, "mail", "Do apply.", dana)
    opening = OpportunityDraft("Planner", "Ostrava Cold Chain")
    outreach.advance(thread, "applied", invitation=door, opportunity=opening, applied_on=TODAY,
                     at=AT)  # fmt: skip
    yield
    outreach.offer(thread, TODAY, at=AT)
    yield
    outreach.take_back_offer(thread, note="A mistake", at=AT)
    yield
    outreach.offer(thread, TODAY, at=AT)
    yield
    outreach.close(thread, "landed", at=AT)
    yield


def _ledger(alice, dana):
    ask = asks.add(AskDraft(dana, "A look at my CV", "15 minutes", None, "My survey"), at=AT)
    yield
    asks.change(ask, AskDraft(dana, "A word on my CV", "15 minutes", None, "My survey"), at=AT)
    yield
    asks.set_state(ask, "received", at=AT)
    yield
    asks.book(ask, at=AT)
    yield
    asks.book_offer(ask, at=AT)
    yield
    gone = asks.add(AskDraft(alice, "A name", "5 minutes"), at=AT)
    yield
    asks.delete([gone])
    yield
    one = favors.add(FavorDraft(alice, "received", "small", "A tip"), at=AT)
    yield
    other = favors.add(FavorDraft(alice, "given", "small", "A lift"), at=AT)
    yield
    favors.settle(one, by=other)
    yield
    favors.unsettle([one])
    yield
    favors.delete([other])
    yield


def _keeping(alice, bruce):
    need = needs.add(alice, "A flat", at=AT)
    yield
    needs.change(need, alice, "A flat by May", at=AT)
    yield
    for verb in (needs.looked_at, needs.met, needs.reopen):
        verb(need) if verb is needs.reopen else verb(need, at=AT)
        yield
    needs.delete([need])
    yield
    promise = promises.add(PromiseDraft("theirs", "Introduce me", None, bruce), at=AT)
    yield
    offered = PromiseDraft("theirs", "Introduce me to Ines", None, bruce, kind="introduction")
    promises.change(promise, offered, at=AT)
    yield
    promises.kept(promise, at=AT)
    yield
    promises.not_kept(promise)
    yield
    promises.delete([promise])
    yield
    tidbit = tidbits.add(TidbitDraft("Ports are short of planners", "", alice, "freely"), at=AT)
    yield
    tidbits.change(tidbit, TidbitDraft("Ports are short of cranes", "", bruce, "no"), at=AT)
    yield
    tidbits.delete([tidbit])
    yield
    templates.change(TemplateDraft("thank_you", "Thanks", "Thank you, {name}."))
    yield
    templates.restore("thank_you")
    yield
    for kind in ("need", "tidbit", "favor_given", "promise_mine", "introduction", "note", "name"):
        capture.save(Captured(kind, "A planner", alice, other="Uta Frei"), at=AT)
        yield
    contacts.record_touch(alice, TouchDraft("call", "2026-11-20T09:00:00Z", what="A chat"))
    yield


def _duties(alice, dana):
    found = duties.listing(AT)
    assert {duty.kind for duty in found} >= {"thank", "report_back", "my_promise"}
    for verb in ("done", "put_off", "drop"):
        key = next(duty.key for duty in duties.listing(AT) if duty.kind == "report_back")
        if verb == "done":
            duties.done(key, at=AT)
        elif verb == "put_off":
            duties.put_off(key, TODAY + timedelta(3), at=AT)
        else:
            duties.drop(key, "They know", at=AT)
        yield
    duties.done(Key("check_in", alice, ""), at=AT + timedelta(1))
    yield


def test_every_verb_goes_back_and_forth_and_leaves_a_sound_book(book):
    seen = [everything()]
    seen += [everything() for _step in steps()]
    assert not [place for place, (one, other) in enumerate(pairwise(seen)) if one == other]

    for before in seen[-2::-1]:
        database.undo()
        assert everything() == before
    for after in seen[1:]:
        database.redo()
        assert everything() == after
    database.close()

    assert soundness.check(book) == []
