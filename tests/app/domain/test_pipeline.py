from datetime import date, timedelta

import pytest

from app.domain import pipeline
from app.domain.pipeline import (
    InvitationDraft,
    OpportunityDraft,
    OutreachDraft,
    Standing,
    Step,
)
from app.errors import Invalid, Refused

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
LEAD = InvitationDraft(
    "lead", TODAY, "in_person", "Talk to Helen.", given_by="marta", leads_to_name="Helen"
)
POSITION = InvitationDraft("position", TODAY, "mail", "Put your hat in.", given_by="marta")
OPENING = OpportunityDraft("Planner", "Ostrava Cold Chain")
FRESH = Standing("marta")
REFERRED = Standing("marta", "referred", leads_to="helen", invited_on=TODAY)
APPLIED = Standing("marta", "applied", invited_on=TODAY)


def errors_of(what):
    with pytest.raises(Invalid) as caught:
        what()
    return caught.value.errors


def forward(standing, to, **answers):
    return pipeline.forward(standing, to, today=TODAY, **answers)


# Drafts


def test_an_outreach_is_to_a_contact_or_to_somebody_new():
    assert OutreachDraft("marta", "Ignored").checked().new_name == ""
    assert OutreachDraft(new_name="  Ada   Byron ").checked().new_name == "Ada Byron"
    assert errors_of(OutreachDraft().checked) == {"contact": "Whom would you like to talk to?"}


def test_lines_of_an_outreach_have_an_end():
    long = OutreachDraft("marta", subject="a" * 301, next_step="b" * 3_000)
    assert errors_of(long.checked) == {
        "subject": "This has 301 characters; 300 fit.",
        "next_step": "This has 3,000 characters; 300 fit.",
    }


def test_an_invitation_is_tidied():
    messy = InvitationDraft(
        "lead", TODAY, " in  the lobby ", "\r\n Talk to\r\nHelen \x00 ", "marta",
        leads_to_name=" Helen ",
    )  # fmt: skip
    tidy = messy.checked(TODAY)
    assert (tidy.channel, tidy.words) == ("in the lobby", "Talk to\nHelen")
    assert tidy.leads_to_name == "Helen"


def test_an_empty_invitation_says_what_each_field_lacks():
    assert set(errors_of(lambda: InvitationDraft().checked(TODAY))) == {
        "kind", "given_by", "given_on", "channel", "words"
    }  # fmt: skip
    lead = InvitationDraft(kind="lead", may_use_name="perhaps")
    assert {"leads_to", "may_use_name"} <= set(errors_of(lambda: lead.checked(TODAY)))


def test_a_door_is_not_opened_tomorrow():
    early = InvitationDraft("lead", TOMORROW, "in_person", "Yes", "marta", leads_to="helen")
    assert "still to come" in errors_of(lambda: early.checked(TODAY))["given_on"]


@pytest.mark.parametrize("blank", ["", " \n\t", "\u200b\u200b", "\xa0", "\x00"])
def test_words_that_say_nothing_are_no_words(blank):
    draft = InvitationDraft("position", TODAY, "in_person", blank, "marta")
    assert "in their words" in errors_of(lambda: draft.checked(TODAY))["words"]


def test_nobody_gives_a_lead_to_themselves():
    draft = InvitationDraft("lead", TODAY, "in_person", "Me!", "marta", leads_to="marta")
    assert "somebody else" in errors_of(lambda: draft.checked(TODAY))["leads_to"]


def test_long_words_are_refused_with_their_length():
    draft = InvitationDraft("position", TODAY, "c" * 301, "w" * 4_001, "marta")
    found = errors_of(lambda: draft.checked(TODAY))
    assert found["words"] == "This has 4,001 characters; 4,000 fit."
    assert found["channel"] == "This has 301 characters; 300 fit."
    lead = InvitationDraft("lead", TODAY, "in_person", "w", "marta", leads_to_name="n" * 3_000)
    assert "3,000" in errors_of(lambda: lead.checked(TODAY))["leads_to"]


def test_an_opportunity_needs_a_title_unless_it_is_known():
    assert set(errors_of(OpportunityDraft(organization="Ostrava").checked)) == {"title"}
    assert OpportunityDraft(id="known").checked().id == "known"
    assert set(errors_of(OpportunityDraft("t" * 301, "f" * 301, "l" * 2_001).checked)) == {
        "title", "organization", "link"
    }  # fmt: skip


# Forward


@pytest.mark.parametrize("to", ["referred", "applied"])
def test_p01_without_an_invitation_nothing_goes_past_information_only(to):
    with pytest.raises(Refused, match="information only"):
        forward(FRESH, to, opportunity=OPENING, applied_on=TODAY)


def test_p02_a_lead_leads_to_referred():
    assert forward(FRESH, "referred", invitation=LEAD) == Step("referred", LEAD)


def test_p02_a_lead_does_not_lead_straight_to_applied():
    found = errors_of(
        lambda: forward(FRESH, "applied", invitation=LEAD, opportunity=OPENING, applied_on=TODAY)
    )
    assert "Referred first" in found["kind"]


