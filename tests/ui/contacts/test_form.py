import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton

from app import database
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.services import clock, contacts, directory, drafts
from tests.ui.acting import assert_accessible, do
from ui.contacts.card import ContactCard
from ui.contacts.form import ContactForm
from ui.contacts.list import ContactList

ADA = ContactDraft(
    given="Ada", family="Byron", say_as="AY-da", place="London", zone="America/New_York",
    expertise="Engines\nMills", about="Runs the mill", how_met="At the port day",
    workload="Busy in May", rhythm_days=60, notes="Likes trains",
    channels=(
        ChannelDraft("phone", "+44 20 7946 0000"),
        ChannelDraft("email", "ada@engines.example", "work", preferred=True),
        ChannelDraft("address", "1 Mill Lane\nLondon"),
        ChannelDraft("email", "ada@home.example"),
        ChannelDraft("link", "https://engines.example"),
    ),
    positions=(
        PositionDraft("Analytical Engines", "Engineer", "2019-03"),
        PositionDraft("Old Mill", "Smith", current=False),
    ),
    roles=("hub", "expert"), tags=("port", "engines"),
)  # fmt: skip


@pytest.fixture
def ada(berlin):
    return contacts.add(ADA)


@pytest.fixture
def form(window, ada, keys):
    window.page().setFocus()
    keys.press(Qt.Key.Key_E, ctrl=True)
    page = window.page()
    assert isinstance(page, ContactForm)
    return page


def without_ids(draft: ContactDraft) -> ContactDraft:
    return dataclasses.replace(
        draft,
        channels=tuple(dataclasses.replace(c, id="") for c in draft.channels),
        positions=tuple(dataclasses.replace(p, id="") for p in draft.positions),
    )


def replace_text(form, name: str, text: str, keys) -> None:
    form.fields.editor(name).setFocus()
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.press(Qt.Key.Key_Delete)
    keys.type(text)


def click(form, text: str) -> None:
    next(b for b in form.findChildren(QPushButton) if b.text() == text).click()


def test_the_form_shows_everything_and_saving_it_untouched_changes_nothing(form, ada, keys):
    assert form.fields.draft() == contacts.draft_of(ada)

    keys.press(Qt.Key.Key_S, ctrl=True)

    assert database.undo_label() == "Add contact"
    assert without_ids(contacts.draft_of(ada)).channels == ADA.channels


def test_a_touched_form_changes_only_what_was_typed(window, form, ada, keys):
    replace_text(form, "notes", "Likes boats", keys)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert without_ids(contacts.draft_of(ada)) == dataclasses.replace(
        ADA, notes="Likes boats", roles=("hub", "expert")
    )
    assert contacts.history(ada)[0].field == "Notes"
    assert isinstance(window.page(), ContactList)
    assert database.undo_label() == "Change contact"


def test_a_new_contact_is_typed_from_the_first_field_to_the_last(window, keys):
    window.page().open_card("contact_form", "")
    form = window.page()
    form.setFocus()
    keys.type("Ada")
    keys.press(Qt.Key.Key_Tab)
    keys.type("Byron")
    keys.press(Qt.Key.Key_Tab)
    keys.type("AY-da")
    keys.press(Qt.Key.Key_Tab)
    keys.type("London")
    keys.press(Qt.Key.Key_S, ctrl=True)

    (contact_id,) = directory.ids()
    assert contacts.draft_of(contact_id) == ContactDraft("Ada", "Byron", "AY-da", "London")
    assert isinstance(window.page(), ContactCard)


def test_several_mails_and_phones_are_added_by_keyboard(form, ada, keys):
    form.fields.editor("email").setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.type("third@x.example")
    keys.press(Qt.Key.Key_Tab)
    keys.type("old")
    keys.press(Qt.Key.Key_S, ctrl=True)

    mails = [(c.value, c.label) for c in contacts.draft_of(ada).channels if c.kind == "email"]
    assert mails == [
        ("ada@engines.example", "work"), ("ada@home.example", ""), ("third@x.example", "old"),
    ]  # fmt: skip


def test_rows_stand_in_the_order_of_tabs_wherever_they_were_made(form, keys):
    form.fields.editor("zone").setFocus()
    keys.press(Qt.Key.Key_Tab)

    assert isinstance(keys.focus(), QLineEdit)
    assert keys.focus().text() == "ada@engines.example"


def test_an_address_keeps_its_lines(form, ada):
    (address,) = form.fields.editor("address").value()

    assert address["value"] == "1 Mill Lane\nLondon"


def test_a_new_job_keeps_the_old_one(form, ada, keys):
    keys.press(Qt.Key.Key_J, ctrl=True, shift=True)
    keys.type("Head of engines")
    keys.press(Qt.Key.Key_Tab)
    keys.type("Kestrel Foods")
    keys.press(Qt.Key.Key_S, ctrl=True)

    month = clock.day().isoformat()[:7]
    assert without_ids(contacts.draft_of(ada)).positions == (
        PositionDraft("Kestrel Foods", "Head of engines", month),
        PositionDraft("Analytical Engines", "Engineer", "2019-03", month, current=False),
        PositionDraft("Old Mill", "Smith", "", month, current=False),
    )


def test_a_job_whose_end_was_a_slip_goes_on_again(window, berlin, keys):
    ada = contacts.add(ContactDraft("Ada", positions=(PositionDraft("Mill", until="2025"),)))
    window.page().open_card("contact_form", ada)
    form = window.page()
    until = next(e for e in form.findChildren(QLineEdit) if e.text() == "2025")
    until.setFocus()
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert contacts.draft_of(ada).positions[0].current


def test_a_former_job_without_dates_stays_a_former_one(form, ada, keys):
    replace_text(form, "notes", "More", keys)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert [p.current for p in contacts.draft_of(ada).positions] == [True, False]


