"""What goes where: a pasted or hurriedly typed text, taken apart as one types."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain import names
from app.domain.people import ContactDraft
from app.i18n import _
from ui import icons, theme
from ui.widgets.wrapped import Wrapped

_ICONS = {"email": "mail", "phone": "phone", "link": "link", "address": "place"}


class Preview(QWidget):
    """A line per thing that was understood: its picture, what it is, what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(2, 1)
        self._said: list[tuple[str, str]] = []

    def show_draft(self, draft: ContactDraft) -> None:
        """Say where each part of it goes."""
        lines = list(_lines(draft))
        if [(label, text) for _icon, label, text in lines] == self._said:
            return
        self._said = [(label, text) for _icon, label, text in lines]
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (icon, label, text) in enumerate(lines):
            self._add(row, icon, label, text)

    def lines(self) -> list[str]:
        """What it says, line by line."""
        return [f"{label}: {text}" for label, text in self._said]

    def _add(self, row: int, icon: str, label: str, text: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        said = QLabel(label)
        theme.role(said, "subtle")
        value = Wrapped(text)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if row == 0:
            theme.role(value, "strong")
        self._grid.addWidget(Glyph(icon), row, 0, top)
        self._grid.addWidget(said, row, 1, top)
        self._grid.addWidget(value, row, 2, top)


class Glyph(QWidget):
    """An icon in the text's height, quiet."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon

    # Qt calls these.

    def sizeHint(self) -> QSize:
        size = self.fontMetrics().height()
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = min(self.fontMetrics().height(), self.width(), self.height())
        icons.draw(QPainter(self), self._icon, QRect(0, 0, size, size), theme.colours().subtle)


def _lines(draft: ContactDraft) -> Iterator[tuple[str, str, str]]:
    """Icon, label and text of everything that a draft says."""
    name = names.full(draft.given, draft.family)
    yield "person", _("Name"), name or _("no name yet")
    for position in draft.positions:
        if position.title:
            yield "star", _("Title"), position.title
        if position.organization:
            yield "firm", _("Firm"), position.organization
    labels = {
        "email": _("E-mail"), "phone": _("Phone"), "link": _("Link"), "address": _("Address"),
    }  # fmt: skip
    for channel in draft.channels:
        text = f"{channel.value} ({channel.label})" if channel.label else channel.value
        yield _ICONS[channel.kind], labels[channel.kind], text
    if draft.place:
        yield "place", _("Place"), draft.place
    if draft.how_met:
        yield "persons", _("How you met"), draft.how_met
    if draft.notes:
        yield "note", _("Notes"), draft.notes
