"""A sentence above a page: what happened, what to do about it. Esc puts it away."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.i18n import _
from ui import icons, theme
from ui.actions import icon_button
from ui.widgets.wrapped import Wrapped


class Banner(QWidget):
    """Shown only while it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "info"
        self._action: QAction | None = None
        self._text = Wrapped()
        self._button = QPushButton()
        self._button.setAutoDefault(False)  # Enter in a dialog is for its main button
        self._button.clicked.connect(self._act)
        self._button.hide()
        self._close = icon_button("close", _("Dismiss (Esc)"))
        self._close.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(5 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        line.addWidget(self._close)
        self.hide()

    def say(self, text: str, kind: str = "info", *, action: QAction | None = None) -> None:
        """Show a sentence of kind "info", "warning" or "error", perhaps with a way out."""
        self._kind = kind
        self._text.setText(text)
        self._action = action
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action.text())
        self.setAccessibleName(text)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Say nothing more."""
        self._action = None
        self.hide()

    def text(self) -> str:
        """What it says now; empty when it is put away."""
        return "" if self.isHidden() else self._text.text()

    def kind(self) -> str:
        """ "info", "warning" or "error"."""
        return self._kind

    def _act(self) -> None:
        doing = self._action
        self.dismiss()
        if doing is not None:
            doing.trigger()

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        back, ink, name = {
            "warning": (c.amber_soft, c.amber, "warning"),
            "error": (c.alarm_soft, c.alarm, "warning"),
        }.get(self._kind, (c.accent_soft, c.accent, "check"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        size = self.fontMetrics().height()
        left = theme.GRID * 1.5
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - size
        spot = self.rect()
        spot.setRect(int(left), (self.height() - size) // 2, size, size)
        icons.draw(painter, name, spot, ink)
