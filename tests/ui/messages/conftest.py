"""Messages in the real window, for a person in Berlin, by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from app import settings
from app.database import edit
from app.domain.people import ChannelDraft, ContactDraft
from app.models import Meeting, MeetingPerson, Referral
from app.services import clock, contacts
from tests.ui.acting import showing
from tests.ui.contacts.conftest import Keyboard
from ui import jobs, pages
from ui.main_window import MainWindow


@pytest.fixture
def berlin(book):
    settings.save(replace(settings.load(), your_zone="Europe/Berlin"))
    yield
    jobs.stop_all()


@pytest.fixture
def dana(berlin):
    """Bruce sent me to Dana and said yes to his name; we met an hour ago."""
    made = contacts.add(
        ContactDraft("Dana", "Okafor", channels=(ChannelDraft("email", "dana@home.example"),))
    )
    bruce = contacts.add(ContactDraft("Bruce", "Lindqvist"))
    with edit("Meet"):
        start = clock.moment().strftime("%Y-%m-%dT00:00:01Z")
        meeting = Meeting.create(start=start, state="held", minutes=1, advice="Read the deck.",
                                 purpose_detail="How Meridian plans")  # fmt: skip
        MeetingPerson.create(meeting=meeting, contact=made)
        Referral.create(from_=bruce, to=made, may_use_name="yes", on_date="2026-01-01",
                        reason="Dana rebuilt forecasting.")  # fmt: skip
    return made


@pytest.fixture
def window(qtbot, dana):
    made = MainWindow([spec for spec in pages.specs() if spec.name == "contacts"])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    showing(qtbot, made)
    qtbot.waitUntil(lambda: made.page().is_complete())
    return made


@pytest.fixture
def keys(qtbot):
    return Keyboard(qtbot)


class MailProgram(QObject):
    """What the system would have opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def mail_program():
    made = MailProgram()
    QDesktopServices.setUrlHandler("mailto", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("mailto")
