"""The first start: three large choices, each one key away."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui import icons, state, theme
from ui.widgets.banner import Banner


class Welcome(QWidget):
    """What a newcomer sees. Emits "empty", "sample", "import" or "open"."""

    chosen = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Bridgebook")
        self.banner = Banner()
        middle = QWidget()
        middle.setLayout(self._lay_out())
        middle.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 84)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 0, 32, 0)
        outer.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)
        if not state.restore_geometry(self, "welcome"):
            self.resize(880, 640)

    def _lay_out(self) -> QVBoxLayout:
        said = _(
            "You are asking busy people for a favor. Come prepared, ask for information only, "
            "give something back, and write everything down. This program helps with all four."
        )
        column = QVBoxLayout()
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        column.addWidget(_label("Bridgebook", "title"))
        column.addWidget(_label(said, "subtle"))
        column.addSpacing(theme.GRID)
        column.addWidget(self.banner)
        for name, icon, title, hint in _choices():
            choice = _Choice(icon, title, hint)
            choice.setObjectName(name)
            choice.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            column.addWidget(choice)
        another = QPushButton(_("Open &another book…"))
        theme.role(another, "link")
        another.clicked.connect(lambda: self.chosen.emit("open"))
        column.addWidget(another, 0, Qt.AlignmentFlag.AlignLeading)
        rest = _("Everything stays on this computer. Nothing is sent anywhere.")
        column.addWidget(_label(rest, "small"))
        column.addStretch(3)
        return column

    # Qt calls these.

    def closeEvent(self, event: QCloseEvent) -> None:
        state.keep_geometry(self, "welcome")
        super().closeEvent(event)
        self.closing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        if event.key() in steps:
            self.focusNextPrevChild(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.role(label, role)
    return label


def _choices() -> list[tuple[str, str, str, str]]:
    return [
        (
            "empty",
            "book",
            _("Start an &empty book"),
            _("Begin with one name and one line. The rest comes as you meet people."),
        ),
        (
            "sample",
            "persons",
            _("Open the &sample book"),
            _("Sixty invented people and their meetings, to look around in. Do what you like."),
        ),
        (
            "import",
            "import",
            _("&Import my contacts"),
            _("From your address book or LinkedIn. You see what would come in before it does."),
        ),
    ]


class _Choice(QAbstractButton):
    """A card that is a button."""

    def __init__(self, icon: str, title: str, hint: str) -> None:
        super().__init__()
        self._icon, self._hint = icon, hint
        self.setText(title)
        self.setAccessibleName(title.replace("&", ""))
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        above, below = theme.body_metrics(bold=True), theme.small_metrics()
        height = above.height() + below.height() + 4 * theme.GRID
        text = max(above.horizontalAdvance(self.text()), below.horizontalAdvance(self._hint))
        return QSize(text + height + 4 * theme.GRID, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        loud = self.hasFocus() or self.underMouse()
        pen = painter.pen()
        pen.setColor(c.accent if loud else c.line)
        pen.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(c.card)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), theme.RADIUS, theme.RADIUS)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = self.height() - 4 * theme.GRID
        spot = QRect(2 * theme.GRID, 2 * theme.GRID, side, side)
        text = self.rect().adjusted(spot.right() + 2 * theme.GRID, 0, -2 * theme.GRID, 0)
        if mirrored:
            spot.moveRight(self.width() - 2 * theme.GRID)
            text = self.rect().adjusted(2 * theme.GRID, 0, -(side + 4 * theme.GRID), 0)
        icons.draw(painter, self._icon, spot.adjusted(4, 4, -4, -4), c.accent)
        self._write(painter, text, mirrored=mirrored)

    def _write(self, painter: QPainter, room: QRect, *, mirrored: bool) -> None:
        c = theme.colours()
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        above, below = theme.body_metrics(), theme.small_metrics()
        top = (self.height() - above.height() - below.height()) // 2
        painter.setFont(theme.body_font(bold=True))
        painter.setPen(c.text)
        upper = QRect(room.left(), top, room.width(), above.height())
        painter.drawText(upper, align | Qt.TextFlag.TextShowMnemonic, self.text())
        painter.setFont(theme.small_font())
        painter.setPen(c.subtle)
        lower = QRect(room.left(), top + above.height(), room.width(), below.height())
        hint = below.elidedText(self._hint, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(lower, align, hint)
