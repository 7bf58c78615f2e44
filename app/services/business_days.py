"""Which days are business days where the person lives: the only home of the holidays library (B02).

The library is imported when a clock first counts business days, and read once per country and year.
"""

from datetime import date
from functools import lru_cache

from app import settings
from app.domain.workdays import Workdays
from app.i18n import _


def calendar(first: date, last: date) -> Workdays:
    """The weekends and holidays from the year of one day to the year of the other.

    A country of which the library knows nothing has weekends only.
    """
    chosen = settings.load()
    country, region = settings.country(), chosen.region if chosen.country else ""
    return _known(country, region, first.year, last.year)


@lru_cache(maxsize=16)
def _known(country: str, region: str, first: int, last: int) -> Workdays:
    import holidays

    years = range(first, last + 1)
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=years)
    except NotImplementedError:
        return _known(country, "", first, last) if region else Workdays()
    return Workdays(frozenset(found.weekend), frozenset(found), frozenset(found.weekend_workdays))


def countries() -> tuple[str, ...]:
    """The codes of all countries whose holidays are known."""
    import holidays

    return tuple(sorted(code for code in holidays.list_supported_countries() if len(code) == 2))


def regions(country: str) -> dict[str, str]:
    """The parts of a country that have holidays of their own: their codes and names."""
    if not country:
        return {}
    import holidays

    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:
        return {}
    named = {code: name for name, code in found.subdivisions_aliases.items()}
    return {code: named.get(code, code) for code in found.subdivisions}


def problem(country: str, region: str = "") -> str:
    """A sentence where holidays are not known as wished; '' where all is well.

    `country` as it is chosen: '' is the system's.
    """
    country = country or settings.system_country()
    if not country:
        return _("Your system does not say which country this is; only weekends are kept free.")
    if country not in countries():
        return _(
            "No holidays are known for “{country}”; only weekends are kept free. All else works."
        ).format(country=country)
    if region and region not in regions(country):
        return _("“{region}” is no part of this country; its own holidays are left out.").format(
            region=region
        )
    return ""
