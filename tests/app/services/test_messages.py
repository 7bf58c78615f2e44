from datetime import UTC, date, datetime, timedelta

import pytest

from app import database, paths, settings
from app.database import edit, fetch
from app.domain.etiquette import Key
from app.domain.messages import KINDS, Occasion, occasion_of_duty
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.tidbits import TidbitDraft
from app.errors import Invalid, NotFound, StorageError
from app.models import (
    Ask,
    Contact,
    Meeting,
    MeetingPerson,
    Need,
    Promise,
    Referral,
    StageChange,
    Touch,
)  # fmt: skip
from app.services import (
    contacts,
    directory,
    duties,
    histories,
    message_facts,
    messages,
    outreach,
    tidbits,
    timelines,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def people(book):
    """Alice sent me to Bruce, Bruce to Dana, and Dana to Marta."""
    made = {}
    for name in ("Alice Chen", "Bruce Lindqvist", "Dana Okafor", "Marta Oyelaran"):
        given, family = name.split()
        made[given] = contacts.add(
            ContactDraft(
                given, family, expertise="cold chains\nplanning",
                channels=(ChannelDraft("email", f"{given.lower()}@home.example"),),
                positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),),
            )
        )  # fmt: skip
    refer(made["Alice"], made["Bruce"], "Bruce knows the north-east.")
    refer(made["Bruce"], made["Dana"], "Dana rebuilt forecasting from scratch.")
    refer(made["Dana"], made["Marta"], "Marta doubled her team.")
    return made


def refer(one, other, reason="", may="yes", on="2026-10-01"):
    with edit("Refer"):
        return Referral.create(
            from_=one, to=other, reason=reason, may_use_name=may, on_date=on
        ).id  # fmt: skip


def permit(one, other, may):
    with edit("Permit"):
        Referral.update(may_use_name=may).where(
            (Referral.from_ == one) & (Referral.to == other)
        ).execute()


def meet(contact, state="held", start="2026-11-23T15:00:00Z", **more):
    with edit("Meet"):
        meeting = Meeting.create(start=start, state=state, **more)
        MeetingPerson.create(meeting=meeting, contact=contact)
    return str(meeting.id)


def write(kind, contact, **more):
    return messages.draft(Occasion(kind, contact, **more), at=NOW)


def duty_of(contact, kind):
    return next(d for d in duties.listing() if (d.contact_id, d.kind) == (contact, kind))


def due(contact, kind):
    return messages.draft(occasion_of_duty(duty_of(contact, kind)), at=NOW)


# Requests


def test_a_request_says_what_the_referrer_admires_in_the_referrers_words_p37(people):
    message = write("request", people["Dana"])
    assert message.subject == "Bruce Lindqvist suggested that I write to you"
    assert message.body.startswith(
        "Dear Dana,\n\nBruce Lindqvist suggested that I write to you and put it like this:"
        " “Dana rebuilt forecasting from scratch.”\n\n"
    )
    assert message.to == ("dana@home.example",)
    assert ("Bruce Lindqvist’s words", "Dana rebuilt forecasting from scratch.") in (
        message.built_from
    )


def test_a_request_asks_for_information_only_and_says_how_long_p01_p32(people):
    meet(people["Dana"], "wanted", None, minutes=40, medium="in_person", purpose="company",
         purpose_detail="How Meridian plans its week")  # fmt: skip
    body = write("request", people["Dana"]).body
    assert "I would like to learn about how Meridian plans its week from somebody" in body
    assert "Would you have forty minutes for me, in person?" in body
    assert "I am after information only." in body
    assert "I will end on time." in body


@pytest.mark.parametrize("purpose", ["resume", "company", "field", "paths", "names", "other", ""])
def test_a_request_has_an_aim_for_every_purpose_and_none_is_a_job_p01_p39(people, purpose):
    meet(people["Dana"], "wanted", None, purpose=purpose)
    body = write("request", people["Dana"]).body
    assert "Would you have half an hour for me" in body
    assert "I " in body.split("\n\n")[2][:40]
    assert "job" not in body.casefold()


