"""The pipeline by keyboard: nobody leaves “Information only” without an invitation (P01)."""

import pytest

from tests.e2e.screen import until
from tests.e2e.started import rows


@pytest.fixture
def book(home):
    made = home.folder / "Search.bridgebook"
    home.bridgebook("import", home.card("Ada Byron"), home.card("Amara Okafor"), "--book", made)
    return made


def test_a_card_passes_information_only_through_the_door_and_no_other_way(start, home, book):
    window = start(book)
    window.reads("Today")
    window.press("ctrl+4")
    window.reads("Pipeline")
    window.screen.picture("pipeline-1-empty")
    window.press("ctrl+n")
    window.reads("New outreach")
    window.type("Ada")
    window.press("Down", "Return")
    window.press("alt+a")
    window.type("How engines are noted")
    window.screen.picture("pipeline-2-new-outreach")
    window.press("ctrl+Return")
    window.reads("Pipeline")
    assert stages(home, book) == {"Ada Byron": "info_only"}
    assert len(home.listing("contacts", book)) == 2

    window.press("ctrl+Right")
    window.reads("Who opened this door?")
    window.press("Escape")
    window.reads("Pipeline")
    assert stages(home, book) == {"Ada Byron": "info_only"}
    assert rows(book, "SELECT count(*) FROM invitation") == [(0,)]

    window.press("ctrl+Right")
    window.reads("Who opened this door?")
    window.press("Return")  # a line break in the words: nothing is said yet
    window.press("ctrl+a")
    window.type("Talk to Amara, she plans the berths.")
    window.press("alt+l")
    window.type("Amara")
    window.press("Down", "Return")
    window.screen.picture("pipeline-3-door")
    window.press("Return")
    window.reads("Pipeline")
    until(lambda: stages(home, book) == {"Ada Byron": "referred"}, "the card did not move")
    window.screen.picture("pipeline-4-referred")
    assert len(home.listing("contacts", book)) == 2
    assert rows(book, "SELECT kind, words FROM invitation") == [
        ("lead", "Talk to Amara, she plans the berths.")
    ]

    window.press("ctrl+z")
    until(lambda: stages(home, book) == {"Ada Byron": "info_only"}, "the card did not go back")
    assert rows(book, "SELECT count(*) FROM invitation") == [(0,)]


def stages(home, book):
    """Who stands where."""
    return {row["contact"]: row["stage"] for row in home.listing("outreach", book)}
