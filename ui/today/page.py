"""Today: the first page. What is due and why, and all of it can be done here.

The first picture shows the frame and the date; what is due is derived after it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import _
from ui import theme
from ui.actions import action
from ui.changes import changes
from ui.widgets.elided import Elided
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from app.domain.today import Day
    from ui.today.lists import Lists


class Today(Page):
    """What is due, the meetings ahead, who is fading, promises, and what comes next."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "contact", "organization", "position", "question", "ask",
         "referral", "outreach", "invitation", "stage_change", "promise", "duty", "touch",
         "need"}
    )  # fmt: skip

    def __init__(self, at: datetime | None = None) -> None:
        super().__init__()
        self.at = at  # a picture shows another moment than now
        self.setWindowTitle(_("Today"))  # the date is for those who see the page
        self._painted = False
        self._day: Day | None = None
        self._lists: Lists | None = None
        self._said = ""  # the step that the banner tells of
        self.holder = QWidget()  # the keys of a line work only where the lines are
        self.holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # until there are lines
        self.holder.setAccessibleName(_("Today"))
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._make_actions()
        self._empty = Empty(
            "today",
            _(
                "Every search begins with one person. Add somebody you know well, or bring in your "
                "address book; this page then says each day what comes next, and whom to thank."
            ),
            *(self._new_contact, self._import, self._sample),
        )
        self._begin = self._empty.findChildren(QPushButton)[0]
        self._empty.hide()
        self._hint = Elided()
        theme.role(self._hint, "small")
        self._hint.hide()
        self._scroll = Scroll(self.holder)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._hint)
        self.setFocusProxy(self.holder)
        changes.hour_passed.connect(self.make_stale)

    def day(self) -> "Day | None":
        """What is shown; nothing until the first picture is there."""
        return self._day

    # What the window asks.

    def heading(self) -> str:
        from app.services import clock

        day = clock.day(self.at)  # “Saturday 21 November”
        return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")

    def main_action(self) -> QAction:
        """Noting something, which the window knows how to; in an empty book, the first person."""
        noting: QAction | None = self.window().findChild(QAction, "note_something")
        begun = self._day is None or bool(self._day.people)
        return noting if noting is not None and begun else self._new_contact

    def page_actions(self) -> Sequence[QAction | None]:
        return (self._new_contact, None, *self.verbs.values(), None, self._import)

    def refresh(self) -> None:
        if self._painted:
            self._fill()

    # Parts.

    def _make_actions(self) -> None:
        keys = {"done": "D", "later": "L", "write": "W", "drop": "X",
                "outreach": "O", "contact": "C", "print": "P"}  # fmt: skip
        texts = {
            "open": _("&Open"), "done": _("&Done"), "later": _("&Later…"), "write": _("&Write…"),
            "drop": _("D&rop…"), "outreach": _("Open o&utreach"), "contact": _("Open &contact"),
            "print": _("&Print…"),
        }  # fmt: skip
        self.verbs: dict[str, QAction] = {}
        for verb, text in texts.items():
            made = action(self.holder, text, lambda verb=verb: self.act(verb), name=f"line_{verb}",
                          shortcut=keys.get(verb))  # fmt: skip
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.verbs[verb] = made
        self._undo = action(self, _("Undo"), self.take_back, name="take_back")
        self._new_contact = action(self, _("&Add contact"), self.add_contact, icon="person",
                                   shortcut="Ctrl+N")  # fmt: skip
        self._import = action(self, _("&Import contacts"), self.import_contacts, icon="import",
                              name="import_my_contacts")  # fmt: skip
        self._sample = action(self, _("Open the &sample book"), self.look_around)
        self._enable()

    def _enable(self) -> None:
        line = self._lists.current() if self._lists is not None else None
        for verb, act in self.verbs.items():
            act.setEnabled(line is not None and verb in line.verbs)
        if line is not None:
            from ui.today import words

            self._hint.say(words.hint(line.verbs))

    def _fill(self) -> None:
        """Read the day and show it; the first time, take the keyboard that waited."""
        # Imported here: the first picture waits for none of it.
        from app.services import clock, today
        from ui.today.lists import Lists

        now = clock.moment(self.at)
        day = today.read(now)
        before, self._day = self._day, day
        if before is None or (before.today, before.people) != (day.today, day.people):
            self.renewed.emit()
        if self._lists is None:
            self._lists = Lists()
            self._lists.chosen.connect(self._enable)
            self._lists.acted.connect(self.act)
            self._column.addWidget(self._lists)
            self._lists.show()
        self._lists.show_day(day, now)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """Show the lines, or how to begin; hand the keyboard on to what is there."""
        assert self._lists is not None
        assert self._day is not None
        waited = self.window().focusWidget() in (self.holder, self._begin)  # front or behind
        begun, any_line = bool(self._day.people), bool(self._lists.lines())
        self._empty.setVisible(not begun)
        self._scroll.setVisible(begun)
        self._hint.setVisible(begun and any_line)
        tab, none = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
        self.holder.setFocusPolicy(none if any_line else tab)
        self.setFocusProxy(self._lists if any_line else self.holder if begun else self._begin)
        if waited:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # How to begin.

    def add_contact(self) -> None:
        """Add a person in one line."""
        self.open_card("new_contact")

    def import_contacts(self) -> None:
        """Go to where an address book comes in."""
        self.go_to("importing")

    def look_around(self) -> None:
        """Open the sample book; the program knows how."""
        window = self.window()
        for act in window.findChildren(QAction, "open_sample"):
            act.trigger()

    # What a person can do with a line.

    def act(self, verb: str) -> None:
        """Do a verb with the line that has the keyboard."""
        from ui.today.doing import Doing

        line = self._lists.current() if self._lists is not None else None
        if line is not None and self._lists is not None and verb in line.verbs:
            Doing(self, self._lists, line).do(verb)

    def tell(self, sentence: str) -> None:
        """Say what was done, with the way back."""
        from app import database

        self._said = database.undo_label() or ""
        self.say(sentence, action=self._undo)

    def take_back(self) -> None:
        """Take back what the banner tells of."""
        from app import database

        try:
            if database.undo_label() == self._said:
                database.undo()
        except AppError as error:
            self.say(str(error), "error")

    # Qt calls this.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill)
