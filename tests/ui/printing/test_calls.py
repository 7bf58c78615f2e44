"""The call list in the window: from the contacts that were chosen to paper, by keyboard (P44)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.people import ChannelDraft, ContactDraft
from app.services import contacts
from tests.ui.acting import assert_accessible, do, showing
from ui import jobs, pages
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot, book):
    contacts.add(ContactDraft("Ada", "Quist", channels=(ChannelDraft("phone", "+1 215"),)))
    made = MainWindow([spec for spec in pages.specs() if spec.name in ("contacts", "print")])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    yield showing(qtbot, made)
    jobs.stop_all()


def test_chosen_people_are_listed_to_call_p44(window, qtbot):
    window.go("contacts")
    listed = window.page()
    qtbot.waitUntil(listed.is_complete)
    listed.table.select([listed.table.current_id()])
    do(listed, "list_calls")

    page = window.page()
    assert page.heading() == "Print the call list"
    qtbot.waitUntil(lambda: bool(page.pdf()) and "Ada Quist" in page.preview.text(0))
    assert_accessible(page.paper())


def test_where_nobody_waits_a_sentence_says_so_and_where_to_choose(window, qtbot):
    window.go("print")
    page = window.page()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.switch.name() == "calls")

    assert page.paper().nothing.isVisible()
    assert not page.print_action.isEnabled()
