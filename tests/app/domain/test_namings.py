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


def test_parts_of_a_name_are_hints_unless_somebody_else_is_called_so_b04():
    text = "Bruce told me, and Lindqvist & Partners too; B. agrees"

    assert hints(text, [BRUCE]) == ("Bruce", "Lindqvist")
    assert hints(text, [BRUCE], [Name("Bruce", "Wayne")]) == ("Lindqvist",)
    assert hints("Brucella", [BRUCE, BRUCE]) == ()
    assert Name("J. R.", "Ng").parts() == ()