def test_ask_and_offer_stand_together_p15_p16(people):
    meeting = meet(people["Dana"], "wanted", None)
    with edit("Ask"):
        Ask.create(contact=people["Dana"], meeting=meeting, thing="Comments on my case study",
                   size="ten minutes", offer="The vendor comparison")  # fmt: skip
    message = write("request", people["Dana"])
    assert (
        "I would value one thing more: comments on my case study (ten minutes). In return, I would"
        " like to bring you something: the vendor comparison."
    ) in message.body
    assert not message.remarks


def test_a_request_without_an_offer_says_so_p06(people):
    assert write("request", people["Dana"]).remarks == (
        "Nothing is offered in return yet. What could be of use to Dana?",
    )
    assert not write("last_try", people["Dana"]).remarks


def test_a_question_as_purpose_does_not_break_a_sentence(people):
    thread = outreach.open(OutreachDraft(people["Dana"], subject="Cold chains"), at=NOW)
    meet(people["Dana"], "wanted", None, purpose_detail="What else could I do?", outreach=thread)
    body = write("request", people["Dana"]).body
    assert "What else" not in body
    assert "about cold chains" in body


# Names that need a yes


@pytest.mark.parametrize("may", ["no", "not_asked"])
def test_b04_a_name_without_a_yes_is_left_out_with_the_words_and_the_page_says_so(people, may):
    permit(people["Bruce"], people["Dana"], may)
    for kind in ("request", "second_try", "last_try"):
        message = write(kind, people["Dana"])
        assert "Bruce" not in message.subject + message.body
        assert "rebuilt" not in message.body
        assert "Bruce Lindqvist has not said yes to being named to Dana, and is left out." in (
            message.remarks
        )


def test_b04_with_two_referrers_the_one_who_said_yes_is_named(people):
    refer(people["Alice"], people["Dana"], "Alice’s words.", may="no", on="2026-11-20")
    message = write("request", people["Dana"])
    assert "Bruce Lindqvist suggested" in message.body
    assert "Alice" not in message.body


def everything_about(contact, text):
    """The same words typed into every field that a letter is built from."""
    thread = outreach.open(OutreachDraft(contact, subject=text), at=NOW)
    meeting = meet(contact, purpose_detail=text, advice=text, outreach=thread)
    meet(contact, "wanted", None, purpose_detail=text)
    with edit("Type"):
        Ask.create(contact=contact, thing=text, size="an hour", offer=text)
        Need.create(contact=contact, text=text, heard_on="2026-11-23", meeting=meeting)
        for direction in ("mine", "theirs"):
            Promise.create(contact=contact, direction=direction, text=text, made_on="2026-11-10",
                           kind="introduction" if direction == "theirs" else "")  # fmt: skip
        Referral.update(reason=text).where(Referral.to == contact).execute()
        Contact.update(expertise=text).where(Contact.id == contact).execute()


@pytest.mark.parametrize("called", ["Bruce Lindqvist", "bruce’s friend Bruce", "LINDQVIST"])
def test_b04_a_name_without_a_yes_is_left_out_wherever_it_was_typed(people, called):
    permit(people["Bruce"], people["Dana"], "not_asked")
    everything_about(people["Dana"], f"A word with {called} on forecasting")
    for kind in KINDS:
        message = write(kind, people["Dana"], other_id=people["Marta"])
        told = (message.subject + message.body).casefold()
        assert message.body
        assert "bruce" not in told, kind
        assert "lindqvist" not in told, kind


