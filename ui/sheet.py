"""The one style sheet. Roles are given with `theme.role(widget, name)`:

* labels: heading, brand, title (the brand, alone on a page), section, strong, subtle, small, error
* buttons: main (the one main action), quiet (no border), link
* frames: card, column (a board's column), side
"""

from collections.abc import Mapping
from string import Template


def made_from(values: Mapping[str, str]) -> str:
    """The style sheet with its colours and sizes filled in."""
    return _SHEET.substitute(values)


_SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px; }

QLabel[role="heading"] { font-size: $large; font-weight: 600; }
QLabel[role="brand"] { color: $accent; font-weight: 700; font-size: $brand; }
QLabel[role="title"] { color: $accent; font-weight: 700; font-size: $large; }
QLabel[role="section"] { color: $subtle; font-size: $small; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="subtle"] { color: $subtle; }
QLabel[role="small"] { color: $subtle; font-size: $small; }
QLabel[role="error"] { color: $amber; font-size: $small; font-weight: 600; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[role="column"] { background: $side; border: none; border-radius: 10px; }
QFrame[role="side"] { background: $side; border: none; }

QPushButton, QToolButton {
    background: $card; color: $text; border: 1px solid $edge; border-radius: 6px;
    padding: 0.25em 0.9em; icon-size: 0.9em;
}
QToolButton { padding: 0.3em; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; margin: -1px; }
QPushButton:disabled, QToolButton:disabled { color: $faded; border-color: $line; }
QPushButton[role="main"], QPushButton:default {
    background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[role="main"]:hover, QPushButton:default:hover { background: $accent_over; }
QPushButton[role="main"]:focus, QPushButton:default:focus {
    border: 2px solid $text; margin: 0; padding: 0.17em 0.82em;
}
QPushButton[role="main"]:disabled { background: $line; color: $faded; border-color: $line; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    background: transparent; border: 2px solid transparent; margin: 0;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="link"] {
    background: transparent; border: none; color: $accent; padding: 0; text-align: left;
}
QPushButton[role="link"]:focus { text-decoration: underline; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $card; color: $text; border: 1px solid $edge; border-radius: 6px;
    padding: 0.3em 0.5em; selection-background-color: $accent;
    selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; margin: -1px;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] { border: 2px solid $amber; margin: -1px; }
QAbstractSpinBox { padding: 0.22em 1.6em 0.22em 0.5em; }
QComboBox { padding-right: 1.6em; }
QComboBox::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; width: 1.7em; border: none;
}
QComboBox::down-arrow { image: url($folder/down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { border-radius: 0; border: 1px solid $edge; padding: 2px; }
QComboBox > QLineEdit, QAbstractSpinBox > QLineEdit {
    border: none; background: transparent; padding: 0; margin: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 1.7em; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; padding-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; padding-bottom: 2px; }
QAbstractSpinBox::up-arrow { image: url($folder/up.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($folder/down.svg); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 16px; height: 16px; border: 1px solid $subtle; border-radius: 4px; background: $card;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url($folder/check-$tone.svg);
}
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent; image: url($folder/dot-$tone.svg);
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }

QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $faded; border-color: $line;
}

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractItemView {
    background: $card; border: 1px solid $line; border-radius: 8px;
    selection-background-color: $accent_soft; selection-color: $text; outline: none;
}
QListView::item { padding: 0.3em 0.6em; border-radius: 4px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent_soft; color: $text; }
QListView::item:focus { border: 1px solid $accent; }
QListView QLineEdit { border-radius: 0; padding: 0; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $subtle; border: none; border-bottom: 1px solid $line;
    padding: 0.2em; font-size: $small; font-weight: 600;
}
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton { border: 2px solid transparent; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView {
    border: none; selection-background-color: $accent; selection-color: $on_accent;
}
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; min-width: 26em; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: 26em; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $subtle; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; }
QTabBar::tab {
    background: transparent; color: $subtle; padding: 0.35em 0.9em;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $text; }
QSplitter::handle { background: transparent; }
QMenu { background: $card; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 0.35em 1.6em 0.35em 0.8em; border-radius: 4px; }
QMenu::icon { padding-left: 0.6em; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $side; color: $text; }
QMenuBar::item { padding: 0.3em 0.7em; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QProgressBar {
    background: $side; border: none; border-radius: 4px; height: 8px; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
""")
