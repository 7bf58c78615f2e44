"""The print pack: days or chosen meetings, and a résumé (B07, P40)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app import database
from app.brief import page as brief_page
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import clock, documents, meetings, packs
from app.services.packs import Wanted
from ui import dialogs
from ui.actions import action
from ui.jobs import Progress as Steps
from ui.printing.choices import Choices
from ui.printing.paper import Order, Paper
from ui.widgets.page import Page


class PackPaper(Paper):
    """A day or a trip; or the meetings whose ids are given, with commas between them."""

    def __init__(self, page: Page, chosen: str = "") -> None:
        self.plan_action = action(page, _("Plan a meeting"), self.plan, icon="add")
        super().__init__(page, self.plan_action)
        self._chosen = [meeting_id for meeting_id in chosen.split(",") if meeting_id]
        self.add_action = action(
            self, _("&Add a PDF…"), self.add, icon="add", shortcut=QKeySequence.StandardKey.New
        )
        self.remove_action = action(self, _("Re&move it"), self.remove, icon="trash")
        self.choices = Choices((self.add_action, self.remove_action), days=not self._chosen)
        self.choices.edited.connect(self._follow)
        self.card.body.addWidget(self.choices)
        if not self._chosen:
            self.choices.set_days(_next_day())

    def heading(self) -> str:
        return _("Print the chosen meetings")

    def first(self) -> QWidget:
        return self.choices.first()

    def verbs(self) -> Sequence[QAction]:
        return self.add_action, self.remove_action

    def reread(self) -> None:
        self.choices.offer(documents.listing())

    def forget_private(self) -> bool:
        chosen = bool(self.choices.form.editor("private").value())
        self.choices.form.set_values({"private": False})
        return chosen

    def order(self) -> Order | str | None:
        try:
            chosen = self._chosen or packs.between(*self.choices.days())
            wanted = self.choices.wanted(chosen)
        except Invalid as invalid:
            self.choices.form.show_errors(invalid.errors)
            return None
        self.choices.form.show_errors({})
        self.choices.show_inside(meetings.rows(chosen))
        self.remove_action.setEnabled(bool(wanted.resume))
        if not chosen:
            return _("No meeting on these days. Choose others, or plan one.")
        # Said either way: a printer that turns paper by itself would put two people on one sheet.
        sides = "two-sided-long-edge" if wanted.double_sided else "one-sided"
        return Order(wanted, _drawn, sides=sides)

    # What a person can do here.

    def add(self) -> None:
        """Keep a résumé in the book and let it go along."""
        file = dialogs.open_file(self, _("Choose a PDF"), kinds="PDF (*.pdf)")
        if file is None:
            return
        try:
            document = documents.add(file)
        except AppError as refusal:
            self.page.say(str(refusal), "warning")
            return
        self._choose(document)

    def remove(self) -> None:
        """Take the chosen résumé out of the book; undo brings it back."""
        if resume := self.choices.resume():
            documents.delete(resume)

    def plan(self) -> None:
        """Plan a meeting, where there is none to print."""
        self.page.open_card("new_meeting")

    def _choose(self, document: str) -> None:
        """Let this one be the book's own from now on."""
        try:
            documents.choose(document)
        except AppError as refusal:
            self.page.say(str(refusal), "warning")
        self.choices.offer(documents.listing())
        self.choices.form.set_values({"resume": document})
        self.edited.emit()

    def _follow(self, name: str) -> None:
        if name == "resume" and self.choices.resume():
            self._choose(self.choices.resume())
        else:
            self.edited.emit()


def _drawn(wanted: Wanted, paper: brief_page.Paper | None, steps: Steps) -> tuple[str, bytes]:
    """What the pack is called, and its pages; in a job."""
    from app.brief import pack

    with database.reader():
        ready = packs.prepare(replace(wanted, paper=paper))
    return pack.title(ready), pack.render(ready, steps)


def _next_day() -> date:
    """The day of the next meeting, or today."""
    following = meetings.next_meeting()
    for row in meetings.rows([following] if following else []):
        if (begins := row.begins()) is not None:
            return clock.day(begins)
    return clock.day()