@pytest.mark.parametrize("may", ["no", "unnamed"])
def test_p29_what_may_not_be_passed_on_reaches_no_draft_from_anywhere(people, may):
    secret = "Kestrel will close the Wilmington cold store in May"
    tidbits.add(
        TidbitDraft(secret, "the night porter", people["Alice"], may, "cold chains planning"),
        at=NOW,
    )
    everything_about(people["Dana"], f"{secret}, says Alice")
    for kind in KINDS:
        message = write(kind, people["Dana"], other_id=people["Marta"])
        told = message.subject + message.body
        assert "Alice" not in told, kind
        assert "porter" not in told, kind
        assert ("Kestrel" in told) is (may == "unnamed" and "{tidbit}" in template(kind)), kind


def template(kind):
    return message_facts.language().templates[kind][1]


def test_p29_a_tidbit_that_may_be_passed_on_is_offered_and_never_a_stale_one(people):
    meet(people["Dana"])
    old = date(2026, 11, 1)
    tidbits.add(TidbitDraft("Cold chains are cheap now", may_pass="freely", about="cold chains",
                            heard_on=old, fresh_until=old), at=NOW)  # fmt: skip
    assert "of use to you" not in write("check_in", people["Dana"]).body
    tidbits.add(TidbitDraft("The cold chains survey is out", may_pass="freely",
                            about="cold chains"), at=NOW)  # fmt: skip
    message = write("check_in", people["Dana"])
    assert "Something that may be of use to you: The cold chains survey is out.\n" in message.body
    assert ("Worth sharing", "The cold chains survey is out.") in message.built_from


def test_p29_a_tidbit_is_not_told_to_whom_it_came_from_or_with_a_withheld_name(people):
    permit(people["Bruce"], people["Dana"], "no")
    for source in (people["Dana"], people["Bruce"]):
        tidbits.add(TidbitDraft("The cold chains survey is out", source_contact_id=source,
                                may_pass="freely", about="cold chains"), at=NOW)  # fmt: skip
    assert "survey" not in write("check_in", people["Dana"]).body


def test_what_is_typed_by_hand_is_read_for_names_and_for_what_is_not_to_be_passed_on(people):
    permit(people["Bruce"], people["Dana"], "no")
    tidbits.add(TidbitDraft("Kestrel will close the Wilmington store"), at=NOW)
    about = Occasion("request", people["Dana"])
    assert messages.warnings(about, "Dear Dana, all is well.") == ()
    assert messages.warnings(about, "Dear Dana, Bruce sent me. The Wilmington store of Kestrel"
                                    " will close, I heard.") == (
        "Bruce Lindqvist has not said yes to being named to Dana.",
        "“The Wilmington store of Kestrel will close, I heard.” is not to be passed on.",
    )  # fmt: skip


# Thanks


def test_p04_a_thank_you_says_what_it_is_for(people):
    meeting = meet(people["Dana"], purpose_detail="How Meridian plans its week",
                   advice="Read the deck first.\nThen talk.")  # fmt: skip
    refer(people["Dana"], people["Alice"], on="2026-11-23")
    with edit("Heard"):
        Need.create(contact=people["Dana"], text="A speaker for her analyst day; Priya could",
                    heard_on="2026-11-23", meeting=meeting)  # fmt: skip
        Promise.create(contact=people["Dana"], direction="mine", text="Send the drayage chart",
                       made_on="2026-11-23", meeting=meeting)  # fmt: skip
    message = due(people["Dana"], "thank")
    assert message.subject == "Thank you, Dana"
    assert message.body == (
        "Dear Dana,\n\n"
        "Thank you for your time yesterday, and for talking with me about how Meridian plans its"
        " week.\n\n"
        "What stays with me most is this: “Read the deck first.” Thank you, too, for sending me on"
        " to Alice Chen. I will get in touch, and tell you how it goes.\n\n"
        "I said that I would send the drayage chart, and I have not forgotten. I am also keeping my"
        " eyes open for what you are looking for: a speaker for your analyst day.\n\n"
        "If there is anything that I can do for you, please tell me.\n\n"
        "Best wishes"
    )


