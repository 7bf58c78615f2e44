from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton

from app import database
from app.database import edit
from app.domain.people import ChannelDraft, ContactDraft
from app.domain.referrals import LinkDraft
from app.models import Referral
from app.services import contacts, needs, referrals
from tests.ui.acting import accessible_name, assert_accessible, do
from ui.contacts.card import ContactCard
from ui.contacts.chain import AT_FIRST, Chain
from ui.contacts.referral import ReferralDialog, RelationshipDialog
from ui.widgets.editor import Entry

DAY = date(2026, 1, 2)


@pytest.fixture
def people(add):
    return {
        name.split()[0].lower(): add(name)
        for name in ("Alice Chen", "Bruno Lind", "Ada Byron", "Marta Oye", "Zoe King")
    }


@pytest.fixture
def chained(people):
    steps = (("alice", "bruno", "He knows"), ("bruno", "ada", "She rebuilt it all"),
             ("ada", "marta", ""), ("marta", "zoe", ""))  # fmt: skip
    for one, other, why in steps:
        referrals.add(LinkDraft(people[one], people[other], reason=why, on_date=DAY))
    return people


@pytest.fixture
def open_card(window):
    def opening(contact_id: str) -> ContactCard:
        window.page().open_card("contact", contact_id)
        page = window.page()
        assert isinstance(page, ContactCard)
        return page

    return opening


def drawn(page: ContactCard) -> Chain:
    return next(one for one in page.facts.findChildren(Chain) if one.isVisible())


def node(page: ContactCard, name: str) -> QPushButton:
    return next(b for b in drawn(page).findChildren(QPushButton) if b.accessibleName() == name)


