"""The wording check where asks and questions of a meeting are typed."""

from datetime import date

import pytest

from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.services import outreach

JOB = "P01 · This asks for a job"


@pytest.fixture
def thread(dana):
    return outreach.open(OutreachDraft(dana))


def planning(window, keys):
    keys.ctrl("n")
    keys.type("Dana Okafor")
    keys.enter()
    return window.page().fields


def test_asking_for_a_job_while_information_only_is_marked_and_saved_all_the_same(
    window, thread, keys
):
    """P01."""
    fields = planning(window, keys)
    keys.alt("k")
    keys.type("A job on your team")
    assert fields.editor("thing").remark.told().startswith(JOB)
    keys.tab()
    keys.type("two hours")
    assert fields.editor("size").remark.told().startswith("P35 · This is a lot")
    keys.alt("x")
    keys.type("whatever you need")
    assert fields.editor("offer").remark.told().startswith("P15 · ")
    keys.alt("q")
    keys.tab()
    keys.type("Is your team hiring?")
    assert fields.editor("questions").remark.told().startswith("P01 · ")

    keys.ctrl("s")
    assert window.page().banner.text() == "Saved."


def test_after_an_invitation_the_same_words_are_in_order(window, dana, thread, keys):
    """P01."""
    fields = planning(window, keys)
    keys.alt("k")
    keys.type("A job on your team")
    assert fields.editor("thing").marks()

    outreach.advance(
        thread, "applied",
        invitation=InvitationDraft("position", given_by=dana, given_on=date(2026, 11, 2),
                                   channel="mail", words="Do apply here."),
        opportunity=OpportunityDraft("Planner", "Meridian Foods"), applied_on=date(2026, 11, 3),
    )  # fmt: skip
    keys.type("s")
    assert fields.editor("thing").marks() == []
    assert fields.editor("thing").remark.isHidden()
