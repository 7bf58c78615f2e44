"""The pages of the window, in the order of the sidebar. A new page is one line in `specs`.

The pages' modules are imported when they are first shown, so that the first picture is fast.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from app.i18n import _
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
    return [
        PageSpec(
            "today", _("Today"), "today", _made("ui.today.page", "Today"), badge=_counted("count")
        ),
        PageSpec(
            "contacts",
            _("Contacts"),
            "contacts",
            _made("ui.contacts.list", "ContactList"),
            finds=True,
        ),
        PageSpec(
            "meetings",
            _("Meetings"),
            "meetings",
            _made("ui.meetings.list", "MeetingList"),
            badge=_counted("unready"),
        ),
        PageSpec("pipeline", _("Pipeline"), "pipeline", _made("ui.pipeline.page", "Pipeline")),
        PageSpec(
            "favors",
            _("Favors and needs"),
            "favors",
            _made("ui.favors.page", "FavorsPage"),
            badge=_asks_without_offer,
        ),
        PageSpec("tidbits", _("Tidbits"), "tidbits", _made("ui.tidbits.list", "TidbitList")),
        PageSpec("network", _("Network"), "network", _made("ui.network.page", "Network")),
        PageSpec("print", _("Print"), "print", _made("ui.printing.page", "PrintPage")),
        PageSpec("importing", _("Import"), "import", _made("ui.importing.page", "ImportPage")),
    ]


def cards() -> Mapping[str, Callable[[str], Page]]:
    """What `Page.open_card(noun, id)` lays over the page one is at.

    For contact, contact_form, outreach, meeting, meeting_form, running and debrief the id is the
    thing's own; for new_contact it is empty; for new_meeting and new_outreach it is a contact's, or
    empty; for tidbit it is its own, or empty for a new one. For message it is an `Occasion` as a
    text, for templates a kind of message, or empty. For pack it is meetings' ids with commas,
    for contact_sheet a contact's, for network_picture a goal as `ui.printing.network` says it.
    For ask, favor, need and promise it is their own; for a new one of these a contact's, or empty.
    """
    return {
        "contact": _card("ui.contacts.card", "ContactCard"),
        "contact_form": _card("ui.contacts.form", "ContactForm"),
        "new_contact": _card("ui.contacts.quick", "QuickAdd"),
        "meeting": _card("ui.meetings.form", "MeetingForm"),
        "meeting_form": _card("ui.meetings.form", "MeetingForm"),
        "new_meeting": _card("ui.meetings.cards", "new_meeting"),
        "debrief": _card("ui.meetings.debrief", "Debrief"),
        "running": _card("ui.meetings.running", "RunningMeeting"),
        "ask": _card("ui.favors.forms", "AskForm"),
        "new_ask": _card("ui.favors.forms", "new_ask"),
        "favor": _card("ui.favors.forms", "FavorForm"),
        "new_favor": _card("ui.favors.forms", "new_favor"),
        "need": _card("ui.favors.forms", "NeedForm"),
        "new_need": _card("ui.favors.forms", "new_need"),
        "needs_review": _card("ui.favors.review", "needs_review"),
        "promise": _card("ui.favors.forms", "PromiseForm"),
        "new_promise": _card("ui.favors.forms", "new_promise"),
        "pack": _card("ui.printing.page", "print_pack"),
        "call_list": _card("ui.printing.page", "print_calls"),
        "contact_sheet": _card("ui.printing.page", "print_contact"),
        "network_picture": _card("ui.printing.page", "print_network"),
        "preferences": _card("ui.preferences.page", "Preferences"),
        "tidbit": _card("ui.tidbits.card", "TidbitCard"),
        "outreach": _card("ui.pipeline.card", "OutreachCard"),
        "new_outreach": _card("ui.pipeline.beginning", "NewOutreach"),
        "message": _card("ui.messages.page", "MessagePage"),
        "templates": _card("ui.messages.templates", "Templates"),
    }


def _made(module: str, page: str) -> Callable[[], Page]:
    """A page without an id, imported when it is first wanted."""

    def make() -> Page:
        made: Page = getattr(import_module(module), page)()
        return made

    return make


def _asks_without_offer() -> int:
    from app.services import standing

    return standing.asks_without_offer()


def _counted(what: str) -> Callable[[], int]:
    """How many things want attention, counted by `app.services.today` when it is asked for."""

    def count() -> int:
        from app.services import today

        found: int = getattr(today, what)()
        return found

    return count


def _card(module: str, page: str) -> Callable[[str], Page]:
    """A page for one thing, imported when it is first wanted."""

    def make(row_id: str) -> Page:
        made: Page = getattr(import_module(module), page)(row_id)
        return made

    return make
