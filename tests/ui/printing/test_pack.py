"""The print pack in the window: days, a résumé, the very pages, printed or kept (B07, P40)."""

import io
from dataclasses import replace
from datetime import date, time, timedelta

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton

from app import database, settings
from app.domain.debriefs import DebriefDraft
from app.domain.meetings import MeetingDraft
from app.domain.people import ContactDraft
from app.services import clock, contacts, documents, meetings
from tests.app import resumes
from tests.ui.acting import assert_accessible, do, showing
from ui import jobs, pages
from ui.dialogs import PrintChoice
from ui.main_window import MainWindow
from ui.printing.page import PrintPage


@pytest.fixture
def trip(book):
    """Ada tomorrow, Bea the day after; for a person in Berlin."""
    settings.save(replace(settings.load(), your_zone="Europe/Berlin", paper="a4"))

    def meet(name: str, days: int) -> str:
        person = contacts.add(ContactDraft(name, "Quist"))
        return meetings.add(
            MeetingDraft(
                people=(person,), day=clock.day() + timedelta(days=days), clock=time(15),
                zone="Europe/Berlin", state="agreed", medium="in_person",
            )
        )  # fmt: skip

    yield [meet("Ada", 1), meet("Bea", 2)]
    jobs.stop_all()


@pytest.fixture
def window(qtbot, trip):
    made = MainWindow([spec for spec in pages.specs() if spec.name in ("meetings", "print")])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return showing(qtbot, made)


def drawn(qtbot, window, pages: int) -> PrintPage:
    """The page, once it shows so many pages."""
    page = window.page()
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: bool(page.pdf()) and page.preview.pages() == pages, timeout=20_000)
    return page


def words(data: bytes) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(data)).pages
    return [" ".join(page.extract_text().split()) for page in found]


def test_it_opens_on_the_day_of_the_next_meeting_with_its_pages(window, qtbot):
    window.go("print")
    page = drawn(qtbot, window, 2)

    assert page.paper().choices.days() == (clock.day() + timedelta(days=1),) * 2
    assert page.paper().choices.inside.text() == "Tomorrow 15:00  Ada Quist"
    itinerary, ada = words(page.pdf())
    assert itinerary.startswith("Itinerary")
    assert "Ada Quist" in ada
    assert "Ada Quist" in page.preview.text(1)


def test_a_trip_is_chosen_and_printed_by_keyboard_alone(window, qtbot, answers, tmp_path):
    documents.keep(resumes.resume("Jane Doe"), "v7")
    window.go("print")
    page = drawn(qtbot, window, 3)
    last = clock.day() + timedelta(days=2)

    def alt(letter: str) -> None:
        key = getattr(Qt.Key, f"Key_{letter}")
        qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)

    assert QApplication.focusWidget() is page.paper().choices.first()
    alt("T")
    qtbot.keyClicks(QApplication.focusWidget(), last.isoformat())
    drawn(qtbot, window, 5)
    alt("B")
    drawn(qtbot, window, 10)
    alt("W")
    drawn(qtbot, window, 12)
    assert "12 pages on 6 sheets" in [label.text() for label in page.findChildren(QLabel)]
    answers.give(PrintChoice(file=str(tmp_path / "out.pdf")))
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
    )  # fmt: skip

    assert answers.asked[-1].startswith("Print pack: ")
    printed = (tmp_path / "out.pdf").read_bytes()
    assert printed == page.pdf(), "what is printed is what was seen"
    assert [bool(text) for text in words(printed)] == [True, False] * 6


def test_pages_are_kept_as_a_file_and_that_is_said(window, qtbot, answers, tmp_path):
    window.go("print")
    page = drawn(qtbot, window, 2)
    answers.give(tmp_path / "pack.pdf")

    do(window, "save")

    assert (tmp_path / "pack.pdf").read_bytes() == page.pdf()
    assert page.banner.text() == "Saved as “pack.pdf”."