def test_a_note_that_speaks_about_them_stays_at_the_side(people):
    meeting = meet(people["Dana"])
    with edit("Note"):
        Promise.create(contact=people["Dana"], direction="mine", text="Tell her how it goes",
                       made_on="2026-11-23", meeting=meeting)  # fmt: skip
        Need.create(contact=people["Dana"], text="Whether she can move", heard_on="2026-11-23")
    message = due(people["Dana"], "thank")
    assert "how it goes" not in message.body
    assert "move" not in message.body
    assert ("You promised", "Tell her how it goes") in message.built_from
    assert ("What they need", "Whether she can move") in message.built_from


def invite(contact, kind="lead", leads_to="", **more):
    thread = outreach.open(OutreachDraft(contact, subject="Cold chains"), at=NOW)
    outreach.advance(
        thread, "referred" if kind == "lead" else "applied",
        invitation=InvitationDraft(kind, NOW.date(), "mail", "See them.", contact, leads_to),
        at=NOW, **more,
    )  # fmt: skip
    return thread


def apply(contact):
    planner = OpportunityDraft(title="Planner", organization="Meridian Foods")
    return invite(contact, "position", applied_on=NOW.date(), opportunity=planner)


def test_p02_p04_a_lead_is_thanked_for_by_the_name_it_leads_to(people):
    invite(people["Dana"], leads_to=people["Marta"])
    body = due(people["Dana"], "thank").body
    assert "Thank you for sending me on to Marta Oyelaran.\n\nI will get in touch" in body


def test_p03_p04_a_word_for_a_position_is_thanked_for(people):
    apply(people["Dana"])
    assert "Thank you for suggesting that I apply at Meridian Foods." in (
        due(people["Dana"], "thank").body
    )


def test_thanks_without_a_meeting_are_for_their_help(people):
    assert "Thank you for your help." in write("thank_you", people["Dana"]).body


def test_thanks_by_hand_are_for_the_last_meeting(people):
    meet(people["Dana"], start="2026-11-10T15:00:00Z", purpose_detail="The first talk")
    meet(people["Dana"], start="2026-11-20T15:00:00Z", purpose_detail="The second talk")
    assert "the second talk" in write("thank_you", people["Dana"]).body


# Reporting back


def test_b01_p05_each_person_up_the_chain_hears_it_as_their_own_door(people):
    meet(people["Dana"], purpose_detail="Cold chains")
    told = "We met yesterday and talked about cold chains. It was well worth it."
    bruce, alice = due(people["Bruce"], "report_back"), due(people["Alice"], "report_back")
    assert bruce.subject == "How it went with Dana Okafor, and my thanks"
    assert bruce.body.startswith(
        f"Dear Bruce,\n\nYou were kind enough to send me to Dana Okafor, and I am glad that you"
        f" did.\n\n{told}"
    )
    assert alice.body.startswith(
        f"Dear Alice,\n\nIt began with you: you sent me to Bruce Lindqvist, and from there the way"
        f" led on to Dana Okafor.\n\n{told}"
    )


def test_b04_a_name_between_without_a_yes_is_left_out_of_a_report(people):
    permit(people["Bruce"], people["Dana"], "not_asked")
    meet(people["Dana"])
    message = due(people["Alice"], "report_back")
    assert "Bruce" not in message.body
    assert "from the door that you opened, the way led on to Dana Okafor" in message.body
    assert message.remarks == (
        "Bruce Lindqvist has not said yes to being named to Alice, and is left out.",
    )


def news(contact):
    return due(contact, "report_back").body.split("\n\n")[2]


def reports_to(contact):
    found = [d for d in duties.listing() if (d.contact_id, d.kind) == (contact, "report_back")]
    return "\n".join(messages.draft(occasion_of_duty(duty), at=NOW).body for duty in found)


