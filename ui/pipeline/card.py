"""The page of one outreach: where it stands, what comes next, what is due, how it came here."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.board import OutreachPage
from app.domain.pipeline import STAGES, stage_names
from app.errors import AppError, Invalid, NotFound
from app.i18n import _
from app.services import board, clock, outreach
from ui import dialogs, theme
from ui.actions import action, button
from ui.pipeline import words
from ui.pipeline.closing import Closing
from ui.pipeline.door import Door
from ui.pipeline.due import DueList
from ui.pipeline.history import History
from ui.pipeline.offer import Offer
from ui.pipeline.steps import Steps
from ui.widgets.card import Card, Section
from ui.widgets.editors import Line
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll
from ui.widgets.wrapped import Wrapped

_ROOMY = 112  # figures: with less room the history stands under the rest


class OutreachCard(Page):
    """One outreach, with its stage history and everything that can be done with it."""

    shows = frozenset(
        {"outreach", "invitation", "stage_change", "opportunity", "contact", "position",
         "organization", "meeting", "meeting_person", "promise", "duty", "referral"}
    )  # fmt: skip

    def __init__(self, outreach_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = outreach_id
        self._page: OutreachPage | None = None
        self._make_actions()
        self._make_parts()
        self._lay_out()
        self.setFocusProxy(self.form.editor("next_step"))  # not a button that moves or closes

    def _make_actions(self) -> None:
        self._on = action(self, _("Move on"), self.move_on, icon="door", shortcut="Ctrl+M")
        self._back: dict[str, QAction] = {
            stage: action(
                self, _("Move back to {column}").format(column=stage_names()[stage]),
                lambda stage=stage: self.move_back(stage), name=f"back_to_{stage}",
            )
            for stage in STAGES[:-1]
        }  # fmt: skip
        self._offer = action(
            self, _("An offer came…"), self.note_offer, icon="star", shortcut="Ctrl+Shift+M"
        )
        self._no_offer = action(self, _("Take the offer back"), self.take_back_offer)
        self._close = action(self, _("C&lose…"), self.close_outreach, icon="check")
        self._again = action(self, _("Open &again"), self.reopen, icon="redo")
        self._write = action(self, _("&Write…"), self.write, icon="mail", shortcut="Ctrl+L")
        self._contact = action(self, _("Open &contact"), self.open_contact, icon="person")
        self._follow = action(self, _("Follow the lead"), self.follow_lead, icon="forward")
        self._delete = action(self, _("&Delete outreach"), self.delete, icon="trash")

    def _make_parts(self) -> None:
        self.steps = Steps()
        self._since, self._who, self._quote = (Wrapped() for _part in range(3))
        theme.role(self._since, "subtle")
        theme.role(self._who, "small")
        italic = theme.body_font()
        italic.setItalic(True)
        self._quote.setFont(italic)
        self.form = Form(
            [
                Field("subject", _("A&bout"), editor=Line(_("What you would like to learn"))),
                Field("next_step", _("Next s&tep"), editor=Line(_("What you do next"))),
            ]
        )
        for name in ("subject", "next_step"):
            self.form.editor(name).line.editingFinished.connect(self.save)
        self.due = DueList()
        self.due.failed.connect(lambda text: self.say(text, "warning"))
        self.due.written.connect(lambda occasion: self.open_card("message", occasion))
        self.history = History()

    def _lay_out(self) -> None:
        standing = Card()
        standing.body.setContentsMargins(2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 12)
        standing.body.addWidget(self.steps)
        for label in (self._since, self._quote, self._who):
            standing.body.addWidget(label)
        standing.body.addLayout(self._buttons())
        following = Card()
        following.body.setContentsMargins(*[2 * theme.GRID] * 4)
        following.body.addWidget(self.form)
        past = Card()
        past.body.addWidget(self.history)
        past.body.addStretch(1)
        left = _column(standing, Section(_("What comes next")), following, self.due)
        right = _column(Section(_("How it came here")), past)
        inner = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._across.setContentsMargins(0, 0, theme.GRID, 0)
        self._across.setSpacing(3 * theme.GRID)
        self._across.addLayout(left, 3)
        self._across.addLayout(right, 2)
        self.body.addWidget(Scroll(inner))

    def _buttons(self) -> QHBoxLayout:
        self._backwards = QPushButton(_("Move back"))
        menu = QMenu(self._backwards)
        menu.addActions([*self._back.values()])
        self._backwards.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._backwards)
        for thing in (self._write, self._offer, self._close, self._again, self._follow,
                      self._contact):  # fmt: skip
            row.addWidget(button(thing))
        row.addStretch(1)
        return row

    # What the window asks.

    def heading(self) -> str:
        return self._page.card.name if self._page is not None else _("Outreach")

    def main_action(self) -> QAction | None:
        return self._on if self._on.isVisible() else None

    def page_actions(self) -> Sequence[QAction | None]:
        return (self._on, self._write, self._offer, self._no_offer, *self._back.values(), None,
                self._close, self._again, None, self._contact, self._follow, None,
                self._delete)  # fmt: skip

    def refresh(self) -> None:
        try:
            page = board.page(self._id)
        except NotFound:
            self.closed.emit()
            return
        self._page = page
        card, today = page.card, clock.day()
        self.steps.show_stage(card.stage, card.closed)
        self._since.setText(self._standing(page))
        self._quote.setText(words.quoted(card))
        self._who.setText(self._behind(page))
        for label in (self._quote, self._who):
            label.setVisible(bool(label.text()))
        if not self.form.is_edited():
            self.form.set_values({"subject": card.subject, "next_step": card.next_step})
        self.due.show_duties(page.duties, today)
        self.history.show_rows(page.history, page.opened_on, today)
        self._enable(page)
        self.renewed.emit()

    def _standing(self, page: OutreachPage) -> str:
        card = page.card
        return " · ".join(
            filter(None, (words.firm(card), _("{stage} {since}").format(
                stage=stage_names()[card.stage], since=words.standing_spoken(card.days))
                if not card.closed else words.line(card, clock.day())))
        )  # fmt: skip

    def _behind(self, page: OutreachPage) -> str:
        """Who opened the door, whom it leads to, what was applied for."""
        card, today = page.card, clock.day()
        if card.stage == "info_only":
            return ""
        parts = [_("{name} opened this door.").format(name=card.invited_by or card.name)]
        if card.leads_to:
            parts.append(_("It leads to {name}.").format(name=card.leads_to))
        if card.opportunity and page.applied_on is not None:
            parts.append(
                _("You applied for “{title}”, {day}.").format(
                    title=card.opportunity, day=words.day(page.applied_on, today)
                )
            )
        if card.offered_on is not None:
            parts.append(_("An offer came, {day}.").format(day=words.day(card.offered_on, today)))
        return " ".join(parts)

    def _enable(self, page: OutreachPage) -> None:
        card = page.card
        place, is_open = STAGES.index(card.stage), not card.closed
        self._on.setText(
            {
                "info_only": _("Who opened the door?"),
                "referred": _("Record the application"),
                "applied": _("Landed"),
            }[card.stage]
        )
        self._on.setVisible(is_open)
        for stage, back in self._back.items():
            possible = stage == "info_only" or bool(page.leads_to_id)
            back.setVisible(is_open and STAGES.index(stage) < place and possible)
        self._backwards.setVisible(any(back.isVisible() for back in self._back.values()))
        applied = is_open and card.stage == "applied"
        self._offer.setVisible(applied and card.offered_on is None)
        self._no_offer.setVisible(applied and card.offered_on is not None)
        self._close.setVisible(is_open)
        self._again.setVisible(not is_open)
        followed = not page.leads_to_id or page.leads_to_id == card.contact_id
        if not followed:
            followed = bool(board.of_contact(page.leads_to_id))
        self._follow.setVisible(not followed)
        self._follow.setText(_("Approach {name}").format(name=card.leads_to[:40]))

    # What a person can do.

    def write(self) -> None:
        """Choose what to write in this thread."""
        # Imported here: few cards are opened in order to write.
        from ui.messages import offer

        if self._page is not None:
            contact = self._page.card.contact_id
            offer.choose(self, self._write, offer.to_contact(contact, outreach_id=self._id))

    def move_on(self) -> None:
        """Go through the door that somebody opened, or land."""
        if self._page is None:
            return
        card, today = self._page.card, clock.day()
        if card.stage == "applied":
            dialogs.show(Closing(card, "landed", today, self))
        else:
            following = STAGES[STAGES.index(card.stage) + 1]
            dialogs.show(Door(self._page, following, today, self))

    def move_back(self, stage: str) -> None:
        """Move it back; the history keeps both moves."""
        self._try(lambda: outreach.go_back(self._id, stage))

    def note_offer(self) -> None:
        """Note that an offer came, and on which day."""
        if self._page is not None:
            dialogs.show(Offer(self._page.card, clock.day(), self))

    def take_back_offer(self) -> None:
        """There is no offer after all."""
        self._try(lambda: outreach.take_back_offer(self._id))

    def close_outreach(self) -> None:
        """Put it on the shelf."""
        if self._page is not None:
            dialogs.show(Closing(self._page.card, "resting", clock.day(), self))

    def reopen(self) -> None:
        """Take it off the shelf."""
        self._try(lambda: outreach.reopen(self._id))

    def open_contact(self) -> None:
        """Open the card of the person."""
        if self._page is not None:
            self.open_card("contact", self._page.card.contact_id)

    def follow_lead(self) -> None:
        """Begin an outreach to whom the lead leads (P02)."""
        if self._page is not None:
            self.open_card("new_outreach", self._page.leads_to_id)

    def delete(self) -> None:
        """Delete it and go back; undo brings it back."""
        self._try(lambda: outreach.delete([self._id]))

    def save(self) -> None:
        """Keep what was typed about it."""
        if not self.form.is_edited():
            return
        try:
            values = self.form.values()
            outreach.change(self._id, subject=values["subject"], next_step=values["next_step"])
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
        except AppError as error:
            self.say(str(error), "warning")
        else:
            self.form.set_values(values)

    def may_close(self) -> bool:
        self.save()
        return not self.form.errors()  # what cannot be kept stays until it is mended

    def _try(self, verb: Callable[[], None]) -> None:
        try:
            verb()
        except AppError as error:
            self.say(str(error), "warning")

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() > _ROOMY * self.fontMetrics().horizontalAdvance("0")
        side_by_side, stacked = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(side_by_side if roomy else stacked)


def _column(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column
