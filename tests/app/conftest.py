"""A book of its own for every test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import database


@pytest.fixture
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command keeps besides the book, it keeps for this test; the zone is UTC."""
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", "Etc/UTC")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An open, empty book; preferences and backups are the test's own, the zone is UTC."""
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", "Etc/UTC")
    path = tmp_path / "Test.bridgebook"
    database.open_book(path, create=True)
    yield path
    database.close()
