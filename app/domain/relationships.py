"""Who knows whom, how, and how well (P08)."""

from dataclasses import dataclass, replace

from app.domain import texts
from app.errors import Invalid
from app.i18n import _


def warmth_names() -> dict[int, str]:
    """How well two people know each other, the warmest first."""
    return {3: _("warmly"), 2: _("well"), 1: _("by name")}


@dataclass(frozen=True)
class RelationshipRow:
    """Somebody whom a contact knows."""

    id: str
    contact_id: str
    name: str
    how: str
    warmth: int

    @property
    def words(self) -> str:
        """How they know each other: the person's own words, and how well."""
        return ", ".join(filter(None, (self.how, warmth_names()[self.warmth])))


@dataclass(frozen=True)
class RelationshipDraft:
    """Two contacts who know each other; the other may be a name that becomes a contact."""

    contact_id: str
    other_id: str = ""
    other_name: str = ""
    how: str = ""
    warmth: int = 2

    def checked(self) -> "RelationshipDraft":
        """The same, tidied; raises `Invalid` with a sentence per field."""
        tidy = replace(self, other_name=texts.line(self.other_name), how=texts.block(self.how))
        errors = {}
        if not (tidy.other_id or texts.says_something(tidy.other_name)):
            errors["other"] = _("Whom do they know?")
        elif tidy.other_id == tidy.contact_id:
            errors["other"] = _("Everybody knows themselves. Whom else do they know?")
        if tidy.warmth not in warmth_names():
            errors["warmth"] = _("How well is one of: warmly, well, by name.")
        if errors:
            raise Invalid(errors)
        return tidy
