"""What a person prefers, for all books at this machine: one dataclass, one JSON file.

Facts about the data live in the book; how windows were arranged lives in `ui/state.py`.
"""

import json
import locale
import logging
import os
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from app import paths
from app.errors import StorageError
from app.i18n import _

log = logging.getLogger(__name__)

# Where the printer holds Letter; everybody else prints on A4.
_LETTER_COUNTRIES = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)


@dataclass(frozen=True)
class Settings:
    """The preferences; every one has a sensible beginning. Change one with `replace`."""

    language: str = ""  # a code like "de"; empty means what the system says
    colours: str = "system"  # or "light", "dark"
    paper: str = ""  # "a4", "letter"; empty means what the country uses
    your_name: str = ""  # how letters are signed
    your_zone: str = ""  # the person's own, "Europe/Berlin"; empty means the system's
    last_book: str = ""  # the book that opens when none is named
    backups_to_keep: int = 10
    meeting_minutes: int = 30  # what a new meeting is agreed for
    country: str = ""  # whose holidays count, "DE"; empty means the system's
    region: str = ""  # a part of it with holidays of its own, "BY"
    # The etiquette clock; the preferences say why it is this number, and where it comes from.
    thank_within_hours: int = 24  # P04 B02
    report_within_days: int = 3  # B01
    tell_of_lead_within_days: int = 7  # P04
    promise_within_days: int = 7  # B06
    introduction_within_days: int = 7  # B06
    second_try_business_days: int = 5  # B02
    last_try_business_days: int = 7  # B02
    rest_after_business_days: int = 5  # B02
    rest_for_days: int = 60  # B02
    # What a print pack has besides its briefs; private notes are never remembered.
    pack_itinerary: bool = True
    pack_wallet_cards: bool = False
    pack_double_sided: bool = False
    ask_window_days: int = 90  # B03: how long an ask is remembered when another one is prepared


_ALLOWED: dict[str, tuple[str, ...]] = {
    "colours": ("system", "light", "dark"),
    "paper": ("", "a4", "letter"),
}
_LEAST = 1  # of every number
_MOST = 10_000  # days, hours, minutes: more leads out of the calendar


def load() -> Settings:
    """The preferences as they were saved; what is unknown or ill-typed falls back."""
    global _known
    file = paths.settings_file()
    try:
        stamp = (str(file), file.stat().st_mtime_ns)
    except OSError:
        return Settings()
    if _known is None or _known[0] != stamp:
        _known = (stamp, _read())
    return _known[1]


def save(settings: Settings) -> None:
    """Keep the preferences; a half-written file never replaces a whole one.

    Raises `StorageError` where they cannot be written.
    """
    global _known
    file = paths.settings_file()
    fresh = file.with_name(f"{file.name}.new")
    text = json.dumps(asdict(settings), indent=2, ensure_ascii=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)
    except OSError as problem:
        raise StorageError(
            _("The preferences could not be written to “{file}”: {why}. They stay as they were.")
            .format(file=file, why=problem.strerror)
        ) from problem  # fmt: skip
    _known = None  # two savings may bear the same time


_known: tuple[tuple[str, int], Settings] | None = None


def _read() -> Settings:
    try:
        found = json.loads(paths.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        log.warning("the preferences cannot be read, the defaults are used")
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    kept = {
        field.name: found[field.name]
        for field in fields(Settings)
        if field.name in found and _fits(field.name, found[field.name], field.default)
    }
    return Settings(**kept)


def _fits(name: str, value: Any, default: Any) -> bool:
    """Whether a value from the file is of the right kind."""
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, int):
        return type(value) is int and _LEAST <= value <= _MOST
    return isinstance(value, str) and value in _ALLOWED.get(name, (value,))


def your_zone() -> str:
    """The person's own time zone: chosen, or the system's, or UTC."""
    if chosen := load().your_zone:
        return chosen
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, OSError, ValueError):
        return "UTC"


def paper() -> Literal["a4", "letter"]:
    """`a4` or `letter`: chosen, or what printers hold in the person's country."""
    chosen = load().paper
    if chosen == "letter" or (not chosen and system_country() in _LETTER_COUNTRIES):
        return "letter"
    return "a4"


def language() -> str:
    """The person's language, a code such as `de` or `sv_SE`: chosen, or the system's."""
    return load().language or _locale("LC_ALL", "LC_COLLATE", "LANG")


def country() -> str:
    """Whose holidays count, a code such as `DE`: chosen, or the system's; '' where none says."""
    return load().country or system_country()


def system_country() -> str:
    """The country that the system names, a code such as `DE`; '' where it names none."""
    _language, _underscore, country = _locale("LC_ALL", "LC_PAPER", "LANG").partition("_")
    return country.upper()


def _locale(*names: str) -> str:
    """What the system's variables say, the first that is set; other systems say it by `locale`."""
    found = next((value for name in names if (value := os.environ.get(name))), "")
    found = found or locale.getlocale()[0] or ""
    return found.split(".")[0].split("@")[0]
