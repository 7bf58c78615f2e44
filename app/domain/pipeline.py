"""From information only to applied: what may follow what, and who opened the door (P01 P02 P03).

An outreach begins as information only. It goes on with an **invitation**: who opened the door, on
which day, by which channel, in their words. A *lead* to somebody leads to *referred* and says to
whom; the suggestion to apply for a *position* may lead straight to *applied*, which needs the
opportunity and the day of the application. Going back is always allowed.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.domain import texts
from app.errors import Invalid, Refused
from app.i18n import _

Stage = Literal["info_only", "referred", "applied"]
Closing = Literal["landed", "not_this_time", "resting"]
InvitationKind = Literal["lead", "position"]
STAGES: tuple[Stage, ...] = ("info_only", "referred", "applied")
CLOSINGS: tuple[Closing, ...] = ("landed", "not_this_time", "resting")
OFFER = "offer"  # a step within applied, with a day of its own

WORDS_LIMIT = 4_000  # characters
LINE_LIMIT = 300


def stage_names() -> dict[str, str]:
    """The three columns of the board."""
    return {
        "info_only": _("Information only"),
        "referred": _("Referred"),
        "applied": _("Applied"),
    }


def closing_names() -> dict[str, str]:
    """How an outreach can be closed."""
    return {
        "landed": _("Landed"),
        "not_this_time": _("Not this time"),
        "resting": _("Resting"),
    }


def state_name(state: str) -> str:
    """A stage, an offer or a closing, as people read it; stage histories hold all three."""
    return (stage_names() | {OFFER: _("An offer")} | closing_names()).get(state, state)


def invitation_kinds() -> dict[str, str]:
    """What an invitation can be."""
    return {
        "lead": _("A lead to somebody else"),
        "position": _("A suggestion to apply"),
    }


def channel_names() -> dict[str, str]:
    """How an invitation can reach one."""
    return {
        "in_person": _("In person"),
        "phone": _("On the phone"),
        "video": _("In a video call"),
        "mail": _("By e-mail"),
        "message": _("By message"),
        "letter": _("By letter"),
        "other": _("Another way"),
    }


def name_permissions() -> dict[str, str]:
    """Whether one may say who sent one (B04)."""
    return {
        "not_asked": _("Not asked yet"),
        "yes": _("Yes"),
        "no": _("No"),
    }


# What somebody typed


@dataclass(frozen=True)
class OutreachDraft:
    """A new outreach: to a contact, or to somebody new by name; always information only."""

    contact_id: str = ""
    new_name: str = ""
    subject: str = ""
    next_step: str = ""

    def checked(self) -> "OutreachDraft":
        """The same outreach, tidied; raises `Invalid` if it cannot be kept."""
        line = texts.line
        tidy = replace(
            self,
            new_name="" if self.contact_id else line(self.new_name),
            subject=line(self.subject),
            next_step=line(self.next_step),
        )
        errors = {}
        if not tidy.contact_id and not tidy.new_name:
            errors["contact"] = _("Whom would you like to talk to?")
        for name in ("subject", "next_step"):
            if problem := _too_long(getattr(tidy, name), LINE_LIMIT):
                errors[name] = problem
        if errors:
            raise Invalid(errors)
        return tidy


@dataclass(frozen=True)
class InvitationDraft:
    """Who opened the door, when, how, and in which words.

    `given_by` is a contact; whom a lead leads to is a contact (`leads_to`) or a new name
    (`leads_to_name`). `may_use_name`: yes, no or not_asked.
    """

    kind: str = ""
    given_on: date | None = None
    channel: str = ""
    words: str = ""
    given_by: str = ""
    leads_to: str = ""
    leads_to_name: str = ""
    may_use_name: str = "not_asked"

    def checked(self, today: date) -> "InvitationDraft":
        """The same invitation, tidied; raises `Invalid` with a sentence per field."""
        tidy = replace(
            self,
            channel=texts.line(self.channel),
            words=texts.block(self.words),
            leads_to_name="" if self.leads_to else texts.line(self.leads_to_name),
        )
        errors = {
            name: problem
            for name, problem in {
                "kind": _kind_problem(tidy),
                "given_by": "" if tidy.given_by else _("Who opened this door?"),
                "given_on": _day_problem(tidy.given_on, today),
                "channel": _channel_problem(tidy),
                "words": _words_problem(tidy),
                "leads_to": _lead_problem(tidy),
                "may_use_name": _permission_problem(tidy),
            }.items()
            if problem
        }
        if errors:
            raise Invalid(errors)
        return tidy


def _kind_problem(draft: InvitationDraft) -> str:
    if draft.kind in invitation_kinds():
        return ""
    return _("Was it a lead to somebody else, or a suggestion to apply?")


def _channel_problem(draft: InvitationDraft) -> str:
    if not texts.says_something(draft.channel):
        return _("How did it reach you?")
    return _too_long(draft.channel, LINE_LIMIT)


def _words_problem(draft: InvitationDraft) -> str:
    if not texts.says_something(draft.words):
        return _("Write down what they said, in their words. A few are enough.")
    return _too_long(draft.words, WORDS_LIMIT)


def _lead_problem(draft: InvitationDraft) -> str:
    if draft.kind == "lead" and not draft.leads_to and not draft.leads_to_name:
        return _("Whom does this lead to? A first name is enough to begin with.")
    if draft.leads_to and draft.leads_to == draft.given_by:
        return _("A lead goes to somebody else. For their own firm, it is a suggestion to apply.")
    return _too_long(draft.leads_to_name, LINE_LIMIT)


def _permission_problem(draft: InvitationDraft) -> str:
    return "" if draft.may_use_name in name_permissions() else _("Yes, no, or not asked yet?")


@dataclass(frozen=True)
class OpportunityDraft:
    """An opening at a firm; with an `id` it is one that the book knows already."""

    title: str = ""
    organization: str = ""
    link: str = ""
    notes: str = ""
    id: str = ""

    def checked(self) -> "OpportunityDraft":
        """The same opening, tidied; raises `Invalid` if it cannot be kept."""
        tidy = replace(
            self,
            title=texts.line(self.title),
            organization=texts.line(self.organization),
            link=texts.line(self.link),
            notes=texts.block(self.notes),
        )
        errors = {}
        if not tidy.id and not texts.says_something(tidy.title):
            errors["title"] = _("What is the position called?")
        for name, limit in (("title", LINE_LIMIT), ("organization", LINE_LIMIT), ("link", 2_000)):
            if problem := _too_long(getattr(tidy, name), limit):
                errors[name] = problem
        if errors:
            raise Invalid(errors)
        return tidy


def _too_long(text: str, limit: int) -> str:
    if len(text) <= limit:
        return ""
    return _("This has {length} characters; {limit} fit.").format(
        length=f"{len(text):,}", limit=f"{limit:,}"
    )


def _day_problem(day: date | None, today: date) -> str:
    if day is None:
        return _("Which day was it?")
    if day > today:
        return _("This day is still to come. An invitation counts from the day it was given.")
    return ""


# What may follow what


@dataclass(frozen=True)
class Standing:
    """Where an outreach stands, as far as the rules want to know."""

    contact_id: str
    stage: Stage = "info_only"
    closed: Closing | None = None
    leads_to: str = ""
    invited_on: date | None = None  # the invitation it stands on; None without any
    applied_on: date | None = None
    offered_on: date | None = None


@dataclass(frozen=True)
class Step:
    """One allowed step forward, tidied: what the service has to write."""

    to: Stage
    invitation: InvitationDraft | None
    opportunity: OpportunityDraft | None = None
    applied_on: date | None = None


def is_forward(standing: Standing, to: str) -> bool:
    """Whether this stage lies ahead; raises `Refused` for a stage that there is not."""
    return _place(to) > _place(standing.stage)


def forward(
    standing: Standing,
    to: str,
    *,
    invitation: InvitationDraft | None = None,
    opportunity: OpportunityDraft | None = None,
    applied_on: date | None = None,
    today: date,
) -> Step:
    """The step forward, if it may be taken (P01 P02 P03).

    Raises `Refused` where nobody opened the door, `Invalid` with a sentence per field where
    something is missing. From *referred* the invitation may stay as it is.
    """
    _refuse_what_leads_nowhere(standing, to, invitation)
    errors: dict[str, str] = {}
    if invitation is not None:
        try:
            invitation = invitation.checked(today)
        except Invalid as invalid:
            errors |= invalid.errors
        errors |= _kind_errors(standing, invitation.kind, to)
    if to == "applied":
        given_on = invitation.given_on if invitation is not None else standing.invited_on
        errors |= _application_errors(applied_on, given_on, today)
        try:
            opportunity = (opportunity or OpportunityDraft()).checked()
        except Invalid as invalid:
            errors |= invalid.errors
    if errors:
        raise Invalid(errors)
    if to == "referred":
        return Step("referred", invitation)
    return Step("applied", invitation, opportunity, applied_on)


def _refuse_what_leads_nowhere(
    standing: Standing, to: str, invitation: InvitationDraft | None
) -> None:
    _refuse_closed(standing)
    if not is_forward(standing, to):
        raise Refused(_("It already stands there, or further. Moving back is a step of its own."))
    if invitation is None and standing.invited_on is None:
        raise Refused(
            _(
                "This person is approached for information only. "
                "Record who opened the door, when, how and in which words, then move on."
            )
        )


def back(standing: Standing, to: str) -> Stage:
    """The stage to go back to, if that is one; raises `Refused`."""
    _refuse_closed(standing)
    if _place(to) >= _place(standing.stage):
        raise Refused(_("That is not a step back."))
    if to == "referred" and not standing.leads_to:
        raise Refused(
            _(
                "This was a suggestion to apply, nobody was referred. "
                "Move it back to information only."
            )
        )
    return STAGES[_place(to)]


def close(standing: Standing, how: str, until: date | None, today: date) -> Closing:
    """How an outreach is closed, if it may be: raises `Refused`, or `Invalid` for the day."""
    if standing.closed is not None:
        raise Refused(_("This outreach is closed already. Open it again first."))
    if how == "landed" and standing.stage != "applied":
        raise Refused(
            _(
                "Landed comes after applied. Record the application first, "
                "with who opened the door, so that they can be thanked."
            )
        )
    if how == "resting":
        if until is None:
            raise Invalid({"until": _("Until when shall it rest?")})
        if until <= today:
            raise Invalid({"until": _("Choose a day that is still to come.")})
    for closing in CLOSINGS:
        if closing == how:
            return closing
    raise Refused(_("There is no closing “{name}”.").format(name=how[:60]))


def reopen(standing: Standing) -> None:
    """Raises `Refused` when there is nothing to open again."""
    if standing.closed is None:
        raise Refused(_("This outreach is open."))


def _place(stage: str) -> int:
    if stage not in STAGES:
        raise Refused(_("There is no stage “{name}”.").format(name=stage[:60]))
    return STAGES.index(stage)


def _refuse_closed(standing: Standing) -> None:
    if standing.closed is not None:
        raise Refused(_("This outreach is closed. Open it again before you move it."))


def _kind_errors(standing: Standing, kind: str, to: str) -> dict[str, str]:
    if to == "referred" and kind == "position":
        return {"kind": _("A suggestion to apply leads to Applied. Referred needs a lead.")}
    if to == "applied" and kind == "lead":
        if standing.stage == "referred":
            return {"kind": _("Keep the lead that you have, or write down who suggested to apply.")}
        return {"kind": _("A lead leads to Referred first. From there you can go on to Applied.")}
    return {}


def _application_errors(
    applied_on: date | None, given_on: date | None, today: date
) -> dict[str, str]:
    if applied_on is None:
        return {"applied_on": _("On which day did you apply?")}
    if applied_on > today:
        return {"applied_on": _("This day is still to come. Move it on once you have applied.")}
    if given_on is not None and applied_on < given_on:
        return {"applied_on": _("This is before the door was opened. Check the two dates.")}
    return {}
