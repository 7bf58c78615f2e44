from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app import database
from app.brief import phrases
from app.brief.content import Brief
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, ReferralDraft
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.models import Favor, Need, Promise
from app.services import briefs, contacts, meetings, outreach, referrals

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def people(book):
    def add(given: str, family: str, **more) -> str:
        return contacts.add(ContactDraft(given, family, **more))

    return {
        "alice": add("Alice", "Chen"),
        "bruce": add("Bruce", "Lindqvist"),
        "dana": add(
            "Dana", "Okafor", say_as="DAY-na", place="Philadelphia", zone="America/New_York",
            expertise="cold chain\nS&OP; 3PL market", about="Came up through buying.",
            notes="PRIVATE: do not mention the strike.",
            positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),),
        ),
    }  # fmt: skip


@pytest.fixture
def draft(people):
    referrals.keep(people["bruce"], ReferralDraft(people["alice"], "He knows", "yes"), on=TODAY)
    return MeetingDraft(
        people=(people["dana"],), day=date(2026, 11, 24), clock=time(17), zone="America/New_York",
        minutes=40, medium="in_person", place="1500 Market St", purpose="field",
        purpose_detail="planning", state="agreed", plan_b="Call on Friday.",
        referral=ReferralDraft(people["bruce"], "She rebuilt forecasting.", "yes", TODAY),
        questions=(QuestionDraft("What first?"), QuestionDraft("What would you skip?")),
        ask=AskDraft("Feedback on my case", "15 minutes", date(2026, 12, 1), "my comparison"),
        what_you_bring=("The port survey",), bring_list=("résumé", "this page"),
    )  # fmt: skip


def page(draft: MeetingDraft) -> Brief:
    return briefs.for_draft(draft, your_zone="Europe/Berlin", today=TODAY)


def test_everything_on_the_page_comes_from_rows(draft):
    """Why I was referred (P33), plan B (P19), what to bring (P40), ask and offer together (P16)."""
    brief = page(draft)

    (dana,) = brief.people
    assert (dana.name, dana.short, dana.title, dana.organization) == (
        "Dana Okafor", "Dana", "VP Supply Chain", "Meridian Foods",
    )  # fmt: skip
    assert dana.expertise == ("cold chain", "S&OP", "3PL market")
    assert brief.start == datetime(2026, 11, 24, 22, tzinfo=UTC)
    assert (brief.their_zone, brief.your_zone) == ("America/New_York", "Europe/Berlin")
    assert (brief.medium, brief.purpose) == ("In person", "Facts on a field or kind of work")
    assert brief.chain == ("Alice Chen", "Bruce Lindqvist")
    assert (brief.reason, brief.reason_by, brief.reason_on) == (
        "She rebuilt forecasting.", "Bruce Lindqvist", TODAY,
    )  # fmt: skip
    assert brief.name_permission == "yes"
    assert brief.questions == ("What first?", "What would you skip?")
    assert brief.ask == "Feedback on my case, 15 minutes, by 1 Dec"
    assert brief.offer == "my comparison"
    assert brief.missing == ()


def test_the_page_of_a_saved_meeting_is_the_page_of_its_draft(draft):
    meeting = meetings.add(draft)

    saved = briefs.for_meeting(meeting, your_zone="Europe/Berlin", today=TODAY)

    assert saved == page(draft)


def test_private_notes_never_reach_the_page(draft):
    meeting = meetings.add(draft)
    with database.edit("Note"):
        database.database.execute_sql("UPDATE meeting SET notes = 'PRIVATE too'")

    saved = briefs.for_meeting(meeting, your_zone="UTC", today=TODAY)

    assert "PRIVATE" not in repr(saved)
    assert "strike" not in repr(saved)


def test_a_name_that_may_not_be_used_is_nowhere_on_the_page(draft):
    brief = page(replace(draft, referral=replace(draft.referral, may_use_name="no")))

    assert "Bruce" not in repr(brief)
    assert [run.text for (run,) in phrases.permission(brief)] == [
        "Do not say who sent you.", "One name is left out of this page, for want of a yes.",
    ]  # fmt: skip
    assert brief.chain == ("Alice Chen", "someone")
    assert brief.name_permission == "no"


def test_a_referrer_who_is_not_a_contact_yet_is_on_the_page(draft):
    brief = page(
        replace(
            draft,
            referral=ReferralDraft(from_name="Priya Nair", reason="Ask her", may_use_name="yes"),
        )
    )

    assert (brief.chain, brief.reason_by) == (("Priya Nair",), "Priya Nair")


