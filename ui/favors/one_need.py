"""One need in large letters: whose it is, since when it is known, who and what could help (P23)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import settings
from app.domain import names
from app.domain.needs import NeedRow
from app.i18n import _
from app.services import helping
from ui import theme
from ui.contacts.shortened import ShortLink
from ui.favors import words
from ui.widgets.card import Card, Initials, Section
from ui.widgets.elided import Elided
from ui.widgets.flow import Flow
from ui.widgets.wrapped import Wrapped

_LETTERS = 88


class OneNeed(Card):
    """Holds the keyboard; Enter says that the need was looked at, arrows go on and back."""

    entered = Signal()
    stepped = Signal(int)  # to the next, or to the one before
    opened = Signal(str, str)  # a noun and an id: somebody who could help

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaximumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self.body.setContentsMargins(*[3 * theme.GRID] * 4)
        self.body.setSpacing(2 * theme.GRID)
        self._text = Wrapped()
        theme.role(self._text, "heading")
        self._name, self._firm, self._known = Elided(), Elided(), Elided()
        theme.role(self._name, "strong")
        theme.role(self._firm, "subtle")
        theme.role(self._known, "small")
        self._count = QLabel()
        theme.role(self._count, "subtle")
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._initials = QWidget()
        self._help = QWidget()
        self._lay_out()

    def offer(self, first: Sequence[QPushButton], more: Sequence[QPushButton]) -> None:
        """Put the buttons at the foot: what to say of the need, and where to go from it."""
        self.body.addWidget(Flow(first, gap=theme.GRID))
        for quiet in more:
            theme.role(quiet, "quiet")
        self.body.addWidget(Flow(more, gap=theme.GRID))

    def show_need(self, row: NeedRow, place: int, count: int, *, at: datetime | None) -> None:
        """Show this one, which is so far along the way."""
        if self._help.isAncestorOf(self.window().focusWidget() or self.window()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what has the keyboard goes now
        told = _("{n} of {count}").format(n=place, count=count)
        known = words.need_known(row, settings.your_zone())
        self._count.setText(told)
        self._text.setText(row.text)
        self._name.say(row.name)
        self._firm.say(row.organization)
        self._firm.setVisible(bool(row.organization))
        self._known.say(known)
        self.setAccessibleName(", ".join((told, row.name, row.text, known)))
        initials = Initials(names.initials(row.name))
        self._head.replaceWidget(self._initials, initials)
        self._initials.deleteLater()
        self._initials = initials
        initials.show()
        self._show_help(row, at)

    def texts(self) -> list[str]:
        """What it says; for tests, which look at what a person sees."""
        return [
            widget.text()
            for widget in self.findChildren(QWidget)
            if isinstance(widget, QLabel | QPushButton) and widget.isVisibleTo(self)
        ]

    def _lay_out(self) -> None:
        whose = QVBoxLayout()
        whose.setSpacing(0)
        whose.addWidget(self._name)
        whose.addWidget(self._firm)
        self._head.addWidget(self._initials)
        self._head.addLayout(whose, 1)
        self._head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        need = QVBoxLayout()
        need.setSpacing(theme.GRID // 2)
        need.addWidget(self._text)
        need.addWidget(self._known)
        self.body.addLayout(self._head)
        self.body.addLayout(need)
        self.body.addWidget(self._help)

    # Who and what could help.

    def _show_help(self, row: NeedRow, at: datetime | None) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in self._helping(row, at):
            column.addWidget(widget)
        self.body.replaceWidget(self._help, fresh)
        fresh.setVisible(column.count() > 0)
        for before, link in pairwise([self, *fresh.findChildren(ShortLink)]):
            QWidget.setTabOrder(before, link)
        self._help.hide()
        self._help.deleteLater()
        self._help = fresh

    def _helping(self, row: NeedRow, at: datetime | None) -> Iterator[QWidget]:
        found = helping.with_need(row, at=at)
        if found.people:
            yield Section(_("Who could help now"))
        for person in found.people:
            link = ShortLink(person.name)
            link.setAccessibleName(f"{person.name}, {person.because}")
            link.clicked.connect(
                lambda _on=False, contact=person.contact_id: self.opened.emit("contact", contact)
            )
            yield _pair(link, person.because)
        if found.tidbits:
            yield Section(_("Worth telling"))
        for tidbit in found.tidbits:
            yield Wrapped(tidbit.text)

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = Qt.Key.Key_Right
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            ahead = Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == ahead else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


def _pair(link: QWidget, because: str) -> QWidget:
    """Somebody, and the reason below."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    why = Elided(because)
    theme.role(why, "small")
    column.addWidget(link)
    column.addWidget(why)
    return both
