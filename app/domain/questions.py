"""Which questions to suggest for a meeting: focused, few, their work before yours (P13, P34)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain import texts
from app.errors import Invalid
from app.i18n import _

# A first meeting is about their work and what they need (P13).
FIRST = "first"
_LIMIT = 2_000


@dataclass(frozen=True)
class BankQuestion:
    """A question kept for many meetings; `id` is empty for one that ships with the program.

    `purpose` is a purpose of a meeting, `first` for a first meeting, or '' for any.
    """

    text: str
    purpose: str = ""
    field: str = ""
    id: str = ""

    def checked(self) -> "BankQuestion":
        """The same question, tidied; raises `Invalid` if it asks nothing."""
        text = texts.line(self.text)
        if not text:
            raise Invalid({"text": _("Write down the question first.")})
        if len(text) > _LIMIT:
            raise Invalid(
                {
                    "text": _("This question is too long: {limit} characters fit.").format(
                        limit=_LIMIT
                    )
                }
            )
        return replace(self, text=text, field=texts.line(self.field))


def suggestions(
    bank: Iterable[BankQuestion],
    *,
    purpose: str = "",
    field: str = "",
    first_meeting: bool = False,
    taken: Iterable[str] = (),
) -> tuple[BankQuestion, ...]:
    """What to suggest, best first: never one that is on the list already.

    On a first meeting questions about their work and needs come before all others. Your own come
    before ours, and those of the field you name before the general ones.
    """
    known = {_same(text) for text in taken}
    wanted = {purpose, ""} | ({FIRST} if first_meeting else set())
    found: dict[str, BankQuestion] = {}
    for question in bank:
        if question.purpose in wanted and _same(question.text) not in known:
            found.setdefault(_same(question.text), question)
    words = set(field.casefold().split())

    def place(question: BankQuestion) -> tuple[bool, bool, bool, bool]:
        of_the_field = bool(words & set(question.field.casefold().split()))
        return (
            question.purpose != FIRST,
            not of_the_field,
            not question.id,
            question.purpose != purpose,
        )

    return tuple(sorted(found.values(), key=place))


def _same(text: str) -> str:
    return texts.line(text).casefold().rstrip(" ?.!")
