"""What stands before the colon of a vCard line: group, name, parameters of three generations."""

import re
from dataclasses import dataclass
from typing import Literal

# Names that are written in any case; others must be all upper or all lower case to count as a
# property, so that "Phone: after six" inside an unfolded note stays in the note.
KNOWN = frozenset({
    "ADR", "AGENT", "ANNIVERSARY", "BDAY", "BEGIN", "CALADRURI", "CALURI", "CATEGORIES",
    "CLASS", "EMAIL", "END", "FBURL", "FN", "GENDER", "GEO", "IMPP", "KEY", "KIND", "LABEL",
    "LANG", "LOGO", "MAILER", "MEMBER", "N", "NAME", "NICKNAME", "NOTE", "ORG", "PHOTO",
    "PRODID", "PROFILE", "RELATED", "REV", "ROLE", "SORT-STRING", "SOUND", "SOURCE", "TEL",
    "TITLE", "TZ", "UID", "URL", "VERSION", "XML",
})  # fmt: skip
_NAME = re.compile(r"(?:([\w.-]+)\.)?([A-Za-z][\w/-]*)[ \t]*")
_PARAMS = re.compile(r'(?:[^";]|"[^"]*(?:"|$))+')
_BEFORE_COLON = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_ADDRESS_OF_A_PAGE = frozenset({"HTTP", "HTTPS", "MAILTO"})
_PICTURES = frozenset({"PHOTO", "LOGO", "X-MS-CARDPICTURE"})
_SPECIAL = frozenset({"AGENT", "BEGIN", "END", "VERSION"})


@dataclass(frozen=True, slots=True)
class Head:
    """Everything before the colon. `params` is as written, without encoding and charset."""

    name: str
    group: str = ""
    types: tuple[str, ...] = ()
    params: str = ""
    encoding: Literal["", "quoted", "base64"] = ""
    charset: str = ""
    pref: int = 0
    special: bool = False  # the lexer has to look twice at its value
    picture: bool = False

    @property
    def binary(self) -> bool:
        """Whether its lines are base64, so that they may follow without being folded."""
        return self.encoding == "base64" or self.picture


def split(line: str) -> tuple[str, str] | None:
    """What stands before and after the first colon that is not inside quotation marks."""
    before, colon, after = line.partition(":")
    if not colon:
        return None
    if before.count('"') % 2:
        found = _BEFORE_COLON.match(line)
        return (found[1], found[2]) if found else None
    return before, after


def may_go_on(line: str) -> bool:
    """Whether a line without its colon is a property whose head was folded."""
    first = _NAME.match(line)
    return bool(first and line[first.end() :].startswith(";") and _is_name(first[2]))


def parse(text: str) -> Head | None:
    """The head that this text is, or None when it can only be a piece of prose."""
    first, *rest = _PARAMS.findall(text) if '"' in text else text.split(";")
    named = _NAME.fullmatch(first)
    if named is None:
        return None
    group, written = named[1] or "", named[2]
    name = written.upper()
    if not _is_name(written):
        return None
    return _with_params(name, group.lower(), [param.strip() for param in rest if param.strip()])


def _is_name(written: str) -> bool:
    name = written.upper()
    if name in _ADDRESS_OF_A_PAGE:
        return False
    return name in KNOWN or name.startswith("X-") or written.isupper() or written.islower()


def _with_params(name: str, group: str, params: list[str]) -> Head:
    types: list[str] = []
    said: list[str] = []
    encoding: Literal["", "quoted", "base64"] = ""
    charset, pref = "", 0
    for param in params:
        key, _equals, value = _named(param)
        if key == "ENCODING":
            encoding = _ENCODINGS.get(value.lower(), encoding)
        elif key == "CHARSET":
            charset = value
        else:
            said.append(param)
            if key == "TYPE":
                types += [word.strip().lower() for word in value.split(",") if word.strip()]
            elif key == "PREF" and value.isascii() and value.isdigit():
                pref = int(value[:3])
    return Head(
        name,
        group,
        tuple(types),
        ";".join(said),
        encoding,
        charset,
        pref or int("pref" in types),
        special=bool(encoding or charset) or name in _SPECIAL,
        picture=name in _PICTURES,
    )


_ENCODINGS: dict[str, Literal["", "quoted", "base64"]] = {
    "quoted-printable": "quoted",
    "q": "quoted",
    "base64": "base64",
    "b": "base64",
    "7bit": "",
    "8bit": "",
}


def _named(param: str) -> tuple[str, str, str]:
    """A parameter as key and value; a bare word of version 2.1 is an encoding or a type."""
    key, equals, value = param.partition("=")
    if equals:
        return key.strip().upper(), equals, value.strip().strip('"')
    word = param.strip('"')
    bare = "ENCODING" if word.lower() in {"quoted-printable", "base64", "8bit", "7bit"} else "TYPE"
    return bare, "", word
