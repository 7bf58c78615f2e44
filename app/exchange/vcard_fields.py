"""What the properties of one card say, collected and put in order."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar
from urllib.parse import unquote

from app.domain import names, texts, times
from app.domain.people import ChannelKind
from app.exchange.identities import slug
from app.exchange.incoming import IncomingChannel, IncomingPosition, KeptProperty
from app.exchange.vcard_heads import Head
from app.exchange.vcard_lexer import Card

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_INNER_PICTURE = re.compile(
    r"^([ \t]*(?:PHOTO|LOGO|SOUND)[^:\n]*:)[^\n]*(?:\n[ \t]*[A-Za-z0-9+/=]+[ \t]*$)*",
    re.IGNORECASE | re.MULTILINE,
)
_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}")
_PLAIN_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
_PLAIN_N = re.compile(r"[\w;.'-]+", re.ASCII)
_DIGIT = re.compile(r"\d")
_WORDS = {
    "work": "work", "business": "work", "home": "home", "cell": "mobile", "mobile": "mobile",
    "iphone": "mobile", "fax": "fax", "workfax": "work fax", "homefax": "home fax",
    "pager": "pager", "car": "car", "main": "main", "other": "other", "linkedin": "LinkedIn",
}  # fmt: skip
_SILENT = frozenset({"pref", "voice", "internet", "msg", "dom", "intl", "postal", "parcel", "text"})


def read(card: Card) -> "Fields":
    """Everything that a card says."""
    fields, readers = Fields(card), Fields.READERS
    for head, value in zip(card.heads, card.values, strict=True):
        if value:
            readers.get(head.name, Fields.keep)(fields, head, value)
    return fields


class Fields:
    """What one card says, property by property."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.uid = self.zone = self.place = self.linkedin = ""
        self.notes: list[str] = []
        self.tags: list[str] = []
        self.members: list[str] = []
        self.is_group = False
        self._n: list[str] = []
        self._fn = self._nickname = ""
        self._sounds: dict[str, str] = {}
        self._channels: list[tuple[ChannelKind, str, Head]] = []
        self._firms: list[tuple[str, str]] = []
        self._titles: list[tuple[str, str]] = []
        self._labels: dict[str, str] = {}
        self._kept: list[tuple[Head, str, str]] = []

    # What comes out.

    def name(self) -> tuple[str, str]:
        """Given and family name; without both, whatever the card offers in their place."""
        given, family = " ".join(filter(None, self._n[1:3])), "".join(self._n[:1])
        full, firm = self._fn, self._firms[0][1] if self._firms else ""
        if given and family:
            return given, family
        if full and "@" not in full and full not in (given, firm):
            return names.split(full)  # N has half of it, or all of it in one place, or none
        if given or family:
            return given, family
        instead = full or self._nickname or firm
        if not instead and self._channels:
            instead = self._channels[0][1]
        return instead, ""

    def say_as(self) -> str:
        """How the name sounds, where the card says it."""
        if not self._sounds:
            return ""
        said = [self._sounds.get(part, "") for part in ("first", "middle", "last")]
        return " ".join(filter(None, said)) or self._sounds.get("whole", "")

    def channels(self) -> tuple[IncomingChannel, ...]:
        """The ways to reach the person, each once, one preferred of each kind."""
        best: dict[str, int] = {}
        for kind, _value, head in self._channels:
            if head.pref:
                best[kind] = min(best.get(kind, 999), head.pref)
        found: dict[tuple[str, str], IncomingChannel] = {}
        for kind, value, head in self._channels:
            key = (kind, value.lower())
            if key not in found:
                preferred = head.pref > 0 and head.pref == best.get(kind)
                if preferred:
                    del best[kind]
                label = self._labels.get(head.group) or _label(head.types)
                found[key] = IncomingChannel(kind, value, label, preferred)
        return tuple(found.values())

    def positions(self) -> tuple[IncomingPosition, ...]:
        """Firms with their titles: of the same group where groups are used, else in order."""
        if not self._firms and not self._titles:
            return ()
        titles = list(self._titles)
        if len(self._firms) == 1 == len(titles):
            return (IncomingPosition(self._firms[0][1], titles[0][1]),)
        found = []
        for group, firm in self._firms:
            own = next((t for t in titles if t[0] == group), titles[0] if titles else None)
            if own:
                titles.remove(own)
            found.append(IncomingPosition(firm, own[1] if own else ""))
        found += [IncomingPosition("", title) for _group, title in titles]
        return tuple(dict.fromkeys(found))

    def kept(self) -> tuple[KeptProperty, ...]:
        """What the program does not know, with the label that the card gives it."""
        found = []
        if self._n and self._fn != f"{self._n[1]} {self._n[0]}":
            said_by_n = set(re.findall(r"\w+", " ".join(self._n)))
            if not said_by_n.issuperset(re.findall(r"\w+", self._fn)):
                found.append(KeptProperty("FN", self._fn))
        elif not self._kept:
            return ()
        for head, value, params in self._kept:
            label = self._labels.get(head.group, "")
            said = ";".join(filter(None, (params, f"X-ABLABEL={label}" if label else "")))
            found.append(KeptProperty(head.name, value, said))
        return tuple(dict.fromkeys(found))

    # What goes in.

    def keep(self, head: Head, value: str) -> None:
        """Anything unknown, word for word."""
        if slug(value) and len(value.split()) == 1:
            self._read_link(head, value)
        elif value.strip(" \t\n;"):
            self._kept.append((head, _block(value), head.params))

    def _read_n(self, head: Head, value: str) -> None:
        if _PLAIN_N.fullmatch(value):
            parts = [*value.split(";"), ""]
        else:
            parts = [*(_line(part.replace(",", " ")) for part in _split(value, ";")), ""]
        if not self._n and any(parts):
            self._n = parts
            if any(parts[3:]):  # a prefix or suffix, which no contact has a place for
                self._kept.append((head, _block(value), ""))

    def _read_fn(self, head: Head, value: str) -> None:
        full = _line(_plain(value))
        if not self._fn:
            self._fn = full
        elif full != self._fn:
            self.keep(head, value)

    def _read_nickname(self, head: Head, value: str) -> None:
        self._nickname = self._nickname or _line(_plain(value))
        self.keep(head, value)

    def _read_phonetic(self, head: Head, value: str) -> None:
        part = head.name.removeprefix("X-PHONETIC-").removesuffix("-NAME").lower()
        if part in {"first", "middle", "last"} and (sound := _line(_plain(value.strip(";")))):
            self._sounds[part] = sound
        elif head.name == "SOUND" and "x-irmc-n" in head.types:
            self._sounds["whole"] = _line(_plain(" ".join(_split(value, ";"))))
        elif head.name == "SOUND":
            self._read_picture(head, value)
        else:
            self.keep(head, value)

    def _read_email(self, head: Head, value: str) -> None:
        if _PLAIN_EMAIL.fullmatch(value):
            self._channels.append(("email", value, head))
            return
        first, broken, rest = value.partition("\n")
        if broken and _PLAIN_EMAIL.fullmatch(first):  # what follows is no part of it
            self._channels.append(("email", first, head))
            self.keep(head, rest)
            return
        bare = "".join(_plain(value).split())
        if bare[:7].lower() == "mailto:":
            bare = bare[7:]
        found = [part for part in re.split(r"[<>,;]", bare) if "@" in part]
        self._channels += [("email", address, head) for address in found]
        if not found:
            self.keep(head, value)

    def _read_tel(self, head: Head, value: str) -> None:
        value, broken, rest = value.partition("\n")
        if broken:
            self.keep(head, rest)
        bare = _line(_plain(value))
        if bare[:4].lower() == "tel:":
            bare = bare[4:].replace(";ext=", " ext. ")
        if _DIGIT.search(bare):
            self._channels.append(("phone", bare, head))
        else:
            self.keep(head, value)

    def _read_link(self, head: Head, value: str) -> None:
        link = "".join(_plain(value).split())
        if head.name == "X-SOCIALPROFILE" and "." not in link:
            self.keep(head, value)  # "x-apple:name": no address that could be opened
            return
        self.linkedin = self.linkedin or slug(link)
        if slug(link):
            head = _as_linkedin(head)
        if link:
            self._channels.append(("link", link, head))

    def _read_adr(self, head: Head, value: str) -> None:
        parts = [_line(part.replace("\n", ", ")) for part in _split(value, ";")] + [""] * 7
        box, extra, street, city, region, code, country = parts[:7]
        lines = [street, extra, box, f"{code} {city}".strip(), region, country, *parts[7:]]
        whole = ", ".join(filter(None, lines))
        if "LABEL=" in head.params.upper() or "GEO=" in head.params.upper():
            self.keep(head, value)
        if not whole:
            return
        self._channels.append(("address", whole, head))
        if not self.place or head.pref == 1:
            self.place = city or region or country

    def _read_org(self, head: Head, value: str) -> None:
        firm, *units = [_line(part) for part in _split(value, ";")]
        units = [unit for unit in units if unit]
        if firm or units:
            self._firms.append((head.group, firm or units[0]))
        if firm and units:
            self.keep(head, value)

    def _read_title(self, head: Head, value: str) -> None:
        if title := _line(_plain(value)):
            self._titles.append((head.group, title))

    def _read_categories(self, _head: Head, value: str) -> None:
        self.tags += [tag for part in _split(value, ",") if (tag := _line(part))]

    def _read_note(self, _head: Head, value: str) -> None:
        if note := texts.block(_plain(value)):
            self.notes.append(note)

    def _read_tz(self, head: Head, value: str) -> None:
        found = _ZONE.search(_plain(value))
        if found and not self.zone and _zone_exists(found[0]):
            self.zone = found[0]
        else:
            self.keep(head, value)

    def _read_uid(self, head: Head, value: str) -> None:
        if self.uid:
            self.keep(head, value)
        else:
            self.uid = _line(value)

    def _read_label(self, head: Head, value: str) -> None:
        label = _line(_plain(value))
        if apple := _APPLE_LABEL.fullmatch(label):
            label = _WORDS.get(apple[1].lower(), apple[1].lower())
        if head.group and label:
            self._labels[head.group] = label
        else:
            self.keep(head, value)

    def _read_kind(self, head: Head, value: str) -> None:
        if value.strip().lower() == "group":
            self.is_group = True
        elif value.strip().lower() != "individual":  # what every card is
            self.keep(head, value)

    def _read_member(self, _head: Head, value: str) -> None:
        self.members.append(value)

    def _read_picture(self, head: Head, value: str) -> None:
        linked = re.match(r"(?:https?|ftp|cid):", value.strip(), re.IGNORECASE)
        if linked or (head.name == "SOUND" and not head.binary):
            self.keep(head, value)
            return
        size = len("".join(value.rpartition(",")[2].split())) * 3 // 4
        kind = head.name.lower()
        self._kept.append((head, f"{kind}, {max(1, round(size / 1000)):,} kB", head.params))

    def _read_agent(self, head: Head, value: str) -> None:
        self.keep(head, _INNER_PICTURE.sub(r"\1", value))

    def _read_nothing(self, _head: Head, _value: str) -> None:
        pass

    READERS: ClassVar[dict[str, Callable[["Fields", Head, str], None]]] = {
        "VERSION": _read_nothing, "PRODID": _read_nothing,
        "N": _read_n, "FN": _read_fn, "NICKNAME": _read_nickname,
        "X-PHONETIC-FIRST-NAME": _read_phonetic, "X-PHONETIC-LAST-NAME": _read_phonetic,
        "X-PHONETIC-MIDDLE-NAME": _read_phonetic, "SOUND": _read_phonetic,
        "EMAIL": _read_email, "TEL": _read_tel, "URL": _read_link,
        "X-SOCIALPROFILE": _read_link, "ADR": _read_adr, "ORG": _read_org,
        "TITLE": _read_title, "CATEGORIES": _read_categories, "NOTE": _read_note,
        "TZ": _read_tz, "UID": _read_uid, "X-ABLABEL": _read_label,
        "KIND": _read_kind, "X-ADDRESSBOOKSERVER-KIND": _read_kind,
        "MEMBER": _read_member, "X-ADDRESSBOOKSERVER-MEMBER": _read_member,
        "PHOTO": _read_picture, "LOGO": _read_picture, "AGENT": _read_agent,
    }  # fmt: skip


