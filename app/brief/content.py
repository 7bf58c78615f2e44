"""What the page says: the data it is made from, its blocks, and what goes first when it is much.

Never cut: head, stage band, purpose, time plan, chain and name permission, promises, the first
three questions, the room to write. Everything else gives way in the order of `LEFT_CUTS` and
`RIGHT_CUTS`, and the page says what was left out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from app.brief import phrases, remarks
from app.brief.setting import Run, Runs

Stage = Literal["info_only", "referred", "applied"]
Mark = Literal["", "dot", "box", "flow", "number"]
Permission = Literal["yes", "no", "not_asked", ""]

# More than this of anything cannot be on one page; it is counted, not measured.
_MOST = 40


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """Somebody you are going to meet, in words ready to print."""

    name: str = ""
    say_as: str = ""
    title: str = ""
    organization: str = ""
    place: str = ""
    expertise: tuple[str, ...] = ()
    about: str = ""
    needs: tuple[str, ...] = ()
    favors: str = ""
    short: str = ""  # what you call them; the first word of the name when empty
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that one page is made from. `start` is UTC; zones are names of the zone database."""

    people: tuple[BriefPerson, ...] = ()
    start: datetime | None = None
    their_zone: str = ""
    your_zone: str = ""
    minutes: int = 0
    agreed: bool = True  # whether they said yes to it
    medium: str = ""
    call: bool = False  # whether you meet over the telephone or the net
    place: str = ""
    stage: Stage = "info_only"
    invitation: str = ""
    purpose: str = ""
    purpose_detail: str = ""
    chain: tuple[str, ...] = ()
    reason: str = ""
    reason_by: str = ""
    reason_on: date | None = None
    name_permission: Permission = ""
    names_left_out: int = 0  # names that are not on the page for want of a yes (B04)
    promises: tuple[str, ...] = ()
    plan_b: str = ""
    bring: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    ask: str = ""
    offer: str = ""
    what_you_bring: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    private: tuple[str, ...] = ()  # on the page because it was chosen for this print


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its items. Without a title it belongs to the block above it."""

    key: str
    title: str
    items: tuple[Runs, ...]
    mark: Mark = ""
    unseen: int = 0  # items beyond those listed here, only counted
    marks: tuple[Mark, ...] = ()  # of each item, where they differ
    most: int = 60  # lines of a single item
    shorter: tuple[Runs, ...] = ()  # other wordings of a single item, from long to short


class Cut(NamedTuple):
    """One step of giving way: so many items stay, of so many lines each."""

    key: str
    items: int
    lines: int


_ALL = 10_000

LEFT_CUTS: tuple[Cut, ...] = (
    Cut("private", 12, 6),
    Cut("about", _ALL, 8),
    Cut("needs", 6, 4),
    Cut("bring", 6, 2),
    Cut("missing", 5, 2),
    Cut("expertise", 5, 3),
    Cut("private", 5, 3),
    Cut("about", 4, 5),
    Cut("reason", 1, 7),
    Cut("plan_b", 3, 5),
    Cut("favors", 3, 3),
    Cut("needs", 4, 3),
    Cut("bring", 4, 1),
    Cut("missing", 3, 1),
    Cut("afterwards", 6, 2),
    Cut("about", 1, 4),
    Cut("expertise", 3, 2),
    Cut("needs", 3, 2),
    Cut("plan_b", 1, 4),
    Cut("reason", 1, 4),
    Cut("favors", 1, 3),
    Cut("missing", 1, 1),
    Cut("afterwards", 4, 1),
    Cut("promises", _ALL, 3),
    Cut("bring", 2, 1),
    Cut("about", 1, 2),
    Cut("expertise", 1, 2),
    Cut("needs", 2, 1),
    Cut("private", 2, 2),
    Cut("missing", 0, 0),
    Cut("private", 0, 0),
    Cut("bring", 0, 0),
    Cut("about", 0, 0),
    Cut("plan_b", 1, 2),
    Cut("favors", 0, 0),
    Cut("promises", _ALL, 2),
    Cut("reason", 1, 2),
    Cut("afterwards", 2, 1),
    Cut("needs", 0, 0),
    Cut("plan_b", 0, 0),
    Cut("expertise", 0, 0),
    Cut("reason", 0, 0),
    Cut("afterwards", 0, 0),
    # From here on nothing is left out for want of interest, only because paper ends.
    Cut("promises", _ALL, 1),
    *(Cut("promises", kept, 1) for kept in range(30, 2, -1)),
    Cut("chain", 1, 4),
    Cut("chain", 1, 2),
)

RIGHT_CUTS: tuple[Cut, ...] = (
    Cut("what_you_bring", 5, 2),
    Cut("questions", 12, 4),
    Cut("questions", 10, 4),
    Cut("what_you_bring", 4, 1),
    Cut("questions", 8, 3),
    Cut("questions", 7, 3),
    Cut("what_you_bring", 2, 1),
    Cut("questions", 6, 3),
    Cut("ask", 2, 3),
    Cut("questions", 5, 3),
    Cut("what_you_bring", 1, 1),
    Cut("questions", 4, 3),
    Cut("ask", 2, 2),
    Cut("what_you_bring", 0, 0),
    Cut("questions", 3, 3),
    Cut("questions", 3, 2),
)


def left_blocks(brief: Brief) -> tuple[Block, ...]:
    """Why you are here and what you know of them, in reading order."""
    who = phrases.called(brief)
    people = [_person_blocks(brief, person) for person in brief.people[:_MOST]]
    about = phrases.about_title(brief)
    needs = phrases.needs_title(brief)
    blocks = (
        _chain(brief),
        Block("reason", "", phrases.reason(brief)),
        Block("permission", "", phrases.permission(brief)),
        _block("promises", phrases.promises_title(), _plain(brief.promises), "box"),
        Block("expertise", phrases.expertise_title(), _joined(people, "expertise", who)),
        Block("about", about, _joined(people, "about", who)),
        _block("needs", needs, _joined(people, "needs", who), "dot"),
        Block("favors", phrases.favors_title(), _joined(people, "favors", who)),
        Block("plan_b", phrases.plan_b_title(), _lines(brief.plan_b)),
        _block("bring", phrases.bring_title(), _plain(brief.bring), "flow"),
        _block("private", remarks.private_title(), _plain(brief.private), "dot"),
        _block("missing", phrases.missing_title(), _plain(brief.missing, quiet=True), "box"),
    )
    return tuple(block for block in blocks if block.items)


def questions(brief: Brief) -> Block:
    """The focused questions in order (P34); three empty places when none is written yet."""
    items = _plain(brief.questions)
    return _block("questions", phrases.questions_title(), items or ((), (), ()), "number")


def right_blocks(brief: Brief) -> tuple[Block, ...]:
    """The one ask with its offer (P06, P16), and what you bring (P29)."""
    blocks = (
        Block("ask", phrases.ask_title(), phrases.ask(brief), marks=_ask_marks(brief)),
        _block(
            "what_you_bring", phrases.what_you_bring_title(), _plain(brief.what_you_bring), "dot"
        ),
    )
    return tuple(block for block in blocks if block.items)


def _ask_marks(brief: Brief) -> tuple[Mark, ...]:
    """An ask that still has no offer gets a box to tick (P06)."""
    return ("", "") if brief.offer.strip() else ("", "box")


def afterwards(brief: Brief) -> Block:
    """What to do when it is over, to tick off."""
    return _block(
        "afterwards",
        phrases.afterwards_title(),
        _plain(brief.afterwards or phrases.afterwards(brief)),
        "box",
    )


def _chain(brief: Brief) -> Block:
    """The chain in full, and as it is told when it is too long to be told in full."""
    known = len(brief.chain)
    whole = phrases.chain(brief, known)
    fewer = tuple(phrases.chain(brief, shown) for shown in (12, 8, 6, 4, 3, 2, 1) if shown < known)
    return Block("chain", phrases.why_title(), (whole,), most=5, shorter=fewer)


def _block(key: str, title: str, items: tuple[Runs, ...], mark: Mark = "") -> Block:
    return Block(key, title, items[:_MOST], mark, max(0, len(items) - _MOST))


def _plain(texts: tuple[str, ...], *, quiet: bool = False) -> tuple[Runs, ...]:
    ink: Literal["quiet", "text"] = "quiet" if quiet else "text"
    return tuple((Run(text, ink=ink),) for text in texts if text.strip())


def _lines(text: str) -> tuple[Runs, ...]:
    return _plain(tuple(text.split("\n")[:_MOST]))


def _person_blocks(brief: Brief, person: BriefPerson) -> dict[str, tuple[Runs, ...]]:
    known = tuple(text for text in person.expertise[:_MOST] if text.strip())
    return {
        "expertise": ((Run(" · ".join(known)),),) if known else phrases.no_expertise(brief, person),
        "about": _lines(person.about),
        "needs": tuple(phrases.with_quiet_end(text) for text in person.needs if text.strip()),
        "favors": _lines(person.favors),
    }


def _joined(
    people: list[dict[str, tuple[Runs, ...]]], key: str, names: tuple[str, ...]
) -> tuple[Runs, ...]:
    """One person's items as they are; of several people each begins with the name."""
    if len(people) == 1:
        return people[0][key]
    return tuple(
        (Run(f"{name}:", "bold"), *item)
        for name, items in zip(names, people, strict=False)
        for item in items[key]
    )
