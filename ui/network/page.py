"""Who can introduce me to a person, a firm or a field; and through whom most roads go (P08, P12).

No screen counts contacts here (P07): a network is people who know each other.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import database
from app.domain.introductions import Goal, HubRow
from app.i18n import _
from app.services import introductions
from ui import theme
from ui.actions import action
from ui.jobs import Job, Progress
from ui.network.roads import Hubs, Roads
from ui.widgets.card import Section
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.scroll import Scroll

_MANY = 20_000  # links: with more, counting them would keep the window waiting
_GOAL = Qt.ItemDataRole.UserRole


class Network(Page):
    """A search at the top; at the left what it may mean, at the right the ways there."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "organization", "position", "role", "touch", "meeting", "meeting_person",
         "referral", "relationship"}
    )  # fmt: skip
    searches = True

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.many = _MANY
        self._looking: Job | None = None
        self._look_again = False
        self.people_action = action(
            self, _("&Choose somebody among the contacts"), lambda: self.go_to("contacts"),
            icon="contacts", name="choose_contact",
        )  # fmt: skip
        self.print_action = action(
            self, _("Print…"), self.print_network, icon="print",
            shortcut=QKeySequence.StandardKey.Print,
        )  # fmt: skip
        self.roads = Roads()
        self.roads.opened.connect(lambda row_id: self.open_card("contact", row_id))
        self.goals = _Goals()
        self.goals.setAccessibleName(_("Whom you may mean"))
        self.goals.currentItemChanged.connect(lambda *_items: self._show_roads())
        self.goals.itemActivated.connect(lambda _item: self._go_on())
        self.hubs = Hubs()
        self.hubs.opened.connect(lambda row_id: self.open_card("contact", row_id))
        self._nothing = Empty(
            "network",
            _(
                "Nothing leads anywhere yet. Note on somebody’s card who sent you to them and "
                "whom they know; then the ways to others appear here."
            ),
            self.people_action,
        )
        self._nobody = Empty("search", "")
        self._stack = QStackedWidget()
        for widget in (self._overview(), self._found(), self._nothing, self._nobody):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)

    def _overview(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        told = QLabel(
            _(
                "Type a person, a firm or a kind of work into the search: who can introduce you, "
                "the shortest way and the warmest."
            ),
            wordWrap=True,
        )
        theme.role(told, "subtle")
        column.addWidget(told)
        column.addSpacing(theme.GRID)
        column.addWidget(Section(_("People through whom many roads go")))
        column.addWidget(self.hubs)
        column.addStretch(1)
        return Scroll(whole)

    def _found(self) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(3 * theme.GRID)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, title, widget in (
            (left, _("Who can introduce you to …"), self.goals),
            (right, _("Ways there"), Scroll(self.roads)),
        ):
            column.setSpacing(theme.GRID)
            column.addWidget(Section(title))
            column.addWidget(widget, 1)
        left.addStretch(0)
        across.addLayout(left, 2)
        across.addLayout(right, 3)
        return whole

    # What the window asks.

    def heading(self) -> str:
        return _("Network")

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.print_action, self.people_action)

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def refresh(self) -> None:
        self._show()

    def print_network(self) -> None:
        """Print the picture of it: the ways that are shown, or everybody."""
        # Imported here: few look at the network in order to print it.
        from ui.printing.network import as_given

        goal = self.goals.goal() if self._text.strip() else None
        self.open_card("network_picture", as_given(goal) if goal is not None else "")

    # Showing.

    def _show(self) -> None:
        if not self._text.strip():
            self._turn_to(0 if introductions.has_links() else 2)
            self._look_for_hubs()
            return
        goals = introductions.goals(self._text)
        if not goals:
            self._nobody.say(
                _(
                    "No person, firm or kind of work fits “{words}”. "
                    "Try fewer letters, or add them to your contacts first."
                ).format(words=self._text.strip()[:60])
            )
            self._turn_to(3)
            return
        self.goals.show_goals(goals)
        self._turn_to(1)
        self._show_roads()

    def _look_for_hubs(self) -> None:
        """Count whose roads lead on; in a large network as a job, with the old ones shown."""
        if not introductions.has_many_links(self.many):
            self.hubs.show_hubs(introductions.hubs())
            return
        self.hubs.wait()
        if self._looking is not None:
            self._look_again = True  # what it counts has changed meanwhile
            return
        self._look_again = False
        self._looking = Job(_hubs)
        self._looking.succeeded.connect(self._show_hubs)
        self._looking.failed.connect(_is_a_bug)
        self._looking.ended.connect(self._after)
        self._looking.start()

    def _show_hubs(self, hubs: tuple[HubRow, ...]) -> None:
        self.hubs.show_hubs(hubs)

    def _after(self) -> None:
        self._looking = None
        if self._look_again:
            self._look_for_hubs()

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.setFocusProxy((self.hubs, self.goals, self._nothing, self._nobody)[place])

    def _go_on(self) -> None:
        """From the goal to the first person on the way there."""
        self.roads.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_roads(self) -> None:
        goal = self.goals.goal()
        if goal is not None:
            self.roads.show_roads(goal, introductions.roads(goal))


def _hubs(_progress: Progress) -> tuple[HubRow, ...]:
    with database.reader():
        return introductions.hubs()


def _is_a_bug(error: Exception) -> None:
    raise error


class _Goals(QListWidget):
    """What the words may mean; the chosen one stays chosen while it is among them."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def goal(self) -> Goal | None:
        item = self.currentItem()
        goal: Goal | None = item.data(_GOAL) if item is not None else None
        return goal

    def show_goals(self, goals: Sequence[Goal]) -> None:
        chosen = self.goal()
        self.blockSignals(True)
        self.clear()
        for goal in goals:
            item = QListWidgetItem(goal.words)
            item.setData(_GOAL, goal)
            self.addItem(item)
        self.setCurrentRow(goals.index(chosen) if chosen in goals else 0)
        self.blockSignals(False)
        self.setMaximumHeight(self.sizeHintForRow(0) * len(goals) + 2 * self.frameWidth() + 2)

    def texts(self) -> list[str]:
        """What it says, line by line."""
        return [self.item(row).text() for row in range(self.count())]

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
