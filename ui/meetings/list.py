"""The list of meetings, and the month beside it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app import settings
from app.domain import meetings as rules
from app.domain import names
from app.errors import AppError
from app.i18n import _
from app.services import clock, drafts, meetings
from app.services.agenda import Sort, When
from ui.actions import action
from ui.meetings import words
from ui.meetings.form import NEW_KEY
from ui.meetings.month import Month
from ui.meetings.states import StateActions
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.switch import Switch
from ui.widgets.table import Column, Table


class MeetingList(Page):
    """Meetings to come, those that were, or a month of both."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "contact", "position", "organization", "question", "ask",
         "referral", "outreach"}
    )  # fmt: skip
    searches: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self._when: When = "coming"
        self._sort: Sort = "start"
        self._backwards = False
        self._text = ""
        self._begun: list[str] = []
        self._make_actions()
        self.empty = Empty("meetings", "", self.new_action)
        self.table = Table(self._columns(), name=_("Meetings"), empty=self.empty)
        self.table.activated.connect(self.open_meeting)
        self.table.selected.connect(self._show_actions)
        self.table.sorted_by.connect(self._sort_by)
        self.table.typed.connect(self.searched)
        self.table.strip.show_order("start")
        self.table.view.addActions([act for act in self.page_actions() if act is not None])
        self.month = Month()
        self.month.opened.connect(self.open_meeting)
        self.month.wanted.connect(lambda day: self.open_card("new_meeting", f"on {day}"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.month)
        self.body.addLayout(self._switches())
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        self._show_actions()

    # What the window asks.

    def heading(self) -> str:
        return _("Meetings")

    def main_action(self) -> QAction:
        return self.new_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.new_action, self.open_action, self.run_action, self.debrief_action,
            self.print_action, None, *self._states.actions.values(), None, self.delete_action,
        )  # fmt: skip

    def refresh(self) -> None:
        self._your_zone, self._today, self._now = settings.your_zone(), clock.day(), words.now()
        if self._stack.currentWidget() is self.month:
            self.month.reload()
        else:
            self._say_why_empty()
            self.table.set_source(self)
        self._show_actions()
        self._offer_to_go_on()

    def search(self, text: str) -> None:
        self._text = text
        self._switch("coming" if not text else "all")
        self.refresh()

    def _offer_to_go_on(self) -> None:
        """A meeting that somebody began to plan, before a crash perhaps, waits here."""
        self._begun = drafts.kept(NEW_KEY)
        offer = _("A meeting you began to plan is kept.")
        if self._begun and not self.banner.text():
            self.say(offer, action=self.go_on_action)
        elif not self._begun and self.banner.text() == offer:
            self.banner.dismiss()

    # The table's source.

    def ids(self) -> list[str]:
        return meetings.ids(
            self._text,
            when=self._when,
            sort=self._sort,
            descending=self._backwards,
        )

    def rows(self, ids: Sequence[str]) -> Sequence[rules.MeetingRow]:
        return meetings.rows(ids)

    # What a person can do here.

    def new(self) -> None:
        """Plan a meeting."""
        self.open_card("new_meeting")

    def go_on(self) -> None:
        """Open the form that was left in the middle."""
        if self._begun:
            self.open_card("new_meeting", self._begun[0].removeprefix(NEW_KEY))

    def open_meeting(self, meeting_id: str) -> None:
        """Open a meeting's form."""
        self.open_card("meeting_form", meeting_id)

    def open_current(self) -> None:
        """Open the meeting with the cursor."""
        if meeting_id := self.table.current_id():
            self.open_meeting(meeting_id)

    def run(self) -> None:
        """Let the clock of the meeting with the cursor run (P32)."""
        if meeting_id := self.table.current_id():
            self.open_card("running", meeting_id)

    def debrief(self) -> None:
        """Type up what came of the meeting with the cursor."""
        if meeting_id := self.table.current_id():
            self.open_card("debrief", meeting_id)

    def print_pack(self) -> None:
        """Print the chosen meetings in one document (B07)."""
        self.open_card("pack", ",".join(self.table.selected_ids()))

    def mark(self, state: rules.State) -> None:
        """Say how far the chosen meetings have come; a held one wants to be typed up."""
        chosen = self.table.selected_ids()
        now, before = words.now(), {row.id: row for row in meetings.rows(chosen)}
        try:
            meetings.set_state(chosen, state)
        except AppError as refusal:
            self.say(str(refusal), "warning")
            return
        for meeting_id in chosen:
            if remark := rules.warning(state, before[meeting_id].begins(), now):
                self.say(remark, "warning")
        if state == "held" and len(chosen) == 1:
            self.open_card("debrief", chosen[0])

    def delete(self) -> None:
        """Delete the chosen meetings; undo brings them back."""
        meetings.delete(self.table.selected_ids())

    # Parts.

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.new_action = action(
            self, _("&New meeting"), self.new, icon="add", shortcut=keys.New, name="new_meeting"
        )
        self.open_action = action(self, _("&Open"), self.open_current, icon="edit")
        self.debrief_action = action(
            self, _("&Type up…"), self.debrief, icon="note", shortcut="Ctrl+D"
        )
        self.run_action = action(
            self, _("Meeting cloc&k"), self.run, icon="clock", shortcut="Ctrl+R"
        )
        self.print_action = action(
            self, _("Print pac&k…"), self.print_pack, icon="print", shortcut=keys.Print
        )
        self.go_on_action = action(self, _("Go on"), self.go_on)
        self._states = StateActions(self, self.mark)
        self.delete_action = action(
            self, _("&Delete"), self.delete, icon="trash", shortcut=keys.Delete
        )

    def _switches(self) -> QHBoxLayout:
        self.switch = Switch(
            {"coming": _("Com&ing"), "past": _("Pas&t"), "all": _("A&ll"), "month": _("M&onth")}
        )
        self.switch.chosen.connect(self._choose)
        across = QHBoxLayout()
        across.addWidget(self.switch)
        across.addStretch(1)
        return across

    def _choose(self, name: str) -> None:
        self._switch(name)
        self.refresh()

    def _switch(self, name: str) -> None:
        self.switch.choose(name)
        if name == "month":
            self._stack.setCurrentWidget(self.month)
            return
        self._stack.setCurrentWidget(self.table)
        when: When = "coming" if name == "coming" else "past" if name == "past" else "all"
        if when != self._when and self._sort == "start":  # the nearest to now stands on top
            self._backwards = when != "coming"
            self.table.strip.show_order("start", backwards=self._backwards)
        self._when = when

    def _columns(self) -> list[Column]:
        return [
            Column(
                _("Your clock, theirs"),
                lambda row: words.your_start(row, self._your_zone, self._today),
                subtitle=lambda row: words.their_start(row, self._your_zone),
                sort="start", width=22, strong=True,
            ),
            Column(
                _("With"), lambda row: row.name, subtitle=lambda row: row.organization,
                initials=lambda row: names.initials(row.people[0]) if row.people else "",
                sort="people", stretch=4, strong=True,
            ),
            Column(
                _("For"), words.about,
                subtitle=lambda row: ", ".join(
                    filter(None, (rules.medium_names().get(row.medium, row.medium), row.place))
                ),
                spare=True, stretch=4,
            ),
            Column(
                _("State"), lambda _row: "", chips=lambda row: (words.state_mark(row.state),),
                sort="state", width=13, spare=True,
            ),
            Column(
                _("Ready"), lambda _row: "", chips=lambda row: words.readiness(row, self._now),
                stretch=3,
            ),
        ]  # fmt: skip

    def _sort_by(self, name: str, backwards: bool) -> None:
        by: dict[str, Sort] = {"start": "start", "people": "people", "state": "state"}
        self._sort, self._backwards = by[name], backwards
        self.table.reload()

    def _say_why_empty(self) -> None:
        if self._text:
            self.empty.say(_("No meeting fits “{text}”.").format(text=self._text[:60]))
        elif self._when == "past":
            self.empty.say(
                _("No meeting was held yet. They will stand here with what came of them.")
            )
        else:
            self.empty.say(
                _("No meeting is ahead. Think of one person whose work you are curious about.")
            )

    def _show_actions(self) -> None:
        on_table = self._stack.currentWidget() is self.table
        chosen = self.table.selected_ids() if on_table else []
        found = meetings.rows(chosen[:1])
        self._states.show(found[0].state if found else "")
        for act in (self.open_action, self.run_action, self.debrief_action):
            act.setEnabled(len(chosen) == 1)
        for act in (self.print_action, self.delete_action):
            act.setEnabled(bool(chosen))

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        self.make_stale()  # a form that was left keeps its draft without announcing it
        super().showEvent(event)
