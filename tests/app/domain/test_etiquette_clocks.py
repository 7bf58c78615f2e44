"""Tries, reminders and rhythms: clocks that run on what did not happen (B02 B06 P20)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import etiquette, times
from app.domain.etiquette import (
    Answer,
    Facts,
    Heard,
    Held,
    InTouch,
    Invited,
    Key,
    Moved,
    Numbers,
    Promised,
    Referred,
    Sent,
)
from app.domain.workdays import Workdays

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday
TODAY = NOON.date()
NAMES = {"marta": "Marta Oyelaran", "ines": "Ines Ferro"}
REQUEST = Sent("t1", "o1", "marta", "request", NOON)


def sent(message: str, days: int = 0, touch: str = "t2") -> Sent:
    return Sent(touch, "o1", "marta", message, NOON + timedelta(days=days))


def test_b02_after_five_business_days_of_silence_comes_a_second_try():
    (duty,) = etiquette.duties(Facts(sent=[REQUEST], names=NAMES))
    assert (duty.kind, duty.cause_id, duty.outreach_id) == ("second_try", "t1", "o1")
    assert (duty.since, duty.due) == (TODAY, date(2026, 12, 1))
    assert duty.text == "Try Marta Oyelaran once more"
    assert duty.reason.startswith("No answer for 5 business days.")


def test_b02_then_a_last_try_and_then_rest():
    (last,) = etiquette.duties(Facts(sent=[REQUEST, sent("second_try", 7)], names=NAMES))
    assert (last.kind, last.cause_id, last.due) == ("last_try", "t2", date(2026, 12, 10))
    assert last.text == "Write to Marta Oyelaran a last time"
    assert "then Marta Oyelaran rests" in last.reason
    tried = [REQUEST, sent("second_try", 7), sent("last_try", 16, "t3")]
    (rest,) = etiquette.duties(Facts(sent=tried, names=NAMES))
    assert (rest.kind, rest.cause_id, rest.due) == ("rest", "t3", date(2026, 12, 17))
    assert rest.text == "Let Marta Oyelaran rest"
    assert "Silence is an answer. 60 days" in rest.reason


def test_b02_the_numbers_of_days_are_settings():
    numbers = Numbers(
        second_try_business_days=1, last_try_business_days=1, rest_after_business_days=1,
        rest_for_days=1,
    )  # fmt: skip
    for message, reason in (
        ("request", "for a business day"), ("second_try", "after a business day"),
        ("last_try", "A day of rest"),
    ):  # fmt: skip
        (duty,) = etiquette.duties(Facts(sent=[sent(message)]), numbers)
        assert duty.due == date(2026, 11, 25)
        assert reason in duty.reason


def test_b02_an_answer_after_the_last_note_ends_the_clock_and_one_before_does_not():
    after, before = NOON + timedelta(hours=1), NOON - timedelta(hours=1)
    assert not etiquette.duties(Facts(sent=[REQUEST], heard=[Heard("marta", after)]))
    assert etiquette.duties(Facts(sent=[REQUEST], heard=[Heard("marta", before)]))
    assert etiquette.duties(Facts(sent=[REQUEST], heard=[Heard("ines", after)]))
    again = [REQUEST, sent("second_try", 7)]
    assert etiquette.duties(Facts(sent=again, heard=[Heard("marta", after)]))


def test_b02_a_try_that_was_dropped_ends_the_clock_of_that_note():
    answers = {Key("second_try", "marta", "t1"): Answer("dropped")}
    assert not etiquette.duties(Facts(sent=[REQUEST], answers=answers))


OFFERED = Promised("p1", "ines", "Introduce me to Viktor.", TODAY, theirs=True)


def test_b06_an_introduction_not_made_in_a_week_earns_one_gentle_reminder():
    (duty,) = etiquette.duties(Facts(promised=[OFFERED], names=NAMES))
    assert (duty.kind, duty.due) == ("their_promise", TODAY + timedelta(days=7))
    assert duty.text == "Remind Ines Ferro gently"
    assert "“Introduce me to Viktor”. One gentle reminder" in duty.reason
    answers = {Key("their_promise", "ines", "p1"): Answer("done")}
    assert not etiquette.duties(Facts(promised=[OFFERED], answers=answers))


def test_b06_an_introduction_with_a_date_is_reminded_of_on_that_date():
    dated = Promised("p1", "ines", "Introduce me", TODAY, date(2026, 12, 24), theirs=True)
    (duty,) = etiquette.duties(Facts(promised=[dated]))
    assert duty.due == date(2026, 12, 24)


def in_touch(days: int = 60, **values) -> InTouch:
    return InTouch("marta", days, "t9", NOON - timedelta(days=71), **values)


def test_p20_p22_a_rhythm_counts_from_the_last_real_contact_and_offers_help():
    (duty,) = etiquette.duties(Facts(in_touch=[in_touch()], names=NAMES))
    assert (duty.kind, duty.cause_id, duty.since) == ("check_in", "t9", date(2026, 9, 14))
    assert duty.due == date(2026, 11, 13)
    assert duty.text == "Keep in touch with Marta Oyelaran"
    assert "every 60 days. Ask how you can help, and for nothing." in duty.reason
    (daily,) = etiquette.duties(Facts(in_touch=[in_touch(1)]))
    assert "every day" in daily.reason


def test_p20_a_rest_is_kept_to_its_end():
    (duty,) = etiquette.duties(Facts(in_touch=[in_touch(rests_until=date(2027, 1, 4))]))
    assert duty.due == date(2027, 1, 4)


def test_p20_who_hears_of_one_anyway_needs_no_check_in():
    held = Held("m1", NOON, ("marta",))
    (thank,) = etiquette.duties(Facts(held=[held], in_touch=[in_touch()]))
    assert thank.kind == "thank"
    done = {Key("thank", "marta", "m1"): Answer("done")}
    (check_in,) = etiquette.duties(Facts(held=[held], in_touch=[in_touch()], answers=done))
    assert check_in.kind == "check_in"
    dropped = {**done, check_in.key: Answer("dropped")}
    assert not etiquette.duties(Facts(held=[held], in_touch=[in_touch()], answers=dropped))


def test_b01_an_offer_is_news_and_opening_again_does_not_take_it_back():
    def step(change: str, to: str, hours: int, before: str) -> Moved:
        at = NOON + timedelta(hours=hours)
        return Moved(change, "o1", "marta", to, at, "ines", before)

    offer = [step("s1", "applied", 0, "info_only"), step("s2", "offer", 1, "applied")]
    said = [d for d in etiquette.duties(Facts(moved=offer, names=NAMES)) if d.cause_id == "s2"]
    assert [d.reason for d in said] == [
        "You have an offer, by way of Marta Oyelaran. Ines Ferro opened that door."
    ]
    landed = [*offer, step("s3", "landed", 2, "offer"), step("s4", "applied", 3, "landed")]
    assert {d.cause_id for d in etiquette.duties(Facts(moved=landed))} == {"s1", "s2"}
    back = [*offer, step("s3", "applied", 2, "offer")]
    assert {d.cause_id for d in etiquette.duties(Facts(moved=back))} == {"s1"}


def test_p04_whoever_sent_me_to_somebody_is_thanked_anew_when_i_met_them():
    facts = Facts(
        held=[Held("m1", NOON, ("marta",))], names=NAMES | {"otto": "Otto Lind"},
        referred=[Referred("ines", "marta"), Referred("otto", "ines")],
    )  # fmt: skip
    told = {duty.contact_id: duty for duty in etiquette.duties(facts)}
    assert told["ines"].text == "Thank Ines Ferro again, and report back"
    assert "Ines Ferro opened that door" in told["ines"].reason
    assert told["otto"].reason == "You met Marta Oyelaran. Otto Lind helped you get there."


# Clocks over zones, holidays and changes of clock

ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "Pacific/Kiritimati",
     "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Atlantic/Azores"]
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WEEKS = st.builds(
    Workdays, st.frozensets(st.integers(0, 6), max_size=4),
    st.frozensets(st.dates(date(2020, 1, 1), date(2030, 3, 1)), max_size=20),
)  # fmt: skip


@given(MOMENTS, ZONES, WEEKS, st.integers(1, 15))
def test_b02_a_try_falls_on_a_business_day_of_the_persons_own(at, zone, week, days):
    request = Sent("t1", "o1", "marta", "request", at)
    (duty,) = etiquette.duties(
        Facts(sent=[request], zone=zone, workdays=week), Numbers(second_try_business_days=days)
    )
    own_day = at.astimezone(ZoneInfo(zone)).date()
    assert duty.since == own_day
    assert week.works(duty.due)
    between = [own_day + timedelta(n) for n in range(1, (duty.due - own_day).days + 1)]
    assert sum(map(week.works, between)) == days


@given(MOMENTS, ZONES, st.integers(1, 72))
def test_p04_thanks_are_due_so_many_real_hours_later_whatever_the_clocks_do(at, zone, hours):
    (duty,) = etiquette.duties(
        Facts(held=[Held("m1", at, ("marta",))], zone=zone), Numbers(thank_within_hours=hours)
    )
    assert duty.at == at + timedelta(hours=hours)
    assert duty.due == times.local(duty.at, zone).date()
    assert duty.due - at.astimezone(ZoneInfo(zone)).date() <= timedelta(days=hours // 24 + 2)


@given(MOMENTS, ZONES, st.integers(1, 400))
def test_p20_a_rhythm_counts_days_of_the_persons_own_calendar(at, zone, days):
    (duty,) = etiquette.duties(Facts(in_touch=[InTouch("marta", days, "t1", at)], zone=zone))
    assert (duty.due - at.astimezone(ZoneInfo(zone)).date()).days == days


# A corrected fact corrects its own duties, and no others

PEOPLE = st.sampled_from("abcd")
HOURS = st.integers(-500, 500).map(lambda hours: NOON + timedelta(hours=hours))
DAYS = st.integers(-30, 30).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def books(draw) -> Facts:
    """Facts of every kind about four people, with what was done about some duties."""
    held = draw(st.lists(st.builds(
        Held, st.sampled_from(["m1", "m2", "m3"]), HOURS,
        st.lists(PEOPLE, min_size=1, max_size=2, unique=True).map(tuple),
    ), max_size=3, unique_by=lambda one: one.meeting_id))  # fmt: skip
    promised = draw(st.lists(st.builds(
        Promised, st.sampled_from(["p1", "p2", "p3"]), PEOPLE, st.just("Send it"), DAYS,
        st.none() | DAYS, st.booleans(),
    ), max_size=3, unique_by=lambda one: one.promise_id))  # fmt: skip
    sent = draw(st.lists(st.builds(
        lambda touch, person, message, at: Sent(touch, f"o-{person}", person, message, at),
        st.sampled_from(["t1", "t2", "t3", "t4"]), PEOPLE, st.sampled_from(etiquette.REQUESTS),
        HOURS,
    ), max_size=4, unique_by=lambda one: one.touch_id))  # fmt: skip
    facts = Facts(
        held=held, promised=promised, sent=sorted(sent, key=lambda one: one.at),
        heard=draw(st.lists(st.builds(Heard, PEOPLE, HOURS), max_size=2)),
        in_touch=draw(st.lists(
            st.builds(lambda person, days, at: InTouch(person, days, f"last-{person}", at), PEOPLE,
                      st.integers(1, 90), HOURS),
            max_size=3, unique_by=lambda one: one.contact_id,
        )),
        referred=draw(st.lists(st.builds(Referred, PEOPLE, PEOPLE), max_size=4)),
    )  # fmt: skip
    answers = st.one_of(st.none(), st.just(Answer("done")), st.just(Answer("dropped")),
                        st.builds(Answer, st.just("put_off"), DAYS))  # fmt: skip
    done = {duty.key: draw(answers) for duty in etiquette.duties(facts)}
    return Facts(**(vars(facts) | {"answers": {k: a for k, a in done.items() if a is not None}}))


def without(facts: Facts, name: str, fact: object) -> Facts:
    left = [one for one in getattr(facts, name) if one is not fact]
    return Facts(**(vars(facts) | {name: left}))


@given(books())
def test_duties_derived_twice_are_the_same(facts):
    found = etiquette.duties(facts)
    assert found == etiquette.duties(facts)
    assert len({duty.key for duty in found}) == len(found)
    for name in ("held", "promised", "in_touch", "referred", "heard"):
        turned = Facts(**(vars(facts) | {name: getattr(facts, name)[::-1]}))
        assert etiquette.duties(turned) == found  # the order of what happened at once says nothing


@given(books(), st.data())
def test_each_facts_correction_undoes_exactly_its_own_duties(facts, data):
    name, cause = data.draw(st.sampled_from(
        [("held", "meeting_id"), ("promised", "promise_id"), ("in_touch", "last_id")]
    ))  # fmt: skip
    before = {duty.key: duty for duty in etiquette.duties(facts)}
    for fact in getattr(facts, name):
        after = {duty.key: duty for duty in etiquette.duties(without(facts, name, fact))}
        gone = {key for key in before if key not in after}
        assert gone == {key for key in before if key.cause_id == getattr(fact, cause)}
        # Nobody else's changes; a check-in may come for whom that duty would have reached.
        assert all(after[key] == before[key] for key in before.keys() & after.keys())
        assert {key.kind for key in after.keys() - before.keys()} <= {"check_in"}


INVITED = st.builds(
    Invited, st.sampled_from(["i1", "i2", "i3"]), st.sampled_from(["o1", "o2"]),
    st.sampled_from(["lead", "position"]), PEOPLE, DAYS, st.sampled_from(["", *"abcd"]),
)  # fmt: skip


@given(books(), st.lists(INVITED, max_size=3, unique_by=lambda one: one.invitation_id))
def test_p04_an_invitation_that_is_corrected_undoes_its_own_duties_only(facts, invited):
    facts = Facts(**(vars(facts) | {"invited": invited}))
    before = {duty.key for duty in etiquette.duties(facts)}
    for fact in invited:
        after = {duty.key for duty in etiquette.duties(without(facts, "invited", fact))}
        assert before - after == {key for key in before if key.cause_id == fact.invitation_id}
        assert {key.kind for key in after - before} <= {"check_in"}


@given(books())
def test_b02_a_note_that_was_never_sent_leaves_the_clock_of_the_one_before(facts):
    for fact in facts.sent:
        rest = without(facts, "sent", fact)
        before, after = etiquette.duties(facts), etiquette.duties(rest)
        others = [d for d in before if d.outreach_id != fact.outreach_id and d.kind != "check_in"]
        assert others == [
            d for d in after if d.outreach_id != fact.outreach_id and d.kind != "check_in"
        ]


@pytest.mark.parametrize("state", ["done", "dropped"])
@given(facts=books())
def test_what_is_answered_is_never_due_again(state, facts):
    everything = {duty.key: Answer(state) for duty in etiquette.duties(facts)}
    check_ins = {Key("check_in", one.contact_id, one.last_id): Answer(state)
                 for one in facts.in_touch}  # fmt: skip
    answered = Facts(**(vars(facts) | {"answers": {**facts.answers, **everything, **check_ins}}))
    assert etiquette.duties(answered) == ()
