"""Files that a person keeps outside the book, such as printed pages: whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read: it is full of other people's affairs.

    What stood there before stays until all of the new one is on the disk. Should the machine stop
    in between, `.NAME.part` beside it is what is left, and the next one takes its place. Raises
    `OSError`.
    """
    fresh = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        fresh.unlink()
    try:
        opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with open(opened, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink()


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends
