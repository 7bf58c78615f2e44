"""What a person may answer but “done”: not now but on a day, or not at all, for a reason."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QVBoxLayout, QWidget

from app.errors import AppError, Invalid
from app.i18n import _
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.editors import Line
from ui.widgets.form import Field, Form
from ui.widgets.wrapped import Wrapped

_WEEK = 7


def later_menu(
    owner: QWidget, today: date, put_off: Callable[[date], object], ask: Callable[[], object]
) -> QMenu:
    """Until when: tomorrow, next Monday, in two weeks, or a day that is asked for."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    monday = today + timedelta(days=_WEEK - today.weekday())
    choices = {
        _("&Tomorrow"): today + timedelta(days=1),
        _("Next &Monday"): monday,
        _("In two &weeks"): today + timedelta(days=2 * _WEEK),
    }
    for text, day in choices.items():
        shown = QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")
        choice = menu.addAction(f"{text}\t{shown}")
        choice.triggered.connect(lambda _on=False, day=day: put_off(day))
    menu.addSeparator()
    menu.addAction(_("On a &day…")).triggered.connect(lambda _on=False: ask())
    return menu


class Asking(QDialog):
    """Asks for a day and a word on why, or for the word alone; `answer` writes it down."""

    def __init__(
        self, what: str, parent: QWidget | None, answer: Callable[..., object], *,
        today: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._answer = answer
        self.setModal(True)
        fields = [Field("reason", _("&Why"), _("A word for later; only for you."), Line())]
        verb = _("Drop it")
        self.setWindowTitle(_("It shall not be done"))
        if today is not None:
            verb = _("Put off")
            self.setWindowTitle(_("Not now"))
            fields.insert(0, Field("until", _("&Until"), editor=Date(today=lambda: today)))
        self.form = Form(fields)
        if today is not None:
            self.form.set_values({"until": today + timedelta(days=_WEEK), "reason": ""})
        self.banner = Banner()
        self._lay_out(what, verb)

    def _lay_out(self, what: str, verb: str) -> None:
        title = Wrapped(what[:200])
        theme.role(title, "strong")
        buttons = QDialogButtonBox()
        save = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        for part in (title, self.banner, self.form, buttons):
            column.addWidget(part)
        self.resize(self.fontMetrics().horizontalAdvance("0") * 56, self.sizeHint().height())

    def save(self) -> None:
        """Write it down and close, or say what is missing."""
        try:
            self._answer(**self.form.values())
        except Invalid as refusal:
            self.form.show_errors(refusal.errors)
        except AppError as problem:
            self.banner.say(str(problem), "error")
        else:
            self.accept()
