"""The list of keys: read from the actions that are there now, so that it is never out of date.

They stand where they work: on the page that is seen, on the way to another one, everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from ui import theme
from ui.widgets.page import Page
from ui.widgets.table import Align, Column, Table


@dataclass(frozen=True)
class _Key:
    """One line; `where` only on the first of those that work in the same place."""

    id: str
    where: str
    what: str
    key: str


class Shortcuts(QDialog):
    """What each key does in this window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.table = Table(
            [
                Column(_("Where"), lambda row: row.where, stretch=3, quiet=True),
                Column(_("What it does"), lambda row: row.what, stretch=4),
                Column(_("Key"), lambda row: row.key, width=16, align=Align.AlignTrailing),
            ],
            name=_("Keyboard shortcuts"),
        )
        self.table.set_source(_Keys(window))
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.resize(72 * self.fontMetrics().horizontalAdvance("0"), 600)


class _Keys:
    """The actions with a key, as a source of rows: the page's first, in the order of its menu."""

    def __init__(self, window: QWidget) -> None:
        self._rows: dict[str, _Key] = {}
        found = list({one.id: one for one in _found(window)}.values())
        places = dict.fromkeys(one.where for one in found)
        ends = (_("Everywhere"), _("Go to"))
        for where in (*(place for place in places if place not in ends), *ends):
            first = where
            for one in (one for one in found if one.where == where):
                self._rows[one.id] = replace(one, where=first)
                first = ""

    def ids(self) -> list[str]:
        return list(self._rows)

    def rows(self, ids: list[str]) -> list[_Key]:
        return [self._rows[id_] for id_ in ids]


def _found(window: QWidget) -> Iterator[_Key]:
    """Every key that does something now, and where."""
    native = QKeySequence.SequenceFormat.NativeText
    page = next((one for one in window.findChildren(Page) if one.isVisible()), None)
    offered = [act for act in page.page_actions() if act is not None] if page is not None else []
    others = [act for act in window.findChildren(QAction) if act not in offered]
    for act in filter(_is_there, [*offered, *others]):
        if keys := act.shortcut().toString(native):
            what = act.text().replace("&", "")
            yield _Key(f"{what} {keys}", _where(act, page), what, keys)


def _where(act: QAction, page: Page | None) -> str:
    owner = act.parent()
    if (
        page is not None
        and isinstance(owner, QWidget)
        and (owner is page or page.isAncestorOf(owner))
    ):
        return page.windowTitle() or page.heading()
    return _("Go to") if act.objectName().startswith("go_") else _("Everywhere")


def _is_there(action: QAction) -> bool:
    """Whether something on the screen answers to the action's key."""
    owners = (owner for owner in action.associatedObjects() if isinstance(owner, QWidget))
    return action.isVisible() and any(owner.isVisible() for owner in owners)
