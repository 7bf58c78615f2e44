"""LinkedIn's `Connections.csv`, in every shape it has had or got on the way.

The header is found by what it says, never by its line: up to a dozen lines of notes stand before
it. The day of a connection is kept as a fact and never counts as contact (B09): LinkedIn makes
strangers look warm.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain import names, texts
from app.exchange import csv_records
from app.exchange.identities import slug
from app.exchange.incoming import (
    IncomingChannel,
    IncomingPerson,
    IncomingPosition,
    KeptProperty,
    Reading,
    Skipped,
)
from app.exchange.text import Decoded, display_name, mended
from app.i18n import _, ngettext

CONNECTED_ON = "Connected On"

_SEARCHED = 40  # lines in which the header must stand
_STEP = 500  # rows between two words of progress
_MEANINGS = {
    "first name": "given", "vorname": "given",
    "middle name": "middle",
    "last name": "family", "nachname": "family",
    "url": "link", "web page": "link", "personal web page": "link",
    "email address": "email", "e-mail address": "email", "e-mail-adresse": "email",
    "e-mail 2 address": "email", "e-mail 3 address": "email",
    "company": "company", "unternehmen": "company",
    "position": "title", "job title": "title",
    "connected on": "connected", "verbunden am": "connected",
    "notes": "notes",
    "business phone": "phone work", "business phone 2": "phone work",
    "company main phone": "phone work", "home phone": "phone home",
    "home phone 2": "phone home", "mobile phone": "phone mobile", "primary phone": "phone",
    "other phone": "phone other", "car phone": "phone car",
}  # fmt: skip
_MONTHS = {
    name: number
    for number, some in enumerate(
        ["jan", "feb", "mar mär mrz", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt",
         "nov", "dec dez"], start=1,
    )
    for name in some.split()
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[ .\-/]+([^\W\d_]{3})[^\W\d_]*[ .,\-/]+(\d{4}|\d{2})")
_GUARDED = re.compile(r"'[=+\-@]")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns mean; '' is a column we do not know."""

    place: int
    separator: str
    titles: tuple[str, ...]
    meanings: tuple[str, ...]


@dataclass(slots=True)
class _Row:
    """One row, cell by cell."""

    given: str = ""
    middle: str = ""
    family: str = ""
    company: str = ""
    title: str = ""
    notes: str = ""
    linkedin: str = ""
    channels: list[IncomingChannel] = field(default_factory=list)
    kept: list[KeptProperty] = field(default_factory=list)


def find_header(lines: Sequence[str]) -> Header | None:
    """The first row that holds a first and a last name and something to do with them."""
    for place, line in enumerate(lines[:_SEARCHED]):
        separator = csv_records.separator_of(line)
        titles = tuple(" ".join(cell.split()) for cell in csv_records.cells(line, separator))
        meanings = tuple(_MEANINGS.get(title.casefold(), "") for title in titles)
        if {"given", "family"} <= set(meanings) and {"link", "email", "company"} & set(meanings):
            return Header(place, separator, titles, meanings)
    return None


def read(decoded: Decoded, header: Header, progress: Callable[[int, int], None]) -> Reading:
    """Everybody in the file, one per row."""
    lines = lines_of(decoded)
    people: list[IncomingPerson] = []
    skipped: list[Skipped] = []
    nameless = undated = 0
    body = lines[header.place + 1 :]
    found = csv_records.rows(body, header.separator, len(header.titles))
    for count, (place, cells) in enumerate(found, start=1):
        if count % _STEP == 0:
            progress(place, len(body))
        if tuple(" ".join(cell.split()) for cell in cells) == header.titles:
            continue  # two files, put one behind the other
        where = _("row {number}").format(number=header.place + place + 2)
        row = _row(header, cells)
        if not (row.given or row.family):
            if not row.linkedin:
                reason = _("The row has neither a name nor a profile address.")
                skipped.append(Skipped(where, reason))
                continue
            row.given, row.family = _from_slug(row.linkedin)
            nameless += 1
        undated += any(kept.name == CONNECTED_ON and not _is_day(kept.value) for kept in row.kept)
        people.append(_person(where, row))
    progress(len(body), len(body))
    remarks = _remarks(decoded, nameless, undated)
    return Reading("linkedin", tuple(people), tuple(skipped), remarks, decoded.encoding)


