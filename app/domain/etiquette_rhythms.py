"""Promises both ways (B06), and keeping in touch without asking for anything (P20 P22)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from app.domain import times
from app.domain.etiquette_facts import Facts, InTouch, Names, Numbers, Owed, Promised
from app.i18n import _, ngettext


def promises(facts: Facts, numbers: Numbers) -> Iterator[Owed]:
    """What I said I would do; and one gentle reminder of an introduction that they offered."""
    for promised in facts.promised:
        kind = "their_promise" if promised.theirs else "my_promise"
        if facts.is_open(kind, promised.contact_id, promised.promise_id):
            yield _theirs(promised, numbers) if promised.theirs else _mine(promised, numbers)


def _mine(promised: Promised, numbers: Numbers) -> Owed:
    due = promised.due or promised.made_on + timedelta(days=numbers.promise_within_days)
    says = partial(_mine_said, promised)
    return Owed("my_promise", promised.contact_id, promised.promise_id, due, says)


def _mine_said(promised: Promised, name: Names) -> tuple[str, str]:
    said = _("You said so to {name}.").format(name=name(promised.contact_id))
    return promised.text, said


def _theirs(promised: Promised, numbers: Numbers) -> Owed:
    due = promised.due or promised.made_on + timedelta(days=numbers.introduction_within_days)
    return Owed(
        "their_promise", promised.contact_id, promised.promise_id, due,
        partial(_theirs_said, promised), since=promised.made_on,
    )  # fmt: skip


def _theirs_said(promised: Promised, name: Names) -> tuple[str, str]:
    called = name(promised.contact_id)
    return (
        _("Remind {name} gently").format(name=called),
        _("{name} offered an introduction: “{text}”. One gentle reminder is welcome, once.").format(
            name=called, text=promised.text.rstrip(".")
        ),
    )


def check_ins(facts: Facts, owed: set[str]) -> Iterator[Owed]:
    """Who is fading: the rhythm counts from the last real contact, whatever its kind (P20).

    Somebody never in touch with has no clock: there is nothing to keep up yet, approaching them is
    an outreach, and a date from a file says nothing about contact. `owed`: people to whom another
    duty stands open; they will hear of one anyway. A rest is kept to its end.
    """
    for one in facts.in_touch:
        if one.contact_id in owed or not facts.is_open("check_in", one.contact_id, one.last_id):
            continue
        last = times.local(one.last_at, facts.zone).date()
        due = max(last + timedelta(days=one.rhythm_days), one.rests_until or date.min)
        yield Owed(
            "check_in", one.contact_id, one.last_id, due, partial(_check_in_said, one), since=last
        )


def _check_in_said(one: InTouch, name: Names) -> tuple[str, str]:
    reason = ngettext(
        "You like to be in touch every day. Ask how you can help, and for nothing.",
        "You like to be in touch every {count} days. Ask how you can help, and for nothing.",
        one.rhythm_days,
    )
    return (
        _("Keep in touch with {name}").format(name=name(one.contact_id)),
        reason.format(count=one.rhythm_days),
    )
