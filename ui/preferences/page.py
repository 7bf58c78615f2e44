"""The preferences: each number with the reason for it. Saved as they are chosen with Save."""

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import settings
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import business_days
from ui import theme
from ui.actions import action
from ui.preferences import courtesy
from ui.widgets.card import Card
from ui.widgets.dates import Zone
from ui.widgets.editors import Choice, Line, Number
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll


class Preferences(Page):
    """One form over the settings file; nothing of it is kept in the book."""

    def __init__(self, _id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = action(self, _("Save"), self.save, icon="check", shortcut="Ctrl+Return")
        self.form = Form(_fields())
        self._show_saved()
        self.form.edited.connect(self._follow)
        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.addWidget(self.form)
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addStretch(1)
        self.body.addWidget(Scroll(holder))
        self.setFocusProxy(self.form.editor("colours"))

    def _show_saved(self) -> None:
        saved = settings.load()
        self.form.set_values(vars(saved))
        self.form.editor("region").offer(business_days.regions(saved.country))
        self.form.editor("region").set_value(saved.region)

    def _follow(self, name: str) -> None:
        """Offer the regions of the country, and say where its holidays are not known."""
        if name != "country":
            return
        chosen = self.form.editor("country").value()
        self.form.editor("region").offer(business_days.regions(chosen))
        if problem := business_days.problem(chosen):
            self.say(problem)
        else:
            self.banner.dismiss()

    def heading(self) -> str:
        return _("Preferences")

    def main_action(self) -> QAction:
        return self._save

    def save(self) -> None:
        """Keep what was chosen, use the colours at once, and go back."""
        try:
            chosen = replace(settings.load(), **self.form.values())
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
            return
        try:
            settings.save(chosen)
        except AppError as problem:
            self.say(str(problem), "error")
            return
        theme.choose(chosen.colours)
        self.closed.emit()


def _fields() -> list[Field]:
    colours = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
    papers = [("", _("As usual in my country")), ("a4", _("A4")), ("letter", _("Letter"))]
    return [
        Field("colours", _("&Colours"), "", Choice(colours)),
        _your_name(),
        Field(
            "your_zone",
            _("Your time &zone"),
            _("Meetings show their clock and yours side by side."),
            Zone(unset=_("As the system")),
        ),
        Field("paper", _("P&aper"), _("A brief is one page on either."), Choice(papers)),
        Field(
            "meeting_minutes",
            _("A new &meeting lasts"),
            _("Half an hour is what a busy person gives gladly."),
            Number(least=5, most=720, unit=_("minutes")),
        ),
        Field(
            "backups_to_keep",
            _("&Backups to keep"),
            _("One is made and verified whenever a book is closed after a change."),
            Number(least=1, most=500),
        ),
        *courtesy.fields(),
        _ask_window(),
    ]


def _your_name() -> Field:
    hint = _("Messages that you write here end with it.")
    return Field("your_name", _("Your &name"), hint, Line())


def _ask_window() -> Field:
    return Field(
        "ask_window_days",
        _("An as&k is remembered for"),
        _("A season: people in one firm compare notes, and two asks at once weigh double. (B03)"),
        Number(least=1, most=3650, unit=_("days")),
    )
