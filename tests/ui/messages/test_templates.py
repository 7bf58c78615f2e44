import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app import database
from app.services import drafts, templates
from tests.ui.acting import assert_accessible, do

K = Qt.Key


@pytest.fixture
def page(window):
    window.page().open_card("templates", "check_in")
    return window.page()


def seen(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_p37_a_template_is_changed_seen_as_a_letter_and_restored_by_keyboard(
    window, page, keys, qtbot
):
    keys.press(K.Key_A, ctrl=True)
    keys.type("Ahoy {full_name}!")
    assert "Ahoy Dana Okafor!" in seen(page)
    keys.press(K.Key_S, ctrl=True)
    assert page.banner.text() == "Saved."
    assert templates.of("check_in").body == "Ahoy {full_name}!"
    assert database.undo_label() == "Change template"
    keys.press(K.Key_R, alt=True)
    qtbot.waitUntil(lambda: not templates.is_own("check_in"))
    assert page.form.values()["body"].startswith("Dear {name}")
    do(window, "undo")
    assert page.form.values()["body"] == "Ahoy {full_name}!"


def test_an_unknown_field_gets_a_sentence_and_what_was_typed_stays(window, page, keys):
    keys.type("{nmae} ")
    assert any("There is no field “nmae”." in text for text in seen(page))
    keys.press(K.Key_S, ctrl=True)
    assert page.form.errors()["body"].startswith("There is no field “nmae”. There are {name}, ")
    assert page.form.values()["body"].startswith("{nmae} Dear {name}")
    assert not templates.is_own("check_in")
    keys.press(K.Key_Escape)
    window.page().open_card("templates", "check_in")
    again = window.page()
    assert again.form.values()["body"].startswith("{nmae} Dear {name}")
    do(window, "discard")
    assert again.form.values()["body"].startswith("Dear {name}")
    assert drafts.kept("template:") == []


def test_typing_over_one_kind_is_kept_while_another_is_looked_at(window, page, keys):
    keys.type("Hello! ")
    for kind in ("request", "check_in"):
        page.form.editor("kind").set_value(kind)
        page.form.editor("kind").edited.emit()
    assert page.form.values()["body"].startswith("Hello! Dear {name}")


def test_it_is_tried_on_a_contact_of_the_book(window, page, dana):
    picker = page.try_on.editor("contact")
    picker.line.setText("Dana Okafor")
    picker.line.textEdited.emit("Dana Okafor")
    assert any("“Read the deck.”" in text for text in seen(page))


def test_everything_has_a_name_for_a_screen_reader(window, page):
    assert_accessible(window)
