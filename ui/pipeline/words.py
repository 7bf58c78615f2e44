"""How the board says things: days, duties, meetings, in the locale's own way."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from app import settings
from app.domain import pipeline, times
from app.domain.board import BoardCard
from app.domain.etiquette import Duty
from app.i18n import _, ngettext
from ui.widgets.chip import Mark


def column_hints() -> dict[str, str]:
    """The sentence under each column's name."""
    return {
        "info_only": _("Insight, feedback, names. Nothing else is asked."),
        "referred": _("They opened the door. Follow it, and report back."),
        "applied": _("With an invitation behind every one."),
        "landed": _("Thank everyone who helped."),
        "not_this_time": _("A no today; the person stays."),
        "resting": _("Silence is an answer. They come back on their day."),
    }


def day(when: date, today: date) -> str:
    """A day as one would say it: today, tomorrow, Thursday, 4 Jan, 4 Jan 2028."""
    if when == today:
        return _("today")
    if when == today + timedelta(days=1):
        return _("tomorrow")
    if when == today - timedelta(days=1):
        return _("yesterday")
    shape = "d MMM" if abs((when - today).days) < 300 else "d MMM yyyy"
    if today < when < today + timedelta(days=7):
        shape = "dddd"
    return QLocale().toString(QDate(when.year, when.month, when.day), shape)


def moment(when: datetime, today: date) -> str:
    """Day and time of day, on the person's own clock."""
    there = times.local(when, settings.your_zone())
    clock = QLocale().toString(QTime(there.hour, there.minute), QLocale.FormatType.ShortFormat)
    return _("{day} {time}").format(day=day(there.date(), today), time=clock)


def standing(days: int) -> str:
    """How long a card has stood there, briefly."""
    return _("{days} d").format(days=QLocale().toString(days))


def standing_spoken(days: int) -> str:
    """How long a card has stood there, for a screen reader."""
    if not days:
        return _("since today")
    return ngettext("for {days} day", "for {days} days", days).format(days=days)


def firm(card: BoardCard) -> str:
    """Firm and title."""
    return " · ".join(filter(None, (card.organization, card.title)))


def quoted(card: BoardCard) -> str:
    """The invitation's words in quotation marks, on one line."""
    words = " ".join(card.words.split())
    return _("“{words}”").format(words=words) if words else ""


def rest_is_over(card: BoardCard, today: date) -> bool:
    """Whether somebody rested until today or a day before."""
    return card.closed == "resting" and card.rests_until is not None and card.rests_until <= today


def wants_attention(card: BoardCard, today: date) -> bool:
    """Whether a card bears an amber chip; nothing is amber that need not be looked at."""
    return (card.duty is not None and card.duty.due <= today) or rest_is_over(card, today)


def chip(card: BoardCard, today: date) -> Mark | None:
    """What wants attention now."""
    if rest_is_over(card, today):
        return Mark(_("The rest is over"), "attention")
    if card.duty is None or card.duty.due > today:
        return None
    return Mark(_duty(card, card.duty, today), "attention")


def _duty(card: BoardCard, duty: Duty, today: date) -> str:
    own = duty.contact_id == card.contact_id
    when = today if duty.due == today else duty.due
    text = _own_duties().get(duty.kind, duty.text) if own else duty.text
    said = _("{what} today") if when == today else _("{what}, due {day}")
    said = said.format(what=text, day=day(when, today))
    if card.duties > 1:
        return _("{what} +{count}").format(what=said, count=card.duties - 1)
    return said


def _own_duties() -> dict[str, str]:
    """What is owed to the person of the card, whose name stands above."""
    return {
        "thank": _("Say thank you"),
        "report_back": _("Report back"),
        "their_promise": _("Remind gently"),
        "second_try": _("Try once more"),
        "last_try": _("Write a last time"),
        "rest": _("Let them rest"),
        "check_in": _("Keep in touch"),
    }


def has_line(card: BoardCard, today: date) -> bool:
    """Whether `line` says anything; cheap, for thousands of cards."""
    if card.closed:
        return card.closed == "resting" or _has_context(card)
    return _has_context(card) or not wants_attention(card, today)


def line(card: BoardCard, today: date) -> str:
    """The line at the foot of a card: who invited, and what comes next."""
    if card.closed == "resting" and card.rests_until is not None:
        return _("Resting until {day}").format(day=day(card.rests_until, today))
    parts = [*_context(card)]
    if not card.closed and not wants_attention(card, today):
        if upcoming := _upcoming(card, today):
            parts.append(upcoming)
        elif not parts:
            parts.append(card.subject or _("No next step yet"))
    return " · ".join(parts)


def _leads_on(card: BoardCard) -> bool:
    return card.stage == "referred" and bool(card.leads_to) and card.leads_to != card.name


def _has_context(card: BoardCard) -> bool:
    applied = card.stage == "applied" and bool(card.opportunity)
    return bool(card.invited_by) or _leads_on(card) or applied or card.offered_on is not None


def _context(card: BoardCard) -> Iterator[str]:
    """Who opened the door, and where it leads."""
    if card.invited_by:
        yield _("Invited by {name}").format(name=card.invited_by)
    if _leads_on(card):
        yield _("Leads to {name}").format(name=card.leads_to)
    if card.stage == "applied" and card.opportunity:
        yield card.opportunity
    if card.offered_on is not None and card.closed != "landed":
        yield _("An offer is here")


def _upcoming(card: BoardCard, today: date) -> str:
    if card.meeting is not None:
        return _("Meeting {when}").format(when=moment(card.meeting, today))
    if card.next_step:
        return card.next_step
    if card.duty is not None:
        own = card.duty.contact_id == card.contact_id
        text = _own_duties().get(card.duty.kind, card.duty.text) if own else card.duty.text
        return _("{what} by {day}").format(what=text, day=day(card.duty.due, today))
    return ""


def spoken(card: BoardCard, today: date) -> str:
    """The whole card in words, as a screen reader says it."""
    mark = chip(card, today)
    parts = (
        card.name, firm(card), standing_spoken(card.days), quoted(card),
        _("Attention: {what}").format(what=mark.text) if mark is not None else "",
        line(card, today),
    )  # fmt: skip
    return ", ".join(filter(None, parts))


def column_spoken(state: str, count: int) -> str:
    """A column's name with the number of its cards."""
    cards = ngettext("{count} card", "{count} cards", count).format(count=count)
    return _("{column}, {cards}").format(column=pipeline.state_name(state), cards=cards)
