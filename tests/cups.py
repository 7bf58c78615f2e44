"""A printing system of our own: a CUPS in a folder, whose printers write files.

cups.add("Hall")                     # like an office's: both sides, A4 and Letter
lp -d Hall                           # by whoever has `cups.environment`
[job] = cups.printed("Hall", 1)      # waits; `job.data`, `job.told`, `job.attributes`
"""

import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.screen import WITH_US, until
from tests.prepared import prepare

# It listens to a socket in its folder; whoever reaches that may do everything.
_CUPSD = """\
Listen {folder}/cups.sock
LogLevel debug
MaxLogSize 0
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
<Location />
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/tmp
ServerBin {folder}/bin
DataDir /usr/share/cups
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
FileDevice Yes
"""
# The last station, in place of a wire: it keeps what would go to the printer, and what is said.
_KEEP = """\
#!/bin/sh
[ $# = 0 ] && exit 0
into="${DEVICE_URI#keep:}/$1"
printf '%s\\n' "$@" > "$into.told"
cat ${6:+"$6"} > "$into.part"
mv "$into.part" "$into.pdf"
"""
# An office printer that takes PDF: only what goes on a sheet is left to CUPS's own filter.
_PRINTER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "HALL.PPD"
*Manufacturer: "Bridgebook"
*Product: "(Hall printer)"
*ModelName: "Hall printer"
*ShortNickName: "Hall printer"
*NickName: "Hall printer"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize/Paper: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: Letter
*PageSize Letter/Letter: ""
*PageSize A4/A4: ""
*PageSize A5/A5: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Paper: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: Letter
*PageRegion Letter/Letter: ""
*PageRegion A4/A4: ""
*PageRegion A5/A5: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter/Letter: "12 12 600 780"
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea A5/A5: "12 12 408 583"
*DefaultPaperDimension: Letter
*PaperDimension Letter/Letter: "612 792"
*PaperDimension A4/A4: "595 842"
*PaperDimension A5/A5: "420 595"
*OpenUI *Duplex/Both sides: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/One side: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*OpenUI *InputSlot/Tray: PickOne
*OrderDependency: 30 AnySetup *InputSlot
*DefaultInputSlot: Tray1
*InputSlot Tray1/Tray 1: ""
*InputSlot Tray2/Tray 2: ""
*CloseUI: *InputSlot
*OpenUI *ColorModel/Colours: PickOne
*OrderDependency: 40 AnySetup *ColorModel
*DefaultColorModel: RGB
*ColorModel RGB/All colours: ""
*ColorModel Gray/Shades of gray: ""
*CloseUI: *ColorModel
"""


@dataclass(frozen=True)
class Job:
    """What came out, what the printer was told besides, and what the queue knows of it."""

    data: bytes
    told: str  # the job's number, whose it is, its title, copies and options
    attributes: dict[str, str]


class Cups:
    """A scheduler in a folder of its own, reached by nobody else."""

    def __init__(self) -> None:
        # Where the scheduler's own user gets in too, unlike into pytest's folders.
        self.folder = Path(tempfile.mkdtemp(prefix="bridgebook-cups-"))
        self.folder.chmod(0o711)
        self.socket = self.folder / "cups.sock"
        self.environment = {"CUPS_SERVER": str(self.socket)}
        self._running: subprocess.Popen[bytes] | None = None
        for name in ("root", "state", "cache", "spool", "tmp", "log", "out", "bin/backend"):
            (self.folder / name).mkdir(parents=True)
        for part in Path("/usr/lib/cups").iterdir():
            if part.name != "backend":
                (self.folder / "bin" / part.name).symlink_to(part)
        keep = self.folder / "bin" / "backend" / "keep"
        keep.write_text(_KEEP)
        keep.chmod(0o700)  # as whoever started us
        self._write("root/cupsd.conf", _CUPSD)
        self._write("root/cups-files.conf", _FILES + _who())
        self._write("root/hall.ppd", _PRINTER)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text.replace("{folder}", str(self.folder)))

    def start(self) -> None:
        """Let it run, and wait until it answers."""
        assert self._running is None
        cupsd = shutil.which("cupsd", path=_PATH)
        assert cupsd is not None
        root = self.folder / "root"
        with (self.folder / "log" / "said").open("wb") as said:
            self._running = subprocess.Popen(
                [*WITH_US, cupsd, "-f", "-c", root / "cupsd.conf", "-s", root / "cups-files.conf"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        running = self._running

        def answers() -> bool:
            assert running.poll() is None, self.said()
            return "is running" in self.ask("lpstat", "-r")

        until(answers, self.said)

    def stop(self) -> None:
        """Let it rest; its queues stay."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None

    def close(self) -> None:
        """Take it away."""
        self.stop()
        shutil.rmtree(self.folder)

    def add(self, name: str, *how: str) -> None:
        """A printer of this name: an office's, or another with `lpadmin`'s own words."""
        kind = how or ("-P", str(self.folder / "root" / "hall.ppd"))
        (self.folder / "out" / name).mkdir()
        device = f"keep:{self.folder}/out/{name}"
        self.ask("lpadmin", "-p", name, "-E", "-v", device, *kind)
        assert f"printer {name} is idle" in self.ask("lpstat", "-p", name), self.said()

    def remove(self, name: str) -> None:
        """Take a printer away, and what it printed."""
        self.ask("lpadmin", "-x", name)
        shutil.rmtree(self.folder / "out" / name)

    def printed(self, name: str, count: int) -> list[Job]:
        """So many jobs, as they came out of this printer; waits for them."""

        def finished() -> list[Path]:
            files = sorted((self.folder / "out" / name).glob("*.pdf"), key=lambda f: int(f.stem))
            done = self.ask("lpstat", "-W", "completed", "-o", name)
            return files if len(files) == done.count(f"{name}-") == count else []

        return [self._job(file) for file in until(finished, self.said)]

    def _job(self, file: Path) -> Job:
        test = "/usr/share/cups/ipptool/get-job-attributes.test"
        told = self.ask("ipptool", "-tv", "-d", f"job-id={file.stem}", self._address(file), test)
        answer = told.rpartition("status-code")[2]
        found = re.findall(r"^ +([\w-]+) \(.*?\) = (.*)$", answer, re.MULTILINE)
        return Job(file.read_bytes(), file.with_suffix(".told").read_text(), dict(found))

    def _address(self, file: Path) -> str:
        socket = str(self.socket).replace("/", "%2F")
        return f"ipp://{socket}/jobs/{file.stem}"

    def left(self) -> list[str]:
        """Which files lie where printing keeps what it works on, histories apart."""
        found = [*(self.folder / "tmp").rglob("*"), *(self.folder / "spool").rglob("d*")]
        return [str(file.relative_to(self.folder)) for file in found if file.is_file()]

    def said(self) -> str:
        """What it told about itself last."""
        files = (self.folder / "log" / "said", self.folder / "log" / "error")
        return "\n".join(file.read_text()[-3000:] for file in files if file.exists())

    def ask(self, *command: str) -> str:
        """What one of its programs says."""
        program = shutil.which(command[0], path=_PATH)
        assert program is not None
        environment = {"PATH": _PATH, "LC_ALL": "C.UTF-8", **self.environment}
        done = subprocess.run(
            [program, *command[1:]], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr


_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"


def _who() -> str:
    """Filters run as somebody harmless where root starts it, else as whoever does."""
    if os.geteuid() == 0:
        return "User lp\nGroup lp\nSystemGroup root\n"
    import grp
    import pwd

    me, mine = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
    return f"User {me}\nGroup {mine}\nSystemGroup {mine}\n"


def _is_guarded() -> bool:
    """Whether this system's own CUPS is kept from folders that are not its own."""
    switch = Path("/sys/module/apparmor/parameters/enabled")
    on = switch.exists() and switch.read_text().strip() == "Y"
    return on and Path("/etc/apparmor.d/usr.sbin.cupsd").exists()


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """A printing system for the tests of a file; each adds its own printers."""
    if platform.system() != "Linux":
        pytest.skip("The printing of this system is not ours to start; CUPS is tried on Linux.")
    if missing := prepare().missing_for_paper():
        needs = ", ".join(missing)
        pytest.skip(f"Printing needs {needs} here; as root on Debian, make test installs them.")
    made = Cups()
    try:
        try:
            made.start()
        except AssertionError as problem:
            if not _is_guarded():
                raise
            pytest.skip(f"AppArmor lets CUPS work in the system's own folders only: {problem}")
        yield made
    finally:
        made.close()
