"""The shelf under the board: what is closed, in three compartments that take cards."""

from PySide6.QtCore import QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from app.domain.pipeline import CLOSINGS, closing_names
from app.i18n import _
from ui import theme
from ui.pipeline import words


class Shelf(QWidget):
    """Three buttons: each opens its compartment beside the columns, and is dropped upon."""

    chosen = Signal(str)  # the closing to show, or empty to show none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(_("Shelf"))
        theme.role(label, "section")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        across.addWidget(label)
        self._buttons: dict[str, _Compartment] = {}
        for closing in CLOSINGS:
            button = _Compartment()
            button.setObjectName(f"shelf_{closing}")
            button.clicked.connect(lambda on, closing=closing: self._choose(closing, on))
            across.addWidget(button)
            self._buttons[closing] = button
        across.addStretch(1)
        self._hint = QLabel()
        theme.role(self._hint, "small")
        across.addWidget(self._hint)

    def show_counts(self, counts: dict[str, int], *, back: int) -> None:
        """How many lie in each compartment, and how many of them want to come back."""
        for closing, button in self._buttons.items():
            count = counts.get(closing, 0)
            name = closing_names()[closing]
            number = QLocale().toString(count)
            button.setText(_("{name}  {count}").format(name=name, count=number))
            button.setAccessibleName(words.column_spoken(closing, count))
            button.setToolTip(words.column_hints()[closing])
        self._hint.setText(_("Some have rested long enough.") if back else "")

    def show_chosen(self, closing: str) -> None:
        """Press the button of the compartment that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == closing)

    def at(self, spot: QPoint) -> str:
        """The compartment under a spot of the screen, or an empty text."""
        for closing, button in self._buttons.items():
            if button.rect().contains(button.mapFromGlobal(spot)):
                return closing
        return ""

    def set_target(self, closing: str) -> None:
        """Show onto which compartment a card would fall."""
        for name, button in self._buttons.items():
            button.set_target(target=name == closing)

    def _choose(self, closing: str, on: bool) -> None:
        self.show_chosen(closing if on else "")
        self.chosen.emit(closing if on else "")


class _Compartment(QAbstractButton):
    """A button that looks like a place to put things."""

    def __init__(self) -> None:
        super().__init__()
        self._target = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_target(self, *, target: bool) -> None:
        """Show that a card would fall in here, or not."""
        self._target = target
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 32, metrics.height() + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked() or self._target
        painter.setBrush(c.accent_soft if chosen else c.hover if self.underMouse() else c.side)
        pen = Qt.PenStyle.DashLine if self._target else Qt.PenStyle.SolidLine
        edged = self._target or self.hasFocus()
        painter.setPen(QPen(c.accent, 2, pen) if edged else Qt.PenStyle.NoPen)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.body_font(bold=self.isChecked()))
        painter.setPen(c.accent if chosen else c.text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
