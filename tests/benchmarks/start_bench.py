"""From start to the first picture of 100,000 contacts, against a bare PySide6 window.

Each is measured in processes of its own, taking turns, from the start of the process to the moment
its first picture is painted; the median of several. Python's compiled files are there, as at any
start but the first: compiling our modules would be measured otherwise, wherever they are not kept.
Asserts nothing; `make bench` runs it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

PEOPLE = 100_000
ROUNDS = 9

BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print("painted", flush=True)
    os._exit(0)

app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Bridgebook"))
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import gc, os, sys
from pathlib import Path
from ui import __main__ as program

gc.disable()  # as `run` does
from ui import program as parts

def painted(_program):
    print("painted", flush=True)
    os._exit(0)

parts.Program._after_painting = painted  # what waits until the first picture is there
program.run(Path(sys.argv[1]))
"""


def prepare(folder: Path) -> Path:
    """A book of 100,000 people, and a window that was last seen at the contacts."""
    from app import database
    from tests.benchmarks import books
    from ui import state

    book = folder / "Bench.bridgebook"
    database.open_book(book, create=True)
    books.fill(PEOPLE)
    database.fetch("PRAGMA wal_checkpoint(TRUNCATE)")
    database._forget()  # without a backup of 100,000 people nobody knows
    state.keep("page", "contacts")
    return book


def seconds(code: str, *arguments: str) -> float:
    """How long a fresh process takes to its first picture."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - began
    assert line == b"painted\n", "the window was never painted"
    return taken


def main() -> None:
    """Start both by turns, print one line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        book = prepare(Path(folder))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        seconds(BARE)
        seconds(OURS, str(book))
        bare, ours = [], []
        for _round in range(ROUNDS):
            bare.append(seconds(BARE))
            ours.append(seconds(OURS, str(book)))
    low, high = statistics.median(bare), statistics.median(ours)
    print(
        f"start to the first picture of {PEOPLE:,} contacts: {high / low:.2f} times a bare window"
        f" ({high * 1000:.0f} ms to {low * 1000:.0f} ms)"
    )


if __name__ == "__main__":
    main()
