import pytest

from app.domain.questions import FIRST, BankQuestion, suggestions
from app.errors import Invalid

BANK = (
    BankQuestion("What would you cut?", "resume"),
    BankQuestion("Who else?", "names"),
    BankQuestion("What do you need?", FIRST),
    BankQuestion("What did I not ask?", ""),
    BankQuestion("How cold is cold?", "resume", "cold storage", "own-1"),
    BankQuestion("Which line stops you?", "resume", "", "own-2"),
)


def texts(**wanted) -> list[str]:
    return [question.text for question in suggestions(BANK, **wanted)]


def test_questions_of_the_purpose_come_before_those_for_any_and_others_stay_away():
    assert texts(purpose="names") == ["Who else?", "What did I not ask?"]


def test_your_own_questions_come_before_ours():
    assert texts(purpose="resume")[:2] == ["How cold is cold?", "Which line stops you?"]


def test_a_first_meeting_asks_about_their_work_and_needs_before_yours():
    """First get to know people and what they need (P13)."""
    assert texts(purpose="names", first_meeting=True)[0] == "What do you need?"
    assert "What do you need?" not in texts(purpose="names")


def test_questions_of_the_field_come_first():
    bank = (BankQuestion("General?", "field"), BankQuestion("Ports?", "field", "port planning"))

    found = suggestions(bank, purpose="field", field="Port capacity")

    assert [question.text for question in found] == ["Ports?", "General?"]


def test_what_is_on_the_list_already_is_not_suggested_however_it_is_typed():
    assert texts(purpose="names", taken=["  who ELSE  "]) == ["What did I not ask?"]


def test_the_same_question_is_suggested_once():
    twice = (BankQuestion("Why?", "field", "", "own"), BankQuestion("why", "field"))

    assert suggestions(twice, purpose="field") == twice[:1]


def test_a_question_for_the_bank_is_tidied():
    assert BankQuestion("  Why \n so? ", "field", " cold  storage ").checked() == BankQuestion(
        "Why so?", "field", "cold storage"
    )


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2_001])
def test_an_empty_or_endless_question_is_refused(text):
    with pytest.raises(Invalid):
        BankQuestion(text).checked()
