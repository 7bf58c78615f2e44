"""An offer: what may come of an application, before it lands (B01 B10)."""

from datetime import date

from app.domain.pipeline import Standing
from app.errors import Invalid, Refused
from app.i18n import _


def offer(standing: Standing, on: date | None, today: date) -> date:
    """The day on which an offer came, if one may have: raises `Refused`, or `Invalid`."""
    _refuse_closed(standing)
    if standing.stage != "applied":
        raise Refused(_("An offer follows an application. Record that first."))
    if standing.offered_on is not None:
        raise Refused(_("An offer stands there already. Take it back first to change its day."))
    if problem := _day_problem(on, standing.applied_on, today):
        raise Invalid({"offered_on": problem})
    assert on is not None
    return on


def take_back(standing: Standing) -> None:
    """Raises `Refused` when there is no offer to take back."""
    _refuse_closed(standing)
    if standing.offered_on is None:
        raise Refused(_("There is no offer to take back."))


def _refuse_closed(standing: Standing) -> None:
    if standing.closed is not None:
        raise Refused(_("This outreach is closed. Open it again first."))


def _day_problem(on: date | None, applied_on: date | None, today: date) -> str:
    if on is None:
        return _("On which day did the offer come?")
    if on > today:
        return _("This day is still to come. Note the offer when it is there.")
    if applied_on is not None and on < applied_on:
        return _("This is before you applied. Check the two dates.")
    return ""
