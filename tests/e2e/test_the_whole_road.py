"""Real people in, a meeting planned by keyboard alone, its page printed, all of it walked back."""

from tests.e2e.screen import until
from tests.e2e.started import text_of

DATA = "tests/data/exchange"
QUESTION = "What would you do first in a port you do not know?"
ASK = "The name of one planner"
OFFER = "My berth survey, all 40 pages"


def test_from_two_files_to_a_page_for_the_lobby_and_all_the_way_back(start, home):
    book = home.folder / "Search.bridgebook"
    said = home.bridgebook(
        "import", f"{DATA}/iphone_30.vcf", f"{DATA}/linkedin.csv", "--book", book
    )
    assert "iphone_30.vcf: 1 new" in said
    assert "linkedin.csv: 4 new, 1 same, 0 changed, 0 unsure, 1 skipped" in said
    people = home.listing("contacts", book)
    assert len(people) == 5

    window = start(book)
    window.reads("Today")
    plan_a_meeting(window)
    [meeting] = home.listing("meetings", book)
    assert meeting["people"] == ["Amara Okafor"]
    assert (meeting["start"], meeting["zone"]) == ("2031-11-25T01:15:00Z", "America/Los_Angeles")
    assert (meeting["minutes"], meeting["state"]) == (40, "wanted")
    pages = home.pages_of("brief", "--book", book, "--next")
    assert_worth_carrying(pages)

    saved = home.folder / "Amara.pdf"
    save_as_pdf(window, saved)
    assert_worth_carrying(text_of(saved))

    window.press("ctrl+3")
    window.reads("Meetings")
    window.screen.picture("road-4-meetings")
    window.press("ctrl+z")
    until(lambda: not home.listing("meetings", book), "the meeting is still there")
    window.press("ctrl+2")
    window.reads("Contacts")
    window.press("ctrl+z")
    until(lambda: not home.listing("contacts", book), "the people are still there")
    window.screen.picture("road-5-all-taken-back")

    window.press("ctrl+shift+z", "ctrl+shift+z")
    until(lambda: home.listing("meetings", book) == [meeting], "the meeting did not come back")
    assert home.listing("contacts", book) == people
    assert home.pages_of("brief", "--book", book, "--next")[0][:400] == pages[0][:400]

    before = set(home.backups())
    window.press("ctrl+q")
    assert window.leaves() == 0
    assert home.bridgebook("check", "--book", book) == "“Search.bridgebook” is sound.\n"
    [backup] = set(home.backups()) - before
    home.bridgebook("check", "--book", backup)
    assert home.listing("contacts", backup) == people
    assert home.listing("meetings", backup) == [meeting]


def plan_a_meeting(window):
    """Everything of a meeting, from the list of contacts on, without a mouse."""
    window.press("ctrl+3")
    window.reads("Meetings")
    window.press("ctrl+n")
    window.reads("New meeting")
    window.type("Amara Okafor")
    window.press("Return")
    window.reads("New: Amara Okafor")
    window.press("alt+r")
    window.type("24 nov 2031")
    window.press("Tab", "Tab")  # past the calendar's button
    window.type("5:15 pm")
    window.press("Tab", "ctrl+a")
    window.type("America/Los_Angeles")
    window.press("Tab")
    window.press("alt+n", "ctrl+a")
    window.type("40")
    window.press("alt+m", "Down", "alt+l")
    window.type("12 Pier Road, floor 3")
    window.screen.picture("road-1-when-and-where")
    window.press("alt+i", "Down", "Down", "Down", "alt+o")
    window.type("how ports plan their berths")
    window.press("alt+q", "Tab")
    window.type(QUESTION)
    window.press("Return", "alt+k")
    window.type(ASK)
    window.press("alt+x")
    window.type(OFFER)
    window.screen.picture("road-2-ask-and-offer")
    window.press("ctrl+s")
    window.reads("Meeting with Amara Okafor")


def save_as_pdf(window, file):
    """The page of the meeting on the screen, through the system's file dialog."""
    window.press("ctrl+shift+s")
    window.reads("Save as PDF")
    window.screen.picture("road-3-save-as-pdf")
    window.press("ctrl+a")
    window.type(str(file))
    window.press("Return")
    until(file.exists, "no page was saved")
    window.reads("Meeting with Amara Okafor")


def assert_worth_carrying(pages):
    assert len(pages) == 1
    for told in ("Amara Okafor", QUESTION, ASK, OFFER, "17:15", "how ports plan their berths"):
        assert told in pages[0]
