"""What was written about a contact, when, in which step, and what it said before."""

from collections.abc import Sequence
from typing import ClassVar

from app import settings
from app.domain.people import HistoryRow
from app.i18n import _
from app.services import contacts
from ui.contacts import words
from ui.widgets.page import Page
from ui.widgets.table import Column, Table


class History(Page):
    """The journal of one contact, newest first."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"contact", "position", "channel", "role", "tag", "kept_property", "touch", "outreach",
         "need", "promise", "favor", "ask"}
    )  # fmt: skip

    def __init__(self, contact_id: str, name: str) -> None:
        super().__init__()
        self._id, self._name = contact_id, name
        zone = settings.your_zone()
        self.table = Table(
            [
                Column(_("When"), lambda row: words.moment(row.at, zone), width=24, quiet=True),
                Column(_("Step"), lambda row: row.label, width=20),
                Column(_("What"), lambda row: row.field, width=20, strong=True),
                Column(_("Before"), lambda row: _one_line(row.before), stretch=2),
                Column(_("After"), lambda row: _one_line(row.after), stretch=3),
            ],
            name=_("History"),
        )
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)

    def heading(self) -> str:
        return _("History of {name}").format(name=self._name)

    def refresh(self) -> None:
        self.table.set_source(_Lines(contacts.history(self._id)))


class _Lines:
    def __init__(self, rows: Sequence[HistoryRow]) -> None:
        self._rows = {row.id: row for row in rows}

    def ids(self) -> list[str]:
        return list(self._rows)

    def rows(self, ids: Sequence[str]) -> list[HistoryRow]:
        return [self._rows[row_id] for row_id in ids]


def _one_line(text: str) -> str:
    return " ".join(text.split())