def _plain(value: str) -> str:
    """A value without its escapes."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _split(value: str, mark: str) -> list[str]:
    """The parts of a value between marks that are not escaped, each without its escapes."""
    if "\\" not in value:
        return value.split(mark)
    parts = re.sub(rf"(\\.)|{mark}", lambda m: m[1] or "\0", value, flags=re.DOTALL).split("\0")
    return [_plain(part) for part in parts]


def _line(value: str) -> str:
    """One tidy line; the ordinary ones quickly."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return texts.line(value)


def _block(value: str) -> str:
    """Tidy lines; the ordinary ones quickly."""
    return value.strip() if value.isascii() and value.isprintable() else texts.block(value)


@lru_cache(maxsize=1000)
def _label(types: tuple[str, ...]) -> str:
    words = [_WORDS.get(word, word.removeprefix("x-")) for word in types if word not in _SILENT]
    return texts.line(unquote(" ".join(dict.fromkeys(words)), errors="replace"))


@lru_cache(maxsize=1000)
def _as_linkedin(head: Head) -> Head:
    """The same head with a label of ours, whatever label the card gives the link."""
    return Head(head.name, types=("linkedin",), params=head.params, pref=head.pref)


_zone_exists = lru_cache(maxsize=1000)(times.zone_exists)
