"""Forms: a list of fields, each a label, an editor, a hint, and room for what is wrong.

    form = Form([
        Field("name", _("&Name")),
        Field("notes", _("N&otes"), editor=Text(), hint=_("What you would like to remember.")),
    ])
    form.set_values({"name": row.name})
    try:
        contacts.add(ContactDraft(**form.values()))
    except Invalid as refusal:
        form.show_errors(refusal.errors)

`values()` itself raises `Invalid` when something typed cannot be read, a date for instance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.errors import Invalid
from ui import theme
from ui.widgets.card import Section
from ui.widgets.editor import Editor
from ui.widgets.editors import Check, Line


@dataclass(frozen=True)
class Field:
    """One question of a form. `&` in the label marks the letter that jumps there with Alt.

    `heading` stands above it where another group of questions begins.
    """

    name: str
    label: str
    hint: str = ""
    editor: Editor | None = None  # a line when not said
    heading: str = ""


class Form(QWidget):
    """Fields under one another; more than a list of them is better laid out by hand."""

    edited = Signal(str)  # the name of the field a person just edited

    def __init__(
        self, fields: Sequence[Field], *, width: int = 84, parent: QWidget | None = None
    ) -> None:
        """`width` counts in figures; longer lines are hard to read."""
        super().__init__(parent)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * width)
        self._parts = {field.name: _Part(field) for field in fields}
        self._touched = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * theme.GRID)
        self._rest = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._rest, "error")
        self._rest.hide()
        self._column.addWidget(self._rest)
        for name, part in self._parts.items():
            if part.heading:
                self._column.addSpacing(2 * theme.GRID)
                self._column.addWidget(Section(part.heading))
            self._column.addWidget(part)
            part.editor.edited.connect(lambda name=name: self._on_edit(name))

    def names(self) -> list[str]:
        """The fields, from top to bottom."""
        return list(self._parts)

    def editor(self, name: str) -> Any:
        """The editor of a field."""
        return self._parts[name].editor

    def values(self) -> dict[str, Any]:
        """What stands in the form; raises `Invalid` where something cannot be read."""
        problems = {name: part.editor.problem() for name, part in self._parts.items()}
        if errors := {name: text for name, text in problems.items() if text}:
            raise Invalid(errors)
        return {name: part.editor.value() for name, part in self._parts.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill in what is known; fields that are not named stay as they are."""
        for name, value in values.items():
            if name in self._parts:
                self._parts[name].editor.set_value(value)
        self._touched = False
        self.show_errors({})

    def is_edited(self) -> bool:
        """Whether a person typed since the form was filled in."""
        return self._touched

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Put each message under its field and go to the first; an empty mapping clears them."""
        for name, part in self._parts.items():
            part.show_error(errors.get(name, ""))
        others = [text for name, text in errors.items() if name not in self._parts]
        self._rest.setText("\n".join(others))
        self._rest.setVisible(bool(others))
        for name, part in self._parts.items():
            if errors.get(name):
                part.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def errors(self) -> dict[str, str]:
        """The messages a person sees now."""
        shown = {name: part.error() for name, part in self._parts.items() if part.error()}
        if not self._rest.isHidden():
            shown[""] = self._rest.text()
        return shown

    def _on_edit(self, name: str) -> None:
        self._touched = True
        self._parts[name].show_error("")
        self.edited.emit(name)


class _Part(QWidget):
    """Label, editor, hint and error of one field."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.editor = field.editor if field.editor is not None else Line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if isinstance(self.editor, Check) and not self.editor.box.text():
            self.editor.box.setText(field.label)
        else:
            label = QLabel(field.label, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            theme.role(label, "strong")
            label.setBuddy(self.editor.control())
            column.addWidget(label)
        column.addWidget(self.editor)
        self._hint = QLabel(field.hint, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._hint, "small")
        column.addWidget(self._hint)
        self._hint.setVisible(bool(field.hint))  # not earlier: without a parent it is a window
        self._error = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self._error, "error")
        self._error.hide()
        column.addWidget(self._error)
        self._name()

    @property
    def heading(self) -> str:
        return self._field.heading

    def error(self) -> str:
        return "" if self._error.isHidden() else self._error.text()

    def show_error(self, text: str) -> None:
        if text == self.error():
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.mark_wrong(bool(text))
        self._name()
        if text:
            event = QAccessibleEvent(self.editor.control(), QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _name(self) -> None:
        told = ". ".join(filter(None, (self.error(), self._field.hint)))
        self.editor.name(self._field.label.replace("&", ""), told)
