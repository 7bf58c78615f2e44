"""Reading a file of wording rules: what can be used is used, the rest is explained.

{
  "lists": {"job": ["job", "position"]},
  "abbreviations": ["Dr", "e.g"],
  "time": {"numbers": {"two": 2}, "units": {"hours": 60}, "between": ["full"], "joins": ["and"]},
  "rules": [
    {"id": "asks-for-a-job", "practice": "P01", "kinds": ["ask", "message"],
     "stages": ["info_only"],              (all of them, where none is named)
     "patterns": ["hire me"], "unless": ["not|never .. hire me"],
     "reason": "…", "better": "…", "marks": ["Hire me."], "passes": ["You need not hire me."]}
  ]
}

`wording_patterns` says how a pattern is written.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from app.domain import wording_patterns as patterns
from app.domain.pipeline import STAGES
from app.domain.wording import KINDS, Rule, Rules
from app.domain.wording_patterns import BadPattern, Pattern, Times
from app.i18n import _

_PRACTICE = re.compile(r"P(0[1-9]|[1-3]\d|4[0-4])|B(0[1-9]|1[0-2])")
_KNOWN = frozenset(
    {"id", "practice", "kinds", "stages", "patterns", "unless", "reason", "better", "marks",
     "passes"}
)  # fmt: skip
Read = TypeVar("Read")
Fallback = TypeVar("Fallback")


class _Mistake(ValueError):
    """What is wrong in one rule, as the end of a sentence."""


def read(data: Any, *, language: str = "", file: str = "") -> Rules:
    """The rules of a file that was read as JSON; never raises.

    Each mistake is a sentence in `problems` that names the file and the rule.
    """
    problems: list[str] = []

    def part(where: str, reading: Callable[[], Read], instead: Fallback) -> Read | Fallback:
        try:
            return reading()
        except (_Mistake, BadPattern) as mistake:
            problems.append(
                _("{file}, {where}: {mistake}. It is left out.").format(
                    file=file, where=where, mistake=mistake
                )
            )
            return instead

    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        text = _("{file}: there is no list of “rules”; nothing is marked.").format(file=file)
        return Rules(language, problems=(text,))
    lists: dict[str, list[str]] = part(_("“lists”"), lambda: _lists(data), {})
    made: dict[str, Rule] = {}
    for number, one in enumerate(data["rules"], 1):
        rule = part(_where(number, one), partial(_rule, one, lists, made), None)
        if rule is not None:
            made[rule.name] = rule
    return Rules(
        language,
        tuple(made.values()),
        part(_("“time”"), lambda: _times(data), Times({}, {})),
        part(_("“abbreviations”"), lambda: _abbreviations(data), frozenset()),
        tuple(problems),
    )


def _where(number: int, one: Any) -> str:
    name = one.get("id") if isinstance(one, dict) else ""
    if isinstance(name, str) and name:
        return _("rule “{name}”").format(name=name)
    return _("rule number {number}").format(number=number)


def _rule(one: Any, lists: Mapping[str, Sequence[str]], made: Mapping[str, Rule]) -> Rule:
    if not isinstance(one, dict):
        raise _Mistake(_("it is no rule with fields"))
    if unknown := sorted(set(one) - _KNOWN):
        raise _Mistake(_("nothing is called “{name}”").format(name=unknown[0]))
    name = _text(one, "id")
    if name in made:
        raise _Mistake(_("another rule has this id"))
    practice = _text(one, "practice")
    if not _PRACTICE.fullmatch(practice):
        raise _Mistake(_("“{name}” is no practice of the field guide").format(name=practice))
    return Rule(
        name,
        practice,
        frozenset(_one_of(one, "kinds", KINDS)),
        frozenset(_one_of(one, "stages", STAGES) if "stages" in one else STAGES),
        _patterns(one, "patterns", lists),
        _patterns(one, "unless", lists) if "unless" in one else (),
        _text(one, "reason"),
        _text(one, "better"),
        tuple(_texts(one, "marks")),
        tuple(_texts(one, "passes")),
    )


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _Mistake(_("“{name}” is missing, or no text").format(name=name))
    return value.strip()


def _texts(one: Mapping[str, Any], name: str) -> list[str]:
    value = one.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise _Mistake(_("“{name}” is missing, or no list of texts").format(name=name))
    return value


def _one_of(one: Mapping[str, Any], name: str, known: Sequence[str]) -> list[str]:
    values = _texts(one, name)
    for value in values:
        if value not in known:
            raise _Mistake(
                _("“{value}” is none of {known}").format(value=value, known=", ".join(known))
            )
    return values


def _patterns(
    one: Mapping[str, Any], name: str, lists: Mapping[str, Sequence[str]]
) -> tuple[Pattern, ...]:
    read_so_far = []
    for text in _texts(one, name):
        try:
            read_so_far.append(patterns.read(text, lists))
        except BadPattern as mistake:
            raise _Mistake(
                _("pattern “{text}”: {mistake}").format(text=text, mistake=mistake)
            ) from mistake
    return tuple(read_so_far)


def _lists(data: Mapping[str, Any]) -> dict[str, list[str]]:
    given = _mapping(data, "lists")
    return {name: _texts(given, name) for name in given}


def _abbreviations(data: Mapping[str, Any]) -> frozenset[str]:
    given = _texts(data, "abbreviations") if "abbreviations" in data else ()
    return frozenset(patterns.fold(word) for word in given)


def _times(data: Mapping[str, Any]) -> Times:
    given = _mapping(data, "time")
    words = {name: _texts(given, name) if name in given else () for name in ("between", "joins")}
    return Times(
        _numbers(given, "numbers"),
        _numbers(given, "units"),
        frozenset(map(patterns.fold, words["between"])),
        frozenset(map(patterns.fold, words["joins"])),
    )


def _numbers(given: Mapping[str, Any], name: str) -> dict[str, float]:
    numbers = _mapping(given, name)
    for word, value in numbers.items():
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise _Mistake(_("“{word}” has no number").format(word=word))
    return {patterns.fold(word): float(value) for word, value in numbers.items()}


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise _Mistake(_("“{name}” is no list of names").format(name=name))
    return value
