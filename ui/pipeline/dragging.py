"""A card on its way with the mouse: hangs on the pointer until it is dropped, or Esc."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QLabel, QWidget


class Drag(QLabel):
    """The dragged card over the board; it deletes itself when the drag ends."""

    over = Signal(QPoint)  # where it hangs, on the screen
    dropped = Signal(QPoint)
    ended = Signal()  # dropped or not

    def __init__(self, board: QWidget, picture: QPixmap, held: QPoint) -> None:
        super().__init__(board)
        self._board, self._held = board, held
        self.setPixmap(picture)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        effect = QGraphicsOpacityEffect(self)
        effect.setOpacity(0.85)
        self.setGraphicsEffect(effect)
        self.adjustSize()
        self._at = QCursor.pos()
        # At the edge of a column the cards go on scrolling while the pointer rests.
        self._timer = QTimer(self, interval=40)
        self._timer.timeout.connect(lambda: self.over.emit(self._at))

    def begin(self, spot: QPoint) -> None:
        """Follow the pointer from this spot of the screen on."""
        self._follow(spot)
        self.show()
        self.raise_()
        self._timer.start()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _follow(self, spot: QPoint) -> None:
        self._at = spot
        self.move(self._board.mapFromGlobal(spot) - self._held)
        self.over.emit(spot)

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self.hide()
        self.ended.emit()
        self.deleteLater()

    # Qt calls these.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._follow(event.globalPosition().toPoint())
            return True
        if kind == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            self._end()
            self.dropped.emit(spot)
            return True
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            event.accept()  # or Esc would also leave the page
            escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if escape and kind == QEvent.Type.KeyPress:
                self._end()
            return True
        if kind == QEvent.Type.ApplicationDeactivate:
            self._end()
        return False