def press(dialog: QDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def pen(page: ContactCard, name: str) -> QToolButton:
    pens = page.facts.findChildren(QToolButton)
    return next(b for b in pens if b.accessibleName() == name and b.isVisible())


def test_the_card_says_its_chain_in_one_line_and_draws_it_up_and_down_p42(chained, open_card):
    page = open_card(chained["ada"])

    assert "You › Alice Chen › Bruno Lind › Ada Byron, twice removed" in page.facts.texts()
    assert drawn(page).texts() == [
        "You", "  Alice Chen", "    Bruno Lind", "      Ada Byron", "        Marta Oye",
        "          Zoe King",
    ]  # fmt: skip


def test_who_opened_the_door_stands_first_after_who_they_are_p42(window, chained, open_card):
    window.resize(1280, 800)
    contacts.change(
        chained["ada"],
        ContactDraft(
            "Ada", "Byron", expertise="one\ntwo\nthree", notes="long\n" * 30,
            channels=tuple(ChannelDraft("phone", f"+44 20 7946 000{n}") for n in range(5)),
        ),
    )  # fmt: skip
    needs.add(chained["ada"], "A speaker")
    page = open_card(chained["ada"])
    QApplication.processEvents()

    told = page.facts.texts()
    titles = [text for text in told if text.isupper() and len(text) > 3]
    assert titles[:3] == ["HOW YOU CAME TO THEM", "EXPERTISE", "NEEDS"]
    foot = drawn(page).mapTo(window, drawn(page).rect().bottomLeft()).y()
    assert foot < 800, "the whole drawing is seen at first sight"


def test_each_person_of_the_drawing_is_opened_by_click_or_by_keys(window, chained, open_card, keys):
    page = open_card(chained["ada"])
    node(page, "Alice Chen").setFocus()

    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert QApplication.focusWidget().accessibleName() == "Marta Oye"
    keys.press(Qt.Key.Key_Return)
    assert window.heading.text() == "Marta Oye"

    node(window.page(), "Bruno Lind").click()
    assert window.heading.text() == "Bruno Lind"
    assert_accessible(window.page())


def test_whom_somebody_led_you_to_is_drawn_where_nobody_sent_you_to_them(chained, open_card):
    page = open_card(chained["alice"])

    assert "WHOM THEY LED YOU TO" in page.facts.texts()
    assert drawn(page).texts()[:3] == ["You", "  Alice Chen", "    Bruno Lind"]


def test_many_branches_wait_until_they_are_asked_for(people, add, open_card):
    for number in range(AT_FIRST + 3):
        referrals.add(LinkDraft(people["ada"], add(f"Person Number{number:02d}"), on_date=DAY))
    page = open_card(people["ada"])
    assert len(drawn(page).texts()) == 2 + AT_FIRST

    more = next(b for b in drawn(page).findChildren(QPushButton) if b.text() == "Show 3 more")
    more.click()

    assert len(drawn(page).texts()) == 2 + AT_FIRST + 3
    assert QApplication.focusWidget().accessibleName() == "Person Number08"
    assert more.isHidden()


def test_the_drawing_stands_on_the_other_side_where_one_reads_from_the_right(chained, open_card):
    page = open_card(chained["ada"])
    drawing = drawn(page)
    left = node(page, "Bruno Lind").mapTo(drawing, node(page, "Bruno Lind").rect().topLeft()).x()
    drawing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()

    assert left > 30
    assert (
        node(page, "Bruno Lind").mapTo(drawing, node(page, "Bruno Lind").rect().topLeft()).x() == 0
    )
    assert not drawing.grab().isNull()


def test_a_long_name_is_shortened_and_told_as_a_tip(add, open_card):
    long = add("Wolfe " + "schlegel" * 30)
    ada = add("Ada Byron")
    referrals.add(LinkDraft(long, ada, on_date=DAY))
    page = open_card(ada)

    name = "Wolfe " + "schlegel" * 30
    assert node(page, name).text().endswith("…")
    assert node(page, name).toolTip() == name
    assert accessible_name(node(page, name)) == name


def test_people_who_sent_you_to_each_other_are_told_sanely(people, open_card):
    alice, bruno = people["alice"], people["bruno"]
    referrals.add(LinkDraft(alice, bruno, on_date=DAY))
    referrals.add(LinkDraft(bruno, alice, on_date=DAY))

    told = open_card(alice).facts.texts()

    assert "You › Bruno Lind › Alice Chen, once removed" in told
    assert (
        "Bruno Lind and Alice Chen sent you to each other; the chain begins with Bruno Lind."
        in told
    )


# Entering


def test_who_sent_you_is_written_down_on_the_card_with_reason_permission_and_outcome_p33_b04(
    people, open_card, window, answers
):
    page = open_card(people["ada"])
    do(window, "add_who_sent_you")
    (dialog,) = answers.shown
    assert isinstance(dialog, ReferralDialog)
    assert dialog.windowTitle() == "Who sent you to Ada Byron"
    assert_accessible(dialog)
    dialog.form.set_values(
        {"from": Entry(people["bruno"], "Bruno Lind"), "reason": "She rebuilt it all",
         "may_use_name": "yes", "outcome": "Wrote to her", "on_date": DAY}
    )  # fmt: skip
    press(dialog, "&Save")

    told = page.facts.texts()
    assert "Bruno Lind sent you here" in told
    assert "“She rebuilt it all”" in told
    assert any("Wrote to her · you may use the name" in text for text in told)
    assert database.undo_label() == "Add referral"


def test_a_referral_is_corrected_and_deleted_from_the_card(chained, open_card, answers):
    page = open_card(chained["ada"])
    pen(page, "Change: Bruno Lind sent you here").click()
    (dialog,) = answers.shown
    assert dialog.form.values()["reason"] == "She rebuilt it all"
    dialog.form.set_values({"reason": "She knows", "may_use_name": "no"})
    press(dialog, "&Save")
    row = referrals.to(chained["ada"])[0]
    assert (row.reason, row.may_use_name, row.on_date) == ("She knows", "no", "2026-01-02")

    pen(page, "Change: Sent you to Marta Oye").click()
    again = answers.shown[-1]
    assert again.windowTitle() == "To whom Ada Byron sent you"
    press(again, "&Delete")
    assert referrals.given_by(chained["ada"]) == ()


def test_a_referral_to_oneself_is_a_sentence_at_its_field(people, open_card, window, answers):
    open_card(people["ada"])
    do(window, "add_whom_they_sent_you_to")
    (dialog,) = answers.shown
    dialog.form.set_values({"to": Entry(people["ada"], "Ada Byron")})
    press(dialog, "&Save")

    assert "Nobody refers to themselves" in dialog.form.errors()["to"]
    assert dialog.isVisible()


def test_a_circle_is_told_before_it_is_saved(chained, open_card, answers, keys, qtbot):
    do(open_card(chained["ada"]), "add_whom_they_sent_you_to")
    (dialog,) = answers.shown
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    keys.type("Alice Chen")

    assert dialog.remark.isVisible()
    assert "closes a circle" in dialog.remark.text()


def test_whom_they_know_is_written_down_and_leads_to_them_p08(people, open_card, window, answers):
    page = open_card(people["ada"])
    do(window, "add_whom_they_know")
    (dialog,) = answers.shown
    assert isinstance(dialog, RelationshipDialog)
    press(dialog, "&Save")
    assert dialog.form.errors() == {"other": "Whom do they know?"}
    dialog.form.set_values(
        {"other": Entry(people["zoe"], "Zoe King"), "how": "school", "warmth": "3"}
    )
    press(dialog, "&Save")
    assert "school, warmly" in page.facts.texts()

    pen(page, "Change: knows Zoe King").click()
    again = answers.shown[-1]
    again.form.set_values({"warmth": "1"})
    press(again, "&Save")
    assert "school, by name" in page.facts.texts()
    link = next(b for b in page.facts.findChildren(QPushButton) if b.accessibleName() == "Zoe King")
    link.click()
    assert window.heading.text() == "Zoe King"


def test_what_was_deleted_meanwhile_is_told_above_the_card(chained, open_card):
    page = open_card(chained["ada"])

    page.facts.opened.emit("referral", "gone")

    assert "deleted meanwhile" in page.banner.text()


def test_a_long_chain_fits_beside_the_timeline(add, open_card):
    ids = [add(f"P{n}") for n in range(40)]
    with edit("Chain"):
        for one, other in pairwise(ids):
            Referral.create(from_=one, to=other, on_date="2026-01-01")

    page = open_card(ids[-1])
    assert len(drawn(page).texts()) == 41
    assert any("39 times removed" in text for text in page.facts.texts())
