"""How one row of a list is painted: columns, each with a title line and what belongs to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets.chip import Mark, chip_size, draw_chip

Align = Qt.AlignmentFlag
_READABLE = 9  # figures of a column
_INSIDE = 12  # from the row's edge to the first letter


@dataclass(frozen=True)
class Row:
    """A row for a plain list, where no columns are described."""

    id: str
    title: str
    subtitle: str = ""
    trailing: str = ""
    chips: tuple[Mark, ...] = ()
    initials: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its heading, and how to read its parts from a row."""

    title: str
    text: Callable[[Any], str]
    subtitle: Callable[[Any], str] | None = None  # a second line, small
    initials: Callable[[Any], str] | None = None  # a circle before the text
    chips: Callable[[Any], Sequence[Mark]] | None = None  # behind the text
    sort: str = ""  # the name `sorted_by` says; empty: cannot be sorted by
    stretch: int = 1  # its share of the width that is left
    width: int = 0  # in figures; 0 means stretch
    align: Align = Align.AlignLeading
    strong: bool = False  # the title line in half bold
    quiet: bool = False  # small and subtle
    spare: bool = False  # left out where the room is small, the last one first

    @cached_property
    def flags(self) -> int:
        """How Qt is asked to place the text; combining enums anew is slow in Python."""
        return int((self.align | Align.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value)

    def words(self, row: Any) -> str:
        """Everything this column says, for a screen reader."""
        parts = [self.text(row)]
        if self.subtitle is not None:
            parts.append(self.subtitle(row))
        if self.chips is not None:
            parts += [mark.text for mark in self.chips(row)]
        return ", ".join(filter(None, parts))


def plain_columns() -> tuple[Column, ...]:
    """The columns of a list of `Row`: title over subtitle, chips, something at the end."""
    return (
        Column(
            "",
            lambda row: row.title,
            subtitle=lambda row: row.subtitle,
            initials=lambda row: row.initials,
            chips=lambda row: row.chips,
            strong=True,
        ),
        Column("", lambda row: row.trailing, width=14, align=Align.AlignTrailing, quiet=True),
    )


def spread(columns: Sequence[Column], room: QRect, *, mirrored: bool) -> list[QRect]:
    """Where each column stands; right to left where the language runs so.

    A column that is left out for want of room has no width.
    """
    figure = theme.body_metrics().horizontalAdvance("0")
    gap = 2 * theme.GRID
    shown = list(columns)
    while (left_over := _left_over(shown, room, figure, gap)) < _tight(shown, figure):
        if (out := next((one for one in reversed(shown) if one.spare), None)) is None:
            break
        shown.remove(out)
    shares = sum(column.stretch for column in shown if not column.width) or 1
    places, x = [], room.left() + _INSIDE
    for column in columns:
        if column not in shown:
            places.append(QRect(x, room.top(), 0, room.height()))
            continue
        width = column.width * figure or max(0, left_over) * column.stretch // shares
        place = QRect(x, room.top(), width, room.height())
        if mirrored:
            place.moveLeft(room.left() + room.right() - place.right())
        places.append(place)
        x += width + gap
    return places


def _left_over(columns: Sequence[Column], room: QRect, figure: int, gap: int) -> int:
    """What columns without a width of their own may share."""
    fixed = sum(column.width * figure for column in columns)
    return room.width() - 2 * _INSIDE - fixed - gap * (len(columns) - 1)


def _tight(columns: Sequence[Column], figure: int) -> int:
    """With less than this to share, nothing could be read."""
    return _READABLE * figure * sum(not column.width for column in columns)


class RowPainter(QStyledItemDelegate):
    """Paints a whole row; Qt's own painting of cells would cost three times as much."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._tall = any(column.subtitle or column.initials for column in columns)

    def height(self) -> int:
        """The height of every row."""
        body = theme.body_metrics(bold=True).height()
        small = theme.small_metrics().height()
        return body + small + 2 * theme.GRID if self._tall else body + 2 * theme.GRID

    # Qt calls these.

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        c = theme.colours()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(room, c.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, c.hover)
        painter.fillRect(
            room.left() + _INSIDE, room.bottom(), room.width() - 2 * _INSIDE, 1, c.line
        )
        row = index.model().row(index.row())  # type: ignore[attr-defined]
        if row is not None:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            places = spread(self._columns, room, mirrored=mirrored)
            for column, place in zip(self._columns, places, strict=True):
                if not place.isEmpty():
                    _Cell(painter, column, row, mirrored, selected).draw(place)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(c.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()


@dataclass(frozen=True)
class _Cell:
    """One column of one row, being painted."""

    painter: QPainter
    column: Column
    row: Any
    mirrored: bool
    selected: bool

    def draw(self, place: QRect) -> None:
        """Paint initials, chips, then the text in what is left."""
        column, c = self.column, theme.colours()
        text = column.text(self.row)
        if column.initials is not None:
            place = self._initials(column.initials(self.row), place)
        if column.chips is not None:
            place = self._chips(column.chips(self.row), place, leading=not text)
        font, metrics = theme.body_font(bold=column.strong), theme.body_metrics(bold=column.strong)
        if column.quiet:
            font, metrics = theme.small_font(), theme.small_metrics()
        ink = c.subtle if column.quiet else c.text
        subtitle = column.subtitle(self.row) if column.subtitle is not None else ""
        if not subtitle:
            self._line(text, place, font, metrics, ink)
            return
        first, second = metrics.height(), theme.small_metrics().height()
        top = place.top() + (place.height() - first - second) // 2
        self._line(text, QRect(place.left(), top, place.width(), first), font, metrics, ink)
        below = QRect(place.left(), top + first, place.width(), second)
        self._line(subtitle, below, theme.small_font(), theme.small_metrics(), c.subtle)

    def _line(
        self, text: str, place: QRect, font: QFont, metrics: QFontMetrics, ink: QColor
    ) -> None:
        # A name of 3,000 letters is cut before it is measured.
        shown = metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, place.width())
        self.painter.setFont(font)
        self.painter.setPen(ink)
        self.painter.drawText(place, self.column.flags, shown)

    def _initials(self, text: str, place: QRect) -> QRect:
        """Paint the circle; what is left for the rest."""
        body = theme.body_metrics().height()
        size = min(place.height() - theme.GRID, body * 17 // 10)
        circle = QRect(place.left(), place.top() + (place.height() - size) // 2, size, size)
        step = size + theme.GRID + 2
        left = place.adjusted(step, 0, 0, 0)
        if self.mirrored:
            circle.moveRight(place.right())
            left = place.adjusted(0, 0, -step, 0)
        if text:
            c, painter = theme.colours(), self.painter
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.card if self.selected else c.accent_soft)
            painter.drawEllipse(circle)
            painter.setPen(c.accent)
            painter.setFont(theme.small_font(bold=True))
            painter.drawText(circle, Align.AlignCenter, text)
        return left

    def _chips(self, marks: Sequence[Mark], place: QRect, *, leading: bool) -> QRect:
        """Paint the chips, at the end or, where there is no text, at the beginning."""
        at_left = leading != self.mirrored
        for mark in marks if leading else reversed(marks):
            size = chip_size(mark.text)
            width = min(size.width(), place.width() if leading else place.width() * 2 // 3)
            top = place.top() + (place.height() - size.height()) // 2
            left = place.left() if at_left else place.right() - width
            chip = QRect(left, top, width, size.height())
            draw_chip(self.painter, chip, mark, on_chosen=self.selected)
            step = width + theme.GRID
            place = place.adjusted(step, 0, 0, 0) if at_left else place.adjusted(0, 0, -step, 0)
        return place
