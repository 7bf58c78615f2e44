from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from app import database
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.services import board, contacts, duties, outreach
from tests.ui.acting import assert_accessible, do
from ui.pipeline.beginning import NewOutreach
from ui.pipeline.card import OutreachCard
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door

NOW = datetime.now(UTC)
TODAY = NOW.astimezone().date()


@pytest.fixture
def marta(book):
    return contacts.add(ContactDraft("Marta", "Oyelaran"))


@pytest.fixture
def thread(marta):
    return outreach.open(OutreachDraft(marta, next_step="Write"), at=NOW - timedelta(days=5))


@pytest.fixture
def card(thread, qtbot):
    made = OutreachCard(thread)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def refer(thread, marta):
    draft = InvitationDraft(
        "lead", TODAY, "in_person", "See Helen.", marta, leads_to_name="Helen Zuber"
    )
    outreach.advance(thread, "referred", invitation=draft)


def test_the_page_says_where_it_stands_and_since_when(card):
    assert card.heading() == "Marta Oyelaran"
    assert card._since.text() == "Information only for 5 days"
    assert card.main_action().text() == "Who opened the door?"
    name = QAccessible.queryAccessibleInterface(card.steps).text(QAccessible.Text.Name)
    assert name == "Stage: Information only"
    assert_accessible(card)
    card.grab()


def test_the_history_tells_every_move_with_the_words(card, thread, marta):
    refer(thread, marta)
    outreach.go_back(thread, "info_only", note="A slip")
    texts = card.history.texts()
    assert texts[1:3] == ["Back to Information only", "A slip"]
    assert "Referred" in texts
    assert "“See Helen.”" in texts
    assert "Marta Oyelaran, In person, today; leads to Helen Zuber" in texts
    assert texts[-1] == "Begun, for information only"


def test_the_next_step_is_kept_when_the_field_is_left(card, thread, qtbot):
    line = card.form.editor("next_step").line
    line.selectAll()
    qtbot.keyClicks(line, "Call her on Friday")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert board.card(thread).next_step == "Call her on Friday"
    assert database.undo_label() == "Change outreach"


def test_a_step_that_is_too_long_is_said_and_stays_typed(card, thread, qtbot):
    line = card.form.editor("next_step").line
    line.setText("x" * 301)
    line.textEdited.emit(line.text())
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "300 fit" in card.form.errors()["next_step"]
    assert board.card(thread).next_step == "Write"


def test_what_is_being_typed_survives_a_change_elsewhere(card, marta, qtbot):
    line = card.form.editor("subject").line
    qtbot.keyClicks(line, "The food tr")
    outreach.open(OutreachDraft(marta))
    assert line.text() == "The food tr"


def test_p01_moving_on_opens_the_door(card, qtbot):
    card.main_action().trigger()
    door = card.findChild(Door)
    assert door.to() == "referred"
    door.reject()


def test_duties_are_done_and_put_off_in_place(card, thread, marta, qtbot):
    refer(thread, marta)
    assert [duty.kind for duty in duties.listing()] == ["thank", "report_back"]
    qtbot.mouseClick(button(card, "Done: Thank Marta Oyelaran", qtbot), Qt.MouseButton.LeftButton)
    assert [duty.kind for duty in duties.listing()] == ["report_back"]
    later = "Put off: Report back to Marta Oyelaran"
    choose(button(card, later, qtbot), "In a week")
    (duty,) = duties.listing()
    assert duty.was_put_off
    choose(button(card, later, qtbot), "Not needed")
    assert not duties.listing()
    assert not card.due.isVisible()


def button(card, name, qtbot):
    """The button a person sees now; the ones before it are gone."""

    def found():
        return [b for b in card.due.findChildren(QPushButton)
                if b.isVisible() and b.accessibleName() == name]  # fmt: skip

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def choose(opener, text):
    (action,) = [action for action in opener.menu().actions() if action.text() == text]
    action.trigger()


def test_p02_a_lead_can_be_followed_with_an_outreach_of_its_own(card, thread, marta, qtbot):
    refer(thread, marta)
    helen = board.page(thread).leads_to_id
    with qtbot.waitSignal(card.asked) as asked:
        do(card, "follow_lead")
    assert asked.args == ["new_outreach", helen]
    outreach.open(OutreachDraft(helen))
    assert not card._follow.isVisible()


