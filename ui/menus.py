"""The menus of the window: they only place actions that others own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from app import settings
from app.i18n import _
from ui import theme
from ui.actions import action
from ui.pages import PageSpec

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Keys = QKeySequence.StandardKey


def fill(
    window: "MainWindow", file_actions: Sequence[QAction | None], specs: Sequence[PageSpec]
) -> None:
    """Put the menus into the window."""
    bar = window.menuBar()
    place(bar.addMenu(_("&File")), file_actions)
    edit = bar.addMenu(_("&Edit"))
    place(
        edit,
        [window.undo_action, window.redo_action, None, window.find_action, window.note_action],
    )
    _fill_page_menu(window, bar.addMenu(_("&Page")))
    _fill_go_menu(window, bar.addMenu(_("&Go")), specs)
    view = bar.addMenu(_("&View"))
    _fill_colours(window, view.addMenu(_("&Colours")))
    view.addAction(window.full_screen_action)
    about = bar.addMenu(_("&Help"))
    about.addAction(
        action(
            window,
            _("&Keyboard shortcuts"),
            lambda: show_shortcuts(window),
            shortcut="F1",
            name="show_shortcuts",
        )
    )
    about.addAction(
        action(window, _("&About Bridgebook"), lambda: show_about(window), name="show_about")
    )


def place(menu: QMenu, actions: Sequence[QAction | None]) -> None:
    """Put actions into a menu; None draws a line."""
    for act in actions:
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(act)


def _fill_page_menu(window: "MainWindow", menu: QMenu) -> None:
    """What can be done on the page that is shown, read anew each time."""

    def refill() -> None:
        menu.clear()
        page = window.page()
        offered = list(page.page_actions()) if page is not None else []
        main = page.main_action() if page is not None else None
        if main is not None and main not in offered:
            offered = [main, None, *offered] if offered else [main]
        place(menu, offered)
        menu.setEnabled(bool(offered))

    menu.aboutToShow.connect(refill)
    window.navigator.turned.connect(refill)


def _fill_go_menu(window: "MainWindow", menu: QMenu, specs: Sequence[PageSpec]) -> None:
    for number, spec in enumerate(specs, start=1):
        menu.addAction(
            action(
                window,
                spec.title,
                _going(window, spec.name),
                icon=spec.icon,
                shortcut=f"Ctrl+{number}" if number <= 9 else None,
                name=f"go_{spec.name}",
            )
        )
    menu.addSeparator()
    menu.addAction(window.back_action)


def _going(window: "MainWindow", name: str) -> Callable[[], None]:
    return lambda: window.go(name)


def _fill_colours(window: "MainWindow", menu: QMenu) -> None:
    group = QActionGroup(window)
    for choice, text in (
        ("system", _("As the &system")),
        ("light", _("&Light")),
        ("dark", _("&Dark")),
    ):
        made = action(window, text, _choosing(choice), name=f"colours_{choice}")
        made.setCheckable(True)
        made.setChecked(theme.choice() == choice)
        group.addAction(made)
        menu.addAction(made)


def _choosing(choice: str) -> Callable[[], None]:
    def choose() -> None:
        theme.choose(choice)
        settings.save(replace(settings.load(), colours=choice))

    return choose


def show_about(window: "MainWindow") -> None:
    """What this is, and where the book lives."""
    from importlib.metadata import PackageNotFoundError, version

    from ui import dialogs

    try:
        number = version("bridgebook")
    except PackageNotFoundError:
        number = ""
    dialogs.inform(
        window,
        f"Bridgebook {number}".strip(),
        detail=_(
            "For informational meetings: ask for information, give something back, thank people, "
            "and write everything down. All of it stays on this computer."
        ),
    )


def show_shortcuts(window: "MainWindow") -> None:
    """Every key that does something now."""
    from ui import dialogs
    from ui.shortcuts import Shortcuts

    dialogs.show(Shortcuts(window))
