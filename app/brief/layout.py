"""One page, always: the parts are measured, fitted and placed; nothing is drawn here.

Type goes down first, to 8.5 points and no further, then room to write, then the cut order of
`content`. What had to go is said on the page. The result is a list of placed pieces that anybody
can check.
"""

from dataclasses import fields, replace
from datetime import datetime
from operator import is_not
from typing import Any

from app.brief import body, clock, codes, fonts, foot, phrases, remarks, top
from app.brief.content import Brief, BriefPerson
from app.brief.page import Page, Paper, Sheet


def lay_out(brief: Brief, *, paper: Paper, printed_at: datetime) -> Page:
    """The page for this meeting on this paper, as placed pieces."""
    clean, unknown = cleaned(brief)
    notes = zone_notes(clean)
    if unknown:
        notes.append(remarks.unprintable([fonts.name_of(character) for character in unknown]))
    zone = clock.known_zone(brief.your_zone)
    printed = printed_at.astimezone(zone) if zone and printed_at.tzinfo else printed_at
    return _laid_out(clean, paper, printed, notes)


def cleaned(brief: Brief) -> tuple[Brief, tuple[str, ...]]:
    """The brief in characters that print, and those that do not."""
    unknown: dict[str, None] = {}
    return _cleaned(brief, "", unknown), tuple(unknown)


def zone_notes(brief: Brief) -> list[str]:
    """A sentence for each time zone that is gone."""
    zones = dict.fromkeys((brief.their_zone, brief.your_zone))
    return [remarks.unknown_zone(zone) for zone in zones if zone and not clock.known_zone(zone)]


# Only these are told in several paragraphs.
_PARAGRAPHS = frozenset({"about", "favors", "plan_b"})


def _cleaned(value: Any, name: str, unknown: dict[str, None]) -> Any:
    if isinstance(value, str):
        text = fonts.printable(value, unknown)
        return text if name in _PARAGRAPHS else text.replace("\n", " ").strip(" ")
    if isinstance(value, tuple):
        parts = tuple([_cleaned(part, name, unknown) for part in value])
        return parts if any(map(is_not, parts, value)) else value
    if isinstance(value, Brief | BriefPerson):
        changed = {}
        for field in fields(value):
            before = getattr(value, field.name)
            after = _cleaned(before, field.name, unknown)
            if after is not before:  # most of it prints as it was typed
                changed[field.name] = after
        return replace(value, **changed) if changed else value
    return value


def _laid_out(
    brief: Brief, paper: Paper, printed: datetime, notes: list[str], *, coded: bool = True
) -> Page:
    sheet = Sheet(paper)
    sheet.tag("Sect")
    start, shortened = top.draw(sheet, brief, coded=coded)
    lines = foot.notes(sheet, notes)
    columns = body.fitted(brief, sheet, start + 10, foot.top(sheet, lines))
    over = columns.left.over or columns.right.over
    if (
        (columns.lost or over) and coded and codes.leads_to(brief)
    ):  # content is worth more than a code
        return _laid_out(brief, paper, printed, notes, coded=False)
    if over and any(one.phone for one in brief.people):
        people = tuple([replace(one, phone="") for one in brief.people])
        return _laid_out(replace(brief, people=people), paper, printed, notes, coded=False)
    body.draw(sheet, brief, columns)
    shortened = shortened or columns.left.shortened or columns.right.shortened
    foot.draw(sheet, lines, printed, shortened=shortened, private=bool(brief.private))
    return sheet.page(
        remarks.document_title(phrases.names(brief)),
        (columns.left.size, columns.right.size),
        shortened=shortened,
        lost=columns.lost,
    )
