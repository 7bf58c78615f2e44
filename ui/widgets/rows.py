"""Several of the same: e-mails, phones, positions. Add, remove and reorder by keyboard."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from ui import icons, theme
from ui.actions import icon_button
from ui.widgets.editor import Editor


class Rows(Editor):
    """A list of small forms: `list[dict]`, one dict per row that is not empty.

        Rows(lambda: [Field("kind", _("Kind"), editor=Choice(KINDS)), Field("value", _("Number"))],
             add=_("Add a phone"))

    Enter goes to the next row, and makes it behind the last; in an empty one it goes on. Alt+Up and
    Alt+Down move the row with the cursor, Alt+Delete takes it out, so that Tab goes from line to
    line and stops at no small button. A row is empty when all its lines are.
    Keys of a value that have no field (an id) are kept with their row. With `per_line`, a row has
    several lines of so many fields.
    """

    def __init__(
        self, fields: "Callable[[], Sequence[Any]]", *, add: str, per_line: int = 99
    ) -> None:
        super().__init__()
        self._fields, self._per_line = fields, per_line
        self._rows: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self._add = QPushButton(icons.icon("add"), add)
        theme.role(self._add, "quiet")
        self._add.clicked.connect(self._add_by_hand)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self._add)

    def value(self) -> list[dict[str, Any]]:
        return [row.value() for row in self._rows if not row.is_empty()]

    def set_value(self, value: Any) -> None:
        for row in list(self._rows):
            self._drop(row)
        for given in value or ():
            self._append(given)
        self._mend_tab_order()

    def focus_first(self) -> None:
        """Put the cursor into the first row, or on the button that adds one."""
        first: QWidget = next(iter(self._rows[0].editors.values())) if self._rows else self._add
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, sentence: str) -> None:
        """Put the cursor into the row that a sentence about these rows quotes, or the first."""
        for row in self._rows:
            for editor in row.editors.values():
                value = editor.value()
                if isinstance(value, str) and value and value[:60] in sentence:
                    editor.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.focus_first()

    def problem(self) -> str:
        return next((text for row in self._rows if (text := row.problem())), "")

    def name(self, label: str, description: str = "") -> None:
        super().name(f"{label}: {self._add.text()}", description)

    def _append(self, given: dict[str, Any]) -> "_Line":
        row = _Line(self._fields(), given, self._per_line)
        row.up.clicked.connect(lambda: self._move(row, -1))
        row.down.clicked.connect(lambda: self._move(row, 1))
        row.remove.clicked.connect(lambda: self._remove_by_hand(row))
        for keys, do in (
            ("Alt+Up", lambda: self._move(row, -1)),
            ("Alt+Down", lambda: self._move(row, 1)),
            ("Alt+Delete", lambda: self._remove_by_hand(row)),
        ):
            shortcut = QShortcut(QKeySequence(keys), row)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        for editor in row.editors.values():
            editor.edited.connect(self.edited)
            if hasattr(editor, "line"):
                editor.line.returnPressed.connect(lambda: self._go_on(row))
            elif hasattr(editor, "box"):  # Enter says nothing to a closed list of choices
                enter = QShortcut(QKeySequence(Qt.Key.Key_Return), editor.box)
                enter.setContext(Qt.ShortcutContext.WidgetShortcut)
                enter.activated.connect(lambda: self._go_on(row))
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        row.show()  # at once, or it could not take the focus
        self._show_moves()
        return row

    def _add_by_hand(self) -> None:
        row = self._append({})
        self._mend_tab_order()
        next(iter(row.editors.values())).setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _go_on(self, row: "_Line") -> None:
        """Enter: to the row below, to a new one behind the last; from an empty one, on."""
        place = self._rows.index(row) + 1
        if place < len(self._rows):
            self._rows[place].focus_first()
        elif row.is_empty():
            self._add.setFocus(Qt.FocusReason.TabFocusReason)
            self.focusNextChild()
        else:
            self._add_by_hand()

    def _remove_by_hand(self, row: "_Line") -> None:
        place = self._rows.index(row)
        self._drop(row)
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].focus_first()
        else:
            self._add.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _drop(self, row: "_Line") -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._show_moves()

    def _move(self, row: "_Line", step: int) -> None:
        place = self._rows.index(row)
        goal = place + step
        if not 0 <= goal < len(self._rows):
            return
        with_focus = self.window().focusWidget()
        self._rows.insert(goal, self._rows.pop(place))
        self._column.removeWidget(row)
        self._column.insertWidget(goal, row)
        self._mend_tab_order()
        if with_focus is not None:
            with_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show_moves(self) -> None:
        """One row alone has nowhere to go."""
        for row in self._rows:
            row.up.setVisible(len(self._rows) > 1)
            row.down.setVisible(len(self._rows) > 1)

    def _mend_tab_order(self) -> None:
        """Rows stand between what came before them and the button, whenever they were made."""
        chain = [control for row in self._rows for control in row.controls()] + [self._add]
        before = self._add.previousInFocusChain()
        while before and before is not self._add and (before in chain or not _takes_tab(before)):
            before = before.previousInFocusChain()
        if before and before is not self._add:
            chain.insert(0, before)
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there; a widget that passes the keys on is none to stand behind."""
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusProxy() is None and (widget.focusPolicy() & tab) == tab


class _Line(QWidget):
    """One row: its editors side by side, then up, down, remove."""

    def __init__(self, fields: Sequence[Any], given: dict[str, Any], per_line: int) -> None:
        super().__init__()
        from ui.widgets.editors import Line

        self._given = dict(given)
        self.editors: dict[str, Editor] = {}
        self._empty: dict[str, Any] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        down = QVBoxLayout()
        down.setSpacing(theme.GRID // 2)
        across.addLayout(down, 1)
        for number, field in enumerate(fields):
            if number % per_line == 0:
                line = QHBoxLayout()
                line.setSpacing(theme.GRID)
                down.addLayout(line)
            editor = field.editor if field.editor is not None else Line()
            label = field.label.replace("&", "")
            editor.name(label, field.hint)
            if hasattr(editor, "line") and not editor.line.placeholderText():
                editor.line.setPlaceholderText(label)
            self._empty[field.name] = editor.value()
            if field.name in given:
                editor.set_value(given[field.name])
            self.editors[field.name] = editor
            line.addWidget(editor, int(hasattr(editor, "line") or hasattr(editor, "text")))
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.remove = icon_button("trash", _("Remove (Alt+Delete)"))
        for button in (self.up, self.down, self.remove):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> dict[str, Any]:
        return self._given | {name: editor.value() for name, editor in self.editors.items()}

    def is_empty(self) -> bool:
        """Whether nothing was said in it; a kind chosen beforehand does not count."""
        return not any(
            value and value != self._empty[name]
            for name, value in ((name, editor.value()) for name, editor in self.editors.items())
        )

    def problem(self) -> str:
        return next((text for e in self.editors.values() if (text := e.problem())), "")

    def controls(self) -> list[QWidget]:
        return [editor.control() for editor in self.editors.values()]

    def focus_first(self) -> None:
        """Put the cursor into its first editor."""
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.TabFocusReason)
