"""“Who opened this door?” The one way past information only (P01 P02 P03 B04)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import pipeline
from app.domain.board import OutreachPage
from app.domain.pipeline import InvitationDraft, OpportunityDraft
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import directory, opportunities, outreach
from ui import theme
from ui.pipeline.typed import Typed
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Check, Choice, Line, Text
from ui.widgets.form import Field, Form
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scroll

_SAID = ("kind", "given_by", "given_on", "channel", "words")  # fields of the invitation itself


def find_people(text: str) -> Sequence[Entry]:
    """Contacts for a picker."""
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]


def find_openings(text: str) -> Sequence[Entry]:
    """Opportunities that the book knows already, for a picker."""
    return [Entry(o.id, o.title, o.organization) for o in opportunities.listing(text, 12)]


def _what_was_said(today: date) -> list[Field]:
    kinds, ways = pipeline.invitation_kinds(), pipeline.channel_names()
    said = _("As near as you remember. It goes on the card.")
    return [
        Field("kind", _("&What was it?"), editor=Choice([*kinds.items()])),
        Field("given_by", _("Who &said it?"), editor=Picker(find_people)),
        Field("given_on", _("O&n which day?"), editor=Date(today=lambda: today)),
        Field("channel", _("&How?"), editor=Choice([*ways.items()])),
        Field("words", _("In their wor&ds"), said,
              Text(_("“You should talk to our head of planning. Use my name.”"))),
    ]  # fmt: skip


def _whom_it_leads_to() -> list[Field]:
    allowed, pick = pipeline.name_permissions(), _("A name, known or new")
    return [
        Field("leads_to", _("Whom does it &lead to?"), _("Somebody new becomes a contact."),
              Picker(find_people, placeholder=pick, new=True)),
        Field("may_use_name", _("May you &use their name?"), editor=Choice([*allowed.items()])),
    ]  # fmt: skip


def _what_was_applied_for(today: date) -> list[Field]:
    title = _("Its title, known or new")
    return [
        Field("title", _("Which &position?"),
              editor=Picker(find_openings, placeholder=title, new=True)),
        Field("organization", _("At which &firm?"), editor=Line()),
        Field("link", _("Lin&k"), _("Where it is described, if anywhere."), Line()),
        Field("applied_on", _("Applied &on"), editor=Date(today=lambda: today)),
    ]  # fmt: skip


class Door(QDialog):
    """Asks who opened the door, and moves the outreach through it when that is answered."""

    def __init__(
        self, page: OutreachPage, to: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._card, self._page, self._to = page.card, page, to
        invited = page.card.stage != "info_only"
        self.setWindowTitle(
            _("The application") if invited and to == "applied" else _("Who opened this door?")
        )
        self.setModal(True)
        self._make_forms(today)
        self._explanation = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._explanation, "subtle")
        self.banner = Banner()
        self._move = QPushButton()
        self._move.setDefault(True)
        theme.role(self._move, "main")
        self._move.clicked.connect(self.save)
        self._lay_out(invited)
        self._fill(today)
        self._keep_typing()
        self._follow()
        first = self.application.editor("title") if invited else self.invitation.editor("words")
        first.setFocus()

    # The form, in three parts: what was said, whom it leads to, what one applied for.

    def _make_forms(self, today: date) -> None:
        name = self._card.invited_by or self._card.name
        self._keep = Check(_("{name}’s invitation stands for this, too").format(name=name))
        self._keep.edited.connect(self._follow)
        self.invitation = Form(_what_was_said(today))
        self.invitation.edited.connect(self._on_edit)
        self.lead = Form(_whom_it_leads_to())
        self.application = Form(_what_was_applied_for(today))
        self.application.edited.connect(self._on_opening)

    def _lay_out(self, invited: bool) -> None:
        self._keep.setVisible(invited)
        self._first = QWidget()
        first, second = QVBoxLayout(self._first), QVBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.invitation)
        first.addStretch(1)
        second.addWidget(self.lead)
        second.addWidget(self.application)
        second.addStretch(1)
        forms = QWidget()
        across = QHBoxLayout(forms)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.setSpacing(4 * theme.GRID)
        across.addWidget(self._first, 1)
        across.addLayout(second, 1)
        scroll = Scroll(forms)
        buttons = QDialogButtonBox()
        buttons.addButton(self._move, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        heading = QLabel(self.windowTitle())
        theme.role(heading, "heading")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        outer.setSpacing(2 * theme.GRID)
        parts: tuple[QWidget, ...] = (heading, self._explanation, self.banner, self._keep)
        for part in parts:
            outer.addWidget(part)
        outer.addWidget(scroll, 1)
        outer.addWidget(buttons)

    def _fill(self, today: date) -> None:
        card = self._card
        self._keep.set_value(True)
        self.invitation.set_values(
            {
                "kind": "lead" if self._to == "referred" else "position",
                "given_by": Entry(card.contact_id, card.name),
                "given_on": today,
                "channel": "in_person",
            }
        )
        self.lead.set_values({"may_use_name": "not_asked"})
        # After a lead, the opening is most likely where the lead led.
        led_to = directory.rows([self._page.leads_to_id]) if self._page.leads_to_id else []
        firm = led_to[0].organization if led_to else card.organization
        self.application.set_values({"organization": firm, "applied_on": today})

    def _keep_typing(self) -> None:
        forms = [
            (self.invitation, _SAID),
            (self.lead, ("leads_to", "may_use_name")),
            (self.application, ("title", "organization", "link", "applied_on")),
        ]
        self._typed = Typed(f"door:{self._card.id}:{self._to}", forms, self)
        self._typed.failed.connect(lambda text: self.banner.say(text, "warning"))
        if self._typed.bring_back():
            self.banner.say(_("What you typed before is back; it is not saved yet."))
        self.rejected.connect(self._typed.forget)

    def to(self) -> str:
        """The stage that the answer leads to: a lead to Referred, a position to Applied."""
        if self._card.stage != "info_only":
            return self._to
        return "referred" if self.invitation.editor("kind").value() == "lead" else "applied"

    def _keeps(self) -> bool:
        """Whether the invitation that there is stands for the next step, too."""
        return self._card.stage != "info_only" and self._keep.value()

    def _on_edit(self, name: str) -> None:
        if name == "kind":
            self._follow()

    def _on_opening(self, name: str) -> None:
        """An opening that the book knows brings its firm along."""
        picked = self.application.editor("title").value()
        if name == "title" and picked.id:
            self.application.editor("organization").set_value(picked.subtitle)

    def _follow(self) -> None:
        """Show what the answers so far leave to be said."""
        to = self.to()
        self._first.setVisible(not self._keeps())
        figure = self.fontMetrics().horizontalAdvance("0")
        wanted = QSize((74 if self._keeps() else 126) * figure, 86 * figure)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self.lead.setVisible(to == "referred")
        self.application.setVisible(to == "applied")
        stage = pipeline.stage_names()[to]
        self._move.setText(_("Move to {stage}").format(stage=stage))
        name = self._card.name
        self._explanation.setText(
            {
                "referred": _(
                    "You approached {name} for information only. A lead they gave you moves the "
                    "card to Referred; they are thanked, and hear from you how it went."
                ),
                "applied": _(
                    "You approached {name} for information only. Their suggestion to apply moves "
                    "the card to Applied, with the position and the day."
                )
                if self._card.stage == "info_only"
                else _("What you applied for, and whose invitation was behind it."),
            }[to].format(name=name)
        )

    # Saving.

    def save(self) -> None:
        """Move the card, or say what is missing."""
        self.banner.dismiss()
        if self.to() == "referred" and not self.lead.editor("leads_to").settle():
            return
        try:
            answers = self._answers()
            outreach.advance(self._card.id, self.to(), **answers)
        except Invalid as invalid:
            self._show_errors(invalid.errors)
        except AppError as error:
            self.banner.say(str(error), "warning")
        else:
            self._typed.forget()
            self.accept()

    def _answers(self) -> dict[str, Any]:
        errors: dict[str, str] = {}
        values: dict[str, Any] = {}
        for form in self._asked():
            try:
                values |= form.values()
            except Invalid as invalid:
                errors |= invalid.errors
        if errors:
            raise Invalid(errors)
        answers: dict[str, Any] = {}
        if not self._keeps():
            answers["invitation"] = self._invitation(values)
        if self.to() == "applied":
            answers["applied_on"] = values["applied_on"]
            answers["opportunity"] = OpportunityDraft(
                values["title"].text, values["organization"], values["link"],
                id=values["title"].id,
            )  # fmt: skip
        return answers

    def _invitation(self, values: dict[str, Any]) -> InvitationDraft:
        leads_to = values.get("leads_to", Entry())
        return InvitationDraft(
            values["kind"], values["given_on"], values["channel"], values["words"],
            values["given_by"].id, leads_to.id, "" if leads_to.id else leads_to.text,
            values.get("may_use_name", "not_asked"),
        )  # fmt: skip

    def _asked(self) -> list[Form]:
        shown = [] if self._keeps() else [self.invitation]
        return [*shown, self.lead if self.to() == "referred" else self.application]

    def _show_errors(self, errors: dict[str, str]) -> None:
        """Each sentence under its field; the first one of all gets the cursor."""
        said = {name: text for name, text in errors.items() if name in _SAID}
        rest = {name: text for name, text in errors.items() if name not in _SAID}
        *first, second = self._asked()
        second.show_errors(rest)
        for form in first:
            form.show_errors(said)
