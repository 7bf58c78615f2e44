"""The first minute with the program, and what happens when it is started twice or dies."""

from tests.e2e.screen import until
from tests.e2e.started import rows


def test_a_newcomer_starts_an_empty_book_with_enter(start, home):
    window = start()
    window.reads("Bridgebook")
    window.press("Return")
    window.reads("Today")
    window.screen.picture("empty-book")

    assert home.listing("contacts", home.data / "My search.bridgebook") == []
    window.press("ctrl+n")
    window.reads("Add a contact")
    window.type("Ada Byron, Analytical Engines Ltd")
    window.press("Return")
    window.reads("Ada Byron")
    [ada] = home.listing("contacts", home.data / "My search.bridgebook")
    assert (ada["name"], ada["organization"]) == ("Ada Byron", "Analytical Engines Ltd")


def test_a_newcomer_looks_around_in_the_sample_book(start, home):
    window = start()
    window.reads("Bridgebook")
    window.screen.picture("welcome")
    window.press("alt+s")
    window.reads("Today")
    window.screen.picture("sample")

    assert len(home.listing("contacts", home.data / "Sample.bridgebook")) > 50


def test_a_newcomer_goes_straight_to_the_import(start, home):
    window = start()
    window.reads("Bridgebook")
    window.press("Down", "Down", "space")
    window.reads("Import")
    window.screen.picture("import-begins")

    window.press("ctrl+q")
    assert window.leaves() == 0
    assert (home.data / "My search.bridgebook").is_file()


def test_a_second_start_raises_the_first_window_and_goes(start, home):
    first, other = home.folder / "First.bridgebook", home.folder / "Other.bridgebook"
    for book in (first, other):
        home.bridgebook("import", home.card("Ada Byron"), "--book", book)
    window = start(first)
    window.reads("Today")
    over_it = start(other)
    over_it.reads("Today")

    again = start(first)
    assert again.leaves() == 0
    window.reads("Today")


def test_what_was_half_typed_is_there_again_after_a_crash(start, home):
    book = home.folder / "Search.bridgebook"
    home.bridgebook("import", home.card("Amara Okafor"), "--book", book)
    window = start(book)
    window.reads("Today")
    window.press("ctrl+3", "ctrl+n")
    window.reads("New meeting")
    window.type("Amara Okafor")
    window.press("Return")
    window.reads("New: Amara Okafor")
    window.press("alt+k")
    window.type("Names of two planners")
    until(lambda: "Names of two planners" in drafts(book), "nothing was kept")
    window.end()

    window = start(book)
    window.reads("Today")
    window.press("ctrl+3")
    window.reads("Meetings")
    window.screen.picture("begun-before-the-crash")
    window.press("ctrl+n")
    window.reads("New: Amara Okafor")
    window.screen.picture("typed-before-the-crash")
    window.press("ctrl+s")
    window.reads("Meeting with Amara Okafor")
    page = home.pages_of(
        "brief", "--book", book, "--meeting", home.listing("meetings", book)[0]["id"]
    )
    assert "Names of two planners" in page[0]


def drafts(book) -> str:
    """What is kept of forms in progress."""
    return " ".join(value for (value,) in rows(book, "SELECT value FROM draft"))
