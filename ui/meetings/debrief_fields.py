"""The lines of a debrief, in the order of the printed page (B07)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QLabel

from app.domain.debriefs import (
    DebriefDraft,
    NameGiven,
    Noted,
    outcome_names,
    rooms,
    share_words,
)
from app.domain.meetings import QuestionDraft
from app.domain.promises import PromiseDraft
from app.domain.referrals import permission_names
from app.i18n import _
from app.services import documents
from ui import theme
from ui.meetings.lines import CardLines, beside
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line, Lines, Number, Text
from ui.widgets.form import Field
from ui.widgets.rows import Rows


class DebriefFields(CardLines):
    """A page of handwriting, line by line from top to bottom."""

    figures: ClassVar[int] = 128  # a name with firm, reason and permission stands on one line

    def __init__(self, draft: DebriefDraft, people: Sequence[Entry], *, has_ask: bool) -> None:
        super().__init__()
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * (self.figures + 4))
        self._base = draft
        self._people = people
        self._has_ask = has_ask
        self._rooms = rooms()
        self._resumes = [row.name for row in documents.listing() if row.kind == "resume"]
        self._add_answers()
        self._add_ask()
        self._add_help()
        self._add_resume()
        self._add_names()
        self._add_paths()
        self._add_promises()
        self._add_afterwards()
        self._column.addStretch(1)
        self.set_draft(draft)

    # From and to a draft.

    def set_draft(self, draft: DebriefDraft) -> None:
        """Fill in what was written down so far."""
        self._base = draft
        values: dict[str, Any] = {
            f"answer {question.id}": question.answer for question in draft.questions
        }
        values |= {
            "needs": self._told(draft.needs),
            "names": [_name_row(name) for name in draft.names],
            "thank_by": draft.thank_by,
            "promises": [_promise_row(promise) for promise in draft.promises],
            "advice": draft.advice,
            "paths": [path.text for path in draft.paths],
            "their_share": draft.their_share,
            "notes": draft.notes,
            "resume_feedback": draft.resume_feedback,
            "resume": draft.resume or self._carried(),
        }
        if self._has_ask:
            values["ask_outcome"] = draft.ask_outcome
        self._fill(values)
        self._tell_share()

    def draft(self) -> DebriefDraft:
        """What stands in the form now; what cannot be read is left open."""
        get = {name: self.editor(name).value() for name in self.names()}
        return DebriefDraft(
            questions=tuple(
                QuestionDraft(q.text, get[f"answer {q.id}"], q.id) for q in self._base.questions
            ),
            needs=self._noted(get["needs"]),
            ask_outcome=get.get("ask_outcome", ""),
            names=tuple(_name_given(row) for row in get["names"]),
            advice=get["advice"],
            paths=same_lines(get["paths"], self._base.paths),
            promises=tuple(_promised(row) for row in get["promises"]),
            their_share=get["their_share"],
            notes=get["notes"],
            thank_by=get["thank_by"],
            resume_feedback=get["resume_feedback"],
            resume=get["resume"],
        )

    def asks(self, draft: DebriefDraft) -> bool:
        """Whether there is a line for everything in this draft, and for nothing else."""
        known = [(question.id, question.text) for question in self._base.questions]
        return (
            known == [(question.id, question.text) for question in draft.questions]
            and bool(draft.ask_outcome) == self._has_ask
        )

    def share_words(self) -> str:
        """What a person reads about who talked how much."""
        return self._share.text()

    def link_name(self, place: int, contact: str) -> None:
        """One of the names is a contact that the book knows."""
        rows = self.editor("names").value()
        rows[place] |= {"contact": contact, "named": rows[place]["name"]}
        self.editor("names").set_value(rows)

    def _carried(self) -> str:
        """The résumé that is printed along, and so most likely the one they saw (P40)."""
        chosen = documents.chosen()
        return chosen.name if chosen else ""

    def _told(self, needs: Sequence[Noted]) -> Any:
        if len(self._people) < 2:
            return [need.text for need in needs]
        return [{"text": need.text, "contact": need.contact, "id": need.id} for need in needs]

    def _noted(self, value: Any) -> tuple[Noted, ...]:
        if len(self._people) < 2:
            return same_lines(value, self._base.needs)
        return tuple(Noted(row["text"], row["contact"], row.get("id", "")) for row in value)

    # The cards.

    def _add_answers(self) -> None:
        card = self._card(self._rooms["answers"])
        for number, question in enumerate(self._base.questions, 1):
            label = f"{number}  {question.text}".replace("&", "&&")
            card.addWidget(self._field(f"answer {question.id}", label, Text(lines=1)))
        if not self._base.questions:
            card.addWidget(QLabel(_("No questions were written down for this meeting.")))

    def _add_resume(self) -> None:
        card = self._card(self._rooms["resume_feedback"])
        said = self._field(
            "resume_feedback", _("What they said of &your résumé, in their words"), Text(lines=2)
        )
        shown = self._field("resume", _("Which one they saw"), Line(suggestions=self._resumes))
        card.addLayout(beside(said, shown))

    def _add_ask(self) -> None:
        if self._has_ask:
            card = self._card(self._rooms["ask_outcome"])
            outcomes = Choice([("", _("Not noted")), *outcome_names().items()])
            card.addWidget(self._field("ask_outcome", _("What became of it (&K)"), outcomes))

    def _add_help(self) -> None:
        card = self._card(self._rooms["needs"])
        if len(self._people) < 2:
            card.addWidget(self._field("needs", _("What they &need, one per line"), Lines(lines=2)))
            return
        rows = Rows(
            lambda: [self._whose(), Field("text", _("What they need"))], add=_("Add a need")
        )
        card.addWidget(self._field("needs", _("What they &need"), rows))

    def _add_names(self) -> None:
        card = self._card(self._rooms["names"])
        rows = Rows(self._name_fields, add=_("Add a name"))
        hint = _(
            "Each becomes a contact, with a referral from whoever named them. A whole line will "
            "do: name, firm — how they know them."
        )
        card.addWidget(self._field("names", _("&Who, where, how they know them"), rows, hint=hint))

    def _add_paths(self) -> None:
        card = self._card(self._rooms["paths"])
        card.addLayout(
            beside(
                self._field("paths", _("Paths to e&xplore, one per line"), Lines(lines=2)),
                self._field("advice", _("Their &advice"), Text(lines=2)),
            )
        )

    def _add_promises(self) -> None:
        card = self._card(self._rooms["promises"])
        promises = Rows(self._promise_fields, add=_("Add a promise"))
        card.addWidget(self._field("promises", _("P&romises, yours and theirs"), promises))

    def _add_afterwards(self) -> None:
        card = self._card(self._rooms["afterwards"])
        card.addLayout(
            beside(
                self._field(
                    "their_share",
                    _("How &much of the talking was theirs"),
                    Number(0, 100, unit="%", unset=_("not noted"), step=5),
                ),
                self._field("thank_by", _("&Thank them by"), Date()),
            )
        )
        self._share = QLabel(wordWrap=True)
        theme.role(self._share, "small")
        card.addWidget(self._share)
        self.editor("their_share").edited.connect(self._tell_share)
        card.addWidget(
            self._field("notes", _("Notes, for your eyes &only"), Text(lines=2),
                        hint=_("They are printed only where you choose it for that print."))
        )  # fmt: skip

    def _tell_share(self) -> None:
        told = share_words(self.editor("their_share").value())
        self._share.setText(told)
        self._share.setVisible(bool(told))

    def _whose(self, name: str = "contact") -> Field:
        return Field(name, _("Who"), editor=Choice([(e.id, e.text) for e in self._people]))

    def _name_fields(self) -> list[Field]:
        fields = [
            Field("name", _("Name")),
            Field("organization", _("Firm")),
            Field("how_they_know", _("How they know them")),
            Field("reason", _("Why you, in their words")),
            Field(
                "may_use_name",
                _("May you use the name of whoever told you?"),
                editor=Choice([(key, _PERMISSION[key]()) for key in permission_names()]),
            ),
        ]
        return [self._whose("given_by"), *fields] if len(self._people) > 1 else fields

    def _promise_fields(self) -> list[Field]:
        sides = [
            ("mine", _("I said I would")), ("theirs", _("They offered to")),
            ("introduction", _("They will introduce me")),
        ]  # fmt: skip
        fields = [
            Field("direction", _("Whose promise"), editor=Choice(sides)),
            Field("text", _("What"), editor=Line(_("send the list"))),
            Field("due", _("By when"), editor=Date(_("by when"))),
        ]
        return [self._whose(), *fields] if len(self._people) > 1 else fields


_PERMISSION = {
    "not_asked": lambda: _("Not asked for the name"),
    "yes": lambda: _("Yes, name them"),
    "no": lambda: _("No, do not name them"),
}


def same_lines(lines: Sequence[str], before: Sequence[Noted]) -> tuple[Noted, ...]:
    """Lines as things noted: one that was there already is the same thing, also when reworded."""
    known = {one.text: one for one in before}
    left = [one for one in before if one.text not in set(lines)]
    reworded = len(lines) == len(before)
    noted = []
    for place, text in enumerate(lines):
        same = known.get(text)
        if same is None and reworded and before[place] in left:
            same = before[place]
        noted.append(Noted(text, same.contact, same.id) if same else Noted(text))
    return tuple(noted)


def _name_row(name: NameGiven) -> dict[str, Any]:
    return {
        "name": name.name, "organization": name.organization, "how_they_know": name.how_they_know,
        "reason": name.reason, "may_use_name": name.may_use_name, "given_by": name.given_by,
        "contact": name.contact, "named": name.name, "id": name.id,
    }  # fmt: skip


def _name_given(row: Mapping[str, Any]) -> NameGiven:
    # Somebody else's name in a line that stood for a contact means somebody else.
    known = row.get("contact", "") if row.get("named") == row["name"] else ""
    return NameGiven(
        row["name"], row["organization"], row["how_they_know"],
        row["may_use_name"] or "not_asked", row["reason"], known, row.get("given_by", ""),
        row.get("id", ""),
    ).told_apart()  # fmt: skip


def _promise_row(promise: PromiseDraft) -> dict[str, Any]:
    return {
        "direction": promise.kind or promise.direction, "text": promise.text, "due": promise.due,
        "contact": promise.contact, "id": promise.id,
    }  # fmt: skip


def _promised(row: Mapping[str, Any]) -> PromiseDraft:
    side = row["direction"]
    return PromiseDraft(
        "theirs" if side in ("theirs", "introduction") else "mine", row["text"], row["due"],
        row.get("contact", ""), row.get("id", ""), "introduction" if side == "introduction" else "",
    )  # fmt: skip
