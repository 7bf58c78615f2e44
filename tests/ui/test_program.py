import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import database, paths, settings
from tests.ui.acting import assert_accessible, do, showing
from ui.changes import changes
from ui.dialogs import Answers
from ui.instance import Doorbell, raise_other
from ui.program import Program, backed_up
from ui.welcome import Welcome

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def program(qtbot):
    started = Program()
    yield started
    if started.window is not None:
        started.window.closing.disconnect()
        started.window.close()
        qtbot.addWidget(started.window)
    if started.welcome is not None:
        qtbot.addWidget(started.welcome)
    started.let_go()


@pytest.fixture
def open_book(program, qtbot, tmp_path):
    """A program with an empty book on the screen, all of it painted."""
    book = tmp_path / "Search.bridgebook"
    with qtbot.waitCallback() as painted:
        program.when_painted(painted)
        assert program.open(book, create=True)
    return book


def test_a_book_comes_up_and_is_remembered_for_the_next_start(program, open_book):
    assert program.window.isVisible()
    assert settings.load().last_book == str(open_book)


def test_the_footer_says_where_the_data_is_and_when_it_was_backed_up(program, open_book, qtbot):
    labels = program.window.sidebar.findChildren(type(program.window.sidebar._status))
    assert any("All on this computer" in label.text() for label in labels)


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (None, "Backed up when you close it"),
        (timedelta(seconds=20), "Backed up just now"),
        (timedelta(minutes=1), "Backed up 1 minute ago"),
        (timedelta(minutes=12), "Backed up 12 minutes ago"),
        (timedelta(hours=3), "Backed up 3 hours ago"),
        (timedelta(days=2), "Backed up 2 days ago"),
        (timedelta(minutes=-5), "Backed up just now"),
    ],
)
def test_the_age_of_a_backup_is_told_in_words(ago, told):
    assert backed_up(None if ago is None else NOW - ago, NOW) == told


def test_the_clock_tells_of_another_hour_and_of_no_other_minute(program, open_book, qtbot):
    with qtbot.assertNotEmitted(changes.hour_passed):
        program._clock.timeout.emit()
    program._hour = (
        program._hour[0] - timedelta(days=1),
        program._hour[1],
    )  # slept since yesterday
    with qtbot.waitSignal(changes.hour_passed):
        program._clock.timeout.emit()


def test_a_backup_is_made_where_the_person_says(program, open_book, answers, tmp_path):
    answers.give(tmp_path / "copy.bridgebook")
    do(program.window, "back_up")
    assert (tmp_path / "copy.bridgebook").stat().st_size > 0


def test_a_new_book_takes_the_place_of_the_old_one(program, open_book, answers, tmp_path, qtbot):
    other = tmp_path / "Other.bridgebook"
    answers.give(other)
    do(program.window, "new_book")
    assert database.book_path() == other
    assert program.window.isVisible()


def test_a_new_book_never_overwrites_one_that_is_there(program, open_book, answers, tmp_path):
    there = tmp_path / "There.bridgebook"
    there.write_bytes(b"precious")
    answers.give(there)
    do(program.window, "new_book")
    assert there.read_bytes() == b"precious"
    assert database.book_path() == open_book


def test_a_file_that_is_no_book_is_explained_and_other_ways_are_offered(program, tmp_path):
    wrong = tmp_path / "letter.bridgebook"
    wrong.write_text("Dear Marta, " * 200)
    assert not program.open(wrong)
    assert program.welcome.isVisible()
    assert "letter.bridgebook" in program.welcome.banner.text()


