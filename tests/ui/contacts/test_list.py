import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from app import database
from app.database import edit
from app.domain import times
from app.domain.people import PositionDraft, TouchDraft
from app.domain.referrals import LinkDraft
from app.models import Invitation, Outreach, Promise
from app.services import clock, contacts, directory, referrals
from tests.benchmarks import books
from tests.ui.acting import assert_accessible, do, showing, table
from ui.contacts.card import ContactCard
from ui.contacts.form import ContactForm
from ui.contacts.list import FIRST_PAGE, ContactList
from ui.contacts.quick import QuickAdd
from ui.widgets.table import TableModel


def seen(page) -> str:
    """All words on the page that are no row of the list."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    return " | ".join(filter(None, labels + buttons))


def test_the_list_says_name_title_firm_stage_tags_and_last_contact(add, open_window):
    ada = add(
        "Ada Byron", tags=("port",), positions=(PositionDraft("Analytical Engines", "Engineer"),)
    )
    contacts.record_touch(ada, TouchDraft("call", times.to_text(clock.moment())))
    with edit("Reach out"):
        Outreach.create(contact=ada, opened_on="2026-01-01", stage_since="2026-01-01")
        Promise.create(contact=ada, direction="mine", text="Send it", made_on="2026-01-01")
    add("Ben King")

    assert table(open_window()) == [
        "Ada Byron, Engineer, Analytical Engines, You owe, Information only, port, today",
        "Ben King",
    ]


def test_an_empty_book_says_what_to_do_next(window):
    assert "Nobody is in your book yet" in seen(window.page())
    assert "Add contact" in seen(window.page()).replace("&", "")
    assert not window.page().filters.isVisible()

    do(window, "add")

    assert isinstance(window.page(), QuickAdd)


def test_an_empty_book_offers_the_import(window, qtbot):
    with qtbot.waitSignal(window.page().went) as went:
        do(window, "import_contacts")

    assert went.args == ["importing"]


def test_the_first_person_takes_the_place_of_the_empty_state(window, add):
    add("Ada Byron")

    assert table(window) == ["Ada Byron"]
    assert window.page().filters.isVisible()
    assert "1 contact" in seen(window.page())


def test_typing_searches_at_once_in_every_field_and_note(window, add, keys):
    add("Ada Byron", notes="cold chains")
    add("Ben King", expertise="trains")

    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type("cold")
    assert table(window) == ["Ada Byron"]
    assert "1 found" in seen(window.page())

    keys.press(*[Qt.Key.Key_Backspace] * 4)
    assert len(table(window)) == 2

    keys.type("tr")
    assert table(window) == ["Ben King"]


def test_letters_typed_into_the_list_go_to_the_search(window, add, keys):
    add("Ada Byron")
    add("Ben King")
    window.page().setFocus()

    keys.type("kin")

    assert window.search.text() == "kin"
    assert table(window) == ["Ben King"]


def test_down_goes_from_the_search_to_the_list_and_enter_opens_the_card(window, add, keys):
    add("Ada Byron")
    ben = add("Ben King")

    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)

    assert isinstance(window.page(), ContactCard)
    assert window.heading.text() == "Ben King"
    assert ben


def test_a_slip_of_the_finger_is_offered_mended(window, add, keys, qtbot):
    add("Marta Oyelaran")
    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type("oyelarna")
    assert "Nobody is found for “oyelarna”." in seen(window.page())
    assert "Did you mean “oyelaran”?" in seen(window.page())

    do(window, "correct_search")

    assert window.search.text() == "oyelaran"
    assert table(window) == ["Marta Oyelaran"]


def test_nothing_found_and_nothing_near_only_leads_back(window, add, keys):
    add("Marta Oyelaran")
    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type("<b>zzzzz</b>")

    assert "Nobody is found for “<b>zzzzz</b>”." in seen(window.page())
    assert "Did you mean" not in seen(window.page())

    do(window, "show_everybody")

    assert window.search.text() == ""
    assert table(window) == ["Marta Oyelaran"]


def test_esc_empties_the_search(window, add, keys):
    add("Ada Byron")
    add("Ben King")
    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type("ada")

    keys.press(Qt.Key.Key_Escape)

    assert len(table(window)) == 2


def choose(page, name: str, text: str, keys) -> None:
    """Choose in a filter as a hand on the keyboard does: by its first letters."""
    box = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == name)
    box.setFocus()
    keys.press(Qt.Key.Key_Home)
    while box.currentText() != text:
        before = box.currentIndex()
        keys.press(Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{text} is not offered"


def test_the_list_is_filtered_by_role_tag_stage_and_owed(window, add, keys, qtbot):
    ada = add("Ada Byron", roles=("hub",), tags=("port",))
    add("Ben King", roles=("hub", "expert"))
    cy = add("Cy Lund", tags=("port",))
    with edit("Reach out"):
        Outreach.create(contact=ada, opened_on="2026-01-01", stage_since="2026-01-01")
        Promise.create(contact=cy, direction="mine", text="Send it", made_on="2026-01-01")
    page = window.page()
    keys.press(Qt.Key.Key_F, ctrl=True, shift=True)
    assert keys.focus().accessibleName() == "Role"

    choose(page, "Role", "Hub networker", keys)
    assert [row.split(",")[0] for row in table(window)] == ["Ada Byron", "Ben King"]

    choose(page, "Tag", "port", keys)
    assert [row.split(",")[0] for row in table(window)] == ["Ada Byron"]

    choose(page, "Role", "Any role", keys)
    choose(page, "Stage", "Information only", keys)
    assert [row.split(",")[0] for row in table(window)] == ["Ada Byron"]
    assert "1 found" in seen(page)

    choose(page, "Stage", "Any stage", keys)
    choose(page, "Tag", "Any tag", keys)
    keys.press(Qt.Key.Key_O, alt=True)  # Qt lets the box be seen pressed for a moment
    qtbot.waitUntil(lambda: [row.split(",")[0] for row in table(window)] == ["Cy Lund"])


def test_filters_that_leave_nobody_say_so_and_can_be_taken_away(window, add, keys):
    add("Ada Byron", roles=("hub",))
    choose(window.page(), "Role", "Mentor", keys)
    assert "Nobody fits these filters." in seen(window.page())

    do(window, "show_everybody")

    assert table(window) == ["Ada Byron"]


def test_a_tag_that_is_gone_is_no_longer_chosen(window, add, keys):
    ada = add("Ada Byron", tags=("port",))
    add("Ben King")
    choose(window.page(), "Tag", "port", keys)
    assert table(window) == ["Ada Byron, port"]

    contacts.delete([ada])

    assert table(window) == ["Ben King"]


def test_headings_sort_and_turn_round_and_are_remembered(add, open_window, qtbot):
    add("Ada Byron", positions=(PositionDraft("Kestrel"),))
    add("Ben King", positions=(PositionDraft("Analytical"),))
    window = open_window()
    firm = window.page().table.strip.heading("organization")

    firm.click()
    assert [row.split(",")[0] for row in table(window)] == ["Ben King", "Ada Byron"]
    firm.click()
    assert [row.split(",")[0] for row in table(window)] == ["Ada Byron", "Ben King"]

    window.close()
    again = open_window()
    assert [row.split(",")[0] for row in table(again)] == ["Ada Byron", "Ben King"]


def test_deleting_asks_nothing_and_is_undone_from_the_menu(window, add, keys):
    add("Ada Byron")
    add("Ben King")
    window.page().setFocus()

    keys.press(Qt.Key.Key_Delete)
    assert table(window) == ["Ben King"]

    do(window, "undo")
    assert table(window) == ["Ada Byron", "Ben King"]


def test_several_are_deleted_together(window, add, keys):
    for name in ("Ada Byron", "Ben King", "Cy Lund"):
        add(name)
    window.page().setFocus()

    keys.press(Qt.Key.Key_Down, shift=True)
    assert not window.page().edit_action.isEnabled()
    keys.press(Qt.Key.Key_Delete)

    assert table(window) == ["Cy Lund"]
    assert database.undo_label() == "Delete 2 contacts"


def test_somebody_on_whose_door_an_outreach_stands_is_kept_with_a_sentence(window, add, keys):
    carlos, aiko = add("Carlos Echeverría"), add("Aiko Kimura")
    with edit("Refer"):
        thread = Outreach.create(contact=carlos, opened_on="2026-01-01", stage_since="2026-01-01")
        door = Invitation.create(
            outreach=thread, kind="lead", given_on="2026-01-05", channel="met",
            words="Talk to her", given_by=carlos, leads_to=aiko,
        )  # fmt: skip
        Outreach.update(stage="referred", invitation_id=door.id, leads_to=aiko).execute()
    page = window.page()
    page.setFocus()
    page.table.select([aiko])

    keys.press(Qt.Key.Key_Delete)

    assert "Your outreach to Carlos Echeverría stands on a door" in page.banner.text()
    assert len(table(window)) == 2


@pytest.mark.parametrize(
    ("slot", "noun"),
    [
        ("open_selected", "contact"), ("edit_selected", "contact_form"),
        ("meet_selected", "new_meeting"), ("reach_out_to_selected", "new_outreach"),
    ],
)  # fmt: skip
def test_what_can_be_done_with_somebody_starts_from_the_list(window, add, qtbot, slot, noun):
    ada = add("Ada Byron")
    page = window.page()
    page.setFocus()
    page.asked.disconnect()

    with qtbot.waitSignal(page.asked) as asked:
        do(window, slot)

    assert asked.args == [noun, ada]


def test_ctrl_e_opens_the_form(window, add, keys):
    add("Ada Byron")
    window.page().setFocus()

    keys.press(Qt.Key.Key_E, ctrl=True)

    assert isinstance(window.page(), ContactForm)


def test_without_anybody_chosen_nothing_can_be_done_to_anybody(window):
    page = window.page()

    for act in (page.open_action, page.edit_action, page.meet_action, page.delete_action):
        assert not act.isEnabled()


def test_the_first_picture_of_a_long_list_reads_one_page_of_it(berlin, qtbot):
    books.fill(300)
    page = ContactList()
    qtbot.addWidget(page)

    page.refresh()
    assert len(page.table.ids()) == FIRST_PAGE

    showing(qtbot, page)
    qtbot.waitUntil(page.is_complete)
    assert len(page.table.ids()) == 300
    assert page.table.ids()[:FIRST_PAGE] == directory.ids(limit=FIRST_PAGE)
    assert "300 contacts" in page.filters.count.text()


def test_a_search_that_finds_very_many_says_so(open_window, berlin, keys):
    books.fill(600)
    window = open_window()

    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type("person")

    assert "500 found, type more to narrow" in seen(window.page())
    assert len(window.page().table.ids()) == 500


def test_the_choice_stays_with_the_person_through_a_change(window, add):
    add("Ben King")
    cy = add("Cy Lund")
    page = window.page()
    page.table.select([cy])

    add("Ada Byron")

    assert page.table.selected_ids() == [cy]


def test_names_stand_in_the_order_of_the_locale(add, open_window):
    for name in ("Di Östberg", "Cy Ostrava", "Zoe Ärlig", "Al Byron"):
        add(name)

    assert table(open_window()) == ["Zoe Ärlig", "Al Byron", "Di Östberg", "Cy Ostrava"]


def test_every_control_has_a_name(window, add):
    assert_accessible(window.page())

    add("Ada Byron")
    assert_accessible(window.page())


def test_the_model_behaves_as_qt_expects(add, qtmodeltester, window):
    add("Ada Byron")
    add("Ben King")
    model = window.page().table.model
    assert isinstance(model, TableModel)

    qtmodeltester.check(model)


def test_numbers_are_written_as_the_locale_does(berlin, qtbot, open_window):
    books.fill(1_001)

    assert f"{QLocale().toString(1001)} contacts" in seen(open_window().page())


def test_two_chosen_contacts_are_merged_and_undo_makes_two_of_them_again(window, add, answers):
    add("A. Chen", notes="Met in Oslo")
    ann = add("Ann Chen", tags=("port",))
    page = window.page()
    assert not page.merge_action.isEnabled()
    page.table.select(page.table.ids())
    answers.give("Keep “Ann Chen”")

    do(window, "merge_selected")

    assert table(window) == ["Ann Chen, port"]
    assert "Everything of the other goes to this one" in answers.asked[0]
    assert "Met in Oslo" in contacts.draft_of(ann).notes
    do(window, "undo")
    assert len(table(window)) == 2


def test_merging_two_of_whom_one_sent_you_to_the_other_asks_whether_they_are_one(
    window, add, answers
):
    one, other = add("Ann Chen"), add("Ann Chen", positions=(PositionDraft("Tidewater", "Head"),))
    referrals.add(LinkDraft(one, other))
    page = window.page()
    page.table.select(page.table.ids())
    answers.give(None)

    do(window, "merge_selected")

    assert "are they one person?" in answers.asked[0]
    assert len(table(window)) == 2
