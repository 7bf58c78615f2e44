"""The print pack: choose days and a résumé, see the very pages, print or keep them (B07, P40)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import database
from app.errors import AppError, Invalid
from app.i18n import _, ngettext
from app.services import clock, documents, meetings, packs
from app.services.packs import Wanted
from ui import dialogs, printing, theme
from ui.actions import action, button
from ui.jobs import Job
from ui.jobs import Progress as Steps
from ui.printing.choices import Choices
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.preview import Preview
from ui.widgets.progress import Progress
from ui.widgets.scroll import Scroll

_PAUSE_MS = 30  # several choices in one breath are drawn once


class PrintPack(Page):
    """A day or a trip; or the meetings whose ids are given, with commas between them."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "contact", "position", "organization", "question", "ask",
         "need", "promise", "favor", "referral", "outreach", "tidbit", "document"}
    )  # fmt: skip

    def __init__(self, chosen: str = "") -> None:
        super().__init__()
        self._chosen = [meeting_id for meeting_id in chosen.split(",") if meeting_id]
        self._meetings: list[str] = []
        self._wanted: Wanted | None = None  # what the person wants to see
        self._drawing: tuple[Wanted, Job] | None = None
        self._name = ""
        self._data = b""  # the pages that are seen; nothing while they are not what is wanted
        self._make_actions()
        self.choices = Choices((self.add_action, self.remove_action), days=not self._chosen)
        self.choices.edited.connect(self._follow)
        self.preview = Preview()
        self.progress = Progress()
        self.nothing = Empty("print", "", self.plan_action)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._draw)
        self._lay_out()
        if not self._chosen:
            self.choices.set_days(_next_day())

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.print_action = action(
            self, _("Print…"), self.print_pages, icon="print", shortcut=keys.Print
        )
        self.pdf_action = action(
            self, _("&Save as PDF…"), self.save, icon="save", shortcut=keys.Save
        )
        self.add_action = action(self, _("&Add a PDF…"), self.add, icon="add", shortcut=keys.New)
        self.remove_action = action(self, _("Re&move it"), self.remove, icon="trash")
        self.plan_action = action(self, _("Plan a meeting"), self.plan, icon="add")
        self.again_action = action(self, _("Draw it again"), self._draw_again)

    def _lay_out(self) -> None:
        side = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._above())
        column.addWidget(self._stack, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(Scroll(self.choices))
        split.addWidget(side)
        split.setSizes([420, 580])
        self.body.addWidget(split, 1)
        self.setFocusProxy(self.choices.first())

    def _above(self) -> QHBoxLayout:
        """Above the pages: how many there are, or how far they are; and the way to keep them."""
        self._count = QLabel()
        theme.role(self._count, "subtle")
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(self._count)
        across.addWidget(self.progress, 1)
        across.addStretch(0)
        across.addWidget(button(self.pdf_action))
        return across

    # What the window asks.

    def heading(self) -> str:
        return _("Print the chosen meetings") if self._chosen else _("Print")

    def main_action(self) -> QAction:
        return self.print_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.print_action, self.pdf_action, None, self.add_action, self.remove_action)

    def refresh(self) -> None:
        self.choices.offer(documents.listing())
        self._wanted = None  # the book is another
        self._follow()

    # What a person can do here.

    def print_pages(self) -> None:
        """Send the pages that are seen to a printer."""
        wanted = self._wanted
        assert wanted is not None
        printing.print_pdf(
            self,
            self._data,
            self._name,
            sides="two-sided-long-edge" if wanted.double_sided else "",
            again=lambda paper: packs.pdf_of(replace(wanted, paper=paper)),
        )

    def save(self) -> None:
        """Keep the pages that are seen as a file."""
        if file := printing.save_pdf(self, self._data, self._name):
            self.say(_("Saved as “{name}”.").format(name=file.name))

    def add(self) -> None:
        """Keep a résumé in the book and let it go along."""
        file = dialogs.open_file(self, _("Choose a PDF"), kinds="PDF (*.pdf)")
        if file is None:
            return
        try:
            document = documents.add(file)
        except AppError as refusal:
            self.say(str(refusal), "warning")
            return
        self._choose(document)

    def remove(self) -> None:
        """Take the chosen résumé out of the book; undo brings it back."""
        if resume := self.choices.resume():
            documents.delete(resume)

    def plan(self) -> None:
        """Plan a meeting, where there is none to print."""
        self.open_card("new_meeting")

    def pdf(self) -> bytes:
        """The pages that are seen; nothing while they are being drawn."""
        return self._data

    # Following the choices.

    def _choose(self, document: str) -> None:
        """Let this one be the book's own from now on."""
        try:
            documents.choose(document)
        except AppError as refusal:
            self.say(str(refusal), "warning")
        self.choices.offer(documents.listing())
        self.choices.form.set_values({"resume": document})
        self._follow()

    def _follow(self, name: str = "") -> None:
        """Show what was chosen, soon."""
        if name == "resume" and self.choices.resume():
            self._choose(self.choices.resume())
            return
        try:
            self._meetings = self._chosen or packs.between(*self.choices.days())
            wanted = self.choices.wanted(self._meetings)
        except Invalid as invalid:
            self.choices.form.show_errors(invalid.errors)
            return
        self.choices.form.show_errors({})
        self.choices.show_inside(meetings.rows(self._meetings))
        self.remove_action.setEnabled(bool(wanted.resume))
        self._stack.setCurrentWidget(self.preview if self._meetings else self.nothing)
        self.nothing.say(_("No meeting on these days. Choose others, or plan one."))
        if wanted != self._wanted:
            self._wanted = wanted
            self._forget()
            self._timer.start()

    def _forget(self) -> None:
        """What is seen is no longer what is wanted."""
        self._data = b""
        self._count.clear()
        for act in (self.print_action, self.pdf_action):
            act.setEnabled(False)

    def _draw_again(self) -> None:
        self.banner.dismiss()
        self._draw()

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing[1].cancel()  # its end looks for something newer
            return
        wanted = self._wanted
        if wanted is None or not wanted.meetings:
            return

        job = Job(lambda steps: _drawn(wanted, steps))
        self._drawing = wanted, job
        job.succeeded.connect(self._show)
        job.failed.connect(self._explain)
        job.cancelled.connect(self._say_stopped)
        job.ended.connect(self._after)
        self.progress.run(job, _("Drawing the pages…"))

    def _show(self, drawn: tuple[str, bytes]) -> None:
        assert self._drawing is not None
        if self._drawing[0] != self._wanted:
            return
        self._name, self._data = drawn
        self.preview.show_pdf(self._data)
        self._count.setText(_counted(self.preview.pages(), both=self._drawing[0].double_sided))
        for act in (self.print_action, self.pdf_action):
            act.setEnabled(True)

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.say(str(error), "warning")

    def _say_stopped(self) -> None:
        assert self._drawing is not None
        if self._drawing[0] == self._wanted:
            self.say(_("Stopped. Nothing was printed."), action=self.again_action)

    def _after(self) -> None:
        assert self._drawing is not None
        drawn, self._drawing = self._drawing[0], None
        if drawn != self._wanted:
            self._draw()


def _drawn(wanted: Wanted, steps: Steps) -> tuple[str, bytes]:
    """What the pack is called, and its pages; in a job."""
    from app.brief import pack

    with database.reader():
        ready = packs.prepare(wanted)
    return pack.title(ready), pack.render(ready, steps)


def _counted(pages: int, *, both: bool) -> str:
    """How many pages there are, and how many sheets where they are printed on both sides."""
    told = ngettext("{count} page", "{count} pages", pages).format(count=pages)
    if not both:
        return told
    sheets = -(-pages // 2)
    on = ngettext("{pages} on {count} sheet", "{pages} on {count} sheets", sheets)
    return on.format(pages=told, count=sheets)


def _next_day() -> date:
    """The day of the next meeting, or today."""
    following = meetings.next_meeting()
    for row in meetings.rows([following] if following else []):
        if (begins := row.begins()) is not None:
            return clock.day(begins)
    return clock.day()
