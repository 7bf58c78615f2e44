"""The printers of the system as CUPS keeps them: the bytes of a PDF go into a queue as they are."""

import os
import shutil
import subprocess
import sys

from app.errors import AppError
from app.i18n import _
from ui.printers import PrintChoice

_PATIENCE = 60  # seconds
_LONGEST_TITLE = 200  # bytes; CUPS calls a job with more than 255 "Untitled"


class NotPrinted(AppError):
    """The printer did not take the page; the sentence says what the system answered."""


def options(choice: PrintChoice, title: str, *, fit: bool = False) -> list[str]:
    """The choices of the dialog as `lp` calls them."""
    options = ["-d", choice.printer] if choice.printer else []
    options += ["-n", str(choice.copies), "-t", _job_title(title)]
    if choice.pages:
        options += ["-P", choice.pages]
    said = {
        "sides": choice.sides,
        "media": choice.paper,
        "print-scaling": "fit" if fit else "none",
        "collate": str(choice.collate).lower() if choice.copies > 1 else "",
        "page-set": choice.page_set,
        "outputorder": "reverse" if choice.backwards else "",
        "print-color-mode": "monochrome" if choice.grayscale else "",
        **dict(choice.more),
    }
    for name, word in said.items():
        options += ["-o", f"{name}={word}"] if word else []
    return options


def _job_title(title: str) -> str:
    """The title in one line, as long as a queue takes it."""
    line = " ".join(title.split())
    return line.encode()[:_LONGEST_TITLE].decode(errors="ignore")


def put(command: list[str], data: bytes) -> None:
    """Hand these bytes to `lp`; raises `NotPrinted` when it does not take them."""
    try:
        done = _asked(command, data)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotPrinted(
            _("The printer does not answer. Save the page as a PDF instead.")
        ) from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip()
        raise NotPrinted(_why_not(told.removeprefix("lp: ").removeprefix("Error - ")))


def _why_not(told: str) -> str:
    """What a person can do about what `lp` told."""
    if not _runs():
        return _("Printing is not running on this computer. Start it, or save the page as a PDF.")
    if "does not exist" in told:
        return _("That printer is not there any more. Choose another, or save the page as a PDF.")
    return _("The printer did not take the page: {why}").format(why=told)


def _runs() -> bool:
    """Whether the system's own printing answers."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return True  # nobody to ask
    try:
        told = _asked([lpstat, "-r"]).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"not running" not in told


def _asked(command: list[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - the programs are those of CUPS, their options ours
        command,
        input=data,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
        env=_own_environment(),
    )


def _own_environment() -> dict[str, str]:
    """The environment in plain English, without what a frozen bundle put in for itself."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    if getattr(sys, "frozen", False):
        for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
            environment.pop(name, None)
            if before := environment.pop(f"{name}_ORIG", ""):
                environment[name] = before
    return environment
