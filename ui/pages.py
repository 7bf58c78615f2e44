"""The pages of the window, in the order of the sidebar. A new page is one line in `specs`.

The pages' modules are imported when they are first shown, so that the first picture is fast.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ui.widgets.page import Page


@dataclass(frozen=True)
class PageSpec:
    """What the window has to know of a page before it exists."""

    name: str
    title: str
    icon: str
    make: Callable[[], Page]
    badge: Callable[[], int] | None = None  # how many things want attention; asked after changes
    finds: bool = False  # the window's search field leads here from pages that cannot search


def specs() -> list[PageSpec]:
    """Every page there is."""
    return []


# What `Page.open_card(noun, id)` lays over the page one is at. The nouns are
#   contact, contact_form, outreach, meeting, meeting_form, debrief: the id is the thing's own;
#   new_contact: the id is empty; new_meeting, new_outreach: the id is a contact's, or empty.
CARDS: Mapping[str, Callable[[str], Page]] = {}
