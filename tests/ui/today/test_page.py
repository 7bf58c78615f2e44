"""Today as a person meets it: what it says, and everything on it by single keys."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from app.database import edit, fetch
from app.domain.people import ContactDraft
from app.domain.pipeline import OutreachDraft
from app.domain.referrals import LinkDraft
from app.models import Contact, Meeting, MeetingPerson, Promise, Touch
from app.services import clock, contacts, needs, outreach, referrals
from tests.ui.acting import assert_accessible, do, showing
from ui.changes import changes
from ui.main_window import MainWindow
from ui.pages import specs
from ui.shortcuts import Shortcuts
from ui.today.answers import Asking

NOW = datetime.now(UTC)


@pytest.fixture
def window(qtbot, book):
    made = MainWindow(specs())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


@pytest.fixture
def seen(qtbot, window):
    """Show the window and wait until Today was filled."""

    def see():
        showing(qtbot, window)
        qtbot.waitUntil(lambda: window.page()._day is not None)
        return window.page()

    return see


def person(given, family=""):
    return contacts.add(ContactDraft(given, family, expertise="ports"))


def meet(contact, hours, state="agreed", **other):
    start = (NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with edit("Meeting"):
        meeting = Meeting.create(start=start, state=state, minutes=30, purpose="field", **other)
        MeetingPerson.create(meeting=meeting, contact=contact)
    return str(meeting.id)


def promise(contact, text, days):
    due = (clock.day() + timedelta(days=days)).isoformat()
    with edit("Promise"):
        Promise.create(contact=contact, direction="mine", text=text, made_on="2026-01-02", due=due)


def lines(page):
    """What a screen reader says of each line, in the order of the arrow keys."""
    return [line.accessibleName() for line in page._lists.lines()]


def press(qtbot, *keys):
    for key in keys:
        focus = QApplication.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)


def here():
    """The line that has the keyboard, in words."""
    return QApplication.focusWidget().accessibleName()


def three_promises():
    for name, text, days in (
        ("Ada Byron", "Send the paper", -3), ("Bea Cole", "Call the port", -2),
        ("Cem Dal", "Lend the book", -1),
    ):  # fmt: skip
        promise(person(*name.split()), text, days)


def choose_later(page, qtbot, text):
    """Pick a day from the menu that L opens."""
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in page.findChildren(QMenu)))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    action = next(act for act in menu.actions() if text in act.text().replace("&", ""))
    menu.close()
    action.trigger()


# What is seen


def test_today_is_the_first_page_and_its_heading_is_the_date(window, seen):
    person("Ada")
    seen()
    day = clock.day()
    assert window.heading.text().endswith(f"{day:%B}")
    assert f" {day.day} " in window.heading.text()
    assert window.windowTitle() == "Today"


def test_the_first_picture_waits_for_nothing_that_is_due(window, qtbot):
    promise(person("Ada"), "Send the paper", -1)
    assert window.page()._day is None
    showing(qtbot, window)
    qtbot.waitUntil(lambda: window.page()._day is not None)
    assert "Send the paper" in lines(window.page())[0]


def test_an_empty_book_says_how_to_begin_and_enter_begins(window, seen, qtbot):
    page = seen()
    assert page._empty.isVisible()
    assert QApplication.focusWidget().text() == "Add contact"
    press(qtbot, Qt.Key.Key_Return)
    assert window.heading.text() == "Add a contact"


def main_button(window):
    """What the filled button at the top of the window says."""
    return window._main.text().replace("&", "")


def test_the_first_person_comes_first_and_then_there_is_something_to_note(window, seen):
    page = seen()
    assert main_button(window) == "Add contact"
    person("Ada")
    assert main_button(window) == "Note something"
    assert page._scroll.isVisible()


def test_nothing_due_reads_as_rest_and_says_what_comes_next(seen):
    promise(person("Ada"), "Send the paper", 1)
    page = seen()
    said = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "Nothing is due today." in said
    assert "What comes next, tomorrow: Send the paper. Until then, rest." in said


def test_a_line_says_what_why_and_since_when(seen):
    promise(person("Ada", "Byron"), "Send the paper", -3)
    assert lines(seen()) == ["Send the paper, You said so to Ada Byron., due 3 days ago"]


def test_a_meeting_says_when_where_and_what_it_lacks(seen):
    meet(person("Ada", "Byron"), 30)
    (said,) = lines(seen())
    assert "Ada Byron" in said
    assert "hard stop" in said
    assert "Information only" in said
    assert said.endswith("No questions yet")


def test_the_sidebar_counts_what_is_due_and_which_meetings_are_not_ready(window, seen):
    three_promises()
    meet(person("Dana"), 3)
    seen()
    window.show_badges()
    told = {
        entry.text(): entry.accessibleDescription()
        for entry in window.sidebar.findChildren(QPushButton.__mro__[1])
    }
    assert told["Today"] == "3 want attention"
    assert told["Meetings"] == "1 wants attention"


def test_every_control_has_a_name(seen):
    three_promises()
    meet(person("Dana"), 3)
    outreach.open(OutreachDraft(person("Emil"), "", "", "Write"), at=NOW)
    assert_accessible(seen())


def test_the_rest_of_a_long_list_is_opened_in_place(seen, qtbot):
    for number in range(12):
        promise(person(f"Person{number:02}"), f"Promise {number:02}", -20 + number)
    page = seen()
    assert lines(page)[6] == "6 more"
    press(qtbot, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert len(lines(page)) == 12
    assert here().startswith("Promise 06")


# By keyboard


def test_d_does_it_the_keyboard_goes_on_with_the_next_line_and_undo_brings_it_back(
    window, seen, qtbot
):
    three_promises()
    page = seen()
    assert here().startswith("Send the paper")
    press(qtbot, Qt.Key.Key_Down)
    assert here().startswith("Call the port")
    press(qtbot, "d")
    assert [line.split(",")[0] for line in lines(page)] == ["Send the paper", "Lend the book"]
    assert here().startswith("Lend the book")
    assert page.banner.text() == "Done: Call the port"
    do(window, "undo")
    assert here().startswith("Lend the book")
    assert len(lines(page)) == 3


def test_the_banner_takes_back_what_it_tells_of(window, seen, qtbot):
    three_promises()
    page = seen()
    press(qtbot, "d")
    undo = next(b for b in page.banner.findChildren(QPushButton) if b.isVisible())
    undo.click()
    assert len(lines(page)) == 3
    assert page.banner.text() == ""


def test_l_puts_off_until_next_monday(window, seen, qtbot):
    three_promises()
    page = seen()
    press(qtbot, "l")
    choose_later(page, qtbot, "Next Monday")
    today = clock.day()
    monday = today + timedelta(days=7 - today.weekday())
    assert fetch("SELECT state, until FROM duty") == [("put_off", monday.isoformat())]
    assert page.banner.text().startswith("Put off until ")
    assert here().startswith("Call the port")


def test_l_asks_for_any_other_day(window, seen, qtbot, answers):
    three_promises()
    page = seen()
    press(qtbot, "l")
    choose_later(page, qtbot, "On a day")
    asking = answers.shown[0]
    assert isinstance(asking, Asking)
    asking.form.set_values({"until": clock.day(), "reason": ""})
    asking.save()
    assert asking.form.errors()["until"] == "Choose a day that is still to come."
    later = clock.day() + timedelta(days=20)
    asking.form.set_values({"until": later, "reason": "On holiday"})
    asking.save()
    assert fetch("SELECT until, reason FROM duty") == [(later.isoformat(), "On holiday")]


def test_x_drops_it_with_a_reason(seen, qtbot, answers):
    three_promises()
    page = seen()
    press(qtbot, "x")
    asking = answers.shown[0]
    asking.save()
    assert asking.form.errors()["reason"] == "A word on why, for later."
    asking.form.set_values({"reason": "She has it already"})
    asking.save()
    assert fetch("SELECT state, reason FROM duty") == [("dropped", "She has it already")]
    assert page.banner.text() == "Dropped: Send the paper"


def test_enter_opens_the_person_and_esc_comes_back_to_the_line(window, seen, qtbot):
    three_promises()
    seen()
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.heading.text() == "Bea Cole"
    press(qtbot, Qt.Key.Key_Escape)
    assert here().startswith("Call the port")


def test_p37_w_writes_what_is_owed(window, seen, qtbot):
    meet(person("Ada", "Byron"), -3, "held", debriefed_on="2026-01-02")
    seen()
    assert here().startswith("Thank Ada Byron")
    press(qtbot, "w")
    assert window.navigator.depth() == 1
    assert "Ada Byron" in window.heading.text()
    press(qtbot, Qt.Key.Key_Escape)
    assert here().startswith("Thank Ada Byron")


def test_p37_when_a_message_was_sent_the_keyboard_is_with_what_stands_there_now(
    window, seen, qtbot
):
    three_promises()
    meet(person("Dora", "Byron"), -3, "held", debriefed_on="2026-01-02")
    seen()
    press(qtbot, *[Qt.Key.Key_Down] * 3)
    assert here().startswith("Thank Dora Byron")
    press(qtbot, "w")
    window.page().was_sent()
    assert window.navigator.depth() == 0
    assert here().startswith("Lend the book")
    press(qtbot, Qt.Key.Key_Up)
    assert here().startswith("Call the port")


def test_a_window_that_comes_up_behind_another_one_has_the_keyboard_on_the_first_line_too(
    window, qtbot
):
    three_promises()
    other = QLineEdit()
    qtbot.addWidget(other)
    showing(qtbot, other)
    qtbot.waitUntil(other.isActiveWindow)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: window.page()._day is not None)
    assert other.isActiveWindow()
    assert window.focusWidget().accessibleName().startswith("Send the paper")
    changes.hour_passed.emit()
    assert window.focusWidget().accessibleName().startswith("Send the paper")


def test_the_two_links_under_the_next_steps_are_two_lines(window, seen, qtbot):
    for name in ["Ada", "Bea", "Cleo", "Dora", "Elsa", "Fay"]:
        outreach.open(OutreachDraft(person(name), "", "", f"Write to {name}"), at=NOW)
    outreach.open(OutreachDraft(person("Gail")), at=NOW)
    seen()
    press(qtbot, Qt.Key.Key_End)
    assert here() == "1 person whom you approach has no next step"
    press(qtbot, Qt.Key.Key_Up)
    assert here() == "2 more"
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.heading.text() == "Pipeline"


def test_p20_who_is_fading_stands_by_name(seen, qtbot):
    ada = person("Ada", "Byron")
    with edit("Long ago"):
        Contact.update(rhythm_days=30).where(Contact.id == ada).execute()
        spoke = (NOW - timedelta(days=41)).strftime("%Y-%m-%dT%H:%M:%SZ")
        Touch.create(contact=ada, kind="call", direction="both", at=spoke)
    page = seen()
    assert lines(page) == ["Ada Byron, last spoke 41 days ago, your rhythm is 30"]
    press(qtbot, "d")
    assert lines(page) == []
    assert page.banner.text() == "Done: Keep in touch with Ada Byron"


def test_letters_typed_into_the_search_do_nothing_to_the_lines(window, seen, qtbot):
    three_promises()
    page = seen()
    do(window, "find_people")
    qtbot.keyClicks(window.search, "d")
    assert fetch("SELECT count(*) FROM promise WHERE kept_on IS NOT NULL") == [(0,)]
    window.go("today")
    assert len(lines(page)) == 3


def test_a_meeting_whose_time_has_passed_is_marked_held_and_typed_up(window, seen, qtbot):
    meeting = meet(person("Ada", "Byron"), -2)
    seen()
    assert here().startswith("Did you meet Ada Byron?")
    press(qtbot, "d")
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("held",)]
    assert window.navigator.depth() == 1
    assert "Ada Byron" in window.heading.text()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page().banner.text() == "Noted: you met Ada Byron."


def test_a_meeting_that_did_not_take_place_is_noted_with_x(seen, qtbot):
    meeting = meet(person("Ada", "Byron"), -2)
    page = seen()
    press(qtbot, "x")
    assert fetch("SELECT state FROM meeting WHERE id = ?", (meeting,)) == [("missed",)]
    assert page.banner.text() == "Noted: you did not meet Ada Byron."


def test_p_prints_the_page_of_a_meeting(seen, qtbot, answers):
    meet(person("Ada", "Byron"), 3)
    seen()
    answers.give(None)  # thinks better of it in the print dialog
    press(qtbot, "p")
    assert answers.asked == ["Meeting Ada Byron"]


def test_a_next_step_is_opened_at_its_outreach(window, seen, qtbot):
    outreach.open(OutreachDraft(person("Ada", "Byron"), "", "", "Write to Rosa"), at=NOW)
    page = seen()
    assert lines(page) == ["Ada Byron, Write to Rosa, Information only"]
    press(qtbot, Qt.Key.Key_Return)
    assert window.page().form.values()["next_step"] == "Write to Rosa"


def test_arrows_across_go_to_the_other_column(seen, qtbot):
    three_promises()
    meet(person("Dana"), 30)
    seen()
    press(qtbot, Qt.Key.Key_Right)
    assert "hard stop" in here()
    press(qtbot, Qt.Key.Key_Left)
    assert here().startswith("Send the paper")


def test_the_single_keys_stand_in_the_list_of_keys(window, seen):
    three_promises()
    seen()
    told = Shortcuts(window).table.rows()
    assert "Done, D" in told
    assert "Later…, L" in told


# By the mouse, and by the clock


def test_the_buttons_of_a_line_do_the_same(seen, qtbot):
    three_promises()
    page = seen()
    line = page._lists.lines()[1]
    button = next(b for b in line.buttons if b.text() == "Done")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.banner.text() == "Done: Call the port"
    assert here().startswith("Lend the book")


def test_the_foot_of_the_page_tells_the_keys_of_this_line(seen, qtbot):
    three_promises()
    meet(person("Dana"), 30)
    page = seen()
    told = "Arrows choose · Enter opens · D done · L later · X drop · F1 all keys"
    assert page._hint.text() == told
    press(qtbot, Qt.Key.Key_Right)
    assert page._hint.text() == "Arrows choose · Enter opens · P print · F1 all keys"


def test_a_very_long_name_does_not_widen_the_page(seen):
    three_promises()
    promise(person("M" * 200), "Send " * 300, 5)
    meet(person("W" * 200), 5)
    page = seen()
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() < 400


def test_another_hour_reads_the_day_again(seen, qtbot):
    three_promises()
    page = seen()
    before = page._lists.lines()[0]
    changes.hour_passed.emit()
    assert page._lists.lines()[0] is not before
    assert len(lines(page)) == 3


# Needs


def test_p23_needs_that_nobody_looked_at_for_two_weeks_are_one_quiet_line(window, seen, qtbot):
    ada = person("Ada", "Byron")
    needs.add(ada, "A speaker", at=NOW - timedelta(days=20))
    page = seen()
    (line,) = (one for one in lines(page) if "need to look at again" in one)
    assert page.day().count == 0, "nobody waits for it"

    here_line = next(one for one in page._lists.lines() if one.accessibleName() == line)
    here_line.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert window.heading.text() == "Needs, one by one"
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)

    assert not any("need to look at again" in one for one in lines(window.page()))


def test_b01_writing_from_a_line_of_several_news_tells_the_last_and_answers_them_all(
    window, seen, qtbot
):
    ada, bea, cem = person("Ada", "Byron"), person("Bea", "Cole"), person("Cem", "Dal")
    day = clock.day() - timedelta(days=30)
    for one in (bea, cem):
        referrals.add(LinkDraft(ada, one, on_date=day))
    meet(bea, -24 * 9, debriefed_on=day.isoformat())
    meet(cem, -24 * 5, debriefed_on=day.isoformat())
    with edit("Held"):
        Meeting.update(state="held").execute()
    page = seen()
    told = [one for one in page._lists.lines() if "report back" in one.accessibleName()]
    assert len(told) == 1
    told[0].setFocus()
    press(qtbot, "w")

    words = " ".join(one.text() for one in window.page().findChildren(QLabel) if one.isVisible())
    assert "Ada hears of this with it, too: You met Bea Cole." in words
    do(window, "was_sent")
    window.back()

    assert not any("eport back" in one for one in lines(window.page()))
