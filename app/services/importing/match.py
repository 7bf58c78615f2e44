"""Who in the book a card is: certainly, perhaps, or nobody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.exchange.incoming import IncomingPerson
from app.i18n import _
from app.services.importing.book import Book, Known, additions, details, keys_of, known
from app.services.importing.keys import channel_key, could_be_one, firm_key, name_key, words

_ALIKE = 88  # of 100; "Katherine Moss" and "Catherine Moss" reach 93
_SHARED = frozenset({"work", "home", "main", "fax", "work fax", "home fax", "other"})
_MOST_NAMESAKES = 20
_STEP = 250
_RANKS = ("uid:", "email:", "link:in:", "phone:")  # what identifies a person, the surest first


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a card means, by what, and whether that is certain."""

    person: Known
    why: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """What in a card may lead to somebody: its keys, the surest first, its name, those alike."""

    keys: tuple[str, ...]
    name: str
    alike: tuple[str, ...] = ()


class Matcher:
    """Looks people up, in the book and among the cards read before."""

    def __init__(
        self, book: Book, people: Sequence[IncomingPerson], progress: Callable[[int], None]
    ) -> None:
        self._book = book
        self._similar: dict[str, tuple[list[str], list[str]]] = {}
        self.leads: list[Lead] = []
        for done, person in enumerate(people):
            if done % _STEP == 0:
                progress(done)
            self.leads.append(self._lead(person))
        wanted: set[str] = set()
        for lead in self.leads:
            wanted.update(self._candidates(lead))
        self._known: dict[str, Known] = details(wanted)
        self._people = people
        self._cards: dict[str, list[int]] = {}  # by key or name, their places
        self._meant: dict[int, Known] = {}  # by place; most cards never meet another

    def note(self, place: int, meant: Known | None = None) -> None:
        """Remember a card, and whom it means, so that the next one of the same person finds it."""
        lead = self.leads[place]
        for key in (*lead.keys, "name:" + lead.name):
            self._cards.setdefault(key, []).append(place)
        if meant is not None:
            self._meant[place] = meant

    def contact(self, contact_id: str) -> Known:
        """A contact that some card may mean."""
        return self._known[contact_id]

    def match(self, person: IncomingPerson, lead: Lead) -> Match | None:
        """Whom the card means: by UID, e-mail, LinkedIn, phone, name and firm; or who is alike."""
        doubtful: Match | None = None
        for key in lead.keys:
            found = self._by_key(key)
            if not found:
                continue
            kind = key.partition(":")[0]
            if kind == "uid" or key.startswith("link:in:"):
                return Match(_best(found, lead), _by_words(key), certain=True)
            one = [who for who in found if _fits(person, lead, who, key)]
            if one:
                return Match(_best(one, lead), _by_words(key), certain=True)
            if kind == "email" or (kind == "phone" and not _is_shared(person, key)):
                doubtful = doubtful or Match(found[0], _other_name_words(key), certain=False)
        return self._by_name(person, lead) or doubtful or self._by_likeness(lead)

    def knowing_all(self, person: IncomingPerson, lead: Lead, source: str) -> Match | None:
        """Somebody to whom the card adds nothing: of several, the one whom it made last time."""
        ids = dict.fromkeys(self._candidates(lead))
        everybody = [self._known[i] for i in ids]
        for key in (*lead.keys, "name:" + lead.name):
            everybody += self._before(key)
        for who in everybody:
            if not additions(person, who, source):
                key = next((key for key in lead.keys if key in who.keys), "")
                return Match(who, _by_words(key) if key else _("the same name"), certain=True)
        return None

    def _by_key(self, key: str) -> list[Known]:
        ids = self._book.by_key.get(key, ())
        return [self._known[i] for i in ids if i in self._known] + self._before(key)

    def _before(self, key: str) -> list[Known]:
        """Whom the cards before mean that have this key."""
        found = self._cards.get(key, ())
        for place in found:
            if place not in self._meant:
                self._meant[place] = known(self._people[place], place)
        return [self._meant[place] for place in found]

    def _by_name(self, person: IncomingPerson, lead: Lead) -> Match | None:
        ids = self._book.by_name.get(lead.name, ())[:_MOST_NAMESAKES]
        namesakes = [self._known[i] for i in ids] + self._before("name:" + lead.name)
        firms = {firm_key(p.organization) for p in person.positions if p.organization}
        for who in namesakes:
            if firms & who.firms():
                certain = not _contradicted(lead, who)
                return Match(who, _("the same name and firm"), certain)
        for who in namesakes:
            unlike = firms and who.firms() and _differs(lead, who)
            if not unlike and not _contradicted(lead, who):
                return Match(who, _("the same name"), certain=False)
        return None

    def _by_likeness(self, lead: Lead) -> Match | None:
        for contact_id in lead.alike:
            who = self._known[contact_id]
            if not _contradicted(lead, who):
                return Match(who, _("a similar name in the same firm"), certain=False)
        return None

    def _lead(self, person: IncomingPerson) -> Lead:
        name = name_key(person.given, person.family)
        alike: list[str] = []
        if name not in self._book.by_name:
            for position in person.positions:
                if position.organization:
                    alike += self._alike(name, firm_key(position.organization))
        keys = [key for key in keys_of(person) if key.startswith(_RANKS)]
        if len(keys) > 1:
            keys.sort(key=_rank)
        return Lead(tuple(keys), name, tuple(alike))

    def _alike(self, name: str, firm: str) -> list[str]:
        """Contacts of a firm whose name is nearly this one, or an abbreviation of it."""
        ids = self._book.by_firm.get(firm)
        if not ids:
            return []
        if firm not in self._similar:
            self._similar[firm] = ids, [name_key(*self._book.names[i]) for i in ids]
        ids, keys = self._similar[firm]
        found = [ids[place] for _key, _score, place in _nearest(name, keys)]
        return found or [i for i, key in zip(ids, keys, strict=True) if _abbreviates(name, key)][:1]

    def _candidates(self, lead: Lead) -> Iterable[str]:
        for key in lead.keys:
            yield from self._book.by_key.get(key, ())
        yield from self._book.by_name.get(lead.name, ())[:_MOST_NAMESAKES]
        yield from lead.alike


