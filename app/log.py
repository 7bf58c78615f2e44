"""The log: what the program did and where it failed. It never holds anybody's name.

Messages say what happened and how many; what people typed does not belong here.
"""

import logging
from logging.handlers import RotatingFileHandler

from app import paths

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(level: int = logging.INFO) -> None:
    """Write to the log file from now on; it starts anew at half a megabyte, one old one stays."""
    root = logging.getLogger()
    stop()
    try:
        file = RotatingFileHandler(
            paths.log_file(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
        )
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
