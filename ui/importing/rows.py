"""The list of what an import would do, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain import names
from app.i18n import _
from app.services.importing import Choice, ImportPlan, ImportRow, State
from ui.widgets.chip import Mark
from ui.widgets.table import Column

# What wants an answer first, then what is news, then what may be skipped in reading.
_ORDER: tuple[State, ...] = ("unsure", "changed", "new", "skipped", "same")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with the person's answer, where one is wanted."""

    row: ImportRow
    choice: Choice | None = None

    @property
    def id(self) -> str:
        """The row's."""
        return self.row.id

    @property
    def mark(self) -> Mark:
        """What becomes of the row, in a word."""
        if self.row.state == "unsure" and self.choice is not None:
            return Mark(answers()[self.choice], "calm")
        kind = {"unsure": "attention", "new": "calm", "changed": "calm"}
        return Mark(states()[self.row.state], kind.get(self.row.state, "plain"))

    @property
    def happens(self) -> str:
        """What would be written, or why nothing is."""
        row = self.row
        if row.state == "skipped":
            return row.why
        if row.state == "new":
            return row.why or _("Becomes a new contact.")
        if row.state == "unsure" and self.choice == "new":
            return _("Becomes a new contact.")
        if row.state == "unsure" and self.choice != "same":
            return _("May be {name}.").format(name=row.contact_name)
        if row.adds:
            return sentence(row.adds)
        return _("Nothing new.")

    @property
    def reason(self) -> str:
        """By what the row was matched."""
        return _capital(self.row.why) if self.row.contact_id else ""


class Rows:
    """A plan as a table reads it; `state` leaves only those rows."""

    def __init__(
        self, plan: ImportPlan, choices: Mapping[str, Choice], state: State | None = None
    ) -> None:
        self._rows = {row.id: row for row in plan.rows}
        self._choices = choices
        wanted = [row for row in plan.rows if state in (None, row.state)]
        wanted.sort(key=lambda row: _ORDER.index(row.state))
        self._ids = [row.id for row in wanted]

    def ids(self) -> Sequence[str]:
        """Every row, those that want an answer first."""
        return self._ids

    def rows(self, ids: list[str]) -> list[Shown]:
        """These rows."""
        return [Shown(self._rows[id_], self._choices.get(id_)) for id_ in ids]

    def next_open(self, after: str) -> str:
        """The next row that wants an answer, from the top again at the end; '' without any."""
        waiting = [
            id_
            for id_ in self._ids
            if self._rows[id_].state == "unsure" and id_ not in self._choices
        ]
        later = self._ids[self._ids.index(after) :] if after in self._ids else []
        found = set(waiting)
        return next((id_ for id_ in later if id_ in found), waiting[0] if waiting else "")


def sentence(adds: Sequence[str]) -> str:
    """What a contact would gain, as a sentence."""
    return _capital("; ".join(adds)) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def columns() -> list[Column]:
    """Who, what happens, how it stands, where in the file."""
    return [
        Column(
            _("Person"),
            lambda shown: shown.row.name or "—",
            subtitle=lambda shown: shown.row.work,
            initials=lambda shown: names.initials(shown.row.name),
            stretch=3,
            strong=True,
        ),
        Column(
            _("What happens"),
            lambda shown: shown.happens,
            subtitle=lambda shown: shown.reason,
            stretch=5,
        ),
        Column("", lambda _shown: "", chips=lambda shown: [shown.mark], width=16),
        Column(_("Where"), lambda shown: shown.row.where, width=22, quiet=True),
    ]


def states() -> dict[State, str]:
    """What each state is called on a chip."""
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unsure": _("unsure"),
        "same": _("in the book"),
        "skipped": _("skipped"),
    }


def answers() -> dict[Choice, str]:
    """What each answer is called on a chip."""
    return {
        "same": _("same person"),
        "new": _("somebody new"),
        "leave_out": _("left out"),
    }
