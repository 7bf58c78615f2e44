"""The four lists of the page: where their rows come from, and their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app import settings
from app.domain import names
from app.domain.asks import AskRow, TimeAsked
from app.domain.favors import Balance, FavorRow
from app.domain.needs import NeedRow
from app.domain.promises import PromiseRow
from app.i18n import _
from app.services import asks, clock, favors, needs, promises, standing
from ui.favors import words
from ui.widgets.table import Column


@dataclass(frozen=True)
class Look:
    """What a list says of itself: its name, and what stands there while it is empty."""

    name: str
    icon: str
    empty: str


def looks() -> dict[str, Look]:
    """The lists, in the order of the switch."""
    return {
        "asks": Look(
            _("Asks"), "question",
            _("Nothing asked yet. One thing, a size, a date, and what you give for it."),
        ),
        "favors": Look(
            _("Favors"), "favors",
            _("No favors yet. A meeting that came by a referral writes down what it owes."),
        ),
        "needs": Look(
            _("Needs"), "needs",
            _("No needs yet. Ask “how can I help?”, and write down what you hear."),
        ),
        "promises": Look(
            _("Promises"), "check", _("Nothing promised, either way. That is a good place to be.")
        ),
    }  # fmt: skip


class Asks:
    """Open asks first, with the offer under each (P16)."""

    def __init__(self) -> None:
        self.text = ""

    def ids(self) -> Sequence[str]:
        return asks.ids(self.text)

    def rows(self, ids: list[str]) -> Sequence[AskRow]:
        return asks.rows(ids)

    def columns(self) -> list[Column]:
        return [
            _with(),
            Column(_("Ask"), lambda row: row.thing, subtitle=words.in_return, stretch=5),
            Column(_("Time, date"), lambda row: words.ask_size(row, clock.day()), stretch=3),
            Column(_("State"), lambda _row: "", chips=words.ask_marks, stretch=3),
        ]


class Favors:
    """The ledger, newest first; under each name how things stand (P21)."""

    def __init__(self) -> None:
        self.text = ""
        self._stand: dict[str, Balance] = {}

    def ids(self) -> Sequence[str]:
        return favors.ids(self.text)

    def rows(self, ids: list[str]) -> Sequence[FavorRow]:
        found = favors.rows(ids)
        self._stand |= standing.balances([row.contact_id for row in found])
        return found

    def columns(self) -> list[Column]:
        return [
            Column(
                _("With"), lambda row: row.name, subtitle=self._stands,
                initials=lambda row: names.initials(row.name), stretch=4, strong=True,
            ),
            Column(_("What for"), lambda row: row.what, subtitle=words.favor_detail, stretch=5),
            Column(_("When"), lambda row: words.day(row.on_date, clock.day()), width=12),
            Column(_("Which way"), lambda _row: "", chips=words.favor_marks, stretch=3),
        ]  # fmt: skip

    def _stands(self, row: FavorRow) -> str:
        first = row.name.split()[0]
        return self._stand.get(row.contact_id, Balance()).words(first)


class Needs:
    """Open needs, those looked at longest ago first; met ones at the end (P23)."""

    def __init__(self) -> None:
        self.text = ""

    def ids(self) -> Sequence[str]:
        return needs.ids(self.text, which="all")

    def rows(self, ids: list[str]) -> Sequence[NeedRow]:
        return needs.rows(ids)

    def columns(self) -> list[Column]:
        zone = settings.your_zone()
        return [
            _with(),
            Column(_("Need"), lambda row: row.text, stretch=5),
            Column(_("Heard"), lambda row: words.day(row.heard_on, clock.day()), width=12),
            Column(
                _("Last looked at"), lambda row: words.need_looked_at(row, zone), width=18
            ),
        ]  # fmt: skip


class Promises:
    """Both ways; open ones first, by the day they are due (B06)."""

    def __init__(self) -> None:
        self.text = ""
        self._found: dict[str, PromiseRow] = {}

    def ids(self) -> Sequence[str]:
        wanted = names.fold(self.text.casefold()).split()
        self._found = {
            row.id: row
            for row in promises.listing(kept=True)
            if all(word in names.fold(f"{row.name} {row.text}".casefold()) for word in wanted)
        }
        return list(self._found)

    def rows(self, ids: list[str]) -> Sequence[PromiseRow]:
        return [self._found[row_id] for row_id in ids]

    def columns(self) -> list[Column]:
        def due(row: PromiseRow) -> str:
            return words.day(row.due.isoformat() if row.due else "", clock.day())

        return [
            Column(
                _("With"), lambda row: row.name, initials=lambda row: names.initials(row.name),
                stretch=3, strong=True,
            ),
            Column(
                _("Promise"), lambda row: row.text, stretch=5,
                subtitle=lambda row: _("An introduction") if row.kind == "introduction" else "",
            ),
            Column(_("By"), due, width=12),
            Column(
                _("Whose"), lambda _row: "", stretch=3,
                chips=lambda row: words.promise_marks(row, clock.day()),
            ),
        ]  # fmt: skip


def remark(name: str, row: Any) -> str:
    """A sentence above a list: of its chosen row, or of the whole."""
    if name == "favors":
        return standing.overall()
    if name != "asks" or row is None:
        return ""
    days = settings.load().ask_window_days
    asked = asks.time_asked([row.contact_id]).get(row.contact_id, TimeAsked())
    first = row.name.split()[0]
    said = words.stands(first, standing.balance(row.contact_id), asked, days)
    return _("{name}: {what}").format(name=row.name, what=said) if said else ""


def _with() -> Column:
    return Column(
        _("With"), lambda row: row.name, subtitle=lambda row: row.organization,
        initials=lambda row: names.initials(row.name), stretch=3, strong=True,
    )  # fmt: skip
