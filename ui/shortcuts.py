"""The list of keys: read from the actions that are there now, so that it is never out of date."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.table import Align, Column, Row, Table


class Shortcuts(QDialog):
    """What each key does in this window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.table = Table(
            [
                Column(_("What it does"), lambda row: row.title),
                Column(_("Key"), lambda row: row.trailing, width=20, align=Align.AlignTrailing),
            ],
            name=_("Keyboard shortcuts"),
        )
        self.table.set_source(_Keys(window))
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.resize(480, 560)


class _Keys:
    """The actions with a key, as a source of rows."""

    def __init__(self, window: QWidget) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        self._rows: dict[str, Row] = {}
        for action in filter(_is_there, window.findChildren(QAction)):
            if keys := action.shortcut().toString(native):
                text = action.text().replace("&", "")
                self._rows[f"{text} {keys}"] = Row(f"{text} {keys}", text, trailing=keys)

    def ids(self) -> list[str]:
        return sorted(self._rows)

    def rows(self, ids: list[str]) -> list[Row]:
        return [self._rows[id_] for id_ in ids]


def _is_there(action: QAction) -> bool:
    """Whether something on the screen answers to the action's key."""
    owners = (owner for owner in action.associatedObjects() if isinstance(owner, QWidget))
    return action.isVisible() and any(owner.isVisible() for owner in owners)