def test_a_name_not_asked_for_is_said_so_and_left_out(draft):
    brief = page(replace(draft, referral=replace(draft.referral, may_use_name="not_asked")))

    assert brief.name_permission == "not_asked"
    assert "Bruce" not in repr(brief)
    assert "Tell whoever sent you how it went" in brief.afterwards
    assert brief.missing == ("Not asked whether you may use the name",)


def test_afterwards_thanks_and_tells_everyone_up_the_chain(draft):
    assert page(draft).afterwards == (
        "Thank Dana by Wed 25 Nov",
        "Tell Bruce how it went",
        "Tell Alice too",
        "Write down the needs you heard",
        "Type this page up within a day",
    )


def test_without_a_start_thanks_are_due_within_a_day(draft):
    brief = page(replace(draft, day=None, clock=None))

    assert brief.start is None
    assert brief.afterwards[0] == "Thank Dana within a day"


def test_open_needs_and_promises_are_told_with_their_days(draft, people):
    dana = people["dana"]
    with database.edit("Hear"):
        Need.create(contact=dana, text="A speaker", heard_on="2026-11-14")
        Need.create(contact=dana, text="Met", heard_on="2026-11-01", met_on="2026-11-02")
        for direction, text, due, kept in (
            ("mine", "send the list", "2026-11-27", None),
            ("mine", "call back", "2026-11-20", None),
            ("mine", "lend the book", None, None),
            ("theirs", "an introduction.", None, None),
            ("theirs", "the deck", "2026-11-28", None),
            ("theirs", "a look", "2026-11-01", None),
            ("mine", "done already", None, "2026-11-15"),
        ):
            Promise.create(contact=dana, direction=direction, text=text, made_on="2025-11-14",
                           due=due, kept_on=kept)  # fmt: skip

    brief = page(draft)

    assert brief.people[0].needs == ("A speaker (open since 14 Nov)",)
    assert brief.promises == (
        "You to Dana: call back (was due 20 Nov)",
        "You to Dana: send the list (by 27 Nov)",
        "You to Dana: lend the book (since 14 Nov 2025)",
        "Dana to you: a look (was due 1 Nov)",
        "Dana to you: the deck (by 28 Nov)",
        "Dana to you: an introduction (since 14 Nov 2025)",
    )


@pytest.mark.parametrize(
    ("received", "given", "words"),
    [
        (0, 0, ""),
        (1, 1, "You and Dana are even."),
        (1, 0, "One favor from Dana, none back yet. The last: an hour. Give before you ask again."),
        (3, 1, "Three favors from Dana, one back. The last: an hour. Give before you ask again."),
        (0, 1, "One favor to Dana, none back yet."),
        (1, 2, "Two favors to Dana, one back."),
    ],
)
def test_favors_are_told_in_words(draft, people, received, given, words):
    with database.edit("Tell"):
        for direction, what, number in (
            ("received", "an hour.", received),
            ("given", "a summary", given),
        ):
            for _favor in range(number):
                Favor.create(contact=people["dana"], direction=direction, what=what,
                             on_date="2026-11-01")  # fmt: skip

    assert page(draft).people[0].favors == words


def test_the_stage_stands_with_the_words_of_whoever_opened_the_door(draft, people):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    thread = outreach.open(OutreachDraft(people["dana"]), at=at)
    outreach.advance(
        thread,
        to="referred",
        invitation=InvitationDraft(
            "lead", date(2026, 11, 19), "met", "Talk to our head of design.", people["dana"],
            leads_to_name="Rosa Delgado",
        ),
        at=at,
    )  # fmt: skip

    brief = page(draft)

    assert brief.stage == "referred"
    assert brief.invitation == "Dana Okafor, 19 Nov: “Talk to our head of design.”"


def test_without_an_outreach_the_page_stands_on_information_only(draft):
    assert (page(draft).stage, page(draft).invitation) == ("info_only", "")


def test_earlier_meetings_are_remembered_under_about(draft):
    earlier = replace(draft, day=date(2026, 11, 14), state="held")
    meetings.add(earlier)

    assert page(draft).people[0].about == "Came up through buying.\nYou met once, on 14 Nov."

    meetings.add(replace(earlier, day=date(2026, 11, 16)))
    assert page(draft).people[0].about.endswith("You met 2 times, last on 16 Nov.")


