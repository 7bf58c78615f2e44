"""Enter presses the button that has the keyboard, as the space bar does; Qt alone knows only that.

One place for every button there is: whoever makes one has nothing to think of.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def start(app: QApplication) -> None:
    """Let Enter press buttons in the whole program, from now on."""
    if app.findChild(_Enter) is None:
        app.focusChanged.connect(_Enter(app).follow)


class _Enter(QObject):
    """Listens to the button that has the keyboard, and to nothing else: listening costs time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)

    def follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Another widget has the keyboard."""
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(now, QPushButton | QToolButton):
            now.installEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QPushButton | QToolButton)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and event.modifiers() in _PLAIN
        ):
            if not event.isAutoRepeat():  # a key held down is one press
                watched.click()
            return True
        return False
