"""Whom a name in a line means, for the pickers below it."""

from collections.abc import Sequence

from app.domain import names
from app.services import capture, directory
from ui.widgets.editor import Entry


def find(text: str) -> Sequence[Entry]:
    """Who is called so, then whose name begins so."""
    found = {c.id: c for c in (*capture.whom(text), *directory.choices(text))} if text else {}
    return [Entry(c.id, c.name, c.organization) for c in found.values()]


def entry_for(name: str) -> Entry:
    """The only one who is called so, or the bare name, to be asked about or to become somebody."""
    if not name:
        return Entry()
    found = capture.whom(name)
    plain = names.fold(name).casefold()
    same = [one for one in found if names.fold(one.name).casefold() == plain] or found
    if len(same) != 1:
        return Entry(text=name)
    return Entry(same[0].id, same[0].name, same[0].organization)
