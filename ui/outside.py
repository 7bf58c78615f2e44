"""What is handed to other programs of this computer: an address to open, a text to paste.

Nothing is written to a file for it: a message may be confidential, and nobody could say when the
other program has read the file and it may be deleted. What is too long for an address goes by the
clipboard, which the person sees and uses at once.
"""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.domain import mails


def copy(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def write_mail(to: Sequence[str], subject: str, body: str) -> str:
    """Open a new message in the mail program: "opened", "pasted" or "failed".

    "pasted": the text was too long to hand over whole and lies on the clipboard.
    """
    whole = mails.mailto(to, subject, body)
    if mails.fits(whole):
        return "opened" if _open(whole) else "failed"
    copy(body)
    return "pasted" if _open(mails.mailto(to, subject)) else "failed"


def _open(address: str) -> bool:
    url = QUrl.fromEncoded(address.encode("ascii"), QUrl.ParsingMode.StrictMode)
    return url.isValid() and QDesktopServices.openUrl(url)