def test_a_resume_is_added_and_follows_each_brief_from_then_on(window, qtbot, answers, tmp_path):
    window.go("print")
    drawn(qtbot, window, 2)
    file = tmp_path / "Résumé v8.pdf"
    file.write_bytes(resumes.resume("Jane Doe, v8"))
    answers.give(file)

    do(window, "add")

    page = drawn(qtbot, window, 3)
    assert page.paper().choices.form.editor("resume").box.currentText() == "Résumé v8"
    assert "Jane Doe, v8" in words(page.pdf())[2]
    assert documents.chosen().name == "Résumé v8"


def test_a_file_that_is_no_pdf_is_refused_in_a_sentence(window, qtbot, answers, tmp_path):
    window.go("print")
    page = drawn(qtbot, window, 2)
    file = tmp_path / "cv.docx"
    file.write_bytes(b"PK\x03\x04")
    answers.give(file)

    do(window, "add")

    assert page.banner.text() == "“cv.docx” is not a PDF. Save your résumé as a PDF first."
    assert documents.listing() == []


def test_choosing_another_resume_is_remembered_and_none_is_too(window, qtbot):
    documents.keep(resumes.resume("Jane Doe, v7"), "v7")
    documents.keep(resumes.resume("Jane Doe, v8", "Papers"), "v8")
    window.go("print")
    page = drawn(qtbot, window, 3)
    box = page.paper().choices.form.editor("resume").box
    assert box.currentText() == "v7"

    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    drawn(qtbot, window, 4)
    assert documents.chosen().name == "v8"

    qtbot.keyClick(box, Qt.Key.Key_End)
    drawn(qtbot, window, 2)
    contacts.add(ContactDraft("Somebody", "Else"))
    drawn(qtbot, window, 2)
    assert box.currentText() == "No résumé"
    assert documents.chosen().name == "v8"


def test_a_removed_resume_comes_back_with_undo(window, qtbot):
    documents.keep(resumes.resume("Jane Doe"), "v7")
    window.go("print")
    drawn(qtbot, window, 3)

    do(window, "remove")
    page = drawn(qtbot, window, 2)
    assert not page.paper().remove_action.isEnabled()
    window.undo()

    assert page.paper().choices.form.editor("resume").box.findText("v7") >= 0


def test_days_without_a_meeting_say_what_to_do_and_print_nothing(window, qtbot):
    window.go("print")
    page = drawn(qtbot, window, 2)
    page.paper().choices.set_days(date(1999, 1, 1))
    page.paper().choices.edited.emit("first")

    assert not page.print_action.isEnabled()
    assert not page.pdf_action.isEnabled()
    assert page.paper().nothing.isVisible()
    do(window, "plan")
    assert window.page().heading() == "New meeting"


def test_a_trip_that_ends_before_it_begins_is_told_at_the_field(window, qtbot):
    window.go("print")
    page = drawn(qtbot, window, 2)
    page.paper().choices.set_days(clock.day(), clock.day() - timedelta(days=1))
    page.paper().choices.edited.emit("last")
    assert page.paper().choices.form.errors() == {"last": "This day is before the first one."}

    page.paper().choices.form.editor("first").set_value(None)
    page.paper().choices.edited.emit("first")
    assert page.paper().choices.form.errors() == {"first": "Which day is it for?"}


def test_chosen_meetings_are_printed_from_their_list(window, qtbot, trip):
    window.go("meetings")
    window.page().table.select(trip)

    do(window, "print_pack")

    page = drawn(qtbot, window, 3)
    assert page.heading() == "Print the chosen meetings"
    assert "first" not in page.paper().choices.form.names()
    ada, bea = page.paper().choices.inside.text().splitlines()
    assert ada == "Tomorrow 15:00  Ada Quist"
    assert bea.endswith("15:00  Bea Quist")


