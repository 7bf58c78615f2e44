"""What the form and the debrief have in common: lines in cards, their errors, what was typed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.meetings.typed import plain, put_back
from ui.widgets.card import Card, Section
from ui.widgets.editor import Editor
from ui.widgets.form import Field, Form


class CardLines(QWidget):
    """Fields grouped in cards, in an order that Tab follows."""

    edited = Signal(str)  # the field a person just edited

    # Where the sentence for a field of the draft is shown, if not at a field of the same name.
    shown_at: ClassVar[Mapping[str, str]] = {}
    figures: ClassVar[int] = 84  # of a line, in figures

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Form] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, theme.GRID, theme.GRID)
        self._column.setSpacing(12)

    def editor(self, name: str) -> Any:
        """The editor of a field."""
        return self._forms[name].editor(name)

    def names(self) -> list[str]:
        """Every field, in the order of the form."""
        return list(self._forms)

    # What cannot be read, and what cannot be kept.

    def problems(self) -> dict[str, str]:
        """What was typed and cannot be read, by field."""
        found = {name: self.editor(name).problem() for name in self._forms}
        return {name: text for name, text in found.items() if text}

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Put each sentence under its field and go to the first of them."""
        placed: dict[str, str] = {}
        for name, text in errors.items():
            placed.setdefault(self.shown_at.get(name, name), text)
        # Each line goes to its own error; the first line of all has the last word.
        for name in reversed(self._forms):
            self._forms[name].show_errors({name: placed[name]} if name in placed else {})

    def show_error(self, name: str, text: str) -> None:
        """Say at once what is wrong in the field that a person is in; '' when nothing is."""
        self._forms[name].show_errors({name: text} if text else {})

    def errors(self) -> dict[str, str]:
        """The sentences a person sees now, by field."""
        return {name: text for form in self._forms.values() for name, text in form.errors().items()}

    def first_wrong(self) -> QWidget | None:
        """The first editor under which a sentence stands."""
        shown = self.errors()
        return next((self.editor(name) for name in self._forms if name in shown), None)

    # A form in progress.

    def typed(self) -> dict[str, Any]:
        """What stands in every field, readable or not, as plain data."""
        return {name: plain(self.editor(name)) for name in self._forms}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what stood in the fields; those that are no more are left out."""
        for name, value in typed.items():
            if name in self._forms:
                put_back(self.editor(name), value)

    # For the cards.

    def _fill(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self._forms[name].set_values({name: value})

    def _card(self, title: str) -> QVBoxLayout:
        card = Card()
        card.body.setSpacing(12)
        card.body.addWidget(Section(title))
        self._column.addWidget(card)
        return card.body

    def _field(self, name: str, label: str, editor: Editor, *, hint: str = "") -> Form:
        form = Form([Field(name, label, hint, editor)], width=self.figures)
        form.edited.connect(self.edited)
        self._forms[name] = form
        return form


def beside(*forms: QWidget) -> QHBoxLayout:
    """Lines next to each other, each with the same room."""
    across = QHBoxLayout()
    across.setSpacing(2 * theme.GRID)
    for form in forms:
        across.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
    return across
