"""What a person chooses for a print pack: days, a résumé, and how it is printed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import settings
from app.domain.documents import DocumentRow
from app.domain.meetings import MeetingRow
from app.errors import Invalid
from app.i18n import _, ngettext
from app.services import clock
from app.services.packs import Wanted
from ui import theme
from ui.actions import button
from ui.meetings import words
from ui.widgets.card import Section
from ui.widgets.dates import Date
from ui.widgets.editors import Check, Choice, Line
from ui.widgets.form import Field, Form

REMEMBERED = ("itinerary", "wallet_cards", "double_sided")  # between two prints
_SHOWN = 12  # meetings named; a trip seldom has more


class Choices(QWidget):
    """The form at the left: `days()`, `wanted(meetings)`, and what is in the pack, by name."""

    edited = Signal(str)  # the name of the field a person just edited

    def __init__(self, actions: Sequence[QAction], *, days: bool) -> None:
        """With `days` one chooses from when to when; else the meetings were chosen before."""
        super().__init__()
        self._has_days = days
        self._own = ""  # the book's own résumé, as it was offered last
        self.form = Form([*(_days() if days else ()), *_how()], width=64)
        before = settings.load()
        self.form.set_values({name: getattr(before, f"pack_{name}") for name in REMEMBERED})
        self.form.edited.connect(self.edited)
        self.inside = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self.inside, "subtle")
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self.said, "subtle")
        self.said.hide()
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        for act in actions:
            across.addWidget(button(act))
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.form)
        column.addLayout(across)
        column.addWidget(self.said)
        column.addSpacing(theme.GRID)
        column.addWidget(Section(_("In this pack")))
        column.addWidget(self.inside)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        found: QWidget = self.form.editor("first" if self._has_days else "itinerary").control()
        return found

    def set_days(self, first: date, last: date | None = None) -> None:
        """Fill in from when to when."""
        self.form.set_values({"first": first, "last": last})

    def days(self) -> tuple[date, date]:
        """From when to when; raises `Invalid` where it cannot be read or ends before it begins."""
        values = self.form.values()
        first, last = values["first"], values["last"] or values["first"]
        if first is None:
            raise Invalid({"first": _("Which day is it for?")})
        if last < first:
            raise Invalid({"last": _("This day is before the first one.")})
        return first, last

    def offer(self, known: Sequence[DocumentRow], *, chosen: str | None = None) -> None:
        """Show these documents to choose from, and this one as chosen.

        Unless it is said, what was chosen stays, else it is the book's own.
        """
        box = self.form.editor("resume").box
        before = self.resume() if chosen is None else chosen
        box.clear()
        for row in known:
            box.addItem(row.name, row.id)
        box.addItem(_("No résumé"), "")
        own = next((row.id for row in known if row.chosen), "")
        still_there = before in [row.id for row in known] or (before == "" and own == self._own)
        self._own = own
        self.form.set_values({"resume": before if still_there else own})
        name = next((row.name for row in known if row.id == self.resume()), "")
        self.form.set_values({"called": name})
        self.form.editor("called").setEnabled(bool(name))

    def show_said(self, words: str) -> None:
        """What people said of the chosen résumé; nothing where nobody did."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def resume(self) -> str:
        """The chosen document, or none."""
        return str(self.form.editor("resume").value())

    def wanted(self, meetings: Sequence[str]) -> Wanted:
        """All that was chosen, for these meetings."""
        values = self.form.values()
        return Wanted(
            tuple(meetings),
            resume=values["resume"],
            itinerary=values["itinerary"],
            wallet_cards=values["wallet_cards"],
            double_sided=values["double_sided"],
            private=values["private"],
        )

    def show_inside(self, rows: Sequence[MeetingRow]) -> None:
        """Name the meetings that are in the pack."""
        zone, today = settings.your_zone(), clock.day()
        lines = [f"{words.your_start(row, zone, today)}  {row.name}" for row in rows[:_SHOWN]]
        if (more := len(rows) - _SHOWN) > 0:
            lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
        self.inside.setText("\n".join(lines) or _("No meeting on these days."))


def _days() -> list[Field]:
    return [
        Field("first", _("F&rom"), "", Date()),
        Field("last", _("&To"), _("Leave it empty for a single day."), Date(_("the same day"))),
    ]


def _how() -> list[Field]:
    return [
        Field(
            "itinerary",
            _("&Itinerary"),
            _("Every meeting on both clocks, and the time between."),
            Check(),
        ),
        Field(
            "wallet_cards",
            _("&Wallet cards"),
            _("Whom, when, until when, where, and three questions, to cut out."),
            Check(),
        ),
        Field(
            "double_sided",
            _("For &both sides of the paper"),
            _("Everything begins on a sheet of its own: nobody gets another’s page on the back."),
            Check(),
        ),
        Field(
            "private",
            _("With &your private notes"),
            _("And what was told in confidence. For this print only; it is not remembered."),
            Check(),
        ),
        Field(
            "resume",
            _("Rés&umé"),
            _("A clean copy follows each brief, on the same paper. (P40)"),
            Choice([("", _("No résumé"))]),
        ),
        Field("called", _("It is calle&d"), "", Line()),
    ]
