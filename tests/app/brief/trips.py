"""A trip of three days: six meetings in two time zones, with names in four scripts."""

from dataclasses import replace
from datetime import UTC, datetime

from app.brief.content import BriefPerson
from app.brief.itinerary import Stop
from tests.app.brief.conftest import RICH

NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"


def _stop(
    person: BriefPerson, start: tuple[int, int, int], zone: str, place: str, **more
) -> Stop:  # fmt: skip
    day, hour, minute = start
    in_person = more.pop("in_person", True)
    brief = replace(
        RICH, people=(person,), start=datetime(2026, 11, day, hour, minute, tzinfo=UTC),
        their_zone=zone, place=place, medium="In person" if in_person else "Video call", **more,
    )  # fmt: skip
    return Stop(brief, in_person=in_person)


def _person(name: str, title: str, firm: str, short: str = "", say_as: str = "") -> BriefPerson:
    return BriefPerson(
        name=name, title=title, organization=firm, say_as=say_as, short=short,
        expertise=("cold-chain forecasting",), about="Came up through buying.",
    )  # fmt: skip


TRIP = (
    _stop(RICH.people[0], (24, 15, 0), NEW_YORK, "1500 Market St, 12th fl., Philadelphia"),
    _stop(
        _person("Ελένη Παπαδοπούλου", "Διευθύντρια", "Aegean Freight", say_as="eh-LEH-nee"),
        (24, 17, 0), NEW_YORK, "30th Street Station, the café under the clock", minutes=30,
        questions=("How did the port change your planning?",),
    ),
    _stop(
        _person("田中 愛子", "物流部長", "Meridian Foods 東京"), (24, 22, 15), "Asia/Tokyo",
        "meet.example.org/aiko-tanaka", in_person=False, minutes=25,
    ),
    _stop(
        _person("ليلى حداد", "مديرة التخطيط", "Cascade Foods"), (25, 15, 30), CHICAGO,
        "222 W Merchandise Mart Plaza, Chicago", minutes=45, purpose="Facts on a company",
    ),
    _stop(
        _person("Виктор Иванов", "Head of operations", "Polar Cold Chain"), (25, 16, 30), CHICAGO,
        "1 N Wacker Dr, Chicago", agreed=False,
    ),
    _stop(
        _person("Grace Hopper", "Rear Admiral", "Navy Pier Museum"), (26, 20, 0), CHICAGO,
        "600 E Grand Ave, Chicago", minutes=0, chain=(), reason="", questions=(),
    ),
)  # fmt: skip
