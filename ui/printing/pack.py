"""The print pack: days or chosen meetings, and a résumé (B07, P40)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app import database, settings
from app.brief import page as brief_page
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import clock, documents, meetings, packs
from app.services.packs import Wanted
from ui import dialogs, printing
from ui.actions import action
from ui.jobs import Progress as Steps
from ui.printing.choices import REMEMBERED, Choices
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
        self.copy_action = action(self, _("Save a copy…"), self.copy, icon="save")
        verbs = (self.add_action, self.copy_action, self.remove_action)
        self.choices = Choices(verbs, days=not self._chosen)
        self.choices.form.editor("called").control().editingFinished.connect(self.rename)
        self.choices.edited.connect(self._follow)
        self.card.body.addWidget(self.choices)
        if not self._chosen:
            self.choices.set_days(_next_day())

    def heading(self) -> str:
        return _("Print the chosen meetings")

    def first(self) -> QWidget:
        return self.choices.first()

    def verbs(self) -> Sequence[QAction]:
        return self.add_action, self.copy_action, self.remove_action

    def reread(self) -> None:
        self._offer()

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
        for act in (self.copy_action, self.remove_action):
            act.setEnabled(bool(wanted.resume))
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

    def rename(self) -> None:
        """Call the chosen résumé as it was typed; undo brings the old name back."""
        called = self.choices.form.editor("called").value()
        known = {row.id: row.name for row in documents.listing()}
        document = self.choices.resume()
        if document not in known or called == known[document]:
            return
        try:
            documents.rename(document, called)
        except Invalid as refusal:
            self.choices.form.show_errors({"called": refusal.errors["name"]})

    def copy(self) -> None:
        """Give the chosen résumé back as the file it was."""
        name = next(row.name for row in documents.listing() if row.id == self.choices.resume())
        try:
            data = documents.data_of(self.choices.resume())
        except AppError as refusal:
            self.page.say(str(refusal), "warning")
            return
        if file := printing.save_pdf(self, data, name):
            self.page.say(_("Saved as “{name}”.").format(name=file.name))

    def plan(self) -> None:
        """Plan a meeting, where there is none to print."""
        self.page.open_card("new_meeting")

    def _choose(self, document: str) -> None:
        """Let this one be the book's own from now on."""
        try:
            documents.choose(document)
        except AppError as refusal:
            self.page.say(str(refusal), "warning")
        self._offer(document)
        self.edited.emit()

    def _remember(self, name: str) -> None:
        """What was chosen of this is chosen the next time, too."""
        chosen = self.choices.form.editor(name).value()
        try:
            settings.save(replace(settings.load(), **{f"pack_{name}": chosen}))
        except AppError as problem:
            self.page.say(str(problem), "warning")

    def _offer(self, chosen: str | None = None) -> None:
        """The documents there are, and what the last people said of the chosen one (P09, P39)."""
        self.choices.offer(documents.listing(), chosen=chosen)
        name = self.choices.form.editor("called").value()
        said = [one for one in meetings.said_of_resumes() if name and one.resume == name]
        self.choices.show_said(
            "\n".join(
                _("{name}: “{words}”").format(name=one.name, words=one.words) for one in said[:3]
            )
        )

    def _follow(self, name: str) -> None:
        if name == "called":
            return  # until all of it is typed
        if name in REMEMBERED:
            self._remember(name)
        if name == "resume" and self.choices.resume():
            self._choose(self.choices.resume())
            return
        if name == "resume":
            self._offer("")
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
