"""Who owes whom, in a sentence for the printed page (P21, P27)."""

from app.i18n import _
from app.services import standing


def of(contact_id: str, called: str) -> str:
    """How the favors between you and this person stand, with the last one; '' without any.

    Where you owe, the page says so before you ask again.
    """
    stands = standing.balance(contact_id)
    words = stands.words(called)
    if stands.i_owe > 0:
        wording = _("{words} The last: {last}. Give before you ask again.")
        return wording.format(words=words, last=stands.last.rstrip("."))
    return words
