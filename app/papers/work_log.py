"""The work-search log: week by week, with the columns that unemployment offices ask for (B11)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.brief import between, clock
from app.brief.page import Page, Paper
from app.brief.setting import Run, Runs
from app.domain import work_log
from app.domain.work_log import Entry, Week
from app.i18n import _
from app.papers import flow
from app.papers.parts import SIZE, Blanks, Cell, Column, Document, Heading, Part, Say, Table


@dataclass(frozen=True, slots=True)
class Log:
    """What was done from a day to a day, whose log it is, and the number of the claim."""

    first: date
    last: date
    weeks: tuple[Week, ...]
    name: str = ""
    claim: str = ""


def title(log: Log) -> str:
    """What the document is called, and a file suggested for it."""
    return _("Work-search log: {days}").format(days=between.period((log.first, log.last)))


def pages(log: Log, *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The log as placed pieces; the name of whoever signs it stands at the top."""
    entries = [entry for week in log.weeks for entry in week.entries]
    parts: list[Part] = []
    for week in log.weeks:
        parts += _week(week)
    parts.append(Blanks((_("Signature"), _("Date"))))
    document = Document(
        _("Work-search log"),
        tuple(parts),
        period=between.period((log.first, log.last)),
        counted=work_log.counted(entries),
        under=(*_whose(log), (Run(work_log.by_way(entries), ink="quiet"),)),
        last=_("Private. For the office that asked for it."),
    )
    return flow.pages(document, paper=paper, printed_at=printed_at)


def _whose(log: Log) -> tuple[Runs, ...]:
    claim = _("Claim number: {number}").format(number=log.claim) if log.claim else ""
    runs = [Run(log.name, "bold")] if log.name else []
    if claim:
        runs.append(Run(f" · {claim}" if runs else claim, ink="quiet"))
    return (tuple(runs),) if runs else ()


def _week(week: Week) -> list[Part]:
    days = between.period((week.first, week.last))
    columns = (
        Column(_("Date"), points=54),
        Column(_("Activity"), 1.1),
        Column(_("Employer and where"), 1.35),
        Column(_("Person and title"), 1.2),
        Column(_("How"), points=50),
        Column(_("Result"), 1.0),
    )
    return [
        Heading(days, beside=work_log.counted(week.entries)),
        Table(columns, tuple(_row(entry) for entry in week.entries)),
    ]


def _row(entry: Entry) -> tuple[Cell, ...]:
    return (
        clock.short_day(entry.day),
        (Say((Run(work_log.kind_names()[entry.kind]),)), *_two("", entry.detail)),
        _two(entry.employer, entry.where),
        _two(entry.person, entry.title),
        work_log.way_names().get(entry.way, ""),
        entry.result,
    )


def _two(first: str, second: str) -> tuple[Say, ...]:
    """What matters, and below it what says more."""
    said = [Say((Run(first, "bold"),), SIZE)] if first else []
    if second:
        said.append(Say((Run(second, ink="quiet"),), 8.5))
    return tuple(said)
