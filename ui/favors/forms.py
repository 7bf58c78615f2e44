"""The forms: a line of what was asked, given, needed or promised, new or known."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain import favors as favor_rules
from app.domain.asks import AskDraft
from app.domain.favors import FavorDraft
from app.domain.promises import PromiseDraft
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import asks, clock, directory, favors, needs, promises, wording
from ui import theme
from ui.actions import action
from ui.favors.warned import Warned
from ui.pipeline.typed import Typed
from ui.widgets.card import Card
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line
from ui.widgets.form import Field, Form
from ui.widgets.marked import MarkedLine
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scroll

Keys = QKeySequence.StandardKey


class LineForm(Page):
    """One line between you and somebody. What is typed is kept until it is saved or thrown away."""

    noun = ""

    def __init__(self, row_id: str = "", *, contact_id: str = "") -> None:
        super().__init__()
        self._id = row_id
        self.save_action = action(self, _("&Save"), self.save, icon="save", shortcut=Keys.Save)
        self.discard_action = action(self, _("Throw away what was typed"), self.discard)
        self.form = Form([self.whom(), *self.fields()])
        self._lay_out()
        self._begin(contact_id)

    # What each form says of itself.

    def whom(self) -> Field:
        """Who the other one is."""
        return Field("contact", _("&With whom"), "", Picker(_find_people))

    def fields(self) -> list[Field]:
        """What is asked besides whom."""
        raise NotImplementedError

    def read(self, row_id: str) -> Mapping[str, Any]:
        """What the book says; `contact` is an id. Raises `NotFound`."""
        raise NotImplementedError

    def write(self, row_id: str, contact_id: str, values: Mapping[str, Any]) -> None:
        """Keep it: a new line where there is no id."""
        raise NotImplementedError

    # What the window asks.

    def main_action(self) -> QAction:
        return self.save_action

    def page_actions(self) -> Sequence[QAction | None]:
        return (self.save_action, None, self.discard_action)

    def may_close(self) -> bool:
        if self.form.is_edited():
            self._typed.keep()
        return True

    # What a person can do here.

    def save(self) -> None:
        """Keep it in the book and go back."""
        try:
            values = self.form.values()
            self.write(self._id, values["contact"].id, values)
        except Invalid as refusal:
            self.form.show_errors(refusal.errors)
        except AppError as problem:
            self.say(str(problem), "warning")
        else:
            self._typed.forget()
            self.closed.emit()

    def discard(self) -> None:
        """Go back to what the book says; what was typed since is given up."""
        self._typed.forget()
        self.closed.emit()

    def contact(self) -> str:
        """The id of whom it is about, '' while nobody is chosen."""
        entry: Entry = self.form.editor("contact").value()
        return entry.id

    def _begin(self, contact_id: str) -> None:
        values: Mapping[str, Any] = {"contact": contact_id} if contact_id else {}
        if self._id:
            try:
                values = self.read(self._id)
            except AppError as gone:
                self.say(str(gone), "warning")
        if values:
            self.form.set_values({**values, "contact": _entry(values["contact"])})
        key = f"{self.noun}:{self._id or f'new:{contact_id}'}"
        self._typed = Typed(key, [(self.form, self.form.names())], self)
        self._typed.failed.connect(lambda text: self.say(text, "warning"))
        if self._typed.bring_back():
            self.say(
                _("What you typed before is back; it is not saved yet."), action=self.discard_action
            )
        first = self.form.names()[1 if self.contact() else 0]
        self.setFocusProxy(self.form.editor(first).control())

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(*[3 * theme.GRID] * 4)
        card.body.setSpacing(2 * theme.GRID)
        card.body.addWidget(self.form)
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 76)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, theme.GRID, 0)
        across.addWidget(card, 3, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self.body.addWidget(Scroll(inner), 1)
        self.card = card


class AskForm(LineForm):
    """An ask with its offer; what speaks against it is said before it is saved (P15, P16, P21)."""

    noun = "ask"

    def __init__(self, row_id: str = "", *, contact_id: str = "") -> None:
        self.warned = Warned()
        super().__init__(row_id, contact_id=contact_id)
        self.card.body.insertWidget(0, self.warned)
        self.form.edited.connect(self._follow)
        self._follow("contact")

    def heading(self) -> str:
        return _("Ask") if self._id else _("New ask")

    def whom(self) -> Field:
        return Field("contact", _("&Whom you ask"), "", Picker(_find_people))

    def fields(self) -> list[Field]:
        return [
            Field("thing", _("Wh&at you ask"), _("One thing they can say yes to."),
                  MarkedLine(_("A look at the first page of my résumé"), kind="ask")),
            Field("size", _("How much of their &time"), "",
                  MarkedLine(_("15 minutes, by mail"), kind="ask")),
            Field("wanted_by", _("Wanted &by"), "", Date(today=clock.day)),
            Field("offer", _("What you &offer in exchange"),
                  _("You will mostly need more than you can give; a little is enough."),
                  MarkedLine(_("The comparison I made last spring"), kind="offer")),
        ]  # fmt: skip

    def read(self, row_id: str) -> Mapping[str, Any]:
        draft = asks.draft_of(row_id)
        return {
            "contact": draft.contact_id, "thing": draft.thing, "size": draft.size,
            "wanted_by": draft.wanted_by, "offer": draft.offer,
        }  # fmt: skip

    def write(self, row_id: str, contact_id: str, values: Mapping[str, Any]) -> None:
        draft = AskDraft(
            contact_id, values["thing"], values["size"], values["wanted_by"], values["offer"]
        )
        if row_id:
            asks.change(row_id, draft)
        else:
            asks.add(draft)

    def _follow(self, name: str) -> None:
        if name == "contact":
            self.warned.follow(self.contact(), besides=self._id)
            stage = wording.stage_with(self.contact())
            for field in ("thing", "size", "offer"):
                self.form.editor(field).set_stage(stage)


class FavorForm(LineForm):
    """A favor, given or received (P27)."""

    noun = "favor"

    def heading(self) -> str:
        return _("Favor") if self._id else _("New favor")

    def fields(self) -> list[Field]:
        return [
            Field("direction", _("Who &did it"),
                  editor=Choice(list(favor_rules.direction_names().items()))),
            Field("what", _("What &it was"), "", Line(_("Half an hour and a name"))),
            Field("size", _("How &big"), _("As it felt to whoever did it."),
                  Choice(list(favor_rules.size_names().items()))),
            Field("on_date", _("Whe&n"), "", Date(today=clock.day)),
        ]  # fmt: skip

    def read(self, row_id: str) -> Mapping[str, Any]:
        draft = favors.draft_of(row_id)
        return {
            "contact": draft.contact_id, "direction": draft.direction, "what": draft.what,
            "size": draft.size, "on_date": draft.on_date,
        }  # fmt: skip

    def write(self, row_id: str, contact_id: str, values: Mapping[str, Any]) -> None:
        draft = FavorDraft(
            contact_id, values["direction"], values["size"], values["what"], values["on_date"]
        )
        if row_id:
            favors.change(row_id, draft)
        else:
            favors.add(draft)


class NeedForm(LineForm):
    """What somebody needs, written down in front of them (P23)."""

    noun = "need"

    def heading(self) -> str:
        return _("Need") if self._id else _("New need")

    def whom(self) -> Field:
        return Field("contact", _("&Who needs it"), "", Picker(_find_people))

    def fields(self) -> list[Field]:
        return [
            Field("text", _("What they &need"), "", Line(_("A speaker for January"))),
            Field("heard_on", _("When you hea&rd of it"), "", Date(today=clock.day)),
        ]

    def read(self, row_id: str) -> Mapping[str, Any]:
        row = needs.get(row_id)
        heard_on = date.fromisoformat(row.heard_on)
        return {"contact": row.contact_id, "text": row.text, "heard_on": heard_on}

    def write(self, row_id: str, contact_id: str, values: Mapping[str, Any]) -> None:
        if row_id:
            needs.change(row_id, contact_id, values["text"], values["heard_on"])
        else:
            needs.add(contact_id, values["text"], values["heard_on"])


class PromiseForm(LineForm):
    """ "I said I would" and "they offered to" (B06)."""

    noun = "promise"

    def heading(self) -> str:
        return _("Promise") if self._id else _("New promise")

    def fields(self) -> list[Field]:
        whose = [("mine", _("Mine")), ("theirs", _("Theirs"))]
        kinds = [("", _("Something else")), ("introduction", _("An introduction"))]
        return [
            Field("direction", _("Wh&ose promise it is"), editor=Choice(whose)),
            Field("text", _("What was prom&ised"), "", Line(_("Send the chart I mentioned"))),
            Field("kind", _("What &kind"),
                  _("An introduction that is not made in a week earns one gentle reminder."),
                  Choice(kinds)),
            Field("due", _("&By when"), "", Date(today=clock.day)),
        ]  # fmt: skip

    def read(self, row_id: str) -> Mapping[str, Any]:
        draft = promises.draft_of(row_id)
        return {
            "contact": draft.contact, "direction": draft.direction, "text": draft.text,
            "kind": draft.kind, "due": draft.due,
        }  # fmt: skip

    def write(self, row_id: str, contact_id: str, values: Mapping[str, Any]) -> None:
        draft = PromiseDraft(
            values["direction"], values["text"], values["due"], contact_id, kind=values["kind"]
        )
        if row_id:
            promises.change(row_id, draft)
        else:
            promises.add(draft)


class SettleForm(Page):
    """By what a favor is settled: one that went back before, or one written down now (P27)."""

    def __init__(self, favor_id: str) -> None:
        super().__init__()
        self._favor = favors.get(favor_id)
        back = favor_rules.opposite(self._favor.direction)
        self._candidates = [
            row
            for row in favors.listing(contact=self._favor.contact_id)
            if row.direction == back and not row.settled_by
        ]
        self.save_action = action(self, _("&Settle"), self.save, icon="check", shortcut=Keys.Save)
        self.form = Form(
            [
                Field("by", _("&By what"), self._hint(back),
                      Picker(self._find, placeholder=_("A few words on it"), new=True))
            ]
        )  # fmt: skip
        card = Card()
        card.body.setContentsMargins(*[3 * theme.GRID] * 4)
        card.body.addWidget(self.form)
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 76)
        self.body.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)
        if self._candidates:
            self.form.set_values({"by": _favor_entry(self._candidates[0])})
        self._typed = Typed(f"settle:{favor_id}", [(self.form, ("by",))], self)
        self._typed.failed.connect(lambda text: self.say(text, "warning"))
        self._typed.bring_back()
        self.setFocusProxy(self.form.editor("by").control())

    def heading(self) -> str:
        return _("Settle: {what}").format(what=self._favor.what[:60])

    def main_action(self) -> QAction:
        return self.save_action

    def save(self) -> None:
        """Both are even by that."""
        entry: Entry = self.form.editor("by").value()
        try:
            if entry.id:
                favors.settle(self._favor.id, by=entry.id)
            else:
                favors.settle_with(self._favor.id, entry.text)
        except Invalid as refusal:
            self.form.show_errors({"by": " ".join(refusal.errors.values())})
        except AppError as problem:
            self.say(str(problem), "warning")
        else:
            self._typed.forget()
            self.closed.emit()

    def _hint(self, back: str) -> str:
        name = self._favor.name
        if back == "given":
            return _("Something you did for {name}; a new one is written down.").format(name=name)
        return _("Something {name} did for you; a new one is written down.").format(name=name)

    def _find(self, text: str) -> Sequence[Entry]:
        words = text.casefold().split()
        return [
            _favor_entry(row)
            for row in self._candidates
            if all(word in row.what.casefold() for word in words)
        ]


def new_ask(contact_id: str) -> AskForm:
    """A new ask, perhaps of somebody."""
    return AskForm(contact_id=contact_id)


def new_favor(contact_id: str) -> FavorForm:
    """A new favor, perhaps between you and somebody."""
    return FavorForm(contact_id=contact_id)


def new_need(contact_id: str) -> NeedForm:
    """A new need, perhaps somebody's."""
    return NeedForm(contact_id=contact_id)


def new_promise(contact_id: str) -> PromiseForm:
    """A new promise, perhaps between you and somebody."""
    return PromiseForm(contact_id=contact_id)


def _find_people(text: str) -> Sequence[Entry]:
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]


def _entry(contact_id: str) -> Entry:
    found = directory.rows([contact_id])
    return Entry(contact_id, found[0].name, found[0].organization) if found else Entry()


def _favor_entry(row: favor_rules.FavorRow) -> Entry:
    return Entry(row.id, row.what, row.on_date)
