"""Names: how they sort, how they are shown, which part of one is the family's."""

import re
import unicodedata
from functools import lru_cache

# Where a language's own alphabet differs from "accents are decoration": each letter stands after
# the letter before the bar. Everything else sorts by its letter without marks.
_ALPHABETS = {
    "da": {"æ": "z{1", "ä": "z{1", "ø": "z{2", "ö": "z{2", "å": "z{3"},
    "nb": {"æ": "z{1", "ä": "z{1", "ø": "z{2", "ö": "z{2", "å": "z{3"},
    "sv": {"å": "z{1", "ä": "z{2", "æ": "z{2", "ö": "z{3", "ø": "z{3"},
    "fi": {"å": "z{1", "ä": "z{2", "æ": "z{2", "ö": "z{3", "ø": "z{3"},
    "et": {"š": "s{1", "z": "s{2", "ž": "s{3", "õ": "w{1", "ä": "w{2", "ö": "w{3", "ü": "w{4"},
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
_PREFIXES = {
    "dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "rev", "hon", "ing",
    "mag", "dipl-ing", "mme", "dott", "dra", "sr", "sra",
}  # fmt: skip
_SUFFIXES = {
    "jr", "sr", "ii", "iii", "iv", "phd", "mba", "esq", "cpa", "msc", "bsc", "dds", "llm", "pmp",
    "cfa", "obe", "mbe",
}  # fmt: skip
_SUFFIXES_IN_CAPITALS = {"ma", "ba", "md", "pe", "rn", "jd"}  # Jack Ma is no Master of Arts
_PARTICLES = {
    "van", "von", "de", "der", "den", "da", "di", "del", "della", "dos", "du", "la", "le", "bin",
    "ibn", "al", "el", "ter", "ten", "zu", "zum", "af", "av", "st", "das", "do", "las", "los",
    "van't", "'t", "vom", "zur", "binti", "bint",
}  # fmt: skip
# Thai, Lao, Burmese, Khmer, kana, Chinese, Korean: a name runs on into the next word.
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
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
    words = family.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    if not words:
        return text_key(given)
    return f"{text_key(' '.join(words))} {text_key(given)}".strip()


@lru_cache(maxsize=4096)
def text_key(text: str) -> str:
    """What a text sorts by: case folded, without marks that are no letters of the alphabet."""
    text = unicodedata.normalize("NFC", text)
    if "ı" in _alphabet:  # Turkish has an i with a dot and one without, in both cases
        text = text.replace("I", "ı").replace("İ", "i")
    text = text.casefold()
    if text.isascii() and not any(letter.isascii() for letter in _alphabet):
        return text.strip()
    for letter, place in _alphabet.items():
        text = text.replace(letter, place)
    text = text.translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


def fold(text: str) -> str:
    """A text in plain small letters, as it is searched: without marks, in any language."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def runs_on(text: str) -> bool:
    """Whether there are letters in it of a script that has no blanks between words."""
    return not text.isascii() and bool(_WITHOUT_BLANKS.search(text))


def full(given: str, family: str) -> str:
    """A name as it is shown."""
    return f"{given} {family}".strip()


def called(given: str, family: str) -> str:
    """What one calls somebody: the given name without “Dr.” and its like, else the whole name."""
    words = given.split()
    while words and is_title(words[0]):
        words = words[1:]
    return " ".join(words) or full(given, family)


def initials(name: str) -> str:
    """One or two letters that stand for a person where there is no room for the name."""
    words = name.split()
    plain = [word for word in words if not is_title(word) and not is_suffix(word)] or words
    letters = [word[0] for part in plain for word in part.split("-") if word and word[0].isalnum()]
    if not letters:
        return name.strip()[:1].upper()
    return (letters[0] + (letters[-1] if len(letters) > 1 else "")).upper()[:2]


def split(name: str) -> tuple[str, str]:
    """A full name as given and family name; particles such as “van” stay with the family's.

    `Byron, Ada` is turned round. A single word is a given name. Nothing but commas is left out.
    """
    words = " ".join(name.split()).strip(" ,;")
    head, _comma, tail = (part.strip(" ,") for part in words.partition(","))
    if head and tail and not is_suffix(tail.split()[0]):
        turned, _comma, after = (part.strip() for part in tail.partition(","))
        return turned, " ".join(filter(None, (head, after)))
    return _split_words(words.split())


def _split_words(words: list[str]) -> tuple[str, str]:
    after: list[str] = []
    while len(words) > 1 and is_suffix(words[-1]) and not (len(words) == 2 and is_title(words[0])):
        after.insert(0, words.pop())
    if len(words) == 2 and is_title(words[0]):
        return "", " ".join([*words, *after])
    if len(words) == 1:
        return " ".join([*words, *after]), ""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    if first > 2 and words[first - 1].casefold() == "y":  # José Ortega y Gasset
        first -= 2
    return " ".join(words[:first]), " ".join([*words[first:], *after]).strip(" ,")


def distance(one: str, other: str, *, at_most: int) -> int:
    """How many letters to change, add, drop or swap; `at_most + 1` for more than that."""
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            step = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
        if min(row) > at_most:
            return at_most + 1
    return min(row[-1], at_most + 1)


def is_particle(word: str) -> bool:
    """Whether a word such as “van” may stand in lower case inside a name."""
    return word.casefold() in _PARTICLES


def is_suffix(word: str) -> bool:
    """Whether this stands after a name and is no part of it: PhD, Jr., (she/her)."""
    bare = _bare(word)
    capitals = word.isupper() and bare in _SUFFIXES_IN_CAPITALS
    return word.startswith("(") or bare in _SUFFIXES or capitals


def is_title(word: str) -> bool:
    """Whether this stands before a name and is no part of it: Dr., Frau."""
    return _bare(word) in _PREFIXES


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip(",")
