import pytest

from app.domain.namings import Name, hints, unnamed

BRUCE = Name("Bruce", "Lindqvist")
ALICE = Name("Alice", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bruce Lindqvist says so", "someone says so"),
        ("ask bruce\n LINDQVIST's people", "ask someone's people"),
        ("(Lindqvist, Bruce)", "(someone)"),
        ("B. Lindqvist and Bruce\u00a0Lindqvist", "someone and someone"),
        ("Bruce and the Lindqvists", "Bruce and the Lindqvists"),
        ("", ""),
    ],
)
def test_a_name_that_may_not_be_used_is_taken_out_however_it_is_written_b04(text, said):
    assert unnamed(text, [BRUCE]) == (said, {BRUCE} if text != said else set())


def test_a_single_name_is_taken_out_as_it_is_spelled_only():
    assert unnamed("Alice said: malice, alice", [ALICE]) == ("someone said: malice, alice", {ALICE})
    assert unnamed("anything", [Name("", "")]) == ("anything", set())
    assert unnamed("Chen knows", [Name("", "Chen")])[0] == "someone knows"


def test_a_name_in_another_script_or_with_signs_is_found_too():
    assert unnamed("Виктор Димитров пише", [Name("Виктор", "Димитров")])[0] == "someone пише"
    assert unnamed("Dr. Ruth (Adeyemi) here", [Name("Dr. Ruth", "(Adeyemi)")])[0] == "someone here"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (BRUCE, "Ms. Lindqvist’s survey, LINDQVIST agrees", "Ms. someone’s survey, someone agrees"),
        (
            BRUCE,
            "Bruce Lind\u00adqvist, \u200fLindqvist\u200f too",
            "someone, \u200fsomeone\u200f too",
        ),
        (
            Name("José", "Núñez"),
            "Jose Nunez and JOSE\u0301 NU\u0301N\u0303EZ",
            "someone and someone",
        ),
        (Name("Jose", "Nunez"), "as Nun\u0303ez\u0301 said", "as someone said"),
        (Name("Ana", "de la Cruz"), "De la Cruz and Cruz’s", "someone and someone’s"),
        (Name("Sean", "O'Hara"), "Sean O’Hara, O’Hara", "someone, someone"),
        (Name("Jean-Luc", "Roy"), "Jean Luc Roy", "someone"),
        (Name("太郎", "田中"), "田中太郎さんと田中さん", "someoneさんとsomeoneさん"),
        (Name("", "สมชาย"), "คุณสมชายบอก", "คุณsomeoneบอก"),
        (Name("철수", "김"), "김철수가", "someone가"),
    ],
)
def test_a_family_name_alone_and_other_spellings_are_taken_out_too_b04(name, text, said):
    assert unnamed(text, [name]) == (said, {name})


def test_a_family_name_that_is_somebody_elses_or_a_firms_stays():
    alice = Name("Alice", "Lindqvist")

    assert unnamed("Alice Lindqvist", [BRUCE], [alice])[0] == "Alice Lindqvist"
    assert unnamed("Lindqvist Logistics and lindqvist", [BRUCE])[1] == set()


def test_parts_of_a_name_are_hints_unless_somebody_else_is_called_so_b04():
    text = "Bruce told me, and Lindqvist & Partners too; B. agrees"

    assert hints(text, [BRUCE]) == ("Bruce", "Lindqvist")
    assert hints(text, [BRUCE], [Name("Bruce", "Wayne")]) == ("Lindqvist",)
    assert hints("Brucella", [BRUCE, BRUCE]) == ()
    assert Name("J. R.", "Ng").parts() == ()
