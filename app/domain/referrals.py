"""Who sent me to whom: one link of a chain of names, and what became of it (P33, P42, B04)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.domain import names, texts
from app.errors import Invalid
from app.i18n import _

Permission = Literal["yes", "no", "not_asked"]


def permission_names() -> dict[str, str]:
    """Whether I may say who sent me (B04)."""
    return {"not_asked": _("Not asked yet"), "yes": _("Yes"), "no": _("No")}


def firmer(one: str, other: str) -> str:
    """Which of two words about a name counts: a no before a yes, a yes before no word (B04)."""
    return min(one, other, key=("no", "yes", "not_asked").index)


def outcome_names() -> dict[str, str]:
    """What the book itself knows to have become of a referral, the furthest first (B01)."""
    return {
        "landed": _("You landed"),
        "offer": _("An offer came"),
        "applied": _("You applied"),
        "sent_on": _("You were sent on"),
        "met": _("You met"),
        "no_answer": _("No answer; it rests"),
        "agreed": _("A meeting is agreed"),
        "in_touch": _("You are in touch"),
        "asked": _("You wrote; no answer yet"),
        "": _("Nothing yet"),
    }


@dataclass(frozen=True)
class ReferralRow:
    """One link, with the names of both ends.

    `outcome` is what the person wrote of it, `became` what follows from meetings and stages: a key
    of `outcome_names`.
    """

    id: str
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    reason: str = ""
    may_use_name: Permission = "not_asked"
    on_date: str = ""
    outcome: str = ""
    became: str = ""

    @property
    def result(self) -> str:
        """What became of it, in words: the person's own, else what the book knows."""
        said = self.outcome or self.became
        return outcome_names().get(said, said)


@dataclass(frozen=True)
class BranchRow:
    """Somebody further down a chain: through whom, and how many steps below."""

    id: str
    name: str
    parent: str
    depth: int


@dataclass(frozen=True)
class LinkDraft:
    """A referral as its form has it; either end is a contact, or a name that becomes one."""

    from_id: str = ""
    to_id: str = ""
    from_name: str = ""
    to_name: str = ""
    reason: str = ""
    may_use_name: str = "not_asked"
    on_date: date | None = None
    outcome: str = ""

    def checked(self, today: date) -> "LinkDraft":
        """The same, tidied; raises `Invalid` with a sentence per field."""
        line, block = texts.line, texts.block
        tidy = replace(
            self, from_name=line(self.from_name), to_name=line(self.to_name),
            reason=block(self.reason), outcome=block(self.outcome),
        )  # fmt: skip
        errors = {}
        if not (tidy.from_id or texts.says_something(tidy.from_name)):
            errors["from"] = _("Who sent you?")
        if not (tidy.to_id or texts.says_something(tidy.to_name)):
            errors["to"] = _("To whom did they send you?")
        if not errors and tidy.is_to_themselves():
            errors["to"] = _("Nobody refers to themselves. Who told you about them?")
        if tidy.may_use_name not in permission_names():
            errors["may_use_name"] = _("“{word}” is not one of the choices.").format(
                word=tidy.may_use_name[:60]
            )
        if tidy.on_date is not None and tidy.on_date > today:
            errors["on_date"] = _("That day is still to come. When did they say it?")
        if errors:
            raise Invalid(errors)
        return tidy

    def is_to_themselves(self) -> bool:
        """Whether both ends are one person, by what was typed."""
        if self.from_id or self.to_id:
            return self.from_id == self.to_id
        one, other = (names.fold(name).casefold() for name in (self.from_name, self.to_name))
        return one == other
