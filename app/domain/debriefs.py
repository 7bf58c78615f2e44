"""What came of a meeting, in the order of the printed page: handwriting typed up (P41, B07)."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import texts
from app.domain.meetings import QuestionDraft, tidy_questions
from app.domain.promises import PromiseDraft, side_problem
from app.domain.referrals import Permission, permission_names
from app.errors import Invalid
from app.i18n import _

_NAME_LIMIT = 300


def rooms() -> dict[str, str]:
    """The rooms to write in, as they stand on the page from top to bottom, and their headings.

    One source for the printed page and the screen, so that one reads down the paper while typing
    down the screen (B07).
    """
    return {
        "answers": _("Focused questions"),
        "ask_outcome": _("The one ask"),
        "needs": _("“How can I help?”"),
        "resume_feedback": _("Feedback on the résumé"),
        "names": _("Names you were given"),
        "paths": _("Paths and advice"),
        "promises": _("I said I would · they offered to"),
        "afterwards": _("Afterwards"),
        "notes": _("Notes"),
    }


OUTCOMES = ("prepared", "asked", "promised", "received", "declined", "withdrawn")


def outcome_names() -> dict[str, str]:
    """What became of the one ask."""
    return {
        "prepared": _("I did not ask"),
        "asked": _("I asked; no answer yet"),
        "promised": _("Promised"),
        "received": _("Received"),
        "declined": _("Declined"),
        "withdrawn": _("I let it be"),
    }


@dataclass(frozen=True)
class Noted:
    """Something heard: a need (P23) or a path to explore (P39, P41). `contact`: '' is the first."""

    text: str
    contact: str = ""
    id: str = ""


@dataclass(frozen=True)
class NameGiven:
    """Somebody I was told about (P41); `contact` links to one I know, '' makes a new contact.

    `given_by` is the contact who named them, '' the first at the table; `id` is the referral's.
    """

    name: str
    organization: str = ""
    how_they_know: str = ""
    may_use_name: Permission = "not_asked"
    reason: str = ""
    contact: str = ""
    given_by: str = ""
    id: str = ""

    def told_apart(self) -> "NameGiven":
        """A whole line in the place of the name, as it stands on paper, in its parts.

        “Priya Nair, Cold Eye — shared a desk with Dana” is a name, a firm, and how they know them.
        """
        if self.contact or self.organization or self.how_they_know:
            return self
        said, _dash, known = _first_dash(self.name)
        name, *rest = [part.strip() for part in said.split(",")]
        while rest and rest[0].rstrip(".").lower() in _TITLES:
            name = f"{name}, {rest.pop(0)}"
        return replace(
            self, name=name, organization=", ".join(filter(None, rest)), how_they_know=known
        )


# What follows a name behind a comma and is no firm.
_TITLES = frozenset(
    {"jr", "sr", "ii", "iii", "phd", "ph.d", "md", "m.d", "mba", "cpa", "esq", "pe", "rn", "msc"}
)


def _first_dash(line: str) -> tuple[str, str, str]:
    """What stands before the first dash between words, and what behind it."""
    found = [(place, dash) for dash in (" — ", " – ", " - ") if (place := line.find(dash)) > 0]
    before, dash, behind = line.partition(min(found)[1]) if found else (line, "", "")
    return before.strip(), dash, behind.strip()


@dataclass(frozen=True)
class ResumeFeedback:
    """What somebody said of a résumé: its name as it was called then, and their words (P39)."""

    meeting_id: str
    on_date: str
    resume: str
    words: str
    name: str


@dataclass(frozen=True)
class DebriefDraft:
    """A page of handwriting typed up. `their_share`: who talked how much, in percent (P31).

    `resume_feedback`: what they said of the résumé they saw (P39). `thank_by`: None leaves the
    thanks due when courtesy has them due; a later day puts them off.
    """

    questions: tuple[QuestionDraft, ...] = ()
    needs: tuple[Noted, ...] = ()
    ask_outcome: str = ""
    names: tuple[NameGiven, ...] = ()
    advice: str = ""
    paths: tuple[Noted, ...] = ()
    promises: tuple[PromiseDraft, ...] = ()
    their_share: int | None = None
    notes: str = ""
    thank_by: date | None = None
    resume_feedback: str = ""
    resume: str = ""  # what the résumé was called that they saw

    def checked(self) -> "DebriefDraft":
        """The same debrief, tidied; raises `Invalid` with a sentence per field."""
        tidy = self._tidied()
        errors = {}
        if tidy.their_share is not None and not 0 <= tidy.their_share <= 100:
            errors["their_share"] = _("Their share of the talking is between 0 and 100 percent.")
        if tidy.ask_outcome and tidy.ask_outcome not in OUTCOMES:
            errors["ask_outcome"] = _("“{word}” is not one of the choices.").format(
                word=tidy.ask_outcome[:60]
            )
        if problem := _name_problem(tidy.names):
            errors["names"] = problem
        if problem := next(filter(None, map(side_problem, tidy.promises)), ""):
            errors["promises"] = problem
        if errors:
            raise Invalid(errors)
        return tidy

    def _tidied(self) -> "DebriefDraft":
        line, block = texts.line, texts.block
        given = (
            replace(
                n, name=line(n.name), organization=line(n.organization),
                how_they_know=line(n.how_they_know), reason=block(n.reason),
            )
            for n in map(NameGiven.told_apart, self.names)
        )  # fmt: skip
        promised = (replace(p, text=line(p.text)) for p in self.promises)
        return replace(
            self,
            questions=tidy_questions(self.questions),
            needs=_tidy_noted(self.needs),
            names=tuple(n for n in given if n.name or _about(n)),
            advice=block(self.advice),
            paths=_tidy_noted(self.paths),
            promises=tuple(p for p in promised if p.text),
            notes=block(self.notes),
            resume_feedback=block(self.resume_feedback),
            resume=line(self.resume) if texts.says_something(self.resume_feedback) else "",
        )


def _tidy_noted(noted: tuple[Noted, ...]) -> tuple[Noted, ...]:
    tidied = (replace(one, text=texts.line(one.text)) for one in noted)
    return tuple(one for one in tidied if one.text)


def _about(one: NameGiven) -> str:
    return one.organization or one.how_they_know or one.reason


def _name_problem(given: tuple[NameGiven, ...]) -> str:
    for one in given:
        if not one.name:
            about = _about(one)
            return _("Who was it? The line with “{about}” has no name.").format(about=about[:60])
        if len(one.name) > _NAME_LIMIT:
            return _("“{name}…” is too long for a name.").format(name=one.name[:40])
        if one.may_use_name not in permission_names():
            return _("May you use the name: yes, no, or not asked yet?")
    return ""


def share_words(their_share: int | None) -> str:
    """What the share of the talking says, and the better move (P31)."""
    if their_share is None:
        return ""
    if their_share >= 60:
        return _("They did most of the talking. That is what you came for.")
    if their_share >= 40:
        return _("About half and half. A shorter opening leaves them more room.")
    return _("You talked more than they did. Next time ask, then wait.")
