"""Where things live: what we ship, and what the person owns."""

import os
from pathlib import Path

import platformdirs

from app.errors import StorageError

_RESOURCES = Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """A file or folder that ships with the program."""
    return _RESOURCES.joinpath(*parts)


def data_folder() -> Path:
    """Where books, backups and the log live; made when missing. BRIDGEBOOK_DATA overrides it."""
    chosen = os.environ.get("BRIDGEBOOK_DATA")
    folder = (
        Path(chosen) if chosen else Path(platformdirs.user_data_dir("Bridgebook", appauthor=False))
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        from app.i18n import _  # it looks for its languages here

        raise StorageError(
            _(
                "Bridgebook keeps its settings and backups in “{folder}”, which cannot be made: "
                "{why}. BRIDGEBOOK_DATA may name another place."
            ).format(folder=folder, why=problem.strerror)
        ) from problem
    return folder


def settings_file() -> Path:
    """The preferences of the person at this machine. BRIDGEBOOK_DATA moves it with the rest."""
    if os.environ.get("BRIDGEBOOK_DATA"):
        return data_folder() / "settings.json"
    return Path(platformdirs.user_config_dir("Bridgebook", appauthor=False)) / "settings.json"


def default_book() -> Path:
    """The book that opens when none is named."""
    return data_folder() / "My search.bridgebook"


def sample_book() -> Path:
    """The person's private copy of the sample book."""
    return data_folder() / "Sample.bridgebook"


def backup_folder() -> Path:
    """Where verified backups go; made with the first of them."""
    return data_folder() / "backups"


def log_file() -> Path:
    """The log; it never holds anybody's name."""
    return data_folder() / "bridgebook.log"
