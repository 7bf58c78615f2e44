"""Taking apart what was pasted or typed in a hurry: `Name <mail>`, a business card's lines, a
signature block, one line such as “Ada Byron, Analytical Engines, met at the port day”.

Nothing but greetings and separators is left out: what was not understood goes to the notes.
"""

import re
from dataclasses import dataclass, field

from app.domain import names, texts
from app.domain import signature_words as words
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.domain.signature_channels import EDGES, is_address, says_nothing, take

LONGEST = 4_000  # characters; what is longer is no signature, and goes to the notes
_OTHERS = re.compile(r"(?<=>)\s*[;,]\s*(?=[^<>\n]*<[^>\s]+@)")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*")


@dataclass
class _Found:
    """What was found so far."""

    channels: list[ChannelDraft] = field(default_factory=list)
    name: tuple[str, str] = ("", "")
    title: str = ""
    organization: str = ""
    place: str = ""
    address: list[str] = field(default_factory=list)
    how_met: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    careless: bool = False  # typed without capitals, so that capitals say nothing
    firm_ahead: bool = False  # a piece that is surely the firm is still to come

    def mails(self) -> list[tuple[str, str]]:
        """The parts of the mail addresses before the @ and after it."""
        mails = (channel.value for channel in self.channels if channel.kind == "email")
        return [(local, domain) for local, _at, domain in (mail.partition("@") for mail in mails)]

    def is_firm(self, text: str) -> bool:
        """Whether a text is surely a firm: by its legal form, or by a mail address there."""
        letters = _letters(text)
        domains = [_letters(domain.rpartition(".")[0]) for _local, domain in self.mails()]
        known = len(letters) > 3 and any(
            letters in d or (len(d) > 3 and d in letters) for d in domains
        )
        return known or bool(words.LEGAL_FORM.search(text))


def read(text: str) -> ContactDraft:
    """What a pasted or hurriedly typed text says of a person, as a draft."""
    found = _Found()
    text = texts.block(text)
    first, *others = _OTHERS.split(text[:LONGEST], maxsplit=1)
    found.notes += others
    signature = _below_the_letter(first, found)
    found.careless = signature == signature.lower()
    pieces, found.channels = take(signature.splitlines())
    place, parts = _take_name(pieces, found)
    others = [piece for number, piece in enumerate(pieces) if number != place]
    found.firm_ahead = any(found.is_firm(piece) for piece in others)
    _read_parts(parts, found)
    for piece in others:
        is_list = len(piece) < 100 and (words.TITLE.search(piece) or _is_like_firm(piece, found))
        _read_parts(_commas(piece) if is_list and not is_address(piece) else [piece], found)
    found.notes += filter(None, [text[LONGEST:]])
    return _draft(found)


def _draft(found: _Found) -> ContactDraft:
    channels = list(found.channels)
    if found.address:
        channels.append(ChannelDraft("address", "\n".join(found.address)))
    position = PositionDraft(found.organization, found.title)
    return ContactDraft(
        given=found.name[0],
        family=found.name[1],
        place=found.place,
        how_met=", ".join(found.how_met),
        notes="\n".join(found.notes),
        channels=tuple(channels),
        positions=(position,) if found.title or found.organization else (),
    )


def _below_the_letter(text: str, found: _Found) -> str:
    """What stands below the end of a letter; the letter itself is noted."""
    lines = [line.lstrip("> ").rstrip() for line in text.splitlines()]
    ends = [
        number
        for number, line in enumerate(lines)
        if (words.CLOSING.fullmatch(line.strip()) or line.strip() in ("--", "—"))
        and any(after.strip() for after in lines[number + 1 :])
    ]
    if ends:
        found.notes += [line for line in lines[: ends[-1]] if not says_nothing(line)]
        lines = lines[ends[-1] + 1 :]
    return "\n".join(lines)


# The name


