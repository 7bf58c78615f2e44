"""Large books of invented people, written fast: one edit, `executemany`, always the same.

    database.open_book(path, create=True)
    books.fill(100_000)

A contact has a firm and title, a mail address and a phone, here and there a role, a tag, a note, a
touch and an outreach. `books.connect()` then lets them know each other, and tells years of meetings
after which almost everybody was thanked.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.database import database, edit, new_id

GIVEN = (
    "Ada", "Aiko", "Amara", "Anders", "Beatriz", "Bruno", "Carlos", "Chidi", "Dana", "Dmitri",
    "Elena", "Émile", "Fatima", "Felix", "Grace", "Gustav", "Hana", "Hugo", "Ines", "Ivan", "Jana",
    "Jonas", "Katya", "Kofi", "Leila", "Luca", "Marta", "Milan", "Nadia", "Noah", "Olga", "Omar",
    "Pauline", "Priya", "Quentin", "Ruth", "Søren", "Sunita", "Tomasz", "Uma", "Viktor", "Wanda",
    "Xenia", "Yusuf", "Zoë",
)  # fmt: skip
FAMILY = (
    "Adeyemi", "Almeida", "Brandt", "Byron", "Castillo", "Dahl", "Dvořák", "Echeverría", "Eriksson",
    "Ferreira", "Fontaine", "García", "Grünwald", "Haddad", "Hale", "Ibrahim", "Ivanova", "Jansen",
    "Kimura", "Kowalski", "Lindqvist", "Łukasik", "Müller", "Mwangi", "Nakamura", "Nowak", "Okafor",
    "Oyelaran", "Petrov", "Quist", "Rao", "Rossi", "Santos", "Schmidt", "Tanaka", "Tóth", "Ueda",
    "Varga", "Weiss", "Xu", "Yılmaz", "Zieliński",
)  # fmt: skip
FIRM = (
    "Analytical", "Baltic", "Cascade", "Delta", "Evergreen", "Ferrous", "Granite", "Halden",
    "Iberia", "Juniper", "Kestrel", "Lumen", "Meridian", "Nordlicht", "Ostrava", "Polar", "Quarry",
    "Riverside", "Sable", "Tidewater",
)  # fmt: skip
KIND = ("Foods", "Freight", "Labs", "Logistics", "Systems", "Works", "Cold Chain", "Engines")
TITLE = ("Planner", "Buyer", "Engineer", "Head of operations", "Director", "Analyst", "Dispatcher")
ROLES = ("expert", "hub", "recruiter", "gatekeeper", "colleague", "mentor")
TAGS = ("port", "cold chain", "alumni", "conference", "neighbours")
NOTES = (
    "Met at the port day, talked about telematics", "Knows everyone in customs",
    "Looks for a speaker in January", "Prefers mail in the morning", "Moved here from Antwerp",
)  # fmt: skip


def fill(count: int, *, seed: int = 1) -> None:
    """Write this many invented people into the open book."""
    chance = random.Random(seed)
    with edit("Fill the book"):
        firms = [(new_id(), f"{one} {kind} {n}") for n in range(5) for one in FIRM for kind in KIND]
        _write("organization", ("id", "name"), firms)
        people = [(new_id(), number) for number in range(count)]
        _write("contact", ("id", "given", "family", "notes"), _contacts(people, chance))
        _write(
            "position",
            ("id", "contact_id", "organization_id", "title"),
            ((new_id(), i, chance.choice(firms)[0], chance.choice(TITLE)) for i, _number in people),
        )
        _write(
            "channel",
            ("id", "contact_id", "kind", "value"),
            ((new_id(), i, "email", f"person{number}@firm.example") for i, number in people),
        )
        _write(
            "touch",
            ("id", "contact_id", "kind", "direction", "at"),
            (
                (new_id(), i, "call", "out", f"2026-{chance.randint(1, 9):02d}-07T09:00:00Z")
                for i, number in people
                if number % 7 == 0
            ),
        )
        _write("role", ("id", "contact_id", "kind"), _some(people, ROLES, 9, chance))
        _write("tag", ("id", "contact_id", "name"), _some(people, TAGS, 5, chance))
        _write(
            "outreach",
            ("id", "contact_id", "opened_on", "stage_since"),
            ((new_id(), i, "2026-01-07", "2026-01-07") for i, number in people if number % 20 == 0),
        )


def connect(
    now: datetime, *, meetings: int = 20_000, links: int = 300_000, waiting: int = 40, seed: int = 2
) -> None:
    """Write meetings, and as many referrals and relationships, among the people of `fill`.

    Whoever was met was thanked, and whoever sent one to them has heard, but for the last `waiting`
    meetings. People come in tens, and in each ten one leads to the next, five steps at most.
    """
    chance = random.Random(seed)
    people = [i for (i,) in database.execute_sql("SELECT id FROM contact ORDER BY id").fetchall()]
    above = _chains(people, links // 2)
    with edit("Connect them"):
        _write(
            "referral",
            ("id", "from_id", "to_id", "on_date", "may_use_name"),
            ((new_id(), one, to, "2025-03-04", "yes") for to in above for one in above[to]),
        )
        _write(
            "relationship",
            ("id", "contact_id", "other_id", "warmth"),
            ((new_id(), *pair, 1 + n % 3) for n, pair in enumerate(_pairs(people, links // 2))),
        )
        _hold(people, above, [now - timedelta(hours=2 * n + 1) for n in range(meetings - 20)],
              waiting, chance)  # fmt: skip
        _write_ahead(people, now, 20, chance)
        database.execute_sql("UPDATE outreach SET next_step = 'Ask for a date' WHERE rowid % 2")
        database.execute_sql("UPDATE contact SET rhythm_days = 90 WHERE rowid % 50 = 0")
        _write(
            "promise",
            ("id", "contact_id", "direction", "text", "made_on", "due", "kept_on"),
            (
                (new_id(), chance.choice(people), "mine" if n % 2 else "theirs", "Send a paper",
                 "2026-01-07", None, "2026-02-01" if n >= 30 else None)
                for n in range(meetings // 4)
            ),
        )  # fmt: skip


def _chains(people: list[str], count: int) -> dict[str, list[str]]:
    """By whom each was named: one or two of those before them in the half of their ten."""
    above: dict[str, list[str]] = {}
    for step in (1, 2):
        for place in range(len(people)):
            if place % 5 >= step and count > 0:
                above.setdefault(people[place], []).append(people[place - step])
                count -= 1
    for place in range(5, len(people), 10):  # and the halves hang together
        if count > 0:
            above.setdefault(people[place], []).append(people[place - 4])
            count -= 1
    return above


def _pairs(people: list[str], count: int) -> Iterator[tuple[str, str]]:
    far = 1
    while True:
        for place in range(len(people)):
            if count <= 0:
                return
            yield people[place], people[(place + far * 17) % len(people)]
            count -= 1
        far += 1


def _hold(
    people: list[str], above: dict[str, list[str]], starts: list[datetime], waiting: int,
    chance: random.Random,
) -> None:  # fmt: skip
    held, met, answers = [], [], []
    for number, start in enumerate(starts):
        meeting, person = new_id(), chance.choice(people)
        day = start.date().isoformat()
        held.append((meeting, f"{start:%Y-%m-%dT%H:%M:%SZ}", 30, "held", "field", day))
        met.append((new_id(), meeting, person))
        if number >= waiting:
            answers.append((new_id(), "thank", person, meeting, "done", day))
            answers += [
                (new_id(), "report_back", one, meeting, "done", day) for one in _up(person, above)
            ]
    columns = ("id", "start", "minutes", "state", "purpose", "debriefed_on")
    _write("meeting", columns, held)
    _write("meeting_person", ("id", "meeting_id", "contact_id"), met)
    _write("duty", ("id", "kind", "contact_id", "cause_id", "state", "on_date"), answers)


def _up(person: str, above: dict[str, list[str]]) -> set[str]:
    found, ahead = set[str](), [person]
    while ahead:
        for one in above.get(ahead.pop(), ()):
            if one not in found:
                found.add(one)
                ahead.append(one)
    return found - {person}


def _write_ahead(people: list[str], now: datetime, count: int, chance: random.Random) -> None:
    """Meetings to come, a few a day."""
    ahead = [(new_id(), now + timedelta(hours=5 * n + 2)) for n in range(count)]
    _write(
        "meeting",
        ("id", "start", "minutes", "state", "purpose"),
        ((i, f"{start:%Y-%m-%dT%H:%M:%SZ}", 30, "agreed", "field") for i, start in ahead),
    )
    _write(
        "meeting_person",
        ("id", "meeting_id", "contact_id"),
        ((new_id(), i, chance.choice(people)) for i, _start in ahead),
    )


def _contacts(people: list[tuple[str, int]], chance: random.Random) -> Iterator[tuple[str, ...]]:
    for contact_id, number in people:
        family = chance.choice(FAMILY)
        if chance.random() < 0.6:
            family = f"{chance.choice(FAMILY)}-{family}"
        notes = chance.choice(NOTES) if number % 3 == 0 else ""
        yield contact_id, chance.choice(GIVEN), family, notes


def _some(
    people: list[tuple[str, int]], words: tuple[str, ...], each: int, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    return ((new_id(), i, chance.choice(words)) for i, number in people if number % each == 0)


def _write(table: str, columns: tuple[str, ...], rows: Any) -> None:
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    database.connection().executemany(sql, rows)
