"""A page: says which tables it shows, and re-reads itself when those change."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.changes import changes
from ui.widgets.banner import Banner


class Page(QWidget):
    """What fills the window beside the sidebar; also a card pushed over a list.

    Put your widgets into `self.body`. The window shows heading, search and the main action.
    """

    shows: ClassVar[frozenset[str]] = frozenset()  # tables whose changes matter here
    searches: ClassVar[bool] = False  # whether the window's search field searches this page
    fills_screen: ClassVar[bool] = False  # alone on a full screen, like the meeting clock

    opened = Signal(object)  # a Page to lay over this one
    asked = Signal(str, str)  # a noun of `ui.pages.cards` and an id: the card to lay over this page
    closed = Signal()  # this page is done; go back to what was before
    went = Signal(str)  # the name of another page to go to
    renewed = Signal()  # heading or main action is another now
    searched = Signal(str)  # letters typed into the page that belong into the search field
    corrected = Signal(str)  # what the search field shall say instead

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True
        self.banner = Banner()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.GRID)
        outer.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.GRID)
        outer.addLayout(self.body, 1)
        changes.announced.connect(self._on_change)

    # What a page may say of itself.

    def heading(self) -> str:
        """What stands at the top; emit `renewed` when it changes."""
        return self.windowTitle()

    def main_action(self) -> QAction | None:
        """The one action that gets the filled button at the top."""
        return None

    def page_actions(self) -> Sequence[QAction | None]:
        """What else can be done here, for the menu; None draws a line."""
        return ()

    def refresh(self) -> None:
        """Read again what is shown. Called when stale and visible; never call another page's."""

    def search(self, text: str) -> None:
        """Show only what fits the text in the window's search field."""

    def may_close(self) -> bool:
        """Whether the page can be left; a form with typing in it keeps a draft or asks."""
        return True

    # What a page can do.

    def open(self, page: "Page") -> None:
        """Lay another page over this one; Esc or Alt+Left comes back."""
        self.opened.emit(page)

    def open_card(self, noun: str, row_id: str = "") -> None:
        """Lay the card of something over this one, whoever's page makes it: see `ui/pages.py`."""
        self.asked.emit(noun, row_id)

    def go_to(self, name: str) -> None:
        """Go to another page of the sidebar."""
        self.went.emit(name)

    def say(self, text: str, kind: str = "info", *, action: QAction | None = None) -> None:
        """Put a sentence above the page: "info", "warning" or "error"."""
        self.banner.say(text, kind, action=action)

    def make_stale(self) -> None:
        """Read again now, or when next seen."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_needed()

    def _on_change(self, change: object) -> None:
        if getattr(change, "tables", frozenset()) & self.shows:
            self.make_stale()

    def _refresh_if_needed(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_needed()