def _take_name(pieces: list[str], found: _Found) -> tuple[int, list[str]]:
    """Which piece the name is in (or -1), and what else stands in that piece."""
    locals_ = [local for local, _domain in found.mails()]
    scores = [_name_score(piece, locals_) for piece in pieces[:6]]
    best = max(scores, default=-1)
    if best <= 0 and locals_ and (name := _name_from(locals_[0])):
        found.name = names.split(name)
        return -1, []
    if best < 0:
        return -1, []
    number = scores.index(best)
    name, rest = _cut_name(pieces[number], directory=bool(locals_))
    found.name = _split_name(name)
    return number, rest


def _name_score(piece: str, locals_: list[str]) -> int:
    """How much a piece looks like a name; below zero it is none."""
    quoted = piece.startswith('"')
    head = _IN_BRACKETS.sub(" ", piece.removeprefix('"'))
    head = words.AFTER_A_NAME.split(head)[0].split(",")[0].split(": ")[0].strip()
    said = [word for word in head.split() if not names.is_suffix(word)]
    if not said or len(said) > 6 or any(c.isdigit() or c in "@/" for c in head):
        return -1
    letters = [_letters(word) for word in said]
    known = any(len(w) > 2 and w in _letters(local) for w in letters for local in locals_)
    plain = " ".join(word for word in said if not names.is_title(word))
    if is_address(head) or words.LEGAL_FORM.search(head):
        return -1
    if words.TITLE.search(plain) and not quoted and not known:
        return 0 if 1 < len(said) < 4 else -1  # somebody may be called Driver
    capitals = all(word[0].isupper() or names.is_particle(word) for word in said)
    score = 3 * known + 2 * quoted + 2 * capitals + (1 < len(said) < 5)
    return max(0, score - 2 * bool(words.FIRM.search(head)) - is_address(piece))


def _cut_name(piece: str, *, directory: bool) -> tuple[str, list[str]]:
    """The name at the beginning of a piece, and the parts that follow it.

    `directory`: a mail address stands beside it, and mail programs write `Byron, Ada`.
    """
    quoted, piece = piece.startswith('"'), piece.removeprefix('"')
    rest = _IN_BRACKETS.findall(piece)
    piece = _IN_BRACKETS.sub(" ", piece).strip()
    at = words.AFTER_A_NAME.split(piece, maxsplit=1)
    if len(at) == 2 and not re.search(r",|: ", at[0]):
        firm, *tail = _commas(at[1]) or [at[1]]
        return words.WORKS.sub("", at[0]), [f"@ {firm}", *tail, *rest]
    head, *tail = _commas(piece.replace(": ", ", ", 1))
    suffixed = bool(tail) and names.is_suffix(tail[0])
    if suffixed or (tail and _turns_round(head, tail, sure=quoted or directory)):
        head, tail = f"{head}, {tail[0]}", tail[1:]
    return head, [*rest, *tail]


def _turns_round(head: str, tail: list[str], *, sure: bool) -> bool:
    """Whether `head, tail` is a family name and a given one."""
    given = tail[0]
    other = (words.TITLE, words.FIRM, words.LEGAL_FORM, words.HOW_MET)
    if any(pattern.search(given) for pattern in other) or not given[0].isupper():
        return False
    if len(tail) == 1 and len(head.split()) == len(given.split()) == 1:
        return True
    return sure and len(head.split()) <= 3 and len(given.split()) <= 3


def _split_name(name: str) -> tuple[str, str]:
    """Given and family name, where capitals may say which is which: `Ada BYRON`."""
    said = name.split()
    loud = [word for word in said if len(word) > 2 and word.isupper() and not names.is_suffix(word)]
    quiet = [word for word in said if word not in loud]
    given = [word for word in quiet if not names.is_particle(word)]
    mixed = loud and given and not any(names.is_suffix(word) for word in quiet)
    if not mixed or "," in name:
        return names.split(" ".join(_lowered(word) for word in said))
    family = [word.lower() if names.is_particle(word) else word for word in said]
    return " ".join(given), " ".join(_lowered(word) for word in family if word not in given)


