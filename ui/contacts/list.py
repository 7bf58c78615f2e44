"""The list of contacts: searched as one types, sorted, filtered, whatever their number."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, Literal, cast

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QAction, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import settings
from app.domain import names
from app.domain.people import ContactRow
from app.errors import AppError
from app.i18n import _, ngettext
from app.services import clock, directory
from ui import state
from ui.actions import action
from ui.contacts import words
from ui.contacts.filters import FilterBar, Filters
from ui.widgets.empty import Empty
from ui.widgets.page import Page
from ui.widgets.row import Align
from ui.widgets.table import Column, Table

FIRST_PAGE = 64  # rows in the first picture; the others follow it
Sort = Literal["name", "organization", "last_touch"]
_SORTS: tuple[Sort, ...] = ("name", "organization", "last_touch")
Keys = QKeySequence.StandardKey


def columns(now: datetime, zone: str) -> list[Column]:
    """What the list shows of each contact."""
    return [
        Column(
            _("Name"), lambda row: row.name, subtitle=lambda row: row.title,
            initials=lambda row: names.initials(row.name), sort="name", stretch=5, strong=True,
        ),
        Column(_("Firm"), lambda row: row.organization, sort="organization", stretch=4),
        Column(_("Stage"), lambda _row: "", chips=words.marks, stretch=4),
        Column(_("Tags"), lambda row: row.tags, stretch=3, quiet=True, spare=True),
        Column(
            _("Last contact"), lambda row: words.ago(row.last_touch, now, zone),
            sort="last_touch", width=13, quiet=True, align=Align.AlignTrailing,
        ),
    ]  # fmt: skip


class People:
    """Contacts as a source for the table."""

    def __init__(
        self, search: str, filters: Filters, sort: Sort, *, descending: bool, limit: int = -1
    ) -> None:
        self._search, self._filters, self._limit = search, filters, limit
        self._sort, self._descending = sort, descending

    def ids(self) -> list[str]:
        return directory.ids(
            self._search, **self._filters, sort=self._sort, descending=self._descending,
            limit=self._limit,
        )  # fmt: skip

    def rows(self, ids: Sequence[str]) -> list[ContactRow]:
        return directory.rows(ids)


class ContactList(Page):
    """Everybody in the book."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "organization", "position", "role", "tag", "touch", "outreach", "meeting",
         "meeting_person", "promise", "favor", "channel", "need"}
    )  # fmt: skip
    searches = True

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._complete = False  # whether more than the first page was read
        self._sort: Sort = "name"
        self._backwards = False
        self._meant = ""
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._read_all)
        self._make_actions()
        self.filters = FilterBar()
        self.filters.changed.connect(self._show)
        self.table = Table(columns(clock.moment(), settings.load().your_zone), name=_("Contacts"))
        self.table.show_order("name")
        self.table.activated.connect(lambda contact_id: self.open_card("contact", contact_id))
        self.table.selected.connect(self._enable)
        self.table.sorted_by.connect(self._sort_by)
        self.table.typed.connect(self.searched)
        for act in self.page_actions()[1:]:
            self.table.view.addAction(act if act is not None else _line(self))
        self._nobody = Empty(
            "contacts",
            _(
                "Nobody is in your book yet. Begin with somebody you know well: "
                "a name and one line is enough."
            ),
            self.add_action,
            self.import_action,
        )
        self._nothing = Empty("search", "", self.correct_action, self.clear_action)
        self._stack = QStackedWidget()
        for widget in (self.table, self._nobody, self._nothing):
            self._stack.addWidget(widget)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        self._recall_order()

    def _make_actions(self) -> None:
        self.add_action = action(self, _("&Add contact"), self.add, icon="add", shortcut="Ctrl+N")
        self.open_action = action(self, _("&Open"), self.open_selected, icon="person")
        self.edit_action = action(
            self, _("&Edit"), self.edit_selected, icon="edit", shortcut="Ctrl+E"
        )
        self.meet_action = action(
            self, _("New &meeting"), self.meet_selected, icon="meetings", shortcut="Ctrl+M"
        )
        self.reach_action = action(
            self, _("New o&utreach"), self.reach_out_to_selected, icon="pipeline"
        )
        self.delete_action = action(
            self, _("&Delete"), self.delete_selected, icon="trash", shortcut=Keys.Delete
        )
        self.merge_action = action(self, _("Mer&ge…"), self.merge_selected, icon="persons")
        self.calls_action = action(self, _("Call &list…"), self.list_calls, icon="print")
        self.filter_action = action(
            self, _("&Filter the list"), self.focus_filters, icon="filter", shortcut="Ctrl+Shift+F"
        )
        self.import_action = action(
            self, _("&Import contacts"), lambda: self.go_to("importing"), icon="import",
            name="import_contacts",
        )  # fmt: skip
        self.correct_action = action(self, "", self.correct_search)
        self.correct_action.setVisible(False)
        self.clear_action = action(self, _("Show everybody"), self.show_everybody)

    # What the window asks.

    def heading(self) -> str:
        return _("Contacts")

    def main_action(self) -> QAction:
        return self.add_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (
            self.add_action, self.open_action, self.edit_action, None, self.meet_action,
            self.reach_action, self.calls_action, None, self.merge_action, self.delete_action,
        )  # fmt: skip

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def refresh(self) -> None:
        if not self._complete:
            self._show(limit=FIRST_PAGE)
        else:
            self.filters.show_tags(directory.tag_names())
            self._show()

    def is_complete(self) -> bool:
        """Whether the whole list was read, and not only the first picture of it."""
        return self._complete

    # What a person can do here.

    def list_calls(self) -> None:
        """Print the chosen people as a list of calls to make in one sitting (P44)."""
        self.open_card("call_list", ",".join(self.table.selected_ids()))

    def add(self) -> None:
        """Write down somebody new."""
        self.open_card("new_contact")

    def open_selected(self) -> None:
        """Open the card of the chosen contact."""
        self._with_current(lambda contact_id: self.open_card("contact", contact_id))

    def edit_selected(self) -> None:
        """Open the form of the chosen contact."""
        self._with_current(lambda contact_id: self.open_card("contact_form", contact_id))

    def meet_selected(self) -> None:
        """Plan a meeting with the chosen contact."""
        self._with_current(lambda contact_id: self.open_card("new_meeting", contact_id))

    def reach_out_to_selected(self) -> None:
        """Begin an outreach to the chosen contact."""
        self._with_current(lambda contact_id: self.open_card("new_outreach", contact_id))

    def delete_selected(self) -> None:
        """Delete the chosen contacts; undo brings them back."""
        from app.services import contacts  # not before the first picture

        try:
            contacts.delete(self.table.selected_ids())
        except AppError as refusal:
            self.say(str(refusal), "warning")

    def merge_selected(self) -> None:
        """Make one contact of the two chosen ones; undo makes two of them again."""
        from app.services import contacts, referrals  # not before the first picture
        from ui import dialogs

        one, other = directory.rows(self.table.selected_ids())
        sent = any(
            {row.from_id, row.to_id} == {one.id, other.id} for row in referrals.around(one.id)
        )
        told = _("Everything of the other goes to this one. You can undo it.")
        if sent:
            told = _("One of them sent you to the other: are they one person? {told}").format(
                told=told
            )
        verbs = [_("Keep “{name}”").format(name=row.name[:60]) for row in (one, other)]
        if one.name == other.name:
            verbs = [
                f"{verb}, {row.organization or _('no firm')}"
                for verb, row in zip(verbs, (one, other), strict=True)
            ]
        place = dialogs.choose(self, _("Which of the two stays?"), verbs, detail=told)
        if place is None:
            return
        try:
            contacts.merge(*((one.id, other.id) if place == 0 else (other.id, one.id)))
        except AppError as refusal:
            self.say(str(refusal), "warning")

    def focus_filters(self) -> None:
        """Put the cursor into the filters."""
        self.filters.setFocus()

    def correct_search(self) -> None:
        """Search for what was probably meant."""
        meant, self._meant = self._meant, ""
        self.corrected.emit(meant)

    def show_everybody(self) -> None:
        """Take away the filters and the search."""
        self.filters.clear()
        self.corrected.emit("")

    # Showing.

    def _show(self, *, limit: int = -1) -> None:
        self.table.set_source(
            People(
                self._text, self.filters.values(), self._sort,
                descending=self._backwards, limit=limit,
            )
        )  # fmt: skip
        found = self.table.model.rowCount()
        self._stack.setCurrentWidget(self.table)
        self.filters.show()
        if not found:
            self._show_nothing()
        if limit < 0:
            self._show_count(found)
        self._enable()

    def _read_all(self) -> None:
        """After the first picture: the whole list, the tags, the count."""
        if not self._complete:
            self._complete = True
            self.filters.show_tags(directory.tag_names())
            self._show()

    def _show_nothing(self) -> None:
        if not self._text and not self.filters.is_set():
            self._stack.setCurrentWidget(self._nobody)
            self.filters.hide()
            return
        self._meant = "" if self.filters.is_set() else directory.did_you_mean(self._text)
        self.correct_action.setText(_("Did you mean “{words}”?").format(words=self._meant))
        self.correct_action.setVisible(bool(self._meant))
        if self.filters.is_set():
            self._nothing.say(_("Nobody fits these filters."))
        else:
            shown = self._text if len(self._text) < 60 else f"{self._text[:60]}…"
            self._nothing.say(_("Nobody is found for “{words}”.").format(words=shown.strip()))
        self._stack.setCurrentWidget(self._nothing)

    def _show_count(self, found: int) -> None:
        if self._text and found >= directory.FOUND_LIMIT:
            told = _("{n} found, type more to narrow").format(n=_number(found))
        elif self._text or self.filters.is_set():
            told = ngettext("{n} found", "{n} found", found).format(n=_number(found))
        else:
            told = ngettext("{n} contact", "{n} contacts", found).format(n=_number(found))
        self.filters.count.setText(told if found else "")

    def _sort_by(self, by: str, backwards: bool) -> None:
        self._sort, self._backwards = cast("Sort", by), backwards
        state.keep("contacts/order", f"{by} {'down' if backwards else 'up'}")
        self._show()

    def _recall_order(self) -> None:
        by, _blank, way = state.kept("contacts/order").partition(" ")
        if by in _SORTS:
            self._sort, self._backwards = by, way == "down"
            self.table.show_order(by, backwards=self._backwards)

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._complete and not self._rest.isActive():
            self._rest.start()

    # What it is made of.

    def _with_current(self, then: Callable[[str], None]) -> None:
        if contact_id := self.table.current_id():
            then(contact_id)

    def _enable(self) -> None:
        chosen = len(self.table.selected_ids()) if self.table.current_id() else 0
        for act in (self.open_action, self.edit_action, self.meet_action, self.reach_action):
            act.setEnabled(chosen == 1)
        self.merge_action.setEnabled(chosen == 2)
        for act in (self.delete_action, self.calls_action):
            act.setEnabled(chosen > 0)


def _line(owner: QWidget) -> QAction:
    """A line in a menu."""
    made = QAction(owner)
    made.setSeparator(True)
    return made


def _number(count: int) -> str:
    return QLocale().toString(count)
