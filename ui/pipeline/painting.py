"""How one card of the board is measured and painted."""

from datetime import date
from functools import cached_property

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


class Face:
    """What a card shows, put into words when it is first painted."""

    def __init__(self, card: BoardCard, today: date) -> None:
        self.card, self.today = card, today
        self.has_mark, self.has_line = (
            words.wants_attention(card, today), words.has_line(card, today),
        )  # fmt: skip
        self.quote_width = -1

    @cached_property
    def quote(self) -> str:
        """The invitation's words."""
        return words.quoted(self.card)[:_CUT]

    @cached_property
    def mark(self) -> Mark | None:
        """What wants attention."""
        return words.chip(self.card, self.today)

    @cached_property
    def line(self) -> str:
        """The line at the foot."""
        return words.line(self.card, self.today)[:_CUT]


class CardPainter:
    """Measures and paints cards in the type and colours of the moment."""

    def __init__(self) -> None:
        self._name_font, self._small = theme.body_font(bold=True), theme.small_font()
        self._quote_font = QFont(self._small)
        self._quote_font.setItalic(True)
        self._name_metrics = QFontMetrics(self._name_font)
        self._small_metrics = QFontMetrics(self._small)
        self._quote_metrics = QFontMetrics(self._quote_font)
        # Most quotations are plainly one line or two; only the others are measured.
        self._widest = self._quote_metrics.maxWidth()
        self._narrow = self._quote_metrics.averageCharWidth() * 0.7
        self._head = max(30, self._name_metrics.height() + self._small_metrics.height())
        self._chip_height = chip_size("x").height()

    def height(self, face: Face, width: int) -> int:
        """How tall a card of this width is."""
        height = 2 * PADDING + self._head
        if face.card.words:
            height += 6 + self._quote_lines(face, width) * self._quote_metrics.lineSpacing()
        if face.has_line:
            height += 6 + self._small_metrics.height()
        if face.has_mark:
            height += 6 + self._chip_height
        return height

    def _quote_lines(self, face: Face, width: int) -> int:
        room = width - 2 * PADDING
        letters = len(face.quote)
        if letters * self._widest <= room:
            return 1
        if letters * self._narrow > room:
            return 2
        if face.quote_width < 0:
            face.quote_width = self._quote_metrics.horizontalAdvance(face.quote)
        return 1 if face.quote_width <= room else 2

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
        c, card = theme.colours(), face.card
        size = 30
        since, firm = words.standing(card.days), words.firm(card)[:_CUT]
        days = self._small_metrics.horizontalAdvance(since)
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
        painter.drawText(circle, Align.AlignCenter, card.initials)
        first, second = self._name_metrics.height(), self._small_metrics.height()
        top = inside.top() + (self._head - first - (second if firm else 0)) // 2
        line = QRect(text.left(), top, text.width(), first)
        self._text(painter, card.name[:_CUT], line, self._name_font, c.text)
        below = QRect(text.left(), top + first, text.width(), second)
        self._text(painter, firm, below, self._small, c.subtle)
        painter.setFont(self._small)
        painter.setPen(c.subtle)
        painter.drawText(ago, Align.AlignVCenter | Align.AlignAbsolute | Align.AlignLeft, since)

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
