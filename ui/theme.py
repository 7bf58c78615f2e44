"""The look: two palettes, one accent, one style sheet made from them, three sizes of type.

Painters ask `colours()` each time they paint, so that a change of light and dark needs no wiring.
Widgets get a part in the style sheet with `role(widget, "heading")`; the roles are listed there.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from ui import sheet

GRID: Final = 8  # every gap is a multiple of it
RADIUS: Final = 8
SMALL: Final = 0.86  # second lines, beside the body's 1
LARGE: Final = 1.75  # the heading


@dataclass(frozen=True)
class Colours:
    """The named colours a painter may use; there are no others."""

    page: QColor  # behind everything
    side: QColor  # sidebar and board columns, one step darker than the page
    card: QColor  # cards, fields, menus
    hover: QColor  # under the pointer
    line: QColor  # hairlines around cards and between rows
    edge: QColor  # the border of a field or button, strong enough to be found
    text: QColor
    subtle: QColor  # second lines, hints, times
    accent: QColor
    on_accent: QColor  # text on the accent
    accent_soft: QColor  # the chosen page, initials, calm chips
    amber: QColor  # what wants attention, as text
    amber_soft: QColor  # and behind that text
    alarm: QColor  # too late, as text: the hard stop has passed
    alarm_soft: QColor


def _named(**names: str) -> Colours:
    return Colours(**{name: QColor(value) for name, value in names.items()})


LIGHT: Final = _named(
    page="#f6f7f7",
    side="#eceff0",
    card="#ffffff",
    hover="#f0f4f4",
    line="#dde2e4",
    edge="#c3cacf",
    text="#1b1e21",
    subtle="#566069",
    accent="#0b6e6e",
    on_accent="#ffffff",
    accent_soft="#e0efed",
    amber="#97480a",
    amber_soft="#f8eadb",
    alarm="#a3231b",
    alarm_soft="#f9e1df",
)
DARK: Final = _named(
    page="#1d2023",
    side="#17191c",
    card="#26292d",
    hover="#2c3034",
    line="#363b40",
    edge="#4c535a",
    text="#eceef0",
    subtle="#a3acb4",
    accent="#4fb8ae",
    on_accent="#12181a",
    accent_soft="#1f3b3a",
    amber="#e9a868",
    amber_soft="#3c2f22",
    alarm="#f2a49d",
    alarm_soft="#45211f",
)

_dark = False
_choice = "system"


def colours() -> Colours:
    """The colours of the moment."""
    return DARK if _dark else LIGHT


def is_dark() -> bool:
    """Whether the window is dark now, whoever decided it."""
    return _dark


def start(app: QApplication, choice: str = "system") -> None:
    """Dress the program: our own Fusion palette, the bundled type, the style sheet."""
    app.setStyle("Fusion")
    _use_bundled_type(app)
    app.styleHints().colorSchemeChanged.connect(_follow_system)
    choose(choice)


def choose(choice: str) -> None:
    """Use "light" or "dark", or "system" for what the desktop says."""
    global _choice
    _choice = choice
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
    _follow_system()


def choice() -> str:
    """What was chosen: "system", "light" or "dark"."""
    return _choice


def _follow_system() -> None:
    # Plain X11 ignores setColorScheme, and some desktops say Dark while their palette is light:
    # therefore the choice itself decides, and the palette is always our own.
    global _dark
    system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _dark = _choice == "dark" or (_choice != "light" and system_dark)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(_palette(colours()))
        app.setStyleSheet(sheet.made_from(_sheet_values(colours())))


def _use_bundled_type(app: QApplication) -> None:
    families: list[str] = []
    for file in sorted(paths.resource("fonts").glob("NotoSans-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    font = app.font()
    if families:
        font.setFamilies([families[0], font.family()])
    if font.pointSizeF() < 10:
        font.setPointSizeF(10)
    app.setFont(font)
    _font.cache_clear()
    _metrics.cache_clear()


def add_other_scripts() -> None:
    """Load the fonts of the printed page for names that the system has no letters for.

    After the first picture: twenty files cost as much as a tenth of the start.
    """
    if _added:
        return
    files = sorted(paths.resource("fonts").glob("*.ttf"))
    others = [str(file) for file in files if not file.name.startswith("NotoSans-")]
    _added.extend(QFontDatabase.addApplicationFont(file) for file in others)
    for window in QApplication.topLevelWidgets():
        window.update()


_added: list[int] = []

# Type: three sizes, all relative to what the person's system says.


def body_font(*, bold: bool = False) -> QFont:
    """The type nearly everything is set in."""
    return QFont(_font(1, bold))


def small_font(*, bold: bool = False) -> QFont:
    """Second lines, hints, chips."""
    return QFont(_font(SMALL, bold))


def heading_font() -> QFont:
    """The one heading of a page."""
    return QFont(_font(LARGE, True))


def body_metrics(*, bold: bool = False) -> QFontMetrics:
    """How much room the body's letters take."""
    return _metrics(1, bold)


def small_metrics(*, bold: bool = False) -> QFontMetrics:
    """How much room small letters take."""
    return _metrics(SMALL, bold)


# Painting a list asks for these a hundred times; made anew they took a fifth of it.


@cache
def _font(share: float, bold: bool) -> QFont:
    font = QFont(QApplication.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setPointSizeF(font.pointSizeF() * share)
    return font


@cache
def _metrics(share: float, bold: bool) -> QFontMetrics:
    return QFontMetrics(_font(share, bold))


def role(widget: QWidget, name: str) -> None:
    """Give a widget its part in the style sheet: "heading", "section", "subtle", "main" …"""
    widget.setProperty("role", name)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for which, colour in {
        roles.Window: c.page,
        roles.WindowText: c.text,
        roles.Base: c.card,
        roles.AlternateBase: c.hover,
        roles.Text: c.text,
        roles.Button: c.card,
        roles.ButtonText: c.text,
        roles.BrightText: c.on_accent,
        roles.ToolTipBase: c.card,
        roles.ToolTipText: c.text,
        roles.PlaceholderText: c.subtle,
        roles.Highlight: c.accent,
        roles.HighlightedText: c.on_accent,
        roles.Accent: c.accent,
        roles.Link: c.accent,
        roles.LinkVisited: c.accent,
        roles.Light: c.card,
        roles.Midlight: c.hover,
        roles.Mid: c.edge,
        roles.Dark: c.edge,
        roles.Shadow: c.line,
    }.items():
        palette.setColor(which, colour)
    for which in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, _mixed(c.subtle, c.page, 0.45))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, c.edge)
    return palette


def _sheet_values(c: Colours) -> dict[str, str]:
    """What the style sheet calls by name: colours, and the sizes of type in points."""
    size = QApplication.font().pointSizeF()
    values = {field.name: getattr(c, field.name).name() for field in fields(c)}
    return values | {
        "small": f"{size * SMALL:.1f}pt",
        "large": f"{size * LARGE:.1f}pt",
        "accent_over": _mixed(c.accent, c.text, 0.15).name(),
        "brand": f"{size * 1.3:.1f}pt",
        "folder": paths.resource("icons", "sheet").as_posix(),
        "tone": "dark" if c is DARK else "light",
        "faded": _mixed(c.subtle, c.page, 0.45).name(),
    }


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """The first colour with a share of the second in it."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * (1 - share) + b * share) for a, b in parts))
