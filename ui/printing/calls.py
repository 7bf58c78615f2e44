"""The call list in the window: whoever waits for a word, or people who were chosen (P44)."""

from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from app.services import call_lists
from app.services.call_lists import Wanted
from ui import theme
from ui.actions import button
from ui.printing.paper import Order, Paper, choose_people, drawn_by
from ui.widgets.page import Page

_drawn = drawn_by(call_lists.pdf_of)


class CallPaper(Paper):
    """Everybody with whom something is due; or those whose ids are given, with commas between."""

    def __init__(self, page: Page, given: str = "") -> None:
        self.people_action = choose_people(page)
        super().__init__(page, self.people_action)
        self._chosen = tuple(contact for contact in given.split(",") if contact)
        told = (
            _("The people you chose, one after the other.")
            if self._chosen
            else _(
                "Everybody with whom something is due today or was before, the longest due first."
            )
        )
        more = _(
            "Do not sit down to make one call: sit down with a list, and write each outcome before "
            "you dial the next. (P44)"
        )
        for words in (told, more):
            label = QLabel(words, wordWrap=True)
            theme.role(label, "subtle")
            self.card.body.addWidget(label)
        self._button = button(self.people_action, mnemonic=False)
        self.card.body.addWidget(self._button)

    def heading(self) -> str:
        return _("Print the call list")

    def first(self) -> QWidget:
        return self._button

    def order(self) -> Order | str | None:
        found = call_lists.read(self._chosen)
        if not found.calls:
            return call_lists.nobody(found)
        return Order(Wanted(self._chosen), _drawn)
