"""The import page as a person uses it: choose, look, answer, import, take back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QTabBar

from app import database
from app.domain.people import ChannelDraft, ContactDraft
from app.services import contacts, directory
from tests.ui.acting import assert_accessible, do, showing, table
from ui.importing.page import ImportPage
from ui.main_window import MainWindow
from ui.pages import PageSpec

DATA = Path(__file__).parents[2] / "data" / "exchange"
pytestmark = pytest.mark.usefixtures("book")
Make = Callable[[str], Path]


@pytest.fixture
def window(qtbot):
    made = MainWindow([PageSpec("importing", "Import", "import", ImportPage)])
    qtbot.addWidget(made)
    return showing(qtbot, made)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def card_file(*people: str) -> Path:
        file = tmp_path / f"people{len(list(tmp_path.glob('*.vcf')))}.vcf"
        lines = (f"BEGIN:VCARD\nVERSION:3.0\n{who}\nEND:VCARD\n" for who in people)
        file.write_text("".join(lines), encoding="utf-8")
        return file

    return card_file


def choose(qtbot, window, answers, *paths: Path) -> None:
    answers.give([str(path) for path in paths])
    do(window, "choose_files")
    qtbot.waitUntil(lambda: tabs(window).count() > 0 or bool(window.page().banner.text()))


def tabs(window) -> QTabBar:
    return window.findChild(QTabBar)


def titles(window) -> list[str]:
    return [tabs(window).tabText(place) for place in range(tabs(window).count())]


def main_button(window) -> str:
    """The filled button at the top; it is laid out anew when the page renews it."""
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    return next((b.text() for b in buttons if b.property("role") == "main"), "")


def said(window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def known_ada() -> None:
    contacts.add(
        ContactDraft("Ada", "Byron", channels=(ChannelDraft("email", "ada@engines.example"),))
    )


def test_the_page_says_what_it_takes_before_anything_is_chosen(qtbot, window):
    assert any("LinkedIn" in text for text in said(window))
    qtbot.waitUntil(lambda: main_button(window) == "Choose files…")
    assert_accessible(window)


def test_a_file_is_shown_with_its_counts_and_nothing_is_written_yet(qtbot, window, answers):
    known_ada()
    number = database.last_number()
    choose(qtbot, window, answers, DATA / "linkedin.csv")
    assert titles(window) == ["All 6", "New 4", "Unsure 1", "Skipped 1"]
    assert table(window)[0] == (
        "Ada Byron, Engineer, Notes, Analytical Engines Ltd, May be Ada Byron., The same name,"
        " unsure, row 5"
    )
    qtbot.waitUntil(lambda: main_button(window) == "Import 4 people")
    assert any("30 Feb" not in text and "not on the calendar" in text for text in said(window))
    assert database.last_number() == number
    assert_accessible(window)


def test_the_list_can_be_cut_down_to_one_kind_by_keyboard(qtbot, window, answers):
    choose(qtbot, window, answers, DATA / "damaged.vcf")
    assert titles(window) == ["All 10", "New 8", "Skipped 2"]
    tabs(window).setFocus()
    qtbot.keyClick(tabs(window), Qt.Key.Key_Right)
    qtbot.keyClick(tabs(window), Qt.Key.Key_Right)
    assert len(table(window)) == 2
    assert "neither a name nor a way to reach anybody" in table(window)[0]


def test_importing_writes_one_step_and_undo_takes_it_back(qtbot, window, answers):
    choose(qtbot, window, answers, DATA / "damaged.vcf")
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(directory.ids()) == 8
    assert window.page().banner.text() == "8 people are new. Undo takes all of it back."
    qtbot.waitUntil(lambda: main_button(window) == "Choose files…")
    do(window, "undo")
    assert directory.ids() == []


def test_unsure_people_are_answered_by_one_key_each(qtbot, window, answers, make):
    known_ada()
    contacts.add(ContactDraft("Bo", "Lund"))
    file = make("FN:Ada Byron\nTEL:555-0100", "FN:Bo Lund\nTEL:555-0101", "FN:Cleo Moss")
    choose(qtbot, window, answers, file)
    qtbot.waitUntil(lambda: main_button(window) == "Import 1 person")
    list_ = window.page().focusProxy().focusProxy().focusProxy()
    assert "Is this the Ada Byron in your book?" in said(window)
    qtbot.keyClick(list_, Qt.Key.Key_S)
    assert "Is this the Bo Lund in your book?" in said(window)
    qtbot.keyClick(list_, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: main_button(window) == "Import 3 people")
    assert "same person" in table(window)[0]
    assert "Phone: 555-0100." in table(window)[0]
    assert "somebody new" in table(window)[1]
    do(window, "import_people")
    assert len(directory.ids()) == 4
    assert window.page().banner.text() == (
        "2 people are new. Of 1 person the book knows more. Undo takes all of it back."
    )


def test_several_unsure_people_are_answered_at_once(qtbot, window, answers, make):
    known_ada()
    contacts.add(ContactDraft("Bo", "Lund"))
    choose(qtbot, window, answers, make("FN:Ada Byron\nTEL:555-0100", "FN:Bo Lund\nTEL:555-0101"))
    list_ = window.page().focusProxy().focusProxy().focusProxy()
    qtbot.keyClick(list_, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "Are these 2 the people in your book?" in said(window)
    qtbot.keyClick(list_, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: main_button(window) == "Nothing to import")
    assert all("left out" in row for row in table(window))


def test_another_encoding_can_be_chosen(qtbot, window, answers, tmp_path):
    file = tmp_path / "old.vcf"
    file.write_bytes("BEGIN:VCARD\nFN:Łucja Żak\nEND:VCARD\n".encode("cp1250"))
    choose(qtbot, window, answers, file)
    assert "£ucja ¯ak" in table(window)[0]
    box = window.findChild(QComboBox)
    assert box.currentText() == "Windows-1252 (detected)"
    box.setFocus()
    while box.currentData() != "cp1250":
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.waitUntil(box.isVisible)
    qtbot.waitUntil(lambda: "Łucja Żak" in table(window)[0])
    assert box.currentData() == "cp1250"


def test_a_file_that_is_something_else_is_explained_above_the_page(qtbot, window, answers):
    choose(qtbot, window, answers, DATA / "gone.vcf")
    assert "There is no file" in window.page().banner.text()
    assert window.page().banner.kind() == "error"
    qtbot.waitUntil(lambda: main_button(window) == "Choose files…")


def test_a_bad_file_does_not_keep_a_good_one_out(qtbot, window, answers, make):
    choose(qtbot, window, answers, DATA / "gone.vcf", make("FN:Ada Byron"), make("FN:Bo Lund"))
    qtbot.waitUntil(lambda: tabs(window).count() > 0)
    assert "There is no file" in window.page().banner.text()
    assert "people0.vcf: card 1, line 1" in table(window)[0]
    qtbot.waitUntil(lambda: main_button(window) == "Import 2 people")


def test_files_can_be_dropped_on_the_page(qtbot, window, make):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make("FN:Ada Byron")))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    window.page().dragEnterEvent(entering)
    assert entering.isAccepted()
    window.page().dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: titles(window) == ["All 1", "New 1"])


def test_a_book_that_changes_meanwhile_is_compared_once_more(qtbot, window, answers, make):
    choose(qtbot, window, answers, make("FN:Ada Byron\nEMAIL:ada@engines.example"))
    assert titles(window) == ["All 1", "New 1"]
    known_ada()
    qtbot.waitUntil(lambda: titles(window) == ["All 1", "In the book 1"])
    qtbot.waitUntil(lambda: main_button(window) == "Nothing to import")


def test_reading_can_be_stopped(qtbot, window, answers, tmp_path):
    file = tmp_path / "many.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ada Byron\nTEL:555-0100\nEND:VCARD\n" * 20_000)
    answers.give([str(file)])
    do(window, "choose_files")
    assert window.findChild(QProgressBar).isVisible()
    stop = next(b for b in window.findChildren(QPushButton) if b.text() == "Cancel")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: main_button(window) == "Choose files…")
    assert tabs(window).count() == 0


def test_starting_over_forgets_the_files(qtbot, window, answers, make):
    choose(qtbot, window, answers, make("FN:Ada Byron"))
    do(window, "start_over")
    qtbot.waitUntil(lambda: main_button(window) == "Choose files…")
