"""What time it is for the person; a test, an import or the sample book says another time."""

from datetime import UTC, date, datetime

from app import settings
from app.domain import times


def moment(at: datetime | None = None) -> datetime:
    """This moment, or now, in UTC."""
    return (at or datetime.now(UTC)).astimezone(UTC)


def day(at: datetime | None = None) -> date:
    """The day that this moment, or now, is to the person."""
    return times.local(moment(at), settings.your_zone()).date()
