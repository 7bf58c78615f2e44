"""The lines of the meeting form, in cards, and how they become a draft and come back from one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QPushButton

from app.domain.meetings import (
    AskDraft,
    MeetingDraft,
    QuestionDraft,
    ReferralDraft,
    medium_names,
    purpose_names,
)
from app.domain.questions import BankQuestion
from app.domain.referrals import permission_names
from app.i18n import _
from app.services import directory, questions, tidbits
from ui import icons, theme
from ui.favors.warned import Warned
from ui.meetings.bank import Suggestions
from ui.meetings.lines import CardLines, beside
from ui.meetings.news import News
from ui.meetings.people import People, search
from ui.meetings.when import Wall, When
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line, Lines, Number, Text
from ui.widgets.marked import MarkedLine
from ui.widgets.marked_list import MarkedOrdered
from ui.widgets.ordered import Ordered
from ui.widgets.picker import Picker


class MeetingFields(CardLines):
    """Everything a meeting's form asks, grouped in cards."""

    told = Signal(str)  # something was done that cannot be seen

    shown_at: ClassVar[Mapping[str, str]] = {"zone": "start", "state": "start"}

    def __init__(self, your_zone: str, make_contact: Callable[[str], Entry]) -> None:
        super().__init__()
        self._base = MeetingDraft()
        self.suggestions = Suggestions()
        self.news = News()
        self.warned = Warned()
        self.when = When(your_zone)
        self._add_meeting(make_contact)
        self._add_reason()
        self._add_questions()
        self._add_exchange()
        self._column.addStretch(1)

    # From and to a draft.

    def set_draft(self, draft: MeetingDraft) -> None:
        """Fill in a meeting."""
        self._base = draft
        referral, ask = draft.referral, draft.ask
        self._fill(
            {
                "people": _people(draft.people),
                "start": Wall(draft.day, draft.clock, draft.zone),
                "minutes": draft.minutes,
                "medium": draft.medium,
                "place": draft.place,
                "purpose": draft.purpose,
                "purpose_detail": draft.purpose_detail,
                "referrer": _referrer(referral),
                "reason": referral.reason,
                "may_use_name": referral.may_use_name,
                "questions": [Entry(q.id, q.text) for q in draft.questions],
                "thing": ask.thing,
                "size": ask.size,
                "wanted_by": ask.wanted_by,
                "offer": ask.offer,
                "what_you_bring": draft.what_you_bring,
                "plan_b": draft.plan_b,
                "bring_list": draft.bring_list,
            }
        )
        self.when.set_minutes(draft.minutes)

    def take_over(self, fresh: MeetingDraft) -> None:
        """What the form does not show comes from the book: answers typed up meanwhile, thread."""
        self._base = replace(
            self._base, questions=fresh.questions, outreach=fresh.outreach, state=fresh.state
        )

    def draft(self) -> MeetingDraft:
        """What stands in the form now; what cannot be read is left open."""
        get = {name: self.editor(name).value() for name in self._forms}
        wall: Wall = get["start"]
        return replace(
            self._base,
            people=tuple(entry.id for entry in get["people"]),
            day=wall.day, clock=wall.clock, zone=wall.zone,
            minutes=get["minutes"], medium=get["medium"], place=get["place"],
            purpose=get["purpose"], purpose_detail=get["purpose_detail"],
            referral=self._referral(get),
            questions=self._questions(get["questions"]),
            ask=AskDraft(get["thing"], get["size"], get["wanted_by"], get["offer"]),
            what_you_bring=tuple(get["what_you_bring"]), plan_b=get["plan_b"],
            bring_list=tuple(get["bring_list"]),
        )  # fmt: skip

    def set_stage(self, stage: str) -> None:
        """How far the thread of this meeting has come: a job is asked for later, if ever (P01)."""
        for name in ("questions", "thing", "size"):
            self.editor(name).set_stage(stage)

    def settle(self) -> bool:
        """Take a question that was typed and not added yet, and ask whom an unfinished name means.

        False when the person would not say.
        """
        ordered: Ordered = self.editor("questions")
        if text := ordered.line.text().strip():
            ordered.line.clear()
            ordered.add_entry(Entry(text=text))
        referrer: Picker = self.editor("referrer")
        return referrer.settle()

    def _referral(self, get: dict[str, Any]) -> ReferralDraft:
        person: Entry = get["referrer"]
        if not person:
            return ReferralDraft()
        return replace(
            self._base.referral,
            from_id=person.id,
            from_name="" if person.id else person.text,
            reason=get["reason"],
            may_use_name=get["may_use_name"] or "not_asked",
        )

    def _questions(self, entries: list[Entry]) -> tuple[QuestionDraft, ...]:
        answers = {question.id: question.answer for question in self._base.questions}
        return tuple(QuestionDraft(e.text, answers.get(e.id, ""), e.id) for e in entries)

    def set_referral(self, referral: ReferralDraft, referrer: Entry) -> None:
        """Take over who sent me to the person, as the book knows it."""
        self._base = replace(self._base, referral=referral)
        for name, value in (
            ("referrer", referrer),
            ("reason", referral.reason),
            ("may_use_name", referral.may_use_name),
        ):
            self.editor(name).set_value(value)

    def warn(self, *, besides: str) -> None:
        """Say what speaks against the ask, while there is one; `besides` is the meeting itself."""
        people = self.editor("people").value()
        asked = bool(people and self.editor("thing").value().strip())
        self.warned.follow(people[0].id if asked else "", besides=besides)

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what stood in the fields."""
        super().retype(typed)
        self.when.set_minutes(self.editor("minutes").value())

    # The cards.

    def _add_meeting(self, make_contact: Callable[[str], Entry]) -> None:
        card = self._card(_("The meeting"))
        card.addWidget(self._field("people", _("&With"), People(make_contact)))
        card.addWidget(self._field("start", _("Sta&rt, on their clock"), self.when))
        card.addLayout(
            beside(
                self._field(
                    "minutes", _("Agreed le&ngth"), Number(0, 9999, unit=_("minutes"), step=5)
                ),
                self._field(
                    "medium", _("How you &meet"), Choice([("", _("Open")), *medium_names().items()])
                ),
            )
        )
        card.addWidget(self._field("place", _("P&lace, link or number"), Line()))
        self.editor("minutes").edited.connect(
            lambda: self.when.set_minutes(self.editor("minutes").value())
        )

    def _add_reason(self) -> None:
        card = self._card(_("Why this person"))
        permission = Choice(list(permission_names().items()))
        card.addLayout(
            beside(
                self._field("referrer", _("Who sent &you"), Picker(search, new=True)),
                self._field("may_use_name", _("May you &use the name?"), permission),
            )
        )
        card.addWidget(
            self._field(
                "reason",
                _("Why they thought of this person, in their own wor&ds"),
                Text(_("“She rebuilt forecasting from scratch.”"), lines=2),
            )
        )
        purposes = Choice([("", _("Choose what it is for")), *purpose_names().items()])
        card.addWidget(self._field("purpose", _("What &it is for"), purposes))
        card.addWidget(self._field("purpose_detail", _("In your &own words"), Line()))

    def _add_questions(self) -> None:
        card = self._card(_("Focused questions"))
        ordered = MarkedOrdered(
            kind="question",
            add=_("Add"), placeholder=_("Ask one thing, then Enter"), name=_("Questions in order"),
        )  # fmt: skip
        card.addWidget(self._field("questions", _("&Questions, the most important first"), ordered))
        keep = QPushButton(icons.icon("star"), _("Keep the chosen question for other meetings"))
        theme.role(keep, "quiet")
        keep.clicked.connect(lambda: self._keep_question(ordered.list.currentItem()))
        card.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeading)
        card.addWidget(self.suggestions)
        self.suggestions.taken.connect(lambda text: ordered.add_entry(Entry(text=text)))

    def _keep_question(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.text().strip():
            self.told.emit(_("Choose one of your questions first."))
            return
        purpose, field = self.editor("purpose").value(), self.editor("purpose_detail").value()
        questions.add(BankQuestion(item.text(), purpose, field))
        self.told.emit(_("It will be suggested for other meetings."))

    def _add_exchange(self) -> None:
        card = self._card(_("The one ask, and what you give"))
        card.addWidget(self.warned)
        card.addWidget(
            self._field(
                "thing",
                _("What you as&k"),
                MarkedLine(_("One thing they can say yes to"), kind="ask"),
            )
        )
        card.addLayout(
            beside(
                self._field(
                    "size",
                    _("How much of their &time"),
                    MarkedLine(_("15 minutes, by mail"), kind="ask"),
                ),
                self._field("wanted_by", _("Wanted &by"), Date()),
            )
        )
        card.addWidget(
            self._field("offer", _("What you offer in e&xchange"), MarkedLine(kind="offer"))
        )
        card.addWidget(
            self._field(
                "what_you_bring", _("What you &can tell them, one per line"), Lines(lines=2)
            )
        )
        card.addWidget(self.news)
        self.news.taken.connect(self._bring)
        card.addWidget(
            self._field(
                "plan_b", _("Plan B, if it goes sideways"),
                Text(_("Cut short: question 1 and the names, then a call on Friday."), lines=2),
            )
        )  # fmt: skip
        card.addWidget(
            self._field("bring_list", _("What to take &along, one per line"), Lines(lines=2))
        )

    def offer_news(self) -> None:
        """Offer what would interest those one meets, as things stand in the form (P29)."""
        self.news.show_offers(tidbits.for_meeting(self.draft()))

    def _bring(self, text: str) -> None:
        brings = self.editor("what_you_bring")
        brings.set_value([*brings.value(), text])
        brings.edited.emit()
        self.offer_news()
        if not self.news.isVisible():  # the last one was taken: go where it went
            brings.setFocus(Qt.FocusReason.OtherFocusReason)


def _people(ids: tuple[str, ...]) -> list[Entry]:
    return [Entry(row.id, row.name, row.organization) for row in directory.rows(ids)]


def _referrer(referral: ReferralDraft) -> Entry:
    if not referral.from_id:
        return Entry(text=referral.from_name)
    found = _people((referral.from_id,))
    return found[0] if found else Entry()
