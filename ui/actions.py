"""Actions: what a person can do, once, for menu, button and shortcut alike."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui import icons, theme

Shortcut = QKeySequence | QKeySequence.StandardKey | str


def action(
    owner: QWidget,
    text: str,
    slot: Callable[..., object],
    *,
    icon: str = "",
    shortcut: Shortcut | None = None,
    name: str = "",
) -> QAction:
    """Make an action that its owner keeps; its object name is the slot's name.

    The shortcut works while the owner is on screen, in whatever window it stands.
    """
    made = QAction(text, owner)
    made.setObjectName(name or slot.__name__)
    if icon:
        made.setIcon(icons.icon(icon))
        made.setIconVisibleInMenu(True)
    if shortcut is not None:
        made.setShortcut(QKeySequence(shortcut))
        shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{text.replace('&', '')} ({shown})")
    made.triggered.connect(lambda _checked=False: slot())
    owner.addAction(made)
    return made


def button(
    of: QAction, *, main: bool = False, icon: bool = False, mnemonic: bool = True
) -> QPushButton:
    """A button that does the action, says its text, and is there and enabled while it is.

    Where two buttons do the same, only one may have a `mnemonic`: Qt would answer to neither.
    """
    made = _ActionButton(of, icon=icon, mnemonic=mnemonic)
    if main:
        theme.role(made, "main")
    return made


def icon_button(icon: str, name: str) -> QToolButton:
    """A small button with only a picture; the name is its tip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setToolTip(name)
    made.setAccessibleName(name)
    theme.role(made, "quiet")
    return made


class _ActionButton(QPushButton):
    def __init__(self, of: QAction, *, icon: bool, mnemonic: bool) -> None:
        super().__init__()
        self._of, self._icon, self._there = of, icon, True
        self._mnemonic = mnemonic
        of.changed.connect(self._follow)
        self.clicked.connect(of.trigger)
        self._follow()

    def _follow(self) -> None:
        text = self._of.text()
        self.setText(text if self._mnemonic else text.replace("&", ""))
        self.setToolTip(self._of.toolTip())
        self.setEnabled(self._of.isEnabled())
        if self._of.isVisible() != self._there:
            self._there = self._of.isVisible()
            self.setVisible(self._there)
        if self._icon:
            self.setIcon(self._of.icon())