def test_p03_a_position_leads_straight_to_applied():
    step = forward(FRESH, "applied", invitation=POSITION, opportunity=OPENING, applied_on=TODAY)
    assert step == Step("applied", POSITION, OPENING, TODAY)


def test_p03_a_position_does_not_lead_to_referred():
    found = errors_of(lambda: forward(FRESH, "referred", invitation=POSITION))
    assert "leads to Applied" in found["kind"]


def test_p03_applied_needs_the_opportunity_and_the_day():
    found = errors_of(lambda: forward(FRESH, "applied", invitation=POSITION))
    assert set(found) == {"title", "applied_on"}


def test_everything_that_is_missing_is_said_at_once():
    found = errors_of(lambda: forward(FRESH, "applied", invitation=InvitationDraft("position")))
    assert {"given_by", "given_on", "channel", "words", "title", "applied_on"} == set(found)


@pytest.mark.parametrize(
    ("day", "says"), [(TOMORROW, "still to come"), (TODAY - timedelta(days=1), "before the door")]
)
def test_one_applies_after_the_door_was_opened_and_not_in_the_future(day, says):
    found = errors_of(
        lambda: forward(FRESH, "applied", invitation=POSITION, opportunity=OPENING, applied_on=day)
    )
    assert says in found["applied_on"]
    kept = errors_of(lambda: forward(REFERRED, "applied", opportunity=OPENING, applied_on=day))
    assert says in kept["applied_on"]


def test_from_referred_the_invitation_stands_or_a_new_one_comes():
    kept = forward(REFERRED, "applied", opportunity=OPENING, applied_on=TODAY)
    assert kept == Step("applied", None, OPENING, TODAY)
    new = forward(REFERRED, "applied", invitation=POSITION, opportunity=OPENING, applied_on=TODAY)
    assert new.invitation == POSITION
    found = errors_of(
        lambda: forward(REFERRED, "applied", invitation=LEAD, opportunity=OPENING, applied_on=TODAY)
    )
    assert "Keep the lead" in found["kind"]


@pytest.mark.parametrize(
    ("standing", "to"), [(FRESH, "info_only"), (REFERRED, "referred"), (APPLIED, "referred")]
)
def test_a_step_forward_goes_forward(standing, to):
    with pytest.raises(Refused, match="already stands there"):
        forward(standing, to, invitation=LEAD)


def test_there_are_three_stages():
    with pytest.raises(Refused, match="no stage “hired”"):
        forward(FRESH, "hired")


# Back, closed, open again


def test_going_back_is_allowed_as_far_as_it_makes_sense():
    assert pipeline.back(REFERRED, "info_only") == "info_only"
    assert pipeline.back(APPLIED, "info_only") == "info_only"
    with pytest.raises(Refused, match="nobody was referred"):
        pipeline.back(APPLIED, "referred")
    with pytest.raises(Refused, match="not a step back"):
        pipeline.back(FRESH, "applied")


CLOSED = Standing("marta", "applied", closed="landed", invited_on=TODAY)


def test_what_is_closed_is_opened_again_before_it_moves():
    for move in (lambda: forward(CLOSED, "applied"), lambda: pipeline.back(CLOSED, "info_only")):
        with pytest.raises(Refused, match="Open it again"):
            move()
    with pytest.raises(Refused, match="closed already"):
        pipeline.close(CLOSED, "resting", TOMORROW, TODAY)
    pipeline.reopen(CLOSED)
    with pytest.raises(Refused, match="is open"):
        pipeline.reopen(FRESH)


def test_p01_landed_comes_after_applied():
    assert pipeline.close(APPLIED, "landed", None, TODAY) == "landed"
    with pytest.raises(Refused, match="Landed comes after applied"):
        pipeline.close(REFERRED, "landed", None, TODAY)


def test_b02_rest_has_a_day_that_is_still_to_come():
    assert pipeline.close(FRESH, "resting", TOMORROW, TODAY) == "resting"
    assert set(errors_of(lambda: pipeline.close(FRESH, "resting", None, TODAY))) == {"until"}
    assert set(errors_of(lambda: pipeline.close(FRESH, "resting", TODAY, TODAY))) == {"until"}


def test_there_are_three_ways_to_close():
    assert pipeline.close(FRESH, "not_this_time", None, TODAY) == "not_this_time"
    with pytest.raises(Refused, match="no closing “won”"):
        pipeline.close(FRESH, "won", None, TODAY)


def test_every_stage_closing_kind_and_channel_has_a_name():
    assert set(pipeline.stage_names()) == set(pipeline.STAGES)
    assert set(pipeline.closing_names()) == set(pipeline.CLOSINGS)
    assert pipeline.state_name("referred") == "Referred"
    assert pipeline.state_name("resting") == "Resting"
    assert pipeline.state_name("?") == "?"
    assert "in_person" in pipeline.channel_names()