def _lowered(word: str) -> str:
    """A word in capitals as a name is written."""
    if not word.isupper() or len(word) < 2 or names.is_suffix(word) or "." in word:
        return word
    if names.is_particle(word):
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _name_from(local: str) -> str:
    """The name in `ada.byron`; none in `info`."""
    said = [word for word in re.split(r"[._-]+", re.sub(r"\+.*|\d+", "", local)) if word.isalpha()]
    return " ".join(word.capitalize() for word in said) if len(said) > 1 else ""


# Everything else


def _read_parts(parts: list[str], found: _Found) -> None:
    """Put each part where it belongs; once one is prose, the rest of its line is too."""
    for number, part in enumerate(parts):
        rest = ", ".join(parts[number:])
        if not found.place and (number == 0 or found.organization) and _is_place(rest):
            found.place = rest
            return
        if words.PRONOUNS.fullmatch(part):
            found.notes.append(part)
        elif is_address(part) or (found.address and part.casefold() in words.COUNTRIES):
            found.address.append(part)
        elif words.HOW_MET.match(part):
            found.how_met.append(rest)
            return
        elif not _place_work(part, found, in_line=number > 0):
            found.notes.append(rest)
            return


def _place_work(part: str, found: _Found, *, in_line: bool) -> bool:
    """Keep a part as title or firm, perhaps with its town; False when it is neither.

    `in_line`: something stood before it in the same line.
    """
    title, firm = _title_at_firm(part, found)
    if firm and not found.organization:
        found.title, found.organization = found.title or title, firm
    elif found.is_firm(part) and not found.organization:
        found.organization = part
    elif words.TITLE.search(part) and not found.title:
        found.title = part
    elif found.title and (words.DEPARTMENT.match(part) or (in_line and found.firm_ahead)):
        found.title += f", {part}"
    elif not found.organization and _may_be_firm(part, found):
        found.organization = part
    elif found.organization and not found.place and in_line and _may_be_place(part):
        found.place = part
    else:
        return False
    return True


def _title_at_firm(part: str, found: _Found) -> tuple[str, str]:
    """Title and firm of “Engineer at Analytical Engines”."""
    if part.startswith("@ "):
        return "", part[2:]
    at = words.AT.split(part, maxsplit=1)
    if len(at) == 2 and at[1] and any(c.isalpha() for c in at[0]):
        return at[0], at[1]
    for match in words.AT_AFTER_A_TITLE.finditer(part):
        title, firm = part[: match.start()], part[match.end() :]
        named = len(firm.split()) > 1 and all(word[0].isupper() for word in firm.split())
        if words.TITLE.search(title) and (named or found.is_firm(firm)):
            return title, firm
    return "", ""


def _is_like_firm(text: str, found: _Found) -> bool:
    return found.is_firm(text) or bool(words.FIRM.search(text))


def _may_be_firm(text: str, found: _Found) -> bool:
    if _is_like_firm(text, found):
        return True
    if found.firm_ahead or text.endswith((".", "!", "?")):
        return False
    capital = found.careless or text[0].isupper() or text[0].isdigit()
    return capital and len(text.split()) <= 6


def _may_be_place(text: str) -> bool:
    plain = text.replace(" ", "").replace("-", "").isalpha()
    return plain and len(text.split()) <= 2 and text[0].isupper()


def _is_place(text: str) -> bool:
    """Whether it is a town with its country."""
    *towns, country = text.split(", ")
    plain = not any(c.isdigit() for c in text)
    return plain and 0 < len(towns) < 3 and country.casefold() in words.COUNTRIES


def _commas(text: str) -> list[str]:
    """The parts between commas; `Inc.` stays with its firm."""
    parts: list[str] = []
    for part in filter(None, (piece.strip(EDGES) for piece in re.split(r",\s+|;\s*", text))):
        if parts and words.LEGAL_FORM.fullmatch(part):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts


def _letters(text: str) -> str:
    return "".join(c for c in names.text_key(text) if c.isalnum())
