import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.people import PositionDraft
from app.services import contacts, directory, drafts
from tests.ui.acting import assert_accessible, do
from ui.contacts.card import ContactCard
from ui.contacts.form import ContactForm
from ui.contacts.list import ContactList
from ui.contacts.quick import QuickAdd


@pytest.fixture
def quick(window, keys):
    keys.press(Qt.Key.Key_N, ctrl=True)
    page = window.page()
    assert isinstance(page, QuickAdd)
    return page


def added() -> list[str]:
    return [row.name for row in directory.rows(directory.ids())]


def test_a_name_one_line_and_enter_is_all_it_takes(window, quick, keys):
    keys.type("Ada Byron, Analytical Engines, met at the port day")
    keys.press(Qt.Key.Key_Return)

    (contact_id,) = directory.ids()
    draft = contacts.draft_of(contact_id)
    assert (draft.given, draft.family, draft.how_met) == ("Ada", "Byron", "met at the port day")
    assert draft.positions[0].organization == "Analytical Engines"
    assert isinstance(window.page(), ContactCard)
    assert window.heading.text() == "Ada Byron"


def test_what_goes_where_is_seen_while_typing(quick, keys):
    assert quick.preview.lines() == ["Name: no name yet"]

    keys.type("Ada Byron <ada@")
    keys.type("x.example>")

    assert quick.preview.lines() == ["Name: Ada Byron", "E-mail: ada@x.example"]


def test_a_pasted_signature_is_split_up(window, quick, keys):
    QApplication.clipboard().setText(
        "Best regards,\nMarta Oyelaran\nDirector of Planning\nKestrel Foods GmbH\n"
        "Hafenstraße 12\n20457 Hamburg\nMobil: 0171 2345678\nwww.kestrel.example"
    )
    keys.press(Qt.Key.Key_V, ctrl=True)

    assert quick.preview.lines() == [
        "Name: Marta Oyelaran",
        "Title: Director of Planning",
        "Firm: Kestrel Foods GmbH",
        "Phone: 0171 2345678 (mobile)",
        "Link: www.kestrel.example",
        "Address: Hafenstraße 12\n20457 Hamburg",
    ]

    keys.press(Qt.Key.Key_Return)
    assert added() == ["Marta Oyelaran"]


def test_shift_and_enter_begin_another_line(quick, keys):
    keys.type("Ada Byron")
    keys.press(Qt.Key.Key_Return, shift=True)
    keys.type("likes trains a lot, as I heard.")

    assert added() == []
    assert quick.preview.lines() == ["Name: Ada Byron", "Notes: likes trains a lot, as I heard."]


def test_without_a_name_nothing_is_added_and_the_typing_stays(window, quick, keys):
    keys.press(Qt.Key.Key_Return)
    assert quick.form.errors() == {"text": "A contact needs a name."}

    keys.type("info@x.example")
    keys.press(Qt.Key.Key_Return)

    assert quick.form.errors() == {"text": "A contact needs a name."}
    assert quick.form.editor("text").value() == "info@x.example"
    assert added() == []


def test_a_name_of_3000_characters_is_refused_and_stays(window, quick, keys):
    QApplication.clipboard().setText("x" * 3000)
    keys.press(Qt.Key.Key_V, ctrl=True)
    keys.press(Qt.Key.Key_Return)

    assert "This name has 3,000 characters" in quick.form.errors()["text"]
    assert quick.form.editor("text").value() == "x" * 3000
    assert added() == []


def test_somebody_who_is_there_already_is_named_and_can_be_opened(window, add, quick, keys):
    ada = add("Ada Byron", positions=(PositionDraft("Engines"),))
    keys.type("ada byron")

    (known,) = [b for b in quick.findChildren(QPushButton) if "already" in b.text()]
    assert known.text() == "Ada Byron, Engines, is already in your book. Open"

    known.click()
    assert isinstance(window.page(), ContactCard)
    assert window.heading.text() == "Ada Byron"
    assert directory.ids() == [ada]


def test_all_fields_go_on_with_what_was_understood(window, quick, keys):
    keys.type("Ada Byron, Engineer at Kestrel")
    do(window, "open_form")

    form = window.page()
    assert isinstance(form, ContactForm)
    assert form.fields.editor("family").value() == "Byron"
    assert form.fields.editor("positions").value()[0]["organization"] == "Kestrel"

    keys.press(Qt.Key.Key_S, ctrl=True)
    assert added() == ["Ada Byron"]
    assert isinstance(window.page(), ContactCard)


def test_what_was_typed_is_kept_when_one_goes_away_and_comes_back(window, quick, keys):
    keys.type("Ada Byron, Kestrel")
    keys.press(Qt.Key.Key_Escape)
    assert isinstance(window.page(), ContactList)

    keys.press(Qt.Key.Key_N, ctrl=True)

    assert window.page().form.editor("text").value() == "Ada Byron, Kestrel"
    assert window.page().preview.lines() == ["Name: Ada Byron", "Firm: Kestrel"]


def test_what_was_added_is_not_offered_again(window, quick, keys):
    keys.type("Ada Byron")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_N, ctrl=True)

    assert window.page().form.editor("text").value() == ""


def test_an_emptied_field_leaves_no_draft(window, quick, keys, qtbot):
    keys.type("Ada")
    qtbot.waitUntil(lambda: drafts.recall("contact:quick") == {"text": "Ada"})

    keys.press(*[Qt.Key.Key_Backspace] * 3)

    qtbot.waitUntil(lambda: drafts.recall("contact:quick") is None)


def test_going_back_from_the_card_leads_to_the_list(window, quick, keys):
    keys.type("Ada Byron")
    keys.press(Qt.Key.Key_Return)

    keys.press(Qt.Key.Key_Left, alt=True)

    assert isinstance(window.page(), ContactList)


def test_every_control_has_a_name(quick, keys):
    keys.type("Ada Byron")

    assert_accessible(quick)
