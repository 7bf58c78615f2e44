"""The network on one page: you at the left, then everybody by how far they are from you (P08, P42).

Each stands under whoever sent you to them, so that a chain is read from left to right. Arrows are
referrals; dashes, the heavier the warmer, are people who know each other. How far things have come
with somebody is a shape, whom most roads lead through is a large one with a number (P12): all of it
reads in black and white.

It is your own paper, and a way that may not be named is still the way you came: so everybody is on
it. But papers are carried, and laid on tables. Wherever somebody has not said yes to being named
(B04) a sign stands in the arrow, “?” for ask first and “no” for do not, and the legend says so.
"""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from app.brief import clock, fonts, foot, remarks
from app.brief.page import LABEL, LEADING, Page, Paper, Sheet
from app.brief.setting import Run, set_text
from app.domain import chains, networks
from app.domain.networks import Network, Person, Picture, Place, Sent
from app.domain.relationships import warmth_names
from app.i18n import _, ngettext
from app.papers import legend, links, marks
from app.papers.nodes import Node, widths

_TITLE = 19.0
_YOU = 40.0  # the width of the box at the left
_MOST_COLUMNS = {True: 5, False: 3}  # across and upright
_CLOSEST, _WIDEST = 24.6, 56.0  # from one row to the next
# The type of a name and of the firm, for rows that are at least so far from each other.
_SIZES = ((50.0, (13.0, 10.5)), (33.0, (10.5, 9.0)), (28.0, (9.5, 8.5)), (0.0, (8.5, 8.5)))


class _Frame(NamedTuple):
    """The empty page: how it lies, from where to where there is room."""

    sheet: Sheet
    picture: Picture
    top: float
    bottom: float
    notes: tuple[str, ...]


def title() -> str:
    """What the page is called."""
    return _("Your network")


