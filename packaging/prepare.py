"""Make this checkout ready: system libraries, virtual environment, pinned packages.

Called by the Makefile with what is about to happen: `page` (print without a screen), `window`
(open the window) or `tests`. Plain standard library, because it runs before anything is installed.
A second run finds the stamp in `.venv` and does nothing.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "constraints.txt"
PROJECT = ROOT / "pyproject.toml"

# What Qt's libraries ask the system for (their NEEDED entries), and where Debian keeps it.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
WINDOW = OFFSCREEN | {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# What the tests of the whole program need besides: a screen of their own, and fingers.
SCREEN = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
# And what they need to print for real: CUPS, of which only a private one is ever started by us, and
# readers of PDF that others wrote. (Debian starts its own when it installs it, for this machine
# alone: without avahi and cups-browsed, which are not needed, it looks for no printer.)
PAPER = {
    "cupsd": "cups-daemon",
    "lpadmin": "cups-client",
    "ipptool": "cups-ipp-utils",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
}
FILTERS = {"/usr/share/cups/mime/mime.convs": "cups-core-drivers"}
LIBRARIES: dict[str, dict[str, str]] = {"page": {}, "window": WINDOW, "tests": OFFSCREEN}


class Unready(Exception):
    """What stops us, as one line that says what to do."""


def listed_libraries(ldconfig_output: str) -> set[str]:
    """The library names in what `ldconfig -p` printed."""
    lines = ldconfig_output.splitlines()
    return {line.split()[0] for line in lines if "=>" in line}


def missing_packages(wanted: dict[str, str], found: Iterable[str]) -> list[str]:
    """The Debian packages of the wanted libraries that were not found, each once, sorted."""
    return sorted({wanted[library] for library in wanted.keys() - set(found)})


def advice(packages: list[str], *, apt: bool) -> str:
    """The one line that says what to install, when we may not or cannot do it ourselves."""
    if apt:
        return f"Bridgebook needs system packages first: sudo apt-get install {' '.join(packages)}"
    return (
        "Bridgebook needs system libraries that are missing here; install what your system has "
        f"for Debian's {' '.join(packages)}"
    )


def venv_package(version: tuple[int, int]) -> str:
    """The Debian package that lets this Python make virtual environments."""
    return f"python{version[0]}.{version[1]}-venv"


def fingerprint(*parts: bytes) -> str:
    """A short text that changes when any of these parts changes."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def satisfied_by(purpose: str, stamp: str, mark: str) -> bool:
    """Whether what the stamp says was done with this fingerprint is enough for the purpose."""
    enough = {"tests"} if purpose == "tests" else {"tests", "run"}
    return stamp.split() in [[done, mark] for done in enough]


def main(purpose: str) -> None:
    """Prepare for the purpose, or raise `Unready`."""
    prepare_libraries(LIBRARIES[purpose])
    if purpose == "tests":
        prepare_programs()
    mark = _current_fingerprint()
    stamp = VENV / "prepared"
    if stamp.exists() and _python().exists():
        if satisfied_by(purpose, stamp.read_text(), mark):
            return
        stamp.unlink()
    if not _usable():
        _make_environment()
    _say("Fetching the pinned packages into .venv: once, some minutes on a slow line.")
    extras = "[dev]" if purpose == "tests" else ""
    _pip("hatchling", "editables")  # the build backend: pinned like the rest, so not left to pip
    _pip("--no-build-isolation", "--editable", f".{extras}")
    stamp.write_text(f"{'tests' if extras else 'run'} {mark}\n")
    _say("Ready.")


def prepare_libraries(wanted: dict[str, str]) -> None:
    """See that the system has these libraries; install them when we are root on a Debian."""
    if packages := _missing_libraries(wanted):
        _install_packages(packages)


def prepare_programs() -> None:
    """See that the tests have a screen and a printer; where we may not, some are skipped."""
    packages = sorted({*missing_for_a_screen(), *missing_for_paper()})
    if not packages or platform.system() != "Linux":
        return
    try:
        _install_packages(packages)
    except Unready:
        needed = " ".join(packages)
        _say(f"Tests of the whole window or of printing are skipped; they need {needed}.")


def missing_for_a_screen() -> list[str]:
    """The Debian packages that the tests of the whole window still need."""
    return sorted(_missing_programs(SCREEN).union(_missing_libraries(WINDOW)))


def missing_for_paper() -> list[str]:
    """The Debian packages that the tests of printing still need."""
    filters = {package for file, package in FILTERS.items() if not Path(file).exists()}
    return sorted(_missing_programs(PAPER) | filters)


def _missing_programs(wanted: dict[str, str]) -> set[str]:
    places = f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin"
    return {package for name, package in wanted.items() if not shutil.which(name, path=places)}


def _missing_libraries(wanted: dict[str, str]) -> list[str]:
    ldconfig = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    if not wanted or platform.system() != "Linux" or ldconfig is None:
        return []  # elsewhere Qt brings or finds what it needs
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False)
    return missing_packages(wanted, listed_libraries(listing.stdout))


def _install_packages(packages: list[str]) -> None:
    """Install Debian packages as root; raises `Unready` with the line to type otherwise."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise Unready(advice(packages, apt=apt is not None))
    _say(f"Installing system packages: {' '.join(packages)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["-o=Dpkg::Use-Pty=0", "install", "--yes", "--no-install-recommends", *packages]
    for arguments in (["update"], install):  # an update that fails is no harm by itself
        nothing = subprocess.DEVNULL
        command = [apt, "-qq", *arguments]
        done = subprocess.run(command, env=quiet, stdin=nothing, stdout=nothing, check=False)
    if done.returncode != 0:
        raise Unready(advice(packages, apt=True))


def _current_fingerprint() -> str:
    """Of all that decides what .venv must hold: the pins, the settings, this file, the place."""
    files = [CONSTRAINTS, PROJECT, Path(__file__)]
    where = [str(ROOT), platform.python_version()]
    return fingerprint(*(f.read_bytes() for f in files), *(w.encode() for w in where))


def _python() -> Path:
    return VENV / "bin" / "python"


def _usable() -> bool:
    """Whether .venv is there, whole, and of the Python that runs us."""
    if not _python().exists():
        return False
    ask = "import pip, platform; print(platform.python_version())"
    answer = subprocess.run([_python(), "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == platform.python_version()


def _make_environment() -> None:
    """Make an empty .venv, with Debian's missing part of Python installed where we may."""
    if not all(importlib.util.find_spec(part) for part in ("venv", "ensurepip")):
        _install_packages([venv_package(sys.version_info[:2])])
    _say("Making the virtual environment .venv.")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    if made.returncode != 0:
        raise Unready(f"{sys.executable} could not make a virtual environment in {VENV}.")


def _pip(*arguments: str) -> None:
    """Let pip install into .venv, within the pins."""
    command = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--constraint", str(CONSTRAINTS), *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise Unready("pip could not install the packages (its words are above). Is there network?")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Unready as reason:
        sys.exit(str(reason))
