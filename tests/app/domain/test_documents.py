"""What a document is called (P40)."""

import pytest

from app.domain.documents import checked_name, kind_names
from app.errors import Invalid


def test_a_name_is_tidied():
    assert checked_name("  Résumé \n v7 ") == "Résumé v7"


@pytest.mark.parametrize("name", ["", " \n", "x" * 121])
def test_a_document_without_a_name_or_with_a_story_for_one_is_refused(name):
    with pytest.raises(Invalid) as refusal:
        checked_name(name)
    assert set(refusal.value.errors) == {"name"}


def test_both_kinds_have_words():
    assert set(kind_names()) == {"resume", "other"}
