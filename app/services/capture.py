"""Writing down what a line of text says, in one step (P23, P24, P41).

A note becomes a line among the contact's notes, with its day. It is no contact had: what one hears
of somebody is no reason to think that one spoke with them.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import paths
from app.database import edit
from app.domain import capture, names
from app.domain.capture import Captured, Language, Understood
from app.domain.favors import FavorDraft
from app.domain.people import ContactDraft, PersonChoice, PositionDraft
from app.domain.promises import PromiseDraft
from app.domain.referrals import LinkDraft
from app.domain.tidbits import Interest, TidbitDraft
from app.errors import Invalid
from app.i18n import _
from app.services import clock, contacts, directory, favors, needs, promises, referrals, tidbits

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Noted:
    """What was written down: in a sentence, about whom, and whose needs it would meet (P24)."""

    sentence: str
    contact_id: str = ""
    helps: tuple[Interest, ...] = ()


def language() -> Language:
    """The words of the person's language; English until there are others. None, with a mistake."""
    return _of_file(paths.resource("capture", "en.json"))[0]


def problem() -> str:
    """What is wrong with the file of these words, in a sentence; '' where all is well."""
    return _of_file(paths.resource("capture", "en.json"))[1]


@lru_cache(maxsize=1)
def _of_file(file: Path) -> tuple[Language, str]:
    try:
        return capture.read_language(json.loads(file.read_text(encoding="utf-8"))), ""
    except (OSError, ValueError) as mistake:
        found = str(capture.unreadable(mistake))
    except Invalid as refusal:
        found = str(refusal)
    log.warning("quick capture: %s", found)
    return capture.NO_WORDS, found


def understand(typed: str, *, at: datetime | None = None) -> Understood:
    """What a line seems to say; names are looked up in the search index."""
    return capture.understand(typed, language(), _is_known, today=clock.day(at))


def whom(name: str) -> Sequence[PersonChoice]:
    """Who is called so, by given name, family name or both."""
    return directory.named(name)


def save(captured: Captured, *, at: datetime | None = None) -> Noted:
    """Write it down, with everybody new that it names; raises `Invalid` with a text per field."""
    captured = captured.checked()
    try:
        with edit(_labels()[captured.kind]):
            if not captured.contact_id and captured.kind != "tidbit":
                captured = replace(captured, contact_id=_new(captured.who))
            _write(captured, at)
    except Invalid as refusal:
        raise Invalid(
            {_FIELDS.get(field, field): text for field, text in refusal.errors.items()}
        ) from None
    helps = _helps(captured)
    return Noted(in_words(captured), captured.contact_id, helps)


# The editors of the line by the fields of what it becomes.
_FIELDS = {
    "contact": "who", "given": "who", "source": "who", "what": "text", "on_date": "day",
    "heard_on": "day", "made_on": "day", "due": "day", "notes": "text", "reason": "text",
    "from": "who", "to": "other",
}  # fmt: skip


def _write(captured: Captured, at: datetime | None) -> None:
    contact, text, day = captured.contact_id, captured.text, captured.day
    if captured.kind == "need":
        needs.add(contact, text, day, at=at)
    elif captured.kind in capture.FAVORS:
        given = captured.kind == "favor_given"
        favors.add(
            FavorDraft(contact, "given" if given else "received", what=text, on_date=day), at=at
        )
    elif captured.kind in capture.PROMISES:
        kind = "introduction" if captured.kind == "introduction" else ""
        direction: Any = "mine" if captured.kind == "promise_mine" else "theirs"
        promises.add(PromiseDraft(direction, text, day, contact, kind=kind), at=at)
    elif captured.kind == "tidbit":
        source = "" if contact else captured.who
        tidbits.add(TidbitDraft(text, source, contact, heard_on=day), at=at)
    elif captured.kind == "name":
        to = captured.other_id or _new(captured.other, captured.firm)
        referrals.add(LinkDraft(contact, to, reason=text, on_date=day), at=at)
    else:
        _add_note(contact, text, (day or clock.day(at)).isoformat())


def _add_note(contact_id: str, text: str, day: str) -> None:
    draft = contacts.draft_of(contact_id)
    line = _("{day}: {note}").format(day=day, note=text)
    contacts.change(contact_id, replace(draft, notes=f"{draft.notes}\n{line}".strip()))


def _new(name: str, firm: str = "") -> str:
    """Somebody who was only a name becomes a contact."""
    given, family = names.split(name)
    positions = (PositionDraft(firm),) if firm else ()
    return contacts.add(ContactDraft(given, family, positions=positions))


def _is_known(name: str) -> bool:
    return len(name) > 1 and directory.is_name(name)


def _helps(captured: Captured) -> tuple[Interest, ...]:
    """Whose needs something new would meet: tidbits and notes are looked at (P24)."""
    if captured.kind not in ("tidbit", "note"):
        return ()
    return tidbits.helped_by(captured.text, besides=[captured.contact_id])


def in_words(captured: Captured) -> str:
    """What will be, or was, written down, in a sentence."""
    found = directory.rows([captured.contact_id]) if captured.contact_id else []
    other = directory.rows([captured.other_id])[0].name if captured.other_id else captured.other
    return _sentences()[captured.kind].format(
        name=found[0].name if found else captured.who, text=captured.text, other=other
    )


def _labels() -> dict[str, str]:
    return {
        "need": _("Note need"),
        "tidbit": _("Note tidbit"),
        "favor_received": _("Note favor"),
        "favor_given": _("Note favor"),
        "promise_mine": _("Note promise"),
        "promise_theirs": _("Note promise"),
        "introduction": _("Note promise"),
        "name": _("Note name"),
        "note": _("Note something"),
    }


def _sentences() -> dict[str, str]:
    return {
        "need": _("{name} needs: {text}"),
        "tidbit": _("Noted, and only for you: {text}"),
        "favor_received": _("A favor from {name}: {text}"),
        "favor_given": _("A favor to {name}: {text}"),
        "promise_mine": _("You promised {name}: {text}"),
        "promise_theirs": _("{name} promised: {text}"),
        "introduction": _("{name} promised an introduction: {text}"),
        "name": _("{name} named {other}"),
        "note": _("Noted about {name}: {text}"),
    }
