"""A meeting that runs: how long you have, what it is time for, and two lines to note things (P32).

For calls at the screen: calm, large, amber for the last minutes, red when it is time to leave. The
colour never speaks alone; the words say the same.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFont,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app import settings
from app.brief import phrases
from app.brief.clock import clock as faces
from app.brief.content import Brief
from app.domain import debriefs, times
from app.domain.meeting_clock import Standing, standing
from app.errors import AppError, Invalid, NotFound
from app.i18n import _, ngettext
from app.services import briefs, clock, meetings
from ui import theme
from ui.actions import action
from ui.meetings.words import now
from ui.widgets.card import Card, Section
from ui.widgets.editors import Line
from ui.widgets.elided import Elided
from ui.widgets.page import Page

_TICK_MS = 1_000
_HOUR, _DAY = 60, 24  # minutes, hours


class RunningMeeting(Page):
    """The clock of one meeting."""

    fills_screen: ClassVar[bool] = True
    shows: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_person", "need", "referral", "promise"}
    )

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self._id = meeting_id
        self._brief: Brief | None = None
        self.debrief_action = action(
            self, _("It is over, type it up"), self.debrief, icon="check", shortcut="Ctrl+Return"
        )
        self.face = Face()
        self.need = Line(_("A need, then Enter"))
        self.name = Line(_("A name, then Enter"))
        self.promise = Line(_("What you will do, then Enter"))
        self._heard = {"need": QLabel(), "name": QLabel(), "promise": QLabel()}
        self.body.addWidget(self.face, 1)
        self.body.addWidget(self._captures())
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        self.setFocusProxy(self.need)

    # What the window asks.

    def heading(self) -> str:
        if self._brief is None:
            return _("Meeting")
        return _("Meeting with {names}").format(names=phrases.names(self._brief))

    def main_action(self) -> QAction:
        return self.debrief_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.debrief_action,)

    def refresh(self) -> None:
        try:
            self._brief = briefs.for_meeting(
                self._id, your_zone=settings.your_zone(), today=clock.day()
            )
            said = meetings.debrief_of(self._id)
        except NotFound as gone:
            self._brief = None
            self._ticking.stop()
            self.say(str(gone), "warning")
            return
        self._heard["need"].setText("\n".join(need.text for need in said.needs))
        self._heard["name"].setText("\n".join(given.name for given in said.names))
        self._heard["promise"].setText("\n".join(promise.text for promise in said.promises))
        self.tick()
        self.renewed.emit()

    # What happens here.

    def tick(self) -> None:
        """Show this moment."""
        brief = self._brief
        if brief is None:
            return
        if brief.start is None or brief.minutes <= 0:
            self.face.show_open(_("Agree when and how long, then the clock can run."))
            return
        at = standing(brief.start, brief.minutes, now(), questions=bool(brief.questions))
        self.face.show_standing(at, brief)

    def note_need(self) -> None:
        """Write down a need at once."""
        self._note(self.need, meetings.hear_need)

    def note_name(self) -> None:
        """Write down a name at once."""
        self._note(self.name, meetings.note_name)

    def note_promise(self) -> None:
        """Write down at once what you said you would do."""
        self._note(self.promise, meetings.hear_promise)

    def debrief(self) -> None:
        """Type up what came of it."""
        self.open_card("debrief", self._id)

    def _note(self, line: Line, write: Callable[[str, str], None]) -> None:
        text = line.value()
        if not text:
            return
        self.banner.dismiss()
        try:
            write(self._id, text)
        except Invalid as refusal:
            self.say(" ".join(refusal.errors.values()), "warning")
        except AppError as refusal:
            self.say(str(refusal), "warning")
        else:
            line.set_value("")

    def _captures(self) -> QWidget:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * theme.GRID)
        for place, (title, line, note, name) in enumerate(
            (
                (debriefs.rooms()["needs"], self.need, self.note_need, "need"),
                (debriefs.rooms()["names"], self.name, self.note_name, "name"),
                (_("I said I would"), self.promise, self.note_promise, "promise"),
            )
        ):
            line.line.setAccessibleName(title)
            line.line.returnPressed.connect(note)
            heard = self._heard[name]
            heard.setTextFormat(Qt.TextFormat.PlainText)
            heard.setWordWrap(True)
            heard.setAlignment(Qt.AlignmentFlag.AlignTop)
            theme.role(heard, "subtle")
            grid.addWidget(Section(title), 0, place)
            grid.addWidget(line, 1, place)
            grid.addWidget(heard, 2, place)
            grid.setColumnStretch(place, 1)
        card.body.addLayout(grid)
        return card


class Face(QWidget):
    """The minutes left, in figures that can be read from across the table."""

    def __init__(self) -> None:
        super().__init__()
        self._figure, self._unit, self._stop = QLabel(), QLabel(), QLabel()
        self._for, self._then = Elided(""), Elided("")
        self._mood, self._share = "calm", 0.0
        theme.role(self._stop, "strong")
        theme.role(self._then, "subtle")
        column = QVBoxLayout(self)
        column.setSpacing(theme.GRID)
        column.addStretch(1)
        for label in (self._figure, self._unit, self._stop, self._for, self._then):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)
        figure = theme.heading_font()
        figure.setPointSizeF(figure.pointSizeF() * 4.5)
        figure.setFeature(QFont.Tag("tnum"), 1)
        self._figure.setFont(figure)
        self._unit.setFont(theme.heading_font())
        self._for.setFont(theme.heading_font())

    def show_open(self, sentence: str) -> None:
        """A meeting without a time: say what is missing."""
        self._tell("before", "–", sentence, "", "", "")

    def show_standing(self, at: Standing, brief: Brief) -> None:
        """One moment of a meeting that has a time."""
        assert brief.start is not None
        stop = faces(brief.start, brief.minutes, times.zone(brief.your_zone)).stop()
        hard = _("Hard stop {time}").format(time=stop)
        if at.mood == "before":
            number, unit = _ahead(at.minutes)
            self._tell("before", str(number), unit, hard, "", "")
        elif at.mood == "red":
            over = -at.minutes
            told = ngettext("{count} minute over", "{count} minutes over", over)
            late = told.format(count=over) if over else _("That is the time you agreed on")
            self._tell("red", _("Time"), late, hard, _("Thank them, and leave."), "")
        else:
            unit = ngettext("minute left", "minutes left", at.minutes)
            doing = phrases.segment(brief, at.segment.kind) if at.segment else ""
            then = phrases.segment(brief, at.following.kind) if at.following else ""
            following = _("Then: {what}").format(what=then) if then else ""
            self._tell(at.mood, str(at.minutes), unit, hard, doing, following)
        self._share = max(0.0, min(1.0, at.minutes / brief.minutes)) if at.segment else 0.0
        self.update()

    def words(self) -> list[str]:
        """What a person reads, for tests and screen readers."""
        labels = (self._figure, self._unit, self._stop, self._for, self._then)
        return [text for text in (label.text() for label in labels) if text]

    def mood(self) -> str:
        """How loudly it says it: before, calm, amber or red."""
        return self._mood

    def _tell(self, mood: str, *texts: str) -> None:
        if mood in ("amber", "red") and mood != self._mood and self.isVisible():
            # Once, when it turns: whoever does not see the colour is told in the same words.
            told = QAccessibleAnnouncementEvent(self, ", ".join(filter(None, texts)))
            QAccessible.updateAccessibility(told)
        self._mood = mood
        labels = (self._figure, self._unit, self._stop, self._for, self._then)
        for label, text in zip(labels, texts, strict=True):
            if label.text() != text:
                label.setText(text)
        self.setAccessibleName(", ".join(filter(None, texts)))
        c = theme.colours()
        ink = {"amber": c.amber, "red": c.alarm}.get(mood, c.accent)
        for label in (self._figure, self._unit):
            palette = label.palette()
            if palette.color(label.foregroundRole()) != ink:
                palette.setColor(label.foregroundRole(), ink)
                label.setPalette(palette)

    # Qt calls this.

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        ground = {"amber": c.amber_soft, "red": c.alarm_soft}.get(self._mood, c.card)
        ink = {"amber": c.amber, "red": c.alarm}.get(self._mood, c.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(c.line)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)
        if self._share:
            bar = self.rect().adjusted(theme.RADIUS, 0, -theme.RADIUS, 0)
            width = round(bar.width() * self._share)
            left = bar.right() - width if self.isRightToLeft() else bar.left()
            painter.fillRect(left, self.height() - 5, width, 4, ink)


def _ahead(minutes: int) -> tuple[int, str]:
    """How long until it begins, in the unit that one thinks in."""
    if minutes < 2 * _HOUR:
        return minutes, ngettext("minute until it begins", "minutes until it begins", minutes)
    hours = minutes // _HOUR
    if hours < 2 * _DAY:
        return hours, ngettext("hour until it begins", "hours until it begins", hours)
    days = hours // _DAY
    return days, ngettext("day until it begins", "days until it begins", days)
