"""The call list: sit down with a list, not with one call; a row for each, and room (P44)."""

from datetime import datetime

from app.brief import clock
from app.brief.page import LABEL, Page, Paper
from app.brief.setting import Run
from app.domain import call_lists
from app.domain.call_lists import Call, CallList
from app.i18n import _, ngettext
from app.papers import flow
from app.papers.parts import Cell, Column, Document, Part, Room, Say, Table, Ticks


def title(printed_at: datetime) -> str:
    """What the document is called, and a file suggested for it."""
    return _("Call list: {day}").format(day=clock.long_day(printed_at.date()))


def pages(found: CallList, *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The list as placed pieces; `printed_at` is on the clock of whoever calls."""
    columns = (
        Column("", points=16),
        Column(_("Whom"), 1.05),
        Column(_("Why you call, and how to begin"), 1.15),
        Column(_("What came of it, and what is next"), 1.6),
    )
    rows = tuple(_row(number, call, printed_at) for number, call in enumerate(found.calls, start=1))
    parts: tuple[Part, ...] = (Table(columns, rows),)
    count = len(found.calls)
    document = Document(
        _("Call list"),
        parts,
        period=clock.long_day(printed_at.date()),
        counted=ngettext("{count} call", "{count} calls", count).format(count=count),
        under=((Run(_("One after the other; write the outcome before you dial the next.")),),),
        notes=_notes(found),
    )
    return flow.pages(document, paper=paper, printed_at=printed_at)


def _row(number: int, call: Call, at: datetime) -> tuple[Cell, ...]:
    whom = [Say((Run(call.name, "bold"),))]
    if call.firm:
        whom.append(Say((Run(call.firm, ink="quiet"),), LABEL))
    whom += [Say((Run(phone),)) for phone in call.phones]
    hours = call_lists.their_day(clock.known_zone(call.zone), at.tzinfo, at) if at.tzinfo else None
    if hours is not None:
        said = _("9 to 17 there is {first} to {last} here").format(first=hours[0], last=hours[1])
        whom.append(Say((Run(said, ink="quiet"),), LABEL))
    why = []
    for text, reason in call.reasons:
        why += [Say((Run(text),)), Say((Run(reason, ink="quiet"),), LABEL)]
    why.append(Say((Run(call.opening, "italic"),), LABEL))
    done = (Room(2), Ticks((_("reached"), _("left word"), _("call back on")), write=True))
    return (Say((Run(str(number), "bold", "accent"),)),), tuple(whom), tuple(why), done


def _notes(found: CallList) -> tuple[str, ...]:
    notes = []
    if found.more:
        notes.append(
            ngettext(
                "{count} more is due, for another sitting.",
                "{count} more are due, for another sitting.",
                found.more,
            ).format(count=found.more)
        )
    if found.unreachable:
        shown = ", ".join(found.unreachable[:8])
        if (more := len(found.unreachable) - 8) > 0:
            shown = _("{names} and {count} more").format(names=shown, count=more)
        notes.append(_("Without a number, so write instead: {names}.").format(names=shown))
    return tuple(notes)
