"""Where things stand with a contact; every meeting, what for and what came of it (P01, P41)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date

from app.brief import clock
from app.brief.setting import Run
from app.domain import meetings, messages, pipeline, times
from app.domain.contact_sheets import ContactSheet, Invited, Talk, Thread
from app.domain.people import TimelineRow, touch_names
from app.i18n import _
from app.papers.parts import Facts, Label, Part, Say, plain
from app.papers.said import Told, column, day, joined


def threads(sheet: ContactSheet, today: date) -> Iterator[Part]:
    """Each outreach with its stage, and the door in the words of whoever opened it."""
    for thread in sheet.threads:
        if len(sheet.threads) > 1 or thread.subject:
            yield Label(thread.subject or _("Outreach of {day}").format(
                day=day(thread.opened_on, today)
            ))  # fmt: skip
        yield Facts(tuple(_thread(thread, today)))


def _thread(thread: Thread, today: date) -> Iterator[Told]:
    stage = pipeline.stage_names()[thread.stage]
    since = _("since {day}").format(day=day(thread.stage_since, today))
    if thread.closed:
        stage = joined(pipeline.closing_names()[thread.closed], stage)
        since = day(thread.closed_on, today)
    yield _("Stage"), (Say((Run(stage, "bold"), Run(f", {since}" if since else "", ink="quiet"))),)
    for invited in thread.invitations:
        yield _("Door opened"), _invited(invited, today)
    told = (
        (_("Leads to"), thread.leads_to),
        (_("Opening"), thread.opening),
        (_("Applied"), day(thread.applied_on, today)),
        (_("Offer"), day(thread.offered_on, today)),
        (_("Rests until"), day(thread.rests_until, today)),
        (_("Next step"), thread.next_step),
        (_("Begun"), day(thread.opened_on, today)),
    )
    for name, text in told:
        if text:
            yield name, column(text)


def _invited(invited: Invited, today: date) -> tuple[Say, ...]:
    how = pipeline.channel_names().get(invited.channel, invited.channel)
    about = joined(invited.given_by, day(invited.given_on, today), how, invited.leads_to)
    return (
        Say(plain(_("“{words}”").format(words=invited.words))),
        Say((Run(about, ink="quiet"),)),
    )


def talks(some: Sequence[Talk], sheet: ContactSheet, today: date) -> Iterator[Part]:
    """Meetings, each under its day."""
    for talk in some:
        yield Label(when(talk, sheet, today))
        yield Facts(tuple(_talk(talk)))


def when(talk: Talk, sheet: ContactSheet, today: date) -> str:
    """The day of a meeting; of one that is ahead the time on your clock, and on theirs."""
    if talk.start is None:
        return _("No day yet")
    local = times.local(talk.start, sheet.your_zone)
    told = day(local.date(), today)
    if talk.is_over:
        return told
    yours = clock.clock(talk.start, talk.minutes, local.tzinfo or UTC)
    there = clock.known_zone(talk.zone)
    if there is None or talk.start.astimezone(there).utcoffset() == local.utcoffset():
        return f"{told}, {yours.span()}"
    theirs = clock.clock(talk.start, talk.minutes, there)
    return _("{day}, {span}; there {theirs}").format(
        day=told, span=yours.span(), theirs=theirs.span(after=local.date())
    )


def _talk(talk: Talk) -> Iterator[Told]:
    state = meetings.state_names()[talk.state]
    length = _("{count} min").format(count=talk.minutes)
    medium = meetings.medium_names().get(talk.medium, talk.medium)
    yield _("Meeting"), joined(state, length, medium, talk.place)
    purpose = meetings.purpose_names().get(talk.purpose, talk.purpose)
    told = (
        (_("What for"), joined(purpose, talk.detail)),
        (_("With"), ", ".join(talk.others)),
        (_("Advice"), talk.advice),
        (_("Paths to explore"), "\n".join(talk.paths)),
        (_("Who talked"), _share(talk.their_share)),
        (_("Plan B"), "" if talk.is_over else talk.plan_b),
    )
    for name, text in told:
        if text:
            yield name, column(text)
    asked = [pair for pair in talk.answers if pair[1] or not talk.is_over]
    if asked:
        yield _("Questions"), tuple(line for pair in asked for line in _answered(*pair))


def _answered(question: str, answer: str) -> Iterator[Say]:
    yield Say((Run(question),))
    if answer:
        yield Say((Run(answer, "bold"),))


def _share(share: int | None) -> str:
    """Who talked how much (P31)."""
    return "" if share is None else _("They talked {share} % of the time.").format(share=share)


def touched(row: TimelineRow) -> str:
    """What a line of the history was."""
    if row.kind == "stage":
        before, _blank, after = row.text.partition(" ")
        return _("{before} → {after}").format(
            before=pipeline.state_name(before), after=pipeline.state_name(after)
        )
    way, _blank, message = row.text.partition(" ")
    name = touch_names().get(way, way)
    if not message:
        return name
    kind = messages.kind_names().get(message, message)
    return _("{way}: {message}").format(way=name, message=kind)
