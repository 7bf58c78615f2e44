from datetime import date

import pytest

from app.domain.referrals import LinkDraft, ReferralRow, outcome_names, permission_names
from app.errors import Invalid

TODAY = date(2026, 11, 22)


def refused(**typed) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        LinkDraft(**typed).checked(TODAY)
    return refusal.value.errors


def test_a_referral_is_tidied_and_keeps_the_referrers_words_p33():
    draft = LinkDraft(
        "a", "", "", "  Dana \n Okafor ", " She knows\r\nports. ", "yes", TODAY, " met "
    )

    assert draft.checked(TODAY) == LinkDraft(
        "a", "", "", "Dana Okafor", "She knows\nports.", "yes", TODAY, "met"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to_id": "b"}, {"from": "Who sent you?"}),
        ({"from_id": "a", "to_name": "\u200b"}, {"to": "To whom did they send you?"}),
        ({"from_id": "a", "to_id": "a"},
         {"to": "Nobody refers to themselves. Who told you about them?"}),
        ({"from_name": "DANA okafor", "to_name": "Dana Okafor"},
         {"to": "Nobody refers to themselves. Who told you about them?"}),
        ({"from_id": "a", "to_id": "b", "may_use_name": "maybe"},
         {"may_use_name": "“maybe” is not one of the choices."}),
        ({"from_id": "a", "to_id": "b", "on_date": date(2026, 11, 23)},
         {"on_date": "That day is still to come. When did they say it?"}),
    ],
)  # fmt: skip
def test_what_cannot_be_a_referral_is_told_in_a_sentence_each(typed, said):
    assert refused(**typed) == said


def test_a_contact_and_somebody_new_are_two():
    assert not LinkDraft(from_id="a", to_name="Dana").is_to_themselves()


def test_what_became_of_it_is_told_in_the_persons_words_or_from_what_the_book_knows_b01():
    def row(outcome: str, became: str) -> str:
        return ReferralRow("r", "a", "A", "b", "B", outcome=outcome, became=became).result

    assert row("She moved to Oslo", "met") == "She moved to Oslo"
    assert row("", "met") == "You met"
    assert row("applied", "met") == "You applied"
    assert row("", "") == "Nothing yet"
    assert list(permission_names()) == ["not_asked", "yes", "no"]
    assert len(set(outcome_names().values())) == len(outcome_names())
