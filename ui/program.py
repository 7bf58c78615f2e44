"""One run of the program: which book is open in which window, and what the File menu does."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from app import book_files, database, paths, settings
from app.errors import AppError
from app.i18n import _, ngettext
from ui import theme
from ui.actions import action
from ui.changes import changes
from ui.main_window import MainWindow
from ui.pages import specs

if TYPE_CHECKING:
    from ui.instance import Doorbell
    from ui.welcome import Welcome

_BOOKS = "Bridgebook (*.bridgebook)"
_MINUTE_MS = 60_000
_IMPORTING = "importing"  # the page that the third choice of the welcome leads to
Keys = QKeySequence.StandardKey


class Program(QObject):
    """Puts a book into a window, another book into another, and tidies up behind itself."""

    def __init__(self) -> None:
        super().__init__()
        self.window: MainWindow | None = None
        self.welcome: Welcome | None = None
        self._doorbell: Doorbell | None = None
        self._when_painted: Callable[[], None] | None = None
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._pass_minute)
        self._hour = clock_hour()

    def when_painted(self, then: Callable[[], None]) -> None:
        """Do this once, after the first picture of a book."""
        self._when_painted = then

    # Opening books.

    def open(self, book: Path, *, create: bool = False) -> bool:
        """Show a book; False when it cannot be shown here, and the person was told why."""
        return self._open(book, lambda: database.open_book(book, create=create))

    def open_sample(self) -> bool:
        """Show the person's own copy of the sample book."""
        # Imported here: the sample's texts are not needed to open a book.
        from app.services import sample

        today = datetime.now().astimezone().date()
        return self._open(paths.sample_book(), lambda: sample.open_copy(today))

    def offer_beginnings(self, problem: str = "") -> None:
        """Show the three ways to begin, and what kept the book from opening."""
        from ui.welcome import Welcome

        if self.welcome is None:
            self.welcome = Welcome()
            self.welcome.chosen.connect(self._begin)
            self.welcome.closing.connect(QApplication.quit)
        self.welcome.show()
        if problem:
            self.welcome.banner.say(problem, "error")

    def let_go(self) -> None:
        """Stop what runs and close the book, with its backup."""
        from ui import dialogs, jobs

        jobs.stop_all()
        self._clock.stop()
        changes.silence()
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None
        try:
            database.close()
        except AppError as error:
            dialogs.explain(None, error, title=_("The book was closed without a new backup"))

    def _open(self, book: Path, opening: Callable[[], object]) -> bool:
        if not self._put_away_window():
            return False
        if database.is_open():
            self.let_go()
        try:
            opening()
        except database.InUse as error:
            from ui.instance import raise_other

            if raise_other(book):
                QTimer.singleShot(0, QApplication.quit)
            else:
                self.offer_beginnings(str(error))
            return False
        except AppError as error:
            self.offer_beginnings(str(error))
            return False
        self._show(database.book_path())
        return True

    def _put_away_window(self) -> bool:
        """Close the window of the book before; False when a page minds."""
        if self.window is None:
            return True
        self.window.closing.disconnect(QApplication.quit)
        if not self.window.close():
            self.window.closing.connect(QApplication.quit)
            return False
        self.window.deleteLater()
        self.window = None
        return True

    def _show(self, book: Path) -> None:
        changes.listen()
        self.window = MainWindow(specs(), file_actions=self._file_actions)
        self.window.setWindowFilePath(str(book))
        self.window.painted.connect(self._after_painting)
        self.window.closing.connect(QApplication.quit)
        if self.welcome is not None:
            self.welcome.hide()
            self.welcome.deleteLater()
            self.welcome = None
        self.window.show()

    def _after_painting(self) -> None:
        """All that the first picture need not wait for."""
        from ui.instance import Doorbell

        assert self.window is not None
        book = database.book_path()
        self._doorbell = Doorbell(book)
        self._doorbell.rung.connect(self._come_forward)
        if book != paths.sample_book():
            settings.save(replace(settings.load(), last_book=str(book)))
        self.window.show_badges()
        self._show_standing()
        self._clock.start()
        QTimer.singleShot(0, theme.add_other_scripts)
        if self._when_painted is not None:
            then, self._when_painted = self._when_painted, None
            then()

    def _begin(self, choice: str) -> None:
        if choice == "sample":
            self.open_sample()
        elif choice == "open":
            self.open_book()
        elif self.open(paths.default_book(), create=True) and choice == "import":
            assert self.window is not None
            self.window.go(_IMPORTING)

    # The File menu.

    def _file_actions(self, window: QWidget) -> Sequence[QAction | None]:
        return [
            action(window, _("&New book…"), self.new_book, icon="book", shortcut="Ctrl+Shift+N"),
            action(window, _("&Open a book…"), self.open_book, shortcut=Keys.Open),
            action(window, _("Open the &sample book"), self.open_sample),
            None,
            action(window, _("&Import contacts…"), self.import_contacts, icon="import"),
            action(window, _("&Back up to…"), self.back_up, icon="save"),
            None,
            action(window, _("&Preferences…"), self.prefer, icon="settings", shortcut="Ctrl+,"),
            action(window, _("&Quit"), self.quit, shortcut="Ctrl+Q"),
        ]

    def new_book(self) -> None:
        """Start another, empty book."""
        from ui import dialogs

        suggested = paths.data_folder() / _("New search.bridgebook")
        if file := dialogs.save_file(self.window, _("Start a new book"), suggested, kinds=_BOOKS):
            if file.exists():
                self._say(_("{name} is there already. Open it, or choose another name."), file)
            else:
                self.open(file, create=True)

    def open_book(self) -> None:
        """Open another book."""
        from ui import dialogs

        file = dialogs.open_file(
            self.window or self.welcome, _("Open a book"), kinds=_BOOKS, start=paths.data_folder()
        )
        if file is not None:
            self.open(file)

    def import_contacts(self) -> None:
        """Go to where files from elsewhere come in."""
        if self.window is not None:
            self.window.go(_IMPORTING)

    def back_up(self) -> None:
        """Make a verified copy of the book where the person says."""
        from ui import dialogs

        book = database.book_path()
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d")
        suggested = Path.home() / f"{book.stem} {stamp}.bridgebook"
        file = dialogs.save_file(self.window, _("Back up the book"), suggested, kinds=_BOOKS)
        if file is None:
            return
        try:
            made = database.back_up(file)
        except AppError as error:
            dialogs.explain(self.window, error)
        else:
            self._say(_("Backed up to {name}."), made)
            self._show_standing()

    def prefer(self) -> None:
        """Show the preferences over the page one is at."""
        page = self.window.page() if self.window is not None else None
        if page is not None:
            page.open_card("preferences")

    def quit(self) -> None:
        """Close the window and with it the program."""
        if self.window is not None:
            self.window.close()

    def _say(self, sentence: str, file: Path) -> None:
        if self.window is not None:
            self.window.say(sentence.format(name=file.name))

    # What happens meanwhile.

    def _come_forward(self, token: str) -> None:
        """A second start of the same book: show this window instead."""
        if self.window is None:
            return
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Wayland lets only its holder come forward
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _pass_minute(self) -> None:
        """Tell the time to whoever shows it, also after a night's sleep of the machine."""
        self._show_standing()
        before, self._hour = self._hour, clock_hour()
        if self._hour != before:
            changes.hour_passed.emit()

    def _show_standing(self) -> None:
        if self.window is not None and database.is_open():
            told = backed_up(book_files.last_backup_at(database.book_path()), datetime.now(UTC))
            self.window.show_standing(_("All on this computer") + "\n" + told)


def clock_hour() -> tuple[date, int]:
    """The day and the hour on this machine's clock."""
    now = datetime.now().astimezone()
    return now.date(), now.hour


def backed_up(at: datetime | None, now: datetime) -> str:
    """When the last backup was, in words."""
    if at is None:
        return _("Backed up when you close it")
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 1:
        return _("Backed up just now")
    if minutes < 60:
        told = ngettext("Backed up {n} minute ago", "Backed up {n} minutes ago", minutes)
        return told.format(n=minutes)
    if minutes < 24 * 60:
        told = ngettext("Backed up {n} hour ago", "Backed up {n} hours ago", minutes // 60)
        return told.format(n=minutes // 60)
    days = minutes // (24 * 60)
    return ngettext("Backed up {n} day ago", "Backed up {n} days ago", days).format(n=days)
