"""What is due because of an outreach: each duty with its reason; to be written, done or put off."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.etiquette import Duty
from app.domain.messages import occasion_of_duty
from app.errors import AppError
from app.i18n import _
from app.services import duties
from ui import theme
from ui.pipeline import words
from ui.widgets.card import Card, Section
from ui.widgets.chip import Chip
from ui.widgets.wrapped import Wrapped


class DueList(QWidget):
    """A card per duty; nothing at all where nothing is due."""

    failed = Signal(str)  # a sentence
    written = Signal(str)  # what a message is to be begun for, as `Occasion.to_id()`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Duty, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)

    def show_duties(self, shown: Sequence[Duty], today: date) -> None:
        """Show these duties, in this order."""
        if tuple(shown) == self._shown and self._column.count():
            return
        self._shown = tuple(shown)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(bool(shown))
        if shown:
            self._column.addWidget(Section(_("Owed to people on the way")))
        for duty in shown:
            self._column.addWidget(self._row(duty, today))

    def _row(self, duty: Duty, today: date) -> Card:
        card = Card()
        what, why = Wrapped(duty.text), Wrapped(duty.reason)
        what.setTextFormat(Qt.TextFormat.PlainText)
        why.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(what, "strong")
        theme.role(why, "small")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(what)
        said.addWidget(why)
        when = Chip(words.day(duty.due, today), "attention" if duty.due <= today else "plain")
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addLayout(said, 1)
        across.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        if (occasion := occasion_of_duty(duty)) is not None:
            write = QPushButton(_("Write"))
            write.setAccessibleName(_("Write: {what}").format(what=duty.text))
            write.clicked.connect(lambda: self.written.emit(occasion.to_id()))
            across.addWidget(write, 0, Qt.AlignmentFlag.AlignTop)
        done = QPushButton(_("Done"))
        done.setAccessibleName(_("Done: {what}").format(what=duty.text))
        done.clicked.connect(lambda: self._try(lambda: duties.done(duty.key)))
        later = QPushButton(_("Later"))
        later.setAccessibleName(_("Put off: {what}").format(what=duty.text))
        later.setMenu(self._later(duty, today))
        across.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(later, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(across)
        return card

    def _later(self, duty: Duty, today: date) -> QMenu:
        menu = QMenu(self)
        for text, days in ((_("Tomorrow"), 1), (_("In three days"), 3), (_("In a week"), 7)):
            until = today + timedelta(days=days)
            menu.addAction(text).triggered.connect(
                lambda _on=False, until=until: self._try(lambda: duties.put_off(duty.key, until))
            )
        menu.addSeparator()
        menu.addAction(_("Not needed")).triggered.connect(
            lambda _on=False: self._try(lambda: duties.drop(duty.key, _("Not needed")))
        )
        return menu

    def _try(self, verb: Callable[[], None]) -> None:
        try:
            verb()
        except AppError as error:
            self.failed.emit(str(error))