def test_the_three_beginnings_are_one_key_away(qtbot):
    welcome = Welcome()
    qtbot.addWidget(welcome)
    showing(qtbot, welcome)
    assert_accessible(welcome)
    with qtbot.waitSignal(welcome.chosen) as chosen:
        qtbot.keyClick(welcome, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert chosen.args == ["sample"]
    with qtbot.waitSignal(welcome.chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args[0] in ("empty", "sample", "import")


def test_starting_an_empty_book_makes_it_where_books_live(program, qtbot):
    program.offer_beginnings()
    program.welcome.chosen.emit("empty")
    assert database.book_path() == paths.default_book()
    assert program.welcome is None


def test_the_sample_book_is_a_copy_of_ones_own(program):
    program.offer_beginnings()
    program.welcome.chosen.emit("sample")
    assert database.book_path() == paths.sample_book()


def test_a_second_start_rings_at_the_first_and_hands_over_its_token(qtbot, tmp_path):
    book = tmp_path / "Search.bridgebook"
    bell = Doorbell(book)
    environment = dict(os.environ) | {"XDG_ACTIVATION_TOKEN": "token-7"}
    with qtbot.waitSignal(bell.rung, timeout=20_000) as rung:
        code = (
            "import sys; from PySide6.QtCore import QCoreApplication; "
            "from pathlib import Path; from ui.instance import raise_other; "
            "app = QCoreApplication([]); sys.exit(0 if raise_other(Path(sys.argv[1])) else 1)"
        )
        other = subprocess.Popen([sys.executable, "-c", code, str(book)], cwd=ROOT, env=environment)
    assert rung.args == ["token-7"]
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.returncode == 0
    bell.close()


def test_nobody_answers_for_a_book_that_is_not_open(qapp, tmp_path):
    assert not raise_other(tmp_path / "Closed.bridgebook")


def run_window(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | {
        "BRIDGEBOOK_DATA": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    code = (
        "import sys; from pathlib import Path; from ui.__main__ import run; "
        "sys.exit(run(Path(sys.argv[1]) if sys.argv[1:] else None, smoke=True))"
    )
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_program_starts_shows_a_book_and_leaves_cleanly(tmp_path):
    database.open_book(tmp_path / "Search.bridgebook", create=True)
    database.close()
    done = run_window(str(tmp_path / "Search.bridgebook"), folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    log = (tmp_path / "data" / "bridgebook.log").read_text()
    assert "ERROR" not in log


def in_a_process(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs these lines as a program of their own, with `program` painted and `after` to fill in."""
    frame = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ui.application import make\n"
        "app = make()\n"
        "from ui.program import Program\n"
        "program = Program()\n"
        f"{code}\n"
        "code = app.exec()\n"
        "program.let_go()\n"
        "sys.exit(code)\n"
    )
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", frame, *arguments],
        cwd=ROOT,
        env=dict(os.environ) | {"BRIDGEBOOK_DATA": str(folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_another_book_can_be_opened_without_leaving(tmp_path):
    code = (
        "def second():\n"
        "    program.when_painted(lambda: (print('second'), app.exit(7)))\n"
        "    program.open(Path(sys.argv[2]), create=True)\n"
        "program.when_painted(second)\n"
        "program.open(Path(sys.argv[1]), create=True)"
    )
    books = [str(tmp_path / name) for name in ("One.bridgebook", "Two.bridgebook")]
    done = in_a_process(code, *books, folder=tmp_path / "data")
    assert (done.returncode, done.stdout) == (7, "second\n"), done.stderr


def test_closing_the_window_ends_the_program(tmp_path):
    code = (
        "program.when_painted(lambda: program.window.close())\n"
        "program.open(Path(sys.argv[1]), create=True)"
    )
    done = in_a_process(code, str(tmp_path / "One.bridgebook"), folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr


def test_closing_the_beginnings_ends_the_program(tmp_path):
    code = (
        "from PySide6.QtCore import QTimer\n"
        "program.offer_beginnings()\n"
        "QTimer.singleShot(0, program.welcome.close)"
    )
    done = in_a_process(code, folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr


# None of these, nor what is in them, is there at the first picture.
LATER = (
    *("app.brief", "app.exchange", "app.models", "app.services.duties", "app.services.importing"),
    *("app.services.sample", "holidays", "peewee", "playhouse", "rapidfuzz", "reportlab"),
    *("PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport"),
    *("ui.crash_dialog", "ui.dialogs", "ui.importing", "ui.instance", "ui.jobs", "ui.meetings"),
    *("ui.pipeline", "ui.preferences", "ui.printing", "ui.welcome", "ui.widgets.form"),
)


@pytest.mark.parametrize("page", ["today", "contacts"])
def test_nothing_is_loaded_before_the_first_picture_that_can_wait(tmp_path, page):
    code = (
        "import ui.main_window, ui.state\n"
        "ui.state.keep('page', sys.argv[2])\n"
        "class Looking(ui.main_window.MainWindow):\n"
        "    def paintEvent(self, event):\n"
        "        print(*sys.modules)\n"
        "        super().paintEvent(event)\n"
        "        app.exit(0)\n"
        "import ui.program\n"
        "ui.program.MainWindow = Looking\n"
        "program.open(Path(sys.argv[1]), create=True)"
    )
    done = in_a_process(code, str(tmp_path / "One.bridgebook"), page, folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert f"ui.{page}" in loaded
    assert not [name for name in loaded if f"{name}.".startswith(tuple(f"{x}." for x in LATER))]


def test_a_second_process_with_the_same_book_goes_and_exits_cleanly(program, qtbot, open_book):
    environment = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    code = (
        "import sys; from pathlib import Path; from ui.__main__ import run; "
        "sys.exit(run(Path(sys.argv[1])))"
    )
    with qtbot.waitSignal(program._doorbell.rung, timeout=30_000):
        other = subprocess.Popen(
            [sys.executable, "-c", code, str(open_book)], cwd=ROOT, env=environment
        )
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    assert other.returncode == 0
    assert program.window.isVisible()


def test_answers_that_nobody_expected_are_a_fault_of_the_test():
    with pytest.raises(AssertionError, match="nobody answers"):
        Answers().answer("Sure?")


def test_preferences_survive_a_new_last_book(program, tmp_path, qtbot):
    settings.save(replace(settings.load(), backups_to_keep=3))
    with qtbot.waitCallback() as painted:
        program.when_painted(painted)
        program.open(tmp_path / "Search.bridgebook", create=True)
    assert settings.load().backups_to_keep == 3