def test_what_is_missing_is_said_while_the_meeting_is_ahead(people):
    bare = MeetingDraft(people=(people["bruce"],), referral=ReferralDraft(people["alice"]))

    assert page(bare).missing == (
        "No questions yet",
        "No reason for the referral",
        "No expertise noted",
        "No day and time yet",
        "No purpose yet",
        "Not asked whether you may use the name",
    )
    assert page(replace(bare, state="cancelled")).missing == ()
    assert briefs.gaps(MeetingDraft())[0].field == "people"


@pytest.mark.parametrize(
    "typed",
    [
        MeetingDraft(),
        MeetingDraft(people=("gone",), referral=ReferralDraft("gone too")),
        MeetingDraft(day=date(2026, 3, 29), clock=time(2, 30), zone="Europe/Berlin"),
        MeetingDraft(day=date(1, 1, 1), clock=time(0), zone="Asia/Tokyo"),
        MeetingDraft(day=date(9999, 12, 31), clock=time(23), zone="America/New_York"),
        MeetingDraft(zone="Mars/Olympus", minutes=None),
    ],
)
def test_whatever_stands_in_the_form_makes_a_page(book, typed):
    assert isinstance(page(typed), Brief)


def test_a_referral_whose_people_changed_places_does_not_lead_in_a_circle(people):
    dana, bruce = people["dana"], people["bruce"]
    referrals.keep(bruce, ReferralDraft(dana, "He knows"), on=TODAY)
    draft = MeetingDraft(people=(dana,), referral=ReferralDraft(bruce, "She knows", "yes"))

    assert page(draft).chain == ("Bruce Lindqvist",)


def test_who_opened_the_door_stays_unnamed_where_the_name_may_not_be_used(draft, people):
    thread = outreach.open(OutreachDraft(people["dana"]), at=AT)
    outreach.advance(
        thread, "referred", at=AT,
        invitation=InvitationDraft(
            "lead", TODAY, "in_person", "She is expecting you.", people["bruce"], people["alice"]
        ),
    )  # fmt: skip
    hidden = page(replace(draft, referral=replace(draft.referral, may_use_name="no")))

    assert page(draft).invitation == "Bruce Lindqvist, 22 Nov: “She is expecting you.”"
    assert hidden.invitation == "22 Nov: “She is expecting you.”"


def test_a_name_further_up_the_chain_is_withheld_after_a_no(draft, people):
    referrals.keep(people["bruce"], ReferralDraft(people["alice"], "He knows", "no"), on=TODAY)
    brief = page(draft)

    assert brief.chain == ("someone", "Bruce Lindqvist")
    assert "Tell Bruce how it went" in brief.afterwards
    assert "Tell whoever sent them, too" in brief.afterwards


def test_the_band_is_that_of_whoever_comes(draft, people):
    thread = outreach.open(OutreachDraft(people["bruce"]), at=AT)
    position = InvitationDraft("position", TODAY, "mail", "Apply!", people["bruce"])
    outreach.advance(
        thread, "applied", invitation=position, opportunity=OpportunityDraft("Planner"),
        applied_on=TODAY, at=AT,
    )  # fmt: skip
    with_bruce = replace(draft, people=(people["bruce"],), referral=ReferralDraft())
    meeting = meetings.add(with_bruce)
    known = meetings.draft_of(meeting)

    assert page(known).stage == "applied"
    assert page(replace(known, people=(people["dana"],))).stage == "info_only"
    meetings.change(meeting, replace(known, people=(people["dana"],)))
    assert meetings.draft_of(meeting).outreach == ""


def test_only_meetings_before_this_one_are_told(draft, people):
    held = replace(draft, day=date(2026, 11, 9), state="held")
    meetings.add(held)

    assert page(draft).people[0].about.endswith("You met once, on 9 Nov.")
    assert "You met" not in page(replace(draft, day=date(2026, 11, 1))).people[0].about


def test_nobody_is_called_by_a_title(draft, people):
    with_title = contacts.add(ContactDraft("Dr. Ruth", "Adeyemi"))
    brief = page(replace(draft, people=(with_title,)))

    assert (brief.people[0].name, brief.people[0].short) == ("Dr. Ruth Adeyemi", "Ruth")


def test_the_number_to_ring_is_the_preferred_one_and_only_a_call_has_a_code(people, draft):
    dana = contacts.draft_of(people["dana"])
    numbers = (ChannelDraft("phone", "+1 215 555 0100"), ChannelDraft("phone", "+1 215 555 0117",
               preferred=True))  # fmt: skip
    contacts.change(people["dana"], replace(dana, channels=numbers))
    assert page(draft).people[0].phone == "+1 215 555 0117"
    assert not page(draft).call
    assert page(replace(draft, medium="video", place="")).call
