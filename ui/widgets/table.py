"""Long lists: ids first, rows by page, the whole row painted by one delegate.

    table = Table([
        Column(_("Name"), lambda row: row.name, subtitle=lambda row: row.firm,
               initials=lambda row: row.initials, sort="name", stretch=3),
        Column(_("Last touch"), lambda row: row.last_touch, sort="touch", width=12),
    ])
    table.set_source(Source)                 # anything with ids() and rows(ids)
    table.activated.connect(self.open_card)  # the id, on Enter or double click
    table.sorted_by.connect(self.sort)       # the column's sort name, and whether backwards

A hundred thousand rows open at once: nothing is done per row before it is painted.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from ui.widgets.empty import Empty
from ui.widgets.row import Align, Column, Row, RowPainter, plain_columns
from ui.widgets.strip import HeaderStrip

__all__ = ["Align", "Column", "Row", "Source", "Table", "TableModel"]

PAGE = 64  # rows fetched together
KEPT_PAGES = 64
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Source(Protocol):
    """Where a table's rows come from."""

    def ids(self) -> Sequence[str]:
        """Every id, in the order of the list."""

    def rows(self, ids: list[str], /) -> Sequence[Any]:
        """The rows with these ids, each with an `id`, in any order; missing ones are gone."""


class TableModel(QAbstractTableModel):
    """One column of whole rows; Qt asks for what it paints, and only that is read."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._source: Source | None = None
        self._ids: Sequence[str] = ()
        self._pages: dict[int, dict[str, Any]] = {}

    def load(self, source: Source | None) -> None:
        """Show another source, or the same one read again."""
        self.beginResetModel()
        self._source = source
        self._ids = source.ids() if source is not None else ()
        self._pages.clear()
        self.endResetModel()

    def id(self, place: int) -> str:
        """The id of the row at this place, empty when there is none."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place(self, id_: str) -> int:
        """Where the row with this id stands, or -1."""
        try:
            return self._ids.index(id_)
        except ValueError:
            return -1

    def places(self, ids: Sequence[str]) -> list[int]:
        """Where the rows with these ids stand, in the order of the list; missing ones left out."""
        if len(ids) < 8:
            found = [self.place(id_) for id_ in ids]
        else:
            wanted = set(ids)
            found = [place for place, id_ in enumerate(self._ids) if id_ in wanted]
        return sorted(place for place in found if place >= 0)

    def row(self, place: int) -> Any:
        """The row at this place; None when it was deleted a moment ago."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            assert self._source is not None
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {row.id: row for row in self._source.rows(list(wanted))}
            while len(self._pages) >= KEPT_PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page.get(self._ids[place])

    def text(self, place: int) -> str:
        """The whole row in words, as a screen reader says it."""
        row = self.row(place)
        if row is None:
            return ""
        return ", ".join(filter(None, (column.words(row) for column in self._columns)))

    # Qt calls these.

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row())
        return None


class _View(QTableView):
    """Qt's table, told that its rows are all the same and that typing belongs to the search."""

    typed = Signal(str)
    entered_row = Signal()
    scroll_bar_took = Signal(int)  # pixels

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = self.width() - self.viewport().width() - 2 * self.frameWidth()
        self.scroll_bar_took.emit(max(0, taken))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Whoever comes here by keyboard acts on the row with the cursor: it is to be seen.
        choice = self.selectionModel()
        by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if by_keyboard and not choice.hasSelection() and self.currentIndex().isValid():
            choice.select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Select)

    def keyboardSearch(self, search: str) -> None:
        # Qt would read every row to find the letter; the page's search field does it better.
        if search.strip():
            self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The number pad's Enter comes with a modifier of its own.
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered_row.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # In a table these go to the first and last column; a list has only rows.
            down = event.modifiers() | Qt.KeyboardModifier.ControlModifier
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), down))
        else:
            super().keyPressEvent(event)


class Table(QWidget):
    """A windowed list with a strip of headings, selection that follows the id, an empty state."""

    activated = Signal(str)  # the id of the row a person opened
    selected = Signal()  # the selection is another
    sorted_by = Signal(str, bool)  # a column's sort name, backwards
    typed = Signal(str)  # letters typed into the list; a page may put them into the search

    def __init__(
        self,
        columns: Sequence[Column] | None = None,
        *,
        name: str = "",
        empty: Empty | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns) if columns is not None else plain_columns()
        self.model = TableModel(self._columns, self)
        self.view = _View(self)
        self._set_up_view()
        self.strip = HeaderStrip(self._columns)
        self.strip.sorted_by.connect(self.sorted_by)
        self.view.scroll_bar_took.connect(self.strip.leave_room)
        self._empty = empty
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        self._has_titles = any(column.title for column in self._columns)
        self.strip.setVisible(self._has_titles)
        column.addWidget(self.view, 1)
        if empty is not None:
            column.addWidget(empty, 1)
            empty.hide()
        self.setFocusProxy(self.view)
        self.set_name(name)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        self._painter = RowPainter(self._columns, view)
        view.setItemDelegate(self._painter)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.setMouseTracking(True)
        across = view.horizontalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down = view.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self._painter.height())
        view.doubleClicked.connect(lambda _index: self._activate())
        view.entered_row.connect(self._activate)
        view.typed.connect(self.typed)
        view.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    def set_name(self, name: str) -> None:
        """What a screen reader calls the list."""
        self.view.setAccessibleName(name)

    def set_source(self, source: Source) -> None:
        """Show these rows; what was selected stays selected where it is still there."""
        self._source = source
        self.reload()

    def reload(self) -> None:
        """Read the same source again."""
        chosen, current = self.selected_ids(), self.current_id()
        place = self.view.currentIndex().row()
        scrolled = self.view.verticalScrollBar().value()
        self.model.load(self._source)
        if self._empty is not None:
            nothing = self.model.rowCount() == 0
            self._empty.setVisible(nothing)
            self.view.setVisible(not nothing)
            self.strip.setVisible(self._has_titles and not nothing)
        if current and self.model.place(current) < 0:
            current = self.model.id(min(place, self.model.rowCount() - 1))
        kept = [self.model.id(place) for place in self.model.places(chosen)]
        if chosen and not kept:
            kept = [current]  # after a deletion the next row is chosen
        self.select(kept, current=current or self.model.id(0))
        self.view.verticalScrollBar().setValue(scrolled)

    def show_order(self, by: str, *, backwards: bool = False) -> None:
        """Say in the headings how the source is sorted."""
        self.strip.show_order(by, backwards=backwards)

    def ids(self) -> list[str]:
        """Every id, in the order shown."""
        return [self.model.id(place) for place in range(self.model.rowCount())]

    def rows(self) -> list[str]:
        """Every row in words; for tests, which look at what a person sees."""
        return [self.model.text(place) for place in range(self.model.rowCount())]

    def current_id(self) -> str:
        """The row with the cursor, or an empty text."""
        return self.model.id(self.view.currentIndex().row())

    def selected_ids(self) -> list[str]:
        """The chosen rows, in the order shown."""
        places = (index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.id(place) for place in sorted(places)]

    def select(self, ids: Sequence[str], *, current: str = "") -> None:
        """Choose these rows and put the cursor on one of them."""
        selection = QItemSelection()
        for place in self.model.places(ids):
            index = self.model.index(place, 0)
            selection.select(index, index)
        place = self.model.place(current or (ids[0] if ids else ""))
        model = self.view.selectionModel()
        if place >= 0:
            index = self.model.index(place, 0)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(index)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _activate(self) -> None:
        if id_ := self.current_id():
            self.activated.emit(id_)

    _source: Source
