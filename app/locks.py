"""One window per book."""

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2


def hold(path: Path) -> Any:
    """Hold a book for this process until it is closed or dies; None when another one holds it.

    It is SQLite's own lock, on an empty file beside the book: every system frees it by itself, and
    it costs no library's import at the start.
    """
    name = f"{os.path.realpath(path)}.lock"
    try:
        beside = dbapi2.connect(name, isolation_level=None, timeout=0)
    except dbapi2.OperationalError:
        os.close(os.open(name, os.O_RDWR | os.O_CREAT))  # the system says why, SQLite does not
        raise
    try:
        beside.execute("BEGIN EXCLUSIVE")
    except dbapi2.OperationalError as problem:
        beside.close()
        if "locked" in str(problem):
            return None
        raise
    return beside
