"""Closing an outreach: how, and until when it rests."""

from datetime import date, timedelta

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app import settings
from app.domain import pipeline
from app.domain.board import BoardCard
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import outreach
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.editors import Choice, Line
from ui.widgets.form import Field, Form
from ui.widgets.wrapped import Wrapped


class Closing(QDialog):
    """Asks how it ended, or until when it rests, and puts the card on the shelf."""

    def __init__(
        self, card: BoardCard, how: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._card = card
        self.setWindowTitle(_("Close this outreach"))
        self.setModal(True)
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
        self.banner = Banner()
        self._lay_out()
        self._follow()

    def _lay_out(self) -> None:
        heading = Wrapped(self._card.name)
        theme.role(heading, "heading")
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("Put on the shelf"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        theme.role(save, "main")
        save.clicked.connect(self.save)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 2 * theme.GRID, 24, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        for part in (heading, self.banner, self.form, self.until, self.note):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(420)

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
