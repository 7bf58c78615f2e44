"""An outreach's stage history, newest first: moves, with the invitation that allowed them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import settings
from app.domain import pipeline, times
from app.domain.board import StageRow
from app.i18n import _
from ui import theme
from ui.pipeline import words
from ui.widgets.wrapped import Wrapped


class History(QWidget):
    """One paragraph per move, and how it began."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._labels: list[QLabel] = []

    def show_rows(self, rows: Sequence[StageRow], opened_on: date, today: date) -> None:
        """Show these moves, and the day of the beginning under them."""
        for old in self._labels:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels.clear()
        for row in rows:
            day = times.local(row.at, settings.your_zone()).date()
            self._say(words.day(day, today), "small", above=12)
            self._say(_title(row), "strong")
            if row.words:
                quote = self._say(_("“{words}”").format(words=row.words), "")
                italic = theme.body_font()
                italic.setItalic(True)
                quote.setFont(italic)
                self._say(_invitation(row, today), "small")
            if row.note:
                self._say(row.note, "subtle")
        self._say(words.day(opened_on, today), "small", above=12)
        self._say(_("Begun, for information only"), "strong")

    def texts(self) -> list[str]:
        """What it says, line by line."""
        return [label.text() for label in self._labels]

    def _say(self, text: str, role: str, *, above: int = 0) -> QLabel:
        label = Wrapped(text)
        if role:
            theme.role(label, role)
        if above and self._column.count():
            label.setContentsMargins(0, above, 0, 0)
        self._column.addWidget(label)
        self._labels.append(label)
        return label


def _title(row: StageRow) -> str:
    after = pipeline.state_name(row.to_stage)
    stages = pipeline.STAGES
    if row.to_stage == pipeline.OFFER:
        return _("An offer came")
    if row.from_stage == pipeline.OFFER and row.to_stage in stages:
        if row.to_stage == "applied":
            return _("The offer was taken back")
        return _("Back to {stage}").format(stage=after)
    if row.from_stage in stages and row.to_stage in stages:
        if stages.index(row.to_stage) > stages.index(row.from_stage):
            return after
        return _("Back to {stage}").format(stage=after)
    if row.from_stage in pipeline.CLOSINGS:
        return _("Opened again: {stage}").format(stage=after)
    return _("Closed: {state}").format(state=after)


def _invitation(row: StageRow, today: date) -> str:
    channel = pipeline.channel_names().get(row.channel, row.channel)
    given = words.day(row.given_on, today) if row.given_on is not None else ""
    said = ", ".join(filter(None, (row.given_by, channel, given)))
    return (
        _("{said}; leads to {name}").format(said=said, name=row.leads_to) if row.leads_to else said
    )
