from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app import database, settings
from app.domain.meetings import MeetingDraft, QuestionDraft
from app.services import clock, meetings
from tests.ui.acting import assert_accessible, do, table


def planned(*people: str, **more) -> MeetingDraft:
    plain = MeetingDraft(
        people=people, day=date(2031, 11, 24), clock=time(17), zone="America/New_York", minutes=40
    )
    return replace(plain, **more)


@pytest.fixture
def page(window):
    return window.page()


def test_an_empty_list_says_what_to_do_next(page):
    assert page.empty.isVisible()
    assert_accessible(page)


def test_a_list_shows_both_clocks_the_state_and_what_is_missing(page, dana, bruce):
    meetings.add(planned(dana, purpose="field", questions=(QuestionDraft("Why?"),)))
    meetings.add(planned(bruce, zone="Europe/Berlin", state="agreed"))
    meetings.add(planned(bruce, day=None, clock=None))

    assert table(page) == [
        "Mon 24 Nov 2031 17:00, their clock is yours, Bruce Lindqvist, Agreed, No questions yet +2",
        "Mon 24 Nov 2031 23:00, theirs 17:00 EST, Dana Okafor, Meridian Foods,"
        " Facts on a field or kind of work, Wanted, Ready",
        "No day yet, Bruce Lindqvist, Wanted, No questions yet +3",
    ]


def test_a_meeting_on_another_day_there_says_so(page, dana):
    meetings.add(planned(dana, clock=time(20)))

    assert table(page)[0].startswith("Tue 25 Nov 2031 02:00, theirs 20:00 EST, Mon 24 Nov,")


def test_a_zone_that_is_gone_does_not_stop_the_list(page, dana):
    with database.edit("Older book"):
        meetings.add(planned(dana))
        database.database.execute_sql("UPDATE meeting SET zone = 'US/Pacific-New'")

    assert "their time zone is not known here" in table(page)[0]


def test_today_and_tomorrow_are_called_so_and_a_past_one_asks_how_it_went(page, dana):
    start = datetime.now(UTC).replace(second=0, microsecond=0)
    for days in (-1, 0, 1):
        draft = planned(dana).starting(start + timedelta(days=days), "Europe/Berlin")
        meetings.add(replace(draft, state="agreed"))

    first, today, tomorrow = table(page)
    assert first.startswith("Yesterday")
    assert first.endswith("How did it go?")
    assert today.startswith("Today")
    assert tomorrow.startswith("Tomorrow")


def test_held_meetings_stand_under_past_until_they_are_typed_up(page, dana, qtbot):
    meetings.add(planned(dana, day=date(2020, 11, 24), state="held"))
    qtbot.mouseClick(page.switch.button("past"), Qt.MouseButton.LeftButton)

    assert table(page)[0].endswith("Held, Not typed up yet")


def test_the_search_finds_in_past_and_coming(window, page, dana, bruce, qtbot):
    meetings.add(planned(dana))
    meetings.add(planned(bruce, day=date(2020, 11, 24), state="held"))
    qtbot.keyClicks(window.search, "bruce")
    assert [row.split(", ")[2] for row in table(page)] == ["Bruce Lindqvist"]

    qtbot.keyClicks(window.search, "xyz")
    assert page.empty.isVisible()


def test_the_list_is_sorted_by_its_headings(page, dana, bruce, qtbot):
    meetings.add(planned(dana))
    meetings.add(planned(bruce, day=date(2031, 11, 25), state="agreed"))
    names = lambda: ["Bruce" if "Bruce" in row else "Dana" for row in table(page)]  # noqa: E731
    assert names() == ["Dana", "Bruce"]

    for heading, order in (("people", ["Bruce", "Dana"]), ("state", ["Dana", "Bruce"])):
        qtbot.keyClick(page.table.strip.heading(heading), Qt.Key.Key_Space)
        assert names() == order
    qtbot.keyClick(page.table.strip.heading("state"), Qt.Key.Key_Space)
    assert names() == ["Bruce", "Dana"]


def test_enter_opens_the_meeting_and_escape_comes_back(window, page, dana, qtbot):
    meeting = meetings.add(planned(dana))
    page.table.select([meeting])
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert window.heading.text() == "Meeting with Dana Okafor"

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is page


def test_several_meetings_are_marked_together_and_only_where_they_may(page, dana, bruce):
    chosen = [meetings.add(planned(dana)), meetings.add(planned(bruce))]
    page.table.select(chosen)
    do(page, "mark_requested")

    assert {row.state for row in meetings.rows(chosen)} == {"requested"}

    meetings.set_state(chosen[1], "cancelled")
    page.refresh()
    page.table.select([chosen[0]])
    do(page, "mark_agreed")
    assert meetings.rows(chosen)[0].state == "agreed"


def test_agreeing_without_a_start_is_refused_in_a_sentence(page, dana):
    meeting = meetings.add(planned(dana, day=None, clock=None))
    page.table.select([meeting])
    do(page, "mark_agreed")

    assert page.banner.text() == "Put in the day and time that were agreed first."


def test_a_held_meeting_is_typed_up_at_once(window, page, dana):
    meeting = meetings.add(planned(dana, day=date(2020, 11, 24), state="agreed"))
    page.table.select([meeting])
    do(page, "mark_held")

    assert window.heading.text() == "Type up: Dana Okafor"


