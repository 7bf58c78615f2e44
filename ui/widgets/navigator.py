"""Going from page to page: one page per entry of the sidebar, cards laid over it, and back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.page import Page


class Navigator(QStackedWidget):
    """Makes each page when it is first wanted, and keeps the trail back."""

    turned = Signal()  # another page is on top
    searched = Signal(str)  # a page was typed into and wants the search field
    corrected = Signal(str)  # a page wants another search

    def __init__(
        self,
        makers: Mapping[str, Callable[[], Page]],
        parent: QWidget | None = None,
        *,
        cards: Mapping[str, Callable[[str], Page]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._makers = makers
        self._cards = cards or {}
        self._trails: dict[str, list[Page]] = {}  # by name: the page, then what lies over it
        self._visited: list[str] = []
        self._name = ""
        self._shown: Page | None = None

    def name(self) -> str:
        """The entry of the sidebar we are at."""
        return self._name

    def page(self) -> Page | None:
        """What a person sees now."""
        trail = self._trails.get(self._name)
        return trail[-1] if trail else None

    def depth(self) -> int:
        """How many cards lie over the page."""
        return max(0, len(self._trails.get(self._name, ())) - 1)

    def go(self, name: str) -> None:
        """Show a page; asked for the page we are at, take away what lies over it."""
        if name == self._name:
            while self.depth() and self._take_away():
                pass
        elif name in self._makers:
            if self._name:
                self._visited = [*self._visited[-20:], self._name]
            self._name = name
            if name not in self._trails:
                self._trails[name] = [self._added(self._makers[name]())]
        self._shown = None  # a person asked for this page, so that it gets the keyboard
        self._turn()

    def lay_over(self, page: Page) -> None:
        """Show a card over the current page."""
        if self._name:
            self._trails[self._name].append(self._added(page))
            self._turn()

    def open_card(self, noun: str, row_id: str) -> None:
        """Lay the card of something over the current page; nothing happens for an unknown noun."""
        if noun in self._cards:
            self.lay_over(self._cards[noun](row_id))

    def back(self) -> bool:
        """Take away the card on top, or go to the page seen before; False when there is none."""
        if self.depth():
            return self._take_away() and self._turn()
        if self._visited:
            self._name = self._visited.pop()
            return self._turn()
        return False

    def take_keyboard(self) -> None:
        """Give the keyboard to the page that is seen; what had it is gone."""
        if (page := self.page()) is not None:
            _give_keyboard(page, page.focusWidget())

    def may_close(self) -> bool:
        """Whether no page minds being closed."""
        return all(page.may_close() for trail in self._trails.values() for page in trail)

    def _added(self, page: Page) -> Page:
        page.opened.connect(self.lay_over)
        page.asked.connect(self.open_card)
        page.went.connect(self.go)
        page.closed.connect(self._close_sender)
        page.renewed.connect(self.turned)
        page.searched.connect(self.searched)
        page.corrected.connect(self.corrected)
        self.addWidget(page)
        return page

    def _close_sender(self) -> None:
        page = self.sender()
        for trail in self._trails.values():
            if page in trail[1:]:
                self._drop(trail, trail.index(page))
        self._turn()

    def _take_away(self) -> bool:
        trail = self._trails[self._name]
        if not trail[-1].may_close():
            return False
        self._drop(trail, len(trail) - 1)
        return True

    def _drop(self, trail: list[Page], place: int) -> None:
        """Take away a card and what lies over it."""
        if self.currentWidget() in trail[place:]:
            self.setCurrentWidget(trail[place - 1])  # while the keyboard can still be handed on
        while len(trail) > place:
            page = trail.pop()
            self.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _turn(self) -> bool:
        page = self.page()
        if page is not None:
            was = page.focusWidget()  # asked first: the stack has a choice of its own
            self.setCurrentWidget(page)
            if page is not self._shown:
                _give_keyboard(page, was)
            self._shown = page
            self.turned.emit()
        return True


def _give_keyboard(page: Page, was: QWidget | None) -> None:
    """Let a person go on typing: where they were, where the page says, or where they can."""
    seen = [child for child in page.findChildren(QWidget) if child.isVisibleTo(page)]
    wanted = [was, _last_proxy(page), *seen]
    tab = Qt.FocusPolicy.TabFocus
    fit = (
        widget for widget in wanted
        if widget is not None and widget.isEnabled() and widget.isVisibleTo(page)
        and (widget.focusPolicy() & tab) == tab
    )  # fmt: skip
    if (place := next(fit, None)) is not None:
        place.setFocus(Qt.FocusReason.OtherFocusReason)


def _last_proxy(widget: QWidget) -> QWidget:
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget
