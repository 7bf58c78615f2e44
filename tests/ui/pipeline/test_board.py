from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from app import database
from app.domain.people import ContactDraft, PositionDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.services import board, contacts, directory, outreach
from tests.ui.acting import assert_accessible, do
from ui.pipeline import words
from ui.pipeline.beginning import NewOutreach
from ui.pipeline.card import OutreachCard
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door
from ui.pipeline.page import Pipeline

NOW = datetime.now(UTC)
TODAY = NOW.astimezone().date()
CTRL = Qt.KeyboardModifier.ControlModifier


def begin(name, firm="", days=0):
    given, _space, family = name.partition(" ")
    positions = (PositionDraft(firm),) if firm else ()
    contact = contacts.add(ContactDraft(given, family, positions=positions))
    return outreach.open(OutreachDraft(contact), at=NOW - timedelta(days=days))


def refer(thread, days=0, **other):
    on = NOW - timedelta(days=days)
    giver = other.pop("giver", None) or outreach.standing(thread).contact_id
    draft = InvitationDraft(
        "lead", on.date(), "in_person", other.pop("words", "Talk to Helen."), giver,
        leads_to_name="Helen Zuber",
    )  # fmt: skip
    outreach.advance(thread, "referred", invitation=draft, at=on)


@pytest.fixture
def page(book, qtbot):
    """The board on the screen; cards are added by the tests."""
    made = Pipeline()
    qtbot.addWidget(made)
    made.resize(1080, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(page, state="info_only"):
    cards = page.columns[state].cards
    return [cards.card(place).name for place in range(cards.count())]


def focus(page, state="info_only"):
    cards = page.columns[state].cards
    cards.setFocus()
    return cards


def the_dialog(page, kind, qtbot):
    qtbot.waitUntil(lambda: page.findChild(kind) is not None)
    return page.findChild(kind)


# What is shown


def test_an_empty_board_says_what_to_do(page):
    assert page._empty.isVisible()
    assert not page.shelf.isVisible()


def test_a_new_outreach_appears_in_information_only_by_itself(page):
    begin("Marta Oyelaran", "Kestrel Foods", days=3)
    assert names(page) == ["Marta Oyelaran"]
    assert page.columns["info_only"].cards.spoken(0) == (
        "Marta Oyelaran, Kestrel Foods, for 3 days, No next step yet"
    )


def test_a_card_says_its_words_whom_it_leads_to_and_what_is_due_in_amber(page):
    refer(begin("Carlos Echeverría", days=20), days=2)
    (face,) = page.columns["referred"].cards._faces
    assert face.quote == "“Talk to Helen.”"
    assert face.mark.kind == "attention"
    assert face.mark.text == "Say thank you, due yesterday"
    assert face.line == "Leads to Helen Zuber"
    assert words.standing(face.card.days) == "2 d"


def test_a_duty_that_is_not_due_yet_is_not_amber(page):
    refer(begin("Carlos Echeverría"))
    (face,) = page.columns["referred"].cards._faces
    assert face.mark is None
    assert face.line == "Leads to Helen Zuber · Say thank you by tomorrow"


def test_the_search_leaves_the_cards_that_fit(page):
    begin("Marta Oyelaran", "Kestrel Foods")
    begin("Jonas Hale", "Port Authority")
    page.search("kestrel")
    assert names(page) == ["Marta Oyelaran"]
    page.search("nobody")
    assert page.columns["info_only"]._empty.isVisible()
    assert page.columns["info_only"]._empty.text() == "Nobody fits the search."
    page.search("")
    assert len(names(page)) == 2


def test_letters_typed_on_the_board_go_to_the_search(page, qtbot):
    begin("Marta Oyelaran")
    with qtbot.waitSignal(page.searched) as typed:
        qtbot.keyClick(focus(page), "k")
    assert typed.args == ["k"]


# By keyboard


def test_arrows_go_from_card_to_card_and_from_column_to_column(page, qtbot):
    refer(begin("Carlos Echeverría"))
    begin("Marta Oyelaran", days=1)
    begin("Jonas Hale", days=2)
    cards = focus(page)
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert page.current().name == "Jonas Hale"
    qtbot.keyClick(cards, Qt.Key.Key_Home)
    assert page.current().name == "Marta Oyelaran"
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    assert page.columns["referred"].cards.hasFocus()
    assert page.current().name == "Carlos Echeverría"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert page.current().name == "Marta Oyelaran"


def test_enter_opens_the_outreach(page, qtbot):
    begin("Marta Oyelaran")
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(focus(page), Qt.Key.Key_Return)
    assert isinstance(opened.args[0], OutreachCard)
    qtbot.addWidget(opened.args[0])


@pytest.mark.parametrize("to", ["referred", "applied"])
def test_p01_moving_past_information_only_always_asks_who_opened_the_door(page, qtbot, to):
    begin("Marta Oyelaran")
    focus(page)
    do(page, f"move_to_{to}")
    door = the_dialog(page, Door, qtbot)
    assert door.windowTitle() == "Who opened this door?"
    door.reject()
    assert names(page) == ["Marta Oyelaran"]  # Cancel leaves the card where it was


def test_p01_ctrl_right_asks_who_opened_the_door_and_moves_through_it(page, qtbot):
    begin("Marta Oyelaran")
    qtbot.keyClick(focus(page), Qt.Key.Key_Right, CTRL)
    door = the_dialog(page, Door, qtbot)
    qtbot.keyClicks(door.invitation.editor("words").text, "You should talk to Helen.")
    qtbot.keyClicks(door.lead.editor("leads_to").line, "Helen Zuber")
    qtbot.keyClick(door._move, Qt.Key.Key_Space)
    assert names(page, "referred") == ["Marta Oyelaran"]
    card = page.columns["referred"].cards.card(0)
    assert (card.words, card.leads_to) == ("You should talk to Helen.", "Helen Zuber")


def test_ctrl_left_moves_back_and_undo_forward_again(page, qtbot):
    refer(begin("Marta Oyelaran"))
    qtbot.keyClick(focus(page, "referred"), Qt.Key.Key_Left, CTRL)
    assert names(page) == ["Marta Oyelaran"]
    database.undo()
    assert names(page, "referred") == ["Marta Oyelaran"]


def test_a_step_back_that_makes_no_sense_is_explained_above_the_board(page):
    thread = begin("Tomasz Nowak")
    giver = outreach.standing(thread).contact_id
    outreach.advance(
        thread, "applied", opportunity=OpportunityDraft("Planner"), applied_on=TODAY,
        invitation=InvitationDraft("position", TODAY, "in_person", "Put your hat in.", giver),
    )  # fmt: skip
    focus(page, "applied")
    do(page, "move_to_referred")
    assert "nobody was referred" in page.banner.text()


def test_m_opens_the_menu_of_the_card(page, qtbot):
    begin("Marta Oyelaran")
    qtbot.keyClick(focus(page), Qt.Key.Key_M)
    menu = page.findChild(QMenu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "Move to Referred" in texts
    assert "Move to Information only" not in texts
    assert "Move to Landed" not in texts
    menu.close()


def test_delete_deletes_and_undo_brings_back(page, qtbot):
    begin("Marta Oyelaran")
    begin("Jonas Hale", days=1)
    focus(page)
    do(page, "delete_current")
    assert names(page) == ["Jonas Hale"]
    assert page.current().name == "Jonas Hale"
    database.undo()
    assert len(names(page)) == 2


def test_page_keys_and_end_scroll_a_long_column(page, qtbot):
    contact = contacts.add(ContactDraft("Marta"))
    with database.edit("Many"):
        for _number in range(60):
            outreach.open(OutreachDraft(contact), at=NOW)
    cards = focus(page)
    qtbot.keyClick(cards, Qt.Key.Key_End)
    assert cards.current() == 59
    assert cards.viewport().rect().contains(cards.rect_of(59))
    qtbot.keyClick(cards, Qt.Key.Key_PageUp)
    place = cards.current()
    assert 45 < place < 59
    qtbot.keyClick(cards, Qt.Key.Key_PageDown)
    assert cards.current() > place


# By mouse


def drag(qtbot, cards, place, to):
    """Drag a card onto a spot of the screen, as a hand does."""
    start = cards.rect_of(place).center()
    qtbot.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for share in (0.2, 0.6, 1.0):
        spot = cards.viewport().mapFromGlobal(to)
        step = start + (spot - start) * share
        qtbot.mouseMove(cards.viewport(), step)
    qtbot.mouseRelease(
        cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.viewport().mapFromGlobal(to)
    )


def middle(widget):
    return widget.mapToGlobal(widget.rect().center())


def test_p01_a_drag_past_information_only_asks_who_opened_the_door(page, qtbot):
    begin("Marta Oyelaran")
    drag(qtbot, page.columns["info_only"].cards, 0, middle(page.columns["applied"]))
    door = the_dialog(page, Door, qtbot)
    assert door.to() == "applied"
    door.reject()
    assert names(page) == ["Marta Oyelaran"]


def test_a_drag_back_moves_the_card(page, qtbot):
    refer(begin("Marta Oyelaran"))
    drag(qtbot, page.columns["referred"].cards, 0, middle(page.columns["info_only"]))
    qtbot.waitUntil(lambda: names(page) == ["Marta Oyelaran"])


def test_a_drag_onto_the_shelf_asks_until_when_it_rests(page, qtbot):
    begin("Marta Oyelaran")
    resting = page.shelf._buttons["resting"]
    drag(qtbot, page.columns["info_only"].cards, 0, middle(resting))
    closing = the_dialog(page, Closing, qtbot)
    closing.save()
    assert names(page) == []
    assert resting.text() == "Resting  1"


def test_a_drag_to_nowhere_and_escape_leave_the_card(page, qtbot):
    begin("Marta Oyelaran")
    cards = page.columns["info_only"].cards
    drag(qtbot, cards, 0, page.mapToGlobal(QPoint(-40, -40)))
    start = cards.rect_of(0).center()
    qtbot.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(cards.viewport(), start + QPoint(60, 10))
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    qtbot.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(500, 0))
    QApplication.processEvents()
    assert names(page) == ["Marta Oyelaran"]
    assert page.findChild(Door) is None


def test_a_click_chooses_and_a_double_click_opens(page, qtbot):
    begin("Marta Oyelaran")
    begin("Jonas Hale", days=1)
    cards = page.columns["info_only"].cards
    spot = cards.rect_of(1).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.current().name == "Jonas Hale"
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.addWidget(opened.args[0])


# The shelf


def test_the_shelf_shows_a_compartment_beside_the_columns(page, qtbot):
    thread = begin("Sunita Rao")
    outreach.rest(thread, TODAY + timedelta(days=30))
    button = page.shelf._buttons["resting"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    column = page.closed_column
    assert column.isVisible()
    assert column.cards.card(0).name == "Sunita Rao"
    assert "Resting until" in column.cards.spoken(0)
    do(page, "reopen_current")
    assert names(page) == ["Sunita Rao"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not column.isVisible()


def test_whoever_rested_long_enough_wants_attention(page):
    thread = begin("Sunita Rao", days=40)
    outreach.rest(thread, (NOW - timedelta(days=2)).date(), at=NOW - timedelta(days=30))
    page.show_compartment("resting")
    assert "Attention: The rest is over" in page.closed_column.cards.spoken(0)
    assert page.shelf._hint.text() == "Some have rested long enough."


def test_a_closed_card_is_opened_again_in_its_own_column_first(page):
    thread = begin("Sunita Rao")
    outreach.close(thread, "not_this_time")
    page.show_compartment("not_this_time")
    (card,) = board.read().shelf
    page.move_card(card, "referred")
    assert "Open it again there first" in page.banner.text()
    page.move_card(card, "info_only")
    assert names(page) == ["Sunita Rao"]


def test_landing_before_applying_is_explained(page):
    begin("Marta Oyelaran")
    (card,) = board.read().columns["info_only"]
    page.move_card(card, "landed")
    assert "Landed comes after applied" in page.banner.text()


# Accessible, mirrored, dark


def test_a_screen_reader_hears_columns_and_cards(page):
    refer(begin("Carlos Echeverría"))
    begin("Marta Oyelaran")
    assert_accessible(page)
    column = QAccessible.queryAccessibleInterface(page.columns["referred"].cards)
    assert column.text(QAccessible.Text.Name) == "Referred, 1 card"
    assert column.role() == QAccessible.Role.List
    assert column.childCount() == 1
    card = column.child(0)
    assert card.role() == QAccessible.Role.ListItem
    assert card.text(QAccessible.Text.Name).startswith("Carlos Echeverría, since today, “Talk")
    assert card.parent().childCount() == 1
    assert column.indexOfChild(card) == 0
    assert card.rect().isValid()
    focus(page, "referred")
    assert card.state().focused
    assert column.focusChild().text(QAccessible.Text.Name) == card.text(QAccessible.Text.Name)
    outreach.delete([page.columns["referred"].cards.card(0).id])
    assert not card.isValid()
    assert card.text(QAccessible.Text.Name) == ""


def test_the_focus_ring_is_seen(page):
    begin("Marta Oyelaran")
    cards = page.columns["info_only"].cards
    plain = cards.grab().toImage()
    cards.setFocus()
    assert cards.grab().toImage() != plain


def test_right_to_left_mirrors_cards_and_keys(page, qtbot):
    refer(begin("Carlos Echeverría"))
    begin("Marta Oyelaran")
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    cards = focus(page)
    assert page.columns["info_only"].x() > page.columns["applied"].x()
    qtbot.keyClick(cards, Qt.Key.Key_Left)
    assert page.current().name == "Carlos Echeverría"
    page.grab()


def test_a_name_of_three_hundred_letters_stays_in_its_card(page):
    contacts_name = "A" * 300
    begin(contacts_name)
    page.grab()
    assert names(page) == [contacts_name]


def test_new_outreach_opens_the_form(page, qtbot):
    with qtbot.waitSignal(page.opened) as opened:
        do(page, "begin")
    assert isinstance(opened.args[0], NewOutreach)
    qtbot.addWidget(opened.args[0])


def test_open_contact_asks_for_the_contacts_card(page, qtbot):
    thread = begin("Marta Oyelaran")
    focus(page)
    with qtbot.waitSignal(page.asked) as asked:
        do(page, "open_contact")
    assert asked.args == ["contact", outreach.standing(thread).contact_id]


def test_a_known_name_typed_in_full_makes_nobody_new(book, qtbot):
    begin("Marta Oyelaran", "Kestrel Foods")
    form = NewOutreach()
    qtbot.addWidget(form)
    form.show()
    qtbot.keyClicks(form.form.editor("contact").line, "marta oyelaran")
    form.begin()

    assert len(directory.ids()) == 1
    assert [row.name for row in board.read().columns["info_only"]] == ["Marta Oyelaran"] * 2


def test_a_name_that_begins_like_somebodys_is_asked_about(book, qtbot, answers):
    begin("Marta Oyelaran", "Kestrel Foods")
    form = NewOutreach()
    qtbot.addWidget(form)
    form.show()
    qtbot.keyClicks(form.form.editor("contact").line, "Marta")
    answers.give(None)
    form.begin()
    assert len(board.read().columns["info_only"]) == 1

    answers.give("Marta Oyelaran, Kestrel Foods")
    form.begin()
    assert answers.asked == ["Whom do you mean by “Marta”?"] * 2
    assert len(directory.ids()) == 1
    assert len(board.read().columns["info_only"]) == 2
