"""How favors, asks, needs and promises say things in a list."""

from datetime import date

from app.domain import asks, favors
from app.domain.asks import AskRow, TimeAsked
from app.domain.favors import Balance, FavorRow
from app.domain.needs import NeedRow
from app.domain.promises import PromiseRow
from app.i18n import _, ngettext
from app.services import clock
from ui.contacts.words import ago, short_day
from ui.widgets.chip import Mark


def day(text: str, today: date) -> str:
    """A day as a list shows it; '' for none."""
    return short_day(date.fromisoformat(text), today) if text else ""


def ask_marks(row: AskRow) -> tuple[Mark, ...]:
    """How far an ask has come, and that it has no offer yet (P06)."""
    kind = "calm" if row.state in ("promised", "received") else "plain"
    state = Mark(asks.state_names()[row.state], kind)
    return (state, Mark(_("No offer yet"), "attention")) if row.wants_offer else (state,)


def ask_size(row: AskRow, today: date) -> str:
    """How much of their time, and by when."""
    by = _("by {day}").format(day=day(row.wanted_by, today)) if row.wanted_by else ""
    return ", ".join(filter(None, (row.size, by)))


def in_return(row: AskRow) -> str:
    """What is offered for it: ask and offer stand together (P16)."""
    return _("In return: {offer}").format(offer=row.offer) if row.offer else ""


def favor_marks(row: FavorRow) -> tuple[Mark, ...]:
    """Which way a favor went, and whether it is settled."""
    way = Mark(_("Received") if row.direction == "received" else _("Given"), "calm")
    return (way,) if row.is_open else (way, Mark(_("Settled"), "plain"))


def favor_detail(row: FavorRow) -> str:
    """How big it was, and what settled it."""
    size = favors.size_names()[row.size]
    if row.settled_with:
        return _("{size} · settled by: {what}").format(size=size, what=row.settled_with)
    if row.settles:
        return _("{size} · given back").format(size=size)
    return _("{size} · booked by a meeting").format(size=size) if row.booked_for else size


def need_looked_at(row: NeedRow, zone: str) -> str:
    """When a need was last looked at (P23)."""
    if not row.is_open:
        return _("met {day}").format(day=ago(row.met_on, clock.moment(), zone))
    return ago(row.looked_at, clock.moment(), zone) if row.looked_at else _("not yet")


def need_known(row: NeedRow, zone: str) -> str:
    """Since when a need is known, and when it was last looked at (P23)."""
    now = clock.moment()
    heard = _("heard {when}").format(when=ago(row.heard_on, now, zone))
    if not row.is_open:
        return _("{heard} · met {when}").format(heard=heard, when=ago(row.met_on, now, zone))
    if not row.looked_at:
        return _("{heard} · not looked at yet").format(heard=heard)
    return _("{heard} · last looked at {when}").format(
        heard=heard, when=ago(row.looked_at, now, zone)
    )


def gone_over(answered: int, met: int) -> str:
    """What is said at the end of going over the needs: what was done, and that it matters."""
    if not answered:
        return _("That was all of them. They wait here until you have five minutes for them.")
    told = ngettext(
        "That was all of them. You went over {n} need",
        "That was all of them. You went over {n} needs",
        answered,
    ).format(n=answered)
    if met:
        told = ngettext(
            "{told}, and one is met", "{told}, and {n} are met", met
        ).format(told=told, n=met)  # fmt: skip
    return _("{told}. People feel it when somebody keeps them in mind.").format(told=told)


def none_to_go_over(*, any_open: bool) -> str:
    """Why there is nothing to go over."""
    if any_open:
        return _("You looked at all of them today. Enough for now.")
    return _("Nobody’s need is open. Ask “how can I help?”, and write down what you hear.")


def review_keys() -> str:
    """The keys of going over the needs."""
    return " · ".join(
        (_("Enter looked at"), _("M met"), _("S skip"), _("B the one before"), _("W write"),
         _("C contact"), _("E edit"), _("F1 all keys"))
    )  # fmt: skip


def promise_marks(row: PromiseRow, today: date) -> tuple[Mark, ...]:
    """Whose promise it is, and how it stands."""
    whose = Mark(_("Mine") if row.direction == "mine" else _("Theirs"), "calm")
    if row.kept_on is not None:
        return (whose, Mark(_("Kept"), "plain"))
    late = row.due is not None and row.due < today
    return (whose, Mark(_("Late"), "attention")) if late else (whose,)


def stands(name: str, balance: Balance, asked: TimeAsked, days: int) -> str:
    """How things stand with somebody, and how much of their time was asked (P10, P21)."""
    return " ".join(filter(None, (balance.words(name), asked.words(days))))
