"""Beside a message: what to mind before it is sent, and what its words were built from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui import icons, theme
from ui.widgets.card import Card, Section
from ui.widgets.wrapped import Wrapped


class Notice(QWidget):
    """One calm sentence on a soft ground; one that wants attention is amber, and has a sign."""

    def __init__(self, text: str, *, attention: bool = False) -> None:
        super().__init__()
        self._attention = attention
        self._text = Wrapped(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(5 * theme.GRID, theme.GRID, 12, theme.GRID)
        line.addWidget(self._text, 1)

    def text(self) -> str:
        return self._text.text()

    # Qt calls this.

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        back, ink = (
            (c.amber_soft, c.amber) if self._attention else (c.accent_soft, c.accent)
        )  # fmt: skip
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        size = self.fontMetrics().height()
        left = round(1.5 * theme.GRID)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - size
        spot = self.rect()
        spot.setRect(left, (self.height() - size) // 2, size, size)
        icons.draw(painter, "warning" if self._attention else "note", spot, ink)


class Side(QWidget):
    """Notices on top, the sources below."""

    def __init__(self) -> None:
        super().__init__()
        self._notices = _Pile()
        self._title = Section(_("Built from"))
        self._card = Card()
        self._card.body.setContentsMargins(*[2 * theme.GRID] * 4)
        self._sources = _Pile()
        self._card.body.addWidget(self._sources)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._notices)
        column.addWidget(self._title)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_notices(self, warnings: Sequence[str], remarks: Sequence[str]) -> None:
        """What the words must not say comes first; then what was left out, and why."""
        wanted = [*warnings, *remarks]
        if wanted != self.notices():
            self._notices.show_widgets(
                [Notice(text, attention=text in warnings) for text in wanted]
            )
        self._notices.setVisible(bool(wanted))

    def show_sources(self, sources: Sequence[tuple[str, str]]) -> None:
        """What the message stands on."""
        self._sources.show_widgets([_Source(title, text) for title, text in sources])
        for part in (self._title, self._card):
            part.setVisible(bool(sources))

    def notices(self) -> list[str]:
        """What a person reads there."""
        return [one.text() for one in self._notices.widgets() if isinstance(one, Notice)]

    def sources(self) -> list[str]:
        """What a person reads there."""
        return [one.text() for one in self._sources.widgets() if isinstance(one, _Source)]


class _Pile(QWidget):
    """Widgets under one another, made anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)

    def widgets(self) -> list[QWidget]:
        return list(self._shown)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = list(widgets)
        for widget in widgets:
            self._column.addWidget(widget)
            widget.show()


class _Source(QWidget):
    """A title and what stands in the book."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        head = Wrapped(title)
        theme.role(head, "small")
        self._text = Wrapped(text)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._text)

    def text(self) -> str:
        return f"{self._title}: {self._text.text()}"
