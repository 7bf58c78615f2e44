"""The import page: choose files, look at what would happen, answer what is unsure, import.

Nothing is written before the person says so, and one undo takes all of it back.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app import database
from app.errors import AppError, Refused
from app.exchange import files
from app.exchange.incoming import Reading, named
from app.exchange.text import display_name
from app.i18n import _, ngettext
from app.services import importing
from app.services.importing import STATES, Choice, ImportPlan, State
from ui import actions, dialogs, theme
from ui.actions import action
from ui.importing.question import Question
from ui.importing.rows import Rows, Shown, columns, states
from ui.importing.waiting import Waiting
from ui.jobs import Job, Progress, Work
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.table import Table

_ENCODINGS = ("", "utf-8", "cp1252", "cp1250", "cp1251", "mac_roman", "shift_jis", "gb18030")
_Read = tuple[list[Reading], list[str], ImportPlan | None]


class ImportPage(Page):
    """Where people from files come in."""

    shows = frozenset({"contact", "channel", "position", "kept_property", "organization"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._paths: list[Path] = []
        self._readings: list[Reading] = []
        self._plan: ImportPlan | None = None
        self._choices: dict[str, Choice] = {}
        self._rows: Rows | None = None
        self._job: Job | None = None
        self._make_actions()
        self._empty = Empty("import", _invitation(), self._choose)
        self._waiting = Waiting()
        self._waiting.stopped.connect(self.stop)
        self._found = self._make_found()
        self._stack = QStackedLayout()
        for part in (self._empty, self._waiting, self._found):
            self._stack.addWidget(part)
        self.body.addLayout(self._stack)

    def _make_actions(self) -> None:
        self._choose = action(
            self, _("&Choose files…"), self.choose_files, icon="import", shortcut="Ctrl+Shift+O"
        )
        self._import = action(self, _("Import"), self.import_people, shortcut="Ctrl+Return")
        self._drop = action(self, _("Start &over"), self.start_over)
        self._to_contacts = action(self, _("Show contacts"), self.show_contacts)
        self._import.setEnabled(False)
        self._drop.setEnabled(False)

    def _make_found(self) -> QWidget:
        self._tabs = QTabBar(drawBase=False, expanding=False)
        self._tabs.setAccessibleName(_("Show only"))
        self._tabs.currentChanged.connect(self._fill)
        self._encoding = QComboBox()
        self._encoding.activated.connect(self._read_again)
        label = QLabel(_("&Read as"))
        label.setBuddy(self._encoding)
        theme.role(label, "subtle")
        self._remarks = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._remarks, "small")
        self._table = Table(columns(), name=_("People in the files"))
        self._table.selected.connect(self._ask)
        self._question = Question(self._answer)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self._tabs, 1)
        top.addWidget(label)
        top.addWidget(self._encoding)
        top.addWidget(actions.button(self._drop))
        found = QWidget()
        found.setFocusProxy(self._table)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(top)
        column.addWidget(self._remarks)
        column.addWidget(self._table, 1)
        column.addWidget(self._question)
        return found

    # What the window asks.

    def heading(self) -> str:
        """The page's name."""
        return _("Import")

    def main_action(self) -> QAction | None:
        """Importing, once there is something to import."""
        return self._import if self._plan is not None else None

    def page_actions(self) -> Sequence[QAction | None]:
        """Everything that can be done here."""
        return [self._choose, self._import, self._drop, None, *self._question.actions_for_menu()]

    def refresh(self) -> None:
        """The book is another now, so the files are compared with it once more."""
        if self._readings and self._job is None:
            self._start(_("Comparing with the book…"), self._compare)

    # What a person does here.

    def choose_files(self) -> None:
        """Let the person pick files, then read them."""
        kinds = _("Contacts (*.vcf *.vcard *.csv *.zip);;All files (*)")
        if paths := dialogs.open_files(self, _("Choose files to import"), kinds=kinds):
            self.read(paths)

    def read(self, paths: Sequence[Path], encoding: str = "") -> None:
        """Read these files and show what importing them would do."""
        self.banner.dismiss()
        self._paths = list(paths)
        self._choices.clear()
        names = ", ".join(path.name for path in paths)

        def work(progress: Progress) -> _Read:
            readings, problems = _read_all(paths, encoding, progress)
            return readings, problems, _planned(readings, progress) if readings else None

        self._start(_("Reading {files}…").format(files=names), work)

    def start_over(self) -> None:
        """Forget the files."""
        self.stop()
        self._forget()
        self._show(self._empty)

    def stop(self) -> None:
        """Stop reading."""
        if self._job is not None:
            self._job.cancel()

    def import_people(self) -> None:
        """Write what was planned, as one step."""
        if self._plan is None or self._job is not None:
            return
        plan = self._plan
        count = importing.wanted(plan, self._choices)
        self._waiting.begin(_importing_words(count), stoppable=False)
        self._show(self._waiting)
        readings, self._readings = self._readings, []  # our own change needs no new comparison
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = importing.apply(plan, self._choices, self._waiting.paint_now)
        except Refused:
            self._readings = readings
            self.refresh()
        except AppError as error:
            self._readings = readings
            self._show(self._found)
            self.say(str(error), "error")
        else:
            self._forget()
            self._show(self._empty)
            self.say(_done_words(done), action=self._to_contacts)
        finally:
            QApplication.restoreOverrideCursor()

    def show_contacts(self) -> None:
        """Go to the people who were imported."""
        self.go_to("contacts")

    # Reading.

    def _start(self, sentence: str, work: Work) -> None:
        self.stop()
        job = Job(work)
        self._job = job
        self._waiting.begin(sentence)
        self._show(self._waiting)
        job.progressed.connect(self._waiting.show_progress)
        job.succeeded.connect(lambda result: self._take(job, result))
        job.failed.connect(lambda error: self._explain(job, error))
        job.cancelled.connect(lambda: self._give_up(job))
        job.start()

    def _compare(self, progress: Progress) -> _Read:
        return self._readings, [], _planned(self._readings, progress)

    def _read_again(self, place: int) -> None:
        self.read(self._paths, self._encoding.itemData(place))

    def _take(self, job: Job, result: _Read) -> None:
        if not self._is_done(job):
            return
        self._readings, problems, self._plan = result
        if problems:
            self.say(" ".join(problems), "error")
        if self._plan is None:
            self._forget()
            self._show(self._empty)
            return
        self._show_encodings()
        self._show_plan(self._plan)

    def _explain(self, job: Job, error: Exception) -> None:
        if self._is_done(job):
            self._forget()
            self._show(self._empty)
            if not isinstance(error, AppError):
                raise error
            self.say(str(error), "error")

    def _give_up(self, job: Job) -> None:
        if self._is_done(job):
            self._forget()
            self._show(self._empty)

    def _is_done(self, job: Job) -> bool:
        """Whether this is the job that the page waits for; it then waits no more."""
        mine = job is self._job
        if mine:
            self._job = None
        return mine

    def _forget(self) -> None:
        self._readings, self._plan, self._rows = [], None, None
        self._choices.clear()

    # Showing.

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._drop.setEnabled(part is self._found)
        self._choose.setEnabled(part is not self._waiting)
        self._count()
        if part is not self._found:
            self._question.ask([])
        self.setFocusProxy(part)
        self.renewed.emit()

    def _show_plan(self, plan: ImportPlan) -> None:
        unsure = {row.id for row in plan.rows if row.state == "unsure"}
        self._choices = {id_: choice for id_, choice in self._choices.items() if id_ in unsure}
        chosen = self._tabs.tabData(self._tabs.currentIndex())
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for name, state, count in _tabs(plan):
            place = self._tabs.addTab(f"{name} {count:,}")
            self._tabs.setTabData(place, state)
            if state == chosen:
                self._tabs.setCurrentIndex(place)
        self._tabs.blockSignals(False)
        self._remarks.setText("\n".join(plan.remarks[:6]))
        self._remarks.setVisible(bool(plan.remarks))
        self._fill()
        self._show(self._found)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_encodings(self) -> None:
        """What the files were read as, first what was found out, then what else there is."""
        chosen = self._encoding.currentData() or ""
        found = " + ".join(dict.fromkeys(display_name(one.encoding) for one in self._readings))
        self._encoding.clear()
        for name in _ENCODINGS:
            text = _("{encoding} (detected)").format(encoding=found) if not name else ""
            self._encoding.addItem(text or display_name(name), name)
        self._encoding.setCurrentIndex(max(0, self._encoding.findData(chosen)))

    def _fill(self) -> None:
        if self._plan is not None:
            state: State | None = self._tabs.tabData(self._tabs.currentIndex())
            self._rows = Rows(self._plan, self._choices, state)
            self._table.set_source(self._rows)
            if not self._table.selected_ids():
                self._table.select(self._table.ids()[:1])
            self._ask()

    def _count(self) -> None:
        count = importing.wanted(self._plan, self._choices) if self._plan else 0
        self._import.setEnabled(count > 0 and self._job is None)
        text = ngettext("Import {count} person", "Import {count} people", count)
        self._import.setText(text.format(count=f"{count:,}") if count else _("Nothing to import"))

    # Answering.

    def _ask(self) -> None:
        self._question.ask(self._selected())

    def _answer(self, choice: Choice) -> None:
        asked = [shown.id for shown in self._selected() if shown.row.state == "unsure"]
        self._choices.update(dict.fromkeys(asked, choice))
        self._table.reload()
        if self._rows is not None and asked and (after := self._rows.next_open(asked[-1])):
            self._table.select([after])
        self._ask()
        self._count()

    def _selected(self) -> list[Shown]:
        return self._rows.rows(self._table.selected_ids()) if self._rows is not None else []

    # Qt calls these.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._choose.isEnabled() and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.read(_dropped(event))


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _read_all(
    paths: Sequence[Path], encoding: str, progress: Progress
) -> tuple[list[Reading], list[str]]:
    """The files that can be read, and a sentence for each that cannot."""
    readings, problems = [], []
    for path in paths:
        try:
            reading = files.read(path, progress, encoding)
        except AppError as error:
            problems.append(str(error))
        else:
            readings.append(named(reading, path.name) if len(paths) > 1 else reading)
    return readings, problems


