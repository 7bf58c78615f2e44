"""Mail addresses, links and phone numbers in a pasted text, wherever they stand, with their labels;
and the pieces of text between them.
"""

import re
from collections.abc import Iterable

from app.domain import signature_words as words
from app.domain.people import ChannelDraft, ChannelKind

_CHANNEL = re.compile(
    r"(?P<email>[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<link>(?:https?://|www\.)[^\s<>,;\])]+"
    rf"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{words.TOP_LEVELS})\b(?:/[^\s<>,;\])]*)?)"
    r"|(?P<phone>(?<![\w/.@-])(?:\(?0\d{2,4}\)?\s/\s)?(?:\+\s?|\(\+?)?\d"
    r"(?:[\d.()\-–]|/(?=\d)|[ \u00a0](?![/–-]\s))*\d"
    r"(?P<extension>\s*(?:x|ext\.?|extension|durchwahl|dw|poste)\s*[.:]?\s*\d{1,6})?)",
    re.IGNORECASE,
)
_KINDS: tuple[ChannelKind, ...] = ("email", "link", "phone")
_PARTS = re.compile(r"\s*[|·•▪∙\t‖]\s*|\s+[–—-]{1,2}\s+|(?<![\d)])\s+/\s+|\s{3,}")
_QUOTED = re.compile(r"[\"“„«'‘](?P<inside>[^\"“”„«»]+?)[\"”“»'’](?=\s|$|,|<)")
_SPELT_OUT = (
    (re.compile(r"\b(?:mailto|tel):(?=\S)", re.IGNORECASE), ""),
    (re.compile(r"\s?[\[(]\s?(?:at|ät)\s?[\])]\s?", re.IGNORECASE), "@"),
    (re.compile(r"\s?[\[(]\s?(?:dot|punkt)\s?[\])]\s?", re.IGNORECASE), "."),
)
EDGES = " \t,;:<>|*_=~–—-"


def take(lines: Iterable[str]) -> tuple[list[str], list[ChannelDraft]]:
    """The texts between separators, in order, and the addresses that stood among them.

    A text in quotation marks stays in one piece and keeps its first mark.
    """
    pieces: list[str] = []
    channels: list[ChannelDraft] = []
    pending: list[str] = []
    for line in lines:
        for part in _split(_respelt(line)):
            for text in _take_part(part, pending, channels):
                tidy = _tidy(text)
                if not says_nothing(tidy):
                    pieces.append(tidy)
    return pieces, channels


def is_address(text: str) -> bool:
    """Whether it looks like a line of a postal address."""
    if words.POSTAL.search(text):
        return True
    numbered = any(c.isdigit() for c in text)
    return numbered and bool(words.STREET.search(text)) and not words.TITLE.search(text)


def says_nothing(text: str) -> bool:
    """Whether it is a greeting, a separator, or what a program writes around a person."""
    tidy = text.strip(EDGES + "[]()")
    if not any(c.isalnum() for c in tidy):
        return True
    return bool(words.CLOSING.fullmatch(tidy) or words.CHROME.fullmatch(tidy))


def _respelt(line: str) -> str:
    for pattern, plain in _SPELT_OUT:
        line = pattern.sub(plain, line)
    return line


def _split(line: str) -> list[str]:
    """The parts of a line; what stands in quotation marks at its beginning stays together."""
    if quoted := _QUOTED.match(line.strip()):
        rest = line.strip()[quoted.end() :]
        return [f'"{quoted["inside"]}', *_PARTS.split(rest)]
    return _PARTS.split(line)


def _take_part(part: str, pending: list[str], channels: list[ChannelDraft]) -> list[str]:
    """Move the addresses of a part to the others; the texts around them stay.

    A part that is nothing but a label waits in `pending` for what comes next.
    """
    around: list[str] = []
    end = 0
    for match in _CHANNEL.finditer(part):
        kind = next(kind for kind in _KINDS if match[kind])
        text, label, labelled = _cut_label(part[end : match.start()])
        if pending and not around and not text.strip():
            label, labelled = label or pending[0], True
        if kind == "phone" and not _is_phone(match, part, labelled=labelled):
            continue
        end = match.end()
        after = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]").match(part, end)
        if after and (inside := _label_name(after[1])) is not None:
            label, end = inside, after.end()
        around.append(text)
        _add(ChannelDraft(kind, match[kind], label), channels)
    text, label, labelled = _cut_label(part[end:])
    pending[:] = [label] if labelled and not _tidy(text) else []
    return around if pending else [*around, part[end:]]


def _add(channel: ChannelDraft, channels: list[ChannelDraft]) -> None:
    kind, value, label = channel.kind, channel.value, channel.label
    if kind == "email":
        value = value.lower()
    elif kind == "link":
        value = value.rstrip(".")
        label = "LinkedIn" if "linkedin.com" in value.lower() else label
    else:
        value = " ".join(value.split())
        if value.count("(") != value.count(")"):
            value = value.replace("(", "").replace(")", "")
    if all((c.kind, c.value) != (kind, value) for c in channels):
        channels.append(ChannelDraft(kind, value, label))


def _is_phone(match: re.Match[str], part: str, *, labelled: bool) -> bool:
    number = match["phone"].removesuffix(match["extension"] or "")
    digits = sum(c.isdigit() for c in number)
    if not 5 <= digits <= 15 or words.NOT_A_PHONE.search(part[: match.start()]):
        return False
    if re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}\s?[-–]\s?\d{4}", number):
        return False
    if labelled or number.startswith(("+", "00")):
        return True
    return digits >= 7 and not is_address(part)


def _cut_label(text: str) -> tuple[str, str, bool]:
    """A text without the “Tel.:” at its end, what the book calls that, and whether it stood there.

    Letters and words that also stand in sentences count only with a mark, or alone.
    """
    cut, label, known = len(text), "", False
    for token in reversed(list(re.finditer(r"[^\s:()/\[\],;|]+", text))):
        name = _label_name(token.group())
        plain = token.group().rstrip(".").casefold()
        weak = len(plain) == 1 or plain in words.WEAK_LABELS
        marked = re.match(r"\s*[:.]|\.", text[token.end() :]) or token.group().endswith(".")
        before = text[: token.start()].rstrip()
        alone = not before.strip(EDGES + "([") or before.endswith((",", ";"))
        if name is None or (weak and not (marked or alone or known)):
            break
        cut, label, known = token.start(), name or label, True
    return text[:cut], label, known


def _label_name(said: str) -> str | None:
    """What the book calls a label: '' for a plain one, None for a word that is none."""
    plain = said.strip().casefold()
    for form in (plain, plain.rstrip(".:-")):
        if form in words.LABEL_NAMES:
            return words.LABEL_NAMES[form]
    return None


def _tidy(text: str) -> str:
    """A piece without what stood around it."""
    tidy = re.sub(r"[<(\[]\s*[>)\]]", " ", text)
    tidy = " ".join(tidy.split()).strip(EDGES)
    if tidy.count("(") != tidy.count(")"):
        tidy = tidy.removeprefix("(").removesuffix(")").strip(EDGES)
    return tidy
