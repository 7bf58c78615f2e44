"""What stands between you and one person: needs, favors, asks, and the time asked (P10, P21)."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app import settings
from app.domain import asks as ask_rules
from app.domain import names
from app.domain.asks import TimeAsked
from app.domain.people import ContactCard
from app.i18n import _
from app.services import asks, clock, needs, standing
from ui import theme
from ui.contacts import words
from ui.contacts.shortened import ShortLink
from ui.widgets.flow import Flow
from ui.widgets.wrapped import Wrapped

_SHORT = 24  # letters that always have room

Open = Callable[[str, str], object]  # a noun and an id, as `Page.open_card` takes them


def need_lines(contact: ContactCard, show: Open) -> Iterator[QWidget]:
    """What they need and nobody has met yet, and since when it is known (P23)."""
    zone, now = settings.your_zone(), clock.moment()
    for row in needs.listing(contact=contact.id):
        yield _text(row.text)
        heard = _("heard {when}").format(when=words.ago(row.heard_on, now, zone))
        yield _link(heard, show, "need", row.id)


def exchange_lines(contact: ContactCard, show: Open) -> Iterator[QWidget]:
    """How the favors stand, what is asked, how much of their time it was; and adding to it."""
    called = names.called(contact.draft.given, contact.draft.family)
    if stands := standing.balance(contact.id).words(called):
        yield _text(stands)
    asked = asks.time_asked([contact.id]).get(contact.id, TimeAsked())
    if time := asked.words(settings.load().ask_window_days):
        yield _text(time)
    for row in asks.listing(contact=contact.id, which="open"):
        state = ask_rules.state_names()[row.state]
        yield _text(_("{state}: {thing}").format(state=state, thing=row.thing))
        offer = _("In return: {offer}").format(offer=row.offer)
        yield _link(offer if row.offer else _("No offer yet"), show, "ask", row.id)
    yield Flow(
        [
            _link(text, show, noun, contact.id)
            for noun, text in (
                ("new_favor", _("Add a favor")), ("new_ask", _("Add an ask")),
                ("new_need", _("Add a need")), ("new_promise", _("Add a promise")),
            )
        ],
        gap=2 * theme.GRID,
    )  # fmt: skip


def _text(text: str) -> QLabel:
    label = Wrapped(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _link(text: str, show: Open, noun: str, row_id: str) -> QPushButton:
    made = ShortLink(text) if len(text) > _SHORT else QPushButton(text)
    theme.role(made, "link")
    made.setAccessibleName(text)
    made.setFixedHeight(made.fontMetrics().height() + 2)
    made.clicked.connect(lambda _on=False: show(noun, row_id))
    return made
