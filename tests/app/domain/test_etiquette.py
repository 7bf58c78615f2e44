from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain import etiquette
from app.domain.etiquette import (
    Answer,
    Facts,
    Held,
    Invited,
    Key,
    Moved,
    Numbers,
    Promised,
    Referred,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
NAMES = {"marta": "Marta Oyelaran", "ines": "Ines Ferro", "otto": "Otto Lind", "helen": "Helen Z"}
LEAD = Invited("i1", "o1", "lead", "marta", TODAY, "helen")


def said(facts: Facts) -> list[tuple[str, str, str]]:
    return [(d.kind, d.contact_id, d.cause_id) for d in etiquette.duties(facts)]


def moved(change: str, to: str, hours: int = 0, **other) -> Moved:
    values = {"outreach_id": "o1", "contact_id": "marta", "given_by": "marta"} | other
    return Moved(change, to_stage=to, at=NOON + timedelta(hours=hours), **values)


def test_nothing_happened_and_nothing_is_due():
    assert etiquette.duties(Facts()) == ()


def test_p04_everybody_met_is_thanked_within_a_day():
    held = Held("m1", NOON, ("marta", "ines"), "o1")
    first, second = etiquette.duties(Facts(held=[held], names=NAMES))
    assert (first.text, second.text) == ("Thank Ines Ferro", "Thank Marta Oyelaran")
    assert first.at == NOON + timedelta(hours=24)
    assert first.due == date(2026, 11, 25)
    assert "24 hours" in first.reason
    assert first.outreach_id == "o1"


def test_a_lead_to_themselves_after_a_merge_is_thanked_for_and_asks_for_no_report_p04():
    (duty,) = etiquette.duties(Facts(invited=[replace(LEAD, leads_to="marta")], names=NAMES))
    assert (duty.kind, duty.reason) == ("thank", "Marta Oyelaran opened a door for you.")


def test_b02_the_day_is_the_persons_own():
    held = Held("m1", datetime(2026, 11, 24, 23, 30, tzinfo=UTC), ("marta",))
    (tokyo,) = etiquette.duties(Facts(held=[held], zone="Asia/Tokyo"))
    assert tokyo.due == date(2026, 11, 26)


def test_b02_the_number_of_hours_is_a_setting():
    held = Held("m1", NOON, ("marta",))
    (duty,) = etiquette.duties(Facts(held=[held]), Numbers(thank_within_hours=72))
    assert duty.due == date(2026, 11, 27)


def test_p04_a_lead_makes_two_duties_to_thank_and_to_report_back():
    thank, report = etiquette.duties(Facts(invited=[LEAD], names=NAMES))
    assert (thank.kind, thank.contact_id, thank.due) == ("thank", "marta", date(2026, 11, 25))
    assert (report.kind, report.contact_id) == ("report_back", "marta")
    assert report.due == date(2026, 12, 1)
    assert "lead to Helen Z" in thank.reason
    assert thank.name == "Marta Oyelaran"


def test_p03_a_suggestion_to_apply_is_thanked_for():
    position = Invited("i2", "o1", "position", "ines", TODAY)
    (thank,) = etiquette.duties(Facts(invited=[position], names=NAMES))
    assert "suggested that you apply" in thank.reason


def test_p04_after_meeting_whom_the_lead_led_to_the_meeting_is_the_news():
    facts = Facts(
        invited=[LEAD], held=[Held("m1", NOON, ("helen",))], referred=[Referred("marta", "helen")]
    )
    assert ("report_back", "marta", "m1") in said(facts)
    assert ("report_back", "marta", "i1") not in said(facts)


def test_a_meeting_before_the_lead_is_no_news_of_it():
    before = Held("m1", NOON - timedelta(days=9), ("helen",))
    assert ("report_back", "marta", "i1") in said(Facts(invited=[LEAD], held=[before]))


def test_b01_a_meeting_is_told_to_everyone_up_the_chain():
    facts = Facts(
        held=[Held("m1", NOON, ("helen",))],
        referred=[Referred("marta", "helen"), Referred("ines", "marta"), Referred("otto", "ines")],
    )
    told = {d.contact_id for d in etiquette.duties(facts) if d.kind == "report_back"}
    assert told == {"marta", "ines", "otto"}


def test_b01_whoever_sat_at_the_table_needs_no_report():
    facts = Facts(
        held=[Held("m1", NOON, ("helen", "marta"))], referred=[Referred("marta", "helen")]
    )
    assert not [d for d in etiquette.duties(facts) if d.kind == "report_back"]


def test_b01_a_lead_is_told_up_the_chain_but_not_to_whoever_gave_it():
    facts = Facts(moved=[moved("s1", "referred")], referred=[Referred("ines", "marta")])
    assert said(facts) == [("report_back", "ines", "s1")]


def test_b01_an_application_is_told_to_the_giver_and_up_the_chain():
    facts = Facts(
        moved=[moved("s1", "applied", contact_id="helen")],
        referred=[Referred("ines", "marta"), Referred("otto", "helen")],
        names=NAMES,
    )
    assert {who for _kind, who, _cause in said(facts)} == {"marta", "ines", "otto"}
    reasons = {d.contact_id: d.reason for d in etiquette.duties(facts)}
    assert reasons["marta"] == (
        "You applied after talking with Helen Z. Marta Oyelaran opened that door."
    )
    assert reasons["otto"].endswith("Otto Lind helped you get there.")


def test_b10_landing_is_told_to_everyone_who_helped():
    steps = [
        moved("s1", "applied", contact_id="helen"),
        moved("s2", "landed", 1, contact_id="helen"),
    ]
    landed = [d for d in etiquette.duties(Facts(moved=steps)) if d.cause_id == "s2"]
    assert {d.contact_id for d in landed} == {"marta", "helen"}


def test_a_step_by_the_contact_itself_reads_simply():
    first, second = etiquette.duties(
        Facts(moved=[moved("s1", "applied"), moved("s2", "landed", 1)], names=NAMES)
    )
    assert first.reason == "You applied. Marta Oyelaran opened that door."
    assert second.reason == "You landed. Marta Oyelaran opened that door."
    (other,) = etiquette.duties(
        Facts(moved=[moved("s1", "landed", contact_id="helen", given_by="")], names=NAMES)
    )
    assert other.reason.startswith("You landed, by way of Helen Z.")


def test_a_step_is_told_to_others_with_whom_it_was_taken():
    facts = Facts(moved=[moved("s1", "applied")], referred=[Referred("ines", "marta")], names=NAMES)
    reasons = {duty.contact_id: duty.reason for duty in etiquette.duties(facts)}
    assert reasons["ines"] == (
        "You applied after talking with Marta Oyelaran. Ines Ferro helped you get there."
    )


def test_p04_a_lead_given_in_a_meeting_is_thanked_for_with_the_meeting():
    held = Held("m1", NOON, ("marta", "ines"), "o1")
    found = etiquette.duties(Facts(held=[held], invited=[LEAD], names=NAMES))
    thanks = [duty for duty in found if duty.kind == "thank"]
    assert [(duty.contact_id, duty.cause_id) for duty in thanks] == [
        ("ines", "m1"),
        ("marta", "m1"),
    ]
    assert thanks[1].reason == "Marta Oyelaran gave you a lead to Helen Z."
    assert thanks[1].at is not None
    answered = {thanks[1].key: Answer("done")}
    left = etiquette.duties(Facts(held=[held], invited=[LEAD], names=NAMES, answers=answered))
    assert [duty.contact_id for duty in left if duty.kind == "thank"] == ["ines"]
    later = replace(held, ended=NOON + timedelta(days=1))
    both = etiquette.duties(Facts(held=[later], invited=[LEAD], names=NAMES))
    assert (
        len([duty for duty in both if duty.key.contact_id == "marta" and duty.kind == "thank"]) == 2
    )


def test_a_step_taken_back_takes_its_duties_back():
    steps = [moved("s1", "applied"), moved("s2", "info_only", 1)]
    assert said(Facts(moved=steps)) == []
    again = [*steps, moved("s3", "applied", 2)]
    assert said(Facts(moved=again)) == [("report_back", "marta", "s3")]


def test_opening_again_after_landing_takes_back_the_landing_only():
    steps = [moved("s1", "applied"), moved("s2", "landed", 1), moved("s3", "applied", 2)]
    assert said(Facts(moved=steps)) == [("report_back", "marta", "s1")]


def test_resting_is_nobody_elses_news():
    steps = [moved("s1", "applied"), moved("s2", "resting", 1), moved("s3", "applied", 2)]
    assert said(Facts(moved=steps)) == [("report_back", "marta", "s1")]


def test_p04_an_application_is_the_better_news_of_a_lead():
    facts = Facts(invited=[LEAD], moved=[moved("s1", "referred"), moved("s2", "applied", 1)])
    assert ("report_back", "marta", "i1") not in said(facts)
    assert ("report_back", "marta", "s2") in said(facts)


def test_b06_my_promises_come_due():
    facts = Facts(
        promised=[
            Promised("p1", "marta", "Send the article", TODAY, date(2026, 11, 26)),
            Promised("p2", "ines", "Introduce Otto", TODAY),
        ],
        names=NAMES,
    )
    first, second = etiquette.duties(facts)
    assert (first.text, first.due) == ("Send the article", date(2026, 11, 26))
    assert second.due == date(2026, 12, 1)
    assert second.reason == "You said so to Ines Ferro."


def test_what_was_done_or_dropped_is_no_longer_due_and_what_was_put_off_comes_later():
    held = [Held("m1", NOON, ("marta", "ines", "otto"))]
    answers = {
        Key("thank", "marta", "m1"): Answer("done"),
        Key("thank", "ines", "m1"): Answer("dropped"),
        Key("thank", "otto", "m1"): Answer("put_off", date(2026, 12, 3)),
    }
    (left,) = etiquette.duties(Facts(held=held, answers=answers))
    assert (left.contact_id, left.due, left.was_put_off) == ("otto", date(2026, 12, 3), True)
    assert left.key == Key("thank", "otto", "m1")


def test_what_was_done_about_a_lead_and_a_step_is_no_longer_due():
    facts = Facts(
        invited=[LEAD], moved=[moved("s1", "referred")], referred=[Referred("ines", "marta")]
    )
    answers = {duty.key: Answer("done") for duty in etiquette.duties(facts)}
    assert {key.kind for key in answers} == {"thank", "report_back"}
    assert etiquette.duties(replace(facts, answers=answers)) == ()


def test_a_duty_put_off_never_comes_earlier_than_it_was_due():
    answers = {Key("thank", "marta", "m1"): Answer("put_off", date(2020, 1, 1))}
    (left,) = etiquette.duties(Facts(held=[Held("m1", NOON, ("marta",))], answers=answers))
    assert left.due == date(2026, 11, 25)


def test_somebody_without_a_name_is_somebody():
    (duty,) = etiquette.duties(Facts(held=[Held("m1", NOON, ("x",))]))
    assert duty.text == "Thank somebody"


def test_b01_of_a_whole_network_the_nearest_are_told():
    """Where everybody sent me to everybody, a chain of the nearest fifty is a way; more is none."""
    everybody = [str(number) for number in range(80)]
    referred = [Referred(one, to) for to in everybody for one in (to, *everybody[:60]) if one != to]
    referred += [Referred("far", "59")]
    facts = Facts(held=[Held("m1", NOON, ("79",))], referred=[*referred, Referred("near", "79")])
    told = {duty.contact_id for duty in etiquette.duties(facts) if duty.kind == "report_back"}
    assert "near" in told
    assert "far" not in told
    assert len(told) <= 62


PEOPLE = st.sampled_from("abcde")
REFERRALS = st.lists(st.builds(Referred, PEOPLE, PEOPLE), max_size=12)
MEETINGS = st.lists(
    st.builds(
        Held,
        st.sampled_from(["m1", "m2"]),
        st.just(NOON),
        st.lists(PEOPLE, min_size=1, max_size=3, unique=True).map(tuple),
    ),
    max_size=3,
    unique_by=lambda held: held.meeting_id,
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["referred", "applied", "info_only", "landed"]), PEOPLE, PEOPLE),
    max_size=6,
).map(
    lambda steps: [
        Moved(f"s{n}", "o1", contact, to, NOON + timedelta(hours=n), giver)
        for n, (to, contact, giver) in enumerate(steps)
    ]
)


@given(REFERRALS, MEETINGS, STEPS)
def test_circles_of_referrals_end_and_every_duty_comes_once(referred, held, steps):
    facts = Facts(held=held, moved=steps, referred=referred)
    found = etiquette.duties(facts)
    assert found == etiquette.duties(facts)
    assert len({duty.key for duty in found}) == len(found)
    assert [duty.due for duty in found] == sorted(duty.due for duty in found)
    for meeting in held:
        told = {
            duty.contact_id
            for duty in found
            if duty.kind == "report_back" and duty.cause_id == meeting.meeting_id
        }
        assert not told & set(meeting.people)


@given(MEETINGS, REFERRALS)
def test_taking_a_fact_away_takes_exactly_its_own_duties_away(held, referred):
    everything = etiquette.duties(Facts(held=held, referred=referred))
    for meeting in held:
        rest = [other for other in held if other is not meeting]
        left = etiquette.duties(Facts(held=rest, referred=referred))
        assert {d.key for d in everything} - {d.key for d in left} == {
            d.key for d in everything if d.cause_id == meeting.meeting_id
        }
