"""Names: how they sort, how they are shown, how a pasted line is taken apart."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Where a language's own alphabet differs from "accents are decoration": each letter stands after
# the letter before the bar. Everything else sorts by its letter without marks.
_ALPHABETS = {
    "da": {"æ": "z{1", "ä": "z{1", "ø": "z{2", "ö": "z{2", "å": "z{3"},
    "nb": {"æ": "z{1", "ä": "z{1", "ø": "z{2", "ö": "z{2", "å": "z{3"},
    "sv": {"å": "z{1", "ä": "z{2", "æ": "z{2", "ö": "z{3", "ø": "z{3"},
    "fi": {"å": "z{1", "ä": "z{2", "æ": "z{2", "ö": "z{3", "ø": "z{3"},
    "et": {"š": "s{1", "ž": "s{3", "õ": "w{1", "ä": "w{2", "ö": "w{3", "ü": "w{4"},
    "es": {"ñ": "n{"},
    "pl": {"ą": "a{", "ć": "c{", "ę": "e{", "ł": "l{", "ń": "n{", "ó": "o{", "ś": "s{",
           "ź": "z{1", "ż": "z{2"},
    "cs": {"č": "c{", "ch": "h{", "ř": "r{", "š": "s{", "ž": "z{"},
    "sk": {"ä": "a{", "č": "c{", "ch": "h{", "ô": "o{", "š": "s{", "ž": "z{"},
    "hr": {"č": "c{1", "ć": "c{2", "đ": "d{", "š": "s{", "ž": "z{"},
    "hu": {"ö": "o{", "ő": "o{", "ü": "u{", "ű": "u{"},
    "tr": {"ç": "c{", "ğ": "g{", "ı": "h{", "ö": "o{", "ş": "s{", "ü": "u{"},
}  # fmt: skip
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
                        "þ": "th", "ı": "i"})  # fmt: skip
_alphabet: dict[str, str] = {}
_language = ""


def use_alphabet(language: str) -> None:
    """Sort as this language (a code such as `sv` or `sv_SE`) does."""
    global _alphabet, _language
    _language = re.split(r"[-_.]", language)[0].lower()
    _alphabet = _ALPHABETS.get({"no": "nb", "nn": "nb"}.get(_language, _language), {})
    text_key.cache_clear()


def alphabet() -> str:
    """The language whose alphabet is in use; lists sorted under another want a new index."""
    return _language if _alphabet else ""


def name_key(given: str, family: str) -> str:
    """What a contact sorts by: family name first, then the given one."""
    return f"{text_key(family)} {text_key(given)}" if family else text_key(given)


@lru_cache(maxsize=4096)
def text_key(text: str) -> str:
    """What a text sorts by: case folded, without marks that are no letters of the alphabet."""
    text = unicodedata.normalize("NFC", text).casefold()
    if text.isascii() and "ch" not in _alphabet:
        return text.strip()
    for letter, place in _alphabet.items():
        text = text.replace(letter, place)
    text = text.translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


def full(given: str, family: str) -> str:
    """A name as it is shown."""
    return f"{given} {family}".strip()


def initials(name: str) -> str:
    """One or two letters that stand for a person where there is no room for the name."""
    words = [word for word in re.split(r"[\s\-]+", name) if word and word[0].isalnum()]
    if not words:
        return name[:1].upper()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


_PREFIXES = {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "rev", "hon"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "pe", "msc", "bsc"}
_PARTICLES = {
    "van", "von", "de", "der", "den", "da", "di", "del", "della", "dos", "du", "la", "le", "bin",
    "ibn", "al", "el", "ter", "ten", "zu", "zum", "af", "av", "st",
}  # fmt: skip


def split(name: str) -> tuple[str, str]:
    """A full name as given and family name; particles such as “van” stay with the family's.

    `Byron, Ada` is turned round. A single word is a given name.
    """
    words = " ".join(name.split()).strip(" ,;").split(" ")
    head, comma, tail = " ".join(words).partition(",")
    if comma and tail.strip() and _bare(tail.split()[0]) not in _SUFFIXES:
        return tail.strip(), head.strip()
    tail_words: list[str] = []
    while len(words) > 2 and _bare(words[-1]) in _SUFFIXES:
        tail_words.insert(0, words.pop())
    if len(words) == 1 or (len(words) == 2 and _bare(words[0]) in _PREFIXES and not tail_words):
        return (
            ("", " ".join(words))
            if _bare(words[0]) in _PREFIXES and len(words) == 2
            else (" ".join([*words, *tail_words]), "")
        )
    first = len(words) - 1
    while first > 1 and _bare(words[first - 1]) in _PARTICLES:
        first -= 1
    return " ".join(words[:first]), " ".join([*words[first:], *tail_words]).strip(" ,")


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip(",")


@dataclass(frozen=True)
class Pasted:
    """What a pasted line or signature says; what was not understood is in `rest`."""

    given: str = ""
    family: str = ""
    title: str = ""
    organization: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    rest: str = ""


_EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>,;]+|(?<![\w@.])linkedin\.com/in/[^\s<>,;]+", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w/.])\+?\(?\d[\d\s().\-/]{6,}\d(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:^|(?<=[|·•,;]))\s*(?:e-?mail|mail|phone|tel|mobile|cell|office|direct|fax|web|linkedin"
    r"|[mtpoewdf])\s*[.:]\s*", re.IGNORECASE,
)  # fmt: skip
_TITLE_WORDS = re.compile(
    r"\b(?:manager|director|head|lead|vp|vice president|president|chief|c[efmopt]o|engineer|analyst"
    r"|planner|founder|partner|consultant|recruiter|professor|designer|developer|scientist|buyer"
    r"|officer|specialist|coordinator|associate|advisor|architect|editor|nurse|teacher|owner)\b",
    re.IGNORECASE,
)  # fmt: skip


def parse_pasted(text: str) -> Pasted:
    """Take a `Name <mail>`, a business card's lines or a signature block apart."""
    emails, text = _take(_EMAIL, text)
    links, text = _take(_LINK, text)
    phones, text = _take(_PHONE, text)
    text = text.replace("<>", " ").replace('"', " ")
    lines = []
    for line in text.splitlines():
        for part in re.split(r"\s*[|·•]\s*", _LABEL.sub(" ", line)):
            tidy = part.strip(" \t,;:<>()-–—")
            if tidy and any(c.isalnum() for c in tidy):
                lines.append(" ".join(tidy.split()))
    name = lines.pop(0) if lines else _name_from(emails)
    pieces = [piece for piece in (p.strip() for p in name.split(",")) if piece]
    if len(pieces) > 1 and _TITLE_WORDS.search(pieces[1]):
        name, lines = pieces[0], [", ".join(pieces[1:]), *lines]
    given, family = split(name) if name else ("", "")
    title, organization, rest = _work(lines)
    return Pasted(
        given, family, title, organization, tuple(e.lower() for e in emails),
        tuple(" ".join(p.split()) for p in phones), tuple(link.rstrip(".)") for link in links),
        "\n".join(rest),
    )  # fmt: skip


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    found = [match.group(0) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found)), pattern.sub(" ", text)


def _name_from(emails: list[str]) -> str:
    if not emails:
        return ""
    words = re.split(r"[._-]+", emails[0].split("@")[0])
    return " ".join(word.capitalize() for word in words if word.isalpha())


def _work(lines: list[str]) -> tuple[str, str, list[str]]:
    """The title and the firm among the lines after the name, and the lines that are neither."""
    title = organization = ""
    rest = []
    for line in lines:
        at = re.split(r"\s+(?:at|@|bei|chez)\s+", line, maxsplit=1)
        if not title and len(at) == 2:
            title, organization = at[0], organization or at[1]
        elif not title and _TITLE_WORDS.search(line):
            first, comma, second = line.partition(", ")
            if comma and not organization and not _TITLE_WORDS.search(second):
                title, organization = first, second
            else:
                title = line
        elif not organization:
            organization = line
        else:
            rest.append(line)
    return title, organization, rest
