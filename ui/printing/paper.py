"""One kind of paper on the page "Print": what is chosen for it, and how its pages come to be.

A new one is a class here beside `PackPaper`, and a line in `ui/printing/page.py`.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import database
from app.brief import page as brief_page
from app.i18n import _
from ui import theme
from ui.actions import action
from ui.jobs import Progress as Steps
from ui.widgets.card import Card
from ui.widgets.empty import Empty
from ui.widgets.page import Page

# In a job: what was ordered, on which paper (the country's unless said), and the progress of it;
# gives what the document is called, and its bytes. It reads with `database.reader()`.
Draw = Callable[[Any, brief_page.Paper | None, Steps], tuple[str, bytes]]


@dataclass(frozen=True)
class Order:
    """What a person wants to see: equal orders give the same pages while the book is the same."""

    what: Hashable
    draw: Draw
    sides: str = ""  # which the pages are made for: "one-sided", "two-sided-long-edge", or either

    @property
    def double_sided(self) -> bool:
        """Whether two pages share a sheet."""
        return self.sides.startswith("two-sided")

    def drawn(self, steps: Steps, paper: brief_page.Paper | None = None) -> tuple[str, bytes]:
        """What the document is called, and its bytes; in a job."""
        return self.draw(self.what, paper, steps)


def drawn_by(pdf_of: Callable[[Any], tuple[str, bytes]]) -> Draw:
    """How a paper is drawn that a verb of a service makes at once, from what was ordered."""

    def draw(wanted: Any, paper: brief_page.Paper | None, steps: Steps) -> tuple[str, bytes]:
        steps(0, 1)
        with database.reader():
            drawn = pdf_of(replace(wanted, paper=paper))
        steps(1, 1)
        return drawn

    return draw


def choose_people(page: Page) -> QAction:
    """The way to the contacts, where somebody has to be chosen first."""
    return action(
        page, _("Choose &people among the contacts"), lambda: page.go_to("contacts"),
        icon="contacts", name="choose_people",
    )  # fmt: skip


class Paper(QWidget):
    """The form at the left: what is ordered, or why there is nothing to print. Fill its `card`."""

    edited = Signal()  # something else is wanted now

    def __init__(self, page: Page, *way_out: QAction) -> None:
        """`way_out` are the buttons where there is nothing to print."""
        super().__init__()
        self.page = page
        self.nothing = Empty("print", "", *way_out)
        self.card = Card()
        self.card.body.setContentsMargins(24, 24, 24, 24)
        self.card.body.setSpacing(2 * theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def heading(self) -> str:
        """What the page is called where it was opened for this paper alone."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def verbs(self) -> Sequence[QAction]:
        """What else can be done here, for the menu."""
        return ()

    def reread(self) -> None:
        """Read the book anew."""

    def forget_private(self) -> bool:
        """Take back what was chosen for one print only; whether there was anything."""
        return False

    def order(self) -> Order | str | None:
        """What is to be drawn; a sentence where there is nothing to; None after saying it oneself.

        It shows what is wrong with the form at its fields.
        """
        raise NotImplementedError
