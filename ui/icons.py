"""Icons: line drawings in resources/icons, drawn in the palette's colour when they are painted.

So they follow light and dark, disabled and selected, without anybody setting them again.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app import paths

SIZE = 24  # the drawings' own grid


@cache
def icon(name: str) -> QIcon:
    """The icon of this name; the names are the files in resources/icons."""
    _source(name)  # a name nobody drew is a mistake here, not when it is painted
    return QIcon(_kept(_Engine(name)))


def draw(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paint an icon where a delegate wants it, in a colour of its choice."""
    _renderer(name, colour.name()).render(painter, QRectF(rect))


@cache
def _source(name: str) -> bytes:
    return paths.resource("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


class _Engine(QIconEngine):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    # Qt calls these.

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        draw(painter, self._name, rect, _colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a widget squeezed to nothing
            return QPixmap()
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _kept(_Engine(self._name))


_alive: list[_Engine] = []


def _kept(engine: _Engine) -> _Engine:
    """Qt owns the engine, but its Python half has to live as long: icons live for ever."""
    _alive.append(engine)
    return engine


def _colour(mode: QIcon.Mode) -> QColor:
    palette = QApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    return palette.color(QPalette.ColorRole.ButtonText)
