"""Large books of invented people, written fast: one edit, `executemany`, always the same.

    database.open_book(path, create=True)
    books.fill(100_000)

A contact has a firm and title, a mail address and a phone, here and there a role, a tag, a note, a
touch and an outreach.
"""

import random
from collections.abc import Iterator
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
