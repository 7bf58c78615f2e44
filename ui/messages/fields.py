"""What a message is made of on the screen: to whom, how it goes out, its subject, its words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.people import touch_names
from app.i18n import _
from app.services import directory
from ui import theme
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice
from ui.widgets.form import Field, Form
from ui.widgets.marked import MarkedLine, MarkedText
from ui.widgets.picker import Picker

WAYS = ("mail", "message", "letter")  # in which words that were written can go out


class MessageFields(QWidget):
    """The form; an introduction asks for the second person, too."""

    edited = Signal(str)  # the name of the field a person just edited

    def __init__(self, kind: str) -> None:
        super().__init__()
        introduces, read_as = (
            kind == "introduction",
            "report" if kind == "report_back" else "message",
        )
        ways = [(kind, text) for kind, text in touch_names().items() if kind in WAYS]
        self._to = Choice([("", _("No e-mail address in the book"))])
        other = [Field("other", _("Intro&duce to"), editor=Picker(_people))] if introduces else []
        self.form = Form(
            [
                *other,
                Field("to", _("&To"), editor=self._to),
                Field("channel", _("Sent &as"), editor=Choice(ways)),
                Field("subject", _("Su&bject"), editor=MarkedLine(kind=read_as)),
                Field("body", _("&Message"), editor=MarkedText(kind=read_as, lines=14, most=26)),
            ]
        )
        self.form.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.addWidget(self.form)
        column.addStretch(1)

    def fill(self, to: Sequence[str], subject: str, body: str, stage: str) -> None:
        """Show a draft, in a thread that has come so far."""
        for name in ("subject", "body"):
            self.form.editor(name).set_stage(stage)
        box = self._to.box
        box.clear()
        for address in to:
            box.addItem(address, address)
        if not to:
            box.addItem(_("No e-mail address in the book"), "")
        self.form.set_values(
            {"channel": "mail" if to else "message", "subject": subject, "body": body}
        )

    def introduce(self, other: Entry) -> None:
        """Show who the second person of an introduction is."""
        if "other" in self.form.names():
            self.form.editor("other").set_value(other)

    def retype(self, typed: dict[str, Any]) -> None:
        """Show again what was typed and kept."""
        for name in ("to", "channel", "subject", "body"):
            if isinstance(typed.get(name), str):
                self.form.editor(name).set_value(typed[name])

    def value(self, name: str) -> Any:
        """What stands in a field."""
        return self.form.editor(name).value()

    def typed(self) -> dict[str, Any]:
        """What stands in it, to be kept."""
        return {name: self.value(name) for name in ("to", "channel", "subject", "body")}


def _people(text: str) -> list[Entry]:
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]
