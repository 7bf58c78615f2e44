"""Going over the needs by keyboard, one at a time (P23, P24)."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app import database
from app.services import needs
from tests.ui.acting import assert_accessible, do
from ui.contacts.card import ContactCard
from ui.favors.review import NeedsReview

Key = Qt.Key
LONG_AGO = datetime.now(UTC) - timedelta(days=30)


@pytest.fixture
def three(add):
    """Three open needs, the longest known first."""
    dana = add("Dana Okafor", "Meridian Foods")
    bruce = add("Bruce Lindqvist")
    return [
        needs.add(who, text, at=LONG_AGO + timedelta(days=day))
        for day, (who, text) in enumerate(
            ((dana, "A speaker for January"), (bruce, "The survey; Dana Okafor has it"),
             (dana, "A planner"))
        )
    ]  # fmt: skip


@pytest.fixture
def review(window, three, press):
    window.page().switch.button("needs").click()
    press(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    page = window.page()
    assert isinstance(page, NeedsReview)
    return page


def said(page):
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_p23_each_open_need_is_gone_over_by_single_keys_and_a_kind_word_ends_it(
    window, three, review, press
):
    assert "1 of 3" in said(review)
    assert "A speaker for January" in said(review)
    assert "not looked at yet" in said(review)
    press(Key.Key_Return)
    assert "2 of 3" in said(review)
    press("m")
    assert "A planner" in said(review)
    press("s")

    assert "You went over 2 needs, and one is met." in said(review)
    assert [bool(needs.get(one).looked_at) for one in three] == [True, False, False]
    assert [needs.get(one).is_open for one in three] == [True, False, True]
    press(Key.Key_Return)
    assert window.heading.text() == "Favors and needs"


def test_what_was_skipped_comes_again_and_what_was_looked_at_waits_until_tomorrow(
    window, three, review, press
):
    press("l")
    press("s")
    press("s")
    press(Key.Key_Return)
    do(window, "review")

    assert "1 of 2" in said(window.page())
    assert "The survey" in said(window.page())


def test_arrows_and_b_go_back_and_undo_takes_an_answer_back(window, three, review, press):
    press("l")
    press(Key.Key_Right)
    assert "3 of 3" in said(review)
    press(Key.Key_Left)
    press("b")
    press("b")
    assert "1 of 3" in said(review)
    assert "last looked at today" in said(review)

    database.undo()

    assert "not looked at yet" in said(review)


def test_p24_who_could_help_is_named_and_opened_and_the_round_goes_on_afterwards(
    window, three, review, press
):
    press("s")
    assert "You wrote the name down with the need" in said(review)

    link = next(b for b in review.one.findChildren(QLabel) if b.text().startswith("You wrote"))
    assert link.isVisible()
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert isinstance(window.page(), ContactCard)
    assert window.heading.text() == "Dana Okafor"
    window.back()

    assert "2 of 3" in said(window.page())


def test_a_need_that_is_deleted_meanwhile_is_passed_over(three, review):
    needs.delete([three[0]])

    assert "The survey" in said(review)
    assert "1 of 2" in said(review)


def test_where_all_were_looked_at_today_one_may_go_over_them_once_more(window, three, review):
    needs.looked_at(three)
    window.back()
    do(window, "review")
    assert "You looked at all of them today." in said(window.page())

    do(window, "once_more")

    assert "1 of 3" in said(window.page())
    assert window.page().isAncestorOf(QApplication.focusWidget())


def test_where_nobody_needs_anything_the_page_says_how_to_hear_of_it(window, add):
    add("Dana")
    window.page().open_card("needs_review")

    assert "how can I help?" in said(window.page())
    assert_accessible(window.page())


def test_everything_on_it_has_a_name(review):
    assert_accessible(review)
    assert QApplication.focusWidget().accessibleName().startswith("1 of 3, Dana Okafor, A speaker")