def test_b01_every_step_has_its_news(people):
    thread = invite(people["Dana"], leads_to=people["Marta"])
    assert news(people["Bruce"]) == (
        "Dana Okafor has since sent me on to Marta Oyelaran, and I am following that up."
    )
    outreach.advance(
        thread, "applied", applied_on=NOW.date(), at=NOW + timedelta(hours=1),
        opportunity=OpportunityDraft(title="Planner", organization="Meridian Foods"),
        invitation=InvitationDraft("position", NOW.date(), "mail", "Apply.", people["Dana"]),
    )  # fmt: skip
    steps = [
        d for d in duties.listing() if (d.contact_id, d.kind) == (people["Bruce"], "report_back")
    ]
    bodies = [messages.draft(occasion_of_duty(duty), at=NOW).body for duty in steps]
    assert any("I have now applied at Meridian Foods: Planner." in body for body in bodies)
    own = [d for d in duties.listing() if (d.contact_id, d.kind) == (people["Dana"], "report_back")]
    told = [messages.draft(occasion_of_duty(duty), at=NOW).body for duty in own]
    assert any(
        "I have followed your suggestion and applied at Meridian Foods" in one for one in told
    )
    outreach.close(thread, "landed", at=NOW + timedelta(hours=2))
    landed = write("report_back", people["Alice"]).body
    assert "It has worked out, at Meridian Foods: Planner." in landed


def test_an_offer_is_told_as_one(people):
    thread = apply(people["Dana"])
    with edit("Offer"):
        StageChange.create(outreach=thread, at="2026-11-24T13:00:00Z", from_stage="applied",
                           to_stage="offer")  # fmt: skip
    assert (
        "Meridian Foods has made me an offer: Planner."
        in write("report_back", people["Bruce"]).body
    )


def test_p05_a_dead_end_is_told_without_blame_and_the_good_comes_first(people):
    thread = apply(people["Dana"])
    outreach.close(thread, "not_this_time", at=NOW)
    body = write("report_back", people["Bruce"]).body
    good, end = body.index("I am glad that you did"), body.index("did not lead to a position")
    assert good < end
    assert "worth it all the same" in body
    assert not [word for word in ("unfortunately", "sadly", "reject") if word in body.casefold()]


def test_p04_a_lead_is_reported_as_far_as_it_has_come(people):
    invite(people["Dana"], leads_to=people["Marta"])
    message = due(people["Dana"], "report_back")
    assert "You were kind enough to point me to Marta Oyelaran." in message.body
    assert "I am getting in touch with Marta now" in message.body
    assert "Write to Marta first, and then report." in message.remarks[0]
    messages.sent(Occasion("request", people["Marta"]), "Hello", "Dear Marta", at=NOW)
    assert "I wrote to Marta earlier today" in due(people["Dana"], "report_back").body
    meet(people["Marta"], "agreed", "2026-11-27T15:00:00Z")
    assert "We are going to meet on Friday" in due(people["Dana"], "report_back").body


def test_a_report_by_hand_tells_the_newest_of_their_branch(people):
    meet(people["Marta"], start="2026-11-10T15:00:00Z")
    meet(people["Dana"], start="2026-11-20T15:00:00Z")
    assert "Dana Okafor" in write("report_back", people["Bruce"]).body
    assert "Marta Oyelaran" in write("report_back", people["Dana"]).body
    nobody = write("report_back", people["Marta"])
    assert nobody.remarks == ("The book has no news yet that Marta had a part in.",)


def test_whoever_sent_me_on_is_not_told_that_they_did(people):
    invite(people["Dana"], leads_to=people["Marta"])
    body = write("report_back", people["Dana"]).body
    assert "Dana Okafor has since" not in body
    assert "You were kind enough to point me to Marta" in body


def test_people_who_sent_me_to_each_other_send_no_report_round_in_a_circle(people):
    refer(people["Marta"], people["Alice"])
    meet(people["Dana"])
    for contact in people.values():
        assert write("report_back", contact).body


