from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton

from app import database
from app.domain.asks import AskDraft
from app.domain.favors import FavorDraft
from app.domain.meetings import AskDraft as MeetingAsk
from app.domain.meetings import MeetingDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.promises import PromiseDraft
from app.services import asks, clock, contacts, favors, meetings, needs, outreach, promises
from tests.ui.acting import assert_accessible, do, table
from ui.contacts.card import ContactCard
from ui.favors.forms import AskForm, FavorForm, SettleForm
from ui.favors.page import FavorsPage
from ui.meetings.form import MeetingForm

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def dana(add):
    return add("Dana Okafor", "Meridian Foods")


def page(window) -> FavorsPage:
    found = window.page()
    assert isinstance(found, FavorsPage)
    return found


def show(window, name: str) -> FavorsPage:
    page(window).switch.button(name).click()
    found = page(window)
    if found.table().ids():
        found.table().select([found.table().ids()[0]])
        found.table().view.setFocus()
    return found


def buttons(window) -> list[str]:
    return [
        button.text().replace("&", "")
        for button in page(window).findChildren(QPushButton)
        if button.isVisible() and not button.isCheckable()
    ]


def said(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# Asks


def test_p15_an_ask_with_its_offer_is_added_by_keyboard_alone(dana, window, press):
    press(Key.Key_N, CTRL)
    press("Dana Okafor")
    for text in ("A look at one page", "15 minutes", "", "My comparison"):
        press(Key.Key_Tab)
        if text == "":  # the calendar's button is a stop, too
            press(Key.Key_Tab)
        press(text)
    press(Key.Key_S, CTRL)

    assert table(page(window)) == [
        "Dana Okafor, Meridian Foods, A look at one page, In return: My comparison, 15 minutes,"
        " Prepared"
    ]


def test_p06_an_ask_without_an_offer_is_marked_on_the_list_and_on_the_sidebar(dana, window):
    asks.add(AskDraft(dana, "A look"))

    assert table(page(window))[0].endswith("Prepared, No offer yet")


def test_an_ask_moves_on_and_what_was_received_is_booked_with_one_key(dana, window, press):
    ask = asks.add(AskDraft(dana, "A look", "an hour", offer="The survey"))
    show(window, "asks")

    do(window, "mark_received")
    assert page(window).banner.text() == "Received is a favor, too. Write it into the ledger?"
    press(Key.Key_B, CTRL)
    press(Key.Key_G, CTRL)

    assert favors.balance(dana).words("Dana") == "You and Dana are even."
    assert [row.what for row in favors.listing()] == ["The survey", "A look"]
    assert asks.get(ask).state == "received"
    assert "I gave what I offered" not in buttons(window)


def test_p21_somebody_already_owed_is_told_in_the_form_before_the_ask_is_saved(dana, window, press):
    favors.add(FavorDraft(dana, "received", "small", "A desk"))
    press(Key.Key_N, CTRL)
    form = window.page()
    assert isinstance(form, AskForm)
    assert form.warned.isHidden()

    press("Dana Okafor")

    assert form.warned.isVisible()
    assert form.warned.text().startswith("You already owe Dana a favor (A desk).")
    press(Key.Key_Tab)
    press("A look")
    press(Key.Key_S, CTRL)
    assert len(asks.listing()) == 1


def test_p01_asking_for_a_job_is_marked_until_the_person_suggested_it(dana, window, press):
    thread = outreach.open(OutreachDraft(dana))
    press(Key.Key_N, CTRL)
    form = window.page()
    assert isinstance(form, AskForm)
    press("Dana Okafor")
    press(Key.Key_Tab)
    press("Could you get me a job?")
    asked = form.form.editor("thing")
    assert "P01" in [mark.practice for mark in asked.marks()]

    suggested = InvitationDraft("position", given_by=dana, given_on=date(2026, 11, 2),
                                channel="mail", words="Do apply here.")  # fmt: skip
    outreach.advance(
        thread, "applied", invitation=suggested, applied_on=date(2026, 11, 3),
        opportunity=OpportunityDraft("Planner", "Meridian Foods"),
    )  # fmt: skip
    form.form.edited.emit("contact")

    assert "P01" not in [mark.practice for mark in asked.marks()]


def test_b03_a_second_open_ask_in_one_firm_is_told_in_the_meeting_form_too(dana, add, qtbot):
    asks.add(AskDraft(add("Rosa Delgado", "Meridian Foods"), "A name"))
    form = MeetingForm(people=[dana])
    qtbot.addWidget(form)
    form.show()
    assert form.fields.warned.isHidden()

    qtbot.keyClicks(form.fields.editor("thing").control(), "A look")

    assert form.fields.warned.isVisible()
    assert "Rosa Delgado at Meridian Foods is open as well" in form.fields.warned.text()


def test_p10_the_time_asked_of_somebody_stands_above_their_ask(dana, window):
    day = clock.day() + timedelta(3)
    put = MeetingAsk("A look")
    meetings.add(
        MeetingDraft((dana,), day=day, clock=time(9), zone="Etc/UTC", state="agreed", ask=put)
    )

    show(window, "asks")

    assert page(window).remark.text() == ("Dana Okafor: One meeting in 90 days; about 30 minutes.")


def test_what_is_typed_into_a_form_is_kept_when_it_is_left(dana, window, press):
    press(Key.Key_N, CTRL)
    press("Dana Okafor")
    press(Key.Key_Tab)
    press("A look at")
    press(Key.Key_Escape)
    assert isinstance(window.page(), FavorsPage)

    press(Key.Key_N, CTRL)

    form = window.page()
    assert isinstance(form, AskForm)
    assert form.form.editor("thing").value() == "A look at"
    do(window, "discard")
    press(Key.Key_N, CTRL)
    assert form is not window.page()
    assert window.page().form.editor("thing").value() == ""


# Favors


def test_p27_a_favor_is_added_and_settled_by_keyboard_alone(dana, window, press):
    show(window, "favors")
    press(Key.Key_N, CTRL)
    press("Dana Okafor")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press("Half an hour")
    press(Key.Key_S, CTRL)
    assert page(window).remark.text() == "You owe one person a favor."
    show(window, "favors")

    press(Key.Key_D, CTRL)
    assert isinstance(window.page(), SettleForm)
    press("The port survey")
    press(Key.Key_S, CTRL)

    today = f"{clock.day().day} "
    assert all(today in row for row in table(page(window)))
    assert "You and Dana are even." in table(page(window))[0]
    assert page(window).remark.text() == "You are even with everybody."
    assert database.undo() == "Settle favor"
    assert "One favor from Dana, none back yet." in table(page(window))[0]


def test_a_favor_is_settled_by_one_that_went_back_before(dana, window, press):
    favors.add(FavorDraft(dana, "given", "small", "A name", clock.day() - timedelta(3)))
    favors.add(FavorDraft(dana, "received", "small", "A desk"))
    show(window, "favors")

    press(Key.Key_D, CTRL)
    press(Key.Key_S, CTRL)

    assert len(favors.listing()) == 2
    assert favors.balance(dana).i_owe == 0
    show(window, "favors")
    do(window, "unsettle")
    assert "Settled" not in " ".join(table(page(window)))


def test_a_booked_favor_says_where_it_comes_from_and_is_not_deleted(dana, add, window, press):
    from app.domain.meetings import ReferralDraft

    bruce = add("Bruce Lindqvist")
    meetings.add(
        MeetingDraft((dana,), day=date(2026, 1, 5), clock=time(9), zone="Etc/UTC", state="held",
                     referral=ReferralDraft(bruce))
    )  # fmt: skip
    show(window, "favors")
    assert "booked by a meeting" in table(page(window))[0]

    press(Key.Key_Delete)

    assert len(favors.listing()) == 2
    assert "correct the meeting" in page(window).banner.text()


def test_p21_no_list_shows_a_score_or_a_red_mark(dana, window):
    favors.add(FavorDraft(dana, "received", "large", "A morning"))
    show(window, "favors")

    columns = page(window)._sources["favors"].columns()
    (row,) = favors.listing()
    marks = [mark for column in columns if column.chips for mark in column.chips(row)]

    assert {mark.kind for mark in marks} <= {"calm", "plain", "attention"}
    assert not any(letter.isdigit() for mark in marks for letter in mark.text)


# Needs and promises


def test_p23_needs_are_gone_through_and_the_list_says_when(dana, window, press):
    needs.add(dana, "A speaker")
    show(window, "needs")
    assert table(page(window))[0].endswith("not yet")

    press(Key.Key_L, CTRL)
    assert table(page(window))[0].endswith("today")
    press(Key.Key_D, CTRL)
    assert table(page(window))[0].endswith("met today")
    do(window, "reopen")

    assert needs.listing()[0].is_open


def test_b06_a_promise_is_kept_with_one_key_and_a_late_one_says_so(dana, window, press):
    promises.add(PromiseDraft("mine", "Send the chart", clock.day(), dana))
    show(window, "promises")
    assert "Late" not in table(page(window))[0]

    press(Key.Key_D, CTRL)
    assert table(page(window))[0].endswith("Mine, Kept")
    do(window, "reopen_promise")

    assert promises.listing()[0].kept_on is None


@pytest.mark.parametrize("name", ["need", "promise"])
def test_a_need_and_a_promise_are_added_and_opened_by_keyboard(dana, window, press, name):
    show(window, f"{name}s")
    press(Key.Key_N, CTRL)
    press("Dana Okafor")
    press(Key.Key_Tab)
    if name == "promise":
        press(Key.Key_Tab)
    press("A speaker")
    press(Key.Key_S, CTRL)
    show(window, f"{name}s")

    press(Key.Key_Return)
    if name == "promise":
        press(Key.Key_Tab)
    press(Key.Key_End)
    press(" for January")
    press(Key.Key_S, CTRL)

    assert "A speaker for January" in table(page(window))[0]


# All of it


@pytest.mark.parametrize("name", ["asks", "favors", "needs", "promises"])
def test_every_list_searches_deletes_and_has_a_name_for_everything(dana, add, window, name):
    for person in (dana, add("Bruce Lindqvist")):
        asks.add(AskDraft(person, "A look"))
        favors.add(FavorDraft(person, "received", "small", "A desk"))
        needs.add(person, "A speaker")
        promises.add(PromiseDraft("mine", "Send it", None, person))
    found = show(window, name)
    QAbstractItemModelTester(found.table().model)
    assert_accessible(window)

    found.search("okafor")
    assert len(table(found)) == 1
    found.search("nobody")
    assert "Nothing here fits “nobody”." in said(found)
    found.search("")
    found.table().select(found.table().ids())
    do(window, "delete")

    assert table(found) == []
    database.undo()
    assert len(table(found)) == 2


@pytest.mark.parametrize("noun", ["ask", "favor", "need", "promise"])
def test_a_form_of_something_deleted_meanwhile_says_so(dana, qtbot, noun):
    from ui import pages

    form = pages.cards()[noun]("gone")
    qtbot.addWidget(form)

    assert "deleted meanwhile" in form.banner._text.text()


def test_what_cannot_be_kept_is_said_under_its_field(dana, qtbot):
    form = FavorForm(contact_id=dana)
    qtbot.addWidget(form)
    form.save()

    assert list(form.form.errors()) == ["what"]


def test_p21_the_card_of_a_contact_says_how_things_stand_and_adds_to_it(dana, qtbot):
    favors.add(FavorDraft(dana, "received", "small", "A desk"))
    asks.add(AskDraft(dana, "A look"))
    needs.add(dana, "A speaker")
    card = ContactCard(dana)
    qtbot.addWidget(card)
    card.show()

    texts = card.facts.texts()
    assert "One favor from Dana, none back yet." in texts
    assert "Prepared: A look" in texts
    assert "No offer yet" in texts
    assert "A speaker" in texts
    with qtbot.waitSignal(card.asked) as asked:
        next(b for b in card.findChildren(QPushButton) if b.text() == "Add a favor").click()
    assert asked.args == ["new_favor", dana]
    contacts.delete([dana])


def test_the_window_may_be_as_narrow_with_the_states_of_an_ask_as_without(dana, window, qtbot):
    asks.add(AskDraft(dana, "A look at my résumé"))
    show(window, "asks")
    assert "Withdrawn" in buttons(window)
    assert window.minimumSizeHint().width() <= 1000

    window.resize(1000, 700)
    seen = [b for b in page(window).findChildren(QPushButton) if b.isVisible()]
    qtbot.waitUntil(
        lambda: max(b.mapTo(window, b.rect().topRight()).x() for b in seen) < window.width()
    )
    assert window.width() == 1000


def test_an_ask_that_was_answered_is_opened_without_a_warning_p21(dana, window, qtbot):
    favors.add(FavorDraft(dana, "received", "small", "Wrote to Marta", clock.day()))
    ask = asks.add(AskDraft(dana, "A look at my résumé"))
    page(window).open_card("ask", ask)
    assert "You already owe Dana" in said(window.page())
    window.back()

    asks.set_state([ask], "asked")
    asks.set_state([ask], "received")
    page(window).open_card("ask", ask)
    assert "You already owe" not in said(window.page())
