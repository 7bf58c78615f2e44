"""Tidbits in words: who may hear them, how fresh they are, whom they would help."""

from collections.abc import Sequence
from datetime import date

from app.domain import tidbits
from app.domain.tidbits import Interest, TidbitRow
from app.i18n import _
from ui.contacts.words import short_day
from ui.widgets.chip import Mark


def marks(row: TidbitRow) -> list[Mark]:
    """Who may hear it; amber only where the source's name has to come out of the text first."""
    kind = "calm" if row.may_pass == "freely" else "plain"
    found = [Mark(tidbits.may_pass_names()[row.may_pass], kind)]
    if name := tidbits.name_inside(row):
        found.append(Mark(_("Names {name}").format(name=name), "attention"))
    return found


def freshness(row: TidbitRow, today: date) -> str:
    """Until when it is worth telling."""
    if not row.fresh_until:
        return ""
    day = short_day(date.fromisoformat(row.fresh_until), today)
    return (_("Old since {day}") if row.is_stale(today) else _("Fresh until {day}")).format(day=day)


def subtitle(row: TidbitRow) -> str:
    """Where it came from and what it is about, in one line."""
    from_whom = _("from {source}").format(source=row.from_whom) if row.from_whom else ""
    about = _("about {topics}").format(topics=row.about) if row.about else ""
    return " · ".join(filter(None, (from_whom, about)))


def outcome(row: TidbitRow, today: date) -> str:
    """What would leave the book of a tidbit, and in which words."""
    if warning := tidbits.name_warning(row):
        return warning
    if row.may_pass == "no":
        return _("It stays with you. A page or message that says it is printed without it.")
    if row.is_stale(today):
        return _("It is old by now, so it is not offered any more.")
    shared = tidbits.to_share(row, today)
    assert shared is not None
    return _("Offered for meetings as: {words}").format(words=shared.text) if row.text else ""


def helps(needs: Sequence[Interest]) -> str:
    """Whom something new would help (P24), or ''."""
    if not needs:
        return ""
    first = needs[0]
    text = _("This may help {name}: “{need}”.").format(name=first.name, need=first.text)
    others = list(dict.fromkeys(need.name for need in needs[1:] if need.name != first.name))[:2]
    if others:
        text = _("{sentence} {names}, too.").format(sentence=text, names=", ".join(others))
    return text
