"""The work-search log in the window: a period by keyboard, the very pages, an empty week (B11)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import settings
from app.domain.meetings import MeetingDraft
from app.domain.people import ContactDraft
from app.services import clock, contacts, meetings
from tests.ui.acting import assert_accessible, showing
from ui import jobs, pages
from ui.dialogs import PrintChoice
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot, book):
    settings.save(
        replace(settings.load(), your_zone="Europe/Berlin", country="DE", your_name="Jane Doe")
    )
    person = contacts.add(ContactDraft("Ada", "Quist"))
    meetings.add(
        MeetingDraft(people=(person,), day=clock.day() - timedelta(days=7), clock=time(9),
                     zone="Europe/Berlin", medium="phone", state="held")
    )  # fmt: skip
    made = MainWindow([spec for spec in pages.specs() if spec.name == "print"])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.go("print")
    yield showing(qtbot, made)
    jobs.stop_all()


def alt(qtbot, letter: str) -> None:
    key = getattr(Qt.Key, f"Key_{letter}")
    qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)


def test_the_log_is_chosen_filled_in_and_printed_by_keyboard_alone(
    window, qtbot, answers, tmp_path
):
    """From the sidebar to the printer without a mouse (B11)."""
    page = window.page()
    alt(qtbot, "L")
    qtbot.waitUntil(lambda: page.switch.name() == "log")
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=20_000)
    assert "Ada Quist" in page.preview.text(0)
    assert "Jane Doe" in page.preview.text(0)

    alt(qtbot, "U")
    qtbot.keyClicks(QApplication.focusWidget(), "77-1")
    qtbot.waitUntil(lambda: bool(page.pdf()) and "77-1" in page.preview.text(0), timeout=20_000)
    answers.give(PrintChoice(file=str(tmp_path / "out.pdf")))
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
    )  # fmt: skip

    assert answers.asked[-1].startswith("Work-search log: ")
    assert (tmp_path / "out.pdf").read_bytes() == page.pdf()


def test_the_number_of_a_claim_is_never_kept(window, qtbot, monkeypatch):
    page = window.page()
    page.show_paper("log")
    page.paper().form.set_values({"claim": "77-1"})
    page.paper().edited.emit()
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=20_000)

    assert "77-1" not in str(settings.load())


def test_a_week_in_which_nothing_was_done_is_told_kindly(window, qtbot):
    page = window.page()
    page.show_paper("log")
    page.paper().form.set_values({"first": date(1999, 1, 1), "last": None})
    page.paper().form.edited.emit("first")

    assert page.paper().form.editor("period").value() == "days"
    assert page.paper().nothing.isVisible()
    assert not page.print_action.isEnabled()


def test_days_that_end_before_they_begin_are_told_at_the_field(window):
    page = window.page()
    page.show_paper("log")
    form = page.paper().form
    form.set_values({"first": date(2026, 11, 2), "last": date(2026, 11, 1)})
    form.edited.emit("last")
    assert form.errors() == {"last": "This day is before the first one."}

    form.set_values({"first": None})
    form.edited.emit("first")
    assert form.errors() == {"first": "From which day on?"}

    form.set_values({"period": "last_month"})
    form.edited.emit("period")
    assert form.errors() == {}
    assert form.editor("first").value().day == 1


def test_arrow_keys_choose_another_paper(window, qtbot):
    page = window.page()
    page.switch.button("pack").setFocus()

    qtbot.keyClick(page.switch.button("pack"), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert page.switch.name() == "log"
    assert page.paper().form.isVisible()


def test_everything_has_a_name_for_a_screen_reader(window, qtbot):
    page = window.page()
    page.show_paper("log")
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=20_000)
    assert_accessible(page)
