"""When two ways of writing mean the same address, firm or name."""

import re
from functools import lru_cache

from app.domain import names
from app.domain.people import ChannelKind
from app.exchange.identities import slug

_EXTENSION = re.compile(r"(?:ext\.?|x|#|;)\s*(?:ext=)?(\d+)\s*\Z", re.IGNORECASE)
_NOT_A_DIGIT = re.compile(r"\D+")
_NOT_A_WORD = re.compile(r"[^\w]+")
_FORMS = frozenset(
    {"inc", "ltd", "limited", "llc", "gmbh", "ag", "kg", "co", "corp", "corporation", "sa", "sas",
     "sarl", "bv", "nv", "ab", "as", "oy", "plc", "se", "spa", "srl", "pty", "the"}
)  # fmt: skip
_SHORTEST_PHONE = 5
_SUBSCRIBER = 9  # digits that tell two numbers apart, with or without country and trunk prefix


def channel_key(kind: ChannelKind, value: str) -> str:
    """The same for two ways of writing one address, phone or link."""
    if kind == "email":
        return "email:" + value.strip().lower()
    if kind == "phone":
        return "phone:" + phone_key(value)
    if kind == "link":
        return link_key(value)
    return "address:" + _NOT_A_WORD.sub("", value.casefold())


@lru_cache(maxsize=200_000)
def phone_key(value: str) -> str:
    """The last digits of a number and its extension; short numbers whole."""
    extension = _EXTENSION.search(value)
    digits = _NOT_A_DIGIT.sub("", value[: extension.start()] if extension else value)
    if len(digits) < _SHORTEST_PHONE:
        return _NOT_A_DIGIT.sub("", value)
    return digits.lstrip("0")[-_SUBSCRIBER:] + (f"x{extension[1]}" if extension else "")


def link_key(value: str) -> str:
    """A page's address without what varies: scheme, www, last slash, tracking of LinkedIn."""
    if name := slug(value):
        return "link:in:" + name
    bare = value.strip().lower()
    for start in ("https://", "http://", "www."):
        bare = bare.removeprefix(start)
    return "link:" + bare.rstrip("/")


def name_key(given: str, family: str) -> str:
    """The words of a name in a fixed order, without marks: `Byron, Ada` is Ada Byron."""
    found = sorted(words(f"{given} {family}"))
    return " ".join(found) or f"{given} {family}".casefold()


@lru_cache(maxsize=50_000)
def firm_key(name: str) -> str:
    """A firm without its legal form: Kranich GmbH is Kranich."""
    found = words(name)
    return " ".join([word for word in found if word not in _FORMS] or found)


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _NOT_A_WORD.sub(" ", names.text_key(text)).split()


def could_be_one(mine: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether two names, as given and family, may be one person's.

    Families share an address and a family name, so the given names decide, if only by an initial;
    a changed family name is no obstacle.
    """
    if any("@" in part or any(c.isdigit() for c in part) for part in (*mine, *theirs)):
        return True  # a card that was named after its address
    first, second = words(mine[0]), words(theirs[0])
    everything = set(words(" ".join(mine))), set(words(" ".join(theirs)))
    if not (first and second and mine[1] and theirs[1]):
        return bool(everything[0] & everything[1])
    if everything[0] == everything[1]:
        return True
    return any(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one in first
        for other in second
    )
