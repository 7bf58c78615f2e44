import dataclasses
import re

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton

from app.database import edit
from app.domain.people import ChannelDraft, PositionDraft, TouchDraft
from app.models import (
    Ask,
    Favor,
    Invitation,
    KeptProperty,
    Meeting,
    MeetingPerson,
    Need,
    Outreach,
    Promise,
    Referral,
    StageChange,
)
from app.services import clock, contacts
from tests.ui.acting import assert_accessible, do, table
from ui.contacts.card import ContactCard
from ui.contacts.form import ContactForm
from ui.contacts.list import ContactList
from ui.contacts.timeline import AT_FIRST
from ui.contacts.touch import TouchDialog


@pytest.fixture
def open_card(window):
    def opening(contact_id: str) -> ContactCard:
        window.page().open_card("contact", contact_id)
        page = window.page()
        assert isinstance(page, ContactCard)
        return page

    return opening


def between(contact_id: str, other_id: str) -> None:
    """One of everything that can be between two people."""
    with edit("Much"):
        thread = Outreach.create(
            contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01",
            subject="Planning at Kestrel",
        )  # fmt: skip
        door = Invitation.create(
            outreach=thread, kind="lead", given_on="2026-01-05", channel="met",
            words="Talk to Ben", given_by=contact_id, leads_to=other_id,
        )  # fmt: skip
        StageChange.create(
            outreach=thread, at="2026-01-05T10:00:00Z", from_stage="info_only",
            to_stage="referred", invitation=door,
        )  # fmt: skip
        meeting = Meeting.create(
            start="2026-01-04T09:00:00Z", state="held", purpose="field", zone="Europe/Berlin"
        )
        MeetingPerson.create(meeting=meeting, contact=contact_id)
        Favor.create(contact=contact_id, direction="received", what="A talk", on_date="2026-01-04")
        Need.create(contact=contact_id, text="A speaker for January", heard_on="2026-01-04")
        Need.create(contact=contact_id, text="A desk", heard_on="2026-01-03", met_on="2026-01-09")
        Promise.create(contact=contact_id, direction="mine", text="Send it", made_on="2026-01-04")
        Ask.create(contact=contact_id, thing="Two names", state="asked", asked_on="2026-01-04")
        Referral.create(from_=other_id, to=contact_id, on_date="2026-01-02", reason="She knows all")


def test_the_facts_stand_beside_the_timeline(add, open_card):
    ada = add(
        "Ada Byron", say_as="AY-da", place="London", zone="America/New_York",
        expertise="Engines", about="Runs the mill", how_met="At the port day", rhythm_days=60,
        workload="Busy in May", notes="Likes trains", roles=("hub",), tags=("port",),
        positions=(
            PositionDraft("Kestrel", "Head", "2025-02"),
            PositionDraft("Mill", "Smith", "2010", "2025", current=False),
        ),
        channels=(ChannelDraft("email", "ada@x.example", "work"),
                  ChannelDraft("link", "https://www.x.example/ada/")),
    )  # fmt: skip
    with edit("Keep"):
        KeptProperty.create(contact=ada, source="vcard", name="X-PET", value="Cat")

    told = open_card(ada).facts.texts()

    for text in (
        "Head", "Kestrel", "Say: AY-da", "London", "Hub networker", "port", "ada@x.example",
        "work", "x.example/ada", "Engines", "Runs the mill", "At the port day", "Every 60 days",
        "Busy in May", "Likes trains", "X-PET: Cat", "since Feb 2025", "Smith · Mill",
        "2010 – 2025",
    ):  # fmt: skip
        assert text in told, text
    assert any("hours behind" in text for text in told)


def test_a_bare_contact_shows_no_empty_boxes_only_what_may_be_added(add, open_card):
    told = open_card(add("Ada Byron")).facts.texts()

    assert told == ["FAVORS AND ASKS", "Add a favor", "Add an ask", "Add a need", "Add a promise"]


def test_the_timeline_says_what_was_between_you_in_words(add, open_card):
    ben, ada = add("Ben King"), add("Ada Byron")
    between(ada, ben)
    contacts.record_touch(ada, TouchDraft("call", "2026-01-06T10:00:00Z", "out", "About engines"))

    told = open_card(ada).timeline.texts()

    assert [re.sub(r" \d{4},", ",", text) for text in told] == [
        "Phone or video call, 6 Jan, About engines",
        "Information only → Referred, 5 Jan, “Talk to Ben”",
        "Meeting held, 4 Jan, Facts on a field or kind of work",
        "You asked, 4 Jan, Two names",
        "You received, 4 Jan, A talk",
        "Needs, 4 Jan, A speaker for January",
        "You promised, 4 Jan, Send it",
        "Needed, and got it, 3 Jan, A desk",
        "Ben King sent you here, 2 Jan, “She knows all”",
        "Outreach begun, information only, 1 Jan, Planning at Kestrel",
    ]


