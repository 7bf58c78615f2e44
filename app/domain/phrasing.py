"""How facts of the book are said inside a letter, in the language of the letters.

The words stand in `resources/messages/`, one file a language; nothing here is a word of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import templates, texts

_LINE_LIMIT = 300  # of a fact inside a letter; what is longer is no phrase
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_MONTH_DAYS = 45  # after that one remembers the month, not the day


@dataclass(frozen=True)
class Language:
    """Templates and words of one language, as its file has them."""

    templates: Mapping[str, tuple[str, str]]
    phrases: Mapping[str, str]
    weekdays: Sequence[str]
    months: Sequence[str]
    times: Mapping[str, str]
    yours: Mapping[str, str]  # what becomes of “her” before a thing, said to her
    others: frozenset[str]  # words by which a note speaks about somebody, not to them
    examples: Mapping[str, str]  # what each field may say, to try a template on

    @staticmethod
    def read(said: Mapping[str, Any]) -> "Language":
        """A language from its file."""
        return Language(
            {
                kind: (one["subject"], "\n".join(one["body"]))
                for kind, one in said["templates"].items()
            },
            said["phrases"], said["weekdays"], said["months"], said["times"], said["yours"],
            frozenset(said["others"]), said["examples"],
        )  # fmt: skip

    def phrase(self, name: str, **facts: str) -> str:
        """A phrase with its facts; '' where none of its ways has all that it needs."""
        return templates.filled(self.phrases[name], facts, facts)

    def past(self, day: date, today: date) -> str:
        """When something was: yesterday, on Monday, on 10 November, in March."""
        ago = (today - day).days
        if ago < 2:
            return self.phrases["today" if ago < 1 else "yesterday"]
        if ago < 7:
            return self.phrase("on_weekday", weekday=self.weekdays[day.weekday()])
        month = self.months[day.month - 1]
        if ago < _MONTH_DAYS:
            return self.phrase("on_day", day=str(day.day), month=month)
        if day.year == today.year or ago < 300:
            return self.phrase("in_month", month=month)
        return self.phrase("in_month_of_year", month=month, year=str(day.year))

    def coming(self, day: date, today: date) -> str:
        """When something will be: tomorrow, on Friday, on 3 December."""
        ahead = (day - today).days
        if ahead == 1:
            return self.phrases["tomorrow"]
        if 1 < ahead < 7:
            return self.phrase("next_weekday", weekday=self.weekdays[day.weekday()])
        return self.phrase("on_day", day=str(day.day), month=self.months[day.month - 1])

    def time(self, minutes: int) -> str:
        """How long, as one asks for it: half an hour."""
        return self.times.get(str(minutes)) or self.phrase("minutes", minutes=str(minutes))

    def listed(self, names: Sequence[str]) -> str:
        """A, B and C."""
        if len(names) < 2:
            return "".join(names)
        return self.phrase("and", first=", ".join(names[:-1]), last=names[-1])

    def work(self, title: str, firm: str) -> str:
        """What somebody is, and where."""
        return self.phrase("at", title=title, firm=firm) or title

    def speaks_about(self, note: str) -> bool:
        """Whether a note speaks about somebody, not to them: it was not meant for them to read."""
        return bool((self.others | set(self.yours)) & set(_words(note)))

    def said_to(self, note: str) -> str:
        """A thing somebody needs as one would say it to them; '' where that takes other words.

        “A speaker for her analyst day” becomes “a speaker for your analyst day”.
        """
        if self.others & set(_words(note)):
            return ""
        for about, to in self.yours.items():
            if re.search(rf"\b{re.escape(about)}\b(?!\s+\w)", note, re.IGNORECASE):
                return ""  # “somebody to help her” is nobody's thing
            note = re.sub(rf"\b{re.escape(about)}\b", to, note, flags=re.IGNORECASE)
        return note


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def inside(text: str, proper: Iterable[str] = ()) -> str:
    """A note as it stands inside a sentence: one line, small at its beginning, no stop at its end.

    A first word stays as it is where it is a name (`proper`), an abbreviation or “I”.
    """
    text = texts.line(text)[:_LINE_LIMIT].rstrip(" .;,:?!")
    first = text.split(" ", 1)[0]
    bare = first.strip("“”\"'’").removesuffix("’s").removesuffix("'s")
    known = {word.casefold() for name in proper for word in name.split()}
    if len(bare) < 2 and bare != "A":
        return text
    if bare.casefold() in known or any(c.isupper() or c.isdigit() or c == "&" for c in bare[1:]):
        return text
    return text[:1].lower() + text[1:]


def quoted(text: str) -> str:
    """Somebody's words between quotation marks of mine: the first paragraph, without its own."""
    lines = texts.lines(text)
    return lines[0].strip('“”„"').strip() if lines else ""