def test_back_close_again_and_delete(card, thread, marta, qtbot):
    refer(thread, marta)
    do(card, "back_to_info_only")
    assert board.card(thread).stage == "info_only"
    do(card, "close_outreach")
    closing = card.findChild(Closing)
    closing.save()
    assert board.card(thread).closed == "resting"
    assert card.main_action() is None
    assert "Resting until" in card._since.text()
    do(card, "reopen")
    assert not board.card(thread).closed
    with qtbot.waitSignal(card.closed):
        do(card, "delete")


def test_landing_comes_from_the_same_button(card, thread, marta):
    draft = InvitationDraft("position", TODAY, "in_person", "Put your hat in.", marta)
    outreach.advance(
        thread, "applied", invitation=draft, opportunity=OpportunityDraft("Planner"),
        applied_on=TODAY,
    )  # fmt: skip
    assert "You applied for “Planner”, today." in card._who.text()
    card.main_action().trigger()
    card.findChild(Closing).save()
    assert board.card(thread).closed == "landed"
    card.grab()


def test_an_outreach_deleted_meanwhile_closes_its_page(card, thread, qtbot):
    with qtbot.waitSignal(card.closed):
        outreach.delete([thread])


# Beginning


def test_a_new_outreach_to_somebody_new(book, qtbot):
    page = NewOutreach()
    qtbot.addWidget(page)
    page.show()
    assert_accessible(page)
    page.main_action().trigger()
    assert "Whom would you like" in page.form.errors()["contact"]
    qtbot.keyClicks(page.form.editor("contact").line, "Ada Byron")
    qtbot.keyClicks(page.form.editor("next_step").line, "Write to her")
    with qtbot.waitSignal(page.closed):
        page.main_action().trigger()
    (card,) = board.read().columns["info_only"]
    assert (card.name, card.next_step) == ("Ada Byron", "Write to her")


def test_a_new_outreach_to_a_known_contact_has_the_name_filled_in(marta, qtbot):
    page = NewOutreach(marta)
    qtbot.addWidget(page)
    page.show()
    assert page.form.values()["contact"].text == "Marta Oyelaran"
    page.begin()
    assert board.of_contact(marta)[0].stage == "info_only"


def test_a_contact_deleted_meanwhile_is_said(marta, qtbot):
    page = NewOutreach(marta)
    qtbot.addWidget(page)
    page.show()
    contacts.delete([marta])
    page.begin()
    assert "deleted meanwhile" in page.banner.text()


def test_a_new_outreach_left_half_typed_is_back_and_can_be_discarded(book, qtbot):
    page = NewOutreach()
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClicks(page.form.editor("contact").line, "Ada Byron")
    assert page.may_close()
    again = NewOutreach()
    qtbot.addWidget(again)
    again.show()
    assert again.form.values()["contact"].text == "Ada Byron"
    assert "is back" in again.banner.text()
    with qtbot.waitSignal(again.closed):
        do(again, "discard")
    third = NewOutreach()
    qtbot.addWidget(third)
    assert not third.form.values()["contact"].text


def test_in_a_narrow_window_the_history_stands_under_the_rest(card, qtbot):
    def place() -> tuple[int, int]:
        spot = card.history.mapTo(card, card.history.rect().topLeft())
        return spot.x(), spot.y()

    beside = place()
    card.resize(600, 700)
    qtbot.waitUntil(lambda: place()[1] > beside[1] + 100)

    assert place()[0] < beside[0]
    assert card.history.mapTo(card, card.history.rect().bottomRight()).x() < card.width()


def test_a_line_that_cannot_be_kept_is_not_left_behind(card, thread, qtbot):
    line = card.form.editor("subject").line
    line.setText("x" * 400)
    line.textEdited.emit(line.text())

    assert not card.may_close()
    assert card.form.errors()["subject"].startswith("This has 400 characters")
    assert line.text() == "x" * 400

    line.selectAll()
    qtbot.keyClicks(line, "Her road")
    assert card.may_close()
    assert board.card(thread).subject == "Her road"
