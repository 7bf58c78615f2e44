"""Everything that was between you and one person, newest first, a paragraph each (P18)."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import settings
from app.domain.people import TimelineRow
from app.i18n import _, ngettext
from app.services import clock
from ui import icons, theme
from ui.contacts import words
from ui.widgets.card import Card, Section
from ui.widgets.editors import Choice
from ui.widgets.wrapped import Wrapped

MOST_LINES, MOST_LETTERS = 3, 400  # of one paragraph, before the rest is asked for
AT_FIRST = 40  # paragraphs; the older ones come when asked for


class Timeline(QWidget):
    """The rows in words, narrowed to a kind where the person wants that."""

    opened = Signal(str, str)  # noun and id of what a row is about

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[TimelineRow] = ()
        self._shown = AT_FIRST
        self.filter = Choice(list(words.kinds().items()))
        self.filter.name(_("Show in the timeline"))
        self.filter.edited.connect(self._narrow)
        self.filter.box.setMinimumWidth(12 * self.fontMetrics().horizontalAdvance("0"))
        head = QHBoxLayout()
        head.addWidget(Section(_("What was between you")))
        head.addStretch(1)
        head.addWidget(self.filter)
        self._card = Card()
        self._card.body.setSpacing(0)
        self._empty = QLabel(wordWrap=True)
        theme.role(self._empty, "subtle")
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * theme.GRID)
        self._more = QPushButton()
        theme.role(self._more, "link")
        self._more.clicked.connect(self._show_more)
        self._card.body.addWidget(self._empty)
        self._card.body.addLayout(self._list)
        self._card.body.addWidget(self._more)
        self._card.body.setContentsMargins(*[2 * theme.GRID] * 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self._card)
        column.addStretch(1)
        self.setFocusProxy(self.filter)

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Show these, newest first."""
        self._rows = rows
        self._fill()

    def texts(self) -> list[str]:
        """What it says, a line per paragraph; for tests, which look at what a person sees."""
        paragraphs = self._card.findChildren(_Paragraph)
        return [paragraph.text() for paragraph in paragraphs if not paragraph.isHidden()]

    def _narrow(self) -> None:
        self._shown = AT_FIRST
        self._fill()

    def _show_more(self) -> None:
        self._shown += 4 * AT_FIRST
        self._fill()

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        kind = self.filter.value()
        rows = [row for row in self._rows if kind in ("", words.happening(row).kind)]
        now, zone = clock.moment(), settings.your_zone()
        for row in rows[: self._shown]:
            paragraph = _Paragraph(row, now, zone)
            paragraph.opened.connect(self.opened)
            self._list.addWidget(paragraph)
            paragraph.show()
        left = len(rows) - self._shown
        self._more.setVisible(left > 0)
        self._more.setText(
            ngettext("Show {n} older one", "Show {n} older ones", max(left, 0)).format(n=left)
        )
        self._empty.setVisible(not rows)
        self._empty.setText(
            _("Nothing of this kind yet.")
            if self._rows
            else _("Nothing yet. Note a contact you had (Ctrl+T), or plan a meeting (Ctrl+M).")
        )


class _Paragraph(QWidget):
    """One thing that happened: its picture, what it was, when, and what was written about it."""

    opened = Signal(str, str)

    def __init__(self, row: TimelineRow, now: datetime, zone: str) -> None:
        super().__init__()
        said = words.happening(row)
        when = words.ago(row.at, now, zone) if row.at else _("no day yet")
        self._said = [said.title, when, words.detail(row)]
        title: QWidget
        if row.target:
            title = QPushButton(said.title)
            title.clicked.connect(lambda: self.opened.emit(row.target, row.target_id))
            theme.role(title, "link")
        else:
            title = Wrapped(said.title)
            theme.role(title, "strong")
        day = QLabel(when)
        day.setToolTip(words.long_day(words.day_of(row.at, zone)) if row.at else "")
        theme.role(day, "small")
        head = QHBoxLayout()
        head.addWidget(title, 0 if row.target else 1)
        if row.target:
            head.addStretch(1)
        head.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        if self._said[2]:
            column.addWidget(_Detail(self._said[2]))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(Bubble(said.icon), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column, 1)

    def text(self) -> str:
        return ", ".join(filter(None, self._said))


class _Detail(QWidget):
    """What was written; of a whole letter the beginning, and the rest when asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        begins = text
        if text.count("\n") > MOST_LINES or len(text) > MOST_LETTERS:
            said = [line for line in text.split("\n") if line.strip()]
            begins = "\n".join(said[:MOST_LINES])[:MOST_LETTERS]
        self._label = Wrapped(text)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.role(self._label, "subtle")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        if begins != text:
            self._label.setText(_("{beginning} …").format(beginning=begins.rstrip()))
            self._more = QPushButton(_("Show all of it"))
            theme.role(self._more, "link")
            self._more.clicked.connect(self._show_all)
            column.addWidget(self._more)

    def _show_all(self) -> None:
        self._label.setText(self._text)
        self._more.hide()


class Bubble(QWidget):
    """A picture in a soft circle."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon

    # Qt calls these.

    def sizeHint(self) -> QSize:
        size = round(self.fontMetrics().height() * 1.7)
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        size = self.sizeHint().width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent_soft)
        painter.drawEllipse(0, 0, size, size)
        inside = round(size * 0.58)
        edge = (size - inside) // 2
        icons.draw(painter, self._icon, QRect(edge, edge, inside, inside), c.accent)
