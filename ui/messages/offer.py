"""Choosing what to write, from a card: one occasion opens at once, several are a small menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.meetings import MeetingDraft
from app.domain.messages import MessageKind, Occasion, as_kind, kind_names
from app.i18n import _
from app.services import messages
from ui.actions import action
from ui.widgets.page import Page


def to_contact(contact_id: str, *, outreach_id: str = "") -> list[tuple[str, Occasion]]:
    """The kinds that make sense for a contact now, with their names."""
    names = kind_names()
    return [
        (names[kind], Occasion(as_kind(kind), contact_id, outreach_id=outreach_id))
        for kind in messages.kinds_for(contact_id)
    ]


def about_meeting(page: Page, meeting: Callable[[], tuple[str, MeetingDraft]]) -> QAction:
    """An action that writes to the people of a meeting: a request before it, thanks after."""

    def write() -> None:
        meeting_id, draft = meeting()
        if not meeting_id or not draft.people:
            page.say(_("Save the meeting first; then there is somebody to write to."))
            return
        kind: MessageKind = "thank_you" if draft.state == "held" else "request"
        choose(page, act, [
            (name, Occasion(kind, contact_id, meeting_id=meeting_id, outreach_id=draft.outreach))
            for contact_id, name in messages.names_of(draft.people)
        ])  # fmt: skip

    act = action(page, _("Write…"), write, icon="mail", shortcut="Ctrl+L")
    return act


def choose(page: Page, act: QAction, offered: Sequence[tuple[str, Occasion]]) -> None:
    """Let the person choose below the action's button, by mouse or with the arrows."""
    if len(offered) == 1:
        page.open_card("message", offered[0][1].to_id())
        return
    menu = QMenu(page)
    for text, occasion in offered:
        menu.addAction(text).triggered.connect(_opening(page, occasion))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(_below(page, act))
    if offered:
        menu.setActiveAction(menu.actions()[0])


def _opening(page: Page, occasion: Occasion) -> Callable[[], None]:
    return lambda: page.open_card("message", occasion.to_id())


def _below(page: Page, act: QAction) -> QPoint:
    """Under the button, where there is one; else in the page's corner."""
    wanted = act.text()
    found: list[QWidget] = [
        one for one in page.findChildren(QPushButton) if one.text() == wanted and one.isVisible()
    ]
    anchor = found[0] if found else page
    return anchor.mapToGlobal(QPoint(0, anchor.height() if found else 0))
