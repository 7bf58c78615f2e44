"""The contact sheet: one person, everything, as many pages as it takes (P11, P18)."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.brief import pdf
from app.brief.page import Page, Paper, Text
from app.domain.asks import AskRow
from app.domain.contact_sheets import ContactSheet, Invited, Talk, Thread
from app.domain.favors import FavorRow
from app.domain.needs import NeedRow
from app.domain.people import (
    ChannelDraft,
    ContactCard,
    ContactDraft,
    KeptRow,
    PositionDraft,
    TimelineRow,
)
from app.domain.promises import PromiseRow
from app.domain.referrals import ReferralRow
from app.domain.relationships import RelationshipRow
from app.domain.tidbits import Offered, TidbitRow
from app.papers import contact
from tests.app.brief.test_layout import PAPERS, troubles, words_on

PRINTED = datetime(2026, 11, 24, 7, 12, tzinfo=UTC)

DANA = ContactSheet(
    card=ContactCard(
        "dana",
        ContactDraft(
            "Dana", "Okafor", say_as="oh-KAH-for", place="Philadelphia", zone="America/New_York",
            expertise="cold chains\nforecasting", about="Drexel MBA", how_met="Bruce’s mail",
            workload="Budget season", rhythm_days=60, notes="Never mention Kansas City",
            channels=(
                ChannelDraft("email", "dana@meridian.example"),
                ChannelDraft("phone", "+1 215 555 0117", "desk"),
                ChannelDraft("phone", "+1 215 555 0118", "mobile", preferred=True),
            ),
            positions=(
                PositionDraft("Meridian Foods", "VP Supply Chain", since="2019"),
                PositionDraft("Kestrel Foods", "Buyer", "2012", "2019", current=False),
            ),
            roles=("expert", "hub"), tags=("first choice",),
        ),
        timeline=(
            TimelineRow("2026-11-17T09:00:00Z", "touch", "mail thanks", "Thanks for the hour"),
            TimelineRow("2026-11-14T09:00:00Z", "stage", "info_only applied", "Send it to me"),
        ),
        kept=(KeptRow("a.vcf", "X-EYE-COLOUR", "green"), KeptRow("a.vcf", "HOBBY", "ice\nfishing")),
    ),
    your_zone="Europe/Berlin",
    last_contact="2026-11-17T09:00:00Z",
    balance="One favor from Dana, none back yet.",
    time_asked="One meeting in 90 days.",
    threads=(
        Thread(
            "Cold chains", "applied", date(2026, 11, 1), date(2026, 11, 14), leads_to="Wei Zhang",
            opening="Planner · Meridian Foods", opening_notes="Pays badly",
            applied_on=date(2026, 11, 15), offered_on=date(2026, 11, 20), next_step="Call on Fri",
            invitations=(
                Invited("position", date(2026, 11, 14), "mail", "Send it to me", "Dana Okafor"),
            ),
        ),
        Thread("", "info_only", date(2025, 1, 7), date(2025, 1, 7), "resting", date(2025, 2, 1),
               date(2027, 1, 1)),
    ),
    way=(
        ReferralRow("r0", "alice", "Alice Chen", "bruce", "Bruce Lindqvist"),
        ReferralRow("r1", "bruce", "Bruce Lindqvist", "dana", "Dana Okafor"),
    ),
    sent_by=(
        ReferralRow("r1", "bruce", "Bruce Lindqvist", "dana", "Dana Okafor", "She rebuilt it", "no",
                    "2026-11-12"),
    ),
    sent_to=(
        ReferralRow("r2", "dana", "Dana Okafor", "marta", "Marta Oyelaran", "Doubled her team",
                    "not_asked", "2026-11-19", became="agreed"),
        ReferralRow("r3", "dana", "Dana Okafor", "kenji", "田中 愛子", "", "yes", "2026-11-19"),
    ),
    knows=(RelationshipRow("k", "wei", "Wei Zhang", "she hired him", 2),),
    needs=(
        NeedRow("n1", "dana", "Dana", "", "A speaker in January", "2026-11-14"),
        NeedRow("n2", "dana", "Dana", "", "A nanny", "2026-09-01", "2026-10-01"),
    ),
    asks=(
        AskRow("a1", "dana", "Dana", "", "Feedback on the study", "15 min", "2026-11-30",
               "the vendor list", "asked", "2026-11-20"),
        AskRow("a2", "dana", "Dana", "", "A look at the port"),
        AskRow("a3", "dana", "Dana", "", "A book", state="received"),
    ),
    promises=(
        PromiseRow("p1", "dana", "Dana", "mine", "Send the list", date(2026, 11, 1),
                   date(2026, 11, 27)),
        PromiseRow("p2", "dana", "Dana", "theirs", "Introduce me", date(2026, 11, 2)),
        PromiseRow("p3", "dana", "Dana", "mine", "Bring cake", date(2026, 10, 1),
                   kept_on=date(2026, 10, 5)),
    ),
    favors=(
        FavorRow("f1", "dana", "Dana", "received", "medium", "An hour of her time", "2026-11-16"),
        FavorRow("f2", "dana", "Dana", "given", "small", "A link", "2026-11-17", settled_by="f1",
                 settled_with="An hour"),
    ),
    worth_telling=(Offered("t1", "Vendors hand out data", "Dana needs data", 3),),
    told_you=(
        TidbitRow("t2", "The port re-lets its stores", may_pass="freely", heard_on="2026-11-10"),
        TidbitRow("t3", "Buyers leave", may_pass="unnamed", heard_on="2026-11-10"),
    ),
    talks=(
        Talk(datetime(2026, 11, 26, 22, 0, tzinfo=UTC), "America/New_York", 40, "agreed",
             "in_person", "1500 Market St", "company", "How it plans", plan_b="Ask two names",
             answers=(("What did you do first?", ""),)),
        Talk(datetime(2026, 11, 16, 15, 0, tzinfo=UTC), "America/New_York", 30, "held", "phone",
             advice="Learn the routes", their_share=70, others=("Wei Zhang",),
             answers=(("How did it begin?", "With a blackout"), ("Unasked?", "")),
             paths=("Port planning", "Teaching"), notes="Sounded tired"),
        Talk(None, "", 30, "wanted"),
    ),
)  # fmt: skip
PRIVATE = replace(
    DANA,
    private=True,
    told_you=(*DANA.told_you, TidbitRow("t4", "She is leaving", may_pass="no")),
)
NOBODY = ContactSheet(ContactCard("ada", ContactDraft("Ada", "Byron")), "UTC")


def laid_out(sheet: ContactSheet, paper: Paper = "a4") -> list[Page]:
    return contact.pages(sheet, paper=paper, printed_at=PRINTED)


def words(sheet: ContactSheet) -> str:
    return " ".join(" ".join(words_on(page).split()) for page in laid_out(sheet))


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_that_is_known_is_on_it_p18(paper: Paper) -> None:
    pages = laid_out(DANA, paper)

    assert [trouble for page in pages for trouble in troubles(page)] == []
    told = " ".join(" ".join(words_on(page).split()) for page in pages)
    for said in (
        *("Dana Okafor", "say “oh-KAH-for”", "VP Supply Chain · Meridian Foods", "Philadelphia"),
        *("02:12 there now (EST)", "dana@meridian.example", "+1 215 555 0118 (mobile, preferred)"),
        *("cold chains · forecasting", "Drexel MBA", "Bruce’s mail", "Expert", "Hub networker"),
        *("first choice", "Buyer · Kestrel Foods · 2012 – 2019", "since 2019", "Budget season"),
        *("17 Nov", "every 60 days", "One favor from Dana, none back yet.", "One meeting in 90"),
        *("Applied , since 14 Nov", "“Send it to me”", "By e-mail", "Planner · Meridian Foods"),
        *("Call on Fri", "Resting · Information only", "1 Jan 2027"),
        *("You › Alice Chen › Bruce Lindqvist › Dana Okafor, twice removed", "“She rebuilt it”"),
        *("Wei Zhang (she hired him, well)", "A meeting is agreed", "田中 愛子"),
        *("A speaker in January (open since 14 Nov)", "A nanny (heard 1 Sep, met 1 Oct)"),
        *("In return: the vendor list", "15 min, wanted by 30 Nov", "No offer yet."),
        *("Send the list (due 27 Nov)", "Introduce me (made 2 Nov)", "Bring cake (kept 5 Oct)"),
        *("An hour of her time (16 Nov)", "A link (17 Nov, returned: An hour)"),
        *("Vendors hand out data (Dana needs data)", "Buyers leave (10 Nov, without their name)"),
        *("1500 Market St", "Facts on a company · How it plans", "Ask two names"),
        *("What did you do first?", "Learn the routes", "They talked 70 % of the time."),
        *("With a blackout", "Port planning", "Teaching", "Thanks for the hour"),
        *("Information only → Applied", "X-EYE-COLOUR", "green", "HOBBY", "fishing"),
        "Private. For your own eyes.",
    ):
        assert said in told
    assert "Unasked?" not in told
    assert told.index("Reach") < told.index("Needs") < told.index("Also kept from your files")


def test_a_meeting_ahead_is_told_on_both_clocks() -> None:
    told = words(DANA)
    assert "26 NOV, 23:00 – 23:40 CET; THERE 17:00 – 17:40 EST" in told
    assert "NO DAY YET" in told


def test_a_name_that_may_not_be_said_is_on_it_with_these_words_beside_it_b04() -> None:
    told = words(DANA)
    assert "Do not say to Dana that Bruce Lindqvist sent you." in told
    assert "Ask Dana Okafor before you say to Marta Oyelaran who sent you." in told
    assert "You may say there that Dana Okafor sent you." in told


def test_private_notes_are_on_it_only_where_chosen_in_a_frame() -> None:
    secrets = ("Never mention Kansas City", "She is leaving", "Sounded tired", "Pays badly")
    heading = "Private — for your eyes"

    open_, whole = words(DANA), words(PRIVATE)

    assert all(secret in whole for secret in secrets)
    assert heading in whole
    assert not any(secret in open_ for secret in secrets)
    assert heading not in open_


def test_of_somebody_new_it_says_what_there_is() -> None:
    (page,) = laid_out(NOBODY)
    assert troubles(page) == []
    assert "Nothing but the name is known yet." in words_on(page)


def test_the_same_contact_gives_the_same_bytes_and_the_words_can_be_copied() -> None:
    data = pdf.written(laid_out(DANA))

    assert data == pdf.written(laid_out(DANA))
    copied = " ".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    )
    assert "Dana Okafor" in copied
    assert "dana@meridian.example" in copied


def test_no_heading_is_alone_at_the_foot_of_a_page() -> None:
    for count in range(1, 60):
        kept = tuple(KeptRow("a.vcf", f"X-{n}", f"value {n}") for n in range(count))
        sheet = replace(DANA, card=replace(DANA.card, kept=kept))
        for page in laid_out(sheet)[:-1]:
            texts = [item for item in page.items if isinstance(item, Text)]
            lowest = max(
                (item for item in texts if item.y < page.height - 60), key=lambda item: item.y
            )
            assert not (lowest.font == "bold" and lowest.ink == "accent")


TEXTS = st.one_of(
    st.sampled_from(["Ada Byron", "田中 愛子", "ليلى حداد", "प्रिया नायर", "W" * 90, "", "a\nb"]),
    st.text(max_size=300),
)


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.integers(0, 40), st.sampled_from(PAPERS))
def test_any_words_stand_within_the_margins_and_over_no_others(
    one: str, other: str, name: str, count: int, paper: Paper
) -> None:
    draft = replace(PRIVATE.card.draft, about=one, notes=other, how_met=name, family=name)
    rows = tuple(TimelineRow("2026-11-17", "touch", "mail", f"{one} {n}") for n in range(count))
    kept = tuple(KeptRow("a.vcf", name or "X", other) for _n in range(count // 4))
    talk = replace(PRIVATE.talks[1], advice=other, place=name, notes=one)
    sheet = replace(
        PRIVATE,
        card=replace(PRIVATE.card, draft=draft, timeline=rows, kept=kept),
        talks=(talk,) * (count // 8),
    )
    assert [trouble for page in laid_out(sheet, paper) for trouble in troubles(page)] == []
