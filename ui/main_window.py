"""The frame: pages at the left, one heading, one search field, one main action; menus and undo.

It knows no noun's verbs: pages bring their own actions, the program brings those of the File menu.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import _
from ui import actions, menus, pages, state, theme
from ui.actions import action
from ui.changes import changes
from ui.pages import PageSpec
from ui.widgets.elided import Elided
from ui.widgets.navigator import Navigator
from ui.widgets.page import Page
from ui.widgets.sidebar import Sidebar

_STATUS_MS = 6000


class MainWindow(QMainWindow):
    """One open book on the screen."""

    painted = Signal()  # once, after the first picture
    closing = Signal()  # the person closed the window

    def __init__(
        self,
        specs: Sequence[PageSpec],
        *,
        file_actions: Callable[[QWidget], Sequence[QAction | None]] = lambda _window: (),
    ) -> None:
        super().__init__()
        self._specs = {spec.name: spec for spec in specs}
        self._painted = False
        self._texts: dict[Page, str] = {}
        self._standing = ""
        self.navigator = Navigator({spec.name: spec.make for spec in specs}, cards=pages.cards())
        self.navigator.turned.connect(self._show_page)
        self.navigator.searched.connect(self._take_typed)
        self.navigator.corrected.connect(self._correct)
        self.sidebar = Sidebar("Bridgebook")
        for spec in specs:
            self.sidebar.add(spec.name, spec.title, spec.icon)
        self.sidebar.chosen.connect(self.go)
        self._make_actions()
        self._lay_out()
        menus.fill(self, file_actions(self), specs)
        self._status_timer = QTimer(self, singleShot=True, interval=_STATUS_MS)
        self._status_timer.timeout.connect(lambda: self.sidebar.show_status(self._standing))
        self._badge_timer = QTimer(self, singleShot=True, interval=0)
        self._badge_timer.timeout.connect(self.show_badges)
        changes.announced.connect(self._on_change)
        changes.hour_passed.connect(self._badge_timer.start)
        self.setWindowTitle("Bridgebook")
        if not state.restore_geometry(self, "main"):
            self.resize(1280, 800)
        if specs:
            last = state.kept("page", specs[0].name)
            self.go(last if last in self._specs else specs[0].name)

    # What the program and the pages ask of the window.

    def go(self, name: str) -> None:
        """Show a page of the sidebar."""
        self.navigator.go(name)

    def page(self) -> Page | None:
        """The page a person sees."""
        return self.navigator.page()

    def say(self, text: str, kind: str = "info") -> None:
        """Put a sentence above the page."""
        if (page := self.page()) is not None:
            page.say(text, kind)

    def show_standing(self, text: str) -> None:
        """The lines at the foot of the sidebar, whenever there is nothing else to say."""
        self._standing = text
        if not self._status_timer.isActive():
            self.sidebar.show_status(text)

    def tell(self, text: str) -> None:
        """Say in passing what was done, at the foot of the sidebar."""
        self.sidebar.show_status(text)
        self._status_timer.start()

    def show_badges(self) -> None:
        """Count again what wants attention on each page."""
        for spec in self._specs.values():
            if spec.badge is not None:
                self.sidebar.show_badge(spec.name, spec.badge())

    # Making the window.

    def _make_actions(self) -> None:
        self.undo_action = action(
            self, _("&Undo"), self.undo, icon="undo", shortcut=menus.Keys.Undo
        )
        self.redo_action = action(
            self, _("&Redo"), self.redo, icon="redo", shortcut=menus.Keys.Redo
        )
        self.find_action = action(
            self, _("&Find"), self.find_people, icon="search", shortcut="Ctrl+K"
        )
        self.note_action = action(
            self, _("&Note something"), self.note_something, icon="note", shortcut="Ctrl+J"
        )
        self.back_action = action(self, _("&Back"), self.back, icon="back", shortcut="Alt+Left")
        self.leave_action = action(self, _("Leave this card"), self.leave, shortcut="Esc")
        self.full_screen_action = action(
            self, _("&Full screen"), self.toggle_full_screen, shortcut="F11"
        )
        self._show_undo()

    def _lay_out(self) -> None:
        self.heading = Elided()
        theme.role(self.heading, "heading")
        self._back = actions.icon_button("back", _("Back (Alt+Left)"))
        self._back.clicked.connect(self.back)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search people, firms, notes…   Ctrl+K"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 14)
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 42)
        self.search.textEdited.connect(self._search)
        self.search.installEventFilter(self)
        self._note = actions.icon_button("note", _("Note something (Ctrl+J)"))
        self._note.clicked.connect(self.note_something)
        self._main = QPushButton()
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.GRID)
        self._top.addWidget(self._back)
        self._top.addWidget(self.heading, 3)
        self._top.addWidget(self.search, 2)
        self._top.addWidget(self._note)
        self._top.addWidget(self._main)
        right = QVBoxLayout()
        right.setContentsMargins(24, 2 * theme.GRID, 24, 2 * theme.GRID)
        right.setSpacing(12)
        right.addLayout(self._top)
        right.addWidget(self.navigator, 1)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self.setCentralWidget(middle)

    # What a person can do here.

    def undo(self) -> None:
        """Take back the last step."""
        self._take_back(forward=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._take_back(forward=True)

    def find_people(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def note_something(self) -> None:
        """Write a line that becomes a need, a promise, a name or whatever else it says."""
        from ui.capture import opening  # not before somebody has something to say

        opening.open_over(self)

    def back(self) -> None:
        """Leave the card on top, or go to the page seen before."""
        self.navigator.back()

    def leave(self) -> None:
        """Put away the banner, empty the search, or leave the card on top: the nearest of these."""
        page = self.page()
        if page is not None and page.banner.text():
            page.banner.dismiss()
        elif self.search.text() and page is not None and page.searches:
            self.search.clear()
            self._search("")
        elif self.search.hasFocus() and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.navigator.depth():
            self.navigator.back()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:  # by us, or by the desktop
            self._make_room()

    def _make_room(self) -> None:
        """A page that fills the screen is seen alone, without the other pages beside it."""
        page = self.page()
        alone = page is not None and page.fills_screen and self.isFullScreen()
        self.sidebar.setVisible(not alone)
        self.search.setVisible(not alone)

    def _take_back(self, *, forward: bool) -> None:
        from app import database

        try:
            label = database.redo() if forward else database.undo()
        except AppError as error:
            self.say(str(error), "error")
        else:
            if label:
                done = _("Done again: {what}") if forward else _("Taken back: {what}")
                self.tell(done.format(what=label))
        self._show_undo()

    def _show_undo(self) -> None:
        from app import database

        for act, label, word in (
            (self.undo_action, database.undo_label(), _("&Undo {what}")),
            (self.redo_action, database.redo_label(), _("&Redo {what}")),
        ):
            act.setEnabled(label is not None)
            act.setText(word.format(what=label or "").strip())

    # What happens to the window.

    def _on_change(self, _change: object) -> None:
        self._show_undo()
        self._badge_timer.start()

    def _show_page(self) -> None:
        page = self.page()
        if page is None:
            return
        self.heading.say(page.heading())
        self.setWindowTitle((page.windowTitle() or page.heading())[:80] or "Bridgebook")
        self.sidebar.show_chosen(self.navigator.name())
        self._back.setVisible(self.navigator.depth() > 0)
        self.search.setText(self._texts.get(page, "") if page.searches else "")
        self._show_main(page.main_action())
        self._make_room()

    def _show_main(self, main: QAction | None) -> None:
        old = self._main
        self._main = actions.button(main, main=True) if main is not None else QPushButton()
        self._top.replaceWidget(old, self._main)
        self._main.setVisible(main is not None)  # not earlier: without a parent it is a window
        if old.hasFocus():  # it was pressed, and the page has another one now
            self.navigator.take_keyboard()
        old.hide()
        old.deleteLater()

    def _search(self, text: str) -> None:
        page = self.page()
        if page is None or not page.searches:
            finder = next((spec.name for spec in self._specs.values() if spec.finds), "")
            if not finder or not text:
                return
            self.navigator.go(finder)
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            page = self.page()
            self.search.setText(text)
        if page is not None and page.searches:
            self._texts = {known: kept for known, kept in self._texts.items() if known is not page}
            self._texts[page] = text
            page.search(text)

    def _take_typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)
        self._search(self.search.text())

    def _correct(self, text: str) -> None:
        self.search.setText(text)
        self._search(text)

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and (page := self.page()) is not None
        ):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.back()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.navigator.may_close():
            event.ignore()
            return
        state.keep_geometry(self, "main")
        state.keep("page", self.navigator.name())
        super().closeEvent(event)
        self.closing.emit()
