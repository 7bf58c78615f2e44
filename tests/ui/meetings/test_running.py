"""The clock of a meeting, as one sees it during a call."""

from datetime import UTC, datetime, timedelta

import pytest

from app import database
from app.domain.meetings import MeetingDraft, QuestionDraft
from app.services import meetings
from tests.ui.acting import assert_accessible, do, showing
from ui import pages
from ui.main_window import MainWindow
from ui.meetings.list import MeetingList
from ui.meetings.running import RunningMeeting


@pytest.fixture
def meeting_in(dana):
    """A meeting of 40 minutes that begins so many minutes from now."""

    def made(minutes: float) -> str:
        begins = datetime.now(UTC) + timedelta(minutes=minutes)
        draft = MeetingDraft(
            people=(dana,), minutes=40, state="agreed", questions=(QuestionDraft("What first?"),)
        )
        return meetings.add(draft.starting(begins.replace(second=0, microsecond=0), "UTC"))

    return made


@pytest.mark.parametrize(
    ("begins_in", "mood", "said"),
    [
        (10, "before", "minutes until it begins"),
        (3 * 60 + 1, "before", "hours until it begins"),
        (5 * 24 * 60 + 1, "before", "days until it begins"),
        (-15, "calm", "minutes left"),
        (-38, "amber", "left"),
        (-60, "red", "minutes over"),
    ],
)
def test_the_clock_says_in_words_what_its_colour_says(meeting_in, qtbot, begins_in, mood, said):
    """Keep to the agreed time and leave when it ends (P32)."""
    page = RunningMeeting(meeting_in(begins_in))
    qtbot.addWidget(page)
    showing(qtbot, page)

    assert page.face.mood() == mood
    assert any(said in words for words in page.face.words())
    assert any("Hard stop" in words for words in page.face.words())
    assert page.face.accessibleName()
    assert_accessible(page)


def test_needs_and_names_are_written_down_while_it_runs_and_wait_in_the_debrief(meeting_in, qtbot):
    """Write needs down in front of them (P23); names become people (P41)."""
    meeting = meeting_in(-15)
    page = RunningMeeting(meeting)
    qtbot.addWidget(page)
    showing(qtbot, page)

    qtbot.keyClicks(page.promise.line, "send the list\r")
    assert [promise.text for promise in meetings.debrief_of(meeting).promises] == ["send the list"]

    qtbot.keyClicks(page.need.line, "A speaker for January")
    qtbot.keyClick(page.need.line, "\r")
    qtbot.keyClicks(page.name.line, "Priya Nair")
    qtbot.keyClick(page.name.line, "\r")

    assert (page.need.value(), page.name.value()) == ("", "")
    debrief = meetings.debrief_of(meeting)
    assert [need.text for need in debrief.needs] == ["A speaker for January"]
    assert [given.name for given in debrief.names] == ["Priya Nair"]
    assert meetings.draft_of(meeting).state == "agreed"
    assert database.undo() == "Note name"
    assert database.undo() == "Add need"
    assert meetings.debrief_of(meeting).needs == ()


def test_a_name_that_the_book_knows_is_that_person(meeting_in, bruce, qtbot):
    meeting = meeting_in(-15)
    page = RunningMeeting(meeting)
    qtbot.addWidget(page)
    showing(qtbot, page)

    qtbot.keyClicks(page.name.line, "Bruce Lindqvist")
    qtbot.keyClick(page.name.line, "\r")

    assert [given.contact for given in meetings.debrief_of(meeting).names] == [bruce]


def test_without_a_time_the_clock_says_what_is_missing(dana, qtbot):
    page = RunningMeeting(meetings.add(MeetingDraft(people=(dana,))))
    qtbot.addWidget(page)
    showing(qtbot, page)
    qtbot.keyClicks(page.need.line, "A need")
    qtbot.keyClick(page.need.line, "\r")

    assert "Agree when and how long, then the clock can run." in page.face.words()
    assert page.need.value() == "A need"
    assert page.banner.text()


def test_the_list_opens_the_clock_of_the_chosen_meeting(meeting_in, qtbot):
    meeting = meeting_in(5)
    page = MeetingList()
    qtbot.addWidget(page)
    showing(qtbot, page)
    page.table.select([meeting])

    with qtbot.waitSignal(page.asked) as asked:
        do(page, "run")

    assert asked.args == ["running", meeting]


def test_on_a_full_screen_the_clock_is_alone_and_the_rest_comes_back_behind_it(meeting_in, qtbot):
    """P32: full-window and calm."""
    window = MainWindow([spec for spec in pages.specs() if spec.name == "meetings"])
    qtbot.addWidget(window)
    window.go("meetings")
    showing(qtbot, window)
    window.page().open_card("running", meeting_in(-15))
    assert window.sidebar.isVisible()

    window.toggle_full_screen()
    assert not window.sidebar.isVisible()
    assert not window.search.isVisible()
    window.navigator.back()
    assert window.sidebar.isVisible()
    window.toggle_full_screen()
    assert window.search.isVisible()
