"""The person's preferences at this machine: one dataclass, one JSON file."""

import json
import os
from dataclasses import asdict, dataclass, fields
from typing import Any

from app import paths

# Where the printer holds Letter; everybody else prints on A4.
_LETTER_COUNTRIES = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)


@dataclass(frozen=True)
class Settings:
    """What a person can choose; an empty text means what the system says."""

    language: str = ""
    colours: str = "system"  # or "light", "dark"
    paper: str = ""  # or "a4", "letter"
    your_zone: str = ""
    backups_to_keep: int = 10
    last_book: str = ""


def load() -> Settings:
    """The preferences; whatever is unknown or of another type falls back to the default."""
    try:
        found = json.loads(paths.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    return Settings(**{
        field.name: found[field.name]
        for field in fields(Settings)
        if field.name in found and _fits(found[field.name], field.default)
    })  # fmt: skip


def save(settings: Settings) -> None:
    """Keep the preferences; the file is replaced as a whole."""
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(file.name + ".new")
    temporary.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    temporary.replace(file)


def your_zone() -> str:
    """The person's own time zone: chosen, or the system's, or UTC."""
    if chosen := load().your_zone:
        return chosen
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, OSError, ValueError):
        return "UTC"


def paper() -> str:
    """`a4` or `letter`: chosen, or what printers hold in the person's country."""
    if chosen := load().paper:
        return chosen
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        place = os.environ.get(name, "").split(".")[0].split("@")[0]
        if "_" in place:
            return "letter" if place.split("_")[1].upper() in _LETTER_COUNTRIES else "a4"
    return "a4"


def _fits(value: Any, default: Any) -> bool:
    return type(value) is type(default) and (not isinstance(value, int) or value > 0)
