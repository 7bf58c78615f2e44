"""Cards to people. What a card says beyond that is kept word for word, with two exceptions.

Pictures and recordings become a note of their size ("photo, 34 kB"): text of that kind helps nobody
and would swell the book. VERSION and PRODID speak of the file, not of the person, and go.
"""

from collections.abc import Callable
from dataclasses import replace

from app.exchange import vcard_fields
from app.exchange.identities import normal_uid
from app.exchange.incoming import IncomingPerson, Reading, Skipped
from app.exchange.text import Decoded, display_name
from app.exchange.vcard_fields import Fields
from app.exchange.vcard_lexer import Card, Lexer, Mend
from app.i18n import _, ngettext

_STEP = 250  # cards between two words of progress


def read(decoded: Decoded, progress: Callable[[int, int], None]) -> Reading:
    """Everybody in a vCard file; a bad card is named and skipped, the rest are read."""
    people: list[IncomingPerson] = []
    skipped: list[Skipped] = []
    groups: list[Fields] = []
    mends: dict[Mend, list[Card]] = {}
    lexer = Lexer(decoded)
    for card in lexer.cards():
        if card.number % _STEP == 0:
            progress(card.line, lexer.size)
        for mend in card.mends:
            mends.setdefault(mend, []).append(card)
        fields = vcard_fields.read(card)
        if fields.is_group:
            groups.append(fields)
        elif (person := _person(card, fields)) is not None:
            people.append(person)
        else:
            reason = _("The card has neither a name nor a way to reach anybody.")
            skipped.append(Skipped(_where(card), reason))
    if groups:
        people = _tagged(people, groups)
        skipped += [_skipped_group(group) for group in groups]
    progress(lexer.size, lexer.size)
    remarks = _remarks(decoded, mends)
    return Reading("vcard", tuple(people), tuple(skipped), remarks, decoded.encoding)


def _where(card: Card) -> str:
    return _("card {number}, line {line}").format(number=card.number, line=card.line)


def _person(card: Card, fields: Fields) -> IncomingPerson | None:
    given, family = fields.name()
    if not given and not family:
        return None
    return IncomingPerson(
        _where(card),
        given,
        family,
        fields.say_as(),
        fields.channels(),
        fields.positions(),
        tuple(dict.fromkeys(fields.tags)),
        "\n\n".join(fields.notes),
        fields.zone,
        fields.place,
        fields.uid,
        fields.linkedin,
        fields.kept(),
    )


def _tagged(people: list[IncomingPerson], groups: list[Fields]) -> list[IncomingPerson]:
    """The people, with the names of the groups that list them as tags."""
    names: dict[str, list[str]] = {}
    for group in groups:
        for member in group.members:
            names.setdefault(normal_uid(member), []).append(" ".join(group.name()).strip())
    return [
        replace(person, tags=tuple(dict.fromkeys([*person.tags, *filter(None, tags)])))
        if person.uid and (tags := names.get(normal_uid(person.uid)))
        else person
        for person in people
    ]


def _skipped_group(group: Fields) -> Skipped:
    name = " ".join(group.name()).strip()
    reason = ngettext(
        "“{name}” is a group, not a person; its name became a tag of {count} member.",
        "“{name}” is a group, not a person; its name became a tag of {count} members.",
        len(group.members),
    )
    return Skipped(_where(group.card), reason.format(name=name, count=len(group.members)))


def _remarks(decoded: Decoded, mends: dict[Mend, list[Card]]) -> tuple[str, ...]:
    remarks = []
    if decoded.strange:
        remarks.append(
            _(
                "Parts of the file are not UTF-8 and were read as {encoding}. "
                "Look at the names with accents."
            ).format(encoding=display_name("cp1252"))
        )
    for mend, cards in sorted(mends.items()):
        count, first = len(cards), _where(cards[0])
        remarks.append(_mend_sentence(mend, count).format(count=f"{count:,}", where=first))
    return tuple(remarks)


def _mend_sentence(mend: Mend, count: int) -> str:
    if mend == "no begin":
        return ngettext(
            "{count} card had no beginning and was read all the same ({where}).",
            "{count} cards had no beginning and were read all the same (first {where}).",
            count,
        )
    if mend == "no end":
        return ngettext(
            "{count} card had no end and was read as far as it went ({where}).",
            "{count} cards had no end and were read as far as they went (first {where}).",
            count,
        )
    return ngettext(
        "{count} card had broken lines, which were joined ({where}).",
        "{count} cards had broken lines, which were joined (first {where}).",
        count,
    )
