"""The PDFs that go along with briefs: your résumé in its versions, and whatever else is printed."""

from dataclasses import dataclass
from typing import Literal

from app.domain import texts
from app.errors import Invalid
from app.i18n import _

Kind = Literal["resume", "other"]
_LIMIT = 120


@dataclass(frozen=True)
class DocumentRow:
    """One document as a list shows it; `added_on` is a day as ISO text, `size` is in bytes."""

    id: str
    kind: Kind
    name: str
    added_on: str
    size: int
    chosen: bool  # goes into a print pack unless another is said (P40)


def kind_names() -> dict[str, str]:
    """What a document can be."""
    return {"resume": _("Résumé"), "other": _("Another document")}


def checked_name(name: str) -> str:
    """The name, tidied; raises `Invalid`."""
    tidy = texts.line(name)
    if not tidy:
        raise Invalid({"name": _("What shall it be called?")})
    if len(tidy) > _LIMIT:
        raise Invalid({"name": _("That is very long. A few words are easier to find again.")})
    return tidy