def lines_of(decoded: Decoded) -> list[str]:
    """The lines of the file, with strange bytes mended."""
    text = decoded.text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return (mended(text) if decoded.strange else text).split("\n")


def _row(header: Header, cells: Sequence[str]) -> _Row:
    row = _Row()
    for place, cell in enumerate(cells):
        value = texts.block(cell)
        if not value:
            continue
        if _GUARDED.match(value):  # put there against formulas in a spreadsheet
            value = value[1:]
        known = place < len(header.titles)
        _take(
            row,
            header.meanings[place] if known else "",
            header.titles[place] if known else _("Column {number}").format(number=place + 1),
            value,
        )
    return row


def _take(row: _Row, meaning: str, title: str, value: str) -> None:
    if meaning in {"given", "middle", "family", "company", "title", "notes"}:
        tidy = value if meaning == "notes" else texts.line(value)
        setattr(row, meaning, " ".join(filter(None, (getattr(row, meaning), tidy))))
    elif meaning == "email":
        found = [part for part in re.split(r"[\s,;<>]+", value) if "@" in part]
        row.channels += [IncomingChannel("email", address) for address in found]
        if not found:
            row.kept.append(KeptProperty(title, value))
    elif meaning == "link":
        link = "".join(value.split())
        row.linkedin = row.linkedin or slug(link)
        row.channels.append(IncomingChannel("link", link, "LinkedIn" if slug(link) else ""))
    elif meaning.startswith("phone") and any(letter.isdigit() for letter in value):
        row.channels.append(IncomingChannel("phone", texts.line(value), meaning[6:]))
    elif meaning == "connected":
        row.kept.append(KeptProperty(CONNECTED_ON, _day(value)))
    else:
        row.kept.append(KeptProperty(title, value))


def _person(where: str, row: _Row) -> IncomingPerson:
    position = IncomingPosition(row.company, row.title)
    return IncomingPerson(
        where,
        " ".join(filter(None, (row.given, row.middle))),
        row.family,
        channels=tuple(dict.fromkeys(row.channels)),
        positions=(position,) if row.company or row.title else (),
        notes=row.notes,
        linkedin=row.linkedin,
        kept=tuple(row.kept),
    )


def _from_slug(name: str) -> tuple[str, str]:
    """A name out of a profile address: `ada-byron-1a2b3c` is Ada Byron."""
    words = [word for word in name.split("-") if word]
    while len(words) > 1 and any(letter.isdigit() for letter in words[-1]):
        words.pop()
    return names.split(" ".join(word.capitalize() for word in words) or name)


def _day(value: str) -> str:
    """`05 Mar 2024` or `7-Feb-22` as an ISO date; what is no date stays as it is."""
    found = _DAY.fullmatch(value)
    if found is None or found[2].lower() not in _MONTHS:
        return value
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)  # LinkedIn began in 2003
    try:
        return date(year, _MONTHS[found[2].lower()], int(found[1])).isoformat()
    except ValueError:
        return value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _remarks(decoded: Decoded, nameless: int, undated: int) -> tuple[str, ...]:
    remarks = []
    if decoded.strange:
        sentence = _("The file is not UTF-8 and was read as {encoding}. Look at the names.")
        remarks.append(sentence.format(encoding=display_name("cp1252")))
    if nameless:
        sentence = ngettext(
            "{count} person had no name and was named after the profile address.",
            "{count} people had no name and were named after their profile addresses.",
            nameless,
        )
        remarks.append(sentence.format(count=f"{nameless:,}"))
    if undated:
        sentence = ngettext(
            "{count} connection date is not on the calendar and was kept as it stands.",
            "{count} connection dates are not on the calendar and were kept as they stand.",
            undated,
        )
        remarks.append(sentence.format(count=f"{undated:,}"))
    return tuple(remarks)
