"""What a meeting is not ready with yet (P06, P30, P33, P34, B04). It prints all the same."""

from dataclasses import dataclass

from app.i18n import _


@dataclass(frozen=True)
class MeetingFacts:
    """What has to be known of a meeting to say what is missing."""

    people: int = 0
    unknown_experts: tuple[str, ...] = ()  # names of those of whom no expertise is noted
    has_start: bool = False
    has_purpose: bool = False
    medium: str = ""
    has_place: bool = False
    questions: int = 0
    referrer: str = ""  # the name, '' when nobody sent me
    has_reason: bool = False
    may_use_name: str = ""
    has_ask: bool = False
    has_offer: bool = False


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and the field of the meeting form that mends it."""

    field: str
    text: str


def gaps(facts: MeetingFacts) -> tuple[Gap, ...]:
    """What is not ready yet, what matters most first."""
    found = []
    if not facts.people:
        found.append(Gap("people", _("Nobody chosen yet")))
    if not facts.questions:
        found.append(Gap("questions", _("No questions yet")))
    if facts.referrer and not facts.has_reason:
        found.append(Gap("reason", _("No reason for the referral")))
    for name in facts.unknown_experts:
        text = _("No expertise noted") if facts.people == 1 else _("No expertise noted: {name}")
        found.append(Gap("expertise", text.format(name=name)))
    if facts.has_ask and not facts.has_offer:
        found.append(Gap("offer", _("The ask has no offer yet")))
    if not facts.has_start:
        found.append(Gap("start", _("No day and time yet")))
    if not facts.has_purpose:
        found.append(Gap("purpose", _("No purpose yet")))
    if facts.referrer and facts.may_use_name == "not_asked":
        found.append(Gap("may_use_name", _("Not asked whether you may use the name")))
    if facts.medium == "in_person" and not facts.has_place:
        found.append(Gap("place", _("No place yet")))
    return tuple(found)


def missing(facts: MeetingFacts) -> tuple[str, ...]:
    """What is not ready yet, in words."""
    return tuple(gap.text for gap in gaps(facts))
