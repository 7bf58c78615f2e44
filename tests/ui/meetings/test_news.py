"""P29: what would interest whom you meet is offered where you write what you bring."""

import pytest
from PySide6.QtCore import Qt

from app import database
from app.domain.meetings import MeetingDraft
from app.domain.tidbits import TidbitDraft
from app.services import meetings, tidbits
from tests.ui.acting import assert_accessible, showing
from ui.changes import changes
from ui.contacts.card import ContactCard
from ui.meetings.form import MeetingForm

COLD = "Wilmington doubles its plugs for reefers"


@pytest.fixture
def form(qtbot, dana, bruce):
    changes.listen()
    tidbits.add(TidbitDraft(COLD, "", bruce, "freely", "cold chain"))
    tidbits.add(TidbitDraft("The cold chain of Kestrel breaks", about="cold chain"))
    made = MeetingForm(meetings.add(MeetingDraft(people=(dana,))))
    qtbot.addWidget(made)
    yield showing(qtbot, made)
    changes.silence()


def brings(form):
    return form.fields.editor("what_you_bring").value()


def test_a_tidbit_is_taken_over_with_enter_and_not_offered_again(qtbot, form):
    """P29."""
    news = form.fields.news
    assert news.texts() == [
        f"{COLD} (from Bruce Lindqvist)\nDana works on cold chain",
    ]
    news.list.setFocus()
    qtbot.keyClick(news.list, Qt.Key.Key_Return)

    assert brings(form) == [f"{COLD} (from Bruce Lindqvist)"]
    assert not news.isVisible()
    form.save()
    assert meetings.draft_of(form._id).what_you_bring == (f"{COLD} (from Bruce Lindqvist)",)


def test_a_tidbit_forbidden_meanwhile_leaves_the_page_and_the_form_says_so(qtbot, form, bruce):
    """P29."""
    (tidbit,) = [row for row in tidbits.listing() if row.text == COLD]
    form.fields.news.list.setFocus()
    qtbot.keyClick(form.fields.news.list, Qt.Key.Key_Return)
    form.save()
    tidbits.change(tidbit.id, TidbitDraft(COLD, "", bruce, "no"))

    assert "One sentence kept back: it may not be passed on" in form.missing.texts()
    assert form.page._brief.what_you_bring == ()
    database.undo()
    assert len(form.page._brief.what_you_bring) == 1


def test_nothing_is_offered_to_those_it_came_from(form, bruce):
    """P29."""
    form.fields.set_draft(MeetingDraft(people=(bruce,)))
    form.fields.offer_news()

    assert not form.fields.news.isVisible()
    assert_accessible(form)


def test_the_card_of_a_contact_says_what_is_worth_telling(qtbot, form, dana, bruce):
    """P24, P29."""
    card = ContactCard(dana)
    qtbot.addWidget(card)
    showing(qtbot, card)
    assert f"{COLD} (from Bruce Lindqvist)" in card.facts.texts()
    assert "The cold chain of Kestrel breaks" not in card.facts.texts()

    source = ContactCard(bruce)
    qtbot.addWidget(source)
    showing(qtbot, source)
    assert COLD not in source.facts.texts()
    assert any(COLD in text and "may be passed on" in text for text in source.timeline.texts())
