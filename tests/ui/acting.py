"""Acting as a person acts, and seeing what a person sees; for every interface test.

from tests.ui.acting import assert_accessible, do, showing, table
"""

from typing import TypeVar

from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.widgets.table import Table

Shown = TypeVar("Shown", bound=QWidget)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def showing(qtbot: QtBot, widget: Shown) -> Shown:
    """The widget on the screen, with the keyboard in its hands."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def do(window: QWidget, name: str) -> None:
    """Trigger the action with this object name, wherever in the window it lives."""
    found = [action for action in window.findChildren(QAction) if action.objectName() == name]
    names = sorted({a.objectName() for a in window.findChildren(QAction) if a.objectName()})
    assert found, f"there is no action {name}; there are {names}"
    seen = [
        action
        for action in found
        if any(isinstance(w, QWidget) and w.isVisible() for w in action.associatedObjects())
    ]
    action = (seen or found)[0]
    assert action.isEnabled(), f"{name} cannot be done now"
    action.trigger()


def table(widget: QWidget) -> list[str]:
    """What the list in this widget says, row by row."""
    lists = [widget] if isinstance(widget, Table) else widget.findChildren(Table)
    shown = [found for found in lists if found.isVisibleTo(widget)]
    assert len(shown) == 1, f"{len(shown)} lists are shown"
    return shown[0].rows()


def assert_accessible(widget: QWidget) -> None:
    """Every control a person can use has a name that a screen reader can say."""
    nameless = [
        f"{type(control).__name__} in {type(control.parent()).__name__}"
        for control in [widget, *widget.findChildren(QWidget)]
        if isinstance(control, _CONTROLS) and _counts(control) and not accessible_name(control)
    ]
    assert not nameless, f"without a name: {nameless}"


def accessible_name(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def _counts(control: QWidget) -> bool:
    """Whether it is ours: Qt's own parts inside a control speak with that control's name."""
    parent = control.parentWidget()
    inside = parent.metaObject().className() if parent is not None else ""
    if inside in ("QComboBoxPrivateContainer", "QCalendarWidget"):
        return False
    if control.objectName().startswith("qt_") or isinstance(parent, (QComboBox, QAbstractSpinBox)):
        return False
    if isinstance(control, QHeaderView) or isinstance(parent, QLineEdit):  # its clear button
        return False
    return not control.isHidden()  # a button that waits gets its words when it is shown