def test_a_report_where_several_ways_lead_to_somebody_names_no_step_between(people):
    refer(people["Marta"], people["Bruce"], on="2026-11-01")
    meet(people["Dana"])
    assert "the way led on to Dana Okafor" in due(people["Alice"], "report_back").body


# Keeping in touch


def test_p10_p20_a_check_in_never_asks_for_anything(people):
    everything_about(people["Dana"], "A word on forecasting")
    message = write("check_in", people["Dana"])
    assert "We were last in touch yesterday, about a word on forecasting" in message.body
    assert "“A word on forecasting”" in message.body
    assert "There is nothing that I need, and no answer is needed." in message.body
    assert "?" not in message.subject + message.body
    assert not message.remarks


def test_a_check_in_after_nothing_is_a_short_hello(people):
    message = write("check_in", people["Dana"])
    assert message.subject == "A short hello"
    assert "It has been a while" in message.body


def test_b02_a_second_try_says_when_the_first_was_and_a_last_one_lets_go(people):
    thread = outreach.open(OutreachDraft(people["Dana"], subject="Cold chains"), at=NOW)
    first = Occasion("request", people["Dana"], outreach_id=thread)
    messages.sent(first, "Hello", "Dear Dana", at=NOW - timedelta(days=8))
    second = write("second_try", people["Dana"], outreach_id=thread)
    assert "I wrote to you on 16 November about cold chains" in second.body
    last = write("last_try", people["Dana"], outreach_id=thread)
    assert "my last note for now" in last.body
    assert "no need to answer" in last.body


def test_b06_a_reminder_is_gentle_and_has_two_lines_to_pass_on(people):
    outreach.open(OutreachDraft(people["Marta"], subject="Doubling a team"), at=NOW)
    with edit("Promise"):
        Promise.create(contact=people["Dana"], direction="theirs", text="Introduce me to Marta",
                       made_on="2026-11-10", kind="introduction")  # fmt: skip
    body = write("reminder", people["Dana"]).body
    assert "When we were in touch on 10 November, you kindly offered to introduce me to M" in body
    assert "there is no hurry" in body
    assert "“I am trying to learn about doubling a team and would be grateful for half" in body


def test_a_reminder_of_anything_else_has_no_lines_to_pass_on(people):
    with edit("Promise"):
        Promise.create(contact=people["Dana"], direction="theirs", text="Send the sheets",
                       made_on="2026-11-10")  # fmt: skip
    body = write("reminder", people["Dana"]).body
    assert "you kindly offered to send the sheets" in body
    assert "pass on" not in body
    assert write("reminder", people["Marta"]).remarks == (
        "The book knows of nothing that Marta offered.",
    )


def test_p37_b05_an_introduction_says_what_is_admired_in_each_and_asks_both_first(people):
    message = write("introduction", people["Dana"], other_id=people["Alice"])
    assert message.subject == "Dana, meet Alice"
    assert "Before I first met Dana I was told: “Dana rebuilt forecasting from scratch.”" in (
        message.body
    )
    assert (
        "Dana, Alice Chen is VP Supply Chain at Meridian Foods and knows cold chains and planning"
        " from the inside." in message.body
    )
    assert message.remarks == (
        "Say in a sentence what you admire in Alice.",
        "Ask both of them first: an introduction is a gift when both have said yes.",
    )


def test_letters_are_signed_where_the_preferences_have_a_name(people):
    settings.save(settings.Settings(your_name="Anna Nováková"))
    assert write("check_in", people["Dana"]).body.endswith("Best wishes,\nAnna Nováková")


def test_a_letter_to_somebody_who_is_gone_says_so(people):
    with pytest.raises(NotFound):
        write("request", "nobody")
    with pytest.raises(NotFound):
        messages.sent(Occasion("request", "nobody"), "Hello", "Dear you")


# It was sent


