"""The program, started in a process of its own as a person starts it, and read from outside."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.e2e.screen import PATIENCE, ROOT, WITH_US, Screen, at_rest, until

_LOUD = (" WARNING ", " ERROR ", " CRITICAL ")


def text_of(pdf: Path) -> list[str]:
    """What each page of a PDF says, in one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def rows(book: Path, sql: str) -> list[Any]:
    """What the database itself says, read from beside the program."""
    beside = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
    try:
        return beside.execute(sql).fetchall()
    finally:
        beside.close()


class Home:
    """Somebody's machine: a home of their own, nothing of the real one, Prague time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        (folder / "run").mkdir(mode=0o700)
        self.environment = {
            "HOME": str(folder),
            "BRIDGEBOOK_DATA": str(self.data),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANG": "C.UTF-8",
            "TZ": "Europe/Prague",
            "PATH": os.environ["PATH"],
            "QT_QPA_PLATFORM": "xcb",
        }

    def bridgebook(self, *arguments: object) -> str:
        """Run a command that has to succeed without a word of complaint; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def listing(self, what: str, book: Path, *more: str) -> list[dict[str, Any]]:
        """What the book holds now, read from beside the window."""
        told = self.bridgebook("list", what, "--book", book, "--json", *more)
        found: list[dict[str, Any]] = json.loads(told)
        return found

    def card(self, name: str) -> Path:
        """A vCard file with this one person."""
        given, family = name.split()
        file = self.folder / f"{name}.vcf"
        file.write_text(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{name}\r\nEND:VCARD\r\n"
        )
        return file

    def pages_of(self, *arguments: object) -> list[str]:
        """The text of each page that `bridgebook brief …` prints."""
        file = self.folder / "brief.pdf"
        self.bridgebook(*arguments, "--out", file)
        return text_of(file)

    def backups(self) -> list[Path]:
        """Every backup there is."""
        return sorted((self.data / "backups").rglob("*.bridgebook"))

    def complaints(self) -> list[str]:
        """The lines of the log that a person would have to worry about."""
        log = self.data / "bridgebook.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [line for line in lines if any(level in line for level in _LOUD)]


class Started:
    """One running window: what it is called, whether it still runs, how it left."""

    def __init__(self, screen: Screen, home: Home, *arguments: object) -> None:
        self.screen = screen
        self._said = home.folder / f"stderr-{len(list(home.folder.iterdir()))}.txt"
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [*WITH_US, sys.executable, "-m", "app", *map(str, arguments)],
                cwd=ROOT,
                env=home.environment | screen.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    def reads(self, title: str) -> None:
        """Wait until the window with the keyboard is ours and has this title."""

        def look() -> bool:
            assert self.process.poll() is None, f"the program is gone: {self.said()}"
            return (
                self.screen.in_front() == title and self.screen.front_process() == self.process.pid
            )

        until(look, lambda: f"“{self.screen.in_front()}” is in front, not “{title}”. {self.said()}")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as `ctrl+s` or `Tab`."""
        at_rest(self.process.pid, *self.screen.processes())
        self.screen.press(*keys)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        at_rest(self.process.pid, *self.screen.processes())
        self.screen.type(text)

    def end(self) -> None:
        """Be gone, as after a power cut; nothing when it left already."""
        self.process.kill()
        self.process.wait()

    def leaves(self) -> int:
        """Wait until the program has ended; its exit code."""
        return self.process.wait(PATIENCE)

    def said(self) -> str:
        """All that it printed, on either stream."""
        return self._said.read_text("utf-8", "replace")
