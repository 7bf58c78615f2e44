"""Noting that there was contact: how, who began, when, about what."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app import settings
from app.domain import times
from app.domain.people import TouchDraft, direction_names, touch_names
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import clock, contacts
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.editors import Choice, Text
from ui.widgets.form import Field, Form


class TouchDialog(QDialog):
    """One contact had; today, unless another day is said."""

    def __init__(self, contact_id: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = contact_id
        self._zone = settings.your_zone()
        self.setWindowTitle(_("Contact with {name}").format(name=name[:80]))
        today = clock.day()
        self.form = Form(
            [
                Field("kind", _("&How"), editor=Choice(list(touch_names().items()))),
                Field("direction", _("&Who began"),
                      editor=Choice(list(direction_names().items()))),
                Field("day", _("Wh&en"), editor=Date(today=clock.day)),
                Field("what", _("&About what"), _("What you would like to remember of it."),
                      Text(lines=3)),
            ]
        )  # fmt: skip
        self.form.set_values({"kind": "call", "direction": "both", "day": today})
        self.banner = Banner()
        self._buttons = QDialogButtonBox()
        save = self._buttons.addButton(_("&Note it"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.save)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.banner)
        column.addWidget(self.form)
        column.addWidget(self._buttons)
        self.resize(self.fontMetrics().horizontalAdvance("0") * 60, self.sizeHint().height())
        self.form.editor("kind").setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write it down and close."""
        try:
            values = self.form.values()
            day = values.pop("day")
            at = times.to_text(self._moment(day)) if day is not None else ""
            contacts.record_touch(self._id, TouchDraft(at=at, **values))
        except Invalid as refusal:
            errors = dict(refusal.errors)
            self.form.show_errors({"day": errors.pop("at"), **errors} if "at" in errors else errors)
        except AppError as problem:
            self.banner.say(str(problem), "error")
        else:
            self.accept()

    def _moment(self, day: date) -> datetime:
        """Now for today; another day's noon, since the hour is not asked."""
        if day == clock.day():
            return clock.moment()
        return datetime(day.year, day.month, day.day, 12, tzinfo=times.zone(self._zone)).astimezone(
            UTC
        )