def test_what_was_sent_is_a_touch_with_its_words_and_its_duty_is_done_in_one_step(people):
    meet(people["Dana"])
    duty = duty_of(people["Dana"], "thank")
    messages.sent(occasion_of_duty(duty), "Thank you", "Dear Dana,\n\nthank you.", at=NOW)
    assert fetch("SELECT kind, direction, at, what, message, outreach_id FROM touch") == [
        ("mail", "out", "2026-11-24T12:00:00Z", "Thank you\n\nDear Dana,\n\nthank you.",
         "thank_you", None)
    ]  # fmt: skip
    assert duty.key not in [d.key for d in duties.listing()]
    assert database.undo_label() == "Send thank-you"
    database.undo()
    assert fetch("SELECT count(*) FROM touch") == [(0,)]
    assert duty.key in [d.key for d in duties.listing()]
    database.redo()
    assert duty.key not in [d.key for d in duties.listing()]


def test_what_was_sent_is_found_and_stands_in_history_and_timeline(people):
    messages.sent(Occasion("check_in", people["Dana"]), "Hello", "About the kumquats", at=NOW)
    assert directory.ids("kumquats") == [people["Dana"]]
    assert "kumquats" in timelines.of_contact(people["Dana"])[0].detail
    assert any("kumquats" in line.after for line in histories.of_contact(people["Dana"]))


def test_a_request_belongs_to_the_open_outreach_and_its_meeting_is_requested_by_it(people):
    thread = outreach.open(OutreachDraft(people["Dana"], subject="Cold chains"), at=NOW)
    meeting = meet(people["Dana"], "wanted", None)
    messages.sent(Occasion("request", people["Dana"]), "Hello", "Dear Dana", at=NOW)
    assert fetch("SELECT outreach_id, message FROM touch") == [(thread, "request")]
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("requested",)]
    database.undo()
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("wanted",)]


def test_a_message_without_words_or_way_is_refused_and_nothing_is_written(people):
    about = Occasion("check_in", people["Dana"])
    with pytest.raises(Invalid, match="no words"):
        messages.sent(about, " ", "\n")
    with pytest.raises(Invalid, match="how it was sent"):
        messages.sent(about, "Hello", "Dear Dana", channel="pigeon")
    assert not list(Touch.select())


def test_a_duty_that_was_answered_meanwhile_is_no_hindrance(people):
    key = Key("thank", people["Dana"], "gone")
    messages.sent(Occasion("thank_you", people["Dana"], key), "Thanks", "Dear Dana", at=NOW)
    assert len(list(Touch.select())) == 1


def test_drafting_writes_nothing(people):
    meet(people["Dana"])
    before = fetch("SELECT count(*) FROM txn")
    for kind in KINDS:
        write(kind, people["Dana"], other_id=people["Marta"])
    assert fetch("SELECT count(*) FROM txn") == before


def test_kinds_that_make_sense_are_offered(people):
    assert messages.kinds_for(people["Marta"]) == ("request",)
    meet(people["Dana"])
    assert messages.kinds_for(people["Dana"]) == (
        "request", "thank_you", "report_back", "check_in", "introduction",
    )  # fmt: skip
    messages.sent(Occasion("request", people["Marta"]), "Hello", "Dear Marta", at=NOW)
    assert messages.kinds_for(people["Marta"]) == ("request", "second_try", "last_try")


def test_an_introduction_that_was_sent_stands_with_both(people):
    about = Occasion("introduction", people["Dana"], other_id=people["Alice"])
    messages.sent(about, "Dana, meet Alice", "Dear Dana, dear Alice", at=NOW)
    assert {row for (row,) in fetch("SELECT contact_id FROM touch")} == {
        people["Dana"], people["Alice"],
    }  # fmt: skip
    database.undo()
    assert not list(Touch.select())


