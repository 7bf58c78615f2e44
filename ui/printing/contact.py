"""The contact sheet in the window: whose it is, and whether your own notes are on it (P11, P18)."""

from PySide6.QtWidgets import QWidget

from app.errors import Invalid
from app.i18n import _
from app.services import contact_sheets, directory
from app.services.contact_sheets import Wanted
from ui.printing.paper import Order, Paper, choose_people, drawn_by
from ui.widgets.editor import Entry
from ui.widgets.editors import Check
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.picker import Picker

_drawn = drawn_by(contact_sheets.pdf_of)


class ContactPaper(Paper):
    """Somebody picked by name; private notes are chosen for each print, and never remembered."""

    def __init__(self, page: Page, given: str = "") -> None:
        self.people_action = choose_people(page)
        super().__init__(page, self.people_action)
        self.form = Form(_fields(), width=64)
        self.form.edited.connect(lambda _name: self.edited.emit())
        self.card.body.addWidget(self.form)
        for row in directory.rows([given] if given else []):
            self.form.set_values({"contact": Entry(row.id, row.name, row.organization)})

    def heading(self) -> str:
        return _("Print the contact sheet")

    def first(self) -> QWidget:
        control: QWidget = self.form.editor("contact").control()
        return control

    def forget_private(self) -> bool:
        chosen = bool(self.form.editor("private").value())
        self.form.set_values({"private": False})
        return chosen

    def order(self) -> Order | str | None:
        try:
            values = self.form.values()
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
            return _("Whose sheet is it? Type a name at the left.")
        self.form.show_errors({})
        chosen = values["contact"]
        if not chosen.id:
            return _("Whose sheet is it? Type a name at the left.")
        if not directory.rows([chosen.id]):
            return _("This contact was deleted meanwhile.")
        return Order(Wanted(chosen.id, values["private"]), _drawn)


def _fields() -> list[Field]:
    return [
        Field("contact", _("Wh&o"), "", Picker(_people)),
        Field(
            "private",
            _("With &your private notes"),
            _("In a frame of their own. For this print only; it is not remembered."),
            Check(),
        ),
    ]


def _people(text: str) -> list[Entry]:
    return [Entry(one.id, one.name, one.organization) for one in directory.choices(text)]