def test_the_timeline_is_narrowed_to_a_kind(add, open_card, keys):
    ben, ada = add("Ben King"), add("Ada Byron")
    between(ada, ben)
    page = open_card(ada)
    page.setFocus()

    keys.press(Qt.Key.Key_End)
    assert [text.split(",")[0] for text in page.timeline.texts()] == ["Ben King sent you here"]

    keys.press(Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.timeline.filter.value() == "touch"
    assert page.timeline.texts() == []


def test_a_row_of_the_timeline_leads_to_what_it_is_about(add, open_card, qtbot):
    ben, ada = add("Ben King"), add("Ada Byron")
    between(ada, ben)
    page = open_card(ada)
    page.asked.disconnect()

    buttons = {b.text(): b for b in page.timeline.findChildren(QPushButton) if b.isVisible()}
    for text, noun in (
        ("Meeting held", "meeting"), ("Information only → Referred", "outreach"),
        ("Ben King sent you here", "contact"),
    ):  # fmt: skip
        with qtbot.waitSignal(page.asked) as asked:
            buttons[text].click()
        assert asked.args[0] == noun


def test_a_long_timeline_shows_the_newest_and_the_others_when_asked(add, open_card):
    ada = add("Ada Byron")
    for minute in range(AT_FIRST + 5):
        at = f"2026-01-01T{minute // 60:02d}:{minute % 60:02d}:00Z"
        contacts.record_touch(ada, TouchDraft("mail", at, "out", f"Mail {minute}"))
    page = open_card(ada)
    assert len(page.timeline.texts()) == AT_FIRST

    more = next(b for b in page.findChildren(QPushButton) if "older" in b.text())
    assert more.text() == "Show 5 older ones"
    more.click()

    assert len(page.timeline.texts()) == AT_FIRST + 5
    assert not more.isVisible()


class Desktop(QObject):
    """Stands where the system's mail program and browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def desktop():
    made = Desktop()
    for scheme in ("mailto", "tel", "https"):
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in ("mailto", "tel", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_addresses_open_with_what_the_system_has_for_them(add, open_card, desktop):
    ada = add(
        "Ada Byron",
        channels=(
            ChannelDraft("email", "ada@x.example"), ChannelDraft("phone", "+44 (0)20 7946-0000"),
            ChannelDraft("link", "linkedin.com/in/ada"), ChannelDraft("address", "1 Mill Lane"),
        ),
    )  # fmt: skip
    page = open_card(ada)

    for name in ("ada@x.example", "+44 (0)20 7946-0000", "linkedin.com/in/ada"):
        next(b for b in page.facts.findChildren(QPushButton) if b.accessibleName() == name).click()

    assert desktop.opened == [
        "mailto:ada@x.example", "tel:+4402079460000", "https://linkedin.com/in/ada",
    ]  # fmt: skip


def test_addresses_are_copied(add, open_card):
    ada = add("Ada Byron", channels=(ChannelDraft("email", "ada@x.example"),))
    page = open_card(ada)

    copying = [b for b in page.findChildren(QObject) if _name(b) == "Copy ada@x.example"]
    copying[0].click()

    assert QApplication.clipboard().text() == "ada@x.example"
    assert page.banner.text() == "Copied: ada@x.example"


def _name(widget: QObject) -> str:
    return widget.accessibleName() if hasattr(widget, "accessibleName") else ""


def test_contact_had_is_noted_by_keyboard(add, open_card, keys, answers, qtbot):
    ada = add("Ada Byron")
    page = open_card(ada)
    keys.press(Qt.Key.Key_T, ctrl=True)
    (dialog,) = answers.shown
    assert isinstance(dialog, TouchDialog)
    assert dialog.windowTitle() == "Contact with Ada Byron"

    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.form.editor("what").setFocus()
    keys.type("About engines")
    dialog.save()

    assert page.timeline.texts() == ["Phone or video call, today, About engines"]
    assert "Last contact today" in page.facts.texts()


def test_contact_on_another_day_is_noted_at_noon_there(add, open_card, window, answers):
    ada = add("Ada Byron")
    page = open_card(ada)
    do(window, "note_contact")
    (dialog,) = answers.shown
    dialog.form.set_values({"kind": "met", "day": clock.day().replace(year=2025, month=7, day=1)})
    dialog.save()

    assert contacts.card(ada).timeline[0].at == "2025-07-01T10:00:00Z"
    assert page.timeline.texts() == ["Met, 1 Jul 2025"]


def test_contact_still_to_come_or_without_a_day_is_refused(add, open_card, window, answers):
    ada = add("Ada Byron")
    open_card(ada)
    do(window, "note_contact")
    (dialog,) = answers.shown

    dialog.form.set_values({"day": clock.day().replace(year=2999, month=1, day=1)})
    dialog.save()
    assert "still to come" in dialog.form.errors()["day"]

    dialog.form.set_values({"day": None})
    dialog.save()
    assert dialog.form.errors() == {"day": "When was that?"}

    contacts.delete([ada])
    dialog.form.set_values({"day": clock.day()})
    dialog.save()
    assert "deleted meanwhile" in dialog.banner.text()


@pytest.mark.parametrize(
    ("slot", "noun"),
    [("meet", "new_meeting"), ("reach_out", "new_outreach"), ("edit", "contact_form")],
)
def test_what_can_be_done_starts_from_the_card(add, open_card, qtbot, slot, noun):
    ada = add("Ada Byron")
    page = open_card(ada)
    page.asked.disconnect()

    with qtbot.waitSignal(page.asked) as asked:
        do(page, slot)

    assert asked.args == [noun, ada]


def test_the_form_comes_back_to_a_card_that_says_the_new_thing(window, add, open_card, keys):
    page = open_card(add("Ada Byron"))
    keys.press(Qt.Key.Key_E, ctrl=True)
    assert isinstance(window.page(), ContactForm)
    window.page().fields.editor("family").setFocus()
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("King")
    keys.press(Qt.Key.Key_S, ctrl=True)

    assert window.page() is page
    assert window.heading.text() == "Ada King"


def test_deleting_goes_back_to_the_list_and_undo_brings_everything_back(window, add, open_card):
    ben, ada = add("Ben King"), add("Ada Byron")
    between(ada, ben)
    open_card(ada)

    do(window, "delete")
    assert isinstance(window.page(), ContactList)
    assert [row.split(",")[0] for row in table(window)] == ["Ben King"]

    do(window, "undo")
    assert len(open_card(ada).timeline.texts()) == 9


def test_somebody_whose_door_is_needed_is_kept_with_a_sentence(window, add, open_card):
    carlos, aiko = add("Carlos Echeverría"), add("Aiko Kimura")
    with edit("Refer"):
        thread = Outreach.create(contact=carlos, opened_on="2026-01-01", stage_since="2026-01-01")
        door = Invitation.create(
            outreach=thread, kind="lead", given_on="2026-01-05", channel="met",
            words="Talk to her", given_by=carlos, leads_to=aiko,
        )  # fmt: skip
        Outreach.update(stage="referred", invitation_id=door.id, leads_to=aiko).execute()
    page = open_card(aiko)

    do(window, "delete")

    assert "Your outreach to Carlos Echeverría stands on a door" in page.banner.text()
    assert window.page() is page


def test_the_history_shows_each_field_before_and_after(window, add, open_card):
    ada = add("Ada Byron", notes="Old")
    contacts.change(ada, dataclasses.replace(contacts.draft_of(ada), notes="New\nlines"))
    open_card(ada)

    do(window, "open_history")

    assert window.heading.text() == "History of Ada Byron"
    assert [row.split(", ", 2)[2] for row in table(window)] == [
        "Change contact, Notes, Old, New lines",
        "Add contact, Contact, Ada Byron",
    ]


def test_the_cursor_stays_on_an_address_when_the_facts_are_read_again(add, open_card):
    ada = add("Ada Byron", channels=(ChannelDraft("email", "ada@x.example"),))
    page = open_card(ada)
    mail = next(
        b for b in page.facts.findChildren(QPushButton) if b.accessibleName() == "ada@x.example"
    )
    mail.setFocus()

    contacts.record_touch(ada, TouchDraft("mail", "2026-01-01T00:00:00Z"))

    assert QApplication.focusWidget().accessibleName() == "ada@x.example"


def test_every_control_has_a_name(add, open_card):
    ben, ada = add("Ben King"), add("Ada Byron", channels=(ChannelDraft("phone", "020 1234567"),))
    between(ada, ben)

    assert_accessible(open_card(ada))
