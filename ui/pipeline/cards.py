"""The cards of one column: painted, never widgets, so that five thousand scroll smoothly."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from app.domain.board import BoardCard
from ui.pipeline import spoken_cards, words
from ui.pipeline.painting import GAP, CardPainter, Face

_KEPT = 64  # pictures of cards: some megabytes
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}


class Cards(QAbstractScrollArea):
    """A scrolling pile of cards with one current card; says what a person wants of it."""

    opened = Signal(str)  # the card's id
    menu_wanted = Signal(str, QPoint)  # the card, and where on the screen
    moved = Signal(str, int)  # by the keyboard: the card, -1 or 1 column on the screen
    left = Signal(int)  # the cursor goes to the next column, -1 or 1 on the screen
    dragged = Signal(str, QPoint)  # a card begins to be dragged, from here on the screen
    typed = Signal(str)  # letters that belong into the search field
    current_changed = Signal()

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._today = date.min
        self._faces: list[Face] = []
        self._tops: list[int] = []
        self._width = -1
        self._current, self._over = -1, -1
        self._pressed: QPoint | None = None
        self._painter = CardPainter()
        self._pictures: dict[tuple[int, bool, bool], QPixmap] = {}  # of cards seen a moment ago
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        spoken_cards.install(Cards)
        self._name()

    # What the page asks.

    def set_cards(self, cards: Sequence[BoardCard], today: date) -> None:
        """Show these cards; the cursor stays on its card, or where that one stood."""
        current = self.current_id()
        place = self._current
        self._today = today
        self._faces = [Face(card, today) for card in cards]
        self._width = -1
        self._over = -1
        self._current = self.place_of(current) if current else -1
        if self._current < 0 and self._faces:
            self._current = min(max(place, 0), len(self._faces) - 1)
        self._measure()
        self._name()
        self.viewport().update()

    def card(self, place: int) -> BoardCard:
        """The card at this place."""
        return self._faces[place].card

    def count(self) -> int:
        """How many there are."""
        return len(self._faces)

    def spoken(self, place: int) -> str:
        """A card in words; empty when it is there no longer."""
        if not 0 <= place < len(self._faces):
            return ""
        return words.spoken(self._faces[place].card, self._today)

    def place_of(self, card_id: str) -> int:
        """Where a card stands, or -1."""
        return next((n for n, face in enumerate(self._faces) if face.card.id == card_id), -1)

    def current(self) -> int:
        """The place of the card with the cursor, or -1."""
        return self._current

    def current_id(self) -> str:
        """The card with the cursor, or an empty text."""
        return self._faces[self._current].card.id if self._current >= 0 else ""

    def set_current(self, place: int) -> None:
        """Put the cursor on a card and show it."""
        if not self._faces:
            return
        self._current = min(max(place, 0), len(self._faces) - 1)
        self._show_current()
        self._name()
        self.viewport().update()
        self.current_changed.emit()
        self._say_focus()

    def rect_of(self, place: int) -> QRect:
        """Where a card is painted, in the viewport."""
        height = self._painter.height(self._faces[place], self._room())
        top = self._tops[place] - self.verticalScrollBar().value()
        return QRect(1, top, self._room(), height)

    def at(self, spot: QPoint) -> int:
        """The place of the card under a spot of the viewport, or -1."""
        y = spot.y() + self.verticalScrollBar().value()
        place = bisect_right(self._tops, y) - 1
        if 0 <= place < len(self._faces) and self.rect_of(place).contains(spot):
            return place
        return -1

    def picture(self, place: int) -> QPixmap:
        """A card as it looks, to hang on the pointer."""
        return self._picture(place, focus=False, over=False)

    def _picture(self, place: int, *, focus: bool, over: bool) -> QPixmap:
        key = (place, focus, over)
        if key in self._pictures:
            return self._pictures[key]
        rect = self.rect_of(place)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint(
            painter, self._faces[place], QRect(QPoint(), rect.size()),
            mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
            focus=focus, over=over,
        )  # fmt: skip
        painter.end()
        while len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = picture
        return picture

    # How it is laid out.

    def _room(self) -> int:
        return max(60, self.viewport().width() - 2)

    def _measure(self) -> None:
        """Where each card begins; only after the width or the cards changed."""
        if self._width != self._room():
            self._width = self._room()
            self._pictures.clear()
            self._tops = []
            y = 0
            for face in self._faces:
                self._tops.append(y)
                y += self._painter.height(face, self._width) + GAP
            self._tops.append(y)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._tops[-1] - GAP - self.viewport().height()))

    def _show_current(self) -> None:
        if self._current < 0:
            return
        rect, bar = self.rect_of(self._current), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + 2)

    def _name(self) -> None:
        self.setAccessibleName(words.column_spoken(self.state, len(self._faces)))
        self.setAccessibleDescription(self.spoken(self._current))

    def _say_focus(self) -> None:
        if self.hasFocus() and self._current >= 0:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self._current)
            QAccessible.updateAccessibility(event)

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        focused = self.hasFocus()
        dirty, scrolled = event.rect(), self.verticalScrollBar().value()
        place = max(0, bisect_right(self._tops, dirty.top() + scrolled) - 1)
        while place < len(self._faces) and self._tops[place] - scrolled <= dirty.bottom():
            picture = self._picture(
                place, focus=focused and place == self._current, over=place == self._over
            )
            painter.drawPixmap(1, self._tops[place] - scrolled, picture)
            place += 1

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)  # what is still seen is moved, not painted again

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._painter = CardPainter()
            for face in self._faces:
                face.quote_width = -1
            self._width = -1
            self._measure()
        self._pictures.clear()  # another palette, style or direction
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._show_current()
        self.current_changed.emit()
        self._say_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if not control:
                self.left.emit(step)
            elif self._current >= 0:
                self.moved.emit(self.current_id(), step)
        elif control or not self._press(key):
            if event.text().isalnum() and not control:
                self.typed.emit(event.text())
            else:
                super().keyPressEvent(event)

    def _press(self, key: int) -> bool:
        """Do what a key without Ctrl means for the current card; False when it means nothing."""
        if self._current < 0:
            return False
        if key in _STEPS:
            self.set_current(self._current + _STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.set_current(self._a_page_on(1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_current(0 if key == Qt.Key.Key_Home else len(self._faces) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_id())
        elif key in (Qt.Key.Key_M, Qt.Key.Key_Menu):
            self._ask_for_menu()
        else:
            return False
        return True

    def _a_page_on(self, step: int) -> int:
        y = self._tops[self._current] + step * self.viewport().height()
        return bisect_right(self._tops[:-1], max(0, y)) - 1

    def _ask_for_menu(self) -> None:
        spot = self.rect_of(self._current).center()
        self.menu_wanted.emit(self.current_id(), self.viewport().mapToGlobal(spot))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self._current >= 0:
                self._ask_for_menu()
        elif (place := self.at(event.pos())) >= 0:
            self.set_current(place)
            self.menu_wanted.emit(self.current_id(), event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.at(event.position().toPoint())
        if place >= 0:
            self.set_current(place)
            if event.button() == Qt.MouseButton.LeftButton:
                self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                held = self._pressed - self.rect_of(self._current).topLeft()
                self._pressed = None
                self.dragged.emit(self.current_id(), held)
            return
        over = self.at(spot)
        if over != self._over:
            self._over = over
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.at(event.position().toPoint()) >= 0:
            self.opened.emit(self.current_id())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = -1
        self.viewport().update()
