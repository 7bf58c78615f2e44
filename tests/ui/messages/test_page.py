from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from app.database import edit, fetch
from app.domain.messages import Occasion, occasion_of_duty
from app.domain.people import ContactDraft
from app.domain.pipeline import OutreachDraft
from app.domain.templates import TemplateDraft
from app.models import Referral
from app.services import contacts, drafts, duties, messages, outreach, templates, tidbits
from tests.ui.acting import assert_accessible, do
from ui.contacts.card import ContactCard
from ui.messages.page import MessagePage

K = Qt.Key


@pytest.fixture
def write(window):
    def writing(occasion):
        window.page().open_card("message", occasion.to_id())
        page = window.page()
        assert isinstance(page, MessagePage)
        return page

    return writing


def thanks(dana):
    return occasion_of_duty(next(d for d in duties.listing() if d.contact_id == dana))


def menu_of(window):
    return next(
        menu for menu in window.findChildren(QMenu) if menu.isVisible() and menu.title() == ""
    )


def test_p04_a_thank_you_is_written_copied_and_noted_without_a_mouse(window, dana, keys, qtbot):
    window.page().open_card("contact", dana)
    card = window.page()
    keys.press(K.Key_L, ctrl=True)
    menu = menu_of(window)
    assert [act.text() for act in menu.actions()] == [
        "Request", "Thank-you", "Check-in", "Introduction",
    ]  # fmt: skip
    qtbot.keyClick(menu, K.Key_Down)
    qtbot.keyClick(menu, K.Key_Return)
    page = window.page()
    assert window.heading.text() == "Thank-you: Dana Okafor"
    body = page.fields.value("body")
    assert body.startswith("Dear Dana,\n\nThank you for your time earlier today")

    keys.press(K.Key_End)
    keys.press(K.Key_Backspace)
    keys.type(" and hello,")
    keys.press(K.Key_C, ctrl=True, shift=True)
    assert QGuiApplication.clipboard().text().startswith("Dear Dana and hello,\n\nThank you")
    assert page.banner.text() == "Copied. Say so here when it was sent."

    keys.press(K.Key_Return, ctrl=True, shift=True)
    assert isinstance(window.page(), ContactCard)
    assert any("Dear Dana and hello" in text for text in card.timeline.texts())
    assert drafts.kept("message:") == []
    assert not [duty for duty in duties.of_contact(dana) if duty.kind == "thank"]
    do(window, "undo")
    assert not any("Dear Dana and hello" in text for text in card.timeline.texts())
    assert [duty for duty in duties.of_contact(dana) if duty.kind == "thank"]


def test_p04_what_was_sent_answers_its_duty_and_undo_brings_both_back(window, dana, keys, write):
    asked = thanks(dana)
    write(asked)
    keys.press(K.Key_Return, ctrl=True, shift=True)
    assert fetch("SELECT message FROM touch") == [("thank_you",)]
    assert asked.duty not in [duty.key for duty in duties.listing()]
    do(window, "undo")
    assert fetch("SELECT count(*) FROM touch") == [(0,)]
    assert asked.duty in [duty.key for duty in duties.listing()]


def test_the_mail_program_gets_the_whole_message(window, dana, write, keys, mail_program):
    page = write(thanks(dana))
    keys.press(K.Key_Return, ctrl=True)
    (url,) = mail_program.opened
    parts = urlsplit(url)
    said = parse_qs(parts.query)
    assert parts.path == "dana@home.example"
    assert said["subject"] == ["Thank you, Dana"]
    assert said["body"][0].replace("\r\n", "\n") == page.fields.value("body")
    assert page.banner.text() == "Your mail program has it. Say so here when it was sent."
    assert fetch("SELECT count(*) FROM touch") == [(0,)]


def test_a_text_too_long_to_hand_over_goes_by_the_clipboard(window, dana, write, mail_program):
    page = write(thanks(dana))
    page.fields.form.editor("body").set_value("Ďakujem. " * 300)
    page.open_mail()
    assert mail_program.opened == ["mailto:dana@home.example?subject=Thank%20you%2C%20Dana"]
    assert QGuiApplication.clipboard().text().startswith("Ďakujem. Ďakujem.")
    assert "too long to hand over whole: it is on the clipboard" in page.banner.text()


def test_b04_a_name_without_a_yes_is_told_and_typing_it_is_marked(window, dana, write, keys, qtbot):
    with edit("No"):
        Referral.update(may_use_name="no").execute()
    page = write(Occasion("request", dana))
    assert page.side.notices() == [
        "Bruce Lindqvist has not said yes to being named to Dana, and is left out.",
        "Nothing is offered in return yet. What could be of use to Dana?",
    ]
    keys.type("Bruce sent me. ")
    told = "Bruce Lindqvist has not said yes to being named to Dana."
    qtbot.waitUntil(lambda: told in page.side.notices())


