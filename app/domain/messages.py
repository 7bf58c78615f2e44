"""What there is to write to whom, and why: the kinds of messages and their occasions (P37).

An `Occasion` says what a message is for and is all that a page needs to open one. The words are
made in `templates` from what the book says, which `services.messages` gathers.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, cast, get_args

from app.domain.etiquette import Duty, Key
from app.errors import Invalid
from app.i18n import _

MessageKind = Literal[
    "request", "second_try", "last_try", "thank_you", "report_back", "check_in", "reminder",
    "introduction",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(MessageKind)

# What a duty asks to be written; the others are done, not written.
_OF_DUTIES: dict[str, MessageKind] = {
    "thank": "thank_you",
    "report_back": "report_back",
    "their_promise": "reminder",
    "second_try": "second_try",
    "last_try": "last_try",
    "check_in": "check_in",
}


def kind_names() -> dict[str, str]:
    """The kinds of messages, in the order in which an acquaintance has use for them."""
    return {
        "request": _("Request"),
        "second_try": _("Second try"),
        "last_try": _("Last try"),
        "thank_you": _("Thank-you"),
        "report_back": _("Report back"),
        "check_in": _("Check-in"),
        "reminder": _("Gentle reminder"),
        "introduction": _("Introduction"),
    }


@dataclass(frozen=True)
class Occasion:
    """Why there is something to write: what kind, to whom, and what it hangs on.

    `other_id` is the second person of an introduction. What is empty is found in the book: the
    outreach that is open, the meeting that was last.
    """

    kind: MessageKind
    contact_id: str
    duty: Key | None = None
    meeting_id: str = ""
    outreach_id: str = ""
    other_id: str = ""

    def to_id(self) -> str:
        """The occasion as a text, for `page.open_card("message", …)`; equals have the same."""
        said = {name: value for name, value in asdict(self).items() if value}
        said |= {"kind": self.kind, "contact_id": self.contact_id}
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_id(text: str) -> "Occasion":
        """The occasion that `to_id` made a text of; raises `Invalid` for any other text."""
        try:
            said = json.loads(text)
            duty = said.pop("duty", None)
            occasion = Occasion(**said, duty=None if duty is None else Key(*duty))
        except (ValueError, TypeError, AttributeError):
            raise _unreadable() from None
        words = [*(asdict(occasion) | {"duty": ""}).values(), *(occasion.duty or ())]
        if occasion.kind not in KINDS or not all(isinstance(word, str) for word in words):
            raise _unreadable()
        return occasion


@dataclass(frozen=True)
class Message:
    """A message as it may be sent: the person's to read and change.

    `to` are the e-mail addresses there are, the preferred one first. `remarks` say what was left
    out and why; `built_from` is what the words stand on, a title and a text each.
    """

    subject: str
    body: str
    to: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    built_from: tuple[tuple[str, str], ...] = ()
    to_name: str = ""
    stage: str = "info_only"  # how far the thread has come that it belongs to (P01)


# What a template of each kind may speak of. A check-in has no word for anything that could be
# asked (P10, P20), and a request none for a job (P01).
_ALWAYS = ("name", "full_name", "firm", "me")
FIELDS: dict[str, tuple[str, ...]] = {
    "request": (
        *_ALWAYS, "referrer", "reason", "aim", "topic", "time", "medium", "ask", "ask_size",
        "offer", "tidbit",
    ),
    "second_try": (*_ALWAYS, "referrer", "written", "aim", "topic", "time", "offer", "tidbit"),
    "last_try": (*_ALWAYS, "referrer", "written", "aim", "topic", "time", "offer", "tidbit"),
    "thank_you": (
        *_ALWAYS, "thanks_for", "day", "topic", "advice", "names_given", "follow_up", "promise",
        "need", "tidbit",
    ),
    "report_back": (*_ALWAYS, "about", "path", "news", "topic", "tidbit"),
    "check_in": (*_ALWAYS, "last", "topic", "advice", "need", "tidbit"),
    "reminder": (*_ALWAYS, "promised", "offered", "topic", "time", "pass_on"),
    "introduction": (
        *_ALWAYS, "work", "expertise", "admired", "other", "other_full", "other_work",
        "other_expertise", "other_admired",
    ),
}  # fmt: skip


def field_names() -> dict[str, str]:
    """What each field of a template says."""
    return {
        "name": _("What you call them"),
        "full_name": _("Their whole name"),
        "firm": _("Their firm"),
        "me": _("Your name, from the preferences"),
        "referrer": _("Who sent you, with a yes to the name"),
        "reason": _("Why, in the referrer’s words"),
        "aim": _("What you would like to learn, a sentence"),
        "topic": _("What it is about"),
        "time": _("How long, such as half an hour"),
        "medium": _("In person, by video or by phone"),
        "ask": _("The one ask"),
        "ask_size": _("How much that is"),
        "offer": _("What you offer in return"),
        "tidbit": _("Something that may be passed on to them"),
        "written": _("When you wrote before"),
        "thanks_for": _("What you thank for"),
        "day": _("When you met"),
        "advice": _("What they advised, in their words"),
        "names_given": _("Whom they sent you to"),
        "follow_up": _("What you will do about a lead"),
        "promise": _("What you said you would do"),
        "need": _("What they are looking for"),
        "about": _("Whom the news is about"),
        "path": _("How you came there, a sentence"),
        "news": _("What there is to tell"),
        "last": _("When you were last in touch"),
        "promised": _("When they offered it"),
        "offered": _("What they offered to do"),
        "pass_on": _("Two lines to pass on"),
    } | _introduced()


def _introduced() -> dict[str, str]:
    """Of the two people of an introduction."""
    return {
        "work": _("What they do, and where"),
        "expertise": _("What they know"),
        "admired": _("What the one who sent you to them admires"),
        "other": _("What you call the other one"),
        "other_full": _("The whole name of the other one"),
        "other_work": _("What the other one does, and where"),
        "other_expertise": _("What the other one knows"),
        "other_admired": _("What the one who sent you to the other admires"),
    }


def occasion_of_duty(duty: Duty) -> Occasion | None:
    """What to write for a duty; None where there is nothing to write."""
    kind = _OF_DUTIES.get(duty.kind)
    if kind is None:
        return None
    return Occasion(kind, duty.contact_id, duty.key, outreach_id=duty.outreach_id)


def answers(occasion: Occasion, duty: Duty) -> bool:
    """Whether a message that was begun without a duty does this one.

    Thanks are thanks, whatever they were begun for; news hang on what happened, a try on a thread.
    """
    if _OF_DUTIES.get(duty.kind) != occasion.kind or duty.contact_id != occasion.contact_id:
        return False
    if occasion.kind == "report_back":
        return duty.cause_id == occasion.meeting_id
    return not (occasion.outreach_id and duty.outreach_id) or (
        occasion.outreach_id == duty.outreach_id
    )


def told_with(key: Key, found: Iterable[Duty]) -> tuple[Duty, ...]:
    """What else one hears who is told the news of a duty: all that happened until then (B01).

    Who hears that I applied does not wait to be told that I met whoever they sent me to.
    """
    waiting = [duty for duty in found if (duty.kind, duty.contact_id) == (key.kind, key.contact_id)]
    own = next((duty for duty in waiting if duty.key == key), None)
    if own is None or own.kind != "report_back":
        return ()
    return tuple(duty for duty in waiting if duty is not own and _news(duty)[0] <= _news(own)[0])


def newest(found: Iterable[Duty]) -> Duty:
    """Of several duties to one person, the one whose news tell the most: the last that happened."""
    return max(found, key=_news)


def _news(duty: Duty) -> tuple[date, Key]:
    return duty.since or date.min, duty.key


def is_kind(text: str) -> bool:
    """Whether this is a kind of message."""
    return text in KINDS


def as_kind(text: str) -> MessageKind:
    """This text as a kind; raises `Invalid` where it is none."""
    if not is_kind(text):
        raise Invalid({"kind": _("There is no message of this kind.")})
    return cast("MessageKind", text)


def _unreadable() -> Invalid:
    return Invalid({"occasion": _("It cannot be told what this message is for.")})
