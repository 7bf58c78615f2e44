"""The log: what the program did and where it failed. It never holds anybody's name.

Messages say what happened and how many; what people typed does not belong here.
"""

import logging

from app import paths

_MOST_BYTES = 500_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(level: int = logging.INFO) -> None:
    """Write to the log file from now on; it starts anew at half a megabyte, one old one stays."""
    root = logging.getLogger()
    stop()
    try:
        # Turned over here and not by logging.handlers, whose imports take 15 ms of every start.
        if paths.log_file().exists() and paths.log_file().stat().st_size > _MOST_BYTES:
            paths.log_file().replace(paths.log_file().with_suffix(".old.log"))
        file = logging.FileHandler(paths.log_file(), encoding="utf-8")
    except OSError:
        return  # a program that cannot log still works
    file.setFormatter(logging.Formatter(_FORMAT))
    file.set_name("bridgebook")
    root.addHandler(file)
    root.setLevel(level)


def stop() -> None:
    """Write no more, and let go of the file."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler.get_name() == "bridgebook"]:
        root.removeHandler(handler)
        handler.close()
