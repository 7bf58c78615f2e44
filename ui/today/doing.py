"""Doing something about a line: writing it down, opening what it is about, printing a page."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.messages import newest, occasion_of_duty
from app.domain.today import Line
from app.errors import AppError
from app.i18n import _
from app.services import clock, today
from ui import dialogs
from ui.today import words
from ui.today.answers import Asking, later_menu
from ui.today.lines import DueLine, LineView, MoreLine, ShortLine
from ui.today.lists import Lists
from ui.today.meeting import MeetingLine

if TYPE_CHECKING:
    from ui.today.page import Today


class Doing:
    """One verb, one line, on one page."""

    def __init__(self, page: "Today", lists: Lists, view: LineView) -> None:
        self._page, self._lists, self._view = page, lists, view

    def do(self, verb: str) -> None:
        """Do it, or say why it cannot be done."""
        view = self._view
        if isinstance(view, MoreLine):
            self._open_more(view.name)
        elif isinstance(view, MeetingLine):
            if verb == "print":
                self._print(view)
            else:
                self._page.open_card("meeting", view.row.id)
        elif isinstance(view, (DueLine, ShortLine)):
            verbs: dict[str, Callable[[Line], None]] = {
                "open": self._open, "done": self._done, "later": self._later, "drop": self._drop,
                "write": self._write, "contact": self._contact, "outreach": self._outreach,
            }  # fmt: skip
            verbs[verb](view.line)

    def _open_more(self, name: str) -> None:
        if name == "pipeline":
            self._page.go_to(name)
        elif name == "needs":
            self._page.open_card("needs_review")
        else:
            self._lists.open_more(name)

    # Opening.

    def _open(self, line: Line) -> None:
        card = {
            "type_up": ("debrief", line.meeting_id), "took_place": ("meeting", line.meeting_id),
            "next_step": ("outreach", line.outreach_id),
        }.get(line.kind, ("contact", line.contact_id))  # fmt: skip
        self._page.open_card(*card)

    def _contact(self, line: Line) -> None:
        self._page.open_card("contact", line.contact_id)

    def _outreach(self, line: Line) -> None:
        self._page.open_card("outreach", line.outreach_id)

    def _write(self, line: Line) -> None:
        news = line.kind == "report_back"  # of several, the last says the most
        occasion = occasion_of_duty(newest(line.duties) if news else line.duties[0])
        if occasion is not None:
            self._page.open_card("message", occasion.to_id())

    def _print(self, view: MeetingLine) -> None:
        # Imported here: few days print, and the page is drawn by a heavy library.
        from app import settings
        from app.services import briefs
        from ui import printing
        from ui.meetings.side import drawn

        row = view.row
        try:
            brief = briefs.for_meeting(row.id, your_zone=settings.your_zone(), today=clock.day())
        except AppError as error:
            self._page.say(str(error), "warning")
            return
        title = _("Meeting {names}").format(names=", ".join(row.people[:3]))
        printing.print_pdf(self._page, drawn(brief), title, again=lambda paper: drawn(brief, paper))

    # Answering.

    def _done(self, line: Line) -> None:
        said = _("Done: {what}").format(what=_told(line))
        if line.kind == "took_place":
            said = _("Noted: you met {name}.").format(name=line.name)
        if self._try(lambda: today.done(line), said) and line.kind == "took_place":
            self._page.open_card("debrief", line.meeting_id)

    def _drop(self, line: Line) -> None:
        if line.kind == "took_place":
            said = _("Noted: you did not meet {name}.").format(name=line.name)
            self._try(lambda: today.drop(line, ""), said)
            return

        def answer(reason: str) -> None:
            today.drop(line, reason)
            self._page.tell(_("Dropped: {what}").format(what=_told(line)))

        dialogs.show(Asking(_told(line), self._page, answer))

    def _later(self, line: Line) -> None:
        day = clock.day()
        menu = later_menu(
            self._page, day, lambda until: self._put_off(line, until),
            lambda: dialogs.show(Asking(_told(line), self._page, self._answer(line), today=day)),
        )  # fmt: skip
        menu.popup(self._view.mapToGlobal(QPoint(self._view.width() // 2, self._view.height())))
        menu.setActiveAction(menu.actions()[0])

    def _answer(self, line: Line) -> Callable[[date, str], None]:
        def answer(until: date, reason: str) -> None:
            today.put_off(line, until, reason=reason)
            self._page.tell(self._until(line, until))

        return answer

    def _put_off(self, line: Line, until: date) -> None:
        self._try(lambda: today.put_off(line, until), self._until(line, until))

    def _until(self, line: Line, until: date) -> str:
        when = words.day(until, clock.day())
        return _("Put off until {day}: {what}").format(day=when, what=_told(line))

    def _try(self, verb: Callable[[], None], said: str) -> bool:
        """Write it down and say so; False where it could not be."""
        try:
            verb()
        except AppError as error:
            self._page.say(str(error), "warning")
            return False
        self._page.tell(said)
        return True


def _told(line: Line) -> str:
    """The line as the banner says it, not longer than a line."""
    text = line.text if len(line.text) <= 120 else f"{line.text[:119]}…"
    return f"{line.name}: {text}" if line.kind in ("next_step", "their_word") else text