def test_p29_what_is_not_to_be_passed_on_is_told_as_it_is_typed(window, dana, write, keys, qtbot):
    tidbits.add(tidbits.TidbitDraft("Kestrel will close the Wilmington store"))
    page = write(Occasion("check_in", dana))
    keys.type("Kestrel will close the Wilmington store. ")
    qtbot.waitUntil(lambda: any("not to be passed on" in one for one in page.side.notices()))


def test_what_was_typed_is_back_after_leaving_and_can_be_given_up(window, dana, write, keys):
    asked = thanks(dana)
    write(asked)
    keys.type("Hello! ")
    keys.press(K.Key_Escape)
    page = write(asked)
    assert page.fields.value("body").startswith("Hello! Dear Dana")
    assert page.banner.text() == "What you typed before is back."
    do(window, "discard")
    assert page.fields.value("body").startswith("Dear Dana")
    assert drafts.kept("message:") == []


def test_what_was_typed_stays_when_the_book_changes(window, dana, write, keys):
    page = write(Occasion("request", dana))
    assert page.side.sources() == ["Bruce Lindqvist’s words: Dana rebuilt forecasting."]
    keys.type("Hello! ")
    with edit("Better words"):
        Referral.update(reason="Dana knows everybody.").execute()
    assert page.fields.value("body").startswith("Hello! Dear Dana")
    assert page.side.sources() == ["Bruce Lindqvist’s words: Dana knows everybody."]
    do(window, "discard")
    assert "“Dana knows everybody.”" in page.fields.value("body")


def test_an_introduction_asks_for_the_second_person(window, dana, write, mail_program):
    priya = contacts.add(ContactDraft("Priya", "Nair"))
    page = write(Occasion("introduction", dana))
    picker = page.fields.form.editor("other")
    picker.line.setFocus()
    picker.line.setText("Priya Nair")
    picker.line.textEdited.emit("Priya Nair")
    assert picker.value().id == priya
    assert page.fields.value("subject") == "Dana, meet Priya"


def test_a_message_without_words_says_so_under_them(window, dana, write):
    page = write(Occasion("check_in", dana))
    for name in ("subject", "body"):
        page.fields.form.editor(name).set_value("")
    page.was_sent()
    assert page.fields.form.errors() == {"body": "There are no words in it yet."}
    assert window.page() is page


def test_somebody_without_an_address_is_written_to_another_way(window, dana, write):
    bruce = fetch("SELECT id FROM contact WHERE given = 'Bruce'")[0][0]
    page = write(Occasion("check_in", bruce))
    assert page.fields.value("channel") == "message"
    assert page.fields.form.editor("to").box.currentText() == "No e-mail address in the book"


def test_a_contact_that_is_gone_and_an_odd_occasion_say_so(window, dana, write):
    page = write(Occasion("check_in", "nobody"))
    assert page.banner.text() == "This contact was deleted meanwhile."
    window.page().open_card("message", "nonsense")
    assert window.page().banner.text() == "It cannot be told what this message is for."
    assert not window.page().sent_action.isEnabled()


def test_a_template_of_ones_own_is_used_at_once(window, dana, write):
    page = write(Occasion("check_in", dana))
    templates.change(TemplateDraft("check_in", "Ahoy {name}", "Ahoy, {name}."))
    assert page.fields.value("subject") == "Ahoy Dana"


@pytest.mark.parametrize("kind", ["request", "introduction", "report_back"])
def test_everything_has_a_name_for_a_screen_reader(window, dana, write, kind):
    write(Occasion(kind, dana))
    assert_accessible(window)


def test_from_a_meeting_one_writes_thanks(window, dana, keys):
    (meeting,) = fetch("SELECT id FROM meeting")[0]
    window.page().open_card("meeting", meeting)
    do(window, "write")
    assert window.heading.text() == "Thank-you: Dana Okafor"


def test_a_letter_in_the_timeline_says_what_it_was_and_shows_all_when_asked(window, dana):
    letter = "\n".join(f"Line {number}" for number in range(12))
    messages.sent(Occasion("thank_you", dana), "Thank you", letter)
    window.page().open_card("contact", dana)
    timeline = window.page().timeline
    assert any(text.startswith("E-mail: Thank-you") for text in timeline.texts())

    def shown():
        return [x.text() for x in timeline.findChildren(QLabel) if x.isVisibleTo(timeline)]

    assert any(text.endswith("Line 1 …") for text in shown())
    more = [b for b in timeline.findChildren(QPushButton) if b.text() == "Show all of it"]
    more[0].click()
    assert any(text.endswith("Line 11") for text in shown())
    assert not more[0].isVisible()


def test_from_an_outreach_one_writes_in_its_thread(window, dana, keys, qtbot):
    thread = outreach.open(OutreachDraft(dana, subject="Planning"))
    window.page().open_card("outreach", thread)
    do(window, "write")
    qtbot.keyClick(menu_of(window), K.Key_Return)
    assert window.heading.text() == "Request: Dana Okafor"
    keys.press(K.Key_Return, ctrl=True, shift=True)
    assert fetch("SELECT outreach_id, message FROM touch") == [(thread, "request")]
