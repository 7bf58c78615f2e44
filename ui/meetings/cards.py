"""The cards that other pages may lay over themselves: see `ui.pages.CARDS`."""

from datetime import date

from ui.meetings.form import MeetingForm


def new_meeting(argument: str) -> MeetingForm:
    """A new meeting: with a contact (its id), “on 2026-11-24”, or without anything known."""
    if argument.startswith("on "):
        return MeetingForm(day=date.fromisoformat(argument.removeprefix("on ")))
    return MeetingForm(people=[argument] if argument else [])
