"""The card of a contact: the facts at one side, one timeline at the other (P18)."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.people import ContactCard as Contact
from app.errors import AppError, NotFound
from app.i18n import _
from app.services import contacts, referrals, relationships
from ui import dialogs, theme
from ui.actions import action, button
from ui.contacts import links
from ui.contacts.facts import Facts
from ui.contacts.history import History
from ui.contacts.referral import ReferralDialog, RelationshipDialog
from ui.contacts.timeline import Timeline
from ui.contacts.touch import TouchDialog
from ui.widgets.flow import Flow
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll

Keys = QKeySequence.StandardKey


class ContactCard(Page):
    """One person: who they are, what was between you, and what can be done now."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "organization", "position", "channel", "role", "tag", "kept_property", "touch",
         "meeting", "meeting_person", "outreach", "invitation", "stage_change", "favor", "need",
         "promise", "ask", "referral", "relationship", "tidbit"}
    )  # fmt: skip

    def __init__(self, contact_id: str) -> None:
        super().__init__()
        self._id = contact_id
        self._contact: Contact | None = None
        self._make_actions()
        self.facts = Facts()
        self.facts.opened.connect(self._open)
        self.facts.told.connect(self.say)
        self.timeline = Timeline()
        self.timeline.opened.connect(self.open_card)
        self._lay_out()
        self.setFocusProxy(self.timeline)

    def _make_actions(self) -> None:
        self.meet_action = action(
            self, _("New &meeting"), self.meet, icon="meetings", shortcut="Ctrl+M"
        )
        self.edit_action = action(self, _("Ed&it"), self.edit, icon="edit", shortcut="Ctrl+E")
        self.reach_action = action(self, _("New o&utreach"), self.reach_out, icon="pipeline")
        self.touch_action = action(
            self, _("&Note a contact"), self.note_contact, icon="note", shortcut="Ctrl+T"
        )
        self.write_action = action(self, _("&Write…"), self.write, icon="mail", shortcut="Ctrl+L")
        self.sent_here_action = action(
            self, _("Who &sent you here…"), self.add_who_sent_you, icon="network"
        )
        self.sent_on_action = action(
            self, _("To whom they se&nt you…"), self.add_whom_they_sent_you_to, icon="network"
        )
        self.knows_action = action(
            self, _("Whom they &know…"), self.add_whom_they_know, icon="persons"
        )
        self.print_action = action(
            self, _("Print…"), self.print_sheet, icon="print", shortcut=Keys.Print
        )
        self.history_action = action(self, _("Histor&y"), self.open_history, icon="clock")
        self.delete_action = action(self, _("&Delete"), self.delete, icon="trash")
        self.add_action = action(
            self, _("&Add contact"), lambda: self.open_card("new_contact"), icon="add",
            shortcut="Ctrl+N", name="add",
        )  # fmt: skip

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        acts = (self.edit_action, self.write_action, self.touch_action, self.reach_action,
                self.print_action, self.history_action)  # fmt: skip
        row.addWidget(Flow([button(act, icon=True) for act in acts], gap=theme.GRID), 1)
        row.addWidget(button(self.delete_action, icon=True), 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.setSpacing(3 * theme.GRID)
        side = QVBoxLayout()
        side.addWidget(self.facts)
        around = [self.sent_here_action, self.sent_on_action, self.knows_action]
        side.addWidget(Flow([_link(act) for act in around], gap=2 * theme.GRID))
        side.addStretch(1)
        across.addLayout(side, 2)
        across.addWidget(self.timeline, 3)
        self.body.addLayout(row)
        self.body.addWidget(Scroll(inner), 1)

    # What the window asks.

    def heading(self) -> str:
        return self._contact.name if self._contact is not None else _("Contact")

    def main_action(self) -> QAction:
        return self.meet_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.meet_action, self.reach_action, self.write_action, self.touch_action, None,
            self.edit_action, self.print_action, self.history_action, self.add_action, None,
            self.delete_action,
        )  # fmt: skip

    def refresh(self) -> None:
        try:
            contact = contacts.card(self._id)
        except NotFound:
            self.closed.emit()
            return
        self._contact = contact
        self.facts.show_contact(contact, links.around(self._id))
        self.timeline.show_rows(contact.timeline)
        self.renewed.emit()

    # What a person can do here.

    def meet(self) -> None:
        """Plan a meeting with this person."""
        self.open_card("new_meeting", self._id)

    def reach_out(self) -> None:
        """Begin an outreach to this person."""
        self.open_card("new_outreach", self._id)

    def edit(self) -> None:
        """Open the form."""
        self.open_card("contact_form", self._id)

    def write(self) -> None:
        """Choose what to write to this person."""
        # Imported here: few cards are opened in order to write.
        from ui.messages import offer

        offer.choose(self, self.write_action, offer.to_contact(self._id))

    def print_sheet(self) -> None:
        """Print everything about this person (P18)."""
        self.open_card("contact_sheet", self._id)

    def note_contact(self) -> None:
        """Note that there was contact of any kind."""
        dialogs.show(TouchDialog(self._id, self.heading(), self))

    def add_who_sent_you(self) -> None:
        """Write down who sent you to this person (P33)."""
        dialogs.show(ReferralDialog(self._id, self.heading(), sent_here=True, parent=self))

    def add_whom_they_sent_you_to(self) -> None:
        """Write down to whom this person sent you (P41)."""
        dialogs.show(ReferralDialog(self._id, self.heading(), sent_here=False, parent=self))

    def add_whom_they_know(self) -> None:
        """Write down whom this person knows, and how well (P08)."""
        dialogs.show(RelationshipDialog(self._id, self.heading(), parent=self))

    def _open(self, noun: str, row_id: str) -> None:
        """Open what was clicked among the facts: another card, or a small form over this one."""
        try:
            if noun == "referral":
                row = referrals.get(row_id)
                here = row.to_id == self._id
                dialogs.show(
                    ReferralDialog(self._id, self.heading(), sent_here=here, known=row, parent=self)
                )
            elif noun == "relationship":
                known = relationships.get(row_id, self._id)
                dialogs.show(RelationshipDialog(self._id, self.heading(), known=known, parent=self))
            else:
                self.open_card(noun, row_id)
        except NotFound as gone:
            self.say(str(gone), "warning")

    def open_history(self) -> None:
        """Show what was written about this person, when, and what it said before."""
        self.open(History(self._id, self.heading()))

    def delete(self) -> None:
        """Delete the contact and go back; undo brings everything back."""
        try:
            contacts.delete([self._id])
        except AppError as refusal:
            self.say(str(refusal), "warning")


def _link(act: QAction) -> QPushButton:
    """The action as a quiet word below the facts."""
    made = button(act, mnemonic=False)
    theme.role(made, "link")
    return made
