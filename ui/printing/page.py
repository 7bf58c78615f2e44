"""The page "Print": choose a paper and what is on it, see the very pages, print or keep them.

A paper is a `Paper` of its own module; what is here is the same for all of them.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import _, ngettext
from ui import printing, theme
from ui.actions import action, button
from ui.jobs import Job
from ui.printing.paper import Order, Paper
from ui.widgets.page import Page
from ui.widgets.preview import Preview
from ui.widgets.progress import Progress
from ui.widgets.scroll import Scroll
from ui.widgets.switch import Switch

_PAUSE_MS = 30  # several choices in one breath are drawn once


def _papers() -> dict[str, tuple[str, str, str]]:
    """Each paper there is: its name on the switch, its module and its class."""
    return {
        "pack": (_("Print pac&k"), "ui.printing.pack", "PackPaper"),
        "log": (_("Work-search &log"), "ui.printing.log", "LogPaper"),
        "calls": (_("Calls t&o make"), "ui.printing.calls", "CallPaper"),
        "contact": (_("&Contact sheet"), "ui.printing.contact", "ContactPaper"),
        "network": (_("&Network picture"), "ui.printing.network", "NetworkPaper"),
    }


class PrintPage(Page):
    """Every paper, or only the one that was asked for, with what was given for it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "contact", "position", "organization", "question", "ask",
         "need", "promise", "favor", "referral", "outreach", "tidbit", "document", "channel",
         "touch", "invitation", "stage_change", "opportunity", "duty", "relationship", "role",
         "tag", "kept_property", "path"}
    )  # fmt: skip

    def __init__(self, only: str = "", given: str = "") -> None:
        super().__init__()
        self._only, self._given = only, given
        self._ordered: Order | None = None  # what the person wants to see
        self._drawing: tuple[Order, Job] | None = None
        self._name = ""
        self._data = b""  # the pages that are seen; nothing while they are not what is wanted
        self._made: dict[str, Paper] = {}
        self._make_actions()
        self.preview = Preview()
        self.progress = Progress()
        self.switch = Switch({name: title for name, (title, *_where) in _papers().items()})
        self.switch.chosen.connect(self.show_paper)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._draw)
        self._lay_out()
        self._show(only or "pack")

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.print_action = action(
            self, _("Print…"), self.print_pages, icon="print", shortcut=keys.Print
        )
        self.pdf_action = action(
            self, _("&Save as PDF…"), self.save, icon="save", shortcut=keys.Save
        )
        self.again_action = action(self, _("Draw it again"), self._draw_again)

    def _lay_out(self) -> None:
        side = QWidget()
        self._forms, self._stack = QStackedWidget(), QStackedWidget()
        self._stack.addWidget(self.preview)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._above())
        column.addWidget(self._stack, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._forms)
        split.addWidget(side)
        split.setSizes([420, 580])
        across = QHBoxLayout()
        across.addWidget(self.switch)
        across.addStretch(1)
        self.body.addLayout(across)
        # Not before it is in the page: it would be a window of its own for a moment.
        self.switch.setVisible(not self._only and len(_papers()) > 1)
        self.body.addWidget(split, 1)

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
        return self.paper().heading() if self._only else _("Print")

    def main_action(self) -> QAction:
        return self.print_action

    def page_actions(self) -> Sequence[QAction | None]:
        verbs = self.paper().verbs()
        return (self.print_action, self.pdf_action, *((None, *verbs) if verbs else ()))

    def refresh(self) -> None:
        self.paper().reread()
        self._ordered = None  # the book is another
        self._follow()

    # What a person can do here.

    def paper(self) -> Paper:
        """The form of the paper that is chosen."""
        return self._made[self._name_of_paper]

    def show_paper(self, name: str) -> None:
        """Choose another paper."""
        self._show(name)
        self.refresh()
        self.setFocus()  # what had the keyboard is out of sight

    def print_pages(self) -> None:
        """Send the pages that are seen to a printer."""
        ordered = self._ordered
        assert ordered is not None
        printed = printing.print_pdf(
            self,
            self._data,
            self._name,
            sides=ordered.sides,
            again=lambda paper: ordered.drawn(lambda _done, _total: None, paper)[1],
        )
        if printed:
            self._forget_private()

    def save(self) -> None:
        """Keep the pages that are seen as a file."""
        if file := printing.save_pdf(self, self._data, self._name):
            self.say(_("Saved as “{name}”.").format(name=file.name))
            self._forget_private()

    def _forget_private(self) -> None:
        """Private notes are chosen for one print; the next begins without them."""
        forgotten = [paper.forget_private() for paper in self._made.values()]
        if any(forgotten):
            self._follow()

    def pdf(self) -> bytes:
        """The pages that are seen; nothing while they are being drawn."""
        return self._data

    # Qt calls this.

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget_private()

    # Following the choices.

    def _show(self, name: str) -> None:
        if name not in self._made:
            _title, module, kind = _papers()[name]
            paper: Paper = getattr(import_module(module), kind)(self, self._given)
            paper.edited.connect(self._follow)
            self._made[name] = paper
            self._forms.addWidget(Scroll(paper))
            self._stack.addWidget(paper.nothing)
        self._name_of_paper = name
        self.switch.choose(name)
        self._forms.setCurrentIndex(list(self._made).index(name))
        self.setFocusProxy(self.paper().first())
        self.renewed.emit()

    def _follow(self) -> None:
        """Show what was chosen, soon."""
        ordered = self.paper().order()
        if ordered is None:
            return
        nothing = self.paper().nothing
        if isinstance(ordered, str):
            nothing.say(ordered)
            self._ordered = None
            self._forget()
        elif ordered != self._ordered:
            self._ordered = ordered
            self._forget()
            self._timer.start()
        self._stack.setCurrentWidget(nothing if isinstance(ordered, str) else self.preview)

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
        ordered = self._ordered
        if ordered is None:
            return

        job = Job(ordered.drawn)
        self._drawing = ordered, job
        job.succeeded.connect(self._show_pages)
        job.failed.connect(self._explain)
        job.cancelled.connect(self._say_stopped)
        job.ended.connect(self._after)
        self.progress.run(job, _("Drawing the pages…"))

    def _show_pages(self, drawn: tuple[str, bytes]) -> None:
        assert self._drawing is not None
        if self._drawing[0] != self._ordered:
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
        if self._drawing[0] == self._ordered:
            self.say(_("Stopped. Nothing was printed."), action=self.again_action)

    def _after(self) -> None:
        assert self._drawing is not None
        drawn, self._drawing = self._drawing[0], None
        if drawn != self._ordered:
            self._draw()


def print_pack(chosen: str) -> PrintPage:
    """The pack of these meetings, given by their ids with commas."""
    return PrintPage("pack", chosen)


def print_calls(chosen: str) -> PrintPage:
    """The list of calls to these contacts, given by their ids with commas."""
    return PrintPage("calls", chosen)


def print_contact(contact_id: str) -> PrintPage:
    """The sheet of this contact."""
    return PrintPage("contact", contact_id)


def print_network(goal: str) -> PrintPage:
    """The picture of the whole network, or of the ways to a goal."""
    return PrintPage("network", goal)


def _counted(pages: int, *, both: bool) -> str:
    """How many pages there are, and how many sheets where they are printed on both sides."""
    told = ngettext("{count} page", "{count} pages", pages).format(count=pages)
    if not both:
        return told
    sheets = -(-pages // 2)
    on = ngettext("{pages} on {count} sheet", "{pages} on {count} sheets", sheets)
    return on.format(pages=told, count=sheets)
