"""What a contact needs, what was asked, given and promised, and what is worth telling (P06 P16)."""

from collections.abc import Iterator
from datetime import date

from app.brief.setting import Run, Runs
from app.domain import asks as ask_rules
from app.domain.asks import AskRow
from app.domain.contact_sheets import ContactSheet
from app.domain.favors import FavorRow
from app.domain.needs import NeedRow
from app.domain.promises import PromiseRow
from app.domain.tidbits import TidbitRow
from app.i18n import _
from app.papers.parts import Bullets, Label, Part
from app.papers.said import day


def needs(sheet: ContactSheet, today: date) -> Iterator[Part]:
    """Open ones first, then those that somebody met (P23)."""
    if sheet.needs:
        yield Bullets(tuple(_need(row, today) for row in sheet.needs))


def _need(row: NeedRow, today: date) -> Runs:
    since = _("open since {day}") if row.is_open else _("heard {day}, met {met}")
    told = since.format(day=day(row.heard_on, today), met=day(row.met_on, today))
    return (Run(row.text, "bold" if row.is_open else "regular"), _aside(told))


def between(sheet: ContactSheet, today: date) -> Iterator[Part]:
    """Asks with their offers, promises both ways, favors (P16, P27, B06)."""
    for words, items in (
        (_("Asked, and offered for it"), [_ask(row, today) for row in sheet.asks]),
        (_("You promised"), [_promise(r, today) for r in sheet.promises if r.direction == "mine"]),
        (
            _("They promised"),
            [_promise(row, today) for row in sheet.promises if row.direction == "theirs"],
        ),
        (_("They did for you"), _favors(sheet, "received", today)),
        (_("You did for them"), _favors(sheet, "given", today)),
    ):
        if items:
            yield Label(words)
            yield Bullets(tuple(items))


def _ask(row: AskRow, today: date) -> Runs:
    about = [
        ask_rules.state_names()[row.state].lower(),
        row.size,
        _("wanted by {day}").format(day=day(row.wanted_by, today)) if row.wanted_by else "",
        day(row.asked_on, today),
    ]
    said: Runs = (Run(row.thing, "bold" if row.is_open else "regular"), _aside(_listed(about)))
    if row.offer:
        return (*said, Run(" " + _("In return: {offer}").format(offer=row.offer)))
    if row.wants_offer:
        return (*said, Run(" " + _("No offer yet."), "bold", "alarm"))
    return said


def _promise(row: PromiseRow, today: date) -> Runs:
    if row.kept_on:
        told = _("kept {day}").format(day=day(row.kept_on, today))
    elif row.due:
        told = _("due {day}").format(day=day(row.due, today))
    else:
        told = _("made {day}").format(day=day(row.made_on, today))
    return (Run(row.text, "regular" if row.kept_on else "bold"), _aside(told))


def _favors(sheet: ContactSheet, direction: str, today: date) -> list[Runs]:
    return [_favor(row, today) for row in sheet.favors if row.direction == direction]


def _favor(row: FavorRow, today: date) -> Runs:
    told = [day(row.on_date, today)]
    if row.settled_with:
        told.append(_("returned: {what}").format(what=row.settled_with))
    return (Run(row.what), _aside(_listed(told)))


def tidbits(sheet: ContactSheet, today: date) -> Iterator[Part]:
    """What would interest them, in words that may be passed on; and what they told (P29).

    What may not be passed on stands in the private part, where that was chosen.
    """
    if sheet.worth_telling:
        yield Label(_("Worth telling"))
        yield Bullets(tuple((Run(one.text), _aside(one.because)) for one in sheet.worth_telling))
    told = [row for row in sheet.told_you if row.may_pass != "no"]
    if told:
        yield Label(_("They told you"))
        yield Bullets(tuple(_tidbit(row, today) for row in told))


def _tidbit(row: TidbitRow, today: date) -> Runs:
    named = _("without their name") if row.may_pass == "unnamed" else ""
    return (Run(row.text), _aside(_listed([day(row.heard_on, today), named])))


def _listed(texts: list[str]) -> str:
    return ", ".join(filter(None, texts))


def _aside(text: str) -> Run:
    return Run(f" ({text.rstrip('.')})" if text else "", ink="quiet")
