"""What tells one person from another across files: the LinkedIn slug, the UID of a card."""

import re
from urllib.parse import unquote

_SLUG = re.compile(r"linkedin\.com/+in/+([^/?#\s]+)", re.IGNORECASE)


def slug(link: str) -> str:
    """The `<slug>` of a LinkedIn address `…/in/<slug>` in lower case, or ''."""
    found = _SLUG.search(link)
    return unquote(found[1], errors="replace").strip().lower() if found else ""


def normal_uid(uid: str) -> str:
    """A card's UID without what programs add to it on the way."""
    return uid.strip().lower().removeprefix("urn:uuid:")
