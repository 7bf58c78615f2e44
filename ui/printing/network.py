"""The picture of the network in the window: all of it, or the way to somebody (P08, P42)."""

from PySide6.QtWidgets import QWidget

from app.domain.introductions import Goal, GoalKind
from app.errors import Invalid, NotFound
from app.i18n import _
from app.services import introductions, networks, opportunities
from app.services.networks import Wanted
from ui.printing.paper import Order, Paper, choose_people, drawn_by
from ui.widgets.editor import Entry
from ui.widgets.form import Field, Form
from ui.widgets.page import Page
from ui.widgets.picker import Picker

_OPENINGS = 4  # offered beside people and firms
_KINDS: tuple[GoalKind, ...] = ("person", "firm", "field")

_drawn = drawn_by(networks.pdf_of)


class NetworkPaper(Paper):
    """The whole network; or the ways to whom or what was picked, a firm or an opening too."""

    def __init__(self, page: Page, given: str = "") -> None:
        self.people_action = choose_people(page)
        super().__init__(page, self.people_action)
        self.form = Form(_fields(), width=64)
        self.form.edited.connect(lambda _name: self.edited.emit())
        self.card.body.addWidget(self.form)
        if given:
            self.form.set_values({"to": _given(given)})

    def heading(self) -> str:
        return _("Print the network")

    def first(self) -> QWidget:
        control: QWidget = self.form.editor("to").control()
        return control

    def order(self) -> Order | str | None:
        try:
            chosen = self.form.values()["to"]
        except Invalid as invalid:
            self.form.show_errors(invalid.errors)
            return _("Choose one of the names that appear, or leave the field empty.")
        self.form.show_errors({})
        if not chosen.id and not introductions.has_links():
            return _(
                "Nothing leads anywhere yet. Note on somebody’s card who sent you to them and "
                "whom they know; then they stand here."
            )
        return Order(_wanted(chosen), _drawn)


def as_given(goal: Goal) -> str:
    """How a goal is handed over to the page that prints the way to it."""
    return f"{goal.kind}:{goal.id}"


def _given(text: str) -> Entry:
    kind, _colon, what = text.partition(":")
    if kind != "person":
        return Entry(text, what)
    try:
        return Entry(text, networks.goal_to(what).text)
    except NotFound:
        return Entry()


def _fields() -> list[Field]:
    told = _("A person, a firm, a kind of work or an opening; empty for the whole network.")
    placeholder = _("the whole network")
    return [Field("to", _("The way &to"), told, Picker(_goals, placeholder=placeholder))]


def _goals(text: str) -> list[Entry]:
    """What somebody may mean who types this; the id says what kind of thing it is."""
    if not text.strip():
        return []
    found = [Entry(as_given(goal), goal.text, _kind(goal)) for goal in introductions.goals(text)]
    openings = opportunities.listing(text, _OPENINGS)
    return found + [Entry(f"opening:{row.id}", row.title, row.organization) for row in openings]


def _kind(goal: Goal) -> str:
    if goal.kind == "firm":
        return _("somebody at this firm")
    return goal.subtitle if goal.kind == "person" else _("somebody who knows about it")


def _wanted(chosen: Entry) -> Wanted:
    kind, _colon, what = chosen.id.partition(":")
    if kind == "opening":
        return Wanted(opening=what)
    found: GoalKind | None = next((one for one in _KINDS if one == kind), None)
    return Wanted(Goal(found, what, chosen.text) if found else None)
