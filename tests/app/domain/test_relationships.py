import pytest

from app.domain.relationships import RelationshipDraft, RelationshipRow, warmth_names
from app.errors import Invalid


def test_how_they_know_each_other_is_tidied_and_told_with_how_well_p08():
    draft = RelationshipDraft("a", "", " Dana  Okafor ", " shared an office ", 3)

    assert draft.checked() == RelationshipDraft("a", "", "Dana Okafor", "shared an office", 3)
    assert RelationshipRow("r", "a", "A", "", 1).words == "by name"
    assert RelationshipRow("r", "a", "A", "sisters", 3).words == "sisters, warmly"
    assert list(warmth_names()) == [3, 2, 1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, {"other": "Whom do they know?"}),
        ({"other_id": "a"}, {"other": "Everybody knows themselves. Whom else do they know?"}),
        ({"other_id": "b", "warmth": 0},
         {"warmth": "How well is one of: warmly, well, by name."}),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_a_sentence_each(typed, said):
    with pytest.raises(Invalid) as refusal:
        RelationshipDraft("a", **typed).checked()

    assert refusal.value.errors == said
