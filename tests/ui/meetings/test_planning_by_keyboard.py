from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.meetings import AskDraft
from app.services import meetings, referrals
from tests.ui.acting import table

ALT = Qt.KeyboardModifier.AltModifier


def test_a_meeting_is_planned_without_a_mouse(window, dana, bruce, keys, qtbot):
    keys.ctrl("n")
    form = window.page()
    assert window.heading.text() == "New meeting"

    keys.type("Dana Okafor")
    keys.enter()
    assert window.heading.text() == "New: Dana Okafor"

    keys.alt("r")
    keys.type("24 nov 2031")
    keys.tab(2)  # past the calendar's button
    keys.type("5 pm")
    keys.alt("n")
    QApplication.focusWidget().selectAll()
    keys.type("40")
    keys.alt("m")
    keys.press(Qt.Key.Key_Down)
    keys.alt("l")
    keys.type("1500 Market St, 12th fl.")
    assert form.fields.when.clocks.words() == [
        "Their clock: Mon 24 Nov 2031, 17:00 – 17:40 EST, Hard stop 17:40 EST",
        "Your clock: Mon 24 Nov 2031, 23:00 – 23:40 CET, Hard stop 23:40 CET",
    ]

    keys.alt("y")
    keys.type("bruce lindqvist")
    keys.alt("u")
    keys.press(Qt.Key.Key_Down)
    keys.alt("d")
    keys.type("She rebuilt forecasting from scratch.")
    keys.alt("i")
    keys.press(Qt.Key.Key_Down, times=3)
    keys.alt("o")
    keys.type("cold chain planning")

    keys.alt("q")
    keys.tab()
    keys.type("What did you do first?")
    keys.enter()
    keys.type("What would you skip?")
    keys.enter()
    keys.alt("s")
    keys.enter()
    keys.alt("q")
    keys.press(Qt.Key.Key_Up, ALT, times=2)

    keys.alt("k")
    keys.type("Comments on my case study")
    keys.alt("t")
    keys.type("15 minutes")
    keys.alt("x")
    keys.type("my vendor comparison")
    keys.alt("c")
    keys.type("The port survey")
    keys.tab()
    keys.type("A call on Friday.")
    assert form.missing.texts() == []

    keys.ctrl("s")
    assert form.banner.text() == "Saved."
    (meeting,) = meetings.ids()
    draft = meetings.draft_of(meeting)
    assert draft.people == (dana,)
    assert draft.start() == datetime(2031, 11, 24, 22, tzinfo=UTC)
    assert (draft.minutes, draft.medium, draft.place) == (
        40, "in_person", "1500 Market St, 12th fl.",
    )  # fmt: skip
    assert (draft.purpose, draft.purpose_detail) == ("field", "cold chain planning")
    assert referrals.chain(dana) == ("Bruce Lindqvist",)
    assert (draft.referral.reason, draft.referral.may_use_name) == (
        "She rebuilt forecasting from scratch.", "yes",
    )  # fmt: skip
    assert [question.text for question in draft.questions] == [
        "What part of your week do you look forward to?",  # moved up with Alt+Up, from the bank
        "What did you do first?",
        "What would you skip?",
    ]
    assert draft.ask == AskDraft("Comments on my case study", "15 minutes", None,
                                 "my vendor comparison")  # fmt: skip
    assert (draft.what_you_bring, draft.plan_b) == (("The port survey",), "A call on Friday.")

    qtbot.waitUntil(lambda: "What would you skip?" in form.page.preview.text())
    keys.press(Qt.Key.Key_Escape)  # the banner
    keys.press(Qt.Key.Key_Escape)
    assert table(window.page()) == [
        "Mon 24 Nov 2031 23:00, theirs 17:00 EST, Dana Okafor, Meridian Foods,"
        " cold chain planning, In person, 1500 Market St, 12th fl., Wanted, Ready"
    ]


def test_a_month_is_walked_and_opened_without_a_mouse(window, dana, keys, qtbot):
    keys.ctrl("n")
    keys.type("Dana Okafor")
    keys.enter()
    keys.alt("r")
    keys.type("2031-11-24")
    keys.tab(2)
    keys.type("17:00")
    keys.ctrl("s")
    keys.press(Qt.Key.Key_Escape, times=2)

    keys.alt("o")
    month = window.page().month
    month.show_day(datetime(2031, 10, 31).date())
    month.view.setFocus()
    keys.press(Qt.Key.Key_PageDown)
    assert month.day().isoformat() == "2031-11-30"
    assert month.title.text() == "November 2031"
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Right)
    assert month.day().isoformat() == "2031-11-24"

    keys.enter()
    assert window.heading.text() == "Meeting with Dana Okafor"
