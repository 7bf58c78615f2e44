"""What a contact needs, heard and written down, and when it was last looked at (P23)."""

from dataclasses import dataclass
from datetime import date

from app.domain import texts
from app.errors import Invalid
from app.i18n import _

REVIEW_AFTER_DAYS = 14  # two weeks keep a need in mind and leave every second week alone
_LINE_LIMIT = 2_000


@dataclass(frozen=True)
class NeedRow:
    """A need as a list shows it."""

    id: str
    contact_id: str
    name: str
    organization: str
    text: str
    heard_on: str
    met_on: str = ""
    looked_at: str = ""  # UTC

    @property
    def is_open(self) -> bool:
        """Whether nobody has met it yet."""
        return not self.met_on


def checked(contact_id: str, text: str) -> str:
    """The text of a need, tidied; raises `Invalid` with a sentence per field."""
    tidy = texts.line(text)
    errors = {}
    if not contact_id:
        errors["contact"] = _("Whose need is it?")
    if not texts.says_something(tidy):
        errors["text"] = _("What do they need? A few words are enough.")
    elif len(tidy) > _LINE_LIMIT:
        errors["text"] = _("This line is too long: {limit} characters fit.").format(
            limit=f"{_LINE_LIMIT:,}"
        )
    if errors:
        raise Invalid(errors)
    return tidy


def review_waits(looked_at: date | None, first_heard: date | None, today: date) -> bool:
    """Whether it is time to go over the open needs again (P23).

    `looked_at` is when any need was last gone over, `first_heard` when the oldest of those that are
    open was heard. Who went over a part of the list has thought of people, and is left in peace.
    """
    if first_heard is None:
        return False
    since = first_heard if looked_at is None else max(first_heard, looked_at)
    return (today - since).days >= REVIEW_AFTER_DAYS
