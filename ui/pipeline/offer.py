"""An offer came: on which day. Everyone up the chain will want to hear (B01)."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.board import BoardCard
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import outreach
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.form import Field, Form
from ui.widgets.wrapped import Wrapped


class Offer(QDialog):
    """Asks for the day of an offer, and notes it with the application."""

    def __init__(self, card: BoardCard, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.setWindowTitle(_("An offer came"))
        self.setModal(True)
        self.form = Form(
            [
                Field(
                    "offered_on", _("&When did it come?"),
                    _("Whoever opened a door on the way hears of it from you."),
                    Date(today=lambda: today),
                )
            ]
        )  # fmt: skip
        self.form.set_values({"offered_on": today})
        self.banner = Banner()
        self._lay_out()

    def _lay_out(self) -> None:
        heading = Wrapped(self._card.opportunity or self._card.name)
        theme.role(heading, "heading")
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("Note the offer"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        theme.role(save, "main")
        save.clicked.connect(self.save)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 2 * theme.GRID, 24, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        for part in (heading, self.banner, self.form):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(420)

    def save(self) -> None:
        """Note it, or say what is missing."""
        try:
            outreach.offer(self._card.id, self.form.values()["offered_on"])
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
        except AppError as error:
            self.banner.say(str(error), "warning")
        else:
            self.accept()