def test_a_change_in_the_book_is_on_the_pages_at_once(window, qtbot, trip):
    window.go("print")
    page = drawn(qtbot, window, 2)
    (person,) = meetings.draft_of(trip[0]).people

    contacts.change(person, replace(contacts.draft_of(person), expertise="cold chain"))

    qtbot.waitUntil(lambda: "cold chain" in " ".join(words(page.pdf()) if page.pdf() else ()))


def test_it_can_be_stopped_and_drawn_again(window, qtbot, trip):
    draft = meetings.draft_of(trip[0])
    for minute in range(40):
        meetings.add(replace(draft, clock=time(16, minute)))
    window.go("print")
    page = window.page()
    bar, stop = page.progress.findChild(QProgressBar), page.progress.findChild(QPushButton)
    qtbot.waitUntil(lambda: bar.accessibleName() == "Drawing the pages…")

    stop.click()

    qtbot.waitUntil(lambda: page.banner.text() == "Stopped. Nothing was printed.")
    assert not page.print_action.isEnabled()
    page.again_action.trigger()
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=20_000)
    assert page.preview.pages() > 41
    assert page.banner.text() == ""


def test_everything_has_a_name_for_a_screen_reader(window, qtbot):
    window.go("print")
    assert_accessible(drawn(qtbot, window, 2))


def test_private_notes_are_chosen_for_one_print_and_forgotten_after_it(
    window, qtbot, answers, tmp_path
):
    """Never remembered: the next print begins without them (P29)."""
    ada = database.fetch("SELECT id FROM contact WHERE given = 'Ada'")[0][0]
    contacts.change(ada, replace(contacts.draft_of(ada), notes="Likes herons."))
    window.go("print")
    page = drawn(qtbot, window, 2)
    box = page.paper().choices.form.editor("private").control()
    assert not box.isChecked()
    assert "herons" not in " ".join(words(page.pdf()))

    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "herons" in " ".join(words(page.pdf() or b"")) if page.pdf() else False)
    answers.give(tmp_path / "private.pdf")
    do(page, "save")
    assert "herons" in " ".join(words((tmp_path / "private.pdf").read_bytes()))
    assert not box.isChecked()
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=20_000)
    assert "herons" not in " ".join(words(page.pdf()))

    qtbot.keyClick(box, Qt.Key.Key_Space)
    window.go("meetings")
    window.go("print")
    assert not box.isChecked()


def test_a_resume_is_renamed_given_back_and_shows_what_was_said_of_it(
    window, trip, qtbot, answers, tmp_path
):
    """Refine it by what people said (P09, P39)."""
    kept = documents.keep(resumes.resume("Jane Doe"), "v7")
    meetings.debrief(trip[0], DebriefDraft(resume_feedback="Lead with numbers.", resume="v7"))
    window.go("print")
    page = drawn(qtbot, window, 3)
    line = page.paper().choices.form.editor("called").control()
    assert line.text() == "v7"

    line.selectAll()
    qtbot.keyClicks(line, "v8")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert documents.get(kept).name == "v8"
    assert page.paper().choices.said.text() == "Ada Quist: “Lead with numbers.”"
    assert_accessible(page.paper())

    answers.give(tmp_path / "v8.pdf")
    do(page.paper(), "copy")
    assert (tmp_path / "v8.pdf").read_bytes() == documents.data_of(kept)

    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.paper().choices.form.errors()["called"]
    assert documents.get(kept).name == "v8"
    assert database.undo() == "Rename document"
    qtbot.waitUntil(lambda: line.text() == "v7")


def test_what_a_pack_has_is_remembered_but_never_private_notes(window, qtbot, trip):
    window.go("print")
    page = drawn(qtbot, window, 2)
    for name in ("wallet_cards", "private"):
        qtbot.keyClick(page.paper().choices.form.editor(name).control(), Qt.Key.Key_Space)

    again = PrintPage("pack", ",".join(trip))
    qtbot.addWidget(again)
    values = again.paper().choices.form.values()
    assert values["wallet_cards"]
    assert not values["private"]
