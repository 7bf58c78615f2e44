"""Contact sheet and network picture in the window, by keyboard, from where one is (P08, P18)."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import settings
from app.domain import names
from app.domain.people import ContactDraft, PositionDraft
from app.domain.referrals import LinkDraft
from app.services import contacts, referrals
from tests.ui.acting import assert_accessible, do, showing
from ui import jobs, pages
from ui.dialogs import PrintChoice
from ui.main_window import MainWindow
from ui.printing.page import PrintPage


def add(name: str, firm: str = "", **more) -> str:
    work = (PositionDraft(firm),) if firm else ()
    return contacts.add(ContactDraft(*names.split(name), positions=work, **more))


@pytest.fixture
def people(book):
    settings.save(replace(settings.load(), your_zone="Europe/Berlin", paper="a4"))
    found = {
        "alice": add("Alice Chen", "Tidewater", roles=("friend",)),
        "bruce": add("Bruce Lindqvist"),
        "dana": add("Dana Okafor", "Meridian Foods", expertise="cold chain", notes="Kansas City"),
    }
    referrals.add(LinkDraft(found["alice"], found["bruce"], may_use_name="yes"))
    referrals.add(LinkDraft(found["bruce"], found["dana"], reason="She knows"))
    yield found
    jobs.stop_all()


@pytest.fixture
def window(qtbot, people):
    wanted = ("contacts", "network", "print")
    made = MainWindow([spec for spec in pages.specs() if spec.name in wanted])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return showing(qtbot, made)


def to_print(window, qtbot):
    """The page Print, with the keyboard in its form."""
    window.go("print")
    page = window.page()
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.paper().first())
    return page


def alt(qtbot, letter: str) -> None:
    key = getattr(Qt.Key, f"Key_{letter}")
    qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)


def choose(qtbot, page, letter: str, name: str) -> None:
    """Another paper by its letter; the keyboard is in its form then."""
    alt(qtbot, letter)
    qtbot.waitUntil(lambda: page.switch.name() == name)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.paper().first())


def ctrl_p(qtbot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def seen(qtbot, window, *words: str) -> PrintPage:
    """The page, once its paper shows all of these."""
    page = window.page()
    assert isinstance(page, PrintPage)

    def shown() -> bool:
        if not page.pdf():
            return False
        told = " ".join(page.preview.text(n) for n in range(page.preview.pages()))
        return all(word in told for word in words)

    qtbot.waitUntil(shown, timeout=20_000)
    return page


def test_a_contact_sheet_is_printed_from_the_sidebar_by_keyboard_alone_p18(
    window, qtbot, answers, tmp_path
):
    page = to_print(window, qtbot)
    choose(qtbot, page, "C", "contact")
    assert page.paper().nothing.isVisible()
    assert not page.print_action.isEnabled()

    qtbot.keyClicks(QApplication.focusWidget(), "Dana Okafor")
    page = seen(qtbot, window, "Dana Okafor", "cold chain", "Bruce Lindqvist")
    assert "Kansas City" not in page.preview.text(0)
    assert_accessible(page.paper())
    alt(qtbot, "Y")
    seen(qtbot, window, "Kansas City", "Private — for your eyes")

    before = page.pdf()
    answers.give(PrintChoice(file=str(tmp_path / "sheet.pdf")))
    ctrl_p(qtbot)
    assert (tmp_path / "sheet.pdf").read_bytes() == before
    assert not page.paper().form.editor("private").value()  # for that print only


def test_ctrl_p_on_a_card_prints_that_contact_without_the_notes(window, qtbot, people):
    window.page().open_card("contact", people["dana"])
    window.page().setFocus()

    ctrl_p(qtbot)

    page = seen(qtbot, window, "Dana Okafor", "“She knows”")
    assert page.heading() == "Print the contact sheet"
    assert not page.switch.isVisible()
    assert "Kansas City" not in page.preview.text(0)
    window.back()
    assert window.page().heading() == "Dana Okafor"


def test_ctrl_p_in_the_network_prints_all_of_it_or_the_ways_that_are_shown_p08(
    window, qtbot, people
):
    window.go("network")
    do(window, "print_network")
    page = seen(qtbot, window, "Your network", "Alice Chen", "Dana Okafor")
    page.closed.emit()

    window.page().search("Meridian")
    do(window, "print_network")
    page = seen(qtbot, window, "Ways into Meridian Foods", "Dana Okafor")
    assert page.paper().form.values()["to"].text == "Meridian Foods"


def test_the_way_to_somebody_is_chosen_by_typing_p42(window, qtbot):
    choose(qtbot, to_print(window, qtbot), "N", "network")
    seen(qtbot, window, "Your network", "Bruce Lindqvist")
    qtbot.keyClicks(QApplication.focusWidget(), "Bruce Lindqvist")

    page = seen(qtbot, window, "The way to Bruce Lindqvist", "Alice Chen")

    assert "Dana Okafor" not in page.preview.text(0)
    assert_accessible(page.paper())


def test_a_network_without_links_says_what_to_do(qtbot, book):
    add("Ada Byron")
    made = MainWindow([spec for spec in pages.specs() if spec.name == "print"])
    qtbot.addWidget(made)
    showing(qtbot, made)
    made.go("print")
    made.page().show_paper("network")

    assert made.page().paper().nothing.isVisible()
    assert not made.page().print_action.isEnabled()
    jobs.stop_all()


def test_a_contact_that_was_deleted_meanwhile_is_said_to_be(window, qtbot, people):
    choose(qtbot, to_print(window, qtbot), "C", "contact")
    qtbot.keyClicks(QApplication.focusWidget(), "Dana Okafor")
    page = seen(qtbot, window, "Dana Okafor")

    contacts.delete([people["dana"]])

    qtbot.waitUntil(lambda: not page.pdf())
    assert page.paper().nothing.isVisible()
