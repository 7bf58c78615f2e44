"""The work-search log in the window: a period, whose it is, and the number of the claim (B11)."""

from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget

from app import settings
from app.domain import work_log as rules
from app.errors import Invalid
from app.i18n import _
from app.services import clock, work_log
from app.services.work_log import Wanted
from ui import theme
from ui.printing.paper import Order, Paper, drawn_by
from ui.widgets.dates import Date
from ui.widgets.editors import Check, Choice, Line
from ui.widgets.form import Field, Form
from ui.widgets.page import Page

_drawn = drawn_by(work_log.pdf_of)


class LogPaper(Paper):
    """For this week, the last one, the last month, or from a day to a day."""

    def __init__(self, page: Page, _given: str = "") -> None:
        super().__init__(page)
        self.form = Form(_fields(), width=64)
        self.form.set_values({"period": "last_week", "follow_ups": True})
        self.form.edited.connect(self._edited)
        self.remark = QLabel(
            _("Your notes, and who opened which door, are never on it."), wordWrap=True
        )
        theme.role(self.remark, "subtle")
        self.card.body.addWidget(self.form)
        self.card.body.addWidget(self.remark)
        self._fill("last_week")
        self.form.set_values({"name": settings.load().your_name})

    def heading(self) -> str:
        return _("Print the work-search log")

    def first(self) -> QWidget:
        control: QWidget = self.form.editor("period").control()
        return control

    def order(self) -> Order | str | None:
        try:
            wanted = self._wanted()
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
            return None
        self.form.show_errors({})
        if not work_log.read(wanted.first, wanted.last, follow_ups=wanted.follow_ups):
            return work_log.nothing()
        return Order(wanted, _drawn)

    def _wanted(self) -> Wanted:
        values: dict[str, Any] = dict(self.form.values())
        first, last = values["first"], values["last"] or values["first"]
        if first is None:
            raise Invalid({"first": _("From which day on?")})
        if last < first:
            raise Invalid({"last": _("This day is before the first one.")})
        return Wanted(first, last, values["name"], values["claim"], values["follow_ups"])

    def _edited(self, name: str) -> None:
        if name == "period":
            self._fill(str(self.form.editor("period").value()))
        elif name in ("first", "last"):
            self.form.set_values({"period": "days"})
        self.edited.emit()

    def _fill(self, period: str) -> None:
        """Say which days a period has."""
        if period != "days":
            first, last = rules.period(period, clock.day(), _first_weekday())
            self.form.set_values({"first": first, "last": last})


def _fields() -> list[Field]:
    return [
        Field("period", _("Per&iod"), "", Choice(list(rules.period_names().items()))),
        Field("first", _("F&rom"), "", Date()),
        Field("last", _("&To"), _("Leave it empty for a single day."), Date(_("the same day"))),
        Field("name", _("Your n&ame"), "", Line()),
        Field("claim", _("Claim n&umber"), _("For this print only; it is not kept."), Line()),
        Field(
            "follow_ups",
            _("&With follow-ups"),
            _("Thanks, reports back and keeping in touch."),
            Check(),
        ),
    ]


def _first_weekday() -> int:
    """The day with which the person's week begins, 0 for Monday."""
    country = settings.country()
    return rules.first_weekday(country) if country else QLocale().firstDayOfWeek().value - 1
