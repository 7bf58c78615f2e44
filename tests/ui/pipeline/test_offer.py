from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app import database
from app.domain.messages import Occasion
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.services import board, contacts, duties, outreach
from tests.ui.acting import assert_accessible, do
from ui.pipeline import words
from ui.pipeline.card import OutreachCard
from ui.pipeline.closing import Closing
from ui.pipeline.offer import Offer
from ui.pipeline.page import Pipeline

NOW = datetime.now(UTC)
TODAY = NOW.astimezone().date()


@pytest.fixture
def thread(book):
    marta = contacts.add(ContactDraft("Marta", "Oyelaran"))
    made = outreach.open(OutreachDraft(marta), at=NOW - timedelta(days=5))
    outreach.advance(
        made, "applied", applied_on=TODAY - timedelta(days=4),
        opportunity=OpportunityDraft("Buyer"),
        invitation=InvitationDraft("position", TODAY - timedelta(days=5), "mail", "Apply.", marta),
    )  # fmt: skip
    return made


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1100, 720)
    with qtbot.waitExposed(page):
        page.show()
    return page


def press_in(card, text, qtbot):
    """Tab to the button that is called so, and press Enter."""
    button = next(b for b in card.findChildren(QPushButton) if b.accessibleName() == text)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)


def type_day(qtbot, dialog, text):
    line = dialog.form.editor("offered_on").line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_b01_an_offer_is_noted_by_keyboard_and_stands_in_the_history(thread, qtbot):
    card = shown(qtbot, OutreachCard(thread))
    qtbot.keyClick(card, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    dialog = card.findChild(Offer)
    assert_accessible(dialog)
    type_day(qtbot, dialog, "yesterday")

    assert board.card(thread).offered_on == TODAY - timedelta(days=1)
    assert "An offer came" in card.history.texts()
    assert "An offer came, yesterday." in card._who.text()
    assert not card._offer.isVisible()
    assert any("You have an offer." in duty.reason for duty in duties.listing())


def test_an_offer_is_taken_back_and_undone(thread, qtbot):
    outreach.offer(thread, TODAY)
    card = shown(qtbot, OutreachCard(thread))
    do(card, "take_back_offer")
    assert board.card(thread).offered_on is None
    assert "The offer was taken back" in card.history.texts()
    assert database.undo() == "Take back the offer"
    assert board.card(thread).offered_on == TODAY
    outreach.go_back(thread, "info_only")
    card.refresh()
    assert "Back to Information only" in card.history.texts()


def test_a_day_that_makes_no_sense_is_said_and_nothing_is_lost(thread, qtbot):
    card = shown(qtbot, OutreachCard(thread))
    do(card, "note_offer")
    dialog = card.findChild(Offer)
    type_day(qtbot, dialog, "2020-01-01")
    assert "before you applied" in dialog.form.errors()["offered_on"]
    outreach.close(thread, "landed")
    type_day(qtbot, dialog, "today")
    assert "closed" in dialog.banner.text()
    assert board.card(thread).offered_on is None


def test_the_board_offers_it_where_one_has_applied_and_says_it_on_the_card(thread, qtbot):
    page = shown(qtbot, Pipeline())
    cards = page.columns["applied"].cards
    cards.setFocus()
    assert page._offer.isEnabled()
    do(page, "offer_current")
    type_day(qtbot, page.findChild(Offer), "today")
    assert not page._offer.isEnabled()
    assert "An offer is here" in words.spoken(cards.card(0), TODAY)


def test_enter_puts_an_outreach_on_the_shelf_as_its_main_button_says(thread, qtbot):
    card = shown(qtbot, OutreachCard(thread))
    do(card, "close_outreach")
    dialog = card.findChild(Closing)
    qtbot.keyClick(dialog.until.editor("until").line, Qt.Key.Key_Return)
    assert board.card(thread).closed == "resting"


def test_b01_whoever_is_owed_the_news_is_written_to_from_the_card_by_keyboard(thread, qtbot):
    card = shown(qtbot, OutreachCard(thread))
    [duty] = [one for one in board.page(thread).duties if one.kind == "report_back"]
    with qtbot.waitSignal(card.asked) as asked:
        press_in(card, "Write: Report back to Marta Oyelaran", qtbot)
    noun, occasion = asked.args
    assert noun == "message"
    assert Occasion.from_id(occasion).duty == duty.key
    press_in(card, "Done: Report back to Marta Oyelaran", qtbot)
    assert duty.key not in [one.key for one in board.page(thread).duties]
