import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import (
    ChannelDraft,
    ContactCard,
    ContactDraft,
    ContactRow,
    PositionDraft,
    TouchDraft,
    partial_date_exists,
    role_names,
)
from app.errors import Invalid


def refusal(draft, **known):
    with pytest.raises(Invalid) as raised:
        draft.checked(**known)
    return raised.value.errors


def test_a_name_is_enough():
    assert ContactDraft(given=" Ada ").checked() == ContactDraft(given="Ada")
    assert ContactDraft(family="Byron").checked().family == "Byron"


def test_a_contact_without_a_name_is_refused():
    assert refusal(ContactDraft(notes="met at the port day")) == {
        "given": "A contact needs a name."
    }
    assert refusal(ContactDraft(given=" \x00 ")) == {"given": "A contact needs a name."}


@pytest.mark.parametrize("field", ["given", "family", "say_as"])
def test_a_name_of_3000_characters_is_refused_with_its_length(field):
    draft = dataclasses.replace(ContactDraft(given="Ada"), **{field: "x" * 3000})

    assert refusal(draft) == {
        field: "This name has 3,000 characters; 300 fit. Put the rest into the notes."
    }


def test_a_name_of_300_characters_fits():
    assert len(ContactDraft(given="x" * 300).checked().given) == 300


def test_a_zone_is_checked_against_what_is_known():
    draft = ContactDraft(given="Ada", zone="Mars/Olympus")

    assert draft.checked().zone == "Mars/Olympus"
    assert refusal(draft, known_zone=lambda _zone: False) == {
        "zone": "There is no time zone “Mars/Olympus”; choose one from the list."
    }


@pytest.mark.parametrize("days", [0, -3, 3651])
def test_a_rhythm_is_at_least_a_day_and_at_most_ten_years(days):
    assert refusal(ContactDraft(given="Ada", rhythm_days=days)) == {
        "rhythm_days": "A rhythm is between 1 and 3,650 days."
    }


def test_a_rhythm_may_be_any_day_between_or_open():
    for days in (None, 1, 60, 3650):
        assert ContactDraft(given="Ada", rhythm_days=days).checked().rhythm_days == days


def test_roles_are_those_of_the_program():
    assert ContactDraft(given="Ada", roles=("hub", "expert", "hub")).checked().roles == (
        "hub",
        "expert",
    )
    assert refusal(ContactDraft(given="Ada", roles=("hub", "lead"))) == {
        "roles": "There is no role “lead”."
    }
    assert all(role_names().values())


def test_tags_are_tidied_and_kept_once():
    assert ContactDraft(given="Ada", tags=(" port ", "port", "", "cold  chain")).checked().tags == (
        "port",
        "cold chain",
    )


def test_channels_are_tidied_kept_once_and_empty_ones_left_out():
    typed = (
        ChannelDraft("email", " ada@example.org ", label=" work "),
        ChannelDraft("email", "ADA@example.org"),
        ChannelDraft("phone", "  "),
        ChannelDraft("address", "1 Mill Lane \nLondon"),
    )

    assert ContactDraft(given="Ada", channels=typed).checked().channels == (
        ChannelDraft("email", "ada@example.org", label="work"),
        ChannelDraft("address", "1 Mill Lane \nLondon"),
    )


@pytest.mark.parametrize(
    ("channel", "sentence"),
    [
        (ChannelDraft("email", "ada at example"), "“ada at example” is not an e-mail address."),
        (ChannelDraft("email", "ada@example"), "“ada@example” is not an e-mail address."),
        (ChannelDraft("phone", "call me"), "“call me” is not a phone number."),
        (ChannelDraft("pigeon", "coo"), "“pigeon” is no kind of address."),
        (ChannelDraft("link", "x" * 2001), f"“{'x' * 60}…” is too long for an address."),
    ],
)
def test_a_channel_that_cannot_be_one_is_refused(channel, sentence):
    fine = ChannelDraft("phone", "+49 30 1234")

    assert refusal(ContactDraft(given="Ada", channels=(fine, channel))) == {"channels": sentence}


def test_the_first_wrong_channel_is_the_one_that_is_named():
    wrong = (ChannelDraft("email", "one"), ChannelDraft("email", "two"))

    assert refusal(ContactDraft(given="Ada", channels=wrong)) == {
        "channels": "“one” is not an e-mail address."
    }


def test_a_mail_address_on_this_machine_is_one():
    assert ContactDraft(given="Ada", channels=(ChannelDraft("email", "ada@localhost"),)).checked()