def _nearest(name: str, keys: list[str]) -> list[Any]:
    from rapidfuzz import fuzz, process

    found: list[Any] = process.extract(name, keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=1)
    return found


def _abbreviates(name: str, other: str) -> bool:
    """Whether `A. Byron` could be `Ada Byron`: one word the same, the other its first letter."""
    mine, theirs = set(name.split()), set(other.split())
    left, right = mine - theirs, theirs - mine
    if not (mine & theirs) or len(left) != 1 or len(right) != 1:
        return False
    one, two = left.pop(), right.pop()
    return one[0] == two[0] and 1 in (len(one), len(two))


def _fits(person: IncomingPerson, lead: Lead, who: Known, key: str) -> bool:
    """Whether a shared address or phone can mean one person, by their names."""
    name = person.given, person.family
    if not key.startswith("phone:"):
        return could_be_one(who.name, name)
    if _is_shared(person, key):
        return name_key(*who.name) == lead.name
    one_family = not name[1] or not who.family or set(words(name[1])) & set(words(who.family))
    return bool(one_family) and could_be_one(who.name, name)


def _best(found: Sequence[Known], lead: Lead) -> Known:
    """Of several people with one address, the one with the same name."""
    return next((who for who in found if name_key(*who.name) == lead.name), found[0])


def _contradicted(lead: Lead, who: Known) -> bool:
    """Whether both have a LinkedIn profile, and not the same one."""
    mine = {key for key in lead.keys if key.startswith("link:in:")}
    theirs = {key for key in who.keys if key.startswith("link:in:")}
    return bool(mine and theirs and not mine & theirs)


def _differs(lead: Lead, who: Known) -> bool:
    """Whether both have an e-mail address or both a phone, and none in common."""
    for kind in ("email:", "phone:"):
        mine = {key for key in lead.keys if key.startswith(kind)}
        theirs = {key for key in who.keys if key.startswith(kind)}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _is_shared(person: IncomingPerson, key: str) -> bool:
    """Whether a phone may ring on several desks, so that it says nothing of a person."""
    return any(
        channel.label in _SHARED
        for channel in person.channels
        if channel.kind == "phone" and channel_key("phone", channel.value) == key
    )


def _rank(key: str) -> int:
    return next(place for place, start in enumerate(_RANKS) if key.startswith(start))


def _by_words(key: str) -> str:
    if key.startswith("uid:"):
        return _("the same card")
    if key.startswith("email:"):
        return _("the same e-mail address")
    if key.startswith("phone:"):
        return _("the same phone")
    return _("the same LinkedIn profile")


def _other_name_words(key: str) -> str:
    if key.startswith("email:"):
        return _("the same e-mail address under another name")
    return _("the same phone under another name")
