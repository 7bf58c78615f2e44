from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain import names
from app.domain.people import ContactDraft, PositionDraft
from app.domain.referrals import LinkDraft
from app.domain.relationships import RelationshipDraft
from app.services import contacts, referrals, relationships
from tests.ui.acting import assert_accessible, showing
from ui import pages
from ui.contacts.card import ContactCard
from ui.main_window import MainWindow
from ui.network.page import Network
from ui.widgets.empty import Empty

DAY = date(2026, 1, 2)


def add(name: str, firm: str = "", **more) -> str:
    jobs = (PositionDraft(firm),) if firm else ()
    return contacts.add(ContactDraft(*names.split(name), positions=jobs, **more))


@pytest.fixture
def people(book):
    found = {
        "alice": add("Alice Chen", "Tidewater", roles=("friend",)),
        "bruce": add("Bruce Lindqvist", "Lindqvist & Partners"),
        "dana": add("Dana Okafor", "Meridian Foods", expertise="Cold chain"),
    }
    relationships.add(RelationshipDraft(found["alice"], found["bruce"], how="neighbours", warmth=3))
    referrals.add(LinkDraft(found["bruce"], found["dana"], reason="She knows", on_date=DAY))
    return found


@pytest.fixture
def window(qtbot, book):
    made = MainWindow([spec for spec in pages.specs() if spec.name in ("contacts", "network")])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.go("network")
    return showing(qtbot, made)


def network(window) -> Network:
    page = window.page()
    assert isinstance(page, Network)
    return page


def test_an_empty_book_says_what_to_do(window, qtbot):
    (empty,) = [one for one in network(window).findChildren(Empty) if one.isVisible()]
    assert any("who sent you to them" in one.text() for one in empty.findChildren(QLabel))
    with qtbot.waitSignal(network(window).went) as went:
        network(window).people_action.trigger()
    assert went.args == ["contacts"]


def test_a_search_shows_the_ways_to_a_person_each_to_be_opened_by_keys_p08(people, window, qtbot):
    window.search.setFocus()
    qtbot.keyClicks(window.search, "okafor")
    page = network(window)
    qtbot.waitUntil(lambda: page.goals.texts() == ["Dana Okafor, Meridian Foods"])

    assert page.roads.texts() == [
        "The shortest way, and the warmest", "You", "›", "Alice Chen", "›", "Bruce Lindqvist", "›",
        "Dana Okafor", "You know Alice Chen: friend.",
        "Alice Chen knows Bruce Lindqvist warmly. Neighbours.",
        "Bruce Lindqvist sent you to Dana Okafor: “She knows”",
    ]  # fmt: skip
    assert_accessible(page)

    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.goals
    qtbot.keyClick(page.goals, Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Alice Chen"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert isinstance(window.page(), ContactCard)
    assert window.heading.text() == "Alice Chen"


def test_a_firm_and_a_field_lead_there_too_and_arrows_choose(people, window, qtbot):
    page = network(window)
    page.search("me")
    assert page.goals.texts() == ["Somebody at Meridian Foods"]
    page.search("c")
    assert page.goals.texts() == ["Alice Chen, Tidewater", "Somebody who knows about “c”"]
    page.goals.setFocus()
    qtbot.keyClick(page.goals, Qt.Key.Key_Down)
    assert "Dana Okafor" in page.roads.texts()
    page.search("cold")
    assert page.goals.texts() == ["Somebody who knows about “cold”"]


def test_no_way_and_nobody_found_say_what_to_do(people, window):
    add("Zoe King")
    page = network(window)
    page.search("zoe")
    assert "Nobody you know leads there yet. Ask the people you know best" in page.roads.texts()[0]
    page.search("xyzzy")
    (empty,) = [one for one in page.findChildren(Empty) if one.isVisible()]
    assert any("xyzzy" in label.text() for label in empty.findChildren(QLabel))


def test_hubs_are_shown_without_a_search_and_without_a_number_p12_p07(people, window):
    referrals.add(LinkDraft(people["bruce"], add("Eva Horak"), on_date=DAY))
    page = network(window)

    assert "Bruce Lindqvist" in page.hubs.texts()
    assert not any(character.isdigit() for text in page.hubs.texts() for character in text)
    page.hubs.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget().accessibleName() == "Bruce Lindqvist"


def test_in_a_large_network_the_hubs_come_when_they_are_counted(people, window, qtbot):
    page = network(window)
    page.many = 0
    referrals.add(LinkDraft(people["bruce"], add("Eva Horak"), on_date=DAY))
    referrals.add(LinkDraft(people["bruce"], add("Ota Novak"), on_date=DAY))  # while it counts

    qtbot.waitUntil(lambda: page._looking is None)
    assert "Bruce Lindqvist" in page.hubs.texts()
    assert "Ota Novak" in " ".join(page.hubs.texts())


def test_the_ways_follow_what_is_written_down(people, window):
    page = network(window)
    page.search("okafor")
    referrals.delete([referrals.to(people["dana"])[0].id])

    assert "Nobody you know leads there yet" in page.roads.texts()[0]
