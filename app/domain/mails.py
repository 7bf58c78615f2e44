"""A message on its way to the mail program: a `mailto:` address as RFC 6068 wants it."""

from collections.abc import Sequence
from urllib.parse import quote

from app.domain import texts

# What systems hand over whole: Windows cuts the line of a command at 2,083 characters, and mail
# programs that start from a browser's address line are no better.
URL_LIMIT = 1_900
_IN_ADDRESSES = "@!$'*+-._~"  # what a local part may show as it is; `+` means itself there


def mailto(to: Sequence[str], subject: str, body: str = "") -> str:
    """The address that opens a new message; blanks are `%20`, line ends `%0D%0A`, UTF-8 throughout.

    Characters that mean something in an address, such as `&`, `?` and `+`, are quoted in subject
    and body, so that the text arrives as it was written.
    """
    fields = [("subject", texts.line(subject)), ("body", _lines_of_mail(body))]
    headers = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields if text)
    people = ",".join(quote(texts.line(address), safe=_IN_ADDRESSES) for address in to)
    return f"mailto:{people}{'?' if headers else ''}{headers}"


def fits(url: str) -> bool:
    """Whether every system hands an address of this length over whole."""
    return len(url) <= URL_LIMIT


def as_text(subject: str, body: str) -> str:
    """A message as it is copied and as history keeps it: the subject, an empty line, the words."""
    return "\n\n".join(part for part in (texts.line(subject), texts.block(body)) if part)


def _lines_of_mail(body: str) -> str:
    return texts.block(body).replace("\n", "\r\n")