def pages(network: Network, *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The picture: one page, lying where more of it is seen that way."""
    network = _printable(network)
    frames = [_frame(network, paper, landscape=landscape) for landscape in (True, False)]
    across, upright = frames
    best = upright if len(upright.picture.places) > len(across.picture.places) else across
    sheet = best.sheet
    _head(sheet, network)
    skipped = _draw(best, network) if best.picture.places else 0
    above = sheet.bottom - _foot(landscape=sheet.width > sheet.height)
    legend.draw(sheet, legend.entries(network, best.picture), above)
    notes = (*best.notes, *([_not_drawn(skipped)] if skipped else []))
    most = 1 if sheet.width > sheet.height else 2
    lines = set_text((Run(" ".join(notes), "italic", "quiet"),), LABEL, sheet.measure, most).lines
    foot.draw_notes(sheet, lines)
    printed = remarks.printed(clock.long_day(printed_at.date()), clock.time_of_day(printed_at))
    foot.draw_last(sheet, printed, _("Private. For your own eyes."))
    return [sheet.page(network.around or title(), (best.sheet.width, LABEL))]


def _printable(network: Network) -> Network:
    """Words in characters that print."""
    people = tuple(
        Person(
            person.id, _line(person.name), _line(person.firm), person.state,
            person.closeness, person.links,
        )
        for person in network.people
    )  # fmt: skip
    return Network(
        people, network.sent, network.known, network.aims, _line(network.around),
        network.others,
    )  # fmt: skip


def _line(text: str) -> str:
    return " ".join(fonts.printable(text).split())


def _frame(network: Network, paper: Paper, *, landscape: bool) -> _Frame:
    sheet = Sheet(paper, landscape=landscape)
    top = sheet.top + 52
    bottom = sheet.bottom - _foot(landscape=landscape) - legend.height(sheet) - 10
    columns = _MOST_COLUMNS[landscape]
    found = networks.picture(network, rows=int((bottom - top) / _CLOSEST), columns=columns)
    return _Frame(sheet, found, top, bottom, _notes(network, found))


def _foot(*, landscape: bool) -> float:
    """How much the last lines take: what is not on the page is told in one or two of them."""
    return LABEL * LEADING * (2 if landscape else 3) + 4


def _notes(network: Network, picture: Picture) -> tuple[str, ...]:
    """Who is not on the page, counted."""
    if not network.people and not network.others:
        return ()
    notes = []
    if picture.left_out:
        text = ngettext(
            "{count} more person in these chains has no room on this page.",
            "{count} more people in these chains have no room on this page.",
            picture.left_out,
        )
        notes.append(text.format(count=picture.left_out))
    if network.others > 0:
        text = ngettext(
            "{count} more person is in your book.",
            "{count} more people are in your book.",
            network.others,
        )
        notes.append(text.format(count=network.others))
    return tuple(notes)


def _not_drawn(count: int) -> str:
    return ngettext(
        "{count} more link between these people is in the book.",
        "{count} more links between these people are in the book.",
        count,
    ).format(count=count)


def _head(sheet: Sheet, network: Network) -> None:
    base = sheet.top + _TITLE * 0.74
    sheet.tag("H1")
    words = (Run(network.around or title(), "bold"),)
    line = set_text(words, _TITLE, sheet.measure, 1).lines[0]
    sheet.line(line, sheet.left, base, _TITLE)
    if not network.people:
        sheet.tag("P")
        words = (Run(_nobody(), ink="quiet"),)
        for number, line in enumerate(set_text(words, 10.5, sheet.measure * 0.7).lines):
            sheet.line(line, sheet.left, base + 40 + number * 14, 10.5)


def _nobody() -> str:
    return _(
        "Nothing leads anywhere yet. Note on somebody’s card who sent you to them and whom they "
        "know; then they stand here."
    )


def _draw(frame: _Frame, network: Network) -> int:
    """The drawing itself; how many links found no way round the words."""
    sheet, picture = frame.sheet, frame.picture
    pitch = min(_WIDEST, (frame.bottom - frame.top) / picture.rows)
    people = {person.id: person for person in network.people}
    hubs = networks.hubs(network)
    sizes = next(sizes for least, sizes in _SIZES if pitch >= least)
    columns = widths(picture, people, sheet.measure - _YOU, sizes)
    starts = [sheet.left + _YOU]
    for width in columns:
        starts.append(starts[-1] + width)
    nodes = {
        place.id: Node(
            people[place.id],
            place,
            (starts[place.depth - 1], frame.top + place.row * pitch, columns[place.depth - 1]),
            sizes,
            hub=hubs.get(place.id, 0),
            aimed=place.id in network.aims,
        )
        for place in picture.places
    }  # fmt: skip
    _headings(sheet, starts, frame.top - 15)
    sheet.tag("Figure", told(network, picture))
    you = links.draw_you(sheet, [node for node in nodes.values() if node.place.depth == 1], _YOU)
    links.draw_tree(sheet, nodes, you, starts)
    skipped = links.draw_across(sheet, picture, nodes, starts, pitch)
    for node in nodes.values():
        node.draw(sheet)
        marks.draw(sheet, node)
    sheet.tag("P")
    return skipped


def _headings(sheet: Sheet, starts: list[float], base: float) -> None:
    """How far those are who stand below."""
    for steps, (start, end) in enumerate(pairwise(starts)):
        words = _("You know them") if not steps else chains.degree_words(steps)
        sheet.tag("P")
        sheet.label(words, start + marks.ROOM, base, end - start - marks.ROOM - 4, ink="quiet")


def told(network: Network, picture: Picture) -> str:
    """The picture in sentences, for whoever hears it."""
    people = {person.id: person for person in network.people}
    said = [_said(place, people) for place in picture.places]
    return " ".join(said)


def _said(place: Place, people: dict[str, Person]) -> str:
    name = people[place.id].name
    if place.link is None:
        return _("You know {name}.").format(name=name)
    other = people[place.parent].name
    if not isinstance(place.link, Sent):
        how = warmth_names()[place.link.warmth]
        return _("{one} knows {other} {how}.").format(one=other, other=name, how=how)
    told = _("{one} sent you to {other}.").format(one=other, other=name)
    if place.link.may_use_name == "yes":
        return told
    asked = {
        "no": _("Do not say so there."),
        "not_asked": _("Ask before you say so there."),
    }[place.link.may_use_name]
    return f"{told} {asked}"
