"""A screen of its own to run the program on, and the keys and eyes of a person before it.

screen = Screen("1280x800")
started = Started(screen, home, book)
started.reads("Today")       # the window that has the keyboard is called so
started.press("ctrl+3"); started.type("Dana")
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent.parent
PICTURES = os.environ.get("BRIDGEBOOK_PICTURES", "")
PATIENCE = 30  # seconds: two busy cores are no reason to fail
_POLL = 0.02
_LOOKS = 3  # so often the same, and it is at rest

# A window manager only for what Qt needs one for, the keyboard's focus; it grabs no key itself.
_OPENBOX = """\
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy></placement>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""

# What we start goes with us, even when somebody kills the tests.
_setpriv = shutil.which("setpriv")
WITH_US = [_setpriv, "--pdeathsig", "KILL"] if _setpriv else []

Seen = TypeVar("Seen")


def at_rest(*processes: int) -> None:
    """Wait until these processes wait for us: asleep, with nothing computed for a moment.

    A person looks before they press the next key. Keys that come while a popup opens or closes
    go astray under X11, in Qt as in other toolkits.
    """
    deadline = time.monotonic() + PATIENCE
    seen, calm = None, 0
    while calm < _LOOKS and time.monotonic() < deadline:
        now = [_standing(process) for process in processes]
        calm = calm + 1 if now == seen and all(state == "S" for state, _ticks in now) else 0
        seen = now
        time.sleep(_POLL)


def _standing(process: int) -> tuple[str, int]:
    """The state of a process, and the processor's ticks it has had."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "S", 0  # gone: it will not do anything any more
    return told[0], int(told[11]) + int(told[12])


def until(
    look: Callable[[], Seen], what: Callable[[], str] | str, patience: int = PATIENCE
) -> Seen:
    """Look again and again until there is something to see; fails saying what was not."""
    deadline = time.monotonic() + patience
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise AssertionError(what if isinstance(what, str) else what())
        time.sleep(_POLL)
    return seen


class Screen:
    """A private X server with a window manager; nothing of it is seen by anybody."""

    def __init__(self, size: str, folder: Path) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._folder = folder
        try:
            display = next(filter(None, (self._serve(size) for _try in range(3))), "")
            assert display, f"Xvfb did not start: {(folder / 'Xvfb.txt').read_text()}"
            self.environment = {"DISPLAY": f":{display}", "PATH": os.environ["PATH"]}
            (folder / "openbox.xml").write_text(_OPENBOX)
            self._run("openbox", "--config-file", folder / "openbox.xml", on=self.environment)
            until(self._is_managed, "openbox did not start")
        except BaseException:
            self.close()
            raise

    def _serve(self, size: str) -> str:
        """Start a server; the number of its display, or nothing when it found none free."""
        reading, writing = os.pipe()
        with os.fdopen(reading) as told:
            display = ["-displayfd", str(writing), "-screen", "0", f"{size}x24"]
            server = self._run("Xvfb", *display, "-nolisten", "tcp", passing=[writing])
            os.close(writing)
            number = told.readline().strip()
        if not number:
            server.wait()
            self._running.remove(server)
        return number

    def _run(
        self,
        *command: str | Path,
        passing: Sequence[int] = (),
        on: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        with (self._folder / f"{command[0]}.txt").open("wb") as said:
            self._running.append(
                subprocess.Popen(
                    [*WITH_US, *command],
                    env={"PATH": os.environ["PATH"], "HOME": str(self._folder), **(on or {})},
                    pass_fds=passing,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=said,
                )
            )
        return self._running[-1]

    def processes(self) -> list[int]:
        """Who else has a hand in a key press: the server and the window manager."""
        return [process.pid for process in self._running]

    def close(self) -> None:
        """Take the screen away."""
        for process in reversed(self._running):
            process.terminate()
            process.wait()

    def _is_managed(self) -> bool:
        return "claims not to support" not in self._ask("getactivewindow").stderr

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as `ctrl+s` or `Tab`."""
        self.xdotool("key", "--delay", "8", *keys)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.xdotool("type", "--delay", "4", text)

    def in_front(self) -> str:
        """The title of the window that has the keyboard; empty when none has."""
        title = self._ask("getactivewindow", "getwindowname").stdout.strip()
        return title.removesuffix(" — Bridgebook")  # which Qt adds on X11

    def front_process(self) -> int:
        """Whose window has the keyboard; 0 when nobody's."""
        return int(self._ask("getactivewindow", "getwindowpid").stdout.strip() or 0)

    def picture(self, name: str) -> None:
        """Keep what is seen now, where pictures are wanted and ImageMagick can take them."""
        take = shutil.which("import")
        if PICTURES and take:
            folder = ROOT / "build" / "e2e"
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                [take, "-window", "root", folder / f"{name}.png"], env=self.environment, check=True
            )

    def xdotool(self, *arguments: str) -> str:
        done = self._ask(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
