"""The contact sheet: one person, everything, in the order one wants it before a call (P18).

Who it is and how to reach them; how you stand and who led here; what they need and what is between
you; what was said; and at the end what came in from files and the program has no place for. A name
that may not be said is on it, with those very words beside it: it is your own paper (B04).
"""

from collections.abc import Iterator
from datetime import date, datetime

from app.brief import clock, remarks
from app.brief.page import Page, Paper
from app.brief.setting import Run, Runs
from app.domain import chains, names, times
from app.domain.contact_sheets import ContactSheet, coming, past
from app.domain.people import PositionDraft, TimelineRow, role_names
from app.domain.referrals import ReferralRow
from app.domain.relationships import RelationshipRow
from app.i18n import _, ngettext
from app.papers import contact_exchange, contact_talks, flow
from app.papers.parts import Document, Facts, Heading, Paragraph, Part, Say, Table, plain
from app.papers.said import Told, column, dated, day, joined, moment

_MOST_TOUCHES = 200  # more is no sheet


def pages(sheet: ContactSheet, *, paper: Paper, printed_at: datetime) -> list[Page]:
    """The sheet of this contact, on as many pages as it takes."""
    local = times.local(printed_at, sheet.your_zone)
    return flow.pages(document(sheet, local), paper=paper, printed_at=local)


def title(sheet: ContactSheet) -> str:
    """What the paper is called."""
    return _("Contact sheet: {name}").format(name=sheet.card.name[:120])


def document(sheet: ContactSheet, now: datetime) -> Document:
    """Everything on it, as it stands at this moment on your own clock."""
    today = now.date()
    draft = sheet.card.draft
    under = [(Run(text),) for text in _headlines(sheet)]
    parts: list[Part] = []
    for heading, found in (
        (_("Reach"), list(_reach(sheet))),
        (_("Who they are"), list(_person(sheet, today))),
        (_("Where things stand"), list(contact_talks.threads(sheet, today))),
        (_("Who led to them, and whom they led you to"), list(_chain(sheet, today))),
        (_("Needs"), list(contact_exchange.needs(sheet, today))),
        (_("Between you"), list(contact_exchange.between(sheet, today))),
        (_("Worth telling, and what they told you"), list(contact_exchange.tidbits(sheet, today))),
        (_("Meetings ahead"), list(contact_talks.talks(coming(sheet.talks), sheet, today))),
        (_("Meetings so far"), list(contact_talks.talks(past(sheet.talks), sheet, today))),
        (_("In touch"), list(_touches(sheet, today))),
        (remarks.private_title(), list(_private(sheet, today))),
        (_("Also kept from your files"), list(_kept(sheet))),
    ):
        if found:
            parts += [Heading(heading), *found]
    return Document(
        sheet.card.name,
        tuple(parts) or (Paragraph(plain(_("Nothing but the name is known yet."))),),
        period=_("Contact sheet"),
        counted=_local(draft.zone, now),
        under=tuple(under),
        last=_("Private. For your own eyes."),
    )


# Who it is


def _headlines(sheet: ContactSheet) -> Iterator[str]:
    draft = sheet.card.draft
    if draft.say_as:
        yield _("say “{sound}”").format(sound=draft.say_as)
    current = [one for one in draft.positions if one.current] or draft.positions[:1]
    for position in current:
        yield joined(position.title, position.organization)
    if draft.place:
        yield draft.place


def _local(zone: str, now: datetime) -> str:
    """Which clock they live by, and what it shows against yours."""
    there = clock.known_zone(zone)
    if there is None:
        return ""
    theirs = now.astimezone(there)
    return _("{time} there now ({zone})").format(
        time=clock.time_of_day(theirs), zone=clock.zone_label(theirs)
    )


def _reach(sheet: ContactSheet) -> Iterator[Part]:
    """Every way to reach them, the preferred ones first."""
    kinds = {
        "phone": _("Phone"), "email": _("E-mail"), "link": _("Link"), "address": _("Address"),
    }  # fmt: skip
    rows: list[Told] = []
    every = sheet.card.draft.channels
    for channel in sorted(every, key=lambda one: not one.preferred):
        several = sum(one.kind == channel.kind for one in every) > 1
        notes = [channel.label, _("preferred") if channel.preferred and several else ""]
        said: Runs = (Run(channel.value, "bold" if channel.preferred else "regular"),)
        if any(notes):
            said += (Run(f" ({', '.join(filter(None, notes))})", ink="quiet"),)
        rows.append((kinds[channel.kind], (Say(said),)))
    if rows:
        yield Facts(tuple(rows))


