"""Small and read-only disks to try a book on, where this machine lets us make them."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def _run(*command: object) -> bool:
    try:
        return (
            subprocess.run([*map(str, command)], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own in this folder, that is soon full."""
    folder.mkdir(exist_ok=True)
    if not _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder):
        pytest.skip("mounting a disk wants root")
    try:
        yield folder
    finally:
        assert _run("umount", folder)


@contextlib.contextmanager
def nothing_written(disk: Path) -> Iterator[None]:
    """For a while, this disk (a `small_disk`) can only be read."""
    assert _run("mount", "-o", "remount,ro", disk)
    try:
        yield
    finally:
        assert _run("mount", "-o", "remount,rw", disk)


@contextlib.contextmanager
def unchangeable(file: Path) -> Iterator[None]:
    """For a while, nobody may write this file, root included."""
    if not _run("chattr", "+i", file):
        pytest.skip("making a file unchangeable wants root, and a disk that can")
    try:
        yield
    finally:
        assert _run("chattr", "-i", file)
