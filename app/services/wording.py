"""The rules of wording that ship with the program, one file for each language."""

import json
import logging
from functools import lru_cache
from pathlib import Path

from app import paths, settings
from app.domain import wording_file
from app.domain.wording import Rules
from app.i18n import _
from app.services import meetings, outreach

log = logging.getLogger(__name__)
ENGLISH = "en"


def rules(language: str = "") -> Rules:
    """The rules for a language (a code like `de`), else for the one that the program speaks.

    A language without a file has none: English rules never read German. `language` of the answer
    says which was asked for.
    """
    return _of_file(
        str(paths.resource("wording")), (language or spoken()).split("_")[0].split("-")[0]
    )


def spoken() -> str:
    """The language that the program speaks."""
    return settings.load().language or ENGLISH


def stage_with(contact_id: str) -> str:
    """How far the newest open outreach to a person has come, for words without a thread (P01)."""
    thread = meetings.open_outreach(contact_id)
    return outreach.standing(thread).stage if thread else "info_only"


@lru_cache(maxsize=8)
def _of_file(folder: str, language: str) -> Rules:
    name = f"{language}.json"
    file = Path(folder, name)
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Rules(language)
    except json.JSONDecodeError as mistake:
        text = _("{file} is no JSON: line {line}, column {column}. Nothing is marked.").format(
            file=name, line=mistake.lineno, column=mistake.colno
        )
        found = Rules(language, problems=(text,))
    except (OSError, UnicodeDecodeError):
        text = _("{file} cannot be read. Nothing is marked.").format(file=name)
        found = Rules(language, problems=(text,))
    else:
        found = wording_file.read(data, language=language, file=name)
    for problem in found.problems:
        log.warning("wording rules: %s", problem)
    return found
