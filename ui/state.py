"""How windows were arranged: sizes, the page last seen. Never anything a person typed."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from app import paths


def _store() -> QSettings:
    return QSettings(str(paths.data_folder() / "windows.ini"), QSettings.Format.IniFormat)


def keep(name: str, value: str) -> None:
    """Remember a word under this name."""
    _store().setValue(name, value)


def kept(name: str, default: str = "") -> str:
    """What was remembered."""
    return str(_store().value(name, default))


def keep_geometry(window: QWidget, name: str) -> None:
    """Remember where a window stands and how large it is."""
    _store().setValue(f"geometry/{name}", window.saveGeometry())


def restore_geometry(window: QWidget, name: str) -> bool:
    """Put a window where it stood; False when it was never seen."""
    value = _store().value(f"geometry/{name}")
    return isinstance(value, QByteArray) and window.restoreGeometry(value)
