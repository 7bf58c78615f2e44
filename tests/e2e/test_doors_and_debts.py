"""A newcomer before the sample book: thanks, news up a chain, a promise, a meeting; all by keys."""

from tests.e2e.screen import at_rest, until
from tests.e2e.started import rows, text_of

QUESTION = "What do planners never open?"
ASK = "A look at one screen"
OFFER = "My list of ten planning tools"
ADVICE = "Watch them work before you ask."
CHAIN = "You › Alice Chen › Jonas Hale › Aiko"
HELPED_TO_JAN = ("Henrik Dahl", "Samuel Mbeki", "Jan van der Meer")


def test_a_newcomer_thanks_reports_back_promises_prepares_a_meeting_and_types_it_up(home, start):
    """P04 P08 P15 P21 P37 B01 B04 B06 B07: doors, debts and duties as one walk, and back."""
    window = start("--sample")
    window.reads("Today")
    book = home.data / "Sample.bridgebook"
    before = facts(book)
    assert ("thank", "Thank Carlos Echeverría") in due(home, book)

    thank(window, home, book)
    tell_three_people_of_an_offer(window, home, book)
    promise(window, home, book)
    prepare(window, home, book)
    hold_it_and_type_it_up(window, home, book)

    take_all_of_it_back(window, book, before)
    window.press("ctrl+q")
    assert window.leaves() == 0
    assert home.bridgebook("check", "--book", book) == "“Sample.bridgebook” is sound.\n"
    assert facts(book) == before


# What the book says, read from beside the window.


def due(home, book):
    return [(duty["kind"], duty["text"]) for duty in home.listing("duties", book)]


def facts(book):
    """Everything that this walk changes."""
    tables = ("duty", "promise", "favor", "ask", "question", "need", "meeting", "contact",
              "referral", "outreach", "stage_change", "touch")  # fmt: skip
    return {table: rows(book, f"SELECT * FROM {table} ORDER BY id") for table in tables}


def sent(book):
    """The messages that were said to be sent: to whom, which kind, what they said."""
    return rows(
        book,
        "SELECT trim(c.given || ' ' || c.family), t.message, t.what FROM touch t"
        " JOIN contact c ON c.id = t.contact_id WHERE t.message <> '' ORDER BY t.at, t.id",
    )


def aiko(home, book):
    found = home.listing("meetings", book, "--search", "Aiko")
    [meeting] = [one for one in found if one["people"] == ["Aiko Kimura"]]
    return meeting


# What a person does, without a mouse.


def keep(window, name):
    """A picture of this station, where pictures are wanted."""
    at_rest(window.process.pid, *window.screen.processes())
    window.screen.picture(name)


def walk_to(window, title):
    """Go down the lines of Today until Enter opens this one; the keyboard stays on it."""
    window.press("Home")
    for _line in range(30):
        window.press("Return")
        try:
            until(lambda: window.screen.in_front() != "Today", "nothing came", patience=5)
        except AssertionError:
            continue  # “3 more”: they came in place, and the keyboard is with the first of them
        found = window.screen.in_front()
        window.press("Escape")
        window.reads("Today")
        if found == title:
            return
        window.press("Down")
    raise AssertionError(f"No line of Today opens “{title}”.")


def thank(window, home, book):
    keep(window, "doors-1-what-is-due")
    walk_to(window, "Carlos Echeverría")
    window.press("w")
    window.reads("Thank-you: Carlos Echeverría")
    keep(window, "doors-2-thank-you")
    window.press("ctrl+shift+c", "ctrl+shift+Return")  # copied; then: it was sent
    window.reads("Today")
    to, kind, said = sent(book)[-1]
    assert (to, kind) == ("Carlos Echeverría", "thank_you")
    assert "Rosa Delgado" in said
    assert ("thank", "Thank Carlos Echeverría") not in due(home, book)