def test_thanks_begun_from_the_card_do_their_duty_too_and_undo_brings_both_back(people):
    meet(people["Dana"])
    assert duty_of(people["Dana"], "thank")
    messages.sent(Occasion("thank_you", people["Dana"]), "Thank you", "Dear Dana", at=NOW)
    assert not [duty for duty in duties.of_contact(people["Dana"], NOW) if duty.kind == "thank"]
    database.undo()
    assert duty_of(people["Dana"], "thank")


def test_p04_one_thank_you_answers_all_that_today_shows_as_one_line(people):
    meet(people["Dana"], start="2026-11-20T15:00:00Z")
    meet(people["Dana"], start="2026-11-23T15:00:00Z")
    owed = [duty for duty in duties.of_contact(people["Dana"], NOW) if duty.kind == "thank"]
    assert len(owed) == 2
    messages.sent(occasion_of_duty(owed[0]), "Thank you", "Dear Dana", at=NOW)
    assert not [duty for duty in duties.of_contact(people["Dana"], NOW) if duty.kind == "thank"]
    database.undo()
    assert owed == [d for d in duties.of_contact(people["Dana"], NOW) if d.kind == "thank"]


def reports(contact):
    return [d for d in duties.of_contact(contact, NOW) if d.kind == "report_back"]


def test_b01_one_telling_answers_all_that_happened_until_then_and_says_what_else_it_tells(people):
    meet(people["Dana"], start="2026-11-10T15:00:00Z")
    meet(people["Dana"], start="2026-11-20T15:00:00Z")
    first, last = reports(people["Bruce"])

    told = messages.draft(occasion_of_duty(last), at=NOW).remarks
    assert any(one.startswith("Bruce hears of this with it, too: You met Dana") for one in told)
    messages.sent(occasion_of_duty(last), "News", "Dear Bruce", at=NOW)

    assert reports(people["Bruce"]) == []
    database.undo()
    assert reports(people["Bruce"]) == [first, last]


def test_b01_who_was_told_of_the_first_meeting_only_is_still_to_be_told_of_the_next(people):
    meet(people["Dana"], start="2026-11-10T15:00:00Z")
    meet(people["Dana"], start="2026-11-20T15:00:00Z")
    first, last = reports(people["Bruce"])

    messages.sent(occasion_of_duty(first), "News", "Dear Bruce", at=NOW)

    assert reports(people["Bruce"]) == [last]


def test_news_begun_from_the_card_answer_all_that_they_tell_and_what_came_before(people):
    meet(people["Dana"], start="2026-11-10T15:00:00Z")
    meet(people["Dana"], start="2026-11-20T15:00:00Z")
    messages.sent(Occasion("report_back", people["Bruce"]), "News", "Dear Bruce", at=NOW)

    assert reports(people["Bruce"]) == []


def test_a_try_does_the_duty_of_its_own_thread_only_b02(people):
    threads = [
        outreach.open(OutreachDraft(people["Dana"], subject=about), at=NOW - timedelta(days=30))
        for about in ("Cold chains", "Ports")
    ]
    for thread in threads:
        first = Occasion("request", people["Dana"], outreach_id=thread)
        messages.sent(first, "Hello", "Dear Dana", at=NOW - timedelta(days=20))
    second = Occasion("second_try", people["Dana"], outreach_id=threads[0])
    messages.sent(second, "Again", "Dear Dana", at=NOW)
    tries = [duty for duty in duties.of_contact(people["Dana"], NOW) if duty.kind == "second_try"]
    assert [duty.outreach_id for duty in tries] == [threads[1]]
    assert fetch("SELECT count(*) FROM touch WHERE message = 'second_try'") == [(1,)]


def test_words_for_messages_with_a_mistake_are_told_in_a_sentence(people, tmp_path, monkeypatch):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en.json").write_text('{"templates": {"request": 1}}', "utf-8")
    monkeypatch.setattr(paths, "_RESOURCES", tmp_path)
    message_facts.language.cache_clear()

    with pytest.raises(StorageError, match="words for messages cannot be read"):
        message_facts.language()
