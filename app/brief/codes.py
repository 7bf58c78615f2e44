"""What a telephone in the hand can do with the page: a code to scan, and links to click.

A call's code joins it, or rings the person where no link is known. It is ink on paper: nothing is
sent or opened by printing it. A place to go to has none: maps would be asked at a company on the
net, and the address stands on the page in words.
"""

import re
from functools import lru_cache

from app.brief.content import Brief
from app.brief.page import MM, Code

_LINK = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s().\-/]{5,30}")

# Cameras want modules of 0.4 mm or more, and four of them white all around.
SMALLEST = 18 * MM
_MODULE = 0.45 * MM
_LARGEST = 45  # modules; longer links are typed or clicked
QUIET = 4


def link(text: str) -> str:
    """The first address of the net in this text, or nothing."""
    found = _LINK.search(text)
    return found[0] if found else ""


def dialled(phone: str) -> str:
    """The number as a telephone takes it, or nothing where it is none."""
    text = phone.strip()
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if not _NUMBER.fullmatch(text) or not 5 <= len(digits) <= 15:
        return ""
    return "tel:" + "+" * text.startswith("+") + digits


def leads_to(brief: Brief) -> str:
    """What a scan of the page's code opens: the call, or the person's number; or nothing."""
    if not brief.call:
        return ""
    phones = [dialled(person.phone) for person in brief.people[:1]]
    return link(brief.place) or "".join(phones)


def code(target: str) -> Code | None:
    """The code for this, at the origin; nothing where it would be too fine to scan."""
    modules = _modules(target)
    if not modules:
        return None
    return Code(0.0, 0.0, max(SMALLEST, len(modules) * _MODULE), modules)


@lru_cache(maxsize=256)
def _modules(target: str) -> tuple[bytes, ...]:
    import segno

    if not target or len(target) > 200:
        return ()
    # The mask is fixed: to try all eight takes longer than the rest of a page.
    found = segno.make_qr(target, error="m", mask=4, boost_error=False)
    return tuple(map(bytes, found.matrix)) if len(found.matrix) <= _LARGEST else ()