def test_roles_are_ticked_by_keyboard(form, ada, keys):
    box = next(b for b in form.findChildren(QCheckBox) if b.text() == "Mentor")
    box.setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert set(contacts.draft_of(ada).roles) == {"hub", "expert", "mentor"}


def test_tags_in_use_are_offered_for_the_word_one_is_at(form, add, window, keys):
    line = form.fields.editor("tags").line
    completer = line.completer()

    assert completer.splitPath("port, en") == ["en"]
    completer.setCompletionPrefix("en")
    assert completer.currentCompletion().endswith("engines")


def test_firms_in_use_are_offered(form, keys):
    click(form, "Add a position")
    keys.press(Qt.Key.Key_Tab)
    keys.type("Anal")

    completer = keys.focus().completer()
    assert completer.currentCompletion() == "Analytical Engines"


def test_the_clock_there_is_shown_beside_the_zone(form, keys):
    assert "there now, E" in form.fields.editor("zone").clock.text()
    assert "hours behind" in form.fields.editor("zone").clock.text()

    form.fields.editor("zone").set_value("Europe/Berlin")
    assert "the same as yours" in form.fields.editor("zone").clock.text()

    form.fields.editor("zone").set_value("Mars/Olympus")
    assert not form.fields.editor("zone").clock.isVisible()


def test_a_zone_that_is_gone_is_said_at_its_field(form, ada, keys):
    form.fields.editor("zone").set_value("Mars/Olympus")
    replace_text(form, "notes", "More", keys)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert form.fields.errors() == {"zone": "There is no time zone called Mars/Olympus."}
    assert contacts.draft_of(ada).notes == "Likes trains"


def test_a_name_of_3000_characters_is_refused_and_the_typing_stays(form, ada, keys):
    QApplication.clipboard().setText("x" * 3000)
    form.fields.editor("given").setFocus()
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.press(Qt.Key.Key_V, ctrl=True)
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert form.fields.errors()["given"].startswith("This name has 3,000 characters; 300 fit.")
    assert form.fields.editor("given").value() == "x" * 3000
    assert keys.focus() is form.fields.editor("given").control()
    assert contacts.draft_of(ada).given == "Ada"


def test_everything_wrong_is_said_where_it_is_and_the_first_gets_the_cursor(form, keys):
    replace_text(form, "given", "", keys)
    replace_text(form, "family", "", keys)
    click(form, "Add an e-mail")
    keys.type("not a mail")
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert form.fields.errors() == {"email": "“not a mail” is not an e-mail address."}

    keys.press(*[Qt.Key.Key_Backspace] * 10)
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert form.fields.errors() == {"given": "A contact needs a name."}
    assert keys.focus() is form.fields.editor("given").control()


def test_a_position_that_ends_before_it_begins_is_said_at_the_positions(form, keys):
    until = next(e for e in form.findChildren(QLineEdit) if e.accessibleName() == "Until")
    until.setFocus()
    keys.type("2001")
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert "ends (2001) before it begins (2019-03)" in form.fields.errors()["positions"]


def test_what_was_typed_comes_back_after_going_away(window, form, ada, keys):
    replace_text(form, "notes", "Half a thought", keys)
    keys.press(Qt.Key.Key_Escape)
    assert contacts.draft_of(ada).notes == "Likes trains"

    window.page().open_card("contact_form", ada)

    assert window.page().fields.editor("notes").value() == "Half a thought"
    assert "not saved yet" in window.page().banner.text()

    do(window, "discard")
    assert drafts.recall(f"contact:{ada}") is None
    window.page().open_card("contact_form", ada)
    assert window.page().fields.editor("notes").value() == "Likes trains"


def test_typing_is_kept_while_one_types(form, ada, keys, qtbot):
    replace_text(form, "notes", "Half a thought", keys)

    qtbot.waitUntil(
        lambda: (drafts.recall(f"contact:{ada}") or {}).get("notes") == "Half a thought"
    )


def test_a_form_nobody_touched_follows_what_changes_elsewhere(form, ada):
    contacts.change(ada, dataclasses.replace(contacts.draft_of(ada), notes="From elsewhere"))

    assert form.fields.editor("notes").value() == "From elsewhere"


def test_a_form_in_progress_keeps_its_typing_through_a_change_elsewhere(form, ada, keys):
    replace_text(form, "notes", "Mine", keys)

    contacts.change(ada, dataclasses.replace(contacts.draft_of(ada), place="Hamburg"))

    assert form.fields.editor("notes").value() == "Mine"


def test_a_contact_deleted_meanwhile_can_be_saved_anew(window, form, ada, keys):
    replace_text(form, "notes", "Mine", keys)
    contacts.delete([ada])
    assert "deleted meanwhile" in form.banner.text()

    keys.press(Qt.Key.Key_S, ctrl=True)
    assert "Save once more to add it anew" in form.banner.text()
    keys.press(Qt.Key.Key_S, ctrl=True)

    (again,) = directory.ids()
    assert contacts.draft_of(again).notes == "Mine"
    assert len(contacts.draft_of(again).channels) == 5


def test_every_control_has_a_name(form):
    assert_accessible(form)


def test_in_a_narrow_window_the_columns_stand_below_each_other(window, form, qtbot):
    given, notes = (form.fields.editor(name) for name in ("given", "expertise"))

    def left(widget) -> int:
        return widget.mapTo(window, widget.rect().topLeft()).x()

    assert left(notes) > left(given)

    window.resize(920, 640)
    qtbot.waitUntil(lambda: left(notes) == left(given))
    assert notes.mapTo(window, notes.rect().topRight()).x() < window.width()
