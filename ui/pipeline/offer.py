"""An offer came: on which day. Everyone up the chain will want to hear (B01)."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.board import BoardCard
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import outreach
from ui.pipeline.asking import Asking
from ui.widgets.dates import Date
from ui.widgets.form import Field, Form


class Offer(Asking):
    """Asks for the day of an offer, and notes it with the application."""

    def __init__(self, card: BoardCard, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("An offer came"), parent)
        self._card = card
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
        self.lay_out(self._card.opportunity or self._card.name, [self.form], _("Note the offer"))

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
