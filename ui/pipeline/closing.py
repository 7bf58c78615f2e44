"""Closing an outreach: how, and until when it rests."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app import settings
from app.domain import pipeline
from app.domain.board import BoardCard
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import outreach
from ui.pipeline.asking import Asking
from ui.widgets.dates import Date
from ui.widgets.editors import Choice, Line
from ui.widgets.form import Field, Form


class Closing(Asking):
    """Asks how it ended, or until when it rests, and puts the card on the shelf."""

    def __init__(
        self, card: BoardCard, how: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Close this outreach"), parent)
        self._card = card
        ways = [
            (key, name)
            for key, name in pipeline.closing_names().items()
            if key != "landed" or card.stage == "applied"
        ]
        self.form = Form([Field("how", _("&How does it stand?"), editor=Choice(ways))])
        self.until = Form(
            [
                Field("until", _("Let it rest &until"),
                      _("Silence is an answer. Nobody is asked again before that day."),
                      Date(today=lambda: today))
            ]
        )  # fmt: skip
        self.note = Form([Field("note", _("&Note"), _("Only for you."), Line())])
        self.form.set_values({"how": how})
        rest = settings.load().rest_for_days
        self.until.set_values({"until": today + timedelta(days=rest)})
        self.form.edited.connect(lambda _name: self._follow())
        self.lay_out(self._card.name, [self.form, self.until, self.note], _("Put on the shelf"))
        self._follow()

    def _follow(self) -> None:
        self.until.setVisible(self.form.values()["how"] == "resting")
        self.adjustSize()

    def save(self) -> None:
        """Close it, or say what is missing."""
        try:
            how = self.form.values()["how"]
            until = self.until.values()["until"] if how == "resting" else None
            outreach.close(self._card.id, how, until=until, note=self.note.values()["note"])
        except Invalid as invalid:
            self.until.show_errors(invalid.errors)
        except AppError as error:
            self.banner.say(str(error), "warning")
        else:
            self.accept()