def test_deleting_asks_nothing_and_can_be_undone(window, page, dana, qtbot):
    meeting = meetings.add(planned(dana))
    page.table.select([meeting])
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert page.empty.isVisible()

    window.undo()
    assert len(table(page)) == 1


def test_a_meeting_that_was_begun_and_left_is_offered_again(window, page, dana, qtbot):
    page.open_card("new_meeting", dana)
    qtbot.keyClicks(window.page().fields.editor("place").control(), "Cafe Savoy")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.banner.text() == "A meeting you began to plan is kept."

    do(page, "go_on")
    assert window.page().fields.editor("place").value() == "Cafe Savoy"
    assert window.heading.text() == "New: Dana Okafor"


# The month


@pytest.fixture
def month(page, qtbot):
    qtbot.mouseClick(page.switch.button("month"), Qt.MouseButton.LeftButton)
    page.month.show_day(date(2031, 11, 24))
    return page.month


def cell(month, day: date) -> str:
    return str(month.model.place(day).data())


def test_the_month_shows_meetings_on_your_own_days(month, dana, bruce):
    meetings.add(planned(dana, clock=time(20)))
    meetings.add(planned(bruce, day=date(2031, 11, 25), zone="Europe/Berlin"))

    assert cell(month, date(2031, 11, 24)) == ""
    assert cell(month, date(2031, 11, 25)) == "02:00 Dana Okafor\n17:00 Bruce Lindqvist"
    spoken = month.model.place(date(2031, 11, 25)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tue 25 Nov 2031. 02:00 Dana Okafor, Wanted. 17:00 Bruce Lindqvist, Wanted"
    month.grab()


def test_days_of_the_months_around_show_their_meetings_too(month, dana, bruce):
    meetings.add(planned(dana, day=date(2031, 10, 30)))
    meetings.add(planned(bruce, day=date(2031, 12, 7)))

    assert cell(month, date(2031, 10, 30)) == "22:00 Dana Okafor"
    assert cell(month, date(2031, 12, 7)) == "23:00 Bruce Lindqvist"


def test_the_month_follows_another_zone_of_mine(month, page, dana):
    meetings.add(planned(dana))
    settings.save(replace(settings.load(), your_zone="America/New_York"))
    page.make_stale()

    assert cell(month, date(2031, 11, 24)) == "17:00 Dana Okafor"


def test_the_model_of_the_month_keeps_every_promise_of_qt(month, dana, qtmodeltester):
    meetings.add(planned(dana))
    qtmodeltester.check(month.model)
    assert_accessible(month)


def test_weeks_begin_on_the_day_the_locale_says(month):
    assert month.model.headerData(0, Qt.Orientation.Horizontal) == "Mon"
    assert month.model.day(month.model.index(0, 0)) == date(2031, 10, 27)


def test_arrows_walk_over_the_edge_of_the_month(month, qtbot):
    month.show_day(date(2031, 11, 30))
    qtbot.keyClick(month.view, Qt.Key.Key_Down)
    assert month.day() == date(2031, 12, 7)
    assert month.title.text() == "December 2031"

    qtbot.keyClick(month.view, Qt.Key.Key_PageUp)
    qtbot.keyClick(month.view, Qt.Key.Key_Left)
    assert month.day() == date(2031, 11, 6)

    qtbot.keyClick(month.view, Qt.Key.Key_Home)
    assert month.day() == clock.day()


def test_a_long_months_last_day_becomes_the_shorter_ones(month, qtbot):
    month.show_day(date(2032, 1, 31))
    qtbot.keyClick(month.view, Qt.Key.Key_PageDown)
    assert month.day() == date(2032, 2, 29)


def test_enter_on_an_empty_day_plans_a_meeting_for_it(window, month, qtbot):
    qtbot.keyClick(month.view, Qt.Key.Key_Return)

    assert window.heading.text() == "New meeting"
    assert window.page().fields.when.day.value() == date(2031, 11, 24)


def test_enter_on_a_day_with_several_asks_which(window, month, dana, bruce, qtbot):
    meetings.add(planned(dana, clock=time(9)))
    meetings.add(planned(bruce, clock=time(11)))
    qtbot.keyClick(month.view, Qt.Key.Key_Return)
    (menu,) = month.findChildren(QMenu)
    assert [act.text() for act in menu.actions()] == [
        "15:00 Dana Okafor", "17:00 Bruce Lindqvist",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    assert window.heading.text() == "Meeting with Bruce Lindqvist"


def test_what_was_last_stands_on_top_and_the_heading_says_so(page, dana, bruce, qtbot):
    for person, year in ((dana, 2019), (bruce, 2020)):
        meetings.add(planned(person, day=date(year, 11, 24), state="held"))
    heading = page.table.strip.heading("start")
    assert heading.accessibleDescription() == "sorted"

    qtbot.mouseClick(page.switch.button("past"), Qt.MouseButton.LeftButton)
    assert [line.split(", ")[2] for line in table(page)] == ["Bruce Lindqvist", "Dana Okafor"]
    assert heading.accessibleDescription() == "sorted backwards"

    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert [line.split(", ")[2] for line in table(page)] == ["Dana Okafor", "Bruce Lindqvist"]
    assert heading.accessibleDescription() == "sorted"
