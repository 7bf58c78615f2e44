"""Meetings to print: one rich, one sparse, one about whom nothing is known yet."""

from datetime import UTC, date, datetime

import pytest

from app.brief.content import Brief, BriefPerson

PRINTED = datetime(2026, 11, 23, 7, 12, tzinfo=UTC)

DANA = BriefPerson(
    name="Dana Okafor",
    say_as="oh-KAH-for",
    title="VP Supply Chain",
    organization="Meridian Foods",
    place="Philadelphia",
    expertise=("cold-chain forecasting", "S&OP turnarounds", "regional 3PL market"),
    about="Drexel MBA ’09; came up through buying. Mentors first-generation analysts.",
    needs=("A speaker for her January analyst day (open since 14 Nov)",),
    favors="You owe Dana 1 (this hour) and Bruce 2. Dana owes you 0.",
)

RICH = Brief(
    people=(DANA,),
    start=datetime(2026, 11, 24, 22, 0, tzinfo=UTC),
    their_zone="America/New_York",
    your_zone="Europe/Berlin",
    minutes=40,
    medium="in person",
    place="1500 Market St, 12th fl.",
    purpose="Feedback on my résumé",
    purpose_detail="would it survive a first look in food logistics?",
    chain=("Alice Chen", "Bruce Lindqvist"),
    reason="Dana rebuilt cold-chain forecasting from scratch.",
    reason_by="Bruce Lindqvist",
    reason_on=date(2026, 11, 12),
    name_permission="yes",
    promises=("You: send the vendor comparison by Fri 27 Nov",),
    plan_b="Cut short: ask question 1 and the two names.",
    bring=("clean copy of résumé (v7)", "this page", "card", "notebook"),
    questions=(
        "You rebuilt forecasting without a data team. What did you do first?",
        "Which parts of a planner’s work are about to change most?",
        "Looking at my résumé for 60 seconds: what would make you stop reading?",
        "What do people coming from retail get wrong about food logistics?",
    ),
    ask="Fifteen minutes of feedback on my forecasting case study",
    offer="the vendor comparison I built last spring",
    what_you_bring=("Port of Wilmington is re-letting its cold storage (public, Nov)",),
    afterwards=("Thank Dana by Wed 25 Nov", "Tell Bruce how it went", "Tell Alice too"),
)


@pytest.fixture
def rich() -> Brief:
    return RICH


@pytest.fixture
def printed_at() -> datetime:
    return PRINTED
