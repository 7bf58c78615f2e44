"""How contacts say things: days, stages, what happened, in the locale's own way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from app.domain import pipeline, times
from app.domain.people import ContactRow, PositionDraft, TimelineRow, role_names, touch_names
from app.i18n import _, ngettext
from ui.widgets.chip import Mark


def ago(at: str, now: datetime, zone: str) -> str:
    """When something was, as one would say it: today, 3 days ago, 4 Jan, 4 Jan 2024.

    On the wall clock of a zone; without its name, of the system, which is known without looking.
    """
    if not at:
        return ""
    when, today = day_of(at, zone), _day(now, zone)
    days = (today - when).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if 1 < days < 22:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return short_day(when, today)


def short_day(when: date, today: date) -> str:
    """A day without its weekday; the year only where it is not plain."""
    shape = "d MMM" if abs((when - today).days) < 300 else "d MMM yyyy"
    return QLocale().toString(QDate(when.year, when.month, when.day), shape)


def long_day(when: date) -> str:
    """A day in full."""
    return QLocale().toString(QDate(when.year, when.month, when.day), "ddd d MMM yyyy")


def moment(at: str, zone: str) -> str:
    """A day and time in full, on the wall clock of a zone."""
    there = times.local(times.from_text(at), zone)
    return _("{day}, {time}").format(day=long_day(there.date()), time=time_of_day(there))


def time_of_day(when: datetime) -> str:
    """A time as the locale writes it."""
    return QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)


def day_of(at: str, zone: str) -> date:
    """The day of a moment or of a day as the book keeps it."""
    if len(at) <= len("2026-11-24"):
        return date.fromisoformat(at)
    return _day(times.from_text(at), zone)


def _day(moment: datetime, zone: str) -> date:
    return (times.local(moment, zone) if zone else moment.astimezone()).date()


def clock_there(zone: str, now: datetime, your_zone: str) -> str:
    """What their clock shows now, and how far it is from yours."""
    there, here = times.local(now, zone), times.local(now, your_zone)
    told = _("{time} there now, {zone}").format(
        time=time_of_day(there), zone=times.clock_label(now, zone)
    )
    apart = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    if not apart:
        return _("{clock}, the same as yours").format(clock=told)
    hours = abs(apart.total_seconds()) / 3600
    count = QLocale().toString(hours, "g", 4)
    if apart > timedelta():
        text = ngettext("{clock}, {n} hour ahead", "{clock}, {n} hours ahead", int(hours + 0.99))
    else:
        text = ngettext("{clock}, {n} hour behind", "{clock}, {n} hours behind", int(hours + 0.99))
    return text.format(clock=told, n=count)


def marks(row: ContactRow) -> tuple[Mark, ...]:
    """The chips of a contact in a list: the stage, and that something is owed."""
    found = []
    if row.owed:
        found.append(Mark(_("You owe"), "attention"))
    if row.stage:
        kind = "plain" if row.stage == "info_only" else "calm"
        found.append(Mark(pipeline.stage_names()[row.stage], kind))
    return tuple(found)


def work(title: str, organization: str) -> str:
    """Title and firm in one line."""
    return " · ".join(filter(None, (title, organization)))


def years(position: PositionDraft) -> str:
    """From when to when somebody had a job."""
    since, until = _partial(position.since), _partial(position.until)
    if until:
        return _("{since} – {until}").format(since=since, until=until).strip(" –") or until
    if position.current:
        return _("since {since}").format(since=since) if since else _("now")
    return _("from {since}").format(since=since) if since else _("before")


def _partial(day: str) -> str:
    """A year, a month or a day as the locale writes it."""
    if len(day) <= 4:
        return day
    whole = date.fromisoformat((day + "-01")[:10])
    shape = "MMM yyyy" if len(day) == 7 else "d MMM yyyy"
    return QLocale().toString(QDate(whole.year, whole.month, whole.day), shape)


def rhythm(days: int | None) -> str:
    """How often to be in touch."""
    if not days:
        return ""
    return ngettext("Every day", "Every {n} days", days).format(n=days)


def roles(kinds: tuple[str, ...]) -> list[str]:
    """What roles are called, in the order of the list of roles."""
    return [name for kind, name in role_names().items() if kind in kinds]


# The timeline


@dataclass(frozen=True)
class Happening:
    """One row of the timeline in words; `kind` is the filter it belongs to."""

    icon: str
    title: str
    kind: str


def kinds() -> dict[str, str]:
    """What the timeline can be narrowed to."""
    return {
        "": _("Everything"),
        "meeting": _("Meetings"),
        "touch": _("Contact had"),
        "stage": _("Outreach and stages"),
        "favor": _("Favors, needs and promises"),
        "referral": _("Referrals"),
    }


def happening(row: TimelineRow) -> Happening:
    """What a row of the timeline says."""
    if row.kind == "meeting":
        return Happening("meetings", _meeting(row), "meeting")
    if row.kind == "touch":
        way, _blank, message = row.text.partition(" ")
        icons = {"call": "phone", "mail": "mail", "message": "mail", "met": "persons"}
        return Happening(icons.get(way, "note"), _touch(way, message), "touch")
    if row.kind in ("stage", "outreach"):
        return Happening("door" if row.kind == "stage" else "pipeline", _stage(row), "stage")
    if row.kind in ("referred_by", "referred_to"):
        text = _("{name} sent you here") if row.kind == "referred_by" else _("Sent you to {name}")
        return Happening("network", text.format(name=row.text), "referral")
    icon = {"need": "needs", "promise": "check", "ask": "question", "tidbit": "note"}.get(
        row.kind, "favors"
    )
    return Happening(icon, _exchanged(row), "favor")


def _touch(way: str, message: str) -> str:
    name = touch_names().get(way, way)
    if not message:
        return name
    from app.domain import messages  # not before the first picture of the list

    kind = messages.kind_names().get(message, message)
    return _("{way}: {message}").format(way=name, message=kind)


def _meeting(row: TimelineRow) -> str:
    return {
        "wanted": _("Meeting wanted"),
        "requested": _("Meeting asked for"),
        "agreed": _("Meeting agreed"),
        "held": _("Meeting held"),
        "cancelled": _("Meeting cancelled"),
        "missed": _("Meeting missed"),
    }.get(row.text, row.text)


def _stage(row: TimelineRow) -> str:
    if row.kind == "outreach":
        return _("Outreach begun, information only")
    before, _blank, after = row.text.partition(" ")
    return _("{before} → {after}").format(
        before=pipeline.state_name(before), after=pipeline.state_name(after)
    )


def _exchanged(row: TimelineRow) -> str:
    return {
        ("favor", "given"): _("You gave"),
        ("favor", "received"): _("You received"),
        ("need", "open"): _("Needs"),
        ("need", "met"): _("Needed, and got it"),
        ("promise", "mine"): _("You promised"),
        ("promise", "theirs"): _("They promised"),
        ("ask", "asked"): _("You asked"),
        ("ask", "promised"): _("You asked, they promised"),
        ("ask", "received"): _("You asked and received"),
        ("ask", "declined"): _("You asked, they declined"),
        ("ask", "withdrawn"): _("You asked, then let it be"),
        ("tidbit", "freely"): _("Told you, and it may be passed on"),
        ("tidbit", "unnamed"): _("Told you, without being named"),
        ("tidbit", "no"): _("Told you, and nobody else"),
    }.get((row.kind, row.text), row.text)


def detail(row: TimelineRow) -> str:
    """What somebody wrote about it."""
    if row.kind == "meeting":
        from app.domain import meetings  # not before the first picture of the list

        return meetings.purpose_names().get(row.detail, row.detail)
    if row.kind in ("stage", "referred_by", "referred_to") and row.detail:
        return _("“{words}”").format(words=row.detail)
    return row.detail
