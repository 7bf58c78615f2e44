"""The fields of a contact in their sections: who, how to reach them, their work, you and them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import settings
from app.domain.people import (
    CHANNEL_KINDS,
    ChannelDraft,
    ChannelKind,
    ContactDraft,
    PositionDraft,
    channel_problem,
    role_names,
)
from app.errors import Invalid
from app.i18n import _
from app.services import clock, directory
from ui import theme
from ui.actions import button
from ui.contacts.fields import Checks, KnownTags, Suggesting, ZoneWithClock
from ui.widgets.card import Card, Section
from ui.widgets.editors import Check, Line, Number, Text
from ui.widgets.form import Field, Form
from ui.widgets.rows import Rows

_WORDS = ("given", "family", "say_as", "place", "zone", "expertise", "about", "how_met", "workload",
          "rhythm_days", "notes")  # fmt: skip


class ContactFields(QWidget):
    """Two columns of cards; all of it read and written as one draft."""

    edited = Signal()  # by a person

    def __init__(self, new_job: QAction) -> None:
        super().__init__()
        self._draft = ContactDraft()
        self._forms = [
            Form(fields, width=96)
            for fields in (_who(), _reach(), _work(), _knowledge(), _relationship(), _notes())
        ]
        who, reach, work, knowledge, relationship, notes = self._forms
        jobs = _card(work)
        row = QHBoxLayout()
        row.addWidget(button(new_job))
        row.addStretch(1)
        jobs.body.addLayout(row)
        left = _column(
            Section(_("Who")), _card(who), Section(_("How to reach them")), _card(reach),
            Section(_("Work")), jobs,
        )  # fmt: skip
        right = _column(
            Section(_("What they know")), _card(knowledge), Section(_("You and them")),
            _card(relationship), Section(_("Notes, for your eyes only")), _card(notes),
        )  # fmt: skip
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, theme.GRID, 0)
        self._columns.setSpacing(3 * theme.GRID)
        self._columns.addLayout(left, 11)
        self._columns.addLayout(right, 9)
        for form in self._forms:
            form.edited.connect(lambda _name: self.edited.emit())
        for one, other in pairwise(self._forms):
            QWidget.setTabOrder(one, other)

    def fit(self, width: int) -> None:
        """Stand side by side where there is room, else one below the other."""
        wide = width > self.fontMetrics().horizontalAdvance("0") * 100
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def editor(self, name: str) -> Any:
        """The editor of a field."""
        return self._form(name).editor(name)

    def draft(self) -> ContactDraft:
        """What stands in the fields; raises `Invalid` for what cannot be read."""
        problems = {name: text for name in self._names() if (text := self.editor(name).problem())}
        for kind in CHANNEL_KINDS:
            for channel in self._channels(kind):
                if problem := channel_problem(channel):
                    problems.setdefault(kind, problem)
        if problems:
            raise Invalid(problems)
        return replace(
            self._draft,
            **{name: self.editor(name).value() for name in _WORDS},
            channels=self._in_order([c for kind in CHANNEL_KINDS for c in self._channels(kind)]),
            positions=tuple(self._job(row) for row in self.editor("positions").value()),
            roles=tuple(self.editor("roles").value()),
            tags=tuple(self.editor("tags").value()),
        )

    def set_draft(self, draft: ContactDraft) -> None:
        """Fill the fields in."""
        self._draft = draft
        values: dict[str, Any] = {name: getattr(draft, name) for name in (*_WORDS, "roles", "tags")}
        for kind in CHANNEL_KINDS:
            values[kind] = [
                {"value": c.value, "label": c.label, "preferred": c.preferred, "id": c.id}
                for c in draft.channels
                if c.kind == kind
            ]
        values["positions"] = [
            {"organization": p.organization, "title": p.title, "since": p.since,
             "until": p.until, "current": p.current, "id": p.id}
            for p in draft.positions
        ]  # fmt: skip
        self.retype(values)

    def typed(self) -> dict[str, Any]:
        """Everything as it stands in the fields, readable or not, to be kept as a draft."""
        return {name: self.editor(name).value() for name in self._names()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was kept."""
        for form in self._forms:
            form.set_values(typed)

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Put each message under its field; those without a field come back."""
        for form in reversed(self._forms):  # so that the topmost of them keeps the cursor
            mine = {name: text for name, text in errors.items() if name in form.names()}
            form.show_errors(mine)
        first = next((name for name in self._names() if name in errors), "")
        if first and isinstance(rows := self.editor(first), Rows):
            rows.focus_on(errors[first])
        return [text for name, text in errors.items() if name not in self._names()]

    def errors(self) -> dict[str, str]:
        """The messages a person sees now."""
        return {name: text for form in self._forms for name, text in form.errors().items()}

    def add_job(self) -> None:
        """Put an empty job on top and end those that go on."""
        jobs = self.editor("positions")
        month = clock.day().isoformat()[:7]
        ended = [
            row if row["until"] else row | {"current": False, "until": month}
            for row in jobs.value()
        ]
        jobs.set_value([{"since": month, "current": True}, *ended])
        jobs.edited.emit()
        jobs.focus_first()

    def _job(self, row: dict[str, Any]) -> PositionDraft:
        """A position as its row says; one whose end was taken away goes on."""
        ended = {position.id for position in self._draft.positions if position.until}
        goes_on = row.get("current", True) or row.get("id") in ended
        return PositionDraft(**row | {"current": bool(goes_on and not row["until"])})

    def _channels(self, kind: ChannelKind) -> list[ChannelDraft]:
        return [ChannelDraft(kind, **row) for row in self.editor(kind).value()]

    def _in_order(self, channels: list[ChannelDraft]) -> tuple[ChannelDraft, ...]:
        """As they stood before, where nobody moved them: an unchanged contact stays unchanged."""
        before = {channel.id: place for place, channel in enumerate(self._draft.channels)}
        for kind in CHANNEL_KINDS:
            places = [before[c.id] for c in channels if c.kind == kind and c.id in before]
            if places != sorted(places):
                return tuple(channels)
        return tuple(sorted(channels, key=lambda c: before.get(c.id, len(before))))

    def _names(self) -> list[str]:
        return [name for form in self._forms for name in form.names()]

    def _form(self, name: str) -> Form:
        return next(form for form in self._forms if name in form.names())


def _who() -> list[Field]:
    return [
        Field("given", _("G&iven name")),
        Field("family", _("Famil&y name")),
        Field("say_as", _("How to say it"), editor=Line(_("oh-yeh-LAH-rahn"))),
        Field("place", _("Place"), editor=Line(_("Hamburg"))),
        Field("zone", _("Time &zone"), editor=ZoneWithClock(settings.your_zone(), clock.moment)),
    ]


def _reach() -> list[Field]:
    def label(examples: str) -> Line:
        line = Line(examples)
        line.setMaximumWidth(line.fontMetrics().horizontalAdvance("0") * 17)
        return line

    def fields(placeholder: str, labels: str) -> list[Field]:
        return [
            Field("value", _("Address"), editor=Line(placeholder)),
            Field("label", _("Label"), editor=label(labels)),
            Field("preferred", _("Preferred"), editor=Check(_("preferred"))),
        ]

    def places() -> list[Field]:
        return [
            Field("value", _("Address"), editor=Text(_("Street\nTown"), lines=2, most=6)),
            Field("label", _("Label"), editor=label(_("work, home"))),
        ]

    return [
        Field("email", _("E-m&ail"), editor=Rows(
            lambda: fields(_("name@firm.com"), _("work, private")), add=_("Add an e-mail"))),
        Field("phone", _("Ph&one"), editor=Rows(
            lambda: fields(_("+44 20 7946 0000"), _("mobile, work")), add=_("Add a phone"))),
        Field("link", _("Lin&ks"), editor=Rows(
            lambda: fields(_("linkedin.com/in/…"), _("LinkedIn"))[:2], add=_("Add a link"))),
        Field("address", _("Post"), editor=Rows(places, add=_("Add an address"))),
    ]  # fmt: skip


def _work() -> list[Field]:
    def job() -> list[Field]:
        return [
            Field("title", _("Title")),
            Field("organization", _("Firm"), editor=Suggesting(directory.organization_names)),
            Field("since", _("Since"), editor=Line(_("2019-03"))),
            Field("until", _("Until"), editor=Line(_("still"))),
        ]

    hint = _("Dates may be a year, a month or a day: 2019, 2019-03, 2019-03-31.")
    return [
        Field("positions", _("Positions"), hint, Rows(job, add=_("Add a position"), per_line=2))
    ]


def _knowledge() -> list[Field]:
    return [
        Field("expertise", _("E&xpertise"),
              _("What they are expert at; it stands at the top of the page you carry."),
              Text(lines=2)),
        Field("about", _("A&bout them"), _("What the printed page may say."), Text(lines=2)),
    ]  # fmt: skip


def _relationship() -> list[Field]:
    return [
        Field("roles", _("Ro&les"), editor=Checks(role_names())),
        Field("tags", _("&Tags"), _("Your own words, with commas between them."),
              KnownTags(directory.tag_names())),
        Field("how_met", _("How you &met"), editor=Text(lines=2)),
        Field("rhythm_days", _("&Rhythm"),
              _("How often to be in touch, without asking anything. It counts from the last"
                " contact that you noted, never from a date in a file."),
              Number(1, 3650, unit=_("days"), unset=_("No rhythm"), step=15)),
        Field("workload", _("&Workload"), _("How busy they are, and when not to ask."),
              Line(_("Quarter ends are bad"))),
    ]  # fmt: skip


def _notes() -> list[Field]:
    return [Field("notes", _("&Notes"), editor=Text(lines=5, most=30))]


def _card(form: Form) -> Card:
    card = Card()
    card.body.setContentsMargins(*[2 * theme.GRID] * 4)
    card.body.addWidget(form)
    return card


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
