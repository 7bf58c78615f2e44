"""Who owes whom, in a sentence for the printed page (P21, P27)."""

from app.database import fetch
from app.i18n import _, ngettext


def of(contact_id: str, called: str) -> str:
    """How the favors between you and this person stand, with the last one; '' without any."""
    received, given = fetch(
        "SELECT ifnull(sum(direction = 'received'), 0), ifnull(sum(direction = 'given'), 0)"
        " FROM favor WHERE contact_id = ?",
        (contact_id,),
    )[0]
    if not received and not given:
        return ""
    balance = received - given
    if not balance:
        return _("You and {name} are even.").format(name=called)
    last = fetch(
        "SELECT what FROM favor WHERE contact_id = ? AND direction = ?"
        " ORDER BY on_date DESC, id DESC LIMIT 1",
        (contact_id, "received" if balance > 0 else "given"),
    )[0][0]
    if balance > 0:
        wording = ngettext(
            "You owe {name} a favor ({last}). Give before you ask again.",
            "You owe {name} {count} favors (last: {last}). Give before you ask again.",
            balance,
        )
    else:
        wording = ngettext(
            "{name} owes you a favor ({last}).",
            "{name} owes you {count} favors (last: {last}).",
            -balance,
        )
    return wording.format(name=called, count=abs(balance), last=last.rstrip("."))