def tell_three_people_of_an_offer(window, home, book):
    """An offer came by way of Jan, whom Samuel named, whom Henrik named (B01)."""
    window.press("End", "Up", "Up", "Up", "Up", "Return")  # his outreach, among the next steps
    window.reads("Jan van der Meer")
    window.press("ctrl+shift+m")
    window.reads("An offer came")
    window.press("Return")
    window.reads("Jan van der Meer")
    before = len(sent(book))
    for _person in HELPED_TO_JAN:
        window.press("Tab", "Return")
        until(
            lambda: window.screen.in_front().startswith("Report back: "), "there is nobody to tell"
        )
        keep(window, "doors-3-report-back")
        window.press("ctrl+shift+Return")
        window.reads("Jan van der Meer")
    told = sent(book)[before:]
    assert sorted(to for to, _kind, _said in told) == sorted(HELPED_TO_JAN)
    assert {kind for _to, kind, _said in told} == {"report_back"}
    assert all("Blue Quay Terminals has made me an offer" in said for _to, _kind, said in told)
    keep(window, "doors-4-all-were-told")
    window.press("Escape")
    window.reads("Today")


def promise(window, home, book):
    window.press("ctrl+j")
    window.reads("Note something")
    window.type("I promised Jan the berth sketch by tomorrow")
    keep(window, "doors-5-a-promise")
    window.press("Return")
    window.reads("Today")
    found = [one for one in home.listing("promises", book) if "berth sketch" in one["text"]]
    assert [(one["contact"], one["direction"]) for one in found] == [("Jan van der Meer", "mine")]


def prepare(window, home, book):
    """Questions, one ask with what is given for it; what she did already stands beside it."""
    window.press("ctrl+3")
    window.reads("Meetings")
    window.type("Aiko")
    window.press("Down", "Return")
    window.reads("Meeting with Aiko Kimura")
    window.press("alt+q", "Tab")
    window.type(QUESTION)
    window.press("Return", "alt+k")
    window.type(ASK)
    window.press("alt+x")
    window.type(OFFER)
    window.press("ctrl+s")
    window.press("ctrl+j")
    window.reads("Note something")
    window.type("Aiko sent me a template")
    window.press("Return")
    window.reads("Meeting with Aiko Kimura")
    keep(window, "doors-6-prepared")
    page = home.folder / "Aiko.pdf"
    window.press("ctrl+shift+s")
    window.reads("Save as PDF")
    window.press("ctrl+a")
    window.type(str(page))
    window.press("Return")
    until(page.exists, "no page was saved")
    window.reads("Meeting with Aiko Kimura")
    [told] = text_of(page)
    for words in (
        CHAIN, "twice removed", "You may use Jonas’s name.", QUESTION, ASK, f"In return: {OFFER}",
        "One favor from Aiko, none back yet.",
    ):  # fmt: skip
        assert words in told


def hold_it_and_type_it_up(window, home, book):
    """She had time earlier; Today asks whether it took place, and then what came of it."""
    window.press("alt+r")
    window.type("yesterday")
    window.press("Tab", "ctrl+s")
    window.press("ctrl+1")
    window.reads("Today")
    walk_to(window, "Meeting with Aiko Kimura")
    keep(window, "doors-7-did-you-meet")
    window.press("d")
    window.reads("Type up: Aiko Kimura")
    window.type("The forecast screen")
    window.press("alt+n", "Tab", "Tab", "Tab", "space")  # past needs and résumé: add a name
    window.type("Lena Bruun")
    window.press("alt+a")
    window.type(ADVICE)
    keep(window, "doors-8-typed-up")
    window.press("ctrl+s")
    window.reads("Today")
    keep(window, "doors-9-the-day-after")
    held = aiko(home, book)
    assert held["state"] == "held"
    assert rows(book, f"SELECT advice FROM meeting WHERE id = '{held['id']}'") == [(ADVICE,)]
    assert "Lena Bruun" in {one["name"] for one in home.listing("contacts", book)}
    owed = {text for _kind, text in due(home, book)}
    assert {"Thank Aiko Kimura", "Thank Jonas Hale again, and report back"} <= owed


def take_all_of_it_back(window, book, before):
    for _step in range(20):
        if facts(book) == before:
            break
        window.press("ctrl+z")
    window.reads("Today")
    keep(window, "doors-10-all-taken-back")
    assert facts(book) == before