def test_positions_are_tidied_and_one_that_ended_is_not_current():
    typed = (
        PositionDraft(" Analytical  Engines ", "Engineer", " 2019 ", " 2024-03 "),
        PositionDraft("", "", "2001"),
        PositionDraft("", "Adviser", current=False),
    )

    assert ContactDraft(given="Ada", positions=typed).checked().positions == (
        PositionDraft("Analytical Engines", "Engineer", "2019", "2024-03", current=False),
        PositionDraft("", "Adviser", current=False),
    )


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (PositionDraft("x" * 301), "This firm or title is too long: 300 characters fit."),
        (PositionDraft("A", "x" * 301), "This firm or title is too long: 300 characters fit."),
        (
            PositionDraft("A", since="2019-02-30"),
            "There is no such date as “2019-02-30”; write 2019, 2019-03 or 2019-03-31.",
        ),
        (
            PositionDraft("A", until="soon"),
            "There is no such date as “soon”; write 2019, 2019-03 or 2019-03-31.",
        ),
        (
            PositionDraft("A", since="2020-05", until="2019"),
            "This position ends (2019) before it begins (2020-05).",
        ),
    ],
)
def test_a_position_that_cannot_be_is_refused(position, sentence):
    fine = PositionDraft("Fine", since="2020-05", until="2020")

    assert refusal(ContactDraft(given="Ada", positions=(fine, position, position))) == {
        "positions": sentence
    }


def test_everything_that_is_wrong_is_said_at_once():
    draft = ContactDraft(
        rhythm_days=0, roles=("lead",), channels=(ChannelDraft("phone", "x"),),
        positions=(PositionDraft("A", since="never"),),
    )  # fmt: skip

    assert set(refusal(draft)) == {"given", "rhythm_days", "roles", "channels", "positions"}


@pytest.mark.parametrize("day", ["2019", "2019-03", "2019-03-31", "2024-02-29"])
def test_a_year_a_month_or_a_day_is_a_date(day):
    assert partial_date_exists(day)


@pytest.mark.parametrize(
    "day", ["", "19", "2019-13", "2019-2", "2023-02-29", "2019-03-31x", "0000"]
)
def test_anything_else_is_no_date(day):
    assert not partial_date_exists(day)


DRAFTS = st.builds(
    ContactDraft,
    given=st.text(max_size=8), family=st.text(max_size=8), notes=st.text(max_size=8),
    rhythm_days=st.none() | st.integers(-5, 5),
    tags=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    channels=st.lists(
        st.builds(ChannelDraft, st.sampled_from(["email", "phone", "link", "address"]),
                  st.text(max_size=9)), max_size=3).map(tuple),
    positions=st.lists(
        st.builds(PositionDraft, st.text(max_size=4), st.text(max_size=4), st.text(max_size=4),
                  st.sampled_from(["", "2019", "2019-02-30"])), max_size=2).map(tuple),
)  # fmt: skip


@given(DRAFTS)
def test_a_draft_is_accepted_or_refused_with_sentences_and_accepted_ones_stay_as_they_are(draft):
    refused: dict[str, str] = {}
    try:
        checked = draft.checked()
    except Invalid as refusal:
        refused = refusal.errors

    assert all(refused.values()) if refused else checked.checked() == checked


def test_rows_and_cards_show_a_name():
    assert ContactRow("1", "Ada", "Byron").name == "Ada Byron"
    assert ContactCard("1", ContactDraft("Ada", "Byron")).name == "Ada Byron"


def test_a_touch_is_tidied():
    draft = TouchDraft("call", "2026-01-01T00:00:00Z", "in", " Hello\r\nthere ")

    assert draft.checked().what == "Hello\nthere"


def test_a_touch_says_how_who_and_when_and_lies_in_the_past():
    with pytest.raises(Invalid) as raised:
        TouchDraft("pigeon", "2026-01-02", "sideways").checked(now="2026-01-01")
    assert raised.value.errors == {
        "kind": "Choose how you were in contact.",
        "direction": "Choose who it came from.",
        "at": "That is still to come. Note it when it has happened.",
    }

    with pytest.raises(Invalid, match="When was that"):
        TouchDraft("call", "").checked()


def test_a_new_job_comes_first_and_ends_those_that_went_on():
    old = PositionDraft("Old Mill", "Smith", "2010", "2015", current=False)
    now = PositionDraft("Engines", "Engineer", "2015")
    job = PositionDraft("Kestrel", "Head", "2026-02", current=False)

    assert ContactDraft("Ada", positions=(now, old)).with_new_job(job).positions == (
        dataclasses.replace(job, current=True),
        dataclasses.replace(now, until="2026-02", current=False),
        old,
    )
