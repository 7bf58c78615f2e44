"""Promises both ways: "I said I would" and "they offered to", with their dates (B06)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.domain import texts
from app.errors import Invalid
from app.i18n import _

Direction = Literal["mine", "theirs"]
_LIMIT = 1_000


@dataclass(frozen=True)
class PromiseDraft:
    """ "I said I would" (mine) or "they offered to" (theirs), with its date (B06).

    `kind`: "introduction" where they offered to introduce somebody, '' for all else. `made_on`:
    None is the day on which it is written down.
    """

    direction: Direction
    text: str
    due: date | None = None
    contact: str = ""
    id: str = ""
    kind: str = ""
    made_on: date | None = None

    def checked(self, today: date, *, was_due: date | None = None) -> "PromiseDraft":
        """The same promise, tidied; raises `Invalid` with a sentence per field.

        `was_due`: a day that stands in the book already may have passed meanwhile.
        """
        tidy = replace(self, text=texts.line(self.text), made_on=self.made_on or today)
        errors = {}
        if not tidy.contact:
            errors["contact"] = _("Whom is it between you and?")
        if problem := _text_problem(tidy.text):
            errors["text"] = problem
        if problem := side_problem(tidy):
            errors["direction"] = problem
        if tidy.made_on is not None and tidy.made_on > today:
            errors["made_on"] = _(
                "This day is still to come. A promise counts from when it is given."
            )
        if tidy.due is not None and tidy.due < today and tidy.due != was_due:
            errors["due"] = _("This day has passed already. By when shall it be?")
        if errors:
            raise Invalid(errors)
        return tidy


def _text_problem(text: str) -> str:
    if not texts.says_something(text):
        return _("What was promised?")
    if len(text) > _LIMIT:
        return _("This has {length} characters; {limit} fit.").format(
            length=f"{len(text):,}", limit=f"{_LIMIT:,}"
        )
    return ""


def side_problem(draft: PromiseDraft) -> str:
    """What is wrong with whose promise it is, and of which kind; '' where nothing is."""
    if draft.direction not in ("mine", "theirs"):
        return _("Whose promise is it, yours or theirs?")
    if draft.kind not in ("", "introduction"):
        return _("Was an introduction promised, or something else?")
    if draft.kind == "introduction" and draft.direction == "mine":
        return _("An introduction that you promised is a promise like any other of yours.")
    return ""


@dataclass(frozen=True)
class PromiseRow:
    """A promise as lists show it."""

    id: str
    contact_id: str
    name: str
    direction: Direction
    text: str
    made_on: date
    due: date | None = None
    kept_on: date | None = None
    kind: str = ""
    meeting_id: str = ""