def _planned(readings: Sequence[Reading], progress: Progress) -> ImportPlan:
    with database.reader():
        return importing.plan(readings, progress)


def _tabs(plan: ImportPlan) -> list[tuple[str, State | None, int]]:
    """The kinds of rows that there are, each with its number."""
    names = states()
    found: list[tuple[str, State | None, int]] = [(_("All"), None, len(plan.rows))]
    found += [
        (names[state].capitalize(), state, plan.counts[state])
        for state in STATES
        if plan.counts[state]
    ]
    return found


def _invitation() -> str:
    return _(
        "Drop files here, or choose them.\n\n"
        "From a phone, Outlook, Apple or Google: vCards (.vcf).\n"
        "From LinkedIn: Connections.csv, or the ZIP it comes in "
        "(Settings, Data privacy, Get a copy of your data).\n\n"
        "You see first who is new and who is known. Nothing is written before you say so."
    )


def _importing_words(count: int) -> str:
    text = ngettext("Importing {count} person…", "Importing {count} people…", count)
    return text.format(count=f"{count:,}")


def _done_words(done: importing.Imported) -> str:
    said = []
    if done.added:
        text = ngettext("{count} person is new.", "{count} people are new.", done.added)
        said.append(text.format(count=f"{done.added:,}"))
    if done.changed:
        text = ngettext(
            "Of {count} person the book knows more.",
            "Of {count} people the book knows more.",
            done.changed,
        )
        said.append(text.format(count=f"{done.changed:,}"))
    said.append(_("Undo takes all of it back."))
    return " ".join(said)
