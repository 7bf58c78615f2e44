"""How one card of the board is measured and painted."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from app.domain.board import BoardCard
from ui import theme
from ui.pipeline import words
from ui.widgets.chip import Mark, chip_size, draw_chip

Align = Qt.AlignmentFlag
GAP = 9  # between cards
PADDING = 12
_CUT = 400  # letters; a name of 3,000 is cut before it is measured


@dataclass
class Face:
    """What a card shows, put into words once, and how wide its quotation is in one line."""

    card: BoardCard
    name: str
    firm: str
    days: str
    quote: str
    mark: Mark | None
    line: str
    quote_width: int = -1

    @classmethod
    def of(cls, card: BoardCard, today: date) -> "Face":
        """The face of a card on this day."""
        mark, line = words.chip(card, today), words.line(card, today)
        return cls(
            card, card.name[:_CUT], words.firm(card)[:_CUT], words.standing(card.days),
            words.quoted(card)[:_CUT], mark, line[:_CUT],
        )  # fmt: skip


class CardPainter:
    """Measures and paints cards in the type and colours of the moment."""

    def __init__(self) -> None:
        self._name_font, self._small = theme.body_font(bold=True), theme.small_font()
        self._quote_font = QFont(self._small)
        self._quote_font.setItalic(True)
        self._name_metrics = QFontMetrics(self._name_font)
        self._small_metrics = QFontMetrics(self._small)
        self._quote_metrics = QFontMetrics(self._quote_font)
        self._head = max(30, self._name_metrics.height() + self._small_metrics.height())
        self._chip_height = chip_size("x").height()

    def height(self, face: Face, width: int) -> int:
        """How tall a card of this width is."""
        height = 2 * PADDING + self._head
        if face.quote:
            height += 6 + self._quote_lines(face, width) * self._quote_metrics.lineSpacing()
        if face.line:
            height += 6 + self._small_metrics.height()
        if face.mark is not None:
            height += 6 + self._chip_height
        return height

    def _quote_lines(self, face: Face, width: int) -> int:
        if face.quote_width < 0:
            face.quote_width = self._quote_metrics.horizontalAdvance(face.quote)
        return 1 if face.quote_width <= width - 2 * PADDING else 2

    def paint(
        self, painter: QPainter, face: Face, room: QRect, *, mirrored: bool, focus: bool, over: bool
    ) -> None:
        """Paint a card into its place."""
        c = theme.colours()
        painter.setPen(QPen(c.accent, 2) if focus else QPen(c.edge if over else c.line, 1))
        painter.setBrush(c.card)
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(
            QRectF(room).adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS
        )
        inside = room.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        self._paint_head(painter, face, inside, mirrored)
        y = inside.top() + self._head
        if face.quote:
            y = self._paint_quote(painter, face, QRect(inside.left(), y + 6, inside.width(), 0))
        if face.line:
            place = QRect(inside.left(), y + 6, inside.width(), self._small_metrics.height())
            self._text(painter, face.line, place, self._small, c.subtle)
            y = place.bottom() + 1
        if face.mark is not None:
            size = chip_size(face.mark.text)
            width = min(size.width(), inside.width())
            left = inside.right() + 1 - width if mirrored else inside.left()
            draw_chip(painter, QRect(left, y + 6, width, size.height()), face.mark)

    def _paint_head(self, painter: QPainter, face: Face, inside: QRect, mirrored: bool) -> None:
        c = theme.colours()
        size = 30
        days = self._small_metrics.horizontalAdvance(face.days)
        circle = QRect(inside.left(), inside.top() + (self._head - size) // 2, size, size)
        text = inside.adjusted(size + theme.GRID, 0, -days - theme.GRID, 0)
        ago = QRect(inside.right() + 1 - days, inside.top(), days, self._head)
        if mirrored:
            for place in (circle, text, ago):
                place.moveLeft(inside.left() + inside.right() - place.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent_soft)
        painter.drawEllipse(circle)
        painter.setFont(theme.small_font(bold=True))
        painter.setPen(c.accent)
        painter.drawText(circle, Align.AlignCenter, face.card.initials)
        first, second = self._name_metrics.height(), self._small_metrics.height()
        top = inside.top() + (self._head - first - (second if face.firm else 0)) // 2
        line = QRect(text.left(), top, text.width(), first)
        self._text(painter, face.name, line, self._name_font, c.text)
        below = QRect(text.left(), top + first, text.width(), second)
        self._text(painter, face.firm, below, self._small, c.subtle)
        painter.setFont(self._small)
        painter.setPen(c.subtle)
        painter.drawText(ago, Align.AlignVCenter | Align.AlignAbsolute | Align.AlignLeft, face.days)

    def _paint_quote(self, painter: QPainter, face: Face, room: QRect) -> int:
        """Paint one line or two, the second one shortened; where they end."""
        spacing = self._quote_metrics.lineSpacing()
        colour = theme.colours().subtle
        lines = self._quote_lines(face, room.width() + 2 * PADDING)
        if lines == 1:
            place = QRect(room.left(), room.top(), room.width(), spacing)
            self._text(painter, face.quote, place, self._quote_font, colour)
            return room.top() + spacing
        rest = self._first_line_ends(face.quote, room.width())
        for number, text in enumerate((face.quote[:rest], face.quote[rest:])):
            place = QRect(room.left(), room.top() + number * spacing, room.width(), spacing)
            self._text(painter, text.strip(), place, self._quote_font, colour)
        return room.top() + 2 * spacing

    def _first_line_ends(self, text: str, width: int) -> int:
        layout = QTextLayout(text, self._quote_font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return line.textLength()

    def _text(
        self, painter: QPainter, text: str, place: QRect, font: QFont, colour: QColor
    ) -> None:  # fmt: skip
        if not text:
            return
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colour)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Align.AlignLeading | Align.AlignVCenter, shown)