def _person(sheet: ContactSheet, today: date) -> Iterator[Part]:
    draft = sheet.card.draft
    called = role_names()
    jobs = draft.positions if len(draft.positions) > 1 or _has_years(draft.positions) else ()
    told = (
        (_("Expert at"), joined(*draft.expertise.splitlines())),
        (_("About"), draft.about),
        (_("How you met"), draft.how_met),
        (_("Roles"), ", ".join(called[role] for role in called if role in draft.roles)),
        (_("Tags"), ", ".join(draft.tags)),
        (_("Work"), "\n".join(_job(position) for position in jobs)),
        (_("Workload"), draft.workload),
        (_("Last contact"), moment(sheet.last_contact, sheet.your_zone, today)),
        (_("Keep in touch"), _rhythm(draft.rhythm_days)),
        (_("Favors"), sheet.balance),
        (_("Time asked"), sheet.time_asked),
    )
    rows: list[Told] = [(name, column(text)) for name, text in told if text]
    if rows:
        yield Facts(tuple(rows))


def _has_years(positions: tuple[PositionDraft, ...]) -> bool:
    return any(position.since or position.until for position in positions)


def _job(position: PositionDraft) -> str:
    years = " – ".join(filter(None, (position.since, position.until)))
    if position.since and not position.until and position.current:
        years = _("since {day}").format(day=position.since)
    elif not position.current and not years:
        years = _("before")
    return joined(position.title, position.organization, years)


def _rhythm(days: int | None) -> str:
    if not days:
        return ""
    return ngettext("every day", "every {n} days", days).format(n=days)


# Who led here


def _chain(sheet: ContactSheet, today: date) -> Iterator[Part]:
    if sheet.way:
        line = chains.line(sheet.names_on_the_way)
        yield Paragraph((Run(line, "bold"),))
    rows: tuple[Told, ...] = (
        *[(_("Sent by"), _link(one, one.from_name, sheet, today)) for one in sheet.sent_by],
        *[(_("Led you to"), _link(one, one.to_name, sheet, today)) for one in sheet.sent_to],
        *[(_("Knows"), _known(one)) for one in sheet.knows],
    )
    if rows:
        yield Facts(rows)


def _known(row: RelationshipRow) -> tuple[Say, ...]:
    return (Say((Run(row.name), Run(f" ({row.words})", ink="quiet"))),)


def _link(link: ReferralRow, name: str, sheet: ContactSheet, today: date) -> tuple[Say, ...]:
    lines = [Say((Run(name, "bold"), Run(f", {day(link.on_date, today)}", ink="quiet")))]
    if link.reason:
        lines.append(Say(plain(_("“{words}”").format(words=link.reason))))
    lines.append(Say(_permission(link, sheet)))
    if link.to_id != sheet.card.id and link.result:
        lines.append(Say((Run(link.result, ink="quiet"),)))
    return tuple(lines)


def _permission(link: ReferralRow, sheet: ContactSheet) -> Runs:
    """Whether the name may be said at the other end, and what to do about it (B04)."""
    there = link.to_name if link.to_id != sheet.card.id else _called(sheet)
    wording = {
        "yes": _("You may say there that {name} sent you."),
        "no": _("Do not say to {there} that {name} sent you."),
        "not_asked": _("Ask {name} before you say to {there} who sent you."),
    }[link.may_use_name]
    asked = link.may_use_name == "yes"
    text = wording.format(name=link.from_name, there=there)
    return (Run(text, "regular" if asked else "bold", "quiet" if asked else "alarm"),)


def _called(sheet: ContactSheet) -> str:
    return names.called(sheet.card.draft.given, sheet.card.draft.family)


# What was written, and what is only for you


def _touches(sheet: ContactSheet, today: date) -> Iterator[Part]:
    rows = [row for row in sheet.card.timeline if row.kind in {"touch", "stage"}]
    lines = [
        (moment(row.at, sheet.your_zone, today), contact_talks.touched(row), _detail(row))
        for row in rows[:_MOST_TOUCHES]
    ]
    if lines:
        yield Table(dated(), tuple(lines))
    if (more := len(rows) - _MOST_TOUCHES) > 0:
        yield Paragraph((Run(_("{count} more in the book").format(count=more), "italic"),))


def _detail(row: TimelineRow) -> str:
    if row.kind == "stage" and row.detail:
        return _("“{words}”").format(words=row.detail)
    return row.detail


def _private(sheet: ContactSheet, today: date) -> Iterator[Part]:
    """Notes, and what they told you alone; only where that was chosen for this print."""
    if not sheet.private:
        return
    if sheet.card.draft.notes:
        yield Paragraph(plain(sheet.card.draft.notes), framed=True)
    for row in sheet.told_you:
        if row.may_pass == "no":
            told = _("{name} told you alone: {text}")
            yield Paragraph(plain(told.format(name=_called(sheet), text=row.text)), framed=True)
    for talk in sheet.talks:
        if talk.notes:
            told = f"{contact_talks.when(talk, sheet, today)}: {talk.notes}"
            yield Paragraph(plain(told), framed=True)
    for thread in sheet.threads:
        if thread.opening_notes:
            text = f"{thread.opening}: {thread.opening_notes}"
            yield Paragraph(plain(text), framed=True)


def _kept(sheet: ContactSheet) -> Iterator[Part]:
    """Fields of imported files that the program does not know: nothing is lost."""
    rows = [(row.name, column(row.value)) for row in sheet.card.kept]
    if rows:
        yield Facts(tuple(rows))
